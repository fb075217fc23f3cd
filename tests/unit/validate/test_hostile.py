# SPDX-License-Identifier: MIT
"""Whatever a file holds, it gets findings: no traceback, nothing read from elsewhere, no endless work."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.errors import WrongUse
from edition.findings import Finding, Place
from edition.source import document
from edition.source.corpus import Corpus, find
from edition.source.document import Document
from edition.validate.catalog import Sources
from edition.validate.check import Schemas, check_documents

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'


def check(folder: Path, data: bytes) -> list[Finding]:
    """Everything that is said of a file with these bytes."""
    path = folder / "x.xml"
    path.write_bytes(data)
    return check_documents(Corpus([path]))


@pytest.mark.parametrize(
    ("data", "line", "column", "words"),
    [
        (b"", 1, 1, "the file is empty"),
        (b"\xef\xbb\xbf\n", 1, 1, "the file is empty"),
        (b"text", 1, 1, "does not begin with a tag"),
        (b"<a>\n<b>x</a>", 2, 5, "`<b>`, opened at line 2, column 1, is never closed: `</a>` comes before its end"),
        (b"<a>\n<b>x", 2, 5, "`<b>`, opened at line 2, column 1, is never closed: the file ends"),
        (b"<a><del>x</dle></a>", 1, 10, "`</dle>` does not close `<del>`, opened at line 1, column 4"),
        (b"<a>\r\n<b/></c></a>", 2, 5, "`</c>` closes nothing: the tag open here is `<a>`"),
        (b"<a><!-- <b> --><![CDATA[<c>]]><?p <d>?></e></a>", 1, 40, "`</e>` closes nothing"),
        (b"<a x='>'><b y=\"<\"/></a>", 1, 16, "`<` stands inside the value"),
        (b"<a>A & B</a>", 1, 6, "an `&` stands alone"),
        (b"<a>\n x&nbsp;y</a>", 2, 3, "`&nbsp;` means nothing"),
        (b"<a>1 < 2</a>", 1, 6, "a `<` stands alone"),
        (b"<a b='1' b='2'/>", 1, 10, "`@b`"),
        (b"<a b=1/>", 1, 6, "no quotation marks"),
        (b"<a><x:b/></a>", 1, 4, "the prefix `x:` is not declared"),
        (b"<a>\n<b x:c='1' d='2'/></a>", 2, 4, "the prefix `x:` is not declared"),
        (b"<a>\n<!-- one --><b/><!-- two\n<b/></a>\n", 2, 17, "a comment is never closed"),
        (b"<a>\n<![CDATA[ one\n</a>\n", 2, 1, "a CDATA section is never closed"),
        (b"<a>x &#7; y</a>", 1, 6, "`&#7;` is the number of no character"),
        ("<a b=“1”/>".encode(), 1, 6, "a typographic quotation mark"),
        (b"<a='1'/>", 1, 3, "no name of an attribute stands before the `=`"),
        (b"<a b='1' 2='3'/>", 1, 10, "cannot begin with “2”"),
        (b"<!DOCTYPE a [ <!ENTITY b 'c' ]>\n<a/>", 1, 29, "the document type (`<!DOCTYPE …>`) is not well-formed"),
        (b"<!DOCTYPE a SYSTEM 'a.dtd'\n<a/>", 2, 1, "the document type (`<!DOCTYPE …>`) is not well-formed"),
        (b"<a/><b/>", 1, 5, "after the end of the document"),
        (b"<a>x\x01</a>", 1, 5, "U+0001"),
        (b"<a>caf\xe9</a>", 1, 7, "0xE9 is no UTF-8"),
        (b"<?xml version='1.0' encoding='bogus'?><a/>", 1, 1, "“bogus”"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", 1, 1, ""),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 1, 1, "no text"),
    ],
)  # fmt: skip
def test_what_is_no_xml(tmp_path: Path, data: bytes, line: int, column: int, words: str) -> None:
    """A file that is no XML gets one finding, at its place, in words that say what was forgotten."""
    (finding,) = check(tmp_path, data)

    assert finding.code == "XML001"
    assert words in finding.message
    assert (finding.place.line, finding.place.column) == (line, column)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1251", "koi8-r", "shift_jis"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """Lines and columns are those that an editor sees, in whatever encoding the file says it is."""
    name = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16"}.get(encoding, encoding)
    text = f"<?xml version='1.0' encoding='{name}'?>{TEI}\n<слово/><x/></TEI>"
    data = ("\ufeff" + text if encoding == "utf-16-le" else text).encode(encoding)
    read = document.parsed(tmp_path / "x.xml", data)
    assert isinstance(read, Document)

    assert [(read.place(each).line, read.place(each).column) for each in read.elements[1:]] == [(2, 1), (2, 9)]
    assert read.place(read.root).column == len(f"<?xml version='1.0' encoding='{name}'?>") + 1
    assert read.line(2) == "<слово/><x/></TEI>"


def test_line_ends(tmp_path: Path) -> None:
    """CR, LF and CRLF end a line; U+2028, form feed and NEL do not."""
    read = document.parsed(tmp_path / "x.xml", "<a>\r\n<b/>\r<c/>\n\u2028\x85<d/></a>".encode())
    assert isinstance(read, Document)

    assert [str(read.place(each)).rpartition("x.xml:")[2] for each in read.elements] == ["1:1", "2:1", "3:1", "4:3"]
    assert read.line(4) == "\u2028\x85<d/></a>"


def test_entities_are_not_read(tmp_path: Path) -> None:
    """A file outside, a parameter entity and an entity with tags are left unread, and each is reported where it stands."""
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    doctype = f'<!DOCTYPE TEI [<!ENTITY out SYSTEM "{secret.as_uri()}"><!ENTITY tags "<p/><p/>">]>'
    found = check(tmp_path, f"{doctype}\n{TEI}<text>&out;\n<p>x</p>&tags;<q/></text></TEI>".encode())

    assert "SECRET" not in "".join(finding.message + finding.hint for finding in found)
    assert [finding.message for finding in found if finding.code == "XML002"] == [
        "the entity `&out;` is not read: what it stands for would be lost",
        "the entity `&tags;` is not read: what it stands for would be lost",
    ]
    assert {finding.place.column for finding in found if "<q>" in finding.message} <= {9 + len("&tags;")}


def test_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a DTD, nor an entity, nor a schema named in the document, nor a pointer makes anybody ask the net."""
    import socket  # noqa: PLC0415

    def refuse(*_args: object) -> None:
        raise AssertionError("somebody asked the net")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    check(
        tmp_path,
        b'<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/x.dtd">\n<?xml-model href="http://127.0.0.1:9/x.rng"?>'
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        b'xsi:schemaLocation="http://www.tei-c.org/ns/1.0 http://127.0.0.1:9/x.xsd">'
        b'<ref target="http://127.0.0.1:9/x.xml#a"/></TEI>',
    )


