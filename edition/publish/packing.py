# SPDX-License-Identifier: MIT
"""Files that are archives (EPUB, DOCX): the same bytes for the same contents, whenever and wherever they are packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def packed(files: Iterable[tuple[str, bytes]], *, stored: frozenset[str] = frozenset()) -> bytes:
    """An archive of files in the order given; those named in `stored` are not compressed."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files:
            about = zipfile.ZipInfo(name, _EPOCH)
            about.create_system = 3
            about.external_attr = 0o644 << 16
            about.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(about, content)
    return data.getvalue()


def repacked(archive: bytes) -> bytes:
    """The same files, their dates forgotten."""
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        return packed((name, given.read(name)) for name in given.namelist())
