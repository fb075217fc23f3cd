# SPDX-License-Identifier: MIT
"""What lies where, and what must not lie anywhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

TOP = {
    ".ci",
    ".github",
    ".gitignore",
    ".pre-commit-hooks.yaml",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "build_edition.py",
    "constraints.txt",
    "docs",
    "edition",
    "pyproject.toml",
    "schemas",
    "tei",
    "tests",
    "xslt",
}

# Written so that this file does not find itself.
MACHINE = re.compile("(?<![\\w.$}~])" + "/(" + "work|root|home/[a-z]+|tmp/[a-z]+)/")
REGISTRY = re.compile("|".join(("pypi", "pythonhosted", "npmjs", r"deb\.debian")) + r"\.(org|com|net)")
TEXT = {
    ".py",
    ".xsl",
    ".odd",
    ".sch",
    ".rng",
    ".xsd",
    ".xml",
    ".md",
    ".toml",
    ".txt",
    ".css",
    ".svg",
    ".html",
    ".yml",
    ".yaml",
    "",
}


def tracked() -> list[Path]:
    """The files of the repository; where there is no git, those of the folder."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_the_top_is_tidy() -> None:
    """The first thing that a visitor sees is this list, and nothing lies beside it."""
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= TOP


def test_no_file_knows_a_machine() -> None:
    """No path of somebody's machine and no address of a package registry stands in a file."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in tracked()
        if path.suffix in TEXT and path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if MACHINE.search(line) or REGISTRY.search(line)
    ]
    assert found == []


def test_every_source_states_its_licence() -> None:
    """Python and XSLT files carry one line of SPDX at their head."""
    sources = [path for path in tracked() if path.suffix in (".py", ".xsl") and path.stat().st_size]
    assert [str(path.relative_to(ROOT)) for path in sources if "SPDX-License-Identifier: MIT" not in _head(path)] == []


def test_names_are_plain() -> None:
    """Files are named in small letters without spaces, so that no system mixes them up; rules and a few old customs apart."""
    plain = re.compile(
        r"[a-z0-9_][a-z0-9._-]*|\.(ci|github|gitignore|gitattributes|pre-commit-hooks\.yaml)|(README|CHANGELOG)\.md|LICENSE|[A-Z]{2,4}\d{3}(\.md)?"
    )
    assert [
        str(path.relative_to(ROOT)) for path in tracked() if not all(map(plain.fullmatch, path.relative_to(ROOT).parts))
    ] == []


def _head(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return "".join(line for line, _ in zip(file, range(4), strict=False))
