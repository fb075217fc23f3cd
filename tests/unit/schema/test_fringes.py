# SPDX-License-Identifier: MIT
"""What projects write at the fringes of ODD, read as TEI's own processor reads it: old names, names of grammars, values in lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from edition.schema import odd, relaxng, settle, xsd
from tests.unit.schema.odds import SOURCE, accepts, customised, document, element, pattern, schema
from tests.unit.schema.test_customisation import attribute, attributes, change

# -- attributes -------------------------------------------------------------------------------------------------------


def test_a_class_of_attributes_is_taken_up_whole(tmp_path: Path) -> None:
    """An `attRef` with a class and no name comes to membership; so it does in a change, where other classes stay."""
    assert attributes(customised(tmp_path, change("lb", "") + _lb('<attRef class="att.global"/>')).schema, "lb") == [
        "n",
        "rend",
    ]
    changed = change("hi", '<attList><attRef class="att.global"/></attList>')
    assert customised(tmp_path, changed).schema.elements["hi"].member_of == ("model.inline", "att.typed", "att.global")


def _lb(inside: str) -> str:
    return f'<elementSpec ident="lb" mode="add"><content><empty/></content><attList>{inside}</attList></elementSpec>'


@pytest.mark.parametrize("reference", ['class="att.id" name="xmlid"', 'name="att.id.attribute.xmlid"'])
def test_an_attribute_is_known_by_the_name_of_its_define(reference: str) -> None:
    """A define of the TEI's grammars has no colon in its name: `xmlid` is `xml:id`."""
    declared = '<classSpec ident="att.id" type="atts"><attList><attDef ident="xml:id"/><attDef ident="n"/></attList></classSpec>'

    assert attributes(schema(declared + element("a", attributes=f"<attRef {reference}/>")), "a") == ["xml:id"]


def test_attributes_are_of_a_grammar_outside_the_odd(tmp_path: Path) -> None:
    """An `attRef` with the name of a define of a grammar that a `moduleRef` brings. XML Schema cannot say them, and allows any."""
    (tmp_path / "its.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:its"><define name="its_dir"><optional>'
        '<attribute name="dir" ns="urn:its"><value>rtl</value></attribute></optional></define></grammar>'
    )
    given = '<classSpec ident="att.global" type="atts" mode="change"><attList><attRef name="its_dir"/></attList></classSpec>'
    made = customised(tmp_path, '<moduleRef key="base"/><moduleRef url="its.rng"/>' + given, prefix="my_").schema

    assert accepts(made, '<a><p xmlns:its="urn:its" its:dir="rtl" n="1"/></a>')
    assert not accepts(made, '<a><p xmlns:its="urn:its" its:dir="ltr"/></a>')
    assert b"anyAttribute" in xsd.schema_and_imports(made, "made in a test")["small.xsd"]


def test_a_grammar_adds_to_a_class_below_another(tmp_path: Path) -> None:
    """What is added to a class stands wherever a class above it does."""
    (tmp_path / "svg.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:svg"><define name="svg"><element name="svg">'
        "<empty/></element></define></grammar>"
    )
    below = '<classSpec ident="model.below" type="model"><classes><memberOf key="model.inline"/></classes></classSpec>'
    adds = (
        '<moduleRef url="svg.rng"><content><rng:define name="model.below" combine="choice"><rng:ref name="svg"/>'
        "</rng:define></content></moduleRef>"
    )
    made = customised(tmp_path, '<moduleRef key="base"/>' + below + adds).schema

    assert accepts(made, '<a><p><svg xmlns="urn:svg"/></p></a>')


@pytest.mark.parametrize(
    ("datatype", "values", "expected"),
    [
        # at most one: where it is not there, there is no value, not an empty one
        ('<datatype minOccurs="0" maxOccurs="1"><dataRef name="NCName"/></datatype>', "", "NCName"),
        (
            '<datatype minOccurs="0" maxOccurs="2"><dataRef name="NCName"/></datatype>',
            "",
            "list { (NCName, NCName?)? }",
        ),
        # text is no item of a list
        ('<datatype maxOccurs="unbounded"><textNode/></datatype>', "", "text"),
        # what is only suggested is a name, where nothing else is said
        ("", '<valList type="semi"><valItem ident="x"/></valList>', '("x" | Name)'),
        ("", '<valList type="open"><valItem ident="x"/></valList>', "string"),
    ],
)
def test_how_many_values_an_attribute_takes(datatype: str, values: str, expected: str) -> None:
    """`datatype/@minOccurs` and `@maxOccurs` count the words of a value."""
    made = schema(element("a", attributes=f'<attDef ident="x">{datatype}{values}</attDef>'))

    assert pattern(made, "a") == f"@x {{ {expected} }}?, empty"


