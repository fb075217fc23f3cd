# SPDX-License-Identifier: MIT
"""The PDF engine: what it may read, what it must say, and what our three additions to WeasyPrint promise."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import page as validation
import pikepdf
import pytest

from edition.engines import foot, paper, standards, tagging, weasy
from edition.publish import fonts
from edition.settings import Settings

DATE = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def faces() -> list[weasy.Face]:
    """The text face, upright and italic."""
    found = fonts.faces(Settings())
    return [weasy.Face("edition-text", found.text), weasy.Face("edition-text", found.text_italic, italic=True)]


def book(body: str, *, style: str = "", lang: str = "en") -> str:
    """A whole page around a body."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Title</title>'
        f'<style>html {{ font-family: "edition-text" }} .note {{ float: footnote }} {style}</style></head>'
        f"<body><h1>Title</h1>{body}</body></html>"
    )


def note(series: str, text: str) -> str:
    """A footnote of a series."""
    return f'<span class="note" data-series="{series}">{text}</span>'


def pages(pdf: bytes | None) -> pikepdf.Pdf:
    """The PDF, opened."""
    assert pdf is not None
    return pikepdf.open(BytesIO(pdf))


def elements(pdf: bytes | None) -> list[dict[str, str]]:
    """Every structure element, in reading order: its type and what is said of it."""
    found: list[dict[str, str]] = []

    def walk(item: Any) -> None:
        if isinstance(item, pikepdf.Array):
            for child in item:
                walk(child)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            about = {key: str(item[f"/{key}"]) for key in ("S", "Lang", "Alt", "ID") if f"/{key}" in item}
            look = item.get("/A", {})
            if "/TextDecorationType" in look:
                about["Line"] = str(look["/TextDecorationType"])
            found.append(about)
            walk(item.get("/K", pikepdf.Array()))

    with pages(pdf) as opened:
        walk(opened.Root.StructTreeRoot.K)
    return found


def test_both_standards(faces: list[weasy.Face], tmp_path: Path) -> None:
    """One file is PDF/A-3a and PDF/UA-1, with language, notes, links and an attachment in it."""
    body = f'<p id="a">One <em lang="ru">два</em>{note("textual", "three")} <a href="#a">four <b>five</b></a></p>'
    made = weasy.render(book(body), faces=faces, attachments=[weasy.Attachment("t.xml", b"<TEI/>", "source", DATE)])
    assert made.complaints == ()
    assert made.pdf is not None
    path = tmp_path / "book.pdf"
    path.write_bytes(made.pdf)
    for profile in (validation.ValidationProfile.PDF_A_3A, validation.ValidationProfile.PDF_UA_1):
        verdict = validation.validate_pdf(str(path), profile=profile)
        assert verdict.is_compliant, [f"{failure.rule_id}: {failure.message}" for failure in verdict.failures]


def test_same_bytes_from_any_folder(faces: list[weasy.Face], tmp_path: Path) -> None:
    """The bytes do not depend on the run, the folder of the fonts, the time zone, or the machine's fontconfig."""
    made = weasy.render(book("<p>Text</p>"), faces=faces)
    moved = [weasy.Face(f.family, Path(shutil.copy(f.path, tmp_path)), f.italic, f.weight) for f in faces]
    assert weasy.render(book("<p>Text</p>"), faces=moved).pdf == made.pdf


def test_environment_is_left_as_it_was(faces: list[weasy.Face], monkeypatch: pytest.MonkeyPatch) -> None:
    """The configuration without fonts is gone when the work is done."""
    monkeypatch.setenv("FONTCONFIG_FILE", "here")
    weasy.render(book("<p>Text</p>"), faces=faces)
    assert os.environ["FONTCONFIG_FILE"] == "here"


