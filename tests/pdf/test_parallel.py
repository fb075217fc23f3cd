# SPDX-License-Identifier: MIT
"""Original and translation side by side as a book: both whole, each beside what answers it, on pages that lie on their side."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import page as validation
import pikepdf
import pytest

from edition import names
from edition.publish import fonts, pdf, proof
from edition.render import book, parallel, text
from edition.settings import Settings
from edition.source.document import Document

from .conftest import ROOT, Made, read
from .test_books import _elements, _marked, said

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"""


def side_by_side(documents: list[Document], folder: Path) -> Made:
    """The book of documents, in the language of the first."""
    first, *beside = documents
    html = book.side_by_side(documents, volume="Letters")
    waiting = pdf.Book(first, names.PARALLEL, html, tuple(beside))
    (printed,) = pdf.typeset([waiting], fonts.faces(Settings()))
    assert printed.pdf is not None
    path = folder / printed.name
    path.write_bytes(printed.pdf)
    return Made(first, names.PARALLEL, html, printed.pdf, printed.pages, printed.findings, path)


@pytest.fixture(scope="module")
def sources() -> list[Document]:
    """The telegram and its translation."""
    return [read(ROOT / "tei" / f"telegram.{language}.xml") for language in ("ru", "en")]


@pytest.fixture(scope="module")
def made(sources: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The telegram beside its translation."""
    return side_by_side(sources, tmp_path_factory.mktemp("parallel"))


def rows(made: Made) -> Iterator[list[str]]:
    """The rows of the table as they are read aloud, cell by cell; one that goes over a page is told in one piece or in two."""
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        words = {(page.objgen, mark): run for page in opened.pages for mark, run in _marked(page)}
        for row in _elements(opened.Root.StructTreeRoot.K):
            if str(row.S) == "/TR":
                yield [
                    "".join(
                        words.get((item.Pg.objgen, int(kid)), "")
                        for item in _elements(cell)
                        for kid in item.K
                        if isinstance(kid, int)
                    )
                    for cell in row.K
                ]


def test_nothing_to_say(made: Made) -> None:
    """Neither fonts nor typesetter complain, and no word is lost."""
    assert [finding.message for finding in made.findings] == []
    assert made.path.name == "telegram.ru.parallel.pdf"


def test_both_texts_stand_whole_in_their_columns(made: Made, sources: list[Document]) -> None:
    """Each column, read from top to bottom, has every paragraph of its text as sent, without a gap."""
    found = list(rows(made))
    for number, source in enumerate(sources):
        column = said("".join(row[number] for row in found if len(row) > number))
        for line in text.render(source, view="reading").splitlines():
            assert said(line) in column, line


def test_what_answers_each_other_stands_in_a_row(made: Made) -> None:
    """A paragraph stands beside its translation, an alteration is signed in both."""
    (row,) = [row for row in rows(made) if "Мухитдинов" in row[0]]
    assert "Mukhitdinov" in row[1]
    assert ["\N{LEFT RIGHT ARROW}" in cell for cell in row] == [True, True]


def test_a_sign_leads_across(made: Made) -> None:
    """Every sign of an alteration is a link within the file, to the place that answers it."""
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        named = {str(name) for name in opened.Root.Names.Dests.Names.as_list()[::2]}
        links = [note for page in opened.pages for note in page.get("/Annots", []) if str(note.get("/Contents")) == "↔"]
        assert len(links) > 20
        assert {str(link.Dest) for link in links} <= named


def test_the_page_lies_on_its_side(made: Made) -> None:
    """240 by 170 millimetres, every page of it."""
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        assert len(opened.pages) == made.pages > 5
        for page in opened.pages:
            assert [round(float(side) / 72 * 25.4) for side in page.mediabox] == [0, 0, 240, 170]


def test_both_standards(made: Made) -> None:
    """It is PDF/A-3a and PDF/UA-1, and carries the sources of both texts."""
    for profile in (validation.ValidationProfile.PDF_A_3A, validation.ValidationProfile.PDF_UA_1):
        verdict = validation.validate_pdf(str(made.path), profile=profile)
        assert verdict.is_compliant, [failure.message for failure in verdict.failures]
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        assert sorted(opened.attachments) == ["telegram.en.xml", "telegram.ru.xml"]


def test_a_long_paragraph_goes_over_pages(tmp_path: Path) -> None:
    """Both columns of a row run on over as many pages as the longer needs."""
    documents = []
    for language, other, count in (("en", "de", 1500), ("de", "en", 700)):
        path = tmp_path / f"a.{language}.xml"
        words = " ".join(f"{language}{number}" for number in range(count))
        path.write_text(
            TEXT.format(
                language=language, body=f'<p xml:id="p1" corresp="a.{other}.xml#p1">{words}</p><p xml:id="p2">Last.</p>'
            ),
            encoding="utf-8",
        )
        documents.append(read(path))
    made = side_by_side(documents, tmp_path)
    assert [finding.code for finding in made.findings] == []
    assert made.pages >= 3
    found = list(rows(made))
    for number, (language, count) in enumerate((("en", 1500), ("de", 700))):
        column = said("".join(row[number] for row in found if len(row) > number))
        assert "".join(f"{language}{number}" for number in range(count)) in column


def test_both_columns_are_proved(made: Made, sources: list[Document]) -> None:
    """Each text is in its column, all of it and once."""
    assert list(proof.check_parallel_book(sources, made.path.name, made.pdf)) == []


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [("statement", "state", "LAW001"), ("statement", "statement statement", "LAW002"), ("весьма", "", "LAW001")],
)
def test_a_word_lost_or_leaked_is_found(sources: list[Document], right: str, wrong: str, code: str) -> None:
    """In either column, in the book and on the page, at the document that it is of."""
    html = book.side_by_side(sources, volume="Letters")
    start = html.index(right, html.index('id="text"') if 'id="text"' in html else 0)
    html = html[:start] + wrong + html[start + len(right) :]
    (printed,) = pdf.typeset([pdf.Book(sources[0], names.PARALLEL, html, (sources[1],))], fonts.faces(Settings()))
    assert printed.pdf is not None
    (found,) = proof.check_parallel_book(sources, printed.name, printed.pdf)
    assert (found.code, found.place.file) == (code, sources[right == "statement"].path)
    page = parallel.render(sources)
    start = page.index(right, page.index('id="text"'))
    (found,) = proof.check_parallel(sources, (page[:start] + wrong + page[start + len(right) :]).encode())
    assert (found.code, found.place.file) == (code, sources[right == "statement"].path)


def test_rows_may_change_the_order_of_the_second_text(tmp_path: Path) -> None:
    """What stands elsewhere in a translation is no loss: its units are proved in its own order."""
    documents = []
    for language, other, order in (("en", "de", "123"), ("de", "en", "312")):
        path = tmp_path / f"ab.{language}.xml"
        body = "".join(
            f'<p xml:id="p{n}" corresp="ab.{other}.xml#p{n}">{language}{n}</p><p>{language}</p>' for n in order
        )
        path.write_text(TEXT.format(language=language, body=body), encoding="utf-8")
        documents.append(read(path))
    made = side_by_side(documents, tmp_path)
    assert list(proof.check_parallel_book(documents, made.path.name, made.pdf)) == []
    assert list(proof.check_parallel(documents, parallel.render(documents).encode())) == []
