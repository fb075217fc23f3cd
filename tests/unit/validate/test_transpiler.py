# SPDX-License-Identifier: MIT
"""Schematron becomes XSLT: each construct of the language does what ISO says, or is refused by name."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.findings import Finding, Severity
from edition.source import document
from edition.source.document import Document
from edition.validate import schematron
from tests.schematron import CASES
from tests.schematron import schema as cases_schema

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <text>
    <p n="1">one <hi rend="b">two</hi></p>
    <p n="two">three</p>
  </text>
</TEI>
"""
HEAD = '<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>'


@pytest.fixture
def text(tmp_path: Path) -> Document:
    """A small text."""
    path = tmp_path / "text.xml"
    path.write_text(TEXT, encoding="utf-8")
    read = document.read(path)
    assert isinstance(read, Document)
    return read


def check(
    text: Document, schema: str, binding: str = "xslt3", phase: str = "#DEFAULT", attributes: str = ""
) -> list[Finding]:
    """What a schema with this content says of the text."""
    path = text.path.parent / f"schema{time.monotonic_ns()}.sch"
    path.write_text(
        f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="{binding}" {attributes}>{HEAD}{schema}</schema>',
        encoding="utf-8",
    )
    return list(schematron.check(text, path, phase))


def said(findings: list[Finding]) -> list[str]:
    """Where, and what."""
    return [f"{finding.place.line}:{finding.place.column} {finding.message}" for finding in findings]


def rule(context: str, test: str, message: str = "wrong") -> str:
    """A pattern of one rule with one assertion."""
    return f'<pattern><rule context="{context}"><assert test="{test}">{message}</assert></rule></pattern>'


def test_an_assertion_that_fails(text: Document) -> None:
    """An assert speaks where its test does not hold, at the line and column of its node."""
    assert said(check(text, rule("tei:p", "@n castable as xs:integer"))) == ["4:5 wrong"]


def test_a_report_that_succeeds(text: Document) -> None:
    """A report speaks where its test holds."""
    schema = '<pattern><rule context="tei:p"><report test="tei:hi">bold</report></rule></pattern>'

    assert said(check(text, schema)) == ["3:5 bold"]


def test_the_first_rule_of_a_pattern_fires(text: Document) -> None:
    """In a pattern a node is taken by the first rule that matches it, whatever its assertions come to."""
    schema = """<pattern>
      <rule context="tei:p[@n = 'two']"><assert test="true()">never</assert></rule>
      <rule context="tei:p"><report test="true()">second</report></rule>
      <rule context="tei:*"><report test="self::tei:p">third</report></rule>
    </pattern>"""

    assert said(check(text, schema)) == ["3:5 second"]


def test_patterns_do_not_know_of_each_other(text: Document) -> None:
    """What a rule of one pattern takes, a rule of the next may take again."""
    schema = (
        rule("tei:hi", "false()", "one")
        + rule("tei:*[@rend]", "false()", "two")
        + rule("tei:hi | tei:p", "@n", "three")
    )

    assert said(check(text, schema)) == ["3:18 one", "3:18 two", "3:18 three"]


def test_contexts_of_every_kind(text: Document) -> None:
    """A context may be the document, the root, an attribute or a text."""
    assert said(check(text, rule("/", "tei:TEI/@xml:id"))) == ["1:1 wrong"]
    assert said(check(text, rule("/*", "@xml:id"))) == ["1:1 wrong"]
    assert said(check(text, rule("tei:p/@n", ". castable as xs:integer"))) == ["4:8 wrong"]
    assert (
        said(check(text, rule("tei:p/text()[normalize-space()]", "contains(., 'e')", "<value-of select='.'/>"))) == []
    )
    assert said(check(text, rule("tei:hi/text()", "false()", "<value-of select='.'/>"))) == ["3:31 two"]


def test_messages_say_values_and_names(text: Document) -> None:
    """`value-of`, `name` and the marks of emphasis become part of the message; space is one space."""
    message = 'a  <name/> in <name path=".."/>,\n <emph>rend</emph> <value-of select="@rend"/>'

    assert said(check(text, rule("tei:hi", "false()", message))) == ["3:18 a hi in p, rend b"]


