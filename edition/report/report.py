# SPDX-License-Identifier: MIT
"""A report: the findings of a run with all that its formats say of them."""

from __future__ import annotations

import os
import urllib.parse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from edition import rules
from edition.findings import Finding, Place, Severity
from edition.report import excerpt
from edition.report.fingerprints import numbered
from edition.speech import ENGLISH, joined, say, say_of, translated

TOOL: Final = "tei-edition"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding, the source line it stands in ("" for none), how many signs of it it is about (0: not known), and its fingerprint."""

    finding: Finding
    line: str
    length: int
    fingerprint: str

    @property
    def name(self) -> str:
        """The name of its rule."""
        found = rule(self.finding.code)
        return found.name if found else "unregistered-rule"

    @property
    def said(self) -> str:
        """What is wrong and what to do about it, in one text that steers no terminal, turns no line around and commands no runner."""
        message, hint = excerpt.shown(self.finding.message), excerpt.shown(self.finding.hint)
        return f"{message}\n{hint}" if hint else message


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a run, in order, and the files that were checked; file names and words are as the report writes them."""

    entries: tuple[Entry, ...]
    files: tuple[Path, ...]
    version: str
    fails_on: Severity = Severity.ERROR
    rules_url: str = ""
    language: str = ENGLISH

    def words(self, message: str) -> str:
        """Something that the report itself says, in its language."""
        return translated(message, self.language)

    def url(self, code: str) -> str:
        """Where the page of a rule can be read on the net, "" where the project does not say."""
        return self.rules_url.replace("{code}", code) if rule(code) else ""

    @property
    def codes(self) -> list[str]:
        """The codes of the findings, sorted."""
        return sorted({entry.finding.code for entry in self.entries})

    def by_file(self) -> dict[Path, list[Entry]]:
        """The entries of each file, the files without any among them."""
        found: dict[Path, list[Entry]] = {file: [] for file in self.files}
        for entry in self.entries:
            found.setdefault(entry.finding.place.file, []).append(entry)
        return found


@dataclass(frozen=True, slots=True)
class Frame:
    """What a report is made for: the version that speaks, from where file names count, what fails, where rules are, the language."""

    version: str
    base: Path
    fails_on: Severity = Severity.ERROR
    rules_url: str = ""
    language: str = ENGLISH


def report(
    findings: Sequence[Finding], files: Sequence[Path], frame: Frame, line_of: Callable[[Finding], str]
) -> Report:
    """The report of a run. `line_of` gives the source line that a finding stands in, "" for none."""
    entries = []
    for finding, mark in zip(findings, numbered(findings), strict=True):
        line, column = line_of(finding), finding.place.column
        length = excerpt.touched(line, column) if column and column <= len(line) else 0
        entries.append(Entry(_for(finding, frame), excerpt.shown(line), length, mark))
    checked = tuple(near(file, frame.base) for file in files)
    return Report(tuple(entries), checked, frame.version, frame.fails_on, frame.rules_url, frame.language)


def counted(findings: Iterable[Finding], documents: int) -> str:
    """One line: how many documents, how many findings of each weight."""
    weights = Counter(finding.severity for finding in findings)
    errors, warnings, infos = (weights[weight] for weight in Severity)
    parts = [
        *([say_of(errors, "{n} error", "{n} errors")] if errors else []),
        *([say_of(warnings, "{n} warning", "{n} warnings")] if warnings else []),
        *([say_of(infos, "{n} info", "{n} info")] if infos else []),
    ]
    found = joined(parts, ", ") if parts else say("sound")
    return joined((say_of(documents, "{n} document", "{n} documents"), found), ": ")


def near(file: Path, base: Path) -> Path:
    """A file's name from a folder that it lies below; else its whole path."""
    whole = Path(os.path.abspath(file))  # noqa: PTH100 - a link is named as it is, not as what it leads to
    return whole.relative_to(base) if whole.is_relative_to(base) else whole


def uri(file: Path) -> str:
    """A file name as part of an address: whatever signs it has, for `#` and a space would end it."""
    quoted = urllib.parse.quote(os.fsencode(file.as_posix()))
    return f"file://{'' if quoted.startswith('/') else '/'}{quoted}" if file.is_absolute() else quoted


def rule(code: str) -> rules.Rule | None:
    """The rule of a code; None for the code of a project's own schema."""
    try:
        return rules.rule(code)
    except KeyError:
        return None


def _for(finding: Finding, frame: Frame) -> Finding:
    def named(place: Place) -> Place:
        return replace(place, file=near(place.file, frame.base))

    return replace(
        finding,
        place=named(finding.place),
        related=tuple(map(named, finding.related)),
        message=translated(finding.message, frame.language),
        hint=translated(finding.hint, frame.language),
    )
