# SPDX-License-Identifier: MIT
"""The font files of this machine, as fontconfig lists them, and how to do without them."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FORMAT: Final = "%{family}\t%{slant}\t%{weight}\t%{width}\t%{variable}\t%{index}\t%{file}\n"
_NO_FONTS: Final = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>'
_REGULAR: Final = 80
_BOLD: Final = 200


@dataclass(frozen=True, slots=True)
class FontFile:
    """One static face in one file. Slant and weight count as fontconfig does: 0 upright, 80 regular, 200 bold."""

    families: tuple[str, ...]
    slant: int
    weight: int
    path: Path


@functools.cache
def installed() -> tuple[FontFile, ...]:
    """Every static face of normal width that has a file of its own, by path; nothing where fontconfig has no `fc-list`."""
    program = shutil.which("fc-list")
    if program is None:
        return ()
    answer = subprocess.run([program, "--format", _FORMAT], capture_output=True, check=False)  # noqa: S603 our own words
    found = []
    for line in answer.stdout.decode("utf-8", errors="replace").splitlines():
        fields = line.split("\t")
        if len(fields) != 7:
            continue
        families, slant, weight, width, variable, index, path = fields
        # A face of a variable font gives ranges ("[80 200]"), and a collection an index: neither can be embedded as it is.
        if not (slant.isdecimal() and weight.isdecimal()) or width != "100" or variable != "False" or index != "0":
            continue
        if not path.lower().endswith((".ttf", ".otf")):
            continue
        names = tuple(name.replace("\\", "") for name in families.split(","))
        found.append(FontFile(names, int(slant), int(weight), Path(path)))
    return tuple(sorted(found, key=lambda font: font.path))


def face(family: str, *, bold: bool = False, italic: bool = False) -> Path | None:
    """The file of one face of a family, or nothing: the weight nearest to regular or bold, true italic before oblique."""
    wanted = _BOLD if bold else _REGULAR
    fitting = [
        font
        for font in installed()
        if family in font.families and bool(font.slant) == italic and abs(font.weight - wanted) <= 20
    ]
    if not fitting:
        return None
    return min(fitting, key=lambda font: (abs(font.weight - wanted), font.slant, font.path)).path


@contextlib.contextmanager
def none() -> Iterator[None]:
    """While this holds, fontconfig knows no font of the machine: a page has the fonts that it was given, or none.

    Else a machine with more fonts would make another file, and a missing glyph would be borrowed unseen.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="edition-fonts-") as folder:
        configuration = Path(folder) / "fonts.conf"
        configuration.write_text(_NO_FONTS, encoding="ascii")
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        try:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message="No fonts configured", category=UserWarning)
                yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before
