# SPDX-License-Identifier: MIT
"""Two schemas are equal as languages or not, however they are written; a document shows each difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.engines import libxml
from edition.relaxng import difference
from edition.relaxng.difference import Difference
from edition.relaxng.loader import Grammar
from edition.relaxng.machine import Machine
from edition.relaxng.patterns import Pool

HEAD = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
E, A = '<element name="e"><empty/></element>', '<attribute name="a"><data type="integer"/></attribute>'
F = E.replace('"e"', '"f"')


def differences(folder: Path, left: str, right: str) -> list[Difference]:
    """What differs between two elements `r` of this content."""
    pool, grammars = Pool(), []
    for name, content in (("left", left), ("right", right)):
        path = folder / f"{name}.rng"
        path.write_text(f'<element name="r" {HEAD}>{content}</element>', encoding="utf-8")
        grammars.append(Grammar(path, pool=pool))
    found = difference.compare(*grammars)
    machines = dict(zip(("left", "right"), map(Machine, grammars), strict=True))
    for each in found:
        root = libxml.parse(each.example.encode()).getroot()
        verdicts = {side for side, machine in machines.items() if machine.is_valid(root)}
        assert verdicts == {each.allows}, "the example is in one language, and not in the other"
    return found


def test_an_element_of_no_namespace_is_written_as_one(tmp_path: Path) -> None:
    """Within elements of a namespace, which is then not the default of the example."""
    inside = '<element ns="urn:a" name="b"><optional><element ns="" name="c"><empty/></element></optional></element>'
    (found,) = differences(tmp_path, inside, '<element ns="urn:a" name="b"><empty/></element>')

    assert "<c/>" in found.example


W = '<data type="NMTOKEN"/>'


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (f"<optional>{A}</optional>{E}", f"{E}<choice><empty/>{A}</choice>"),
        (f"<zeroOrMore>{E}</zeroOrMore>", f"<optional><oneOrMore>{E}</oneOrMore></optional>"),
        (f"{E}<zeroOrMore>{E}</zeroOrMore>", f"<oneOrMore>{E}</oneOrMore>"),
        (f"<interleave>{E}{F}</interleave>", f"<choice><group>{E}{F}</group><group>{F}{E}</group></choice>"),
        (f"<mixed>{E}</mixed>", f"<interleave><text/>{E}</interleave>"),
        (f"<choice>{E}<notAllowed/></choice>", E),
        ('<attribute name="a"><choice><value>x</value><value>y</value></choice></attribute>',
         '<attribute name="a"><choice><value>y</value><value> x </value></choice></attribute>'),
        ('<attribute name="a"><choice><value>x</value><data type="token"/></choice></attribute>',
         '<attribute name="a"><data type="token"/></attribute>'),
        ("<element><name>q</name><text/></element>", '<element name="q"><text/></element>'),
        # any text is any text
        ('<attribute name="a"><text/></attribute>', '<attribute name="a"><data type="string"/></attribute>'),
        # one word or two or three, however they are counted
        (f'<attribute name="a"><list>{W}<optional>{W}</optional><optional>{W}</optional></list></attribute>',
         f'<attribute name="a"><list>{W}<optional><group>{W}<optional>{W}</optional></group></optional></list></attribute>'),
        (f'<attribute name="a"><list><oneOrMore>{W}</oneOrMore></list></attribute>',
         f'<attribute name="a"><list>{W}<zeroOrMore><choice><value>x</value>{W}</choice></zeroOrMore></list></attribute>'),
    ],
)  # fmt: skip
def test_what_is_written_otherwise_may_be_equal(tmp_path: Path, left: str, right: str) -> None:
    """Order of alternatives, of attributes and content, interleaves spelt out."""
    assert differences(tmp_path, left, right) == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (f"<oneOrMore>{E}</oneOrMore>", E, ["left content e"]),
        (f"<optional>{E}</optional>", E, ["left content "]),
        (f"{E}{F}", f"{F}{E}", ["left content e", "right content f"]),
        (f"<text/>{E}", E, ["left text "]),
        (f"{A}{E}", E, ["left attribute a"]),
        (f"<optional>{A}</optional>{E}", f"{A}{E}", ["left required a"]),
        (A, A.replace("integer", "positiveInteger"), ["left values a"]),
        ('<attribute name="a"><choice><value>x</value><value>y</value></choice></attribute>',
         '<attribute name="a"><choice><value>x</value><value>z</value></choice></attribute>', ["left values a", "right values a"]),
        (f"<zeroOrMore><choice>{E}{F}</choice></zeroOrMore>", f"<zeroOrMore>{E}</zeroOrMore>", ["left content f"]),
        (f'<attribute name="a"><list><oneOrMore>{W}</oneOrMore></list></attribute>',
         f'<attribute name="a"><list>{W}<optional>{W}</optional></list></attribute>', ["left values a"]),
        ("<element><anyName/><empty/></element>", '<element><nsName ns="u"/><empty/></element>', ["left content (any other)"]),
    ],
)  # fmt: skip
def test_what_differs_is_named_and_shown(tmp_path: Path, left: str, right: str, expected: list[str]) -> None:
    """Content, text, attributes, whether they are required, their values: each with a document that proves it."""
    found = differences(tmp_path, left, right)
    assert sorted({f"{each.allows} {each.what.value} {each.subject}" for each in found}) == expected
