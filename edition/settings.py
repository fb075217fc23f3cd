# SPDX-License-Identifier: MIT
"""What a project may decide for itself, from the table `[edition]` of its `edition.toml` (or `[tool.edition]` of `pyproject.toml`).

Without such a file the defaults hold: documents in `tei/`, schemas of this program, result in `build/`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from edition import names
from edition.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Settings:
    """The decisions of a project. Paths are relative to `root`, the folder that the settings were found in."""

    root: Path = field(default_factory=Path.cwd)
    title: str = ""
    documents: str = "tei"
    out: str = "build"
    text_fonts: tuple[str, ...] = ("Charis SIL", "Charis", "Gentium Plus", "Gentium")
    typewriter_fonts: tuple[str, ...] = ("CMU Typewriter Text", "PT Mono")
    marks: Mapping[str, str] = field(default_factory=dict)
    """Further apparatus marks of the project's transcripts for `edition collate`: regular expression → element names."""
    signs: str = names.SIGNS[0]
    """The system of signs of the diplomatic view, one of `names.SIGNS`."""
    lineation: bool = False
    """Whether the lines of the document are numbered in the diplomatic view, where they are recorded."""
    places: Mapping[str, str] = field(default_factory=dict)
    """The project's own words for where something was written (`@place`), each with the word of `xslt/steps/places.xml` that it means."""


def read(folder: Path | None = None) -> Settings:
    """The settings that hold in a folder: of the nearest `edition.toml` or `pyproject.toml` with a table for us, upward.

    Raises `WrongUse` for a file that is no TOML or a key that means nothing.
    """
    start = (folder or Path.cwd()).resolve()
    for root in (start, *start.parents):
        for name, keys in (("edition.toml", ("edition",)), ("pyproject.toml", ("tool", "edition"))):
            path = root / name
            if path.is_file() and (table := _table(path, keys)) is not None:
                return _settings(root, path, table)
    return Settings(root=start)


def _table(path: Path, keys: tuple[str, ...]) -> dict[str, Any] | None:
    try:
        table: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUse(f"{path} is not readable as TOML: {error}") from error
    for key in keys:
        table = table.get(key)
        if not isinstance(table, dict):
            return None
    return dict(table)


def _settings(root: Path, path: Path, table: dict[str, Any]) -> Settings:
    known = {item.name: item for item in fields(Settings) if item.name != "root"}
    given: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in known:
            raise WrongUse(f"{path}: `{key}` is no setting; there are {', '.join(sorted(known))}")
        given[name] = tuple(value) if isinstance(value, list) else value
    if given.get("signs", names.SIGNS[0]) not in names.SIGNS:
        raise WrongUse(f"{path}: {given['signs']!r} is no system of signs; there are {', '.join(names.SIGNS)}")
    return Settings(root=root, **given)
