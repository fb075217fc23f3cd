# SPDX-License-Identifier: MIT
"""The witness text of an encoding: what its markup says that the transcript reads, letter by letter, with places.

Of an alternative (`choice`) the witness is what was read: `sic`, `orig`, `abbr`, `am`; never `corr`, `reg`, `expan`,
`ex`. Of an apparatus entry it is the `lem`, or the first reading. What an editor added is no witness: `supplied` (unless
the machine is responsible, or the proof has found it bracketed in the transcript), and a `note` that no hand wrote on
the document and that names a person responsible or is of the types `textual` and `commentary`.

Tokens part at white space and at the edges of blocks (`p`, `item`, `note`, `lb` …), never at the edge of an inline
element: `с<choice><orig>"</orig>…</choice>езда` is one token.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from edition import names
from edition.engines import libxml
from edition.findings import Place
from edition.model.marks import HAND, SUPPLIED, Side, side
from edition.source.document import Document

_ID: Final = names.clark("xml:id")
# fmt: off
_BLOCKS: Final = frozenset({
    "ab", "addrLine", "address", "argument", "back", "body", "byline", "castItem", "castList", "cb", "cell", "closer",
    "dateline", "div", "docTitle", "epigraph", "figure", "floatingText", "front", "fw", "gb", "group", "head", "item", "l",
    "label", "lb", "lg", "line", "list", "milestone", "note", "opener", "p", "pb", "postscript", "row", "salute", "signed",
    "sp", "space", "speaker", "stage", "surface", "table", "teiHeader", "text", "titlePage", "titlePart", "trailer", "zone",
})
# fmt: on
_WITNESSES: Final = ("sic", "orig", "abbr", "am")
_EDITORS: Final = frozenset({"corr", "reg", "expan", "ex"})
_SILENT: Final = frozenset({"desc", "figDesc", "certainty", "precision", "respons", "index", "witDetail", "interp"})


@dataclass(frozen=True, slots=True)
class Span:
    """Where an element of the witness text begins and ends, as gaps between letters."""

    element: libxml.Element
    begin: int
    end: int
    silent: bool = False
    """Whether it is an editor's `supplied`: its letters are not in the text, and `begin` is where they would stand."""

    @property
    def name(self) -> str:
        """The local name of the element."""
        return local(self.element)


class Resp:
    """Who is responsible in a document: which of those that `@resp` points to is a machine, which hand a typewriter."""

    def __init__(self, document: Document) -> None:
        self._machines = {
            f"#{identifier}"
            for name in document.root.iterfind(".//tei:respStmt/tei:name[@type='machine']", names.NAMESPACES)
            for element in (name, name.getparent())
            if element is not None and (identifier := element.get(_ID))
        }
        self._typewriters = {
            f"#{identifier}"
            for hand in document.root.iterfind(".//tei:handNote[@medium='typewriter']", names.NAMESPACES)
            if (identifier := hand.get(_ID))
        }

    def is_machine(self, element: libxml.Element) -> bool:
        """Whether a machine answers for an element."""
        return any(pointer in self._machines for pointer in (element.get("resp") or "").split())

    def is_typewritten(self, element: libxml.Element) -> bool:
        """Whether an element says that it was written on a typewriter."""
        hands = (element.get("hand") or "").split()
        return bool(hands) and all(hand in self._typewriters for hand in hands)

    def replaces(self, span: Span, elements: Collection[str]) -> bool:
        """Whether an element is one of those that a mark asks for; a mark of handwriting is never met by a typewriter."""
        if HAND in elements and self.is_typewritten(span.element):
            return False
        return span.name in elements or (HAND in elements and span.element.get("hand") is not None)


@dataclass(frozen=True, eq=False)
class Witness:
    """The witness text of a part of a document."""

    document: Document
    part: libxml.Element
    side: Side
    machine: frozenset[int]
    """The letters that stand in a machine's `sic`."""
    spans: tuple[Span, ...]
    blocks: frozenset[int]
    """The gaps at which a block begins or ends."""
    soft: frozenset[int]
    """The gaps that may part a token or not: between the children of a `subst`, whose white space is no text; where an
    editor's `supplied` stands, which goes with its space; and where a block's edge touches what a machine read, for it
    runs over such edges."""
    _offsets: list[int]
    _places: _Places

    def place(self, letter: int) -> Place:
        """Where a letter stands: line and column of the letter, path and id of the element it stands in."""
        if not self.side.letters:
            return self.document.place(self.part)
        letter = min(max(letter, 0), len(self.side.letters) - 1)
        return self._places.place(self._offsets[letter])

    @functools.cached_property
    def starts(self) -> dict[int, list[Span]]:
        """The elements that begin at each gap."""
        return _grouped(self.spans, starts=True)

    @functools.cached_property
    def ends(self) -> dict[int, list[Span]]:
        """The elements that end at each gap."""
        return _grouped(self.spans, starts=False)

    def breaks_at(self, gap: int) -> bool:
        """Whether a block, or the text itself, begins or ends at a gap."""
        return gap in self.blocks or gap in (0, len(self.side.letters))


