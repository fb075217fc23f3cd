# SPDX-License-Identifier: MIT
"""Findings in a text: the stretch of it that each is about, and what can be done about it there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from edition.findings import Finding, Place
from edition.lsp.desk import Text
from edition.source.document import Document
from edition.source.markup import Piece
from edition.speech import say
from edition.validate import fixes, ignores

_WORD: Final = re.compile(r"\w+|.", re.DOTALL)
_OF_NAMES: Final = ("RNG004",)
"""Rules whose findings at an attribute are about its name, not its value."""


@dataclass(frozen=True, slots=True)
class Change:
    """What can be done: how it is called, whether it is what was probably meant, and the text that is put in place of a piece."""

    title: str
    piece: Piece
    text: str
    is_meant: bool = False


def piece(text: Text, finding: Finding) -> Piece:
    """What a finding is about: the name of an element, the name or the value of an attribute, one of the pointers in it, or a word."""
    return _at(text, finding.place, written=finding.written, is_name=finding.code in _OF_NAMES)


def around(text: Text, place: Place) -> Piece:
    """What stands at a place that a finding mentions besides."""
    return _at(text, place)


def _at(text: Text, place: Place, written: str = "", *, is_name: bool = False) -> Piece:
    if not place.line:
        first = next(text.markup.tags(), None)
        return first.name if first else Piece("", 0)
    offset = text.lines.offset(place.line, place.column)
    if tag := text.markup.tag_from(offset):
        return tag.name
    attribute = text.markup.attribute_from(offset)
    if attribute is None:
        return _word(text.text, offset)
    if is_name:
        return attribute.name
    word = next((each for each in attribute.value.words() if each.text == written), None)
    return word or (attribute.value if attribute.value.text else attribute.name)


def _word(text: str, offset: int) -> Piece:
    """The word of a language that begins at an offset, or the one sign that stands there."""
    found = _WORD.match(text, offset)
    return Piece(found[0] if found else "", offset)


def changes(text: Text, finding: Finding, document: Document | Finding) -> Iterator[Change]:
    """What can be done about a finding: the repair that is safe (`validate.fixes`), what was probably meant put in, or the rule set aside.

    `document` is what the text was read as.
    """
    repair = fixes.of(finding, document) if isinstance(document, Document) and document.data == text.data else None
    if repair:
        for change in repair.changes:
            yield Change(repair.title, change.piece, change.new, is_meant=True)
    elif finding.meant:
        yield from _meant(text, finding)
    if ignores.can_be_ignored(finding.code):
        yield from _aside(text, finding)


def _meant(text: Text, finding: Finding) -> Iterator[Change]:
    wrong = piece(text, finding)
    title = say("Write {meant}", meant=finding.meant)
    tag = text.markup.tag_from(text.lines.offset(finding.place.line, finding.place.column))
    if tag is None:
        yield Change(title, wrong, finding.meant, is_meant=True)
        return
    begun, colon, _ = tag.named.rpartition(":")
    written = f"{begun}{colon}{finding.meant}"
    yield Change(title, tag.name, written, is_meant=True)
    if end := text.markup.end_of(tag):
        yield Change(title, end.name, written, is_meant=True)


def _aside(text: Text, finding: Finding) -> Iterator[Change]:
    """An instruction in the element that a finding is in; an empty element cannot hold one, so it stands before it."""
    offset = text.lines.offset(finding.place.line, finding.place.column)
    tag = text.markup.tag_from(offset) or text.markup.tag_at(offset) or text.markup.around(offset)
    if tag is None or tag.is_end:
        return
    title = say("Set {code} aside here, and say why", code=finding.code)
    instruction = f"<?{ignores.TARGET} {finding.code} ?>"
    yield Change(title, Piece("", tag.start if tag.is_empty else tag.end), instruction)
