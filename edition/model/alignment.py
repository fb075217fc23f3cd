# SPDX-License-Identifier: MIT
"""Two sequences of tokens laid side by side, so that what differs is small and stands where it differs.

Tokens that occur once on each side hold the sequences together (the patience diff), which keeps a long text near
linear time; only what lies between two such anchors is compared all against all.
"""

from __future__ import annotations

import bisect
import difflib
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_ALL_AGAINST_ALL: Final = 4_000_000
"""How many pairs of tokens are compared between two anchors, at most; past it the whole stretch is one difference."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch where the sides part: the tokens `a[a_from:a_to]` against `b[b_from:b_to]`, one of which may be empty."""

    a_from: int
    a_to: int
    b_from: int
    b_to: int


def pairs(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The positions of tokens that meet: always equal tokens, rising on both sides.

    A stretch that has the same letters on both sides, and differs only in where they part into tokens, is left open as
    a whole: to match its tokens one by one could match a token with its like elsewhere.
    """
    met: list[tuple[int, int]] = []
    stretches = [(0, len(a), 0, len(b))]
    while stretches:
        a_from, a_to, b_from, b_to = stretches.pop()
        while a_from < a_to and b_from < b_to and a[a_from] == b[b_from]:
            met.append((a_from, b_from))
            a_from, b_from = a_from + 1, b_from + 1
        while a_from < a_to and b_from < b_to and a[a_to - 1] == b[b_to - 1]:
            a_to, b_to = a_to - 1, b_to - 1
            met.append((a_to, b_to))
        if a_from == a_to or b_from == b_to or "".join(a[a_from:a_to]) == "".join(b[b_from:b_to]):
            continue
        anchors = [(a_from + i, b_from + j) for i, j in _anchors(a[a_from:a_to], b[b_from:b_to])]
        if anchors:
            met += anchors
            edges = [(a_from - 1, b_from - 1), *anchors, (a_to, b_to)]
            stretches += [(i + 1, k, j + 1, m) for (i, j), (k, m) in itertools.pairwise(edges)]
        elif (a_to - a_from) * (b_to - b_from) <= _ALL_AGAINST_ALL:
            matcher = difflib.SequenceMatcher(None, a[a_from:a_to], b[b_from:b_to], autojunk=False)
            for block in matcher.get_matching_blocks():
                met += [(a_from + block.a + n, b_from + block.b + n) for n in range(block.size)]
    return sorted(met)


def hunks(met: Sequence[tuple[int, int]], a_length: int, b_length: int) -> Iterator[Hunk]:
    """The stretches between the pairs, in order; together with the pairs they cover both sides."""
    a_from = b_from = 0
    for i, j in (*met, (a_length, b_length)):
        if i > a_from or j > b_from:
            yield Hunk(a_from, i, b_from, j)
        a_from, b_from = i + 1, j + 1


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The longest rising run of the tokens that occur exactly once on either side."""
    in_a, in_b = Counter(a), Counter(b)
    where = {token: j for j, token in enumerate(b) if in_b[token] == 1}
    unique = [(i, where[token]) for i, token in enumerate(a) if in_a[token] == 1 and token in where]
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(unique):
        at = bisect.bisect_left(ends, j)
        before.append(tops[at - 1] if at else -1)
        ends[at : at + 1] = [j]
        tops[at : at + 1] = [number]
    run: list[tuple[int, int]] = []
    number = tops[-1] if tops else -1
    while number >= 0:
        run.append(unique[number])
        number = before[number]
    return run[::-1]
