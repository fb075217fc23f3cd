# SPDX-License-Identifier: MIT
"""Regular expressions of XSD: what they have of a text, whichever way they are followed."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from edition.engines import expressions
from edition.engines.automaton import Program
from edition.engines.expressions import Expression, ExpressionFault


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing has been lost yet."""
    monkeypatch.setattr(Expression, "_lost", 0.0)


@pytest.mark.parametrize(
    ("written", "has", "has_not"),
    [
        (r"[\i-[:]][\c-[:]]*", ("a", "_x-1", "é"), ("", ":a", "1a", "a:b")),
        (r"\p{IsCyrillic}+", ("вода",), ("water",)),
        (r"\p{Lu}\P{Lu}*", ("Ab", "Ы"), ("ab", "AB")),
        ("a^b$", ("a^b$",), ("ab",)),
        (".{2,3}", ("ab", "abc"), ("a", "abcd", "a\n")),
        ("a|b{2}|", ("a", "bb", ""), ("b", "ab")),
        (r"\w+\-\d", ("aé-٣",), ("a b-1",)),
    ],
)
def test_what_xsd_means(written: str, has: tuple[str, ...], has_not: tuple[str, ...]) -> None:
    """Signs, classes, counts, and no edges: the whole value is meant; both ways of following say the same."""
    one = Expression(written)
    for texts, expected in ((has, True), (has_not, False)):
        for text in texts:
            assert one.has(text) is expected, text
            assert (one._program.fullmatch(text) is not None) is expected, text


@pytest.mark.parametrize(
    ("written", "text", "parts"),
    [
        (r"(\S+) ([^.]+)\.(.*)", "Mt 5.3-10", ("Mt", "5", "3-10")),
        ("(.+?)(b*)", "abb", ("a", "bb")),
        ("(.+)(b*)", "abb", ("abb", "")),
        ("^(?:x|y)(a)?$", "x", ("",)),
        ("(a|b)+", "ab", ("b",)),
        (r"(\d{4}\-\d{2})[\-.]*[0-9]*", "1942-11-03", ("1942-11",)),
    ],
)
def test_what_its_groups_have(written: str, text: str, parts: tuple[str, ...]) -> None:
    """An expression of a document may be one of XPath's: modest counts, edges, groups without a number."""
    one = Expression(written, extended=True)

    assert one.parts(text) == parts
    assert one._program.fullmatch(text) == parts


PIECES = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", ".", "^", "$"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{0,2}", "{1,}", "*?", "+?"])).map(
            lambda pair: f"({pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=8,
)


@given(PIECES, st.text("abc", max_size=7))
def test_both_ways_lead_to_the_same(written: str, text: str) -> None:
    """Whether a text is had does not depend on how the expression is followed."""
    tree = expressions._Reading(written, extended=True).whole()
    expected = regex.fullmatch(tree.written(), text, regex.V1)

    assert (Program(tree).fullmatch(text) is not None) is (expected is not None)


HOSTILE = {
    "counts in counts": ("(a+)+", "a" * 5000 + "!"),
    "a value of less than 32 signs": ("(a|a)*", "a" * 31 + "!"),
    "two ways for each sign": ("(a|aa)+", "a" * 300 + "!"),
    "many counts in a row": (".*a.*a.*a.*a.*a.*[xy]", "a" * 3000),
    "counts that multiply": ("(a{0,90}){0,90}", "a" * 150 + "!"),
}


@pytest.mark.parametrize(("written", "text"), HOSTILE.values(), ids=HOSTILE)
def test_no_expression_runs_away(written: str, text: str) -> None:
    """What has uncountable ways is answered, and truly: the same text without its last sign is had where it should be."""
    begun = time.process_time()
    one = Expression(written)

    assert one.has(text) is False
    assert one.has(text.rstrip("!")) is (text[-1] == "!")
    assert time.process_time() - begun < 10


def test_what_makes_it_wait_is_the_way_of_trying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its patience coming to an end the quick way does not come back: of `(a|a)*` each letter doubles the work."""
    monkeypatch.setattr(expressions, "_PATIENCE", 1.0)
    one = Expression("(a|a)*")
    begun = time.process_time()
    one.has("a" * 31 + "!")

    assert one._is_slow
    assert time.process_time() - begun > 0.5
    begun = time.process_time()
    assert one.has("a" * 31 + "!") is False
    assert time.process_time() - begun < 0.5


def test_little_is_lost_by_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A schema of a thousand such expressions costs a few seconds, not two hundred."""
    monkeypatch.setattr(expressions, "_LOST", 0.5)
    begun = time.process_time()
    for number in range(1000):
        assert Expression(f"(a|a|{number})*").has("a" * 31 + "!") is False

    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("(" * 10_000, "nested too deeply"),
        ("[a-" * 10_000, "nested too deeply"),
        ("((a{999}){999}){999}", "counts to more than can be followed"),
        ("a{3,1}", "begins no count"),
        ("a**", "must be escaped"),
        ("a{99999999999999999999}", "begins no count"),
        ("(a", "ends too soon"),
        (r"\p{Nothing}", "no regular expression"),
    ],
)
def test_what_is_none(written: str, why: str) -> None:
    """What cannot be read, or only with all the memory there is, is refused in words."""
    with pytest.raises(ExpressionFault, match=why):
        Expression(written)
