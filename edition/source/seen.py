# SPDX-License-Identifier: MIT
"""What work has seen on the disk, and whether it would see the same now: then what came of it still holds.

A file is known by its digest; by time, size and number in its folder only where these cannot deceive: where the file had been at rest
for a while when it was read. A file system tells time in steps.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from edition.engines import cache

_REST: Final = 2_000_000_000
"""For how many nanoseconds a file must not have changed, that its time tells of the next change."""

Stamp = tuple[int, int, int, int]
"""Of a file: its size, when its content changed and when anything of it did (nanoseconds), and its number."""


class Source(NamedTuple):
    """A file that some work rests on: its digest, "" where it changed meanwhile; and its stamp, where that can be trusted.

    Of what is only looked for (`probe`) it is known whether it is there.
    """

    digest: str
    stamp: Stamp | None = None


def source(path: Path, began: int, data: bytes | None = None) -> Source:
    """A file as work that `began` then (nanoseconds) has read it; without its `data` it is read now."""
    stamp = _stamp(path)
    if stamp is None:
        return Source(_NONE)
    was_at_rest = max(stamp[1:3]) < began - _REST
    if data is None and not was_at_rest:
        # who knows whether the work has seen what is there now
        return Source("")
    found = digest(path) if data is None else hashlib.sha256(data).hexdigest()
    return Source(found, stamp if was_at_rest and _stamp(path) == stamp else None)


def is_untouched(path: Path, known: Source) -> bool:
    """Whether the stamp of a file tells that it is as it was."""
    return known.stamp is not None and _stamp(path) == known.stamp


_NONE: Final = "none"
_THERE: Final = "there"
_LISTED: Final = "listed "


def probe(path: Path) -> Source:
    """What work rests on that has only looked whether anything is there, and in a folder, which files."""
    return Source(_seen(path))


def _seen(path: Path) -> str:
    try:
        with os.scandir(path) as entries:
            names = sorted(each.name for each in entries if not each.name.startswith(".") and not each.is_dir())
    except NotADirectoryError:
        return _THERE
    except (OSError, ValueError):
        return _NONE
    return _LISTED + cache.key(*names)


def digest(path: Path) -> str:
    """The digest of a file; "none" for one that is not there, and for what is none: a pipe would be waited for without end."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else _NONE
    except OSError:
        return _NONE


def changed(sources: Mapping[str, Source]) -> Iterator[str]:
    """The files that are no longer what they were."""
    for name, known in sources.items():
        stamp = _stamp(Path(name))
        if known.stamp is None or stamp != known.stamp:
            is_probe = known.digest == _THERE or known.digest.startswith(_LISTED)
            now = _NONE if stamp is None else _seen(Path(name)) if is_probe else digest(Path(name))
            if now != known.digest:
                yield name


def plain(sources: Mapping[str, Source]) -> list[Any]:
    """Sources as JSON can hold them."""
    return [[name, *each] for name, each in sources.items()]


def unplain(kept: Iterable[Any]) -> dict[str, Source]:
    """The sources of which `plain` made this. Raises `ValueError` or `TypeError` for anything else."""
    return {name: Source(known, tuple(stamp) if stamp else None) for name, known, stamp in kept}


def _stamp(path: Path) -> Stamp | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
