# SPDX-License-Identifier: MIT
"""An apparatus keyed to lines: each number in it is that of the line on which its words are printed, whatever the pages came to.

The lines are counted here by another program (poppler), from the finished file: a line of the text is one that has nothing but its words.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import page as validation
import pikepdf
import pytest
from lxml import etree

from edition import names, settings
from edition.engines import lines, paper
from edition.errors import WrongUse
from edition.publish import fonts, pdf, proof, volume
from edition.render import book
from edition.render.view import Manner
from edition.settings import Print, Settings
from edition.source.document import Document

from .conftest import HERE, ROOT, read
from .test_books import _elements, structure

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Letter</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>
</sourceDesc></fileDesc><profileDesc><handNotes><handNote xml:id="h1" n="H">H</handNote></handNotes></profileDesc></teiHeader><text><body>
{}</body></text></TEI>"""

ENTRY = re.compile(r"(\d+)( \(previous page\))?(?:–(\d+)( \(next page\))?)? (w\d+)(?: … (w\d+))?(?: A)?\]")


def words(first: int, last: int) -> str:
    """Words that tell their own number, none like another."""
    return " ".join(f"w{number}" for number in range(first, last))


def varied(number: int, reading: str = "x") -> str:
    """A word that another witness has otherwise."""
    return f'<app><lem wit="#A">w{number}</lem><rdg wit="#B">{reading}{number}</rdg></app>'


def long_letter(paragraphs: int = 12) -> str:
    """Paragraphs, over several pages if they are many, with words that vary, a long passage that varies, and alterations by a hand."""
    told = []
    for start in range(0, 120 * paragraphs, 120):
        added = f'<add hand="#h1">{words(start + 31, start + 96)}</add>'
        middle = f'<app><lem wit="#A">{added}</lem><rdg wit="#B">nothing</rdg></app>'
        altered = f'<subst><del hand="#h1">before</del><add hand="#h1">w{start + 101}</add></subst>'
        told.append(
            f"<p>{words(start, start + 30)} {varied(start + 30)} {middle} {words(start + 96, start + 101)} {altered}"
            f' <del hand="#h1">struck</del> {words(start + 102, start + 120)}.<note>Said of w{start}.</note></p>'
        )
    return LETTER.format("\n".join(told))


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The long letter."""
    path = tmp_path_factory.mktemp("lines") / "letter.xml"
    path.write_text(long_letter(), encoding="utf-8")
    return read(path)


class Made:
    """A book with lines: its print HTML, its file, and where that lies."""

    def __init__(
        self, source: Document, folder: Path, *, view: str = "reading", signs: str = names.SIGNS[0], **wishes: object
    ) -> None:
        self.source, self.view = source, view
        self.manner = Manner(signs, on_paper=Print(**{"apparatus": "lines", **wishes}))  # type: ignore[arg-type]
        page = book.render(source, view, manner=self.manner)
        self.revisions: list[bool] = []
        revise = lines.revise
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(lines, "revise", lambda *given: self.revisions.append(revise(*given)) or self.revisions[-1])
            (printed,) = pdf.typeset([pdf.Book(source, view, page.html)], fonts.faces(Settings()), workers=1)
        assert printed.pdf is not None
        self.html, self.pdf, self.pages = page.html, printed.pdf, printed.pages
        self.findings = [finding.message for finding in (*page.findings, *printed.findings)]
        self.path = folder / "made.pdf"
        self.path.write_bytes(printed.pdf)
        text = subprocess.run(["pdftotext", "-raw", self.path, "-"], capture_output=True, check=True).stdout.decode()
        self.raw = text.split("\f")[: self.pages]
        """Each page as poppler reads its lines, one after the other."""

    def lost(self) -> list[str]:
        """What the proof finds."""
        in_notes = self.manner.tells_in_notes(self.view)
        return [each.message for each in proof.check_book(self.source, self.view, self.pdf, in_notes=in_notes)]

    def text_lines(self) -> list[list[str]]:
        """The lines of the text of each page."""
        return [[line for line in page.splitlines() if re.fullmatch(r"(w\d+[.\d]*\s*)+", line)] for page in self.raw]

    def entries(self) -> Iterator[tuple[int, re.Match[str]]]:
        """The entries of the apparatus, each with its page."""
        for number, page in enumerate(self.raw, 1):
            for entry in ENTRY.finditer(re.sub(r"\s+", " ", page)):
                yield number, entry


@pytest.fixture(scope="module")
def keyed(letter: Document, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The letter with its lines counted through."""
    return Made(letter, tmp_path_factory.mktemp("keyed"))


