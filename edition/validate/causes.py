# SPDX-License-Identifier: MIT
"""What has one cause is told once in a file, where it is met first, with how often: a prefix that nothing defines, a missing file.

Whoever mends the cause has mended all, and a list of a thousand places hides what else is wrong. A place is told by itself where it is
known what was meant there.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from edition.findings import Finding
from edition.speech import Said
from edition.validate.vocabulary import repeated

_MANY: Final = 5
"""More files than these that bare words of an attribute seem to name, and are not there, are a manner of writing and no slips."""


def gathered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of one cause in a file as the first of them."""
    by_cause: dict[tuple[Path, Hashable], list[Finding]] = {}
    for finding in findings:
        key = _cause(finding)
        if key is None:
            yield finding
        else:
            by_cause.setdefault((finding.place.file, key), []).append(finding)
    by_manner: dict[tuple[Path, Hashable], list[list[Finding]]] = {}
    for (file, key), alike in by_cause.items():
        by_manner.setdefault((file, _manner(alike[0]) or key), []).append(alike)
    for groups in by_manner.values():
        together = [[each for alike in groups for each in alike]] if len(groups) > _MANY else groups
        yield from map(_first, together)


def _first(alike: list[Finding]) -> Finding:
    first = min(alike, key=lambda each: each.order)
    return replace(first, message=repeated(first.message, len(alike)))


def _cause(finding: Finding) -> Hashable | None:
    """What makes a finding one with others of its file: the prefix, file or identifier that is not there, the language."""
    if finding.meant or not isinstance(finding.message, Said):
        return None
    match finding.code, finding.message.arguments:
        case "HDR006", _:
            return finding.code, finding.message
        case "PTR002" | "PTR004", {"message": why}:
            return finding.code, why
        case "PTR001", {"attribute": attribute, "message": why} if attribute != "spanTo":
            return finding.code, finding.written, why
    return None


_BARE: Final = re.compile(r"[^/#:]+")


def _manner(finding: Finding) -> Hashable | None:
    """What makes missing files one with others: bare words in the same attribute, as of scans that lie elsewhere."""
    if finding.code == "PTR002" and isinstance(finding.message, Said) and _BARE.fullmatch(finding.written):
        return finding.code, finding.message.arguments["attribute"]
    return None
