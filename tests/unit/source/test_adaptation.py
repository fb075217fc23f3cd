# SPDX-License-Identifier: MIT
"""Whatever is XML is read, and a lenient reading makes of it a document that the views can show, without losing a character."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.findings import Finding
from edition.model import characters
from edition.render import text
from edition.source import corpus, document
from edition.source.document import Document, Manner

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'


def read(data: str | bytes, *, lenient: bool = True) -> Document:
    """The document in these bytes, read leniently."""
    raw = data.encode() if isinstance(data, str) else data
    found = document.parsed(Path("strange.xml"), raw, Manner(lenient=lenient))
    assert isinstance(found, Document), found
    return found


def codes(found: Document) -> list[str]:
    """What was found on reading."""
    return [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    "written",
    [
        f"<TEI {TEI}><teiHeader/><text><body><p>one</p></body></text></TEI>",
        f"<teiCorpus {TEI}><teiHeader/><TEI><teiHeader/><text><body><p>one</p></body></text></TEI></teiCorpus>",
        f"<text {TEI}><body><p>one</p></body></text>",
        f"<body {TEI}><p>one</p></body>",
        f"<div {TEI}><p>one</p></div>",
        f"<p {TEI}>one</p>",
        f"<surface {TEI}><zone><line>one</line></zone></surface>",
        f"<sourceDoc {TEI}><surface><line>one</line></surface></sourceDoc>",
        f"<zone {TEI}><line>one</line></zone>",
        "<TEI.2><teiHeader/><text><body><p>one</p></body></text></TEI.2>",
        "<TEI><text><body><p>one</p></body></text></TEI>",
        '<TEI xmlns="urn:of-our-own"><text><body><p>one</p></body></text></TEI>',
        '<TEI xmlns="urn:of our own"><text><body><p>one</p></body></text></TEI>',
        '<book xmlns="urn:x"><chapter><para>one</para></chapter></book>',
        "<book><para>one</para></book>",
        f'<TEI {TEI} xmlns:my="urn:my"><text><body><my:thing>one</my:thing></body></text></TEI>',
    ],
)
def test_any_root_has_its_text(written: str) -> None:
    """A part of a document, an old document, one in another namespace, one of another kind: all have their text in every view."""
    strange = read(written)

    for view in ("reading", "diplomatic"):
        assert text.render(strange, view=view) == "one\n"
    assert characters.final(strange) == characters.as_written(strange) == "one"
    assert not characters.final(strange).count("\ufffd")


def test_a_strange_root_is_told() -> None:
    """What was done to a file to read it is said, at its first tag; a file that needs nothing says nothing."""
    (finding,) = read(f"\n<surface {TEI}><line>one</line></surface>").findings

    assert (finding.code, finding.place.line, finding.place.column) == ("XI002", 2, 1)
    assert "surface" in finding.message
    assert read(f"<TEI {TEI}/>").findings == ()


def test_places_are_those_of_the_file() -> None:
    """Elements that were put around the root count in no path."""
    strange = read(f"<div {TEI}>\n<p>a</p>\n<p>b</p></div>")
    second = [element for element in strange.elements if element.tag.endswith("}p")][1]

    assert strange.place(second).path == "/div/p[2]"
    assert strange.place(second).line == 3


def test_p4_has_ids_and_hands() -> None:
    """In P4 an id is `id`, a hand is a bare word, and a span ends at what `to` names."""
    strange = read(
        '<TEI.2><teiHeader><handList><hand id="h"/></handList></teiHeader><text><body><p>a <delSpan to="e" hand="h"/>b'
        '<anchor id="e"/> <add hand="h">c</add></p></body></text></TEI.2>'
    )

    assert text.render(strange) == "a c\n"
    assert text.render(strange, without_hands=["h"]) == "a b\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("iso-8859-5", b""),
        ("windows-1251", b""),
        ("koi8-r", b""),
    ],
)
def test_any_encoding(encoding: str, mark: bytes) -> None:
    """A file is read in the encoding that it declares or that its mark tells; places are right in all of them."""
    declared = encoding.removesuffix("-le").removesuffix("-be")
    written = (
        f'<?xml version="1.0" encoding="{declared}"?>\n<TEI {TEI}><text><body>\n <p>Ким Ир Сен</p></body></text></TEI>'
    )
    strange = read(mark + written.encode(encoding))
    paragraph = next(element for element in strange.elements if element.tag.endswith("}p"))

    assert text.render(strange) == "Ким Ир Сен\n"
    assert (strange.place(paragraph).line, strange.place(paragraph).column) == (3, 2)
    assert strange.line(3).strip().startswith("<p>Ким")


def test_entities_that_the_file_declares_are_resolved() -> None:
    """Text and markup of internal entities stand in the text, entities in them too, and nothing is reported."""
    strange = read(
        '<!DOCTYPE TEI [<!ENTITY who "<hi>Kim</hi>"><!ENTITY both "&who;, and &who;">]>'
        f"<TEI {TEI}><text><body><p>a &both; b</p></body></text></TEI>"
    )

    assert text.render(strange) == "a Kim, and Kim b\n"
    assert strange.findings == ()


def test_entities_that_nobody_declares_are_seen_and_told() -> None:
    """One that every HTML page knows is that character; another is a sign that something is missing; each is told once."""
    strange = read(
        f'<!DOCTYPE TEI SYSTEM "gone.dtd">\n<TEI {TEI}><text><body><p>&AElig;&odd;&AElig;</p></body></text></TEI>'
    )

    assert text.render(strange) == "Æ\ufffdÆ\n"
    assert codes(strange) == ["XML002", "XML002"]
    assert "2 times" in strange.findings[0].message
    assert strange.findings[0].place.line == 2
    assert characters.final(strange) == "Æ\ufffdÆ"


def test_a_dtd_is_neither_fetched_nor_read(tmp_path: Path) -> None:
    """A DTD beside the document changes nothing, and neither does a file that an entity names."""
    (tmp_path / "our.dtd").write_text('<!ENTITY who "from the DTD">', encoding="utf-8")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "a.xml").write_text(
        f'<!DOCTYPE TEI SYSTEM "our.dtd" [<!ENTITY s SYSTEM "secret">]><TEI {TEI}><text><body><p>&who;&s;</p></body></text></TEI>',
        encoding="utf-8",
    )
    strange = document.read(tmp_path / "a.xml", Manner(lenient=True))

    assert isinstance(strange, Document)
    assert characters.final(strange) == "\ufffd\ufffd"


def test_a_bomb_does_not_go_off() -> None:
    """Entities that would come to a billion characters are refused, or come to a sign."""
    bomb = '<!ENTITY a0 "xxxxxxxxxx">' + "".join(
        f'<!ENTITY a{level} "{"".join([f"&a{level - 1};"] * 10)}">' for level in range(1, 10)
    )
    found = document.parsed(
        Path("bomb.xml"),
        f"<!DOCTYPE TEI [{bomb}]><TEI {TEI}><text><body><p>&a9;</p></body></text></TEI>".encode(),
        Manner(lenient=True),
    )

    assert isinstance(found, Finding) or len(characters.final(found)) < 1_000_001


def test_ids_that_are_given_twice_or_are_no_names() -> None:
    """Pointers lead to the first that bears an id; for the views every id is a name and given once."""
    strange = read(
        f'<TEI {TEI}><text><body><p><add xml:id="x" hand="#h">a</add> <del xml:id="x">b</del> <seg xml:id="1">c</seg>'
        '<undo target="#x"/><seg xml:id="two words">d</seg></p></body></text></TEI>'
    )
    stamped = re.findall(r'xml:id="([^"]*)"', strange.stamped)

    assert stamped == ["x", "x-2", "1", "act-3", "two_words"]
    assert text.render(strange) == "cd\n"
    assert characters.final(strange) == "cd"


def test_a_folder_gives_what_could_be_tei(tmp_path: Path) -> None:
    """A lenient search takes pages, parts and old documents, and passes over what only others include."""
    for name, content in {
        "page.xml": f"<surface {TEI}/>",
        "old.xml": "<TEI.2/>",
        "own.xml": '<TEI xmlns="urn:own"/>',
        "header.xml": f"<teiHeader {TEI}/>",
        "other.xml": "<project/>",
    }.items():
        (tmp_path / name).write_text(content, encoding="utf-8")

    found = corpus.find([tmp_path], lenient=True)

    assert [path.name for path in found.paths] == ["old.xml", "own.xml", "page.xml"]


def test_projects_have_words_for_places() -> None:
    """A project's word for a place means what its settings say; the words of the edition's table need no settings."""
    written = (
        f'<TEI {TEI}><text><body><p><add place="поверху">a</add><add place="AboveLine">b</add></p></body></text></TEI>'
    )
    strange = document.parsed(Path("a.xml"), written.encode(), Manner(places={"Поверху": "above"}))

    assert isinstance(strange, Document)
    assert '{"Поверху": "above"}'.replace('"', "&quot;") in strange.stamped
