# SPDX-License-Identifier: MIT
"""The entries of the registers of a site: what each is called there, and which texts name it, how often."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from edition import names
from edition.engines import cache, libxml
from edition.publish.cards import Short
from edition.source.document import Document, without_entities

SECTIONS: Final = {
    names.clark(f"tei:{name}"): section
    for name, section in (
        ("person", "persons"),
        ("personGrp", "persons"),
        ("org", "organisations"),
        ("place", "places"),
    )
}
"""The page on which each kind of entry stands."""
ANCHOR: Final = names.clark("ed:anchor")
_ID: Final = names.clark("xml:id")
_LANG: Final = names.clark("xml:lang")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: what it is called on the site, its number among all (from 1), where it stands there, and what the register says."""

    anchor: str
    number: int
    section: str
    file: str
    """The name of the register's file, and the id of the entry there."""
    element: libxml.Element
    digest: str
    """That of the element as the register has it."""

    def tell(self, *, texts: int, apart: bool, writes: bool) -> None:
        """Write into the element how many texts name it, whether it has a page of its own, and whether any text has its hand."""
        said = {"texts": str(texts), "apart": "true" if apart else "", "writes": "true" if writes else ""}
        for name, value in said.items():
            if value:
                self.element.set(names.clark(f"ed:{name}"), value)

    @property
    def told(self) -> str:
        """The element as XML."""
        return str(libxml.etree.tostring(self.element, encoding="unicode"))


class Named(NamedTuple):
    """A text that names an entry, by its number: how many times, the digest of how, and the pages of its documents that do."""

    text: int
    times: int
    digest: str
    pages: tuple[str, ...]


class Entries:
    """The entries of all registers, in order, each by its anchor: its kind and its id, and a number where two registers have the same."""

    def __init__(self, registers: Iterable[Document]) -> None:
        self.all: dict[str, Entry] = {}
        self._anchors: dict[tuple[Path, str], str] = {}
        self._real: dict[Path, Path] = {}
        for document in registers:
            self._add(document)

    def _add(self, document: Document) -> None:
        path = document.path.resolve()
        for entry in document.root.iter(*SECTIONS):
            if identifier := entry.get(_ID):
                anchor = self._called(f"{libxml.etree.QName(entry).localname}-{identifier}")
                self._anchors[path, identifier] = anchor
                told = copy.deepcopy(without_entities(entry))
                told.tail = None
                told.set(ANCHOR, anchor)
                if language := next((up.get(_LANG) for up in (entry, *entry.iterancestors()) if up.get(_LANG)), ""):
                    told.set(_LANG, language)
                digest = cache.key(libxml.etree.tostring(told))
                number = len(self.all) + 1
                told.set(names.clark("ed:number"), str(number))
                file = f"{document.path.name}#{identifier}"
                self.all[anchor] = Entry(anchor, number, SECTIONS[str(entry.tag)], file, told, digest)

    def _called(self, plain: str) -> str:
        name, number = plain, 2
        while name in self.all:
            name, number = f"{plain}-{number}", number + 1
        return name

    def anchor(self, document: Path, pointed: str) -> str:
        """The anchor of an entry that a document calls `FILE#ID`; "" for one of a register that is not part of the edition."""
        file, _, identifier = pointed.rpartition("#")
        path = document.parent / file if file else document
        if path not in self._real:
            self._real[path] = path.resolve()
        return self._anchors.get((self._real[path], identifier), "")

    def sections(self) -> dict[str, list[Entry]]:
        """The entries of each section."""
        found: dict[str, list[Entry]] = {}
        for entry in self.all.values():
            found.setdefault(entry.section, []).append(entry)
        return found

    def named(self, texts: Iterable[tuple[Sequence[Path], Sequence[Short]]]) -> Mapping[str, Sequence[Named]]:
        """Of each entry that any text names, these texts."""
        found: dict[str, list[Named]] = {}
        for number, (paths, told) in enumerate(texts):
            mentions: dict[str, list[tuple[int, str, str]]] = {}
            for path, card in zip(paths, told, strict=True):
                for pointed, (count, digest) in card.mentions.items():
                    if anchor := self.anchor(path, pointed):
                        mentions.setdefault(anchor, []).append((count, digest, card.face.page))
            for anchor, many in mentions.items():
                counts, digests, pages = zip(*many, strict=True)
                found.setdefault(anchor, []).append(Named(number, sum(counts), cache.key(*digests), pages))
        return found

    def writers(self, texts: Iterable[tuple[Sequence[Path], Sequence[Short]]]) -> Iterator[list[str]]:
        """Of each text, the entries of those whose hands its headers name."""
        for paths, told in texts:
            led = (self.anchor(path, to) for path, card in zip(paths, told, strict=True) for _, to in card.face.writers)
            yield [anchor for anchor in dict.fromkeys(led) if anchor]

    def unnamed(self, paths: Sequence[Path], told: Sequence[Short]) -> Iterator[list[tuple[str, str]]]:
        """Of each document of a text, the hands whose writers nobody knows: id and siglum."""
        for path, card in zip(paths, told, strict=True):
            known = {hand for hand, to in card.face.writers if self.anchor(path, to)}
            yield [(hand, siglum) for hand, siglum in card.face.hands if hand not in known]
