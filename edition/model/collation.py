# SPDX-License-Identifier: MIT
"""The proof that an encoding accounts for its transcript, token by token and in order.

1. The header says which lines of which transcript a part of the document encodes (`edition.model.claims`).
2. The transcript's marks are told from its text (`edition.model.marks`); the encoding gives its witness text
   (`edition.model.witness`). Words that the transcript brackets as supplied are text where the encoding has
   a `supplied` of the same words at the same place.
3. The two are laid side by side (`edition.model.alignment`, `edition.model.comparison`); what does not meet is a finding.
4. Each mark must be replaced at its place, or stand in the encoding as text.
5. An act whose `evidence` is the transcript must have a mark there: the proof runs both ways.

A header is proved otherwise: `edition.model.record`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from typing import Final

from edition.engines import libxml
from edition.findings import Place
from edition.model import marks, witness
from edition.model.alignment import Hunk
from edition.model.claims import Scope
from edition.model.comparison import Aligned, Comparison, Proof, alike, laid_beside, letters_of, named, quoted
from edition.model.marks import Reading, Side, Table, Text
from edition.model.record import Record
from edition.model.witness import Source, Witness
from edition.source.transcript import Transcript
from edition.speech import phrase, say

_ACTS: Final = frozenset({"add", "del", "subst", "mod"})
_UNREPLACED: Final = {
    True: (
        phrase("the mark {what} at {there} is replaced by nothing: no {wanted} fills exactly this place"),
        phrase("{wanted} must begin where the mark opens and end where it closes"),
    ),
    False: (
        phrase("the mark {what} at {there} is replaced by nothing: no {wanted} begins here"),
        phrase("{wanted} must begin where the mark opens"),
    ),
}
"""What to say of a mark of the transcript that no element replaces, and the hint: of one that opens a pair, of one that stands alone."""


def prove(claimed: Sequence[Scope], transcript: Transcript, table: Table | None = None) -> Proof:
    """The proof of one document's claims on one transcript (those that are `fitting`).

    Ranges that name the same part are one text, in the order of the header.
    """
    proof = Proof()
    parts: dict[libxml.Element, list[Scope]] = {}
    for scope in claimed:
        parts.setdefault(scope.part, []).append(scope)
    for part, its in parts.items():
        source = Source(its[0].document)
        ranges = tuple((scope.first, scope.last) for scope in its)
        in_header = any(witness.local(element) == "teiHeader" for element in (part, *part.iterancestors()))
        kind = Record if in_header else Running
        kind(source, transcript, ranges, part=part, table=table or Table(), proof=proof).prove()
    return proof


class Running(Comparison):
    """A running text: every token in order."""

    def prove(self) -> None:
        """Add to the proof what the comparison finds."""
        reading = marks.read(self.transcript, self.ranges, self.table.kinds)
        encoding = self.source.witness(self.part, self._bracketed(reading))
        beside = laid_beside(reading.text(), encoding)
        written = self._written(reading, encoding, self._replaced(reading, beside))
        if written:
            beside = laid_beside(reading.text(written), encoding)
        fills = self._replaced(reading, beside)
        self._differences(reading, beside)
        self._marks(reading, beside, fills, written)
        self._acts(reading, fills, encoding)

    def _bracketed(self, reading: Reading) -> set[libxml.Element]:
        """The `supplied` elements whose words the transcript brackets at their very place: these are its text."""
        brackets = [
            number for number, mark in enumerate(reading.marks) if mark.opens and marks.SUPPLIED in mark.kind.elements
        ]
        if not brackets:
            return set()
        plain = reading.text()
        beside = laid_beside(reading.text(hidden=brackets), self.source.witness(self.part))
        silent = list(witness.supplied(beside.encoding))
        kept: set[libxml.Element] = set()
        free = 0  # brackets and elements keep their order; where two would do, the first is taken
        for number in brackets:
            words = plain.side.letters[plain.gaps[number] : plain.gaps[reading.marks[number].partner]]
            gaps = beside.around(beside.text.gaps[number])
            for at in range(free, len(silent)):
                span = silent[at]
                if gaps.low <= span.begin <= gaps.high and self.source.text_of(span.element) == words:
                    kept.add(span.element)
                    free = at + 1
                    break
        return kept

    def _replaced(self, reading: Reading, beside: Aligned) -> dict[int, tuple[int, int, bool]]:
        """Of the marks that stand alone or open: the gaps that their elements fill, and whether they slipped in a word."""
        found: dict[int, tuple[int, int, bool]] = {}
        gaps = beside.text.gaps
        for number, mark in enumerate(reading.marks):
            if (not mark.opens and mark.partner >= 0) or number in beside.text.written:
                continue
            partner = reading.marks[mark.partner] if mark.partner >= 0 else None
            here = beside.opening(gaps[number])
            there = beside.closing(gaps[mark.partner]) if partner else None
            if fill := self.met(mark, partner, here, there, beside.encoding):
                found[number] = (*fill, False)
                continue
            if mark.kind.within_word and partner:
                here = beside.slipped(gaps[number], opens=True)
                there = beside.slipped(gaps[mark.partner], opens=False)
                if fill := self.met(mark, partner, here, there, beside.encoding):
                    found[number] = (*fill, True)
        return found

    def _written(self, reading: Reading, encoding: Witness, replaced: Collection[int]) -> set[int]:
        """The marks that are not replaced, but stand in the encoding as text."""
        unmet = {n for n, mark in enumerate(reading.marks) if (mark.opens or mark.partner < 0) and n not in replaced}
        unmet |= {reading.marks[number].partner for number in unmet if reading.marks[number].partner >= 0}
        if not unmet:
            return set()
        beside = laid_beside(reading.text(unmet), encoding)
        stand = {
            number for number, (low, high) in beside.text.written.items() if all(at >= 0 for at in beside.to[low:high])
        }
        return {number for number in stand if reading.marks[number].partner in ({-1} | stand)}

    def _differences(self, reading: Reading, beside: Aligned) -> None:
        a, b = beside.text.side, beside.encoding.side
        differing = 0
        for hunk in beside.hunks:
            (a_low, a_high), (b_low, b_high) = (
                letters_of(a, hunk.a_from, hunk.a_to),
                letters_of(b, hunk.b_from, hunk.b_to),
            )
            if a.letters[a_low:a_high] == b.letters[b_low:b_high]:
                apart = _spacing(a, b, hunk)
                if all(b_low + gap - a_low in beside.encoding.soft for gap in apart):
                    self._ran_over(beside, apart, b_low - a_low)
                    continue
            elif self._number(reading, beside, hunk):
                continue
            differing += hunk.a_to - hunk.a_from
            self._difference(beside, hunk)
        self.tally.tokens = len(a.begins)
        machine = beside.encoding.machine
        for begin, end in zip(a.begins, a.ends, strict=True):
            self.tally.by_machine += any(at in machine for at in beside.to[begin:end])
        self.tally.as_read = self.tally.tokens - differing - self.tally.by_machine

    def _ran_over(self, beside: Aligned, apart: Collection[int], shift: int) -> None:
        for gap in apart:
            if gap + shift in beside.encoding.blocks:
                place = beside.encoding.place(gap + shift)
                at = self.transcript.place(*beside.text.places[gap])
                self.proof.remarks.append((place, f"the machine reads over the edge of a block here ({at})"))

    def _number(self, reading: Reading, beside: Aligned, hunk: Hunk) -> bool:
        """Whether a lone token of the transcript is the number that an item bears in its `n`."""
        if hunk.a_to != hunk.a_from + 1 or hunk.b_from != hunk.b_to:
            return False
        begin, end = beside.text.side.begins[hunk.a_from], beside.text.side.ends[hunk.a_from]
        wanted = beside.text.side.letters[begin:end].rstrip(".)")
        bulleted = {beside.text.gaps[n] for n, mark in enumerate(reading.marks) if "item" in mark.kind.elements}
        here = beside.around(begin).all()
        return (
            bool(wanted)
            and begin in bulleted
            and any(witness.numbered(span) == wanted for gap in here for span in beside.encoding.starts.get(gap, ()))
        )

    def _difference(self, beside: Aligned, hunk: Hunk) -> None:
        a, b = beside.text.side, beside.encoding.side
        ours, theirs = a.words(hunk.a_from, hunk.a_to), b.words(hunk.b_from, hunk.b_to)
        (a_low, _), (b_low, _) = letters_of(a, hunk.a_from, hunk.a_to), letters_of(b, hunk.b_from, hunk.b_to)
        there = self._in_transcript(beside.text, a_low)
        here = beside.encoding.place(b_low if theirs else max(b_low - 1, 0))
        has, reads = quoted(" ".join(ours)), quoted(" ".join(theirs))
        if not theirs:
            after = say(" after {word}", word=quoted(b.words(hunk.b_from - 1, hunk.b_from)[0])) if hunk.b_from else ""
            self.find(
                "COL001",
                here,
                say(
                    "the transcript has {has} at {there}; the encoding has nothing for it{after}",
                    has=has,
                    there=there,
                    after=after,
                ),
                say("encode it: as it stands, or, where the machine misread it, as `sic` with its `corr`"),
                there,
            )
        elif not ours:
            self.find(
                "COL002",
                here,
                say(
                    "the encoding has {reads}, of which the transcript has nothing at {there}", reads=reads, there=there
                ),
                say(
                    "an editor's words belong into `supplied`, `corr`, `reg` or an editor's `note`; other words must go"
                ),
                there,
            )
        elif "".join(ours) == "".join(theirs):
            self.find(
                "COL004",
                here,
                say(
                    "the transcript has {has} at {there}, the encoding spaces it {reads}",
                    has=has,
                    there=there,
                    reads=reads,
                ),
                say("put the transcript's spacing into `sic` or `orig`, yours into `corr` or `reg`"),
                there,
            )
        else:
            self.find(
                "COL003",
                here,
                say("the transcript has {has} at {there}, the encoding {reads}", has=has, there=there, reads=reads),
                _unlike(ours, theirs),
                there,
            )

    def _in_transcript(self, text: Text, letter: int) -> Place:
        if letter < len(text.places):
            return self.transcript.place(*text.places[letter])
        return self.transcript.place(self.ranges[-1][1], len(self.transcript.line(self.ranges[-1][1])) + 1)

    def _marks(
        self, reading: Reading, beside: Aligned, fills: dict[int, tuple[int, int, bool]], written: Collection[int]
    ) -> None:
        for number, mark in enumerate(reading.marks):
            if (not mark.opens and mark.partner >= 0) or number in written:
                continue
            self.tally.marks += 1
            there = self.transcript.place(mark.line, mark.column)
            if number in fills:
                self.tally.replaced += 1
                if fills[number][2]:
                    place = beside.encoding.place(fills[number][0])
                    self.proof.remarks.append(
                        (place, f"`{mark.text}` stands within the word at {there}, its element at the edge")
                    )
                continue
            letter = beside.opening(beside.text.gaps[number]).low
            what = f"`{mark.text.strip()}`"
            if mark.opens:
                closing = reading.marks[mark.partner]
                what += f" … `{closing.text}`"
            wanted = named(mark.kind.elements)
            said, hint = _UNREPLACED[mark.opens]
            self.find(
                "COL005",
                beside.encoding.place(letter),
                said(what=what, there=there, wanted=wanted),
                hint(wanted=wanted),
                there,
            )

    def _acts(self, reading: Reading, fills: dict[int, tuple[int, int, bool]], encoding: Witness) -> None:
        """Every act whose evidence is the transcript must lie within the elements that replace one of its marks."""
        for span in encoding.spans:
            if (
                span.silent
                or span.name not in _ACTS
                or "transcript" not in (span.element.get("evidence") or "").split()
            ):
                continue
            shown = any(
                low <= span.begin
                and span.end <= high
                and self.source.resp.replaces(span, reading.marks[number].kind.elements)
                for number, (low, high, _) in fills.items()
                if reading.marks[number].opens and span.end > span.begin
            )
            if not shown:
                self.find(
                    "COL011",
                    self.source.document.place(span.element),
                    say(
                        "the evidence of this {name} is said to be the transcript, which marks nothing here",
                        name=span.name,
                    ),
                    say(
                        "give the evidence that there is (other-text, letterforms, sense …), or mend the transcript's lines"
                    ),
                )


def _spacing(a: Side, b: Side, hunk: Hunk) -> list[int]:
    """The gaps of `a` within a hunk of the same letters that part tokens on one side only."""
    low, shift = a.begins[hunk.a_from], b.begins[hunk.b_from] - a.begins[hunk.a_from]
    ours = set(a.begins[hunk.a_from : hunk.a_to])
    theirs = {gap - shift for gap in b.begins[hunk.b_from : hunk.b_to]}
    return sorted((ours ^ theirs) - {low})


def _unlike(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """A hint for a difference that the eye may not see."""
    a, b = " ".join(ours), " ".join(theirs)
    if unicodedata.normalize("NFC", a) == unicodedata.normalize("NFC", b):
        return say("they are the same letters in different Unicode forms; keep the transcript's form")
    at = alike(a, b)
    if at < len(a) and at < len(b) and a[:at] + a[at + 1 :] == b[:at] + b[at + 1 :]:
        x, y = a[at], b[at]
        if unicodedata.name(x, "?").split()[0] != unicodedata.name(y, "?").split()[0]:
            ours_is, theirs_is = (f"U+{ord(sign):04X} {unicodedata.name(sign, '')}" for sign in (x, y))
            return say("the transcript has {ours}, the encoding {theirs}", ours=ours_is, theirs=theirs_is)
    return say("keep the transcript's token; a misreading of the machine is `sic` with a `corr` beside it")
