# SPDX-License-Identifier: MIT
"""The apparatus marks of a transcript: what a transcriber wrote around the text, and an encoding replaces by markup.

A mark is no text. It must be truly replaced: the table says by which elements, and the proof (`edition.model.collation`)
asks whether one of them begins where the mark opens and ends where it closes. A project adds its own marks in
`edition.toml`, a regular expression with the names of the elements that replace it; a `…` in the expression parts
the opening from the closing mark:

    [edition.marks]
    '\\[crossed out: …\\]' = "del"
    '\\[illegible\\]' = "gap"
    '^Attachments:$' = "list"

Besides names of elements there may stand `@hand` (any element written by hand: its `hand` is no typewriter's) and
`break` (a block of text begins or ends here); with no name at all, the mark is replaced by nothing.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from edition.errors import WrongUse
from edition.source.transcript import Transcript
from edition.speech import say

HAND: Final = "@hand"
BREAK: Final = "break"
SUPPLIED: Final = "supplied"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mark: how it looks, and the elements that replace it.

    `within_word`: the mark may have slipped by some letters within its word. `across_lines`: its closing mark may
    stand on a later line.
    """

    opening: re.Pattern[str]
    closing: re.Pattern[str] | None
    elements: frozenset[str]
    within_word: bool = False
    across_lines: bool = False


def _kind(opening: str, closing: str | None, elements: str, *, slips: bool = False, spans: bool = False) -> Kind:
    return Kind(
        re.compile(opening), None if closing is None else re.compile(closing), frozenset(elements.split()), slips, spans
    )


# The first kind that fits wins, so the more special stands before the more general.
_KINDS: Final = (
    _kind(r"\[(?:inserted by hand|handwritten):\s*", r"\]", "add @hand", spans=True),
    _kind(r"\[\[", r"\]\]", "supplied unclear"),
    _kind(r"\[", r"\]", "supplied unclear"),
    _kind(r"<del>", r"</del>", "del", slips=True, spans=True),
    _kind(r"\*\*(?=\S)", r"\*\*", "hi emph head label title titlePart"),
    _kind(r"^#{1,6}\s+(?=\S)", None, "head label title titlePart"),
    _kind(r"^[-*•]\s+(?=\S)", None, "item"),
    _kind(r"□+\s*", None, "break space gap"),
    _kind(r"(?:\\_){2,}\s*", None, "break space gap"),
    _kind(r"\\(?=[!-/:-@\[-`{-~])", None, ""),  # Markdown's escape of the sign that follows
)

