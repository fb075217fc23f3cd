# SPDX-License-Identifier: MIT
"""The work on all documents together: the pages about them, the index of the search in each language, the documentation of the schema.

Each is kept by what it is made from, and made again only for another card, other words, another register.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.build import inputs
from edition.build.known import Brief
from edition.build.plan import Plan
from edition.build.store import Made
from edition.errors import WrongUse
from edition.publish import mark, search, site
from edition.publish.facts import Facts
from edition.settings import Settings
from edition.source.document import Document
from edition.speech import say


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is known of the leaf of a text in short, and how its card and words are had."""

    brief: Brief
    made: Callable[[], Made]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the leaves of a site, one of each group of a plan."""

    plan: Plan
    settings: Settings
    leaves: Sequence[Leaf]
    with_schema: bool

    def works(self) -> Iterator[tuple[mark.Work, Callable[[], Made]]]:
        """The pieces of it, each with what makes it."""
        plan = self.plan
        cards = (leaf.brief.card for leaf in self.leaves)
        yield _work(inputs.of_frame(plan.groups, cards, plan.registers, plan.site, self.settings.site), self._pages)
        if self.with_schema:
            yield _work(inputs.of_schema(plan.site), self._schema)
        if site.SEARCH in plan.site.sections:
            for language in sorted({each for group in plan.groups for each in _languages(group)}):
                groups, leaves = self._in(language)
                words = [(leaf.brief.card, leaf.brief.words) for leaf in leaves]
                made_from = inputs.of_index(groups, words, plan.registers, language)
                yield _work(made_from, functools.partial(self._index, language))

    def _pages(self) -> Made:
        cards = (leaf.made().card for leaf in self.leaves)
        web = self.settings.site
        made = site.frame(self.plan.groups, cards, self._registers(), self.plan.site, self._read, web=web)
        drawn = "".join(sorted(site.characters(made.files)))
        return Made(made.files, made.findings, drawn=drawn)

    def _schema(self) -> Made:
        files = dict(site.schema(self.plan.site.title))
        return Made(files, drawn="".join(sorted(site.characters(files))))

    def _index(self, language: str) -> Made:
        groups, leaves = self._in(language)
        whole = (leaf.made() for leaf in leaves)
        told = site.records(groups, ((made.card, made.words) for made in whole), self._registers())
        return Made(search.indexes(record for record in told if record.language == language))

    def _in(self, language: str) -> tuple[list[list[Facts]], list[Leaf]]:
        """The texts that have a language, and their leaves."""
        both = zip(self.plan.groups, self.leaves, strict=True)
        having = [(group, leaf) for group, leaf in both if language in _languages(group)]
        return [group for group, _ in having], [leaf for _, leaf in having]

    def _registers(self) -> list[Document]:
        return [self._read(document.path) for document in self.plan.registers]

    def _read(self, path: Path) -> Document:
        found = self.plan.corpus.once(path)
        if not isinstance(found, Document):
            raise WrongUse(say("{task} was changed while it was built; build again", task=path))
        return found


def _work(made_from: inputs.Inputs, make: Callable[[], Made]) -> tuple[mark.Work, Callable[[], Made]]:
    return mark.Work(mark.AROUND, inputs.key(made_from), made_from), make


def _languages(group: Iterable[Facts]) -> set[str]:
    """The languages of a text, as the search tells them apart."""
    return {search.language_of(document.language) for document in group}
