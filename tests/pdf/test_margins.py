# SPDX-License-Identifier: MIT
"""What was written in a margin stands there: at its place or below its neighbours, never over one, never off the page."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from edition.engines import margins
from edition.findings import Finding
from edition.publish import fonts, pdf, proof
from edition.render import book
from edition.settings import Settings
from edition.source.document import Document

from .conftest import read

HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Margins</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text><body>"""
LINE = "The miller, who had been asked for it twice, did not say what he thought of the weir. "

Rectangle = tuple[int, str, float, float, float, float]


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[Rectangle]:
    """Of what is set from now on: the page, the side, and left, top, right, bottom of all that stands in its margins."""
    found: list[Rectangle] = []
    settle = margins.settle

    def watched(document: Any) -> set[str]:
        crowded = settle(document)
        found.clear()
        for number, page in enumerate(document.pages):
            sheet = page._page_box
            for side in ("left", "right"):
                for box in margins._in_margin(sheet, side):
                    x, y = box.position_x, box.position_y
                    found.append((number, side, x, y, x + box.margin_width(), y + box.margin_height()))
                    assert x >= 0
                    assert x + box.margin_width() <= sheet.margin_width()
                    assert (x + box.margin_width() <= sheet.content_box_x()) == (side == "left")
        return crowded

    monkeypatch.setattr(margins, "settle", watched)
    return found


def printed(tmp_path: Path, body: str) -> tuple[Document, bytes, tuple[Finding, ...]]:
    """The diplomatic book of some paragraphs."""
    path = tmp_path / "margins.xml"
    path.write_text(f"{HEAD}{body}</body></text></TEI>", encoding="utf-8")
    source = read(path)
    (made,) = pdf.typeset(
        [pdf.Book(source, "diplomatic", book.render(source, "diplomatic").html)], fonts.faces(Settings())
    )
    assert made.pdf is not None
    return source, made.pdf, made.findings


def overlaps(laid: list[Rectangle]) -> list[tuple[Rectangle, Rectangle]]:
    """The pairs on one page that share a point."""
    return [
        (one, other)
        for one, other in itertools.combinations(laid, 2)
        if one[0] == other[0] and one[2] < other[4] and other[2] < one[4] and one[3] < other[5] and other[3] < one[5]
    ]


def test_many_close_together(tmp_path: Path, laid: list[Rectangle]) -> None:
    """Forty additions in both margins, up to three to a line: none over another, none off the page, none lost."""
    body = "".join(
        f'<p>{LINE}<add place="margin left">first of {n}</add> it <add place="margin left">leaked, as all knew {n}</add>'
        f' and <add place="margin right">so it would go on {n}</add> {LINE}</p>'
        for n in range(14)
    )
    source, data, findings = printed(tmp_path, body)
    assert len(laid) == 3 * 14
    assert overlaps(laid) == []
    assert all(top >= 72 * 96 / 72 and bottom <= 240 * 96 / 25.4 for _, _, _, top, _, bottom in laid)
    assert findings == ()
    assert list(proof.check_book(source, "diplomatic", data)) == []


def test_one_alone_stands_at_its_line(tmp_path: Path, laid: list[Rectangle]) -> None:
    """Two that are far from each other do not move each other."""
    far = LINE * 4
    printed(tmp_path, f'<p><add place="margin">one</add> {far}</p><p>{far}</p><p><add place="margin">two</add></p>')
    (first, second) = laid
    assert second[3] - first[5] > 100


def test_what_the_margin_cannot_hold_stands_in_the_line(tmp_path: Path, laid: list[Rectangle]) -> None:
    """An addition longer than its page stands where it belongs; its neighbour keeps the margin, and nothing is lost."""
    body = f'<p>He <add place="margin">{LINE * 30}</add> wrote <add place="margin">much</add> there.</p>'
    source, data, findings = printed(tmp_path, body)
    assert len(laid) == 1
    assert findings == ()
    assert list(proof.check_book(source, "diplomatic", data)) == []


def test_stacked() -> None:
    """Each where it wants to be, pushed down by the one above and, at the foot, up by the foot."""
    assert margins._stacked([(10, 5), (12, 5), (50, 5)], 0, 100) == [10, 15, 50]
    assert margins._stacked([(90, 8), (95, 8)], 0, 100) == [84, 92]
    assert margins._stacked([], 0, 100) == []
