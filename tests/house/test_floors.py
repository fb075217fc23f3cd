# SPDX-License-Identifier: MIT
"""Imports only point down, and foreign packages are called only from the rooms made for them."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.floors import FLOORS, FOREIGN

ROOT = Path(__file__).resolve().parents[2]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def modules() -> list[Path]:
    """Every file of the house but its front page."""
    return [path for path in sorted((ROOT / "edition").rglob("*.py")) if path != ROOT / "edition/__init__.py"]


def room(path: Path) -> str:
    """The room that a file is in."""
    return path.relative_to(ROOT / "edition").parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Each module that a file imports, dotted, with the line; `from edition import names` is `edition.names`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write imports from the front door, `from edition.…`"
            module = node.module or ""
            yield from ((node.lineno, f"edition.{name.name}" if module == "edition" else module) for name in node.names)


def test_every_room_is_on_a_floor() -> None:
    """Each file and folder of `edition/` stands in the list, and nothing else does."""
    assert {room(path) for path in modules()} <= set(FLOOR)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    """A file imports from its own room, from lower floors, on the ground from its neighbours, and never from the front page."""
    here = room(path)
    for line, module in imported(path):
        if module.split(".")[0] != "edition":
            continue
        there = module.split(".")[1] if "." in module else ""
        assert there in FLOOR, f"{path}:{line}: `{module}` is no room of the house"
        down = FLOOR[there] < FLOOR[here] or there == here or FLOOR[there] == FLOOR[here] == 0
        assert down, f"{path}:{line}: {here} (floor {FLOOR[here]}) must not see {there} (floor {FLOOR[there]})"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_foreign_packages_have_one_door(path: Path) -> None:
    """A package of others is imported only in the room that is there for it."""
    for line, module in imported(path):
        package = module.split(".")[0]
        if package != "edition" and package not in sys.stdlib_module_names:
            assert package in FOREIGN.get(room(path), set()), f"{path}:{line}: {room(path)} must not call {package}"


def test_the_picture_is_the_law() -> None:
    """The docstring of the house draws the same floors as the list."""
    docstring = ast.get_docstring(ast.parse((ROOT / "edition/__init__.py").read_text(encoding="utf-8"))) or ""
    drawn = {}
    for number, line in re.findall(r"^ +(\d)  (.+)$", docstring, re.MULTILINE):
        doors = line.split(" · ")
        rooms = [door.split()[0] for door in doors] if len(doors) > 1 else re.split(r"  +", line)[0].split(", ")
        drawn[int(number)] = set(rooms)
    assert drawn == {number: set(rooms) for number, rooms in enumerate(FLOORS)}
