# SPDX-License-Identifier: MIT
"""A customisation of a small source, and what it must come to: each construct of ODD, its expectation written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from edition.findings import Severity
from edition.schema import documentation, odd, relaxng, schematron, settle, sources, xsd
from edition.schema.declarations import OddFault, Schema
from edition.source import corpus
from edition.validate import schematron as validating
from tests.unit.schema.odds import SOURCE, accepts, customised, document, pattern, source


def attributes(schema: Schema, ident: str) -> list[str]:
    """The names of the attributes of an element, those that are required with an exclamation mark."""
    return [each.name + ("!" if each.required else "") for each in schema.attributes(ident)]


def change(ident: str, inside: str, kind: str = "elementSpec", mode: str = "change") -> str:
    """A specification in some mode."""
    return f'<{kind} ident="{ident}" mode="{mode}">{inside}</{kind}>'


def attribute(ident: str, inside: str = "", mode: str = "change", more: str = "") -> str:
    """An attList with one attDef."""
    return f'<attList><attDef ident="{ident}" mode="{mode}" {more}>{inside}</attDef></attList>'


# -- taking up --------------------------------------------------------------------------------------------------------


def test_a_module_brings_its_elements_and_all_its_classes(tmp_path: Path) -> None:
    """A module that is not taken up is not there, and what the others say about its elements is left out."""
    made = customised(tmp_path, "").schema

    assert list(made.elements) == ["a", "p", "hi"]
    assert pattern(made, "a") == "att.global.attributes, p+"


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ('<moduleRef key="base" include="a p"/>', ["a", "p"]),
        ('<moduleRef key="base" except="hi"/>', ["a", "p"]),
        ('<moduleRef key="base"/><moduleRef key="more" include="lb"/>', ["a", "p", "hi", "lb"]),
        ('<moduleRef key="base"/><elementRef key="head"/>', ["a", "p", "hi", "head"]),
        ('<specGrp><moduleRef key="base" include="a p"/></specGrp>', ["a", "p"]),
    ],
)
def test_elements_are_picked(selection: str, expected: list[str], tmp_path: Path) -> None:
    """By `include`, by `except`, one by one, or in a group."""
    assert list(customised(tmp_path, selection).schema.elements) == expected


def test_a_name_that_a_module_does_not_have_is_remarked_upon(tmp_path: Path) -> None:
    """To include what is not there is a slip of the pen, with its line."""
    (warning,) = customised(tmp_path, '<moduleRef key="base" include="a p hii"/>').warnings

    assert warning.message == "module base has no hii to include"
    assert warning.place.file.name == "small.odd"
    assert warning.place.line == 1


def test_classes_are_taken_up_with_some_of_their_attributes(tmp_path: Path) -> None:
    """`classRef` among the specifications picks attributes."""
    made = customised(tmp_path, '<moduleRef key="base"/><classRef key="att.typed" except="subtype"/>').schema

    assert attributes(made, "p") == ["type", "n", "rend"]


def test_groups_are_put_in_where_they_are_referred_to(tmp_path: Path) -> None:
    """In the same file or in another, and groups within groups."""
    (tmp_path / "groups.odd").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><specGrp xml:id="one"><specGrpRef target="#two"/></specGrp>'
        '<specGrp xml:id="two"><elementSpec ident="hi" mode="delete"/></specGrp></TEI>'
    )

    made = customised(tmp_path, '<moduleRef key="base"/><specGrpRef target="groups.odd#one"/>').schema

    assert list(made.elements) == ["a", "p"]


def test_a_group_that_contains_itself_is_a_fault(tmp_path: Path) -> None:
    """It would never end."""
    group = '<specGrp xml:id="one"><specGrpRef target="#one"/></specGrp>'
    with pytest.raises(OddFault, match="contains itself"):
        customised(tmp_path, f'<moduleRef key="base"/>{group}<specGrpRef target="#one"/>')


# -- what is loose ----------------------------------------------------------------------------------------------------


def test_an_empty_class_allows_nothing_but_a_missing_one_is_left_out(tmp_path: Path) -> None:
    """A class without members stays as what cannot be; a class that was deleted goes from the content, as in TEI's processor."""
    kept = customised(tmp_path, change("hi", "", mode="delete")).schema
    gone = customised(
        tmp_path, change("hi", "", mode="delete") + change("model.inline", "", "classSpec", "delete")
    ).schema

    assert pattern(kept, "macro.text") == "(text | model.inline)*"
    assert pattern(kept, "model.inline") == "notAllowed"
    assert pattern(gone, "macro.text") == "text*"