def notes(made: Made) -> int:
    """How many notes the tags of a book have."""
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        return [str(each.S) for each in _elements(opened.Root.StructTreeRoot.K)].count("/Note")


def boxes(path: Path) -> bytes:
    """Where each word of a PDF stands, as poppler sees it."""
    return subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True).stdout


def where(made: Made, word: str, *, last: bool = False) -> tuple[int, int, int]:
    """The page of a word, its line on that page, and its line in the document, as poppler counts."""
    before = 0
    for page, found in enumerate(made.text_lines(), 1):
        for number, line in enumerate(found, 1):
            if re.search(rf"\b{word}(?!\d)", line):
                return page, number, before + number
        before += len(found)
    raise AssertionError(word)


def test_each_reference_is_the_line_of_its_words(keyed: Made) -> None:
    """Of a word its line, of a passage its first and its last; over a page's turn the lines are counted on."""
    assert keyed.findings == []
    assert keyed.pages >= 3
    found = list(keyed.entries())
    assert len(found) == 12 * 5
    for page, entry in found:
        first, _, last, _, word, end = entry.groups()
        assert int(first) == where(keyed, word)[2], entry[0]
        assert int(last or first) == where(keyed, end or word)[2], entry[0]
        assert page in (where(keyed, word)[0], where(keyed, end or word)[0]), entry[0]
    assert any(where(keyed, entry[5])[0] < where(keyed, entry[6])[0] for _, entry in found if entry[6])


def test_every_fifth_line_has_its_number(keyed: Made) -> None:
    """In the margin, at the height of its line, and only there."""
    data = boxes(keyed.path)
    told: list[int] = []
    before = 0
    for page, texts in zip(etree.fromstring(data).iter("{*}page"), keyed.text_lines(), strict=True):
        if not texts:
            continue
        left = min(float(each.get("xMin", "")) for each in page if re.fullmatch(r"w\d+", each.text or ""))
        heights = sorted(
            {round(float(each.get("yMax", ""))) for each in page if each.text in {line.split()[0] for line in texts}}
        )
        for each in page:
            if float(each.get("xMax", "")) < left:
                told.append(int(each.text or ""))
                line = min(range(len(heights)), key=lambda at: abs(heights[at] - float(each.get("yMax", ""))))
                assert before + line + 1 == told[-1]
                assert abs(heights[line] - float(each.get("yMax", ""))) < 4
        before += len(texts)
    assert sorted(told) == list(range(5, before + 1, 5))


def test_of_what_runs_from_right_to_left_lines_are_numbered_at_the_right(tmp_path: Path) -> None:
    """Where its lines begin; and an entry in another language than the text runs in its own direction, but for what it quotes."""
    path = tmp_path / "letter.xml"
    path.write_text(
        LETTER.replace("<text>", '<text xml:lang="he">').format("<p>" + "אבג דהו " * 200 + "<del>זחט</del> יכל</p>")
    )
    made = Made(read(path), tmp_path, line_numbers=5)
    placed = list(etree.fromstring(boxes(made.path)).iter("{*}word"))
    right = max(float(each.get("xMax", "")) for each in placed if "אבג" in each.text)
    numbers = [each.text for each in placed if float(each.get("xMin", "")) > right]
    assert numbers[:3] == ["5", "10", "15"]
    (note,) = etree.HTML(made.html).iterfind(".//span[@data-series]")
    assert (note.get("lang"), note.get("dir")) == ("en", "ltr")
    assert [each.get("lang") for each in note.iterfind("span[@class='gone']")] == ["he"]


def test_nothing_is_lost_and_nothing_is_read_of_the_numbers(keyed: Made) -> None:
    """The text and what was struck out are whole; the numbers in the margin are told to nobody who listens."""
    assert keyed.lost() == []
    assert not [run for run in paper.read(keyed.pdf) if run.by == "document" and re.fullmatch(r"\d+", run.words)]
    struck = [run for run in paper.read(keyed.pdf) if run.by.startswith("gone ")]
    assert [run.words for run in struck] == ["before", "struck"] * 12


