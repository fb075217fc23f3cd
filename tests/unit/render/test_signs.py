# SPDX-License-Identifier: MIT
"""The systems of signs: what each says of one document that has every construct, and what its legend explains."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest
from lxml import html

from edition import names, settings
from edition.errors import WrongUse
from edition.publish import proof
from edition.render import book, view
from edition.render.view import Manner
from edition.source import document
from edition.source.document import Document

PROVERB = "A proverb is a road that leads both ways, and whoever walks it backwards arrives at the same inn. " * 4

CASE = f"""<TEI xmlns="{names.TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Signs</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><handNotes>
<handNote xml:id="h0" scope="major" medium="typewriter">Typed.</handNote><handNote xml:id="h1" scope="minor">Pencil.</handNote>
</handNotes></profileDesc></teiHeader><text><body>
<p xml:id="p1">It <del hand="#h1">turns</del> <add hand="#h1" place="above">stands still</add>, <add hand="#h1" place="below">for
rain</add>, <add hand="#h1">it is said</add>, <subst hand="#h1"><del rend="overwritten">c</del><add>k</add></subst>nown,
<gap reason="illegible" unit="chars" quantity="4"/>, <gap reason="lost"/>, <space unit="chars" quantity="6"/>,
<supplied reason="lost">left</supplied>, <supplied reason="omitted">the</supplied>, ab<ex>breviated</ex>, <surplus>twice</surplus>.</p>
<p xml:id="p2">On <del hand="#h1" xml:id="d1">{PROVERB}</del> it goes. <delSpan xml:id="r1" hand="#h1" spanTo="#e1"/>Half a line.</p>
<p xml:id="p3">A whole paragraph.</p><p xml:id="p4">Another.</p><p xml:id="p5">The last,<anchor xml:id="e1"/> and it stands.</p>
</body></text></TEI>"""

LINES = "<p>" + "".join(f"<lb/>line {n} " for n in range(1, 8)) + "</p><pb/><p><lb/>a <lb n='10'/>b <lb n='v'/>c</p>"


def read(folder: Path, xml: str) -> Document:
    """A document with this text."""
    path = folder / "case.xml"
    path.write_text(xml, encoding="utf-8")
    found = document.read(path)
    assert isinstance(found, Document)
    return found


@pytest.fixture
def case(tmp_path: Path) -> Document:
    """The document that has every construct."""
    return read(tmp_path, CASE)


def page(case: Document, signs: str, *, lineation: bool = False) -> html.HtmlElement:
    """Its diplomatic page."""
    return html.document_fromstring(view.render(case, "diplomatic", manner=Manner(signs, lineation)).html)


def seen(element: html.HtmlElement) -> str:
    """What a reader sees of an element: nothing that is only spoken, white space as one space, and the carets of the style sheet."""
    for spoken in [*element.find_class("vh"), *element.iter("sup", "a")]:
        spoken.drop_tree()
    for marked in element.find_class("with-caret"):
        if "below" in marked.classes:
            marked.text = "‸" + (marked.text or "")
        else:
            marked[-1].tail = (marked[-1].tail or "") + "‸"
        marked.classes.remove("with-caret")
    return re.sub(r"[ \n]+", " ", element.text_content())


def legend(made: html.HtmlElement) -> list[str]:
    """The signs that the legend explains."""
    return [seen(item).replace("abc", "…") for item in made.xpath("//dl[@class='signs']//dt")]


@pytest.mark.parametrize("signs", names.SIGNS)
def test_no_system_loses_a_character(case: Document, root: Path, signs: str) -> None:
    """The proof holds in every system, of the case, of the telegram and of the book's everything."""
    paths = [root / "tei/telegram.ru.xml", root / "tei/telegram.en.xml", root / "tests/pdf/everything.xml"]
    for each in [case, *map(document.read, paths)]:
        assert isinstance(each, Document)
        made = view.render(each, "diplomatic", manner=Manner(signs))
        assert list(proof.check(each, "diplomatic", made.html.encode(), signs)) == []


