# SPDX-License-Identifier: MIT
"""The outline of a text: its parts, its divisions with their headings, and whatever has an identifier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from edition.lsp.completion import words_of
from edition.lsp.desk import Text
from edition.source.markup import Tag
from edition.validate.vocabulary import words

_PARTS: Final = words("""TEI teiCorpus teiHeader fileDesc encodingDesc profileDesc revisionDesc xenoData standOff sourceDoc facsimile text
    group front body back div div1 div2 div3 div4 div5 div6 div7 listPerson listPlace listOrg listBibl listEvent listWit opener closer""")
_MOST: Final = 60


@dataclass(slots=True)
class Entry:
    """An element in the outline: its name, what it is known by, its start tag, where it ends, and what is in it."""

    name: str
    known_by: str
    tag: Tag
    end: int
    inner: list[Entry] = field(default_factory=list)


def outline(text: Text) -> list[Entry]:
    """The outermost elements of a text, each with those in it; what is never closed ends with the text."""
    top: list[Entry] = []
    opened: list[tuple[str, Entry | None]] = []
    for tag in text.markup.tags():
        if tag.is_end:
            _close(opened, tag)
            continue
        _heading(opened, text, tag)
        entry = _entry(text, tag)
        if entry is not None:
            around = next((each for _, each in reversed(opened) if each is not None), None)
            (around.inner if around else top).append(entry)
        if not tag.is_empty:
            opened.append((tag.name.text, entry))
    _end((entry for _, entry in opened), len(text.text))
    return top


def _entry(text: Text, tag: Tag) -> Entry | None:
    identifier = tag.value("xml:id")
    if tag.local not in _PARTS and not identifier:
        return None
    known_by = identifier or tag.value("n") or tag.value("type")
    if tag.local not in _PARTS:
        known_by = f"{known_by} {words_of(text, tag, _MOST)}".strip()
    return Entry(tag.name.text, known_by, tag, tag.end)


def _heading(opened: list[tuple[str, Entry | None]], text: Text, tag: Tag) -> None:
    """A division is known by its heading."""
    around = opened[-1][1] if opened else None
    if tag.local == "head" and around is not None and (heading := words_of(text, tag, _MOST)):
        around.known_by = heading


def _close(opened: list[tuple[str, Entry | None]], tag: Tag) -> None:
    depth = next((n for n in range(len(opened) - 1, -1, -1) if opened[n][0] == tag.name.text), None)
    if depth is not None:
        _end((entry for _, entry in opened[depth:]), tag.end)
        del opened[depth:]


def _end(entries: Iterable[Entry | None], offset: int) -> None:
    for entry in entries:
        if entry is not None:
            entry.end = offset