def test_counted_anew_on_each_page(letter: Document, tmp_path: Path) -> None:
    """Lines and called notes begin with 1; a passage that goes over a page says so."""
    made = Made(letter, tmp_path, lines="per-page", notes="per-page")
    assert (made.findings, made.lost()) == ([], [])
    turns = set()
    for page, entry in made.entries():
        first, before, last, after, word, end = entry.groups()
        assert (int(first), page - bool(before)) == where(made, word)[1::-1], entry[0]
        assert (int(last or first), page + bool(after)) == where(made, end or word)[1::-1], entry[0]
        turns |= {before, after}
    assert turns == {None, " (previous page)", " (next page)"}
    called = [[int(each) for each in re.findall(r"(\d+) Said of", re.sub(r"\s+", " ", page))] for page in made.raw]
    assert [notes for notes in called if notes] == [list(range(1, len(notes) + 1)) for notes in called if notes]
    assert max(map(len, called)) > 1


def test_run_in(letter: Document, keyed: Made, tmp_path: Path) -> None:
    """The entries of a page are one paragraph, parted by a sign that none ends with; each is a note by itself all the same."""
    made = Made(letter, tmp_path, apparatus_layout="run-in")
    assert (made.findings, made.lost()) == ([], [])
    assert len(list(made.entries())) == 60
    for page in made.raw:
        count = len(ENTRY.findall(re.sub(r"\s+", " ", page)))
        assert page.count("‖") == max(0, count - 1)
    assert notes(made) == notes(keyed) == 72


def test_a_sheet_of_a_volume(tmp_path: Path) -> None:
    """It has its lines as a book of its own has: the entries, and each number in its margin."""
    path = tmp_path / "letter.xml"
    path.write_text(long_letter(4), encoding="utf-8")
    source = read(path)
    text = volume.Text((source,), "reading", 0)
    project = Settings(print=Print(apparatus="lines"))
    made = volume.of_text((source,), "reading", volume.plan([text], project), fonts.faces(project))
    assert made.findings == ()
    path = tmp_path / "sheet.pdf"
    path.write_bytes(volume.alone(made.packed[0]))
    words = list(etree.fromstring(boxes(path)).iter("{*}word"))
    left = min(float(each.get("xMin")) for each in words if re.fullmatch(r"w\d+", each.text))
    told = [int(each.text) for each in words if float(each.get("xMax")) < left]
    assert told == list(range(5, 5 * len(told) + 1, 5))
    assert len(told) > 7


def test_tags_of_an_apparatus(tmp_path: Path) -> None:
    """The tree of tags is what it was: entries are notes in the order of their places, and nobody is told the numbers of lines.

    Where it changes for the better, look at the difference and write it anew with UPDATE_GOLDEN=1.
    """
    made = Made(read(HERE / "lines.xml"), tmp_path, line_numbers=2, apparatus_layout="run-in")
    assert (made.findings, made.lost()) == ([], [])
    golden = HERE / "lines.txt"
    tree = structure(made)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(tree, encoding="utf-8")
    assert tree == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["telegram.ru.xml", "telegram.en.xml"])
def test_the_telegram(path: str, tmp_path: Path) -> None:
    """The alterations of the telegram by its lines, run in: nothing to say, nothing lost, both standards."""
    made = Made(read(ROOT / "tei" / path), tmp_path, apparatus_layout="run-in", lines="per-page")
    assert (made.findings, made.lost()) == ([], [])
    for profile in (validation.ValidationProfile.PDF_A_3A, validation.ValidationProfile.PDF_UA_1):
        verdict = validation.validate_pdf(str(made.path), profile=profile)
        assert verdict.is_compliant, [failure.message for failure in verdict.failures]
    text = re.sub(r"\s+", " ", " ".join(made.raw))
    assert ("рука А" if ".ru." in path else "hand A") in text


