# SPDX-License-Identifier: MIT
"""`docs/security.md` promises nothing that no test holds it to."""

from __future__ import annotations

import ast
import re

from tests.conftest import ROOT

PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
TABLE = PAGE.partition("## What is defended")[2].partition("\n## ")[0]
ROWS = [line.strip("| ").split(" | ") for line in TABLE.splitlines() if line.startswith("| ")][2:]


def test_each_guard_has_its_test() -> None:
    """Every threat has a guard, and tests that are there under the names that the page gives."""
    for threat, _, tests in ROWS:
        named = re.findall(r"`([\w/]+\.py)::(\w+)`", tests)
        assert named, threat
        for file, name in named:
            tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
            assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, (
                f"{threat}: {file}::{name}"
            )
    assert len(ROWS) > 20


def test_each_file_of_a_guard_is_there() -> None:
    """A guard that names a module of the program names one that there is."""
    for threat, guard, _ in ROWS:
        for path in re.findall(r"`((?:engines|source|render|publish|report|serve)/\w+\.py)`", guard):
            assert (ROOT / "edition" / path).is_file(), f"{threat}: {path}"


def test_each_attack_is_told() -> None:
    """No file of attacks stands in `tests/security` that the page does not speak of."""
    files = {path.name for path in (ROOT / "tests/security").glob("test_*.py")}

    assert {name for name in files if f"security/{name}" not in TABLE} == set()
