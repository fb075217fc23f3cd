# SPDX-License-Identifier: MIT
"""The rules of the RELAX NG specification as small schemas, those that are sound with documents, and those that are none.

Each names the section of the specification that it is about; "c" is the compact syntax, "d" DTD Compatibility.
A schema that begins with `<` is in XML syntax, and its root gets the namespace of RELAX NG and XSD's datatypes.
Other files of a schema stand beside it under their names.
"""

from __future__ import annotations

from typing import Final, NamedTuple

HEAD: Final = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'


class Sound(NamedTuple):
    """A schema, documents of its language, documents that are not in it, and its other files."""

    rule: str
    schema: str
    valid: tuple[str, ...]
    invalid: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()


class Unsound(NamedTuple):
    """A schema that is none."""

    rule: str
    schema: str
    files: tuple[tuple[str, str], ...] = ()


E: Final = '<element name="e"><empty/></element>'
F: Final = '<element name="f"><empty/></element>'
A: Final = '<attribute name="a"/>'


def r(content: str) -> str:
    """A schema of an element `r`."""
    return f'<element name="r">{content}</element>'


def grammar(*parts: str, start: str = '<ref name="x"/>') -> str:
    """A grammar."""
    return f"<grammar><start>{start}</start>{''.join(parts)}</grammar>"


def define(name: str, content: str, more: str = "") -> str:
    """A definition."""
    return f'<define name="{name}" {more}>{content}</define>'


R_X: Final = r('<ref name="x"/>')

