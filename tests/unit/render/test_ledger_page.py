# SPDX-License-Identifier: MIT
"""The page of the ledger: a row for each entry, under the ids of the ledger, with ways to its place and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from edition import names
from edition.publish import site
from edition.render import ledger
from edition.settings import Settings
from edition.source import corpus, document

HANDS = """<profileDesc><handNotes><handNote xml:id="typist" scope="major" medium="typewriter">Typed.</handNote>
  <handNote xml:id="pen" scope="minor">Pen.</handNote></handNotes></profileDesc>"""


def letter(path: Path, body: str) -> document.Document:
    """A letter with this body."""
    path.write_text(
        f'<TEI xmlns="{names.TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>'
        f"<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>{HANDS}</teiHeader>"
        f"<text><body>{body}</body></text></TEI>",
        encoding="utf-8",
    )
    read = document.read(path)
    assert isinstance(read, document.Document)
    return read


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_row_for_each_entry_under_its_id(root: Path, language: str) -> None:
    """The rows are those of `edition ledger`: ids, numbers and sentences, in document order."""
    telegram = document.read(root / "tei" / f"telegram.{language}.xml")
    assert isinstance(telegram, document.Document)
    entries = ledger.entries(telegram)

    rows = html.document_fromstring(ledger.page(telegram)).xpath("//table/tbody/tr")

    assert [row.get("id") for row in rows] == [entry.id for entry in entries]
    assert [row.xpath("string(th/a)") for row in rows] == [str(entry.number) for entry in entries]
    for row, entry in zip(rows, entries, strict=True):
        for spoken in row.find_class("vh"):
            spoken.drop_tree()
        plain = entry.sentence.replace("**", "").replace("~~", "").replace("*", "")
        assert row.xpath("string(td[@class='what'])") == plain


def test_an_alteration_leads_to_its_entry_and_back(tmp_path: Path) -> None:
    """Each siglum leads to the row of its act, made ids too; the row leads to the act, and to its paragraph where it stands."""
    letter(
        tmp_path / "a.xml",
        '<p xml:id="p1">a <add hand="#pen">b</add> <del xml:id="d1">c</del>'
        ' <subst hand="#pen"><del>d</del><add>e</add></subst></p>'
        '<p xml:id="p2"><delSpan hand="#pen" spanTo="#end"/>f</p><p>g<anchor xml:id="end"/></p>',
    )
    files = site.pages(corpus.find([tmp_path]).documents, Settings()).files
    diplomatic, table = (html.document_fromstring(files[f"a.{view}.html"]) for view in ("diplomatic", "ledger"))

    sigla = diplomatic.xpath("//*[@id='text']//sup[contains(@class, 'siglum')]/a")
    assert [link.text for link in sigla] == ["A", "°", "A", "A"]
    numbers = []
    for link in sigla:
        page, _, fragment = link.get("href").partition("#")
        assert page == "a.ledger.html"
        numbers += table.xpath("//*[@id=$id]/ancestor-or-self::tr/th/a/text()", id=fragment)
    assert numbers == ["1", "2", "3", "4"]
    ways = [row.xpath("td[@class='where']/a/@href") for row in table.xpath("//tbody/tr")]
    assert [[way.partition("#")[0] for way in row] for row in ways] == [
        ["a.diplomatic.html", "a.reading.html"],
        ["a.diplomatic.html"],
        ["a.diplomatic.html", "a.reading.html"],
        ["a.diplomatic.html"],
    ]
    assert {row[1] for row in ways if len(row) > 1} == {"a.reading.html#p1"}
    for row in ways:
        assert diplomatic.xpath("//*[@id=$id]", id=row[0].partition("#")[2])


def test_a_document_without_alterations_has_no_ledger(tmp_path: Path) -> None:
    """Where nothing was altered and nobody but the writer wrote, no page says so at length: there is none, and no way to one."""
    assert not ledger.is_kept(letter(tmp_path / "a.xml", '<p>a<note place="foot">b</note></p>'))
    assert ledger.is_kept(letter(tmp_path / "b.xml", "<p>a</p><stamp>b</stamp>"))
    assert ledger.is_kept(letter(tmp_path / "c.xml", '<p>a</p><note place="margin">b</note>'))

    files = site.pages(corpus.find([tmp_path / "a.xml"]).documents, Settings()).files

    assert "a.ledger.html" not in files
    assert b"ledger.html" not in files["a.diplomatic.html"]


def test_a_ledger_without_entries_says_so(tmp_path: Path) -> None:
    """What a hand left without words is in no ledger; the page is not left empty."""
    page = html.document_fromstring(ledger.page(letter(tmp_path / "a.xml", '<p>a <seg hand="#pen"/></p>')))

    assert not page.xpath("//table")
    assert "Nothing was altered" in page.text_content()
