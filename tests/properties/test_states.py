# SPDX-License-Identifier: MIT
"""The laws of text states, on documents made at random and on the project's own: stylesheets and second opinion must agree."""

from __future__ import annotations

import functools
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from edition import names
from edition.model import characters
from edition.publish import proof
from edition.render import text, view
from edition.render.view import Manner
from edition.schema import odd
from edition.source import document
from edition.source.document import Document
from tests.properties import revised_by_the_odd
from tests.properties.revised_texts import HANDS, documents

ROOT = Path(__file__).resolve().parents[2]
BY_THE_ODD = revised_by_the_odd.documents(odd.read(ROOT / "schemas" / "edition.odd"))
OWN = sorted((ROOT / "tei").glob("*.xml"))

many = settings(
    max_examples=int(os.environ.get("EDITION_EXAMPLES", "60")), deadline=None, suppress_health_check=list(HealthCheck)
)
"""Enough for a test run; `EDITION_EXAMPLES=5000` for a night."""
few = settings(many, max_examples=many.max_examples // 3)
"""For what takes longer."""


@functools.cache
def _rng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(ROOT / "schemas" / "edition.rng")))


def assert_valid(xml: str) -> None:
    """A document made from the ODD is one that the ODD allows."""
    assert _rng().validate(etree.fromstring(xml)), _rng().error_log.last_error


def read(xml: str) -> Document:
    """The document in a string."""
    parsed = document.parsed(Path("random.xml"), xml.encode())
    assert isinstance(parsed, Document), parsed
    return parsed


def bare(rendered: str) -> str:
    """A rendered text without white space and without the editor's brackets, which no random document contains."""
    return re.sub(r"\s|\[…\]|[\[\]]", "", rendered)


@many
@given(documents())
def test_engine_and_second_opinion_agree_on_every_state(xml: str) -> None:
    """In every state of a document, the stylesheets let stand exactly the characters that the slow way lets stand (law 2)."""
    revised = read(xml)

    for state in text.states(revised):
        assert bare(text.render(revised, state=state)) == characters.standing(revised, state), state


@many
@given(documents(), st.sets(st.sampled_from(HANDS), min_size=1, max_size=2))
def test_engine_and_second_opinion_agree_without_hands(xml: str, hands: set[str]) -> None:
    """The text without the hands named is the same both ways."""
    revised = read(xml)

    assert bare(text.render(revised, without_hands=sorted(hands))) == characters.standing(
        revised, "final", sorted(hands)
    )


@many
@given(st.one_of(documents(), BY_THE_ODD))
def test_what_notes_quote_is_what_does_not_stand(xml: str) -> None:
    """In the signs that tell acts in notes the running text is the final one, and the notes quote all the rest of it, in order."""
    revised = read(xml)
    page = view.render(revised, "diplomatic", manner=Manner(names.IN_NOTES)).html.encode()

    assert list(proof.check(revised, "diplomatic", page, names.IN_NOTES)) == []


@many
@given(documents())
def test_nothing_is_lost(xml: str) -> None:
    """Every character that was written is in the diplomatic text once, in document order (law 1)."""
    revised = read(xml)
    shown = re.sub(r"\[[^\]]*\]", "", re.sub(r"\s", "", text.render(revised, view="diplomatic")))

    assert shown == characters.as_written(revised)


@many
@given(documents())
def test_words_are_spaced_once(xml: str) -> None:
    """A rendered text has no white space at either end of a line and never two spaces in a row."""
    for line in text.render(read(xml)).splitlines():
        assert line == " ".join(line.split())
        assert line


@many
@given(documents())
def test_only_the_markup_counts(xml: str) -> None:
    """Comments, processing instructions and CDATA sections change no state (law 4)."""
    dressed = xml.replace("<del", "<!-- x --><del").replace("<add", "<?x y?><add").replace("б", "<![CDATA[б]]>")

    assert text.render(read(dressed)) == text.render(read(xml))


@many
@given(BY_THE_ODD)
def test_what_the_odd_allows_agrees_in_every_state(xml: str) -> None:
    """The same of whatever the content models allow: every state, without each hand, and all that was written."""
    revised = read(xml)

    assert_valid(xml)
    for state in text.states(revised):
        assert bare(text.render(revised, state=state)) == bare(characters.standing(revised, state)), state
    for hand in HANDS:
        assert bare(text.render(revised, without_hands=[hand])) == bare(
            characters.standing(revised, "final", [hand])
        ), hand
    shown = text.render(revised, view="diplomatic")
    assert bare(shown) == bare(characters.together(characters.on_the_leaf(revised)))


@few
@given(BY_THE_ODD)
def test_pages_of_what_the_odd_allows_are_proved(xml: str) -> None:
    """The page of each view shows every character that it must and no other, whatever the content models allow (laws 1 and 2)."""
    revised = read(xml)

    for shown in names.VIEWS:
        assert list(proof.check(revised, shown, view.render(revised, shown).html.encode())) == []


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_own_documents_agree_in_every_state(path: Path) -> None:
    """The documents of the edition have the same text both ways, in every state."""
    own = document.read(path)
    assert isinstance(own, Document)

    for state in text.states(own):
        rendered = re.sub(r"\s|\[…\]|[\[\]]", "", text.render(own, state=state))
        assert rendered == re.sub(r"[\[\]]", "", characters.standing(own, state)), state
