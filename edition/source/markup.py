# SPDX-License-Identifier: MIT
"""The markup of a source text as it is written: every character belongs to a token, whether the text is well-formed or not.

A parser gives the tree and loses the writing; whoever edits the source needs to know where each thing stands and how.
"""

from __future__ import annotations

import enum
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
