# SPDX-License-Identifier: MIT
"""The stages of a text: which there are, what each page shows of its step, and that it shows it once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from edition import names
from edition.render import stages
from edition.render import text as plain
from edition.source import document

HEADER = """<profileDesc><creation><listChange>
    <change xml:id="c1">First thoughts.</change><change xml:id="c2">Second thoughts.</change><change xml:id="c3">Filed.</change>
  </listChange></creation>
  <handNotes><handNote xml:id="typist" scope="major" medium="typewriter">Typed.</handNote>
    <handNote xml:id="pen" scope="minor">Pen.</handNote></handNotes></profileDesc>"""

Made = Callable[..., document.Document]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """`made(BODY)`: a letter with this body; `header=""` for one that tells no changes."""

    def make(body: str, header: str = HEADER) -> document.Document:
        path = tmp_path / "letter.xml"
        path.write_text(
            f'<TEI xmlns="{names.TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>'
            f"<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>{header}</teiHeader>"
            f"<text><body>{body}</body></text></TEI>",
            encoding="utf-8",
        )
        read = document.read(path)
        assert isinstance(read, document.Document)
        return read

    return make


def seen(page: str) -> str:
    """The text of a page as marks of what it did: +added+, -removed-, white space folded."""
    text = html.document_fromstring(page).get_element_by_id("text")
    for said in text.xpath(".//*[@data-by='edition'][not(self::h2)]"):
        said.drop_tree()
    for name, mark in (("ins", "+"), ("del", "-")):
        for act in text.xpath(f".//{name}"):
            act.text = mark + (act.text or "")
            act.tail = mark + (act.tail or "")
    return re.sub(r"\s+", " ", str(text.text_content())).strip()


def test_a_document_without_changes_has_no_stages(made: Made) -> None:
    """No `listChange`, or none that an act belongs to: no stages; an act in the course of writing makes none."""
    assert stages.states(made("<p>a <del>b</del></p>", "")) == ()
    assert stages.states(made("<p>a <del>b</del></p>")) == ()
    assert stages.states(made('<p>a <del change="#c1" instant="true">b</del></p>')) == ()
    assert stages.render(made("<p>a</p>")) == {}


def test_states_are_the_changes_that_did_something(made: Made) -> None:
    """In the order of `listChange`, whatever that of the text; the change of an act may stand around it."""
    letter = made('<p>a <add change="#c2">b</add> <subst change="#c1"><del>c</del><add>d</add></subst></p>')

    assert stages.states(letter) == ("base", "c1", "c2", "final")


def names_of(pages: dict[str, str]) -> list[str]:
    """What the steps are called, in their row."""
    row = html.document_fromstring(next(iter(pages.values()))).xpath("//nav[@class='steps']//li/*")
    return [str(step.text) for step in row]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ('<change xml:id="c1" n="I">The pen went over all of it once more.</change>', "I"),
        ('<change xml:id="c1"><label>Ink</label><desc>The pen went over it.</desc></change>', "Ink"),
        ('<change xml:id="c1">Second thoughts.</change>', "Second thoughts"),
        ('<change xml:id="c1" when="1911-05-04">The pen went over all of it once more.</change>', "Hands A, B"),
    ],
)
def test_a_step_has_a_short_name(made: Made, change: str, name: str) -> None:
    """Its label or number, else its description where that is short, else its hands; the description is told all the same."""
    header = HEADER.replace('<change xml:id="c1">First thoughts.</change>', change).replace(
        "</handNotes>", '<handNote xml:id="chalk">Chalk.</handNote></handNotes>'
    )
    pages = stages.render(
        made('<p>a <add change="#c1" hand="#pen">b</add> <del change="#c1" hand="#chalk">c</del></p>', header)
    )
    said = re.sub(r"<label>.*</label>|<[^>]*>|\.", "", change)

    assert names_of(pages) == ["As typed", name, "As it ended"]
    base, step = (html.document_fromstring(pages[state]) for state in ("base", "c1"))
    assert base.xpath("//nav[@class='steps']//a/@title")[:1] == ([said] if said != name else [])
    assert step.xpath("//p[@class='step-said']/text()") == ([f"{said}."] if said != name else [])


def test_no_two_steps_have_one_name(made: Made) -> None:
    """Two steps of one hand are told apart by their days, and where these are one or none by their numbers."""
    same = "The pen went over all of it once more."
    header = re.sub(
        "<listChange>.*</listChange>",
        f'<listChange><change xml:id="c1" when="1911-05-04">{same}</change><change xml:id="c2">{same}</change></listChange>',
        HEADER,
        flags=re.DOTALL,
    )
    body = '<p>a <add change="#c1" hand="#pen">b</add> <del change="#c2" hand="#pen">c</del></p>'

    assert names_of(stages.render(made(body, header))) == ["As typed", "4 May 1911", "Step 2", "As it ended"]


def test_a_step_marks_what_it_did_once(made: Made) -> None:
    """What a step added is marked on its page and part of the text on the next; what it removed is struck, then gone."""
    pages = stages.render(
        made('<p>one <subst change="#c1"><del>two</del> <add>three</add></subst> <del change="#c2">four</del> five</p>')
    )

    assert {state: seen(page) for state, page in pages.items()} == {
        "base": "one two four five",
        "c1": "one -two- +three+ four five",
        "c2": "one three -four- five",
        "final": "one three five",
    }


def test_what_came_and_went_before_is_not_shown(made: Made) -> None:
    """An addition deleted later stands in between only; one deleted by the same step never stands."""
    pages = stages.render(
        made('<p>a <add change="#c1">b <del change="#c2">c</del></add> <add change="#c2">d<del>e</del></add> f</p>')
    )

    assert seen(pages["c1"]) == "a +b c+ f"
    assert seen(pages["c2"]) == "a b -c- +d+ f"
    assert seen(pages["final"]) == "a b d f"


def test_a_restoration_is_no_new_text_of_the_deletion(made: Made) -> None:
    """What was struck in one step and let stand in the next comes back there as added."""
    pages = stages.render(made('<p>a <restore change="#c2"><del change="#c1">b</del></restore> c</p>'))

    assert [seen(page) for page in pages.values()] == ["a b c", "a -b- c", "a +b+ c", "a b c"]


def test_ranges_and_blocks_are_marked(made: Made) -> None:
    """A range over a paragraph's end is marked run by run; a paragraph that was added is marked as a whole."""
    pages = stages.render(
        made(
            '<p>a <delSpan change="#c1" spanTo="#e"/>b</p><p>c <anchor xml:id="e"/>d</p><add change="#c2"><p>f</p></add>'
        )
    )

    assert seen(pages["c1"]) == "a -b- -c -d"
    assert seen(pages["final"]).split() == ["a", "d", "f"]
    added = html.document_fromstring(pages["c2"]).xpath("//ins")
    assert [ins.xpath("boolean(p)") for ins in added] == [True]


