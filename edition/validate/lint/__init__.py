# SPDX-License-Identifier: MIT
"""What an editor of any TEI project wants to hear of, and no schema can say.

Each rule is a function from the index of a document to its faults, and is named here once. How much it weighs its page says: an error is
certainly wrong, a warning nearly always, and an `info` is worth a look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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
from edition.validate.lint.index import Fault, Index, Mentions

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


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a finding waits for: it holds only where no document mentions a name; of a register, where a text mentions another entry."""

    name: str
    registered: bool


@dataclass(frozen=True, slots=True)
class Linted:
    """What the linter finds in a document, what waits for other documents, and what of theirs it may end."""

    findings: tuple[Finding, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    late: Callable[[], Sequence[Finding]] = tuple
    """Gives the findings that wait, in the order of `waiting`."""
    entries: frozenset[str] = frozenset()
    """The names of its entries of registers."""
    mentions: Mentions = field(default_factory=Mentions)


def of(document: Document) -> Linted:
    """What the linter has to say of a document."""
    index = Index.of(document)
    mentions = Mentions.of(document)
    faults = [(code, fault) for code, rule in CHECKS.items() for fault in rule(index)]
    entries = frozenset(fault.unmentioned for _, fault in faults if fault.registered)
    faults = [(code, fault) for code, fault in faults if not fault.unmentioned or fault.unmentioned not in mentions.all]
    characters_at = {(fault.element, fault.text.before, fault.offset) for _, fault in faults if fault.text is not None}
    places = document.character_places(characters_at)
    found: list[Finding] = []
    waiting: list[Waiting] = []
    late: list[Finding] = []
    for code, fault in faults:
        if fault.text is not None:
            place = places[fault.element, fault.text.before, fault.offset]
        else:
            place = document.place(fault.element, fault.attribute)
        related = tuple(document.place(element) for element in fault.related)
        finding = Finding(code, place, fault.message, fault.hint, rules.rule(code).severity, related)
        if fault.unmentioned:
            waiting.append(Waiting(fault.unmentioned, fault.registered))
            late.append(finding)
        else:
            found.append(finding)
    return Linted(tuple(found), tuple(waiting), lambda: late, entries, mentions)


def settled(linted: Sequence[Linted]) -> Iterator[Finding]:
    """Every finding of the linter in the documents of a run, of those that wait each that no other document ends."""
    mentions = Mentions.together(each.mentions for each in linted)
    for each in linted:
        yield from each.findings
        spoken_of = not mentions.outside.isdisjoint(each.entries)
        for number, waiting in enumerate(each.waiting):
            if waiting.name not in mentions.all and (spoken_of or not waiting.registered):
                yield each.late()[number]


def check(corpus: Corpus) -> Iterator[Finding]:
    """Every finding of the linter in the documents of a corpus."""
    yield from settled([of(document) for document in corpus.documents])
