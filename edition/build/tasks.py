# SPDX-License-Identifier: MIT
"""The pieces of work that a build is made of: the pages of a text, each of its books, each file of its documents.

Each can be done by any process, in any order.
A task reads its documents itself, and is done only if they are still what was checked: a source may be edited while it is built.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from edition import names
from edition.build.store import Made, Store
from edition.errors import WrongUse
from edition.findings import Finding, ordered
from edition.publish import cards, fonts, leaves, proof, site
from edition.publish.leaves import Site
from edition.render import book, stylesheets
from edition.render.stylesheets import Own
from edition.source.corpus import Corpus
from edition.source.document import Document, Manner
from edition.speech import say


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work on the documents of a text: its pages, or a book (of a `view`) or a file (of a `kind`) of one of them."""

    key: str
    inputs: Mapping[str, str]
    paths: tuple[Path, ...]
    digests: tuple[str, ...]
    view: str = ""
    number: int = 0
    kind: str = ""

    @property
    def is_of_pages(self) -> bool:
        """Whether it makes the pages of a text."""
        return not (self.view or self.kind)

    @property
    def of(self) -> str:
        """What it is about, by a name that no other task of the build has."""
        stems = " ".join(map(names.stem, self.paths))
        return stems if self.is_of_pages else f"{stems} {self.number} {self.view}{self.kind}"

    def __str__(self) -> str:
        """What it works on, for a message."""
        return str(self.paths[self.number])


For = TypeVar("For")


@dataclass(frozen=True, slots=True)
class Shop(Generic[For]):
    """What all tasks of a build share; `whole` is what they are to know of what they make parts of, a site or a volume."""

    whole: For
    faces: fonts.Faces
    manner: Manner
    store: Store
    documents: tuple[Path, ...]
    own: Own = field(default_factory=Own)


_shop: list[Shop[Any]] = []
_held: dict[tuple[Path, ...], tuple[Document, ...]] = {}


def begin(shop: Shop[Any]) -> None:
    """Make a process ready for the tasks of a build."""
    names.tell_apart(shop.documents)
    stylesheets.use(shop.own)
    _shop[:] = [shop]
    _held.clear()


def begun() -> Shop[Any]:
    """What this process was made ready for."""
    return _shop[0]


def do(task: Task) -> str:
    """Do a task and keep what came of it; gives its key. Raises `WrongUse` where a document has changed since it was checked."""
    shop: Shop[Site] = begun()
    group = documents(task, shop.manner)
    make = _file if task.kind else _book if task.view else _leaf
    made = make(group, task, shop)
    shop.store.put(task.key, made)
    return task.key


class OfDocuments(Protocol):
    """What any task on documents says of them: where they are, and by their digests what they were when they were checked."""

    @property
    def paths(self) -> tuple[Path, ...]: ...  # noqa: D102 - the class says it
    @property
    def digests(self) -> tuple[str, ...]: ...  # noqa: D102


def documents(task: OfDocuments, manner: Manner) -> tuple[Document, ...]:
    """The documents of a task; the last ones are held, for the next task is often about the same.

    Raises `WrongUse` where one has changed since it was checked.
    """
    group = _held.get(task.paths, ())
    if _digests(group) != task.digests:  # others are held, or these as an earlier build found them
        _held.clear()
        group = _held[task.paths] = tuple(Corpus(task.paths, manner).documents)
    if _digests(group) != task.digests:
        raise WrongUse(say("{task} was changed while it was built; build again", task=task))
    return group


def _digests(group: Sequence[Document]) -> tuple[str, ...]:
    return tuple(document.digest for document in group)


def _leaf(group: Sequence[Document], task: Task, shop: Shop[Site]) -> Made:
    leaf = leaves.make(group, shop.whole)
    found = [
        *leaf.findings,
        *_glyphless(group, leaf.files, shop.faces),
        *_unproved(group, leaf.files, shop.whole.manner.signs),
    ]
    drawn = "".join(sorted(site.characters(leaf.files)))
    return Made(leaf.files, tuple(ordered(found)), cards.plain(leaf.cards), drawn, task.inputs, leaf.words)


def _book(group: Sequence[Document], task: Task, shop: Shop[Site]) -> Made:
    from edition.publish import pdf  # noqa: PLC0415 - the typesetter is dear to import, and pages need none

    document = group[task.number]
    title, manner = shop.whole.title, shop.whole.manner
    found: list[Finding] = []
    if task.view == names.PARALLEL:
        html = book.side_by_side(group, volume=title, language=document.language)
        waiting = pdf.Book(document, task.view, html, tuple(other for other in group if other is not document))
    else:
        rendering = book.render(document, task.view, volume=title, manner=manner)
        waiting = pdf.Book(document, task.view, rendering.html)
        found += rendering.findings
    (printed,) = pdf.typeset([waiting], shop.faces, workers=1)
    found += printed.findings
    if printed.pdf is None:
        return Made({}, tuple(ordered(found)), inputs=task.inputs)
    if task.view == names.PARALLEL:
        found += proof.check_parallel_book(group, printed.name, printed.pdf)
    else:
        found += proof.check_book(document, task.view, printed.pdf, in_notes=manner.tells_in_notes(task.view))
    return Made({printed.name: printed.pdf}, tuple(ordered(found)), inputs=task.inputs)


def _file(group: Sequence[Document], task: Task, shop: Shop[Site]) -> Made:
    from edition.publish import files  # noqa: PLC0415 - as above

    file = files.make(group[task.number], task.kind, shop.faces, volume=shop.whole.title, manner=shop.whole.manner)
    return Made({file.name: file.data}, file.findings, inputs=task.inputs)


def _glyphless(group: Sequence[Document], files: Mapping[str, bytes], faces: fonts.Faces) -> Iterator[Finding]:
    """What no font of the edition can show of the pages: a reader's machine may have no better one."""
    for document in group:
        for view in names.VIEWS:
            name = names.page(document.path, view)
            if name in files:
                shown = site.characters({name: files[name]})
                yield from fonts.check(faces, document, shown, "typewriter" if view == "diplomatic" else "text")


def _unproved(group: Sequence[Document], files: Mapping[str, bytes], signs: str) -> Iterator[Finding]:
    """What a page has lost of its document, or has leaked."""
    for document in group:
        for view in names.VIEWS:
            page = files.get(names.page(document.path, view))
            if page is not None:
                yield from proof.check(document, view, page, signs)
        page = files.get(names.page(document.path, names.PARALLEL))
        if page is not None:
            yield from proof.check_parallel(group, page)
