# SPDX-License-Identifier: MIT
"""Original and translation side by side: what stands beside what, and which alterations answer each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from edition import names
from edition.render import parallel
from edition.source import document

Made = Callable[..., html.HtmlElement]


@pytest.fixture
def page(tmp_path: Path) -> Made:
    """`page(BODY, BODY)`: the page of `a.ru.xml` and its translation `a.en.xml`, with these bodies."""

    def make(original: str, translation: str) -> html.HtmlElement:
        documents = []
        for language, body in (("en", translation), ("ru", original)):
            path = tmp_path / f"a.{language}.xml"
            path.write_text(
                f'<TEI xmlns="{names.TEI}" xml:lang="{language}"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>'
                "<publicationStmt><p/></publicationStmt><sourceDesc><msDesc><msIdentifier/><msContents>"
                '<textLang mainLang="ru"/></msContents></msDesc></sourceDesc></fileDesc></teiHeader>'
                f"<text><body>{body}</body></text></TEI>",
                encoding="utf-8",
            )
            read = document.read(path)
            assert isinstance(read, document.Document)
            documents.append(read)
        return html.document_fromstring(parallel.render(documents))

    return make


def rows(page: html.HtmlElement) -> list[tuple[str, ...]]:
    """What the rows show, cell by cell, without what the edition says."""
    for said in page.xpath("//*[@data-by='edition' or @class='vh']"):
        said.drop_tree()
    return [
        tuple(re.sub(r"\s+", " ", cell.text_content()).strip() for cell in row.find_class("cell"))
        for row in page.xpath("//div[@class='row']")
    ]


def test_the_original_is_left(page: Made) -> None:
    """The text in whose own language the header says it was written stands first, each in its language."""
    made = page('<p xml:id="r1" corresp="a.en.xml#e1">раз</p>', '<p xml:id="e1">one</p>')

    assert [cell.get("lang") for cell in made.find_class("cell")] == ["ru", "en"]
    assert [head.get("href") for head in made.xpath("//h2/a")] == ["a.ru.reading.html", "a.en.reading.html"]
    assert rows(made) == [("раз", "one")]


def test_paragraphs_match_whichever_points(page: Made) -> None:
    """A link from either side makes a row, in the order of the original; what has no partner keeps its place."""
    made = page(
        '<p xml:id="r1" corresp="a.en.xml#e1">1</p><p>лишнее</p><p xml:id="r2">2</p><p xml:id="r3">3</p>',
        '<p xml:id="e1">one</p><p xml:id="e3" corresp="a.ru.xml#r3">three</p><p xml:id="e2" corresp="a.ru.xml#r2">two</p><p>end</p>',
    )

    assert rows(made) == [("1", "one"), ("лишнее", ""), ("2", "two"), ("", "end"), ("3", "three")]


def test_parts_of_paragraphs_match(page: Made) -> None:
    """Where a paragraph answers two, its parts make the rows; of several that answer one, all stand in its cell."""
    made = page(
        '<p><seg xml:id="r1" corresp="a.en.xml#e1">раз</seg> <seg xml:id="r2" corresp="a.en.xml#e2">два</seg> и</p>'
        '<p xml:id="r3" corresp="a.en.xml#e3 a.en.xml#e4">три</p>',
        '<p xml:id="e1">one</p><p xml:id="e2">two</p><p xml:id="e3">three</p><p xml:id="e4">four</p>',
    )

    assert rows(made) == [("раз", "one"), ("два", "two"), ("и", ""), ("три", "three four")]


def test_unlinked_openings_stand_beside_each_other(page: Made) -> None:
    """What nobody linked, and is of one kind at one place, is one row; items stand without their list."""
    made = page(
        '<opener>Т.</opener><list><item xml:id="r1" n="1" corresp="a.en.xml#e1">раз</item></list>',
        '<opener>Dear</opener><list><item xml:id="e1" n="1">one</item></list>',
    )

    assert rows(made) == [("Т.", "Dear"), ("раз", "one")]
    assert not made.xpath("//ol | //ul | //li")


def test_alterations_lead_to_each_other(page: Made) -> None:
    """An act and what answers it are one pair, linked both ways, though one of them be part of a substitution."""
    made = page(
        '<p xml:id="r1" corresp="a.en.xml#e1">о <add xml:id="ra" corresp="a.en.xml#ea">методах</add></p>',
        '<p xml:id="e1">on <subst xml:id="es"><del xml:id="ed">aims</del><add xml:id="ea">methods</add></subst></p>',
    )

    left, right = made.find_class("place")
    assert [left.get("id"), right.get("id")] == ["ra", "es"]
    assert left.get("data-pair") == right.get("data-pair") != ""
    assert [place.find_class("across")[0].get("href") for place in (left, right)] == ["#es", "#ra"]
    assert "[replaced: aims; " in right.text_content()
    assert rows(made) == [("о методах", "on methods")]


def test_a_deletion_leaves_a_sign(page: Made) -> None:
    """Where words are gone a sign stands, and none of the words but in what is spoken."""
    made = page(
        '<p xml:id="r1" corresp="a.en.xml#e1">а <del xml:id="rd" corresp="a.en.xml#ed">б</del> в</p>',
        '<p xml:id="e1">a <del xml:id="ed">b</del> c</p>',
    )

    assert [place.get("class") for place in made.find_class("place")] == ["place gone", "place gone"]
    assert [place.find_class("across")[0].get("href") for place in made.find_class("place")] == ["#ed", "#rd"]
    assert rows(made) == [("а в", "a c")]


def test_the_edition_speaks_the_language_of_the_page(page: Made) -> None:
    """What is spoken among Russian words on an English page is marked as English."""
    made = page('<p xml:id="r1" corresp="a.en.xml#e1">а <add>б</add></p>', '<p xml:id="e1">a <add>b</add></p>')

    assert [sign.get("lang") for sign in made.find_class("across")] == ["en", None]


def test_what_has_no_answer_says_why(page: Made) -> None:
    """The sign leads to the note that names the alteration, not one that stands by, and back; without one the sign says it all."""
    made = page(
        '<p xml:id="r1" corresp="a.en.xml#e1">а <add xml:id="ra">б</add><note resp="#ed">Рядом.</note> <del xml:id="rd">в</del>'
        '<note subtype="counterpart" target="#ra" resp="#ed">Не переведено.</note></p>',
        '<p xml:id="e1">a</p>',
    )

    assert made.find_class("across")[0].get("href") == "#ra-why"
    why = made.get_element_by_id("ra-why")
    assert "Не переведено." in why.text_content()
    assert why.xpath("a/@href") == ["#ra"]
    assert why.xpath("span/@lang") == ["ru"]
    (bare,) = made.get_element_by_id("rd").find_class("across")
    assert "nothing answers this" in bare.text_content()
    assert (bare.tag, bare.get("href"), len(made.find_class("why"))) == ("span", None, 1)


def test_a_reason_is_told_in_the_language_of_the_page(page: Made) -> None:
    """Of two notes that say why, in the one text and in the other, the page shows its own."""
    made = page(
        '<p xml:id="r1" corresp="a.en.xml#e1">а <add xml:id="ra">б</add>'
        '<note subtype="counterpart" target="#ra" resp="#ed">Нет.</note></p>',
        '<p xml:id="e1">a<note subtype="counterpart" target="a.ru.xml#ra" resp="#ed">Not rendered.</note></p>',
    )

    assert "Not rendered." in made.get_element_by_id("ra-why").text_content()
    assert "Нет." not in made.get_element_by_id("ra-why").text_content()


def test_a_passage_without_a_counterpart_says_why(page: Made) -> None:
    """The reason why a paragraph was not translated stands in the place that is empty."""
    made = page(
        '<p xml:id="r1" corresp="a.en.xml#e1">1</p><p xml:id="r2">2</p>',
        '<p xml:id="e1">one</p><note subtype="counterpart" target="a.ru.xml#r2" resp="#ed">Left out.</note>',
    )

    assert made.xpath("//div[@class='cell empty']//*[@class='why']")[0].text_content() == "Left out."


def test_an_id_stands_once(page: Made) -> None:
    """Texts that use the same ids are told apart, and their links find the right one."""
    made = page(
        '<p xml:id="p1" corresp="a.en.xml#p1">а <add xml:id="a1" corresp="a.en.xml#a1">б</add></p><p>в</p>',
        '<p xml:id="p1">a <add xml:id="a1">b</add> <add>c</add></p><p>d</p>',
    )
    ids = made.xpath("//@id")

    assert len(ids) == len(set(ids))
    assert all(made.xpath("//*[@id=$id]", id=href[1:]) for href in made.xpath("//@href[starts-with(., '#')]"))
    assert made.get_element_by_id("a1").find_class("across")[0].get("href") == "#text-2-a1"


def test_the_telegram_has_no_gaps(root: Path) -> None:
    """Each paragraph of the telegram has its counterpart, and every alteration but two, which say why."""
    telegram = [document.read(root / "tei" / f"telegram.{language}.xml") for language in ("en", "ru")]
    made = html.document_fromstring(parallel.render([each for each in telegram if isinstance(each, document.Document)]))

    assert len(made.find_class("why")) == len(made.find_class("alone")) == 2
    shown = rows(made)
    assert all(all(cells) for cells in shown)
    assert len(shown) > 30
