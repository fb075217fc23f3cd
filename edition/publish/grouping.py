# SPDX-License-Identifier: MIT
"""Which documents of a corpus have pages, and which of them are one text in several languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from edition import names
from edition.publish import facts
from edition.publish.facts import Facts
from edition.source.document import Document

Told = TypeVar("Told", Document, Facts)
"""A document, or what is known of one."""


def texts(documents: Iterable[Told]) -> list[Told]:
    """The documents that have pages: those that are no registers; where there is no other, the registers themselves."""
    found = list(documents)
    return [document for document in found if not facts.of(document).is_register] or found


def groups(documents: Iterable[Told]) -> list[list[Told]]:
    """The documents that are one text in several languages, together: those whose `@corresp` lead from one to the other, in order."""
    members = list(documents)
    number = {document.path.resolve(): place for place, document in enumerate(members)}
    # of each document, an earlier one of the same text, or itself
    earlier = list(range(len(members)))

    def first(place: int) -> int:
        while earlier[place] != place:
            earlier[place] = earlier[earlier[place]]
            place = earlier[place]
        return place

    for place, document in enumerate(members):
        if not (counterparts := facts.of(document).counterparts):
            continue
        folder = document.path.resolve().parent
        for name in counterparts:
            if (other := number.get(folder / name)) is not None:
                one, last = sorted((first(place), first(other)))
                earlier[last] = one
    found: dict[int, list[Told]] = {}
    for place, document in enumerate(members):
        found.setdefault(first(place), []).append(document)
    return list(found.values())


def books(group: Sequence[Told]) -> tuple[str, ...]:
    """The views that each document of a group has as books."""
    return (*names.VIEWS, names.PARALLEL) if len(group) > 1 else names.VIEWS
