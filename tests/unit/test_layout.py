# SPDX-License-Identifier: MIT
"""A source laid out: white space is moved where no text can stand, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition import layout
from edition.relaxng import schemas
from edition.settings import Fmt
from edition.source.writing import NotWritten
from tests.conftest import ROOT

MACHINE = schemas.machine(ROOT / "schemas" / "edition.rng")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def body(inner: str) -> str:
    """A source whose `body` holds this, each line of it as deep as it stands there."""
    return f'{HEAD}<TEI xmlns="http://www.tei-c.org/ns/1.0">\n  <text>\n    <body>{inner}</body>\n  </text>\n</TEI>\n'


def laid_out(source: str, wishes: Fmt | None = None) -> str:
    """The source laid out by the schema of this program."""
    return layout.laid_out(source.encode(), MACHINE, wishes or Fmt()).decode()


def test_an_element_that_holds_elements_has_each_on_a_line() -> None:
    """Indented by its depth, whatever was there before."""
    assert laid_out(body("<div><p>a</p>\n<p>b</p> <p>c</p></div>")) == body(
        "\n      <div>\n        <p>a</p>\n        <p>b</p>\n        <p>c</p>\n      </div>\n    "
    )


def test_what_a_program_wrote_on_one_line_is_laid_out() -> None:
    """Where no two elements have a line end between them, nobody meant anything by it."""
    source = body("\n      <p>a</p>\n      <p>b</p>\n    ")
    run_on = HEAD + source.removeprefix(HEAD).replace("\n", "").replace("  ", "")
    assert laid_out(run_on, Fmt(width=30)) == source


@pytest.mark.parametrize(
    "inner",
    [
        "<p>  a\n<hi>b</hi>\n\n <choice><sic>c</sic>\n<corr>d</corr></choice></p>",
        "<p>a&amp;b&#x20;&#65;<![CDATA[ <c> ]]></p>",
        '<div xml:space="preserve"><p>a</p>   <p>b</p></div>',
        "<unheard><p>a</p>   <p>b</p></unheard>",
        "<div>stray<p>a</p>   <p>b</p></div>",
        "<div>&#32;<p>a</p>   <p>b</p></div>",
        "<div><![CDATA[]]><p>a</p>   <p>b</p></div>",
        "<div><p>a</p><p>b</p></div>",
        "<p>a</p><note>b</note>",
    ],
    ids=["mixed", "references", "preserve", "unknown", "text", "reference", "section", "one line", "together"],
)
def test_what_may_be_text_stays(inner: str) -> None:
    """Mixed content, `xml:space`, an unknown element, one with any text in it, one that was written on a line: as they are written."""
    source = body(f"\n      {inner}\n    ")
    assert laid_out(source) == source


def test_what_is_written_around_the_root_stays() -> None:
    """Declaration, document type, entities, instructions and comments, with the space between them."""
    prolog = (
        '<?xml version="1.0"?>\n\n<!-- a -->   <?xml-model href="x"?>\n<!DOCTYPE TEI [\n  <!ENTITY nbsp "&#160;">\n]>\n'
    )
    source = prolog + body("\n      <p>a&nbsp;b</p>\n    ").removeprefix(HEAD) + "<!-- z -->\n"
    assert laid_out(source) == source


def test_a_document_type_that_may_preserve_space_leaves_all_as_it_is() -> None:
    """It can give `xml:space` to elements that do not bear it."""
    dtd = '<!DOCTYPE TEI [<!ATTLIST div xml:space CDATA "preserve">]>\n'
    source = dtd + body("<div>\n<p>a</p></div>").removeprefix(HEAD)
    assert laid_out(source) == source


def test_comments_keep_their_line() -> None:
    """One on a line of its own is indented, one behind an element stays there; an empty line stays one empty line."""
    source = body("\n<p>a</p> <!-- of a -->\n\n\n\n<!-- of b -->\n<?pi b?>\n<p>b</p>\n")
    assert laid_out(source) == body(
        "\n      <p>a</p> <!-- of a -->\n\n      <!-- of b -->\n      <?pi b?>\n      <p>b</p>\n    "
    )


def test_a_long_tag_is_broken_between_its_attributes() -> None:
    """At the width of a line; a value is never broken."""
    source = body('\n<div type="letter"   n="12"\nxml:id="letter-12" corresp="#letter-13"><p>a</p>\n</div>\n')
    assert laid_out(source, Fmt(width=40)) == body(
        '\n      <div type="letter" n="12"\n          xml:id="letter-12"\n          corresp="#letter-13">'
        "\n        <p>a</p>\n      </div>\n    "
    )


def test_attributes_in_canonical_order() -> None:
    """What identifies and classifies first, the rest in the order in which it is written; in mixed content too."""
    source = body('\n      <p rend="x" type="a" xml:id="p"><hi rend="i" n="1"\n  ana="#b">b</hi></p>\n    ')
    assert laid_out(source) == source
    assert laid_out(source, Fmt(attribute_order="canonical")) == body(
        '\n      <p xml:id="p" type="a" rend="x"><hi n="1" rend="i"\n  ana="#b">b</hi></p>\n    '
    )


def test_quotation_marks() -> None:
    """Of the wanted kind, but for a value that holds it."""
    source = body("\n      <p n='a' rend='say \"b\"'>b</p>\n    ")
    assert laid_out(source) == source
    assert laid_out(source, Fmt(quotes="double")) == source.replace("'a'", '"a"')


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251"])
def test_encoding_mark_and_line_ends_stay(end: str, encoding: str) -> None:
    """The bytes are those that an editor's program would have written."""
    named = {"utf-8-sig": "UTF-8"}.get(encoding, encoding)

    def bytes_of(text: str) -> bytes:
        return text.replace("UTF-8", named).replace("\n", end).encode(encoding)

    made = layout.laid_out(bytes_of(body("\n<p>а\nб</p>\n")), MACHINE, Fmt())
    assert made == bytes_of(body("\n      <p>а\nб</p>\n    "))


