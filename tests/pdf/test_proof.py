# SPDX-License-Identifier: MIT
"""The proof of a book is made on the file itself: whatever its glyphs have lost, leaked or doubled is found, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from edition import names
from edition.cli import edition
from edition.engines import foot, paper
from edition.findings import Finding
from edition.publish import fonts, pdf, proof
from edition.render import book
from edition.render.view import Manner
from edition.settings import Settings
from edition.source.document import Document

from .conftest import HERE, ROOT, Made, read

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letter</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text><body>
<p>The wheel turns.</p>
<p>He <del>never</del> agreed to <add place="margin">most of</add> what was asked of him.<note>Odd.</note></p>
</body></text></TEI>"""


@pytest.fixture
def letter(tmp_path: Path) -> Document:
    """Two paragraphs; the second begins on line 4."""
    path = tmp_path / "letter.xml"
    path.write_text(LETTER, encoding="utf-8")
    return read(path)


def printed(source: Document, view: str, *change: str) -> bytes:
    """The book of a view, its print HTML changed before it is set."""
    page = book.render(source, view).html
    assert not change or page.count(change[0]) == 1
    html = page.replace(*change) if change else page
    (made,) = pdf.typeset([pdf.Book(source, view, html)], fonts.faces(Settings()))
    assert made.pdf is not None
    return made.pdf


def without_glyph(data: bytes, word: str) -> bytes:
    """A book with the first glyph gone of the line that begins with a word."""
    with pikepdf.open(BytesIO(data)) as opened:
        page = opened.pages[0]
        marks = {
            int(item.K[0]) for item, words in _leaves(opened.Root.StructTreeRoot.K, data) if words.startswith(word)
        }
        content, mark = [], -1
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC":
                mark = int(operands[1].get("/MCID", -1))
            if str(operator) == "TJ" and mark in marks:
                first = next(part for part in operands[0] if isinstance(part, pikepdf.String))
                content.append(([pikepdf.Array([pikepdf.String(bytes(first)[2:]), *list(operands[0])[1:]])], operator))
                marks.clear()
            else:
                content.append((operands, operator))
        page.Contents = opened.make_stream(pikepdf.unparse_content_stream(content))
        saved = BytesIO()
        opened.save(saved)
    return saved.getvalue()


def _leaves(item: pikepdf.Object, data: bytes) -> Iterator[tuple[pikepdf.Object, str]]:
    """The elements that hold marks, with what is shown under them, in the order of `paper.read`."""
    runs = iter(paper.read(data))

    def walk(item: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, str]]:
        for kid in item if isinstance(item, pikepdf.Array) else [item]:
            if isinstance(kid, pikepdf.Dictionary) and "/K" in kid:
                if any(isinstance(mark, int) for mark in kid.K):
                    yield kid, next(runs).words
                else:
                    yield from walk(kid.K)

    return walk(item)


def at(finding: Finding) -> tuple[str, int, int]:
    """Code, line and column."""
    return finding.code, finding.place.line, finding.place.column


def test_every_book_is_proved(books: list[Made]) -> None:
    """No book has lost or leaked a character of its document."""
    for made in books:
        assert list(proof.check_book(made.source, made.view, made.pdf)) == [], made.path.name


@pytest.mark.parametrize("view", names.VIEWS)
def test_a_lost_glyph_is_found(letter: Document, view: str) -> None:
    """A glyph taken out of the finished file is the first character lost, at the element that holds it."""
    whole = printed(letter, view)
    assert list(proof.check_book(letter, view, whole)) == []
    (finding,) = proof.check_book(letter, view, without_glyph(whole, "The wheel"))
    assert at(finding) == ("LAW001", 3, 1)
    assert "page 1, has lost “Thewheelturn”" in finding.message


def test_a_leaked_word_is_found(letter: Document) -> None:
    """A cancelled word in the reading book is a leak, found in the paragraph into which it leaked."""
    (finding,) = proof.check_book(letter, "reading", printed(letter, "reading", "He agreed", "He never agreed"))
    assert at(finding) == ("LAW002", 4, 1)
    assert "letter.reading.pdf, page 1, shows “neveragreedt” after “heelturns.He”" in finding.message