def test_a_sequence_of_a_class_without_members_is_there_at_once(tmp_path: Path) -> None:
    """One of nothing cannot be chosen; all of nothing is no demand."""
    content = (
        '<content><sequence><elementRef key="p"/><classRef key="model.inline" expand="sequence"/></sequence></content>'
    )
    made = customised(tmp_path, change("hi", "", mode="delete") + change("a", content)).schema

    assert pattern(made, "a") == "att.global.attributes, (p, empty)"


def test_a_name_that_nobody_declares_is_a_fault_with_its_line(tmp_path: Path) -> None:
    """Left out is only what the source has; anything else is misspelt."""
    with pytest.raises(OddFault, match=r"small\.odd:1: a names para, which is not declared"):
        customised(tmp_path, change("a", '<content><elementRef key="para"/></content>', mode="replace"))


def test_what_no_element_needs_is_not_written(tmp_path: Path) -> None:
    """Classes, macros and datatypes without use are trimmed; the language is the same."""
    made = settle.trimmed(customised(tmp_path, '<moduleRef key="base" include="a"/>', start="a").schema)

    assert list(made.classes) == ["att.global"]
    assert list(made.macros) == []
    assert list(made.datatypes) == ["word"]


# -- the four modes ---------------------------------------------------------------------------------------------------


def test_an_element_is_added(tmp_path: Path) -> None:
    """It joins classes of the source, which then hold it."""
    new = (
        '<elementSpec ident="new" ns="urn:new"><classes><memberOf key="model.inline"/></classes><content><textNode/></content>'
        "</elementSpec>"
    )
    made = customised(tmp_path, new).schema

    assert pattern(made, "model.inline") == "(hi | new)"
    assert accepts(made, '<a><p>x<new xmlns="urn:new">y</new></p></a>')


def test_an_element_is_replaced(tmp_path: Path) -> None:
    """Nothing of the old one is left but its module."""
    made = customised(tmp_path, change("hi", "<content><textNode/></content>", mode="replace")).schema

    assert pattern(made, "hi") == "empty, text"
    assert made.elements["hi"].module == "base"
    assert pattern(made, "model.inline") == "notAllowed"


def test_an_element_is_changed_in_what_the_change_states(tmp_path: Path) -> None:
    """The content is replaced; classes, attributes and description stay."""
    made = customised(tmp_path, change("p", "<content><textNode/></content>")).schema

    assert pattern(made, "p") == "att.typed.attributes, text"
    assert made.elements["p"].description == "A paragraph."


def test_changes_add_up(tmp_path: Path) -> None:
    """Two changes of one element are made one after the other."""
    twice = change("p", attribute("type", mode="delete")) + change("p", attribute("subtype", more='usage="req"'))

    assert attributes(customised(tmp_path, twice).schema, "p") == ["subtype!", "n", "rend"]


def test_what_is_deleted_is_gone_whatever_else_is_said(tmp_path: Path) -> None:
    """TEIC/TEI issue 2914: overrides of what was deleted are dropped without a word, even those that come first."""
    said = (
        change("hi", attribute("type", more='usage="req"'))
        + change("att.typed", "", "classSpec", "delete")
        + change("p", attribute("subtype", more='usage="req"'))
    )
    made = customised(tmp_path, said)

    assert attributes(made.schema, "p") == []
    assert attributes(made.schema, "hi") == ["level!"]
    assert made.warnings == ()


def test_a_change_of_what_is_not_there_is_remarked_upon(tmp_path: Path) -> None:
    """The schema is right without it, and its author meant something."""
    said = [
        change("lb", "<content><textNode/></content>"),
        change("p", attribute("tipe")),
        change("hi", '<classes mode="change"><memberOf key="model.inlne"/></classes>'),
    ]
    made = customised(tmp_path, "\n".join(said))

    assert [(warning.place.file.name, warning.place.line, warning.message) for warning in made.warnings] == [
        ("small.odd", 1, "elementSpec lb is to be changed, and is not there"),
        ("small.odd", 3, "hi is a member of model.inlne, which is not declared"),
        ("small.odd", 2, "p names the attribute tipe, and nothing has such an attribute"),
    ]


