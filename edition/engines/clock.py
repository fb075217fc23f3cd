# SPDX-License-Identifier: MIT
"""A clock for work that is done in this process itself: it is ended, and told of, however deaf the engine is that does it.

What runs away in Python is stopped by a signal. An engine in C hears none until it comes back; for that there is a second process, which
does nothing but wait. Where it is not told in time that the work is done, it says what happened and ends this process. It goes when this
one goes, however that ends. Windows has neither, nor has work in another thread than the first.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Final, NoReturn

from edition.errors import WrongUse
from edition.speech import say

_ALARM: Final = getattr(signal, "SIGALRM", 0)
_MOMENT: Final = 2
"""Seconds that work has to end by itself after the signal."""

_watchmen: list[_Watchman] = []
_held: list[object] = []
_words: list[Callable[[str], str]] = [str]


def speak(words: Callable[[str], str]) -> None:
    """From now on, what is said when this process is ended is put into these words first."""
    _words[:] = [words]


@contextlib.contextmanager
def held(seconds: int, item: object) -> Iterator[None]:
    """While this holds, work on an item is done, for so many seconds at most (0: as many as it needs).

    Raises `WrongUse` when they are over, or ends the process. Within another clock it is that one that counts.
    """
    if not (seconds and _ALARM and not _held and threading.current_thread() is threading.main_thread()):
        yield
        return

    def ring(_signal: int, _frame: object) -> NoReturn:
        raise late(item, seconds)

    if not _watchmen:
        _watchmen.append(_Watchman())
    _held.append(item)
    before = signal.signal(_ALARM, ring)
    _watchmen[0].tell(seconds, item)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(_ALARM, before)
        _watchmen[0].tell()
        _held.clear()


@contextlib.contextmanager
def elsewhere(item: object) -> Iterator[None]:
    """While this holds, the clock of another counts: of who started this process, and ends it."""
    _held.append(item)
    try:
        yield
    finally:
        _held.clear()


def late(item: object, seconds: int) -> WrongUse:
    """What is to be said of work that took too long."""
    return WrongUse(
        say(
            "work on {item} took longer than {seconds} seconds and was stopped; "
            "if it is meant to, raise `seconds` in `[edition.limits]` of the settings",
            item=named(item),
            seconds=seconds,
        )
    )


def named(item: object) -> str:
    """What an item is called in a message."""
    return ", ".join(map(str, item)) if isinstance(item, tuple) else str(item)


class _Watchman:
    """The process that waits."""

    def __init__(self) -> None:
        heard, self._told = os.pipe()
        process = os.getpid()
        if os.fork() == 0:
            try:
                gc.disable()  # what is left over belongs to engines that live in the other process only
                # nor may it hold open what that one closes: locks, pipes
                os.closerange(0, 2)
                os.closerange(3, heard)
                os.closerange(heard + 1, 1 << 16)
                _watch(heard, process)
            finally:
                os._exit(0)
        os.close(heard)

    def tell(self, seconds: int = 0, item: object = "") -> None:
        """What is begun, and how long it may take; without seconds, that it is done."""
        with contextlib.suppress(OSError):  # somebody ended it: then there is no clock
            os.write(self._told, json.dumps([seconds, named(item)]).encode() + b"\n")


def _watch(heard: int, process: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(_ALARM, signal.SIG_IGN)
    told = b'[0, ""]\n'
    waiting = select.poll()
    waiting.register(heard, select.POLLIN)
    while True:
        seconds, item = json.loads(told.splitlines()[-1])
        if not waiting.poll((seconds + _MOMENT) * 1000 if seconds else None):
            break
        told = os.read(heard, 1 << 16)
        if not told:
            return
        while not told.endswith(b"\n"):
            told += os.read(heard, 1 << 16)
    if os.getppid() == process:
        os.write(2, f"edition: {_words[0](late(item, seconds).said)}\n".encode(errors="backslashreplace"))
        os.kill(process, signal.SIGKILL)
