# SPDX-License-Identifier: MIT
"""The committed schemas are what the ODD compiles to, and they open as fast as a check may wait for."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

from edition import names, rules
from edition.schema import build, describe

SCHEMAS = names.data_folder("schemas")


def test_the_committed_schemas_are_what_the_odd_compiles_to() -> None:
    """Nobody changed the ODD and forgot `edition schema build`, or changed a schema by hand."""
    assert list(build.stale(SCHEMAS)) == []


def test_compiling_twice_gives_the_same_bytes() -> None:
    """The schemas depend on the ODD alone, not on the order of a set or the day."""
    assert build.compile_odd(SCHEMAS / "edition.odd") == build.compile_odd(SCHEMAS / "edition.odd")


def test_the_relax_ng_opens_in_half_a_second() -> None:
    """libxml2 compiles the grammar in under 0.5 s; schemas of the TEI take it seconds, or for ever."""
    tree = etree.parse(str(SCHEMAS / "edition.rng"))
    began = time.process_time()
    etree.RelaxNG(tree)

    assert time.process_time() - began < 0.5


def test_attributes_cost_libxml2_linear_time() -> None:
    """An element with every attribute it may have is validated at once: optional attributes do not multiply states."""
    attributes = (
        'xml:id="a" n="1" place="above" hand="#h" change="#c" evidence="internal" cert="low" resp="#r" corresp="#x" '
        'source="#s" seq="2" instant="true" rend="caret" facs="#f" type="t" subtype="u" status="partial" cause="fix" '
        'unit="word" quantity="2" next="#n" prev="#p" ana="#i" xml:lang="ru"'
    )
    document = etree.fromstring(
        f'<TEI xmlns="{names.TEI}"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt><p/>'
        "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>"
        f"<add {attributes}>x</add></p></body></text></TEI>"
    )
    schema = etree.RelaxNG(etree.parse(str(SCHEMAS / "edition.rng")))
    began = time.process_time()

    assert schema.validate(document), schema.error_log
    assert time.process_time() - began < 0.1


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("listPerson", "<person><persName>n</persName></person>"),
        ("listPlace", "<place><placeName>n</placeName></place>"),
        ("listOrg", "<org><orgName>n</orgName></org>"),
        ("listBibl", "<bibl>n</bibl>"),
        ("listEvent", "<event><p>n</p></event>"),
    ],
)
def test_registers_cost_libxml2_linear_time(parent: str, child: str) -> None:
    """A register of 2000 entries is validated in a fraction of a second; with TEI's own models libxml2 takes 10 to 20."""
    document = etree.fromstring(
        f'<TEI xmlns="{names.TEI}"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt><p/>'
        f"</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><{parent}>{child * 2000}"
        f"</{parent}></standOff></TEI>"
    )
    schema = etree.RelaxNG(etree.parse(str(SCHEMAS / "edition.rng")))
    began = time.process_time()

    assert schema.validate(document), schema.error_log
    assert time.process_time() - began < 1


def test_the_xsd_is_built_in_five_seconds_and_nowhere_wider_than_it_says() -> None:
    """Xmlschema builds the XSD without a complaint, unique particle attribution among them, in under 5 s."""
    began = time.process_time()
    schema = xmlschema.XMLSchema10(str(SCHEMAS / "edition.xsd"), allow="local", defuse="always")

    assert time.process_time() - began < 5
    assert set(schema.elements) == set(describe.elements())


def test_every_rule_of_the_schema_has_a_page_and_every_page_agrees() -> None:
    """Code, name and weight of each Schematron rule are those of its page in the register."""
    sch = "{http://purl.oclc.org/dsdl/schematron}"
    tree = etree.parse(str(SCHEMAS / "edition.sch"))
    for assertion in tree.iter(f"{sch}assert", f"{sch}report"):
        pattern = next(assertion.iterancestors(f"{sch}pattern"))
        rule = rules.rule(assertion.get("id"))

        assert rule.name == pattern.get("id")
        assert rule.severity.value == assertion.get("role")


def test_every_message_of_a_rule_has_a_hint() -> None:
    """A message says what is wrong and then, after “Hint:”, what to do, and both are sentences."""
    sch = "{http://purl.oclc.org/dsdl/schematron}"
    tree = etree.parse(str(SCHEMAS / "edition.sch"))
    for assertion in tree.iter(f"{sch}assert", f"{sch}report"):
        text = "".join(assertion.itertext())

        assert re.fullmatch(r"[A-Z].+\. Hint: .+\.", text), text


def test_every_component_of_the_odd_is_described() -> None:
    """Each element, class, macro, datatype, attribute and value has a description, as its reader expects."""
    tei = f"{{{names.TEI}}}"
    tree = etree.parse(str(SCHEMAS / "edition.odd"))
    kinds = ("elementSpec", "classSpec", "macroSpec", "dataSpec", "constraintSpec", "attDef", "valItem")
    bare = [
        Path(tree.getpath(item)).name + " " + (item.get("ident") or "")
        for item in tree.iter(*(tei + kind for kind in kinds))
        if item.get("ident") and item.get("mode") != "change" and not (item.findtext(f"{tei}desc") or "").strip()
    ]

    assert bare == []
