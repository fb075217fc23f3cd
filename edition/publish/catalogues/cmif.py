# SPDX-License-Identifier: MIT
"""The letters of an edition for correspSearch: the Correspondence Metadata Interchange Format (TEI Correspondence SIG, version 1).

The format puts what it says of the letters under CC BY 4.0, so that a project has to want it (`cmif` in `[edition.site]`). A letter is
told once, in the language in which it was written; who and where are told by what authorities call them, as far as registers say so.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Final

from edition import names
from edition.engines import libxml
from edition.publish.catalogues import writing
from edition.publish.catalogues.entries import Entry, Texts, called, changed
from edition.publish.leaves import Site
from edition.settings import Web

NAME: Final = "correspondence.xml"
_NAMESPACES: Final[dict[str | None, str]] = {None: names.TEI}
_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_TERMS: Final = "This file is licensed under the terms of the Creative Commons License CC-BY 4.0"
"""The words that the format wants."""
_AUTHORITIES: Final = (
    "viaf.org",
    "d-nb.info",
    "data.bnf.fr",
    "catalogue.bnf.fr",
    "id.loc.gov",
    "id.ndl.go.jp",
    "geonames.org",
)
"""Those that the format recommends."""
_XML_ID: Final = names.clark("xml:id")


def files(texts: Texts, site: Site, web: Web) -> Iterator[tuple[str, bytes]]:
    """The letters, where the project wants them told and there are any."""
    originals = (next((entry for entry in text if entry.is_original), text[0]) for text in texts if text)
    letters = [entry for entry in originals if entry.record.get("correspondence")]
    if not (web.cmif and letters):
        return
    tei = writing.root("TEI", _NAMESPACES)
    header = writing.child(tei, "teiHeader")
    source = _described(writing.child(header, "fileDesc"), texts, site, web)
    profile = writing.child(header, "profileDesc")
    for letter in letters:
        _letter(profile, letter, source, site)
    writing.child(writing.child(writing.child(tei, "text"), "body"), "p")
    yield NAME, writing.as_xml(tei)


def _described(file: libxml.Element, texts: Texts, site: Site, web: Web) -> str:
    """Write what the file is; gives the name of the edition in it."""
    title = writing.child(file, "titleStmt")
    writing.child(title, "title", called(site))
    houses = dict.fromkeys(entry.record.get("publisher", "") for text in texts for entry in text)
    publishers = [house for house in houses if house] or [called(site)]
    editor = writing.child(title, "editor", publishers[0])
    if web.email:
        writing.child(editor, "email", web.email)
    publication = writing.child(file, "publicationStmt")
    for publisher in publishers:
        writing.child(writing.child(publication, "publisher"), "ref", publisher, target=site.url)
    writing.child(publication, "idno", site.url + NAME, type="url")
    if day := changed(texts):
        writing.child(publication, "date", when=f"{day}T00:00:00Z")
    writing.child(writing.child(publication, "availability"), "licence", _TERMS, target=_LICENCE)
    source = _identity(site.url)
    bibl = writing.child(writing.child(file, "sourceDesc"), "bibl", f"{called(site)}. ", type="online")
    writing.child(bibl, "ref", site.url, target=site.url)
    bibl.set(_XML_ID, source)
    return source


def _identity(url: str) -> str:
    """A UUID for the edition, made of its address, that is a name of XML: its first character is a letter."""
    made = (str(uuid.uuid5(uuid.NAMESPACE_URL, f"{url}{'#' * more}")) for more in itertools.count())
    return next(each for each in made if each[0].isalpha())


def _letter(profile: libxml.Element, letter: Entry, source: str, site: Site) -> None:
    told = writing.child(profile, "correspDesc", ref=site.address(letter.page), source=f"#{source}")
    for action in letter.record["correspondence"]:
        made = writing.child(told, "correspAction", type=action["type"])
        for agent in action["agents"] or [{"kind": "persName", "name": "Unknown", "same": []}]:
            _named(made, "orgName" if agent["kind"] == "orgName" else "persName", agent)
        for place in action["places"]:
            _named(made, "placeName", place)
        if action["date"]:
            writing.child(made, "date", **action["date"])


def _named(action: libxml.Element, kind: str, name: Mapping[str, Any]) -> None:
    writing.child(action, kind, name["name"], ref=min(name["same"], key=_rank, default=""))


def _rank(address: str) -> int:
    """The format knows some authorities better than others, and takes one address only."""
    return next((number for number, authority in enumerate(_AUTHORITIES) if authority in address), len(_AUTHORITIES))
