# SPDX-License-Identifier: MIT
"""Small ODDs and the patterns that they must become."""

from __future__ import annotations

import pytest

from tests.unit.schema.odds import accepts, element, pattern, schema

LETTERS = '<classSpec ident="model.letter" type="model"/>'
BC = element("b", classes="model.letter") + element("c", classes="model.letter")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<textNode/>", "text"),
        ("<empty/>", "empty"),
        ('<elementRef key="b"/>', "b"),
        ('<elementRef key="b" minOccurs="0"/>', "b?"),
        ('<elementRef key="b" minOccurs="0" maxOccurs="unbounded"/>', "b*"),
        ('<elementRef key="b" maxOccurs="unbounded"/>', "b+"),
        ('<elementRef key="b" minOccurs="2" maxOccurs="unbounded"/>', "(b, b+)"),
        ('<elementRef key="b" minOccurs="1" maxOccurs="3"/>', "(b, (b, b?)?)"),
        ('<elementRef key="b" minOccurs="0" maxOccurs="0"/>', "empty"),
        ('<sequence><elementRef key="b"/><elementRef key="c"/></sequence>', "(b, c)"),
        ('<sequence preserveOrder="false"><elementRef key="b"/><elementRef key="c"/></sequence>', "(b & c)"),
        ('<alternate maxOccurs="unbounded"><textNode/><elementRef key="b"/></alternate>', "(text | b)+"),
        ('<elementRef key="b"/><elementRef key="c"/>', "(b, c)"),
        ('<valList type="closed"><valItem ident="x"/><valItem ident="y"/></valList>', '("x" | "y")'),
        ('<dataRef key="word"/>', "word"),
    ],
)
def test_content_becomes_a_pattern(content: str, expected: str) -> None:
    """Each content element of an ODD has its pattern; counts, which RELAX NG lacks, are written out."""
    small = schema(LETTERS + BC + element("a", content))

    assert pattern(small, "a") == f"empty, {expected}"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("", "model.letter"),
        ('expand="alternate"', "model.letter"),
        ('expand="sequence"', "(b, c)"),
        ('expand="sequenceOptional"', "(b?, c?)"),
        ('expand="sequenceRepeatable"', "(b+, c+)"),
        ('expand="sequenceOptionalRepeatable"', "(b*, c*)"),
        ('except="b"', "c"),
        ('include="b"', "b"),
    ],
)
def test_a_class_is_put_in_as_its_reference_says(reference: str, expected: str) -> None:
    """The five ways to expand a class, and picking among its members."""
    small = schema(LETTERS + BC + element("a", f'<classRef key="model.letter" {reference}/>'))

    assert pattern(small, "a") == f"empty, {expected}"


def test_a_class_lists_the_elements_of_its_subclasses_once() -> None:
    """An element that belongs to a class by two ways is named once: twice would be ambiguous in XSD."""
    small = schema(
        LETTERS
        + '<classSpec ident="model.all" type="model"/>'
        + '<classSpec ident="model.some" type="model"><classes><memberOf key="model.all"/></classes></classSpec>'
        + element("b", classes="model.some model.all")
        + element("c", classes="model.all")
        + element("a", '<classRef key="model.all"/>')
    )

    assert pattern(small, "model.all") == "(b | c)"


def test_a_class_without_members_allows_nothing() -> None:
    """To drop the reference instead would turn a required class into an optional one and widen the schema."""
    small = schema(LETTERS + element("a", '<classRef key="model.letter"/>'))

    assert pattern(small, "model.letter") == "notAllowed"
    assert not accepts(small, "<a/>")


def test_a_closed_list_refuses_a_misspelt_value() -> None:
    """The point of closing a list: an editor's typo is caught."""
    values = '<valList type="closed"><valItem ident="above"/><valItem ident="below"/></valList>'
    small = schema(element("a", attributes=f'<attDef ident="place">{values}</attDef>'))

    assert accepts(small, '<a place="above"/>')
    assert not accepts(small, '<a place="abvoe"/>')


@pytest.mark.parametrize(("kind", "accepted"), [("closed", False), ("semi", True), ("open", True)])
def test_only_a_closed_list_limits_the_values(kind: str, accepted: bool) -> None:
    """A semi-open list suggests values, an open one gives examples: the datatype decides."""
    small = schema(
        element(
            "a",
            attributes='<attDef ident="kind"><datatype><dataRef key="word"/></datatype>'
            f'<valList type="{kind}"><valItem ident="x"/></valList></attDef>',
        )
    )

    assert accepts(small, '<a kind="x"/>')
    assert accepts(small, '<a kind="y"/>') is accepted
    assert not accepts(small, '<a kind="y z"/>')


