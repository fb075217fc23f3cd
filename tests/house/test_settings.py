# SPDX-License-Identifier: MIT
"""Every setting is documented from its definition, read, and checked: a wrong one is told with its line.

`EDITION_UPDATE_REFERENCE=1 pytest tests/house/test_settings.py` writes docs/reference/settings.md anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from edition import definitions, settings
from edition.errors import WrongUse
from edition.settings import Settings
from tests.conftest import Ran

EACH = [(table.name, each) for table in definitions.tables() for each in table.settings]
NAMES = [f"{table}.{each.key}" for table, each in EACH]
WRONG = {"true or false": '"yes"', "a whole number": "true"}


def test_the_reference_is_fresh(root: Path) -> None:
    """The page is what the definitions say."""
    path = root / "docs/reference/settings.md"
    if os.environ.get("EDITION_UPDATE_REFERENCE"):
        path.write_text(definitions.page(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == definitions.page()


def test_explain_prints_it(run: Callable[..., Ran]) -> None:
    """`edition explain settings` is that page."""
    assert run("explain", "settings").out == definitions.page()


@pytest.mark.parametrize(("table", "setting"), EACH, ids=NAMES)
def test_each_is_explained(table: str, setting: definitions.Setting) -> None:
    """In one line below its definition in edition/settings.py, with no name of our code left in it."""
    assert setting.words.endswith(".")
    assert "\n" not in setting.words
    assert not re.search(r"`\w+\.[A-Z]+`|`[A-Z]{4,}`", setting.words.replace("`ALL`", ""))


def test_the_file_with_all_of_them_is_the_default(tmp_path: Path) -> None:
    """Every setting as it is written for a new project, without its `#`, is what holds without any."""
    written = re.sub(r"^# (?=[a-z-]+ = )", "", definitions.toml(), flags=re.MULTILINE)
    assert len(re.findall(r"^[a-z-]+ = ", written, re.MULTILINE)) == len(EACH)
    (tmp_path / "edition.toml").write_text(written, encoding="utf-8")
    assert replace(settings.read(tmp_path), root=tmp_path) == Settings(root=tmp_path)


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ('[editon]\ntitle = "Letters"', 1, "`editon` stands outside of `[edition]`, where all settings are"),
        ('[edition]\n\n[print]\nstyle = "a.css"', 3, "`print` stands outside of `[edition]`, where all settings are"),
        ('title = "Letters"', 1, "`title` stands outside of `[edition]`, where all settings are"),
        ('[edition.places]\nencima = "abov"', 2, "'abov' is no place; there are above, below, inline, "),
    ],
)
def test_what_would_be_passed_over_is_told(tmp_path: Path, written: str, line: int, said: str) -> None:
    """A table beside ours, and a place that there is not: nobody would ever hear that they do nothing."""
    (tmp_path / "edition.toml").write_text(written, encoding="utf-8")
    with pytest.raises(WrongUse, match=re.escape(f"edition.toml:{line}: {said}")):
        settings.read(tmp_path)


def test_what_is_given_is_not_commented_out(tmp_path: Path) -> None:
    """A new project has what it was asked for, the rest by default."""
    written = definitions.toml({"edition.title": '"Letters"', "edition.book.trim": '"A5"'})
    (tmp_path / "edition.toml").write_text(written, encoding="utf-8")
    found = settings.read(tmp_path)
    assert (found.title, found.book.trim, found.out) == ("Letters", "A5", "build")


@pytest.mark.parametrize(("table", "setting"), EACH, ids=NAMES)
def test_a_wrong_value_is_told_with_its_line(tmp_path: Path, table: str, setting: definitions.Setting) -> None:
    """A value of another kind: file, line, key, and what it must be."""
    (tmp_path / "edition.toml").write_text(
        f"# a project\n[{table}]\n\n{setting.key} = {WRONG.get(setting.kind, '1')}\n", encoding="utf-8"
    )
    said = re.escape(f"edition.toml:4: `{setting.key}` must be {setting.kind}")
    with pytest.raises(WrongUse, match=said):
        settings.read(tmp_path)


@pytest.mark.parametrize("table", [table.name for table in definitions.tables()])
def test_an_unknown_setting_is_told_with_its_line(tmp_path: Path, table: str) -> None:
    """And with the one that was meant, or with all of its table."""
    first = next(each.key for name, each in EACH if name == table)
    for key, said in ((first + "x", rf"did you mean `{first}`\?"), ("zzzzzz", rf"there are .*\b{first}\b")):
        (tmp_path / "edition.toml").write_text(f"[{table}]\n{key} = 1\n", encoding="utf-8")
        with pytest.raises(WrongUse, match=rf"edition\.toml:2: `{key}` is no setting.*{said}"):
            settings.read(tmp_path)