def test_attachment_is_the_source(faces: list[weasy.Face]) -> None:
    """An attachment comes out byte for byte, once, dated as told and named as the source."""
    data = "<TEI>Ё</TEI>\r\n".encode()
    made = weasy.render(book(""), faces=faces, attachments=[weasy.Attachment("t.xml", data, "TEI", DATE)])
    with pages(made.pdf) as pdf:
        assert list(pdf.attachments) == ["t.xml"]
        assert pdf.attachments["t.xml"].get_file().read_bytes() == data
        assert len(pdf.Root.AF) == 1
        assert pdf.Root.AF[0].AFRelationship == "/Source"
        assert str(pdf.Root.AF[0].EF.F.Params.ModDate).startswith("D:20200101")


@pytest.mark.parametrize(
    "body",
    [
        '<p style="frobnicate: 1">x</p>',
        '<p><a href="#nowhere">x</a></p>',
        "<p>\u2603</p>",
    ],
    ids=["unknown property", "dead link", "missing glyph"],
)
def test_no_warning_is_silent(faces: list[weasy.Face], body: str) -> None:
    """What WeasyPrint logs comes back as a complaint, and the file is made all the same."""
    made = weasy.render(book(body), faces=faces)
    assert len(made.complaints) == 1
    assert made.pdf is not None


def test_no_glyph_is_borrowed(faces: list[weasy.Face]) -> None:
    """The fonts of the machine do not help out: a character that our face lacks is missed even where another font has it."""
    made = weasy.render(book("<p>\u2603</p>"), faces=faces[:1])
    assert "notdef" in made.complaints[0]


def test_two_files_for_one_face(faces: list[weasy.Face]) -> None:
    """A second file for the same face is refused in words: WeasyPrint would paint wrong glyphs."""
    twice = [faces[0], weasy.Face("edition-text", faces[1].path)]
    assert weasy.render(book("<p>x</p>"), faces=twice).complaints == ("the face edition-text 400 comes from two files",)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "{inside}/../secret.svg", "{inside}/link.svg"]
)
def test_nothing_is_read_outside(faces: list[weasy.Face], tmp_path: Path, address: str) -> None:
    """Neither a path, nor the network, nor a way round through `..` or a link: the work stops and says what was wanted."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (inside / "link.svg").symlink_to(tmp_path / "secret.svg")
    url = address.format(inside=inside.as_uri())
    made = weasy.render(book(f'<p><img alt="x" src="{url}"></p>'), faces=faces, folder=inside)
    assert made.pdf is None
    assert "outside" in made.complaints[0]


def test_a_given_folder_is_read(faces: list[weasy.Face], tmp_path: Path) -> None:
    """A picture in a folder that was given is in the PDF."""
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    made = weasy.render(book('<p><img alt="x" src="a.svg"></p>'), faces=faces, folder=tmp_path)
    assert made.complaints == ()
    assert "/Figure" in [item["S"] for item in elements(made.pdf)]


def test_lost_words_are_named(faces: list[weasy.Face]) -> None:
    """A note longer than its page loses its beginning in silence; the words that no page shows are named."""
    style = "@page { size: 10cm 12cm; margin: 1cm }"
    short = weasy.render(book(f"<p>a{note('textual', 'long ' * 20)}</p>", style=style), faces=faces)
    assert short.lost == ()
    long = weasy.render(book(f"<p>a{note('textual', 'first ' + 'long ' * 2000)}</p>", style=style), faces=faces)
    assert long.complaints == ()
    assert "first" in long.lost


def test_hyphens_lose_nothing(faces: list[weasy.Face]) -> None:
    """Words divided at the ends of lines and pages count as whole."""
    style = "html { hyphens: auto } @page { size: 6cm 5cm; margin: 1cm }"
    made = weasy.render(
        book("<p>" + "организационно-административными методами " * 30 + "</p>", style=style, lang="ru"), faces=faces
    )
    assert made.pages > 3
    assert made.lost == ()


def test_a_full_line_is_kept(faces: list[weasy.Face]) -> None:
    """A line that is full but for the space behind its last word stands, and its first word is not left alone on it."""
    text = "<p>В дополнение к проекту внесен <b>следующий</b></p>"
    columns = "".join(f'<div style="width: {width / 2}px">{text}</div>' for width in range(300, 500))
    made = weasy.render(book(columns, style="html { font-size: 10px }", lang="ru"), faces=faces)
    assert made.pdf is not None
    lines = subprocess.run(["pdftotext", "-", "-"], input=made.pdf, capture_output=True, check=True).stdout.decode()
    assert "В" not in lines.splitlines()


def test_languages_are_tagged(faces: list[weasy.Face]) -> None:
    """A change of language is in the tag of the element, and the language of the whole in the catalogue."""
    made = weasy.render(book('<p lang="ru">Да, <span lang="en">yes</span></p>'), faces=faces)
    tagged = [(item["S"], item["Lang"]) for item in elements(made.pdf) if "Lang" in item]
    assert tagged == [("/P", "ru"), ("/Span", "en")]
    with pages(made.pdf) as pdf:
        assert pdf.Root.Lang == "en"


def test_alterations_speak(faces: list[weasy.Face]) -> None:
    """A deletion says what it is and its words; one that a line breaks says each part's words once."""
    made = weasy.render(
        book('<p>a <del data-alt="struck out">b c</del> <ins data-alt="written in">d</ins></p>'), faces=faces
    )
    spoken = [item["Alt"] for item in elements(made.pdf) if "Alt" in item]
    assert spoken == ["struck out: b c", "written in: d"]
    assert [item["Line"] for item in elements(made.pdf) if "Line" in item] == ["/LineThrough"]
    words = " ".join(f"word{number}" for number in range(40))
    broken = weasy.render(book(f'<p><del data-alt="struck out">{words}</del></p>'), faces=faces)
    heard = [item["Alt"].removeprefix("struck out: ") for item in elements(broken.pdf) if "Alt" in item]
    assert len(heard) > 1
    assert " ".join(heard) == words


