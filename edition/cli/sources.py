# SPDX-License-Identifier: MIT
"""What the verbs need of the documents besides checking them: where a project has them, and a line of one to be shown."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

from edition import settings
from edition.cli import console
from edition.errors import WrongUse
from edition.findings import Finding
from edition.source.corpus import Corpus
from edition.source.document import Document, text
from edition.speech import say


def project_documents(decided: settings.Settings) -> Path:
    """The folder of the project's documents, as one would type it here."""
    return console.near(decided.root / decided.documents)


def source_line(finding: Finding, asked: Corpus) -> str:
    """The line of the source that a finding stands in, "" for one about a whole file."""
    return asked.line(finding.place.file, finding.place.line)


def difference(before: Document, made: bytes) -> str:
    """The lines of a document that would be written otherwise, as `diff -u` shows them."""
    encoding = before.tree.docinfo.encoding or "utf-8"
    old, new = (text(data, encoding).splitlines(keepends=True) for data in (before.data, made))
    lines = difflib.unified_diff(old, new, str(before.path), str(before.path))
    return "".join(line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in lines)


def lay_down(file: Path, data: bytes) -> None:
    """Write a file whole or not at all; one that is there keeps its rights. Raises `WrongUse`."""
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_bytes(data)
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    except OSError as error:
        raise WrongUse(say("{file} cannot be written: {why}", file=file, why=error.strerror)) from error
