# SPDX-License-Identifier: MIT
"""`--schema` takes a schema in any of its languages, and an ODD too."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.cli import given
from edition.cli.check import checked
from edition.errors import WrongUse
from edition.settings import Settings
from edition.source import corpus
from tests.conftest import ROOT


def test_an_odd_is_compiled() -> None:
    """Its RELAX NG and its Schematron find what those beside it find."""
    odd = ROOT / "schemas" / "edition.odd"
    assert [schema.kind for schema in given.schemas(odd)] == ["rng", "sch"]
    assert checked(corpus.find([ROOT / "tei"]), Settings(root=ROOT), [odd]) == []


def test_other_schemas_are_taken_as_they_are(tmp_path: Path) -> None:
    """By the ending of the file; a compact schema of one element refuses what is not that."""
    schema = tmp_path / "letters.rnc"
    schema.write_text("element letter { text }", encoding="utf-8")
    codes = {
        finding.code
        for finding in checked(corpus.find([ROOT / "tei" / "telegram.ru.xml"]), Settings(root=ROOT), [schema])
    }
    assert "RNG002" in codes


def test_an_ending_that_tells_nothing_is_wrong_use(tmp_path: Path) -> None:
    """And the message says which would do."""
    with pytest.raises(WrongUse, match="rnc"):
        list(given.schemas(tmp_path / "letters.dtd"))
