# SPDX-License-Identifier: MIT
"""Whom and what the edition names, as JSON-LD in the words of schema.org: for each page of registers, and all together.

Names are told in each language that the register has them in, an entry with the addresses by which authorities know it, and with
the documents that name it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


def graphs(told: libxml.Element, site: Site, sections: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """The entries of an `ed:site`, by the page on which each stands; `sections` has the page of each kind of entry by its tag."""
    naming = _naming(told, site)
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in told.iterfind(f"{names.clark('ed:register')}/*"):
        section = sections[entry.tag]
        found.setdefault(section, []).append(_entry(entry, site, section, naming.get(str(entry.get(_ANCHOR)), [])))
    return found


def by_page(
    found: Mapping[str, list[dict[str, Any]]], apart: Mapping[str, str]
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The entries by the pages that tell of them: those of a section together, unless they are told `apart`, each by its anchor."""
    for section, graph in found.items():
        if section not in apart.values():
            yield section, graph
            continue
        for entry in graph:
            if (anchor := str(entry["@id"]).rpartition("#")[2]) in apart:
                yield anchor, [entry]


def linked(graph: list[dict[str, Any]]) -> dict[str, Any]:
    """Entries as a document of JSON-LD."""
    return {"@context": "https://schema.org", "@graph": graph}


def files(found: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[str, bytes]]:
    """All entries, where there are any."""
    if found:
        yield NAME, writing.as_json(linked([entry for graph in found.values() for entry in graph]))


def _naming(told: libxml.Element, site: Site) -> dict[str, list[str]]:
    """Of each entry, the pages of the documents that name it."""
    found: dict[str, list[str]] = {}
    for document in told.iterfind(f"{names.clark('ed:group')}/{names.clark('ed:document')}"):
        page = document.find(names.clark("ed:link"))
        if page is not None:
            anchors = (mention.get("to") for mention in document.iterchildren(names.clark("ed:mention")))
            for anchor in dict.fromkeys(anchors):
                found.setdefault(str(anchor), []).append(_address(site, str(page.get("href"))))
    return found


def _entry(entry: libxml.Element, site: Site, section: str, pages: list[str]) -> dict[str, Any]:
    kind = libxml.etree.QName(entry).localname
    said: dict[str, Any] = {
        "@type": _KINDS[kind],
        "@id": f"{_address(site, site.page(section, site.languages[0]))}#{entry.get(_ANCHOR)}",
        "name": [_in_language(name, entry) for name in _found(entry, *_NAMES)],
        "birthDate": _when(entry, "tei:birth"),
        "deathDate": _when(entry, "tei:death"),
        "description": [_in_language(note, entry) for note in _found(entry, "tei:note")],
        "geo": _geo(entry),
        "sameAs": [
            address
            for idno in _found(entry, "tei:idno")
            if (address := _words(idno)).startswith(("http://", "https://"))
        ],
        "subjectOf": [{"@id": page} for page in pages],
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
