# SPDX-License-Identifier: MIT
"""Lines as XML counts them: ended by LF, CR or both, and by nothing else."""

from __future__ import annotations

import bisect
import re
from typing import Final

LINE_END: Final = re.compile(r"\r\n|\r|\n")
"""How a line ends in XML."""


def split(text: str) -> list[str]:
    """The lines of a text, without their ends."""
    return LINE_END.split(text)


class Lines:
    """The way between the offsets of a text and its lines and columns, both from 1 and in characters, as a finding has them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and a column; past the end of a line, or of the text, that end."""
        start, end = self.span(line)
        return min(start + max(column - 1, 0), end)

    def span(self, line: int) -> tuple[int, int]:
        """Where a line begins, and where it ends without its end; past the last, the end of the text."""
        if line > len(self._starts):
            return len(self._text), len(self._text)
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        return start, start + len(self._text[start:end].rstrip("\r\n"))
