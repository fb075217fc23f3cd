# SPDX-License-Identifier: MIT
"""`edition ledger`: the telegram's own ledger, its three forms, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from edition.cli import console
from edition.cli.ledger import as_csv
from edition.errors import WrongUse
from edition.model.ledger import Act, Entry
from edition.render import ledger
from edition.source import document
from edition.source.document import Document

Run = Callable[..., Any]


def telegram(root: Path, language: str) -> Document:
    """One of our two documents."""
    read = document.read(root / f"tei/telegram.{language}.xml")
    assert isinstance(read, Document)
    return read


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_telegram_has_its_ledger(root: Path, language: str) -> None:
    """Every alteration of the telegram, as a person has read it and found it right. `EDITION_GOLDEN=1` writes it anew."""
    golden = root / f"tests/golden/ledger/telegram.{language}.csv"
    written = as_csv(ledger.render(telegram(root, language))).encode()
    if os.environ.get("EDITION_GOLDEN"):
        golden.write_bytes(written)

    assert written == golden.read_bytes()


def test_csv_is_rfc_4180(root: Path, run: Run) -> None:
    """A line of names, lines that end with CR LF, as many cells in each, quoted where they must be."""
    out = as_csv(ledger.render(telegram(root, "ru")))
    rows = list(csv.reader(io.StringIO(out, newline="")))

    assert out.endswith("\r\n")
    assert out.count("\n") == out.count("\r\n")
    assert rows[0] == [field.name for field in fields(Entry)]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert run("ledger", "tei/telegram.ru.xml", "--format", "csv").out.splitlines() == out.splitlines()


def test_json_has_the_keys_that_are_documented(root: Path, run: Run) -> None:
    """The keys are the fields of an entry, and the page about the ledger explains each."""
    whole = json.loads(run("ledger", "tei/telegram.en.xml", "--format", "json").out)
    page = (root / "docs/explanation/ledger.md").read_text(encoding="utf-8")

    assert list(whole) == ["document", "language", "entries"]
    assert whole["document"] == "telegram.en.xml"
    for entry in whole["entries"]:
        assert list(entry) == [field.name for field in fields(Entry)]
        assert all(list(act) == [field.name for field in fields(Act)] for act in entry["acts"])
    assert [key for key in whole["entries"][0] if f"`{key}`" not in page] == []


def test_a_pipe_has_a_line_an_entry(run: Run, root: Path) -> None:
    """In a pipe each entry is one plain line under the heads."""
    lines = run("ledger", "tei/telegram.en.xml").out.splitlines()

    assert lines[0].split() == ["No.", "place", "hand", "certainty", "what", "happened"]
    assert len(lines) == 1 + len(ledger.entries(telegram(root, "en")))
    assert lines[4].endswith("inserted: *…which our wishes and comments* **and additions**")
    assert not any("\x1b" in line for line in lines)


def test_a_terminal_of_80_columns_has_a_table(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal long cells are folded, nothing is cut off, and no line is wider than the screen."""
    screen = io.StringIO()
    terminal = Console(file=screen, force_terminal=True, width=80, color_system=None, highlight=False, soft_wrap=True)
    monkeypatch.setattr(console, "out", terminal)
    run("ledger", "tei/telegram.ru.xml")
    shown = Console(width=200, file=io.StringIO()).render_str(screen.getvalue()).plain

    assert max(map(len, shown.splitlines())) <= 80
    assert "…" not in shown.replace("*…", "").replace("[…]", "")
    for word in ("организационных", "необходимо", "регистрационная"):
        assert word in shown


@pytest.mark.parametrize("language", ledger.LANGUAGES)
def test_the_language_can_be_chosen(run: Run, language: str) -> None:
    """The sentences are in the language asked for, the words of the document in its own."""
    whole = json.loads(run("ledger", "tei/telegram.ru.xml", "--format", "json", "--language", language).out)

    assert whole["language"] == language
    assert whole["entries"][3]["after"] == "[и дополнения]"
    begin = {"ru": "В 3-м абзаце рукой", "en": "In ¶3, by hand", "de": "In Absatz 3 von Hand"}[language]
    assert whole["entries"][3]["sentence"].startswith(begin)


def test_nothing_of_the_machine_is_in_the_ledger(run: Run) -> None:
    """What the machine misread appears nowhere."""
    out = run("ledger", "tei/telegram.ru.xml", "--format", "json").out

    assert [
        word for word in ("UMMUNATURE", "жучоводовые", "Dapino", "йнводов", "hoped", "шиди", "MUD") if word in out
    ] == []


def test_a_pointer_that_leads_nowhere_stops_it(run: Run, tmp_path: Path) -> None:
    """Exit code 1 and a finding, nothing else; with `--lenient` the act as it stands, and a warning."""
    path = tmp_path / "letter.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>a <add hand="#gone">b</add></p></body></text></TEI>',
        encoding="utf-8",
    )
    strict = run("ledger", path)
    lenient = run("ledger", path, "--lenient")

    assert (strict.code, strict.out) == (1, "")
    assert "PTR001" in strict.err
    assert lenient.code == 0
    assert "warning" in lenient.err
    assert "**b**" in lenient.out


def test_a_language_without_labels_is_wrong_use(root: Path) -> None:
    """Other rooms cannot ask for what we cannot say."""
    with pytest.raises(WrongUse, match="does not speak 'fr'"):
        ledger.render(telegram(root, "en"), "fr")


def test_a_text_without_acts_has_an_empty_ledger(run: Run, tmp_path: Path) -> None:
    """No entry, no fault."""
    path = tmp_path / "letter.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>a</p></body></text></TEI>',
        encoding="utf-8",
    )

    assert json.loads(run("ledger", path, "--format", "json").out)["entries"] == []
    assert run("ledger", path).out.splitlines()[1:] == []


def test_the_project_has_its_own_words_for_places(run: Run, tmp_path: Path) -> None:
    """A word of the table `[edition.places]` in the settings reaches the sentence; the word as written is kept."""
    (tmp_path / "edition.toml").write_text('[edition.places]\n"dazu" = "above"\n', encoding="utf-8")
    (tmp_path / "letter.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>a <add place="Dazu">b</add></p></body></text></TEI>',
        encoding="utf-8",
    )
    (entry,) = json.loads(run("ledger", "letter.xml", "--format", "json", cwd=tmp_path).out)["entries"]

    assert (entry["place"], entry["place_as_written"]) == ("above", "Dazu")
    assert entry["deed"] == "inserted above the line: *a* **b**"
    assert run("text", "letter.xml", cwd=tmp_path).out == "a b\n"
