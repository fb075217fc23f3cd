# SPDX-License-Identifier: MIT
"""Findings as a report of GitLab's Code Quality, which a merge request compares with that of its target."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any, Final

from edition.findings import Severity
from edition.report.report import Entry, Report

_SEVERITY: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(report: Report) -> str:
    """A list with an issue for each finding."""
    return json.dumps([_issue(entry) for entry in report.entries], ensure_ascii=False, indent=2) + "\n"


def _issue(entry: Entry) -> dict[str, Any]:
    finding = entry.finding
    file = finding.place.file.as_posix()
    # GitLab tells issues of the whole report apart by the fingerprint alone, so the file is part of it
    unique = hashlib.sha256(os.fsencode(file) + b"\0" + entry.fingerprint.encode()).hexdigest()
    return {
        "description": f"{finding.code} {entry.name}: {entry.said}",
        "check_name": finding.code,
        "fingerprint": unique,
        "severity": _SEVERITY[finding.severity],
        "location": {"path": file, "lines": {"begin": max(finding.place.line, 1)}},
    }
