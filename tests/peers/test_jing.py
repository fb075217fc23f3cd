# SPDX-License-Identifier: MIT
"""Our RELAX NG engine and jing, written by others in another language, say the same of the same documents.

jing is asked where it is installed (Debian: `jing`); `EDITION_EXAMPLES` is how many damaged documents are tried.
"""

from __future__ import annotations

import copy
import os
import random
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree

from edition.engines import libxml
from edition.relaxng import difference, schemas
from edition.relaxng.patterns import Pool
from tests.conftest import ROOT
from tests.unit.relaxng.specification import HEAD, SOUND, UNSOUND, Sound, Unsound
from tests.unit.relaxng.test_specification import written

JING = shutil.which("jing")
pytestmark = pytest.mark.skipif(JING is None, reason="jing is not installed")


def refused(schema: Path, files: Iterable[Path]) -> tuple[set[str], str]:
    """The names of the files that jing refuses, and all that it says."""
    assert JING is not None
    command = [JING, *(["-c"] if schema.suffix == ".rnc" else []), str(schema), *map(str, files)]
    # a list of arguments, no shell; jing's own stack is small for long schemas
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "_JAVA_OPTIONS": "-Xss16m"}
    )
    return {
        Path(found).name for found in re.findall(r"^(.+?\.xml):\d+:\d+: error:", done.stdout, re.MULTILINE)
    }, done.stdout


TEXTS = (
    *("", " ", "a", " a ", "a b", "ab-c", "-a", "_a", ".a", "a:b", ":a", "1a", "ÄÖ", "я", "a\u00a0b", "12", "+12", "-12", "012", "1_2"),
    *("12.0",),
    *("1.", ".5", "1e5", "1E-5", "INF", "+INF", "NaN", "true", "TRUE", "1", "0", "-0", "255", "256", "-128", "-129"),
    *("12345678901234567890",),
    *("1956", "0956", "956", "0000", "-0044", "12345", "1956Z", "1956-09", "1956-13", "1956-9", "--09", "--09--", "--9", "---23"),
    *("---32", "--02-29"),
    *("--02-30", "1956-09-23", "1956-02-29", "1957-02-29", "1900-02-29", "2000-02-29", "1956-09-31", "1956-09-23Z", "1956-09-23+14:00"),
    *("1956-09-23+14:01",),
    *("12:00:00", "24:00:00", "24:00:01", "25:00:00", "12:00", "12:60:00", "12:00:60", "12:00:00.5", "12:00:00-05:00"),
    *("1956-09-23T12:00:00",),
    *("1956-09-23T24:00:00", "1956-09-23 12:00:00", "1956-09-23T12:00:00Z", "P1D", "PT1H", "P", "PT", "P1Y2M3DT4H5M6.7S", "-P1D", "P-1D"),
    *("P1H", "PT1D"),
    *("en", "en-GB", "en_GB", "x-klingon", "zh-Hant-TW", "abcdefghi", "e1", "http://a/b", "http://a b", "a%20b", "a%2", "#a", "#a#b"),
    *("a|b", "^", "::"),
    *("1a:b", "mailto:a@b", "..", "?q", "0F", "0f0", "YQ==", "YQ=", "YQ", "Y Q = =", "a b c", "a,b"),
)  # fmt: skip
TYPES = (
    *("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN", "NMTOKENS", "anyURI", "boolean", "decimal"),
    *("integer",),
    *("nonPositiveInteger", "negativeInteger", "nonNegativeInteger", "positiveInteger", "long", "int", "short", "byte", "unsignedByte"),
    *("float",),
    *("double", "hexBinary", "base64Binary", "duration", "dateTime", "date", "time", "gYearMonth", "gYear", "gMonthDay", "gMonth", "gDay"),
)  # fmt: skip


def test_values_of_datatypes(tmp_path: Path) -> None:
    """Every datatype on every text of a list of traps."""
    elements = "".join(f'<element name="{name}"><data type="{name}"/></element>' for name in TYPES)
    schema = tmp_path / "types.rng"
    schema.write_text(f"<choice {HEAD}>{elements}</choice>", encoding="utf-8")
    files = []
    for name in TYPES:
        for number, text in enumerate(TEXTS):
            path = tmp_path / f"{name}.{number}.xml"
            element = etree.Element(name)
            element.text = text
            path.write_bytes(etree.tostring(element, encoding="utf-8"))
            files.append(path)
    by_jing, _ = refused(schema, files)
    machine = schemas.machine(schema)
    ours = {path.name for path in files if not machine.is_valid(libxml.parse(path.read_bytes()).getroot())}
    differing = {f"{name.split('.')[0]} “{TEXTS[int(name.split('.')[1])]}”" for name in ours ^ by_jing}
    assert differing == set()


