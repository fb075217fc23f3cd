# SPDX-License-Identifier: MIT
"""Files as strangers have them: saved by other programs, of older TEI, for other schemas. Each mistake is named for what it is, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.relaxng.loader import RNG
from edition.source import corpus
from edition.validate.catalog import Sources
from edition.validate.check import check_documents, edition_schemas
from edition.validate.rulefiles import SCHEMATRON

HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>"
    "<publicationStmt><p>x</p></publicationStmt><sourceDesc>{source}</sourceDesc></fileDesc></teiHeader>"
)
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


def tei(body: str, before: str = "", source: str = "<p>y</p>") -> str:
    """A document; the text is in line 2, or in the line after what is `before` it."""
    head = HEAD.format(source=source)
    return f'{before}<TEI xmlns="http://www.tei-c.org/ns/1.0" {XI}>{head}\n<text><body>{body}</body></text></TEI>'


def check(folder: Path, data: str | bytes) -> list[str]:
    """What is said of a file as a document for our schemas, the advice of the linter on its header apart."""
    path = folder / "x.xml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found = check_documents(corpus.find([path]), edition_schemas(own=Sources(folder)))
    return [
        f"{each.place.line}:{each.place.column} {each.code} {each.message} | {each.hint}"
        for each in found
        if not each.code.startswith(("HDR", "MRK"))
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"PK\x03\x04\x14\x00\x80", "the file is no XML: it is a ZIP archive, such as .docx and .odt are"),
        (b"\x1f\x8b\x08\x00\x80", "the file is no XML: it is a file compressed with gzip"),
        (b"%PDF-1.7 \x80", "the file is no XML: it is a PDF"),
        (b"\xd0\xcf\x11\xe0\x80", "the file is no XML: it is a file of an old word processor, such as .doc"),
        (b"<TEI>\x00</TEI>", "the file is no text: there are zero bytes in it"),
        ("<TEI/>".encode("utf-32"), "the file is in UTF-32, which is not read"),
    ],
)
def test_what_is_no_text(data: bytes, expected: str, tmp_path: Path) -> None:
    """A file of another program is called by its name, not by the first byte that is no UTF-8."""
    (found,) = check(tmp_path, data)

    assert found.startswith(f"1:1 XML001 {expected} | ")


def test_utf_16_that_says_it_is_utf_8(tmp_path: Path) -> None:
    """The declaration is what is wrong, and where."""
    found = check(tmp_path, '<?xml version="1.0" encoding="UTF-8"?>\n<TEI/>'.encode("utf-16"))

    assert found == [
        "1:31 XML001 the file is in UTF-16, and says that it is in UTF-8 | save the file as UTF-8",
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str, tmp_path: Path) -> None:
    """What stands where is known without a byte order mark, too, and the line can be shown."""
    text = '<?xml version="1.0" encoding="UTF-16"?>' + tei("<p>é <nonsense/></p>")
    path = tmp_path / "x.xml"
    path.write_bytes(text.encode(encoding))
    asked = corpus.find([path])

    places = [(each.place.line, each.place.column) for each in check_documents(asked) if each.code == "RNG001"]

    assert places == [(2, 18)]
    assert asked.line(path, 2) == "<text><body><p>é <nonsense/></p></body></text></TEI>"


@pytest.mark.parametrize("root", ["TEI.2", "teiCorpus.2"])
def test_tei_p4_is_called_so(root: str, tmp_path: Path) -> None:
    """A document of TEI P4 has one mistake: that it is no P5."""
    (found,) = check(tmp_path, f'<{root} id="a"><teiHeader/><text><body><div1><p/></div1></body></text></{root}>')

    assert found.startswith(
        f"1:1 RNG001 `<{root}>` begins a document of TEI P4, and this is a schema of TEI P5 | turn it"
    )


def test_the_entities_of_tei_p4_are_one_mistake(tmp_path: Path) -> None:
    """P4 had its letters from its document type: however many there are, they are told at the first, each kind once."""
    document = (
        '<!DOCTYPE TEI.2 SYSTEM "tei2.dtd"><TEI.2><text><body><p>a&mdash;b&eacute;c&mdash;d</p></body></text></TEI.2>'
    )
    _, found = check(tmp_path, document)

    assert found.startswith(f"1:{document.index('&') + 1} XML002 3 entities are not read")
    assert "`&mdash;`, `&eacute;` | turn it into P5" in found


@pytest.mark.parametrize(("namespace", "where"), [("", "no namespace"), ("http://tei-c.org/ns/1.0", "the namespace")])
def test_a_namespace_that_is_not_teis_is_one_mistake(namespace: str, where: str, tmp_path: Path) -> None:
    """Nothing in it is TEI, so nothing else is said: not that the schema is the wrong one, either."""
    (found,) = check(tmp_path, tei("<p>a</p>").replace("http://www.tei-c.org/ns/1.0", namespace))

    assert found.startswith("1:1 RNG001 `<TEI>` and what it holds are in ")
    assert where in found


def test_each_entity_is_told_where_it_stands(tmp_path: Path) -> None:
    """In a text and in a value, with the character to write: what the file says it is, else what HTML knows by that name."""
    text = tei('<p n="x&nbsp;y">a &eacute; &me;</p>', '<!DOCTYPE TEI SYSTEM "x.dtd" [<!ENTITY me "I myself">]>\n')

    assert check(tmp_path, text) == [
        "3:20 XML002 the entity `&nbsp;` is not read: what it stands for would be lost | write `&#xA0;`; entities are not used",
        "3:31 XML002 the entity `&eacute;` is not read: what it stands for would be lost | write `é`; entities are not used",
        "3:40 XML002 the entity `&me;` is not read: what it stands for would be lost | write `I myself`; entities are not used",
    ]


def test_an_entity_in_a_value_that_the_file_declares_is_read(tmp_path: Path) -> None:
    """Any parser reads it; the rules are run on what it says."""
    text = tei('<p n="x&mdash;y">a</p>', '<!DOCTYPE TEI [<!ENTITY mdash "&#8212;">]>\n')

    assert check(tmp_path, text) == []


def test_an_entity_that_nobody_declares_comes_with_its_character(tmp_path: Path) -> None:
    """Without a document type it is no XML; the hint says what to write."""
    (found,) = check(tmp_path, tei("<p>caf&eacute;</p>"))

    assert "XML001 `&eacute;` means nothing in XML | write `é`;" in found


def test_an_element_of_tei_is_no_slip_of_the_pen(tmp_path: Path) -> None:
    """Who writes `sp` means a speech, and no `p`; of what is no TEI at all the like name is shown."""
    found = check(tmp_path, tei("<div><sp><speaker>A</speaker></sp><p>b <nane>c</nane></p></div>"))

    assert [each.partition(" | ")[0] for each in found if "RNG" in each] == [
        "2:18 RNG001 `<sp>` is one of TEI's elements, but not one of this schema",
        "2:52 RNG001 `<nane>` is not an element of this schema; did you mean `<name>`?",
    ]


def test_an_attribute_of_tei_is_no_slip_of_the_pen_either(tmp_path: Path) -> None:
    """Who writes `@scheme` means a scheme; a like name is shown for what is no attribute of TEI, and none for what is foreign to it."""
    found = check(
        tmp_path, tei('<p>a <name scheme="b" tipe="person">c</name><svg xmlns="http://www.w3.org/2000/svg"/></p>')
    )

    assert [each.partition(" | ")[0].partition(" ")[2] for each in found if "RNG" in each] == [
        "RNG004 `@scheme` is no attribute of `<name>`",
        "RNG004 `@tipe` is no attribute of `<name>`; did you mean `@type`?",
        "RNG001 `<svg>` is not an element of this schema",
    ]


def test_what_stands_too_late_belongs_before_something(tmp_path: Path) -> None:
    """Whoever has the right elements in the wrong order is told where each belongs, whatever else stands wrong between."""
    names = ("repository", "settlement")
    late = "".join(f"<{name}>r</{name}>" for name in names)
    text = tei("<p>a</p>", source=f"<msDesc><msIdentifier><idno>1</idno>{late}</msIdentifier></msDesc>")

    assert check(tmp_path, text) == [
        f"1:{text.index(f'<{name}>') + 1} RNG002 `<{name}>` stands too late in `<msIdentifier>`: it comes before `<idno>`"
        " | move it before `<idno>`"
        for name in names
    ]


def test_what_could_hold_it_is_named_first(tmp_path: Path) -> None:
    """Of a hundred elements that may stand in an addition, those come first that may hold the paragraph that may not."""
    (found,) = check(tmp_path, tei('<p>a <add place="above" hand="#h"><p>b</p></add></p>').replace("#h", "x.xml"))[-1:]

    assert "`<p>` cannot stand in `<add>`; allowed here: `<note>`" in found


@pytest.mark.parametrize("lacking", ['<xi:include href="none.xml"/>', "<nonsense/>"])
def test_what_is_lacking_is_not_lacking_twice(lacking: str, tmp_path: Path) -> None:
    """Where nothing was included, or nobody knows what stands there, that an element is not complete follows from it."""
    found = check(tmp_path, tei(f"<div>{lacking}</div>"))

    assert [code for each in found if (code := each.split(" ")[1]) != "MDL005"] in (["XI001"], ["RNG001"])


def test_long_values_are_cut_short(tmp_path: Path) -> None:
    """What nobody reads to its end is not quoted to its end."""
    long = "a b" * 500
    found = check(tmp_path, tei(f'<p xml:id="{long}">a <ref target="#{long}"/><ref target=" {long}"/></p>'))

    assert len(found) > 2
    assert max(map(len, found)) < 300


@pytest.mark.parametrize(
    ("name", "schema", "line"),
    [
        ("s.rng", '<grammar xmlns="{rng}">\n<include href="../x.rng"/></grammar>', 2),
        ("s.rnc", '\n\nexternal "../x.rnc"', 3),
        ("s.sch", '<schema xmlns="{sch}">\n<include href="../x.sch"/></schema>', 2),
        ("s.xsd", '<schema xmlns="{xsd}">\n<include schemaLocation="../x.xsd"/></schema>', 2),
        ("s.xsd", '<schema xmlns="{xsd}">\n<import namespace="x" schemaLocation="../x.xsd"/></schema>', 2),
    ],
)
def test_a_schema_is_made_of_files_of_the_project(name: str, schema: str, line: int, tmp_path: Path) -> None:
    """What leads out of it is not read, whether it is there or not; the finding tells where in the schema it stands."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "edition.toml").touch()
    (folder / name).write_text(schema.format(rng=RNG, sch=SCHEMATRON, xsd="http://www.w3.org/2001/XMLSchema"))

    found = check(folder, tei("<p>a</p>", f'<?xml-model href="{name}"?>\n'))

    assert [each.partition(" | ")[0] for each in found if "MDL" in each] == [
        f"1:1 MDL003 the schema that it names is of no use: {name}:{line}{':1' if 'sch' in name else ''}: "
        f"“../x.{name[2:]}” leads out of the project, where nothing is read"
    ]
