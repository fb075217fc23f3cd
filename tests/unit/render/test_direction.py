# SPDX-License-Identifier: MIT
"""A text is set from right to left where its language, or the script that it names, is written so."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from edition import names
from edition.render import view
from edition.source import document


@pytest.mark.parametrize("kind", names.VIEWS)
@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "rtl"),
        ("syr", "rtl"),
        ("heb", "rtl"),
        ("ku-Arab", "rtl"),
        ("ar-Latn", ""),
        ("ar-Latn-x-ijmes", ""),
        ("la", ""),
    ],
)
def test_the_language_gives_the_direction(tmp_path: Path, kind: str, language: str, expected: str) -> None:
    """`dir` stands with `lang`; a passage from left to right among others says so, or it would be set as they are."""
    path = tmp_path / "a.xml"
    path.write_text(
        f'<TEI xmlns="{names.TEI}"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt><p/></publicationStmt>'
        f'<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text xml:lang="{language}"><body><p>x</p>'
        '<p xml:lang="de">y</p></body></text></TEI>',
        encoding="utf-8",
    )
    read = document.read(path)
    assert isinstance(read, document.Document)
    page = html.document_fromstring(view.render(read, kind).html)
    (inner,) = page.xpath("//p[@lang='de']")
    assert page.xpath("string(//*[@id='text']/@dir)") == expected
    assert inner.get("dir", "") == ("ltr" if expected else "")
