# SPDX-License-Identifier: MIT
"""Checking again what is saved, for as long as an editor works.

Files are asked for their time and size twice a second: that needs no library, and sees what is saved in a container or on a share.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from edition.cli import console
from edition.errors import WrongUse
from edition.findings import Finding
from edition.source.corpus import Corpus
from edition.speech import say

_PAUSE: Final = 0.5

Tell = Callable[[Sequence[Finding], Corpus], None]
Check = Callable[[Corpus], list[Finding]]
"""Gives all that is wrong with documents."""


def watch(find: Callable[[], Corpus], check: Check, tell: Tell) -> None:
    """Check the documents that `find` finds, tell what was found, and do it again whenever one is saved; Ctrl-C ends it."""
    try:
        watched = Watched(find(), check)
        while True:
            stamps = watched.stamps()
            _show(watched, tell)
            while not (changed := watched.changed(stamps)) or not (found := _found(find)):
                time.sleep(_PAUSE)
            watched.again(found, changed)
    except KeyboardInterrupt:
        console.err.print()


class Watched:
    """The documents that are watched, and what was last found in them."""

    def __init__(self, corpus: Corpus, check: Check) -> None:
        self.corpus, self._check = corpus, check
        self.findings = check(corpus)
        self._opened = set(corpus.opened)

    def again(self, corpus: Corpus, changed: set[Path]) -> None:
        """Check what was touched by files that were changed, made or removed; `corpus` has the documents that there are now.

        Touched are the files themselves and the documents in which their names are written, or the name of a file that includes
        them: those point to them.
        """
        documents = {path.resolve() for path in corpus.paths}
        reached = set(changed)
        while more := {part for part in self._opened - documents - reached if _names(part, reached)}:
            reached |= more
        touched = [path for path in corpus.paths if path.resolve() in reached or _names(path, reached)]
        part = Corpus(touched, corpus.manner)
        fresh = self._check(part) if touched else []
        stale = (
            reached | {path.resolve() for path in touched} | {path.resolve() for path in self.corpus.paths} - documents
        )
        kept = [finding for finding in self.findings if finding.place.file.resolve() not in stale]
        self.corpus, self.findings = corpus, sorted({*kept, *fresh}, key=lambda finding: finding.order)
        self._opened |= set(part.opened)

    def stamps(self) -> dict[Path, tuple[int, int]]:
        """Time and size of each document, of the files that pointers led to, and of those beside the documents."""
        beside = (file for folder in {path.parent for path in self.corpus.paths} for file in folder.glob("*.xml"))
        stamps = {}
        for file in {path.resolve() for path in (*self.corpus.paths, *beside)} | self._opened:
            try:
                stat = file.stat()
            except OSError:
                continue
            stamps[file] = (stat.st_mtime_ns, stat.st_size)
        return stamps

    def changed(self, before: dict[Path, tuple[int, int]]) -> set[Path]:
        """The files that are changed, new or gone."""
        now = self.stamps()
        return {file for file in {*before, *now} if before.get(file) != now.get(file)}


def _names(path: Path, files: Iterable[Path]) -> bool:
    """Whether the name of one of the files is written in a file: it points to it, or includes it."""
    try:
        data = path.read_bytes()
    except OSError:
        return True
    return any(file.name.encode("utf-8", "surrogateescape") in data for file in files)


def _found(find: Callable[[], Corpus]) -> Corpus | None:
    """The documents that there are now: while an editor replaces a file there may be none for a moment."""
    try:
        return find()
    except WrongUse:
        return None


def _show(watched: Watched, tell: Tell) -> None:
    if console.out.is_terminal:
        console.out.clear()
    # lines are shown as they now stand on the disk
    tell(watched.findings, Corpus(watched.corpus.paths, watched.corpus.manner))
    console.out.print(console.words(say("watching; Ctrl-C ends it")), style="dim")
