# SPDX-License-Identifier: MIT
"""The four books of the telegram, and those of a document with everything in it, set once in a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from edition import names
from edition.findings import Finding
from edition.publish import fonts, pdf
from edition.render import book
from edition.settings import Settings
from edition.source import document
from edition.source.document import Document

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Made:
    """A book: its source, its view, the print HTML, and the file that was made of it."""

    source: Document
    view: str
    html: str
    pdf: bytes
    pages: int
    findings: tuple[Finding, ...]
    path: Path


def read(path: Path) -> Document:
    """A document that is known to be well-formed."""
    found = document.read(path)
    assert isinstance(found, Document)
    return found


def make(paths: list[Path], folder: Path, *, workers: int = 1) -> list[Made]:
    """Both books of each document."""
    books, said = [], []
    for path in paths:
        source = read(path)
        for view in names.VIEWS:
            page = book.render(source, view, volume="Letters")
            books.append(pdf.Book(source, view, page.html))
            said.append(page.findings)
    made = []
    for one, printed, findings in zip(
        books, pdf.typeset(books, fonts.faces(Settings()), workers=workers), said, strict=True
    ):
        assert printed.pdf is not None
        path = folder / printed.name
        path.write_bytes(printed.pdf)
        whole = (*findings, *printed.findings)
        made.append(Made(one.document, one.view, one.html, printed.pdf, printed.pages, whole, path))
    return made


@pytest.fixture(scope="session")
def telegram(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """Reading and diplomatic, Russian and English."""
    paths = [ROOT / "tei" / f"telegram.{language}.xml" for language in ("ru", "en")]
    return make(paths, tmp_path_factory.mktemp("telegram"), workers=2)


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """A document with margins, notes of all kinds, lists and tables, in both views."""
    return make([HERE / "everything.xml"], tmp_path_factory.mktemp("everything"))


@pytest.fixture(scope="session")
def books(telegram: list[Made], everything: list[Made]) -> list[Made]:
    """All of them."""
    return [*telegram, *everything]
