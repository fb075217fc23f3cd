# SPDX-License-Identifier: MIT
"""The order of the work: read, check, make the books and the pages, lay all down. Nothing is written before all is made.

A lenient build asks a document only to be XML, and to lose no word: whatever else is found is a warning.

The books are set by processes of their own while the pages are made here; a build that finds anything wrong writes nothing,
and the last good one stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from edition import names
from edition.findings import Finding, Severity, is_sound, ordered
from edition.publish import folder, fonts, grouping, pdf, proof, site
from edition.render import book
from edition.render.view import Manner
from edition.settings import Settings
from edition.source.corpus import Corpus
from edition.source.document import Document
from edition.validate import catalog, check

FORMATS: Final = ("html", "pdf")

Progress = Callable[[int, int, Path], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: what was found, and the files that were laid down (none, where something was unsound)."""

    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()


def build(
    corpus: Corpus,
    settings: Settings,
    out: Path,
    *,
    formats: Sequence[str] = FORMATS,
    schemas: check.Schemas | None = None,
    progress: Progress | None = None,
    lenient: bool = False,
) -> Built:
    """Make the edition of a corpus in a folder, whole or not at all.

    `formats` are "html" (the views as pages, and how they are encoded) and "pdf" (the views as books); the index and the TEI
    files are always made.
    A `lenient` build asks no schema, and builds without the files that are no XML, if any other is.
    Raises `EditionError` where the machine lacks something or the folder holds something that is not ours.
    """
    folder.ensure_replaceable(out)
    names.tell_apart(document.path for document in corpus.documents)
    texts = grouping.texts(corpus.documents)
    groups = grouping.groups(texts)
    count = sum(len(group) * len(grouping.books(group)) for group in groups) if "pdf" in formats else 0
    with pdf.Press(pdf.workers_for(count)) as press, ThreadPoolExecutor(1) as aside:
        asked = check.Schemas() if lenient else schemas or check.edition_schemas(own=catalog.sources(settings))
        found = check.check_documents(corpus, asked, progress)
        broken = set(corpus.broken) if lenient and texts else set()
        if not is_sound(_weighed(set(found) - broken, lenient=lenient)):
            return Built(tuple(_weighed(found, lenient=lenient)))
        faces = fonts.faces(settings)
        books, said = _books(groups, settings) if count else ([], [])
        setting = aside.submit(press.typeset, books, faces)
        pages = site.pages(
            corpus.documents,
            settings,
            with_books="pdf" in formats,
            with_pages="html" in formats,
            with_schema="html" in formats and schemas is None and _is_ours(asked, texts),
        )
        files = {**pages.files, **site.assets(settings, pages.files)}
        found += [
            *said,
            *pages.findings,
            *_glyphless(texts, pages.files, faces),
            *_unproved(groups, pages.files, settings.signs),
        ]
        for printed in setting.result():
            found += printed.findings
            if printed.pdf is not None:
                files[printed.name] = printed.pdf
        found += _unproved_books(groups, files, settings.signs)
    found = _weighed(ordered(found), lenient=lenient)
    if not is_sound(set(found) - broken):
        return Built(tuple(found))
    folder.write(files, out)
    return Built(tuple(found), tuple(sorted(files)))


def _is_ours(asked: check.Schemas, texts: Sequence[Document]) -> bool:
    """Whether documents are held to the schema of this program: one that names its own is not."""
    return bool(asked.given) and any(asked.of(document)[0] is asked.given for document in texts)


_ALWAYS: Final = ("XML001", "PDF002", "LAW")
"""What is an error however lenient the build: no XML, and words that a view has lost or leaked."""


def _weighed(findings: Iterable[Finding], *, lenient: bool) -> list[Finding]:
    """The findings as they weigh in this build."""
    return [
        replace(finding, severity=Severity.WARNING)
        if lenient and finding.severity is Severity.ERROR and not finding.code.startswith(_ALWAYS)
        else finding
        for finding in findings
    ]


def _books(groups: Iterable[Sequence[Document]], settings: Settings) -> tuple[list[pdf.Book], list[Finding]]:
    books: list[pdf.Book] = []
    found: list[Finding] = []
    manner = Manner(settings.signs, settings.lineation)
    for group in groups:
        for document in group:
            for view in names.VIEWS:
                rendering = book.render(document, view, volume=settings.title, manner=manner)
                books.append(pdf.Book(document, view, rendering.html))
                found += rendering.findings
            if names.PARALLEL in grouping.books(group):
                html = book.side_by_side(group, volume=settings.title, language=document.language)
                beside = tuple(other for other in group if other is not document)
                books.append(pdf.Book(document, names.PARALLEL, html, beside))
    return books, found


def _glyphless(texts: Sequence[Document], files: dict[str, bytes], faces: fonts.Faces) -> Iterator[Finding]:
    """What no font of the edition can show of the pages: a reader's machine may have no better one."""
    for document in texts:
        for view in names.VIEWS:
            name = names.page(document.path, view)
            if name in files:
                shown = site.characters({name: files[name]})
                yield from fonts.check(faces, document, shown, "typewriter" if view == "diplomatic" else "text")


def _unproved(groups: Iterable[Sequence[Document]], files: dict[str, bytes], signs: str) -> Iterator[Finding]:
    """What a page has lost of its document, or has leaked."""
    for group in groups:
        for document in group:
            for view in names.VIEWS:
                page = files.get(names.page(document.path, view))
                if page is not None:
                    yield from proof.check(document, view, page, signs)
            page = files.get(names.page(document.path, names.PARALLEL))
            if page is not None:
                yield from proof.check_parallel(group, page)


def _unproved_books(groups: Iterable[Sequence[Document]], files: dict[str, bytes], signs: str) -> Iterator[Finding]:
    """The same of the books."""
    for group in groups:
        for document in group:
            for view in names.VIEWS:
                made = files.get(names.book(document.path, view))
                if made is not None:
                    yield from proof.check_book(document, view, made, signs)
            name = names.book(document.path, names.PARALLEL)
            if name in files:
                yield from proof.check_parallel_book(group, name, files[name])
