# SPDX-License-Identifier: MIT
"""What each construct of Schematron means, as a table: a schema, and what it says of one small text.

Our own tests hold the transpiler to it, and the tests against peers those peers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TEXT: Final = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <text>
    <p n="1">one <hi rend="b">two</hi> and <!-- no --> more</p>
    <p n="two">three<note>four</note> five</p>
    <?stop here?>
  </text>
</TEI>
"""
FILES: Final = {
    "pattern.sch": '<pattern xmlns="http://purl.oclc.org/dsdl/schematron" id="included">'
    '<rule context="tei:hi"><report test="true()">included</report></rule></pattern>',
    "parts.sch": '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern>'
    '<rule id="r" context="tei:note"><let name="word" value="string(.)"/>'
    '<report test="true()">part <value-of select="$word"/></report></rule></pattern>'
    '<diagnostics id="d"><diagnostic id="far">from afar</diagnostic></diagnostics></schema>',
    "chain.sch": '<include xmlns="http://purl.oclc.org/dsdl/schematron" href="pattern.sch"/>',
    "other.xml": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>\n <p>other</p></text></TEI>',
}
"""What lies beside the schema and the text."""

_XSL: Final = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'


@dataclass(frozen=True, slots=True)
class Case:
    """A schema (what is in it, its attributes, the phase that is run) and what it says: `line:column severity message | hint`."""

    name: str
    schema: str
    said: tuple[str, ...]
    attributes: str = 'queryBinding="xslt3"'
    phase: str = "#DEFAULT"
    newer: bool = False
    """Whether it is of the edition of 2025, or of our own making: older implementations do not know it."""


def _rule(context: str, *assertions: str, attributes: str = "") -> str:
    return f'<pattern><rule context="{context}" {attributes}>{"".join(assertions)}</rule></pattern>'


def _report(message: str, test: str = "true()", attributes: str = "") -> str:
    return f'<report test="{test}" {attributes}>{message}</report>'


def _value(expression: str) -> str:
    return f'<value-of select="{expression}"/>'


_VALUE: Final = '<value-of select="."/>'
_X: Final = _report("x")
_PHASES: Final = (
    '<phase id="quick"><active pattern="a"/></phase><phase id="slow"><active pattern="b"/><active pattern="a"/></phase>'
    f'<pattern id="a"><rule context="tei:hi">{_report("a")}</rule></pattern>'
    f'<pattern id="b"><rule context="tei:hi">{_report("b")}</rule></pattern>'
)
_ABSTRACT: Final = (
    '<pattern abstract="true" id="needs"><rule context="$what">'
    '<assert test="$part">no part in <name/></assert></rule></pattern>'
)

