# SPDX-License-Identifier: MIT
"""`python -m tests.fuzz --seconds 3600`: documents that nobody wrote, one after the other; each that goes wrong is kept and told.

With `--atheris` the documents are found by coverage (`pip install -e '.[fuzz]'`, Linux), else by chance.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.fuzz import journey, mutation


def main(words: list[str]) -> int:
    """1 where anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=3600)
    parser.add_argument("--seed", type=int, default=None, help="begin with this number: the same documents again")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"), help="the folder for documents that go wrong")
    parser.add_argument("--atheris", action="store_true")
    parser.add_argument("files", nargs="*", type=Path, help="documents to try as they are, instead of any others")
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="edition-fuzz-") as folder:
        file = journey.prepare(Path(folder))
        if given.files:
            return int(sum(not sound(file, each.read_bytes(), given.keep) for each in given.files) > 0)
        if given.atheris:
            return by_coverage(file, given.seconds)
        return by_chance(file, given.seconds, random.randrange(2**32) if given.seed is None else given.seed, given.keep)


def by_chance(file: Path, seconds: int, seed: int, keep: Path) -> int:
    """Documents changed by chance, for so many seconds; each kind of failure is told once."""
    end, count, wrong = time.monotonic() + seconds, 0, 0
    print(f"seed {seed}", flush=True)
    while time.monotonic() < end:
        chance = random.Random(seed + count)
        change = chance.choice((mutation.tree_changed, mutation.tree_changed, mutation.bytes_changed))
        wrong += not sound(
            file, change(chance.choice(mutation.SEEDS).read_bytes(), chance), keep, f"seed {seed + count}: "
        )
        count += 1
    print(f"{count} documents, {wrong} of them went wrong", flush=True)
    return int(bool(wrong))


def sound(file: Path, data: bytes, keep: Path, told: str = "") -> bool:
    """Whether a document comes through; else it is kept."""
    try:
        journey.travel(file, data)
    except Exception:
        keep.mkdir(parents=True, exist_ok=True)
        kept = keep / f"{hashlib.sha256(data).hexdigest()[:12]}.xml"
        kept.write_bytes(data)
        print(f"{told}{kept}\n{traceback.format_exc()}", flush=True)
        return False
    return True


def by_coverage(file: Path, seconds: int) -> int:
    """What atheris finds: libFuzzer chooses bytes by the lines of code that they reach; they steer the changes. Ends the process."""
    import atheris  # noqa: PLC0415 - it is not there unless asked for

    def one(data: bytes) -> None:
        chance = random.Random(data)
        seed = chance.choice(mutation.SEEDS).read_bytes()
        journey.travel(
            file, mutation.tree_changed(seed, chance) if data[:1] < b"\x80" else mutation.bytes_changed(seed, chance)
        )

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-timeout=120", "-rss_limit_mb=0"], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
