# SPDX-License-Identifier: MIT
"""Two texts that face each other in a volume: what answers each other begins on the same opening of the book.

Each is laid out on its own. Where a passage would begin on an earlier page than the one that answers it, a page is broken before it, and
where that is not enough, its side of the book is left empty for a page. What does not fit is thus seen at once, and nothing is squeezed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from edition import names
from edition.engines import binding, sheets
from edition.source.document import Document

_TRIES: Final = 12
"""How often the texts are laid out anew: each time a break moves all that follows it."""

_BLOCKS: Final = frozenset(
    names.clark(f"tei:{name}")
    for name in ("p", "ab", "head", "item", "lg", "div", "opener", "closer", "sp", "table", "quote")
)
_ID: Final = names.clark("xml:id")

Pairs = Sequence[tuple[str, str]]
"""The ids of passages that answer each other, in the order of the first text."""


def pairs(one: Document, other: Document) -> list[tuple[str, str]]:
    """The passages of two documents that answer each other, as their `@corresp` say, by their ids; none that stands out of order."""
    found: dict[str, str] = {}
    for document, there, turned in ((one, other, False), (other, one, True)):
        for element in document.elements:
            own = element.get(_ID)
            if own is None or element.tag not in _BLOCKS:
                continue
            for answer in re.findall(rf"(?:^|\s){re.escape(there.path.name)}#(\S+)", element.get("corresp", "")):
                if answer in there.ids and there.ids[answer].tag in _BLOCKS:
                    found.setdefault(*((answer, own) if turned else (own, answer)))
    last = -1
    kept = []
    for first in sorted(found, key=lambda each: one.ordinal(one.ids[each])):
        place = other.ordinal(other.ids[found[first]])
        if place > last:
            kept.append((first, found[first]))
            last = place
    return kept


def laid_out(
    answering: Pairs, lay: Callable[[int, set[str]], sheets.Set], paper: binding.Paper
) -> tuple[list[sheets.Set], tuple[tuple[int, ...], ...]]:
    """Both texts, and for each the openings on which its pages stand. `lay` sets one of them (0, 1) with breaks before these ids."""
    breaks: tuple[set[str], set[str]] = (set(), set())
    spreads: tuple[dict[int, int], dict[int, int]] = ({}, {})
    made = [lay(0, breaks[0]), lay(1, breaks[1])]
    for _ in range(_TRIES):
        whole = [each.sheet.contents for each in made if each.sheet is not None]
        if len(whole) < 2:
            return made, ()
        more, spreads = _walked(answering, [_places(contents, paper) for contents in whole], breaks)
        if not any(more):
            break
        for side in (0, 1):
            if more[side]:
                breaks[side].update(more[side])
                made[side] = lay(side, breaks[side])
    counts = [len(each.sheet.contents.pages) if each.sheet else 0 for each in made]
    return made, tuple(tuple(_filled(known, count)) for known, count in zip(spreads, counts, strict=True))


def _places(contents: sheets.Contents, paper: binding.Paper) -> dict[str, float]:
    """Where the ids of a sheet stand, in pages from its beginning: 2.5 is in the midst of the third."""
    return {
        name: page + min(0.999, max(0.0, (paper.height - y) / paper.height))
        for name, (page, _, y) in contents.anchors.items()
    }


def _walked(
    answering: Pairs, places: Sequence[Mapping[str, float]], breaks: Sequence[set[str]]
) -> tuple[tuple[set[str], set[str]], tuple[dict[int, int], dict[int, int]]]:
    """The breaks that are still wanted, and the opening of each page on which something is answered.

    A break moves what follows it: how far is reckoned here, and found when the text is laid out with it.
    """
    more: tuple[set[str], set[str]] = (set(), set())
    openings: tuple[dict[int, int], dict[int, int]] = ({}, {})
    moved, empty = [0.0, 0.0], [0, 0]
    for pair in answering:
        if not all(pair[side] in places[side] for side in (0, 1)):
            continue
        at = [places[side][pair[side]] + moved[side] for side in (0, 1)]
        opening = [int(at[side]) + empty[side] for side in (0, 1)]
        if opening[0] != opening[1]:
            side = 0 if opening[0] < opening[1] else 1
            if pair[side] not in breaks[side]:
                more[side].add(pair[side])
                moved[side] += int(at[side]) + 1 - at[side]
                at[side] = float(int(at[side]) + 1)
            empty[side] += max(0, opening[1 - side] - int(at[side]) - empty[side])
        for number in (0, 1):
            openings[number].setdefault(int(at[number]), int(at[number]) + empty[number])
    return more, openings


def _filled(openings: Mapping[int, int], count: int) -> Iterator[int]:
    """The opening of each of so many pages: as it is known, else the one after that before it."""
    last = -1
    for page in range(count):
        last = max(last + 1, openings.get(page, last + 1))
        yield last
