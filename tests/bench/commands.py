# SPDX-License-Identifier: MIT
"""How long the commands of a day take on the edition, whole processes, beside what a user would run instead.

    python tests/bench/commands.py [runs]

Prints the best and the middle of the runs in seconds, and for `check` the ratio to jing on the same files and schema,
which does one of its five checks. Nothing is asserted: a busy machine is no failure.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EDITION = [sys.executable, "-c", "from edition.cli import main; main()"]


def seconds(command: list[str], runs: int) -> list[float]:
    """The wall time of each of the runs of a command, after one that is not counted."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return times[1:]


def main(runs: int) -> None:
    """Time each command and print it."""
    with tempfile.TemporaryDirectory() as folder:
        works = {
            "explain": [*EDITION, "explain", "PTR001"],
            "text": [*EDITION, "text", "tei/telegram.ru.xml"],
            "collate": [*EDITION, "collate"],
            "check": [*EDITION, "check"],
            "build": [*EDITION, "build", "--out", f"{folder}/build"],
        }
        best = {}
        for name, command in works.items():
            times = seconds(command, runs)
            best[name] = min(times)
            print(f"{name:10} {min(times):6.2f} best {statistics.median(times):6.2f} middle")
    if jing := shutil.which("jing"):
        files = [str(path) for path in sorted((ROOT / "tei").rglob("*.xml"))]
        peer = min(seconds([jing, str(ROOT / "schemas" / "edition.rng"), *files], runs))
        print(f"{'jing':10} {peer:6.2f} best; check takes {best['check'] / peer:.2f} of it")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
