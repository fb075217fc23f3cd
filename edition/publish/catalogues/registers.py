# SPDX-License-Identifier: MIT
"""Whom and what the edition names, as JSON-LD in the words of schema.org: for each page of registers, and all together.

Names are told in each language that the register has them in, an entry with the addresses by which authorities know it, and with
the documents that name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from edition import names
from edition.engines import libxml
from edition.publish.catalogues import writing
from edition.publish.leaves import Site

NAME: Final = "registers.jsonld"
TYPE: Final = "application/ld+json"
_KINDS: Final = {"person": "Person", "personGrp": "Organization", "org": "Organization", "place": "Place"}
_NAMES: Final = tuple(f"tei:{name}" for name in ("persName", "orgName", "placeName", "geogName", "settlement"))
_LANG: Final = names.clark("xml:lang")
_ANCHOR: Final = names.clark("ed:anchor")


def linked(graph: list[dict[str, Any]]) -> dict[str, Any]:
    """Entries as a document of JSON-LD."""
    return {"@context": "https://schema.org", "@graph": graph}


def files(found: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[str, bytes]]:
    """All entries, where there are any."""
    if found:
        yield NAME, writing.as_json(linked([entry for graph in found.values() for entry in graph]))


def entry(told: libxml.Element, site: Site, section: str, pages: Iterable[str]) -> dict[str, Any]:
    """An entry with its `ed:anchor`, which stands on the page of a section, and the pages of the documents that name it."""
    kind = libxml.etree.QName(told).localname
    said: dict[str, Any] = {
        "@type": _KINDS[kind],
        "@id": f"{_address(site, site.page(section, site.languages[0]))}#{told.get(_ANCHOR)}",
        "name": [_in_language(name, told) for name in _found(told, *_NAMES)],
        "birthDate": _when(told, "tei:birth"),
        "deathDate": _when(told, "tei:death"),
        "description": [_in_language(note, told) for note in _found(told, "tei:note")],
        "geo": _geo(told),
        "sameAs": [
            address
            for idno in _found(told, "tei:idno")
            if (address := _words(idno)).startswith(("http://", "https://"))
        ],
        "subjectOf": [{"@id": _address(site, page)} for page in pages],
    }
    return {name: value for name, value in said.items() if value}


def _address(site: Site, page: str) -> str:
    """The address of a page, from where the site lies if nobody knows where that is."""
    return site.address(page) or page


def _found(entry: libxml.Element, *what: str) -> list[libxml.Element]:
    wanted = set(map(names.clark, what))
    return [element for element in entry.iterchildren("*") if element.tag in wanted and _words(element)]


def _in_language(element: libxml.Element, entry: libxml.Element) -> dict[str, str] | str:
    language = element.get(_LANG) or entry.get(_LANG)
    return {"@language": language, "@value": _words(element)} if language else _words(element)


def _when(entry: libxml.Element, what: str) -> str:
    found = entry.find(what, names.NAMESPACES)
    return (found.get("when") or "") if found is not None else ""


def _geo(entry: libxml.Element) -> dict[str, Any] | None:
    """Latitude and longitude, as `geo` has them unless something else is declared (TEI, 14.3.4)."""
    geo = entry.find("tei:location/tei:geo", names.NAMESPACES)
    parts = _words(geo).replace(",", " ").split() if geo is not None else []
    try:
        latitude, longitude = map(float, parts)
    except ValueError:
        return None
    return {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}


def _words(element: libxml.Element) -> str:
    return " ".join("".join(element.itertext()).split())