def _grouped(spans: Collection[Span], *, starts: bool) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for span in spans:
        if not span.silent:
            found.setdefault(span.begin if starts else span.end, []).append(span)
    return found


class Source:
    """A document, ready to give the witness text of its parts."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.resp = Resp(document)
        self._places = _Places(document)

    def witness(self, part: libxml.Element, kept: Collection[libxml.Element] = ()) -> Witness:
        """The witness text of a part, in which the `supplied` elements `kept` are text."""
        return _Walk(self, part, kept).witness()

    def text_of(self, element: libxml.Element) -> str:
        """The letters of an element, were it witness text."""
        return self.witness(element, {element}).side.letters


class _Walk:
    """One walk through a part in document order; everything it gathers is a gap or a letter of the text it builds."""

    def __init__(self, source: Source, part: libxml.Element, kept: Collection[libxml.Element]) -> None:
        self._source, self._part, self._kept = source, part, kept
        self._letters: list[str] = []
        self._offsets: list[int] = []
        self._spaces: set[int] = set()
        self._machine: set[int] = set()
        self._spans: list[Span] = []
        self._blocks: set[int] = set()
        self._joints: set[int] = set()
        self._joint_spaces: set[int] = set()

    def witness(self) -> Witness:
        opened: dict[libxml.Element, int] = {}
        machine = 0
        skipped: libxml.Element | None = None
        walk = libxml.etree.iterwalk(self._part, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if not isinstance(element.tag, str):  # a comment, an instruction, an entity of the document's own
                if event != "start":
                    self._tail(element, machine > 0)
            elif event == "start":
                if element is not self._part and (reason := self._silence(element)):
                    if reason == SUPPLIED:
                        self._spans.append(Span(element, len(self._letters), len(self._letters), silent=True))
                    skipped = element
                    walk.skip_subtree()
                    continue
                opened[element] = len(self._letters)
                self._edge(element)
                if _within(element) == "subst" and element.getprevious() is not None:
                    self._joints.add(len(self._letters))
                machine += self._is_machine(element)
                self._take(element.text, self._source._places.of_text.get(element, 0), element, machine > 0)
            else:
                if element is skipped:
                    skipped = None
                else:
                    machine -= self._is_machine(element)
                    self._edge(element)
                    self._spans.append(Span(element, opened.pop(element), len(self._letters)))
                if element is not self._part:
                    self._tail(element, machine > 0)
        return self._made()

    def _made(self) -> Witness:
        spaces = self._spaces | self._blocks | self._joint_spaces
        run_over = {gap for gap in self._blocks - self._spaces if gap - 1 in self._machine or gap in self._machine}
        joints = (self._joints | self._joint_spaces) - self._spaces
        conjectures = {span.begin for span in self._spans if span.silent}
        return Witness(
            self._source.document,
            self._part,
            side("".join(self._letters), spaces),
            frozenset(self._machine),
            tuple(self._spans),
            frozenset(self._blocks),
            frozenset((joints | conjectures) - self._blocks | run_over),
            self._offsets,
            self._source._places,
        )

    def _is_machine(self, element: libxml.Element) -> bool:
        return local(element) == "sic" and self._source.resp.is_machine(element)

    def _silence(self, element: libxml.Element) -> str:
        """Why an element is no witness text; "" if it is."""
        name, within, parent = local(element), _within(element), element.getparent()
        silent = False
        match name:
            case "supplied":
                silent = element not in self._kept and not self._source.resp.is_machine(element)
            case "note":
                editors = element.get("resp") is not None or element.get("type") in ("textual", "commentary")
                silent = editors and element.get("hand") is None and not self._source.resp.is_machine(element)
            case "ex":
                silent = True
            case "rdg" | "rdgGrp" | "lem":
                silent = within in ("app", "rdgGrp") and element is not _first_reading(parent)
            case _:
                pass
        if within == "choice":
            silent = silent or element is not _witness_of(parent)
        return name if silent or name in _SILENT else ""

    def _edge(self, element: libxml.Element) -> None:
        name, here = local(element), len(self._letters)
        if name not in _BLOCKS or (name in ("lb", "pb", "cb", "gb", "milestone") and element.get("break") == "no"):
            return
        self._blocks.add(here)

    def _tail(self, element: libxml.Element, machine: bool) -> None:
        parent = element.getparent()
        if parent is not None:
            offset, followed = self._source._places.of_tail.get(element, 0), element.getnext() is not None
            self._take(element.tail, offset, parent, machine, between=followed)

    def _take(
        self, text: str | None, offset: int, within: libxml.Element, machine: bool, *, between: bool = False
    ) -> None:
        if not text:
            return
        if text.isspace() and local(within) in ("choice", "app", "subst"):
            if between and local(within) == "subst":
                self._joint_spaces.add(len(self._letters))
            return
        for number, letter in enumerate(text, offset):
            if letter.isspace():
                self._spaces.add(len(self._letters))
                continue
            if machine:
                self._machine.add(len(self._letters))
            self._letters.append(letter)
            self._offsets.append(number)


def local(element: libxml.Element) -> str:
    """The local name of an element; "" for a comment or an instruction."""
    tag = element.tag
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def _within(element: libxml.Element) -> str:
    parent = element.getparent()
    return local(parent) if parent is not None else ""


def _witness_of(choice: libxml.Element | None) -> libxml.Element | None:
    """The alternative of a `choice` that was read: its `sic`, `orig`, `abbr` or `am`, else the first that is no editor's."""
    if choice is None:
        return None
    children = [child for child in choice.iterchildren("*") if local(child) not in _SILENT]
    for name in _WITNESSES:
        for child in children:
            if local(child) == name:
                return child
    return next((child for child in children if local(child) not in _EDITORS), None)


