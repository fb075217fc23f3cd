# SPDX-License-Identifier: MIT
"""Whatever is kept, and however many processes check: what is found is what one process finds that knows nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from edition import findings as plainly
from edition.engines import cache
from edition.findings import Finding
from edition.source import corpus, document
from edition.source.corpus import Corpus
from edition.validate import check, kept
from edition.validate.alone import Schemas
from edition.validate.association import Schema
from edition.validate.catalog import Sources
from edition.validate.check import check_documents, edition_schemas

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


def write(folder: Path, name: str, body: str, language: str = "en") -> Path:
    """A document with a hand, and something in its body."""
    path = folder / f"{name}.xml"
    path.write_text(
        f'<TEI {TEI} {XI} xml:lang="{language}"><teiHeader><fileDesc><titleStmt><title>{name}</title></titleStmt>'
        f"<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc><profileDesc><handNotes>"
        f'<handNote xml:id="h">x</handNote></handNotes></profileDesc></teiHeader>\n<text><body>{body}</body></text></TEI>\n',
        encoding="utf-8",
    )
    return path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents of which each has something wrong, most of it because of another; the cache is their own."""
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "tei"
    folder.mkdir()
    write(folder, "a", '<p xml:id="one">A <persName ref="persons.xml#p1">B</persName></p><p xml:id="two">C</p>')
    write(
        folder,
        "b",
        '<p corresp="a.xml#one" xml:id="one">D <ref target="none.xml#x">f</ref></p>'
        '<p corresp="a.xml#two">e</p>'
        '<p xml:id="three">loose</p>',
        "de",
    )
    write(folder, "c", '<p>G <hi hand="#h">h</hi></p><ab type="a b">i</ab><nonsense/>')
    write(folder, "d", '<xi:include href="part.xml"/>')
    (folder / "part.xml").write_text(f'<p {TEI}>Part <ref target="#h">x</ref></p>', encoding="utf-8")
    entries = "".join(f'<person xml:id="p{n}"><persName>N{n}</persName></person>' for n in (1, 2))
    write(folder, "persons", f"<listPerson>{entries}</listPerson>")
    (folder / "broken.xml").write_text(f"<TEI {TEI}><text>", encoding="utf-8")
    return folder


def afresh(folder: Path) -> list[Finding]:
    """What is found by one process that keeps nothing."""
    return check_documents(corpus.find([folder]))


def again(folder: Path) -> list[Finding]:
    """What is found with what is kept."""
    return check_documents(corpus.find([folder]), keep=True)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files that are parsed."""
    names: list[str] = []
    real = document.read

    def noted(path: Path, *how: Any) -> document.Document | Finding:
        names.append(path.name)
        return real(path, *how)

    monkeypatch.setattr(document, "read", noted)
    return names


def test_what_is_kept_says_the_same(project: Path, parsed: list[str]) -> None:
    """A second run finds the same, word for word and translatable, and reads no document."""
    fresh = afresh(project)
    codes = {finding.code for finding in fresh}
    assert {"PTR002", "PAR003", "REG003", "XML001", "RNG001"} <= codes
    assert again(project) == fresh
    parsed.clear()
    kept_ones = again(project)
    assert kept_ones == fresh
    assert [plainly.plain(each) for each in kept_ones] == [plainly.plain(each) for each in fresh]
    assert parsed == []


def test_processes_say_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes find what one finds."""
    monkeypatch.setattr(check, "_FOR_MANY", 1)
    monkeypatch.setattr(check, "_PORTION", 1)
    assert check_documents(corpus.find([project]), jobs=2) == afresh(project)
    unsaved = {project / "c.xml": (project / "a.xml").read_bytes()}
    asked = corpus.find([project]).paths
    assert check_documents(Corpus(asked, unsaved=unsaved), jobs=2) == check_documents(Corpus(asked, unsaved=unsaved))


def test_only_what_changed_is_read(project: Path, parsed: list[str]) -> None:
    """One file is changed, and another no longer leads to what it was."""
    before = again(project)
    assert not any("a.xml#two" in finding.message for finding in before)
    write(project, "a", '<p xml:id="one">A <persName ref="persons.xml#p1">B</persName></p>')
    parsed.clear()
    after = again(project)
    assert set(parsed) == {"a.xml"}
    assert after == afresh(project)
    (dangling,) = [finding for finding in after if "a.xml#two" in finding.message]
    assert (dangling.code, dangling.place.file.name, dangling.place.line) == ("PTR001", "b.xml", 2)


