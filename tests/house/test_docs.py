# SPDX-License-Identifier: MIT
"""What exists is explained: each verb of the command, each code of a finding."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from edition import cli, rules

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"""["']([A-Z]{2,4}\d{3})["']""")


COLUMNS = 80


def commands() -> dict[str, click.Command]:
    """Each verb, each verb under a verb, and what holds them, as it is typed."""
    found: dict[str, click.Command] = {}

    def walk(words: str, command: click.Command) -> None:
        found[words] = command
        if isinstance(command, click.Group):
            for name in command.list_commands(context := click.Context(command)):
                below = command.get_command(context, name)
                assert below
                walk(f"{words} {name}", below)

    walk("edition", cli.edition)
    return found


COMMANDS = commands()


def shown(words: str, columns: int = COLUMNS) -> str:
    """What `--help` says in a terminal of so many columns."""
    asked = (*words.split()[1:], "--help")
    done = CliRunner().invoke(cli.edition, asked, prog_name="edition", terminal_width=columns)
    assert done.exit_code == 0, done.output
    return done.output


def reference() -> str:
    """The page of the command line: what `--help` says of each command."""
    parts = [
        "# The command line",
        "What `--help` says of each command. Made from the program by "
        "`EDITION_UPDATE_REFERENCE=1 pytest tests/house/test_docs.py`.",
        "Exit codes are the same for all: 0 sound, 1 findings (a file that would be laid out otherwise, a schema that is stale or "
        "differs), 2 wrong use, 3 something missing on the machine, 70 a fault of the program, 130 stopped. "
        "`schema diff` ends with 3 where it could not decide.",
    ]
    parts += [f"## {words}\n\n```text\n{shown(words, 100).rstrip()}\n```" for words in COMMANDS]
    return "\n\n".join(parts) + "\n"


def codes_used() -> set[str]:
    """Every code that the source gives to a finding."""
    sources = [*(ROOT / "edition").rglob("*.py"), *(ROOT / "xslt").rglob("*.xsl"), ROOT / "schemas/edition.odd"]
    return {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("words", COMMANDS)
def test_help_shows_an_example(words: str) -> None:
    """`--help` of every command has an example that can be typed as it stands, between what it does and its options."""
    said = shown(words)
    example = re.search(rf"\n  Example:\n((?:    {words}.*\n)+)\nOptions:", said)
    assert example, said
    assert [line for line in example[1].splitlines() if len(line) > COLUMNS] == []


@pytest.mark.parametrize("words", COMMANDS)
def test_a_list_of_commands_says_whole_sentences(words: str) -> None:
    """No summary of a command is cut off in a terminal of 80 columns."""
    assert "..." not in shown(words).partition("\nCommands:")[2]


def test_the_reference_of_the_command_line_is_fresh() -> None:
    """The page is what the program says of itself."""
    path = ROOT / "docs/reference/commands.md"
    if os.environ.get("EDITION_UPDATE_REFERENCE"):
        path.write_text(reference(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == reference()


def test_the_readme_names_every_verb() -> None:
    """A verb that the README does not name is a verb that nobody finds."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    verbs = [words for words, command in COMMANDS.items() if not isinstance(command, click.Group)]
    assert [verb for verb in verbs if verb not in readme] == []


def typed() -> list[tuple[str, str]]:
    """Each call of the command in a block of the README or the docs, with its page."""
    found = []
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for block in re.findall(r"^```sh\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
            calls = re.findall(r"(?:^|&& )(edition [^#&|>\n]+)", block, re.MULTILINE)
            found += [(str(page.relative_to(ROOT)), call.strip()) for call in calls]
    return found


def test_every_command_of_the_docs_can_be_typed() -> None:
    """Click knows each verb and option, and takes each value; only the files need not be there."""
    calls = typed()
    assert len(calls) > 40
    wrong = []
    for page, call in calls:
        words = shlex.split(call)
        name = next(name for name in sorted(COMMANDS, key=len, reverse=True) if f"{call} ".startswith(f"{name} "))
        above = click.Context(cli.edition, **cli.edition.context_settings)
        try:
            COMMANDS[name].make_context(name, words[len(name.split()) :], parent=above)
        except click.UsageError as error:
            if "does not exist" not in error.format_message():
                wrong.append(f"{page}: {call}: {error.format_message()}")
    assert wrong == []


def test_no_link_is_dead() -> None:
    """Every link of the README and the docs to a file or a heading of this repository leads to one."""
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    dead = []
    for page in pages:
        text = re.sub(r"^```.*?^```$|`[^`\n]+`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            name, _, part = target.partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            there = (page.parent / name).resolve() if name else page
            if not there.exists() or (part and part not in anchors(there)):
                dead.append(f"{page.relative_to(ROOT)}: {target}")
    assert dead == []


def anchors(page: Path) -> set[str]:
    """The headings of a page, as a server makes addresses of them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_code_has_its_page_and_every_page_its_code() -> None:
    """No finding is left unexplained, and no page explains what nothing finds (but a code that is retired)."""
    pages = set(rules.codes())
    assert sorted(codes_used() - pages) == [], "codes without a page in docs/rules"
    unused = {code for code in pages - codes_used() if rules.rule(code).status != "retired"}
    assert sorted(unused) == [], "pages in docs/rules whose code nothing uses"


def test_every_page_can_be_read_as_a_rule() -> None:
    """Each page opens as the register wants, no two have one name, and each says why, and shows it broken and sound."""
    pages = [rules.rule(code) for code in rules.codes()]
    assert len({page.name for page in pages}) == len(pages)
    for page in pages:
        headings = re.findall(r"^## (.+)$", page.page, re.MULTILINE)
        assert {"Why an editor cares", "Broken", "Sound"} <= set(headings), f"{page.code}: {headings}"


def test_explain_prints_a_page(run: Callable[..., object]) -> None:
    """`edition explain` knows every code of the register."""
    for code in rules.codes():
        shown = CliRunner().invoke(cli.edition, ["explain", code], prog_name="edition")
        assert shown.exit_code == 0
        assert rules.rule(code).name in shown.output


def test_decisions_are_counted() -> None:
    """Each has a number of its own, which its name and its heading tell, and none is left out."""
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    headings = [page.read_text(encoding="utf-8").partition("\n")[0] for page in pages]
    assert [heading for number, heading in enumerate(headings, 1) if not heading.startswith(f"# {number}. ")] == []
