# SPDX-License-Identifier: MIT
"""The text as one witness of an apparatus has it (Guidelines 12.1, 12.3): stylesheets and second opinion."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.errors import WrongUse
from edition.model import characters
from edition.render import text
from edition.source import document
from edition.source.document import Document

SOURCES = (
    '<listWit><witness xml:id="A">A</witness><witness xml:id="B" n="β">B</witness>'
    '<listWit xml:id="family"><witness xml:id="C"><abbr type="siglum">C¹</abbr></witness><witness xml:id="D"/></listWit></listWit>'
)


def read(body: str, sources: str = SOURCES) -> Document:
    """A document of these witnesses with this body."""
    header = f"<teiHeader><fileDesc><sourceDesc>{sources}</sourceDesc></fileDesc></teiHeader>"
    parsed = document.parsed(
        Path("case.xml"),
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>'.encode(),
    )
    assert isinstance(parsed, Document), parsed
    return parsed


CASES = [
    ("the reading that names it", '<p>a <app><lem wit="#A">b</lem><rdg wit="#B #C">c</rdg></app> d</p>', "B", "a c d"),
    ("by its siglum", '<p>a <app><lem wit="#A">b</lem><rdg wit="#B">c</rdg></app> d</p>', "β", "a c d"),
    ("by its abbreviation, in a group", '<p>a <app><lem wit="#A">b</lem><rdg wit="#family">c</rdg></app> d</p>', "C¹", "a c d"),
    ("a lemma that names none", '<p>a <app><lem>b</lem><rdg wit="#B">c</rdg></app> d</p>', "A", "a b d"),
    ("an editor's conjecture is no witness's", '<p>a <app><lem resp="#Mat">b</lem><rdg wit="#B">c</rdg></app> d</p>', "A", "a […] d"),
    ("a conjecture that nobody claims", '<p>a <app><lem type="conjecture">b</lem><rdg wit="#B">c</rdg></app> d</p>', "A", "a […] d"),
    ("a lemma from a book", '<p>a <app><lem source="#book">b</lem><rdg wit="#B">c</rdg></app> d</p>', "A", "a […] d"),
    ("a reading in a group of readings", '<p><app><lem wit="#A">b</lem><rdgGrp><rdg wit="#B">c</rdg><rdg wit="#D">d</rdg></rdgGrp></app></p>', "D", "d"),
    ("what it omits", '<p>a <app><lem wit="#A">b</lem><rdg wit="#B"/></app> d</p>', "B", "a d"),
    ("what is not said of it", '<p>a <app><lem wit="#A">b</lem><rdg wit="#B">c</rdg></app> d</p>', "C", "a […] d"),
    ("no lemma, and not named", '<p>a <app><rdg wit="#A">b</rdg><rdg wit="#B">c</rdg></app> d</p>', "D", "a […] d"),
    ("an entry in a lemma", '<p>a <app><lem wit="#A #B">b <app><lem wit="#A">c</lem><rdg wit="#B">d</rdg></app></lem><rdg wit="#C">e</rdg></app></p>', "B", "a b d"),
    ("a lacuna", '<p>a <app><lem wit="#A">b</lem><rdg wit="#B"><lacunaStart/></rdg></app> c</p><p>d <lacunaEnd wit="#B"/>e</p>', "B", "a […]\ne"),
    ("the lacuna of another", '<p>a <app><lem wit="#A #C">b</lem><rdg wit="#B"><lacunaStart/></rdg></app> c <lacunaEnd wit="#B"/>e</p>', "C", "a b c e"),
    ("where it begins", '<p>a <witStart wit="#B"/>b</p>', "B", "b"),
    ("where it ends", '<p>a <witEnd wit="#B"/>b</p>', "B", "a"),
    ("entries in what it lacks", '<p>a <lacunaStart wit="#B"/><app><lem wit="#A">b</lem><rdg wit="#C">c</rdg></app><lacunaEnd wit="#B"/> d</p>', "B", "a […] d"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "siglum", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_witness_has_its_own_text(name: str, body: str, siglum: str, expected: str) -> None:
    """What the apparatus says of the witness, `[…]` where it says nothing, and never another's words."""
    edited = read(body)

    assert text.render(edited, witness=siglum) == expected + "\n"
    ids = text.witnesses(edited)[siglum]
    assert characters.standing(edited, "final", witness=ids) == re.sub(r"\s|\[…\]", "", expected)


def test_a_witness_that_is_not_there_is_wrong_use() -> None:
    """Whoever asks for an unknown witness is told the known ones."""
    with pytest.raises(WrongUse, match="no witness 'Z'; there are A, B, β, C, C¹, D"):
        text.render(read("<p>a</p>"), witness="Z")


def test_witnesses_that_nobody_declares_are_those_of_the_apparatus() -> None:
    """A file without a list of witnesses has those that its readings name."""
    edited = read('<p><app><lem wit="#A">a</lem><rdg wit="other.xml#B">b</rdg></app></p>', sources="<p/>")

    assert list(text.witnesses(edited)) == ["A", "B"]
    assert text.render(edited, witness="B") == "b\n"