def test_a_file_that_goes_or_comes_is_seen(project: Path) -> None:
    """Who points to it has not changed, and is told all the same."""
    again(project)
    (project / "a.xml").rename(project / "none.xml")
    assert again(project) == afresh(project)
    (project / "none.xml").rename(project / "a.xml")
    assert again(project) == afresh(project)


def test_what_is_included_counts(project: Path, parsed: list[str]) -> None:
    """A part that changes, goes, and comes back."""
    again(project)
    part = project / "part.xml"
    text = part.read_text(encoding="utf-8")
    for change in (
        lambda: part.write_text(text.replace("#h", "#k"), encoding="utf-8"),
        part.unlink,
        lambda: part.write_text(text),
    ):
        change()
        parsed.clear()
        found = again(project)
        assert parsed == ["d.xml"]
        assert found == afresh(project)


def test_a_schema_that_changes_counts(project: Path, tmp_path: Path, parsed: list[str]) -> None:
    """The schema that is given, a file that it includes, and one that a document names."""
    main, part = tmp_path / "main.rng", tmp_path / "part.rng"
    rng = 'xmlns="http://relaxng.org/ns/structure/1.0"'
    anything = f'<grammar {rng}><start><ref name="x"/></start><define name="x"><element><anyName/><zeroOrMore><choice>'
    anything += (
        '<attribute><anyName/></attribute><text/><ref name="x"/></choice></zeroOrMore></element></define></grammar>'
    )
    part.write_text(anything, encoding="utf-8")
    main.write_text(f'<grammar {rng}><include href="part.rng"/></grammar>', encoding="utf-8")
    named = write(project, "e", "<p>x</p>")
    text = named.read_text(encoding="utf-8")
    named.write_text(f'<?xml-model href="own.rng"?>\n{text}', encoding="utf-8")

    def run(*, keep: bool) -> list[Finding]:
        schemas = Schemas((Schema("rng", main),), own=Sources(root=project))
        return check_documents(corpus.find([project]), schemas, keep=keep)

    def same_and_read(*names: str) -> None:
        parsed.clear()
        found = run(keep=True)
        assert set(parsed) == set(names)
        assert found == run(keep=False)

    everything = [path.name for path in corpus.find([project]).paths if path.name not in ("e.xml", "broken.xml")]
    same_and_read(*everything, "e.xml", "broken.xml")
    same_and_read()
    shutil.copy(part, project / "own.rng")
    same_and_read("e.xml")
    part.write_text(anything.replace("<text/>", ""), encoding="utf-8")
    os.utime(part, ns=(1, 1))
    same_and_read(*everything)


def test_what_is_damaged_is_not_used(project: Path) -> None:
    """Cut off, of another file, of another kind, or none of ours: it is made again."""
    fresh = again(project)
    files = sorted(cache.folder(kept.KIND).iterdir())
    assert len(files) > 5
    for number, file in enumerate(files):
        data = file.read_bytes()
        stamp, _, body = data.partition(b"\n")
        spoilt = [
            data[:-20],
            b"",
            b"\x00\xff",
            files[number - 1].read_bytes(),
            stamp + b"\n[]",
            stamp + b"\n" + body[::-1],
        ]
        file.write_bytes(spoilt[number % len(spoilt)])
    assert again(project) == fresh


def test_what_is_whole_and_foreign_is_not_used(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with a sound digest that holds something else is ignored, too."""
    fresh = again(project)
    monkeypatch.setattr(kept.account, "written", lambda _: json.dumps({"found": 3}).encode() + b"\n{}")
    shutil.rmtree(cache.folder(kept.KIND))
    again(project)
    monkeypatch.undo()
    monkeypatch.setenv("EDITION_CACHE", str(project.parent / "cache"))
    assert again(project) == fresh


def test_the_cache_is_bounded(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not written for longest goes."""
    monkeypatch.setattr(kept, "_SIZE", 5_000)
    fresh = again(project)
    assert sum(file.stat().st_size for file in cache.folder(kept.KIND).iterdir()) <= 5_000
    assert again(project) == fresh


def test_a_register_that_is_not_checked_is_read_once(project: Path, parsed: list[str]) -> None:
    """Of a file that is only pointed to, what it offers is kept."""
    asked = project / "a.xml"
    first = check_documents(corpus.find([asked]), edition_schemas(), keep=True)
    parsed.clear()
    assert check_documents(corpus.find([asked]), edition_schemas(), keep=True) == first
    assert parsed == []
