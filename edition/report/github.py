# SPDX-License-Identifier: MIT
"""Findings as commands to GitHub's runner, which shows them at their lines, and as the summary of a step.

GitHub shows ten errors and ten warnings of a step and passes over the rest: the summary has more.
"""

from __future__ import annotations

import re
from typing import Final

from edition.findings import Severity
from edition.report import excerpt
from edition.report.report import Entry, Report
from edition.speech import say, say_of

_COMMAND: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

ENOUGH: Final = 500
"""Findings that a summary lists: it may have one megabyte, and its reader an evening."""


def write(report: Report) -> str:
    """A line for each finding."""
    return "".join(f"{_annotation(entry)}\n" for entry in report.entries)


def _annotation(entry: Entry) -> str:
    finding, place = entry.finding, entry.finding.place
    given = {"file": place.file.as_posix()}
    if place.line:
        given["line"] = str(place.line)
    if place.column:
        given["col"] = str(place.column)
        if entry.length:
            given |= {"endLine": str(place.line), "endColumn": str(place.column + entry.length)}
    given["title"] = f"{finding.code} {entry.name}"
    properties = ",".join(f"{key}={_property(value)}" for key, value in given.items())
    return f"::{_COMMAND[finding.severity]} {properties}::{_data(entry.said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(excerpt.shown(text)).replace(":", "%3A").replace(",", "%2C")


def summary(report: Report, counted: str) -> str:
    """The summary of a step in Markdown: one line that counts, a table of the rules, a table of the findings."""
    parts = [f"## edition check\n\n{_cell(counted)}\n"]
    if report.entries:
        rows = []
        for code in report.codes:
            of = [entry for entry in report.entries if entry.finding.code == code]
            shown = f"[{code}]({report.url(code)})" if report.url(code) else code
            rows.append(f"| {len(of)} | {shown} | {of[0].name} |\n")
        found, rule = report.words(say("found")), report.words(say("rule"))
        parts.append(f"\n| {found} | {rule} | |\n|--:|---|---|\n{''.join(rows)}")
        listed = "".join(_row(entry, report) for entry in report.entries[:ENOUGH])
        more = len(report.entries) - ENOUGH
        rest = f"\n{report.words(say_of(more, 'and {n} more', 'and {n} more'))}\n" if more > 0 else ""
        where, what = report.words(say("where")), report.words(say("what"))
        parts.append(f"\n| {where} | | {rule} | {what} |\n|---|---|---|---|\n{listed}{rest}")
    return "".join(parts)


def _row(entry: Entry, report: Report) -> str:
    finding = entry.finding
    where = _cell(str(finding.place))
    return f"| {where} | {report.words(finding.severity.word)} | {finding.code} | {_cell(finding.message)} |\n"


def _cell(text: str) -> str:
    """A text in which Markdown reads no sign as its own, on one line."""
    plain = re.sub(r"([\\`*_{}\[\]#|~!])", r"\\\1", excerpt.shown(" ".join(text.split())))
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;")
