# SPDX-License-Identifier: MIT
"""What an editor of any TEI project wants to hear of, and no schema can say.

Each rule is a function from the index of a document to its faults, and is named here once. How much it weighs its page says: an error is
certainly wrong, a warning nearly always, and an `info` is worth a look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from edition import rules
from edition.findings import Finding
from edition.source.corpus import Corpus
from edition.source.document import Document
from edition.validate.lint import (
    characters,
    dates,
    deprecated,
    headers,
    languages,
    lists,
    markup,
    numbers,
    pages,
    registers,
    spacing,
)
from edition.validate.lint.index import Fault, Index, Project

Check: TypeAlias = Callable[[Index], Iterable[Fault]]

CHECKS: Final[dict[str, Check]] = {
    "APP002": lists.witnesses_unused,
    "APP003": lists.witness_twice,
    "DAT002": dates.contradicted,
    "DAT003": dates.changes_out_of_order,
    "DAT004": dates.lives_reversed,
    "DEP001": deprecated.deprecated,
    "HDR008": headers.left_over,
    "HDR009": headers.nobody_responsible,
    "HDR010": headers.language_unsaid,
    "HND001": lists.hands_unused,
    "LNG001": languages.tags,
    "LNG002": languages.scripts_without_language,
    "MRK001": markup.doubled,
    "MRK002": markup.empty,
    "NUM001": numbers.miscopied,
    "PAG001": pages.miscounted,
    "REG003": registers.entries_unmentioned,
    "REG004": registers.entries_alike,
    "TAB001": pages.uneven,
    "UNI001": characters.look_alikes,
    "UNI002": characters.not_composed,
    "UNI003": characters.private,
    "UNI004": characters.lost,
    "UNI005": characters.unseen,
    "UNI006": characters.soft_hyphens,
    "UNI007": characters.spoilt,
    "WSP001": spacing.space_before_sign,
    "WSP002": spacing.glued,
    "WSP003": spacing.divided,
}


def check(corpus: Corpus) -> Iterator[Finding]:
    """Every finding of the linter in the documents of a corpus."""
    documents = corpus.documents
    project = Project(documents)
    for document in documents:
        yield from _findings(document, project)


def _findings(document: Document, project: Project) -> list[Finding]:
    index = Index.of(document, project)
    faults = [(code, fault) for code, rule in CHECKS.items() for fault in rule(index)]
    characters_at = {(fault.element, fault.text.before, fault.offset) for _, fault in faults if fault.text is not None}
    places = document.character_places(characters_at)
    found = []
    for code, fault in faults:
        if fault.text is not None:
            place = places[fault.element, fault.text.before, fault.offset]
        else:
            place = document.place(fault.element, fault.attribute)
        related = tuple(document.place(element) for element in fault.related)
        found.append(Finding(code, place, fault.message, fault.hint, rules.rule(code).severity, related))
    return found
