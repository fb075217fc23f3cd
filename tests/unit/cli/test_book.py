# SPDX-License-Identifier: MIT
"""`edition build --book` as an editor gives it: what it lays down and leaves, and what the settings cannot mean."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

Run = Callable[..., Any]

BUILD = ("build", "letter.xml", "--book", "--lenient", "--out", "out", "--jobs", "1")

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>
<p>One <del>two</del> three</p></body></text></TEI>"""

FEW = 'leave-out = ["half-title", "imprint", "contents", "note", "ledger", "registers", "bibliography"]\n'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a letter, and settings of a book with little besides it."""
    (tmp_path / "letter.xml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "edition.toml").write_text(
        f'[edition.book]\nfile = "letters.pdf"\ntitle = "Letters"\n{FEW}', encoding="utf-8"
    )
    return tmp_path


def test_the_book_lies_beside_what_is_there(run: Run, place: Path) -> None:
    """It has the name, the title and the parts of the settings; what else is in the folder stays."""
    (place / "out").mkdir()
    (place / "out" / ".tei-edition").touch()
    (place / "out" / "index.html").write_text("a page of the edition")
    ran = run(*BUILD, cwd=place)
    assert (ran.code, ran.out) == (0, "out/letters.pdf: the volume\n")
    assert (place / "out" / "index.html").read_text() == "a page of the edition"
    with pikepdf.open(place / "out" / "letters.pdf") as opened:
        assert str(opened.docinfo["/Title"]) == "Letters"
        assert [page.label for page in opened.pages] == ["i", "ii", "1", "2", "3"]


def test_what_is_unsound_is_not_bound(run: Run, place: Path) -> None:
    """The last good book stays, to the byte, and nothing is left of the other."""
    run(*BUILD, cwd=place)
    before = (place / "out" / "letters.pdf").read_bytes()
    (place / "letter.xml").write_text(LETTER.replace("</del>", ""), encoding="utf-8")
    ran = run(*BUILD, cwd=place)
    assert ran.code == 1
    assert "XML001" in ran.out
    assert (place / "out" / "letters.pdf").read_bytes() == before
    assert sorted(path.name for path in (place / "out").iterdir()) == [".tei-edition", "letters.pdf"]


def test_a_folder_of_somebody_else_is_left_alone(run: Run, place: Path) -> None:
    """A book is not laid among files that this program did not make."""
    (place / "out").mkdir()
    (place / "out" / "thesis.txt").write_text("mine")
    ran = run(*BUILD, cwd=place)
    assert ran.code == 2
    assert "did not make" in ran.err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('trim = "B6"', "edition.toml:2: 'B6' is no size of a page; write `170x240mm`, or A4, A5, B5"),
        ('trim = "20x30mm"', "edition.toml:2: '20x30mm' is no size of a page"),
        ('file = "../book.pdf"', "edition.toml:2: '../book.pdf' is no name of a PDF"),
        ('view = "stages"', "edition.toml:2: 'stages' is no value of `view`; there are reading, diplomatic"),
        (
            'translation = "beside"',
            "edition.toml:2: 'beside' is no value of `translation`; there are following, facing, none",
        ),
        (
            'leave-out = ["index"]',
            "edition.toml:2: 'index' is no part of a book to leave out; there are half-title, imprint",
        ),
        ('titel = "Letters"', "edition.toml:2: `titel` is no setting of `[edition.book]`; did you mean `title`?"),
        ('order = ["other*.xml"]', "no document is left for the book"),
    ],
)
def test_settings_that_mean_nothing(run: Run, place: Path, line: str, said: str) -> None:
    """Each is refused with its line and what could be meant."""
    (place / "edition.toml").write_text(f"[edition.book]\n{line}\n", encoding="utf-8")
    ran = run(*BUILD, cwd=place)
    assert ran.code == 2
    assert said in ran.err


def test_a_build_leaves_the_book(run: Run, place: Path) -> None:
    """A build without `--book` keeps the volume as it was bound, and says so where a document has changed since."""
    run(*BUILD, cwd=place)
    book = place / "out" / "letters.pdf"
    before = book.read_bytes()
    build = ("build", "letter.xml", "--lenient", "--format", "html", "--out", "out", "--jobs", "1")
    ran = run(*build, cwd=place)
    assert ran.code == 0
    assert book.read_bytes() == before
    assert "older" not in ran.err
    (place / "letter.xml").write_text(LETTER.replace("three", "four"), encoding="utf-8")
    os.utime(place / "letter.xml", (2e9, 2e9))
    ran = run(*build, cwd=place)
    assert ran.code == 0
    assert book.read_bytes() == before
    assert "out/letters.pdf is older than its documents" in ran.err


def test_a_book_may_be_an_epub(run: Run, place: Path) -> None:
    """Instead of the PDF, by the same settings; or beside it. It is made as nothing else."""
    ran = run(*BUILD, "--format", "epub", cwd=place)
    assert (ran.code, ran.out) == (0, "out/letters.epub: the volume\n")
    with zipfile.ZipFile(place / "out" / "letters.epub") as archive:
        chapters = [name for name in archive.namelist() if name.endswith(".xhtml")]
    assert chapters == ["EPUB/letter/reading.xhtml", "EPUB/nav.xhtml", "EPUB/title.xhtml"]
    assert run(*BUILD, "--format", "pdf", "--format", "epub", cwd=place).out.splitlines() == [
        "out/letters.pdf: the volume",
        "out/letters.epub: the volume",
    ]
    refused = run(*BUILD, "--format", "html", cwd=place)
    assert refused.code == 2
    assert "--format pdf or epub" in refused.err


def test_no_bibliography_where_nothing_would_be_in_it(run: Run, place: Path) -> None:
    """What a description of a manuscript quotes is no work that the volume was printed after."""
    parts = FEW.replace(', "bibliography"', "")
    (place / "edition.toml").write_text(f"[edition.book]\n{parts}", encoding="utf-8")
    quoted = "<msDesc><msIdentifier/><additional><listBibl><bibl>A catalogue</bibl></listBibl></additional></msDesc>"
    (place / "letter.xml").write_text(LETTER.replace("<sourceDesc><p/>", f"<sourceDesc>{quoted}"), encoding="utf-8")
    assert run(*BUILD, cwd=place).code == 0
    with pikepdf.open(place / "out" / "book.pdf") as opened:
        assert [page.label for page in opened.pages] == ["i", "ii", "1", "2", "3"]
