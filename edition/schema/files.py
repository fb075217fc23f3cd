# SPDX-License-Identifier: MIT
"""The files of an ODD, its own and its sources: as they stand in an editor, else as they were saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

_TEXTS: Final[ContextVar[Mapping[Path, bytes] | None]] = ContextVar("texts", default=None)


@contextmanager
def unsaved(texts: Mapping[Path, bytes]) -> Iterator[None]:
    """Meanwhile these texts are what is in the files."""
    before = _TEXTS.set({path.resolve(): data for path, data in texts.items()})
    try:
        yield
    finally:
        _TEXTS.reset(before)


def data(file: Path) -> bytes:
    """What is in a file. Raises `OSError`."""
    texts = _TEXTS.get()
    known = texts.get(file.resolve()) if texts else None
    return file.read_bytes() if known is None else known
