# SPDX-License-Identifier: MIT
"""What catalogues are made from: the documents of a site as their cards tell of them. No document is read again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from edition import names
from edition.engines import libxml
from edition.publish.leaves import Site
from edition.render.record import Record


@dataclass(frozen=True, slots=True)
class Entry:
    """A document: its name on the site, its record, and the names of its pages and files by what they are."""

    name: str
    language: str
    record: Record
    is_original: bool
    """Whether it is in the language in which its text was written."""
    pages: dict[str, str]
    """View → page."""
    books: tuple[str, ...]
    tei: str

    @property
    def page(self) -> str:
        """The page by which it is cited."""
        return self.pages[names.VIEWS[0]]

    @property
    def title(self) -> str:
        """What it is called; its name, where it has no title."""
        return str(self.record.get("title") or self.name)


Texts = Sequence[Sequence[Entry]]
"""The documents of a site, those that are one text together."""

_RECORD: Final = names.clark("ed:record")
_LINK: Final = names.clark("ed:link")


def of(group: libxml.Element) -> Iterator[Entry]:
    """The documents of an `ed:group` of records; none, where their cards have no records."""
    for document in group.iterchildren(names.clark("ed:document")):
        links = [(link.get("role"), link.get("view"), str(link.get("href"))) for link in document.iterchildren(_LINK)]
        if record := document.findtext(_RECORD):
            yield Entry(
                str(document.get("name")),
                str(document.get("language")),
                json.loads(record),
                document.get("original") == "true",
                {str(view): href for role, view, href in links if role == "page"},
                tuple(href for role, _, href in links if role == "pdf"),
                next(href for role, _, href in links if role == "tei"),
            )


def called(site: Site) -> str:
    """The title of a site; its host, where it has none."""
    return site.title or urlsplit(site.url).hostname or ""


def changed(texts: Texts) -> str:
    """The day of the last change that any header tells of, "" where none does."""
    return max((entry.record.get("changed", "") for text in texts for entry in text), default="")
