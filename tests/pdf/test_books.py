# SPDX-License-Identifier: MIT
"""The books: nothing of the text is lost, a reader who listens is served, and the file will open in fifty years."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import page as validation
import pikepdf
import pytest
from lxml import html as lxml_html

from edition import names
from edition.publish import fonts, pdf
from edition.render import book, ledger, text
from edition.settings import Settings

from .conftest import HERE, ROOT, Made, make, read


def said(words: str) -> str:
    """A text by its letters and digits alone: what no line's end and no sign of ours disturbs."""
    return "".join(filter(str.isalnum, words))


def structure(made: Made) -> str:
    """The tree of tags with its words, as poppler tells it."""
    lines = subprocess.run(["pdfinfo", "-struct-text", made.path], capture_output=True, check=True).stdout.decode()
    return re.sub(r"Object \d+ 0|<note-\d+>", "…", lines)


def aloud(made: Made, *, without: tuple[str, ...]) -> Iterator[str]:
    """The words in the order in which they are read aloud, but for those under some tags."""
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        words = {(page.objgen, mark): run for page in opened.pages for mark, run in _marked(page)}
        for item in _elements(opened.Root.StructTreeRoot.K, without):
            for kid in item.K:
                if isinstance(kid, int) or not hasattr(kid, "keys"):
                    yield words.get((item.Pg.objgen, int(kid)), "")


def _elements(item: pikepdf.Object, without: tuple[str, ...] = ()) -> Iterator[pikepdf.Object]:
    """The structure elements, in order, but for those of some types and what is in them."""
    if isinstance(item, pikepdf.Array):
        for child in item:
            yield from _elements(child, without)
    elif isinstance(item, pikepdf.Dictionary) and "/S" in item and str(item.S) not in without:
        yield item
        yield from _elements(item.get("/K", pikepdf.Array()), without)


