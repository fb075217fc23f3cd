# SPDX-License-Identifier: MIT
"""Where exactly something stands in an ODD: line and column of a start tag, sought only when there is something to say of it.

libxml2 knows the line where a start tag ends, and no column; so the file is read again, and the tag is found in it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from edition.engines import libxml
from edition.engines.libxml import Element
from edition.findings import Place
from edition.schema import files

_NAMING: Final = ("key", "name", "class", "ident", "include", "except", "target", "source", "url", "start")


def near(item: Element) -> Place:
    """Where an element of an ODD stands: its file, included or not, and the line where its start tag ends."""
    return Place(Path(unquote(str(item.base or "the ODD"))), item.sourceline or 0)


def of(item: Element) -> Place:
    """Where the start tag of an element of an ODD stands."""
    alike = (each for each in item.getroottree().iter(item.tag) if _stands_at(each, item.sourceline, item.base))
    turn = next((turn for turn, each in enumerate(alike) if each is item), 0)
    return _found(near(item), lambda each: each.tag == item.tag, turn)


def naming(specification: Place | None, ident: str, name: str) -> Place | None:
    """Where a specification names something: the first tag in it with that name among its attributes, else its own."""
    if specification is None:
        return None
    place = _found(specification, lambda each: each.get("ident") == ident)
    for item, (line, column) in _read(specification.file):
        if (line, column) < (place.line, place.column):
            continue
        if any(name in (item.get(attribute) or "").split() for attribute in _NAMING):
            return replace(place, line=line, column=column)
    return place


def _stands_at(item: Element, line: int | None, base: str | None) -> bool:
    return bool(item.sourceline == line and item.base == base)


def _found(place: Place, wanted: Callable[[Element], bool], turn: int = 0) -> Place:
    """The place of the element of a line that is wanted, the first or one of those after it; what there was, where it is not found."""
    there = [at for item, at in _read(place.file) if item.sourceline == place.line and wanted(item)]
    if turn >= len(there):
        return place
    line, column = there[turn]
    return replace(place, line=line, column=column)


def _read(file: Path) -> list[tuple[Element, libxml.Position]]:
    """The elements of a file with their places; none, where it cannot be read."""
    try:
        return _elements(files.data(file))
    except (OSError, libxml.SyntaxFault):
        return []


@functools.lru_cache(maxsize=4)
def _elements(data: bytes) -> list[tuple[Element, libxml.Position]]:
    return list(zip(libxml.parse(data).getroot().iter("*"), libxml.positions(data), strict=False))
