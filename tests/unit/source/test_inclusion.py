# SPDX-License-Identifier: MIT
"""What a document includes stands in it and is still known to be of its own file; nothing outside the corpus is ever read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from edition.findings import Severity
from edition.model import characters
from edition.render import ledger, view
from edition.source import document
from edition.source.document import Document, Manner

XMLNS = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"'

Write = Callable[..., Document]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """`write(body, part.xml="…")`: a document with this body that lies beside the files named, read."""

    def make(body: str, folder: Path | None = None, lenient: bool = False, **files: str) -> Document:
        home = tmp_path / "corpus"
        home.mkdir(exist_ok=True)
        for name, content in files.items():
            (home / name.replace("_", ".")).write_text(content.replace("XMLNS", XMLNS), encoding="utf-8")
        path = home / "main.xml"
        path.write_text(f"<TEI {XMLNS}>\n<text><body>\n{body}</body></text></TEI>", encoding="utf-8")
        read = document.read(path, Manner(folder or home, lenient))
        assert isinstance(read, Document), read
        return read

    return make


def said(read: Document) -> list[str]:
    """The codes and messages of what was found on reading."""
    return [f"{finding.code} {finding.message}" for finding in read.findings]


def test_a_file_stands_where_it_is_asked_for(write: Write) -> None:
    """Elements are put in the place of the inclusion; the text around it stays."""
    read = write('<p>a <xi:include href="part.xml"/> c</p>', part_xml="<!-- x --><hi XMLNS>b</hi>")

    assert characters.final(read) == "abc"
    assert read.findings == ()


def test_what_is_included_is_told_with_its_own_file_and_line(write: Write) -> None:
    """The place of an included element is its place in the file that it was written in."""
    read = write(
        '<p/>\n<xi:include href="part.xml"/>\n<p n="after"/>', part_xml='<div XMLNS>\n\n  <p rend="x">b</p></div>'
    )
    inner = next(element for element in read.elements if element.get("rend") == "x")
    after = next(element for element in read.elements if element.get("n") == "after")

    assert (read.place(inner).file.name, read.place(inner).line, read.place(inner).column) == ("part.xml", 3, 3)
    assert read.place(inner, "rend").column == 6
    assert read.place(inner).path == "/TEI/text/body/div/p"
    assert (read.place(after).file.name, read.place(after).line) == ("main.xml", 5)


def test_what_a_view_finds_is_told_with_the_included_file_and_its_line(write: Write) -> None:
    """A finding of a stylesheet on an included element names the file in which that was written, and its line there."""
    read = write('<p/>\n<xi:include href="part.xml"/>', part_xml="<div XMLNS>\n\n  <p><nonsense>b</nonsense></p></div>")

    (found,) = view.render(read, "reading").findings

    assert found.code == "VIEW001"
    assert (found.place.file, found.place.line, found.place.column) == (read.path.parent / "part.xml", 3, 6)


def test_the_ledger_says_in_which_file_an_act_is(write: Write) -> None:
    """Of an act in an included file the ledger tells the file too."""
    read = write(
        '<p><del>a</del></p>\n<xi:include href="part.xml"/>', part_xml="<div XMLNS>\n  <p><del>b</del></p></div>"
    )

    assert [entry.at.rpartition(":")[0] for entry in ledger.entries(read)] == ["3", "part.xml:2"]


def test_an_inclusion_in_an_inclusion(write: Write) -> None:
    """Inclusions are carried out at any depth, each path meant from its own file."""
    read = write(
        '<xi:include href="one.xml"/>',
        one_xml='<p XMLNS>a<xi:include href="two.xml"/>c</p>',
        two_xml="<hi XMLNS>b</hi>",
    )

    assert characters.final(read) == "abc"


@pytest.mark.parametrize(
    ("pointer", "text"),
    [
        ("two", "2"),
        ("element(two)", "2"),
        ("element(/1/2)", "2"),
        ("element(one/1)", "!"),
        ("xpointer(id('two'))", "2"),
        ("xpointer(//tei:p)", "1!2"),
    ],
)
def test_a_pointer_takes_a_part(write: Write, pointer: str, text: str) -> None:
    """Of a file that is pointed into, what is named is taken and nothing else, not the text after it either."""
    part = '<div XMLNS><p xml:id="one">1<hi>!</hi></p> no <p xml:id="two">2</p> no</div>'
    read = write(f'<xi:include href="part.xml" xpointer="{pointer}"/>', part_xml=part)

    assert characters.final(read) == text
    assert said(read) == []


def test_text_is_included_as_text(write: Write) -> None:
    """With parse="text" a file's characters are taken as they are, markup too."""
    read = write('<p><xi:include href="note.txt" parse="text"/></p>', note_txt="a < b & c\x0c")

    assert characters.final(read) == "a<b&c\ufffd"