def test_notes_are_notes(faces: list[weasy.Face]) -> None:
    """A footnote is a Note with an id of its own, its mark a Lbl, its call a Reference."""
    made = weasy.render(book(f"<p>a{note('textual', 'x')} b{note('textual', 'y')}</p>"), faces=faces)
    kinds = [item["S"] for item in elements(made.pdf)]
    assert [kinds.count(kind) for kind in ("/Note", "/Lbl", "/Reference")] == [2, 2, 2]
    identifiers = [item["ID"] for item in elements(made.pdf) if item["S"] == "/Note"]
    assert len(set(identifiers)) == 2


def test_two_series_of_notes(faces: list[weasy.Face]) -> None:
    """The textual notes of a page stand before its commentary, each series in the order of its calls."""
    calls = [("commentary", "eins"), ("textual", "zwei"), ("commentary", "drei"), ("textual", "vier")]
    body = "<p>" + " ".join(f"a{note(series, word)}" for series, word in calls) + "</p>"
    made = weasy.render(book(body, style="@page { size: 10cm 12cm }"), faces=faces)
    order = [float(y) for y in _heights(made.pdf, ["zwei", "vier", "eins", "drei"])]
    assert order == sorted(order)


def _heights(pdf: bytes | None, words: list[str]) -> list[str]:
    """How far from the top of its page each word stands."""
    assert pdf is not None
    text = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    found = {word: y for y, word in re.findall(r'yMin="([\d.]+)"[^>]*>(\w+)</word>', text)}
    return [found[word] for word in words]


def test_no_stream_ends_in_a_carriage_return() -> None:
    """A stream whose compressed bytes end so is left uncompressed; any other is packed."""
    kinds = set()
    for number in range(2000):
        stream = standards.pydyf.Stream([f"number {number}"], compress=True)
        standards.pack(stream)
        assert not stream.data.removesuffix(b"\nendstream").endswith(b"\r")
        kinds.add("Filter" in stream.extra)
    assert kinds == {True, False}


