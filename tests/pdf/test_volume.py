# SPDX-License-Identifier: MIT
"""The volume: what stands where its contents, its registers and its links say, whoever reads it, and is not set again without need."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import page as validation
import pikepdf
import pytest
from lxml import etree

from edition import build
from edition.build import Built
from edition.engines import paper
from edition.publish import facing, grouping, proof, volume
from edition.render import text
from edition.settings import Book, Print, Settings
from edition.source import corpus
from edition.source.document import Document

from .conftest import HERE, ROOT, read


@dataclass(frozen=True)
class Bound:
    """A volume, its documents, and what its making came to."""

    documents: list[Document]
    registers: list[Document]
    settings: Settings
    built: Built
    path: Path


def bind(folder: Path, settings: Settings, out: Path) -> Bound:
    """The volume of the documents in a folder, which are not asked whether they are valid."""
    read = corpus.find([folder])
    documents = grouping.texts(read.documents)
    registers = [each for each in read.documents if each not in documents]
    built = build.build_book(read, settings, out, lenient=True, jobs=1)
    return Bound(documents, registers, settings, built, out / settings.book.file)


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache of this module's own."""
    patch = pytest.MonkeyPatch()
    patch.setenv("EDITION_CACHE", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()


@pytest.fixture(scope="module")
def telegrams(tmp_path_factory: pytest.TempPathFactory) -> Bound:
    """The telegram and its translation, in the diplomatic view."""
    book = Book(view="diplomatic", editors=("A. Nobody",), isbn="978-0-00-000000-2")
    settings = Settings(root=ROOT, title="Letters", book=book)
    return bind(ROOT / "tei", settings, tmp_path_factory.mktemp("telegrams"))


LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>{title}</title></titleStmt><publicationStmt><publisher>Nobody</publisher></publicationStmt>
<sourceDesc><bibl>Letters of nobody, {id}</bibl></sourceDesc></fileDesc>
<encodingDesc><projectDesc><p>Made up.</p></projectDesc>
<listPrefixDef><prefixDef ident="person" matchPattern="([a-z]+)" replacementPattern="registers/persons.xml#$1"/></listPrefixDef>
</encodingDesc><profileDesc><creation><date when="{date}"/></creation></profileDesc></teiHeader><text><body>{body}</body></text></TEI>"""
REGISTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Persons</title></titleStmt>
<publicationStmt><publisher>Nobody</publisher></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><listPerson>
<person xml:id="anna"><persName>Anna</persName></person><person xml:id="boris"><persName>Boris</persName></person>
<person xml:id="nobody"><persName>Nobody</persName></person></listPerson></body></text></TEI>"""
ANNA = '<persName ref="person:anna">Anna</persName>'
BORIS = '<persName ref="person:boris">Boris</persName>'
FILLER = "<p>" + "Many words that fill a page. " * 40 + "</p>"


def letters(folder: Path) -> Path:
    """Four letters of a page, of three pages, of one and of two, with a register beside them."""
    (folder / "registers").mkdir(parents=True)
    (folder / "registers" / "persons.xml").write_text(REGISTER)
    bodies = {
        "a": f"<p>Dear {BORIS}, nothing new.</p>",
        "b": f"<p>{ANNA} first.</p>{FILLER * 3}<p>{ANNA} again.</p>{FILLER * 2}<p>{ANNA} at last; see "
        '<ref target="d.xml#end">the end of the last</ref>.</p>',
        "c": "<p>Nobody is named.</p>",
        "d": f'{FILLER * 3}<p xml:id="end">{ANNA} and {BORIS}.</p>',
    }
    for number, (name, body) in enumerate(bodies.items()):
        title, date = f"Letter {name.upper()}", f"190{9 - number}-01-01"
        (folder / f"{name}.xml").write_text(LETTER.format(id=name, title=title, date=date, body=body))
    return folder


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Bound:
    """A volume of four letters."""
    folder = tmp_path_factory.mktemp("four")
    return bind(letters(folder / "tei"), Settings(root=folder), folder / "build")


@pytest.fixture(params=["telegrams", "four"])
def bound(request: pytest.FixtureRequest) -> Bound:
    """Each of them."""
    return request.getfixturevalue(request.param)


def labels(opened: pikepdf.Pdf) -> list[str]:
    """The number of each page, as a reader shows it."""
    return [page.label for page in opened.pages]


def pages(bound: Bound) -> list[str]:
    """The words of each page."""
    told = subprocess.run(["pdftotext", "-raw", bound.path, "-"], capture_output=True, check=True).stdout.decode()
    return told.split("\f")[:-1]


def led(opened: pikepdf.Pdf, words: str) -> list[str]:
    """The numbers of the pages to which the links lead that show these words."""
    numbers = {page.objgen: page.label for page in opened.pages}
    return [
        numbers[link.Dest[0].objgen]
        for page in opened.pages
        for link in page.get("/Annots", [])
        if "/Dest" in link and str(link.Contents) == words
    ]


def test_nothing_is_wrong(bound: Bound) -> None:
    """Neither a stylesheet nor the typesetter nor the proof of a sheet has anything to say."""
    assert bound.built.findings == ()
    assert bound.built.files == ("book.pdf",)


def test_both_standards(bound: Bound) -> None:
    """It is PDF/A-3a and PDF/UA-1."""
    for profile in (validation.ValidationProfile.PDF_A_3A, validation.ValidationProfile.PDF_UA_1):
        verdict = validation.validate_pdf(str(bound.path), profile=profile)
        assert verdict.is_compliant, [failure.message for failure in verdict.failures]


def test_the_file_is_sound(bound: Bound, tool: Callable[[str], str]) -> None:
    """Qpdf finds no fault in its bones, and every font is one of ours, inside, with its letters told."""
    done = subprocess.run([tool("qpdf"), "--check", bound.path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    listed = subprocess.run(["pdffonts", bound.path], capture_output=True, text=True, check=True).stdout.splitlines()
    for line in listed[2:]:
        assert re.search(r"\byes +yes +yes\b", line), line
        assert re.match(r"[A-Z]{6}\+Edition-(Text|Typewriter)", line), line


def test_every_file_travels_along(bound: Bound) -> None:
    """Documents and registers are attached byte for byte, named as sources, and the colophon tells the digest of each."""
    told = "".join(pages(bound)[-1].split())
    with pikepdf.open(bound.path) as opened:
        held = {name: each.get_file().read_bytes() for name, each in opened.attachments.items()}
        assert sorted(held.values()) == sorted(each.data for each in (*bound.documents, *bound.registers))
        assert [str(each.AFRelationship) for each in opened.Root.AF] == ["/Source"] * len(held)
    for each in (*bound.documents, *bound.registers):
        assert hashlib.sha256(each.data).hexdigest() in told


def test_contents_tell_the_real_pages(four: Bound) -> None:
    """The number beside each title is that of the page on which the document opens, and the title leads there."""
    told = pages(four)
    with pikepdf.open(four.path) as opened:
        numbers = labels(opened)
        contents = next(words for words in told if words.startswith("Contents"))
        for name in "ABCD":
            (number,) = re.findall(rf"Letter {name} (\d+)", contents)
            opening = told[numbers.index(number)]
            assert f"Letter {name}" in opening
            assert led(opened, f"Letter {name}") == [number]
        (note,) = re.findall(r"Editors’ note ([ivx]+)", contents)
        assert told[numbers.index(note)].startswith("Editors’ note")


def test_registers_tell_the_real_pages(four: Bound) -> None:
    """Each entry that is named has the pages that name it, in runs, and each number leads to its page; no other entry is there."""
    told = pages(four)
    with pikepdf.open(four.path) as opened:
        numbers = labels(opened)
        index = next(words for words in told if words.startswith("Index of persons"))
        for name in ("Anna", "Boris"):
            named = [
                int(number)
                for number, words in zip(numbers, told, strict=True)
                if name in words and number.isdigit() and words is not index
            ]
            (given,) = re.findall(rf"{name}\. ([\d–, ]+)", index)
            runs = [part.partition("–") for part in given.strip().split(", ")]
            assert (
                sorted(page for first, _, last in runs for page in range(int(first), int(last or first) + 1)) == named
            )
        assert "–" in re.findall(r"Anna\. ([\d–, ]+)", index)[0]
        assert "Nobody" not in index
        last = re.findall(r"Boris\. .*?(\d+)$", index, re.MULTILINE)
        assert last[0] in led(opened, last[0])


def test_a_document_leads_to_another(four: Bound) -> None:
    """A pointer to a place of another document is a link to the page that has the place."""
    told = pages(four)
    with pikepdf.open(four.path) as opened:
        (number,) = led(opened, "the end of the last")
        assert "Anna and Boris" in told[labels(opened).index(number)]


def test_pages_are_numbered_and_have_heads(four: Bound) -> None:
    """Roman before the documents, arabic from the first of them, which opens on the right; a head on both sides."""
    told = pages(four)
    with pikepdf.open(four.path) as opened:
        numbers = labels(opened)
        assert numbers[:3] == ["i", "ii", "iii"]
        assert numbers.index("1") % 2 == 0
        assert numbers[numbers.index("1") :] == [str(n + 1) for n in range(len(numbers) - numbers.index("1"))]
        assert re.search("^Letter B", told[numbers.index("3")], re.MULTILINE)
        for number, page in enumerate(opened.pages):
            width = float(page.mediabox[2] - page.mediabox[0])
            assert round(width / 72 * 25.4) == 170
            assert (round(float(page.mediabox[0]) / 72 * 25.4) == 12) == (number % 2 == 0)


def test_the_text_is_read_in_order(telegrams: Bound) -> None:
    """Every line of each document is under the tags of the document's words, in order, in the volume as it was bound."""
    runs = paper.read(telegrams.path.read_bytes())
    for document in telegrams.documents:
        spoken = "".join(filter(str.isalnum, "".join(run.words for run in runs if run.by == "document")))
        for line in text.render(document, view="diplomatic").splitlines():
            assert "".join(filter(str.isalnum, line)) in spoken


def test_the_volume_is_proved(telegrams: Bound) -> None:
    """It has the characters of both documents, one after the other; were they others, or in another order, it would be found."""
    data = telegrams.path.read_bytes()
    russian, english = (
        text.documents[0] for text in volume.texts(grouping.groups(telegrams.documents), telegrams.settings)
    )

    def proved(*documents: Document) -> list[str]:
        return [finding.code for finding in proof.check_volume(documents, "diplomatic", "book.pdf", data)]

    assert proved(russian, english) == []
    assert proved(english, russian) != []
    assert proved(russian) == ["LAW002"]
    assert proved(russian, english, english) == ["LAW001"]


def test_tags_of_the_telegrams(telegrams: Bound) -> None:
    """The tree of tags of the whole volume stays as it was looked at."""
    told = subprocess.run(["pdfinfo", "-struct", telegrams.path], capture_output=True, check=True).stdout.decode()
    tree = re.sub(r"Object \d+ 0|<\d+-[\w-]+>", "…", told)
    golden = HERE / "volume" / "telegram.tags.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(tree)
    assert tree == golden.read_text()


def test_the_outline(four: Bound) -> None:
    """The outline leads to the parts and the documents, in their order."""
    with pikepdf.open(four.path) as opened, opened.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[1:3] == ["Contents", "Editors’ note"]
    assert [title for title in titles if title.startswith("Letter")] == ["Letter A", "Letter B", "Letter C", "Letter D"]
    assert titles[-3:] == ["Index of persons, organisations and places", "Sources and literature", "Colophon"]


def test_a_second_run_sets_nothing(four: Bound, tmp_path: Path) -> None:
    """Nothing is laid out again, and the file is the same bytes; after one changed letter only its document and the colophon."""
    again = bind(four.documents[0].path.parent, four.settings, tmp_path / "again")
    assert again.built.made == 0
    assert again.path.read_bytes() == four.path.read_bytes()
    letter = four.documents[2].path
    before = letter.read_text()
    letter.write_text(before.replace("Nobody is named", "Nobody is nomed"))
    try:
        changed = bind(letter.parent, four.settings, tmp_path / "changed")
    finally:
        letter.write_text(before)
    assert changed.built.made == 2
    assert "nomed" in "".join(pages(changed))


def test_order_and_parts_are_settings(four: Bound, tmp_path: Path) -> None:
    """Documents by date, or only those that patterns name; parts left out are not there."""
    by_date = replace(four.settings, book=Book(order=("date",)))
    groups = [[each] for each in four.documents]
    assert [text.documents[0].path.stem for text in volume.texts(groups, by_date)] == ["d", "c", "b", "a"]
    some = replace(
        four.settings,
        book=Book(order=("c.xml", "tei/a.*"), leave_out=("half-title", "note", "registers", "bibliography")),
    )
    short = bind(four.documents[0].path.parent, some, tmp_path)
    told = pages(short)
    assert re.findall(r"^Letter \w", "".join(told[4:]), re.MULTILINE) == ["Letter C", "Letter A"]
    assert not any("Editors’ note" in words or "Index of" in words for words in told)


def test_of_three_languages_two_face_each_other(tmp_path: Path) -> None:
    """The first translation that the settings name faces the original, the other follows; each is in the book once."""
    group = []
    for language in ("de", "ru", "en"):
        path = tmp_path / f"letter.{language}.xml"
        path.write_text(
            LETTER.format(id="x", title="A", date="1900-01-01", body="<p>x</p>")
            .replace('xml:lang="en"', f'xml:lang="{language}"')
            .replace(
                "<sourceDesc>",
                '<sourceDesc><msDesc><msIdentifier/><msContents><textLang mainLang="ru"/></msContents></msDesc>',
            )
        )
        group.append(read(path))
    for languages, facing_one in (((), "de"), (("ru", "en", "de"), "en")):
        book = Book(translation="facing", languages=languages)
        told = volume.texts([group], Settings(root=tmp_path, book=book))
        names = [[each.language for each in text.documents] for text in told]
        assert names == [["ru", facing_one], [({"de", "en"} - {facing_one}).pop()]]
        assert [text.translates for text in told] == [False, True]


def test_a_translation_faces_its_original(tmp_path: Path) -> None:
    """With `facing`, the original is on left pages and its translation on right ones, and what answers each other on one opening."""
    settings = Settings(root=ROOT, book=Book(translation="facing", leave_out=("half-title", "imprint", "note")))
    bound = bind(ROOT / "tei", settings, tmp_path)
    assert bound.built.findings == ()
    told = pages(bound)
    with pikepdf.open(bound.path) as opened:
        named = opened.Root.Names.Dests
        numbers = {page.objgen: number for number, page in enumerate(opened.pages)}
        places = {
            str(kid.Names[at]): numbers[kid.Names[at + 1][0].objgen]
            for kid in named.Kids
            for at in range(0, len(kid.Names), 2)
        }
    russian, english = sorted(bound.documents, key=lambda each: each.language, reverse=True)
    answering = facing.pairs(russian, english)
    assert len(answering) > 20
    for one, other in answering:
        left, right = places[f"telegram.ru#{one}"], places[f"telegram.en#{other}"]
        assert left % 2 == 1
        assert right == left + 1, f"{one} is on page {left + 1}, {other} on page {right + 1}"
    assert any("Ким Ир Сен" in words for words in told[1::2])


def test_a_date_is_in_the_language_of_its_document(telegrams: Bound) -> None:
    """Head and opening of a translation say its date in its own words, whatever the language of the volume."""
    told = [words for words in pages(telegrams) if "Telegram from A. Mikoyan" in words]
    assert any(words.startswith("Pyongyang, 23 September 1956\n") for words in told)
    assert not any("Mikoyan, 23 сентября" in words or "Pyongyang, 23 сентября" in words for words in told)
    contents = next(words for words in pages(telegrams) if words.startswith("Содержание"))
    assert "23 сентября 1956 г." in contents.replace("\xa0", " ")


def test_hands_are_told_before_the_ledger(telegrams: Bound) -> None:
    """Whoever reads the ledger knows its hands; and no page has them alone."""
    words = "\n".join(pages(telegrams))
    assert words.index("\nРуки\n") < words.index("\nПеречень правок\n")


ALTERED = """<p><add hand="#h1">Alpha</add> begins.</p>{filler}<p>Where <del hand="#h1">Beta</del> stood, gamma stands.</p>
{filler}<p>Near the end <subst><del hand="#h1">delta</del><add hand="#h1">epsilon</add></subst> follows.</p>"""


@pytest.fixture(scope="module", params=[False, True], ids=["reading", "by lines"])
def altered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Bound:
    """Two letters with alterations, the second on pages that only the volume knows; with numbers of lines, and without."""
    folder = tmp_path_factory.mktemp("altered")
    (folder / "tei").mkdir()
    body = ALTERED.format(filler=FILLER * 4)
    hands = '<handNotes><handNote xml:id="h1">Somebody.</handNote></handNotes></profileDesc>'
    for name in "ab":
        letter = LETTER.format(id=name, title=f"Letter {name.upper()}", date="1900-01-01", body=body)
        (folder / "tei" / f"{name}.xml").write_text(letter.replace("</profileDesc>", hands))
    printing = Print(apparatus="lines", line_numbers=5) if request.param else Print()
    return bind(folder / "tei", Settings(root=folder, print=printing), folder / "build")


def test_the_ledger_tells_the_real_pages(altered: Bound) -> None:
    """Beside each entry stands the page on which it was altered, though no word may be left there, and its line if lines are counted."""
    assert [finding.message for finding in altered.built.findings] == []
    told = pages(altered)
    with pikepdf.open(altered.path) as opened:
        numbers = labels(opened)
    shown = subprocess.run(["pdftotext", "-layout", altered.path, "-"], capture_output=True, check=True).stdout.decode()
    entries = re.findall(r"^ *([123]) +In ¶.*? (\d+)(\.\d+)?$", shown, re.MULTILINE)
    signs = {"1": "Alpha begins", "2": "stood, gamma stands", "3": "epsilon follows"}
    assert [number for number, *_ in entries] == [*"123", *"123"]
    for at, (number, page, line) in enumerate(entries):
        among = [label for label, words in zip(numbers, told, strict=True) if re.search(rf"{signs[number]}[.]?", words)]
        assert page in among, f"entry {number} is on none of {among}"
        assert (int(page) > int(entries[2][1])) == (at > 2)
        assert bool(line) == altered.settings.print.by_lines
    if altered.settings.print.by_lines:
        assert [line for *_, line in entries[::3]] == [".1", ".1"]


def test_an_endnote_tells_the_page_of_its_call(tmp_path: Path) -> None:
    """Where notes are counted by page, the number of one says nothing at the end: the page of the volume stands beside it."""
    (tmp_path / "tei").mkdir()
    tall, blocks = (
        f'<note type="commentary">{words}</note>' for words in ("Tall note. " * 400, "<p>Blocky</p><p>note.</p>")
    )
    body = f"{FILLER * 4}<p>Called first{tall}.</p>{FILLER * 3}<p>Called second{blocks}.</p>"
    for name in "ab":
        letter = LETTER.format(id=name, title=f"Letter {name.upper()}", date="1900-01-01", body=body)
        (tmp_path / "tei" / f"{name}.xml").write_text(letter)
    bound = bind(tmp_path / "tei", Settings(root=tmp_path, print=Print(notes="per-page")), tmp_path / "build")
    assert [finding.message for finding in bound.built.findings] == []
    told = pages(bound)
    with pikepdf.open(bound.path) as opened:
        numbers = labels(opened)
    called = [
        label for label, words in zip(numbers, told, strict=True) for _ in re.findall("Called (?:first|second)", words)
    ]
    shown = subprocess.run(["pdftotext", "-layout", bound.path, "-"], capture_output=True, check=True).stdout.decode()
    assert re.findall(r"^ *\d+ +(?:Tall|Blocky).*? (\d+)$", shown, re.MULTILINE) == called
    assert len(called) == 4


def test_a_name_leads_to_the_register(four: Bound) -> None:
    """A name that an entry of a register is about is a link to it, told by the name, without a colour; what is in no register is none."""
    told = pages(four)
    with pikepdf.open(four.path) as opened:
        index = labels(opened)[next(at for at, words in enumerate(told) if words.startswith("Index of persons"))]
        assert led(opened, "Anna") == [index] * 4
        assert led(opened, "Boris") == [index] * 2
    without = replace(four.settings, book=Book(leave_out=("registers",)))
    short = bind(four.documents[0].path.parent, without, four.path.parent.parent / "without")
    assert short.built.findings == ()
    with pikepdf.open(short.path) as opened:
        assert led(opened, "Anna") == []


def test_one_id_in_two_registers(tmp_path: Path) -> None:
    """An entry is known by its register and its id: two of the same id have each its own pages."""
    for name, person in (("one", "Anna"), ("two", "Berta")):
        folder = tmp_path / "tei" / name
        letters(folder)
        for letter in ("b", "c", "d"):
            (folder / f"{letter}.xml").unlink()
        register = folder / "registers" / "persons.xml"
        register.write_text(register.read_text().replace(">Anna<", f">{person}<"))
        body = f'<p><persName ref="person:anna">{person}</persName> only.</p>'
        letter = LETTER.format(id=name, title=f"Letter {name}", date="1900-01-01", body=body)
        (folder / "a.xml").rename(folder / f"{name}.xml")
        (folder / f"{name}.xml").write_text(letter)
    bound = bind(tmp_path / "tei", Settings(root=tmp_path), tmp_path / "build")
    assert bound.built.findings == ()
    index = next(words for words in pages(bound) if words.startswith("Index of persons"))
    assert re.findall(r"(Anna|Berta)\. (\d+)", index) == [("Anna", "1"), ("Berta", "2")]


def test_the_legend_has_a_row_for_each_sign(telegrams: Bound) -> None:
    """What differs in the words of a sample alone is one sign; letters and figures that call notes are two."""
    told = next(words for words in pages(telegrams) if "\nЗнаки\n" in words)
    for row in ("буквы — текстуальные примечания", "цифры — примечания по содержанию"):
        assert told.count(row) == 1


def test_the_registers_of_an_epub_lead_to_the_documents(four: Bound, tmp_path: Path) -> None:
    """An EPUB has no pages: each entry has the titles of the documents that name it. It is not made again where nothing changed."""
    folder = four.documents[0].path.parent
    made = [
        build.build_book(corpus.find([folder]), four.settings, tmp_path, lenient=True, formats=["epub"]) for _ in "12"
    ]
    assert [each.made for each in made] == [1, 0]
    assert made[0].findings == made[1].findings == ()
    with zipfile.ZipFile(tmp_path / "book.epub") as archive:
        registers = etree.fromstring(archive.read("EPUB/registers.xhtml"))
        spine = re.findall(rb'idref="([\w-]+)"', archive.read("EPUB/package.opf"))
    told = {
        str(entry.findtext("{*}span")): [(link.text, link.get("href")) for link in entry.iterfind("{*}a")]
        for entry in registers.iterfind(".//{*}p[@class='entry']")
    }
    a, b, d = ((f"Letter {name.upper()}", f"{name}/reading.xhtml") for name in "abd")
    assert told == {"Anna": [b, d], "Boris": [a, d]}
    assert spine[-2:] == [b"part-registers", b"part-bibliography"]
