# SPDX-License-Identifier: MIT
"""What was made is laid down in a folder, all of it or nothing: a build that fails leaves the last good one standing."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from edition.errors import WrongUse
from edition.speech import say

MARK: Final = ".tei-edition"
"""The file by which a folder is known as a site of ours, which may be replaced."""

_MARKED: Final = b"made by tei-edition; every build replaces this folder\n"


def write(files: Iterable[tuple[str, bytes]], out: Path) -> list[str]:
    """Lay files down in a folder, all of them or nothing: they are written beside the folder, then take its place. Gives their names.

    Raises `WrongUse` if the folder holds something that is no site of ours, which nobody asked us to throw away.
    """
    ensure_replaceable(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    mark, laid = secrets.token_hex(4), set[str]()
    staging = out.with_name(f".{out.name}.{mark}.new")
    try:
        staging.mkdir()
        (staging / MARK).write_bytes(_MARKED)
        for name, data in files:
            path = staging / _inside(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            laid.add(name)
        _swap(staging, out, out.with_name(f".{out.name}.{mark}.old"))
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return sorted(laid)


class NotLaid(Exception):
    """What was being written is not to be laid down after all."""


@contextlib.contextmanager
def one(out: Path, name: str) -> Iterator[BinaryIO]:
    """A file to write that takes its place in a folder of ours when it is whole, beside what lies there.

    `NotLaid`, raised inside, takes it away quietly. Raises `WrongUse` as `write` does.
    """
    ensure_replaceable(out)
    out.mkdir(parents=True, exist_ok=True)
    if not any(out.iterdir()):
        (out / MARK).write_bytes(_MARKED)
    staging = out / f".{name}.{secrets.token_hex(4)}.new"
    try:
        with staging.open("wb") as file:
            yield file
        staging.replace(out / name)
    except NotLaid:
        pass
    finally:
        staging.unlink(missing_ok=True)


def ensure_replaceable(out: Path) -> None:
    """Raises `WrongUse` where a site must not be laid: on a file, or on a folder with anything but a site of ours in it."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise WrongUse(say("{folder} is no folder; name another with --out", folder=out))
    if out.is_dir() and not (out / MARK).is_file() and any(out.iterdir()):
        raise WrongUse(
            say("{folder} holds something that this program did not make; name an empty folder with --out", folder=out)
        )


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{name!r} leads out of the site")
    return path


def _swap(new: Path, out: Path, old: Path) -> None:
    """Put a folder where another was; if that fails halfway, the other comes back."""
    had = out.exists()
    if had:
        out.replace(old)
    try:
        new.replace(out)
    except OSError:
        if had:
            with contextlib.suppress(OSError):
                old.replace(out)
        raise
    if had:
        shutil.rmtree(old, ignore_errors=True)
