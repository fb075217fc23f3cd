# SPDX-License-Identifier: MIT
"""The tags of a text as they are written, with the offsets of their names and attributes; the text need not be well-formed."""

from __future__ import annotations

import bisect
import functools
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from edition.source import wellformed

_ATTRIBUTE: Final = re.compile(r"""([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_WORD: Final = re.compile(r"\S+")
_LANGUAGE: Final = re.compile(r"\w+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: what is written there, and from which offset."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)

    def has(self, offset: int) -> bool:
        """Whether a cursor at an offset touches it."""
        return self.start <= offset <= self.end

    def words(self) -> Iterator[Piece]:
        """The words in it, between spaces: a value that holds several pointers holds words."""
        for found in _WORD.finditer(self.text):
            yield Piece(found[0], self.start + found.start())


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: its name, prefix and all, and its value as it is written, without quotation marks."""

    name: Piece
    value: Piece


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: where it begins and ends, its name, whether it is an end tag, whether it is both; its `number` among start tags, from 0."""

    start: int
    end: int
    name: Piece
    number: int
    is_end: bool
    is_empty: bool
    text: str

    @property
    def local(self) -> str:
        """The name of the element without a prefix."""
        return self.name.text.rpartition(":")[2]

    def attributes(self) -> Iterator[Attribute]:
        """The attributes in order."""
        after = self.name.end - self.start
        for found in _ATTRIBUTE.finditer(self.text, after):
            which = 2 if found[2] is not None else 3
            yield Attribute(
                Piece(found[1], self.start + found.start(1)), Piece(found[which], self.start + found.start(which))
            )

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of a name as it is written."""
        return next((each for each in self.attributes() if each.name.text == name), None)

    def value(self, name: str) -> str:
        """What an attribute says, "" where it is not given."""
        found = self.attribute(name)
        return html.unescape(found.value.text) if found else ""


class Markup:
    """The tags of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = [found for found in wellformed.MARKUP.finditer(text) if found["name"]]
        self._starts = [found.start() for found in self._found]

    @functools.cached_property
    def _numbers(self) -> list[int]:
        numbers, number = [], -1
        for found in self._found:
            number += not found["close"]
            numbers.append(number)
        return numbers

    def tags(self) -> Iterator[Tag]:
        """Every tag in order."""
        return map(self._tag, range(len(self._found)))

    def _tag(self, index: int) -> Tag:
        found = self._found[index]
        return Tag(
            found.start(),
            found.end(),
            Piece(found["name"], found.start("name")),
            self._numbers[index],
            bool(found["close"]),
            bool(found["empty"]),
            found[0],
        )

    def tag_at(self, offset: int) -> Tag | None:
        """The tag that a cursor at an offset stands in, its angle brackets apart."""
        index = bisect.bisect_left(self._starts, offset) - 1
        return self._tag(index) if index >= 0 and offset < self._found[index].end() else None

    def tag_from(self, offset: int) -> Tag | None:
        """The tag that begins at an offset."""
        index = bisect.bisect_left(self._starts, offset)
        return self._tag(index) if index < len(self._starts) and self._starts[index] == offset else None

    def around(self, offset: int) -> Tag | None:
        """The start tag of the innermost element that is open at an offset."""
        depth = 0
        for index in range(bisect.bisect_left(self._starts, offset) - 1, -1, -1):
            found = self._found[index]
            if found["empty"] or found.end() > offset:
                continue
            depth += 1 if found["close"] else -1
            if depth < 0:
                return self._tag(index)
        return None

    def with_text(self, text: str) -> Iterator[Tag]:
        """Every start tag in which a text is written."""
        seen = -1
        for found in re.finditer(re.escape(text), self._text):
            index = bisect.bisect_right(self._starts, found.start()) - 1
            if index > seen and found.start() < self._found[index].end() and not self._found[index]["close"]:
                seen = index
                yield self._tag(index)

    @functools.cached_property
    def ids(self) -> dict[str, Tag]:
        """Each `xml:id` with the first tag that gives it."""
        given: dict[str, Tag] = {}
        for tag in self.with_text("xml:id"):
            if identifier := tag.value("xml:id"):
                given.setdefault(identifier, tag)
        return given


def word_at(text: str, offset: int) -> Piece:
    """The word of a language that begins at an offset, or the one sign that stands there."""
    found = _LANGUAGE.match(text, offset)
    return Piece(found[0] if found else "", offset)
