# SPDX-License-Identifier: MIT
"""Our engine reads schemas and documents as the RELAX NG specification says, rule by rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.engines import libxml
from edition.relaxng import schemas
from edition.relaxng.loader import SchemaFault
from tests.unit.relaxng.specification import HEAD, SOUND, UNSOUND, Sound, Unsound


def written(folder: Path, case: Sound | Unsound) -> Path:
    """A schema with its other files, as files."""
    for name, text in (*case.files, ("schema", case.schema)):
        is_xml = text.startswith("<")
        path = folder / (name if name != "schema" else f"schema.{'rng' if is_xml else 'rnc'}")
        path.parent.mkdir(exist_ok=True)
        head = HEAD if 'xmlns="' not in text.partition(">")[0] else ""
        path.write_text(re.sub(r"<\w+", rf"\g<0> {head}", text, count=1) if is_xml else text, encoding="utf-8")
    return folder / ("schema.rng" if case.schema.startswith("<") else "schema.rnc")


@pytest.mark.parametrize("case", SOUND, ids=lambda case: case.rule)
def test_a_sound_schema_has_its_documents(tmp_path: Path, case: Sound) -> None:
    """Each document is in the language or not."""
    machine = schemas.machine(written(tmp_path, case))
    verdicts = {text: machine.is_valid(libxml.parse(text.encode()).getroot()) for text in (*case.valid, *case.invalid)}
    assert verdicts == {**dict.fromkeys(case.valid, True), **dict.fromkeys(case.invalid, False)}


@pytest.mark.parametrize("case", UNSOUND, ids=lambda case: case.rule)
def test_an_unsound_schema_is_refused(tmp_path: Path, case: Unsound) -> None:
    """With a reason, and no traceback."""
    with pytest.raises(SchemaFault, match=r"\w"):
        schemas.machine(written(tmp_path, case))
