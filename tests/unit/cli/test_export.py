# SPDX-License-Identifier: MIT
"""`edition export` writes one document as one file; `edition build --format` lays them beside the pages, which offer them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>
<p>One <del>two</del> three</p></body></text></TEI>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a letter."""
    (tmp_path / "letter.xml").write_text(LETTER, encoding="utf-8")
    return tmp_path


def test_a_document_is_written_beside_where_one_stands(run: Run, folder: Path) -> None:
    """By its name and the ending of the format; or where one says."""
    assert run("export", "letter.xml", "--to", "text", cwd=folder).code == 0
    assert (folder / "letter.txt").read_text(encoding="utf-8") == "One three\n"
    assert run("export", "letter.xml", "--to", "markdown", "--out", "draft.md", cwd=folder).code == 0
    assert "One {--two --}{>>main hand<<}three\n" in (folder / "draft.md").read_text(encoding="utf-8")
    assert run("export", "letter.xml", "--to", "docx", cwd=folder).code == 0
    assert "word/document.xml" in zipfile.ZipFile(folder / "letter.docx").namelist()
    assert run("export", "letter.xml", "--to", "epub", "--view", "reading", cwd=folder).code == 0
    assert "EPUB/reading.xhtml" in zipfile.ZipFile(folder / "letter.epub").namelist()


def test_a_view_may_be_asked_for(run: Run, folder: Path) -> None:
    """The reading view of a draft is the final text, nothing marked."""
    assert run("export", "letter.xml", "--to", "markdown", "--view", "reading", cwd=folder).code == 0
    assert (folder / "letter.md").read_text(encoding="utf-8").endswith("One three\n")


def test_a_document_whose_pointers_lead_nowhere_is_not_written(run: Run, folder: Path) -> None:
    """What is found is said, and no file is left."""
    (folder / "letter.xml").write_text(LETTER.replace("<del>", '<del hand="#nobody">'), encoding="utf-8")
    ran = run("export", "letter.xml", "--to", "docx", cwd=folder)
    assert ran.code == 1
    assert not (folder / "letter.docx").exists()


def test_pages_offer_the_files_that_were_built(run: Run, folder: Path) -> None:
    """Each format that was asked for, and no other."""
    words = ("build", "letter.xml", "--lenient", "--out", "out", "--format", "html")
    assert run(*words, "--format", "epub", "--format", "docx", cwd=folder).code == 0
    page = (folder / "out/letter.reading.html").read_text(encoding="utf-8")
    for name in ("letter.epub", "letter.docx"):
        assert (folder / "out" / name).is_file()
        assert f'href="{name}"' in page
    assert "letter.md" not in page
    assert 'href="letter.epub"' in (folder / "out/index.html").read_text(encoding="utf-8")
