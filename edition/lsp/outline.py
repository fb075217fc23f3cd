# SPDX-License-Identifier: MIT
"""The outline of a text: its parts, its divisions with their headings, and whatever has an identifier; and what of it can be folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from edition.lsp.completion import words_of
from edition.lsp.desk import Text
from edition.source.markup import Kind, Piece, Tag
from edition.validate.vocabulary import words

_PARTS: Final = words("""TEI teiCorpus teiHeader fileDesc encodingDesc profileDesc revisionDesc xenoData standOff sourceDoc facsimile text
    group front body back div div1 div2 div3 div4 div5 div6 div7 listPerson listPlace listOrg listBibl listEvent listWit opener closer""")
_MOST: Final = 60


@dataclass(slots=True)
class Entry:
    """An element in the outline: its name, what it is known by, where it begins and ends, and what is in it."""

    name: Piece
    known_by: str
    start: int
    end: int
    inner: list[Entry] = field(default_factory=list)


def outline(text: Text) -> list[Entry]:
    """The outermost elements of a text, each with those in it; what is never closed ends with the text."""
    found = Entry(Piece("", 0), "", 0, len(text.text))
    opened: list[tuple[str, Entry, bool]] = [("", found, False)]
    for tag in text.markup.tags():
        if tag.is_end:
            _close(opened, tag)
            continue
        _, around, is_own = opened[-1]
        if is_own and tag.local == "head" and (heading := words_of(text, tag, _MOST)):
            around.known_by = heading
        entry = _entry(text, tag)
        if entry is not None:
            around.inner.append(entry)
        if not tag.is_empty:
            opened.append((tag.named, entry or around, entry is not None))
    _end(opened, len(text.text))
    return found.inner


def folds(text: Text) -> Iterator[tuple[int, int, bool]]:
    """What goes over several lines: its first and its last, from 1, an end tag not counted; whether it is a comment."""
    opened: list[tuple[str, int]] = []
    for token in text.markup.tokens:
        first = text.lines.at(token.start)[0]
        if token.kind is Kind.ASIDE and (last := text.lines.at(token.end)[0]) > first:
            yield first, last, True
        if not isinstance(token, Tag) or token.is_empty or not token.is_finished:
            continue
        if not token.is_end:
            opened.append((token.named, first))
        elif token.named in (name for name, _ in opened):
            while (begun := opened.pop())[0] != token.named:
                pass
            if first - 1 > begun[1]:
                yield begun[1], first - 1, False


def _entry(text: Text, tag: Tag) -> Entry | None:
    identifier = tag.value("xml:id") if "xml:id" in tag.text else ""
    if tag.local in _PARTS:
        return Entry(tag.name, identifier or tag.value("n") or tag.value("type"), tag.start, tag.end)
    known_by = f"{identifier} {words_of(text, tag, _MOST)}".strip()
    return Entry(tag.name, known_by, tag.start, tag.end) if identifier else None


def _close(opened: list[tuple[str, Entry, bool]], tag: Tag) -> None:
    depth = len(opened) - 1
    while depth and opened[depth][0] != tag.named:
        depth -= 1
    if depth:
        _end(opened[depth:], tag.end)
        del opened[depth:]


def _end(opened: Iterable[tuple[str, Entry, bool]], offset: int) -> None:
    for _, entry, is_own in opened:
        if is_own:
            entry.end = offset
