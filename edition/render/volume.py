# SPDX-License-Identifier: MIT
"""What a volume has before and after its documents: `xslt/print-volume.xsl` makes each part, this file tells it what the volume is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from edition import names
from edition.engines import libxml
from edition.render import stylesheets
from edition.source.document import Document


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of a volume: its name there, the page on which it begins, the text that it is of, and whether it is a translation."""

    document: Document
    name: str
    page: str
    group: int
    translates: bool = False


@dataclass(frozen=True, slots=True)
class Volume:
    """All that the parts of a volume are made from."""

    language: str
    entries: Sequence[Entry]
    title: str = ""
    subtitle: str = ""
    isbn: str = ""
    period: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    imprint: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """The parts that it has, before its documents and after."""
    placed: Mapping[str, str] = field(default_factory=dict)
    """By part: the page on which it begins."""
    signs: Sequence[str] = ()
    """The rows of the legend, each `dt` and `dd` as XHTML."""
    registers: Sequence[Document] = ()
    pages: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """By entry of a register (`entry_key`): the runs of pages that name it, each by its first and its last."""
    naming: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The same of a volume without pages: the names of the documents that name it."""
    sources: Sequence[tuple[str, str]] = ()
    """The files that it was made from, each with its SHA-256."""
    made_by: str = ""
    faces: str = ""


def part(volume: Volume, name: str) -> str:
    """The print HTML of `title`, `contents`, `note`, `registers`, `bibliography` or `colophon`. Raises `saxon.TransformFault`."""
    result = stylesheets.transform("print-volume.xsl", _told(volume, name), {"part": name, "language": volume.language})
    return result.text


def has_works(volume: Volume) -> bool:
    """Whether there is anything for a bibliography."""
    works = (
        "*[self::tei:bibl or self::tei:biblStruct or self::tei:biblFull][not(@type = 'transcript')][normalize-space()]"
    )
    sources = "tei:teiHeader/tei:fileDesc/tei:sourceDesc"
    asked = [(entry.document.root, f"{sources}/{works} | {sources}/tei:listBibl//{works}") for entry in volume.entries]
    asked += [(register.root, "//tei:listBibl") for register in volume.registers]
    return any(root.xpath(f"boolean({path})", namespaces=names.NAMESPACES) for root, path in asked)


def entry_key(register: int, identifier: str) -> str:
    """What an entry is called in the registers of a volume, by the number of its register among them and its id."""
    return f"entry-{register}-{identifier}"


def _told(volume: Volume, part: str) -> str:
    """The volume as the stylesheet reads it: only what this part needs."""
    about = {
        "title": volume.title,
        "subtitle": volume.subtitle,
        "isbn": volume.isbn,
        "period": " ".join(volume.period),
        "parts": " ".join(volume.parts),
        "made-by": volume.made_by,
        "faces": volume.faces,
    }
    root = _element("volume", about)
    if part in ("title", "contents", "note", "bibliography") or (part == "registers" and volume.naming):
        for entry in volume.entries:
            about = {"name": entry.name, "page": entry.page, "group": str(entry.group)}
            element = _element("document", about | ({"translates": "1"} if entry.translates else {}), root)
            _append(element, _header(entry.document))
    if part == "title":
        for kind, lines in (("editor", volume.editors), ("imprint", volume.imprint)):
            for line in lines:
                _element("line", {"kind": kind}, root).text = line
    if part == "contents":
        for name, page in volume.placed.items():
            _element("part", {"name": name, "page": page}, root)
    if part == "note":
        for row in volume.signs:
            root.append(libxml.etree.fromstring(f'<ed:sign xmlns:ed="{names.ED}">{row}</ed:sign>'))
    if part in ("registers", "bibliography"):
        for number, register in enumerate(volume.registers):
            _append(_element("register", {"number": str(number)}, root), register.root)
    if part == "registers":
        for name, runs in volume.pages.items():
            named = _element("named", {"entry": name}, root)
            for first, last in runs:
                _element("pages", {"from": first, "to": last}, named)
        for name, documents in volume.naming.items():
            named = _element("named", {"entry": name}, root)
            for document in documents:
                _element("in", {"name": document}, named)
    if part == "colophon":
        for name, digest in volume.sources:
            _element("source", {"name": name, "sha256": digest}, root)
    return str(libxml.etree.tostring(root, encoding="unicode"))


def _element(name: str, about: Mapping[str, str], parent: libxml.Element | None = None) -> libxml.Element:
    clark = names.clark(f"ed:{name}")
    if parent is None:
        return libxml.etree.Element(clark, about, nsmap={"ed": names.ED})
    return libxml.etree.SubElement(parent, clark, about)


def _append(parent: libxml.Element, given: libxml.Element | None) -> None:
    if given is not None:
        parent.append(libxml.etree.fromstring(libxml.etree.tostring(given, with_tail=False)))


def _header(document: Document) -> libxml.Element | None:
    return document.root.find("tei:teiHeader", names.NAMESPACES)


def runs(pages: Iterable[int]) -> list[tuple[int, int]]:
    """Page numbers as an index gives them: those that follow each other together, `12–14, 20`."""
    found: list[tuple[int, int]] = []
    for page in sorted(set(pages)):
        if found and page == found[-1][1] + 1:
            found[-1] = (found[-1][0], page)
        else:
            found.append((page, page))
    return found