def test_a_note_too_long_is_told_at_the_foot_and_stands_at_the_end(tmp_path: Path) -> None:
    """Both with their lines; no word of it is lost."""
    reading = words(5000, 5400).replace("w", "y")
    path = tmp_path / "letter.xml"
    path.write_text(
        LETTER.format(
            f'<p>{words(0, 20)} <app><lem wit="#A">w20</lem><rdg wit="#B">{reading}</rdg></app> {words(21, 40)}</p>'
        ),
        encoding="utf-8",
    )
    made = Made(read(path), tmp_path)
    assert (made.findings, made.lost()) == ([], [])
    text = re.sub(r"\s+", " ", " ".join(made.raw))
    line = where(made, "w20")[2]
    assert f"{line} w20] see the notes at the end" in text
    assert f"{line} w20 A] y5000" in text
    assert {f"y{number}" for number in range(5000, 5400)} <= set(re.findall(r"\by\d+", text))


def test_at_a_beginning_and_of_verse(tmp_path: Path) -> None:
    """What was struck out before the first word of a paragraph is keyed to its first line; each verse is a line, a head too.

    Where no reading is called the lemma, the first is, for the text has it.
    """
    verses = "".join(f"<l>w{number}</l>" for number in range(1, 5))
    unnamed = '<app><rdg wit="#A">w8</rdg><rdg wit="#B">x8</rdg></app>'
    path = tmp_path / "poem.xml"
    path.write_text(
        LETTER.format(
            f'<head>w0</head><lg>{verses}<l>w5 {varied(6)}</l></lg><p><del hand="#h1">Oh</del> w7 {unnamed}</p>'
        ),
        encoding="utf-8",
    )
    made = Made(read(path), tmp_path)
    text = re.sub(r"\s+", " ", " ".join(made.raw))
    assert "6 w6 A] x6 B" in text
    assert "7 w8 A] x8 B" in text
    assert "7 ¶] After this, struck out" in text
    assert made.lost() == []


def test_lines_that_do_not_come_to_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the notes are called by letters, the file is whole, and it is said."""
    path = tmp_path / "letter.xml"
    path.write_text(long_letter(2), encoding="utf-8")
    monkeypatch.setattr(lines, "revise", lambda *_: True)
    made = Made(read(path), tmp_path)
    assert any("do not come to rest" in said for said in made.findings)
    assert made.lost() == []
    assert notes(made) == 12
    assert re.search(r"^a\s+w30 A\]", made.raw[0], re.MULTILINE)


def test_two_layouts_are_enough(keyed: Made) -> None:
    """The first tells the lines, the second has them, and says the same."""
    assert keyed.revisions == [True, False]


def test_a_book_that_asks_for_nothing_is_laid_out_once() -> None:
    """Its print HTML says nothing to the typesetter about lines or notes."""
    source = read(HERE / "everything.xml")
    body = book.render(source, "reading").html.partition("<body")[2].partition(">")[0]
    assert not re.search("data-(line|note)|run-in", body)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('apparatus = "line"', "'line' is no value of `apparatus`; there are notes, lines"),
        ("line-numbers = 1000", "`line-numbers` is a number from 0 to 100"),
        ('notes = "page"', "'page' is no value of `notes`; there are per-document, per-page"),
    ],
)
def test_a_wrong_word_in_the_settings(tmp_path: Path, table: str, said: str) -> None:
    """It is told with the right ones, and its line."""
    (tmp_path / "edition.toml").write_text(f"[edition.print]\n{table}\n", encoding="utf-8")
    with pytest.raises(WrongUse, match=re.escape(f"edition.toml:2: {said}")):
        settings.read(tmp_path)


def test_of_two_alike_on_a_line_it_says_which(tmp_path: Path) -> None:
    """`1²` is the second of the same words on the first line; what has none like it on its line bears no figure."""
    same, other = varied(0), '<app><lem wit="#A">w7 w8</lem><rdg wit="#B">y7</rdg></app>'
    path = tmp_path / "letter.xml"
    path.write_text(
        LETTER.format(f"<p>w0 w7 w8 {same} w1 {other}. {words(10, 90)} {varied(0, 'z')} {words(90, 100)}</p>"),
        encoding="utf-8",
    )
    made = Made(read(path), tmp_path)
    assert (made.findings, made.lost()) == ([], [])
    text = re.sub(r"\s+", " ", " ".join(made.raw))
    assert "1² w0 A] x0" in text
    assert "1² w7 w8 A] y7" in text
    assert re.search(r"\b(?!1\b)\d+ w0 A\] z0", text)
