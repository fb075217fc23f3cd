# SPDX-License-Identifier: MIT
"""An ODD that cannot be compiled says why, in a sentence that names the component."""

from __future__ import annotations

import contextlib
import itertools
import re
from pathlib import Path

import pytest
from lxml import etree

from edition.schema import odd, relaxng, schematron, settle
from edition.schema.declarations import OddFault
from tests.unit.schema.odds import document, element, schema, source


@pytest.mark.parametrize(
    ("specifications", "said"),
    [
        (element("b"), "starts with a, which it does not declare"),
        (element("a", '<elementRef key="nope"/>'), "a names nope"),
        (element("a", '<alternate><macroRef key="nope"/></alternate>'), "a names nope"),
        (element("a", classes="att.nope"), "a is a member of att.nope"),
        (
            element("a", attributes='<attDef ident="x"><datatype><dataRef key="nope"/></datatype></attDef>'),
            "a/@x names nope",
        ),
        (element("a", attributes='<attDef ident="x" mode="change"/>'), "attribute x, which it does not inherit"),
        (element("a") + element("a"), "a is declared twice"),
        (element("a") + '<moduleRef key="core"/>', "names no source"),
        (element("a", '<elementRef key="a" minOccurs="x"/>'), "which are no numbers"),
        (element("a", '<elementRef key="a" minOccurs="3" maxOccurs="2"/>'), "at most 2 but at least 3"),
        (element("a", "<sequence/>"), "an empty sequence"),
        (element("a", "<elementRef/>"), "elementRef without key"),
        (element("a", "<dataRef/>"), "a dataRef without key, name and ref"),
        (element("a", '<rng:ref xmlns:rng="http://relaxng.org/ns/structure/1.0"/>'), "ref without name"),
        (
            element("a", attributes='<attRef class="att.x" name="y"/>')
            + '<classSpec ident="att.x" type="atts"><attList><attRef class="att.x" name="y"/></attList></classSpec>',
            "takes up y from a class that takes it up from there",
        ),
        (
            element("a") + '<classSpec ident="a" type="atts"/>',
            "a is declared as classSpec, and is something else already",
        ),
        (element("a", "<div/>"), "has div in its content"),
        (element("a", attributes='<attDef ident="x"><valList type="shut"/></attDef>'), "a value list of type shut"),
    ],
)
def test_a_fault_is_named(specifications: str, said: str) -> None:
    """What is not declared, declared twice or not understood is never passed over: that would widen the schema."""
    with pytest.raises(OddFault) as fault:
        schema(specifications)

    assert said in str(fault.value)


@pytest.mark.parametrize(("data", "said"), [(b"<TEI>", "not well-formed"), (b"<TEI/>", "no schemaSpec")])
def test_what_is_no_odd_is_said_to_be_none(data: bytes, said: str) -> None:
    """Broken XML and a document without a schema get a sentence, not a traceback."""
    with pytest.raises(OddFault, match=said):
        odd.parse(data)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The path is in the message."""
    with pytest.raises(OddFault, match=r"gone\.odd"):
        odd.read(tmp_path / "gone.odd")


def _rule(ident: str, assertion: str) -> str:
    return (
        f'<constraintSpec ident="{ident}" scheme="schematron"><desc>Claim.</desc><constraint>'
        f'<sch:assert id="{assertion}" role="warning" test="@x">No x. Hint: add <sch:name/>.</sch:assert>'
        "</constraint></constraintSpec>"
    )


def test_an_assertion_without_a_rule_is_about_its_element() -> None:
    """The context is the element that the constraint stands in; id, role and text are kept."""
    spec = element("a").replace("<attList>", _rule("needs-x", "AAA001") + "<attList>")

    made = schematron.rules(schema(spec), "made in a test").decode()

    assert '<sch:rule context="tei:a">' in made
    assert '<sch:assert id="AAA001" role="warning" test="@x">No x. Hint: add <sch:name/>.</sch:assert>' in made
    assert 'queryBinding="xslt3"' in made


def test_a_variable_of_such_an_assertion_is_about_its_element_too() -> None:
    """It stands in the rule: in the pattern it would be asked of the whole document."""
    rule = _rule("needs-x", "AAA001").replace("<constraint>", '<constraint><sch:let name="x" value="@x"/>')
    made = schematron.rules(schema(element("a").replace("<attList>", rule + "<attList>")), "made in a test").decode()

    assert re.search(r'<sch:rule context="tei:a">\s*<sch:let name="x" value="@x"/>\s*<sch:assert', made)


def test_one_id_for_two_assertions_is_a_fault() -> None:
    """A code stands for one rule."""
    spec = element("a").replace("<attList>", _rule("one", "AAA001") + _rule("two", "AAA001") + "<attList>")

    with pytest.raises(OddFault, match="AAA001"):
        schematron.rules(schema(spec), "made in a test")


BROKEN = (
    '<moduleRef key="base"/><elementRef key="lb"/><specGrp><classSpec ident="att.typed" type="atts" mode="change"><classes '
    'mode="change"><memberOf key="att.global" mode="delete"/></classes><attList><attDef ident="type" mode="change" usage="req">'
    '<valList mode="change" type="closed"><valItem ident="x" mode="delete"/></valList></attDef><attDef ident="q"><datatype '
    'maxOccurs="3"><rng:data type="token"/></datatype></attDef></attList></classSpec></specGrp><elementSpec ident="hi" '
    'mode="change"><content><alternate><rng:ref name="model.inline"/><anyElement except="urn:x"/><classRef key="model.inline" '
    'expand="sequenceOptional" include="hi"/><dataRef key="word" restriction="x"/></alternate></content><attList org="choice">'
    '<attRef class="att.typed" name="subtype"/><attDef ident="level" mode="delete"/></attList></elementSpec><constraintSpec '
    'ident="k" scheme="schematron"><constraint><sch:ns prefix="k" uri="urn:k"/><sch:rule context="k:a"><sch:assert test="1">No.'
    "</sch:assert></sch:rule></constraint></constraintSpec>"
)


def test_no_broken_odd_ends_in_a_traceback(tmp_path: Path) -> None:
    """Whatever is left out of it or misspelt: it is compiled, or it is a fault."""
    whole = etree.fromstring(document(BROKEN, start="a", source="source.xml"))
    source(tmp_path)
    for number, item in enumerate(whole.iter("*")):
        for name in (None, *item.attrib):
            for value in ("", "att.typed", "change") if name else ("",):
                broken = etree.fromstring(etree.tostring(whole))
                place = next(itertools.islice(broken.iter("*"), number, None))
                if name is not None:
                    place.set(name, value)
                elif place.getparent() is not None:
                    place.getparent().remove(place)
                (tmp_path / "broken.odd").write_bytes(etree.tostring(broken))
                with contextlib.suppress(OddFault):
                    made = settle.trimmed(odd.compiled(tmp_path / "broken.odd").schema)
                    assert relaxng.grammar(made, "made in a test")
                    assert schematron.rules(made, "made in a test")
