# SPDX-License-Identifier: MIT
"""Each format of a report is what its readers expect, whatever a message, a line or a file name holds."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.findings import Finding, Place, Severity
from edition.report import excerpt, formats, github
from edition.report.report import Frame, report, rule, uri
from tests.unit.report.samples import FINDINGS, HERE, LINE, NASTY, made


def written(form: str, **frame: object) -> str:
    """The report of the samples in a format."""
    return formats.write(made(**frame), form).decode()


@pytest.mark.parametrize("form", formats.WRITERS)
def test_no_finding_is_a_report_too(form: str) -> None:
    """A sound corpus gives a report that can be read like any other."""
    data = formats.write(made([]), form)

    if form in ("json", "gitlab"):
        assert json.loads(data) == []
    if form in ("junit", "checkstyle"):
        assert etree.fromstring(data) is not None
    assert (b"sound.xml" in data) == (form not in ("json", "gitlab", "github"))


@pytest.mark.parametrize("form", formats.WRITERS)
def test_the_same_findings_give_the_same_bytes(form: str) -> None:
    """No format holds a date, or an order that changes."""
    assert formats.write(made(), form) == formats.write(made(), form)


@pytest.mark.parametrize("form", formats.WRITERS)
def test_a_file_name_that_is_no_text(form: str) -> None:
    """A name with bytes that are no UTF-8 stops no report."""
    name = HERE / "tei" / b"caf\xe9.xml".decode("utf-8", "surrogateescape")

    assert b"caf" in formats.write(made([Finding("ID001", Place(name, 1, 1), "m")]), form)


class TestJson:
    """For programs of one's own."""

    def test_keys(self) -> None:
        """The keys are these, and a place has its own."""
        first, *_ = json.loads(written("json", rules_url="https://x.org/{code}.html"))
        (related,) = first.pop("related")

        assert first.pop("fingerprint").endswith(":1")
        assert first == {
            "code": "PTR001",
            "name": "dangling-pointer",
            "severity": "error",
            "file": "tei/a.xml",
            "line": 7,
            "column": 11,
            "path": "/TEI/text/body/p[2]/add[1]",
            "id": "a1",
            "endColumn": 21,
            "message": '@hand="#hk" points to nothing; did you mean "#h1"?',
            "hint": "name the hand",
            "url": "https://x.org/PTR001.html",
        }
        assert related == {"file": "tei/b.xml", "line": 3, "column": 4, "path": "", "id": ""}

    def test_words_are_kept(self) -> None:
        """A message comes back as it was."""
        assert json.loads(written("json"))[1]["message"] == NASTY


# What SARIF 2.1.0 (OASIS, chapter 3) says of each object that we write: property → kind, `!` for those that must be there.
SARIF = {
    "log": {"$schema": "text", "version!": "text", "runs!": ["run"]},
    "run": {
        "tool!": "tool",
        "invocations": ["invocation"],
        "columnKind": "text",
        "originalUriBaseIds": {"": "artifactLocation"},
        "artifacts": ["artifact"],
        "results": ["result"],
    },
    "tool": {"driver!": "toolComponent"},
    "toolComponent": {"name!": "text", "semanticVersion": "text", "language": "text", "rules": ["reportingDescriptor"]},
    "invocation": {"executionSuccessful!": "flag"},
    "artifact": {"location": "artifactLocation"},
    "artifactLocation": {"uri": "uri", "uriBaseId": "text", "description": "message"},
    "reportingDescriptor": {
        "id!": "text",
        "name": "text",
        "shortDescription": "multiformat",
        "fullDescription": "multiformat",
        "help": "multiformat",
        "helpUri": "uri",
        "defaultConfiguration": "reportingConfiguration",
    },
    "multiformat": {"text!": "text", "markdown": "text"},
    "reportingConfiguration": {"level": "level"},
    "result": {
        "ruleId": "text",
        "ruleIndex": "number",
        "level": "level",
        "message!": "message",
        "locations": ["location"],
        "relatedLocations": ["location"],
        "partialFingerprints": {"": "text"},
    },
    "message": {"text": "text"},
    "location": {
        "id": "number",
        "physicalLocation": "physicalLocation",
        "logicalLocations": ["logicalLocation"],
        "message": "message",
    },
    "physicalLocation": {"artifactLocation": "artifactLocation", "region": "region"},
    "region": {"startLine": "number", "startColumn": "number", "endColumn": "number", "snippet": "snippet"},
    "snippet": {"text": "text"},
    "logicalLocation": {"name": "text", "fullyQualifiedName": "text", "kind": "text"},
}  # fmt: skip


