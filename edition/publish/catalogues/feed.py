# SPDX-License-Identifier: MIT
"""What is new, for those who follow an edition: an Atom feed (RFC 4287) of its documents by the day of their last change.

A document whose header dates no change is not in it: the clock of the machine that builds says nothing of the edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.engines import libxml
from edition.publish.catalogues import writing
from edition.publish.catalogues.entries import Entry, Texts, called
from edition.publish.leaves import Site

NAME: Final = "feed.xml"
TYPE: Final = "application/atom+xml"
MOST: Final = 100
"""How many documents a feed tells of: the last ones."""

_NAMESPACES: Final[dict[str | None, str]] = {None: "http://www.w3.org/2005/Atom"}


def files(texts: Texts, site: Site) -> Iterator[tuple[str, bytes]]:
    """The feed, where any document dates a change."""
    dated = [entry for text in texts for entry in text if entry.record.get("changed")]
    if not dated:
        return
    dated.sort(key=lambda entry: str(entry.record["changed"]), reverse=True)
    feed = writing.root("feed", _NAMESPACES)
    writing.child(feed, "id", site.url)
    writing.child(feed, "title", called(site))
    writing.child(feed, "updated", _moment(dated[0]))
    writing.child(writing.child(feed, "author"), "name", called(site))
    writing.child(feed, "link", rel="self", type=TYPE, href=site.url + NAME)
    writing.child(feed, "link", rel="alternate", type="text/html", href=site.url)
    for entry in dated[:MOST]:
        _entry(feed, entry, site.address(entry.page))
    yield NAME, writing.as_xml(feed)


def _entry(feed: libxml.Element, entry: Entry, address: str) -> None:
    made = writing.child(feed, "entry", lang=entry.language)
    writing.child(made, "id", address)
    writing.child(made, "title", entry.title)
    writing.child(made, "updated", _moment(entry))
    writing.child(made, "link", rel="alternate", type="text/html", hreflang=entry.language, href=address)
    if abstract := entry.record.get("abstract"):
        writing.child(made, "summary", abstract)


def _moment(entry: Entry) -> str:
    return f"{entry.record['changed']}T00:00:00Z"
