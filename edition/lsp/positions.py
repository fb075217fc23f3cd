# SPDX-License-Identifier: MIT
"""Places in a text as an editor's program counts them: lines and columns from 0, a column in units of UTF-16 or what was agreed on.

Our own places are offsets of characters; those of findings are lines and columns from 1.
"""

from __future__ import annotations

import bisect
from typing import Final

from lsprotocol import types

from edition.source import wellformed

_BYTES: Final = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
"""How each counts: the encoding, and the bytes of one of its units."""


class Lines:
    """The lines of a text as XML counts them, and the way from places to offsets and back."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(end.end() for end in wellformed.LINE_END.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column, from 0 and in characters, of an offset."""
        line = bisect.bisect_right(self._starts, offset) - 1
        return line, offset - self._starts[line]

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and a column, from 0 and in characters; past the end of a line, or of the text, that end."""
        if line >= len(self._starts):
            return len(self._text)
        return min(self._starts[line] + max(column, 0), self._end(line))

    def offset_of(self, position: types.Position, encoding: str) -> int:
        """The offset of a place as the editor's program counts; inside a character, where that begins."""
        if position.line >= len(self._starts):
            return len(self._text)
        start = self._starts[position.line]
        line = self._text[start : self._end(position.line)]
        if line.isascii():
            return start + min(position.character, len(line))
        codec, size = _BYTES[encoding]
        units = line.encode(codec)[: position.character * size]
        return start + len(units.decode(codec, "ignore"))  # half a character at the end is dropped

    def position_of(self, offset: int, encoding: str) -> types.Position:
        """The place of an offset as the editor's program counts."""
        line, column = self.at(offset)
        before = self._text[self._starts[line] : self._starts[line] + column]
        if before.isascii():
            return types.Position(line, column)
        codec, size = _BYTES[encoding]
        return types.Position(line, len(before.encode(codec)) // size)

    def range_of(self, start: int, end: int, encoding: str) -> types.Range:
        """The range from one offset to another."""
        return types.Range(self.position_of(start, encoding), self.position_of(end, encoding))

    def _end(self, line: int) -> int:
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
        start = self._starts[line]
        return start + len(self._text[start:end].rstrip("\r\n"))
