# SPDX-License-Identifier: MIT
"""What `edition check` prints and writes, how it ends, and what it leaves out, as a project's checks on a server meet it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from edition.cli.check import check
from edition.cli.telling import FORMATS
from edition.report import formats
from tests.conftest import EDITION, ROOT

Run = Callable[..., Any]

HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>T</title><editor>E</editor></titleStmt><publicationStmt><publisher>P</publisher>"
    "<availability><p>A</p></availability></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc>"
    '<profileDesc><langUsage><language ident="en">English</language></langUsage>'
    '<handNotes><handNote xml:id="h"><p>H</p></handNote></handNotes></profileDesc></teiHeader>'
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A project of two documents: one with two pointers that lead nowhere and a note without a voice, one with a duplicate id."""
    folder = tmp_path / "corpus"
    (folder / "tei").mkdir(parents=True)
    write(folder, "a", '<p>A <add hand="#x">b</add></p>\n<p>C <ref target="#gone">d</ref><note>e</note></p>')
    write(folder, "b", '<p xml:id="p">A</p>\n<p xml:id="p">B</p>')
    return folder


def write(folder: Path, name: str, body: str, before: str = "") -> Path:
    """A document with this in its body, which begins in line 3."""
    path = folder / "tei" / f"{name}.xml"
    path.write_text(
        f'{before}<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEAD}\n<text><body>\n{body}\n</body></text></TEI>\n',
        encoding="utf-8",
    )
    return path


def codes(run: Run, folder: Path, *words: str) -> list[str]:
    """The codes of what is found and told."""
    return [each["code"] for each in json.loads(run("check", "--format", "json", *words, cwd=folder).out)]


def settings(folder: Path, text: str) -> None:
    """Give the project settings."""
    (folder / "edition.toml").write_text(text, encoding="utf-8")


def test_the_choice_of_formats_is_the_table_of_writers() -> None:
    """`--format` offers the two texts and every format that has a writer."""
    assert set(FORMATS) == {"text", "grouped", *formats.WRITERS}


def test_the_corpus_of_these_tests(run: Run, corpus: Path) -> None:
    """What the following tests find more or less of."""
    found = codes(run, corpus)

    assert found.count("PTR001") == 2
    assert {"PTR001", "NOT002", "ID001"} <= set(found)


@pytest.mark.parametrize("form", formats.WRITERS)
def test_a_report_goes_to_a_file(run: Run, corpus: Path, form: str) -> None:
    """With `--output` the file has what would have been printed, and one line says what was found; without, nothing else is printed."""
    printed = run("check", "--format", form, cwd=corpus)
    ran = run("check", "--format", form, "--output", "report", cwd=corpus)

    assert (printed.code, ran.code) == (1, 1)
    assert (corpus / "report").read_text(encoding="utf-8") == printed.out
    assert ran.out.startswith("2 documents: ")
    assert len(ran.out.splitlines()) == 1
    assert sorted(path.name for path in corpus.iterdir()) == ["report", "tei"]


def test_a_report_that_cannot_be_written(run: Run, corpus: Path) -> None:
    """A folder that is not there is wrong use, not a traceback."""
    for form in ("sarif", "text"):
        ran = run("check", "--format", form, "--output", "none/report", cwd=corpus)
        assert (ran.code, ran.err) == (2, "edition: none/report cannot be written: No such file or directory\n")


def test_grouped_by_file(run: Run, corpus: Path) -> None:
    """Each file is said once, above its findings, with their number."""
    lines = run("check", "--format", "grouped", cwd=corpus).out.splitlines()
    at = lines.index("tei/b.xml  1")

    assert lines[0].startswith("tei/a.xml  ")
    assert lines[at - 1] == ""
    assert lines[at + 1].startswith("  4:4  error ID001 duplicate-id  ")
    assert sum("tei/a.xml" in line for line in lines) == 1


def test_grouped_by_rule(run: Run, corpus: Path) -> None:
    """Each rule is said once, with how often it was broken and where."""
    lines = run("check", "--group-by", "rule", cwd=corpus).out.splitlines()
    at = lines.index("PTR001 dangling-pointer  2")

    assert lines[at + 1].startswith('  tei/a.xml:3:11  error  @hand="#x" points to nothing')
    assert sum("PTR001" in line for line in lines) == 1


