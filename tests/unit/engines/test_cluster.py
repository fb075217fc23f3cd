# SPDX-License-Identifier: MIT
"""The workers of a scheduler do what the processes of one machine do, to the byte, though one of them is killed in the middle."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from edition import build as building
from edition.build.store import Made, Remote
from edition.engines.cluster import Cluster
from edition.errors import WrongUse
from edition.settings import Settings, Web
from edition.source import corpus

ROOT = Path(__file__).resolve().parents[3]

_LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Letter {n}</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>Letter
<del>no.</del> <add>number</add> {n}.</p></body></text></TEI>"""


@dataclass
class Running:
    """A scheduler and two workers on this machine."""

    address: str
    workers: list[subprocess.Popen[str]]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A real scheduler with two real workers, each a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_LOGGING__DISTRIBUTED": "info"}
    words = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
    ]
    scheduler = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=environment)
    workers: list[subprocess.Popen[str]] = []
    try:
        assert scheduler.stderr
        address = next(found[0] for line in scheduler.stderr if (found := re.search(r"tcp://[\d.:]+", line)))
        reader = threading.Thread(target=scheduler.stderr.read)
        reader.start()
        for _ in range(2):
            words = [
                sys.executable,
                "-m",
                "distributed.cli.dask_worker",
                address,
                "--nthreads",
                "1",
                "--no-nanny",
                "--no-dashboard",
            ]
            workers.append(subprocess.Popen(words, stderr=subprocess.DEVNULL, text=True, cwd=tmp_path, env=environment))
        yield Running(address, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()
        reader.join()
        scheduler.stderr.close()


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A folder of forty letters."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for n in range(40):
        (folder / f"{n:02}.xml").write_text(_LETTER.format(n=n), encoding="utf-8")
    return folder


_SETTINGS = Settings(site=Web(search=False))  # an index of a search has other bytes each time that it is made


def built(letters: Path, out: Path, *, scheduler: str = "", results: str = "") -> dict[str, bytes]:
    """The files of a build of pages."""
    asked = corpus.find([letters], lenient=True)
    made = building.build(
        asked, _SETTINGS, out, formats=["html"], lenient=True, jobs=1, scheduler=scheduler, results=results
    )
    assert made.files, made.findings
    return {name: (out / name).read_bytes() for name in made.files}


def test_a_cluster_builds_the_same_though_a_worker_is_killed(running: Running, letters: Path, tmp_path: Path) -> None:
    """One of two workers is killed as soon as something is made: the other does its work again, and not a byte differs."""
    results = tmp_path / "results"

    def kill() -> None:
        while not list(results.glob("*/*")):
            time.sleep(0.02)
        running.workers[0].send_signal(signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    files = built(letters, tmp_path / "by-two", scheduler=running.address, results=str(results))
    killer.join()

    assert running.workers[0].wait() == -signal.SIGKILL
    assert len(list(results.glob("*/*"))) == 44  # those of each letter, and of each page about them all
    assert files == built(letters, tmp_path / "alone", results=str(tmp_path / "own"))


def test_a_scheduler_that_is_not_there_is_said_to_be_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where nobody answers is a wrong one."""
    monkeypatch.setattr("edition.engines.cluster._PATIENCE", 1)
    with (
        pytest.raises(WrongUse, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"),
        Cluster("tcp://127.0.0.1:9", print, ()),
    ):
        pass


def test_results_may_be_kept_at_an_address() -> None:
    """Whatever fsspec knows can hold what was made; what is cut short there is not taken."""
    kept = Remote("memory://edition/results")
    kept.put("aa1", Made({"a.html": b"<p>one"}, card="<card/>", drawn="en"))
    assert "aa1" in kept
    assert "aa2" not in kept
    assert dict(kept.files("aa1")) == {"a.html": b"<p>one"}
    about = kept.about("aa1")
    assert about is not None
    assert (about.card, about.drawn) == ("<card/>", "en")
    assert kept.about("aa2") is None


def test_a_build_keeps_its_results_where_it_is_told(letters: Path, tmp_path: Path) -> None:
    """A second build from the same results has nothing to do."""
    results = (tmp_path / "shared").as_uri()
    first = built(letters, tmp_path / "first", results=results)
    asked = corpus.find([letters], lenient=True)
    again = building.build(asked, _SETTINGS, tmp_path / "again", formats=["html"], lenient=True, results=results)
    assert again.made == 0
    assert {name: (tmp_path / "again" / name).read_bytes() for name in again.files} == first