def test_lets_of_schema_pattern_and_rule(text: Document) -> None:
    """A let is seen in what follows it; two patterns may use one name for two things, also as a word in a string."""
    schema = """<let name="limit" value="1"/>
    <pattern>
      <let name="all" value="//tei:p"/>
      <rule context="tei:hi">
        <let name="own" value="string(.)"/>
        <report test="count($all) gt $limit">$all: <value-of select="'$all', $own, count($all)"/></report>
      </rule>
    </pattern>
    <pattern>
      <let name="all" value="//tei:hi"/>
      <rule context="tei:p[. is $all[1]/..]"><report test="true()"><value-of select="count($all)"/></report></rule>
    </pattern>"""

    assert said(check(text, schema)) == ["3:5 1", "3:18 $all: $all two 2"]


def test_abstract_patterns(text: Document) -> None:
    """A pattern made from an abstract one has its parameters, the longer name before the shorter."""
    schema = """<pattern abstract="true" id="needs">
      <rule context="$what"><assert test="$what-has" diagnostics="d">no $what</assert></rule>
    </pattern>
    <pattern is-a="needs" id="made"><param name="what" value="tei:p"/><param name="what-has" value="tei:hi"/></pattern>
    <diagnostics><diagnostic id="d">put one into <name/>.</diagnostic></diagnostics>"""
    found = check(text, schema)

    assert said(found) == ["4:5 no $what"]
    assert found[0].hint == "put one into p"


def test_abstract_rules(text: Document) -> None:
    """`extends` takes the lets and assertions of an abstract rule, and those that it extends in turn."""
    schema = """<pattern>
      <rule abstract="true" id="base"><let name="n" value="string(@n)"/>
      <report test="$n = 'two'">base <value-of select="$n"/></report></rule>
      <rule abstract="true" id="more"><extends rule="base"/><report test="$n = '1'">more</report></rule>
      <rule context="tei:p"><extends rule="more"/><assert test="@n">own</assert></rule>
    </pattern>"""

    assert said(check(text, schema)) == ["3:5 more", "4:5 base two"]


def test_phases(text: Document) -> None:
    """Only the patterns of the phase are run: the default one, one by name, or all."""
    schema = """<phase id="quick"><active pattern="a"/><let name="word" value="'A'"/></phase>
    <phase id="slow"><active pattern="b"/><active pattern="a"/><let name="word" value="'B'"/></phase>
    <let name="other" value="'all'"/>
    <pattern id="a"><rule context="tei:hi"><report test="true()">a <value-of select="$other"/></report></rule></pattern>
    <pattern id="b"><rule context="tei:hi"><report test="true()">b</report></rule></pattern>"""

    assert said(check(text, schema, attributes='defaultPhase="quick"')) == ["3:18 a all"]
    assert said(check(text, schema, phase="slow")) == ["3:18 a all", "3:18 b"]
    assert said(check(text, schema, phase="#ALL")) == ["3:18 a all", "3:18 b"]
    with pytest.raises(schematron.SchemaUnusable, match="no phase “never”"):
        check(text, schema, phase="never")


def test_keys_and_functions(text: Document) -> None:
    """`xsl:key` and `xsl:function` stand beside the patterns and are called from their tests."""
    schema = """<ns prefix="f" uri="urn:f"/>
    <xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="by-n" match="tei:p" use="@n"/>
    <xsl:function xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="f:twice" as="xs:string"
        xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xsl:param name="text" as="xs:string"/><xsl:sequence select="$text || $text"/>
    </xsl:function>
    <pattern><rule context="tei:hi"><report test="key('by-n', '1')"><value-of select="f:twice(.)"/></report></rule></pattern>"""

    assert said(check(text, schema)) == ["3:18 twotwo"]


