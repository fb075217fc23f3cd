# SPDX-License-Identifier: MIT
"""Pointers are followed in the file and between files, and none on the net."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition import names
from edition.findings import Finding
from edition.source import corpus
from edition.validate import pointers

HEAD = """<teiHeader>
<prefixDef ident="person" matchPattern="([a-z]+)" replacementPattern="registers/persons.xml#$1"/>
<prefixDef ident="two" matchPattern="(.+)" replacementPattern="registers/none.xml#$1"/>
<prefixDef ident="two" matchPattern="(.+)" replacementPattern="registers/persons.xml#$1"/>
<prefixDef ident="net" matchPattern="(.+)" replacementPattern="https://example.org/$1"/>
<prefixDef ident="bad" matchPattern="(" replacementPattern="x"/>
<handNote xml:id="h1"/><handNote xml:id="h2"/><change xml:id="c1"/><witness xml:id="A"/>
<respStmt xml:id="ed"/><surface xml:id="s1"/>
</teiHeader>"""


def check(folder: Path, text: str) -> list[Finding]:
    """What is said of the pointers in a text, whose first line is the one after the header."""
    (folder / "registers").mkdir(exist_ok=True)
    (folder / "registers" / "persons.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="namil"/><place xml:id="moscow"/></TEI>',
        encoding="utf-8",
    )
    (folder / "page.txt").write_text("x", encoding="utf-8")
    path = folder / "text.xml"
    path.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEAD}\n{text}</TEI>', encoding="utf-8")
    asked = corpus.find([path])
    (document,) = asked.documents
    return list(pointers.check(document, asked))


@pytest.mark.parametrize(
    "text",
    [
        '<add hand="#h1" change="#c1" resp="#ed"/>',
        '<rdg wit="#A"/><pb facs="#s1"/><handShift new="#h2"/>',
        '<persName ref="person:namil"/><placeName ref="registers/persons.xml#moscow"/>',
        '<persName ref="two:namil"/>',
        '<ref target="net:anything"/><ref target="https://example.org/#nowhere"/><ref target="//example.org/x"/>',
        '<ref target="urn:isbn:1"/><ref target="mailto:a@b.org"/><ref target="/on/the/server"/>',
        '<ref target="page.txt"/><ref target="page.txt#line=4"/><ref target="registers/persons.xml"/>',
        '<ref target="registers/persons.xml?v=2#namil"/><ref target="registers/../registers/persons.xml#namil"/>',
        '<ref target="#xpath(//p)"/><ref target="#range(a,b)"/>',
        '<delSpan spanTo="#e"/><anchor xml:id="e"/>',
        '<ref xml:base="registers/" target="persons.xml#namil"/>',
        '<ref xml:base="https://example.org/" target="x.xml#nowhere"/>',
        '<p xml:id="я1"/><ref target="#я1"/><ref target="#%D1%8F1"/>',
        '<handShift new="#h1"/><p new="not a pointer" from="nor this"/>',
        '<x xmlns="urn:x" target="#none"/>',
    ],
)
def test_pointers_that_lead_somewhere(tmp_path: Path, text: str) -> None:
    """Nothing is said of a pointer that leads somewhere, or that nobody but the net could follow."""
    assert check(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('<add hand="#H1"/>', "PTR001", 'did you mean "#h1"?'),
        ('<ref target="registers/persons.xml#namill"/>', "PTR001", "registers/persons.xml#namil"),
        ('<persName ref="person:nemo"/>', "PTR001", "no such identifier"),
        ('<persName ref="two:nemo"/>', "PTR002", "registers/none.xml"),
        ('<ref target="registers/person.xml#namil"/>', "PTR002", "did you mean registers/persons.xml?"),
        ('<add hand="h1"/>', "PTR002", 'did you mean "#h1"?'),
        ('<add hand="nobody"/>', "PTR002", "does not exist"),
        ('<add hand=""/>', "PTR003", "is empty"),
        ('<add hand="#"/>', "PTR003", "no pointer"),
        ('<add hand="#h1  #h2"/>', "PTR003", "needless space"),
        ('<persName ref="persn:namil"/>', "PTR004", "did you mean `person:`?"),
        ('<persName ref="person:4"/>', "PTR004", "does not have the form"),
        ('<persName ref="bad:x"/>', "PTR004", "does not define"),
        ('<add hand="#c1"/>', "PTR005", "points to `&lt;change&gt;`".replace("&lt;", "<").replace("&gt;", ">")),
        ('<add change="#h1"/>', "PTR005", "not to"),
        ('<div decls="#h1"/>', "PTR005", "not to a declaration of the header"),
        ('<rdg wit="#h1"/>', "PTR005", "not to"),
        ('<seg ana="#h1"/>', "PTR005", "not to an interpretation"),
        ('<persName ref="registers/persons.xml#moscow"/>', "PTR005", "not to `<person>`"),
        ('<delSpan spanTo="#e"/>', "PTR001", "the deletion that begins here has no end"),
        ('<anchor xml:id="e"/><delSpan spanTo="#e"/>', "PTR006", "before it begins"),
        ('<delSpan xml:id="e" spanTo="#e"/>', "PTR006", "points to itself"),
        ('<addSpan spanTo="registers/persons.xml#namil"/>', "PTR006", "the addition ends in another file"),
    ],
)
def test_pointers_that_do_not(tmp_path: Path, text: str, code: str, words: str) -> None:
    """One finding says why a pointer leads nowhere or to the wrong place, and what was probably meant."""
    found = check(tmp_path, text)

    assert [finding.code for finding in found] == [code]
    assert words in found[0].message


def test_the_place_is_that_of_the_attribute(tmp_path: Path) -> None:
    """A finding stands where the attribute stands, also on a later line of its tag, and not where its name is in a value."""
    text = '<add rend="hand=\'#x\'"\n     change="#c1"\n  hand="#none">x</add>'
    (finding,) = check(tmp_path, text)

    assert str(finding.place).endswith(f"text.xml:{len(HEAD.splitlines()) + 3}:3")


def test_each_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pointers lead to a register, it is opened once."""
    opened: list[Path] = []
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path) or real(path))

    assert check(tmp_path, '<persName ref="person:namil"/>' * 20) == []
    assert len(opened) == 2