APART = (
    ("start = element a { b*, c? }\nb = element b { attribute n { 'x' | 'y' }? }\nc = element c { empty }",
     "start = element a { b, c }\nb = element b { attribute n { 'x' }? }\nc = element c { attribute n { text } }"),
    ("start = element a { (b & c), text }\nb = element b { text }\nc = element c { xsd:date }",
     "start = element a { b, c }\nb = element b { empty }\nc = element c { xsd:dateTime }"),
    ('namespace p = "urn:p"\nstart = element a { attribute p:q { list { xsd:int+ } }, element p:* { empty }+ }',
     'namespace p = "urn:p"\nstart = element a { attribute p:q { list { xsd:int, xsd:int? } }, element * - p:x { empty } }'),
)  # fmt: skip


@pytest.mark.parametrize(("left", "right"), APART)
def test_what_shows_a_difference_is_valid_by_one_schema_alone(tmp_path: Path, left: str, right: str) -> None:
    """Each document that `schema diff` gives for an example, by jing's verdict."""
    both = {"left": tmp_path / "left.rnc", "right": tmp_path / "right.rnc"}
    for side, text in zip(both, (left, right), strict=True):
        both[side].write_text(text, encoding="utf-8")
    pool = Pool()
    found = [
        each for each in difference.compare(*(schemas.grammar(path, pool) for path in both.values())) if each.example
    ]
    files = {tmp_path / f"{number}.xml": each for number, each in enumerate(found)}
    for path, each in files.items():
        path.write_text(each.example, encoding="utf-8")

    assert found
    for side, schema in both.items():
        by_jing, _ = refused(schema, files)
        assert by_jing == {path.name for path, each in files.items() if each.allows != side}


def damaged(root: libxml.Element, names: list[str], attributes: list[str], chance: random.Random) -> libxml.Element:
    """A copy of a document with one or two things done to it that an editor might do."""
    made = copy.deepcopy(root)
    for _ in range(chance.choice((1, 1, 2))):
        elements = list(made.iter("*"))
        element = chance.choice(elements)
        parent = element.getparent()
        match chance.randrange(8):
            case 0:
                element.tag = f"{{http://www.tei-c.org/ns/1.0}}{chance.choice(names)}"
            case 1 if parent is not None:
                parent.remove(element)
            case 2:
                element.set(chance.choice(attributes), chance.choice(TEXTS))
            case 3 if element.attrib:
                element.set(chance.choice(list(element.attrib)), chance.choice(TEXTS))
            case 4 if element.attrib:
                del element.attrib[chance.choice(list(element.attrib))]
            case 5:
                element.append(etree.Element(f"{{http://www.tei-c.org/ns/1.0}}{chance.choice(names)}"))
            case 6:
                element.text = chance.choice((None, "text", " ", "1956"))
            case _ if parent is not None:
                element.addprevious(copy.deepcopy(chance.choice(elements)))
            case _:
                element.text = "text"
    return made


def test_damaged_documents(tmp_path: Path) -> None:
    """Our documents with elements renamed, moved, lost, doubled, attributes and values changed: the same are refused."""
    schema = ROOT / "schemas" / "edition.rng"
    tree = etree.parse(str(schema))
    names = sorted({each.get("name") for each in tree.iter("{*}element") if each.get("name")})
    attributes = sorted(name for each in tree.iter("{*}attribute") if (name := each.get("name")) and ":" not in name)
    roots = [libxml.parse(path.read_bytes()).getroot() for path in sorted((ROOT / "tei").rglob("*.xml"))]
    chance = random.Random(1956)  # noqa: S311 - the same damage every time
    files = []
    for number in range(int(os.environ.get("EDITION_EXAMPLES", "150"))):
        path = tmp_path / f"{number}.xml"
        path.write_bytes(etree.tostring(damaged(chance.choice(roots), names, attributes, chance), encoding="utf-8"))
        files.append(path)
    by_jing, _ = refused(schema, files)
    machine = schemas.machine(schema)
    ours = {path.name for path in files if not machine.is_valid(libxml.parse(path.read_bytes()).getroot())}
    assert 0 < len(ours) < len(files)
    assert ours ^ by_jing == set()


JING_IS_MILDER = {
    "c a prefix declared twice": "the compact syntax forbids it; jing takes the last declaration",
    "c a library declared twice": "the same",
}
"""Where jing departs from the specification, and how."""
CASES = (*SOUND, *UNSOUND)


@pytest.mark.parametrize("case", CASES[:: 1 if "EDITION_EXAMPLES" in os.environ else 12], ids=lambda case: case.rule)
def test_rules_of_the_specification(tmp_path: Path, case: Sound | Unsound) -> None:
    """What our cases say of the specification, jing says too: all of them where `EDITION_EXAMPLES` is given, else one in twelve."""
    texts = (*case.valid, *case.invalid) if isinstance(case, Sound) else ("<r/>",)
    files = [tmp_path / f"{number}.xml" for number in range(len(texts))]
    for path, text in zip(files, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    by_jing, said = refused(written(tmp_path, case), files)
    is_none = bool(re.search(r"\.rn[cg]:\d+:\d+: (error|fatal)|^(error|fatal):", said, re.MULTILINE))
    if isinstance(case, Sound):
        assert not is_none, said
        assert by_jing == {path.name for path in files[len(case.valid) :]}
    else:
        assert is_none is (case.rule not in JING_IS_MILDER), said
