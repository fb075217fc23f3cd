# SPDX-License-Identifier: MIT
"""What the proofs of a running text and of a header share: a text beside its encoding, letter for letter, and its marks.

A *letter* is an index into a side's letters, a *gap* a place between letters (see `edition.model.marks.Side`).
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from edition.engines import libxml
from edition.findings import Finding, Place
from edition.model import alignment, marks
from edition.model.alignment import Hunk
from edition.model.marks import Mark, Side, Table, Text
from edition.model.witness import Source, Witness
from edition.source.transcript import Transcript
from edition.speech import joined, say


@dataclass(slots=True)
class Tally:
    """How the tokens and marks of one part were met."""

    lines: tuple[tuple[int, int], ...] = ()
    tokens: int = 0
    as_read: int = 0
    """Of the tokens, those met as they stand."""
    by_machine: int = 0
    """Of the tokens, those met in the machine's `sic`."""
    marks: int = 0
    replaced: int = 0


@dataclass(slots=True)
class Proof:
    """What the proof of one document came to: findings, remarks for those who want to know, a tally for each part."""

    findings: list[Finding] = field(default_factory=list)
    remarks: list[tuple[Place, str]] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)


class Comparison:
    """One part against its lines; adds to the proof."""

    def __init__(
        self,
        source: Source,
        transcript: Transcript,
        ranges: tuple[tuple[int, int], ...],
        *,
        part: libxml.Element,
        table: Table,
        proof: Proof,
    ) -> None:
        self.source, self.transcript, self.ranges = source, transcript, ranges
        self.part, self.table, self.proof = part, table, proof
        self._fillings: dict[tuple[Witness, frozenset[str]], list[tuple[int, int]]] = {}
        self.tally = Tally(ranges)
        proof.tallies.append(self.tally)

    def find(self, code: str, place: Place, message: str, hint: str, *related: Place) -> None:
        """Add a finding."""
        self.proof.findings.append(Finding(code, place, message, hint, related=related))

    def met(
        self, mark: Mark, partner: Mark | None, here: Gaps, there: Gaps | None, encoding: Witness
    ) -> tuple[int, int] | None:
        """The gaps that a mark's elements fill, if it is replaced at its place: from `here`, to `there` for a pair."""
        elements = mark.kind.elements
        if not elements:
            return (here.low, here.low)
        replaces = self.source.resp.replaces
        if partner is None or there is None:
            stands = (span for gap in here.all() for span in encoding.starts.get(gap, ()))
            found = [span.begin for span in stands if replaces(span, elements)]
            if marks.BREAK in elements:
                found += [gap for gap in here.all() if encoding.breaks_at(gap)]
            return (found[0], found[0]) if found else None
        filled = self._filled(elements, encoding)
        begins = {
            low
            for low, _ in filled[bisect.bisect_left(filled, (here.low,)) : bisect.bisect_left(filled, (here.high + 1,))]
        }
        ends = {span.end for gap in there.all() for span in encoding.ends.get(gap, ()) if replaces(span, elements)}
        for begin in sorted(begins):
            for end in sorted(ends):
                if _covered(begin, end, filled):
                    return (begin, end)
        return None

    def _filled(self, elements: frozenset[str], encoding: Witness) -> list[tuple[int, int]]:
        """The gaps between which elements that a mark asks for hold letters, sorted."""
        if (encoding, elements) not in self._fillings:
            replacing = (
                span for span in encoding.spans if span.end > span.begin and self.source.resp.replaces(span, elements)
            )
            self._fillings[encoding, elements] = sorted((span.begin, span.end) for span in replacing)
        return self._fillings[encoding, elements]


def _covered(begin: int, end: int, filled: Sequence[tuple[int, int]]) -> bool:
    """Whether elements that all lie between two gaps leave no letter between them out; what reaches beyond does not count."""
    reached = begin
    for low, high in itertools.islice(filled, bisect.bisect_left(filled, (begin,)), None):
        if low >= end:
            break
        if low <= reached < high <= end:
            reached = high
    return begin < end == reached


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of the encoding at which a mark of the transcript may be met: mostly one; more inside a difference."""

    low: int
    high: int

    def all(self) -> range:
        """Every gap of these."""
        return range(self.low, self.high + 1)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A transcript's text beside an encoding's: for each letter of the transcript the letter that it meets, or -1."""

    text: Text
    encoding: Witness
    hunks: list[Hunk]
    to: list[int]
    before: list[int]
    after: list[int]

    def around(self, gap: int) -> Gaps:
        """The gaps of the encoding between the letters that meet left and right of a gap."""
        low = self.before[gap] + 1
        return Gaps(low, max(low, self.after[gap]))

    def opening(self, gap: int) -> Gaps:
        """Where a mark that opens at a gap must be met: before the letter that follows it."""
        if gap < len(self.to) and self.to[gap] >= 0:
            return Gaps(self.to[gap], self.to[gap])
        return self.around(gap)

    def closing(self, gap: int) -> Gaps:
        """Where a mark that closes at a gap must be met: after the letter before it."""
        if gap > 0 and self.to[gap - 1] >= 0:
            return Gaps(self.to[gap - 1] + 1, self.to[gap - 1] + 1)
        return self.around(gap)

    def slipped(self, gap: int, *, opens: bool) -> Gaps:
        """Where a mark may be met that has slipped within its word: not so far that it leaves the word out."""
        side = self.text.side
        if not side.begins:
            return self.around(gap)
        token = side.token_of(min(gap, len(side.letters) - 1) if opens else max(gap - 1, 0))
        low, high = self.opening(side.begins[token]).low, self.closing(side.ends[token]).high
        return Gaps(low, max(low, high - 1)) if opens else Gaps(min(low + 1, high), high)