def test_entity_bombs(tmp_path: Path) -> None:
    """Entities that blow up are stopped at once, in text and in an attribute."""
    bomb = '<!ENTITY a0 "xxxxxxxxxx">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    start = time.monotonic()
    for use in ("&a11;", '<p n="&a11;"/>'):
        found = check(tmp_path, f"<!DOCTYPE TEI [{bomb}]>{TEI}{use}</TEI>".encode())
        assert found[0].code in ("XML001", "XML002")

    assert time.monotonic() - start < 10


@pytest.mark.parametrize("depth", [150, 1900, 5000])
def test_deep_nesting(tmp_path: Path, depth: int) -> None:
    """Tags nested far more deeply than any text are checked or refused, never a crash."""
    assert check(tmp_path, (TEI + "<hi>" * depth + "</hi>" * depth + "</TEI>").encode())


def test_a_long_line_is_no_burden(tmp_path: Path) -> None:
    """Half a megabyte on one line, with a finding every few words, takes seconds and not minutes."""
    start = time.monotonic()
    found = check(
        tmp_path,
        (
            TEI
            + "<text><body><p>"
            + "".join(f'<add hand="#x{n}">a</add> ' for n in range(2000))
            + "</p></body></text></TEI>"
        ).encode(),
    )

    assert sum(finding.code == "PTR001" for finding in found) == 2000
    assert time.monotonic() - start < 30


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_mangled_telegram(tmp_path: Path, root: Path, data: st.DataObject) -> None:
    """A register with bytes cut out, doubled or changed anywhere gets findings or is sound; nothing is raised."""
    source = (root / "tei" / "registers" / "places.xml").read_bytes()
    start = data.draw(st.integers(0, len(source) - 1))
    length = data.draw(st.integers(0, 40))
    new = data.draw(
        st.one_of(st.binary(max_size=12), st.sampled_from([b"<", b"&", b'"', b"</p>", b"<!--", b"]]>", b"xml:id="]))
    )
    found = check(tmp_path, source[:start] + new + source[start + length :])

    assert all(isinstance(finding.place, Place) for finding in found)


