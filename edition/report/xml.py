# SPDX-License-Identifier: MIT
"""Findings as XML that others have defined: JUnit for machines that know of tests only, Checkstyle for many others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from edition.findings import Severity
from edition.report import excerpt
from edition.report.report import TOOL, Entry, Report

_WIDTH: Final = 160
"""How many signs of a source line are quoted."""
_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """A suite for each file, a failed case for each finding that fails the run, a passed case for others and for a sound file."""
    root = ET.Element("testsuites", name="edition check")
    tests = failed = 0
    for file, entries in report.by_file().items():
        failures = [entry for entry in entries if entry.finding.severity.reaches(report.fails_on)]
        count = max(len(entries), 1)
        tests, failed = tests + count, failed + len(failures)
        counts = {"tests": str(count), "failures": str(len(failures)), "errors": "0", "skipped": "0", "time": "0"}
        name = _named(file)
        suite = ET.SubElement(root, "testsuite", {"name": name, **counts})
        for entry in entries:
            fails = entry.finding.severity.reaches(report.fails_on)
            _case(suite, name, entry, fails=fails)
        if not entries:
            ET.SubElement(suite, "testcase", classname=_class(name), name="sound", file=name, time="0")
    root.attrib |= {"tests": str(tests), "failures": str(failed), "errors": "0", "time": "0"}
    return _written(root)


def _case(suite: ET.Element, file: str, entry: Entry, *, fails: bool) -> None:
    finding, place = entry.finding, entry.finding.place
    at = f" {place.line}:{place.column}" if place.line else ""
    case = ET.SubElement(
        suite, "testcase", classname=_class(file), name=f"{finding.code} {entry.name}{at}", file=file, time="0"
    )
    line, _, _ = excerpt.window(entry.line, place.column, _WIDTH)
    text = _legal(f"{excerpt.shown(str(place))} {finding.severity.value} {finding.code}: {entry.said}\n{line}".rstrip())
    if fails:
        ET.SubElement(case, "failure", message=_legal(excerpt.shown(finding.message)), type=finding.code).text = text
    else:
        ET.SubElement(case, "system-out").text = text


def _class(file: str) -> str:
    """The name of a file as that of a class, which Jenkins and others show by packages: what stands after the last dot is the class."""
    folder, _, name = file.rpartition("/")
    return ".".join([*filter(None, folder.replace(".", "_").split("/")), name.replace(".", "_")])


def checkstyle(report: Report) -> str:
    """A `file` for each file, sound ones among them, and in it an `error` for each finding, whatever its weight."""
    root = ET.Element("checkstyle", version="10.0")
    for file, entries in report.by_file().items():
        element = ET.SubElement(root, "file", name=_named(file))
        for entry in entries:
            _error(element, entry)
    return _written(root)


def _error(parent: ET.Element, entry: Entry) -> None:
    finding, place = entry.finding, entry.finding.place
    given = {"line": str(max(place.line, 1))}
    if place.column:
        given["column"] = str(place.column)
    given |= {
        "severity": "info" if finding.severity is Severity.INFO else finding.severity.value,
        "message": _legal(entry.said),
        "source": f"{TOOL}.{finding.code}",
    }
    ET.SubElement(parent, "error", given)


def _named(file: Path) -> str:
    return _legal(excerpt.shown(file.as_posix()))


def _legal(text: str) -> str:
    """The text without signs that XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


def _written(root: ET.Element) -> str:
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
