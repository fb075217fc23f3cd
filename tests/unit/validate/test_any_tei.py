# SPDX-License-Identifier: MIT
"""What holds in TEI of any project is asked of documents of other schemas too."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from edition.findings import Severity
from edition.source import corpus
from edition.source import document as source
from edition.validate import alone, check
from edition.validate.association import Schema

_ANYTHING = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start><define name="any"><element><anyName/>
<zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define></grammar>"""
_RULE = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="tei:addSpan"><assert test="@spanTo">Where does it end?</assert></rule></pattern></schema>"""

_ANNOUNCED = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="{1}"><report id="DEP002-1" role="warning" test="true()">{0} ends.</report></rule></pattern></schema>"""
_PARTS = ("<del>a</del>", "<add>b</add>", "<gap/>", "<surplus>c</surplus>")


def found(folder: Path, text: str, *rules: str) -> list[tuple[str, Severity, str]]:
    """Code, weight and place of what is found in a text by a schema that allows anything, and by further rules."""
    (folder / "any.rng").write_text(_ANYTHING, encoding="utf-8")
    schemas = [Schema("rng", folder / "any.rng")]
    for number, rule in enumerate(rules):
        path = folder / f"{number}.sch"
        path.write_text(rule, encoding="utf-8")
        schemas.append(Schema("sch", path))
    document = folder / "a.xml"
    document.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><text><body><p>\n{text}</p></body></text></TEI>',
        encoding="utf-8",
    )
    said = check.check_documents(corpus.find([document]), check.Schemas(tuple(schemas), linted=True))
    return [
        (each.code, each.severity, f"{each.place.line}:{each.place.column}")
        for each in said
        if each.code[:3] in ("SUB", "TRN", "CHO", "SCH", "DEP")
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("one <subst><add>two</add></subst>", "SUB001"),
        ("one <subst><del>two</del></subst>", "SUB002"),
        ("one <addSpan/>two", "TRN001"),
        ("one <add/>two", "TRN006"),
        ("one <choice><sic>a</sic><sic>b</sic></choice>", "CHO002"),
        ('<anchor xml:id="e"/> <delSpan spanTo="#e"/>', "TRN008"),
    ],
)
def test_it_is_a_warning_at_its_place(tmp_path: Path, text: str, code: str) -> None:
    """The schema is content; we are not, at the line and column of the element, and no build of theirs fails for it."""
    column = text.index("<", 1 if text.startswith("<") else 0) + 1
    assert (code, Severity.WARNING, f"2:{column}") in found(tmp_path, text)


def test_what_the_project_says_is_not_said_again(tmp_path: Path) -> None:
    """Where a rule of its own speaks of the element, ours is silent."""
    assert found(tmp_path, "one <addSpan/>two", _RULE) == [("SCH001", Severity.ERROR, "2:5")]


def test_what_is_deprecated_is_told_once(tmp_path: Path) -> None:
    """What the schema announces the end of we do not announce once more, nor what it no longer knows."""
    calendar = '<settlement calendar="#julian">Kiev</settlement>'
    announced = _ANNOUNCED.format("calendar", "tei:settlement/@calendar")

    assert found(tmp_path, calendar) == [("DEP001", Severity.WARNING, "2:13")]
    assert found(tmp_path, calendar, announced) == [("DEP002", Severity.WARNING, "2:13")]
    assert found(tmp_path, "<superEntry/>", _ANNOUNCED.format("superEntry", "tei:superEntry")) == [
        ("DEP002", Severity.WARNING, "2:1")
    ]


def test_a_sound_text_is_left_alone(tmp_path: Path) -> None:
    """What another project leaves unsaid on purpose is its own affair: a hand, a source, a licence."""
    assert (
        found(tmp_path, "one <subst><del>two</del><add>three</add></subst> <gap/> <handShift medium='ink'/>four") == []
    )


def test_the_quick_look_misses_nothing(tmp_path: Path) -> None:
    """Whatever the rules speak of has been seen by the quick look that spares a sound document the rules."""
    substs = ("".join(each) for length in range(4) for each in itertools.product(_PARTS, repeat=length))
    choices = ("".join(each) for each in itertools.product(("<sic/>", "<orig/>", "<abbr/>", "<corr/>"), repeat=2))
    words = ("", " ", "<!--no-->", "<!--no-->a", "<?no?> ", "<lb/>", "&gone;")
    text = "".join(
        [
            *(f"<subst>{each}</subst>" for each in substs),
            *(f"<choice>{each}</choice>" for each in choices),
            *(f"<{name}>{each}</{name}>" for name in ("add", "del") for each in words),
            '<addSpan/><delSpan spanTo="#z"/><damageSpan/><anchor xml:id="a"/><index spanTo="#a"/>',
        ]
    )
    path = tmp_path / "a.xml"
    path.write_text(
        f'<!DOCTYPE TEI [<!ENTITY gone SYSTEM "gone.txt">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><p>{text}</p></TEI>',
        encoding="utf-8",
    )
    document = source.read(path)
    assert isinstance(document, source.Document)

    spoken = {(found.place.path, found.code) for found in alone._by_rules(document, alone._OUR_RULES, "#DEFAULT")}
    about = {path for path, code in spoken if code in alone._OF_ANY_TEI}
    seen = {document.place(element).path for element in document.elements if alone._may_speak(element)}

    assert {code for _, code in spoken} >= set(alone._OF_ANY_TEI)
    assert about <= seen
    assert len(seen) < len(document.elements) / 2
