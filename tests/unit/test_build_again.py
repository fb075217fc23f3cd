# SPDX-License-Identifier: MIT
"""A build does only what was not done before, and gives the same bytes however many processes do it."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from edition import build as building
from edition.build import inputs, store, tasks
from edition.engines import cache, crew
from edition.errors import WrongUse
from edition.publish import fonts, grouping, site
from edition.settings import Settings
from edition.source import corpus


@pytest.fixture
def project(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The telegram and its registers, with nothing in the cache, and a letter beside it that names one person."""
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    shutil.copytree(root / "tei", tmp_path / "tei")
    (tmp_path / "tei/letter.xml").write_text(
        """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
        <publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>Written for a test.</p></sourceDesc></fileDesc></teiHeader>
        <text><body><p>To <persName ref="registers/persons.xml#bublik">Bublik</persName>.</p></body></text></TEI>""",
        encoding="utf-8",
    )
    return tmp_path


def built(project: Path, *, jobs: int = 1) -> tuple[int, dict[str, bytes]]:
    """How many tasks a build of pages did, and the files that it laid down."""
    out = project / "out"
    asked = corpus.find([project / "tei"], lenient=True)
    made = building.build(asked, Settings(), out, formats=["html"], jobs=jobs, lenient=True)
    assert made.files, made.findings
    return made.made, {name: (out / name).read_bytes() for name in made.files}


def changed(path: Path, old: str, new: str) -> None:
    """Write something else into a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_unchanged_is_not_made_again(project: Path) -> None:
    """A second build does no task, and lays the same files down."""
    first, files = built(project)
    again, same = built(project)
    assert (first, again) == (2, 0)
    assert same == files


def test_processes_give_the_same_bytes(project: Path) -> None:
    """One process or two: not a byte differs."""
    _, alone = built(project)
    shutil.rmtree(project / "cache")
    made, together = built(project, jobs=2)
    assert made == 2
    assert together == alone


def test_an_entry_is_part_of_the_texts_that_name_it(project: Path) -> None:
    """A changed entry of a register makes those texts stale that name it, and no others."""
    built(project)
    register = project / "tei/registers/persons.xml"
    changed(register, "Signed for the first copy of the telegram", "Signed for the first copy")
    assert built(project)[0] == 2  # the letter and the telegram name him
    changed(register, "Председатель ЦК ТПК", "Председатель ЦК партии")
    assert built(project)[0] == 1  # only the telegram names Kim Il Sung


def test_the_names_of_a_changed_text_are_told_anew(project: Path) -> None:
    """A changed text is made again, and it alone."""
    built(project)
    changed(project / "tei/letter.xml", ">Bublik<", ">Comrade Bublik<")
    made, files = built(project)
    assert made == 1
    assert b"Comrade Bublik" in files["letter.reading.html"]


def test_a_spoilt_result_is_made_again(project: Path) -> None:
    """What was cut short in the cache is noticed."""
    _, files = built(project)
    for path in cache.folder(store.KIND).glob("*/*"):
        path.write_bytes(path.read_bytes()[:-40])
    assert built(project)[1] == files


def test_a_task_does_not_take_what_nobody_checked(project: Path) -> None:
    """A document that is edited between its check and its task stops the build."""
    asked = corpus.find([project / "tei/letter.xml"])
    groups = grouping.groups(asked.documents)
    whole, faces = site.known(asked.documents, groups, Settings()), fonts.faces(Settings())
    of_pages = inputs.of_leaf(groups[0], asked, whole, faces)
    task = tasks.Task(inputs.key(of_pages), of_pages, (asked.paths[0],), (groups[0][0].digest,))
    with store.opened() as kept:
        tasks.begin(tasks.Shop(whole, faces, asked.manner, kept, asked.paths))
        changed(asked.paths[0], "Bublik<", "Bublik?<")
        with pytest.raises(WrongUse, match=r"letter\.xml was changed while it was built"):
            tasks.do(task)
        assert task.key not in kept


def test_every_input_has_a_part_in_the_key(project: Path) -> None:
    """What changes a page changes its key, and each part has a name."""
    asked = corpus.find([project / "tei/letter.xml"])
    group, faces = asked.documents, fonts.faces(Settings())
    whole = site.known(group, [group], Settings())
    keys = {
        inputs.key(inputs.of_leaf(group, asked, variant, faces))
        for variant in (
            whole,
            dataclasses.replace(whole, title="Letters"),
            dataclasses.replace(whole, with_books=False),
        )
    }
    assert len(keys) == 3
    assert set(inputs.of_leaf(group, asked, whole, faces)) == {
        *("program", "fonts", "settings", "names", "document letter.xml", "entry persons.xml#bublik")
    }


def test_a_store_keeps_what_was_used_last(tmp_path: Path) -> None:
    """The result unused for longest goes first."""
    kept = store.Store(tmp_path)
    for key in ("aa1", "bb2", "cc3"):
        kept.put(key, store.Made({f"{key}.html": bytes(range(256)) * 4}))
    size = (tmp_path / "aa/aa1").stat().st_size
    assert kept.about("aa1") is not None  # which is a use of it
    kept.prune(size * 2)
    assert "aa1" in kept
    assert len([key for key in ("bb2", "cc3") if key in kept]) == 1


def test_a_crew_goes_on_without_the_process_that_died(tmp_path: Path) -> None:
    """The item that killed a process is done once more, and all others too."""
    with crew.Crew(2) as hands:
        assert list(hands.run(_die_once, [(number, str(tmp_path)) for number in range(6)])) == list(range(6))


def _die_once(item: tuple[int, str]) -> int:
    import os  # noqa: PLC0415 - this runs in a process of its own

    number, folder = item
    mark = Path(folder) / "died"
    if number == 3 and not mark.exists():
        mark.touch()
        os._exit(1)
    return number