def test_several_values_are_a_list() -> None:
    """An attribute whose datatype occurs often takes words between spaces, each checked by itself."""
    small = schema(
        element(
            "a",
            attributes='<attDef ident="place"><datatype maxOccurs="unbounded"><dataRef key="word"/></datatype>'
            '<valList type="closed"><valItem ident="margin"/><valItem ident="left"/></valList></attDef>',
        )
    )

    assert accepts(small, '<a place="margin left"/>')
    assert not accepts(small, '<a place="margin rigth"/>')
    assert not accepts(small, '<a place=""/>')


CLASSES = (
    '<classSpec ident="att.upper" type="atts"><attList><attDef ident="u"/></attList></classSpec>'
    '<classSpec ident="att.lower" type="atts"><classes><memberOf key="att.upper"/></classes>'
    '<attList><attDef ident="l"/><attDef ident="m"/></attList></classSpec>'
)


def test_attributes_are_inherited_through_classes() -> None:
    """An element has the attributes of its classes and of those above them, written as one reference."""
    small = schema(CLASSES + element("a", classes="att.lower"))

    assert pattern(small, "a") == "att.lower.attributes, empty"
    assert (
        pattern(small, "att.lower.attributes")
        == "(att.upper.attributes & att.lower.attribute.l? & att.lower.attribute.m?)"
    )
    assert [attribute.name for attribute in small.attributes("a")] == ["l", "m", "u"]


def test_an_attribute_inherited_by_two_ways_comes_once() -> None:
    """RELAX NG and XSD both refuse an element with one attribute twice."""
    small = schema(CLASSES + element("a", classes="att.upper att.lower"))

    assert accepts(small, '<a u="1" l="2"/>')


def test_an_element_changes_an_attribute_for_itself_only() -> None:
    """`mode="change"` narrows what is stated and keeps the rest; another element of the class is left alone."""
    change = (
        '<attDef ident="l" mode="change" usage="req"><valList type="closed"><valItem ident="x"/></valList></attDef>'
    )
    small = schema(
        CLASSES
        + element("b", classes="att.lower")
        + element("a", '<elementRef key="b" minOccurs="0"/>', "att.lower", change)
    )

    assert accepts(small, '<a l="x" m="1" u="2"><b l="anything"/></a>')
    assert not accepts(small, "<a/>")
    assert not accepts(small, '<a l="y"/>')


def test_an_element_deletes_an_attribute_that_it_inherits() -> None:
    """`mode="delete"` takes the attribute from this element; the others of its class stay."""
    small = schema(CLASSES + element("a", classes="att.lower", attributes='<attDef ident="u" mode="delete"/>'))

    assert accepts(small, '<a l="1"/>')
    assert not accepts(small, '<a u="1"/>')


def test_of_a_choice_of_attributes_one_may_be_used() -> None:
    """`org="choice"` allows either or none, not both."""
    small = schema(element("a", attributes='<attList org="choice"><attDef ident="x"/><attDef ident="y"/></attList>'))

    assert accepts(small, "<a/>")
    assert accepts(small, '<a x="1"/>')
    assert not accepts(small, '<a x="1" y="2"/>')


def test_other_names_are_written_in_documents() -> None:
    """An altIdent is what documents write; the ident stays the name in the ODD."""
    small = schema(
        '<elementSpec ident="b"><altIdent>bee</altIdent><content><empty/></content></elementSpec>'
        + element("a", '<elementRef key="b"/>', attributes='<attDef ident="x"><altIdent>ex</altIdent></attDef>')
    )

    assert accepts(small, '<a ex="1"><bee/></a>')
    assert not accepts(small, "<a><b/></a>")


def test_any_element_may_be_limited_by_namespace() -> None:
    """`anyElement` takes whatever there is, but for the namespaces that it leaves out."""
    small = schema(element("a", '<anyElement except="urn:no" minOccurs="0" maxOccurs="unbounded"/>'))

    assert accepts(small, '<a><x xmlns="urn:yes" n="1">text<y/></x></a>')
    assert not accepts(small, '<a><x xmlns="urn:no"/></a>')