def test_include(text: Document) -> None:
    """What stands in a file beside the schema is included, the whole of it or the part with the id."""
    (text.path.parent / "part.sch").write_text(
        '<pattern xmlns="http://purl.oclc.org/dsdl/schematron" id="p">'
        '<rule context="tei:hi"><report test="true()">included</report></rule></pattern>',
        encoding="utf-8",
    )
    (text.path.parent / "rule.sch").write_text(
        '<pattern xmlns="http://purl.oclc.org/dsdl/schematron">'
        '<rule id="r"><report test="true()">extended</report></rule></pattern>',
        encoding="utf-8",
    )
    schema = '<include href="part.sch"/><pattern><rule context="tei:p"><extends href="rule.sch#r"/></rule></pattern>'

    assert said(check(text, schema)) == ["3:5 extended", "3:18 included", "4:5 extended"]


def test_the_subject_takes_the_place(text: Document) -> None:
    """A finding stands at the subject of its assertion, if it names one."""
    schema = (
        '<pattern><rule context="tei:text"><report test="true()" subject="tei:p[2]">there</report></rule></pattern>'
    )

    assert said(check(text, schema)) == ["4:5 there"]


@pytest.mark.parametrize(
    ("role", "severity"),
    [
        ("warning", Severity.WARNING),
        ("nonfatal", Severity.WARNING),
        ("information", Severity.INFO),
        ("error", Severity.ERROR),
    ],
)
def test_roles_become_severities(text: Document, role: str, severity: Severity) -> None:
    """A mild role makes a warning, one that only informs an info, any other an error."""
    schema = f'<pattern><rule context="tei:hi"><report test="true()" role="{role}">x</report></rule></pattern>'

    assert [finding.severity for finding in check(text, schema)] == [severity]


def test_an_id_of_the_register_is_the_code(text: Document) -> None:
    """An assertion named by a rule's code is that rule, and what follows “Hint:” in its message is the hint."""
    schema = '<pattern><rule context="tei:hi"><report id="SUB001" test="true()">No {del}. Hint: add one.</report></rule></pattern>'
    found = check(text, schema)

    assert [(finding.code, finding.message, finding.hint) for finding in found] == [("SUB001", "No {del}", "add one")]


