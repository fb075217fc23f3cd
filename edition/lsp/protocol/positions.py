# SPDX-License-Identifier: MIT
"""Places in a text as an editor's program counts them: lines and columns from 0, a column in units of UTF-16 or what was agreed on.

Our own places are offsets of characters; those of findings are lines and columns from 1.
"""

from __future__ import annotations

from typing import Final

from lsprotocol import types

from edition.lsp.desk import Text

_BYTES: Final = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
"""How each counts: the encoding, and the bytes of one of its units."""


def offset_of(text: Text, position: types.Position, encoding: str) -> int:
    """The offset of a place; inside a character, where that begins; past the end of a line, or of the text, that end."""
    start, end = text.lines.span(position.line + 1)
    line = text.text[start:end]
    if line.isascii():
        return start + min(position.character, len(line))
    codec, size = _BYTES[encoding]
    units = line.encode(codec)[: position.character * size]
    return start + len(units.decode(codec, "ignore"))  # half a character at the end is dropped


def position_of(text: Text, offset: int, encoding: str) -> types.Position:
    """The place of an offset."""
    line, column = text.lines.at(offset)
    before = text.text[offset - column + 1 : offset]
    if before.isascii():
        return types.Position(line - 1, column - 1)
    codec, size = _BYTES[encoding]
    return types.Position(line - 1, len(before.encode(codec)) // size)