def test_a_fault_of_ours_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """If a letter were lost, the proof would say so, and there would be no bytes to write."""
    written = layout._Layout.written
    source = body("\n<p>abc</p>\n").encode()
    for wrong in (("abc", "ab"), ("abc", " abc"), ("<p>", "<p n='1'>"), ("abc", "<![CDATA[abc]]>"), ("abc", "&#97;bc")):
        monkeypatch.setattr(layout._Layout, "written", lambda self, wrong=wrong: written(self).replace(*wrong))
        with pytest.raises(NotWritten, match="same document"):
            layout.laid_out(source, MACHINE, Fmt())


def test_space_in_mixed_content_is_text_to_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    """White space between two elements of a paragraph is a character of the text."""
    written = layout._Layout.written
    monkeypatch.setattr(layout._Layout, "written", lambda self: written(self).replace("</hi> <hi>", "</hi>\n<hi>"))
    with pytest.raises(NotWritten, match="same document"):
        layout.laid_out(body("<p><hi>a</hi> <hi>b</hi></p>").encode(), MACHINE, Fmt())


def test_an_element_that_may_hold_anything_is_left(tmp_path: Path) -> None:
    """In it a name that we know may be an element that we do not: with text."""
    schema = tmp_path / "any.rnc"
    schema.write_text(
        "start = element a { b | any }\nb = element b { c* }\nc = element c { empty }\nany = element any { element * { text }* }",
        encoding="utf-8",
    )
    structure = layout.Structure(schemas.machine(schema))
    assert [structure.holds_no_text(name) for name in ("a", "b", "c", "any", "d")] == [True, True, False, False, False]


def test_every_wish_is_kept_and_nothing_is_left_to_do() -> None:
    """Laid out twice is laid out once, for our own documents and each setting."""
    for path in sorted((ROOT / "tei").rglob("*.xml")):
        for wishes in (
            Fmt(),
            Fmt(indent=0, width=20),
            Fmt(indent=1, width=60, attribute_order="canonical", quotes="single"),
        ):
            once = layout.laid_out(path.read_bytes(), MACHINE, wishes)
            assert layout.laid_out(once, MACHINE, wishes) == once