@pytest.mark.parametrize(
    ("schema", "named"),
    [
        ("<groups/>", "<groups>"),
        ("<assert test='1'/>", "<assert> in <schema>"),
        ("<pattern><assert test='1'>x</assert></pattern>", "<assert> in <pattern>"),
        ("<pattern><rule context='tei:p'>words</rule></pattern>", "“words” stands in <rule>"),
        ("<pattern><rule context='tei:p' match='x'/></pattern>", "@match of <rule>"),
        ("<pattern><rule context='tei:p'><assert test='1' properties='x'>x</assert></rule></pattern>", "property “x”"),
        ("<pattern><rule context='tei:p'><extends rule='none'/></rule></pattern>", "“none”"),
        ("<pattern><rule context='tei:p'><extends/></rule></pattern>", "<extends> has no rule"),
        ("<pattern is-a='none'/>", "“none”"),
        ("<pattern id='a' abstract='true'/><group is-a='a'/>", "not from that alone"),
        ("<pattern id='a' abstract='true'/><pattern is-a='a'><rule context='tei:p'/></pattern>", "not from that alone"),
        ("<pattern id='a' abstract='true'><param name='p'/></pattern><pattern is-a='a'/>", "“p” has no value"),
        ("<pattern id='a' abstract='true'/><pattern is-a='a'><param name='p'/></pattern>", "“p” has no value"),
        ("<pattern><param name='p' value='1'/></pattern>", "<param>"),
        ("<pattern><rule><assert test='1'>x</assert></rule></pattern>", "no context"),
        ("<pattern><rule context='tei:p'><assert>x</assert></rule></pattern>", "no test"),
        ("<pattern><rule context='tei:p'><assert test='0' diagnostics='none'>x</assert></rule></pattern>", "“none”"),
        ("<pattern><rule context='tei:p'><assert test='0'><value-of/></assert></rule></pattern>", "no select"),
        ("<pattern><rule context='tei:p'><let name='x'/></rule></pattern>", "no value"),
        ("<let name='x' value='1'>2</let>", "two values"),
        ("<let name='x' value='1'/><let name='x' value='2'/>", "declared twice"),
        ("<ns prefix='tei' uri='urn:other'/>", "two namespaces"),
        ("<ns prefix='1' uri='urn:other'/>", "cannot be declared"),
        ("<include href='none.sch'/>", "does not exist"),
        ("<include/>", "is no file"),
        ("<include href='https://example.org/x.sch'/>", "nothing is fetched"),
        ("<include href='/etc/passwd'/>", "no file beside"),
        ("<phase id='p' when='x'><active pattern='none'/></phase>", "“none”"),
        ("<phase/>", "<phase> has no id"),
        ("<xsl:template xmlns:xsl='http://www.w3.org/1999/XSL/Transform' match='x'/>", "xsl:template"),
        ("<xsl:import xmlns:xsl='http://www.w3.org/1999/XSL/Transform' href='x.xsl'/>", "xsl:import"),
        ("<property id='x'/>", "<property> in <schema>"),
    ],
)
def test_what_is_not_supported_is_refused(text: Document, schema: str, named: str) -> None:
    """A construct that would be passed over in silence is an error that names it."""
    with pytest.raises(schematron.SchemaUnusable, match=named):
        check(text, schema)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_mangled_schema(text: Document, data: st.DataObject) -> None:
    """With something cut out, or put in, anywhere, a schema is run or is refused with its place; nothing else is raised."""
    written = cases_schema(data.draw(st.sampled_from(CASES)))
    start = data.draw(st.integers(0, len(written)))
    put_in = data.draw(
        st.sampled_from(["", "}", '"', "<", "(", "]", "$x", "//", " abstract='true'", "&amp;", "error()"])
    )
    path = text.path.with_name("mangled.sch")
    path.write_text(written[:start] + put_in + written[start + data.draw(st.integers(0, 12)) :], encoding="utf-8")
    os.utime(path, ns=(0, data.draw(st.integers(0, 2**60))))
    try:
        assert all(finding.code for finding in schematron.check(text, path))
    except schematron.SchemaUnusable as unusable:
        assert re.match(r"\w+\.sch(:\d+:\d+)?: ", str(unusable))


def test_query_bindings(text: Document) -> None:
    """XSLT 2 and 3 are understood; another binding is refused."""
    assert check(text, rule("tei:p", "true()"), "xslt2") == []
    with pytest.raises(schematron.SchemaUnusable, match="exslt"):
        check(text, rule("tei:p", "true()"), "exslt")


XS = '<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>'


def test_a_rule_that_cannot_be_computed_is_a_finding(text: Document) -> None:
    """It is told once, where it was met first, with its own place in the schema; the other rules are run."""
    wrong = "<pattern>\n<rule context='tei:p'>\n <report test='xs:integer(translate(@n, \"1\", \"x\"))'>x</report>"
    found = check(
        text, f"{XS}{wrong}\n<report test='@n = 1'>seen</report><report test='true()'>seen</report></rule></pattern>"
    )
    cannot = [finding for finding in found if finding.code == "SCH002"]

    assert [finding for finding in said(found) if "seen" in finding] == ["3:5 seen", "3:5 seen", "4:5 seen"]
    assert said(cannot) == [
        '3:5 a rule could not be computed here, nor at one other place: Cannot convert string "x" to an integer',
        '4:5 a rule could not be computed here: Cannot convert string "two" to double',
    ]
    assert [re.sub(r"schema\d+", "x", finding.hint) for finding in cannot] == [
        "this is a fault of the rule at x.sch:3:2, not of the text",
        "this is a fault of the rule at x.sch:4:1, not of the text",
    ]


