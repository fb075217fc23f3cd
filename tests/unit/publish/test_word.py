# SPDX-License-Identifier: MIT
"""A DOCX has what every hand did as a tracked change: all accepted it is the final text, all rejected the base text."""

from __future__ import annotations

import copy
import io
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from edition.publish import word
from edition.render import draft
from edition.source import document
from tests.unit.render.test_draft import made
from tests.xslt.test_states import CASES, Case
from tests.xslt.test_states import read as read_case

CHANGED = datetime(2026, 11, 24)
W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
ROOT = Path(__file__).resolve().parents[3]


def written(root: etree._Element) -> bytes:
    """The DOCX of a draft."""
    return word.made(root, CHANGED)


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """A part of a DOCX."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def resolved(body: etree._Element, *, accept: bool) -> list[str]:
    """The paragraphs when all changes are accepted, or rejected, as Word does it."""
    body = copy.deepcopy(body)
    gone = qn("w:del") if accept else qn("w:ins")
    told: list[str] = []
    line = ""
    for paragraph in body.iter(qn("w:p")):
        for text in paragraph.iter(qn("w:t"), qn("w:delText")):
            if not any(each.tag == gone for each in text.iterancestors()):
                assert (text.tag == qn("w:delText")) == any(each.tag == qn("w:del") for each in text.iterancestors())
                line += text.text
        mark = paragraph.find("w:pPr/w:rPr", W)
        if mark is None or mark.find(gone) is None:
            told.append(line)
            line = ""
    return [*told, line] if line else told


def of_text(root: etree._Element, state: str) -> list[str]:
    """The lines of a state of the text, as the draft has them."""
    return draft.text(root, state, with_edition=True).splitlines()


@pytest.mark.parametrize("case", CASES[:60], ids=lambda case: case.name)
def test_accepted_it_is_the_final_text_and_rejected_the_base_text(case: Case) -> None:
    """For each thing that chapter 11 describes; the title before the text and the hands after it are nobody's change."""
    root = draft.of(read_case(case), "diplomatic").root
    body = part(written(root))
    for accept, state in ((True, "final"), (False, "base")):
        shown = [" ".join(line.split()) for line in resolved(body, accept=accept) if line.strip()]
        wanted = [" ".join(line.split()) for line in of_text(root, state)]
        at = len(root.xpath("ed:p[@of = 'text'][1]/preceding-sibling::ed:p", namespaces={"ed": "urn:x-edition"}))
        assert shown[at : at + len(wanted)] == wanted


def test_a_change_is_by_its_hand_and_has_its_day_where_it_has_one() -> None:
    """The author is the hand; a change without a day has none, for Word needs none."""
    root = made('<p>one <del hand="#h-a">two</del> <add hand="#h-b" change="#c1">three</add></p>')
    body = part(written(root))
    told = [
        (etree.QName(each).localname, each.get(qn("w:author")), each.get(qn("w:date")))
        for each in body.iter(qn("w:ins"), qn("w:del"))
    ]
    assert told == [("del", "hand A", None), ("ins", "hand B", "1956-09-23T00:00:00Z")]
    ids = [each.get(qn("w:id")) for each in body.iter(qn("w:ins"), qn("w:del"))]
    assert len(set(ids)) == len(ids)


def test_what_was_put_and_cut_is_a_deletion_in_an_insertion() -> None:
    """Each by its own hand."""
    body = part(written(made('<p><add hand="#h-a">one <del hand="#h-b">two</del></add></p>')))
    (inner,) = body.iterfind(".//w:ins/w:del", W)
    assert inner.get(qn("w:author")) == "hand B"
    assert inner.getparent().get(qn("w:author")) == "hand A"
    assert "".join(inner.itertext()) == "two"


