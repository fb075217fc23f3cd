# SPDX-License-Identifier: MIT
"""Processes that do the same thing to many items, each its own, and give the results in the order of the items.

A process is started fresh (no fork): Saxon and the typesetter do not live through one. One that dies takes only its item with it.
None outlives the one that started it, however that ends: by Ctrl-C, or killed.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from edition.engines import clock
from edition.errors import SomethingMissing
from edition.speech import say

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD: Final = 4
"""How many items for each process wait for it: enough that none is idle, few enough that results do not pile up."""

_LIFE: Final = 400
"""How many items a process does before a fresh one takes its place: engines keep what they took."""


def cores() -> int:
    """How many processes this machine runs side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Patience(NamedTuple):
    """How many seconds a process may work on an item, and how many millions of bytes it may take; 0 for as many as it needs.

    Both are the system's to hold it to: what runs away in an engine hears nothing else. Windows knows neither.
    """

    seconds: int = 0
    memory: int = 0


class Crew:
    """Some processes, started when first needed; with fewer than two, the work is done in this one."""

    def __init__(
        self,
        workers: int,
        begin: Callable[..., None] | None = None,
        known: tuple[Any, ...] = (),
        patience: Patience | None = None,
    ) -> None:
        """`begin` is called with `known` in each process before its first item. In this process there is no limit of memory."""
        self.workers = workers
        self._patience = patience or Patience()
        self._hands: set[multiprocessing.process.BaseProcess] = set()
        self._begin, self._known = begin, known
        self._pool: ProcessPoolExecutor | None = None
        self._begun = False
        self._others = set(multiprocessing.active_children())

    def __enter__(self) -> Crew:
        """The crew itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Send the processes home; what they have not begun is not done. Whoever is interrupted does not wait for them."""
        if self._pool is not None:
            if kind is not None and not issubclass(kind, Exception):
                for process in set(multiprocessing.active_children()) - self._others:
                    process.terminate()
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def start(self, ready: Callable[[], None] | None = None) -> None:
        """Start the processes now, and let each load what it will need: it saves the wait."""
        if self.workers > 1:
            pool = self._started()
            for _ in range(self.workers):
                pool.submit(ready or _nothing)

    def run(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The result of each item, in order. What `work` raises is raised here.

        Raises `SomethingMissing` where a process is killed over an item twice: the machine lacks the memory for it; `WrongUse` where
        one works on it for longer than there is patience.
        """
        if self.workers < 2:
            if self._begin is not None and not self._begun:
                self._begin(*self._known)
                self._begun = True
            for item in items:
                with clock.held(self._patience.seconds, item):
                    result = work(item)
                yield result
            return
        waiting: deque[tuple[Item, Future[Result]]] = deque()
        left = iter(items)
        while True:
            while len(waiting) < self.workers * _AHEAD and (more := next(left, _NONE)) is not _NONE:
                waiting.append((more, self._submitted(work, more)))
            if not waiting:
                return
            item, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                # all that was under way is lost with the one that died; each is done again, this one alone first
                self._discard()
                yield self._once_more(work, item)
                waiting = deque((each, self._submitted(work, each)) for each, _ in waiting)

    def _once_more(self, work: Callable[[Item], Result], item: Item) -> Result:
        try:
            return self._submitted(work, item).result()
        except BrokenProcessPool as error:
            is_late = self._is_late()
            self._discard()
            raise clock.late(item, self._patience.seconds) if is_late else _died(item) from error

    def _submitted(self, work: Callable[[Item], Result], item: Item) -> Future[Result]:
        future = self._started().submit(partial(_patiently, self._patience.seconds, work), item)
        self._hands |= set(multiprocessing.active_children()) - self._others
        return future

    def _is_late(self) -> bool:
        """Whether one of the processes was stopped by its clock."""
        for process in self._hands:
            process.join(1)
        return any(process.exitcode == -_ALARM for process in self._hands)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.workers,
                multiprocessing.get_context("spawn"),
                initializer=_arrive,
                initargs=(self._begin, self._known, self._patience.memory),
                max_tasks_per_child=_LIFE,
            )
        return self._pool

    def _discard(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


class Hand:
    """One process that does one thing at a time for who may lose interest in it; started when first needed, and again when it is gone."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: multiprocessing.connection.Connection[Any, Any] | None = None
        self._memory = 0

    def do(
        self, work: Callable[[Item], Result], item: Item, patience: Patience, is_wanted: Callable[[], bool]
    ) -> Result | None:
        """What `work` makes of an item; None as soon as that `is_wanted` no longer.

        Raises `WrongUse` where it takes longer than there is patience, `SomethingMissing` where the process is killed over it twice.
        """
        if self._memory != patience.memory:
            self.dismiss()
        try:
            return self._once(work, item, patience, is_wanted)
        except BrokenProcessPool:
            pass
        try:
            return self._once(work, item, patience, is_wanted)
        except BrokenProcessPool as error:
            raise _died(item) from error

    def _once(
        self, work: Callable[[Item], Result], item: Item, patience: Patience, is_wanted: Callable[[], bool]
    ) -> Result | None:
        process, pipe = self._started(patience.memory)
        try:
            pipe.send((patience.seconds, work, item))
            while not pipe.poll(_LOOK):
                if not is_wanted():
                    self.dismiss()
                    return None
            result: Result = pipe.recv()
        except (EOFError, OSError) as error:
            # on a busy machine its end comes well after that of its pipe
            process.join(_GONE)
            is_late = process.exitcode == -_ALARM
            self.dismiss()
            raise clock.late(item, patience.seconds) if is_late else BrokenProcessPool from error
        return result

    def dismiss(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None and self._pipe is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process = self._pipe = None

    def _started(
        self, memory: int
    ) -> tuple[multiprocessing.process.BaseProcess, multiprocessing.connection.Connection[Any, Any]]:
        if self._process is None or self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_work, args=(theirs, memory), daemon=True)
            self._process.start()
            theirs.close()
            self._memory = memory
        return self._process, self._pipe


def _work(pipe: multiprocessing.connection.Connection[Any, Any], memory: int) -> None:
    _arrive(None, (), memory)
    while True:
        seconds, work, item = pipe.recv()
        pipe.send(_patiently(seconds, work, item))


_LOOK: Final = 0.05
"""How often, in seconds, it is asked whether what is done is still wanted."""
_GONE: Final = 30
"""So many seconds a process has to be gone that has closed its pipe."""
_NONE: Final[Any] = object()
_ALARM: Final = getattr(signal, "SIGALRM", 0)


def _patiently(seconds: int, work: Callable[[Item], Result], item: Item) -> Result:
    """What `work` makes of an item; the system ends this process where it takes longer."""
    if not (seconds and _ALARM):
        return work(item)
    signal.signal(_ALARM, signal.SIG_DFL)
    signal.alarm(seconds)
    try:
        with clock.elsewhere(item):
            return work(item)
    finally:
        signal.alarm(0)


def _died(item: object) -> SomethingMissing:
    return SomethingMissing(
        say(
            "a process that worked on {item} was killed, twice: the machine may have too little memory for it",
            item=clock.named(item),
        )
    )


def _arrive(begin: Callable[..., None] | None, known: tuple[Any, ...], memory: int) -> None:
    """What each process does first: Ctrl-C is for the one that started it, and it goes when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory:
        with contextlib.suppress(ImportError, ValueError, OSError):
            import resource  # noqa: PLC0415 - Windows has none

            # what is reserved but not used does not count, else Saxon could not start
            resource.setrlimit(resource.RLIMIT_DATA, (memory * 1_000_000, memory * 1_000_000))
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()
    if begin is not None:
        begin(*known)


def _leave_with(parent: int) -> None:
    multiprocessing.connection.wait([parent])
    os._exit(1)


def _nothing() -> None:
    """What a process does that has only to be there."""