def _marked(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    """What a page shows, by the marks of its content: each run of glyphs made letters by its font's own table."""
    tables = {str(name): _letters(font) for name, font in page.resources.Font.items()}
    table, mark, run = {}, -1, ""
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                table = tables[str(operands[0])]
            case "BDC":
                mark, run = int(operands[1].get("/MCID", -1)), ""
            case "BMC":  # an artifact
                mark, run = -1, ""
            case "EMC":
                yield mark, run
            case "TJ" | "Tj":
                for part in operands[0] if str(operator) == "TJ" else operands:
                    if isinstance(part, pikepdf.String):
                        codes = bytes(part)
                        run += "".join(table.get(codes[at : at + 2], "") for at in range(0, len(codes), 2))


def _letters(font: pikepdf.Object) -> dict[bytes, str]:
    """The ToUnicode table of a font: code → letters."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    return {
        bytes.fromhex(code): bytes.fromhex(letters).decode("utf-16-be")
        for code, letters in re.findall(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", table)
    }


def test_nothing_to_say(books: list[Made]) -> None:
    """No stylesheet, no font and no typesetter has anything to say about them."""
    assert [finding.message for made in books for finding in made.findings] == []


def test_the_whole_text_is_read_in_order(books: list[Made]) -> None:
    """The text of each view is read from the tags of its book without a gap: notes, calls and sigla set aside, letter by letter."""
    for made in books:
        siglum = re.compile(r"[A-ZА-Я]?\??")
        spoken = said(
            "".join(
                words for words in aloud(made, without=("/Note", "/Reference", "/Link")) if not siglum.fullmatch(words)
            )
        )
        for line in text.render(made.source, view=made.view).splitlines():
            assert said(line) in spoken, f"{made.path.name}: {line}"


def test_no_word_of_the_page_is_lost(books: list[Made]) -> None:
    """Every word of the print HTML is on paper, however lines and pages divide it."""
    for made in books:
        body = lxml_html.document_fromstring(made.html).find("body")
        paper = subprocess.run(["pdftotext", "-raw", made.path, "-"], capture_output=True, check=True).stdout.decode()
        missing = Counter(said(body.text_content())) - Counter(said(re.sub("\u00ad\n", "", paper)))
        assert not missing, made.path.name


def test_a_note_stands_on_the_page_of_its_call(books: list[Made]) -> None:
    """Each footnote is on the page that calls it."""
    for made in books:
        # one of them is moved to the end, where it is measured to be too tall
        notes = lxml_html.document_fromstring(made.html).xpath("//span[@data-series][string-length() < 1200]")
        assert notes
        with pikepdf.open(BytesIO(made.pdf)) as opened:
            numbers = {page.objgen: number for number, page in enumerate(opened.pages)}
            places: dict[str, list[int]] = {"/Reference": [], "/Note": []}
            for item in _elements(opened.Root.StructTreeRoot.K):
                if (kind := str(item.S)) in places:
                    places[kind].append(numbers[item.Pg.objgen])
        assert len(places["/Note"]) == len(notes)
        assert sorted(places["/Reference"]) == sorted(places["/Note"])


def test_calls_stand_at_words(books: list[Made]) -> None:
    """A call follows the word before it without a space, and a word behind it does not touch it."""
    for made in books:
        body = lxml_html.document_fromstring(made.html).find("body")
        for call in body.xpath(".//span[@data-series]"):
            behind = "".join(call.xpath("string(following-sibling::node()[not(@data-series)][1])"))
            before = call.xpath("preceding-sibling::node()[1][self::text()]")
            # A typist may leave no space; the reading text has it.
            assert made.view == "diplomatic" or not behind[:1].isalnum(), f"{made.path.name}: {call.get('id')}"
            assert not "".join(before).endswith(" "), f"{made.path.name}: {call.get('id')}"


def test_a_long_note_is_an_endnote(everything: list[Made]) -> None:
    """A note that a page's foot may not hold is set at the end, complete, and called by a link."""
    for made in everything:
        words = said("".join(aloud(made, without=("/Note", "/Reference"))))
        assert said("Of this proverb there would be a great deal to say") in words
        assert said("as many pages as it likes") in words


def test_a_note_is_measured(tmp_path: Path) -> None:
    """Its height decides whether a note stands at the foot: one that is long may, six of these at one word may not; none is lost."""
    lead = "This is said of one word. "
    notes = {"alone": lead * 40, "tall": lead * 90} | {f"n{at}": lead * 35 for at in range(6)}
    told = {
        name: f'<note xml:id="{name}" type="commentary">{name} begins. {words}</note>' for name, words in notes.items()
    }
    filler = "<p>" + "Many words that fill a page. " * 40 + "</p>"
    several = "".join(told[f"n{at}"] for at in range(6))
    body = (
        f"<p>One{told['alone']} word.</p>{filler * 3}<p>A tall{told['tall']} one.</p>{filler * 2}"
        f"<p>Six{several} at one word.</p>"
    )
    path = tmp_path / "letter.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>'
        f"<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"
    )
    made = make([path], tmp_path)[0]
    assert [finding.message for finding in made.findings] == []
    pages = (
        subprocess.run(["pdftotext", "-raw", made.path, "-"], capture_output=True, check=True)
        .stdout.decode()
        .split("\f")
    )
    (heading,) = (at for at, words in enumerate(pages) if re.search(r"^Notes$", words, re.MULTILINE))
    stands = {name: next(at for at, words in enumerate(pages) if f"{name} begins" in words) for name in notes}
    assert stands["alone"] == 0
    assert stands["tall"] >= heading
    assert {stands[f"n{at}"] >= heading for at in range(6)} == {True, False}


