# SPDX-License-Identifier: MIT
"""How far a document reaches: into the files of its project, and no further, whatever it names and wherever links lead.

A document comes from strangers. A path in it (a pointer, a schema that it names) could otherwise tell what files are on this machine.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

_MARKS: Final = ("edition.toml", "pyproject.toml", ".git")
"""What the outermost folder of a project holds."""


def project(folder: Path) -> Path:
    """The folder of the project that a folder belongs to: the nearest one that is marked as such.

    Without any it is the folder we are called in, if that is around it, else the folder itself.
    """
    return _project(folder.resolve(), Path.cwd())


@functools.lru_cache(maxsize=4096)
def _project(folder: Path, here: Path) -> Path:
    around = (folder, *folder.parents)
    return next(
        (each for each in around if any((each / mark).exists() for mark in _MARKS)), here if here in around else folder
    )


def holds(folder: Path, file: Path) -> bool:
    """Whether what a file really is, links followed, lies in the project that a folder belongs to."""
    try:
        return file.resolve().is_relative_to(project(folder))
    except (OSError, RuntimeError, ValueError):
        # a link that leads to itself, a name that no file can have
        return False