def _first_reading(entry: libxml.Element | None) -> libxml.Element | None:
    if entry is None:
        return None
    readings = [child for child in entry.iterchildren("*") if local(child) in ("lem", "rdg", "rdgGrp")]
    return next((child for child in readings if local(child) == "lem"), readings[0] if readings else None)


class _Places:
    """The exact place of every letter of a document, from one pass of expat, which knows where each piece of text began."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.of_text: dict[libxml.Element, int] = {}
        self.of_tail: dict[libxml.Element, int] = {}
        self._owners: list[tuple[int, libxml.Element]] = []
        length = 0
        for event, element in libxml.etree.iterwalk(document.root, events=("start", "end", "comment", "pi")):
            if event == "start" and not isinstance(element.tag, str):
                continue
            if event == "start":
                self.of_text[element] = length
                if element.text:
                    self._owners.append((length, element))
                    length += len(element.text)
                continue
            self.of_tail[element] = length
            parent = element.getparent()
            if element.tail and parent is not None:
                self._owners.append((length, parent))
                length += len(element.tail)
        self._starts, self._positions = _pieces(document.data)
        # An entity of the document's own DTD is text for expat and none for us; then only elements have exact places.
        self._exact = self._starts[-1] == length

    def place(self, offset: int) -> Place:
        owner = self._owners[bisect.bisect_right(self._owners, offset, key=lambda entry: entry[0]) - 1][1]
        place = self._document.place(owner)
        if not self._exact:
            return place
        piece = bisect.bisect_right(self._starts, offset) - 1
        line, column = self._positions[piece]
        return Place(place.file, line, column + offset - self._starts[piece], place.path, place.id)


def _pieces(data: bytes) -> tuple[list[int], list[libxml.Position]]:
    """Where each piece of character data starts: as an offset into all of them, and in the file. The last is the length."""
    starts: list[int] = [0]
    positions: list[libxml.Position] = []
    parser = expat.ParserCreate()
    parser.buffer_text = False

    def text(piece: str) -> None:
        positions.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))
        starts.append(starts[-1] + len(piece))

    parser.CharacterDataHandler = text
    parser.Parse(data, True)
    return starts, positions


def supplied(witness: Witness) -> Iterator[Span]:
    """The editor's conjectures and additions that are not in the text."""
    return (span for span in witness.spans if span.silent)


def numbered(span: Span) -> str:
    """The number that an item bears in its `n`, without the sign after it."""
    return (span.element.get("n") or "").strip().rstrip(".)") if span.name == "item" else ""
