# SPDX-License-Identifier: MIT
"""Findings that try every sign which some format takes as its own, and the report of them."""

from __future__ import annotations

from pathlib import Path

from edition.findings import Finding, Place, Severity
from edition.report.report import Frame, Report, report

NASTY = "a<b>&\"c'% ::d,e:f [g](h) {0} | `i` \n\r\tj\u2028k\u2029 \U0001d400\u202e\x1b\x00 @here"
"""What no message says, and any could: a document can hold anything, and a message quotes it."""

HERE = Path("/corpus")
LINE = '<p>\U0001d400 <add hand="#hk">не</add></p>'

FINDINGS = [
    Finding(
        "PTR001",
        Place(HERE / "tei/a.xml", 7, 11, "/TEI/text/body/p[2]/add[1]", "a1"),
        '@hand="#hk" points to nothing; did you mean "#h1"?',
        "name the hand",
        related=(Place(HERE / "tei/b.xml", 3, 4),),
    ),
    Finding("XYZ001", Place(HERE / "tei/a.xml", 8, 1), NASTY, NASTY, Severity.WARNING),
    Finding("NOT002", Place(HERE / "tei/ü #1 100%.xml"), "m", severity=Severity.INFO),
    Finding("ID001", Place(Path("/elsewhere/c.xml"), 1, 0), "m"),
]


def made(findings: list[Finding] | None = None, **frame: object) -> Report:
    """The report of these findings, of a sound file too; each stands in the same line."""
    files = [HERE / "tei/a.xml", HERE / "tei/sound.xml"]
    about = Frame("1.2.3", HERE, **frame)  # type: ignore[arg-type] # the test names the fields
    return report(
        FINDINGS if findings is None else findings, files, about, lambda each: LINE if each.place.line == 7 else ""
    )
