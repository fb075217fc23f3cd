# SPDX-License-Identifier: MIT
"""`edition fmt` as an editor meets it: what it writes, what it says, and how it ends."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EDITION, ROOT

Run = Callable[..., Any]

TIDY = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <text>
    <body>
      <p>a  <hi>b</hi></p>
    </body>
  </text>
</TEI>
"""
UNTIDY = TIDY.replace("    ", "").replace("<body>", "<body >")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A document that is not laid out."""
    file = tmp_path / "letter.xml"
    file.write_text(UNTIDY, encoding="utf-8")
    return file


def test_a_file_is_laid_out_in_its_place(run: Run, letter: Path) -> None:
    """With its rights; the next run has nothing to do."""
    letter.chmod(0o640)
    ran = run("fmt", letter.name, cwd=letter.parent)
    assert (ran.code, ran.out) == (0, "laid out: letter.xml\n")
    assert letter.read_text(encoding="utf-8") == TIDY
    assert letter.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in letter.parent.iterdir()] == ["letter.xml"]
    assert run("fmt", letter.name, cwd=letter.parent).out == ""


def test_check_and_diff_write_nothing(run: Run, letter: Path) -> None:
    """The one ends with 1 and names the file, the other shows the lines; both do both."""
    asked = run("fmt", "--check", ".", cwd=letter.parent)
    assert (asked.code, asked.out) == (1, "not laid out: letter.xml\n")
    shown = run("fmt", "--diff", ".", cwd=letter.parent)
    assert shown.code == 0
    assert "-<body >\n" in shown.out
    assert "+    <body>\n" in shown.out
    assert run("fmt", "--check", "--diff", ".", cwd=letter.parent).code == 1
    assert letter.read_text(encoding="utf-8") == UNTIDY


def test_the_settings_of_the_project_hold(run: Run, letter: Path) -> None:
    """A value that is none is told with its line."""
    settings = letter.parent / "edition.toml"
    settings.write_text("[edition.fmt]\nindent = 1\n", encoding="utf-8")
    run("fmt", letter.name, cwd=letter.parent)
    assert "\n   <p>a" in letter.read_text(encoding="utf-8")
    for wrong in ("indent = 99", "indent = true", 'quotes = "none"', 'attribute-order = "any"', "width = 3"):
        settings.write_text(f"[edition.fmt]\n{wrong}\n", encoding="utf-8")
        ran = run("fmt", letter.name, cwd=letter.parent)
        assert (ran.code, "edition.toml:2: " in ran.err) == (2, True), wrong


def test_what_is_no_xml_is_left_and_told(run: Run, letter: Path) -> None:
    """The other files are laid out nevertheless."""
    broken = letter.parent / "broken.xml"
    broken.write_text("<TEI>\n<p></TEI>", encoding="utf-8")
    ran = run("fmt", "broken.xml", "letter.xml", cwd=letter.parent)
    assert (ran.code, ran.out) == (1, "laid out: letter.xml\n")
    assert "broken.xml:2:4  error XML001" in ran.err
    assert broken.read_text(encoding="utf-8") == "<TEI>\n<p></TEI>"


def test_a_document_from_a_stream(tmp_path: Path) -> None:
    """Goes to the output, its bytes as they are; what is no XML gives nothing there."""

    def streamed(data: bytes, *words: str) -> tuple[int, bytes, bytes]:
        program = (*EDITION[:2], f"import sys; sys.path.insert(0, {str(ROOT)!r}); {EDITION[2]}")
        done = subprocess.run(
            [*program, "fmt", "-", *words], input=data, cwd=tmp_path, capture_output=True, check=False
        )
        return done.returncode, done.stdout, done.stderr

    assert streamed(UNTIDY.replace("\n", "\r\n").encode()) == (0, TIDY.replace("\n", "\r\n").encode(), b"")
    assert streamed(UNTIDY.encode(), "--check")[:2] == (1, b"not laid out: -\n")
    code, out, err = streamed(b"<TEI>")
    assert (code, out, b"XML001" in err) == (1, b"", True)


def test_our_documents_are_laid_out(run: Run) -> None:
    """What this program asks of others it has done itself."""
    ran = run("fmt", "--check", "tei", cwd=ROOT)
    assert (ran.code, ran.out) == (0, "")
