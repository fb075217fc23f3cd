# SPDX-License-Identifier: MIT
"""The schemas that `--schema` names; an ODD is compiled for the time of the run."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from edition.errors import WrongUse
from edition.speech import say
from edition.validate import association
from edition.validate.association import Schema


def schemas(path: Path) -> Iterator[Schema]:
    """The schema in a file, or of an ODD its RELAX NG and its Schematron. Raises `WrongUse` for a file that tells not what it is."""
    kind = association.kind_of(path)
    if kind is not None:
        yield Schema(kind, path)
    elif path.suffix.lower() in (".odd", ".xml"):
        yield from _compiled(path)
    else:
        raise WrongUse(
            say("{file} ends in no way that tells what it is written in: .rng, .rnc, .sch, .xsd or .odd", file=path)
        )


def _compiled(path: Path) -> Iterator[Schema]:
    from edition.schema import build, odd, settle  # noqa: PLC0415 - few checks begin with an ODD

    made = settle.trimmed(odd.compiled(path).schema)
    folder = Path(tempfile.mkdtemp(prefix="edition-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, data in build.written(made, f"Made from {path.name}", ("rng", "sch")).items():
        file = folder / name
        file.write_bytes(data)
        kind = association.kind_of(file)
        if kind is not None:
            yield Schema(kind, file)
