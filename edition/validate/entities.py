# SPDX-License-Identifier: MIT
"""Entities of a document type: none is read, so what it stands for would be lost, and each place is told where one stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from edition.engines import libxml
from edition.findings import Finding, Place
from edition.source import wellformed
from edition.source.adaptation import OLD_ROOTS
from edition.source.document import Document
from edition.source.lines import Lines
from edition.source.markup import Kind, Tag, tokens
from edition.speech import say, say_of
from edition.validate.vocabulary import short, some

_REFERENCE: Final = re.compile(r"&([^\W\d][\w.:\-]*);")
_OF_XML: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})


def check(document: Document) -> Iterator[Finding]:
    """Every finding `XML002` of a document.

    In a value an entity that the file itself declares is read, as any parser does; one that it does not is dropped without a word.
    """
    met = [each for part in document.files if part.tree.docinfo.doctype for each in _of_file(document, part)]
    if document.root.tag in OLD_ROOTS and len(met) > 1:
        yield _together(met)
        return
    for each in met:
        said = say("the entity `{text}` is not read: what it stands for would be lost", text=each.text)
        yield Finding("XML002", each.place, said, _hint(each.shown))


@dataclass(frozen=True, slots=True)
class _Met:
    """An entity where it stands: as it is written, and what to write in its place, "" where that is not known."""

    text: str
    place: Place
    shown: str


def _together(met: list[_Met]) -> Finding:
    """What is said of TEI P4, where entities were as good as letters: whoever turns it into P5 has them read, all at once."""
    kinds = dict.fromkeys(each.text for each in met)
    said = say_of(
        len(met),
        "{n} entity is not read, and what it stands for would be lost: {kinds}",
        "{n} entities are not read, and what they stand for would be lost: {kinds}",
        kinds=some([f"`{each}`" for each in kinds]),
    )
    hint = say("turn it into P5 by a program that reads its document type: that writes the characters themselves")
    return Finding("XML002", met[0].place, said, hint)


def _of_file(document: Document, part: Document) -> Iterator[_Met]:
    subset = part.tree.docinfo.internalDTD
    declared = {each.name: each.content or "" for each in subset.iterentities()} if subset is not None else {}
    in_texts = next(document.root.iter(libxml.etree.Entity), None) is not None
    at = {document.position(element): element for element in document.elements}
    text = part.text
    places = Lines(text)
    around: list[tuple[int, int]] = []
    for token in tokens(text):
        known = _OF_XML
        if isinstance(token, Tag):
            if token.is_end:
                around = around[:-1]
                continue
            around.append(places.at(token.start))
            known = _OF_XML | declared.keys()
        if isinstance(token, Tag) or (token.kind is Kind.TEXT and in_texts):
            for found in _REFERENCE.finditer(token.text):
                element = at.get((part.path, *around[-1])) if around else None
                if found[1] not in known and (element is not None or part is document):
                    stands = document.place(element) if element is not None else Place(part.path)
                    line, column = places.at(token.start + found.start())
                    place = Place(part.path, line, column, stands.path, stands.id)
                    yield _Met(found[0], place, _shown(found[1], declared.get(found[1], "")))
        if isinstance(token, Tag) and token.is_empty:
            around = around[:-1]


def _shown(entity: str, content: str) -> str:
    """What to write instead: what the file says that it stands for, else the character that HTML knows by this name."""
    is_short = content and content == short(content, 20)
    return wellformed.as_written(content) if is_short else wellformed.character_of(entity)


def _hint(shown: str) -> str:
    if shown:
        return say("write `{shown}`; entities are not used", shown=shown)
    return say("write the characters themselves; entities are not used")
