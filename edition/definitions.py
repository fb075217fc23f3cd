# SPDX-License-Identifier: MIT
"""The settings as they are defined (`edition/settings.py`): their keys, kinds, defaults and words, for whoever wants to read or write them.

What is said of a setting stands below its definition there, and nowhere else; `docs/reference/settings.md`, `edition explain settings`
and the settings file of a new project are made from it.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from edition import settings

INDEX: Final = "settings"
"""By which word `edition explain` knows them."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its key as it is written, what kind of value it has, its default as TOML, and what is said of it."""

    key: str
    kind: str
    default: str
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of settings: its name (`edition.check`), what is said of it, and its settings, as they are defined."""

    name: str
    words: str
    settings: tuple[Setting, ...]


def tables() -> Iterator[Table]:
    """The tables, `[edition]` first."""
    yield _table("edition", settings.Settings)
    for name, kind in settings.TABLES.items():
        yield _table(f"edition.{name}", kind)


def page() -> str:
    """All settings as a page in Markdown."""
    return "\n".join(_page())


def toml(given: Mapping[str, str] | None = None) -> str:
    """A settings file with every setting in it: as they are `given` (by `edition.check.language` and the like), else commented out."""
    return "\n".join(_toml(given or {})).lstrip("\n")


def _page() -> Iterator[str]:
    yield "# Settings\n"
    yield (
        "What a project decides for itself stands in its `edition.toml`, or in `pyproject.toml` under `[tool.edition]`. Each setting\n"
        "has a default; one that is not known, or has a value that means nothing, is told with its line. Paths begin at the folder of\n"
        "the file. This page is made from the definitions, and so is the settings file of a new project."
    )
    for table in tables():
        yield f"\n## `[{table.name}]`\n"
        yield table.words
        for each in table.settings:
            yield f"\n### `{each.key}`\n"
            yield f"{each.kind[0].upper()}{each.kind[1:]}; default `{each.default}`.\n"
            yield each.words
    yield ""


def _toml(given: Mapping[str, str]) -> Iterator[str]:
    for table in tables():
        yield f"\n[{table.name}]"
        for each in table.settings:
            value = given.get(f"{table.name}.{each.key}")
            yield f"# {each.words}"
            yield f"{each.key} = {value}" if value is not None else f"# {each.key} = {each.default}"


def _table(name: str, kind: type) -> Table:
    words = _words(kind)
    found = tuple(
        Setting(
            each.name.replace("_", "-"), str(settings.KINDS[str(each.type)]), _default(each), words.get(each.name, "")
        )
        for each in fields(kind)
        if str(each.type) in settings.KINDS
    )
    return Table(name, words[""], found)


def _default(defined: dataclasses.Field[Any]) -> str:
    if defined.default is not dataclasses.MISSING:
        value: Any = defined.default
    else:
        assert defined.default_factory is not dataclasses.MISSING  # noqa: S101 - each setting has a default
        value = defined.default_factory()
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


@functools.cache
def _words(kind: type) -> Mapping[str, str]:
    """What stands below each field of a class, and of the class itself (""); constants that are named in it, by their values."""
    (defined,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(defined, ast.ClassDef)  # noqa: S101 - that is what it is the source of
    found = {"": ast.get_docstring(defined) or ""}
    for field, below in zip(defined.body, defined.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            found[field.target.id] = inspect.cleandoc(ast.literal_eval(below.value))
    return {name: _CONSTANT.sub(_values, words) for name, words in found.items()}


_CONSTANT: Final = re.compile(r"`((?:[a-z]+\.)?[A-Z]{2,})`")


def _values(found: re.Match[str]) -> str:
    module, _, name = found[1].rpartition(".")
    holder = getattr(settings, module, None) if module else settings
    value = getattr(holder, name, None)
    return ", ".join(f"`{each}`" for each in value) if isinstance(value, tuple | dict) else found[0]
