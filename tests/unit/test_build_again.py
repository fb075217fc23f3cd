# SPDX-License-Identifier: MIT
"""A build does only what was not done before, and gives the same bytes however many processes do it."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edition import build as building
from edition.build import inputs, store, tasks
from edition.engines import cache, crew
from edition.errors import WrongUse
from edition.publish import facts, fonts, frame, grouping, search, site
from edition.settings import Settings
from edition.source import corpus, seen
from edition.source.corpus import Corpus


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


def test_only_what_has_changed_is_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan is made from what is known of each document: of all of them, one letter is read anew."""
    built(project)
    changed(project / "tei/letter.xml", ">Bublik<", ">Comrade Bublik<")
    read: list[str] = []
    monkeypatch.setattr(facts, "_of", lambda document, of=facts._of: (read.append(document.path.name), of(document))[1])
    assert built(project)[0] == 1
    assert read == ["letter.xml"]


def test_other_words_are_another_index_and_the_same_pages(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the words of a passage change, the pages about all documents stay, and so does the index of another language."""
    changed(project / "tei/letter.xml", "</persName>.</p>", "</persName>.</p><p>The ships sail soon.</p>")
    _, before = built(project)
    monkeypatch.setattr(frame.Frame, "_made", lambda *_: pytest.fail("a page about many documents was made again"))
    changed(project / "tei/letter.xml", "sail soon", "have sailed")
    made, files = built(project)
    assert made == 1
    assert {name for name in files if files[name] != before.get(name) and name.startswith("search/ru")} == set()
    assert {name for name in files if files[name] != before.get(name) and name.startswith("search/en")}


def test_a_page_about_many_documents_is_made_of_what_it_shows(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other words beside a name are another page of him who is named; another title is another list; another entry neither, but its own."""
    monkeypatch.setattr(frame, "MOST", 1)
    for each in ("telegram.ru.xml", "telegram.en.xml"):
        (project / "tei" / each).unlink()
    letter, other, register = (project / "tei" / name for name in ("letter.xml", "other.xml", "registers/persons.xml"))
    other.write_text(letter.read_text(encoding="utf-8").replace("#bublik", "#mikoyan"), encoding="utf-8")
    pages: list[str] = []

    def made(self: frame.Frame, names: list[str], *given: Any, of: Any = frame.Frame._made) -> Any:
        pages.extend(names)
        return of(self, names, *given)

    monkeypatch.setattr(frame.Frame, "_made", made)

    def again() -> set[str]:
        pages.clear()
        built(project)
        return set(pages)

    assert {"person-bublik", "person-mikoyan", "documents", "documents~2"} < again()
    changed(letter, "<p>To <", "<p>Written to <")
    assert again() == {"person-bublik"}
    changed(other, "A letter", "Another letter")
    assert again() == {"person-mikoyan", "documents~2", "index", "about", "search"}
    changed(register, "Signed for the first copy of the telegram", "Signed for the first copy")
    monkeypatch.setattr(search, "indexes", lambda _: pytest.fail("an index was made for what no text says"))
    assert {page for page in again() if not page.startswith("persons")} == {"person-bublik", "search"}


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


def test_from_a_folder_that_was_given_nothing_is_thrown_away(tmp_path: Path) -> None:
    """What `--results` names belongs to many builds."""
    with store.opened(str(tmp_path)) as kept:
        kept.put("aa1", store.Made({"a.html": b"a page"}))
        kept.prune(0)
        assert "aa1" in kept


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


# -- nothing to do, and why there is something -------------------------------------------------------------------------


Call = Callable[..., Any]


@pytest.fixture
def at_rest(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project, its files so old that their times can be trusted."""
    monkeypatch.setattr(seen, "_REST", -3600 * 10**9)
    return project


def test_with_nothing_changed_nothing_is_done(at_rest: Path, run: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build reads no document; it tells the same of it, and touches no file of the site."""
    first = run("build", "tei", "--format", "html", "--lenient", cwd=at_rest)
    assert first.code == 0
    times = {path: path.stat().st_ctime_ns for path in (at_rest / "build").rglob("*")}
    monkeypatch.setattr(building, "build", lambda *_, **__: pytest.fail("it was built again"))
    monkeypatch.setattr(Corpus, "once", lambda *_: pytest.fail("a document was read"))
    again = run("build", "tei", "--format", "html", "--lenient", cwd=at_rest)
    assert again.code == 0
    assert "nothing to do" in again.out
    assert again.out.splitlines()[:-1] == first.out.splitlines()[:-1]
    assert {path: path.stat().st_ctime_ns for path in (at_rest / "build").rglob("*")} == times


LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
<publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>Written for a test.</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>{}</p></body></text></TEI>"""
"""A letter with these words."""


def test_what_is_looked_for_is_known_of_the_last_build(
    tmp_path: Path, run: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pointer to nothing is no reason to build again; that a file comes or goes which a pointer leads to, or one of a like name, is."""
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(seen, "_REST", -3600 * 10**9)
    tei = tmp_path / "tei"
    tei.mkdir()
    (tei / "leaf.jpg").write_bytes(b"an image")
    words = '<ref target="leaf.jpg">a leaf</ref>, <ref target="annswer.xml">an answer</ref>'
    (tei / "letter.xml").write_text(LETTER.format(words), encoding="utf-8")

    def told() -> str:
        return str(run("build", "tei", "--format", "html", "--lenient", cwd=tmp_path).out)

    assert "does not exist: annswer.xml\n" in told()
    again = told()
    assert "nothing to do" in again
    assert "does not exist: annswer.xml\n" in again
    (tei / "leaf.jpg").unlink()
    assert "does not exist: leaf.jpg" in told()
    (tei / "answer.xml").write_text("<note/>", encoding="utf-8")
    assert "did you mean answer.xml?" in told()
    (tei / "annswer.xml").write_text("<note/>", encoding="utf-8")
    (tei / "leaf.jpg").write_bytes(b"an image")
    assert "does not exist" not in told()
    assert "nothing to do" in told()


def _touched(project: Path) -> None:
    changed(project / "tei/letter.xml", ">Bublik<", ">Bublik!<")


def _same_size_and_time(project: Path) -> None:
    file = project / "tei/letter.xml"
    state = file.stat()
    changed(file, ">Bublik<", ">Kilbub<")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def _new(project: Path) -> None:
    shutil.copy(project / "tei/letter.xml", project / "tei/other.xml")


def _lost(project: Path) -> None:
    (project / "tei/letter.xml").unlink()


def _settled(project: Path) -> None:
    (project / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")


def _page_lost(project: Path) -> None:
    (project / "build/letter.reading.html").unlink()


def _page_altered(project: Path) -> None:
    (project / "build/letter.reading.html").write_text("graffiti", encoding="utf-8")


_CHANGES = (_touched, _same_size_and_time, _new, _lost, _settled, _page_lost, _page_altered)


@pytest.mark.parametrize(
    ("change", "trusted"), [*((change, True) for change in _CHANGES), (_same_size_and_time, False), (_touched, False)]
)
def test_whatever_is_changed_there_is_something_to_do(
    project: Path, run: Call, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None], trusted: bool
) -> None:
    """A change is seen whatever size and time say; what was done to the folder is put right."""
    monkeypatch.setattr(seen, "_REST", -3600 * 10**9 if trusted else 3600 * 10**9)
    (project / "tei/telegram.ru.xml").unlink()
    (project / "tei/telegram.en.xml").unlink()
    run("build", "tei", "--format", "html", "--lenient", cwd=project)
    whole = (project / "build/letter.reading.html").read_bytes()
    change(project)
    again = run("build", "tei", "--format", "html", "--lenient", cwd=project)
    assert "nothing to do" not in again.out
    if change in (_page_lost, _page_altered):
        assert (project / "build/letter.reading.html").read_bytes() == whole
    assert "nothing to do" in run("build", "tei", "--format", "html", "--lenient", cwd=project).out


def test_it_says_what_made_a_page_stale(project: Path, run: Call) -> None:
    """The document, the entry of a register, or a setting; and that a page is fresh."""

    def why(page: str) -> str:
        said = run("build", "tei", "--format", "html", "--lenient", "--why", page, cwd=project)
        assert said.code == 0, said.err
        return str(said.out)

    run("build", "tei", "--format", "html", "--lenient", cwd=project)
    page = "letter.reading.html"
    assert why(page) == f"{page} is fresh\n"
    changed(project / "tei/registers/persons.xml", "Signed for the first copy of the telegram", "Signed it")
    assert why(f"build/{page}") == f"build/{page} is stale\n  changed: entry persons.xml#bublik\n"
    assert "persons.xml#bublik" in why("telegram.ru.diplomatic.html")
    assert why("index.html") == "index.html is fresh\n"
    assert why("persons.html") == "persons.html is stale\n  changed: tei/registers/persons.xml\n"
    changed(project / "tei/letter.xml", ' ref="registers/persons.xml#bublik"', "")
    assert why(page) == f"{page} is stale\n  changed: document letter.xml\n  gone: entry persons.xml#bublik\n"
    (project / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    assert "  changed: settings\n" in why(page)
    said = run("build", "tei", "--lenient", "--why", "leter.reading.html", cwd=project)
    assert said.code == 2
    assert "did you mean letter.reading.html?" in said.err


def test_what_is_unchanged_stays_the_same_file(project: Path) -> None:
    """A page whose text has not changed is linked to, not written again; the one that has is another file."""
    built(project)
    before = {
        name: (project / "out" / name).stat().st_ino for name in ("letter.reading.html", "telegram.ru.reading.html")
    }
    changed(project / "tei/letter.xml", ">Bublik<", ">Comrade Bublik<")
    built(project)
    after = {name: (project / "out" / name).stat().st_ino for name in before}
    assert after["telegram.ru.reading.html"] == before["telegram.ru.reading.html"]
    assert after["letter.reading.html"] != before["letter.reading.html"]


def test_what_was_edited_while_it_was_built_is_not_kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A register that changes in mid-build stops it, and no result is kept under the name of what it may not be made from."""
    do = tasks.do

    def meanwhile(task: tasks.Task) -> str:
        register = project / "tei/registers/persons.xml"
        register.write_text(register.read_text(encoding="utf-8") + "<!-- later -->", encoding="utf-8")
        return do(task)

    monkeypatch.setattr(tasks, "do", meanwhile)
    with pytest.raises(WrongUse, match=r"persons\.xml was changed while it was built"):
        built(project)
    assert not (project / "out").exists()
    monkeypatch.setattr(tasks, "do", do)
    assert built(project)[0] == 2
