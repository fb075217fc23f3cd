# SPDX-License-Identifier: MIT
"""What lies beside a document that its views may read: the registers that it points to, and nothing else."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from edition.source.document import Document
from edition.validate import pointers


def parameters(*documents: Document) -> dict[str, str]:
    """What tells a stylesheet where the registers of documents in one folder are, and which it may open (`lib/registers.xsl`)."""
    folder = documents[0].path.resolve().parent
    names = dict.fromkeys(name for document in documents for name in registers(document))
    return {"base": f"{folder.as_uri()}/", "registers": " ".join(names)}


@functools.lru_cache(maxsize=32)
def registers(document: Document) -> tuple[str, ...]:
    """The files below its folder that a document points to, as it writes them; none that a link takes elsewhere."""
    return tuple(_registers(document, document.path.resolve().parent))


def _registers(document: Document, folder: Path) -> Iterator[str]:
    for path in pointers.paths(document):
        file = folder / path
        if " " not in path and file.is_file() and file.resolve().is_relative_to(folder):
            yield path
