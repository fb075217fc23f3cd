# SPDX-License-Identifier: MIT
"""How quick our RELAX NG engine is beside jing (a process of its own each time, as a user runs it) and inside a process that stays.

    python tests/bench/relaxng.py SCHEMA.rng FILE.xml… [--runs N]

Prints, for each of `runs` runs in turn: ours from a cold start, jing, and their ratio; then the engine alone, warm, in megabytes a
second of CPU, on the files and on a made document of 20 MB that is valid by TEI's schemas. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from edition.engines import libxml
from edition.relaxng import schemas
from edition.relaxng.machine import Machine

COLD = """
import sys
from pathlib import Path
from edition.engines import libxml
from edition.relaxng import schemas
machine = schemas.machine(Path(sys.argv[1]))
for file in sys.argv[2:]:
    machine.faults(libxml.parse(Path(file).read_bytes()).getroot())
"""
LETTER = (
    '<p xml:id="q{}">Word <hi rend="it">and</hi> <persName ref="#p1">name</persName>, <date when="1956-09-23">date</date> '
    "with text enough to be like a paragraph of a letter, and more of it.</p>"
)


def wall(command: list[str]) -> float:
    """The wall time of a command, whatever it ends with."""
    start = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def large(megabytes: int) -> bytes:
    """A letter of that size."""
    head = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt>'
        "<p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader><text><body>"
    )
    count = megabytes * 1_000_000 // len(LETTER)
    return (head + "".join(LETTER.format(number) for number in range(count)) + "</body></text></TEI>").encode()


def warm(machine: Machine, documents: list[bytes]) -> float:
    """Megabytes in a second of CPU, the documents parsed and the machine warm."""
    roots = [libxml.parse(data).getroot() for data in documents]
    for root in roots:
        machine.faults(root)
    start = time.process_time()
    for root in roots:
        machine.faults(root)
    return sum(map(len, documents)) / max(time.process_time() - start, 1e-9) / 1e6


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("schema", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    ours = [sys.executable, "-c", COLD, str(given.schema), *map(str, given.files)]
    jing = shutil.which("jing")
    wall(ours)
    times: list[tuple[float, float]] = []
    for _ in range(given.runs):
        times.append((wall(ours), wall([jing, str(given.schema), *map(str, given.files)]) if jing else 0.0))
    print(f"cold  ours {statistics.median(own for own, _ in times):6.2f} s", end="")
    if jing:
        print(f"   jing {statistics.median(peer for _, peer in times):6.2f} s", end="")
        print(
            f"   ours/jing {statistics.median(own / peer for own, peer in times):5.2f} (median of {given.runs} pairs)",
            end="",
        )
    print()
    machine = schemas.machine(given.schema)
    print(f"warm  these files {warm(machine, [file.read_bytes() for file in given.files]):6.1f} MB a second of CPU")
    print(f"warm  20 MB made  {warm(machine, [large(20)]):6.1f} MB a second of CPU")


if __name__ == "__main__":
    main()
