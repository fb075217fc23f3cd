# SPDX-License-Identifier: MIT
"""The work on all documents together: the pages about them, the index of the search in each language, the documentation of the schema.

Each piece is kept by what it is made from, and made again only for another part of a card, other words, another entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from edition.build import inputs
from edition.build.known import Brief
from edition.build.plan import Plan
from edition.build.store import Made
from edition.errors import WrongUse
from edition.publish import cards, frame, mark, search, site
from edition.publish.frame import Frame, Piece, Text
from edition.publish.naming import Entries
from edition.settings import Settings
from edition.source.document import Document
from edition.speech import say


class Results(Protocol):
    """What came of work."""

    def known(self, key: str) -> Brief | None:
        """What came of work that was done, in short; None where it was not, or what is kept of it is spoilt."""

    def keep(self, work: mark.Work, made: Made) -> Brief:
        """Keep what came of work."""

    def names(self, key: str) -> Iterable[str]:
        """The names of the files of work that was done."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is known of the leaf of a text in short, and how its cards, and all but its files, are had."""

    brief: Brief
    cards: Callable[[], str]
    made: Callable[[], Made]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the leaves of a site, one of each group of a plan."""

    plan: Plan
    settings: Settings
    leaves: Sequence[Leaf]
    with_schema: bool
    results: Results

    def works(self) -> Iterator[tuple[mark.Work, Brief]]:
        """The pieces of it, each with what came of it: done now, unless it was done before."""
        around = Frame(
            self._texts(),
            self._registers(),
            self.plan.site,
            self._read,
            web=self.settings.site,
            with_schema=self.with_schema,
        )
        catalogues = list(self._pieces(around.catalogues()))
        yield from catalogues
        around.offer(name for work, _ in catalogues for name in self.results.names(work.key))
        yield from self._pieces(around.pages())
        if self.with_schema:
            yield self._done(mark.AROUND, inputs.of_schema(self.plan.site), self._schema)
        if frame.SEARCH in self.plan.site.sections:
            yield from self._indexes()

    def _pieces(self, pieces: Iterable[Piece]) -> Iterator[tuple[mark.Work, Brief]]:
        missing: list[Piece] = []
        works: dict[str, mark.Work] = {}
        for piece in pieces:
            work = mark.Work(f"{mark.ABOUT}{piece.name}", inputs.key(piece.inputs), piece.inputs)
            known = self.results.known(work.key)
            if known is None:
                missing.append(piece)
                works[piece.name] = work
            else:
                yield work, known
        for piece, pages in frame.made(missing, lambda number: cards.unplain(self.leaves[number].cards())):
            drawn = "".join(sorted(site.characters(pages.files)))
            yield (
                works[piece.name],
                self.results.keep(works[piece.name], Made(pages.files, pages.findings, drawn=drawn)),
            )

    def _schema(self) -> Made:
        files = dict(site.schema(self.plan.site.title))
        return Made(files, drawn="".join(sorted(site.characters(files))))

    def _indexes(self) -> Iterator[tuple[mark.Work, Brief]]:
        """The index of each language."""
        texts, entries = self._texts(), Entries(self._registers())
        languages = [{search.language_of(card.face.language) for card in text.cards} for text in texts]
        for language in sorted(set().union(*languages)):
            numbers = [number for number, those in enumerate(languages) if language in those]
            own = [texts[number] for number in numbers]
            words = (self.leaves[number].brief.words for number in numbers)
            made_from = inputs.of_index(own, words, entries, language)

            def make(numbers: Sequence[int] = numbers, language: str = language) -> Made:
                return self._index(numbers, language)

            yield self._done(mark.AROUND, made_from, make)

    def _index(self, numbers: Sequence[int], language: str) -> Made:
        texts = self._texts()
        whole = (self.leaves[number].made() for number in numbers)
        leaves = ((cards.unplain(made.card), made.words) for made in whole)
        told = site.records((texts[number] for number in numbers), leaves, Entries(self._registers()))
        return Made(search.indexes(record for record in told if record.language == language))

    def _done(self, of: str, made_from: inputs.Inputs, make: Callable[[], Made]) -> tuple[mark.Work, Brief]:
        work = mark.Work(of, inputs.key(made_from), made_from)
        return work, self.results.known(work.key) or self.results.keep(work, make())

    def _texts(self) -> list[Text]:
        return [
            Text(tuple(document.path for document in group), leaf.brief.cards)
            for group, leaf in zip(self.plan.groups, self.leaves, strict=True)
        ]

    def _registers(self) -> list[Document]:
        return [self._read(document.path) for document in self.plan.registers]

    def _read(self, path: Path) -> Document:
        found = self.plan.corpus.once(path)
        if not isinstance(found, Document):
            raise WrongUse(say("{task} was changed while it was built; build again", task=path))
        return found
