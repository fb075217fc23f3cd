# SPDX-License-Identifier: MIT
"""Customisations of TEI, compiled by us and by the TEI Consortium's own stylesheets: the same language, element by element.

`TEI_ODDS` names a folder with `p5subset.xml` and, in `odd/`, customisations (`.odd`), what the stylesheets compile them to
(`.compiled.xml`) and the RELAX NG they make of that (`.rng`); without it there is nothing to compare with.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from edition.relaxng import difference, schemas
from edition.relaxng.patterns import Pool
from edition.schema import odd, relaxng, schematron, settle
from edition.source import corpus
from edition.validate import schematron as validating
from tests.peers import rng_inclusion

FOLDER = Path(os.environ.get("TEI_ODDS", ""))
ODDS = sorted((FOLDER / "odd").glob("*.odd")) if os.environ.get("TEI_ODDS") else []

LOST_LIST = "the element changes the datatype of a class attribute and its values; the stylesheets write no values then"
NO_MODE = "a list of values without @mode is to be added, says TEI; the stylesheets keep the one that was there"
KNOWN = {
    ("tei_jtei", "<head>/@type"): LOST_LIST,
    ("tei_jtei", "<list>/@type"): LOST_LIST,
    ("tei_jtei", "<num>/@type"): NO_MODE,
    ("tei_jtei", "<tag>/@type"): LOST_LIST,
    ("tei_jtei", "<title>/@type"): LOST_LIST,
}
"""Where the stylesheets allow any word, and the ODD does not."""

pytestmark = pytest.mark.skipif(not ODDS, reason="TEI_ODDS names no folder of customisations")


def _differences(path: Path, source: Path | None, folder: Path) -> list[str]:
    ours_file = folder / "ours.rng"
    ours_file.write_bytes(relaxng.grammar(settle.trimmed(odd.compiled(path, source).schema), "made in a test"))
    ours, theirs = (
        rng_inclusion.Grammar(ours_file),
        rng_inclusion.Grammar(FOLDER / "odd" / f"{path.name.split('.')[0]}.rng"),
    )
    assert set(ours.sources) == set(theirs.sources)
    wider = [f"ours: {sentence}" for sentence in rng_inclusion.differences(ours, theirs)]
    narrower = [f"theirs: {sentence}" for sentence in rng_inclusion.differences(theirs, ours)]
    return [*wider, *narrower]


def _unknown(found: list[str], name: str) -> list[str]:
    known = [f"theirs: {where} may be" for (ident, where) in KNOWN if ident == name]
    return [sentence for sentence in found if not sentence.startswith(tuple(known))] if known else found


@pytest.mark.parametrize("path", ODDS, ids=lambda path: path.stem)
def test_a_customisation_is_the_same_language(path: Path, tmp_path: Path) -> None:
    """From the customisation and the specifications of TEI: content, attributes, what is required, and values."""
    assert _unknown(_differences(path, FOLDER / "p5subset.xml", tmp_path), path.stem) == []


@pytest.mark.parametrize("path", ODDS, ids=lambda path: path.stem)
def test_the_engine_of_our_own_finds_the_same(path: Path, tmp_path: Path) -> None:
    """Compared as languages, with name classes and what attributes demand of one another; values are compared above."""
    ours = tmp_path / "ours.rng"
    ours.write_bytes(relaxng.grammar(odd.compiled(path, FOLDER / "p5subset.xml").schema, "made in a test"))
    pool = Pool()
    both = (schemas.grammar(file, pool) for file in (ours, path.with_suffix(".rng")))

    found = [each for each in difference.compare(*both) if each.what is not difference.What.VALUES]

    assert [each.message for each in found] == []


SCH = "{http://purl.oclc.org/dsdl/schematron}"


def _assertions(tree: Any) -> set[tuple[str, ...]]:
    """What is asserted of what. Of a deprecated attribute we assert that it is there; they, of its element, that it has it."""
    found = set()
    for rule in tree.iter(f"{SCH}rule"):
        for item in rule.iter(f"{SCH}assert", f"{SCH}report"):
            test = " ".join(item.get("test").split())
            for context in map(
                str.strip, rule.get("context").split("|") if test == "true()" else [rule.get("context")]
            ):
                element, _, attribute = context.partition("/@")
                deprecated = attribute and test == "true()"
                found.add(
                    (element, item.tag, f"@{attribute}") if deprecated else (" ".join(context.split()), item.tag, test)
                )
    return found


@pytest.mark.parametrize("path", ODDS, ids=lambda path: path.stem)
def test_the_rules_are_the_same(path: Path) -> None:
    """Every assertion of theirs is one of ours but those about attributes that the customisation deletes; no other is."""
    schema = settle.trimmed(odd.compiled(path, FOLDER / "p5subset.xml").schema)
    ours = _assertions(etree.fromstring(schematron.rules(schema, "made in a test")))
    theirs = _assertions(etree.parse(str(path.with_suffix(".sch"))))
    there = {attribute.name for ident in schema.elements for attribute in schema.attributes(ident)}

    assert ours - theirs == set()
    assert {each for each in theirs - ours if set(re.findall(r"@([\w:]+)\]", each[0])) <= there} == set()


@pytest.mark.parametrize("path", ODDS, ids=lambda path: path.stem)
def test_the_rules_can_be_run(path: Path, tmp_path: Path) -> None:
    """Every prefix, key and variable that the rules use is there: they compile, and judge a document (a compiled ODD)."""
    rules = tmp_path / "rules.sch"
    rules.write_bytes(schematron.rules(odd.compiled(path, FOLDER / "p5subset.xml").schema, "made in a test"))
    (document,) = corpus.find([FOLDER / "odd/tei_jtei.compiled.xml"]).documents

    assert all(finding.code != "SCH002" for finding in validating.check(document, rules))


@pytest.mark.parametrize("path", ODDS, ids=lambda path: path.stem)
def test_a_compiled_odd_is_the_same_language(path: Path, tmp_path: Path) -> None:
    """From what the stylesheets merged, though it names what it does not declare."""
    assert _unknown(_differences(path.with_suffix(".compiled.xml"), None, tmp_path), path.stem) == []


@pytest.mark.parametrize("name", ["tei_lite", "tei_jtei"])
def test_a_chain_over_a_compiled_odd_adds_nothing(name: str, tmp_path: Path) -> None:
    """Whoever customises a customisation and changes nothing has its language."""
    source = FOLDER / "odd" / f"{name}.compiled.xml"
    modules = dict.fromkeys(
        item.get("module") for item in etree.parse(str(source)).iter("{*}elementSpec", "{*}classSpec")
    )
    references = "".join(f'<moduleRef key="{module}"/>' for module in modules)
    start = " ".join(odd.compiled(source).schema.start)
    chained = tmp_path / f"{name}.odd"
    chained.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><schemaSpec ident="chained" start="{start}" source="{source}">{references}'
        "</schemaSpec></TEI>"
    )

    assert _unknown(_differences(chained, None, tmp_path), name) == []


def test_the_whole_of_tei_is_compiled_in_five_seconds(tmp_path: Path) -> None:
    """All modules, read, merged and written as RELAX NG and Schematron; a customisation of 140 elements in one."""
    modules = dict.fromkeys(
        item.get("ident") for item in etree.parse(str(FOLDER / "p5subset.xml")).iter("{*}moduleSpec")
    )
    whole = tmp_path / "tei_all.odd"
    whole.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><schemaSpec ident="tei_all" start="TEI teiCorpus">'
        + "".join(f'<moduleRef key="{module}"/>' for module in modules)
        + "</schemaSpec></TEI>"
    )
    for path, count, limit in ((whole, 580, 5), (FOLDER / "odd/tei_lite.odd", 140, 1)):
        began = time.process_time()
        schema = settle.trimmed(odd.compiled(path, FOLDER / "p5subset.xml").schema)
        made = relaxng.grammar(schema, "made in a test"), schematron.rules(schema, "made in a test")

        assert len(schema.elements) >= count
        assert all(made)
        assert time.process_time() - began < limit
