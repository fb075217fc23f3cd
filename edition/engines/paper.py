# SPDX-License-Identifier: MIT
"""pikepdf: the words of a PDF, read from its glyphs in the order of its tags, and whose they are.

The file is read as any program would read it: which glyphs a page shows, which letters a font's table gives them, what is said in their
stead (`/ActualText`), and where the structure puts them. Nothing is taken from the typesetter that made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pikepdf

_TABLE: Final = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")
_CODE: Final = 2
"""Bytes of a character code: every font of ours has the same encoding, Identity-H."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words on one line of one page (from 1), and whose words its innermost telling tag says they are (`/T`; "" for nobody's)."""

    page: int
    by: str
    words: str


class Unreadable(Exception):
    """What is no PDF, or one whose structure is not told."""


def read(pdf: bytes) -> list[Run]:
    """What a reader that follows the tags of a PDF is given, in that order. Raises `Unreadable`."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            shown = {
                (page.obj.objgen, mark): Run(number, "", words)
                for number, page in enumerate(opened.pages, 1)
                for mark, words in _marked(page)
            }
            return list(_told(opened.Root.StructTreeRoot, shown))
    except (pikepdf.PdfError, AttributeError, KeyError, ValueError, TypeError) as fault:
        raise Unreadable(str(fault)) from fault


def _told(root: pikepdf.Object, shown: dict[tuple[tuple[int, int], int], Run]) -> Iterator[Run]:
    """The runs by the tree of tags, without recursion: a document may be deeper than Python likes."""
    waiting: list[tuple[Any, str, tuple[int, int]]] = [(root.K, "", (0, 0))]
    while waiting:
        item, by, page = waiting.pop()
        if isinstance(item, int):
            run = shown.get((page, item))
            if run is not None:
                yield Run(run.page, by, run.words)
        elif isinstance(item, pikepdf.Array):
            waiting += [(kid, by, page) for kid in reversed(list(item.as_list()))]
        elif isinstance(item, pikepdf.Dictionary) and "/K" in item:
            own = item.get("/T")
            at = item.get("/Pg")
            waiting.append((item.K, by if own is None else str(own), page if at is None else at.objgen))


def _marked(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    """By their marks, the words that a page shows, each glyph made letters by its font's own table, or what is said in their stead."""
    tables = {str(name): _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    letters: dict[bytes, str] = {}
    marks: list[tuple[int, str | None]] = []
    words = ""
    for instruction in pikepdf.parse_content_stream(page, "Tf Tj TJ BMC BDC EMC"):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "Tf":
                letters = tables[str(operands[0])]
            case "BMC":
                marks.append((-1, None))
            case "BDC":
                told = operands[1]
                said = told.get("/ActualText")
                marks.append((int(told.get("/MCID", -1)), None if said is None else str(said)))
                words = ""
            case "EMC":
                mark, instead = marks.pop()
                if mark >= 0:
                    yield mark, words if instead is None else instead
            case _:
                for part in operands[0] if isinstance(operands[0], pikepdf.Array) else operands:
                    if isinstance(part, pikepdf.String):
                        codes = bytes(part)
                        words += "".join(
                            letters.get(codes[at : at + _CODE], "\N{REPLACEMENT CHARACTER}")
                            for at in range(0, len(codes), _CODE)
                        )


def _letters(font: pikepdf.Object) -> dict[bytes, str]:
    """The table of a font that gives the letters of each code."""
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for code, letters in _TABLE.findall(font.ToUnicode.read_bytes())
    }
