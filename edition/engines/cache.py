# SPDX-License-Identifier: MIT
"""The user's cache folder: what takes long to make and is made again from the same key, byte for byte.

Only the user may read or write it, nothing in it is needed, and a file appears in it whole or not at all.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from edition import names


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
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:32]


@functools.cache
def program() -> str:
    """The digest of this program: its own files, and the versions of its engines."""
    from importlib import metadata  # noqa: PLC0415 - who keeps nothing asks for no versions

    package = Path(__file__).resolve().parents[1]
    folders = (package, names.data_folder("xslt"), names.data_folder("docs/rules"))
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in _OWN)
    return key(*(path.read_bytes() for path in files), *(metadata.version(engine) for engine in _ENGINES))


_OWN: Final = (".py", ".xsl", ".xml", ".css", ".js", ".md")
_ENGINES: Final = ("lxml", "saxonche", "xmlschema", "weasyprint", "fonttools")


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


def prune(kind: str, size: int) -> None:
    """Throw away what was not written for longest, until the rest is no larger than `size` bytes."""
    kept = []
    with contextlib.suppress(OSError), os.scandir(folder(kind)) as entries:
        for entry in entries:
            about = entry.stat()
            kept.append((about.st_mtime, about.st_size, entry.path))
    total = 0
    for _, length, path in sorted(kept, reverse=True):
        total += length
        if total > size:
            with contextlib.suppress(OSError):
                Path(path).unlink()
