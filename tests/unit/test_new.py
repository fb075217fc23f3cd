# SPDX-License-Identifier: MIT
"""A new project is sound and can be built as it is, and each of its files does what it is there for."""

from __future__ import annotations

import configparser
import io
import json
import re
import shlex
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages import pofile

from edition import settings, speech, starter
from edition.render import stylesheets
from tests.conftest import Ran


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project, built once, with its schema compiled."""
    from click.testing import CliRunner  # noqa: PLC0415

    from edition import cli  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("new") / "letters-of-tilda"
    monkey = pytest.MonkeyPatch()
    for where, words in (
        (folder.parent, ("new", folder.name, "--language", "fr", "--language", "en")),
        (folder, ("build",)),
        (folder, ("schema", "compile", "schemas/my.odd", "--out", "schemas/")),
    ):
        monkey.chdir(where)
        ran = CliRunner().invoke(cli.edition, words, prog_name="edition")
        assert (words, ran.exit_code, ran.exception) == (words, 0, None), ran.output
    monkey.undo()
    stylesheets.use(stylesheets.Own())
    speech.learn({})
    return folder


def test_it_has_what_the_readme_says(made: Path) -> None:
    """Each file and folder that its README names is there, and the README has its title."""
    readme = (made / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# Letters of tilda\n")
    named = re.findall(r"`([\w./-]+)`", readme.partition("## What is here")[2].partition("\n\nThrow")[0])
    assert len(named) > 10
    assert [name for name in named if not (made / name).exists()] == []
    assert "@" not in "".join(re.findall(r"@[A-Z]+@", readme))


def test_the_settings_are_the_defaults_but_for_what_was_asked(made: Path) -> None:
    """Every setting is in the file; those that hold are the title, the languages and the theme."""
    given = tomllib.loads((made / "edition.toml").read_text(encoding="utf-8"))["edition"]
    assert {key: value for key, value in given.items() if value} == {
        "title": "Letters of tilda",
        "languages": "languages",
        "check": {"language": "fr"},
        "site": {"theme": "theme.css"},
    }
    assert settings.read(made).title == "Letters of tilda"


def test_every_kind_of_alteration_is_shown(made: Path) -> None:
    """The example has each element with which an alteration is encoded, and its translation answers it."""
    source = (made / "tei/letter.en.xml").read_text(encoding="utf-8")
    wanted = (
        "add addSpan anchor del delSpan handShift metamark mod redo restore retrace stamp subst substJoin transpose undo "
        "abbr fw gap handNote note pb sic supplied unclear"
    )
    assert [name for name in wanted.split() if f"<{name}" not in source] == []
    assert 'instant="true"' in source
    for page in ("reading", "diplomatic", "ledger", "parallel"):
        assert (made / f"build/letter.en.{page}.html").is_file()
    assert (made / "build/letter.ru.parallel.pdf").read_bytes().startswith(b"%PDF")


def test_the_texts_of_the_letter(made: Path, run: Callable[..., Ran]) -> None:
    """What was struck, restored, undone, done again, transposed and put in comes out as its editor would read it."""
    first, last = (
        run("text", "--state", state, "tei/letter.en.xml", cwd=made).out.splitlines() for state in ("base", "final")
    )
    assert (
        "The lamp glass is cracked, and a man to mend it would be welcome, if one can be spared, and a sober one."
        in first
    )
    assert "The glass of the lamp is cracked, and a man to mend it would be welcome, if one can be spared." in last
    assert {"My brother would have written a better letter.", "He is at sea."} <= set(first) - set(last)
    assert "The cat has had her kittens in the oil store, where it is warm." in set(last) - set(first)
    assert [line.partition(" of Her")[0] for line in last if line.startswith("On the night")] == [
        "On the night of the gale I burnt both lamps and saw lanterns and masts"
    ]


def test_it_is_sound_and_stays_so(made: Path, run: Callable[..., Ran]) -> None:
    """By our schema, by its own, in its layout, and in what was built."""
    for words in (
        ("check", "--fail-on", "info"),
        ("check", "--schema", "schemas/my.rng", "--schema", "schemas/my.sch"),
        ("check", "--schema", "schemas/my.odd"),
        ("fmt", "--check"),
        ("verify",),
    ):
        ran = run(*words, cwd=made)
        assert (words, ran.code) == (words, 0), ran.out + ran.err


def test_its_schema_is_its_own(made: Path, run: Callable[..., Ran]) -> None:
    """What the ODD takes away and what it narrows is refused; the schema of the program would have it."""
    source = (made / "tei/letter.en.xml").read_text(encoding="utf-8")
    other = made.parent / "other.xml"
    other.write_text(source.replace('reason="illegible"', 'reason="damage"'), encoding="utf-8")
    narrow = run("check", "--schema", "schemas/my.rng", other, cwd=made)
    assert narrow.code == 1
    assert "damage" in narrow.out


def test_every_command_in_it_can_be_run(made: Path, run: Callable[..., Ran]) -> None:
    """What its README, its servers, its hooks and its tasks call ends well, here and now."""
    called = re.findall(r"^(edition [^#\n]+)", (made / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    for name in (".gitlab-ci.yml", ".github/workflows/edition.yml"):
        called += re.findall(r"- (?:run: )?(edition .+)", (made / name).read_text(encoding="utf-8"))
    called += re.findall(r"entry: (edition .+)", (made / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    tasks = json.loads((made / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    called += [shlex.join([task["command"], *task["args"]]) for task in tasks]
    helix = tomllib.loads((made / ".helix/languages.toml").read_text(encoding="utf-8"))["language-server"]["edition"]
    assert (helix["command"], helix["args"]) == ("edition", ["lsp"])
    assert len(called) > 12
    for call in sorted(set(called) - {"edition build"}):
        ran = run(*shlex.split(call)[1:], cwd=made)
        assert (call, ran.code) == (call, 0), ran.out + ran.err
    (made / "gl-code-quality-report.json").unlink()


def test_what_a_check_says_is_a_problem_for_the_editor(made: Path, run: Callable[..., Ran]) -> None:
    """The pattern of the task finds file, line and column in what `edition check` prints."""
    (tasks,) = [
        task
        for task in json.loads((made / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
        if task["label"] == "edition check"
    ]
    broken = made.parent / "broken.xml"
    broken.write_text("<TEI>", encoding="utf-8")
    found = re.search(tasks["problemMatcher"]["pattern"]["regexp"], run("check", broken, cwd=made).out, re.MULTILINE)
    assert found
    assert found[1].endswith("broken.xml")
    assert (found[2], found[4], found[5]) == ("1", "error", "XML001")


def test_the_way_to_what_a_server_lacks(made: Path) -> None:
    """What the servers run to get fonts and libraries prints the commands that `edition doctor` gives, whatever is missing."""
    for name in (".gitlab-ci.yml", ".github/workflows/edition.yml"):
        (line,) = re.findall(r"(\(edition doctor .+)$", (made / name).read_text(encoding="utf-8"), re.MULTILINE)
        script = line.replace("edition doctor --format json", """echo '{"commands": ["echo got", "echo it"]}'; false""")
        ran = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
        assert ran.stdout == "got\nit\n"


def test_the_editor_keeps_what_may_be_text(made: Path) -> None:
    """No editor takes away a space at the end of a line of a document."""
    config = configparser.ConfigParser()
    config.read_string("[top]\n" + (made / ".editorconfig").read_text(encoding="utf-8"))
    assert config["*.{xml,odd,xsl}"]["trim_trailing_whitespace"] == "false"
    assert config["*"]["charset"] == "utf-8"


def test_a_further_language_has_a_catalogue(made: Path) -> None:
    """Every word of the pages with its key, every sentence of the checks, the numbers as French has them; none translated yet."""
    path = made / "languages/fr.po"
    known = pofile.read_po(io.BytesIO(path.read_bytes()), "fr")
    assert {entry.context: entry.id for entry in known if entry.context} == starter.words()
    ours = pofile.read_po(io.BytesIO((speech.FOLDER / "ru.po").read_bytes()), "ru")
    assert {str(entry.id) for entry in known if not entry.context} == {str(entry.id) for entry in ours}
    assert known.num_plurals == 2
    assert speech.labels(path, "fr") == {}


def test_nothing_is_overwritten(tmp_path: Path, run: Callable[..., Ran]) -> None:
    """A folder with anything in it is refused and stays as it is; an empty one, or a fresh repository, is taken."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/README.md").write_text("mine")
    ran = run("new", "mine", cwd=tmp_path)
    assert ran.code == 2
    assert "mine is not empty" in ran.err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["README.md"]
    (tmp_path / "fresh/.git").mkdir(parents=True)
    assert run("new", "fresh", cwd=tmp_path).code == 0


def test_a_minimal_one(tmp_path: Path, run: Callable[..., Ran]) -> None:
    """Four files, sound, with the title that was asked for."""
    assert run("new", "small", "--minimal", "--title", 'A "small" one', cwd=tmp_path).code == 0
    folder = tmp_path / "small"
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert found == [".gitignore", "README.md", "edition.toml", "tei/document.xml"]
    assert settings.read(folder).title == 'A "small" one'
    for words in (("check", "--fail-on", "info"), ("fmt", "--check")):
        assert run(*words, cwd=folder).code == 0


def test_a_language_that_is_none(tmp_path: Path, run: Callable[..., Ran]) -> None:
    """It is told before anything is written."""
    ran = run("new", "letters", "--language", "xx-nowhere", cwd=tmp_path)
    assert ran.code == 2
    assert "xx-nowhere" in ran.err
    assert not (tmp_path / "letters").exists()
