# SPDX-License-Identifier: MIT
"""The machine-readable side of a site: the files about all documents that catalogues, harvesters and search engines ask for.

They are made from the cards of the documents, and say what headers and registers say. What must name whole addresses is made only
where the address of the site is known; what a format wants and nobody has said is not made up: the file, or the record, is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.publish.catalogues import cmif, dts, entries, feed, oai, sitemap
from edition.publish.leaves import Site
from edition.settings import Web

OFFERED = (feed.NAME, cmif.NAME, oai.NAME, dts.NAME, sitemap.NAME)
"""The files that a reader is told of; others belong to one of them."""


def files(texts: entries.Texts, site: Site, web: Web, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The catalogues of a site whose address is known, each file by its name; `pages` are those about many documents."""
    if site.url and any(texts):
        yield from sitemap.files(texts, site, pages)
        yield from feed.files(texts, site)
        yield from oai.files(texts, site, web)
        yield from cmif.files(texts, site, web)
        yield from dts.files(texts, site)
