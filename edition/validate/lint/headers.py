# SPDX-License-Identifier: MIT
"""What a header leaves unsaid or left over, and what it lists that nothing uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from edition.engines.libxml import Element
from edition.validate.lint.index import ID, LANG, TEI, Fault, Index, content, local, pointed

_LEFT_OVER: Final = re.compile(
    r"(?i)(publication information|information about the source|distribution information|encoding information"
    r"|some text here\.?|title|untitled|unknown title|to ?do|tbd|tba|xxx+|lorem ipsum.*|\?+|\.{3}|fixme)"
)


def left_over(index: Index) -> Iterator[Fault]:
    """HDR008: words of a template that nobody replaced."""
    for header in index.elements("teiHeader"):
        for element in header.iter(f"{TEI}p", f"{TEI}title", f"{TEI}publisher", f"{TEI}licence", f"{TEI}author"):
            words = content(element)
            if _LEFT_OVER.fullmatch(words):
                yield Fault(
                    element,
                    f"“{words}” is what a template says, and not this document",
                    "say what is true of the document, or remove the element if nothing is known",
                )


_AGENTS: Final = ("author", "editor", "respStmt", "principal", "meeting", "sponsor", "funder")


def nobody_responsible(index: Index) -> Iterator[Fault]:
    """HDR009: a header that names nobody."""
    for statement in index.elements("titleStmt"):
        around = statement.getparent()
        if around is None or around.tag != f"{TEI}fileDesc" or statement.find(f"{TEI}title") is None:
            continue
        if any(around.find(f".//{TEI}{name}") is not None for name in _AGENTS):
            continue
        if not _is_part(around):
            yield Fault(
                statement,
                "the header names nobody who wrote or edited this",
                "add author, editor or respStmt; whoever quotes the edition must name somebody",
            )


def language_unsaid(index: Index) -> Iterator[Fault]:
    """HDR010: a document that nowhere says what language it is in."""
    root = index.document.root
    if root.tag != f"{TEI}TEI" or any(
        element.get(LANG) for element in (root, *index.elements("text", "body", "div", "p", "sourceDoc"))
    ):
        return
    if any(True for _ in index.elements("language", "textLang")) or not any(
        True for _ in index.elements("text", "sourceDoc")
    ):
        return
    yield Fault(
        root,
        "the document nowhere says what language it is in",
        "add @xml:lang to `<TEI>` or `<text>`: hyphenation, searches and voices depend on it",
    )


def _is_part(element: Element) -> bool:
    """Whether a header above this one may say it for all: that of a corpus."""
    corpora = list(element.iterancestors(f"{TEI}teiCorpus"))
    header = element.getparent()
    return bool(corpora) and not (header is not None and header.getparent() is corpora[0])


# -- what is listed and not used -------------------------------------------------------------------------------------


def hands_unused(index: Index) -> Iterator[Fault]:
    """HND001: a hand that is described, and in which nothing is written."""
    named = [name for element in index.document.elements for each in ("hand", "new") for name in pointed(element, each)]
    if not named or not _lead_to(index, named, "handNote"):
        return
    for hand in index.elements("handNote"):
        name = hand.get(ID)
        if (
            name
            and name not in named
            and name not in index.project.mentioned
            and hand.get("scope") not in ("sole", "major")
        ):
            yield Fault(
                hand,
                f"nothing is written in the hand “{name}”",
                "point to it with @hand where it writes, or remove it; a hand that wrote most of the text has @scope",
                "xml:id",
            )


def witnesses_unused(index: Index) -> Iterator[Fault]:
    """APP002: a witness that has no reading."""
    readings = list(index.elements("lem", "rdg"))
    named = [name for reading in readings for name in pointed(reading, "wit")]
    if not named or not _lead_to(index, named) or any(_unwitnessed(reading) for reading in index.elements("rdg")):
        return
    for witness in index.elements("witness"):
        name = witness.get(ID)
        if (
            name
            and name not in named
            and name not in index.project.mentioned
            and witness.find(f".//{TEI}witness") is None
        ):
            yield Fault(
                witness,
                f"the witness “{name}” has no reading in the apparatus",
                "point to it with @wit where it has one; if it agrees with the text throughout, say so in its description",
                "xml:id",
            )


def _lead_to(index: Index, named: Iterable[str], kind: str = "") -> bool:
    """Whether each pointer leads to something in the file, of one kind: where one does not, it may have been meant for what is unused."""
    found = (index.document.ids.get(name) for name in set(named))
    return all(element is not None and (not kind or local(element) == kind) for element in found)


def _unwitnessed(reading: Element) -> bool:
    return not any(reading.get(each) for each in ("wit", "resp", "source", "hand"))


def witness_twice(index: Index) -> Iterator[Fault]:
    """APP003: a witness that has two readings in one place."""
    for entry in index.elements("app"):
        met: dict[str, Element] = {}
        for reading in entry.iterchildren(f"{TEI}lem", f"{TEI}rdg"):
            if any(reading.get(each) for each in ("hand", "type", "varSeq", "cause", "n")):
                continue
            for name in dict.fromkeys(pointed(reading, "wit")):
                first = met.setdefault(name, reading)
                if first is not reading and content(first) != content(reading):
                    yield Fault(
                        reading,
                        f"the witness “{name}” has two readings here: “{content(first)[:40]}” and “{content(reading)[:40]}”",
                        "leave it with one; if it was corrected, say with @hand or @type which reading came when",
                        "wit",
                        related=(first,),
                    )


_ENTRIES: Final = {"person": "listPerson", "place": "listPlace", "org": "listOrg"}
_BY: Final = ("persName", "placeName", "orgName", "geogName", "name")


def entries_unmentioned(index: Index) -> Iterator[Fault]:
    """REG003: an entry of a register that no text mentions."""
    entries = {name: element for element in _entries(index) if (name := element.get(ID))}
    if not entries or index.project.spoken_of.isdisjoint(entries):
        return
    for name, element in entries.items():
        if name not in index.project.mentioned:
            yield Fault(
                element,
                f"no document mentions “{_called(element) or name}”",
                f'point to it with ref="…#{name}" where the text names it, or see whether the entry is needed',
                "xml:id",
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
                    f"“{_called(element)}” has the number of “{_called(first)}”: {key[2]}",
                    "make one entry of the two, or correct the number that is wrong",
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
