# SPDX-License-Identifier: MIT
"""What is repaired without a question, and what is left to the editor though a machine could guess it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition import rules
from edition.findings import Finding
from edition.source import document
from edition.source.corpus import Corpus
from edition.source.document import Document
from edition.source.markup import Piece
from edition.source.writing import NotWritten
from edition.validate import fixes
from edition.validate.check import check_documents
from tests.conftest import ROOT

SOUND = (ROOT / "tests" / "rules" / "HDR006" / "sound.xml").read_text(encoding="utf-8")


def letter(folder: Path, inner: str, source: str = SOUND, encoding: str = "utf-8") -> Document:
    """A sound letter with this in its body."""
    file = folder / "letter.xml"
    text = re.sub(r"<body>.*</body>", lambda _: f"<body>{inner}</body>", source, flags=re.DOTALL)
    file.write_bytes(text.encode(encoding))
    read = document.read(file)
    assert isinstance(read, Document)
    return read


def findings(read: Document) -> list[Finding]:
    """What is found in the file as it is now."""
    return check_documents(Corpus([read.path]))


def edits(read: Document) -> list[fixes.Edit]:
    """The repairs of what is found."""
    return [edit for finding in findings(read) if (edit := fixes.of(finding, read)) is not None]


def mended(read: Document) -> str:
    """The body of the letter as its repairs leave it."""
    text = fixes.repaired(read, edits(read))[0].decode()
    return text[text.index("<body>") + 6 : text.index("</body>")]


@pytest.mark.parametrize(
    ("written", "mended_so"),
    [
        ("<p><add hand=' #h-rev\n  '>a</add></p>", "<p><add hand='#h-rev'>a</add></p>"),
        ('<p><add hand="h-rev">a</add></p>', '<p><add hand="#h-rev">a</add></p>'),
        ('<p resp="#ed  #ocr">a</p>', '<p resp="#ed #ocr">a</p>'),
        ('<p xml:id=" a ">a</p>', '<p xml:id="a">a</p>'),
        ('<p id="a">a <ref target="#a">b</ref></p>', '<p xml:id="a">a <ref target="#a">b</ref></p>'),
        ('<p lang="ru">а</p>', '<p xml:lang="ru">а</p>'),
        ('<p xml:lang="RU">а</p><p xml:lang="RU">б</p>', '<p xml:lang="ru">а</p><p xml:lang="ru">б</p>'),
        ('<p><foreign xml:lang="rus">а</foreign></p>', '<p><foreign xml:lang="ru">а</foreign></p>'),
        ("<p>a <?edition-ignore NOT002 why?> b</p>", "<p>a  b</p>"),
    ],
)
def test_what_can_only_have_been_meant_so(written: str, mended_so: str, tmp_path: Path) -> None:
    """Is written so, and every other character stays."""
    assert mended(letter(tmp_path, written)) == mended_so


@pytest.mark.parametrize(
    "written",
    [
        '<p><add hand="#hrev">a</add></p>',
        '<p><add hand="ed">a</add></p>',
        '<p xml:id="a">a</p><p xml:id=" a ">b</p>',
        '<p xml:id="a">a</p><p id="a">b</p>',
        '<p xml:id=" a b ">a</p>',
        '<p><add hand="">a</add></p>',
        '<p><foreign xml:lang="cz">a</foreign></p>',
        '<p><foreign xml:lang="fr">a</foreign></p>',
        '<p hnad="#h-rev">a</p>',
        "<p>a-<lb/>b <persName>A. B. </persName>, и\u0306 oа оa</p>",
        "<p><?edition-ignore NOT02 why?>a <note>b</note></p>",
    ],
)
def test_what_is_a_guess_or_text_is_left(written: str, tmp_path: Path) -> None:
    """A slip in a name, a name that is taken or of another kind, an empty value, a country, and whatever is text."""
    read = letter(tmp_path, written)
    assert findings(read)
    assert edits(read) == []


def test_the_header_follows_its_language(tmp_path: Path) -> None:
    """`rus` becomes `ru` where it is declared too, and nothing is found any more."""
    read = letter(tmp_path, '<p xml:lang="rus">а</p>', SOUND.replace('ident="ru"', 'ident="rus"'))
    (edit,) = edits(read)
    assert edit.title == "write “ru” for “rus” in the whole file"
    assert len(edit.changes) == 2
    read.path.write_bytes(fixes.repaired(read, [edit])[0])
    assert findings(read) == []


def test_an_instruction_before_the_root_takes_its_line_along(tmp_path: Path) -> None:
    """There white space is nobody's text."""
    source = SOUND.replace("<TEI ", "<?edition-ignore NOT002 why?>\n<TEI ", 1)
    read = letter(tmp_path, "<p>a</p>", source)
    assert fixes.repaired(read, edits(read))[0].decode() == letter(tmp_path, "<p>a</p>").data.decode()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251"])
def test_the_bytes_of_a_file_stay_its_own(encoding: str, tmp_path: Path) -> None:
    """Encoding, byte order mark and line ends are those of its editor."""
    source = SOUND.replace("UTF-8", encoding.removesuffix("-sig")).replace("\n", "\r\n")
    read = letter(tmp_path, "<p>а\r\n<add hand='h-rev'>б</add></p>", source, encoding)
    assert fixes.repaired(read, edits(read)) == (
        read.data.decode(encoding).replace("'h-rev'", "'#h-rev'").encode(encoding),
        1,
    )


def test_of_two_repairs_that_meet_one_waits(tmp_path: Path) -> None:
    """The space goes first, the sign comes in the next round."""
    read = letter(tmp_path, "<p><add hand=' h-rev'>a</add></p>")
    assert len(edits(read)) == 2
    assert fixes.repaired(read, edits(read))[1] == 1


@pytest.mark.parametrize("new", ["b", "", "a<lb/>", "<!--a-->", "&"])
def test_a_repair_that_touches_the_text_is_refused(new: str, tmp_path: Path) -> None:
    """Were one of ours wrong, nothing would be written."""
    read = letter(tmp_path, "<p>a</p>")
    at = read.data.decode().index("a</p></body>")
    with pytest.raises(NotWritten, match="same"):
        fixes.repaired(read, [fixes.Edit("", (fixes.Change(Piece("a", at), new),))])


def test_each_page_tells_of_its_repair() -> None:
    """Under “Fix”, of the rules that have one and of no others."""
    told = {code for code in rules.codes() if "\n## Fix\n\n" in rules.rule(code).page}
    assert told == set(fixes.REPAIRS)