def test_leiden(case: Document) -> None:
    """Brackets of the Leiden conventions, each gap by what is known of it."""
    made = page(case, "leiden")
    text = seen(made.get_element_by_id("text"))

    assert (
        r"It ⟦turns⟧ \stands still/, /for rain\, \it is said/, ⟦c⟧known, ...., [---], (vac. 6), [left], ⟨the⟩," in text
    )
    assert "ab(breviated), {twice}." in text
    assert text.count("⟦") == text.count("⟧") == 4
    assert "⟦Half a line." in text
    assert "The last,⟧" in text
    assert legend(made) == [
        "⟦…⟧", r"\…/", "/…\\", "⟦…⟧xyz", "[…]", "⟨…⟩", "[---]", "....", "(…)", "{…}", "(vac.\xa03)",
    ]  # fmt: skip


def test_caret(case: Document) -> None:
    """Angle brackets for what went, arrows and carets for what came."""
    made = page(case, "caret")
    text = seen(made.get_element_by_id("text"))

    assert (
        "It ⟨turns⟩ ↑stands still↑, ↓for rain↓, ^it is said^, ⟨c⟩known, [····], […], [\xa0\xa0\xa0\xa0\xa0\xa0],"
        in text
    )
    assert legend(made) == [
        "⟨…⟩", "↑…↑", "↓…↓", "^…^", "⟨…⟩xyz", "[…]", "[…]", "[····]", "(…)", "{…}", "[\xa0]",
    ]  # fmt: skip


def test_documentary(case: Document) -> None:
    """Struck words are struck, and a short addition stands in one piece with its caret."""
    made = page(case, "documentary")
    above, below = made.xpath("//div[@id='text']//span[starts-with(@class, 'interlinear')]")

    assert (seen(above), seen(below)) == ("stands still‸", "‸for rain")
    assert [seen(each) for each in made.xpath("//div[@id='text']//span[@class='struck']")] == [
        "turns", "c", "Half a line.", "The last,",
    ]  # fmt: skip


def test_a_passage_bears_a_bracket(case: Document) -> None:
    """Long deletions and wholly cancelled paragraphs are not struck, and their ends are spoken once."""
    made = page(case, "documentary")
    passages = made.get_element_by_id("text").find_class("passage")

    assert [(each.tag, each.get("id")) for each in passages] == [("del", "d1"), ("p", "p3"), ("p", "p4")]
    spoken = [each.text_content().strip() for each in made.get_element_by_id("text").find_class("vh")]
    assert sum("end of deletion" in words or words.startswith("— end of") for words in spoken) >= 4
    assert [spoken.count(f"[{act}, hand A:") for act in ("deleted", "replaced")] == [3, 1]


@pytest.mark.parametrize("signs", [signs for signs in names.SIGNS if signs != names.IN_NOTES])
def test_a_book_speaks_as_the_page_does(case: Document, signs: str) -> None:
    """The print HTML has the signs of its page, in the same order."""
    paper = html.document_fromstring(book.render(case, "diplomatic", manner=Manner(signs)).html)
    signs_of = "⟦⟧⟨⟩↑↓^‸"
    shown = [sign for sign in seen(paper.find_class("sheet")[0]) if sign in signs_of]
    assert shown == [sign for sign in seen(page(case, signs).get_element_by_id("text")) if sign in signs_of]


def notes(made: html.HtmlElement) -> list[str]:
    """The textual notes of a page, each behind its call."""
    listed = made.xpath("//ol[@class='notes textual']/li")
    for spoken in [spoken for item in listed for spoken in item.find_class("vh")]:
        spoken.drop_tree()
    return [re.sub(r"\s+", " ", item.text_content()).strip() for item in listed]


def called(made: html.HtmlElement) -> str:
    """The running text of a page with the calls of its notes in parentheses."""
    text = copy.deepcopy(made.get_element_by_id("text"))
    for call in text.find_class("mark"):
        (vh,) = call.find_class("vh")
        vh.drop_tree()
        call.text = f"({call.text_content()})"
    for own in text.find_class("paragraph-link"):
        own.drop_tree()
    return re.sub(r"\s+", " ", text.text_content())


