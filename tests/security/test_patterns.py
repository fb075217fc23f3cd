# SPDX-License-Identifier: MIT
"""A pattern that a stranger wrote, in a document or a schema, holds up no command, in whatever process that works."""

from __future__ import annotations

import subprocess
import time

import pytest

from tests.security.strangers import HEADER, Stranger, tei

MANY = "a" * 60 + "!"
PREFIXED = HEADER.replace(
    "</teiHeader>",
    '<encodingDesc><listPrefixDef><prefixDef ident="p" matchPattern="(a|a|a)+" replacementPattern="#$1"><p>p</p></prefixDef>'
    "</listPrefixDef></encodingDesc></teiHeader>",
)
GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><ref name="any"/></start><define name="any"><element><anyName/><zeroOrMore><choice><text/><ref name="any"/>
<attribute><anyName><except><name>rend</name></except></anyName></attribute>
<attribute name="rend"><data type="string"><param name="pattern">(a|a|a)+</param></data></attribute></choice></zeroOrMore></element></define>
</grammar>"""
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://www.tei-c.org/ns/1.0" targetNamespace="http://www.tei-c.org/ns/1.0"
elementFormDefault="qualified"><xs:element name="TEI"><xs:complexType><xs:sequence><xs:any processContents="lax" maxOccurs="9"/></xs:sequence>
<xs:anyAttribute processContents="lax"/></xs:complexType></xs:element><xs:element name="hi"><xs:complexType mixed="true"><xs:attribute name="rend">
<xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="(a|a|a)+"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType>
</xs:element></xs:schema>"""

IMPATIENT = """
from edition.engines.expressions import Expression
Expression.parts = lambda self, text: self._match(text) and ()
"""

CASES = {
    "a prefix that is checked": (("check", "tei"), f'<p>To <persName ref="p:{MANY}">A</persName>.</p>', "PTR004"),
    "a prefix that is followed": (
        ("build", "--lenient", "--jobs", "1", "--format", "html", "tei"),
        f'<p>To <persName ref="p:{MANY}">A</persName>.</p>',
        "</html>",
    ),
    "RELAX NG": (("check", "--schema", "s.rng", "tei"), f'<p><hi rend="{MANY}">A</hi></p>', "RNG"),
    "XML Schema": (("check", "--schema", "s.xsd", "tei"), f'<p><hi rend="{MANY}">A</hi></p>', "XSD001"),
}


@pytest.mark.parametrize(("call", "text", "said"), CASES.values(), ids=CASES)
def test_a_pattern_holds_up_nothing(stranger: Stranger, call: tuple[str, ...], text: str, said: str) -> None:
    """It is answered at once, and truly; by an engine that tries one way after the other it would never be."""
    stranger.put("tei/a.xml", tei(text).replace(HEADER, PREFIXED))
    stranger.put("s.rng", GRAMMAR)
    stranger.put("s.xsd", SCHEMA)
    begun = time.process_time()

    assert said in stranger.call(*call)
    assert time.process_time() - begun < 20
    with pytest.raises(subprocess.TimeoutExpired):
        stranger.call_without(IMPATIENT, *call, seconds=6)