def test_a_paragraph_that_went_goes_with_its_end() -> None:
    """Its mark is deleted too, else an empty paragraph would stay."""
    body = part(written(made('<p>one</p><p><del hand="#h-a">two</del></p><p>three</p>')))
    marks = [p.find("w:pPr/w:rPr/w:del", W) is not None for p in body.iter(qn("w:p"))]
    assert marks.count(True) == 1


def test_a_note_is_a_footnote() -> None:
    """Its call is in the text, its words in the part for footnotes, behind the two that Word wants first."""
    data = written(made("<p>one<note>Said <hi rend='italic'>so</hi>.</note></p>"))
    (call,) = part(data).iter(qn("w:footnoteReference"))
    notes = part(data, "word/footnotes.xml")
    assert [each.get(qn("w:type")) for each in notes] == ["separator", "continuationSeparator", None]
    (note,) = notes.iterfind(f"w:footnote[@w:id='{call.get(qn('w:id'))}']", W)
    assert "".join(note.itertext()).strip() == "Said so."
    assert [run.find("w:t", W).text for run in note.iter(qn("w:r")) if run.find("w:rPr/w:i", W) is not None] == ["so"]


def test_right_to_left_is_told_of_paragraphs_and_runs() -> None:
    """`w:bidi` for the paragraph, `w:rtl` and the language for the run."""
    body = part(written(made('<p xml:lang="he">שלום <foreign xml:lang="en">peace</foreign></p>')))
    (paragraph,) = [p for p in body.iter(qn("w:p")) if p.find("w:pPr/w:bidi", W) is not None]
    told = [
        (run.find("w:rPr/w:rtl", W) is not None, dict(run.find("w:rPr/w:lang", W).attrib))
        for run in paragraph.iter(qn("w:r"))
    ]
    assert told == [
        (True, {qn("w:val"): "he", qn("w:bidi"): "he"}),
        (False, {qn("w:val"): "en", qn("w:eastAsia"): "en"}),
    ]


def test_headings_lists_and_tables_are_those_of_word() -> None:
    """By the styles under which Word knows them; a list that begins anew is numbered anew."""
    data = written(
        made(
            "<div><head>H</head><list rend='numbered'><item>i</item><item>j<list><item>x</item></list></item></list><p>p</p>"
            "<list rend='numbered'><item>k</item></list>"
            "<list><item><label>1.</label> l</item></list><table><row><cell>a</cell><cell>b</cell></row></table></div>"
        )
    )
    word_document = docx.Document(io.BytesIO(data))
    styles = [(p.text, p.style.name) for p in word_document.paragraphs if p.text[-1:] in "Hijklpx"]
    assert styles == [
        ("H", "Heading 1"),
        ("i", "List Number"),
        ("j", "List Number"),
        ("x", "List Bullet 2"),
        ("p", "Body Text"),
        ("k", "List Number"),
        ("1. l", "List"),
    ]
    numbered = [p.find("w:pPr/w:numPr/w:numId", W) for p in part(data).iter(qn("w:p"))]
    first, second, third = (each.get(qn("w:val")) for each in numbered if each is not None)
    assert first == second != third
    assert [cell.text for cell in word_document.tables[0].rows[0].cells] == ["a", "b"]


def test_the_bytes_are_the_same_whenever_it_is_made() -> None:
    """No date, no chance: the same draft gives the same file."""
    root = made('<p>one <del hand="#h-a">two</del></p>')
    assert written(root) == written(root)


def test_the_telegram_has_all_it_needs() -> None:
    """Every relationship of every part leads to a part that is there."""
    telegram = document.read(ROOT / "tei" / "telegram.ru.xml")
    archive = zipfile.ZipFile(io.BytesIO(written(draft.of(telegram, "diplomatic").root)))
    package = docx.Document(io.BytesIO(archive.fp.getvalue()))
    assert package.core_properties.language == "ru"
    names = set(archive.namelist())
    for each in package.part.rels.values():
        assert each.is_external or str(each.target_part.partname)[1:] in names
