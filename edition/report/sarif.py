# SPDX-License-Identifier: MIT
"""Findings as SARIF 2.1.0 (OASIS), which GitHub and many editors' programs read as alerts at their places."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from edition.findings import Place, Severity
from edition.report.report import TOOL, Entry, Report, rule, uri
from edition.speech import say

_LEVEL: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT: Final = "SRCROOT"
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"

FINGERPRINT: Final = "teiEdition/v1"
"""The name of our fingerprint among others that a finding may be given; a new way to compute it is a new version."""


_MOST: Final = 1000
"""So many signs of a source line are quoted; GitHub takes ten megabytes of a report."""


def write(report: Report) -> str:
    """A log with one run: the rules that were broken with their pages, and a result for each finding."""
    codes = {code: number for number, code in enumerate(report.codes)}
    run = {
        "tool": {
            "driver": {
                "name": TOOL,
                "language": report.language,
                "semanticVersion": report.version,
                "rules": [_rule(code, report) for code in codes],
            }
        },
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": report.words(say("The folder that file names count from."))}}
        },
        "artifacts": [{"location": _location(file)} for file in report.files],
        "results": [_result(entry, codes[entry.finding.code], report) for entry in report.entries],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str, report: Report) -> dict[str, Any]:
    known = rule(code)
    if known is None:
        return {"id": code}
    given = {
        "id": code,
        "name": "".join(word.capitalize() for word in known.name.split("-")),
        "shortDescription": {"text": known.name.replace("-", " ")},
        "fullDescription": {"text": report.words(known.summary)},
        "help": {"text": known.page, "markdown": known.page},
        "defaultConfiguration": {"level": _LEVEL[known.severity]},
    }
    if url := report.url(code):
        given["helpUri"] = url
    return given


def _result(entry: Entry, rule_index: int, report: Report) -> dict[str, Any]:
    finding = entry.finding
    place: dict[str, Any] = {"physicalLocation": _physical(finding.place, entry)}
    if finding.place.path:
        place["logicalLocations"] = _logical(finding.place)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _LEVEL[finding.severity],
        "message": {"text": _text(entry.said)},
        "locations": [place],
        "partialFingerprints": {FINGERPRINT: entry.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(related), "message": {"text": report.words(say("see here"))}}
            for number, related in enumerate(finding.related, 1)
        ]
    return result


def _physical(place: Place, entry: Entry | None = None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _location(place.file)}
    if place.line:
        region: dict[str, Any] = {"startLine": place.line}
        if place.column:
            region["startColumn"] = place.column
            if entry is not None and entry.length:
                region["endColumn"] = place.column + entry.length
                region["snippet"] = {"text": entry.line[place.column - 1 :][: min(entry.length, _MOST)]}
        physical["region"] = region
    return physical


def _location(file: Path) -> dict[str, str]:
    return {"uri": uri(file)} if file.is_absolute() else {"uri": uri(file), "uriBaseId": _ROOT}


def _logical(place: Place) -> list[dict[str, str]]:
    return [{"name": place.id or place.path.rpartition("/")[2], "fullyQualifiedName": place.path, "kind": "element"}]


def _text(said: str) -> str:
    """A message in which nothing is taken for a link, `[text](where)`, or for a place to be filled, `{0}` (SARIF 3.11.5 and 6)."""
    return re.sub(r"([\[\]])", r"\\\1", said) if re.search(r"\[[^\[\]]*\]\(", said) else said
