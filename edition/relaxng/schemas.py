# SPDX-License-Identifier: MIT
"""Schemas by their files: opened once, and found sound once, by whichever run of the program meets them first."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

from edition.engines import cache, libxml
from edition.relaxng import restrictions
from edition.relaxng.loader import Grammar
from edition.relaxng.machine import Machine

_CHECKS: Final = "1"
"""The edition of the checks in `restrictions` and `syntax`: with another, what was found sound is looked at again."""


def machine(path: Path) -> Machine:
    """The automaton of the schema in a file. Raises `SchemaFault` where it is no sound schema of RELAX NG."""
    state = path.stat() if path.is_file() else None
    return _machine(path, (state.st_mtime_ns, state.st_size) if state else None)


@functools.lru_cache(maxsize=32)
def _machine(path: Path, _stamp: tuple[int, int] | None) -> Machine:
    grammar = Grammar(path)
    name = cache.key(_CHECKS, *(libxml.etree.tostring(root) for root in grammar.files.values()))
    if cache.read("schemas", name) is None:
        restrictions.check(grammar)
        cache.write("schemas", name, b"sound\n")
    return Machine(grammar)
