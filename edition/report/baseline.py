# SPDX-License-Identifier: MIT
"""A baseline: the findings that a corpus had when it began to be checked, and that are not told again.

It is JSON to be read and committed: for each file its findings, by fingerprint, each with how often it was there. A finding
that is not in it is told; one that is gone is told too, so that the file grows shorter and not stale.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from edition.errors import WrongUse
from edition.findings import Finding
from edition.report.fingerprints import fingerprint, steps
from edition.report.report import near
from edition.report.selection import ALWAYS
from edition.speech import say

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of a baseline: what it is known by, how often it is there, and what a reader may recognise it by."""

    fingerprint: str
    code: str
    path: str
    message: str
    count: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings beside a baseline: those that are new, how many are known, and which known ones are gone, by file."""

    new: list[Finding]
    known: int
    gone: Mapping[str, list[Known]]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings of each file; file names count from `folder`, where the baseline lies."""

    folder: Path
    files: Mapping[str, tuple[Known, ...]]

    def compare(self, findings: Iterable[Finding], checked: Sequence[Path]) -> Compared:
        """What is new, known and gone. Of a file that was not checked nothing is gone."""
        left = {file: Counter({each.fingerprint: each.count for each in known}) for file, known in self.files.items()}
        new, count = [], 0
        for finding in findings:
            there = left.get(self._name(finding.place.file), Counter())
            mark = fingerprint(finding)
            if finding.code not in ALWAYS and there[mark] > 0:
                there[mark] -= 1
                count += 1
            else:
                new.append(finding)
        names = {self._name(file) for file in checked}
        gone: dict[str, list[Known]] = {}
        for file, known in self.files.items():
            if file in names or not (self.folder / file).exists():
                rest = [(each, left[file][each.fingerprint]) for each in known]
                if missed := [_of(each, times) for each, times in rest if times]:
                    gone[file] = missed
        return Compared(new, count, gone)

    def updated(self, findings: Iterable[Finding], checked: Sequence[Path]) -> Baseline:
        """The baseline with these findings for the files that were checked; of others that still exist it keeps what it has."""
        fresh: dict[str, dict[str, Known]] = {}
        for finding in findings:
            if finding.code in ALWAYS:
                continue
            file, mark = self._name(finding.place.file), fingerprint(finding)
            place = fresh.setdefault(file, {})
            count = place[mark].count + 1 if mark in place else 1
            first = place.get(mark)
            place[mark] = (
                _of(first, count) if first else Known(mark, finding.code, steps(finding.place.path), finding.message, 1)
            )
        names = {self._name(file) for file in checked}
        kept = {
            file: known
            for file, known in self.files.items()
            if file not in names and file not in fresh and (self.folder / file).exists()
        }
        return Baseline(self.folder, {**kept, **{file: tuple(known.values()) for file, known in fresh.items()}})

    @property
    def count(self) -> int:
        """How many findings it knows."""
        return sum(each.count for known in self.files.values() for each in known)

    def write(self) -> str:
        """The text of its file: sorted, so that the same findings give the same bytes."""
        files = {
            file: [
                {
                    "code": each.code,
                    "path": each.path,
                    "message": each.message,
                    "count": each.count,
                    "fingerprint": each.fingerprint,
                }
                for each in sorted(self.files[file], key=lambda each: (each.code, each.path, each.fingerprint))
            ]
            for file in sorted(self.files)
        }
        return json.dumps({"version": VERSION, "files": files}, ensure_ascii=False, indent=1) + "\n"

    def _name(self, file: Path) -> str:
        return near(file, self.folder).as_posix()


def empty(file: Path) -> Baseline:
    """The baseline that knows nothing, to lie in this file."""
    return Baseline(file.absolute().parent, {})


def read(file: Path) -> Baseline:
    """The baseline in a file. Raises `WrongUse` where it cannot be read, or is no baseline of ours."""
    try:
        given = json.loads(file.read_text(encoding="utf-8", errors="surrogateescape"))
        if given["version"] != VERSION:
            raise WrongUse(
                say(
                    "{file} is a baseline of version {version}; `--update-baseline` writes it anew",
                    file=file,
                    version=given["version"],
                )
            )
        files = {str(name): tuple(map(_known, known)) for name, known in given["files"].items()}
    except OSError as error:
        raise WrongUse(
            say("{file} cannot be read: {why}; `--update-baseline` writes it", file=file, why=error.strerror)
        ) from error
    except json.JSONDecodeError as error:
        raise WrongUse(
            say(
                "{file}:{line}: no JSON: {why}; `--update-baseline` writes it anew",
                file=file,
                line=error.lineno,
                why=error.msg,
            )
        ) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise WrongUse(
            say("{file} is no baseline of `edition check`; `--update-baseline` writes one", file=file)
        ) from error
    return Baseline(file.absolute().parent, files)


def _known(given: Mapping[str, Any]) -> Known:
    return Known(
        str(given["fingerprint"]), str(given["code"]), str(given["path"]), str(given["message"]), int(given["count"])
    )


def _of(known: Known, count: int) -> Known:
    return Known(known.fingerprint, known.code, known.path, known.message, count)
