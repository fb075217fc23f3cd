# SPDX-License-Identifier: MIT
"""Schemas in which an element can be meant in several ways are compared exactly, and what is said is true of documents."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.engines import libxml
from edition.relaxng import difference, equivalence, restrictions, schemas
from edition.relaxng.difference import Difference
from edition.relaxng.equivalence import Undecided
from edition.relaxng.loader import Grammar, SchemaFault
from edition.relaxng.machine import Machine
from edition.relaxng.patterns import Pool


def grammars(folder: Path, *texts: str) -> list[Grammar]:
    """Schemas in compact syntax, of one pool."""
    pool, made = Pool(), []
    for number, text in enumerate(texts):
        path = folder / f"{number}.rnc"
        path.write_text(text, encoding="utf-8")
        made.append(schemas.grammar(path, pool))
    return made


def compared(folder: Path, left: str, right: str) -> list[Difference]:
    """What differs; each example is in one language only."""
    both = grammars(folder, left, right)
    machines = dict(zip(("left", "right"), map(Machine, both), strict=True))
    found = difference.compare(*both)
    for each in found:
        assert each.example or each.what is difference.What.VALUES
    for each in filter(lambda each: each.example, found):
        root = libxml.parse(each.example.encode()).getroot()
        assert {side for side, machine in machines.items() if machine.is_valid(root)} == {each.allows}
    return found


X, Y = "element x { empty }", "element y { empty }"
AX, AY, AXY = (f"element a {{ {content} }}" for content in (X, Y, f"{X} | {Y}"))
B, C = "element b { empty }", "element c { empty }"


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (f"element r {{ {AX} | {AY} }}", f"element r {{ {AXY} }}", True),
        (f"element r {{ ({AX}, {B}) | ({AY}, {B}) }}", f"element r {{ {AXY}, {B} }}", True),
        (f"element r {{ ({AX}, {B}) | ({AY}, {C}) }}", f"element r {{ {AXY}, ({B} | {C}) }}", False),
        (f"element r {{ ({AX}, {B}) | ({AY}, {C}) }}", f"element r {{ ({AX}, {C}) | ({AY}, {B}) }}", False),
        (f"element r {{ ({AX}, {B}) | ({AXY}, {C}) }}", f"element r {{ ({AX}, ({B} | {C})) | ({AY}, {C}) }}", True),
        ("element r { element a { attribute n { '1' } } | element a { attribute n { '2' } } }",
         "element r { element a { attribute n { '1' | '2' } } }", True),
        ("start = e e = element e { e, e } | element e { empty }", "start = e e = element e { (e, e)? }", True),
        ("start = e e = element e { e } | element e { empty }", "start = e e = element e { f? } f = element e { e? }", True),
        ("start = e e = element e { f } | element e { empty } f = element e { e }", "start = e e = element e { e? }", False),
    ],
)  # fmt: skip
def test_the_verdict_is_that_of_the_languages(tmp_path: Path, left: str, right: str, equal: bool) -> None:
    """What an element held may decide what follows, or not; a recursion may count in twos."""
    assert (compared(tmp_path, left, right) == []) is equal


def test_what_is_too_much_is_not_decided(tmp_path: Path) -> None:
    """No verdict is given where the budget is spent."""
    both = grammars(tmp_path, f"element r {{ {AX} | {AY} }}", f"element r {{ {AXY} }}")
    with pytest.raises(Undecided):
        equivalence.witness(*both, budget=3)


def contents() -> st.SearchStrategy[str]:
    """Contents of an element, of few names, so that they meet."""
    leaf = st.sampled_from(("empty", "text", "a", "b", "c", "attribute n { '1' }", "attribute n { '1' | '2' }"))
    return st.recursive(
        leaf.map(lambda each: f"({each})"),
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(("|", ",")), inner).map(lambda each: f"({' '.join(each)})"),
            st.tuples(inner, st.sampled_from("?*+")).map(lambda each: f"({each[0]}{each[1]})"),
        ),
        max_leaves=4,
    )


@st.composite
def schema(draw: st.DrawFn) -> str:
    """A schema in which `a` and `b` are both elements `a`."""
    first, second, third = draw(contents()), draw(contents()), draw(contents())
    return f"start = element r {{ {first} }} a = element a {{ {second} }} b = element a {{ {third} }} c = element c {{ text }}"


DOCUMENTS = [
    libxml.parse(f"<r>{inner}</r>".encode()).getroot()
    for leaves in [["", "t", "<c/>", "<a/>", '<a n="1"/>', '<a n="2"/>', "<a>t</a>", "<a><c/></a>", "<a><a/></a>", "<a><a><c/></a></a>"]]
    for inner in map("".join, itertools.chain(itertools.product(leaves), itertools.product(leaves, leaves)))
]  # fmt: skip


@given(schema(), schema())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_any_two_small_schemas(left: str, right: str) -> None:
    """Where they are said to be equal no small document tells them apart; where not, the example does."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            both = grammars(folder, left, right)
            for each in both:
                restrictions.check(each)
            found = compared(folder, left, right)
        except (SchemaFault, Undecided):
            return
        machines = list(map(Machine, both))
        differing = [each for each in DOCUMENTS if machines[0].is_valid(each) is not machines[1].is_valid(each)]
        assert found or not differing
