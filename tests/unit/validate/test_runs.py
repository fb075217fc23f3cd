# SPDX-License-Identifier: MIT
"""A run that is kept is told again where nothing has changed that it looked at, and without opening a document; else it is not."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from edition.engines import cache
from edition.findings import Finding
from edition.settings import Limits
from edition.source import corpus, document, fence
from edition.source.corpus import Corpus
from edition.validate import check, runs
from edition.validate.alone import Schemas, edition_schemas
from edition.validate.association import Schema
from edition.validate.catalog import Sources

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
_AFTER: int = 10**10
"""So many nanoseconds are enough for every file to be at rest."""


def write(folder: Path, name: str, body: str, before: str = "") -> None:
    """A document."""
    (folder / name).write_text(
        f'{before}<TEI {TEI} xmlns:xi="http://www.w3.org/2001/XInclude" xml:lang="en"><teiHeader/><text><body>{body}</body></text></TEI>',
        encoding="utf-8",
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents that rest on others, on a part, on a schema, and on what is not there; the cache is their own."""
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "tei"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "edition.toml").touch()
    write(folder, "a.xml", '<p><ref target="data/list.xml#x"/><ref target="none.xml"/><xi:include href="part"/></p>')
    write(folder, "b.xml", '<p><foo/><ref target="lettre-1.xml"/></p>', '<?xml-model href="own.rng"?>')
    (folder / "data").mkdir()
    (folder / "data/list.xml").write_text(f'<list {TEI} xml:id="x"/>', encoding="utf-8")
    (folder / "part").write_text(f"<hi {TEI}>x</hi>", encoding="utf-8")
    (folder / "other.xml").write_text("<other/>", encoding="utf-8")
    return folder


def asked(folder: Path, schemas: Schemas | None = None) -> runs.Asked:
    """A run about a folder."""
    return runs.Asked([folder], Limits(), schemas or edition_schemas(own=Sources(folder)))


def run(of: runs.Asked, late: int = _AFTER) -> list[Finding]:
    """What is found, and kept, as if it had begun a while after the files were written."""
    found = corpus.find(of.paths)
    done = check.check(found, of.schemas)
    of.keep(found, done, time.time_ns() + late)
    return done.findings


def test_told_again_and_nothing_opened(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told again is what was found, of the same documents, and their lines can be shown."""
    first = run(asked(project))
    monkeypatch.setattr(document, "parsed", pytest.fail)
    monkeypatch.setattr(corpus, "_is_tei", pytest.fail)

    known = asked(project).known()

    assert known is not None
    again, told = known
    assert [path.name for path in again.paths] == ["a.xml", "b.xml"]
    assert told == first
    assert len(told) > 3
    assert again.line(project / "a.xml", 1).startswith("<TEI")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a document": lambda at: write(at, "a.xml", "<p/>"),
    "a document is gone": lambda at: (at / "b.xml").unlink(),
    "a new document": lambda at: write(at, "c.xml", "<p/>"),
    "what was none becomes one": lambda at: write(at, "other.xml", "<p/>"),
    "what is included": lambda at: (at / "part").write_text("<p/>", encoding="utf-8"),
    "what is pointed to": lambda at: (at / "data/list.xml").write_text("<list/>", encoding="utf-8"),
    "what was pointed to and not there": lambda at: (at / "none.xml").write_text("<x/>", encoding="utf-8"),
    "a like name": lambda at: (at / "lettre-1.txt").touch(),
    "a schema that was not there": lambda at: (at / "own.rng").touch(),
    "where the project ends": lambda at: (at / "edition.toml").rename(at.parent / "edition.toml"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_whatever_it_looked_at_counts(project: Path, change: Callable[[Path], object]) -> None:
    """A run is not told again where anything is otherwise that it rests on."""
    run(asked(project))
    assert asked(project).known() is not None
    fence._project.cache_clear()

    change(project)

    assert asked(project).known() is None


def test_whatever_is_asked_counts(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other paths, limits, schemas, another folder to call it in: each is another run."""
    run(asked(project))
    schema = project.parent / "some.rng"
    schema.write_text("<empty/>", encoding="utf-8")

    assert replace(asked(project), paths=[project / "a.xml"]).known() is None
    assert replace(asked(project), limits=Limits(elements=9)).known() is None
    assert asked(project, Schemas((Schema("rng", schema),))).known() is None
    assert asked(project, edition_schemas(own=Sources(project, {"own.rng": "data/"}))).known() is None
    monkeypatch.chdir(project.parent)
    assert asked(project).known() is None


def test_the_meaning_of_an_address_counts(project: Path) -> None:
    """Where a catalog comes to know the address of a schema, the run is another, though the settings are the same."""
    catalog = project / "catalog"
    of = asked(project, edition_schemas(own=Sources(project, catalog=catalog)))
    run(of)
    assert of.known() is not None

    (project / "here.rng").touch()
    catalog.write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><uri name="own.rng" uri="here.rng"/></catalog>',
        encoding="utf-8",
    )

    assert of.known() is None


def test_what_was_written_a_moment_ago_is_not_trusted(project: Path) -> None:
    """Where a file may have changed while it was read, nothing is kept."""
    run(asked(project), late=0)

    assert asked(project).known() is None


def test_a_link_is_not_trusted(project: Path) -> None:
    """A document that is a link may lead elsewhere tomorrow: such a run is not kept."""
    (project / "link.xml").symlink_to(project / "a.xml")
    found = Corpus([project / "link.xml"])
    of = replace(asked(project), paths=[project / "link.xml"])
    of.keep(found, check.check(found, of.schemas), time.time_ns() + _AFTER)

    assert of.known() is None


def test_what_does_not_tell_what_it_rests_on_is_not_kept(project: Path) -> None:
    """Rules that read other documents, or a schema that is of no use, make a run that nobody can trust again."""
    (project / "own.rng").write_text("<empty/>", encoding="utf-8")
    assert [each.code for each in run(asked(project))].count("MDL003") == 1

    assert asked(project).known() is None


@pytest.mark.parametrize("spoilt", [b"", b"x", b"\n{}", b"\xff\n{}"])
def test_what_is_not_whole_is_not_used(project: Path, spoilt: bytes) -> None:
    """A record that was cut or altered is none."""
    run(asked(project))
    for file in cache.folder("checks").glob("run-*"):
        file.write_bytes(spoilt)

    assert asked(project).known() is None
