# SPDX-License-Identifier: MIT
"""What a check can say about a text: a finding, at its place, with a stable code.

Findings are values: they are yielded, collected, sorted and printed, never raised.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from edition import speech
from edition.speech import say


class Severity(enum.Enum):
    """How much a finding weighs, the heaviest first: an error makes a document unsound, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def word(self) -> str:
        """What it is called where people read it; its `value` is for programs."""
        return _WORDS[self]

    def reaches(self, other: Severity) -> bool:
        """Whether it weighs as much as another, or more."""
        heaviest_first = list(Severity)
        return heaviest_first.index(self) <= heaviest_first.index(other)


_WORDS: Final = {Severity.ERROR: say("error"), Severity.WARNING: say("warning"), Severity.INFO: say("info")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands. Lines and columns count from 1; 0 is "the whole file".

    `path` is the element's path with the positions of its steps (`/TEI/text/body/p[2]/add`), `id` its `xml:id`.
    """

    file: Path
    line: int = 0
    column: int = 0
    path: str = ""
    id: str = ""

    def __str__(self) -> str:
        if not self.line:
            return str(self.file)
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check has to say: code, place, what is wrong, and what to do about it, in words of `edition.speech`.

    `code` is a key of the rule register (`edition.rules`); the severity is that of the rule
    unless the finding carries its own (a warning in a lenient build).
    """

    code: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Place, ...] = field(default=())
    written: str = ""
    """The pointer that is wrong, where the attribute at the place holds several."""
    meant: str = ""
    """What was probably meant by the name, the value or the pointer at the place; "" where the check does not know."""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The key by which findings are sorted: file, line, column, code, message."""
        return (str(self.place.file), self.place.line, self.place.column, self.code, self.message)


def plain(finding: Finding) -> dict[str, Any]:
    """A finding as JSON can hold it, for a cache or another process; `unplain` makes it again."""
    return {
        "code": finding.code,
        "place": plain_place(finding.place),
        "message": speech.plain(finding.message),
        "hint": speech.plain(finding.hint),
        "severity": finding.severity.value,
        "related": [plain_place(place) for place in finding.related],
        "written": finding.written,
        "meant": finding.meant,
    }


def unplain(kept: Mapping[str, Any]) -> Finding:
    """The finding of which `plain` made this. Raises `ValueError`, `TypeError` or `KeyError` for what no finding became."""
    return Finding(
        kept["code"],
        unplain_place(kept["place"]),
        speech.unplain(kept["message"]),
        speech.unplain(kept["hint"]),
        Severity(kept["severity"]),
        tuple(unplain_place(place) for place in kept["related"]),
        kept["written"],
        kept["meant"],
    )


def plain_place(place: Place) -> list[Any]:
    """A place as JSON can hold it."""
    return [str(place.file), place.line, place.column, place.path, place.id]


def unplain_place(kept: Sequence[Any]) -> Place:
    """The place of which `plain_place` made this."""
    return Place(Path(kept[0]), *kept[1:])


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by place, each said once."""
    return sorted(set(findings), key=lambda finding: finding.order)


def is_sound(findings: Iterable[Finding]) -> bool:
    """Whether no finding is an error."""
    return all(finding.severity is not Severity.ERROR for finding in findings)