@pytest.mark.parametrize(
    ("name", "schema", "words"),
    [
        ("s.xsd", "<xs:schema", "s.xsd: invalid XML syntax"),
        (
            "s.xsd",
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='TEI' type='none'/></xs:schema>",
            "s.xsd: unknown type 'none'",
        ),
        ("s.rng", "<grammar", "s.rng:1: the schema is not well-formed XML"),
        ("s.rnc", "start = = x", "s.rnc:1: a pattern is missing"),
        ("s.sch", "<schema/>", "s.sch:1:1: `<schema>` begins no Schematron schema"),
    ],
)
def test_a_schema_of_no_use_is_told_where_it_is_named(tmp_path: Path, name: str, schema: str, words: str) -> None:
    """Whatever language it is broken in: one finding, at the instruction that names it."""
    (tmp_path / name).write_text(schema, encoding="utf-8")
    (tmp_path / "x.xml").write_text(f'<!-- A letter -->\n<?xml-model href="{name}"?>\n<TEI/>', encoding="utf-8")

    (finding,) = check_documents(Corpus([tmp_path / "x.xml"]), Schemas(own=Sources(tmp_path)))

    assert (finding.code, finding.place.line, finding.place.column) == ("MDL003", 2, 1)
    assert words in finding.message


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    """A pointer to a link that leads to itself, or to nothing, is a pointer to a file that does not exist."""
    (tmp_path / "loop.xml").symlink_to("loop.xml")
    (tmp_path / "gone.xml").symlink_to("nowhere.xml")
    (tmp_path / "x.xml").write_text(f'{TEI}<ref target="loop.xml#a"/><ref target="gone.xml#a"/></TEI>', "utf-8")

    found = check_documents(Corpus([tmp_path / "x.xml"]), Schemas())

    assert [finding.code for finding in found] == ["PTR002", "PTR002"]
    with pytest.raises(WrongUse, match=r"loop\.xml cannot be read"):
        check_documents(Corpus([tmp_path / "loop.xml"]), Schemas())


@pytest.mark.parametrize("encoding", ["KOI-99", "UTF-32", "rot13", "idna"])
def test_a_folder_with_a_file_of_an_unknown_encoding(tmp_path: Path, encoding: str) -> None:
    """The file is told of, and the search goes on."""
    (tmp_path / "a.xml").write_text(f'<?xml version="1.0" encoding="{encoding}"?>\n<TEI/>', "ascii")
    (tmp_path / "b.xml").write_text(f"{TEI}</TEI>", "ascii")

    corpus = find([tmp_path])

    assert [path.name for path in corpus.paths] == ["a.xml", "b.xml"]
    assert [(finding.code, finding.place.line) for finding in corpus.broken] == [("XML001", 1)]
