# SPDX-License-Identifier: MIT
"""How long after a file is saved the browser loads its page again: the telegram, and one letter among many.

    python -m tests.bench.serve [LETTERS] [RUNS]

`edition serve` runs as a process of its own and is listened to as a page listens; a source is saved with a word more, or a word less.
Told are the seconds from the save to the news that the page is another one, then to the news that the whole site is built and proved, in
the middle of RUNS, and what the processors spent till then.
No test: a busy machine is no failure.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.bench import again
from tests.bench.performance import EDITION, ROOT


def events(address: str, page: str) -> Iterator[dict[str, Any]]:
    """What a page is told, as it comes."""
    with urllib.request.urlopen(f"{address}.edition/events?page=/{page}") as stream:  # noqa: S310 - our own server
        for line in stream:
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))


def spent(process: int) -> float:
    """The seconds of processors that a process has taken, with those that it started and that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def measured(folder: Path, file: Path, old: str, new: str, runs: int) -> list[tuple[float, float]]:
    """The seconds from a save to a new page, and to a new site, each with those of processors, in the middle of some runs.

    The first is not counted.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "EDITION_CACHE": str(folder / "cache")}
    command = [*EDITION, "serve", str(folder / "tei"), "--lenient", "--port", "0", "--out", str(folder / "build")]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = re.search(r"http://\S+", server.stdout.readline())
        assert address is not None
        heard = events(address[0], f"{file.name.removesuffix('.xml')}.reading.html")
        page = next(each["page"] for each in heard if each["site"] and not each["busy"])
        spans: list[tuple[tuple[float, float], ...]] = []
        for _ in range(runs + 1):
            time.sleep(1)
            before, began = spent(server.pid), time.perf_counter()
            again.changed(file, old, new)
            found = next(each for each in heard if each["page"] != page)
            page, shown = found["page"], (time.perf_counter() - began, spent(server.pid) - before)
            if found["busy"]:
                next(each for each in heard if not each["busy"])
            spans.append((shown, (time.perf_counter() - began, spent(server.pid) - before)))
        server.terminate()
    return [
        (statistics.median(run[which][0] for run in spans[1:]), statistics.median(run[which][1] for run in spans[1:]))
        for which in (0, 1)
    ]


def told(what: str, spans: Sequence[tuple[float, float]]) -> None:
    """A line of what was measured."""
    (shown, first), (built, all_) = spans
    print(
        f"{what}: shown after {shown:.2f} s ({first:.2f} s of the processor), built after {built:.2f} ({all_:.2f})",
        flush=True,
    )


def main(arguments: Sequence[str]) -> None:
    """Measure both."""
    count, runs = (int(arguments[0]) if arguments else 1000), (int(arguments[1]) if len(arguments) > 1 else 5)
    with tempfile.TemporaryDirectory() as aside:
        telegram, letters = Path(aside, "telegram"), Path(aside, "letters")
        shutil.copytree(ROOT / "tei", telegram / "tei")
        told("the telegram", measured(telegram, telegram / "tei/telegram.ru.xml", "</p>", " и</p>", runs))
        again.write(letters / "tei", count)
        letter = sorted((letters / "tei").glob("letter-*.xml"))[count // 2]
        told(f"a letter among {count:,}", measured(letters, letter, "</p>", " more</p>", runs))


if __name__ == "__main__":
    main(sys.argv[1:])
