# SPDX-License-Identifier: MIT
"""Processes that work side by side: one may die, and none stays behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from edition.engines.crew import Crew, Hand, Patience
from edition.errors import SomethingMissing, WrongUse

FOREVER = """
import os, sys, time
from pathlib import Path
from edition.engines.crew import Crew

def work(name):
    Path(name).write_text(str(os.getpid()))
    time.sleep(600)

if __name__ == "__main__":
    with Crew(2) as hands:
        list(hands.run(work, sys.argv[1:]))
"""


def dies_once(mark: Path) -> str:
    """Is killed when it is first asked, as for want of memory."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return mark.name


def dies(_mark: Path) -> None:
    """Is killed whenever it is asked."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_one_that_is_killed_has_its_work_done_again(tmp_path: Path) -> None:
    """The others lose nothing by it, and the order stays."""
    for name in "ac":
        (tmp_path / name).touch()
    with Crew(2) as hands:
        assert list(hands.run(dies_once, [tmp_path / name for name in "abc"])) == ["a", "b", "c"]


def runs_away(name: str) -> str:
    """Works in C without an end where it is called so, deaf to Python."""
    if name == "late":
        re.fullmatch("(a+)+b", "a" * 60)
        time.sleep(600)
    return name


def process_of(_name: str) -> int:
    """Who does it."""
    return os.getpid()


def takes_memory(_mark: Path) -> int:
    """Wants a thousand million bytes."""
    try:
        return len(bytearray(1_000_000_000))
    except MemoryError:
        return 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarm")
def test_one_that_takes_too_long_is_stopped() -> None:
    """It is named; those before it are done. Without an end to patience it would go on."""
    with Crew(2, patience=Patience(seconds=1)) as hands:
        results = hands.run(runs_away, ["a", "late"])
        assert next(results) == "a"
        with pytest.raises(WrongUse, match="work on late took longer than 1 seconds"):
            next(results)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_one_that_takes_too_much_memory_gets_none(tmp_path: Path) -> None:
    """What a process takes has an end where it is set, and none else."""
    with Crew(2, patience=Patience(memory=500)) as hands:
        assert list(hands.run(takes_memory, [tmp_path])) == [0]
    with Crew(2) as hands:
        assert list(hands.run(takes_memory, [tmp_path])) == [1_000_000_000]


def test_what_kills_twice_is_named(tmp_path: Path) -> None:
    """Whoever reads it knows which item it was."""
    with Crew(2) as hands, pytest.raises(SomethingMissing, match=r"poison was killed, twice"):
        list(hands.run(dies, [tmp_path / "poison"]))


@pytest.fixture
def hand() -> Iterator[Hand]:
    """One process; it is sent home."""
    made = Hand()
    yield made
    made.dismiss()


def wanted(seconds: float = 60) -> Callable[[], bool]:
    """Interest that lasts so long."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end


class TestOneHand:
    """A process that does one thing at a time."""

    def test_it_leaves_off_what_nobody_wants(self, hand: Hand) -> None:
        """Though it is deaf to Python; what it is given then is done."""
        assert hand.do(runs_away, "late", Patience(), wanted(1)) is None
        assert hand.do(runs_away, "a", Patience(), wanted()) == "a"

    def test_it_is_the_same_as_long_as_it_lives(self, hand: Hand) -> None:
        """What it has loaded is there the next time."""
        ones = {hand.do(process_of, name, Patience(), wanted()) for name in "ab"}
        assert len(ones) == 1

    def test_it_is_killed(self, hand: Hand, tmp_path: Path) -> None:
        """Another does the work; over what kills twice nobody is sent again."""
        (tmp_path / "a").touch()
        assert hand.do(dies_once, tmp_path / "b", Patience(), wanted()) == "b"
        with pytest.raises(SomethingMissing, match="poison was killed, twice"):
            hand.do(dies, tmp_path / "poison", Patience(), wanted())

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarm")
    def test_it_takes_too_long(self, hand: Hand) -> None:
        """There is an end to patience, if one is set."""
        with pytest.raises(WrongUse, match="work on late took longer than 1 seconds"):
            hand.do(runs_away, "late", Patience(seconds=1), wanted())


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_none_stays_behind(tmp_path: Path, blow: signal.Signals) -> None:
    """However the one that started them ends."""
    script = tmp_path / "forever.py"
    script.write_text(FOREVER, encoding="utf-8")
    marks = [tmp_path / "one", tmp_path / "two"]
    parent = subprocess.Popen([sys.executable, script, *marks], stderr=subprocess.PIPE, text=True)
    try:
        wait(lambda: all(mark.exists() and mark.read_text(encoding="utf-8") for mark in marks))
        workers = [int(mark.read_text(encoding="utf-8")) for mark in marks]
        assert all(map(is_alive, workers))
        parent.send_signal(blow)
        parent.wait(20)
        wait(lambda: not any(map(is_alive, workers)))
    finally:
        parent.kill()
        parent.communicate()


def is_alive(process: int) -> bool:
    """Whether a process is there, and not only its name in the table."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def wait(so: Callable[[], bool]) -> None:
    """Until something is so."""
    deadline = time.monotonic() + 30
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.05)