def test_a_context_that_cannot_be_computed_is_a_finding(text: Document, capfd: pytest.CaptureFixture[str]) -> None:
    """XSLT takes such a node as one that does not match, and would be silent of it."""
    contexts = ("tei:p[xs:integer(@n) gt 0]", "tei:hi[$no]", "tei:p[@rend][$no]")
    rules = "\n".join(rule(context, "false()") for context in contexts)
    found = check(text, f"{XS}<let name='no' value='1 + error((), &quot;never&quot;)'/>\n{rules}")

    assert sorted(said(found)) == [
        '1:1 the context of a rule could not be computed everywhere: Cannot convert string "two" to an integer',
        "1:1 the context of a rule could not be computed everywhere: never",
        "3:5 wrong",
    ]
    places = sorted(finding.hint.partition(".sch:")[2] for finding in found if finding.code == "SCH002")
    assert places == ["2:10, not of the text", "3:10, not of the text"]
    assert capfd.readouterr() == ("", "")


def test_a_rule_that_is_no_xpath_is_an_error_with_its_place(text: Document) -> None:
    """Of a test, a context, a variable or a value in a message: the line and column where the schema has it, and the code of the fault."""
    for wrong, place in (
        ("<pattern>\n <rule context='tei:p['/></pattern>", r":2:2: .*\(XTSE0340\)$"),
        ("<pattern><rule context='tei:p'>\n<assert test='1 +'>x</assert></rule></pattern>", r":2:1: .*\(XPST0003\)$"),
        (
            "<pattern><rule context='tei:p'>\n\n  <let name='x' value='f(1)'/></rule></pattern>",
            r":3:3: .*\(XPST0017\)$",
        ),
        (
            "<pattern><rule context='tei:p'><assert test='1'>\n\n\n<value-of select='$no'/></assert></rule></pattern>",
            r":4:1: .*XPST0008",
        ),
        ("<pattern><rule context='tei:p'>\n<assert test='1) or (0'>x</assert></rule></pattern>", r":2:1: "),
        ("\n<phase id='a' when='1 +'/>", r":2:1: .*\(XPST0003\)$"),
    ):
        with pytest.raises(schematron.SchemaUnusable, match=place):
            check(text, wrong, phase="#ANY" if "phase" in wrong else "#DEFAULT")


