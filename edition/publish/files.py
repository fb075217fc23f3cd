# SPDX-License-Identifier: MIT
"""A document as one file for another program than a browser: DOCX, Markdown, plain text (`names.FILES`)."""

from __future__ import annotations

from dataclasses import dataclass

from edition import names
from edition.findings import Finding, ordered
from edition.publish import pdf, proof, word
from edition.render import draft, text
from edition.source.document import Document


@dataclass(frozen=True, slots=True)
class File:
    """A file and its name, and what was found when it was made: what is not sound is not to be laid down."""

    name: str
    data: bytes
    findings: tuple[Finding, ...] = ()


def make(document: Document, kind: str, views: tuple[str, ...] = names.VIEWS) -> File:
    """The file of a document of a kind of `names.FILES`.

    With both views, or the diplomatic one, DOCX and Markdown have what was done as tracked changes and as CriticMarkup; plain text has the
    acts not weighed in the diplomatic view alone. A draft is proved against the second opinion. Raises `saxon.TransformFault`.
    """
    name = names.file(document.path, kind)
    view = "diplomatic" if "diplomatic" in views else "reading"
    if kind == "text":
        return File(name, text.render(document, view="reading" if "reading" in views else view).encode())
    made = draft.of(document, view)
    found = tuple(ordered([*made.findings, *proof.check_draft(document, made.root, view)]))
    if kind == "markdown":
        return File(name, draft.markdown(made.root).encode(), found)
    return File(name, word.made(made.root, pdf.last_change(document)), found)
