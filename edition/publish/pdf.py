# SPDX-License-Identifier: MIT
"""Views become books: print HTML is set as a PDF that carries its own TEI source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Final

from edition import names
from edition.engines import libxml, weasy
from edition.engines.crew import Crew, cores
from edition.findings import Finding, Place, ordered
from edition.publish import fonts
from edition.render import stylesheets
from edition.source.document import Document
from edition.speech import say, say_of

STYLES: Final = (names.GENRES, "print/print.css")

_NEVER: Final = date(1980, 1, 1)
"""The date of an attachment whose document has none: the first that every archive format can tell."""

_FEW: Final = 8
_POINT: Final = re.compile(r"U\+[0-9A-F]{4,}")


@dataclass(frozen=True, slots=True)
class Book:
    """One view of one document, as print HTML that waits to be set; `beside` are the documents that stand in it beside its own."""

    document: Document
    view: str
    html: str
    beside: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A book that was set: its file name, its bytes (None where it could not be finished), and what is wrong with it."""

    name: str
    pdf: bytes | None
    pages: int
    findings: tuple[Finding, ...]


def typeset(books: Sequence[Book], faces: fonts.Faces, *, workers: int | None = None) -> list[Printed]:
    """The books as PDFs, in their order, the same bytes each time; by so many processes, else by as many as the machine has cores.

    Findings: `PDF001` for each warning of the typesetter, `PDF002` where words were lost, `FNT001` for a character without a glyph.
    """
    with Crew(min(workers or cores(), len(books))) as crew:
        made = crew.run(_called, [_work(book, faces) for book in books])
        return [_printed(book, faces, rendered) for book, rendered in zip(books, made, strict=True)]


def _called(work: Callable[[], weasy.Rendered]) -> weasy.Rendered:
    return work()


def given_faces(faces: fonts.Faces) -> list[weasy.Face]:
    """The faces of an edition as the typesetter takes them."""
    return [weasy.Face(face.family, face.path, face.italic, 700 if face.bold else 400) for face in faces.all()]


def _work(book: Book, faces: fonts.Faces) -> partial[weasy.Rendered]:
    """The call that sets a book: with nothing in it that cannot travel to another process."""
    return partial(
        weasy.render,
        book.html,
        faces=given_faces(faces),
        styles=[*(names.data_folder("xslt") / style for style in STYLES), *stylesheets.own().styles],
        folder=book.document.path.parent,
        attachments=[
            weasy.Attachment(names.tei_copy(source.path), source.data, "TEI", last_change(source))
            for source in (book.document, *book.beside)
        ],
    )


def _printed(book: Book, faces: fonts.Faces, rendered: weasy.Rendered) -> Printed:
    name = names.book(book.document.path, book.view)
    return Printed(name, rendered.pdf, rendered.pages, findings(book, faces, rendered.complaints, rendered.lost))


def findings(book: Book, faces: fonts.Faces, complaints: Iterable[str], lost: Sequence[str]) -> tuple[Finding, ...]:
    """What is wrong with a book that was set: characters without a glyph, what the typesetter complains of, words that are lost."""
    glyphless = list(_without_glyph(book, faces))
    # what a font lacks is said by that finding, which knows where it stands; the typesetter needs not say it again
    said = {point for finding in glyphless for point in _POINT.findall(finding.message)}
    heard = [each for each in complaints if not (".notdef" in each and said.issuperset(_POINT.findall(each)))]
    return tuple(ordered([*glyphless, *_findings(book, heard, lost)]))


def _findings(book: Book, heard: Iterable[str], lost: Sequence[str]) -> Iterator[Finding]:
    name = names.book(book.document.path, book.view)
    for complaint in heard:
        yield Finding(
            "PDF001",
            Place(book.document.path),
            say("{file}: the typesetter warns: {complaint}", file=name, complaint=complaint),
            say(
                "see FNT001 where it is a missing glyph; else look for what it names in the document or in our style sheet"
            ),
        )
    if lost:
        few = ", ".join(lost[:_FEW]) + (", …" if len(lost) > _FEW else "")
        yield Finding(
            "PDF002",
            Place(book.document.path),
            say_of(
                len(lost),
                "{file}: {n} word of the view is on none of its pages: {few}",
                "{file}: {n} words of the view are on none of its pages: {few}",
                file=name,
                few=few,
            ),
            say("look for them in the PDF; a very long note is the likeliest cause"),
        )


def _without_glyph(book: Book, faces: fonts.Faces) -> Iterator[Finding]:
    """A diplomatic page sets the typescript in the typewriter face, which borrows from the text face what it lacks."""
    page = libxml.etree.fromstring(book.html.encode(), libxml.etree.HTMLParser(encoding="utf-8", huge_tree=True))
    body = page.find("body")
    if body is None:
        return
    shown = {*"".join(body.itertext()), *"".join(str(mark) for mark in body.xpath("//@data-mark"))}
    yield from fonts.check(faces, book.document, shown, "typewriter" if book.view == "diplomatic" else "text")


def last_change(document: Document) -> datetime:
    """The day on which the file says that it was last changed or published."""
    said = document.tree.xpath(
        "(//tei:revisionDesc//tei:change | //tei:publicationStmt/tei:date)/@when", namespaces=names.NAMESPACES
    )
    days = [str(day) for day in said if re.fullmatch(r"\d{4}-\d\d-\d\d", str(day))]
    return datetime.combine(date.fromisoformat(max(days)) if days else _NEVER, time(), UTC)