def test_a_note_is_not_sent_on(faces: list[weasy.Face]) -> None:
    """However the pages fall, a note stands on the page of its call."""
    style = ".note {{ footnote-policy: line }} html {{ font-size: 10px }} p {{ margin: 0 }} @page {{ size: 8cm {height}px; margin: 20px }}"
    body = "".join(
        f"<p>call{letter}{note('textual', f'note{letter} and more')} {'word ' * 9}</p><p>{'word ' * 42}</p>"
        for letter in "abcdefghijkl"
    )
    for height in range(263, 330, 12):
        made = weasy.render(book(body, style=style.format(height=height)), faces=faces)
        assert made.pdf is not None
        text = subprocess.run(["pdftotext", "-", "-"], input=made.pdf, capture_output=True, check=True).stdout.decode()
        for page in text.split("\f"):
            assert re.findall(r"call([a-l])", page) == re.findall(r"note([a-l])", page), f"{height} px"


def test_the_engine_is_the_pinned_one() -> None:
    """The functions that we replace are those of WeasyPrint 70; another version must be looked at first."""
    assert weasy.weasyprint.__version__.startswith("70.")
    assert tagging.tags._get_pdf_tag is tagging._tag
    assert tagging.tags._build_box_tree is tagging._tree
    assert foot.inline.split_first_line is foot._first_line


def test_a_row_over_a_page_is_one_row(faces: list[weasy.Face]) -> None:
    """A cell is read to its end before the next, though both go over the page; a head that comes again is another."""
    first, second = (" ".join(f"{side}{number}" for number in range(120)) for side in ("left", "right"))
    table = f"<table><thead><tr><th>A<th>B</tr></thead><tr><td>{first}<td>{second}</tr></table>"
    made = weasy.render(book(table, style="@page { size: 9cm 6cm; margin: 5mm }"), faces=faces)
    assert made.pages > 3
    assert made.pdf is not None
    told = " ".join(run.words for run in paper.read(made.pdf))
    assert f"{first} {second}" in re.sub(r"(B A)? +", lambda found: " ", told.replace("A B ", ""))
    assert [about["S"] for about in elements(made.pdf)].count("/TD") == 2


def test_no_line_runs_through_a_caret(faces: list[weasy.Face]) -> None:
    """The words before it and behind it are struck, the caret between them is not."""
    for sign, expected in (("<b>^</b>", 3), ('<b style="text-decoration-thickness: 0">^</b>', 2)):
        made = weasy.render(book(f"<p><s>Words{sign}words</s></p>"), faces=faces)
        with pages(made.pdf) as pdf:
            drawn = [str(operator) for _, operator in pikepdf.parse_content_stream(pdf.pages[0])]
        assert drawn.count("S") == expected


def test_no_line_runs_on_into_a_note(faces: list[weasy.Face]) -> None:
    """Words are underlined, the note about them is not; words of the note that are underlined themselves are."""
    bare, lined = ("note", "<u>no</u>te")
    for text, expected in ((bare, 1), (lined, 2)):
        made = weasy.render(book(f"<p><u>Words{note('textual', text)}</u></p>"), faces=faces)
        with pages(made.pdf) as pdf:
            drawn = [str(operator) for _, operator in pikepdf.parse_content_stream(pdf.pages[0])]
        assert drawn.count("S") == expected


def test_numbers_are_links_where_they_stand(faces: list[weasy.Face]) -> None:
    """A text whose numbers lead somewhere comes to the page as if each were a link of its own, over lines too."""
    numbers = [*range(1, 30), *range(1000, 1040)]
    linked = ", ".join(f'<a href="https://example.org/{number}">{number}</a>' for number in numbers)
    plain = ", ".join(map(str, numbers))

    def links(inner: str) -> list[tuple[str, str, list[float]]]:
        made = weasy.render(
            book(f"<p>Named on pages <span{inner}</span>.</p>", style="a { color: inherit }"), faces=faces
        )
        assert made.complaints == ()
        with pages(made.pdf) as pdf:
            annotations = [each for page in pdf.pages for each in page.Annots]
            return [(str(a.A.URI), str(a.Contents), [float(x) for x in a.Rect]) for a in annotations]

    told, wanted = links(f' data-numbers="https://example.org/">{plain}'), links(f">{linked}")
    assert [each[:2] for each in told] == [each[:2] for each in wanted]
    assert len({rect[1] for *_, rect in told}) > 1
    for (*_, one), (*_, other) in zip(told, wanted, strict=True):
        assert one == pytest.approx(other, abs=0.5)
