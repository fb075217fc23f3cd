# SPDX-License-Identifier: MIT
"""What RELAX NG refuses is said in an editor's words, each mistake once, at its own place."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.settings import Limits
from edition.source import document
from edition.source.document import Document, Manner
from edition.validate import relaxng
from edition.validate.vocabulary import nearest, some

SCHEMA = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><ref name="TEI"/></start>
  <define name="TEI"><element name="TEI"><ref name="header"/><oneOrMore><ref name="p"/></oneOrMore></element></define>
  <define name="header">
    <element name="teiHeader">
      <element name="title"><text/></element>
      <optional><element name="note"><text/></element></optional>
      <element name="publisher"><text/></element>
      <element name="source"><text/></element>
    </element>
  </define>
  <define name="p">
    <element name="p">
      <optional><attribute name="n"><data type="positiveInteger"/></attribute></optional>
      <optional><attribute name="xml:id"><data type="NCName"/></attribute></optional>
      <zeroOrMore><choice><text/><ref name="del"/><ref name="gap"/><ref name="list"/><ref name="ptr"/></choice></zeroOrMore>
    </element>
  </define>
  <define name="del">
    <element name="del">
      <optional><attribute name="rend"><list><oneOrMore><choice>
        <value>overstrike</value><value>erased</value></choice></oneOrMore></list></attribute></optional>
      <mixed><zeroOrMore><ref name="gap"/></zeroOrMore></mixed>
    </element>
  </define>
  <define name="gap"><element name="gap"><attribute name="reason"><choice><value>illegible</value></choice></attribute></element></define>
  <define name="list"><element name="list"><oneOrMore><element name="item"><text/></element></oneOrMore></element></define>
  <define name="ptr">
    <element name="ptr"><choice><attribute name="target"/><attribute name="cRef"/></choice></element>
  </define>
</grammar>
"""
HEAD = "<teiHeader><title>t</title><publisher>p</publisher><source>s</source></teiHeader>"


class Words:
    """What an ODD would say."""

    def description(self, element: str) -> str:
        """One sentence."""
        return f"what {element} is"


def check(folder: Path, text: str, head: str = HEAD) -> list[str]:
    """What is said of a text, whose first line is line 2."""
    schema = folder / "schema.rng"
    schema.write_text(SCHEMA, encoding="utf-8")
    path = folder / "text.xml"
    path.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{head}\n{text}\n</TEI>', encoding="utf-8")
    read = document.read(path, Manner(limits=Limits(depth=2000)))
    assert isinstance(read, Document)
    return [
        f"{finding.place.line}:{finding.place.column} {finding.code} {finding.message}"
        for finding in relaxng.check(read, schema, Words())
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>sound <del rend='erased overstrike'>x</del><ptr target='#a'/></p>", []),
        ("<p><dell>x</dell></p>", ["2:4 RNG001 `<dell>` is not an element of this schema; did you mean `<del>`?"]),
        ("<p><DEL>x</DEL></p>", ["2:4 RNG001 `<DEL>` is not an element of this schema; did you mean `<del>`?"]),
        ("<p><zzz>x</zzz> y</p>", ["2:4 RNG001 `<zzz>` is not an element of this schema"]),
        ("<p><del xmlns=''>x</del></p>", ["2:4 RNG001 `<del>` is in no namespace, so it is not TEI's"]),
        ("<p><del>a<p>x</p>b</del></p>", ["2:10 RNG002 `<p>` cannot stand in `<del>`; allowed here: `<gap>`"]),
        ("<p><gap reason='illegible'><del>x</del></gap></p>", ["2:28 RNG002 `<del>` cannot stand in `<gap>`, which holds nothing more"]),
        ("<p><list/></p>", ["2:4 RNG003 `<list>` is not complete: `<item>` is missing"]),
        ("<p><list><p/></list></p>", ["2:10 RNG002 `<p>` cannot stand in `<list>`; allowed here: `<item>`"]),
        ("<p><del><item/><item/>a<item/></del></p>", ["2:9 RNG002 `<item>` cannot stand in `<del>`; allowed here: `<gap>`"]),
        ("<p><list>one<item>two</item></list></p>", ["2:10 RNG007 the text “one” cannot stand directly in `<list>`"]),
        ("<p m='1'>x</p>", ["2:4 RNG004 `@m` is no attribute of `<p>`"]),
        ("<p id='a'>x</p>", ["2:4 RNG004 `@id` is no attribute of `<p>`; did you mean `@xml:id`?"]),
        ("<p n='one'>x</p>", ['2:4 RNG005 n="one" on `<p>` is no value of `@n`']),
        ("<p><del rend='overstrik'>x</del></p>", ['2:9 RNG005 rend="overstrik" on `<del>` is no value of `@rend`; did you mean '
         '`overstrike`?']),
        ("<p><gap/></p>", ["2:4 RNG006 `<gap>` lacks `@reason`"]),
        ("<p><ptr/></p>", ["2:4 RNG006 `<ptr>` lacks `@target` or `@cRef`"]),
        ("<p><ptr target='a' cRef='b'/></p>", ["2:20 RNG004 `@cRef` cannot stand together with `@target` on `<ptr>`"]),
        ("<p\n  n='1'\n  m='2'>x</p>", ["4:3 RNG004 `@m` is no attribute of `<p>`"]),
    ],
)  # fmt: skip
def test_one_mistake_is_one_finding(tmp_path: Path, text: str, expected: list[str]) -> None:
    """A mistake is said once, with what was probably meant, at the line and column of its tag or attribute."""
    assert check(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "<teiHeader><title>t</title><source>s</source></teiHeader>",
            ["1:69 RNG003 `<publisher>` is missing in `<teiHeader>` before `<source>`"],
        ),
        (
            "<teiHeader><source>s</source></teiHeader>",
            ["1:53 RNG003 `<title>` and `<publisher>` are missing in `<teiHeader>` before `<source>`"],
        ),
        (
            "<teiHeader><publisher>p</publisher><title>t</title><source>s</source></teiHeader>",
            ["1:53 RNG002 `<publisher>` stands too early in `<teiHeader>`: `<title>` comes before it"],
        ),
        (
            "<teiHeader><note>n</note><publisher>p</publisher><title>t</title><source>s</source></teiHeader>",
            [
                "1:53 RNG002 `<note>` stands too early in `<teiHeader>`: `<title>` comes before it",
                "1:67 RNG002 `<publisher>` stands too early in `<teiHeader>`: `<title>` comes before it",
            ],
        ),
        (
            "<teiHeader><source>s</source><source>s</source><title>t</title><note>n</note><publisher>p</publisher></teiHeader>",
            ["1:53 RNG002 `<source>` stands too early in `<teiHeader>`: `<title>` comes before it"],
        ),
        (
            "<teiHeader><title>t</title><title>t</title><publisher>p</publisher><source>s</source></teiHeader>",
            [
                "1:69 RNG002 a second `<title>` cannot stand after `<title>` in `<teiHeader>`; "
                "allowed here: `<note>`, `<publisher>`"
            ],
        ),
        (
            "<teiHeader><title>t</title><publisher>p</publisher></teiHeader>",
            ["1:42 RNG003 `<teiHeader>` is not complete: `<source>` is missing"],
        ),
        ("", ["2:1 RNG003 `<teiHeader>` is missing in `<TEI>` before `<p>`"]),
    ],
)
def test_what_is_missing_or_out_of_order(tmp_path: Path, head: str, expected: list[str]) -> None:
    """What is missing is named where it should stand; what stands too early is not also missing later."""
    assert check(tmp_path, "<p>x</p>", head) == expected