SOUND: Final = (
    # 3, 4.1: annotations
    Sound(
        "3 foreign elements and attributes say nothing",
        r(f'<a:note xmlns:a="u">x<b/></a:note>{E}').replace("<element", '<element xmlns:q="u" q:a="1"', 1),
        ("<r><e/></r>",),
        ("<r/>",),
    ),
    Sound(
        "4.1 a foreign element in a value's place",
        r('<a:x xmlns:a="u"><element name="z"/></a:x><text/>'),
        ("<r>t</r>",),
        ("<r><z/></r>",),
    ),
    Sound(
        "3 a comment and an instruction in a name",
        "<element><name>r<!-- c --></name><empty/></element>",
        ("<r/>",),
        ("<rc/>",),
    ),
    Sound("4.1 a comment in a value", r("<value>a<!-- c -->b</value>"), ("<r>ab</r>",), ("<r>a</r>",)),
    # 4.2: white space
    Sound(
        "4.2 names are trimmed",
        grammar(define(" x ", '<element name=" r "><empty/></element>'), start='<ref name="x "/>'),
        ("<r/>",),
        ("<x/>",),
    ),
    Sound("4.2 a name element is trimmed", "<element><name>\n r </name><empty/></element>", ("<r/>",)),
    Sound("4.2 a type is trimmed", r('<data type=" integer "/>'), ("<r>1</r>",), ("<r>a</r>",)),
    Sound("4.2 a value is not", r('<value type="string"> a </value>'), ("<r> a </r>",), ("<r>a</r>",)),
    Sound(
        "4.2 a parameter is not",
        r('<data type="string"><param name="pattern"> a</param></data>'),
        ("<r> a</r>",),
        ("<r>a</r>",),
    ),
    Sound(
        "4.2 combine is trimmed",
        grammar(define("x", r("<empty/>"), 'combine=" choice "'), define("x", E, 'combine="choice"')),
        ("<r/>", "<e/>"),
    ),
    # 4.3, 4.4: datatypes
    Sound(
        "4.3 the nearest library counts", r('<group datatypeLibrary=""><data type="token"/></group>'), ("<r>a b</r>",)
    ),
    Sound(
        "4.3 a value takes its own", r('<value type="integer">1</value>'), ("<r>1</r>", "<r> 01 </r>"), ("<r>2</r>",)
    ),
    Sound(
        "4.4 a value without a type is a token",
        r("<value> a  b </value>"),
        ("<r>a b</r>", "<r>\na\tb </r>"),
        ("<r>ab</r>",),
    ),
    Sound(
        "4.4 a value without a type asks no library", r('<value datatypeLibrary="urn:none">a</value>'), ("<r>a</r>",)
    ),
    Sound("4.3 a library that nothing uses", r('<group datatypeLibrary="urn:none"><text/></group>'), ("<r>a</r>",)),
    # 4.5, 4.6: externalRef
    Sound(
        "4.6 a pattern of another file", r('<externalRef href="o.rng"/>'), ("<r><e/></r>",), ("<r/>",), (("o.rng", E),)
    ),
    Sound(
        "4.6 it inherits the namespace",
        r('<externalRef href="o.rng" ns="u"/>'),
        ('<r><e xmlns="u"/></r>',),
        ("<r><e/></r>",),
        (("o.rng", E),),
    ),
    Sound(
        "4.6 unless it says its own",
        r('<externalRef href="o.rng" ns="u"/>'),
        ('<r><e xmlns="v"/></r>',),
        ('<r><e xmlns="u"/></r>',),
        (("o.rng", '<element name="e" ns="v"><empty/></element>'),),
    ),
    Sound(
        "4.6 a grammar of another file keeps its names",
        grammar(define("y", F), start=r('<externalRef href="o.rng"/>')),
        ("<r><e/></r>",),
        ("<r><f/></r>",),
        (("o.rng", grammar(define("y", E), start='<ref name="y"/>')),),
    ),
    Sound(
        "4.5 a folder in the address",
        r('<externalRef href="sub/../o.rng"/>'),
        ("<r><e/></r>",),
        (),
        (("o.rng", E), ("sub/p.rng", E)),
    ),
    Sound(
        "4.6 the same file twice",
        r('<externalRef href="o.rng"/><externalRef href="o.rng"/>'),
        ("<r><e/><e/></r>",),
        ("<r><e/></r>",),
        (("o.rng", E),),
    ),
    # 4.7: include
    Sound(
        "4.7 a grammar of another file",
        '<grammar><include href="o.rng"/></grammar>',
        ("<e/>",),
        ("<r/>",),
        (("o.rng", grammar(define("x", E))),),
    ),
    Sound(
        "4.7 a definition in place of another",
        f'<grammar><include href="o.rng">{define("x", F)}</include></grammar>',
        ("<f/>",),
        ("<e/>",),
        (("o.rng", grammar(define("x", E))),),
    ),
    Sound(
        "4.7 a start in place of another",
        f'<grammar><include href="o.rng"><start>{F}</start></include></grammar>',
        ("<f/>",),
        ("<e/>",),
        (("o.rng", grammar(define("x", E))),),
    ),
    Sound(
        "4.7 all pieces of one are replaced",
        f'<grammar><include href="o.rng">{define("x", F)}</include></grammar>',
        ("<f/>",),
        ("<e/>", "<r/>"),
        (("o.rng", grammar(define("x", E, 'combine="choice"'), define("x", r("<empty/>"), 'combine="choice"'))),),
    ),
    Sound(
        "4.7 a definition that is added",
        '<grammar><include href="o.rng"/>' + define("x", F, 'combine="choice"') + "</grammar>",
        ("<e/>", "<f/>"),
        ("<r/>",),
        (("o.rng", grammar(define("x", E))),),
    ),
    Sound(
        "4.7 a replacement in a div, of one in a div",
        f'<grammar><include href="o.rng"><div>{define("x", F)}</div></include></grammar>',
        ("<f/>",),
        ("<e/>",),
        (("o.rng", f'<grammar><start><ref name="x"/></start><div>{define("x", E)}</div></grammar>'),),
    ),
    Sound(
        "4.7 a replacement of what is included by the included",
        f'<grammar><include href="o.rng">{define("x", F)}</include></grammar>',
        ("<f/>",),
        ("<e/>",),
        (("o.rng", '<grammar><include href="p.rng"/></grammar>'), ("p.rng", grammar(define("x", E)))),
    ),
    Sound(
        "4.7 it inherits the namespace",
        '<grammar ns="u"><include href="o.rng"/></grammar>',
        ('<e xmlns="u"/>',),
        ("<e/>",),
        (("o.rng", grammar(define("x", E))),),
    ),
    # 4.8–4.10: names
    Sound(
        "4.8 an attribute's bare name has no namespace",
        '<element name="r" ns="u"><attribute name="a"/></element>',
        ('<r xmlns="u" a=""/>',),
        ('<p:r xmlns:p="u" p:a=""/>',),
    ),
    Sound(
        "4.8 unless its own element says one",
        '<element name="r"><attribute name="a" ns="u"/></element>',
        ('<r xmlns:p="u" p:a=""/>',),
        ('<r a=""/>',),
    ),
    Sound(
        "4.8 a name element inherits for an attribute too",
        '<element name="r" ns="u"><attribute><name>a</name></attribute></element>',
        ('<p:r xmlns:p="u" p:a=""/>',),
        ('<r xmlns="u" a=""/>',),
    ),
    Sound(
        "4.9 the nearest ns counts",
        '<element name="r" ns="u"><element name="e" ns=""><empty/></element></element>',
        ('<p:r xmlns:p="u"><e/></p:r>',),
        ('<r xmlns="u"><e/></r>',),
    ),
    Sound("4.9 nsName inherits", '<element ns="u"><nsName/><empty/></element>', ('<a xmlns="u"/>',), ("<a/>",)),
    Sound(
        "4.10 a prefix in a name",
        '<element name="p:r" xmlns:p="u" ns="v"><empty/></element>',
        ('<r xmlns="u"/>',),
        ('<r xmlns="v"/>', "<r/>"),
    ),
    Sound(
        "4.10 a prefix in a name element",
        '<element xmlns:p="u"><name>p:r</name><empty/></element>',
        ('<r xmlns="u"/>',),
        ("<r/>",),
    ),
    Sound("4.10 xml is declared", r('<attribute name="xml:lang"/>'), ('<r xml:lang="a"/>',), ('<r lang="a"/>',)),
    # 4.11–4.15: short forms
    Sound(
        "4.11 div says nothing",
        f'<grammar><div><div><start><ref name="x"/></start></div>{define("x", E)}</div></grammar>',
        ("<e/>",),
        ("<r/>",),
    ),
    Sound(
        "4.12 several patterns are a group",
        r(f"<optional>{E}{F}</optional>"),
        ("<r/>", "<r><e/><f/></r>"),
        ("<r><e/></r>", "<r><f/></r>"),
    ),
    Sound(
        "4.12 in a definition too", grammar(define("x", E + F), start=R_X), ("<r><e/><f/></r>",), ("<r><f/><e/></r>",)
    ),
    Sound(
        "4.12 several in a list are a group",
        r("<list><value>a</value><value>b</value></list>"),
        ("<r>a b</r>",),
        ("<r>b a</r>",),
    ),
    Sound(
        "4.12 several exceptions are a choice",
        r('<data type="token"><except><value>a</value><value>b</value></except></data>'),
        ("<r>c</r>",),
        ("<r>a</r>", "<r>b</r>"),
    ),
    Sound(
        "4.12 several excepted names are a choice",
        "<element><anyName><except><name>a</name><name>b</name></except></anyName><empty/></element>",
        ("<c/>",),
        ("<a/>", "<b/>"),
    ),
    Sound("4.12 an attribute of no pattern has text", r(A), ('<r a=""/>', '<r a="x y"/>'), ("<r/>",)),
    Sound("4.12 a choice of one", r(f"<choice>{E}</choice>"), ("<r><e/></r>",), ("<r/>",)),
    Sound("4.12 an interleave of one", r(f"<interleave>{E}</interleave>"), ("<r><e/></r>",), ("<r/>",)),
    Sound(
        "4.12 a choice of names of one",
        "<element><choice><name>r</name></choice><empty/></element>",
        ("<r/>",),
        ("<a/>",),
    ),
    Sound(
        "4.13 mixed",
        r(f"<mixed>{E}{F}</mixed>"),
        ("<r>a<e/>b<f/>c</r>", "<r><e/><f/></r>"),
        ("<r>a<f/>b<e/></r>", "<r>a</r>"),
    ),
    Sound("4.14 optional", r(f"<optional>{E}</optional>"), ("<r/>", "<r><e/></r>"), ("<r><e/><e/></r>",)),
    Sound("4.15 zeroOrMore", r(f"<zeroOrMore>{E}</zeroOrMore>"), ("<r/>", "<r><e/><e/></r>"), ("<r><f/></r>",)),
    # 4.16: exceptions
    Sound(
        "4.16 a namespace excepted from any name",
        '<element><anyName><except><nsName ns="u"/></except></anyName><empty/></element>',
        ("<a/>", '<a xmlns="v"/>'),
        ('<a xmlns="u"/>',),
    ),
    Sound(
        "4.16 a name excepted from a namespace",
        '<element ns="u"><nsName><except><name>a</name></except></nsName><empty/></element>',
        ('<b xmlns="u"/>',),
        ('<a xmlns="u"/>', "<b/>"),
    ),
    Sound("4.16 the empty namespace", '<element><nsName ns=""/><empty/></element>', ("<a/>",), ('<a xmlns="u"/>',)),
    # 4.17: combine
    Sound(
        "4.17 combined as a choice",
        grammar(define("x", E), define("x", F, 'combine="choice"')),
        ("<e/>", "<f/>"),
        ("<r/>",),
    ),
    Sound(
        "4.17 combined as an interleave",
        grammar(define("x", E, 'combine="interleave"'), define("x", F), start=R_X),
        ("<r><e/><f/></r>", "<r><f/><e/></r>"),
        ("<r><e/></r>",),
    ),
    Sound(
        "4.17 starts combined",
        f'<grammar><start combine="choice">{E}</start><start>{F}</start></grammar>',
        ("<e/>", "<f/>"),
        ("<r/>",),
    ),
    Sound(
        "4.17 each piece is a group of its own",
        grammar(define("x", E + F, 'combine="interleave"'), define("x", A, 'combine="interleave"'), start=R_X),
        ('<r a=""><e/><f/></r>',),
        ('<r a=""><f/><e/></r>', "<r><e/><f/></r>"),
    ),
    # 4.18: grammars in grammars
    Sound(
        "4.18 an inner grammar has its own names",
        grammar(define("x", E), start=r(grammar(define("x", F)))),
        ("<r><f/></r>",),
        ("<r><e/></r>",),
    ),
    Sound(
        "4.18 parentRef",
        grammar(define("x", E), start=r(grammar(define("x", F), start='<parentRef name="x"/>'))),
        ("<r><e/></r>",),
        ("<r><f/></r>",),
    ),
    Sound(
        "4.18 parentRef in the second degree",
        grammar(
            define("x", E),
            start=r(grammar(define("x", '<parentRef name="x"/>'), start=grammar(start='<parentRef name="x"/>'))),
        ),
        ("<r><e/></r>",),
        ("<r/>",),
    ),
    Sound("4.18 what nothing refers to may be", grammar(define("x", E), define("y", F)), ("<e/>",), ("<f/>",)),
    Sound(
        "4.6 an external pattern refers to the grammar around it",
        grammar(define("x", E), start=r('<externalRef href="o.rng"/>')),
        ("<r><e/></r>",),
        ("<r/>",),
        (("o.rng", '<ref name="x"/>'),),
    ),
    Sound(
        "4.6 the parent of an external grammar is the one around it",
        grammar(define("x", E), start=r('<externalRef href="o.rng"/>')),
        ("<r><e/></r>",),
        ("<r/>",),
        (("o.rng", grammar(start='<parentRef name="x"/>')),),
    ),
    # 4.19: recursion
    Sound(
        "4.19 recursion through an element",
        grammar(define("x", r('<optional><ref name="x"/></optional>'))),
        ("<r/>", "<r><r><r/></r></r>"),
        ("<r><r/><r/></r>",),
    ),
    Sound(
        "4.19 recursion without one, where nobody comes",
        grammar(define("x", E), define("y", '<choice><ref name="y"/><empty/></choice>')),
        ("<e/>",),
    ),
    # 4.20: notAllowed
    Sound("4.20 in a choice", r(f"<choice><notAllowed/>{E}</choice>"), ("<r><e/></r>",), ("<r/>",)),
    Sound(
        "4.20 in a group", r(f"<choice><group>{E}<notAllowed/></group>{F}</choice>"), ("<r><f/></r>",), ("<r><e/></r>",)
    ),
    Sound(
        "4.20 in an attribute",
        r(f'<choice><attribute name="a"><notAllowed/></attribute>{E}</choice>'),
        ("<r><e/></r>",),
        ('<r a=""/>',),
    ),
    Sound(
        "4.20 in an element",
        r('<optional><element name="e"><notAllowed/></element></optional>'),
        ("<r/>",),
        ("<r><e/></r>",),
    ),
    Sound("4.20 repeated", r("<zeroOrMore><notAllowed/></zeroOrMore>"), ("<r/>",), ("<r><e/></r>",)),
    Sound("4.20 excepted", r('<data type="token"><except><notAllowed/></except></data>'), ("<r>a</r>",)),
    Sound(
        "4.20 in a list", r("<choice><list><notAllowed/></list><value>a</value></choice>"), ("<r>a</r>",), ("<r>b</r>",)
    ),
    Sound("4.20 a schema of no document", "<notAllowed/>", (), ("<r/>",)),
    # 4.21: empty
    Sound("4.21 in a group", r(f"<empty/>{E}<empty/>"), ("<r><e/></r>",), ("<r/>",)),
    Sound("4.21 in an interleave", r(f"<interleave><empty/>{E}</interleave>"), ("<r><e/></r>",), ("<r/>",)),
    Sound("4.21 in a choice", r(f"<choice>{E}<empty/></choice>"), ("<r/>", "<r><e/></r>"), ("<r><f/></r>",)),
    Sound("4.21 repeated", r("<oneOrMore><empty/></oneOrMore>"), ("<r/>", "<r> </r>"), ("<r>a</r>",)),
    # 5, 6.1: name classes
    Sound("6.1 any name", "<element><anyName/><empty/></element>", ("<a/>", '<b xmlns="u"/>')),
    Sound(
        "6.1 names of a choice",
        "<element><choice><name>a</name><nsName ns='u'/></choice><empty/></element>",
        ("<a/>", '<b xmlns="u"/>'),
        ("<b/>",),
    ),
    # 6.2.1–6.2.6: patterns
    Sound("6.2.1 choice", r(f"<choice>{E}{F}</choice>"), ("<r><e/></r>", "<r><f/></r>"), ("<r/>", "<r><e/><f/></r>")),
    Sound("6.2.2 group", r(E + F), ("<r><e/><f/></r>",), ("<r><f/><e/></r>", "<r><e/></r>")),
    Sound(
        "6.2.2 attributes have no order",
        r(f'{A}<attribute name="b"/>'),
        ('<r b="" a=""/>', '<r a="" b=""/>'),
        ('<r a=""/>',),
    ),
    Sound("6.2.2 an attribute may be written after elements", r(E + A), ('<r a=""><e/></r>',), ("<r><e/></r>",)),
    Sound(
        "6.2.2 an attribute decides what follows",
        r(
            f'<choice><group><attribute name="a"><value>1</value></attribute>{E}</group>'
            f'<group><attribute name="a"><value>2</value></attribute>{F}</group></choice>'
        ),
        ('<r a="1"><e/></r>', '<r a="2"><f/></r>'),
        ('<r a="1"><f/></r>',),
    ),
    Sound("6.2.3 empty and white space", r("<empty/>"), ("<r/>", "<r> \n</r>"), ("<r>a</r>", '<r a=""/>')),
    Sound("6.2.4 text", r("<text/>"), ("<r/>", "<r>a</r>", "<r><![CDATA[<]]></r>"), ("<r><e/></r>",)),
    Sound(
        "6.2.4 text between elements",
        r(f"{E}<text/>{F}"),
        ("<r><e/>a<f/></r>", "<r><e/><f/></r>"),
        ("<r>a<e/><f/></r>",),
    ),
    Sound(
        "6.2.5 oneOrMore",
        r(f"<oneOrMore>{E}{F}</oneOrMore>"),
        ("<r><e/><f/><e/><f/></r>",),
        ("<r/>", "<r><e/><f/><e/></r>"),
    ),
    Sound(
        "6.2.6 interleave",
        r(f"<interleave><group>{E}{F}</group><element name='g'><empty/></element></interleave>"),
        ("<r><g/><e/><f/></r>", "<r><e/><g/><f/></r>", "<r><e/><f/><g/></r>"),
        ("<r><f/><g/><e/></r>", "<r><e/><f/></r>"),
    ),
    Sound(
        "6.2.6 what repeats in an interleave is scattered",
        r(f"<interleave><zeroOrMore>{E}</zeroOrMore>{F}</interleave>"),
        ("<r><e/><f/><e/></r>", "<r><f/></r>"),
        ("<r><e/><f/><f/></r>",),
    ),
    Sound(
        "6.2.7 element and attribute",
        r(f'{A}<element name="e">{A}</element>'),
        ('<r a=""><e a=""/></r>',),
        ('<r a=""><e/></r>', '<r><e a=""/></r>'),
    ),
    Sound("6.2.7 white space between elements", r(E), ("<r> <e/>\n</r>",), ("<r> a<e/></r>",)),
    Sound("6.2.7 white space is kept beside text", r(f"<mixed>{E}</mixed>"), ("<r> <e/> </r>",)),
    Sound(
        "6.2.7 an element meant in two ways",
        f"<choice><element name='r'>{E}</element><element name='r'>{F}</element></choice>",
        ("<r><e/></r>", "<r><f/></r>"),
        ("<r><e/><f/></r>",),
    ),
    Sound(
        "6.2.7 what it held decides what follows",
        r(
            f"<choice><group><element name='g'>{E}</element>{E}</group><group><element name='g'>{F}</element>{F}</group></choice>"
        ),
        ("<r><g><e/></g><e/></r>", "<r><g><f/></g><f/></r>"),
        ("<r><g><e/></g><f/></r>",),
    ),
    # 6.2.8–6.2.10: values
    Sound(
        "6.2.8 data",
        r('<data type="date"/>'),
        ("<r>1956-09-23</r>", "<r> 1956-09-23 </r>"),
        ("<r>1956-09-31</r>", "<r/>"),
    ),
    Sound("6.2.8 data of the empty string", r('<data type="string"/>'), ("<r/>", "<r> </r>")),
    Sound(
        "6.2.8 white space is a value",
        r('<data type="string"><param name="minLength">1</param></data>'),
        ("<r> </r>",),
        ("<r/>",),
    ),
    Sound(
        "6.2.8 parameters",
        r('<data type="integer"><param name="minInclusive">1</param><param name="maxExclusive">3</param></data>'),
        ("<r>1</r>", "<r>2</r>"),
        ("<r>0</r>", "<r>3</r>"),
    ),
    Sound(
        "6.2.8 two patterns both hold",
        r('<data type="string"><param name="pattern">a.*</param><param name="pattern">.*b</param></data>'),
        ("<r>ab</r>",),
        ("<r>a</r>", "<r>b</r>"),
    ),
    Sound(
        "6.2.8 a value excepted",
        r('<data type="integer"><except><value type="integer">1</value></except></data>'),
        ("<r>2</r>",),
        ("<r>1</r>", "<r>01</r>"),
    ),
    Sound(
        "6.2.8 data excepted",
        r('<data type="integer"><except><data type="positiveInteger"/></except></data>'),
        ("<r>0</r>", "<r>-1</r>"),
        ("<r>1</r>",),
    ),
    Sound(
        "6.2.8 an exception in an exception",
        r('<data type="token"><except><data type="integer"><except><value>1</value></except></data></except></data>'),
        ("<r>1</r>", "<r>a</r>"),
        ("<r>2</r>",),
    ),
    Sound(
        "6.2.8 a datum or an element",
        r(f'<choice><data type="integer"/>{E}</choice>'),
        ("<r>1</r>", "<r><e/></r>"),
        ("<r>a</r>", "<r>1<e/></r>"),
    ),
    Sound(
        "6.2.8 comments in a datum",
        r('<data type="integer"/>'),
        ("<r>1<!-- c -->2</r>", "<r><?p?>1</r>"),
        ("<r>1<!-- c -->a</r>",),
    ),
    Sound(
        "6.2.9 a built-in string", r('<value type="string" datatypeLibrary="">a</value>'), ("<r>a</r>",), ("<r> a</r>",)
    ),
    Sound(
        "6.2.9 a QName is equal by its namespace",
        r('<value type="QName" xmlns:p="u">p:a</value>'),
        ('<r xmlns:q="u">q:a</r>',),
        ('<r xmlns:p="v">p:a</r>',),
    ),
    Sound(
        "6.2.9 a value's own default namespace",
        r('<value type="QName" ns="u">a</value>'),
        ('<r xmlns:q="u">q:a</r>',),
        ('<r xmlns:q="v">q:a</r>',),
    ),
    Sound(
        "6.2.9 numbers are equal by value",
        r('<value type="decimal">1.50</value>'),
        ("<r>1.5</r>", "<r>+01.500</r>"),
        ("<r>1.51</r>",),
    ),
    Sound("6.2.9 the empty value", r("<value/>"), ("<r/>", "<r> </r>"), ("<r>a</r>",)),
    Sound(
        "6.2.10 list",
        r('<list><oneOrMore><data type="integer"/></oneOrMore></list>'),
        ("<r>1 2\n3</r>",),
        ("<r/>", "<r>1,2</r>"),
    ),
    Sound(
        "6.2.10 a list that may be nothing",
        r('<list><zeroOrMore><data type="integer"/></zeroOrMore></list>'),
        ("<r/>", "<r> </r>"),
        ("<r>a</r>",),
    ),
    Sound(
        "6.2.10 a list of exactly two",
        r('<attribute name="a"><list><data type="integer"/><data type="integer"/></list></attribute>'),
        ('<r a="1 2"/>',),
        ('<r a="1"/>',),
    ),
    Sound(
        "6.2.10 a choice in a list",
        r("<list><zeroOrMore><choice><value>a</value><value>b</value></choice></zeroOrMore></list>"),
        ("<r>a b a</r>",),
        ("<r>a c</r>",),
    ),
    Sound(
        "6.2.4 an attribute's value is one datum",
        r('<attribute name="a"><choice><value>x</value><data type="integer"/></choice></attribute>'),
        ('<r a="x"/>', '<r a="1"/>'),
        ('<r a="x 1"/>', '<r a=""/>'),
    ),
    Sound(
        "6.2.3 an attribute that must be empty",
        r('<attribute name="a"><empty/></attribute>'),
        ('<r a=""/>', '<r a=" "/>'),
        ('<r a="x"/>',),
    ),
    Sound(
        "6.2.7 attributes of any name",
        r("<zeroOrMore><attribute><anyName/></attribute></zeroOrMore>"),
        ("<r/>", '<r a="" b=""/>', '<r xml:lang="a"/>'),
    ),
    Sound(
        "6.2.7 at least one of any name",
        r("<oneOrMore><attribute><nsName ns=''/></attribute></oneOrMore>"),
        ('<r a=""/>',),
        ("<r/>", '<r xml:lang=""/>'),
    ),
    Sound(
        "6.2.7 any name but one that is given apart",
        r(
            f"<optional>{A}</optional><zeroOrMore><attribute><anyName><except><name>a</name></except></anyName></attribute></zeroOrMore>"
        ),
        ('<r a="" b=""/>', '<r b="" c=""/>'),
    ),
    # 7: what is just allowed
    Sound(
        "7.1.2 an attribute that is repeated without a group",
        r(f"<oneOrMore>{A}</oneOrMore>"),
        ('<r a=""/>',),
        ("<r/>",),
    ),
    Sound(
        "7.1.2 a choice of attributes, repeated",
        r(f'<oneOrMore><choice>{A}<attribute name="b"/></choice></oneOrMore>'),
        ('<r a=""/>', '<r a="" b=""/>'),
        ("<r/>",),
    ),
    Sound(
        "7.1.2 an attribute in an element in a group that is repeated",
        r(f'<oneOrMore><element name="e">{A}</element>{F}</oneOrMore>'),
        ('<r><e a=""/><f/></r>',),
        ("<r/>",),
    ),
    Sound("7.2 a value beside attributes", r(f'{A}<data type="integer"/>'), ('<r a="">1</r>',), ("<r>1</r>",)),
    Sound(
        "7.2 a value or text",
        r(f"<choice><value>1</value><group><text/>{E}</group></choice>"),
        ("<r>1</r>", "<r>a<e/></r>", "<r>1<e/></r>"),
        ("<r>2</r>",),
    ),
    Sound(
        "7.3 an attribute in two parts of a choice",
        r(f"<choice>{A}<group>{A}{E}</group></choice>"),
        ('<r a=""/>', '<r a=""><e/></r>'),
        ("<r/>",),
    ),
    Sound("7.4 an element twice in a group", r(f"{E}{E}"), ("<r><e/><e/></r>",), ("<r><e/></r>",)),
    Sound(
        "7.4 text in one part of an interleave",
        r(f"<interleave><text/>{E}{F}</interleave>"),
        ("<r>a<f/>b<e/>c</r>",),
        ("<r>a<f/></r>",),
    ),
    Sound(
        "7 what nobody comes to is not asked",
        grammar(define("x", E), define("y", f"<oneOrMore><group>{A}{E}</group></oneOrMore>")),
        ("<e/>",),
    ),
    Sound(
        "7.3 attributes of any name, each an integer",
        r('<oneOrMore><attribute><nsName ns="u"/><data type="integer"/></attribute></oneOrMore>'),
        ('<r xmlns:p="u" p:a="1" p:b="2"/>',),
        ('<r xmlns:p="u" p:a="1" p:b="x"/>', "<r/>"),
    ),
    # DTD compatibility
    Sound(
        "d 4 identifiers",
        r('<oneOrMore><element name="e"><attribute name="id"><data type="ID"/></attribute></element></oneOrMore>'),
        ('<r><e id="a"/><e id="b"/></r>',),
        ('<r><e id="a"/><e id="a"/></r>', '<r><e id="1"/></r>'),
    ),
    Sound(
        "d 4 references",
        r('<attribute name="id"><data type="ID"/></attribute><attribute name="to"><data type="IDREF"/></attribute>'),
        ('<r id="a" to="a"/>',),
        ('<r id="a" to="b"/>',),
    ),
    Sound(
        "d 2 a default value changes no verdict",
        '<element name="r" xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0">'
        '<optional><attribute name="a" a:defaultValue="1"><data type="integer"/></attribute></optional></element>',
        ("<r/>", '<r a="2"/>'),
        ('<r a="x"/>',),
    ),
    Sound(
        "d 3 documentation says nothing",
        '<element name="r" xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0">'
        "<a:documentation>of r</a:documentation><empty/></element>",
        ("<r/>",),
        ("<a/>",),
    ),
    # the compact syntax
    Sound("c a pattern", "element r { empty }", ("<r/>",), ("<a/>",)),
    Sound(
        "c counts",
        "element r { element a { empty }?, element b { empty }*, element c { empty }+ }",
        ("<r><c/></r>", "<r><a/><b/><b/><c/><c/></r>"),
        ("<r><a/></r>", "<r><a/><a/><c/></r>"),
    ),
    Sound(
        "c parentheses",
        "element r { (element a { empty } | element b { empty }), element c { empty } }",
        ("<r><b/><c/></r>",),
        ("<r><b/></r>",),
    ),
    Sound(
        "c interleave",
        "element r { element a { empty } & element b { empty } }",
        ("<r><b/><a/></r>",),
        ("<r><b/></r>",),
    ),
    Sound("c mixed", "element r { mixed { element a { empty } } }", ("<r>x<a/>y</r>",), ("<r>x</r>",)),
    Sound(
        "c a word of the syntax as an element's name",
        "element element { attribute list { text } }",
        ('<element list=""/>',),
        ("<element/>",),
    ),
    Sound(
        "c a word of the syntax as a definition's name",
        "start = \\text \\text = element r { empty }",
        ("<r/>",),
        ("<text/>",),
    ),
    Sound("c a quoted name that is no word", "start = \\x x = element r { empty }", ("<r/>",)),
    Sound("c names with dots and hyphens", "start = a-b.c a-b.c = element x-y.z { empty }", ("<x-y.z/>",), ("<x/>",)),
    Sound("c names of any script", "start = буква буква = element буква { empty }", ("<буква/>",), ("<r/>",)),
    Sound("c an escape in a name", "element \\x{72} { empty }", ("<r/>",), ("<x/>",)),
    Sound("c an escape in a literal", 'element r { "\\x{A3}\\xx{41}" }', ("<r>£A</r>",), ("<r>A</r>",)),
    Sound("c an escape of a brace, anywhere", "element r \\x{7B} empty \\x{7D}", ("<r/>",)),
    Sound(
        "c a literal of three quotation marks",
        'element r { string """a "b"\nc""" }',
        ('<r>a "b"\nc</r>',),
        ("<r>a</r>",),
    ),
    Sound("c literals joined", """element r { "a" ~ 'b' ~ "c" }""", ("<r>abc</r>",), ("<r>ab</r>",)),
    Sound(
        "c a default namespace",
        'default namespace = "u" element r { attribute a { text } }',
        ('<r xmlns="u" a=""/>',),
        ('<r a=""/>',),
    ),
    Sound(
        "c a default namespace with a prefix",
        'default namespace p = "u" element r { element p:e { empty } }',
        ('<r xmlns="u"><e/></r>',),
        ("<r><e/></r>",),
    ),
    Sound(
        "c a namespace",
        'namespace p = "u" element r { attribute p:a { text } }',
        ('<r xmlns:q="u" q:a=""/>',),
        ('<r a=""/>',),
    ),
    Sound(
        "c the empty namespace",
        'default namespace = "u" namespace n = "" element r { element n:e { empty } }',
        ('<p:r xmlns:p="u"><e/></p:r>',),
        ('<r xmlns="u"><e/></r>',),
    ),
    Sound(
        "c a namespace whose prefix is a word",
        'namespace text = "u" element text:r { empty }',
        ('<r xmlns="u"/>',),
        ("<r/>",),
    ),
    Sound("c any name but", 'namespace p = "u" element * - (p:* | a) { empty }', ("<b/>",), ("<a/>", '<b xmlns="u"/>')),
    Sound(
        "c a namespace but",
        'namespace p = "u" element p:* - p:a { empty }',
        ('<b xmlns="u"/>',),
        ('<a xmlns="u"/>', "<b/>"),
    ),
    Sound("c names of a choice", "element (a | b) { empty }", ("<a/>", "<b/>"), ("<c/>",)),
    Sound("c names of a choice without parentheses", "element a | b { empty }", ("<a/>", "<b/>"), ("<c/>",)),
    Sound("c a datatype", "element r { xsd:integer }", ("<r>1</r>",), ("<r>a</r>",)),
    Sound(
        "c a datatype's parameters",
        'element r { xsd:integer { minInclusive = "1" maxInclusive = "2" } }',
        ("<r>2</r>",),
        ("<r>3</r>",),
    ),
    Sound(
        "c a parameter whose name is a word",
        'datatypes d = "http://www.w3.org/2001/XMLSchema-datatypes" element r { d:string { pattern = "a" ~ "+" } }',
        ("<r>aa</r>",),
        ("<r>b</r>",),
    ),
    Sound("c a datatype's value", 'element r { xsd:integer "1" }', ("<r>01</r>",), ("<r>2</r>",)),
    Sound("c a datatype's exception", 'element r { xsd:token - ("a" | "b") }', ("<r>c</r>",), ("<r>a</r>",)),
    Sound(
        "c the built-in datatypes",
        'element r { attribute a { string " x" }, attribute b { token " x" } }',
        ('<r a=" x" b="x "/>',),
        ('<r a="x" b="x"/>',),
    ),
    Sound("c a built-in datatype alone", "element r { token }", ("<r>a</r>",), ("<r><e/></r>",)),
    Sound("c list", "element r { list { xsd:integer, token* } }", ("<r>1 a b</r>",), ("<r>a</r>",)),
    Sound(
        "c combined as a choice",
        "start = x x |= element a { empty } x |= element b { empty }",
        ("<a/>", "<b/>"),
        ("<c/>",),
    ),
    Sound(
        "c combined as an interleave",
        "start = element r { x } x &= element a { empty } x &= element b { empty }",
        ("<r><b/><a/></r>",),
        ("<r><a/></r>",),
    ),
    Sound(
        "c starts combined", "start |= element a { empty } start |= element b { empty }", ("<a/>", "<b/>"), ("<c/>",)
    ),
    Sound("c div", "div { start = x div { x = element r { empty } } }", ("<r/>",), ("<x/>",)),
    Sound("c a definition named div-like words", "start = \\div \\div = element r { empty }", ("<r/>",)),
    Sound(
        "c a grammar in a grammar",
        "start = element r { grammar { start = x, parent x x = element a { empty } } } x = element b { empty }",
        ("<r><a/><b/></r>",),
        ("<r><b/><a/></r>",),
    ),
    Sound(
        "c include",
        'include "o.rnc" { x = element b { empty } }',
        ("<b/>",),
        ("<a/>",),
        (("o.rnc", "start = x x = element a { empty }"),),
    ),
    Sound(
        "c include inherits the default",
        'default namespace = "u" include "o.rnc"',
        ('<a xmlns="u"/>',),
        ("<a/>",),
        (("o.rnc", "start = element a { empty }"),),
    ),
    Sound(
        "c include inherits another",
        'default namespace = "u" namespace p = "v" include "o.rnc" inherit = p',
        ('<a xmlns="v"/>',),
        ('<a xmlns="u"/>',),
        (("o.rnc", "start = element a { empty }"),),
    ),
    Sound(
        "c external", 'element r { external "o.rnc" }', ("<r><a/></r>",), ("<r/>",), (("o.rnc", "element a { empty }"),)
    ),
    Sound(
        "c an inherited namespace has a prefix",
        'default namespace = "u" include "o.rnc"',
        ('<p:a xmlns:p="u"><p:b/></p:a>',),
        ("<a><b/></a>",),
        (("o.rnc", "namespace i = inherit start = element i:a { element i:b { empty } }"),),
    ),
    Sound(
        "c a default namespace of its own is not inherited over",
        'default namespace = "u" include "o.rnc"',
        ("<a/>",),
        ('<a xmlns="u"/>',),
        (("o.rnc", 'default namespace = "" start = element a { empty }'),),
    ),
    Sound(
        "c comments and documentation",
        "# c\n## of the start\n## and more\nstart = # c\n  ## of r\n  element r { empty } # end",
        ("<r/>",),
        ("<a/>",),
    ),
    Sound(
        "c annotations",
        'namespace a = "u" [ a:x = "1" a:y [ "text" a:z [ ] ] ] start = [ a:x = "2" ] element r { [ a:x ='
        ' "3" ] empty >> a:after [ ] }',
        ("<r/>",),
        ("<a/>",),
    ),
    Sound(
        "c annotations of a grammar",
        'namespace a = "u" a:top [ a:x = "1" ] start = element r { empty }',
        ("<r/>",),
        ("<a/>",),
    ),
    Sound(
        "c annotations of a name class",
        'namespace a = "u" element ([ a:x = "1" ] r | [ a:x = "2" ] s) { empty }',
        ("<r/>", "<s/>"),
        ("<a/>",),
    ),
    Sound(
        "c annotations of a parameter",
        'namespace a = "u" element r { xsd:string { [ a:x = "1" ] length = "1" } }',
        ("<r>x</r>",),
        ("<r>xx</r>",),
    ),
    Sound("c an empty schema is none that has documents", "start = notAllowed", (), ("<r/>",)),
    Sound("c attributes of any name", "element r { attribute * { text }* }", ("<r/>", '<r a=""/>'), ("<r>a</r>",)),
    Sound(
        "c text beside a repeated choice",
        "element r { (text | element e { empty })* }",
        ("<r>a<e/>b</r>",),
        ("<r><f/></r>",),
    ),
)

