# SPDX-License-Identifier: MIT
"""Checking again what is saved, for as long as an editor works.

The system tells when a file is saved (`watchfiles`); where it cannot, in some containers and on shares, WATCHFILES_FORCE_POLLING=1
makes it look. What has not changed is not checked again: that is the check's own affair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from edition.cli import console
from edition.errors import WrongUse
from edition.findings import Finding
from edition.source.corpus import Corpus
from edition.speech import say

_PAUSE: Final = 200
"""For how many milliseconds what is saved is gathered: an editor saves a file in several steps."""

Tell = Callable[[Sequence[Finding], Corpus], None]
Check = Callable[[Corpus], tuple[Sequence[Finding], Iterable[Path]]]
"""Gives all that is wrong with documents, and the files that this rests on."""
Stamps = dict[Path, tuple[int, int]]


def watch(find: Callable[[], Corpus], check: Check, tell: Tell) -> None:
    """Check the documents that `find` finds, tell what was found, and do it again whenever a file is saved; Ctrl-C ends it."""
    try:
        corpus = find()
        while True:
            before = stamps(corpus.paths)
            findings, files = check(corpus)
            if console.out.is_terminal:
                console.out.clear()
            tell(findings, corpus)
            console.out.print(console.words(say("watching; Ctrl-C ends it")), style="dim")
            corpus = _next(find, {*corpus.paths, *files}, before)
    except KeyboardInterrupt:
        console.err.print()


def stamps(files: Iterable[Path]) -> Stamps:
    """Time and size of each file that is there."""
    found = {}
    for file in files:
        try:
            state = file.stat()
        except OSError:
            continue
        found[file] = (state.st_mtime_ns, state.st_size)
    return found


def _next(find: Callable[[], Corpus], files: set[Path], before: Stamps) -> Corpus:
    """The documents that there are once any of the files, or what stands beside them, is changed, new or gone."""
    import watchfiles  # noqa: PLC0415 - a single check watches nothing

    folders = {file.parent for file in files}
    changes = watchfiles.watch(
        *(folder for folder in folders if folder.is_dir()),
        debounce=4 * _PAUSE,
        step=_PAUSE,
        rust_timeout=_PAUSE,
        yield_on_timeout=True,
        recursive=False,
    )
    started = False
    for changed in changes:
        # what was saved while the check ran was saved before anybody watched
        missed = not started and stamps(before) != before
        started = True
        if (changed or missed) and (found := _found(find)):
            return found
    raise KeyboardInterrupt


def _found(find: Callable[[], Corpus]) -> Corpus | None:
    """The documents that there are now: while an editor replaces a file there may be none for a moment."""
    try:
        return find()
    except WrongUse:
        return None
