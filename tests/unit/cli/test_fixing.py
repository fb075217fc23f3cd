# SPDX-License-Identifier: MIT
"""`edition check --fix` as an editor meets it: what it writes, what it says is left, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edition.source.writing import NotWritten
from edition.validate import fixes
from tests.conftest import ROOT

Run = Callable[..., Any]

SOUND = (ROOT / "tests" / "rules" / "HDR006" / "sound.xml").read_text(encoding="utf-8")
BODY = '<p>Words <foreign xml:lang="ru">и ещё</foreign>.</p>'


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A letter in which two things can be repaired, one of them after the other, and one cannot."""
    file = tmp_path / "letter.xml"
    file.write_text(
        SOUND.replace(BODY, '<p><add hand=" h-rev">a</add> <add hand="#hrev">b</add></p>'), encoding="utf-8"
    )
    return file


def test_what_can_be_is_repaired_and_the_rest_is_told(run: Run, letter: Path) -> None:
    """The findings are those of the file as it is now; the next run has nothing to repair."""
    text = letter.read_text(encoding="utf-8")
    ran = run("check", "--fix", letter.name, cwd=letter.parent)
    assert letter.read_text(encoding="utf-8") == text.replace('" h-rev"', '"#h-rev"')
    assert ran.code == 1
    assert "2 fixed, 1 left" in ran.err
    assert ran.out.count("PTR001") == 1
    assert "PTR003" not in ran.out
    assert "0 fixed, 1 left" in run("check", "--fix", letter.name, cwd=letter.parent).err


def test_diff_shows_and_writes_nothing(run: Run, letter: Path) -> None:
    """It ends with 1 where something would be written."""
    text = letter.read_text(encoding="utf-8")
    ran = run("check", "--fix", "--diff", letter.name, cwd=letter.parent)
    assert ran.code == 1
    assert [line for line in ran.out.splitlines() if line.startswith(("+ ", "- "))] == [
        '-      <p><add hand=" h-rev">a</add> <add hand="#hrev">b</add></p>',
        '+      <p><add hand="#h-rev">a</add> <add hand="#hrev">b</add></p>',
    ]
    assert "2 can be fixed, 1 would be left" in ran.err
    assert letter.read_text(encoding="utf-8") == text


def test_only_the_rules_that_are_chosen_are_repaired(run: Run, letter: Path) -> None:
    """What nobody asks about is not written."""
    assert "1 fixed, 0 left" in run("check", "--fix", "--select", "PTR003", letter.name, cwd=letter.parent).err
    assert '<add hand="h-rev">' in letter.read_text(encoding="utf-8")


def test_a_file_that_would_be_worse_is_left(run: Run, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a repair of ours wrong, the check after it would see it before anything is written, chosen or not."""
    text = letter.read_text(encoding="utf-8")

    def wrong(site: fixes._Site) -> fixes.Edit:
        assert site.attribute is not None
        return fixes.Edit("", (fixes.Change(site.attribute.value, "#x #y #z"),))

    monkeypatch.setitem(fixes.REPAIRS, "PTR003", wrong)
    ran = run("check", "--fix", "--select", "PTR003", letter.name, cwd=letter.parent)
    assert "0 fixed, 1 left" in ran.err
    assert letter.read_text(encoding="utf-8") == text


def test_a_repair_that_touches_the_text_is_not_written(run: Run, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said of which file, and why."""
    text = letter.read_text(encoding="utf-8")

    def refuse(*_: object) -> tuple[bytes, int]:
        raise NotWritten("its text would not have been the same")

    monkeypatch.setattr(fixes, "repaired", refuse)
    ran = run("check", "--fix", letter.name, cwd=letter.parent)
    assert "letter.xml is left as it is: its text would not have been the same" in ran.err
    assert letter.read_text(encoding="utf-8") == text


def test_watching_changes_nothing(run: Run, letter: Path) -> None:
    """A file that is being edited is not written under its editor's hands."""
    assert run("check", "--fix", "--watch", letter.name, cwd=letter.parent).code == 2


def test_our_documents_have_nothing_to_repair(run: Run) -> None:
    """And a sound check with --fix ends with 0."""
    ran = run("check", "--fix", "--diff", "tei", cwd=ROOT)
    assert (ran.code, ran.out) == (0, "")