@pytest.mark.parametrize("view", names.VIEWS)
def test_a_doubled_word_is_found(letter: Document, view: str) -> None:
    """What stands twice on paper stands there once too often."""
    (finding,) = proof.check_book(letter, view, printed(letter, view, "asked of", "asked asked of"))
    assert at(finding) == ("LAW002", 4, 1)


def test_a_moved_word_is_found(letter: Document) -> None:
    """Every letter is there, but not in its order."""
    swapped = printed(letter, "reading", "what was asked", "was what asked")
    assert len(list(proof.check_book(letter, "reading", swapped))) == 1


def test_what_the_edition_says_is_not_the_documents(letter: Document) -> None:
    """Heads, calls, notes, carets, labels are told apart from the words of the document by the tags alone."""
    runs = paper.read(printed(letter, "diplomatic"))
    said = re.sub(r"\s+", "", "".join(run.words for run in runs if run.by == "document"))
    assert said == "Thewheelturns.Heneveragreedtomostofwhatwasaskedofhim."
    assert "Odd." in [run.words for run in runs if run.by == "edition"]


def test_what_is_no_book_proves_nothing(letter: Document) -> None:
    """A file cut short in the copying is no proof of anything."""
    (finding,) = proof.check_book(letter, "reading", printed(letter, "reading")[:2000])
    assert finding.code == "LAW001"
    assert "cannot be read" in finding.message


def test_verify_asks_the_books_too(letter: Document, tmp_path: Path) -> None:
    """`edition verify` reads the PDFs of a build that has no pages, and ends with 1 where one of them has leaked."""
    for view in names.VIEWS:
        (tmp_path / names.book(letter.path, view)).write_bytes(printed(letter, view))
    asked = ["verify", str(letter.path), "--out", str(tmp_path)]
    sound = CliRunner().invoke(edition, asked)
    assert (sound.exit_code, "2 PDFs: nothing is lost" in sound.output) == (0, True)
    leak = printed(letter, "reading", "He agreed", "He never agreed")
    (tmp_path / names.book(letter.path, "reading")).write_bytes(leak)
    unsound = CliRunner().invoke(edition, asked)
    assert unsound.exit_code == 1
    assert "LAW002" in unsound.output
    assert "letter.xml:4:1" in unsound.output


def test_verify_misses_a_book_among_others(letter: Document, tmp_path: Path) -> None:
    """A PDF that is gone, where the other view has its own, is a loss; that no page was ever built is none."""
    (tmp_path / names.book(letter.path, "reading")).write_bytes(printed(letter, "reading"))
    asked = CliRunner().invoke(edition, ["verify", str(letter.path), "--out", str(tmp_path)])
    assert asked.exit_code == 1
    assert "LAW001" in asked.output
    assert "letter.diplomatic.pdf is missing" in asked.output
    assert ".html" not in asked.output


def test_a_block_within_a_line_keeps_its_author(tmp_path: Path) -> None:
    """A stamp in the midst of what an editor supplied is the edition's like all of it, though the typesetter sets it apart."""
    path = tmp_path / "letter.xml"
    path.write_text(
        LETTER.replace(
            "what was", "<choice><orig>what</orig><reg>that<note><p>Odd.</p></note> <stamp>7</stamp></reg></choice> was"
        ),
        encoding="utf-8",
    )
    source = read(path)
    for view in names.VIEWS:
        assert list(proof.check_book(source, view, printed(source, view))) == [], view


def test_a_missing_glyph_is_said_once(tmp_path: Path) -> None:
    """What FNT001 says of a character the typesetter does not say again."""
    path = tmp_path / "letter.xml"
    path.write_text(LETTER.replace("wheel", "\u8eca"), encoding="utf-8")
    source = read(path)
    (made,) = pdf.typeset([pdf.Book(source, "reading", book.render(source, "reading").html)], fonts.faces(Settings()))
    assert [finding.code for finding in made.findings] == ["FNT001"]