def faults(value: Any, kind: Any, where: str = "log") -> Iterator[str]:
    """What of a SARIF log is not as the table says."""
    match kind:
        case [inner]:
            for number, each in enumerate(value):
                yield from faults(each, inner, f"{where}[{number}]")
        case {"": inner}:
            for key, each in value.items():
                yield from faults(each, inner, f"{where}.{key}")
        case "text" | "uri" | "level":
            good = {"text": r"(?s).*", "uri": r"[!#-;=?-\[\]_a-z~%]+", "level": "none|note|warning|error"}[kind]
            if not isinstance(value, str) or not re.fullmatch(good, value):
                yield f"{where}: {value!r} is no {kind}"
        case "number" | "flag":
            if not isinstance(value, {"number": int, "flag": bool}[kind]):
                yield f"{where}: {value!r} is no {kind}"
        case _:
            known = {name.rstrip("!"): inner for name, inner in SARIF[kind].items()}
            yield from (
                f"{where}.{name} is missing" for name in SARIF[kind] if name[-1] == "!" and name[:-1] not in value
            )
            yield from (f"{where}.{name} is unknown" for name in value if name not in known)
            for name in value.keys() & known.keys():
                yield from faults(value[name], known[name], f"{where}.{name}")


class TestSarif:
    """For GitHub and editors' programs."""

    def test_the_objects_are_those_of_the_standard(self) -> None:
        """Each object has the properties that SARIF gives it, of their kinds."""
        log = json.loads(written("sarif", rules_url="https://x.org/{code}"))

        assert list(faults(log, "log")) == []
        assert log["version"] == "2.1.0"

    def test_rules_have_their_pages(self) -> None:
        """Each code that was found is a rule once, and each result leads to its own; the help is the rule's page."""
        (run,) = json.loads(written("sarif"))["runs"]
        rules = run["tool"]["driver"]["rules"]
        known = rule("PTR001")

        assert known is not None
        assert [each["id"] for each in rules] == ["ID001", "NOT002", "PTR001", "XYZ001"]
        assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
        assert rules[2]["help"] == {"text": known.page, "markdown": known.page}
        assert rules[2]["name"] == "DanglingPointer"
        assert rules[1]["defaultConfiguration"] == {"level": "warning"}
        assert "helpUri" not in rules[2]

    def test_places(self) -> None:
        """A place has line and column, and where it ends; a file below the root is named from there, another wholly."""
        (run,) = json.loads(written("sarif"))["runs"]
        first, second, third, fourth = run["results"]
        place = first["locations"][0]["physicalLocation"]
        region = place["region"]

        assert run["columnKind"] == "unicodeCodePoints"
        assert place["artifactLocation"] == {"uri": "tei/a.xml", "uriBaseId": "SRCROOT"}
        assert LINE[region["startColumn"] - 1 : region["endColumn"] - 1] == 'hand="#hk"' == region["snippet"]["text"]
        assert first["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "tei/b.xml"
        assert third["locations"][0]["physicalLocation"] == {
            "artifactLocation": {"uri": "tei/%C3%BC%20%231%20100%25.xml", "uriBaseId": "SRCROOT"}
        }
        assert fourth["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///elsewhere/c.xml"}
        assert [each["level"] for each in run["results"]] == ["error", "warning", "note", "error"]
        assert second["message"]["text"].startswith("a<b>")
        assert r"\[g\](h)" in second["message"]["text"], "no text becomes a link"


class TestGithub:
    """For the runner of GitHub."""

    def test_a_finding_is_a_line(self) -> None:
        """A command, its properties, and the message: what would end one of them is written otherwise."""
        lines = written("github").split("\n")

        assert lines[0] == (
            "::error file=tei/a.xml,line=7,col=11,endLine=7,endColumn=21,title=PTR001 dangling-pointer::"
            '@hand="#hk" points to nothing; did you mean "#h1"?%0Aname the hand'
        )
        assert lines[2].startswith("::notice file=tei/ü #1 100%25.xml,title=NOT002 ")
        assert len(lines) == len(FINDINGS) + 1

    def test_every_message_comes_back(self) -> None:
        """Read as the runner reads it, a message is what it was, without what steers a terminal."""
        line = written("github").split("\n")[1]
        found = re.fullmatch(r"::(\w+) ([^\n\r]*?)::([^\n\r]*)", line, re.DOTALL)

        assert found is not None
        assert found[1] == "warning"
        properties = dict(each.split("=", 1) for each in found[2].split(","))
        assert properties == {"file": "tei/a.xml", "line": "8", "col": "1", "title": "XYZ001 unregistered-rule"}
        back = found[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        assert back == f"{excerpt.shown(NASTY)}\n{excerpt.shown(NASTY)}"

    def test_a_file_name_cannot_add_a_property(self) -> None:
        """Commas and colons of a name are not those of the command."""
        name = HERE / "a,line=9::x.xml"
        line = formats.write(made([Finding("ID001", Place(name, 1, 1), "m")]), "github").decode()

        assert line.startswith("::error file=a%2Cline=9%3A%3Ax.xml,line=1,col=1,title=")

    def test_the_summary_is_markdown(self) -> None:
        """The summary has a row for each finding, and no sign of a message is markup in it."""
        from markdown_it import MarkdownIt  # noqa: PLC0415 - one test reads Markdown

        report = made()
        html = MarkdownIt("commonmark").enable("table").render(github.summary(report, "2 documents: 2 errors"))
        tree = etree.fromstring(f"<div>{html}</div>".replace("\x1b", ""))

        assert len(tree.findall(".//table")) == 2
        assert [len(each.findall("tbody/tr")) for each in tree.iter("table")] == [4, 4]
        row = tree.findall(".//table")[1].findall("tbody/tr")[1]
        assert "".join(row[3].itertext()).startswith("a<b>&\"c'% ::d,e:f [g](h) {0} | `i`")
        assert row[3].find(".//*") is None

    def test_a_summary_ends(self) -> None:
        """Of ten thousand findings the first are listed and the rest counted."""
        many = [Finding("ID001", Place(HERE / "a.xml", line, 1), f"m{line}") for line in range(1, 10_001)]
        text = github.summary(made(many), "")

        assert f"and {10_000 - github.ENOUGH} more" in text
        assert len(text) < 1_000_000


class TestGitlab:
    """For GitLab's Code Quality."""

    def test_issues(self) -> None:
        """Each has what GitLab asks for; no two have one fingerprint, though they be in two files alike."""
        like = [Finding("ID001", Place(HERE / f"{name}.xml", 1, 1), "m") for name in "aab"]
        report = made([*FINDINGS, *like])
        issues = json.loads(formats.write(report, "gitlab"))

        assert len({each["fingerprint"] for each in issues}) == len(issues)
        assert issues[0]["location"] == {"path": "tei/a.xml", "lines": {"begin": 7}}
        assert issues[0]["check_name"] == "PTR001"
        assert issues[0]["description"].startswith("PTR001 dangling-pointer: @hand=")
        assert {each["severity"] for each in issues} == {"info", "minor", "major"}
        assert all(each["location"]["lines"]["begin"] > 0 for each in issues)


JUNIT = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <define name="number"><data type="nonNegativeInteger"/></define>
  <define name="counts"><attribute name="tests"><ref name="number"/></attribute><attribute name="failures"><ref name="number"/></attribute>
    <attribute name="errors"><ref name="number"/></attribute><attribute name="time"><data type="decimal"/></attribute></define>
  <start><element name="testsuites"><attribute name="name"/><ref name="counts"/><oneOrMore><element name="testsuite">
    <attribute name="name"/><attribute name="skipped"/><ref name="counts"/><oneOrMore><element name="testcase">
      <attribute name="name"/><attribute name="classname"/><attribute name="file"/><attribute name="time"/>
      <optional><choice>
        <element name="failure"><attribute name="message"/><attribute name="type"/><text/></element>
        <element name="system-out"><text/></element></choice></optional>
    </element></oneOrMore></element></oneOrMore></element></start></grammar>"""

CHECKSTYLE = """<element name="checkstyle" xmlns="http://relaxng.org/ns/structure/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><attribute name="version"/>
  <zeroOrMore><element name="file"><attribute name="name"/><zeroOrMore><element name="error">
    <attribute name="line"><data type="positiveInteger"/></attribute>
    <optional><attribute name="column"><data type="positiveInteger"/></attribute></optional>
    <attribute name="severity"><choice><value>error</value><value>warning</value><value>info</value></choice></attribute>
    <attribute name="message"/><attribute name="source"/></element></zeroOrMore></element></zeroOrMore></element>"""


def valid(form: str, schema: str, **frame: object) -> etree._Element:
    """The root of a report in XML, which the schema accepts."""
    tree = etree.fromstring(written(form, **frame).encode())
    grammar = etree.RelaxNG(etree.fromstring(schema))
    assert grammar.validate(tree), grammar.error_log
    return tree


class TestXml:
    """For machines that read tests, and for those that read style."""

    def test_junit(self) -> None:
        """A suite for each file; a case fails if its finding fails the run, and the counts are those of the cases."""
        tree = valid("junit", JUNIT)
        strict = valid("junit", JUNIT, fails_on=Severity.WARNING)

        assert (tree.get("tests"), tree.get("failures")) == ("5", "2")
        assert (strict.get("tests"), strict.get("failures")) == ("5", "3")
        for suite in tree:
            assert int(suite.get("tests", "")) == len(suite)
            assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert [case.get("name") for case in tree.iterfind("testsuite[@name='tei/sound.xml']/testcase")] == ["sound"]
        first = tree.find("testsuite/testcase")
        assert (first.get("name"), first.get("file"), first.get("classname")) == (
            "PTR001 dangling-pointer 7:11", "tei/a.xml", "tei.a_xml",
        )  # fmt: skip

    @pytest.mark.parametrize("form", ["junit", "sarif", "html", "github", "gitlab", "checkstyle"])
    def test_a_line_of_a_megabyte(self, form: str) -> None:
        """A document can stand on one line: a report quotes what a reader can see of it."""
        line = f'<p n="{"x" * 1_000_000}">'
        found = Finding("RNG005", Place(HERE / "tei/a.xml", 7, 4), "m")
        text = formats.WRITERS[form](report([found] * 10, [], Frame("1.2.3", HERE), lambda _: line))

        assert len(text) < 200_000

    def test_checkstyle(self) -> None:
        """A file for each file, an error for each finding."""
        tree = valid("checkstyle", CHECKSTYLE)

        assert [(each.get("line"), each.get("column")) for each in tree.iter("error")] == [
            ("7", "11"), ("8", "1"), ("1", None), ("1", None),
        ]  # fmt: skip
        assert {each.get("source") for each in tree.iter("error")} >= {"tei-edition.PTR001"}

    @pytest.mark.parametrize("form", ["junit", "checkstyle"])
    def test_what_xml_can_hold_comes_back(self, form: str) -> None:
        """Every sign of a message is read as it was written, but those that XML cannot hold or that steer a terminal."""
        tree = etree.fromstring(written(form).encode())
        texts = [value for each in tree.iter() for value in (*each.attrib.values(), each.text or "")]

        assert any(excerpt.shown(NASTY) in text for text in texts)


class _Page(HTMLParser):
    """What a page has: ids, links within it, every attribute that fetches something, and its texts."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text = io.StringIO()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if "id" in given:
            self.ids.append(given["id"] or "")
        if tag == "a" and (given.get("href") or "").startswith("#"):
            self.links.append((given["href"] or "")[1:])
        self.fetched += [value or "" for name, value in attrs if name == "src" or (tag == "link" and name == "href")]

    def handle_data(self, data: str) -> None:
        self.text.write(data)


class TestPage:
    """For readers on the net."""

    def test_it_is_whole(self) -> None:
        """It fetches nothing, runs nothing, and each of its links leads to one place in it."""
        page = _Page()
        page.feed(written("html"))

        assert page.fetched == ["data:,"]
        assert "script" not in page.tags
        assert len(page.ids) == len(set(page.ids))
        assert set(page.links) <= set(page.ids)
        assert {"f1", "f2", "f3", "f4", "PTR001", "XYZ001"} <= set(page.ids)

    def test_what_a_document_says_is_text(self) -> None:
        """Nothing of a message is markup, and no sign of it turns the line around; the words of the rule's page are there."""
        text = written("html")
        page = _Page()
        page.feed(text)

        assert "a<b>&\"c'% ::d,e:f [g](h) {0} | i" in page.text.getvalue()
        assert "<b>" not in text
        assert not re.search("[\u2028\u2029\u202e\x1b\x00]", text)
        assert "A pointer names an identifier that no element has" in page.text.getvalue()

    def test_the_place_is_marked(self) -> None:
        """In the source line the words that the finding is about are marked."""
        assert "<mark>hand=&quot;#hk&quot;</mark>" in written("html")


texts = st.text(st.characters(exclude_categories=()), max_size=40)


@settings(max_examples=60, deadline=None)
@given(texts, texts, texts, texts)
def test_whatever_is_said(message: str, hint: str, line: str, path: str) -> None:
    """Any signs at all, surrogates that are no text among them, give reports that can be read."""
    # of surrogates a name can hold those alone that stand for bytes which are no UTF-8
    name = "".join(sign for sign in path if sign not in "\0/" and not re.match("[\ud800-\udc7f\udd00-\udfff]", sign))
    name = name.strip(".") or "x"
    place = Place(HERE / name, 2, 1, path, message)
    about = Frame("1", HERE)
    made_of = report([Finding("PTR001", place, message, hint)], [], about, lambda _: line)
    data = {form: formats.write(made_of, form) for form in formats.WRITERS}

    for form in ("json", "sarif", "gitlab"):
        assert json.loads(data[form])
    assert list(faults(json.loads(data["sarif"]), "log")) == []
    for form, schema in (("junit", JUNIT), ("checkstyle", CHECKSTYLE)):
        assert etree.RelaxNG(etree.fromstring(schema)).validate(etree.fromstring(data[form]))
    assert re.fullmatch(rb"::error [^\r\n]*::[^\r\n]*\n", data["github"])
    page = _Page()
    page.feed(data["html"].decode())
    assert set(page.links) <= set(page.ids)
    assert page.fetched == ["data:,"]


def test_a_name_becomes_an_address() -> None:
    """What would end an address or begin another part of it is quoted, and a whole path is a file's."""
    assert uri(Path("a b/ü#?.xml")) == "a%20b/%C3%BC%23%3F.xml"
    assert uri(Path("/a/b.xml")) == "file:///a/b.xml"


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ('<p><add hand="#h">x</add>', 4, "<add"),
        ('<p><add hand="#h">x</add>', 9, 'hand="#h"'),
        ("text &nbsp; more", 6, "&nbsp;"),
        ("</p>", 1, "</p"),
        ("слово дня", 1, "слово"),
        ("", 1, "?"),
    ],
)
def test_what_a_finding_is_about(line: str, column: int, words: str) -> None:
    """A tag, an attribute, an entity, a word is marked whole."""
    assert excerpt.touched(line, column) == len(words)
