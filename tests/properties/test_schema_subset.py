# SPDX-License-Identifier: MIT
"""Documents made from the ODD: all its schemas accept them, and so does the unrestricted TEI."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import xmlschema
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.schema import odd
from tests.properties import strategies

SCHEMAS = Path(__file__).parents[2] / "schemas"
SCHEMA = odd.read(SCHEMAS / "edition.odd")
DOCUMENTS = strategies.documents(SCHEMA)


@functools.cache
def _rng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(SCHEMAS / "edition.rng")))


@functools.cache
def _xsd() -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(str(SCHEMAS / "edition.xsd"), allow="local")


@functools.cache
def _by_libxml2() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / "edition.xsd")))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_the_relax_ng_accepts_what_the_odd_allows(document: bytes) -> None:
    """A document made by the content models, attributes and value lists of the ODD is valid by the RELAX NG."""
    rng = _rng()

    assert rng.validate(etree.fromstring(document)), (rng.error_log, document)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_the_xsd_accepts_what_the_odd_allows(document: bytes) -> None:
    """A document made from the ODD is valid by the XML Schema, which is never narrower than the RELAX NG."""
    errors = list(_xsd().iter_errors(etree.fromstring(document)))

    assert not errors, (errors[0], document)


def test_the_xsd_accepts_every_document_here_that_the_relax_ng_accepts() -> None:
    """The telegram, its registers and the samples of the rules: `edition check` need not ask the XSD of them."""
    root = SCHEMAS.parent
    files = [*(root / "tei").rglob("*.xml"), *(root / "tests/rules").glob("*/*.xml")]
    trees = [etree.parse(str(file), etree.XMLParser(recover=True, collect_ids=False)) for file in files]
    accepted = [tree for tree in trees if tree.getroot() is not None and _rng().validate(tree)]
    refused = [tree.docinfo.URL for tree in accepted if not _by_libxml2().validate(tree)]

    assert len(accepted) > 50
    assert refused == []


@pytest.mark.skipif(not shutil.which("jing"), reason="jing is not installed")
@pytest.mark.skipif(
    not os.environ.get("TEI_ALL_RNG"), reason="TEI_ALL_RNG does not name the schema of unrestricted TEI"
)
def test_the_unrestricted_tei_accepts_what_the_odd_allows(tmp_path: Path) -> None:
    """Whatever is valid by our schema is valid TEI: documents made from the ODD are valid by tei_all."""
    made: list[bytes] = []

    @settings(
        max_examples=int(os.environ.get("TEI_ALL_DOCUMENTS", "500")),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(DOCUMENTS)
    def collect(document: bytes) -> None:
        made.append(document)

    collect()
    paths = []
    for number, document in enumerate(made):
        path = tmp_path / f"{number:05}.xml"
        path.write_bytes(document)
        paths.append(str(path))

    result = subprocess.run(["jing", os.environ["TEI_ALL_RNG"], *paths], capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout[:2000]


@given(st.sampled_from(sorted(SCHEMA.datatypes)))
def test_every_datatype_has_values_to_draw(ident: str) -> None:
    """No datatype of the ODD escapes the generated documents."""
    assert ident in strategies.VALUES