# -- classes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ('<classes mode="change"><memberOf key="model.inline" mode="delete"/></classes>', ("att.typed",)),
        ('<classes mode="change"><memberOf key="att.global"/></classes>', ("model.inline", "att.typed", "att.global")),
        ('<classes mode="replace"><memberOf key="att.global"/></classes>', ("att.global",)),
        ('<classes><memberOf key="att.global"/></classes>', ("att.global",)),
    ],
)
def test_memberships_are_changed_or_replaced(classes: str, expected: tuple[str, ...], tmp_path: Path) -> None:
    """`classes` in mode `change` adds and takes away; otherwise its list stands for itself."""
    assert customised(tmp_path, change("hi", classes)).schema.elements["hi"].member_of == expected


def test_a_class_changes_its_attributes_for_all_members(tmp_path: Path) -> None:
    """What is deleted in a class is gone from all; what is added, all have."""
    inside = '<attList><attDef ident="subtype" mode="delete"/><attDef ident="cert" usage="req"/></attList>'
    made = customised(tmp_path, change("att.typed", inside, "classSpec")).schema

    assert attributes(made, "p") == ["type", "cert!", "n", "rend"]


def test_a_class_changes_what_it_inherits_and_an_element_has_the_last_word(tmp_path: Path) -> None:
    """TEIC/TEI issue 2914: overrides apply from the subclass to the element."""
    said = change("att.typed", attribute("n", more='usage="req"'), "classSpec") + change(
        "hi", attribute("n", more='usage="opt"')
    )
    made = customised(tmp_path, said).schema

    assert attributes(made, "a") == ["n", "rend"]
    assert attributes(made, "p") == ["type", "subtype", "n!", "rend"]
    assert attributes(made, "hi") == ["level!", "type", "subtype", "n"]
    assert not accepts(made, "<a><p/></a>")
    assert accepts(made, '<a><p n="1"><hi level="1"/></p></a>')


def test_a_root_that_is_not_there_is_no_root(tmp_path: Path) -> None:
    """Projects start with `TEI teiCorpus` and take up only the one; a schema without any root is a fault."""
    made = customised(tmp_path, "", start="head a")

    assert made.schema.start == ("a",)
    assert [warning.message for warning in made.warnings] == ["the schema starts with head, which it does not declare"]
    with pytest.raises(OddFault, match=r"small\.odd:1: the schema starts with head"):
        customised(tmp_path, "", start="head")


def test_a_macro_that_is_a_part_of_itself_is_a_fault(tmp_path: Path) -> None:
    """Nothing but an element may hold its like."""
    content = '<content><sequence><macroRef key="macro.text"/></sequence></content>'
    with pytest.raises(OddFault, match=r"macro\.text is a part of itself"):
        customised(tmp_path, change("macro.text", content, "macroSpec"))


def test_a_class_that_is_a_member_of_itself_is_a_fault(tmp_path: Path) -> None:
    """Inheritance would never end."""
    with pytest.raises(OddFault, match="is a member of itself"):
        customised(tmp_path, change("att.global", '<classes><memberOf key="att.typed"/></classes>', "classSpec"))


# -- attributes -------------------------------------------------------------------------------------------------------


def test_an_inherited_attribute_is_replaced_and_its_class_left_alone(tmp_path: Path) -> None:
    """Nothing of the old attribute is left; the other elements of the class keep it."""
    made = customised(
        tmp_path, change("hi", attribute("type", '<datatype><dataRef name="integer"/></datatype>', "replace"))
    ).schema

    assert accepts(made, '<a><p type="x"><hi level="1" type="2"/></p></a>')
    assert not accepts(made, '<a><p><hi level="1" type="x"/></p></a>')


@pytest.mark.parametrize(
    ("values", "accepted", "refused"),
    [
        ('<valList type="closed"><valItem ident="z"/></valList>', "z", "x"),
        ('<valList type="closed" mode="replace"><valItem ident="z"/></valList>', "z", "x"),
        ('<valList type="closed" mode="change"><valItem ident="z" mode="add"/></valList>', "xyz", "w"),
        ('<valList type="closed" mode="change"><valItem ident="x" mode="delete"/></valList>', "y", "x"),
        (
            '<valList mode="change" type="closed"><valItem ident="x" mode="change"><desc>X.</desc></valItem></valList>',
            "xy",
            "z",
        ),
        ('<valList mode="change"><valItem ident="z" mode="add"/></valList>', "xyzw", ""),
        ('<valList mode="delete"/>', "xyzw", ""),
    ],
)
def test_a_list_of_values_is_replaced_or_changed_item_by_item(
    values: str, accepted: str, refused: str, tmp_path: Path
) -> None:
    """A list in mode `change` keeps what it does not mention, its own kind included."""
    made = customised(tmp_path, change("p", attribute("type", values))).schema

    for value in accepted:
        assert accepts(made, f'<a><p type="{value}"/></a>')
    for value in refused:
        assert not accepts(made, f'<a><p type="{value}"/></a>')