@pytest.mark.parametrize(
    ("items", "accepted", "refused"),
    [
        ('<valItem ident="x" mode="delete"/>', "xy", ""),
        ('<valItem ident="x" mode="delete"/><valItem ident="y" mode="add"/>', "y", "x"),
    ],
)
def test_a_list_that_is_not_there_loses_nothing(items: str, accepted: str, refused: str, tmp_path: Path) -> None:
    """A value that is deleted from a list that there never was is not one of those allowed."""
    said = change("p", attribute("n", f'<valList type="closed" mode="change">{items}</valList>'))
    made = customised(tmp_path, said).schema

    assert all(accepts(made, f'<a><p n="{value}"/></a>') for value in accepted)
    assert not any(accepts(made, f'<a><p n="{value}"/></a>') for value in refused)


# -- content ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<sequence><dataRef name="int"/><dataRef name="int"/></sequence>', "list { (int, int) }"),
        ('<sequence maxOccurs="unbounded"><dataRef name="int"/></sequence>', "list { int+ }"),
        ('<dataRef name="int" maxOccurs="unbounded"/>', "list { int+ }"),
        ('<alternate><dataRef name="int"/><dataRef name="date"/></alternate>', "(int | date)"),
        (
            '<alternate minOccurs="0" maxOccurs="unbounded"><dataRef name="int"/><dataRef name="date"/></alternate>',
            "list { (int | date)* }",
        ),
    ],
)
def test_values_one_after_the_other_are_a_list(content: str, expected: str) -> None:
    """RELAX NG knows no sequence of values but the words of a list."""
    assert pattern(schema(element("a", content)), "a") == f"empty, {expected}"


CLASSES = (
    '<classSpec ident="model.a" type="model"/>'
    '<classSpec ident="model.below" type="model"><classes><memberOf key="model.a"/></classes></classSpec>'
)


@pytest.mark.parametrize(
    ("expand", "expected"),
    [
        ("alternation", "model.a"),
        ("alternate", "model.a"),
        ("sequence", "(model.below, x)"),
        ("sequenceOptional", "(model.below?, x?)"),
        ("sequenceRepeatable", "(model.below+, x+)"),
        ("sequenceOptionalRepeatable", "(model.below*, x*)"),
    ],
)
def test_a_class_is_expanded_member_by_member(expand: str, expected: str) -> None:
    """A class that is a member is one of its own members there. `alternation` is what older ODDs call `alternate`."""
    members = (
        element("x", classes="model.a") + element("y", classes="model.below") + element("z", classes="model.below")
    )
    made = schema(CLASSES + members + element("a", f'<classRef key="model.a" expand="{expand}"/>'))

    assert pattern(made, "a") == f"empty, {expected}"


# -- components -------------------------------------------------------------------------------------------------------


def test_two_elements_have_one_name_in_two_namespaces(tmp_path: Path) -> None:
    """TEI tells them apart by a prefix of one; content that is not prefixed on its own names both as the grammar does."""
    other = (
        '<elementSpec ident="p" prefix="x_" ns="urn:x" mode="add"><classes><memberOf key="model.inline"/></classes>'
        "<content><textNode/></content></elementSpec>"
    )
    body = change(
        "a",
        '<content autoPrefix="false"><rng:oneOrMore><rng:choice><rng:ref name="my_p"/><rng:ref name="x_p"/></rng:choice>'
        "</rng:oneOrMore></content>",
    )
    made = customised(tmp_path, other + body, prefix="my_").schema

    assert accepts(made, '<a><p>x<p xmlns="urn:x">y</p></p><p xmlns="urn:x">z</p></a>')
    assert not accepts(made, "<a><p><p>y</p></p></a>")


@pytest.mark.parametrize(("selection", "roots"), [("a", ("TEI",)), ("a b", ("TEI", "teiCorpus"))])
def test_without_a_start_it_is_tei_or_a_corpus_of_it(selection: str, roots: tuple[str, ...], tmp_path: Path) -> None:
    """`schemaSpec/@start` may be left out; a corpus may be the root where there is one."""
    named = {"a": "TEI", "b": "teiCorpus"}
    path = tmp_path / "small.odd"
    path.write_text(document("".join(element(named[each]) for each in selection.split())))

    assert odd.compiled(path).schema.start == roots


def test_what_the_processor_has_replaced_is_declared(tmp_path: Path) -> None:
    """A compiled ODD says `replace` of what was replaced on the way to it, and names what it does not declare."""
    path = tmp_path / "compiled.xml"
    path.write_text(
        document(
            SOURCE.replace('<elementSpec ident="p"', '<elementSpec mode="replace" ident="p"'), start="a", source="x"
        )
    )
    made = odd.compiled(path)

    assert made.warnings == ()
    assert "p" in made.schema.elements
    assert etree.fromstring(relaxng.grammar(settle.trimmed(made.schema), "made in a test")).tag.endswith("grammar")


def test_an_override_says_nothing_of_its_datatype(tmp_path: Path) -> None:
    """A list that suggests values, in a change, leaves the datatype as it was."""
    said = change("p", attribute("type", '<valList type="semi" mode="add"><valItem ident="z"/></valList>'))

    assert '@type { ("z" | word) }' in pattern(customised(tmp_path, said).schema, "p")
