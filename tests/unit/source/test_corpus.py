# SPDX-License-Identifier: MIT
"""The files of a run: found under paths, in the order a person expects, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.errors import WrongUse
from edition.findings import Finding
from edition.source import corpus
from edition.source.document import Document

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'


def test_folders_are_walked_for_tei(tmp_path: Path) -> None:
    """A folder gives its TEI files however deep, numbers by value; transcripts, other XML and hidden files are passed over."""
    files = {
        "letter-10.xml": TEI,
        "letter-2.xml": TEI,
        "sub/corpus.xml": '<?xml version="1.0"?><!-- x --><teiCorpus xmlns="http://www.tei-c.org/ns/1.0"/>',
        "page.xml": "<html/>",
        "style.xml": '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>',
        ".hidden.xml": TEI,
        ".venv/x.xml": TEI,
        "transcript.txt": "words",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    names = [path.relative_to(tmp_path).as_posix() for path in corpus.find([tmp_path]).paths]
    assert names == ["letter-2.xml", "letter-10.xml", "sub/corpus.xml"]


def test_what_is_nearly_tei_is_not_passed_over(tmp_path: Path) -> None:
    """A file whose namespace is TEI's but for a slip, or that is TEI P4, is a document with a mistake, and no other XML."""
    files = {
        "a.xml": '<TEI xmlns="https://www.tei-c.org/ns/1.0/"/>',
        "b.xml": "<TEI.2/>",
        "c.xml": "<teiCorpus.2/>",
        "d.xml": '<TEI xmlns="http://example.org/tea"/>',
        "e.xml": '<TEI.2 xmlns="http://example.org/tea"/>',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert [path.name for path in corpus.find([tmp_path]).paths] == ["a.xml", "b.xml", "c.xml"]


def test_a_broken_document_is_not_passed_over(tmp_path: Path) -> None:
    """A file in a folder that is no XML, or whose root forgot its namespace, is reported and not skipped."""
    for name, text in {"a.xml": "", "b.xml": "<TEI", "c.xml": "<TEI/>", "d.xml": TEI.replace("/>", ">")}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert [path.name for path in corpus.find([tmp_path]).paths] == ["a.xml", "b.xml", "c.xml", "d.xml"]


def test_a_file_is_taken_as_it_is_and_once(tmp_path: Path) -> None:
    """A path to a file is taken whatever it holds, and a file named twice is one."""
    (tmp_path / "a.xml").write_text("<html/>", encoding="utf-8")
    (tmp_path / "b.xml").write_text(TEI, encoding="utf-8")

    asked = corpus.find([tmp_path / "a.xml", tmp_path, tmp_path.parent / tmp_path.name / "b.xml"])
    assert [path.name for path in asked.paths] == ["a.xml", "b.xml"]


@pytest.mark.parametrize("make", [False, True])
def test_a_path_that_leads_nowhere(tmp_path: Path, make: bool) -> None:
    """A path that does not exist, and a folder without a document, are wrong use and no finding."""
    if make:
        (tmp_path / "none").mkdir()
    with pytest.raises(WrongUse, match="none"):
        corpus.find([tmp_path / "none"])


def test_each_is_read_once(tmp_path: Path) -> None:
    """The same document is given for the same file, however it is named; a broken one gives its finding."""
    (tmp_path / "a.xml").write_text(TEI, encoding="utf-8")
    (tmp_path / "b.xml").write_text("<TEI", encoding="utf-8")
    asked = corpus.find([tmp_path])

    assert asked.read(tmp_path / "a.xml") is asked.read(tmp_path / "." / "a.xml")
    assert isinstance(asked.read(tmp_path / "a.xml"), Document)
    assert isinstance(asked.read(tmp_path / "b.xml"), Finding)
    assert [finding.code for finding in asked.broken] == ["XML001"]
    assert [read.path.name for read in asked.documents] == ["a.xml"]


def test_what_stands_in_an_editor_is_read_instead_of_what_was_saved(tmp_path: Path) -> None:
    """A text that is not saved yet is what a corpus has of its file, by whichever path the file is asked for."""
    saved, other = tmp_path / "a.xml", tmp_path / "b.xml"
    saved.write_text(TEI, encoding="utf-8")
    other.write_text(TEI, encoding="utf-8")
    asked = corpus.Corpus([saved, other], unsaved={tmp_path / "." / "a.xml": TEI.replace("/>", ">").encode()})
    assert [finding.code for finding in asked.broken] == ["XML001"]
    assert [document.path for document in asked.documents] == [other]
