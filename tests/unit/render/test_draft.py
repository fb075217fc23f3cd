# SPDX-License-Identifier: MIT
"""A draft is two texts in one: with all that was done undone it is the base text to the letter, with all of it accepted the final one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.engines import libxml
from edition.render import draft, text
from edition.source import document
from edition.source.document import Document
from tests.xslt.test_states import CASES, Case
from tests.xslt.test_states import read as read_case

ED = {"ed": "urn:x-edition"}

SHOWN_OTHERWISE = {
    "a text without blocks": "a milestone is a line of its own",
    "an apparatus apart": "a list of readings is shown",
    "an example of markup": "tags are shown",
}
"""What a view shows beside the characters of the text."""


def made(body: str, *, header: str = "", view: str = "diplomatic") -> libxml.Element:
    """The draft of a text by two hands."""
    parsed = document.parsed(
        Path("a.xml"),
        f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt></fileDesc>
        <profileDesc><creation><listChange><change xml:id="c1" when="1956-09-23"/></listChange></creation><handNotes>
        <handNote xml:id="h-typist" scope="major" medium="typewriter">Typescript</handNote><handNote xml:id="h-a">Pencil</handNote>
        <handNote xml:id="h-b">Ink</handNote></handNotes>{header}</profileDesc></teiHeader>
        <text xml:lang="en"><body>{body}</body></text></TEI>""".encode(),
    )
    assert isinstance(parsed, Document), parsed
    return draft.of(parsed, view).root


def runs(root: libxml.Element) -> list[tuple[str | None, str]]:
    """The runs of the text, each with the states in which it stands (None where it is both)."""
    return [(run.get("in"), run.text) for run in root.xpath("ed:p[@of = 'text']/ed:r", namespaces=ED)]


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name not in SHOWN_OTHERWISE], ids=lambda case: case.name
)
def test_both_texts_are_those_of_the_states(case: Case) -> None:
    """For each thing that chapter 11 describes, what `edition text` says of the two states, line for line and space for space."""
    root = draft.of(read_case(case), "diplomatic").root
    for state in ("base", "final"):
        assert lines(draft.text(root, state, with_edition=True)) == lines(text.render(read_case(case), state=state))


def lines(rendered: str) -> list[str]:
    """Its lines, without the editor's brackets, which the two draw at other places."""
    return [" ".join(re.sub(r"[\[\]]", "", line).split()) for line in rendered.splitlines()]


def test_a_run_says_in_which_text_it_stands() -> None:
    """What was cut stands in the base text, what was put in the final one, what was put and cut in neither."""
    root = made('<p>one <del hand="#h-a">two</del> <add hand="#h-a">three <del hand="#h-b">four</del></add> five</p>')
    assert runs(root) == [
        (None, "one "),
        ("base", "two"),
        ("final", "three"),
        ("", "four"),
        (None, " five"),
    ]


def test_an_act_is_told_with_its_hand_and_its_day() -> None:
    """Whose each change is, and when it was made, where the change has a day."""
    root = made('<p>one <del hand="#h-a">two</del> <add hand="#h-b" change="#c1">three</add></p>')
    told = [(act.get("author"), act.get("date")) for act in root.iterchildren("{urn:x-edition}act") if act.get("id")]
    assert told == [("hand A", None), ("hand B", "1956-09-23")]


def test_without_what_was_done_only_the_final_text_is_left() -> None:
    """The reading draft has no run that says anything."""
    root = made("<p>one <del>two</del> <add>three</add></p><p><del>four</del></p>", view="reading")
    assert runs(root) == [(None, "one three")]


def test_a_note_stands_where_it_is_called() -> None:
    """An editor's note has paragraphs of its own."""
    root = made("<p>one<note>Said <hi rend='italic'>so</hi>.</note> two</p>")
    (note,) = root.xpath("ed:p/ed:n", namespaces=ED)
    assert note.getprevious().text == "one"
    assert [(run.text, run.get("look")) for run in note.iter("{urn:x-edition}r")] == [
        ("Said ", None),
        ("so", "italic"),
        (".", None),
    ]


def test_blocks_are_told_by_their_kind() -> None:
    """Headings, items, verses, quotations, tables."""
    root = made(
        "<div><head>H</head><list rend='numbered'><item>i</item><item>j</item></list><lg><l>v</l></lg><quote><p>q</p></quote>"
        "<table><row role='label'><cell>a</cell></row><row><cell>b</cell></row></table></div>"
    )
    kinds = [
        (p.get("kind"), p.get("level") or p.get("number")) for p in root.xpath("ed:p[@of = 'text']", namespaces=ED)
    ]
    assert kinds == [("heading", "2"), ("item", "1"), ("item", "2"), ("verse", None), ("quote", None)]
    assert root.xpath("count(ed:table/ed:row/ed:cell[@header])", namespaces=ED) == 1


def test_a_direction_is_told_of_the_paragraph_and_of_the_run() -> None:
    """A text from right to left, words from left to right in it."""
    root = made('<p xml:lang="he">שלום <foreign xml:lang="en">peace</foreign></p>')
    (paragraph,) = root.xpath("ed:p[@of = 'text']", namespaces=ED)
    assert paragraph.get("dir") == "rtl"
    assert [run.get("dir") for run in paragraph] == ["rtl", "ltr"]
