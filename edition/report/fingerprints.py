# SPDX-License-Identifier: MIT
"""By what a finding is known again when its file has been worked on: not by its line, which every edit above it moves."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from edition.findings import Finding

_POSITION: Final = re.compile(r"\[\d+\]")
_LINES: Final = re.compile(r"\blines? \d+(?:[–-]\d+)?(?:, column \d+)?|:\d+:\d+")
_ADVICE: Final = re.compile(r"[;,]? did you mean .*|; so \d+ times in the file\Z", re.DOTALL)


def fingerprint(finding: Finding) -> str:
    """What stays of a finding when lines move, elements are added before it, or ids are given: its rule, the path of names, its words.

    Lines that a message names and what it proposes do not count, nor how often the like stands in the file.
    Two findings of one file can have the same: see `numbered`.
    """
    path = steps(finding.place.path)
    words = _LINES.sub("line", _ADVICE.sub("", finding.message))
    return hashlib.sha256("\0".join((finding.code, path, words)).encode("utf-8", "replace")).hexdigest()[:20]


def steps(path: str) -> str:
    """The path of an element without the positions of its steps, which change when elements are added before it."""
    return _POSITION.sub("", path)


def numbered(findings: Iterable[Finding]) -> list[str]:
    """The fingerprint of each finding, with its number among the like of its file (`…:1`, `…:2`): no two of a file are the same."""
    counted: Counter[tuple[Path, str]] = Counter()
    given = []
    for finding in findings:
        mark = fingerprint(finding)
        counted[finding.place.file, mark] += 1
        given.append(f"{mark}:{counted[finding.place.file, mark]}")
    return given
