# SPDX-License-Identifier: MIT
"""Binding: where sheets come to stand, how their pages are counted, and what of a link that leads nowhere."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from edition.engines import binding, sheets, weasy
from edition.publish import fonts
from edition.publish.pdf import given_faces
from edition.settings import Settings

PAPER = binding.Paper(400, 600, 60, 90, 45, 560)


def leaf(pages: int, numbering: binding.Numbering = "arabic", **more: object) -> binding.Leaf:
    """A leaf of so many pages that are never read."""
    page = sheets.Page(1, "", 2, {}, [], 400, 600)
    contents = sheets.Contents("", "en", 3, [page] * pages, 0, 0, 0, [], [], [], [], {}, {})
    return binding.Leaf("x", contents, bytes, numbering, **more)  # type: ignore[arg-type]


def test_the_text_begins_anew_on_the_right() -> None:
    """Roman before it; a leaf that wants a right page leaves the left one empty, any other follows at once."""
    where = binding.placed([leaf(3, "roman"), leaf(2), leaf(3), leaf(1, recto=True)])
    assert [each.pages for each in where] == [(0, 1, 2), (4, 5), (6, 7, 8), (10,)]
    assert [[each.label(page) for page in range(len(each.pages))] for each in where] == [
        ["i", "ii", "iii"],
        ["1", "2"],
        ["3", "4", "5"],
        ["7"],
    ]


def test_two_that_face_each_other_stand_on_both_sides() -> None:
    """The first on left pages, the second on right ones, on the openings that are asked for; what follows stands behind the longer."""
    where = binding.placed([leaf(2), leaf(2, spreads=(0, 2)), leaf(2, spreads=(0, 1), beside=True), leaf(1)])
    assert [each.pages for each in where] == [(0, 1), (3, 7), (4, 6), (8,)]


@pytest.mark.parametrize(
    ("number", "written"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (48, "xlviii"), (99, "xcix")]
)
def test_roman_figures(number: int, written: str) -> None:
    """As they are printed in front of a book."""
    assert binding.roman(number) == written


@pytest.fixture(scope="module")
def sheet() -> bytes:
    """A sheet with a link of its own and one to another."""
    html = '<html lang="en"><title>A sheet</title><body><h1 id="a">(Words) \\ <a href="#a">here</a> <a href="book:other#b">there</a></h1>'
    made = sheets.lay_out(
        html, faces=given_faces(fonts.faces(Settings())), styles=['body { font: 10pt "Edition Text" }']
    )
    assert made.complaints == ()
    assert made.sheet is not None
    return made.sheet.packed()


def test_a_sheet_is_unpacked_as_it_was_packed(sheet: bytes) -> None:
    """Its contents and its objects, to the byte."""
    assert sheets.unpacked(sheet).packed() == sheet
    assert sheets.contents(sheet).title == "A sheet"


def test_a_link_is_closed_when_its_page_is_known(sheet: bytes) -> None:
    """It leads to the leaf of that name: to the place, or where that is not there to the leaf."""
    leaves = [binding.Leaf(name, sheets.contents(sheet), lambda: sheet) for name in ("one", "other")]
    made = BytesIO()
    assert binding.bind(leaves, PAPER, binding.Cover("Both", "en"), made) == 2
    with pikepdf.open(made) as opened:
        numbers = {page.objgen: number for number, page in enumerate(opened.pages)}
        led = [numbers[link.Dest[0].objgen] for page in opened.pages for link in page.Annots]
        assert led == [0, 1, 1, 1]


def test_a_link_that_leads_nowhere_is_a_bug(sheet: bytes) -> None:
    """It is never written into a file."""
    with pytest.raises(binding.Unbound, match="other#b"):
        binding.bind(
            [binding.Leaf("one", sheets.contents(sheet), lambda: sheet)], PAPER, binding.Cover("", "en"), BytesIO()
        )


def test_a_long_outline_is_divided_by_pages(sheet: bytes) -> None:
    """More than a hundred documents are listed in some parts, each named by its pages; nothing is left out."""
    leaves = [binding.Leaf(f"n{number}", sheets.contents(sheet), lambda: sheet) for number in range(110)]
    leaves.append(binding.Leaf("other", sheets.contents(sheet), lambda: sheet))
    made = BytesIO()
    binding.bind(leaves, PAPER, binding.Cover("All", "en"), made)
    with pikepdf.open(made) as opened, opened.open_outline() as outline:
        assert [item.title for item in outline.root] == ["1–64", "65–111"]
        assert sum(len(item.children) for item in outline.root) == 111


def test_heads_are_artifacts() -> None:
    """What stands in a margin box is read by nobody: it is in no tag, in a book as in a volume."""
    style = (
        '@page { @top-left { content: "Head" } } body { font: 10pt "Edition Text" } @page { font: 8pt "Edition Text" }'
    )
    html = f'<html lang="en"><title>x</title><style>{style}</style><body><h1>Words</h1>'
    made = weasy.render(html, faces=given_faces(fonts.faces(Settings())))
    assert made.pdf is not None
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        content = opened.pages[0].Contents.read_bytes()
        assert content.count(b"/Artifact\nBMC") == 1
        assert content.count(b"/MCID") == 1
