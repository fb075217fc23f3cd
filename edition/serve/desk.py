# SPDX-License-Identifier: MIT
"""The work behind a served site, in one thread: it builds, waits until a file is saved, and builds again.

The last good build stays, whatever is wrong with what was saved. What has changed meanwhile is not missed: the folders are watched before
anything is read.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import watchfiles

from edition import build as building
from edition.build import early
from edition.engines import saxon
from edition.errors import EditionError
from edition.findings import Finding
from edition.publish import mark
from edition.settings import Settings
from edition.source import corpus

_PAUSE = 60
"""For how many milliseconds what is saved is gathered: an editor saves a file in several steps."""

_FEW = 20
"""So many documents are built in this process from the first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be built, and from what."""

    paths: tuple[Path, ...]
    settings: Settings
    out: Path
    formats: tuple[str, ...]
    lenient: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What a browser is told: the number of the site that is served, and what the last check came to."""

    number: int = 0
    """How often the site was laid down anew; 0 before anything is."""
    told: int = 0
    """How often anything was told."""
    busy: bool = True
    findings: tuple[Finding, ...] = ()
    documents: int = 0
    is_laid: bool = True
    """Whether what is served is what was saved; if not, the last good build is served."""
    early: Mapping[str, bytes] = field(default_factory=dict)
    """Pages of what was just saved, by their names: they are shown until the site is built with them."""
    error: str = ""
    """What is wrong around the work, where it could not be done."""
    seconds: float = 0.0