def test_russian_archival(case: Document) -> None:
    """The text as sent; each alteration in words at its letter, and one letter at each end where several words were written."""
    made = page(case, names.IN_NOTES)

    assert "It(a) (b)stands still(b), (c)for rain(c), (d)it is said(d), k(e)nown" in called(made)
    assert "On(f) it goes.(g)" in called(made)
    assert "Another" not in called(made)
    assert notes(made)[:5] == [
        "a After this, struck out in handwriting (hand A): “turns”.",
        "b–b Inserted above the line in handwriting (hand A).",
        "c–c Inserted below the line in handwriting (hand A).",
        "d–d Inserted in handwriting (hand A).",
        "e Altered in handwriting (hand A), originally: “c”.",
    ]
    assert notes(made)[6] == (
        "g After this, struck out in handwriting (hand A): “Half a line.” “A whole paragraph.” “Another.” “The last,”."
    )
    assert made.xpath("//dl[@class='hands']//sup[.='A']")
    assert not made.xpath("//del | //ins | //template")


def test_russian_archival_in_russian(root: Path) -> None:
    """The telegram has the notes of a Soviet publication; the editor's own words on an act follow in its note."""
    telegram = document.read(root / "tei/telegram.ru.xml")
    assert isinstance(telegram, Document)
    made = page(telegram, names.IN_NOTES)
    said = notes(made)

    assert "замечания (д)[и дополнения](д) о необходимости" in called(made)
    assert said[4].startswith("д–д Рука А. Вписано от руки; восстановлено по переводу")
    assert said[6].startswith("ж Рука А: „указаниями“. Далее зачёркнуто: указаниями.")
    assert said[8].startswith("и–и Исправлено от руки (рука А), первоначально: „в руководстве партией“. ")
    assert said[9] == "к Далее зачёркнуто от руки (рука А), под сомнением: „[членов ЦК?]“."
    assert made.get_element_by_id("ru-s01").getparent().getparent().get("id") == "ru-t09"


ACTS = """<p xml:id="p1">One <seg xml:id="m1">two</seg> and <seg xml:id="m2">three</seg>,
<restore hand="#h1"><del hand="#h1">four</del></restore>, <del hand="#h1">five <add place="above">and six</add></del>
<del>seven-<lb break="no"/>teen</del>.<listTranspose><transpose hand="#h1"><ptr target="#m2"/><ptr target="#m1"/></transpose>
</listTranspose></p>"""


def test_what_else_is_told_in_notes(tmp_path: Path) -> None:
    """What was restored, what changed its place, what was inserted in words that went; a divided word is quoted whole."""
    case = read(tmp_path, re.sub(r"<body>.*</body>", f"<body>{ACTS}</body>", CASE, flags=re.DOTALL))
    made = page(case, names.IN_NOTES)

    assert called(made).strip().startswith("One three(a) and two(b), four(c),")
    assert notes(made) == [
        "a Moved in handwriting (hand A); originally in place 2 of 2.",
        "b Moved in handwriting (hand A); originally in place 1 of 2.",
        "c Struck out and restored in handwriting (hand A).",
        "d After this, struck out in handwriting (hand A): “five and six [inserted above the line in handwriting (hand A)]”.",
        "e After this, struck out by the typist: “seventeen”.",
    ]
    assert (
        list(
            proof.check(
                case,
                "diplomatic",
                view.render(case, "diplomatic", manner=Manner(names.IN_NOTES)).html.encode(),
                names.IN_NOTES,
            )
        )
        == []
    )


