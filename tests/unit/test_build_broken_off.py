# SPDX-License-Identifier: MIT
"""Whatever befalls a build, the last good one can be read, and the next puts things right: each thing is done to real processes here."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition.publish import mark
from tests.conftest import EDITION, ROOT

KILLS = int(os.environ.get("EDITION_KILLS", "3"))
"""How often a build is killed, at a random moment."""

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
<publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>Written for a test.</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>The ships sail {when}.</p></body></text></TEI>
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that these builds share: what is cut for one letter is there for the next."""
    return tmp_path_factory.mktemp("cache")


def started(project: Path, cache: Path, out: str = "site") -> subprocess.Popen[str]:
    """A build, in a session of its own."""
    return subprocess.Popen(
        [*EDITION, "build", "tei", "--lenient", "--format", "html", "--out", out, "--jobs", "2"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "EDITION_CACHE": str(cache)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def built(project: Path, cache: Path, out: str = "site") -> tuple[int, str]:
    """The exit code of a build, and what it said."""
    with started(project, cache, out) as build:
        said, _ = build.communicate()
    return build.returncode, said


def write(project: Path, when: str) -> None:
    """The sources of a small project."""
    (project / "tei").mkdir(exist_ok=True)
    for name in ("a", "b"):
        (project / f"tei/{name}.xml").write_text(LETTER.format(when=f"{when} from {name}"), encoding="utf-8")


def whole(out: Path) -> str:
    """The day of which all pages of a site speak; it has every file that its mark names, byte for byte."""
    last = mark.read(out)
    assert last is not None
    for name, (laid, _) in last.files.items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == laid.digest, name
    pages = [(out / f"{name}.reading.html").read_text(encoding="utf-8") for name in ("a", "b")]
    (day,) = {
        day for page in pages for day in ("on day 0", *(f"on day {n}" for n in range(1, 50))) if f"{day} from" in page
    }
    return day


def test_a_build_that_is_killed(tmp_path: Path, cache: Path) -> None:
    """Killed at any moment, with all its processes: the site is the last one or the new one, whole; the next build makes the new one."""
    write(tmp_path, "on day 0")
    began = time.monotonic()
    assert built(tmp_path, cache)[0] == 0
    took, chance, day = time.monotonic() - began, random.Random(11), "on day 0"  # noqa: S311
    for number in range(1, KILLS + 1):
        write(tmp_path, f"on day {number}")
        with started(tmp_path, cache) as build:
            time.sleep(chance.uniform(0, took))
            os.killpg(build.pid, signal.SIGKILL)
            build.communicate()
        found = whole(tmp_path / "site")
        assert found in (day, f"on day {number}")
        day = found
    code, said = built(tmp_path, cache)
    assert code == 0, said
    assert whole(tmp_path / "site") == f"on day {KILLS}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "tei"]


def test_two_builds_at_once(tmp_path: Path, cache: Path) -> None:
    """One builds; the other says that it does, or comes when it has done."""
    write(tmp_path, "on day 0")
    with started(tmp_path, cache) as one, started(tmp_path, cache) as other:
        said = [each.communicate()[0] for each in (one, other)]
    assert 0 in {one.returncode, other.returncode}
    for code, words in zip((one.returncode, other.returncode), said, strict=True):
        assert code == 0 or "another build is at work on site" in words
    assert whole(tmp_path / "site") == "on day 0"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not shutil.which("mount") or os.geteuid() != 0:
        pytest.skip("only root mounts a disk")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk(tmp_path: Path, cache: Path, small_disk: Path) -> None:
    """A disk that is full in the middle of a build: one line says so, the last site is there, and with more room the next is built."""
    write(tmp_path, "on day 0")
    out = small_disk / "site"
    assert built(tmp_path, cache, str(out))[0] == 0
    write(tmp_path, "on day 1")
    filler = os.open(small_disk / "filler", os.O_WRONLY | os.O_CREAT)
    with pytest.raises(OSError, match="No space"):
        while True:
            os.write(filler, bytes(4096))
    os.close(filler)
    code, said = built(tmp_path, cache, str(out))
    assert code not in (0, 1)
    assert "No space left on device; what was built before is as it was" in " ".join(said.split())
    assert "Traceback" not in said
    assert whole(out) == "on day 0"
    (small_disk / "filler").unlink()
    assert built(tmp_path, cache, str(out))[0] == 0
    assert whole(out) == "on day 1"


def test_a_clock_that_jumps(tmp_path: Path, cache: Path) -> None:
    """A file that bears a day to come, or one of long ago, and is as long as before: what is in it is seen."""
    write(tmp_path, "on day 0")
    assert built(tmp_path, cache)[0] == 0
    for day, years in ((1, 10), (2, -30)):
        write(tmp_path, f"on day {day}")
        then = time.time() + years * 366 * 86400
        for file in (tmp_path / "tei").iterdir():
            os.utime(file, (then, then))
        assert "nothing to do" not in built(tmp_path, cache)[1]
        assert whole(tmp_path / "site") == f"on day {day}"
    assert "nothing to do" in built(tmp_path, cache)[1]


def test_the_database_of_the_last_build_is_spoilt(tmp_path: Path, cache: Path) -> None:
    """What is known of a project is thrown away where it is no database, and known anew."""
    write(tmp_path, "on day 0")
    own = tmp_path / "own"
    shutil.copytree(cache, own)
    assert built(tmp_path, own)[0] == 0
    files = list((own / "plans").glob("*.db"))
    assert files
    for file in files:
        file.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    write(tmp_path, "on day 1")
    code, said = built(tmp_path, own)
    assert code == 0, said
    assert whole(tmp_path / "site") == "on day 1"