def test_the_ledger_leads_to_the_page_and_back(books: list[Made]) -> None:
    """An entry for each of the ledger's, which links to its alteration and says its page; each siglum links to the entry of its act."""
    for made in (made for made in books if made.view == "diplomatic"):
        page = lxml_html.document_fromstring(made.html)
        (appendix,) = page.xpath("//section[@data-by='edition'][contains(@class, 'ledger')]")
        entries = ledger.entries(made.source)
        assert [item.get("id") for item in appendix.iter("li")] == [f"ledger-{entry.id}" for entry in entries]
        with pikepdf.open(BytesIO(made.pdf)) as opened:
            numbers = {sheet.objgen: number for number, sheet in enumerate(opened.pages, 1)}
            named = opened.Root.Names.Dests.Names
            places = {str(named[at]): numbers[named[at + 1][0].objgen] for at in range(0, len(named), 2)}
        paper = subprocess.run(["pdftotext", "-raw", made.path, "-"], capture_output=True, check=True).stdout.decode()
        said_pages = [int(number) for number in re.findall(r"\((?:p|с)\.\s(\d+)[;)]", paper)]
        assert said_pages == [places[entry.anchor] for entry in entries]
        for siglum in page.xpath("//div[@data-by='document']//sup[contains(@class, 'siglum')]"):
            (link,) = siglum.iter("a")
            (held,) = page.xpath("//*[@id=$id]/ancestor-or-self::li", id=link.get("href")[1:])
            assert held in appendix.iterdescendants()


def test_both_standards(books: list[Made]) -> None:
    """Each is PDF/A-3a and PDF/UA-1."""
    for made in books:
        for profile in (validation.ValidationProfile.PDF_A_3A, validation.ValidationProfile.PDF_UA_1):
            verdict = validation.validate_pdf(str(made.path), profile=profile)
            assert verdict.is_compliant, f"{made.path.name}: {[f.message for f in verdict.failures]}"