def test_attributes_of_a_choice_are_changed_where_they_stand(tmp_path: Path) -> None:
    """The choice stays a choice; nested groups stay together."""
    choice = '<attList org="choice"><attDef ident="x"/><attList org="group"><attDef ident="y"/><attDef ident="z"/></attList></attList>'
    new = f'<elementSpec ident="new" module="mine"><content><empty/></content>{choice}</elementSpec>'
    (tmp_path / "first.odd").write_text(document('<moduleRef key="base"/>' + new, start="a", source="source.xml"))
    second = '<moduleRef key="base"/><moduleRef key="mine"/>' + change("new", attribute("x", "<altIdent>ex</altIdent>"))
    made = customised(tmp_path, second, source="first.odd").schema

    assert pattern(made, "new") == "(@ex { string } | (@y { string }? & @z { string }?))?, empty"


def test_an_attribute_of_a_class_is_taken_up_alone(tmp_path: Path) -> None:
    """`attRef` takes one attribute; where its class is gone, the attribute is too."""
    refers = change(
        "hi",
        '<classes><memberOf key="model.inline"/></classes><attList><attRef class="att.typed" name="type"/></attList>',
    )
    changes = change(
        "hi", attribute("type", '<valList type="closed"><valItem ident="z"/></valList>', more='usage="req"')
    )
    kept = customised(tmp_path, refers).schema
    changed = customised(tmp_path, refers + changes).schema
    gone = customised(tmp_path, refers + change("att.typed", attribute("type", mode="delete"), "classSpec")).schema

    assert attributes(kept, "hi") == ["level!", "type"]
    assert attributes(changed, "hi") == ["level!", "type!"]
    assert accepts(changed, '<a><p type="x"><hi level="1" type="z"/></p></a>')
    assert not accepts(changed, '<a><p type="x"><hi level="1" type="x"/></p></a>')
    assert attributes(gone, "hi") == ["level!"]


# -- content ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<rng:ref name="p"/>', "p"),
        (
            '<rng:zeroOrMore><rng:choice><rng:text/><rng:ref name="model.inline"/></rng:choice></rng:zeroOrMore>',
            "(text | model.inline)*",
        ),
        ('<rng:ref name="model.inline_sequenceOptional"/>', "hi?"),
        ('<rng:optional><rng:ref name="p"/></rng:optional><rng:ref name="macro.text"/>', "(p?, macro.text)"),
        ('<rng:interleave><rng:ref name="p"/><rng:ref name="hi"/></rng:interleave>', "(p & hi)"),
        ('<rng:group><rng:ref name="head"/><rng:oneOrMore><rng:ref name="p"/></rng:oneOrMore></rng:group>', "p+"),
        ('<rng:data type="token"><rng:param name="pattern">x</rng:param></rng:data>', "token pattern=x"),
        ('<rng:element name="z"><rng:empty/></rng:element>', "empty"),
        ('<interleave><elementRef key="p"/><elementRef key="hi"/></interleave>', "(p & hi)"),
        ('<dataRef key="word" restriction="x+"/>', "token pattern=\\S+ pattern=x+"),
        ('<dataRef name="int"><dataFacet name="minInclusive" value="3"/></dataRef>', "int minInclusive=3"),
    ],
)
def test_content_in_relax_ng_and_in_odd(content: str, expected: str, tmp_path: Path) -> None:
    """RELAX NG in an older ODD is read as ODD; what ODD cannot say is kept. Facets add up."""
    made = customised(tmp_path, change("a", f"<content>{content}</content>")).schema

    assert pattern(made, "a") == f"att.global.attributes, {expected}"


def test_any_element_leaves_out_what_the_schema_leaves_out(tmp_path: Path) -> None:
    """By default the namespace of TEI; `defaultExceptions`, `except` and `require` say otherwise."""
    content = "<content><anyElement {}/></content>"
    tei, other = '<a><x xmlns="http://www.tei-c.org/ns/1.0"/></a>', '<a><x xmlns="urn:x"/></a>'
    default = customised(tmp_path, change("a", content.format(""))).schema
    stated = customised(tmp_path, change("a", content.format("")), defaultExceptions="urn:x").schema
    excepted = customised(tmp_path, change("a", content.format('except="urn:x"'))).schema
    required = customised(tmp_path, change("a", content.format('require="urn:x"'))).schema

    assert [accepts(each, other) for each in (default, stated, excepted, required)] == [True, False, False, True]
    assert [accepts(each, tei) for each in (default, required)] == [False, False]


