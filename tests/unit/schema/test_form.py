# SPDX-License-Identifier: MIT
"""A slip of the pen in an ODD is told where it stands: what is misspelt, what is no name, what no engine can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.findings import Finding
from edition.schema import build, odd
from edition.schema.declarations import OddFault
from tests.unit.schema.odds import source

HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron" '
    'xmlns:rng="http://relaxng.org/ns/structure/1.0">\n'
)


def told(folder: Path, statement: str, attributes: str = 'ident="my" start="a"') -> list[str]:
    """What is found wrong with a customisation of the small source that makes a statement in its line 3, in a line each.

    Its grammar and rules are made, too, and a warning bears a question mark.
    """
    source(folder)
    path = folder / "my.odd"
    text = f'{HEAD}<schemaSpec source="source.xml" {attributes}><moduleRef key="base"/>\n{statement}</schemaSpec></TEI>'
    path.write_text(text)
    try:
        compiled = odd.compiled(path)
        build.written(compiled.schema, "made in a test", ("rng", "sch"))
        found: tuple[Finding, ...] = compiled.warnings
    except OddFault as fault:
        found = fault.findings
    return [
        f"{each.place.line}:{each.place.column} {each.code}{'?' * (each.severity.value == 'warning')} {each.message}"
        + (f" ({each.hint})" if each.hint else "")
        for each in found
    ]


def of_x(inside: str) -> str:
    """An element with a content and what else stands in its specification."""
    return f'<elementSpec ident="x"><content><empty/></content>\n{inside}</elementSpec>'


def value(datatype: str) -> str:
    """An attribute of a datatype."""
    return of_x(f'<attList><attDef ident="y"><datatype>{datatype}</datatype></attDef></attList>')


def rule(inside: str) -> str:
    """A constraint of the schema itself."""
    return f'<constraintSpec ident="c" scheme="schematron"><constraint>\n{inside}</constraint></constraintSpec>'


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("<elementSpc ident='x'/>", "3:1 ODD004? elementSpc means nothing here (did you mean `elementSpec`?)"),
        (of_x("<attlist/>"), "4:1 ODD004? attlist means nothing in elementSpec (did you mean `attList`?)"),
        (
            '<elementSpec ident="p" mode="change"><classes mod="change"/></elementSpec>',
            "3:38 ODD004? classes has an attribute mod, which means nothing (did you mean `mode`?)",
        ),
        (
            '<elementSpec ident="p" mode="change"><classes mode="add"/></elementSpec>',
            "3:38 ODD001 classes has mode add; there are change, replace",
        ),
        (
            of_x('<attList><attDef ident="y" usage="reqd"/></attList>'),
            "4:10 ODD001 attDef has usage reqd; there are opt, rec, req (did you mean `req`?)",
        ),
        ('<elementSpec ident="my p"/>', "3:1 ODD001 elementSpec has ident “my p”, which XML has for no name"),
        ('<elementSpec ident="a:p"/>', "3:1 ODD001 elementSpec has ident “a:p”, which XML has for no name"),
        (of_x("<altIdent>1</altIdent>"), "4:1 ODD001 altIdent is “1”, which XML has for no name"),
        (
            of_x('<attList><attDef ident="y:z"/></attList>'),
            "4:10 ODD001 the prefix of the attribute y:z stands for no namespace (declare it in the ODD by xmlns:y)",
        ),
        (of_x('<attList><attDef ident="y"/><attDef ident="y"/></attList>'), "4:29 ODD003 @y is declared twice"),
        (
            of_x('<attList><attDef ident="y"><valList type="closed"/></attDef></attList>'),
            "4:28 ODD004? the list of values is closed, and has none: whatever its datatype allows is one",
        ),
        (
            '<elementSpec ident="p" mode="change" validUntil="soon"/>',
            "3:1 ODD001 elementSpec is valid until soon, which is no day (write it as 2031-01-31)",
        ),
        (
            '<elementSpec ident="x"><content><rng:optoinal/></content></elementSpec>',
            "3:33 ODD001 optoinal is no element of RELAX NG (did you mean `optional`?)",
        ),
        (
            value('<dataRef name="inteher"/>'),
            "4:38 ODD001 x/@y: `inteher` is not among the datatype library “http://www.w3.org/2001/XMLSchema-datatypes” "
            "(did you mean `integer`?)",
        ),
        (
            value('<dataRef name="token" restriction="(a"/>'),
            "4:38 ODD001 x/@y: `(a` is no regular expression of XSD: it ends too soon, at character 3",
        ),
        (
            value('<dataRef name="integer"><dataFacet name="maxInclsive" value="3"/></dataRef>'),
            "4:38 ODD001 x/@y: the parameter maxInclsive=“3” of `integer` is none that the datatype takes "
            "(did you mean `maxInclusive`?)",
        ),
        (
            '<elementSpec ident="x"><content><elementRef key="p" maxOccurs="201"/></content></elementSpec>',
            '3:33 ODD001 x may occur 201 times, and grammars count to 200 (write "unbounded", and count in a constraintSpec)',
        ),
        (
            '<elementSpec ident="x"><content><classRef key="att.global"/></content></elementSpec>',
            "3:33 ODD002 x has att.global where it cannot stand: it is a class of attributes",
        ),
        (
            of_x('<attList><attRef class="att.global" name="nn"/></attList>'),
            "4:10 ODD004? x names the attribute nn, and nothing has such an attribute (did you mean `n`?)",
        ),
        ('<classRef key="p"/>', "3:1 ODD002 classRef takes up p, which is an element"),
        (
            rule('<sch:rule context="tei:p"><sch:asert test="1">no</sch:asert></sch:rule>'),
            "4:27 ODD001 asert is no element of Schematron (did you mean `assert`?)",
        ),
        (
            rule('<sch:ns prefix="f" uri=""/>'),
            "4:1 ODD001 ns without uri",
        ),
        (
            rule('<sch:rule><sch:assert test="1">no</sch:assert></sch:rule>'),
            "4:1 ODD001 rule without context",
        ),
        (
            rule('<sch:rule context="te:p"><sch:assert test="1">no</sch:assert></sch:rule>'),
            "4:1 ODD001 “te:p” is no XPath: prefix 'te' is not declared",
        ),
        (
            rule(
                '<sch:let name="all" value="1"/><sch:rule context="tei:p"><sch:assert test="$al = 1">no</sch:assert></sch:rule>'
            ),
            "4:58 ODD002? “$al = 1” uses $al, which no let declares (did you mean `all`?)",
        ),
        (
            rule('<sch:assert test="1">no</sch:assert>'),
            "3:1 ODD001 constraint c asserts something, but stands in no element to assert it of (put it into a rule with a context)",
        ),
    ],
)
def test_a_slip_is_told_where_it_stands(statement: str, expected: str, tmp_path: Path) -> None:
    """One finding, with its line and column, and what was probably meant."""
    assert told(tmp_path, statement) == [expected]


def test_an_expression_that_no_engine_parses_is_a_fault(tmp_path: Path) -> None:
    """Why, the engine says in its own words."""
    (said,) = told(tmp_path, rule('<sch:rule context="tei:p"><sch:assert test="count(a">no</sch:assert></sch:rule>'))

    assert said.startswith("4:27 ODD001 “count(a” is no XPath: ")


def test_no_file_is_called_by_what_is_no_name(tmp_path: Path) -> None:
    """Files are called after the schema: a way out of their folder is no name."""
    assert told(tmp_path, "", 'ident="../../my" start="a"') == [
        "2:1 ODD001 schemaSpec has ident “../../my”, which XML has for no name"
    ]


def test_what_can_be_read_is_not_told(tmp_path: Path) -> None:
    """Functions of XSLT and of the ODD, prefixes that it declares anywhere, XPath that only Saxon parses."""
    fine = """<sch:ns prefix="f" uri="urn:f"/><sch:let name="all" value="1"/>
      <sch:rule context="tei:p | @*[self::attribute(to)|self::attribute(n)]">
        <sch:assert test="f:known(current()) and key('ids', @n) and (some $x in * satisfies $x/@n = $all)">no</sch:assert>
        <sch:assert test="for $a in *, $b in $a/* return 'costs $c'">no</sch:assert>
      </sch:rule>"""
    assert told(tmp_path, rule(fine)) == []


def test_what_is_included_may_have_something_in_its_place(tmp_path: Path) -> None:
    """`xi:fallback` stands where there is no file."""
    inside = '<xi:fallback><elementSpec ident="x"><content><empty/></content></elementSpec></xi:fallback>'
    assert (
        told(tmp_path, f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="no.xml">{inside}</xi:include>')
        == []
    )
    assert told(tmp_path, '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="no.xml"/>') == [
        "3:1 ODD002 xi:include points to no.xml, which is no file beside the ODD"
    ]
