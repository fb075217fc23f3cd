# SPDX-License-Identifier: MIT
"""What of a source line a reader is shown of a finding: the words that it is about, and a window around them."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

_TOUCHED: Final = re.compile(r"</?[^\s<>/=\"']+|[^\s<>/=\"']+\s*=\s*(?:\"[^\"]*\"|'[^']*')|&[^;\s]*;|\w+|.")
_COMMAND: Final = re.compile(r"^\s*+::|##\[")


def touched(line: str, column: int) -> int:
    """How many signs of a line a finding at this column (from 1) is about, 1 or more: a tag's name, an attribute with its value, a word."""
    found = _TOUCHED.match(line, max(column - 1, 0))
    return len(found[0]) if found else 1


def window(line: str, column: int, width: int) -> tuple[str, int, int]:
    """The part of a long line around a column that fits in `width`; where the place stands in it (from 0), and its length."""
    stripped = len(line) - len(line.lstrip())
    at = max(column - 1, 0)
    lead = min(stripped, at)
    line, at = line[lead:], at - lead
    length = touched(line, at + 1)
    if len(line) > width:
        start = max(0, min(at - width // 3, len(line) - width))
        part = line[start : start + width]
        if start:
            part = "…" + part[1:]
        if start + width < len(line):
            part = part[:-1] + "…"
        line, at = part, at - start
    return line.rstrip(), at, max(1, min(length, len(line.rstrip()) - at))


@functools.lru_cache(maxsize=16)
def shown(text: str) -> str:
    """The text without what would move a cursor, turn the line around or command GitHub's runner: a document can hold anything.

    Each sign stays one sign; a line that thousands of findings stand in is looked through once.
    The runner obeys any line of a log that begins with `::`, and `##[` wherever it stands.
    """
    if "::" in text or "##[" in text:
        text = _COMMAND.sub(lambda found: f"{found[0][:-2]}\ufffd{found[0][-1]}", text)
    if text.isprintable():
        return text
    return "".join(" " if sign == "\t" else "\ufffd" if _is_control(sign) else sign for sign in text)


def _is_control(sign: str) -> bool:
    return (
        unicodedata.category(sign) in ("Cc", "Cs")
        or sign in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
