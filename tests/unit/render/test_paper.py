# SPDX-License-Identifier: MIT
"""What print HTML has otherwise than the page: lines under the words of hands, the calls of notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from edition import names
from edition.render import book
from edition.source import document


def printed(folder: Path, body: str, view: str = "diplomatic") -> html.HtmlElement:
    """The text of a book of a document with two hands, A the main one."""
    path = folder / "a.xml"
    path.write_text(
        f'<TEI xmlns="{names.TEI}"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt><p/></publicationStmt>'
        '<sourceDesc><p/></sourceDesc></fileDesc><profileDesc><handNotes><handNote xml:id="a" scope="major">A</handNote>'
        f'<handNote xml:id="b">B</handNote></handNotes></profileDesc></teiHeader><text><body>{body}</body></text></TEI>',
        encoding="utf-8",
    )
    read = document.read(path)
    assert isinstance(read, document.Document)
    (text,) = html.document_fromstring(book.render(read, view).html).xpath("//*[@data-by='document']")
    return text


def test_words_of_the_main_hand_among_those_of_another_bear_no_line(tmp_path: Path) -> None:
    """What hand B wrote is underlined run by run, where the main hand wrote within it; what it wrote alone, as a whole."""
    text = printed(
        tmp_path,
        '<p><add hand="#b">one <add hand="#a">two</add> three<note>four</note></add> <add hand="#b">five</add></p>',
    )
    lined = [each for each in text.find_class("hand") if each.tag == "ins" or each.find_class("run")]
    assert [each.text_content().strip() for each in lined] == ["one", "three", "five"]


@pytest.mark.parametrize("between", ["", "<lb/>", " "])
def test_a_note_behind_a_paragraph_is_called_once(tmp_path: Path, between: str) -> None:
    """In the paragraph where it stands right behind it, else where it stands: a long one has one call too."""
    for words in ("Short.", "Long. " * 400):
        text = printed(tmp_path, f"<p>Words.</p>{between}<note>{words}</note><p>More.</p>")
        assert len(text.xpath("//*[@data-mark]")) == 1
