# SPDX-License-Identifier: MIT
"""The schemas that are made from an ODD, as bytes, and whether those in a folder are fresh.

The same ODD gives the same bytes: nothing of the day, the machine or the order of a set gets into them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from edition import names
from edition.schema import documentation, odd, relaxng, schematron, xsd
from edition.schema.declarations import Schema

FORMATS: Final[Mapping[str, Callable[[Schema, str, str], dict[str, bytes]]]] = {
    "rng": lambda schema, note, language: {f"{schema.ident}.rng": relaxng.grammar(schema, note)},
    "xsd": lambda schema, note, language: xsd.schema_and_imports(schema, note),
    "sch": lambda schema, note, language: {f"{schema.ident}.sch": schematron.rules(schema, note)},
    "html": lambda schema, note, language: {
        f"{schema.ident}.doc/{name}": page for name, page in documentation.pages(schema, note, language).items()
    },
}
"""What a schema can be written as, with a note of where it is from, in a language; each gives the files by name."""


def compile_odd(path: Path) -> dict[str, bytes]:
    """The files made from an ODD that stands alone, by name, in the order in which they are written. Raises `OddFault`."""
    schema = odd.read(path)
    note = f"Made from {path.name} (sha256 {schema.digest}) by `edition schema build`; change that file, not this."
    return written(schema, note, ("rng", "xsd", "sch"))


def written(schema: Schema, note: str, formats: Iterable[str], language: str = "en") -> dict[str, bytes]:
    """A schema in some formats, by file name. Raises `OddFault` for what a format cannot say."""
    return {name: data for each in formats for name, data in FORMATS[each](schema, note, language).items()}


def stale(folder: Path) -> dict[str, bytes]:
    """What the ODD of a folder compiles to where the folder has something else, or nothing, of that name."""
    made = compile_odd(folder / names.ODD)
    return {name: data for name, data in made.items() if _bytes(folder / name) != data}


def write(folder: Path) -> list[str]:
    """Writes the schemas of a folder anew where they are stale; the names of those written."""
    made = stale(folder)
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return list(made)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