CASES: Final = (
    # assertions
    Case("assert that fails", _rule("tei:p", '<assert test="tei:hi">no hi</assert>'), ("4:5 error no hi",)),
    Case("assert that holds", _rule("tei:p", '<assert test="@n">no n</assert>'), ()),
    Case("report that holds", _rule("tei:p", _report("a hi", "tei:hi")), ("3:5 error a hi",)),
    Case("report that fails", _rule("tei:p", _report("an x", "@x")), ()),
    Case("assert of an empty sequence", _rule("tei:hi", '<assert test="()">empty</assert>'), ("3:18 error empty",)),
    Case("several in a rule", _rule("tei:hi", _report("1"), _report("2")), ("3:18 error 1", "3:18 error 2")),
    Case("test with and, or", _rule("tei:p", '<assert test="@n or @x">a</assert>', _report("b", "@n and @x")), ()),
    # contexts
    Case("document", _rule("/", _report("x", "tei:TEI")), ("1:1 error x",)),
    Case("root", _rule("/*", _X), ("1:1 error x",)),
    Case("path", _rule("tei:text/tei:p[2]", _X), ("4:5 error x",)),
    Case("absolute path", _rule("/tei:TEI/tei:text", _X), ("2:3 error x",)),
    Case("union", _rule("tei:hi | tei:note", _X), ("3:18 error x", "4:21 error x")),
    Case("descendants", _rule("tei:p//tei:hi", _X), ("3:18 error x",)),
    Case("any element", _rule("*", _report("x", "not(*) and @*")), ("3:18 error x",)),
    Case("attribute", _rule("tei:p/@n", _report(_VALUE, ". = 'two'")), ("4:8 error two",)),
    Case("any attribute", _rule("@*", _report("<name/>")), ("3:22 error rend", "3:8 error n", "4:8 error n")),
    Case("text", _rule("tei:hi/text()", _report(_VALUE)), ("3:31 error two",)),
    Case("text after an element", _rule("tei:p/text()[. = ' five']", _report(_VALUE)), ("4:39 error five",)),
    Case("text after a comment", _rule("tei:p/text()[. = ' more']", _report(_VALUE)), ("3:56 error more",)),
    Case("comment", _rule("comment()", _report(_VALUE)), ("3:5 error no",)),
    Case("instruction", _rule("processing-instruction(stop)", _report(_VALUE)), ("2:3 error here",)),
    Case("brackets in a condition", _rule("tei:p[contains(@n, ']')] | tei:hi[@rend != '[']", _X), ("3:18 error x",)),
    # patterns
    Case(
        "first rule of a pattern",
        f'<pattern><rule context="tei:hi">{_report("1")}</rule><rule context="tei:p | tei:hi">{_report("2")}</rule></pattern>',
        ("3:18 error 1", "3:5 error 2", "4:5 error 2"),
    ),
    Case(
        "rule that only takes nodes away",
        f'<pattern><rule context="tei:p[1]"/><rule context="tei:p">{_X}</rule></pattern>',
        ("4:5 error x",),
    ),
    Case(
        "patterns apart",
        _rule("tei:hi", _report("1")) + _rule("*[@rend]", _report("2")),
        ("3:18 error 1", "3:18 error 2"),
    ),
    Case("title and prose", f"<title>t</title><p>p <emph>e</emph></p>{_rule('tei:hi', _X)}<p/>", ("3:18 error x",)),
    Case(
        "group: every rule fires",
        f'<group><rule context="tei:hi">{_report("1")}</rule><rule context="*[@rend]">{_report("2")}</rule></group>',
        ("3:18 error 1", "3:18 error 2"),
        newer=True,
    ),
    # messages
    Case("white space", _rule("tei:hi", _report(" a\n   b ")), ("3:18 error a b",)),
    Case(
        "value", _rule("tei:p", _report('n is <value-of select="@n"/>!')), ("3:5 error n is 1!", "4:5 error n is two!")
    ),
    Case("several values", _rule("tei:text", _report('<value-of select="tei:p/@n"/>')), ("2:3 error 1 two",)),
    Case("name", _rule("tei:hi", _report("<name/>")), ("3:18 error hi",)),
    Case(
        "name of a path", _rule("tei:hi", _report('<name path=".."/> of <name path="../@n"/>')), ("3:18 error p of n",)
    ),
    Case("name as a path gives it", _rule("tei:hi", _report('<name path="local-name(..)"/>')), ("3:18 error p",)),
    Case(
        "emphasis, direction, span",
        _rule("tei:hi", _report('<emph>a</emph> <dir value="rtl">b</dir> <span class="c">c</span>')),
        ("3:18 error a b c",),
    ),
    Case(
        "an element of another namespace",
        _rule("tei:hi", _report('a <b xmlns="http://www.w3.org/1999/xhtml">bold</b> word')),
        ("3:18 error a bold word",),
    ),
    Case(
        "XSLT in a message",
        _rule("tei:p", _report(f'<xsl:for-each {_XSL} select="*"><xsl:value-of select="name()"/>;</xsl:for-each>')),
        ("3:5 error hi;", "4:5 error note;"),
        newer=True,
    ),
    Case(
        "braces",
        _rule("tei:hi", _report("{a} {{b}}", attributes='id="{i}"')),
        ("3:18 error {a} {{b}} | the rule is “{i}”",),
    ),
    Case("signs of XML", _rule("tei:hi", _report("&lt;hi&gt; &amp; “q”")), ("3:18 error <hi> & “q”",)),
    Case("hint", _rule("tei:hi", _report("No. Hint: do this.")), ("3:18 error No | do this",)),
    Case(
        "diagnostics",
        _rule("tei:hi", _report("x", attributes='diagnostics="d e"'))
        + '<diagnostics><diagnostic id="d">rend <value-of select="@rend"/></diagnostic><diagnostic id="e">more</diagnostic>'
        "</diagnostics>",
        ("3:18 error x | rend b; more",),
    ),
    Case(
        "properties",
        _rule("tei:hi", _report("x", attributes='properties="p"'))
        + '<properties><property id="p" role="r" scheme="s">of <name/></property></properties>',
        ("3:18 error x | p: of hi",),
    ),
    Case(
        "diagnostics of a pattern",
        '<pattern><rule context="tei:hi"><report test="true()" diagnostics="d">x</report></rule>'
        '<diagnostics><diagnostic id="d">own</diagnostic></diagnostics></pattern>',
        ("3:18 error x | own",),
        newer=True,
    ),
    # weights and what is told besides
    *(
        Case(f"role {word}", _rule("tei:hi", _report("x", attributes=f'role="{word}"')), (f"3:18 {severity} x",))
        for word, severity in (
            *(("warning", "warning"), ("warn", "warning"), ("nonfatal", "warning"), ("info", "info")),
            *(
                ("information", "info"),
                ("error", "error"),
                ("fatal", "error"),
                ("WARNING", "warning"),
                ("other", "error"),
            ),
        )
    ),
    Case("role of a rule", _rule("tei:hi", _X, attributes='role="warning"'), ("3:18 warning x",)),
    Case(
        "the nearer role",
        _rule("tei:hi", _report("x", attributes='role="info"'), attributes='role="warning"'),
        ("3:18 info x",),
    ),
    Case("flag", _rule("tei:hi", _report("x", attributes='flag="warning"')), ("3:18 warning x",)),
    Case(
        "role that is about something else, and a flag",
        _rule("tei:hi", _report("x", attributes='role="dates" flag="warning"')),
        ("3:18 warning x",),
    ),
    Case(
        "severity before role",
        _rule("tei:hi", _report("x", attributes='role="error" severity="info"')),
        ("3:18 info x",),
        newer=True,
    ),
    Case(
        "severity by a variable",
        _rule(
            "tei:p",
            "<let name=\"weight\" value=\"if (@n = 'two') then 'warning' else 'info'\"/>",
            _report("x", attributes='severity="$weight"'),
        ),
        ("3:5 info x", "4:5 warning x"),
        newer=True,
    ),
    Case(
        "id, see, icon, fpi",
        _rule("tei:hi", _report("x", attributes='id="i" see="https://example.org/x" icon="i.png" fpi="f"')),
        ("3:18 error x | the rule is “i”; see https://example.org/x",),
    ),
    Case("id of a rule", _rule("tei:hi", _X, attributes='id="r"'), ("3:18 error x | the rule is “r”",)),
    Case("subject", _rule("tei:text", _report("x", attributes='subject="tei:p[2]"')), ("4:5 error x",), newer=True),
    Case("subject of a rule", _rule("tei:text", _X, attributes='subject="tei:p[1]"'), ("3:5 error x",), newer=True),
    Case(
        "subject an attribute", _rule("tei:p[2]", _report("x", attributes='subject="@n"')), ("4:8 error x",), newer=True
    ),
    Case(
        "subject that is not there",
        _rule("tei:hi", _report("x", attributes='subject="@x"')),
        ("3:18 error x",),
        newer=True,
    ),
    # variables
    Case(
        "let of the schema",
        f'<let name="a" value="count(//tei:p)"/>{_rule("tei:hi", _report(_value("$a")))}',
        ("3:18 error 2",),
    ),
    Case(
        "let of a pattern",
        '<pattern><let name="a" value="//tei:p"/><rule context="tei:hi"><report test="$a">'
        '<value-of select="count($a)"/></report></rule></pattern>',
        ("3:18 error 2",),
    ),
    Case(
        "let of two patterns under one name",
        "".join(
            f'<pattern><let name="a" value="{n}"/><rule context="tei:hi"><report test="true()">'
            "<value-of select=\"$a, '$a'\"/></report></rule></pattern>"
            for n in (1, 2)
        ),
        ("3:18 error 1 $a", "3:18 error 2 $a"),
        newer=True,
    ),
    Case(
        "let of a pattern without a rule",
        '<pattern id="z"><let name="a" value="5"/></pattern>' + _rule("tei:hi", _report(_value("$a"))),
        ("3:18 error 5",),
        newer=True,
    ),
    Case(
        "let of a rule, and one by another",
        _rule(
            "tei:p",
            '<let name="a" value="@n"/><let name="b" value="concat($a, 2)"/>',
            '<report test="$b = \'12\'"><value-of select="$b"/></report>',
        ),
        ("3:5 error 12",),
    ),
    Case(
        "let of a rule hides that of a pattern",
        '<pattern><let name="a" value="1"/><rule context="tei:hi"><let name="a" value="2"/>'
        '<report test="true()"><value-of select="$a"/></report></rule></pattern>',
        ("3:18 error 2",),
        newer=True,
    ),
    Case(
        "let of a phase",
        '<phase id="f"><let name="a" value="7"/><active pattern="q"/></phase>'
        '<pattern id="q"><rule context="tei:hi"><report test="true()"><value-of select="$a"/></report></rule></pattern>',
        ("3:18 error 7",),
        phase="f",
    ),
    Case(
        "let with a type",
        _rule("tei:p[1]", '<let name="a" value="@n" as="xs:integer"/>', _report('<value-of select="$a + 1"/>')),
        ("3:5 error 2",),
        newer=True,
    ),
    Case(
        "let with content",
        _rule("tei:hi", '<let name="a"><w xmlns="">word</w></let>', _report('<value-of select="$a/w"/>')),
        ("3:18 error word",),
        newer=True,
    ),
    Case(
        "parameter of the schema",
        f'<param name="a" value="3"/>{_rule("tei:hi", _report(_value("$a")))}',
        ("3:18 error 3",),
        newer=True,
    ),
    # abstract patterns and rules
    Case(
        "abstract pattern",
        f'{_ABSTRACT}<pattern is-a="needs" id="i"><param name="what" value="tei:p"/><param name="part" value="tei:hi"/></pattern>',
        ("4:5 error no part in p",),
    ),
    Case(
        "abstract pattern, twice",
        _ABSTRACT
        + '<pattern is-a="needs"><param name="what" value="tei:p"/><param name="part" value="tei:hi"/></pattern>'
        + '<pattern is-a="needs"><param name="what" value="tei:hi"/><param name="part" value="tei:note"/></pattern>',
        ("3:18 error no part in hi", "4:5 error no part in p"),
    ),
    Case(
        "abstract pattern with a value of its own",
        '<pattern abstract="true" id="a"><param name="what" value="tei:note"/><rule context="$what">'
        f'{_X}</rule></pattern><pattern is-a="a"/><pattern is-a="a"><param name="what" value="tei:hi"/></pattern>',
        ("3:18 error x", "4:21 error x"),
        newer=True,
    ),
    Case(
        "parameters whose names begin alike",
        '<pattern abstract="true" id="a"><rule context="$x"><report test="$x-y">x</report></rule></pattern>'
        '<pattern is-a="a"><param name="x" value="tei:p"/><param name="x-y" value="tei:hi"/></pattern>',
        ("3:5 error x",),
    ),
    Case("abstract pattern that nobody makes", _ABSTRACT, ()),
    Case(
        "abstract rule",
        f'<pattern><rule abstract="true" id="a"><let name="n" value="string(@n)"/>{_report("a " + _value("$n"))}</rule>'
        f'<rule context="tei:p"><extends rule="a"/>{_report("b", "tei:note")}</rule></pattern>',
        ("3:5 error a 1", "4:5 error a two", "4:5 error b"),
    ),
    Case(
        "abstract rule of abstract rules",
        f'<pattern><rule abstract="true" id="a">{_report("a")}</rule><rule abstract="true" id="b"><extends rule="a"/>{_report("b")}</rule>'
        '<rule context="tei:hi"><extends rule="b"/></rule></pattern>',
        ("3:18 error a", "3:18 error b"),
    ),
    Case(
        "rules of the whole schema",
        f'<rules><rule abstract="true" id="a">{_report("a")}</rule></rules>' + _rule("tei:hi", '<extends rule="a"/>'),
        ("3:18 error a",),
        newer=True,
    ),
    # phases
    Case("every phase", _PHASES, ("3:18 error a", "3:18 error b")),
    Case("default phase", _PHASES, ("3:18 error a",), attributes='queryBinding="xslt3" defaultPhase="quick"'),
    Case("phase by name", _PHASES, ("3:18 error a", "3:18 error b"), phase="slow"),
    Case(
        "all, in spite of the default",
        _PHASES,
        ("3:18 error a", "3:18 error b"),
        attributes='queryBinding="xslt3" defaultPhase="quick"',
        phase="#ALL",
    ),
    Case(
        "phase that chooses itself",
        _PHASES.replace('id="quick"', 'id="quick" when="//tei:none"').replace('id="slow"', 'id="slow" when="//tei:hi"'),
        ("3:18 error a", "3:18 error b"),
        phase="#ANY",
        newer=True,
    ),
    Case(
        "phase that begins further down",
        '<phase id="f" from="//tei:p[2]"><active pattern="a"/></phase>'
        f'<pattern id="a"><rule context="tei:*">{_report("<name/>")}</rule></pattern>',
        ("4:21 error note", "4:5 error p"),
        phase="f",
        newer=True,
    ),
    # what a rule visits
    Case(
        "visit each",
        _rule("tei:text", _report(_VALUE), attributes='visit-each="tei:p/@n"'),
        ("3:8 error 1", "4:8 error two"),
        newer=True,
    ),
    Case(
        "visit each word, which is no node",
        _rule("tei:hi", _report(_VALUE), attributes="visit-each=\"tokenize('a b')\""),
        ("3:18 error a", "3:18 error b"),
        newer=True,
    ),
    Case(
        "other documents",
        f'<pattern documents="\'other.xml\'"><rule context="tei:p">{_report(_VALUE)}</rule></pattern>',
        ("other.xml 2:2 error other",),
    ),
    Case(
        "other documents that are not there",
        f'<pattern documents="\'none.xml\'"><rule context="tei:p">{_X}</rule></pattern>',
        (
            "1:1 error the rules of schema.sch are also about “none.xml”, which is not beside this file"
            " | put the file there, or mend the rules; nothing is fetched",
        ),
        newer=True,
    ),
    # other files
    Case("include", '<include href="pattern.sch"/>', ("3:18 error included",)),
    Case("include of an include", '<include href="chain.sch"/>', ("3:18 error included",)),
    Case(
        "include of a part",
        '<pattern><include href="parts.sch#r"/></pattern>',
        ("4:21 error part four | the rule is “r”",),
    ),
    Case(
        "include of diagnostics",
        _rule("tei:hi", _report("x", attributes='diagnostics="far"')) + '<include href="parts.sch#d"/>',
        ("3:18 error x | from afar",),
    ),
    Case("extends by address", _rule("tei:hi", '<extends href="parts.sch#r"/>'), ("3:18 error part two",)),
    # XSLT beside the patterns
    Case(
        "key",
        f'<xsl:key {_XSL} name="k" match="tei:p" use="@n"/>'
        + _rule("tei:hi", _report("<value-of select=\"key('k', 'two')/tei:note\"/>")),
        ("3:18 error four",),
    ),
    Case(
        "function",
        f'<ns prefix="f" uri="urn:f"/><xsl:function {_XSL} name="f:twice"><xsl:param name="t"/>'
        '<xsl:sequence select="concat($t, $t)"/></xsl:function>'
        + _rule("tei:hi", _report('<value-of select="f:twice(.)"/>')),
        ("3:18 error twotwo",),
    ),
    # bindings
    Case(
        "XSLT 2",
        _rule("tei:p", _report("x", "@n castable as xs:integer")),
        ("3:5 error x",),
        attributes='queryBinding="xslt2"',
    ),
    Case(
        "XPath 3",
        _rule("tei:p", _report("x", "@n => contains('w')")),
        ("4:5 error x",),
        attributes='queryBinding="xpath3"',
    ),
    Case("XSLT 1: a number of a string", _rule("tei:p", _report("x", "@n > 0")), ("3:5 error x",), attributes=""),
    Case(
        "XSLT 1: the first of several",
        _rule("tei:text", _report('<value-of select="tei:p/@n"/>')),
        ("2:3 error 1",),
        attributes="",
    ),
    Case(
        "XSLT 1: a sum", _rule("tei:p", _report("x", "@n + 1 = 2")), ("3:5 error x",), attributes='queryBinding="xslt"'
    ),
    Case(
        "current()",
        _rule("tei:p", _report("x", "//tei:p[@n != current()/@n]/tei:hi")),
        ("4:5 error x",),
    ),
    # what others put into a schema
    Case(
        "foreign elements are free",
        '<x:note xmlns:x="urn:x">free</x:note><pattern><x:y xmlns:x="urn:x"/><rule context="tei:hi"><x:y xmlns:x="urn:x">z</x:y>'
        f"{_X}</rule></pattern>",
        ("3:18 error x",),
    ),
    Case(
        "foreign attributes are free",
        f'<pattern xmlns:x="urn:x" x:y="z"><rule context="tei:hi">{_X}</rule></pattern>',
        ("3:18 error x",),
    ),
)


def schema(case: Case) -> str:
    """The whole schema of a case."""
    namespaces = (
        '<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/><ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>'
    )
    return f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" {case.attributes}>{namespaces}{case.schema}</schema>'