def test_an_external_module_brings_its_patterns(tmp_path: Path) -> None:
    """`moduleRef/@url` puts a RELAX NG grammar beside ours, its names behind the prefix; content refers to them."""
    (tmp_path / "math.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:math"><start><ref name="math"/></start>'
        '<define name="math"><element name="math"><text/></element></define></grammar>'
    )
    content = change("a", '<content><rng:ref name="m_math"/></content>')
    made = customised(tmp_path, '<moduleRef key="base"/><moduleRef url="math.rng" prefix="m_"/>' + content).schema

    assert accepts(made, '<a><math xmlns="urn:math">x</math></a>')
    assert not accepts(made, "<a><p/></a>")
    assert b"wider than the ODD" in xsd.schema_and_imports(made, "made in a test")["small.xsd"]


def test_an_external_module_is_added_to_a_class_of_ours(tmp_path: Path) -> None:
    """`moduleRef/content` adds to our defines, which bear the prefix of the schema; those of the module do not."""
    (tmp_path / "svg.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:svg"><define name="svg"><element name="svg"><ref '
        'name="in"/></element></define><define name="in" combine="choice"><empty/></define><define name="in" combine="choice">'
        "<text/></define></grammar>"
    )
    adds = (
        '<moduleRef url="svg.rng"><content><rng:define name="my_model.inline" combine="choice"><rng:ref name="svg"/>'
        "</rng:define></content></moduleRef>"
    )
    made = settle.trimmed(customised(tmp_path, '<moduleRef key="base"/>' + adds, prefix="my_").schema)

    assert accepts(made, '<a><p>x<svg xmlns="urn:svg">y</svg></p></a>')
    assert not accepts(made, '<a><p>x<svg xmlns="urn:svg"><svg/></svg></p></a>')


def test_old_names_of_datatypes_are_known(tmp_path: Path) -> None:
    """What TEI called `data.word` until 2016 is `teidata.word`."""
    spec = '<dataSpec ident="teidata.word"><content><dataRef name="NCName"/></content></dataSpec>'
    said = spec + change("p", attribute("n", '<datatype><rng:ref name="data.word"/></datatype>'))

    assert not accepts(customised(tmp_path, said).schema, '<a><p n="1"/></a>')


# -- the schema as a whole --------------------------------------------------------------------------------------------


def test_namespace_start_and_prefix_are_those_of_the_schema(tmp_path: Path) -> None:
    """`@ns` is the namespace of every element that names none, `@prefix` stands before the names of patterns."""
    made = customised(tmp_path, "", ns="urn:mine", prefix="my_", start="a p").schema
    root = etree.fromstring(relaxng.grammar(made, "made in a test"))

    assert root.get("ns") == "urn:mine"
    assert [ref.get("name") for ref in root.find("{*}start").iter("{*}ref")] == ["my_a", "my_p"]
    assert etree.RelaxNG(root).validate(etree.fromstring('<p xmlns="urn:mine">x</p>'))


def test_descriptions_are_in_the_language_asked_for(tmp_path: Path) -> None:
    """Where there is none in it, in English."""
    customised(tmp_path, "")
    made = odd.compiled(tmp_path / "small.odd", language="de").schema

    assert made.elements["p"].description == "Ein Absatz."
    assert [each.description for each in made.attributes("p") if each.ident == "n"] == ["A number."]


def test_one_of_several_schemas_is_picked(tmp_path: Path) -> None:
    """By its ident; the first, if none is asked for."""
    source(tmp_path)
    path = tmp_path / "two.odd"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><schemaSpec ident="one" start="a" source="source.xml"><moduleRef key="base"/>'
        '</schemaSpec><schemaSpec ident="two" start="p" source="source.xml"><moduleRef key="base"/></schemaSpec></TEI>'
    )

    assert odd.compiled(path).schema.ident == "one"
    assert odd.compiled(path, ident="two").schema.start == ("p",)
    with pytest.raises(OddFault, match="no schemaSpec three; there is one, two"):
        odd.compiled(path, ident="three")


