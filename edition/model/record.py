# SPDX-License-Identifier: MIT
"""The archive's record, proved against the header that holds it.

A header is no running text: each line of the record must stand somewhere in it, whole and between tags, in an element
that its mark or the label above it asks for. No place serves two lines.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from edition.model import marks
from edition.model.comparison import Comparison, Gaps, named, quoted
from edition.model.marks import Mark, Reading, Side, Text


class Record(Comparison):
    """A header: each line whole, between tags, in an element that its mark or label asks for."""

    def prove(self) -> None:
        """Add to the proof what the comparison finds."""
        self.encoding = self.source.witness(self.part)
        spans = self.encoding.spans
        self._edges = {gap for span in spans for gap in (span.begin, span.end)}
        self._taken: list[tuple[int, int]] = []
        self._served: list[Mark] = []
        self._values = {
            word for element in self.part.iter("*") for value in element.attrib.values() for word in value.split()
        }
        label: Mark | None = None
        served = False
        for first, last in self.ranges:
            for number in range(first, last + 1):
                if not self.transcript.line(number).strip():
                    label = None if served else label
                    continue
                reading = marks.read(self.transcript, [(number, number)], self.table.kinds)
                line = " ".join(reading.text().side.tokens)
                kind = self.table.label(line)
                if kind is not None and not self._stands(reading.text()):
                    self._unserved(label, served)
                    column = reading.text().places[0][1]
                    label, served = Mark(kind, line, number, column, False), False
                    self.tally.marks += 1
                    continue
                self._line(reading, label)
                served = True
        self._unserved(label, served)

    def _unserved(self, label: Mark | None, served: bool) -> None:
        if label is not None and not served:
            there = self.transcript.place(label.line, label.column)
            self.find(
                "COL005",
                self.source.document.place(self.part),
                f"the label “{label.text}” at {there} names no line",
                "",
                there,
            )

    def _stands(self, text: Text) -> bool:
        return any(self._fits(text.side, at) for at in self._found(text.side.letters))

    def _found(self, letters: str) -> Iterator[int]:
        at = self.encoding.side.letters.find(letters)
        while letters and at >= 0:
            yield at
            at = self.encoding.side.letters.find(letters, at + 1)

    def _fits(self, line: Side, at: int) -> bool:
        """Whether the letters found at a gap stand between tags, are nobody else's, and are spaced as the line is."""
        end = at + len(line.letters)
        if at not in self._edges or end not in self._edges or any(low < end and at < high for low, high in self._taken):
            return False
        parted = self.encoding.side.begins
        theirs = set(parted[bisect.bisect_right(parted, at) : bisect.bisect_left(parted, end)])
        return ({at + gap for gap in line.begins if gap} ^ theirs) <= self._edges

    def _line(self, reading: Reading, label: Mark | None) -> None:
        text = reading.text()
        count = len(text.side.begins)
        self.tally.tokens += count
        mine = [mark for mark in reading.marks if mark.opens or mark.partner < 0]
        self.tally.marks += len(mine)
        fitting = [at for at in self._found(text.side.letters) if self._fits(text.side, at)]
        best: tuple[int, list[Mark]] | None = None
        for at in fitting:
            unmet = [mark for mark in mine if not self._mark(reading, text, mark, at)]
            if label is not None and not self._held(label, at, at + len(text.side.letters)):
                unmet.append(label)
            if best is None or len(unmet) < len(best[1]):
                best = at, unmet
        if best is None and text.side.letters in self._values and "://" in text.side.letters:
            self.tally.as_read += count
            self.tally.replaced += len(mine)
            return
        if best is None:
            self._missing(text)
            return
        at, unmet = best
        end = at + len(text.side.letters)
        self._taken.append((at, end))
        misread = sum(
            any(letter in self.encoding.machine for letter in range(at + begin, at + stop))
            for begin, stop in zip(text.side.begins, text.side.ends, strict=True)
        )
        self.tally.by_machine += misread
        self.tally.as_read += count - misread
        self.tally.replaced += len(mine) - len([mark for mark in unmet if mark is not label])
        if label is not None and label not in unmet:
            self._serve(label)
        for mark in unmet:
            there = self.transcript.place(mark.line, mark.column)
            wanted = named(mark.kind.elements)
            self.find(
                "COL005",
                self.encoding.place(at),
                f"the mark `{mark.text.strip()}` at {there} is replaced by nothing: no {wanted} holds {quoted(' '.join(text.side.tokens))}",
                f"put these words into {wanted}, or add the mark to the table `marks` of the settings",
                there,
            )

    def _serve(self, label: Mark) -> None:
        if label not in self._served:
            self._served.append(label)
            self.tally.replaced += 1

    def _held(self, mark: Mark, low: int, high: int) -> bool:
        replaces = self.source.resp.replaces
        return any(s.begin <= low and high <= s.end and replaces(s, mark.kind.elements) for s in self.encoding.spans)

    def _mark(self, reading: Reading, text: Text, mark: Mark, at: int) -> bool:
        number = reading.marks.index(mark)
        here = at + text.gaps[number]
        partner = reading.marks[mark.partner] if mark.partner >= 0 else None
        there = Gaps(at + text.gaps[mark.partner], at + text.gaps[mark.partner]) if partner else None
        return self.met(mark, partner, Gaps(here, here), there, self.encoding) is not None

    def _missing(self, text: Text) -> None:
        """Says how far the line can be followed in the header, and what the header has instead."""
        tokens, side = text.side.tokens, text.side
        whole = next(self._found(side.letters), None)
        if whole is not None:
            there = self.transcript.place(*text.places[0])
            self.find(
                "COL001",
                self.encoding.place(whole),
                f"the transcript has {quoted(' '.join(tokens))} at {there}; the header has it only inside other text, or spaced otherwise",
                "give the line an element of its own in the header",
                there,
            )
            return
        far = bisect.bisect_left(
            range(len(tokens)), True, key=lambda n: next(self._found(side.letters[: side.ends[n]]), None) is None
        )
        at = next(self._found(side.letters[: side.ends[far - 1]]), 0) + side.ends[far - 1] if far else None
        there = self.transcript.place(*text.places[side.begins[far]])
        where = f"follows the line as far as {quoted(tokens[far - 1])}" if far else "has no such line"
        self.find(
            "COL001",
            self.source.document.place(self.part) if at is None else self.encoding.place(at - 1),
            f"the transcript has {quoted(' '.join(tokens[far:]))} at {there}; the header {where}",
            "the header must hold each line of the archive's record whole, in the archive's words",
            there,
        )