def test_the_file_is_sound(books: list[Made], tool: Callable[[str], str]) -> None:
    """Qpdf finds no fault in its bones."""
    for made in books:
        done = subprocess.run([tool("qpdf"), "--check", made.path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_fonts_are_ours_and_inside(books: list[Made]) -> None:
    """Every font is embedded, in part, with its characters told, and is one of our two families."""
    for made in books:
        listed = subprocess.run(["pdffonts", made.path], capture_output=True, text=True, check=True).stdout.splitlines()
        for line in listed[2:]:
            assert re.search(r"\byes +yes +yes\b", line), line
            assert re.match(r"[A-Z]{6}\+Edition-(Text|Typewriter)", line), line


def test_the_source_travels_along(books: list[Made]) -> None:
    """The TEI that the book was made from is attached, byte for byte, named as its source."""
    for made in books:
        with pikepdf.open(BytesIO(made.pdf)) as opened:
            assert list(opened.attachments) == [names.tei_copy(made.source.path)]
            assert next(iter(opened.attachments.values())).get_file().read_bytes() == made.source.data
            assert opened.Root.AF[0].AFRelationship == "/Source"


def test_the_file_says_what_it_is(telegram: list[Made]) -> None:
    """Title, author, subject, keywords, language; no date of a clock, and nothing of the machine that made it."""
    for made in telegram:
        with pikepdf.open(BytesIO(made.pdf)) as opened:
            about = {str(key): str(value) for key, value in opened.docinfo.items()}
            assert "1956" in about["/Title"]
            assert about["/Author"]
            assert about["/Subject"]
            assert about["/Keywords"]
            assert str(opened.Root.Lang) == made.source.language
            assert "/CreationDate" not in about
        unpacked = subprocess.run(["qpdf", "--qdf", made.path, "-"], capture_output=True, check=False).stdout
        assert str(ROOT).encode() not in unpacked


def test_the_outline(telegram: list[Made]) -> None:
    """The outline opens with the title and leads to what follows the text."""
    for made in telegram:
        with pikepdf.open(BytesIO(made.pdf)) as opened, opened.open_outline() as outline:
            assert len(outline.root) == 1
            assert len(outline.root[0].children) >= 2


def test_the_page(books: list[Made]) -> None:
    """170 by 240 millimetres, every page of it."""
    for made in books:
        with pikepdf.open(BytesIO(made.pdf)) as opened:
            assert len(opened.pages) == made.pages
            for page in opened.pages:
                assert [round(float(side) / 72 * 25.4) for side in page.mediabox] == [0, 0, 170, 240]


def test_no_line_begins_lonely(telegram: list[Made]) -> None:
    """No paragraph of the text ends in one short word, or the end of one: its last line is longer than an indent."""
    for made in telegram:
        lines = subprocess.run(
            ["pdftotext", "-layout", made.path, "-"], capture_output=True, check=True
        ).stdout.decode()
        body = lines.split("\f")[:-3]
        lonely = [
            line.strip()
            for page in body
            for line in page.splitlines()
            if re.fullmatch(r" *[а-яa-z]{2,4}[.»”?]+ *", line)
        ]
        assert lonely == [], made.path.name


def test_twice_the_same(everything: list[Made], tmp_path: Path) -> None:
    """Set again, in another folder and another process, a book has the same bytes."""
    again = make([HERE / "everything.xml"], tmp_path, workers=2)
    assert [made.pdf for made in again] == [made.pdf for made in everything]


def test_tags_of_everything(everything: list[Made]) -> None:
    """The tree of tags is what it was: the order of reading, what is a note, a list, a table, a row's head.

    Where it changes for the better, look at the difference and write it anew with UPDATE_GOLDEN=1.
    """
    for made in everything:
        golden = HERE / f"everything.{made.view}.txt"
        tree = structure(made)
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_text(tree, encoding="utf-8")
        assert tree == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["../secret.png", "/etc/hostname", "pictures/../../secret.png"])
def test_a_document_cannot_read_outside(tmp_path: Path, address: str) -> None:
    """A picture that a document names outside its own folder is not read."""
    (tmp_path / "secret.png").write_bytes(b"secret")
    folder = tmp_path / "tei"
    folder.mkdir()
    path = folder / "bad.xml"
    figure = f'<figure><graphic url="{address}"/><figDesc>x</figDesc></figure><closer>'
    path.write_text((HERE / "everything.xml").read_text(encoding="utf-8").replace("<closer>", figure), encoding="utf-8")
    source = read(path)
    made = pdf.typeset([pdf.Book(source, "reading", book.render(source, "reading").html)], fonts.faces(Settings()))[0]
    if made.pdf is None:
        assert [finding.code for finding in made.findings] == ["PDF001"]
    else:
        with pikepdf.open(BytesIO(made.pdf)) as opened:
            assert not any(page.get_images() for page in opened.pages)


def test_a_siglum_stays_with_its_words(tmp_path: Path) -> None:
    """Neither a hyphen nor a dash at the end of what a hand did lets its siglum begin a line, nor the caret behind it."""
    acts = " ".join(
        f"{'x' * (n % 7 + 1)} <del hand='#a'>{'y' * (n % 5 + 2)}-</del>, <add hand='#b'>{'z' * (n % 4 + 2)}\N{EM DASH} </add>"
        for n in range(60)
    )
    hands = "".join(f'<handNote xml:id="{key}" scope="minor">Hand.</handNote>' for key in "abc")
    path = tmp_path / "sigla.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>x</title></titleStmt>'
        "<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc>"
        f"<profileDesc><handNotes>{hands}</handNotes></profileDesc></teiHeader><text><body><p>{acts}</p></body></text></TEI>",
        encoding="utf-8",
    )
    diplomatic = next(each for each in make([path], tmp_path) if each.view == "diplomatic")
    paper = subprocess.run(["pdftotext", diplomatic.path, "-"], capture_output=True, check=True).stdout.decode()
    lines = paper.partition("Ledger")[0].splitlines()
    assert sum("A" in line for line in lines) > 20
    assert not [line for line in lines if re.match("\u2060?(A|B|\N{CARET} )", line)]
