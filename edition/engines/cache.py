# SPDX-License-Identifier: MIT
"""The user's cache folder: what takes long to make and is made again from the same key, byte for byte.

Only the user may read or write it, nothing in it is needed, and a file appears in it whole or not at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from pathlib import Path


def folder(kind: str) -> Path:
    """The folder for one kind of thing (`fonts`, `schemas`); `EDITION_CACHE` moves the whole cache. Not made yet."""
    if given := os.environ.get("EDITION_CACHE"):
        return Path(given) / kind
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "tei-edition" / kind


def key(*parts: str | bytes) -> str:
    """A digest of everything that the thing is made from, in this order."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:32]


def read(kind: str, name: str) -> bytes | None:
    """What is kept under this name, or nothing."""
    try:
        return (folder(kind) / name).read_bytes()
    except OSError:
        return None


def write(kind: str, name: str, data: bytes) -> None:
    """Keep it, if the machine lets us; a cache that cannot be written only costs time."""
    with contextlib.suppress(OSError):
        place = folder(kind)
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(place / name)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
