# SPDX-License-Identifier: MIT
"""How long after a file is saved the browser loads its page again: the telegram, and one letter among many.

    python -m tests.bench.serve [LETTERS] [RUNS]

`edition serve` runs as a process of its own and is listened to as a page listens; a source is saved with a word more, or a word less.
Told are the seconds from the save to the news that a new site is there, in the middle of RUNS, and what the processors spent on it.
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


def events(address: str) -> Iterator[dict[str, Any]]:
    """What a page is told, as it comes."""
    with urllib.request.urlopen(f"{address}.edition/events") as stream:  # noqa: S310 - our own server
        for line in stream:
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))


def spent(process: int) -> float:
    """The seconds of processors that a process has taken, with those that it started and that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def measured(folder: Path, file: Path, old: str, new: str, runs: int) -> tuple[float, float]:
    """The seconds from a save to a new site, and those of processors, in the middle of some runs; the first is not counted."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "EDITION_CACHE": str(folder / "cache")}
    command = [*EDITION, "serve", str(folder / "tei"), "--lenient", "--port", "0", "--out", str(folder / "build")]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = re.search(r"http://\S+", server.stdout.readline())
        assert address is not None
        told = events(address[0])
        site = next(each["site"] for each in told if each["site"] and not each["busy"])
        walls, processors = [], []
        for _ in range(runs + 1):
            time.sleep(1)
            before = spent(server.pid)
            began = time.perf_counter()
            again.changed(file, old, new)
            site = next(each["site"] for each in told if each["site"] > site and not each["busy"])
            walls.append(time.perf_counter() - began)
            processors.append(spent(server.pid) - before)
        server.terminate()
    return statistics.median(walls[1:]), statistics.median(processors[1:])


def main(arguments: Sequence[str]) -> None:
    """Measure both."""
    count, runs = (int(arguments[0]) if arguments else 1000), (int(arguments[1]) if len(arguments) > 1 else 5)
    with tempfile.TemporaryDirectory() as aside:
        telegram, letters = Path(aside, "telegram"), Path(aside, "letters")
        shutil.copytree(ROOT / "tei", telegram / "tei")
        wall, processor = measured(telegram, telegram / "tei/telegram.ru.xml", "</p>", " и</p>", runs)
        print(f"the telegram:          {wall:6.2f} s, {processor:6.2f} s of the processor", flush=True)
        again.write(letters / "tei", count)
        letter = sorted((letters / "tei").glob("letter-*.xml"))[count // 2]
        wall, processor = measured(letters, letter, "</p>", " more</p>", runs)
        print(f"a letter among {count:6,}: {wall:6.2f} s, {processor:6.2f} s of the processor", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
