# SPDX-License-Identifier: MIT
"""libxml2's RELAX NG: the verdict on a document, and on a single value of a datatype.

Its verdict is to be trusted, its words are not: it names neither the value nor what was expected, and knows no column.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from edition.engines.libxml import Tree, etree

RNG = "http://relaxng.org/ns/structure/1.0"


@dataclass(frozen=True, slots=True)
class Fault:
    """What libxml2 says of a document: its line, its words."""

    line: int
    message: str


@functools.cache
def _opened(path: Path, _stamp: tuple[int, int]) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(path)))


def faults(path: Path, tree: Tree) -> list[Fault]:
    """What is wrong with a document by a schema, nothing where it is valid. The schema is opened once."""
    state = path.stat()
    schema = _opened(path, (state.st_mtime_ns, state.st_size))
    if schema.validate(tree):
        return []
    found = [Fault(entry.line, entry.message) for entry in schema.error_log]
    return found or [Fault(1, "invalid")]


Parameters = tuple[tuple[str, str], ...]


@functools.lru_cache(maxsize=1024)
def _datatype(library: str, name: str, parameters: Parameters) -> etree.RelaxNG:
    element = etree.Element(f"{{{RNG}}}element", {"name": "v", "datatypeLibrary": library}, nsmap={None: RNG})
    data = etree.SubElement(element, f"{{{RNG}}}data", type=name)
    for key, value in parameters:
        etree.SubElement(data, f"{{{RNG}}}param", name=key).text = value
    return etree.RelaxNG(etree.ElementTree(element))


@functools.lru_cache(maxsize=65536)
def accepts(library: str, name: str, parameters: Parameters, value: str) -> bool:
    """Whether a datatype has this value, by the engine whose verdict stands. A datatype that it does not know has every value."""
    element = etree.Element("v")
    try:
        element.text = value
        return bool(_datatype(library, name, parameters).validate(element))
    except (etree.RelaxNGParseError, ValueError):
        return True