def test_a_note_over_several_lines_of_the_file_is_set(tmp_path: Path) -> None:
    """The ends of lines in a note are spaces, as everywhere; an example in a text without line ends is no wider than the page."""
    path = tmp_path / "letter.xml"
    long = "&lt;correspDesc&gt; " * 30
    path.write_text(
        LETTER.replace(
            "Odd.", "Odd in every\n\t\t\tway that\n\t\tcould\n be\n<hi>thought</hi> of" + " and then some" * 9
        ).replace("<p>The wheel", f"<eg>{long}</eg><p>The wheel"),
        encoding="utf-8",
    )
    source = read(path)
    for view in names.VIEWS:
        (made,) = pdf.typeset([pdf.Book(source, view, book.render(source, view).html)], fonts.faces(Settings()))
        assert [finding.message for finding in made.findings] == []


def test_a_document_without_a_header_has_books(tmp_path: Path) -> None:
    """No title, no witness, no rules: the book opens with that it is an edition."""
    path = tmp_path / "bare.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Bare.</p></body></text></TEI>', encoding="utf-8"
    )
    source = read(path)
    for view in names.VIEWS:
        assert list(proof.check_book(source, view, printed(source, view))) == []


def test_a_layout_that_fails_is_an_error(letter: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the typesetter breaks down, there is no book; that is said, and all its words are lost."""

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("Got ' ' between two lines")

    monkeypatch.setattr(foot.block, "block_container_layout", fail)
    page = book.render(letter, "reading").html
    (made,) = pdf.typeset([pdf.Book(letter, "reading", page)], fonts.faces(Settings()))
    assert made.pdf is None
    assert [finding.code for finding in made.findings] == ["PDF001", "PDF002"]
    assert "the layout fails" in made.findings[0].message


def test_a_row_of_a_table_stays_on_its_page(tmp_path: Path) -> None:
    """A cell of one line does not stay behind where the rest of its row goes to the next page."""
    rows = "".join(
        f"<row><cell>Wort{number}zusammensetzung des Schreibers</cell><cell>is one</cell></row>" for number in range(60)
    )
    path = tmp_path / "letter.xml"
    path.write_text(LETTER.replace("<p>The wheel", f"<table>{rows}</table><p>The wheel"), encoding="utf-8")
    source = read(path)
    for view in names.VIEWS:
        made = printed(source, view)
        assert list(proof.check_book(source, view, made)) == []
        on_pages: dict[int, list[str]] = {}
        for run in paper.read(made):
            on_pages.setdefault(run.page, []).append(run.words)
        assert all("".join(words).count("Wort") == words.count("is one") for words in on_pages.values())


def test_verify_finds_namesakes(tmp_path: Path) -> None:
    """Documents of one name in different folders have the names that the build gave them."""
    paths = [tmp_path / year / "letter.xml" for year in ("1881", "1882")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(LETTER, encoding="utf-8")
    asked = [*map(str, paths), "--out", str(tmp_path / "site")]
    built = CliRunner().invoke(edition, ["build", "--lenient", "--format", "html", *asked])
    assert built.exit_code == 0, built.output
    proved = CliRunner().invoke(edition, ["verify", *asked])
    assert (proved.exit_code, "4 pages: nothing is lost" in proved.output) == (0, True), proved.output


def test_a_book_in_notes_is_sound_and_proved() -> None:
    """In the signs that tell acts in notes a book has nothing to say, leads nowhere in vain, and quotes whatever does not stand."""
    for source in [read(HERE / "everything.xml"), read(ROOT / "tei/telegram.en.xml")]:
        page = book.render(source, "diplomatic", manner=Manner(names.IN_NOTES))
        (printed,) = pdf.typeset([pdf.Book(source, "diplomatic", page.html)], fonts.faces(Settings()), workers=1)

        assert [finding.message for finding in (*page.findings, *printed.findings)] == []
        assert printed.pdf is not None
        assert list(proof.check_book(source, "diplomatic", printed.pdf, in_notes=True)) == []
