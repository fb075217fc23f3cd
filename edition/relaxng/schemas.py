# SPDX-License-Identifier: MIT
"""Schemas by their files: opened once, and found sound once, by whichever run of the program meets them first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from edition.engines import cache, libxml
from edition.engines.libxml import Element
from edition.relaxng import compact
from edition.relaxng.loader import Grammar, Reach, read_xml
from edition.relaxng.machine import Machine
from edition.relaxng.patterns import Pool

_CHECKS: Final = "3"
"""The edition of the checks in `restrictions` and `syntax`: with another, what was found sound is looked at again."""


def grammar(path: Path, pool: Pool | None = None, reach: Reach | None = None) -> Grammar:
    """The schema in a file, in XML or (`.rnc`) compact syntax, opened anew, as far as it may `reach`. Raises `SchemaFault`."""
    return Grammar(path, _read, pool, reach)


def _read(path: Path) -> Element:
    return compact.read(path) if path.suffix == ".rnc" else read_xml(path)


def machine(path: Path, reach: Reach | None = None) -> Machine:
    """The automaton of the schema in a file, made again when a file of it has changed. Raises `SchemaFault` where it is no sound schema."""
    if (kept := _machines.get(path)) and kept[0] == _stamps(kept[1].grammar.files):
        return kept[1]
    opened = grammar(path, reach=reach)
    opened.open_all()
    name = cache.key(_CHECKS, *(libxml.etree.tostring(root) for root in opened.files.values()))
    if cache.read("schemas", name) is None:
        from edition.relaxng import restrictions  # noqa: PLC0415 - a schema is looked at once, and read every day

        restrictions.check(opened)
        restrictions.check_identifiers(opened)
        cache.write("schemas", name, b"sound\n")
    made = Machine(opened)
    _machines[path] = (_stamps(opened.files), made)
    return made


_machines: Final[dict[Path, tuple[list[tuple[int, int]], Machine]]] = {}


def _stamps(files: Iterable[Path]) -> list[tuple[int, int]]:
    states = [path.stat() if path.is_file() else None for path in files]
    return [(state.st_mtime_ns, state.st_size) if state else (0, 0) for state in states]
