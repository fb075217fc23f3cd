# SPDX-License-Identifier: MIT
"""A finding is known again after work on its file, and told from others; what is known stays untold, what is gone is told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from edition.errors import WrongUse
from edition.findings import Finding, Place
from edition.report import baseline
from edition.report.fingerprints import fingerprint, numbered

PLACE = Place(Path("a.xml"), 7, 11, "/TEI/text/body/p[2]/add", "a1")
FINDING = Finding("PTR001", PLACE, '@hand="#hk" points to nothing; did you mean "#h1"?', "a hint")


@pytest.mark.parametrize(
    "later",
    [
        replace(FINDING, place=replace(PLACE, line=99, column=2)),
        replace(FINDING, place=replace(PLACE, path="/TEI/text/body/p[3]/add[2]")),
        replace(FINDING, place=replace(PLACE, id="")),
        replace(FINDING, message='@hand="#hk" points to nothing'),
        replace(FINDING, hint="", related=(PLACE,)),
    ],
    ids=["lines", "siblings", "id", "advice", "hint"],
)
def test_work_on_a_file_does_not_disturb(later: Finding) -> None:
    """A fingerprint outlives lines added above, elements added before, ids given, and better advice."""
    assert fingerprint(later) == fingerprint(FINDING)


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, code="PTR002"),
        replace(FINDING, place=replace(PLACE, path="/TEI/text/body/p[2]/del")),
        replace(FINDING, message='@hand="#hx" points to nothing; did you mean "#h1"?'),
    ],
    ids=["rule", "element", "value"],
)
def test_another_finding_has_another(other: Finding) -> None:
    """Rule, element and value count."""
    assert fingerprint(other) != fingerprint(FINDING)


def test_lines_in_a_message_do_not_count() -> None:
    """The first of two ids may stand in another line tomorrow."""
    first, second = (
        replace(FINDING, message=f'xml:id="x" is given a second time; `<p>` in line {line} has it already')
        for line in (3, 40)
    )

    assert fingerprint(first) == fingerprint(second)


def test_like_findings_are_numbered() -> None:
    """Of findings with one fingerprint each has its number, from 1 in each file."""
    other = replace(FINDING, place=replace(PLACE, file=Path("b.xml")))
    marks = numbered([FINDING, replace(FINDING, place=replace(PLACE, line=9)), other])

    assert [mark.rpartition(":")[2] for mark in marks] == ["1", "2", "1"]
    assert len({mark.rpartition(":")[0] for mark in marks}) == 1


def at(folder: Path, name: str, line: int, value: str = "#hk") -> Finding:
    """A finding in a file of a folder."""
    place = replace(PLACE, file=folder / name, line=line)
    return Finding("PTR001", place, f'@hand="{value}" points to nothing')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files."""
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_text("<TEI/>", encoding="utf-8")
    return tmp_path


def test_what_is_known_is_not_told(folder: Path) -> None:
    """As many as were there are known, wherever they now stand; one more is told, and so is another."""
    files = [folder / "a.xml", folder / "b.xml"]
    known = baseline.empty(folder / "known.json").updated([at(folder, "a.xml", 1), at(folder, "a.xml", 2)], files)
    now = [at(folder, "a.xml", 30), at(folder, "a.xml", 31), at(folder, "a.xml", 32), at(folder, "a.xml", 33, "#new")]
    compared = known.compare(now, files)

    assert compared.known == 2
    assert compared.new == now[2:]
    assert compared.gone == {}


def test_the_same_finding_of_another_file_is_new(folder: Path) -> None:
    """A file's baseline excuses no other."""
    files = [folder / "a.xml", folder / "b.xml"]
    known = baseline.empty(folder / "known.json").updated([at(folder, "a.xml", 1)], files)

    assert known.compare([at(folder, "b.xml", 1)], files).known == 0


def test_what_is_gone_is_told_and_forgotten(folder: Path) -> None:
    """A finding that is no more is named, unless its file was not checked; an update forgets it, and keeps the other files."""
    files = [folder / "a.xml", folder / "b.xml"]
    known = baseline.empty(folder / "known.json").updated(
        [at(folder, "a.xml", 1), at(folder, "a.xml", 2), at(folder, "b.xml", 1)], files
    )
    found = [at(folder, "a.xml", 1)]

    gone = known.compare(found, files[:1]).gone
    assert [(each.code, each.count) for each in gone["a.xml"]] == [("PTR001", 1)]
    assert list(gone) == ["a.xml"]
    assert known.updated(found, files[:1]).count == 2
    files[1].unlink()
    assert list(known.compare(found, files[:1]).gone) == ["a.xml", "b.xml"]


def test_a_broken_file_is_never_known(folder: Path) -> None:
    """What is no XML was not checked: no baseline may call it known."""
    broken = Finding("XML001", Place(folder / "a.xml", 1, 1), "m")
    known = baseline.empty(folder / "known.json").updated([broken], [folder / "a.xml"])

    assert known.count == 0
    assert known.compare([broken], [folder / "a.xml"]).new == [broken]


def test_an_update_changes_no_entry_that_only_moved(folder: Path) -> None:
    """Elements added before a finding, lines and ids change no byte of the file: its differences are the corpus's."""
    files = [folder / "a.xml"]
    before = at(folder, "a.xml", 1)
    after = replace(before, place=replace(before.place, line=8, path="/TEI/text/body/p[7]/add[2]", id="a9"))
    old = baseline.empty(folder / "known.json").updated([before], files)

    assert old.updated([after], files).write() == old.write()


def test_the_file_is_stable_and_can_be_read(folder: Path) -> None:
    """In whatever order the findings come the bytes are the same, and what is read is what was written."""
    files = [folder / "a.xml", folder / "b.xml"]
    findings = [at(folder, "b.xml", 1), at(folder, "a.xml", 1, "#z"), at(folder, "a.xml", 1, "#ы")]
    file = folder / "known.json"
    text = baseline.empty(file).updated(findings, files).write()
    file.write_text(text, encoding="utf-8")

    assert baseline.empty(file).updated(findings[::-1], files).write() == text
    assert baseline.read(file).write() == text
    assert "#ы" in text
    assert list(json.loads(text)["files"]) == ["a.xml", "b.xml"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", ":1: no JSON"), ("[]", "is no baseline"), ('{"version": 9, "files": {}}', "of version 9"), (None, "cannot be read")],
)  # fmt: skip
def test_what_is_no_baseline(tmp_path: Path, text: str | None, said: str) -> None:
    """A file that is none is wrong use, with its reason."""
    file = tmp_path / "known.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongUse, match=said):
        baseline.read(file)