def test_a_register_that_is_no_xml_is_said_once(tmp_path: Path) -> None:
    """Pointers into a broken file say nothing: the file's own finding does."""
    (tmp_path / "broken.xml").write_text("<TEI>", encoding="utf-8")

    assert check(tmp_path, '<ref target="broken.xml#x"/>' * 3) == []


@pytest.mark.parametrize(
    ("text", "written", "meant"),
    [
        ('<add resp="#ed" hand="#H1"/>', "#H1", "#h1"),
        ('<persName ref="person:namill"/>', "person:namill", "person:namil"),
        ('<persName ref="person:namil registers/persons.xml#nmil"/>', "registers/persons.xml#nmil", "registers/persons.xml#namil"),
        ('<persName ref="persn:namil"/>', "persn:namil", "person:namil"),
        ('<add hand="h1"/>', "h1", "#h1"),
        ('<rdg wit="#qqqqqq"/>', "#qqqqqq", ""),
    ],
)  # fmt: skip
def test_what_was_meant_is_said_as_it_would_be_written(tmp_path: Path, text: str, written: str, meant: str) -> None:
    """A finding has the pointer that is wrong, and the one that was meant where a like one is known, its prefix and all."""
    (finding,) = check(tmp_path, text)
    assert (finding.written, finding.meant) == (written, meant)


def test_where_pointers_lead(tmp_path: Path) -> None:
    """A pointer is followed for whoever asks, by prefixes and to other files; and the prefixes that stand for a file are told."""
    check(tmp_path, '<p xml:id="p1"/>')
    asked = corpus.find([tmp_path / "text.xml"])
    leading = pointers.Leading(asked.documents[0], asked)
    found = {each: leading.target(each) for each in ("#p1", "person:namil", "#none", "https://example.org/#p1")}
    assert {each: target and (target[0].path.name, target[1].get(names.clark("xml:id"))) for each, target in found.items()} == {
        "#p1": ("text.xml", "p1"), "person:namil": ("persons.xml", "namil"), "#none": None, "https://example.org/#p1": None,
    }  # fmt: skip
    assert ("person", "registers/persons.xml") in list(leading.prefixes())
    assert pointers.is_pointer("add", "hand")
    assert not pointers.is_pointer("p", "n")
    assert pointers.fitting("delSpan", "spanTo") == {"anchor"}
    assert pointers.fitting("ref", "target") is None