UNSOUND: Final = (
    Unsound("3 an element that there is not", r("<sequence/>")),
    Unsound("3 an attribute that there is not", '<element name="r" size="1"><empty/></element>'),
    Unsound("3 an element that holds no pattern", '<element name="r"/>'),
    Unsound("3 an element of no name", "<element><empty/></element>"),
    Unsound("3 a choice of nothing", r("<choice/>")),
    Unsound("3 a group of nothing", r("<group/>")),
    Unsound("3 text among patterns", r(f"a{E}")),
    Unsound("3 a ref of no name", grammar(define("x", E), start="<ref/>")),
    Unsound("3 a ref that holds something", grammar(define("x", E), start='<ref name="x"><empty/></ref>')),
    Unsound("3 a definition that holds nothing", grammar(define("x", ""), start=R_X)),
    Unsound("3 a start of two patterns", grammar(start=E + F)),
    Unsound("3 a pattern in a grammar", f"<grammar>{E}</grammar>"),
    Unsound("3 a name that is none", '<element name="1r"><empty/></element>'),
    Unsound("3 a name with two colons", '<element name="a:b:c"><empty/></element>'),
    Unsound(
        "3 an exception that is not last",
        r('<data type="token"><except><value>a</value></except><param name="length">1</param></data>'),
    ),
    Unsound("3 an attribute of two patterns", r('<attribute name="a"><text/><text/></attribute>')),
    Unsound("3 another namespace", '<element xmlns="urn:another" name="r"><empty/></element>'),
    Unsound("3 an address of a library that is none", r('<data type="token" datatypeLibrary="types"/>')),
    Unsound("3 an address of a library with a fragment", r('<data type="token" datatypeLibrary="http://a/b#c"/>')),
    Unsound("4.3 a library that there is not", r('<data type="token" datatypeLibrary="urn:none"/>')),
    Unsound("4.16 a datatype that there is not", r('<data type="intger"/>')),
    Unsound(
        "4.16 a built-in datatype with a parameter",
        r('<data type="token" datatypeLibrary=""><param name="length">1</param></data>'),
    ),
    Unsound("4.16 a value that its datatype does not have", r('<value type="integer">a</value>')),
    Unsound("4.16 a parameter that there is not", r('<data type="integer"><param name="size">1</param></data>')),
    Unsound("4.16 a parameter of a wrong value", r('<data type="string"><param name="length">a</param></data>')),
    Unsound("4.5 an address with a fragment", r('<externalRef href="o.rng#e"/>'), (("o.rng", E),)),
    Unsound("4.6 a file that there is not", r('<externalRef href="o.rng"/>')),
    Unsound(
        "4.6 a file that refers to itself",
        r('<externalRef href="o.rng"/>'),
        (("o.rng", r('<externalRef href="o.rng"/>')),),
    ),
    Unsound("4.6 a grammar in place of a pattern's start", r('<externalRef href="o.rng"/>'), (("o.rng", "<start/>"),)),
    Unsound("4.7 a pattern included", '<grammar><include href="o.rng"/></grammar>', (("o.rng", E),)),
    Unsound(
        "4.7 a file that includes itself",
        '<grammar><include href="o.rng"/></grammar>',
        (("o.rng", '<grammar><include href="o.rng"/></grammar>'),),
    ),
    Unsound(
        "4.7 in place of nothing",
        f'<grammar><include href="o.rng">{define("y", F)}</include></grammar>',
        (("o.rng", grammar(define("x", E))),),
    ),
    Unsound(
        "4.7 a start in place of none",
        f'<grammar><include href="o.rng"><start>{F}</start></include></grammar>',
        (("o.rng", f"<grammar>{define('x', E)}</grammar>"),),
    ),
    Unsound("4.10 a prefix that is not declared", '<element name="p:r"><empty/></element>'),
    Unsound("4.10 a prefix that is not declared, in a name", "<element><name>p:r</name><empty/></element>"),
    Unsound(
        "4.16 any name excepted from any name",
        "<element><anyName><except><anyName/></except></anyName><empty/></element>",
    ),
    Unsound(
        "4.16 a namespace excepted from a namespace",
        '<element><nsName ns="u"><except><nsName ns="v"/></except></nsName><empty/></element>',
    ),
    Unsound(
        "4.16 any name excepted from a namespace",
        '<element><nsName ns="u"><except><choice><anyName/></choice></except></nsName><empty/></element>',
    ),
    Unsound("4.16 xmlns as an attribute", r('<attribute name="xmlns"/>')),
    Unsound("4.16 xmlns as an attribute, by a name element", r('<attribute><name ns="">xmlns</name></attribute>')),
    Unsound("4.16 an attribute of xmlns' namespace", r('<attribute name="a" ns="http://www.w3.org/2000/xmlns"/>')),
    Unsound(
        "4.16 an attribute of xmlns' namespace, by a name element",
        r('<attribute><choice><name ns="http://www.w3.org/2000/xmlns">a</name><name>b</name></choice></attribute>'),
    ),
    Unsound(
        "4.16 attributes of xmlns' namespace",
        r('<zeroOrMore><attribute><nsName ns="http://www.w3.org/2000/xmlns"/></attribute></zeroOrMore>'),
    ),
    Unsound("4.17 two definitions that do not combine", grammar(define("x", E), define("x", F))),
    Unsound(
        "4.17 two ways to combine", grammar(define("x", E, 'combine="choice"'), define("x", F, 'combine="interleave"'))
    ),
    Unsound("4.17 a way to combine that there is not", grammar(define("x", E, 'combine="group"'))),
    Unsound("4.18 a grammar without a start", f"<grammar>{define('x', E)}</grammar>"),
    Unsound("4.18 a name that is not defined", grammar(define("y", E))),
    Unsound("4.18 one that is not, where nobody comes", grammar(define("x", E), define("y", '<ref name="z"/>'))),
    Unsound("4.18 a ref outside of a grammar", r('<ref name="x"/>')),
    Unsound("4.18 parentRef in the outermost grammar", grammar(define("x", E), start='<parentRef name="x"/>')),
    Unsound(
        "4.18 an inner name asked from outside",
        grammar(start=r(f'<optional>{grammar(define("x", E))}</optional><ref name="x"/>')),
    ),
    Unsound(
        "4.19 recursion without an element",
        grammar(define("x", '<choice><ref name="x"/><element name="r"><empty/></element></choice>')),
    ),
    Unsound("4.19 recursion of two", grammar(define("x", '<ref name="y"/>'), define("y", '<ref name="x"/>'))),
    Unsound(
        "4.19 recursion in an attribute",
        grammar(define("x", '<attribute name="a"><ref name="x"/></attribute>'), start=R_X),
    ),
    Unsound("7.1.1 an attribute in an attribute", r(f'<attribute name="b">{A}</attribute>')),
    Unsound("7.1.1 an element in an attribute", r(f'<attribute name="b"><optional>{E}</optional></attribute>')),
    Unsound("7.1.2 an attribute in a repeated group", r(f"<oneOrMore><group>{A}{E}</group></oneOrMore>")),
    Unsound(
        "7.1.2 an attribute in a repeated interleave", r(f"<zeroOrMore><interleave>{A}{E}</interleave></zeroOrMore>")
    ),
    Unsound(
        "7.1.2 an attribute in a choice in a repeated group",
        r(f"<oneOrMore><group><choice>{A}{F}</choice>{E}</group></oneOrMore>"),
    ),
    Unsound("7.1.3 a list in a list", r("<list><list><value>a</value></list></list>")),
    Unsound("7.1.3 an element in a list", r(f"<list>{E}</list>")),
    Unsound("7.1.3 an attribute in a list", r(f"<list>{A}</list>")),
    Unsound("7.1.3 text in a list", r("<list><text/></list>")),
    Unsound(
        "7.1.3 an interleave in a list", r("<list><interleave><value>a</value><value>b</value></interleave></list>")
    ),
    Unsound("7.1.4 text excepted", r('<data type="token"><except><text/></except></data>')),
    Unsound("7.1.4 empty excepted", r('<data type="token"><except><empty/></except></data>')),
    Unsound("7.1.4 a list excepted", r('<data type="token"><except><list><value>a</value></list></except></data>')),
    Unsound(
        "7.1.4 a group excepted",
        r('<data type="token"><except><group><value>a</value><value>b</value></group></except></data>'),
    ),
    Unsound(
        "7.1.4 a repetition excepted",
        r('<data type="token"><except><oneOrMore><value>a</value></oneOrMore></except></data>'),
    ),
    Unsound("7.1.4 an attribute excepted", r(f'<data type="token"><except>{A}</except></data>')),
    Unsound("7.1.5 a start that is text", grammar(start="<text/>")),
    Unsound("7.1.5 a start that is a group", grammar(start=f"<group>{E}{F}</group>")),
    Unsound("7.1.5 a start that is an attribute", grammar(start=A)),
    Unsound("7.1.5 a start that may be nothing", grammar(start=f"<optional>{E}</optional>")),
    Unsound("7.1.5 a start that is repeated", grammar(start=f"<oneOrMore>{E}</oneOrMore>")),
    Unsound("7.1.5 a start that is data", grammar(start='<data type="token"/>')),
    Unsound("7.1.5 a start that is a list", grammar(start="<list><value>a</value></list>")),
    Unsound("7.1.5 a start that is an interleave", grammar(start=f"<interleave>{E}{F}</interleave>")),
    Unsound(
        "7.1.5 a start that is a value",
        grammar(start="<choice><value>a</value><element name='r'><empty/></element></choice>"),
    ),
    Unsound("7.2 a value beside an element", r(f'<data type="integer"/>{E}')),
    Unsound("7.2 a value beside text", r("<interleave><value>a</value><text/></interleave>")),
    Unsound("7.2 a value beside a value", r("<value>a</value><value>b</value>")),
    Unsound("7.2 a value repeated", r("<oneOrMore><value>a</value></oneOrMore>")),
    Unsound(
        "7.2 two values in an attribute",
        r('<attribute name="a"><group><value>a</value><value>b</value></group></attribute>'),
    ),
    Unsound("7.2 a value or nothing, beside an element", r(f'<optional><data type="integer"/></optional>{E}')),
    Unsound("7.3 an attribute twice", r(f"{A}{A}")),
    Unsound("7.3 an attribute twice, in an interleave", r(f"<interleave>{A}{A}</interleave>")),
    Unsound("7.3 an attribute twice, once in a choice", r(f"{A}<choice>{E}{A}</choice>")),
    Unsound("7.3 an attribute and any", r(f"{A}<zeroOrMore><attribute><anyName/></attribute></zeroOrMore>")),
    Unsound(
        "7.3 an attribute and any of its namespace",
        r('<attribute name="a" ns="u"/><zeroOrMore><attribute><nsName ns="u"/></attribute></zeroOrMore>'),
    ),
    Unsound("7.3 attributes of any name that are not repeated", r("<attribute><anyName/></attribute>")),
    Unsound("7.3 optional attributes of any name", r("<optional><attribute><anyName/></attribute></optional>")),
    Unsound("7.4 an element in two parts of an interleave", r(f"<interleave>{E}<optional>{E}</optional></interleave>")),
    Unsound("7.4 an element and any", r(f"<interleave>{E}<element><anyName/><empty/></element></interleave>")),
    Unsound(
        "7.4 two namespaces that are one",
        r(
            '<interleave><element ns="u"><nsName/><empty/></element><element ns="u"><nsName/><text/></element></interleave>'
        ),
    ),
    Unsound("7.4 text in two parts", r(f"<interleave><mixed>{E}</mixed><text/></interleave>")),
    Unsound("7.4 mixed in mixed", r(f"<mixed><mixed>{E}</mixed></mixed>")),
    Unsound(
        "7.4 by combining",
        grammar(define("x", E, 'combine="interleave"'), define("x", E, 'combine="interleave"'), start=R_X),
    ),
    # the compact syntax
    Unsound(
        "c two connectors side by side", "element r { element a { empty }, element b { empty } | element c { empty } }"
    ),
    Unsound("c a prefix that is not declared", "element p:r { empty }"),
    Unsound("c a library that is not declared", "element r { p:string }"),
    Unsound("c a word of the syntax as a name", "start = text2 element = element r { empty }"),
    Unsound("c an element that holds nothing", "element r { }"),
    Unsound("c a brace that is not closed", "element r { empty"),
    Unsound("c a literal over two lines", 'element r { "a\nb" }'),
    Unsound("c something after a pattern", "element r { empty } element s { empty }"),
    Unsound("c a name class that is no choice", "element a, b { empty }"),
    Unsound("c any name excepted from any name", "element * - * { empty }"),
    Unsound("c the prefix xml for another", 'namespace xml = "u" element r { empty }'),
    Unsound("c a prefix declared twice", 'namespace p = "u" namespace p = "v" element p:r { empty }'),
    Unsound("c a prefix xmlns", 'namespace xmlns = "u" element r { empty }'),
    Unsound(
        "c a library declared twice",
        'datatypes d = "http://www.w3.org/2001/XMLSchema-datatypes" datatypes d = "urn:b" element r { empty }',
    ),
    Unsound("c a parameter given by a name with a prefix", 'element r { xsd:string { xsd:length = "1" } }'),
    Unsound(
        "c an annotation of the namespace of RELAX NG",
        'namespace g = "http://relaxng.org/ns/structure/1.0" [ g:x [ ] ] element r { empty }',
    ),
    Unsound("c an annotation's attribute twice", 'namespace a = "u" [ a:x = "1" a:x = "2" ] element r { empty }'),
    Unsound("c an escape of no character", 'element r { "\\x{110000}" }'),
    Unsound("c a sign that XML has not", 'element r { "\x06" }'),
    Unsound("c counts twice", "element r { element a { empty }?* }"),
)
