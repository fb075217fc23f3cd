# SPDX-License-Identifier: MIT
"""A build asks the schemas that a check asks: a document's own, where it names any."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

OWN = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="letters.rnc" type="application/relax-ng-compact-syntax"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader><fileDesc><titleStmt><title>Letter</title></titleStmt><publicationStmt><p>p</p></publicationStmt>
    <sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>
  <text><body><p>Dear {name}</p></body></text>
</TEI>
"""
SCHEMA = """default namespace = "http://www.tei-c.org/ns/1.0"
start = element TEI { attribute xml:lang { "en" }, element teiHeader { any }, element text { element body { element p { text }+ } } }
any = (element * { attribute * { text }*, any } | text)*
"""


@pytest.mark.parametrize(("name", "code"), [("Kate", 0), ("<name>Kate</name>", 1)])
def test_a_document_is_held_to_its_own_schema(tmp_path: Path, run: Callable[..., Any], name: str, code: int) -> None:
    """What ours would refuse is built, what its own refuses is not; the site does not explain a schema that nobody asked."""
    (tmp_path / "letters.rnc").write_text(SCHEMA, encoding="utf-8")
    letter = tmp_path / "letter.xml"
    letter.write_text(OWN.format(name=name), encoding="utf-8")
    out = tmp_path / "site"
    ran = run("build", "--format", "html", "--out", out, letter, cwd=tmp_path)
    assert ran.code == code, ran.out
    assert (out / "letter.reading.html").exists() is (code == 0)
    assert ("RNG" in ran.out) is (code == 1)
    assert not (out / "schema").exists()


def test_our_own_is_explained(tmp_path: Path, run: Callable[..., Any]) -> None:
    """The pages of the schema lie beside those of the documents that are held to it."""
    ran = run("build", "--format", "html", "--out", tmp_path / "site", ROOT / "tei", cwd=ROOT)
    assert ran.code == 0, ran.out
    assert (tmp_path / "site" / "schema" / "index.html").is_file()
