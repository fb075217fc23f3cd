# SPDX-License-Identifier: MIT
"""Findings as JSON for programs of one's own. The keys are stable: some may be added, none is changed or taken away."""

from __future__ import annotations

import json

from edition.findings import Place
from edition.report.report import Entry, Report


def write(report: Report) -> str:
    """A list with an object for each finding."""
    written = json.dumps([_entry(entry, report) for entry in report.entries], ensure_ascii=False, indent=2)
    # the same string, but no command to GitHub's runner, which reads what is printed
    return written.replace("##[", "\\u0023#[") + "\n"


def _entry(entry: Entry, report: Report) -> dict[str, object]:
    finding = entry.finding
    return {
        "code": finding.code,
        "name": entry.name,
        "severity": finding.severity.value,
        **_place(finding.place),
        "endColumn": finding.place.column + entry.length if entry.length else 0,
        "message": finding.message,
        "hint": finding.hint,
        "related": [_place(place) for place in finding.related],
        "fingerprint": entry.fingerprint,
        "url": report.url(finding.code),
    }


def _place(place: Place) -> dict[str, object]:
    return {
        "file": place.file.as_posix(),
        "line": place.line,
        "column": place.column,
        "path": place.path,
        "id": place.id,
    }