def test_a_customisation_customises_another(tmp_path: Path) -> None:
    """A chain: the second takes up what the first made of the source, its changes and its own elements."""
    first = '<moduleRef key="base"/>' + change("p", attribute("rend", mode="delete"))
    first += '<elementSpec ident="new" module="mine"><content><textNode/></content></elementSpec>'
    (tmp_path / "first.odd").write_text(document(first, start="a", source="source.xml"))
    second = '<moduleRef key="base"/><moduleRef key="mine"/>' + change("p", attribute("n", more='usage="req"'))
    made = customised(tmp_path, second, source="first.odd").schema

    assert list(made.elements) == ["a", "p", "hi", "new"]
    assert sorted(attributes(made, "p")) == ["n!", "subtype", "type"]


def test_what_a_source_names_and_does_not_declare_is_left_out(tmp_path: Path) -> None:
    """A compiled ODD is a source too, though names dangle in it; what the customisation itself names must be there."""
    (tmp_path / "compiled.xml").write_text(
        document(SOURCE.replace('ident="head"', 'ident="heading"'), start="a", source="p5subset.xml")
    )

    assert pattern(customised(tmp_path, "", source="compiled.xml").schema, "a") == "att.global.attributes, p+"
    with pytest.raises(OddFault, match="a names head"):
        customised(tmp_path, change("a", '<content><elementRef key="head"/></content>'), source="compiled.xml")


def test_files_are_included(tmp_path: Path) -> None:
    """`xi:include` puts in a file or an element of it; a fault in it is told by its own file and line."""
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="parts.xml" xpointer="two"/>'
    parts = '<specGrp xmlns="http://www.tei-c.org/ns/1.0">\n{}\n<specGrp xml:id="two">{}</specGrp></specGrp>'
    (tmp_path / "parts.xml").write_text(parts.format(change("hi", "", mode="delete"), change("a", "")))

    assert list(customised(tmp_path, '<moduleRef key="base"/>' + include).schema.elements) == ["a", "p", "hi"]
    (tmp_path / "parts.xml").write_text(parts.format("", change("a", "<content><div/></content>")))
    with pytest.raises(OddFault, match=r"parts\.xml:3: a has div in its content"):
        customised(tmp_path, '<moduleRef key="base"/>' + include)
    (tmp_path / "parts.xml").write_text(parts.format("", include))
    with pytest.raises(OddFault, match=r"puts parts\.xml into itself"):
        customised(tmp_path, '<moduleRef key="base"/>' + include)


def test_a_compiled_odd_may_name_what_it_does_not_declare(tmp_path: Path) -> None:
    """The stylesheets of TEI leave such names in what they merge; it has a source and takes up nothing."""
    path = tmp_path / "compiled.xml"
    path.write_text(
        document(
            SOURCE.replace('<elementSpec ident="head"', '<elementSpec ident="heading"'),
            start="a",
            source="p5subset.xml",
        )
    )

    assert pattern(odd.compiled(path).schema, "a") == "att.global.attributes, p+"


# -- rules ------------------------------------------------------------------------------------------------------------


def constraint(ident: str, inside: str, mode: str = "add") -> str:
    """A constraintSpec in Schematron."""
    return f'<constraintSpec ident="{ident}" scheme="schematron" mode="{mode}"><constraint>{inside}</constraint></constraintSpec>'


def rules(made: odd.Compiled) -> str:
    """The Schematron of a schema."""
    return schematron.rules(settle.trimmed(made.schema), "made in a test").decode()


def test_an_assertion_is_about_what_its_constraint_stands_in(tmp_path: Path) -> None:
    """An element; an attribute of it; every element of a class."""
    test = '<sch:assert test="@n">No n.</sch:assert>'
    made = customised(
        tmp_path,
        change("a", constraint("one", test) + attribute("rend", constraint("two", test)))
        + change("att.typed", constraint("three", test), "classSpec"),
    )

    assert '<sch:rule context="tei:a">' in rules(made)
    assert '<sch:rule context="tei:a/@rend">' in rules(made)
    assert '<sch:rule context="tei:p | tei:hi">' in rules(made)


def test_prefixes_that_a_test_uses_are_declared(tmp_path: Path) -> None:
    """Those of `sch:ns`, and those that the ODD declares as XML does; an element of another namespace gets one."""
    new = (
        '<elementSpec xmlns:xh="urn:xhtml" ident="new" ns="urn:xhtml"><classes/><content><empty/></content>'
        + constraint("one", '<sch:ns prefix="y" uri="urn:y"/><sch:assert test="child::xh:p">No p.</sch:assert>')
        + "</elementSpec>"
    )
    made = rules(customised(tmp_path, new))

    assert '<sch:ns prefix="xh" uri="urn:xhtml"/>' in made
    assert '<sch:ns prefix="y" uri="urn:y"/>' in made
    assert '<sch:rule context="xh:new">' in made
    assert 'prefix="rng"' not in made


