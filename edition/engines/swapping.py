# SPDX-License-Identifier: MIT
"""Two things of the system that Python has no words for: two folders change places at one stroke, and a lock that ends with its process."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

_HERE: Final = -100
"""`AT_FDCWD`: a path is one from the folder of the process."""
_EXCHANGE: Final = 2
"""`RENAME_EXCHANGE` of Linux, and `RENAME_SWAP` of macOS."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places, so that at no moment either name leads nowhere; False where the system or its disk cannot."""
    if os.name != "posix":
        return False
    library = ctypes.CDLL(None)
    names = (os.fsencode(one), os.fsencode(other))
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        return _done(library.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE))
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return _done(library.renamex_np(*names, _EXCHANGE))
    return False


def _done(answer: Any) -> bool:
    return int(answer) == 0


@contextlib.contextmanager
def lock(file: Path) -> Iterator[bool]:
    """Hold a file as long as the block lasts, or the process; False where another process holds it. The file is gone afterwards.

    Where the system or its disk knows no locks, everybody may go on. Raises `OSError` where the file cannot be made.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield True
        return
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            yield False
            return
        except OSError:
            break
        # whoever held it before has taken it away: then nobody else sees the one that we hold
        if _same(handle, file):
            break
        os.close(handle)
    try:
        yield True
    finally:
        file.unlink(missing_ok=True)
        os.close(handle)


def _same(handle: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except OSError:
        return False
