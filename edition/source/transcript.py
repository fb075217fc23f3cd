# SPDX-License-Identifier: MIT
"""A transcript: the plain text that an encoding was made from, with the line and column of each of its tokens.

The transcript is the witness and is never changed. Lines end where an editor's eye sees them end, at a line feed
(with or without a carriage return), and nowhere else: `str.splitlines` would also break at a form feed or U+2028,
and every line number after it would be wrong.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition.findings import Finding, Place
from edition.speech import say

_TOKEN: Final = re.compile(r"\S+")
_LINE_END: Final = re.compile(r"\r\n|\n")


@dataclass(frozen=True, slots=True)
class Token:
    """What stands between two stretches of white space, and where it starts (line and column from 1)."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, eq=False)
class Transcript:
    """The lines of a transcript, without their ends. Equal only to itself."""

    path: Path
    lines: tuple[str, ...]

    def line(self, number: int) -> str:
        """The text of a line (from 1); "" outside the transcript."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def place(self, line: int, column: int = 1) -> Place:
        """A place in the transcript, as findings name it."""
        return Place(self.path, line, column)

    def tokens(self, first: int = 1, last: int | None = None) -> Iterator[Token]:
        """The tokens of the lines from `first` to `last`, both included, in order."""
        for number in range(max(first, 1), min(len(self.lines) if last is None else last, len(self.lines)) + 1):
            for match in _TOKEN.finditer(self.lines[number - 1]):
                yield Token(match[0], number, match.start() + 1)

    @functools.cached_property
    def inked(self) -> frozenset[int]:
        """The numbers of the lines that hold more than white space: those that an encoding must account for."""
        return frozenset(number for number, line in enumerate(self.lines, 1) if line.strip())


def read(path: Path) -> Transcript | Finding:
    """The transcript in a file, or the finding `COL008` that says why there is none."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Finding(
            "COL008",
            Place(path),
            say("the transcript cannot be read: {reason}", reason=reason),
            say("put the text as received at this path, or correct `ref/@target` of the bibl that names it"),
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", errors="replace")) + 1
        return Finding(
            "COL008",
            Place(path, before.count(b"\n") + 1, column),
            say("the transcript is not UTF-8: the byte 0x{byte:02X} does not belong here", byte=data[error.start]),
            say("convert the file to UTF-8 (`iconv -f … -t UTF-8`) and record the conversion in the header"),
        )
    lines = _LINE_END.split(text)
    if lines[-1] == "":
        lines.pop()
    return Transcript(path, tuple(lines))
