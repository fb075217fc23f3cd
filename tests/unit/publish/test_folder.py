# SPDX-License-Identifier: MIT
"""A site is laid down whole or not at all, whatever happens to the build: killed, refused by the disk, one of two at once."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from edition.engines import swapping
from edition.errors import SomethingMissing, WrongUse
from edition.publish import folder

KILLS = int(os.environ.get("EDITION_KILLS", "10"))
"""How often a build is killed, at a random moment."""

# Lays down site after site: twenty files that all say which site they are of.
_BUILDER = """
import sys
from pathlib import Path
from edition.publish import folder
out, number = Path(sys.argv[1]), 0
print("ready", flush=True)
while True:
    number += 1
    with folder.held(out):
        folder.write(((f"{name}.html", str(number).encode()) for name in range(20)), out)
"""


def _said(out: Path) -> set[bytes]:
    """What the files of a site say: all of one site say the same."""
    files = [(out / f"{name}.html").read_bytes() for name in range(20)]
    return set(files)


@pytest.mark.parametrize("at_one_stroke", [True, False])
def test_a_killed_build_leaves_a_whole_site(tmp_path: Path, at_one_stroke: bool) -> None:
    """Killed at any moment, also between two renames where folders cannot change places: the next build finds a whole site."""
    out, chance = tmp_path / "build", random.Random(7)  # noqa: S311
    with folder.held(out):
        folder.write(((f"{name}.html", b"0") for name in range(20)), out)
    program = _BUILDER
    if not at_one_stroke:
        program = f"from edition.engines import swapping\nswapping.exchange = lambda one, other: False\n{_BUILDER}"
    for _ in range(KILLS):
        process = subprocess.Popen([sys.executable, "-c", program, str(out)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        if at_one_stroke:
            assert len(_said(out)) == 1
        with folder.held(out):
            assert len(_said(out)) == 1
        assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_who_reads_sees_one_site_or_the_other(tmp_path: Path) -> None:
    """While one site takes the place of another there is no moment without a site, where the system can do that."""
    out = tmp_path / "build"
    folder.write([("a.html", b"0")], out)
    (tmp_path / "other").mkdir()
    if not swapping.exchange(out, tmp_path / "other"):
        pytest.skip("folders cannot change places on this disk")
    swapping.exchange(out, tmp_path / "other")
    process = subprocess.Popen([sys.executable, "-c", _BUILDER, str(out)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    try:
        until = time.monotonic() + 0.5
        while time.monotonic() < until:
            assert (out / folder.MARK).is_file()
    finally:
        process.kill()
        process.communicate()


def test_only_one_build_is_at_work_on_a_folder(tmp_path: Path) -> None:
    """The second is told so; the first goes on, and when it has ended nothing is left of its lock."""
    out = tmp_path / "build"
    with folder.held(out), pytest.raises(WrongUse, match="another build is at work"), folder.held(out):
        pass
    with folder.held(out):
        pass
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_is_told(tmp_path: Path) -> None:
    """Only what bears our mark, or is empty, is cleared away; a folder of the user with a like name stays."""
    out = tmp_path / "build"
    folder.write([("a.html", b"0")], out)
    for name in (".build.01234567.new", ".build.89abcdef.old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / folder.MARK).touch()
    (tmp_path / ".build.fedcba98.old").mkdir()
    (tmp_path / ".build.fedcba98.old" / "thesis.odt").write_text("ten years", encoding="utf-8")
    with folder.held(out) as mended:
        assert mended
    with folder.held(out) as mended:
        assert not mended
    assert {path.name for path in tmp_path.iterdir()} == {"build", ".build.fedcba98.old"}


def test_between_two_renames_the_last_site_comes_back(tmp_path: Path) -> None:
    """A build killed when the old site was moved away: it is moved back."""
    out = tmp_path / "build"
    folder.write([("a.html", b"good")], out)
    out.rename(tmp_path / ".build.01234567.old")
    with folder.held(out) as mended:
        assert mended
        assert (out / "a.html").read_bytes() == b"good"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_a_disk_that_takes_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """One line says why, the last site stays, and nothing lies beside it."""
    out = tmp_path / "build"
    folder.write([("a.html", b"good")], out)
    write = Path.write_bytes

    def refused(path: Path, data: bytes) -> int:
        if path.suffix == ".html":
            write(path, data[: len(data) // 2])
            raise OSError(code, os.strerror(code))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", refused)
    with pytest.raises(SomethingMissing, match=f"{os.strerror(code)}; what was built before is as it was"):
        folder.write([("a.html", b"bad")], out)
    assert (out / "a.html").read_bytes() == b"good"
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_a_file_of_the_last_site_is_linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the same file, with its old time; where the disk has no links it is copied."""
    out = tmp_path / "build"
    folder.write([("a.html", b"same"), ("b.html", b"old")], out)
    before = folder.Before(f"{out}/a.html", folder.Laid(4, (out / "a.html").stat().st_mtime_ns, "…"))
    number = Path(before.path).stat().st_ino
    assert folder.write([("a.html", before), ("b.html", b"new")], out) == ["a.html", "b.html"]
    assert (out / "a.html").stat().st_ino == number
    assert (out / "b.html").read_bytes() == b"new"

    def no_links(*_: object) -> None:
        raise OSError(errno.EMLINK, "")

    monkeypatch.setattr(os, "link", no_links)
    folder.write([("a.html", before)], out)
    assert (out / "a.html").read_bytes() == b"same"
    assert (out / "a.html").stat().st_mtime_ns == before.laid.time
