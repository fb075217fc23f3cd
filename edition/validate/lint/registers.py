# SPDX-License-Identifier: MIT
"""Entries of registers that no text mentions, or that are one and the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.engines.libxml import Element
from edition.speech import say
from edition.validate.lint.index import ID, TEI, Fault, Index, content, local

_ENTRIES: Final = {"person": "listPerson", "place": "listPlace", "org": "listOrg"}
_BY: Final = ("persName", "placeName", "orgName", "geogName", "name")


def entries_unmentioned(index: Index) -> Iterator[Fault]:
    """REG003: an entry of a register that no text mentions."""
    for element in _entries(index):
        if name := element.get(ID):
            yield Fault(
                element,
                say("no document mentions “{entry}”", entry=_called(element) or name),
                say(
                    'point to it with ref="…#{name}" where the text names it, or see whether the entry is needed',
                    name=name,
                ),
                "xml:id",
                unmentioned=name,
                registered=True,
            )


def entries_alike(index: Index) -> Iterator[Fault]:
    """REG004: two entries of a register that are one and the same by an authority."""
    met: dict[tuple[str, str, str], Element] = {}
    for element in _entries(index):
        for number in element.iterchildren(f"{TEI}idno"):
            authority = (number.get("type") or number.get("subtype") or "").lower()
            key = (local(element), authority, content(number).rstrip("/"))
            if not key[2] or not _is_authority(authority, key[2]):
                continue
            first = met.setdefault(key, element)
            if first is not element:
                yield Fault(
                    number,
                    say(
                        "“{entry}” has the number of “{other}”: {number}",
                        entry=_called(element),
                        other=_called(first),
                        number=key[2],
                    ),
                    say("make one entry of the two, or correct the number that is wrong"),
                    related=(first,),
                )


def _entries(index: Index) -> Iterator[Element]:
    for name, around in _ENTRIES.items():
        for element in index.elements(name):
            parent = element.getparent()
            if parent is not None and parent.tag == f"{TEI}{around}":
                yield element


_AUTHORITIES: Final = ("gnd", "viaf", "wikidata", "geonames", "lccn", "isni", "orcid", "bnf", "ulan", "pleiades")


def _is_authority(kind: str, number: str) -> bool:
    return any(each in kind or each in number.lower() for each in (*_AUTHORITIES, "d-nb.info", "id.loc.gov"))


def _called(element: Element) -> str:
    return next(
        (words for name in _BY for each in element.iterchildren(f"{TEI}{name}") if (words := content(each))), ""
    )[:60]