def test_constraints_are_changed_and_deleted_by_their_idents(tmp_path: Path) -> None:
    """In a chain: the second ODD knows the constraints of the first."""
    both = constraint("one", '<sch:assert test="1">One.</sch:assert>') + constraint(
        "two", '<sch:assert test="2">Two.</sch:assert>'
    )
    (tmp_path / "first.odd").write_text(
        document('<moduleRef key="base"/>' + change("a", both), start="a", source="source.xml")
    )
    second = constraint("one", "", "delete") + constraint("two", '<sch:assert test="3">Three.</sch:assert>', "replace")
    made = rules(customised(tmp_path, change("a", second), source="first.odd"))

    assert "One." not in made
    assert "Two." not in made
    assert "Three." in made


def test_variables_and_keys_without_a_rule_are_for_all(tmp_path: Path) -> None:
    """They come before the patterns; a variable beside a rule stays with it."""
    key = '<xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="k" match="*" use="@n"/>'
    lets = constraint("lets", f'<sch:pattern>{key}<sch:let name="all" value="1"/></sch:pattern>')
    here = '<sch:rule context="tei:p"><sch:report test="$here">Here.</sch:report></sch:rule>'
    rule = constraint("rule", f'<sch:pattern><sch:let name="here" value="2"/>{here}</sch:pattern>')
    root = etree.fromstring(rules(customised(tmp_path, rule + lets)).encode())

    assert [child.get("name") for child in root if child.get("name")] == ["k", "all"]
    assert [child.get("name") for child in root.iterfind("{*}pattern/{*}rule/{*}let")] == ["here"]


def test_what_is_deprecated_gets_a_warning(tmp_path: Path) -> None:
    """An element, an attribute, a value and a class of attributes with `validUntil`: what stands in their place is the hint."""
    values = '<valList type="closed"><valItem ident="old" validUntil="2031-01-01"/></valList>'
    info = '<desc type="deprecationInfo" xml:lang="en">Write <gi>p</gi>.</desc>'
    said = f'<elementSpec ident="hi" mode="change" validUntil="2030-01-01">{info}</elementSpec>'
    said += change("p", attribute("type", values)) + change("a", attribute("n", more='validUntil="2032-01-01"'))
    said += '<classSpec ident="att.typed" type="atts" mode="change" validUntil="2033-01-01"/>'
    (tmp_path / "rules.sch").write_bytes(schematron.rules(customised(tmp_path, said).schema, "made in a test"))
    (tmp_path / "a.xml").write_text(
        '<a xmlns="http://www.tei-c.org/ns/1.0" n="1">\n<p type="old" n="2">\n<hi rend="i" subtype="x"/></p></a>'
    )
    (document,) = corpus.find([tmp_path / "a.xml"]).documents

    assert [
        (finding.code, finding.severity, finding.place.line, finding.message, finding.hint)
        for finding in sorted(validating.check(document, tmp_path / "rules.sch"), key=lambda each: each.order)
    ] == [
        ("DEP002", Severity.WARNING, line, f"the {what} is deprecated and ceases to be valid on {year}-01-01", hint)
        for line, what, year, hint in (
            (1, "attribute n of a", 2032, ""),
            (2, "attribute type of p", 2033, ""),
            (2, "value old of p/@type", 2031, ""),
            (3, "element hi", 2030, "Write p"),
            (3, "attribute subtype of hi", 2033, ""),
        )
    ]


# -- sources ----------------------------------------------------------------------------------------------------------


def test_a_source_is_found_by_its_version_or_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`tei:VERSION`, the Vault of TEI and any other address lead to what is kept; nothing is fetched."""
    monkeypatch.setenv("EDITION_SOURCES", str(tmp_path / "kept"))
    file = source(tmp_path)
    with pytest.raises(OddFault, match="--as"):
        sources.add(file)
    file.write_text(
        file.read_text().replace("<text>", "<teiHeader><edition>P5 Version\n4.8.0.</edition></teiHeader><text>", 1)
    )

    assert sources.add(file) == "tei:4.8.0"
    assert sources.add(file, "https://example.org/my.odd") == "https://example.org/my.odd"
    for named in (
        "tei:4.8.0",
        "tei:current",
        "https://www.tei-c.org/Vault/P5/4.8.0/xml/tei/odd/p5subset.xml",
        "https://www.tei-c.org/Vault/P5/current/xml/tei/odd/p5subset.xml",
        "https://example.org/my.odd",
        "source.xml",
    ):
        assert sources.resolved(named, tmp_path) is not None, named
    assert sources.resolved("tei:4.9.0", tmp_path) is None


def test_a_source_that_is_not_here_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With file and line, and the command."""
    monkeypatch.setenv("EDITION_SOURCES", str(tmp_path / "kept"))
    with pytest.raises(
        OddFault, match=r"small\.odd:1: the source tei:1\.2\.3 is not here; keep it with .* --as tei:1\.2\.3"
    ):
        customised(tmp_path, "", source="tei:1.2.3")


