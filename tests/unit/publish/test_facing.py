# SPDX-License-Identifier: MIT
"""Texts that face each other: which passages answer, where a page must be broken, and where one stays empty."""

from __future__ import annotations

from pathlib import Path

from edition.publish import facing
from edition.source import document
from edition.source.document import Document

TEXT = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'


def read(name: str, body: str) -> Document:
    """A document of this body."""
    found = document.parsed(Path(name), TEXT.format(body).encode())
    assert isinstance(found, Document)
    return found


def test_passages_answer_as_either_says_in_order() -> None:
    """Whichever of two documents points to the other; a word answers, but begins no page; one that was moved keeps no order."""
    one = read(
        "a.xml",
        '<p xml:id="a1" corresp="b.xml#b1"/><p xml:id="a2"><seg xml:id="s" corresp="b.xml#b2"/></p>'
        '<p xml:id="a3" corresp="b.xml#b3 c.xml#c"/><p xml:id="a4"/>',
    )
    other = read(
        "b.xml",
        '<p xml:id="b1"/><p xml:id="b3"/><p xml:id="b2"/><p xml:id="b4" corresp="a.xml#a4"/><p corresp="a.xml#a1"/>',
    )
    assert facing.pairs(one, other) == [("a1", "b1"), ("a3", "b3"), ("a4", "b4")]
    turned = read("b.xml", '<p xml:id="b3"/><p xml:id="b1"/>')
    assert facing.pairs(one, turned) == [("a1", "b1")]


def test_the_earlier_waits_for_the_later() -> None:
    """A page is broken before a passage that would begin on an earlier opening than its answer, and what follows it moves along."""
    places = [{"a": 0.0, "b": 1.1, "c": 1.5}, {"x": 0.0, "y": 0.6, "z": 0.9}]
    more, openings = facing._walked([("a", "x"), ("b", "y"), ("c", "z")], places, (set(), set()))
    assert more == (set(), {"y"})
    assert openings == ({0: 0, 1: 1}, {0: 0, 1: 1})


def test_a_side_stays_empty_where_a_break_is_not_enough() -> None:
    """A passage that runs over two pages has an empty page beside it."""
    places = [{"a": 0.0, "b": 2.0}, {"x": 0.0, "y": 1.0}]
    more, openings = facing._walked([("a", "x"), ("b", "y")], places, (set(), {"y"}))
    assert more == (set(), set())
    assert [list(facing._filled(known, count)) for known, count in zip(openings, (3, 2), strict=True)] == [
        [0, 1, 2],
        [0, 2],
    ]
