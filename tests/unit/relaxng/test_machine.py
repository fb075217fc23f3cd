# SPDX-License-Identifier: MIT
"""The verdicts of our RELAX NG engine, by small schemas whose language one can see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.engines import libxml
from edition.relaxng import restrictions
from edition.relaxng.loader import Grammar, SchemaFault
from edition.relaxng.machine import Fault, Machine

HEAD = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'


def machine(folder: Path, schema: str) -> Machine:
    """The automaton of a schema, given by what stands in its root."""
    path = folder / "schema.rng"
    path.write_text(re.sub(r"<\w+", rf"\g<0> {HEAD}", schema.strip(), count=1), encoding="utf-8")
    grammar = Grammar(path)
    restrictions.check(grammar)
    return Machine(grammar)


def fault(engine: Machine, document: str) -> Fault | None:
    """Where a document leaves the language."""
    return next(iter(engine.faults(libxml.parse(document.encode()).getroot())), None)


LETTER = """
<element name="letter">
  <optional><attribute name="n"><data type="integer"/></attribute></optional>
  <interleave>
    <zeroOrMore><element name="note"><text/></element></zeroOrMore>
    <group>
      <element name="from"><data type="token"><param name="pattern">[A-Z]\\p{L}*</param></data></element>
      <oneOrMore><choice><element name="p"><mixed><zeroOrMore><element name="add"><text/></element></zeroOrMore></mixed></element>
        <element name="gap"><attribute name="reason"><choice><value>lost</value><value>cut</value></choice></attribute></element>
      </choice></oneOrMore>
    </group>
  </interleave>
</element>
"""


@pytest.mark.parametrize(
    "document",
    [
        "<letter><from>Mikoyan</from><p>a <add>b</add> c</p></letter>",
        '<letter n=" 12 "><note/><from>Osló</from><note>x</note><gap reason=" cut "/><p/></letter>',
        "<letter><!-- c --><from>M<!-- c -->ik</from><p><?pi?>t</p>\n</letter>",
    ],
)
def test_what_is_in_the_language_is_valid(tmp_path: Path, document: str) -> None:
    """Order, interleaving, values, comments between pieces of a value."""
    assert fault(machine(tmp_path, LETTER), document) is None


@pytest.mark.parametrize(
    ("document", "name", "what", "attribute"),
    [
        ("<letter><from>M</from></letter>", "letter", "content", ""),
        ("<letter><p/></letter>", "p", "element", ""),
        ("<letter><from>mikoyan</from><p/></letter>", "from", "text", ""),
        ("<letter>x<from>M</from><p/></letter>", "letter", "text", ""),
        ('<letter n="one"><from>M</from><p/></letter>', "letter", "attribute", "n"),
        ('<letter m="1"><from>M</from><p/></letter>', "letter", "attribute", "m"),
        ("<letter><from>M</from><gap/></letter>", "gap", "attributes", ""),
        ('<letter><from>M</from><gap reason="late"/></letter>', "gap", "attribute", "reason"),
        ("<memo/>", "memo", "element", ""),
    ],
)
def test_what_is_not_has_its_first_place_named(
    tmp_path: Path, document: str, name: str, what: str, attribute: str
) -> None:
    """The element at which the language is left, and how."""
    found = fault(machine(tmp_path, LETTER), document)
    assert found is not None
    assert (found.element.tag, found.what, found.attribute) == (name, what, attribute)


AMBIGUOUS = """
<element name="r"><choice>
  <group><element name="a"><element name="x"><empty/></element></element><element name="b"><empty/></element></group>
  <group><element name="a"><element name="y"><empty/></element></element><element name="c"><empty/></element></group>
  <group><element name="a"><element name="x"><empty/></element></element><element name="d"><empty/></element></group>
</choice></element>
"""


@pytest.mark.parametrize(
    ("document", "valid"),
    [
        ("<r><a><x/></a><b/></r>", True),
        ("<r><a><y/></a><c/></r>", True),
        ("<r><a><x/></a><d/></r>", True),
        ("<r><a><x/></a><c/></r>", False),
        ("<r><a><y/></a><b/></r>", False),
    ],
)
def test_an_element_may_be_meant_in_several_ways(tmp_path: Path, document: str, valid: bool) -> None:
    """What an element held decides what may follow it, as no DTD could say."""
    assert (fault(machine(tmp_path, AMBIGUOUS), document) is None) is valid


def test_identifiers_are_unique_and_references_lead_to_them(tmp_path: Path) -> None:
    """RELAX NG DTD Compatibility: ID and IDREFS."""
    engine = machine(
        tmp_path,
        """<element name="r"><zeroOrMore><element name="e"><optional><attribute name="id"><data type="ID"/></attribute></optional>
        <optional><attribute name="to"><data type="IDREFS"/></attribute></optional></element></zeroOrMore></element>""",
    )
    assert fault(engine, '<r><e id="a" to="b a"/><e id="b"/></r>') is None
    twice = fault(engine, '<r><e id="a"/><e id=" a"/></r>')
    lost = fault(engine, '<r><e id="a" to="a b"/></r>')
    assert twice is not None
    assert lost is not None
    assert (twice.what, lost.what) == ("identifier", "reference")


def test_lists_count_their_words(tmp_path: Path) -> None:
    """Words are apart by XML's white space: a no-break space is part of a word."""
    engine = machine(
        tmp_path,
        '<element name="r"><list><oneOrMore><group><data type="integer"/><value>cm</value></group></oneOrMore></list></element>',
    )
    assert fault(engine, "<r> 1 cm\n2 cm </r>") is None
    assert fault(engine, "<r>1 cm 2</r>") is not None
    assert fault(engine, "<r>1\u00a0cm</r>") is not None


def test_ten_thousand_levels_are_no_deeper_than_one(tmp_path: Path) -> None:
    """The open elements are a stack of ours, not of Python's."""
    engine = machine(
        tmp_path,
        '<grammar><start><ref name="d"/></start>'
        '<define name="d"><element name="d"><optional><ref name="d"/></optional></element></define></grammar>',
    )
    assert fault(engine, "<d>" * 2000 + "</d>" * 2000) is None
    assert fault(engine, "<d>" * 2000 + "x" + "</d>" * 2000) is not None


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ('<element name="r"><ref name="x"/></element>', "outside of any grammar"),
        ('<grammar><start><ref name="x"/></start></grammar>', "not defined"),
        (
            '<grammar><start><ref name="x"/></start><define name="x"><ref name="x"/></define></grammar>',
            "refers to itself",
        ),
        ('<element name="r"><atribute name="a"/></element>', "may not stand"),
        ('<element name="r"><attribute name="a"/><attribute name="a"/></element>', "given twice"),
        ('<element name="r"><data type="integer"/><element name="e"><empty/></element></element>', "beside"),
        ('<element name="r"><data type="intger"/></element>', "is not among"),
        ('<element name="r"><data type="integer"><param name="pattern">(</param></data></element>', "ends too soon"),
        ('<element name="r"><interleave><text/><text/></interleave></element>', "text stands twice"),
    ],
)
def test_a_schema_that_is_none_is_refused(tmp_path: Path, schema: str, said: str) -> None:
    """What chapters 3, 4 and 7 of the specification forbid, each in words."""
    with pytest.raises(SchemaFault, match=said):
        machine(tmp_path, schema)
