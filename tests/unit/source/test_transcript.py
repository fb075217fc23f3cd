# SPDX-License-Identifier: MIT
"""The transcript: lines as an editor counts them, tokens at their exact places, and a finding for what is no transcript."""

from __future__ import annotations

from pathlib import Path

from edition.findings import Finding
from edition.source import transcript
from edition.source.transcript import Token, Transcript


def read(path: Path, data: bytes) -> Transcript:
    """The transcript in a file with these bytes."""
    path.write_bytes(data)
    found = transcript.read(path)
    assert isinstance(found, Transcript)
    return found


def test_tokens_have_line_and_column(tmp_path: Path) -> None:
    """A token is what stands between white space, also between no-break spaces, and its place counts from 1."""
    text = read(tmp_path / "t.txt", "\n  Вечером 22\u00a0сентября\n".encode())
    assert list(text.tokens()) == [Token("Вечером", 2, 3), Token("22", 2, 11), Token("сентября", 2, 14)]
    assert list(text.tokens(1, 1)) == []
    assert text.inked == {2}


def test_only_line_feeds_end_a_line(tmp_path: Path) -> None:
    """A form feed, U+2028 or a lone carriage return ends no line: line numbers stay those of an editor."""
    text = read(tmp_path / "t.txt", "a\x0cb\u2028c\x85d\re\r\nf".encode())
    assert len(text.lines) == 2
    assert text.line(2) == "f"
    assert text.line(0) == text.line(3) == ""


def test_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    """A byte order mark moves no column."""
    assert next(read(tmp_path / "t.txt", b"\xef\xbb\xbfword").tokens()) == Token("word", 1, 1)


def test_empty_file_has_no_lines(tmp_path: Path) -> None:
    """An empty file is a transcript without lines; a last line feed makes no further line."""
    assert read(tmp_path / "t.txt", b"").lines == ()
    assert read(tmp_path / "t.txt", b"a\n\n").lines == ("a", "")


def test_not_utf8_is_a_finding_at_the_byte(tmp_path: Path) -> None:
    """A byte that is no UTF-8 is found at its line and column, in characters."""
    path = tmp_path / "t.txt"
    path.write_bytes("да\nдва ".encode() + b"\xf2\xf0\xe8")
    found = transcript.read(path)
    assert isinstance(found, Finding)
    assert (found.code, found.place.line, found.place.column) == ("COL008", 2, 5)
    assert "0xF2" in found.message


def test_what_is_no_file_is_a_finding(tmp_path: Path) -> None:
    """A missing file and a folder are findings, not exceptions."""
    for path in (tmp_path / "missing.txt", tmp_path, tmp_path / "a\0b"):
        found = transcript.read(path)
        assert isinstance(found, Finding) and found.code == "COL008"
