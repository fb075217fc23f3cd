# SPDX-License-Identifier: MIT
"""Books: what the typesetter loses or complains of becomes a finding on the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.publish import fonts, pdf
from edition.settings import Settings
from edition.source import document
from edition.source.document import Document


@pytest.fixture
def letter() -> Document:
    """A document, of which only the name matters here."""
    read = document.parsed(Path("letter.xml"), b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>')
    assert isinstance(read, Document)
    return read


def set_page(letter: Document, body: str) -> pdf.Printed:
    """The only book of a letter whose print HTML has this body."""
    page = f'<!DOCTYPE html><html lang="en"><head><title>A</title></head><body><h1>A</h1>{body}</body></html>'
    (printed,) = pdf.typeset([pdf.Book(letter, "reading", page)], fonts.faces(Settings()))
    return printed


def test_a_sound_book_has_no_finding(letter: Document) -> None:
    """A page that is set whole comes back as a PDF and nothing is said of it."""
    printed = set_page(letter, "<p>All of this is set.</p>")

    assert printed.findings == ()
    assert printed.pdf is not None
    assert printed.name == "letter.reading.pdf"


def test_words_that_no_page_shows_are_a_finding(letter: Document) -> None:
    """PDF002 names the words that are beyond the edge of the paper."""
    printed = set_page(letter, '<p>Seen.</p><p style="position: absolute; left: -900mm">unseen</p>')

    assert [finding.code for finding in printed.findings] == ["PDF002"]
    assert "unseen" in printed.findings[0].message


def test_a_warning_of_the_typesetter_is_a_finding(letter: Document) -> None:
    """PDF001 says what the typesetter warns of: here, of a link that leads nowhere."""
    printed = set_page(letter, '<p><a href="#nowhere">Go</a></p>')

    assert [finding.code for finding in printed.findings] == ["PDF001"]
    assert "nowhere" in printed.findings[0].message
