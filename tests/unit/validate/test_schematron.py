# SPDX-License-Identifier: MIT
"""Each construct of Schematron means what the table of cases says, in our own transpiler."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.findings import Finding
from edition.source import document
from edition.source.document import Document
from edition.validate import schematron
from tests.schematron import CASES, FILES, TEXT, Case, schema


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The text of the table, and the files beside it."""
    folder = tmp_path_factory.mktemp("schematron")
    for name, content in {**FILES, "text.xml": TEXT}.items():
        (folder / name).write_text(content, encoding="utf-8")
    read = document.read(folder / "text.xml")
    assert isinstance(read, Document)
    return read


def told(finding: Finding, folder: Path) -> str:
    """A finding as the table writes it."""
    place = f"{finding.place.line}:{finding.place.column}"
    file = "" if finding.place.file.name == "text.xml" else f"{finding.place.file.relative_to(folder)} "
    return f"{file}{place} {finding.severity.value} {finding.message}" + (f" | {finding.hint}" if finding.hint else "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_construct(case: Case, text: Document, tmp_path: Path) -> None:
    """What a schema says of the text, at the place that it is about, and how much that weighs."""
    folder = text.path.parent
    for name, content in {**FILES, "schema.sch": schema(case)}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    found = schematron.check(text, tmp_path / "schema.sch", case.phase)

    assert sorted(told(finding, folder) for finding in found) == sorted(case.said)


def test_the_names_of_the_cases_differ() -> None:
    """Or one of them would not be told from another when it fails."""
    assert len({case.name for case in CASES}) == len(CASES)
