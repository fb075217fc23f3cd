# SPDX-License-Identifier: MIT
"""Our Schematron, and two that others wrote, say the same of the same text.

The ISO skeleton comes with lxml and knows XPath 1. SchXslt (for XSLT 2) is asked where `SCHXSLT` names the folder of its stylesheets,
the one with `pipeline-for-svrl.xsl`.
"""

from __future__ import annotations

import functools
import os
import re
from pathlib import Path

import pytest
import saxonche
from lxml import etree, isoschematron

from edition.source import document
from edition.source.document import Document
from edition.validate import schematron
from tests.schematron import CASES, FILES, TEXT, Case, schema

SCHXSLT = Path(os.environ.get("SCHXSLT", ""))
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
SKELETON_DIFFERS = {
    "hint": "the word has a meaning for us alone",
    **dict.fromkeys(("attribute", "any attribute"), "it tells of an attribute without its element"),
    **dict.fromkeys(
        ("text", "text after an element", "text after a comment", "comment"), "it visits elements and attributes"
    ),
    **dict.fromkeys(("assert of an empty sequence", "function", "XSLT 2", "XPath 3"), "it knows XPath 1"),
    "name as a path gives it": "it takes paths to nodes only",
    "instruction": "libxslt does not match instructions by a bare name",
    "emphasis, direction, span": "it drops the spaces between",
    "an element of another namespace": "it drops the element with its words",
    "parameters whose names begin alike": "it fills in the shorter first",
    "other documents": "it takes the text itself",
    **dict.fromkeys(
        (
            *("rule that only takes nodes away", "title and prose", "braces", "include of diagnostics"),
            *("abstract pattern, twice", "abstract pattern that nobody makes"),
        ),
        "the grammar of lxml is that of 2006, or narrower",
    ),
}
"""Cases of which the ISO skeleton says something else, or nothing, and why."""
SCHXSLT_DIFFERS = {
    "hint": "the word has a meaning for us alone",
    "name of a path": "it takes paths to strings only",
    "other documents": "its report does not tell of which document it speaks",
    "abstract pattern that nobody makes": "it wants a pattern to be active",
    "XPath 3": "its version for XSLT 2 does not know the binding",
    **dict.fromkeys(
        ("XSLT 1: a number of a string", "XSLT 1: the first of several", "XSLT 1: a sum"),
        "its version for XSLT 2 does not know the binding",
    ),
}
"""Cases of which SchXslt says something else, or nothing, and why."""


def cases(differing: dict[str, str]) -> list[Case]:
    """Those that a peer is asked."""
    return [case for case in CASES if not case.newer and case.name not in differing]


@pytest.fixture
def text(tmp_path: Path) -> Document:
    """The text of the table, and the files beside it."""
    for name, content in {**FILES, "text.xml": TEXT}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    read = document.read(tmp_path / "text.xml")
    assert isinstance(read, Document)
    return read


def ours(text: Document, path: Path, phase: str) -> list[str]:
    """Which elements, and what is said of them."""
    return sorted(f"{each.place.path} {each.message}" for each in schematron.check(text, path, phase))


def theirs(report: etree._Element, text: Document) -> list[str]:
    """The same, of a report in SVRL."""
    return sorted(
        f"{_path(str(each.get('location')), text)} {schematron._phrase(''.join(each.find(f'{SVRL}text').itertext()))}"
        for each in report.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report")
    )


def _path(location: str, text: Document) -> str:
    """The path of the element that a location is in, whatever it is of that."""
    location = re.sub(r"Q\{([^}]*)\}([\w.-]+)", r"*[local-name()='\2' and namespace-uri()='\1']", location)
    location = re.sub(r"@\*\[local-name\(\)='([\w.-]+)' and namespace-uri\(\)=''\]", r"@\1", location)
    location = re.sub(r"instruction\(([\w.-]+)\)", r"instruction('\1')", location)
    found = text.tree.xpath(location if location != "/" else "/*")[0]
    if isinstance(found, str):
        found = found.getparent().getparent() if found.is_tail else found.getparent()
    while not isinstance(found.tag, str):
        found = found.getparent()
    return text.place(found).path


def _written(case: Case, text: Document, attributes: str) -> Path:
    path = text.path.with_name("schema.sch")
    path.write_text(
        schema(case).replace(case.attributes, attributes, 1) if case.attributes else schema(case), encoding="utf-8"
    )
    return path


@pytest.mark.parametrize("case", cases(SKELETON_DIFFERS), ids=lambda case: case.name)
def test_the_iso_skeleton(case: Case, text: Document) -> None:
    """With XPath 1."""
    default = ' defaultPhase="quick"' if "defaultPhase" in case.attributes else ""
    path = _written(case, text, f'queryBinding="xslt"{default}')
    phase = None if case.phase == "#DEFAULT" else case.phase
    peer = isoschematron.Schematron(
        etree.parse(str(path)),
        phase=phase,
        store_report=True,
        error_finder=isoschematron.Schematron.ASSERTS_AND_REPORTS,
    )
    peer.validate(text.tree)

    assert ours(text, path, case.phase) == theirs(peer.validation_report.getroot(), text)


@functools.cache
def _pipeline() -> saxonche.PyXsltExecutable:
    stylesheet = SCHXSLT / "pipeline-for-svrl.xsl"
    return (
        saxonche.PySaxonProcessor(license=False)
        .new_xslt30_processor()
        .compile_stylesheet(stylesheet_file=str(stylesheet))
    )


@pytest.mark.skipif(not os.environ.get("SCHXSLT"), reason="SCHXSLT names no folder of stylesheets")
@pytest.mark.parametrize("case", cases(SCHXSLT_DIFFERS), ids=lambda case: case.name)
def test_schxslt(case: Case, text: Document) -> None:
    """With XPath 2 and 3."""
    path = _written(case, text, case.attributes or 'queryBinding="xslt2"')
    processor = saxonche.PySaxonProcessor(license=False)
    pipeline = _pipeline()
    pipeline.clear_parameters()
    pipeline.set_parameter("phase", processor.make_string_value(case.phase))
    validator = pipeline.transform_to_string(source_file=str(path))
    executable = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=validator)
    report = executable.transform_to_string(source_file=str(text.path))

    assert ours(text, path, case.phase) == theirs(etree.fromstring(report.encode()), text)


def test_what_differs_is_in_the_table() -> None:
    """No case is left out that is not there."""
    assert {*SKELETON_DIFFERS, *SCHXSLT_DIFFERS} <= {case.name for case in CASES}
