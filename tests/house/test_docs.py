# SPDX-License-Identifier: MIT
"""What exists is explained: each verb of the command, each code of a finding."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from edition import cli, rules

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"""["']([A-Z]{2,4}\d{3})["']""")


def verbs() -> list[str]:
    """Each verb, and each verb under a verb, as it is typed."""
    found = []
    for name in cli.VERBS:
        command = cli.edition.get_command(None, name)  # type: ignore[arg-type] # the context is not looked at
        found += [f"{name} {below}" for below in getattr(command, "commands", {})] or [name]
    return found


def codes_used() -> set[str]:
    """Every code that the source gives to a finding."""
    sources = [*(ROOT / "edition").rglob("*.py"), *(ROOT / "xslt").rglob("*.xsl"), ROOT / "schemas/edition.odd"]
    return {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("verb", cli.VERBS)
def test_help_shows_an_example(verb: str) -> None:
    """`--help` of every verb has an example that can be typed as it stands."""
    shown = CliRunner().invoke(cli.edition, [verb, "--help"], prog_name="edition")
    assert shown.exit_code == 0, shown.output
    assert re.search(rf"Examples?:\n +edition {verb}", shown.output), shown.output


def test_the_readme_names_every_verb() -> None:
    """A verb that the README does not name is a verb that nobody finds."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [
        verb for verb in verbs() if f"edition {verb}" not in readme and f"build_edition.py {verb}" not in readme
    ] == []


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
