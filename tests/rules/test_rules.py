# SPDX-License-Identifier: MIT
"""Each rule has a folder with a document that keeps it and one that breaks it: a new rule is a new folder.

`expected.txt` is what `edition check` says of `broken.xml`, a finding on a line and its hint on the next.
A folder may hold schemas of its own (`schema.rng`, `schema.xsd`, `schema.sch`): it is then checked against those alone.
`EDITION_UPDATE_RULES=1 pytest tests/rules` writes the expectations anew; they are read before they are committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from edition import rules
from edition.findings import Finding, Severity
from edition.source.corpus import Corpus
from edition.speech import Said
from edition.validate.association import Schema
from edition.validate.catalog import Sources
from edition.validate.check import Schemas, check_documents, edition_schemas

HERE = Path(__file__).resolve().parent
FOLDERS = sorted(path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_"))
ELSEWHERE = {"COL", "FNT", "LAW", "ODD", "PDF", "VIEW", "XI"}
"""Areas whose rules are not found by `edition check` but by reading, or by the commands that collate, build and compile."""


def _schemas(folder: Path) -> Schemas:
    own = [Schema(kind, folder / f"schema.{kind}") for kind in ("rng", "xsd", "sch")]
    given = tuple(schema for schema in own if schema.path.exists())
    return Schemas(given) if given else edition_schemas(own=Sources(folder))


def _findings(code: str, name: str) -> list[Finding]:
    folder = HERE / code
    return check_documents(Corpus([folder / name]), _schemas(folder))


def _written(findings: list[Finding]) -> str:
    lines = []
    for finding in findings:
        place = finding.place
        weight = "" if finding.severity is Severity.ERROR else f"{finding.severity.value} "
        lines.append(f"{place.line}:{place.column} {weight}{finding.code} {finding.message}")
        lines += [f"    see {related.line}:{related.column}" for related in finding.related]
        if finding.hint:
            lines.append(f"    hint: {finding.hint}")
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("code", FOLDERS)
def test_what_breaks_a_rule_is_found(code: str) -> None:
    """The broken document gets the findings that are expected of it, at their line and column, and no others; all can be translated."""
    findings = _findings(code, "broken.xml")
    found = _written(findings)
    expected = HERE / code / "expected.txt"
    if os.environ.get("EDITION_UPDATE_RULES"):
        expected.write_text(found, encoding="utf-8")

    assert [
        said for each in findings for said in (each.message, each.hint) if said and not isinstance(said, Said)
    ] == []
    assert code in found.split()
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", FOLDERS)
def test_what_keeps_a_rule_is_sound(code: str) -> None:
    """The sound document gets no finding at all: a rule that cannot be kept is no rule."""
    assert _written(_findings(code, "sound.xml")) == ""


@pytest.mark.parametrize("code", rules.codes())
def test_every_rule_is_tested(code: str, root: Path) -> None:
    """Each code of the register has its folder here or, where another command finds it, a test that names it."""
    if rules.rule(code).status == "retired" or code in FOLDERS:
        return
    tests = (path for path in (root / "tests").rglob("test_*.py") if path.parent != HERE)

    assert code[:-3] in ELSEWHERE, f"tests/rules/{code} is missing"
    assert any(code in path.read_text(encoding="utf-8") for path in tests), f"no test names {code}"


def test_no_folder_without_a_rule() -> None:
    """Each folder here belongs to a rule of the register."""
    assert set(FOLDERS) <= set(rules.codes())