def test_nothing_can_be_read_from_a_rule_of_the_text(tmp_path: Path) -> None:
    """An entity in the text does not reach the rules: it is a character that says so."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    path = tmp_path / "text.xml"
    path.write_text(
        f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><p>a&x;b</p></TEI>',
        encoding="utf-8",
    )
    read = document.read(path)
    assert isinstance(read, Document)

    assert said(check(read, rule("tei:p", "false()", "<value-of select='.'/>")))[0].endswith("a\ufffdb")


@pytest.mark.parametrize(
    "reading", ["doc('{}')", "unparsed-text('{}')", "collection('{}')", "unparsed-text-lines('{}')"]
)
def test_a_rule_reads_no_file(text: Document, reading: str) -> None:
    """A rule sees the document and nothing else of the machine: what it asks for is refused, and that is told."""
    secret = text.path.parent / "secret.xml"
    secret.write_text("<secret>hidden</secret>", encoding="utf-8")
    schema = rule("tei:hi", "false()", f'<value-of select="{reading.format(secret.as_uri())}"/>')
    found = check(text, schema)

    assert [finding.code for finding in found] == ["SCH002"]
    assert "hidden" not in found[0].message


def test_a_rule_knows_the_name_of_the_file_and_not_its_folder(text: Document) -> None:
    """Projects ask whether an identifier is the name of the file; where that is on the machine is told to nobody."""
    said_of = rule("tei:TEI", "false()", "<value-of select='base-uri(.), document-uri(/), static-base-uri()'/>")

    assert said(check(text, said_of)) == ["1:1 file:///text.xml file:///text.xml urn:x-edition:rules"]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("environment-variable('PATH')", ""),
        ("available-environment-variables()", ""),
        ("system-property('user.home')", ""),
        ("system-property('java.io.tmpdir')", ""),
        ("unparsed-text-available('/etc/passwd')", "false"),
        ("doc-available('text.xml')", "false"),
    ],
)
def test_a_rule_learns_nothing_of_the_machine(text: Document, asked: str, answer: str) -> None:
    """Neither its environment, nor its folders, nor what files there are."""
    assert said(check(text, rule("tei:TEI", "false()", f'<value-of select="{asked}"/>.'))) == [f"1:1 {answer}"]


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ('<xsl:result-document href="{}"><x/></xsl:result-document>', "xsl:result-document is disabled"),
        ("<xsl:sequence select=\"string(doc('{}'))\"/>", "prohibited"),
        ('<xsl:source-document streamable="no" href="{}"><x/></xsl:source-document>', "prohibited"),
        ("<xsl:sequence _select=\"{{'trans'}}{{'form'}}(map{{{{}}}})\"/>", "@_select is not for rules"),
        ("<xsl:evaluate xpath=\"'1'\"/>", "xsl:evaluate is not available"),
        (
            "<xsl:sequence select=\"Q{{java:java.lang.System}}getProperty('user.home')\"/>",
            "Q{java:java.lang.System}getProperty",
        ),
    ],
)
def test_a_function_of_a_schema_reads_and_writes_nothing(text: Document, body: str, refused: str) -> None:
    """What XSLT could do besides is refused, when it is compiled or when it is run."""
    out = text.path.parent / "out.xml"
    xsl = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
    function = f'<xsl:function {xsl} name="tei:f">{body.format(out.as_uri())}</xsl:function>'
    try:
        told = " ".join(said(check(text, function + rule("tei:TEI", "tei:f()"))))
    except schematron.SchemaUnusable as unusable:
        told = str(unusable)

    assert refused in told
    assert not out.exists()


FN = "http://www.w3.org/2005/xpath-functions"
COPY = """<let name="copy" xmlns="http://purl.oclc.org/dsdl/schematron">&lt;xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform">&lt;xsl:template match="/">&lt;xsl:copy-of select="."/>&lt;/xsl:template>
&lt;/xsl:stylesheet></let>"""


@pytest.mark.parametrize(
    "call",
    [
        "transform(map{{'source-location': '{}', 'stylesheet-text': $copy}})?*",
        "Q{{{fn}}}transform(map{{'source-location': '{}', 'stylesheet-text': $copy}})?*",
        "f:transform (map{{'source-location': '{}', 'stylesheet-text': $copy}})?*",
        "map{{'a':transform#1}}?a(map{{'source-location': '{}', 'stylesheet-text': $copy}})?*",
        "function-lookup(QName('{fn}', 'trans' || 'form'), 1)(map{{'source-location': '{}', 'stylesheet-text': $copy}})?*",
        "parse-xml('&lt;!DOCTYPE a [&lt;!ENTITY x SYSTEM &quot;{}&quot;>]>&lt;a>&amp;x;&lt;/a>')",
        "parse-xml('&lt;!DOCTYPE a [&lt;!ENTITY % x SYSTEM &quot;{}&quot;> %x;]>&lt;a/>')",
    ],
)
def test_no_function_of_xpath_reads_around_the_seal(text: Document, call: str) -> None:
    """`fn:transform` opens what `doc` may not, and an entity would, too."""
    secret = text.path.parent / "secret.xml"
    secret.write_text("<secret>hidden</secret>", encoding="utf-8")
    (text.path.parent / "copy.sch").write_text(COPY, encoding="utf-8")
    copy = f'<ns prefix="f" uri="{FN}"/><include href="copy.sch"/>'
    schema = copy + rule("tei:TEI", "false()", f'told <value-of select="{call.format(secret.as_uri(), fn=FN)}"/>')
    try:
        told = " ".join(said(check(text, schema)))
    except schematron.SchemaUnusable as unusable:
        told = str(unusable)

    assert "hidden" not in told
    assert "is not for rules" in told or "DOCTYPE is disallowed" in told


def test_functions_of_a_schema_may_be_named_so(text: Document) -> None:
    """What is called `transform` elsewhere is another function, and a word in a message is a word."""
    function = (
        '<ns prefix="f" uri="urn:f"/><xsl:function xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="f:transform">'
        '<xsl:param name="t"/><xsl:sequence select="upper-case($t)"/></xsl:function>'
    )
    message = 'please transform (it): <value-of select="f:transform(.)"/>'
    assert said(check(text, function + rule("tei:hi", "false()", message))) == ["3:18 please transform (it): TWO"]


def test_what_a_rule_prints_is_not_printed(text: Document, capfd: pytest.CaptureFixture[str]) -> None:
    """`xsl:message` in a function, or a rule that cannot be computed, leaves our own output clean."""
    xsl = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
    function = f'<xsl:function {xsl} name="tei:f"><xsl:message>hello</xsl:message><xsl:sequence select="error()"/></xsl:function>'

    assert [finding.code for finding in check(text, function + rule("tei:TEI", "tei:f()"))] == ["SCH002"]
    assert capfd.readouterr() == ("", "")


EMBEDDED = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:t="http://www.tei-c.org/ns/1.0">
  <sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
  <start><ref name="p"/></start>
  <define name="p"><element name="t:p"><sch:pattern><sch:rule xmlns="http://www.tei-c.org/ns/1.0" context="tei:p">
    <sch:assert test="number(@n)">no number</sch:assert></sch:rule></sch:pattern><text/></element></define>
  <define name="hi"><element name="t:hi"><sch:rule context="tei:hi">
    <sch:report test="@rend">dressed</sch:report></sch:rule><text/></element></define>
</grammar>"""
COMPACT = """namespace sch = "http://purl.oclc.org/dsdl/schematron"
sch:ns [ prefix = "tei" uri = "http://www.tei-c.org/ns/1.0" ]
sch:pattern [ sch:rule [ context = "tei:p" sch:assert [ test = "number(@n)" "no number" ] ] ]
[ sch:rule [ context = "tei:hi" sch:report [ test = "@rend" "dressed" ] ] ]
start = element p { text }
"""


