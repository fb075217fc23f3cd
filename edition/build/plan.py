# SPDX-License-Identifier: MIT
"""What a build of a corpus is to do, known from the facts of its documents: no tree is held, and only what has changed is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition import names
from edition.build import inputs
from edition.build.known import Documents
from edition.build.tasks import Task
from edition.engines import pagefind
from edition.publish import fonts, grouping, site
from edition.publish.facts import Facts
from edition.publish.leaves import Site
from edition.settings import Settings
from edition.source.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Plan:
    """The documents of a corpus, those that have pages, those that are one text together, what each is to know of the site; its fonts."""

    documents: Documents
    texts: list[Facts]
    groups: list[list[Facts]]
    site: Site
    faces: fonts.Faces

    @property
    def corpus(self) -> Corpus:
        """The corpus."""
        return self.documents.corpus

    @property
    def registers(self) -> list[Facts]:
        """The documents with entries that can be pointed to: the pages about many documents are made from these themselves."""
        return [document for document in self.documents.facts if document.has_entries]

    def tasks(self) -> Iterator[Task]:
        """All that is to be done, whether it was done before or not."""
        entries = inputs.Entries()
        for group in self.groups:
            paths = tuple(document.path for document in group)
            digests = tuple(document.digest for document in group)
            of_pages = inputs.of_leaf(group, self.corpus, self.site, self.faces, entries=entries)
            yield Task(inputs.key(of_pages), of_pages, paths, digests)
            for number, document in enumerate(group) if self.site.with_books else ():
                for view in grouping.books(group):
                    name = names.book(document.path, view)
                    of_book = inputs.of_book(group, self.corpus, self.site, self.faces, name, entries=entries)
                    yield Task(inputs.key(of_book), of_book, paths, digests, view, number)
            for number, document in enumerate(group):
                for kind in self.site.kinds:
                    name = names.file(document.path, kind)
                    of_file = inputs.of_file(document, self.corpus, self.site, self.faces, name, entries=entries)
                    yield Task(inputs.key(of_file), of_file, paths, digests, number=number, kind=kind)


def of(documents: Documents, settings: Settings, formats: Sequence[str]) -> Plan:
    """The plan of a build of documents. Raises `WrongUse` where two of them would have the same pages."""
    names.tell_apart(document.path for document in documents.facts)
    texts = grouping.texts(documents.facts)
    groups = grouping.groups(texts)
    site.ensure_distinct(groups)
    whole = site.known(
        documents.facts,
        groups,
        settings,
        with_books="pdf" in formats,
        with_pages="html" in formats,
        kinds=[kind for kind in names.FILES if kind in formats],
        with_search=wants_search(settings, formats) and pagefind.program() is not None,
    )
    return Plan(documents, texts, groups, whole, fonts.faces(settings))


def wants_search(settings: Settings, formats: Sequence[str]) -> bool:
    """Whether a site is to have a search, if this machine can make its index."""
    return settings.site.search and "html" in formats
