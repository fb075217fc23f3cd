# SPDX-License-Identifier: MIT
"""In print the line of a hand is under its own words, and under no others among them."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from edition import names
from edition.render import book
from edition.source import document


def test_words_of_the_main_hand_among_those_of_another_bear_no_line(tmp_path: Path) -> None:
    """What hand B wrote is underlined run by run, where the main hand wrote within it; what it wrote alone, as a whole."""
    path = tmp_path / "a.xml"
    path.write_text(
        f'<TEI xmlns="{names.TEI}"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt><p/></publicationStmt>'
        '<sourceDesc><p/></sourceDesc></fileDesc><profileDesc><handNotes><handNote xml:id="a" scope="major">A</handNote>'
        '<handNote xml:id="b">B</handNote></handNotes></profileDesc></teiHeader><text><body>'
        '<p><add hand="#b">one <add hand="#a">two</add> three<note>four</note></add> <add hand="#b">five</add></p></body></text></TEI>',
        encoding="utf-8",
    )
    read = document.read(path)
    assert isinstance(read, document.Document)
    page = html.document_fromstring(book.render(read, "diplomatic").html)
    (text,) = page.xpath("//*[@data-by='document']")
    lined = [each for each in text.find_class("hand") if each.tag == "ins" or each.find_class("run")]
    assert [each.text_content().strip() for each in lined] == ["one", "three", "five"]
