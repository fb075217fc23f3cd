# SPDX-License-Identifier: MIT
"""Checking again what is saved, for as long as an editor works.

Files are asked for their time and size twice a second: that needs no library, and sees what is saved in a container or on a share.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

from edition.cli import console
from edition.cli.check import checked
from edition.errors import WrongUse
from edition.findings import Finding
from edition.source.corpus import Corpus

_PAUSE: Final = 0.5

Stamp = tuple[int, int]


def watch(find: Callable[[], Corpus], tell: Callable[[Sequence[Finding], Corpus], None]) -> None:
    """Check the documents that `find` finds, tell what was found, and do it again whenever one is saved; Ctrl-C ends it.

    What a save touches is checked again: the file, and the documents in which its name is written.
    """
    try:
        asked = find()
        findings = checked(asked)
        while True:
            stamps = _stamps(_watched(asked))
            _show(findings, asked, tell)
            changed = _wait(find, asked, stamps)
            asked, findings = again(find(), findings, changed)
    except KeyboardInterrupt:
        console.err.print()


def again(asked: Corpus, findings: Iterable[Finding], changed: Collection[Path]) -> tuple[Corpus, list[Finding]]:
    """The corpus and its findings after these files were changed, made or removed: what they do not touch is not checked again."""
    touched = [path for path in asked.paths if path in changed or _names(path, changed)]
    part = Corpus(touched, asked.manner)
    there = set(asked.paths)
    kept = [
        finding
        for finding in findings
        if finding.place.file not in changed
        and finding.place.file not in touched
        and (finding.place.file in there or finding.place.file.exists())
    ]
    return asked, sorted({*kept, *(checked(part) if touched else ())}, key=lambda finding: finding.order)


def _names(path: Path, changed: Iterable[Path]) -> bool:
    """Whether the name of a changed file is written in a document: it points to it, or includes it."""
    try:
        data = path.read_bytes()
    except OSError:
        return True
    return any(file.name.encode() in data for file in changed)


def _watched(asked: Corpus) -> list[Path]:
    """The documents, and the files beside and below them that they may point to."""
    folders = {path.parent for path in asked.paths}
    beside = (file for folder in folders for file in folder.glob("*.xml"))
    return sorted({*asked.paths, *beside, *asked.opened})


def _stamps(files: Iterable[Path]) -> dict[Path, Stamp]:
    stamps = {}
    for file in files:
        try:
            stat = file.stat()
        except OSError:
            continue
        stamps[file] = (stat.st_mtime_ns, stat.st_size)
    return stamps


def _wait(find: Callable[[], Corpus], asked: Corpus, before: dict[Path, Stamp]) -> set[Path]:
    """The files that are changed, new or gone, as soon as there are any."""
    while True:
        time.sleep(_PAUSE)
        now = _stamps({*_watched(asked), *before})
        changed = {file for file in {*before, *now} if before.get(file) != now.get(file)}
        if changed and _can_be_found(find):
            return changed


def _can_be_found(find: Callable[[], Corpus]) -> bool:
    """Whether there are documents: while an editor replaces a file there may be none for a moment."""
    try:
        find()
    except WrongUse:
        return False
    return True


def _show(findings: Sequence[Finding], asked: Corpus, tell: Callable[[Sequence[Finding], Corpus], None]) -> None:
    if console.out.is_terminal:
        console.out.clear()
    tell(findings, Corpus(asked.paths, asked.manner))
    console.out.print("watching; Ctrl-C ends it", style="dim")
