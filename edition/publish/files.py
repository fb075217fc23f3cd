# SPDX-License-Identifier: MIT
"""A document as one file for another program than a browser: EPUB, DOCX, Markdown, plain text (`names.FILES`)."""

from __future__ import annotations

from dataclasses import dataclass

from edition import names
from edition.findings import Finding, ordered
from edition.publish import epub, fonts, pdf, proof, word
from edition.render import draft, text, view
from edition.source.document import Document


@dataclass(frozen=True, slots=True)
class File:
    """A file and its name, and what was found when it was made: what is not sound is not to be laid down."""

    name: str
    data: bytes
    findings: tuple[Finding, ...] = ()


def make(
    document: Document,
    kind: str,
    faces: fonts.Faces,
    *,
    views: tuple[str, ...] = names.VIEWS,
    volume: str = "",
    manner: view.Manner | None = None,
) -> File:
    """The file of a document of a kind of `names.FILES`; an EPUB has the title of the edition (`volume`) and its fonts in it.

    An EPUB has these views as chapters. With the diplomatic one among them DOCX and Markdown have what was done as tracked changes and as
    CriticMarkup, else the final text alone; plain text has the acts not weighed only in the diplomatic view alone. What an EPUB and a
    draft show is proved against the second opinion. Raises `saxon.TransformFault`.
    """
    name = names.file(document.path, kind)
    if kind == "epub":
        book = epub.made(document, faces, views, volume, manner)
        return File(name, book.data, book.findings)
    if kind == "text":
        return File(name, text.render(document, view="reading" if "reading" in views else "diplomatic").encode())
    shown = "diplomatic" if "diplomatic" in views else "reading"
    made = draft.of(document, shown)
    found = tuple(ordered([*made.findings, *proof.check_draft(document, made.root, shown)]))
    if kind == "markdown":
        return File(name, draft.markdown(made.root).encode(), found)
    return File(name, word.made(made.root, pdf.last_change(document)), found)
