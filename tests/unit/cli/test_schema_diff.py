# SPDX-License-Identifier: MIT
"""`edition schema diff` as it is typed: its words, in the language of whoever reads them, and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Diff = Callable[..., Any]


@pytest.fixture
def diff(tmp_path: Path, run: Callable[..., Any]) -> Diff:
    """Compares two schemas in compact syntax."""

    def compare(left: str, right: str, *options: str) -> Any:
        (tmp_path / "old.rnc").write_text(left, encoding="utf-8")
        (tmp_path / "new.rnc").write_text(right, encoding="utf-8")
        return run("schema", "diff", *options, "old.rnc", "new.rnc", cwd=tmp_path)

    return compare


A = "element a { attribute n { text }?, b* }\nb = element b { empty }"


def test_two_ways_to_write_the_same_are_equal(diff: Diff) -> None:
    """Exit code 0."""
    ran = diff("start = " + A, "start = " + A.replace("b*", "(b+)?"))

    assert (ran.code, ran.out) == (0, "equal: old.rnc and new.rnc have the same documents\n")


LEFT = "start = element a { attribute n { text }?, b*, c* }\nb = element b { attribute n { 'x' | 'y' }? }\nc = element c { empty }"
RIGHT = "start = element a { b, c* }\nb = element b { attribute n { 'x' }? }\nc = element c { attribute n { text }? }"


def test_each_difference_is_told(diff: Diff) -> None:
    """Of which elements, and a document that shows it where that is asked for. Exit code 1."""
    ran = diff(LEFT, RIGHT)

    assert ran.code == 1
    assert ran.out.splitlines() == [
        "left is old.rnc, right is new.rnc",
        "<a>: `<b>` may follow `<b>` in the element in the left schema only",
        "<a>: `<c>` may follow its start in the element in the left schema only",
        "<a>: only the left schema has `@n`",
        "<b>: only the left schema lets `@n` be “y”",
        "<a>: the element may end after its start in the left schema only",
        "<c>: only the right schema has `@n`",
        "6 differences, of 3 elements",
    ]
    assert '    <a>\n      <b n="y"/>\n    </a>' in diff(LEFT, RIGHT, "--examples").out


def test_for_programs(diff: Diff) -> None:
    """The same as JSON: messages are English whoever reads them."""
    ran = diff(LEFT, RIGHT, "--format", "json")
    found = json.loads(ran.out)

    assert ran.code == 1
    assert {(each["element"], each["what"], each["only"]) for each in found} >= {
        ("b", "values", "left"),
        ("c", "attribute", "right"),
    }
    assert "only the left schema has `@n`" in {each["message"] for each in found}


def test_what_is_not_decided_is_said(diff: Diff) -> None:
    """Two patterns that the engine cannot tell apart nor prove the same: neither equal nor different, exit code 3."""
    datatype = 'element a {{ xsd:string {{ pattern = "{}" }} }}'
    ran = diff("start = " + datatype.format("a|b"), "start = " + datatype.format("[ab]"))

    assert ran.code == 3
    assert ran.err.splitlines()[0] == "not decided: old.rnc and new.rnc are written otherwise"
    assert ran.out == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "<b>: nur im linken Schema darf `@n` „y“ sein"),
        ("ru", "<b>: только в левой схеме `@n` может быть «y»"),
    ],
)
def test_in_the_language_of_whoever_reads_it(
    diff: Diff, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    """German and Russian, as all that the edition says."""
    monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")

    assert said in diff(LEFT, RIGHT).out.splitlines()
