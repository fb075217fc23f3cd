# SPDX-License-Identifier: MIT
"""The compact syntax says the same as the XML syntax: the two are compared as languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.relaxng import compact, difference, schemas
from edition.relaxng.loader import SchemaFault
from edition.relaxng.patterns import Pool

HEAD = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'


def file(folder: Path, name: str, text: str) -> Path:
    """A schema in a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("element r { text }", '<element name="r"><text/></element>'),
        ('default namespace = "u" element r { attribute a { text } }', '<element name="r" ns="u"><attribute name="a"/></element>'),
        ('namespace p = "u" element p:r { element q { empty }*, (text & element p:s { empty }?) }',
         '<element name="p:r" xmlns:p="u"><zeroOrMore><element name="q"><empty/></element></zeroOrMore>'
         '<interleave><text/><optional><element name="p:s"><empty/></element></optional></interleave></element>'),
        ("start = a a = element r { b | list { xsd:integer+ } } b |= notAllowed b |= element q { empty } # a comment",
         '<grammar><start><ref name="a"/></start><define name="a"><element name="r"><choice><ref name="b"/>'
         '<list><oneOrMore><data type="integer"/></oneOrMore></list></choice></element></define>'
         '<define name="b"><element name="q"><empty/></element></define></grammar>'),
        ('element r { attribute n { xsd:token { pattern = "[a-z]" ~ "+" } - ("x" | "y") } }',
         '<element name="r"><attribute name="n"><data type="token"><param name="pattern">[a-z]+</param>'
         '<except><choice><value>x</value><value>y</value></choice></except></data></attribute></element>'),
        ('namespace h = "u" element * - (h:* | r) { mixed { attribute h:* { text }* } }',
         '<element><anyName><except><nsName ns="u"/><name>r</name></except></anyName><mixed><zeroOrMore>'
         '<attribute><nsName ns="u"/></attribute></zeroOrMore></mixed></element>'),
        (r'element \element { string "x\x{A}y" }',
         '<element name="element"><value type="string" datatypeLibrary="">x&#10;y</value></element>'),
        ("grammar { start = element r { grammar { start = parent a } } a = element q { empty } }",
         '<grammar><start><element name="r"><grammar><start><parentRef name="a"/></start></grammar></element></start>'
         '<define name="a"><element name="q"><empty/></element></define></grammar>'),
    ],
)  # fmt: skip
def test_it_says_the_same(tmp_path: Path, short: str, long: str) -> None:
    """Names, namespaces, counts, combinations, data, exceptions, name classes, escapes, grammars in grammars."""
    pool = Pool()
    left = schemas.grammar(file(tmp_path, "a.rnc", short), pool)
    right = schemas.grammar(file(tmp_path, "a.rng", re.sub(r"<\w+", rf"\g<0> {HEAD}", long, count=1)), pool)
    assert difference.compare(left, right) == []


def test_what_is_included_can_be_given_anew(tmp_path: Path) -> None:
    """An inclusion with its own definitions, from either syntax."""
    file(tmp_path, "inner.rnc", "start = a a = element a { b } b = element b { empty }")
    outer = file(tmp_path, "outer.rnc", 'include "inner.rnc" { b = element c { text } }')
    plain = file(tmp_path, "plain.rnc", "element a { element c { text } }")
    pool = Pool()
    assert difference.compare(schemas.grammar(outer, pool), schemas.grammar(plain, pool)) == []


def test_what_stands_in_the_braces_of_an_include_is_of_the_file_that_includes(tmp_path: Path) -> None:
    """A namespace that the other file is given is not given to what takes the place of its own."""
    file(tmp_path, "inner.rnc", "start = element x { y } y = element y { empty }")
    text = 'namespace p = "urn:p"\ninclude "inner.rnc" inherit = p { y = element z { empty } }'
    plain = file(tmp_path, "plain.rnc", 'namespace p = "urn:p"\nelement p:x { element z { empty } }')
    pool = Pool()
    assert (
        difference.compare(schemas.grammar(file(tmp_path, "outer.rnc", text), pool), schemas.grammar(plain, pool)) == []
    )


def test_annotations_are_kept(tmp_path: Path) -> None:
    """Documentation, attributes and elements of others, as Schematron in a compact schema is written."""
    root = compact.read(
        file(
            tmp_path,
            "a.rnc",
            """namespace sch = "http://purl.oclc.org/dsdl/schematron"
            namespace a = "urn:a"
            sch:pattern [ sch:rule [ context = "p" sch:assert [ test = "@n" "no number" ] ] ]
            ## the root
            [ a:since = "1" ]
            start = element r { empty } >> a:after [ ]
            """,
        )
    )
    rule = root.find(".//{http://purl.oclc.org/dsdl/schematron}assert")
    start = root.find("{*}start")
    assert rule is not None
    assert start is not None
    assert (rule.get("test"), rule.text) == ("@n", "no number")
    assert start.get("{urn:a}since") == "1"
    assert [child.text for child in start if child.tag.endswith("documentation")] == ["the root"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("element r {\n text", 2, "`}` is missing"),
        ("element r {\n a, b | c }", 2, "use parentheses"),
        ("\nelement p:r { empty }", 2, "prefix “p” is not declared"),
        ("start = \n", 2, "a pattern is missing"),
        ("element r { ^ }", 1, "is not read"),
        ("element * - a | b { empty }", 1, "a bracket around the exception"),
        ("element a | * - b { empty }", 1, "a bracket around the exception"),
        ('namespace x = "http://www.w3.org/2000/xmlns"\n[ x:a = "1" ] element r { empty }', 2, "cannot be used so"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    """The line, and what was expected there."""
    with pytest.raises(SchemaFault, match=said) as fault:
        compact.read(file(tmp_path, "a.rnc", text))
    assert fault.value.line == line
