# SPDX-License-Identifier: MIT
"""What search engines ask for: a sitemap (sitemaps.org, with Google's `hreflang`), and where it is, in `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit

from edition.engines import libxml
from edition.publish.catalogues import writing
from edition.publish.catalogues.entries import Texts
from edition.publish.leaves import Site

NAME: Final = "sitemap.xml"
MOST: Final = 50_000
"""How many addresses the protocol allows in one file; of more there are several, and the sitemap lists them."""

_NAMESPACES: Final[dict[str | None, str]] = {
    None: "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


def files(texts: Texts, site: Site, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The sitemap; `robots.txt` too, where the site is the whole of its host: nobody looks for one in a folder."""
    urls: list[libxml.Element] = []
    for section in ("index", *pages):
        versions = {language: site.page(section, language) for language in site.languages}
        for page in versions.values():
            _url(urls, site, page, versions)
    for text in texts:
        for entry in text:
            for view, page in entry.pages.items():
                versions = {other.language: other.pages[view] for other in text if view in other.pages}
                _url(urls, site, page, versions, entry.record.get("changed", ""))
            for page in entry.books:
                _url(urls, site, page, {}, entry.record.get("changed", ""))
    parts = [urls[start : start + MOST] for start in range(0, len(urls), MOST)]
    if len(parts) == 1:
        yield NAME, _written("urlset", urls)
    else:
        named = [(f"sitemap-{number}.xml", part) for number, part in enumerate(parts, 1)]
        yield from ((name, _written("urlset", part)) for name, part in named)
        yield NAME, _written("sitemapindex", [_located("sitemap", site, name) for name, _ in named])
    if urlsplit(site.url).path == "/":
        yield "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site.url}{NAME}\n".encode()


def _written(name: str, parts: list[libxml.Element]) -> bytes:
    root = writing.root(name, _NAMESPACES)
    root.extend(parts)
    return writing.as_xml(root)


def _located(name: str, site: Site, file: str) -> libxml.Element:
    made = writing.root(name, _NAMESPACES)
    writing.child(made, "loc", site.address(file))
    return made


def _url(urls: list[libxml.Element], site: Site, page: str, versions: dict[str, str], changed: str = "") -> None:
    url = _located("url", site, page)
    if changed:
        writing.child(url, "lastmod", changed)
    for language, other in versions.items() if len(versions) > 1 else ():
        writing.child(url, "xhtml:link", rel="alternate", hreflang=language, href=site.address(other))
    urls.append(url)