def laid_beside(text: Text, encoding: Witness) -> Aligned:
    """A transcript's text and an encoding's, laid side by side."""
    a, b = text.side, encoding.side
    met = alignment.pairs(a.tokens, b.tokens)
    to = [-1] * len(a.letters)

    def join(a_from: int, b_from: int, length: int) -> None:
        to[a_from : a_from + length] = range(b_from, b_from + length)

    for i, j in met:
        join(a.begins[i], b.begins[j], a.ends[i] - a.begins[i])
    rest: list[Hunk] = []
    for hunk in alignment.hunks(met, len(a.begins), len(b.begins)):
        for part, same in _narrowed(hunk, a, b):
            if same:
                (a_low, a_high), (b_low, _) = (
                    letters_of(a, part.a_from, part.a_to),
                    letters_of(b, part.b_from, part.b_to),
                )
                join(a_low, b_low, a_high - a_low)
            rest.append(part)
    before, after = [-1], [len(b.letters)]
    for target in to:
        before.append(target if target >= 0 else before[-1])
    for target in reversed(to):
        after.append(target if target >= 0 else after[-1])
    return Aligned(text, encoding, rest, to, before, after[::-1])


def letters_of(side: Side, first: int, last: int) -> tuple[int, int]:
    """The gaps before and after some tokens; the same gap twice for none."""
    low = side.begins[first] if first < len(side.begins) else len(side.letters)
    return low, side.ends[last - 1] if last > first else low


def _narrowed(hunk: Hunk, a: Side, b: Side) -> Iterator[tuple[Hunk, bool]]:
    """A difference, parted into what is spaced otherwise (True) and what reads otherwise (False)."""
    (a_low, a_high), (b_low, b_high) = letters_of(a, hunk.a_from, hunk.a_to), letters_of(b, hunk.b_from, hunk.b_to)
    ours, theirs = a.letters[a_low:a_high], b.letters[b_low:b_high]
    if not ours or not theirs:
        yield hunk, False
        return
    head = alike(ours, theirs)
    a_cut, b_cut = _shared(a, b, hunk, [(a_low + n, b_low + n) for n in range(head, 0, -1)], ends=True)
    if a_cut > hunk.a_from:
        yield from _respaced(Hunk(hunk.a_from, a_cut, hunk.b_from, b_cut), a, b)
    rest = Hunk(a_cut, hunk.a_to, b_cut, hunk.b_to)
    if rest.a_from == rest.a_to and rest.b_from == rest.b_to:
        return
    spare = min(len(ours), len(theirs)) - (letters_of(a, hunk.a_from, a_cut)[1] - a_low)
    tail = min(alike(ours[::-1], theirs[::-1]), spare)
    a_end, b_end = _shared(a, b, rest, [(a_high - n, b_high - n) for n in range(tail, 0, -1)], ends=False)
    middle = Hunk(rest.a_from, a_end, rest.b_from, b_end)
    if middle.a_to - middle.a_from == middle.b_to - middle.b_from:
        for n in range(middle.a_to - middle.a_from):
            i, j = middle.a_from + n, middle.b_from + n
            same = a.letters[a.begins[i] : a.ends[i]] == b.letters[b.begins[j] : b.ends[j]]
            yield Hunk(i, i + 1, j, j + 1), same
    else:
        yield middle, False
    if a_end < rest.a_to:
        yield from _respaced(Hunk(a_end, rest.a_to, b_end, rest.b_to), a, b)


def _respaced(hunk: Hunk, a: Side, b: Side) -> Iterator[tuple[Hunk, bool]]:
    """A stretch of the same letters, parted wherever tokens end on both sides."""
    shift = b.begins[hunk.b_from] - a.begins[hunk.a_from]
    i, j = hunk.a_from, hunk.b_from
    a_next, b_next = i + 1, j + 1
    while i < hunk.a_to:
        a_end, b_end = a.ends[a_next - 1] + shift, b.ends[b_next - 1]
        if a_end == b_end:
            yield Hunk(i, a_next, j, b_next), True
            i, j, a_next, b_next = a_next, b_next, a_next + 1, b_next + 1
        elif a_end < b_end:
            a_next += 1
        else:
            b_next += 1


def _shared(a: Side, b: Side, hunk: Hunk, gaps: Iterable[tuple[int, int]], *, ends: bool) -> tuple[int, int]:
    """The tokens at which the first of some gaps falls that parts tokens on both sides; the hunk's own edge if none does."""
    for a_gap, b_gap in gaps:
        i, j = bisect.bisect_left(a.begins, a_gap), bisect.bisect_left(b.begins, b_gap)
        a_parts = a_gap == (a.begins[i] if i < len(a.begins) else len(a.letters))
        b_parts = b_gap == (b.begins[j] if j < len(b.begins) else len(b.letters))
        if a_parts and b_parts and hunk.a_from <= i <= hunk.a_to and hunk.b_from <= j <= hunk.b_to:
            return i, j
    return (hunk.a_from, hunk.b_from) if ends else (hunk.a_to, hunk.b_to)


def alike(a: str, b: str) -> int:
    """How many letters two texts begin with alike."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def quoted(text: str, most: int = 80) -> str:
    """A text in quotation marks, cut where it is long."""
    return say("“{text}”", text=text if len(text) <= most else text[: most - 1].rstrip() + "…")


def named(elements: Collection[str]) -> str:
    """The elements that a mark asks for, as an editor reads them."""
    words: list[str] = sorted(set(elements) - {marks.HAND, marks.BREAK})
    words += [say("element with `hand` (no typewriter's)")] if marks.HAND in elements else []
    words += [say("edge of a block")] if marks.BREAK in elements else []
    return joined(words, say(" or "))