@pytest.mark.parametrize(("name", "content"), [("all.rng", EMBEDDED), ("all.rnc", COMPACT)])
def test_rules_that_a_grammar_holds_are_read(text: Document, name: str, content: str) -> None:
    """In both syntaxes: patterns, and rules that stand without one."""
    path = text.path.parent / name
    path.write_text(content, encoding="utf-8")
    assert sorted(said(list(schematron.check(text, path)))) == ["3:18 dressed", "4:5 no number"]


ODD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron"><text><body><schemaSpec ident="x">
  <elementSpec ident="p"><constraintSpec ident="a" scheme="isoschematron"><constraint>
    <sch:let name="number" value="number(@n)"/>
    <sch:assert test="$number">no number</sch:assert></constraint></constraintSpec>
  <attList><attDef ident="n"><constraintSpec ident="b" scheme="schematron"><constraint>
    <sch:report test=". = 'two'" role="warning">a word</sch:report></constraint></constraintSpec></attDef></attList></elementSpec>
  <elementSpec ident="hi"><constraintSpec ident="c"><constraint><sch:ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
    <sch:let name="number" value="'b'"/>
    <sch:rule context="t:hi"><sch:report test="@rend = $number">dressed</sch:report></sch:rule></constraint></constraintSpec>
  <constraintSpec ident="d" mode="delete"><constraint><sch:assert test="0">deleted</sch:assert></constraint></constraintSpec>
  <constraintSpec ident="e" scheme="private"><constraint><sch:assert test="0">private</sch:assert></constraint></constraintSpec>
  </elementSpec></schemaSpec>
  <egXML xmlns="http://www.tei-c.org/ns/Examples"><sch:pattern><sch:rule context="*"><sch:assert test="0">an example</sch:assert></sch:rule>
  </sch:pattern></egXML></body></text></TEI>"""


def test_rules_that_an_odd_holds_are_read(text: Document) -> None:
    """Assertions without a rule are about the element, or the attribute, that they stand in; examples are none."""
    path = text.path.parent / "rules.odd"
    path.write_text(ODD, encoding="utf-8")
    assert sorted(said(list(schematron.check(text, path)))) == ["3:18 dressed", "4:5 no number", "4:8 a word"]


def test_rules_of_a_grammar_that_includes_another(text: Document) -> None:
    """Those of both, each file once."""
    folder = text.path.parent
    (folder / "inner.rng").write_text(EMBEDDED, encoding="utf-8")
    outer = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="inner.rng"/><include href="inner.rng"/></grammar>'
    (folder / "outer.rng").write_text(outer, encoding="utf-8")
    assert sorted(said(list(schematron.check(text, folder / "outer.rng")))) == ["3:18 dressed", "4:5 no number"]


ROUND = '<pattern {head}><include href="round.sch"/></pattern>'
WRONG = """<pattern {head}>
 <rule context='tei:p'>
  <assert test='('>x</assert></rule></pattern>"""


@pytest.mark.parametrize(
    ("name", "content", "refused"),
    [
        ("round.sch", ROUND, "round.sch:1:55: “round.sch” includes itself"),
        ("broken.sch", "<pattern>", "broken.sch:1:"),
        ("foreign.sch", "<p/>", "“foreign.sch” leads to no Schematron"),
        ("part.sch#none", "<pattern {head}/>", "“part.sch#none” has no such part"),
        ("lines.sch", WRONG, "lines.sch:3:3: "),
        (
            "brace.sch",
            "<pattern xmlns='http://purl.oclc.org/dsdl/schematron}}'/>",
            "“brace.sch” leads to no Schematron",
        ),
        ("kind.sch", "<phase {head} id='p'><rule/></phase>", "kind.sch:1:60: <rule> in <phase>"),
    ],
)
def test_what_is_wrong_with_an_included_file(text: Document, name: str, content: str, refused: str) -> None:
    """It is said with the name, the line and the column of that file; a circle is found."""
    path = text.path.parent / name.partition("#")[0]
    path.write_text(content.format(head='xmlns="http://purl.oclc.org/dsdl/schematron"'), encoding="utf-8")
    with pytest.raises(schematron.SchemaUnusable, match=re.escape(refused)):
        check(text, f'<include href="{name}"/>')


def test_what_an_included_stylesheet_declares(text: Document) -> None:
    """`xsl:include` takes the functions of a file beside the schema, by the version that they are written in."""
    (text.path.parent / "f.xsl").write_text(
        '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0" xmlns:f="urn:f" expand-text="yes">'
        '<xsl:function name="f:loud"><xsl:param name="t"/><xsl:value-of>{upper-case($t)}!</xsl:value-of></xsl:function>'
        "</xsl:stylesheet>",
        encoding="utf-8",
    )
    schema = '<ns prefix="f" uri="urn:f"/><xsl:include xmlns:xsl="http://www.w3.org/1999/XSL/Transform" href="f.xsl"/>'
    assert said(check(text, schema + rule("tei:hi", "false()", '<value-of select="f:loud(.)"/>'))) == ["3:18 TWO!"]


def test_a_schema_is_read_again_when_it_or_what_it_includes_changes(text: Document) -> None:
    """Whoever watches sees it at once."""
    part, path = text.path.parent / "part.sch", text.path.parent / "whole.sch"
    head = 'xmlns="http://purl.oclc.org/dsdl/schematron"'
    path.write_text(f'<schema {head} queryBinding="xslt3"><include href="part.sch"/></schema>', encoding="utf-8")
    for number, word in enumerate(("once", "again")):
        part.write_text(
            f'<pattern {head}><rule context="/*"><report test="1">{word}</report></rule></pattern>', encoding="utf-8"
        )
        os.utime(part, (number, number))
        assert said(list(schematron.check(text, path))) == [f"1:1 {word}"]


def test_variables_functions_and_templates_stand_beside_the_patterns(text: Document) -> None:
    """What rules call."""
    xsl = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
    outside = (
        f'<xsl:variable {xsl} name="least" select="2"/><xsl:template {xsl} name="own"><xsl:sequence select="1"/></xsl:template>'
        f'<xsl:function {xsl} name="tei:small"><xsl:param name="n"/><xsl:sequence select="number($n) lt $least"/></xsl:function>'
    )
    assert said(check(text, outside + rule("tei:p", "not(tei:small(@n))", "small"))) == ["3:5 small"]
