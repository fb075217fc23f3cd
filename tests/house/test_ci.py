# SPDX-License-Identifier: MIT
"""What is ready to use in CI works: the action's script, the hooks, the job, and every command and setting of the page on it."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from edition import cli, settings
from edition.cli.check import check

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/how-to/ci.md").read_text(encoding="utf-8")
ACTION = (ROOT / ".github/actions/check/action.yml").read_text(encoding="utf-8")
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
JOB = (ROOT / "docs/ci/gitlab.yml").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The snippets of the page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def commands() -> Iterator[str]:
    """Every call of `edition` on the page, in the job, and in the hooks."""
    for block in blocks("sh"):
        yield from block.splitlines()
    yield from re.findall(r"^ +- (edition .+)$", JOB, re.MULTILINE)
    yield from re.findall(r"^ +entry: (.+)$", HOOKS, re.MULTILINE)


def parsed(words: list[str]) -> click.Context:
    """A call of the command as click reads it; nothing is run."""
    name, verb, *rest = words
    above = click.Context(cli.edition, **cli.edition.context_settings)
    command = cli.edition.get_command(above, verb)
    assert (name, command is None) == ("edition", False)
    return command.make_context(verb, rest, parent=above)


@pytest.mark.parametrize("command", sorted(set(commands())))
def test_a_command_can_be_typed(command: str) -> None:
    """Click takes each word of it."""
    assert parsed(shlex.split(command, comments=True)).info_name in cli.VERBS


@pytest.mark.parametrize("block", blocks("toml"))
def test_settings_can_be_read(tmp_path: Path, block: str) -> None:
    """Each key and code of the page means something."""
    (tmp_path / "edition.toml").write_text(block, encoding="utf-8")

    assert settings.read(tmp_path).check != settings.Check()


def test_the_page_names_every_format() -> None:
    """A format that the page does not show is one that nobody finds; so with the options."""
    (formats,) = (each.type for each in check.params if each.name == "form")
    assert isinstance(formats, click.Choice)
    shown = {"text", "grouped", "github", "gitlab"}
    assert [form for form in formats.choices if f"--format {form}" not in PAGE and form not in shown] == []
    options = [option for each in check.params for option in each.opts if option.startswith("--")]
    assert [option for option in options if option not in PAGE] == []


@pytest.mark.parametrize("text", [ACTION, HOOKS, JOB, *blocks("yaml")])
def test_yaml_is_plain(text: str) -> None:
    """No tab, two blanks a level, no key twice at one place: what every reader of YAML reads alike."""
    indents = [len(line) - len(line.lstrip(" ")) for line in text.splitlines() if line.strip()]

    assert "\t" not in text
    assert all(indent % 2 == 0 for indent in indents)
    assert indents[0] == 0


@pytest.mark.parametrize("block", blocks("yaml"))
def test_what_the_page_uses_exists(block: str) -> None:
    """Hooks, inputs of the action, and files that a snippet names are there."""
    for hook in re.findall(r"- id: (\S+)", block):
        assert f"- id: {hook}\n" in HOOKS
    for path in re.findall(r"uses: OWNER/tei-edition/(\S+)@", block):
        assert (ROOT / path / "action.yml").is_file()
    for path in re.findall(r"/raw/v[\d.]+/(\S+)", block):
        assert (ROOT / path).is_file()
    inputs = set(re.findall(r"^  ([\w-]+):$", ACTION.partition("runs:")[0].partition("inputs:")[2], re.MULTILINE))
    used = re.search(r"uses: OWNER/tei-edition/\S+\n +with:\n((?: {10}.+\n)+)", block)
    for name in re.findall(r"^ +([\w-]+):", used[1], re.MULTILINE) if used else ():
        assert name in inputs


def scripts() -> list[str]:
    """The scripts of the action's steps."""
    return [textwrap.dedent(script) for script in re.findall(r"^ +run: \|\n((?: {8}.*\n|\n)+)", ACTION, re.MULTILINE)]


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
class TestAction:
    """The script of the action, with a program in the place of `edition` that writes down its words."""

    @staticmethod
    def calls(folder: Path, code: int = 0, **inputs: str) -> tuple[int, list[list[str]]]:
        """The exit code of the script with these inputs, and each call of `edition`."""
        program = folder / "edition"
        program.write_text(f'#!/bin/bash\nprintf "%s\\0" edition "$@" >> calls\nprintf "\\n" >> calls\nexit {code}\n')
        program.chmod(0o755)
        given = {f"EDITION_{name}": inputs.get(name, "") for name in ("PATHS", "ARGUMENTS", "SARIF", "PAGE")}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", scripts()[1]],
            cwd=folder,
            env={"PATH": f"{folder}:/usr/bin:/bin", **given},
            check=False,
        )
        written = (folder / "calls").read_text(encoding="utf-8")
        return done.returncode, [call.split("\0")[:-1] for call in written.split("\n")[:-1]]

    def test_without_inputs(self, tmp_path: Path) -> None:
        """The documents of the project are checked, once."""
        assert self.calls(tmp_path) == (0, [["edition", "check", "--format", "github", "--"]])

    def test_with_inputs(self, tmp_path: Path) -> None:
        """Paths may have blanks, arguments are words, reports are written before the check fails."""
        code, calls = self.calls(
            tmp_path, 1, PATHS="tei\nold letters\n", ARGUMENTS="--fail-on warning", SARIF="a b.sarif", PAGE=""
        )

        assert code == 1
        assert calls[0] == [
            *("edition", "check", "--fail-on", "warning", "--exit-zero", "--format", "sarif"),
            *("--output", "a b.sarif", "--", "tei", "old letters"),
        ]  # fmt: skip

    def test_click_takes_its_calls(self, tmp_path: Path) -> None:
        """Each call is one that the command knows, and no input becomes a command of the shell."""
        code, calls = self.calls(
            tmp_path, PATHS="$(touch bad)\n`touch bad`", ARGUMENTS="--select PTR,ID --ignore NOT", SARIF="s", PAGE="p"
        )

        assert code == 0
        assert [parsed(call).params["form"] for call in calls] == ["sarif", "html", "github"]
        assert [str(path) for path in parsed(calls[2]).params["paths"]] == ["$(touch bad)", "`touch bad`"]
        assert not (tmp_path / "bad").exists()


def test_the_hooks_call_what_is_installed() -> None:
    """The hooks call the command that `pip` installs from here."""
    assert 'edition = "edition.cli:main"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "check" in cli.VERBS