def test_statistics(run: Run, corpus: Path) -> None:
    """How often each rule was broken, the most frequent first, for people and for programs."""
    lines = run("check", "--statistics", "--select", "PTR,ID", cwd=corpus).out.splitlines()
    data = json.loads(run("check", "--statistics", "--select", "PTR,ID", "--format", "json", cwd=corpus).out)

    assert lines == ["2  PTR001 dangling-pointer", "1  ID001 duplicate-id", "2 documents: 3 errors"]
    assert data == [{"code": "PTR001", "count": 2}, {"code": "ID001", "count": 1}]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 1),
        (("--exit-zero",), 0),
        (("--ignore", "PTR,ID,RNG"), 0),
        (("--ignore", "PTR,ID,RNG", "--fail-on", "warning"), 1),
        (("--select", "NOT", "--fail-on", "warning", "--severity", "error"), 1),
        (("--select", "PTX"), 2),
        (("--ignore", "ptr001"), 2),
        (("--update-baseline",), 2),
        (("--watch", "--format", "json"), 2),
        (("--statistics", "--format", "sarif"), 2),
        (("--group-by", "rule", "--format", "json"), 2),
        (("--baseline", "none.json"), 2),
        (("--baseline", "k.json", "--update-baseline", "--select", "PTR"), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_how_it_ends(run: Run, corpus: Path, words: tuple[str, ...], code: int) -> None:
    """0 sound or `--exit-zero`, 1 something as heavy as `--fail-on`, 2 wishes that make no sense; each with a word of why."""
    ran = run("check", *words, cwd=corpus)

    assert ran.code == code, ran.out + ran.err
    assert (ran.err != "") == (code == 2)


def test_a_mistyped_code_is_answered(run: Run, corpus: Path) -> None:
    """A code that is none is refused, and the nearest is proposed."""
    assert "`PTR01x` is no code of a rule, and none begins so; did you mean `PTR001`?" in (
        " ".join(run("check", "--select", "PTR01x", cwd=corpus).err.split())
    )


def test_what_is_not_shown_is_counted(run: Run, corpus: Path) -> None:
    """A threshold hides, and the last line says how much."""
    ran = run("check", "--severity", "error", cwd=corpus)

    assert "NOT002" not in ran.out
    assert ran.out.splitlines()[-1].endswith(" of them not shown")


def test_settings_of_a_project(run: Run, corpus: Path) -> None:
    """Rules are left out, weighed otherwise, and left out for some files, as `edition.toml` says; a call adds to it."""
    settings(
        corpus,
        '[edition.check]\nignore = ["NOT"]\nseverity = { ID001 = "warning" }\n'
        '[edition.check.per-file]\n"tei/a.xml" = ["PTR001"]\n',
    )

    assert not {"NOT002", "PTR001"} & set(codes(run, corpus))
    assert "ID001" not in codes(run, corpus, "--ignore", "ID")
    found = json.loads(run("check", "--format", "json", "--select", "ID", cwd=corpus).out)
    assert [(each["code"], each["severity"]) for each in found] == [("ID001", "warning")]


def test_wrong_settings_stop_a_check(run: Run, corpus: Path) -> None:
    """The line that is wrong is named."""
    settings(corpus, '[edition.check]\nignore = [\n  "NOT02",\n]\n')
    ran = run("check", cwd=corpus)

    assert ran.code == 2
    assert f"{corpus}/edition.toml:3: `NOT02` is no code of a rule" in ran.err


def test_a_broken_file_cannot_be_ignored(run: Run, corpus: Path) -> None:
    """Whatever is chosen, a file that is no XML is told of: nothing in it was checked."""
    (corpus / "tei" / "b.xml").write_text("<TEI>", encoding="utf-8")

    assert codes(run, corpus, "--select", "NOT", "--ignore", "XML") == ["NOT002", "XML001"]


def test_a_baseline(run: Run, corpus: Path) -> None:
    """What a corpus had is written down, and not told again though its lines move; what is new is told, what is gone too."""
    ran = run("check", "--baseline", "known.json", "--update-baseline", cwd=corpus)
    assert ran.code == 0
    assert "from now on known" in ran.err
    first = (corpus / "known.json").read_bytes()

    write(
        corpus, "a", '\n\n<p>New.</p><p>A <add hand="#x">b</add></p>\n<p>C <ref target="#new">d</ref><note>e</note></p>'
    )
    ran = run("check", "--baseline", "known.json", cwd=corpus)

    assert ran.code == 1
    assert [line.split()[2] for line in ran.out.splitlines() if line.startswith("tei/")] == ["PTR001"]
    assert '"#new" points to nothing' in ran.out
    assert 'tei/a.xml: PTR001 is gone: @target="#gone" points to nothing' in ran.err
    assert "known to known.json" in ran.out.splitlines()[-1]
    assert run("check", "--baseline", "known.json", "tei/b.xml", cwd=corpus).err == "", (
        "what was not checked is not gone"
    )
    assert run("check", "--baseline", "known.json", "--select", "ID", cwd=corpus).err == "", "nor what is not told"

    run("check", "--baseline", "known.json", "--update-baseline", cwd=corpus)
    again = run("check", "--baseline", "known.json", cwd=corpus)
    assert (again.code, again.err) == (0, "")
    assert (corpus / "known.json").read_bytes() != first


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are text there")
def test_a_file_name_that_is_no_text(run: Run, corpus: Path) -> None:
    """A file whose name is not UTF-8 is reported in every format, and known to a baseline."""
    (corpus / "tei" / "b.xml").rename(corpus / "tei" / b"caf\xe9.xml".decode("utf-8", "surrogateescape"))
    for form in FORMATS:
        assert run("check", "--format", form, cwd=corpus).code == 1

    assert run("check", "--baseline", "known.json", "--update-baseline", cwd=corpus).code == 0
    assert run("check", "--baseline", "known.json", cwd=corpus).code == 0
    (corpus / "tei" / b"caf\xe9.xml".decode("utf-8", "surrogateescape")).unlink()
    assert "tei/caf\ufffd.xml: ID001 is gone" in run("check", "--baseline", "known.json", cwd=corpus).err


class TestOnAServer:
    """Where the environment says which service runs the check."""

    def test_a_step_has_a_summary(self, run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """GitHub's file for the summary of a step gets one, after what is in it; the annotations are printed."""
        summary = corpus / "summary.md"
        summary.write_text("before\n", encoding="utf-8")
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        ran = run("check", "--format", "github", cwd=corpus)

        assert ran.out.startswith("::error file=tei/a.xml,line=")
        assert summary.read_text(encoding="utf-8").startswith("before\n## edition check\n\n2 documents: ")

    @pytest.mark.parametrize(
        ("form", "variable", "name"),
        [("github", "GITHUB_WORKSPACE", "file=corpus/tei/a.xml,"), ("gitlab", "CI_PROJECT_DIR", '"corpus/tei/a.xml"')],
    )
    def test_files_are_named_from_the_repository(
        self, run: Run, corpus: Path, *, form: str, variable: str, name: str
    ) -> None:
        """Called in a folder of a repository, or with whole paths, names are still those of the repository."""
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv(variable, str(corpus.parent))

            assert name in run("check", "--format", form, cwd=corpus).out
            assert name in run("check", "--format", form, corpus / "tei", cwd=corpus).out


class TestWatch:
    """Checking again what is saved."""

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
    def test_it_tells_what_a_save_changes_and_ends_with_ctrl_c(self, corpus: Path) -> None:
        """A mistake is gone from the list when it is mended and saved; Ctrl-C ends with 0 and no traceback."""
        program = (*EDITION[:2], f"import sys; sys.path.insert(0, {str(ROOT)!r}); {EDITION[2]}")
        shown = corpus.parent / "shown"
        with shown.open("w") as out:
            process = subprocess.Popen(
                [*program, "check", "--watch", "--select", "ID"], cwd=corpus, stdout=out, stderr=subprocess.STDOUT
            )
            try:
                self.wait(shown, "watching", 1)
                assert "ID001" in shown.read_text(encoding="utf-8")
                write(corpus, "b", '<p xml:id="p">A</p>\n<p xml:id="q">B</p>')
                self.wait(shown, "watching", 2)
                process.send_signal(signal.SIGINT)
                assert process.wait(10) == 0
            finally:
                process.kill()
        text = shown.read_text(encoding="utf-8")

        assert "2 documents: sound" in text.split("watching")[1]
        assert "Traceback" not in text

    @staticmethod
    def wait(shown: Path, word: str, times: int) -> None:
        """Until a word was printed so often."""
        deadline = time.monotonic() + 60
        while shown.read_text(encoding="utf-8").count(word) < times:
            assert time.monotonic() < deadline, shown.read_text(encoding="utf-8")
            time.sleep(0.1)


def test_every_option_is_explained() -> None:
    """Each option of the check says what it does."""
    assert [each.name for each in check.params if isinstance(each, click.Option) and not each.help] == []