def test_no_mistake_hides_another(tmp_path: Path) -> None:
    """Every mistake of a file is found in one run, also inside an element that stands in the wrong place."""
    text = "<p m='1'><dell/><gap/></p>\n<list><item>x</item><p><ptr/></p></list>\n<p><list/></p>"

    assert [line.partition(" `")[0] for line in sorted(check(tmp_path, text))] == [
        "2:10 RNG001", "2:17 RNG006", "2:4 RNG004", "3:1 RNG002", "3:21 RNG002", "3:24 RNG006", "4:4 RNG003",
    ]  # fmt: skip


def test_a_root_that_is_none(tmp_path: Path) -> None:
    """A file that begins with another element is told so once, and not flooded."""
    schema = tmp_path / "schema.rng"
    schema.write_text(SCHEMA, encoding="utf-8")
    for text, words in (
        ("<html><body/></html>", "cannot be the root"),
        ("<TEI><p/><p/></TEI>", "in no namespace"),
        ('<p xmlns="http://www.tei-c.org/ns/1.0"/>', "cannot be the root of a file; allowed here: `<TEI>`"),
    ):
        read = document.parsed(tmp_path / "x.xml", text.encode())
        assert isinstance(read, Document)
        (finding,) = relaxng.check(read, schema)
        assert words in finding.message


def test_deep_nesting_is_walked(tmp_path: Path) -> None:
    """A document nested more deeply than Python calls is checked to its bottom."""
    found = check(tmp_path, "<p><list><item>" * 600 + "</item></list></p>" * 600)

    assert len(found) > 500


def test_the_nearest_word() -> None:
    """The word meant is found by likeness, letters of either case; nothing is proposed that is far off."""
    assert nearest("persname", ["placeName", "persName"]) == "persName"
    assert nearest("dle", ["del", "add"]) == "del"
    assert nearest("xyz", ["del", "add"]) == ""


def test_a_long_list_is_cut() -> None:
    """Words like the one that was written come first, the likest before all, then others in their order; the rest is counted."""
    words = [f"`<{name}>`" for name in ("a", "delSpan", "c", "del", "e", "f", "dell")]

    assert some(words, "del", limit=3) == "`<del>`, `<dell>`, `<delSpan>`, and 4 more"
    assert some(words, "xyz", limit=3) == "`<a>`, `<delSpan>`, `<c>`, and 4 more"
    assert some(words[:2], "del") == "`<a>`, `<delSpan>`"
