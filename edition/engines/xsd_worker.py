# SPDX-License-Identifier: MIT
"""A second process that asks xmlschema: it is slow and holds the interpreter, so it works while this one does the rest."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from edition.engines import libxml, xsd
from edition.engines.xsd import Fault


class Worker:
    """A second process that checks files while this one does other work. `faults` waits for it; a dead one gives None."""

    def __init__(self, schema: Path, files: Sequence[Path]) -> None:
        # -P and our own path: what lies in the current folder must not be taken for a library
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
        command = [sys.executable, "-P", "-m", "edition.engines.xsd_worker"]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self._order = pickle.dumps((str(schema.resolve()), [str(file.resolve()) for file in files]))

    def start(self) -> None:
        """Hands the work over and goes on."""
        with contextlib.suppress(OSError):
            assert self._process.stdin is not None  # noqa: S101 - asked for above
            self._process.stdin.write(self._order)
            self._process.stdin.close()

    def faults(self) -> list[list[Fault]] | None:
        """For each file in order what is wrong with it; None if the process did not live to tell."""
        assert self._process.stdout is not None  # noqa: S101 - asked for above
        with self._process:
            said = self._process.stdout.read()
        if self._process.returncode != 0:
            return None
        return pickle.loads(said)  # type: ignore[no-any-return]  # noqa: S301 - our own process wrote it


def is_worth_a_process() -> bool:
    """Whether a second process has a core of its own to run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) > 1
    return (os.cpu_count() or 1) > 1


def _work() -> None:
    schema, files = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - our own process wrote it
    found: list[list[Fault]] = []
    for file in files:
        try:
            tree = libxml.parse(Path(file).read_bytes())
        except (libxml.SyntaxFault, OSError):
            found.append([])
            continue
        found.append(xsd.faults(Path(schema), tree))
    sys.stdout.buffer.write(pickle.dumps(found))


if __name__ == "__main__":
    _work()