class Desk:
    """Builds what is asked for, again and again; `asked` reads what that is each time, for the settings may be edited too."""

    def __init__(
        self,
        asked: Callable[[], Asked],
        jobs: int | None = None,
        *,
        tell: Callable[[State], None] = lambda _: None,
        progress: Callable[[], AbstractContextManager[building.Progress | None]] = nullcontext,
    ) -> None:
        """`tell` hears of each build when it is done, `progress` of what long ones do; both in the thread of the work."""
        self.state = State()
        self.failure: Exception | None = None
        """What the work has ended with, though nobody ended it."""
        self._tell_of, self._progress = tell, progress
        self._asked, self._jobs = asked, jobs
        self._stop = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._bell = asyncio.Event()
        self._thread = threading.Thread(target=self._work, name="builder", daemon=True)
        self._watched: frozenset[Path] = frozenset()
        self._last: Asked | None = None
        self._ended: Callable[[], None] = lambda: None
        self._looked_at: Counter[str] = Counter()

    def start(self, ended: Callable[[], None] = lambda: None) -> None:
        """Begin the work; called in the loop that `after` is awaited in. `ended` hears of it if the work fails."""
        self._loop, self._ended = asyncio.get_running_loop(), ended
        self._thread.start()

    def stop(self) -> None:
        """End it: what is being built is not waited for, and a build that is cut short leaves the last one."""
        self._stop.set()
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._ring)

    @property
    def is_stopped(self) -> bool:
        """Whether the work is at its end."""
        return self._stop.is_set()

    @contextmanager
    def looking(self, page: str) -> Iterator[None]:
        """While somebody looks at a page of the site."""
        self._looked_at[page] += 1
        try:
            yield
        finally:
            self._looked_at[page] -= 1

    async def after(self, told: int, patience: float) -> State:
        """The state once anything new was told, or after so many seconds."""
        until = time.monotonic() + patience
        while self.state.told == told and not self.is_stopped and (left := until - time.monotonic()) > 0:
            bell = self._bell
            try:
                await asyncio.wait_for(bell.wait(), left)
            except TimeoutError:
                break
        return self.state

    # -- in the thread of the work -------------------------------------------------------------------------------------

    def _work(self) -> None:
        try:
            self._watch()
        except Exception as error:
            # raised again where the server ends
            self.failure = error
            self.stop()
            self._ended()

    def _watch(self) -> None:
        changes: Iterator[set[watchfiles.main.FileChange]] = iter(())
        saved: Collection[Path] = ()
        is_due, asks = True, True
        while not self.is_stopped:
            if asks and (folders := self._folders()) != self._watched:
                # built again, for what was saved before they were watched
                self._watched, is_due = folders, True
                changes = watchfiles.watch(
                    *folders,
                    watch_filter=self._is_source,
                    debounce=4 * _PAUSE,
                    step=_PAUSE,
                    rust_timeout=4 * _PAUSE,
                    yield_on_timeout=True,
                    stop_event=self._stop,
                    raise_interrupt=False,
                    recursive=False,
                )
                next(changes, None)
            # what is built may lead to other folders
            asks = is_due
            if is_due:
                self._build(saved)
                is_due, saved = False, ()
            elif found := next(changes, None):
                is_due, asks, saved = True, True, {Path(name) for _, name in found}

    def _folders(self) -> frozenset[Path]:
        """Where anything may be saved that the site is made from."""
        with suppress(EditionError):
            self._last = self._asked()
        asked = self._last
        if asked is None:
            return frozenset({Path.cwd()})
        found = {asked.settings.root}
        for path in asked.paths:
            found |= {Path(where) for where, _, _ in os.walk(path)} if path.is_dir() else {path.parent}
        last = mark.read(asked.out)
        found |= {Path(name).parent for name in last.sources} if last else set()
        return frozenset(folder for folder in found if folder.is_dir())

    def _is_source(self, _: watchfiles.Change, name: str) -> bool:
        """Whether a file is none of those that programs leave beside what one edits, nor of the site."""
        path = Path(name)
        out = self._last.out.resolve() if self._last else None
        hidden = path.name.startswith((".", "~", "#")) or path.name.endswith(("~", ".swp", ".tmp", ".part"))
        return not hidden and (out is None or not (path == out or path.is_relative_to(out)))

    def _build(self, saved: Collection[Path] = ()) -> None:
        began = time.perf_counter()
        self._tell(replace(self.state, busy=True))
        try:
            asked = self._last = self._asked()
            if early := self._early(asked, saved):
                self._tell(replace(self.state, early=early))
            state = self._built(asked)
        except EditionError as error:
            state = replace(self.state, is_laid=False, error=str(error.said))
        state = replace(state, busy=False, early={}, seconds=time.perf_counter() - began)
        self._tell(state)
        self._tell_of(state)

    def _early(self, asked: Asked, saved: Collection[Path]) -> dict[str, bytes]:
        """The pages that are looked at of documents that were saved; whatever is wrong with one, the build tells."""
        wanted = {name for name, lookers in self._looked_at.copy().items() if lookers > 0}
        if not (wanted and saved):
            return {}
        with suppress(EditionError, saxon.TransformFault):
            found = _corpus(asked)
            return early.pages(found, asked.settings, asked.formats, wanted=wanted, saved=saved, lenient=asked.lenient)
        return {}

    def _built(self, asked: Asked) -> State:
        what = mark.asked(asked.paths, asked.settings, asked.formats, lenient=asked.lenient)
        last = mark.read(asked.out)
        if last is not None and last.holds(what, asked.paths, asked.out):
            number = max(self.state.number, 1)
            return replace(
                self.state, number=number, findings=last.found, documents=last.documents, is_laid=True, error=""
            )
        found = _corpus(asked)
        # a few pages are made sooner than a process is started, and the engines are then warm for the next
        jobs = self._jobs if self.state.number == 0 and len(found.paths) > _FEW else 1
        with self._progress() as progress:
            built = building.build(
                found,
                asked.settings,
                asked.out,
                formats=asked.formats,
                progress=progress,
                lenient=asked.lenient,
                jobs=jobs,
            )
        number = self.state.number + bool(built.files)
        if not number and last is not None:
            number = 1
        return replace(
            self.state,
            number=number,
            findings=built.findings,
            documents=len(found.paths),
            is_laid=bool(built.files),
            error="",
        )

    def _tell(self, state: State) -> None:
        self.state = replace(state, told=self.state.told + 1)
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._ring)

    def _ring(self) -> None:
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()


def _corpus(asked: Asked) -> corpus.Corpus:
    return corpus.find(asked.paths, lenient=asked.lenient, places=asked.settings.places, limits=asked.settings.limits)


def weighed(findings: Sequence[Finding]) -> list[Finding]:
    """Findings, the heaviest first."""
    order = {"error": 0, "warning": 1, "info": 2}
    return sorted(findings, key=lambda finding: (order[finding.severity.value], finding.order))
