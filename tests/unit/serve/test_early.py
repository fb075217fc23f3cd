# SPDX-License-Identifier: MIT
"""The page of a document that was just saved is had before the site, and is the same as the one that is built."""

from __future__ import annotations

from pathlib import Path

from edition import build as building
from edition.build import early
from edition.settings import Settings
from edition.source import corpus

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
<publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>Written for a test.</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>The ships sail.</p></body></text></TEI>
"""


def test_a_page_is_had_before_the_site(tmp_path: Path) -> None:
    """Only the page that is looked at, only of what was saved, byte for byte as it is built; none of what is unsound."""
    letter, other = tmp_path / "tei/letter.xml", tmp_path / "tei/other.xml"
    letter.parent.mkdir()
    for file in (letter, other):
        file.write_text(LETTER, encoding="utf-8")

    def pages(saved: Path, *, lenient: bool = True) -> dict[str, bytes]:
        wanted = {"letter.diplomatic.html", "other.reading.html", "index.html", ""}
        asked = corpus.find([letter.parent], lenient=lenient)
        return early.pages(asked, Settings(), ("html",), wanted=wanted, saved={saved}, lenient=lenient)

    made = pages(letter)
    assert list(made) == ["letter.diplomatic.html"]
    building.build(
        corpus.find([letter.parent], lenient=True),
        Settings(),
        tmp_path / "site",
        formats=["html"],
        lenient=True,
        jobs=1,
    )
    assert (tmp_path / "site/letter.diplomatic.html").read_bytes() == made["letter.diplomatic.html"]
    assert list(pages(other)) == ["other.reading.html"]
    # its header lacks what the edition's schema asks for
    assert pages(letter, lenient=False) == {}
    letter.write_text(LETTER.replace("</p></body>", "</body>"), encoding="utf-8")
    assert pages(letter) == {}