# In the lines that a header encodes, a label stands alone on its line and names the paragraph after it.
_LABELS: Final = (
    _kind(r"Citation:", None, "bibl biblFull biblStruct msDesc"),
    _kind(r"Summary:", None, "abstract summary"),
    _kind(r"Original Language:", None, "language textLang term note"),
    _kind(r"Contents:", None, "item term note msItem relatedItem"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """The marks that hold for a project."""

    kinds: tuple[Kind, ...] = _KINDS
    labels: tuple[Kind, ...] = _LABELS

    def label(self, text: str) -> Kind | None:
        """The label that a whole line is, if it is one."""
        return next((kind for kind in self.labels if kind.opening.fullmatch(text)), None)


def table(further: Mapping[str, str]) -> Table:
    """The table with a project's own marks before ours. Raises `WrongUse` for a mark that cannot be one."""
    own: list[Kind] = []
    for pattern, elements in further.items():
        opening, parted, closing = pattern.partition("…")
        try:
            kind = _kind(opening, closing if parted else None, elements, spans=True)
        except re.error as error:
            raise WrongUse(
                say(
                    "the mark `{pattern}` in the settings is no regular expression: {error}",
                    pattern=pattern,
                    error=error,
                )
            ) from error
        if any(part is not None and part.match("") for part in (kind.opening, kind.closing)):
            raise WrongUse(
                say(
                    "the mark `{pattern}` in the settings would be met everywhere: it fits an empty text",
                    pattern=pattern,
                )
            )
        own.append(kind)
    alone = [kind for kind in own if kind.closing is None]
    return Table((*own, *_KINDS), (*alone, *_LABELS))


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a transcript. `partner` is the number of the mark that closes or opens it, -1 for one that stands alone."""

    kind: Kind
    text: str
    line: int
    column: int
    opens: bool
    partner: int = -1


@dataclass(frozen=True, slots=True)
class Side:
    """A text ready to be compared: its letters without white space, and the tokens they make.

    Two places are spoken of: a *letter* is an index into `letters`; a *gap* is a place between letters, named by how
    many stand before it. `begins` and `ends` give for each token its first letter and the gap after its last.
    """

    letters: str
    begins: list[int]
    ends: list[int]

    @property
    def tokens(self) -> list[str]:
        """The tokens, in order: made anew at each call."""
        return [self.letters[begin:end] for begin, end in zip(self.begins, self.ends, strict=True)]

    def words(self, first: int, last: int) -> list[str]:
        """The tokens from a number up to another, which is not included."""
        pairs = zip(self.begins[first:last], self.ends[first:last], strict=True)
        return [self.letters[begin:end] for begin, end in pairs]

    def token_of(self, letter: int) -> int:
        """The number of the token that a letter belongs to."""
        return bisect.bisect_right(self.begins, letter) - 1


def side(letters: str, spaces: Collection[int]) -> Side:
    """The side that has these letters, its tokens parted at the gaps `spaces`."""
    inner = sorted(gap for gap in set(spaces) if 0 < gap < len(letters))
    return Side(letters, [0, *inner] if letters else [], [*inner, len(letters)] if letters else [])


@dataclass(frozen=True, slots=True)
class Text:
    """A transcript's text with its marks taken away: the side, where each letter stands, at which gap each mark stood."""

    side: Side
    places: list[tuple[int, int]]
    gaps: dict[int, int]
    written: dict[int, tuple[int, int]]
    """Of the marks that were left in as text: the gaps before and after them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Lines of a transcript, parted into letters, white space and marks."""

    marks: list[Mark]
    pieces: list[tuple[str, int, int, int]] = field(repr=False)
    """A letter with its place and -1; or "" with the place and the number of a mark; or a space."""

    def text(self, written: Collection[int] = (), hidden: Collection[int] = ()) -> Text:
        """The text; the marks `written` are left in as text, what stands inside the opening marks `hidden` is left out."""
        letters: list[str] = []
        places: list[tuple[int, int]] = []
        spaces: set[int] = set()
        gaps: dict[int, int] = {}
        spans: dict[int, tuple[int, int]] = {}
        hiding = 0
        for letter, line, column, number in self.pieces:
            if number >= 0:
                mark = self.marks[number]
                if not mark.opens and mark.partner in hidden:
                    hiding -= 1
                gaps[number] = len(letters)
                if number in written and not hiding:
                    for offset, sign in enumerate(mark.text):
                        if sign.isspace():
                            spaces.add(len(letters))
                        else:
                            letters.append(sign)
                            places.append((line, column + offset))
                    spans[number] = (gaps[number], len(letters))
                if mark.opens and number in hidden:
                    hiding += 1
            elif letter == " ":
                spaces.add(len(letters))
            elif not hiding:
                letters.append(letter)
                places.append((line, column))
        return Text(side("".join(letters), spaces), places, gaps, spans)


def read(transcript: Transcript, ranges: Iterable[tuple[int, int]], kinds: tuple[Kind, ...]) -> Reading:
    """The lines of some ranges (both ends included) as letters and marks. An opening mark that is never closed is text."""
    marks: list[Mark] = []
    pieces: list[tuple[str, int, int, int]] = []
    open_marks: list[tuple[int, int]] = []  # number of the mark, index of its piece
    unclosed: set[int] = set()
    for first, last in ranges:
        for number in range(first, last + 1):
            _read_line(transcript.line(number), number, kinds, marks=marks, pieces=pieces, open_marks=open_marks)
            unclosed.update(mark for mark, _ in open_marks if not marks[mark].kind.across_lines)
            open_marks = [entry for entry in open_marks if marks[entry[0]].kind.across_lines]
            pieces.append((" ", number, 0, -1))
    unclosed.update(mark for mark, _ in open_marks)
    return _with_text(Reading(marks, pieces), unclosed) if unclosed else Reading(marks, pieces)


def _read_line(
    line: str,
    number: int,
    kinds: tuple[Kind, ...],
    *,
    marks: list[Mark],
    pieces: list[tuple[str, int, int, int]],
    open_marks: list[tuple[int, int]],
) -> None:
    at = 0
    letters_too = any(kind not in _KINDS for kind in kinds)  # none of ours begins with a letter, a project's may
    head = True  # no text yet: `^` holds here, after other marks too (`□□□- item`)
    while at < len(line):
        closed = open_marks[-1][0] if open_marks else None
        closing = marks[closed].kind.closing if closed is not None else None
        if closed is not None and closing is not None and (match := closing.match(line, at)):
            open_marks.pop()
            opened = marks[closed]
            marks[closed] = Mark(opened.kind, opened.text, opened.line, opened.column, True, len(marks))
            pieces.append(("", number, at + 1, len(marks)))
            marks.append(Mark(opened.kind, match[0], number, at + 1, False, closed))
            at = match.end()
            continue
        if line[at].isalnum() and not letters_too:
            head = False
            pieces.append((line[at], number, at + 1, -1))
            at += 1
            continue
        ahead, offset = (line[at:], 0) if head else (line, at)
        kind, match = next(((k, m) for k in kinds if (m := k.opening.match(ahead, offset))), (None, None))
        if kind is not None and match is not None:
            if kind.closing is not None:
                open_marks.append((len(marks), len(pieces)))
            pieces.append(("", number, at + 1, len(marks)))
            marks.append(Mark(kind, match[0], number, at + 1, kind.closing is not None))
            at += len(match[0])
            continue
        head = head and line[at].isspace()
        pieces.append((" " if line[at].isspace() else line[at], number, at + 1, -1))
        at += 1


def _with_text(reading: Reading, numbers: Collection[int]) -> Reading:
    """The reading with some marks made plain letters, the others renumbered."""
    kept = [number for number in range(len(reading.marks)) if number not in numbers]
    renumbered = {old: new for new, old in enumerate(kept)}
    pieces: list[tuple[str, int, int, int]] = []
    for letter, line, column, number in reading.pieces:
        if number in numbers:
            text = reading.marks[number].text
            pieces += [(" " if sign.isspace() else sign, line, column + offset, -1) for offset, sign in enumerate(text)]
        else:
            pieces.append((letter, line, column, renumbered.get(number, -1)))
    marks = [reading.marks[number] for number in kept]
    return Reading(
        [Mark(m.kind, m.text, m.line, m.column, m.opens, renumbered.get(m.partner, -1)) for m in marks], pieces
    )