def test_an_odd_that_is_its_own_source_is_a_fault(tmp_path: Path) -> None:
    """A chain must end somewhere."""
    with pytest.raises(OddFault, match="takes itself for its source"):
        customised(tmp_path, "", source="small.odd")


def test_an_odd_of_processing_models_changes_all_of_its_source(tmp_path: Path) -> None:
    """Who only says how elements are shown, by whatever mode, takes up everything there is; a chain of such ODDs is followed."""
    model = '<model predicate="@n" behaviour="inline"><param name="content" value="."/></model>'
    (tmp_path / "mid.odd").write_text(
        document(f'<elementSpec ident="hi" mode="add">{model}</elementSpec>', source="source.xml", start="a"), "utf-8"
    )
    path = tmp_path / "top.odd"
    path.write_text(
        document(
            f'<elementSpec ident="p" mode="change">{model}</elementSpec><elementSpec ident="no" mode="add">{model}</elementSpec>',
            source="mid.odd",
            start="a",
        ),
        "utf-8",
    )
    source(tmp_path)
    compiled = odd.compiled(path)

    assert set(compiled.schema.elements) == {"a", "p", "hi", "head", "lb"}
    assert pattern(compiled.schema, "macro.text") == "(text | model.inline)*"
    assert [each.message for each in compiled.warnings] == ["elementSpec no is to be changed, and is not there"]
    pages = documentation.pages(compiled.schema, "made in a test", "de")
    for name in ("element.p.html", "element.hi.html"):
        page = pages[name].decode()
        assert "<h2>Verarbeitungsmodell</h2>" in page
        assert "<strong>inline</strong> · wenn <code>@n</code>" in page
        assert "<code>$content</code> = <code>.</code>" in page


def test_how_elements_are_shown_is_no_schema(tmp_path: Path) -> None:
    """An ODD of processing models that names no source is for a schema that is not known."""
    path = tmp_path / "my.odd"
    path.write_text(
        document('<elementSpec ident="para" mode="add"><model behaviour="paragraph"/></elementSpec>', start="a"),
        "utf-8",
    )
    with pytest.raises(OddFault, match="how elements are shown, and nothing of what may stand in them"):
        odd.compiled(path)
    assert set(odd.compiled(path, source(tmp_path)).schema.elements) == {"a", "p", "hi", "head", "lb"}


def test_an_odd_is_warned_of_what_its_source_deprecates(tmp_path: Path) -> None:
    """Classes, macros and datatypes stand in no document: whoever refers to them is told, with what is to stand in their place."""
    info = '<desc type="deprecationInfo">Use another.</desc>'
    change = "".join(
        f'<{kind} ident="{ident}" mode="change" validUntil="2031-01-0{day}"{more}>{info}</{kind}>'
        for day, (kind, ident, more) in enumerate(
            (
                ("classSpec", "model.inline", ' type="model"'),
                ("macroSpec", "macro.text", ""),
                ("dataSpec", "word", ""),
                ("classSpec", "att.typed", ' type="atts"'),
            ),
            1,
        )
    )
    said = customised(
        tmp_path,
        f"""{change}<elementSpec ident="x"><classes><memberOf key="model.inline"/></classes>
        <content><macroRef key="macro.text"/></content>
        <attList><attRef class="att.typed" name="type"/><attDef ident="y"><datatype><dataRef key="word"/></datatype></attDef></attList>
        </elementSpec>
        <elementSpec ident="hi" mode="change"><classes mode="change"><memberOf key="model.inline" mode="delete"/></classes>
        </elementSpec>""",
    )

    assert [(each.code, each.place.line, each.message, each.hint) for each in said.warnings] == [
        ("DEP002", line, f"{name} is deprecated and ceases to be valid on 2031-01-0{day}", "Use another.")
        for line, name, day in ((1, "model.inline", 1), (2, "macro.text", 2), (3, "att.typed", 4), (3, "word", 3))
    ]
    assert b"2031-01-03" in documentation.pages(said.schema, "made in a test")["word.html"]
