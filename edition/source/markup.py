# SPDX-License-Identifier: MIT
"""The markup of a source text as it is written: every character belongs to a token, whether the text is well-formed or not.

A parser gives the tree and loses the writing; whoever edits the source needs to know where each thing stands and how.
"""

from __future__ import annotations

import bisect
import enum
import functools
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


class Kind(enum.Enum):
    """What a token is."""

    TEXT = enum.auto()
    START = enum.auto()
    END = enum.auto()
    EMPTY = enum.auto()
    ASIDE = enum.auto()
    """A comment or a processing instruction."""
    CDATA = enum.auto()
    DOCTYPE = enum.auto()


_TOKEN: Final = re.compile(
    r"""(?P<TEXT>[^<]+)
    |(?P<ASIDE><!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z))
    |(?P<CDATA><!\[CDATA\[.*?(?:\]\]>|\Z))
    |(?P<DOCTYPE><!DOCTYPE(?:[^\[<>"']|"[^"]*"|'[^']*')*+(?:\[(?:[^\]"'<]|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<)*+(?:\]\s*|\Z))?>?)
    |(?P<END></(?P<ended>[^\s<>]*)[^<>]*>?)
    |(?P<START><(?P<started>[^\s<>/="'!?][^\s<>/="']*)(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>?)
    |(?P<STRAY><)""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(r"""(?<![^\s=<>"'/])([^\s=<>"'/]++)\s*+=\s*+(?:"([^"<]*)"|'([^'<]*)')""")
_WORD: Final = re.compile(r"\S+")


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
class Token(Piece):
    """A piece of a text that is all markup of one kind, or all text."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Tag(Token):
    """A tag, with the name of its element, prefix and all. One that is not finished ends where the next begins."""

    named: str

    @property
    def name(self) -> Piece:
        """Where the name stands."""
        return Piece(self.named, self.start + (2 if self.is_end else 1))

    @property
    def is_finished(self) -> bool:
        """Whether its last bracket is there."""
        return self.text.endswith(">")

    @property
    def is_end(self) -> bool:
        """Whether it closes an element that was opened before it."""
        return self.kind is Kind.END

    @property
    def is_empty(self) -> bool:
        """Whether it is all there is of its element."""
        return self.kind is Kind.EMPTY

    @property
    def local(self) -> str:
        """The name of the element without a prefix."""
        return self.named.rpartition(":")[2]

    def attributes(self) -> Iterator[Attribute]:
        """The attributes that are finished, in the order in which they are written."""
        for found in _ATTRIBUTE.finditer(self.text, 1 + len(self.named)):
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


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, end to end; each tag among them is a `Tag`."""
    return map(_token, _TOKEN.finditer(text))


def _token(found: re.Match[str]) -> Token:
    # of the groups that have met, the outermost closes last
    group = found.lastgroup or "TEXT"
    if group in ("START", "END"):
        return _tag(found)
    return Token(found[0], found.start(), Kind.TEXT if group == "STRAY" else Kind[group])


def _tag(found: re.Match[str]) -> Tag:
    text, start = found[0], found.start()
    if found.lastgroup == "END":
        return Tag(text, start, Kind.END, found["ended"])
    return Tag(text, start, Kind.EMPTY if text.endswith("/>") else Kind.START, found["started"])


class Markup:
    """The tokens of one text, and the way to them from a place in it. Its tags are those that are finished."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = list(_TOKEN.finditer(text))
        self._starts = [found.start() for found in self._found]

    @functools.cached_property
    def tokens(self) -> list[Token]:
        """Every token in order."""
        return list(map(_token, self._found))

    def tags(self) -> Iterator[Tag]:
        """Every tag in order."""
        return (_tag(found) for found in self._found if _is_tag(found))

    def before(self, offset: int) -> Iterator[Tag]:
        """The tags that begin before an offset, from there back."""
        for index in range(bisect.bisect_left(self._starts, offset) - 1, -1, -1):
            if _is_tag(self._found[index]):
                yield _tag(self._found[index])

    def between(self, start: int, end: int) -> Iterator[Token]:
        """The tokens that begin at one offset or after it, and before another."""
        span = slice(bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end))
        return map(_token, self._found[span])

    def is_text(self, offset: int) -> bool:
        """Whether something may be put in at an offset: it stands in no piece of markup."""
        index = bisect.bisect_left(self._starts, offset) - 1
        found = self._found[index] if index >= 0 else None
        return found is None or offset >= found.end() or found.lastgroup == "TEXT"

    def token_from(self, offset: int) -> Token | None:
        """The token that begins at an offset."""
        index = bisect.bisect_left(self._starts, offset)
        return _token(self._found[index]) if self._starts[index : index + 1] == [offset] else None

    def tag_from(self, offset: int) -> Tag | None:
        """The tag that begins at an offset."""
        found = self.token_from(offset)
        return found if isinstance(found, Tag) and found.is_finished else None

    def tag_at(self, offset: int) -> Tag | None:
        """The tag that a cursor at an offset stands in, its angle brackets apart."""
        index = bisect.bisect_left(self._starts, offset) - 1
        found = self._found[index] if index >= 0 else None
        return _tag(found) if found is not None and offset < found.end() and _is_tag(found) else None

    def attribute_from(self, offset: int) -> Attribute | None:
        """The attribute whose name begins at an offset."""
        tag = self.tag_at(offset)
        return next((each for each in tag.attributes() if each.name.start == offset), None) if tag else None

    def around(self, offset: int) -> Tag | None:
        """The start tag of the innermost element that is open at an offset."""
        depth = 0
        for index in range(bisect.bisect_left(self._starts, offset) - 1, -1, -1):
            found = self._found[index]
            if not _is_tag(found) or found[0].endswith("/>") or found.end() > offset:
                continue
            depth += 1 if found.lastgroup == "END" else -1
            if depth < 0:
                return _tag(found)
        return None

    def end_of(self, start: Tag) -> Tag | None:
        """The end tag of an element, if it is closed: the tags of its own name are counted, and no others."""
        depth = 0
        for index in range(bisect.bisect_right(self._starts, start.start), len(self._found)):
            found = self._found[index]
            if not _is_tag(found) or start.named not in (found["started"], found["ended"]):
                continue
            if not found[0].endswith("/>"):
                depth += -1 if found.lastgroup == "END" else 1
            if depth < 0:
                return _tag(found)
        return None

    def number(self, start: Tag) -> int:
        """The number of a start tag among them, from 0."""
        return bisect.bisect_left(self._openings, start.start)

    @functools.cached_property
    def _openings(self) -> list[int]:
        return [found.start() for found in self._found if found.lastgroup == "START" and _is_tag(found)]

    def with_text(self, text: str) -> Iterator[Tag]:
        """Every start tag in which a text is written."""
        seen = -1
        for found in re.finditer(re.escape(text), self._text):
            index = bisect.bisect_right(self._starts, found.start()) - 1
            if index > seen and self._found[index].lastgroup == "START" and _is_tag(self._found[index]):
                seen = index
                yield _tag(self._found[index])

    @functools.cached_property
    def ids(self) -> dict[str, Tag]:
        """Each `xml:id` with the first tag that gives it."""
        given: dict[str, Tag] = {}
        for tag in self.with_text("xml:id"):
            if identifier := tag.value("xml:id"):
                given.setdefault(identifier, tag)
        return given


def _is_tag(found: re.Match[str]) -> bool:
    return found.lastgroup in ("START", "END") and found[0].endswith(">")
