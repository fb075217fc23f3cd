# SPDX-License-Identifier: MIT
"""Which findings a project wants to hear of, and how much they weigh there."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from edition import rules
from edition.findings import Finding, Severity
from edition.report.report import near
from edition.settings import OFF, Check

ALWAYS: Final = ("XML001",)
"""What is told whatever is chosen: of a file that is no XML nothing else was checked, and silence would call it sound."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a project's settings choose, and what a call chooses besides: its `select` instead of theirs, its `ignore` with theirs.

    Of two words that mean a rule the longer decides; where they are as long, it is not told. What is left out for a file is left out.
    """

    check: Check
    root: Path
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()

    def chosen(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that are told, as they weigh in the project."""
        for finding in findings:
            if finding.code in ALWAYS:
                yield finding
            elif self.tells(finding.code, finding.place.file):
                weight = self._weight(finding.code)
                yield replace(finding, severity=Severity(weight)) if weight else finding

    def tells(self, code: str, file: Path) -> bool:
        """Whether findings with this code are told of a file."""
        wanted = _longest(code, self.select or self.check.select or (rules.ALL,))
        refused = _longest(code, [*self.check.ignore, *self.ignore])
        left_out = self._weight(code) == OFF or any(rules.is_under(code, word) for word in self._per_file(file))
        return wanted > refused and not left_out

    def _per_file(self, file: Path) -> Iterator[str]:
        name = near(file, self.root)
        for pattern, codes in self.check.per_file.items():
            if fnmatch.fnmatchcase(name.as_posix() if "/" in pattern else name.name, pattern):
                yield from codes

    def _weight(self, code: str) -> str:
        weights = self.check.severity
        meant = [word for word in weights if rules.is_under(code, word)]
        return weights[max(meant, key=_length)] if meant else ""


def _longest(code: str, words: Iterable[str]) -> int:
    """How exactly the words mean a code: the length of the longest that does, -1 where none does."""
    return max((_length(word) for word in words if rules.is_under(code, word)), default=-1)


def _length(word: str) -> int:
    return 0 if word == rules.ALL else len(word)