def test_a_quotation_has_no_space_at_its_ends(tmp_path: Path) -> None:
    """What was struck out with the spaces around it is quoted without them."""
    body = '<p>One<del hand="#h1"> two <add>and</add> three </del>four.</p>'
    case = read(tmp_path, re.sub(r"<body>.*</body>", f"<body>{body}</body>", CASE, flags=re.DOTALL))

    (note,) = notes(page(case, names.IN_NOTES))
    assert note.startswith("a After this, struck out in handwriting (hand A): “two and")
    assert note.endswith(" three”.")


def test_of_an_apparatus_that_went_its_reading_is_quoted(tmp_path: Path) -> None:
    """The other readings stand in no note on what was struck out."""
    body = '<p>One <del hand="#h1">two <app><lem>three</lem><rdg>tree</rdg><rdg/></app></del> four.</p>'
    case = read(tmp_path, re.sub(r"<body>.*</body>", f"<body>{body}</body>", CASE, flags=re.DOTALL))
    made = view.render(case, "diplomatic", manner=Manner(names.IN_NOTES)).html.encode()

    assert notes(page(case, names.IN_NOTES)) == ["a After this, struck out in handwriting (hand A): “two three”."]
    assert list(proof.check(case, "diplomatic", made, names.IN_NOTES)) == []


@pytest.mark.parametrize("signs", ["documentary", "leiden", "caret"])
def test_passages_that_change_places_bear_their_new_numbers(tmp_path: Path, signs: str) -> None:
    """They stay where they were written, between signs that the legend explains."""
    case = read(tmp_path, re.sub(r"<body>.*</body>", f"<body>{ACTS}</body>", CASE, flags=re.DOTALL))
    made = page(case, signs)
    text = made.get_element_by_id("text")

    assert [number.text for number in text.xpath(".//sup[starts-with(@class, 'new-place')]")] == ["2", "1"]
    assert "changes places, now 2 of 2" in text.text_content()
    assert "One ⌊two⌋ and ⌊three⌋" in seen(text)
    assert "⌊…⌋" in legend(made)


def test_what_was_retraced_and_what_was_cancelled_beyond_reading(tmp_path: Path) -> None:
    """Retracing is dressed, spoken and explained; in brackets a gap that was cancelled stands between those of a deletion."""
    body = '<p>A <retrace hand="#h1">word</retrace>, <gap reason="cancelled" unit="chars" quantity="3"/>.</p>'
    case = read(tmp_path, re.sub(r"<body>.*</body>", f"<body>{body}</body>", CASE, flags=re.DOTALL))
    made = page(case, "leiden")
    (retraced,) = made.get_element_by_id("text").find_class("retrace")

    assert retraced.text_content().startswith("[retraced, hand A: word")
    assert made.xpath("//dl[@class='signs']//span[@class='act retrace sample']")
    assert "⟦[...]⟧" in seen(made.get_element_by_id("text"))


def test_no_empty_line_before_the_first(tmp_path: Path) -> None:
    """A break at the beginning of a block or of a leaf makes no line; those behind words do."""
    case = read(tmp_path, re.sub(r"<body>.*</body>", f"<body>{LINES}</body>", CASE, flags=re.DOTALL))
    assert len(page(case, "documentary").xpath("//div[@id='text']//br")) == 6 + 2


def test_lines_are_numbered_where_that_is_asked_for(tmp_path: Path) -> None:
    """Every fifth line, anew on each leaf, unless the transcription counts or names its lines."""
    case = read(tmp_path, re.sub(r"<body>.*</body>", f"<body>{LINES}</body>", CASE, flags=re.DOTALL))

    assert page(case, "documentary").find_class("line-number") == []
    numbers = page(case, "documentary", lineation=True).find_class("line-number")
    assert [number.text for number in numbers] == ["5", "10", "v"]


def test_a_system_that_is_none_is_refused(tmp_path: Path) -> None:
    """A wrong word in the settings is told with the right ones."""
    (tmp_path / "edition.toml").write_text('[edition]\nsigns = "runes"\n', encoding="utf-8")
    with pytest.raises(
        WrongUse, match="'runes' is no system of signs; there are documentary, leiden, caret, russian-archival"
    ):
        settings.read(tmp_path)