def test_a_step_is_spoken_and_bears_its_hand(made: Made) -> None:
    """Both ends of an alteration are spoken, with the hand; the siglum and the line are the hand's."""
    page = html.document_fromstring(
        stages.render(made('<p>a <add xml:id="a1" change="#c1" hand="#pen">b</add></p>'))["c1"]
    )
    ins = page.get_element_by_id("a1")

    assert [said.text for said in ins.find_class("vh")] == ["[inserted, hand A: ", " — end of insertion]"]
    assert ins.get("class") == "act hand hand-1 by-pen"
    assert ins.getnext().text == "A"


def test_what_was_moved_is_marked(made: Made) -> None:
    """Passages that took each other's places are marked in the step that moved them, and stand there unmarked afterwards."""
    moves = '<listTranspose><transpose change="#c2"><ptr target="#b"/><ptr target="#a"/></transpose></listTranspose></profileDesc>'
    letter = made(
        '<p><seg xml:id="a">one</seg> and <seg xml:id="b">two</seg> <add change="#c3">three</add></p>',
        HEADER.replace("</profileDesc>", moves),
    )
    pages = stages.render(letter)

    assert {state: seen(page) for state, page in pages.items()} == {
        "base": "one and two",
        "c2": "two and one",
        "c3": "two and one +three+",
        "final": "two and one three",
    }
    marked = {
        state: html.document_fromstring(page).xpath("//*[@id='text']//*[@class='moved']")
        for state, page in pages.items()
    }
    assert {state: len(passages) for state, passages in marked.items()} == {"base": 0, "c2": 2, "c3": 0, "final": 0}
    assert marked["c2"][0].text_content() == "[moved here: two — end of what was moved]"


def test_the_steps_are_links(made: Made) -> None:
    """Every other step is a link to its page; the step that is shown is marked and is none; its name is what the header says."""
    page = html.document_fromstring(stages.render(made('<p>a <add change="#c2">b</add></p>'))["c2"])

    assert [
        (step.text, step.get("href"), step.get("aria-current")) for step in page.xpath("//nav[@class='steps']//li/*")
    ] == [
        ("As typed", "letter.stages.base.html", None),
        ("Second thoughts", None, "step"),
        ("As it ended", "letter.stages.final.html", None),
    ]


def test_what_was_written_later_is_not_listed(made: Made) -> None:
    """A registry note of a later change is not on the document yet."""
    letter = made('<p>a <add change="#c1">b</add></p><note type="registry" hand="#pen" change="#c3">filed</note>')
    pages = stages.render(letter)

    assert ["filed" in page for page in pages.values()] == [False, False, True]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_telegram_shows_each_state(root: Path, language: str) -> None:
    """Without what its step removed, each page has the text that `edition text --state` prints, and every id once."""
    telegram = document.read(root / "tei" / f"telegram.{language}.xml")
    assert isinstance(telegram, document.Document)
    pages = stages.render(telegram)

    assert list(pages) == ["base", "c-revised", "c-signed", "final"]
    for state, page in pages.items():
        tree = html.document_fromstring(page)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        text = tree.get_element_by_id("text")
        for gone in text.xpath(".//del | .//*[@data-by='edition'] | .//section"):
            gone.drop_tree()
        shown = re.sub(r"\s+", "", str(text.text_content()))
        assert shown == re.sub(r"\s+|\[…\]|[\[\]]", "", plain.render(telegram, view="reading", state=state))
