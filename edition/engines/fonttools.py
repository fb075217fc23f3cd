# SPDX-License-Identifier: MIT
"""fontTools: what a font can show, and the part of it that a page needs, as WOFF2."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import fontTools

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

VERSION: Final = str(fontTools.version)

_FEATURES: Final = ("ccmp", "kern", "liga", "locl", "mark", "mkmk", "onum", "smcp")
_KEPT_TABLES: Final = frozenset(
    (
        "GlyphOrder",
        "head",
        "hhea",
        "maxp",
        "OS/2",
        "hmtx",
        "cmap",
        "name",
        "post",
        "loca",
        "glyf",
        "CFF ",
        "GDEF",
        "GPOS",
        "GSUB",
    )
)
_DRAWING_TABLES: Final = frozenset(
    ("GlyphOrder", "head", "hhea", "maxp", "hmtx", "loca", "glyf", "CFF ", "cmap", "post")
)
_COPYRIGHT: Final = 0
_FAMILY: Final = 1
_STYLE: Final = 2
_UNIQUE: Final = 3
_FULL: Final = 4
_VERSION: Final = 5
_POSTSCRIPT: Final = 6
_LICENCE: Final = 13
_LICENCE_ADDRESS: Final = 14


def _opened(font: Path | io.BytesIO, **more: Any) -> TTFont:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - dear to import, and what is known of a font is kept

    return TTFont(font, lazy=True, **more)


def repertoire(path: Path) -> frozenset[str]:
    """The characters that a font has a glyph for."""
    with _opened(path) as font:
        return frozenset(map(chr, font.getBestCmap()))


def subset(data: bytes, characters: Iterable[str], family: str, style: str) -> bytes:
    """The part of a font that shows these characters, under another name, as WOFF2.

    The same font and characters give the same bytes. The copyright notice and the address of the licence stay in
    the file; the family's own name goes, because a licence may reserve it for the unmodified font.
    """
    from fontTools import subset as subsetting  # noqa: PLC0415 - dear to import, and parts once made are kept

    # fontTools warns of each table that it leaves out (Graphite's, TeX's); we leave them out on purpose.
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    with _opened(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False) as font:
        options = subsetting.Options()
        options.layout_features = list(_FEATURES)
        options.hinting = False
        options.glyph_names = False
        options.name_IDs = [_COPYRIGHT, _LICENCE_ADDRESS]
        options.notdef_outline = True
        options.drop_tables = [tag for tag in font.keys() if tag not in _KEPT_TABLES]  # noqa: SIM118 no mapping
        subsetter = subsetting.Subsetter(options)
        subsetter.populate(text="".join(sorted(set(characters))))
        subsetter.subset(font)
        postscript = f"{family}-{style}".replace(" ", "")
        named = {_FAMILY: family, _STYLE: style, _UNIQUE: f"{postscript}, a subset", _FULL: f"{family} {style}"}
        for number, value in {**named, _VERSION: "Version 1.0", _POSTSCRIPT: postscript}.items():
            font["name"].setName(value, number, 3, 1, 0x409)
        font.flavor = "woff2"
        made = io.BytesIO()
        font.save(made, reorderTables=False)
    return made.getvalue()


def embedded(path: Path, glyphs: Iterable[int]) -> bytes:
    """The part of a font that draws these glyphs, for a PDF: they keep their numbers, and nothing is left that only shapes text.

    The same bytes for the same font and glyphs.
    """
    from fontTools import subset as subsetting  # noqa: PLC0415

    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    with _opened(path, recalcTimestamp=False, recalcBBoxes=False) as font:
        options = subsetting.Options()
        options.retain_gids = True
        options.hinting = False
        options.glyph_names = False
        options.notdef_outline = True
        options.desubroutinize = True
        options.layout_features = []
        options.drop_tables = [tag for tag in font.keys() if tag not in _DRAWING_TABLES]  # noqa: SIM118 no mapping
        subsetter = subsetting.Subsetter(options)
        subsetter.populate(gids=sorted({0, *glyphs}))
        subsetter.subset(font)
        made = io.BytesIO()
        font.save(made, reorderTables=False)
    return made.getvalue()


def figures(path: Path, letters: str) -> dict[str, tuple[int, float]]:
    """The glyph of each letter, and its width in thousandths of the size."""
    with _opened(path) as font:
        named, scale = font.getBestCmap(), 1000 / font["head"].unitsPerEm
        return {
            letter: (font.getGlyphID(named[ord(letter)]), round(font["hmtx"][named[ord(letter)]][0] * scale))
            for letter in letters
        }


def measures(path: Path) -> dict[str, int]:
    """How far a font reaches above and below its line, in thousandths of the size, and what else a PDF says of it."""
    with _opened(path) as font:
        scale = 1000 / font["head"].unitsPerEm
        line = font["hhea"]
        return {
            "ascent": round(line.ascent * scale),
            "descent": round(line.descent * scale),
            "angle": 0,
            "flags": 4,
            "stem": 80,
        }


def family(path: Path) -> str:
    """The name of the family that a font is of."""
    with _opened(path) as font:
        return str(font["name"].getBestFamilyName() or path.stem)


def licence(path: Path) -> tuple[str, str]:
    """The copyright notice and the licence that a font file states, "" for what it does not state."""
    with _opened(path) as font:
        table = font["name"]
        return str(table.getDebugName(_COPYRIGHT) or ""), str(table.getDebugName(_LICENCE) or "")
