# SPDX-License-Identifier: MIT
"""The markup of a source text as it is written: every character belongs to a token, whether the text is well-formed or not.

A parser gives the tree and loses the writing; whoever edits the source needs to know where each thing stands and how.
"""

from __future__ import annotations

import bisect
import codecs
import enum
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from edition.errors import EditionError
from edition.speech import say

LINE_END: Final = re.compile(r"\r\n|\n|\r")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class NotWritten(EditionError):
    """A source is left as it is: it cannot be written in its encoding, or what would be written is not the same document."""


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


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text, from one offset to another; `name` is that of a tag, as it is written."""

    kind: Kind
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute in a tag: its name and its value as they are written, each with the offset where it begins."""

    name: str
    value: str
    start: int
    value_start: int

    @property
    def value_end(self) -> int:
        """The offset of the closing quotation mark."""
        return self.value_start + len(self.value)


_TOKEN: Final = re.compile(
    r"""(?P<TEXT>[^<]+)
    |(?P<ASIDE><!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z))
    |(?P<CDATA><!\[CDATA\[.*?(?:\]\]>|\Z))
    |(?P<DOCTYPE><!DOCTYPE(?:[^\[<>"']|"[^"]*"|'[^']*')*+(?:\[(?:[^\]"'<]|"[^"]*"|'[^']*'|<!--.*?-->|<\?.*?\?>|<)*+\]\s*)?>?)
    |(?P<END></(?P<ended>[^\s<>]*)[^<>]*>?)
    |(?P<START><(?P<started>[^\s<>/="'!?][^\s<>/="']*)(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>?)
    |(?P<STRAY><)""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(r"""([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, end to end. A tag that is not finished ends where the next one begins."""
    for found in _TOKEN.finditer(text):
        group = found.lastgroup
        start, end = found.span()
        # of the groups that have met, the outermost closes last
        if group == "START":
            kind = Kind.EMPTY if text.endswith("/>", start, end) else Kind.START
            yield Token(kind, start, end, found["started"])
        elif group == "END":
            yield Token(Kind.END, start, end, found["ended"])
        else:
            yield Token(Kind.TEXT if group == "STRAY" else Kind[group or "TEXT"], start, end)


def attributes(text: str, tag: Token) -> list[Attribute]:
    """The attributes that are finished in a start tag, in the order in which they are written."""
    made = []
    for found in _ATTRIBUTE.finditer(text, tag.start + 1 + len(tag.name), tag.end):
        double, single = found[2], found[3]
        value = single if double is None else double
        made.append(Attribute(found[1], value, found.start(), found.end() - 1 - len(value)))
    return made


@dataclass(frozen=True, eq=False)
class Source:
    """The text of a file, and how it is written as bytes: its encoding, and the byte order mark that it begins with."""

    text: str
    encoding: str
    mark: bytes = b""

    @classmethod
    def of(cls, data: bytes, encoding: str) -> Source:
        """The text in these bytes; its byte order mark tells its encoding, else the given name. Raises `NotWritten`."""
        mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", encoding))
        try:
            read = cls(data.removeprefix(mark).decode(encoding), encoding, mark)
        except (LookupError, UnicodeError) as error:
            raise NotWritten(say("it cannot be read as {encoding}", encoding=encoding)) from error
        if read.bytes_of(read.text) != data:
            raise NotWritten(
                say("its encoding, {encoding}, does not give back what is read from it", encoding=encoding)
            )
        return read

    def bytes_of(self, text: str) -> bytes:
        """Another text as this file would have it. Raises `NotWritten`."""
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeError as error:
            raise NotWritten(say("it cannot be written as {encoding}", encoding=self.encoding)) from error

    @functools.cached_property
    def tokens(self) -> list[Token]:
        """The tokens of the text."""
        return list(tokens(self.text))

    @functools.cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in LINE_END.finditer(self.text))]

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and a column (from 1)."""
        return self._lines[min(line, len(self._lines)) - 1] + column - 1

    def token_at(self, offset: int) -> Token:
        """The token that a character belongs to."""
        return self.tokens[bisect.bisect_right(self.tokens, offset, key=lambda token: token.start) - 1]

    def attribute_at(self, offset: int) -> Attribute | None:
        """The attribute whose name begins at an offset."""
        given = attributes(self.text, self.token_at(offset))
        return next((each for each in given if each.start == offset), None)

    def is_before_root(self, token: Token) -> bool:
        """Whether a token stands before the first tag."""
        first = next((each.start for each in self.tokens if each.kind in (Kind.START, Kind.EMPTY)), len(self.text))
        return token.start < first