@pytest.mark.parametrize(
    ("include", "why"),
    [
        ('href="gone.xml"', "gone.xml does not exist"),
        ('href="https://example.org/x.xml"', "on the net"),
        ('href="//example.org/x.xml"', "on the net"),
        ('href="../secret.xml"', "outside the folder"),
        ('href="part.xml" xpointer="gone"', "nothing in part.xml is named by `gone`"),
        ('href="part.xml" xpointer="xpointer(///)"', "is named by"),
        ('href="broken.xml"', "is not well-formed"),
        ('href="main.xml"', "includes itself"),
        ('href="alone.xml"', "nothing but an inclusion"),
        ('xpointer="x"', "from the same file"),
    ],
)
def test_what_cannot_be_included_is_said(write: Write, tmp_path: Path, include: str, why: str) -> None:
    """A missing file, one outside or on the net, a loop, broken XML: a finding at the inclusion, and the rest of the text stands."""
    (tmp_path / "secret.xml").write_text("<p>secret</p>", encoding="utf-8")
    read = write(
        f"<p>a<xi:include {include}/>b</p>", part_xml="<p XMLNS/>", broken_xml="<p><b></p>", alone_xml='<xi:include XMLNS href="x"/>'
    )  # fmt: skip

    (finding,) = read.findings
    assert finding.code == "XI001"
    assert why in finding.message
    assert (finding.place.line, finding.place.column) == (3, 5)
    assert finding.severity is Severity.ERROR
    assert characters.final(read) == "ab"


@pytest.mark.parametrize("draft", ["http://www.w3.org/2003/XInclude", "http://www.w3.org/1999/XML/xinclude"])
def test_the_namespace_of_a_draft_is_one_mistake(write: Write, draft: str) -> None:
    """However often it includes by it, it is told once, with the namespace to write; the rest of the text stands."""
    old = f'<xi:include xmlns:xi="{draft}" href="part.xml"/>'
    read = write(f"<p>a{old}b{old}c</p>", part_xml="<p XMLNS/>")

    (finding,) = read.findings
    assert (finding.code, finding.place.line, finding.place.column) == ("XI001", 3, 5)
    assert draft in finding.message
    assert finding.hint == 'write xmlns:xi="http://www.w3.org/2001/XInclude"'
    assert characters.final(read) == "abc"


def test_a_loop_ends(write: Write) -> None:
    """Files that include one another are included once in a row, and the loop is told in the file that closes it."""
    read = write(
        '<xi:include href="one.xml"/>',
        one_xml='<p XMLNS>1<xi:include href="two.xml"/></p>',
        two_xml='<p XMLNS>2\n<xi:include href="one.xml"/></p>',
    )

    (finding,) = read.findings
    assert "includes itself" in finding.message
    assert (finding.place.file.name, finding.place.line) == ("two.xml", 2)
    assert characters.final(read) == "12"


def test_a_fallback_stands_in(write: Write) -> None:
    """Where a file is missing its fallback stands, text and elements, and nothing is reported."""
    read = write('<p>a<xi:include href="gone.xml"><xi:fallback>b<hi>c</hi>d</xi:fallback></xi:include>e</p>')

    assert characters.final(read) == "abcde"
    assert said(read) == []


def test_the_same_file_may_be_included_twice(write: Write) -> None:
    """Each inclusion has elements of its own."""
    read = write('<p><xi:include href="part.xml"/><xi:include href="part.xml"/></p>', part_xml="<hi XMLNS>b</hi>")

    assert characters.final(read) == "bb"
    assert said(read) == []


def test_a_link_does_not_lead_out(write: Write, tmp_path: Path) -> None:
    """A symbolic link in the folder of the corpus is no way out of it."""
    (tmp_path / "secret.xml").write_text("<p>secret</p>", encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "link.xml").symlink_to(tmp_path / "secret.xml")
    read = write('<p><xi:include href="link.xml"/></p>')

    assert "outside the folder" in said(read)[0]


def test_lenient_inclusions_that_fail_are_warnings(write: Write) -> None:
    """A lenient reading goes on without what is missing."""
    read = write('<p>a<xi:include href="gone.xml"/></p>', lenient=True)

    assert [finding.severity for finding in read.findings] == [Severity.WARNING]
