# SPDX-License-Identifier: MIT
"""What was made is laid down in a folder, all of it or nothing: a build that fails leaves the last good one standing.

Everything is written beside the folder, then takes its place at one stroke. What a killed build has left there, the next one clears away.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, NamedTuple

from edition.engines import swapping
from edition.errors import SomethingMissing, WrongUse
from edition.speech import say

MARK: Final = ".tei-edition"
"""The file by which a folder is known as a site of ours, which may be replaced."""

_MARKED: Final = b"made by tei-edition; every build replaces this folder\n"


class Laid(NamedTuple):
    """A file of a site: its size, when it was written (nanoseconds), and its digest (SHA-256, hexadecimal)."""

    size: int
    time: int
    digest: str


class Before(NamedTuple):
    """A file of the last build that stays as it is."""

    path: str
    laid: Laid


Mark = Callable[[Mapping[str, Laid]], bytes]
"""What the file `MARK` says of all that was laid down."""


def _plain_mark(_: Mapping[str, Laid]) -> bytes:
    return _MARKED


def write(
    files: Iterable[tuple[str, bytes | Before]], out: Path, mark: Mark = _plain_mark, *, beside: Iterable[str] = ()
) -> list[str]:
    """Lay files down in a folder, all of them or nothing: they are written beside the folder, then take its place. Gives their names.

    A file of the last build is not written again, but linked to, where the disk has links. What lies `beside` them in the folder, made
    by another command, stays as it is. Raises `WrongUse` if the folder holds
    something that is no site of ours, which nobody asked us to throw away, and `SomethingMissing` where the disk takes no more.
    """
    ensure_replaceable(out)
    laid: dict[str, Laid] = {}
    token = secrets.token_hex(4)
    staging = out.with_name(f".{out.name}.{token}.new")
    with _told(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        staging.mkdir()
    try:
        with _told(out):
            (staging / MARK).write_bytes(_MARKED)
        made = {""}
        for name, data in files:
            with _told(out):
                laid[name] = _lay(f"{staging}/{_inside(name, staging, made)}", data)
        with _told(out):
            for name in beside:
                if name not in laid and (out / name).is_file():
                    _take_along(f"{out}/{name}", f"{staging}/{_inside(name, staging, made)}")
            (staging / MARK).write_bytes(mark(laid))
            _swap(staging, out, out.with_name(f".{out.name}.{token}.old"))
    finally:
        _clear(staging)
    return sorted(laid)


def _lay(path: str, data: bytes | Before) -> Laid:
    if isinstance(data, bytes):
        Path(path).write_bytes(data)
        return Laid(len(data), Path(path).stat().st_mtime_ns, hashlib.sha256(data).hexdigest())
    if _take_along(data.path, path):
        return data.laid
    return data.laid._replace(time=Path(path).stat().st_mtime_ns)


def _take_along(old: str, new: str) -> bool:
    """Put a file at another place too. Whether it is the same file there, and no copy."""
    try:
        os.link(old, new)
    except OSError:
        # a disk without links, or a file with too many of them
        shutil.copy2(old, new)
        return False
    return True


@contextlib.contextmanager
def _told(out: Path) -> Iterator[None]:
    """What the disk refuses is said in one line."""
    try:
        yield
    except OSError as error:
        raise SomethingMissing(
            say(
                "{folder} cannot be built: {why}; what was built before is as it was",
                folder=out,
                why=error.strerror or error,
            )
        ) from error


class NotLaid(Exception):
    """What was being written is not to be laid down after all."""


@contextlib.contextmanager
def one(out: Path, name: str) -> Iterator[BinaryIO]:
    """A file to write that takes its place in a folder of ours when it is whole, beside what lies there.

    `NotLaid`, raised inside, takes it away quietly. Raises `WrongUse` and `SomethingMissing` as `write` does.
    """
    ensure_replaceable(out)
    with _told(out):
        out.mkdir(parents=True, exist_ok=True)
        if not any(out.iterdir()):
            (out / MARK).write_bytes(_MARKED)
    staging = out / f".{name}.{secrets.token_hex(4)}.new"
    try:
        with _told(out), staging.open("wb") as file:
            yield file
        with _told(out):
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


@contextlib.contextmanager
def held(out: Path) -> Iterator[bool]:
    """A folder, as long as one build works on it. Tells whether an earlier one was stopped in the middle, and what it left was put right.

    Raises `WrongUse` where another build is at work on it, or where nothing may be laid, and `SomethingMissing` where the disk refuses.
    """
    with _told(out):
        out.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        with _told(out):
            is_free = stack.enter_context(swapping.lock(out.with_name(f".{out.name}.lock")))
        if not is_free:
            raise WrongUse(
                say("another build is at work on {folder}; wait for it, or name another with --out", folder=out)
            )
        with _told(out):
            mended = _mended(out)
        ensure_replaceable(out)
        yield mended


def _mended(out: Path) -> bool:
    """Put right what a build that was killed has left: nobody else is at work on the folder."""
    left_by_us = re.compile(rf"\.{re.escape(out.name)}\.[0-9a-f]{{8}}\.(?:new|old)")
    beside = sorted(path for path in out.parent.iterdir() if left_by_us.fullmatch(path.name))
    old = [path for path in beside if _is_ours(path, ".old")]
    if old and not out.exists():
        # killed when the one was moved away, and the other not yet in its place
        old.pop().replace(out)
        mended = True
    else:
        mended = bool(old)
    left = [*old, *(path for path in beside if _is_ours(path, ".new"))]
    if out.is_dir() and (out / MARK).is_file():
        left += [path for path in out.glob(".*.new") if path.is_file() and not path.is_symlink()]
    for path in left:
        _clear(path)
    return mended or bool(left)


def _clear(path: Path) -> None:
    """Take a file or a folder away, its mark last: if that is cut short, it is still known as ours."""
    with contextlib.suppress(OSError):
        if not path.is_dir():
            path.unlink()
            return
        for entry in list(os.scandir(path)):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            elif entry.name != MARK:
                Path(entry.path).unlink(missing_ok=True)
        (path / MARK).unlink(missing_ok=True)
        path.rmdir()


def _is_ours(path: Path, ending: str) -> bool:
    """Whether a folder beside is one that a build of ours has put there."""
    if path.suffix != ending or path.is_symlink() or not path.is_dir():
        return False
    return (path / MARK).is_file() or not any(path.iterdir())


def _inside(name: str, staging: Path, made: set[str]) -> str:
    """The name of a file, whose folder is there from now on; `made` are the folders that are."""
    around, _, last = name.rpartition("/")
    if around not in made or last == "..":
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"{name!r} leads out of the site")
        (staging / around).mkdir(parents=True, exist_ok=True)
        made.add(around)
    return name


def _swap(new: Path, out: Path, old: Path) -> None:
    """Put a folder where another was, at one stroke where the system can; else, if that fails halfway, the other comes back."""
    if not out.exists():
        new.replace(out)
        return
    if swapping.exchange(new, out):
        # what was `out` is now where the new one was, and goes with it
        return
    out.replace(old)
    try:
        new.replace(out)
    except OSError:
        with contextlib.suppress(OSError):
            old.replace(out)
        raise
    _clear(old)
