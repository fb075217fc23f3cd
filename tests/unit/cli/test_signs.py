# SPDX-License-Identifier: MIT
"""`--signs` and `--lineation` as an editor gives them: what is built, what the settings say, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]

BUILD = ("build", "letter.xml", "--format", "html", "--lenient", "--out", "out")

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>
<p>One <del>two</del> three<lb n="4"/>four<lb n="5"/>five</p></body></text></TEI>"""


def built(run: Run, folder: Path, *options: str) -> str:
    """The diplomatic page of a letter, built with these options."""
    (folder / "letter.xml").write_text(LETTER, encoding="utf-8")
    ran = run(*BUILD, *options, cwd=folder)
    assert ran.code == 0, ran.out
    return (folder / "out" / "letter.diplomatic.html").read_text(encoding="utf-8")


def test_the_option_goes_before_the_settings(run: Run, tmp_path: Path) -> None:
    """The settings name a system and number the lines; an option of a build overrules both."""
    (tmp_path / "edition.toml").write_text('[edition]\nsigns = "leiden"\nlineation = true\n', encoding="utf-8")

    page = built(run, tmp_path)
    assert "⟦" in page
    assert 'class="line-number"' in page

    page = built(run, tmp_path, "--signs", "caret", "--no-lineation")
    assert "⟨" in page
    assert "⟦" not in page
    assert 'class="line-number"' not in page


def test_a_build_in_notes_is_proved_and_verified_as_such(run: Run, tmp_path: Path) -> None:
    """`edition verify` must be told the system that a build was asked for; the proof of another does not fit it."""
    assert "“<span" in built(run, tmp_path, "--signs", "russian-archival")

    told = run("verify", "letter.xml", "--out", "out", "--signs", "russian-archival", cwd=tmp_path)
    assert told.code == 0, told.out
    assert "nothing is lost" in told.out
    untold = run("verify", "letter.xml", "--out", "out", cwd=tmp_path)
    assert untold.code == 1
    assert "LAW001" in untold.out


def test_a_system_that_is_none(run: Run, tmp_path: Path) -> None:
    """A wrong word is refused with the right ones."""
    (tmp_path / "letter.xml").write_text(LETTER, encoding="utf-8")
    ran = run(*BUILD, "--signs", "runes", cwd=tmp_path)
    assert ran.code == 2
    assert "russian-archival" in ran.out + ran.err
