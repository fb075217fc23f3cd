# SPDX-License-Identifier: MIT
"""The second opinion: which characters stand in a state, found out run by run of them, obviously rather than cleverly.

It follows docs/explanation/text-states.md sentence by sentence and shares no code with the stylesheets, whose peer it is:
where the two disagree, one of them is wrong. White space separates words and nothing else, so it is no character here.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final, NamedTuple

from edition import names
from edition.engines import libxml
from edition.source.document import Document

_ID: Final = names.clark("xml:id")
_TEI: Final = names.clark("tei:")
_ACTS: Final = ("add", "addSpan", "del", "delSpan", "restore", "undo", "redo", "retrace", "mod", "transpose")
_ACT_ON_TEXT: Final = ("del", "restore", "undo", "redo", "mod", "retrace", "delSpan", "subst")
_ABOUT: Final = (
    *("figDesc", "listApp", "binaryObject", "annotation", "listAnnotation"),
    *("index", "interp", "interpGrp", "spanGrp", "link", "linkGrp", "join", "joinGrp", "alt", "altGrp", "timeline"),
    *("certainty", "precision", "respons", "fs", "fLib", "fvLib", "substJoin"),
)
"""What is said about the text: an index, links, interpretations, certainty (the Guidelines' model.global.meta)."""
_LEFT_OUT: Final = ("teiHeader", "facsimile", "standOff", "listTranspose", "transpose")
"""What is no text, beside that."""
_EDITORS_IN_CHOICE: Final = ("corr", "reg", "expan", "ex", "supplied")
_DESCRIBED: Final = (
    "figure",
    "gap",
    "space",
    "ellipsis",
    "unclear",
    "damage",
    "surface",
    "zone",
    "graphic",
    "media",
    "g",
    "substJoin",
    "listTranspose",
)
_HYPHENS: Final = "-‐­¬⸗"
_BREAKS: Final = ("lb", "cb", "pb", "gb")
_PASSAGE: Final = "\1"
"""Stands where a passage begins that a transposition moves, so that an empty one has its place too."""
_DIVISION: Final = "\0"
"""Stands where a break divides a word: the hyphen before it is the line's, not the word's. No XML document contains it."""
_EDGE: Final = "\2"
"""Stands where a block begins or ends and where a leaf without characters is: no word runs across it, and a hyphen before it stays."""
_MARKS: Final = (_PASSAGE, _DIVISION, _EDGE)
_NO_SPACE: Final = dict.fromkeys(map(ord, " \t\r\n"))
_PRESENCE: Final = ("witStart", "witEnd", "lacunaStart", "lacunaEnd")
_LEAVES: Final = ("gap", "graphic", "media", "g", "formula")
_BLOCKS: Final = (
    *("text", "group", "floatingText", "front", "body", "back", "div", "div1", "div2", "div3", "div4"),
    *("div5", "div6", "div7", "head", "p", "ab", "lg", "l", "list", "item", "table", "row", "cell"),
    *("figure", "sp", "spGrp", "speaker", "castList", "castGroup", "castItem", "set", "performance"),
    *("opener", "closer", "salute", "signed", "dateline", "byline", "trailer", "postscript", "address"),
    *("addrLine", "argument", "epigraph", "titlePage", "docTitle", "titlePart", "docAuthor"),
    *("docImprint", "docDate", "docEdition", "imprimatur", "listBibl", "biblStruct", "biblFull"),
    *("listPerson", "person", "listPlace", "listOrg", "org", "listEvent", "event", "msDesc"),
    *("sourceDoc", "surfaceGrp", "surface", "zone", "line", "entry", "entryFree", "superEntry"),
    *("sense", "cit", "u", "eg"),
)
"""What begins a line of its own."""


_remembered: Final = functools.lru_cache(maxsize=64)
"""For what is asked of an element at each of its characters: they follow one another."""


class _Event(NamedTuple):
    """A start tag, an end tag or a text node, with the elements around it (outermost first)."""

    kind: str
    element: libxml.Element
    around: tuple[libxml.Element, ...]
    text: str = ""


class Run(NamedTuple):
    """The characters of one text node and what they have been through: their hand, the acts that introduced and those that cancel them.

    `lifts` are pairs of an act and what takes the force from it, a `restore` or an `undo`. White space is left out of `words`.
    """

    words: str
    hand: str
    added: tuple[libxml.Element, ...]
    cancels: tuple[libxml.Element, ...]
    lifts: tuple[tuple[libxml.Element, libxml.Element], ...]
    around: tuple[libxml.Element, ...]


def final(document: Document) -> str:
    """The characters of the reading text in the final state, without white space."""
    return standing(document, "final")


def standing(document: Document, state: str, without_hands: Sequence[str] = (), witness: Sequence[str] = ()) -> str:
    """The characters that stand in a state (`base`, `final`, the id of a change), as a reader is given them, without white space."""
    return together(for_reader(document, state, without_hands, witness))


def together(found: Iterable[Run]) -> str:
    """The characters of runs."""
    return "".join(run.words for run in found)


def for_reader(
    document: Document, state: str, without_hands: Sequence[str] = (), witness: Sequence[str] = ()
) -> list[Run]:
    """The runs that a reader is given in a state, in the order in which they are read.

    With the names of a witness (its id and those of its groups), as that witness has the text.
    """
    force = _force(document, state, without_hands)
    every = _transposed(runs(document, witness), document, force)
    standing = [run for run in every if _stands(run, force) and run.hand not in without_hands]
    # a block that an act emptied is none
    emptied = _holders(every) - _holders(standing)
    text: list[Run] = []
    runs_on = False
    for run in standing:
        if not _is_chosen(run.around, witness):
            continue
        if run.words == _DIVISION:
            if runs_on and text:
                _without_hyphen(text)
        elif run.words == _EDGE:
            runs_on = runs_on and run.around[-1] in emptied
        elif run.words != _PASSAGE:
            text.append(run)
            runs_on = True
    return text


def gone(document: Document) -> list[Run]:
    """The runs that would be the reader's if they stood in the final state, and do not, in the order of the document."""
    force = _force(document, "final", ())
    text: list[Run] = []
    runs_on = False
    for run in runs(document):
        if run.words == _PASSAGE or not _is_chosen(run.around):
            continue
        if run.words == _EDGE or _stands(run, force):
            runs_on = runs_on and run.words == _DIVISION
        elif run.words != _DIVISION:
            text.append(run)
            runs_on = True
        elif runs_on:
            _without_hyphen(text)
    return text


def _without_hyphen(text: list[Run]) -> None:
    """Takes away the hyphen that ends a text, which is the line's."""
    if text[-1].words[-1] in _HYPHENS:
        last = text.pop()
        if shorter := last.words[:-1]:
            text.append(last._replace(words=shorter))


def _holders(found: Iterable[Run]) -> set[libxml.Element]:
    """The elements that hold one of the characters, or a leaf."""
    holders = {
        id(each.around): each.around for each in found if each.words not in _MARKS or _name(each.around[-1]) in _LEAVES
    }
    return set(itertools.chain.from_iterable(holders.values()))


def as_written(document: Document) -> str:
    """Every character of the document as it was written and nothing that is the editor's, without white space."""
    return together(run for run in on_the_leaf(document) if not any(_name(e) == "supplied" for e in run.around))


def on_the_leaf(document: Document) -> list[Run]:
    """Every run that the diplomatic view shows: all that was written, and what the editor supplied where it is lost.

    Of several doubtful readings of the same ink one is written there, and of the witnesses of an apparatus one is this document.
    """
    return [run for run in runs(document) if run.words not in _MARKS and _is_written(run.around)]


def runs(document: Document, witness: Sequence[str] = ()) -> tuple[Run, ...]:
    """Every character of the document that is not white space, in document order; editor's notes and the header left out.

    A break that divides a word is there too, as a run of its own, `_DIVISION`, the beginning of a passage that
    a transposition names, as `_PASSAGE`, and what parts the words of two lines, as `_EDGE`. What stands where a witness is
    absent is left out.
    """
    return _runs(document, tuple(witness))


@functools.lru_cache(maxsize=4)
def _runs(document: Document, witness: tuple[str, ...]) -> tuple[Run, ...]:
    events = _of_witness(list(_walk(document.root)), witness)
    starts = {event.element: number for number, event in enumerate(events) if event.kind == "start"}
    ends = {event.element: number for number, event in enumerate(events) if event.kind == "end"}
    begun: dict[int, libxml.Element] = {}
    ended: dict[int, set[libxml.Element]] = {}
    for element, start in starts.items():
        if _name(element) in ("addSpan", "delSpan") or (_name(element) == "undo" and element.get("spanTo")):
            if _is_about(element):
                continue
            end = document.ids.get(_span_end(element))
            if end is not None and starts[end] > start:
                begun[start] = element
                ended.setdefault(ends[end], set()).add(element)
    undos = _undos(document, starts)
    moved = {
        document.ids.get(_pointed(ptr.get("target")))
        for ptr in document.elements
        if _name(ptr) == "ptr"
        and (parent := ptr.getparent()) is not None
        and _name(parent) == "transpose"
        and not _is_about(parent)
    }
    joined = _joined(document)
    shift: str | None = None
    open_spans: list[libxml.Element] = []
    found: list[Run] = []
    for number, event in enumerate(events):
        name = _name(event.element)
        if event.kind == "start" and name == "handShift" and not _is_about(event.element):
            shift = _pointed(event.element.get("new"))
        if event.kind == "start" and name == "TEI":
            shift = None
        if number in begun:
            open_spans.append(begun[number])
        if number in ended:
            open_spans = [span for span in open_spans if span not in ended[number]]
        words, around = [event.text.translate(_NO_SPACE)] if event.text else [], event.around
        if event.kind != "text":
            around = (*event.around, event.element)
            words = list(_marks(event, moved))
        if not any(words) or not _is_text(around):
            continue
        covers = [element for element in around if _name(element) in ("add", "del", "restore")]
        covers += [element for element in open_spans if _name(element) != "undo"]
        covers.sort(key=starts.__getitem__)
        added = tuple(element for element in covers if _name(element) in ("add", "addSpan"))
        cancels = tuple(element for element in covers if _name(element) in ("del", "delSpan"))
        acts = sorted((*added, *cancels), key=starts.__getitem__)
        lifts = [
            *_restorations(covers, cancels, starts),
            *_undoings(around, acts, undos, open_spans, starts),
        ]
        hand = _hand(around, open_spans, starts, joined)
        if hand is None:
            hand = shift if shift is not None else _default_hand(around)
        found += [Run(each, hand, added, cancels, tuple(lifts), around) for each in words]
    return tuple(_without_machine(found, document))


def _marks(event: _Event, moved: set[libxml.Element | None]) -> Iterator[str]:
    """What stands for a tag among the characters."""
    name = _name(event.element)
    if event.kind == "start" and event.element in moved:
        yield _PASSAGE
    if event.kind == "start" and name in _BREAKS and event.element.get("break") == "no":
        yield _DIVISION
    if _is_block(event.element) or (name in _LEAVES and event.kind == "start" and not _holds_words(event.element)):
        yield _EDGE


def _is_block(element: libxml.Element) -> bool:
    name, parent = _name(element), element.getparent()
    around = "" if parent is None else _name(parent)
    if name == "label":
        return around == "list"
    if name in ("stage", "quote", "q", "said"):
        return around in ("body", "div", "sp", "castList") or any(
            _name(child) in ("p", "lg", "l", "ab", "list", "sp") for child in element
        )
    return name in _BLOCKS


def _holds_words(element: libxml.Element) -> bool:
    parts = [element.text, *(child.tail for child in element)]
    parts += ["".join(child.itertext()) for child in element if isinstance(child.tag, str) and _name(child) != "desc"]
    return any(part and part.strip() for part in parts)


def _transposed(found: Sequence[Run], document: Document, force: dict[libxml.Element, bool]) -> Sequence[Run]:
    """The runs with the passages of each transposition in force in its order.

    A passage follows the first transposition that names it. What cannot be carried out is not: passages that hold one another
    or those of an earlier transposition, or that lie in different passages of an earlier one; that are no text, or an
    alternative, or lie in different alternatives or layers of it.
    """
    exchange: dict[libxml.Element, libxml.Element] = {}
    holding: set[libxml.Element] = set()
    for transpose in document.elements:
        if _name(transpose) != "transpose" or _is_about(transpose) or not force.get(transpose, False):
            continue
        named = [document.ids.get(_pointed(ptr.get("target"))) for ptr in transpose if _name(ptr) == "ptr"]
        moved = [element for element in named if element is not None]
        places = sorted(set(moved), key=document.ordinal)
        holders = {place: frozenset(place.iterancestors()) for place in places}
        if (
            len(places) != len(moved)
            or any(place in exchange or place in holding for place in places)
            or any(holder & holders.keys() for holder in holders.values())
            or len({(holders[place].intersection(exchange), _layers(place)) for place in places}) > 1
            or any(_is_no_passage(place) for place in places)
        ):
            continue
        exchange.update(zip(places, moved, strict=True))
        holding.update(*holders.values())
    return _exchanged(found, exchange)


def _exchanged(found: Sequence[Run], exchange: dict[libxml.Element, libxml.Element]) -> Sequence[Run]:
    """The runs, and where a passage stood, those of the one that it is exchanged for; in that one likewise."""
    if not exchange:
        return found
    content: dict[libxml.Element, list[Run]] = {place: [] for place in exchange}
    for run in found:
        for place in run.around:
            if place in exchange:
                content[place].append(run)

    def turned(runs: Sequence[Run], depth: int) -> Iterator[Run]:
        done: set[libxml.Element] = set()
        for run in runs:
            place = next((place for place in run.around[depth:] if place in exchange), None)
            if place is None:
                yield run
            elif place not in done:
                done.add(place)
                other = content[exchange[place]]
                yield from turned(other, other[0].around.index(exchange[place]) + 1 if other else 0)

    return list(turned(found, 0))


def _layers(place: libxml.Element) -> frozenset[libxml.Element]:
    """The alternatives of choices and of an apparatus around a passage, and what around it belongs to the leaf or is dropped."""
    return frozenset(
        around
        for around in place.iterancestors()
        if _name(around) in ("fw", "metamark", "stamp", "note", "am", "surplus", "secl")
        or ((parent := around.getparent()) is not None and _name(parent) in ("choice", "app", "rdgGrp"))
    )


def _is_no_passage(place: libxml.Element) -> bool:
    parent = place.getparent()
    if _name(place) == "desc" or (parent is not None and _name(parent) in ("choice", "app", "rdgGrp")):
        return True
    return not _is_text((*reversed(list(place.iterancestors())), place))


def _walk(root: libxml.Element) -> Iterator[_Event]:
    """All tags and texts in order. Without recursion: a document may be deeper than Python's stack."""
    yield _Event("start", root, ())
    within: list[tuple[libxml.Element, ...]] = [(root,)]
    waiting = [iter(root)]
    if root.text:
        yield _Event("text", root, within[-1], root.text)
    while waiting:
        around = within[-1]
        child = next(waiting[-1], None)
        if child is not None and isinstance(child.tag, str):
            yield _Event("start", child, around)
            within.append((*around, child))
            waiting.append(iter(child))
            if child.text:
                yield _Event("text", child, within[-1], child.text)
            continue
        if child is None:
            child = around[-1]
            waiting.pop()
            within.pop()
            yield _Event("end", child, around[:-1])
        if child.tail and within:
            yield _Event("text", within[-1][-1], within[-1], child.tail)


def _is_text(around: tuple[libxml.Element, ...]) -> bool:
    if any(map(_is_aside, around)):
        return False
    names_around = set(map(_name, around))
    in_document = not names_around.isdisjoint(("text", "sourceDoc"))
    return names_around.isdisjoint(_LEFT_OUT) and (in_document or names_around.isdisjoint(("TEI", "teiCorpus")))


def _is_about(element: libxml.Element) -> bool:
    """Whether an act stands in what an editor says about the text: it is spoken of there, and not done."""
    return any(map(_is_aside, element.iterancestors()))


@_remembered
def _is_aside(element: libxml.Element) -> bool:
    """Whether an element holds what is said about the text, and no text."""
    name, parent = _name(element), element.getparent()
    if name == "desc":
        return parent is not None and _name(parent) in _DESCRIBED
    return (
        name in _ABOUT or (name == "note" and not _is_document_note(element)) or (name == "span" and _points(element))
    )


def _points(element: libxml.Element) -> bool:
    """Whether a `span` says which passage it interprets. One that does not is how some projects mark words of the text."""
    return any(element.get(attribute) is not None for attribute in ("from", "to", "target"))


def _restorations(
    covers: list[libxml.Element], cancels: tuple[libxml.Element, ...], starts: dict[libxml.Element, int]
) -> Iterator[tuple[libxml.Element, libxml.Element]]:
    for restore in covers:
        if _name(restore) != "restore":
            continue
        within = [act for act in cancels if starts[act] > starts[restore]]
        outside = [act for act in cancels if starts[act] < starts[restore]]
        for act in within or outside[-1:]:
            yield act, restore


def _undoings(
    around: tuple[libxml.Element, ...],
    acts: list[libxml.Element],
    undos: dict[libxml.Element, list[libxml.Element]],
    open_spans: list[libxml.Element],
    starts: dict[libxml.Element, int],
) -> Iterator[tuple[libxml.Element, libxml.Element]]:
    for act in acts:
        for undo in undos.get(act, ()):
            yield act, undo
    lifted = [(element, undo) for element in around if _name(element) not in _ACTS for undo in undos.get(element, ())]
    lifted += [(span, span) for span in open_spans if span in undos.get(span, ())]
    for element, undo in lifted:
        before = [act for act in acts if starts[act] < starts[element]]
        if before:
            yield before[-1], undo


def _undos(document: Document, starts: dict[libxml.Element, int]) -> dict[libxml.Element, list[libxml.Element]]:
    """The undos that no `redo` takes back, by what each names; one that is a span by itself, too."""
    redone = {
        _pointed(pointer)
        for element in starts
        if _name(element) == "redo" and not _is_about(element)
        for pointer in (element.get("target") or "").split()
    }
    undos: dict[libxml.Element, list[libxml.Element]] = {}
    for undo in starts:
        if _name(undo) != "undo" or undo.get(_ID) in redone or _is_about(undo):
            continue
        named = [document.ids.get(_pointed(pointer)) for pointer in (undo.get("target") or "").split()]
        for element in dict.fromkeys((*named, undo)):
            if element is not None:
                undos.setdefault(element, []).append(undo)
    return undos


def _hand(
    around: tuple[libxml.Element, ...],
    open_spans: list[libxml.Element],
    starts: dict[libxml.Element, int],
    joined: dict[libxml.Element, list[libxml.Element]],
) -> str | None:
    """The hand of the nearest element that writes, None where no element around a character says who wrote it."""
    writers = [
        (starts[element], hand)
        for element in (*around, *open_spans)
        if _name(element) not in _ACT_ON_TEXT and (hand := _writing_hand(element, joined))
    ]
    return max(writers)[1] if writers else None


def _writing_hand(element: libxml.Element, joined: dict[libxml.Element, list[libxml.Element]]) -> str:
    if own := _own(element, "hand", joined):
        return own
    parent = element.getparent()
    if _name(element) == "add" and parent is not None and _name(parent) == "subst":
        return _own(parent, "hand", joined)
    return ""


def _own(element: libxml.Element, attribute: str, joined: dict[libxml.Element, list[libxml.Element]]) -> str:
    """What an element says of itself, or what a `substJoin` that binds it says for it."""
    if own := _pointed(element.get(attribute)):
        return own
    if element in joined and _name(element) in (*_ACTS, "subst", "substJoin"):
        return next(filter(None, (_pointed(join.get(attribute)) for join in joined[element])), "")
    return ""


def _joined(document: Document) -> dict[libxml.Element, list[libxml.Element]]:
    """The `substJoin`s by the acts that they bind."""
    found: dict[libxml.Element, list[libxml.Element]] = {}
    for element in document.elements:
        if _name(element) == "substJoin" and not _is_about(element):
            for pointer in (element.get("target") or "").split():
                if (bound := document.ids.get(_pointed(pointer))) is not None:
                    found.setdefault(bound, []).append(element)
    return found


def _default_hand(around: Iterable[libxml.Element]) -> str:
    """The sole or major hand of the nearest document around that has one; a corpus lends its own."""
    for element in reversed(tuple(around)):
        if _name(element) in ("TEI", "teiCorpus") and (hand := _declared_hand(element)):
            return hand
    return ""


@_remembered
def _declared_hand(document: libxml.Element) -> str:
    """The sole or major hand that the header of a document or a corpus declares, "" for none."""
    header = _first(document, "teiHeader")
    if header is None:
        return ""
    notes = [element for element in header.iter(names.clark("tei:handNote")) if element.get(_ID)]
    for scope in ("sole", "major"):
        for note in notes:
            if note.get("scope") == scope:
                return note.get(_ID) or ""
    return ""


def _force(document: Document, state: str, without_hands: Sequence[str]) -> dict[libxml.Element, bool]:
    changes = [
        element.get(_ID) for element in document.elements if _name(element) == "change" and _in_list_change(element)
    ]
    order = {identifier: number for number, identifier in reversed(list(enumerate(filter(None, changes), 1)))}
    # the stylesheets count the changes that have an id, and so do we
    until = order.get(state, 0)
    force: dict[libxml.Element, bool] = {}
    joined = _joined(document)
    shift: str | None = None
    for act in document.elements:
        shift = _shifted(shift, act)
        if _name(act) not in _ACTS:
            continue
        in_time = (
            state == "final"
            or act.get("instant") in ("true", "1")
            or (state != "base" and order.get(_change(act, joined), 1) <= until)
        )
        force[act] = in_time and _hand_of_act(act, shift, joined) not in without_hands
    return force


def responsible(document: Document, act: libxml.Element) -> tuple[str, str]:
    """Whose an act is, and of which change: the ids of a hand and of a change, "" for what is not recorded."""
    joined = _joined(document)
    before = itertools.takewhile(lambda element: element is not act, document.elements)
    shift = functools.reduce(_shifted, before, None)
    return _hand_of_act(act, shift, joined), _change(act, joined)


def _shifted(shift: str | None, element: libxml.Element) -> str | None:
    """The hand that a `handShift` has put in force, after an element has begun."""
    if _name(element) == "TEI":
        return None
    return _pointed(element.get("new")) if _name(element) == "handShift" and not _is_about(element) else shift


def _in_list_change(element: libxml.Element) -> bool:
    return any(_name(ancestor) == "listChange" for ancestor in element.iterancestors())


def _change(act: libxml.Element, joined: dict[libxml.Element, list[libxml.Element]]) -> str:
    for element in (act, *act.iterancestors()):
        if change := _own(element, "change", joined):
            return change
    return ""


def _hand_of_act(act: libxml.Element, shift: str | None, joined: dict[libxml.Element, list[libxml.Element]]) -> str:
    for element in (act, *act.iterancestors()):
        if hand := _own(element, "hand", joined):
            return hand
    return shift if shift is not None else _default_hand(reversed(list(act.iterancestors())))


def _stands(run: Run, force: dict[libxml.Element, bool]) -> bool:
    if not (run.added or run.cancels):
        return True
    lifted = [act for act, lifter in run.lifts if force.get(lifter, False)]
    in_force = [act for act in (*run.added, *run.cancels) if force.get(act, False) and act not in lifted]
    return all(act in in_force for act in run.added) and not any(act in in_force for act in run.cancels)


def _is_chosen(around: tuple[libxml.Element, ...], witness: Sequence[str] = ()) -> bool:
    """Whether the editor's choice gives the characters in these elements to the reader, and they belong to the running text."""
    for outer, inner in itertools.pairwise(around):
        if _name(outer) == "choice" and inner is not _reader_choice(outer):
            return False
        if _name(outer) == "app" and not _leads_to(_reading(outer, witness), around):
            return False
    return not any(
        _name(element) in ("am", "surplus", "secl", "fw", "metamark", "stamp") or _name(element) == "note"
        for element in around
    )


def _is_written(around: tuple[libxml.Element, ...]) -> bool:
    """Whether the characters in these elements were written in the document or supplied where it is lost, and no other is the editor's."""
    for outer, inner in itertools.pairwise(around):
        if _name(outer) == "choice" and inner is not _written_choice(outer):
            return False
        if _name(outer) == "app" and _name(inner) != "note" and not _leads_to(_reading(outer), around):
            return False
    return not any(
        _name(element) in ("reg", "ex", "corr")
        or (_name(element) == "expan" and (parent := element.getparent()) is not None and _name(parent) == "choice")
        for element in around
    )


@_remembered
def _reader_choice(choice: libxml.Element) -> libxml.Element | None:
    children = [child for child in choice if isinstance(child.tag, str)]
    for name in _EDITORS_IN_CHOICE:
        for child in children:
            if _name(child) == name:
                return child
    return _surest(children)


@_remembered
def _written_choice(choice: libxml.Element) -> libxml.Element | None:
    children = [child for child in choice if isinstance(child.tag, str) and _name(child) not in _EDITORS_IN_CHOICE]
    for name in ("sic", "orig", "abbr", "am", "surplus"):
        for child in children:
            if _name(child) == name:
                return child
    return _surest(children)


def _surest(children: Sequence[libxml.Element]) -> libxml.Element | None:
    for cert in ("high", "medium"):
        for child in children:
            if _name(child) == "unclear" and child.get("cert") == cert:
                return child
    return children[0] if children else None


def _reading(app: libxml.Element, witness: Sequence[str] = ()) -> libxml.Element | None:
    """The lemma of an entry, else its first reading, else the first lemma or reading in a group; none of one that only refers."""
    return _reading_of(app, tuple(witness))


@_remembered
def _reading_of(app: libxml.Element, witness: tuple[str, ...]) -> libxml.Element | None:
    if _is_referring(app):
        return None
    if witness:
        readings = [each for each in app.iter(names.clark("tei:lem"), names.clark("tei:rdg")) if _entry(each) is app]
        of_all = (each for each in readings if _name(each) == "lem" and not _is_of_some(each))
        return next((each for each in readings if _names_witness(each, witness)), next(of_all, None))
    found = _first(app, "lem")
    if found is None:
        found = _first(app, "rdg")
    return _in_groups(app) if found is None else found


def _of_witness(events: list[_Event], witness: Sequence[str]) -> list[_Event]:
    """The events without the text that stands where a witness is absent: before its beginning, after its end, in a lacuna."""
    named = [event.element for event in events if event.kind == "start" and _name(event.element) in _PRESENCE]
    edges = dict.fromkeys(edge for edge in named if witness and _is_edge(edge, witness))
    if not edges:
        return events
    kept: list[_Event] = []
    is_absent = _name(next(iter(edges))) in ("witStart", "lacunaEnd")
    for event in events:
        if event.kind == "start" and event.element in edges:
            is_absent = _name(event.element) in ("lacunaStart", "witEnd")
        if event.kind != "text" or not is_absent:
            kept.append(event)
    return kept


def _entry(inner: libxml.Element) -> libxml.Element:
    """The entry of an apparatus around something in it."""
    return next(ancestor for ancestor in inner.iterancestors() if _name(ancestor) == "app")


def _is_of_some(lemma: libxml.Element) -> bool:
    """Whether a lemma is not what all witnesses have: it names some, or an editor or a book that conjectured it."""
    return lemma.get("type") == "conjecture" or any(lemma.get(name) is not None for name in ("wit", "resp", "source"))


def _names_witness(element: libxml.Element, witness: Sequence[str]) -> bool:
    return any(_pointed(token) in witness for token in (element.get("wit") or "").split())


def _is_edge(edge: libxml.Element, witness: Sequence[str]) -> bool:
    """Whether a text or a lacuna begins or ends here in the witness: by its own @wit, else by that of the reading around."""
    naming = [
        each
        for each in (edge, *edge.iterancestors())
        if _name(each) in ("lem", "rdg") or (each is edge and each.get("wit") is not None)
    ]
    return not naming or _names_witness(naming[0], witness)


def _is_referring(app: libxml.Element) -> bool:
    """Whether an entry names its place in a text that stands elsewhere, and gives it none."""
    if app.get("from") is not None or app.get("to") is not None:
        return True
    return app.get("loc") is not None and _refers_by_location(app.getroottree().getroot())


@_remembered
def _refers_by_location(root: libxml.Element) -> bool:
    methods = root.iter(names.clark("tei:variantEncoding"))
    return any(each.get("method") == "location-referenced" for each in methods)


def _in_groups(app: libxml.Element) -> libxml.Element | None:
    for child in app:
        if _name(child) == "rdgGrp":
            for inner in child.iter(names.clark("tei:lem"), names.clark("tei:rdg")):
                if _entry(inner) is app:
                    return inner
    return None


def _leads_to(reading: libxml.Element | None, around: tuple[libxml.Element, ...]) -> bool:
    return reading is not None and reading in around


def _is_document_note(note: libxml.Element) -> bool:
    if note.get("hand"):
        return True
    place, kind = (note.get("place") or "").split(), (note.get("type") or "").split()
    return (
        note.get("place") is not None
        and note.get("resp") is None
        and not {"foot", "end", "bottom", "unspecified"} & set(place)
        and not {"editorial", "commentary", "textual"} & set(kind)
    )


def _without_machine(found: Sequence[Run], document: Document) -> Iterator[Run]:
    """What a machine misread is no character of the document, and what corrects it is one."""
    machines = {
        statement.get(_ID)
        for statement in document.root.iter(names.clark("tei:respStmt"))
        if any(name.get("type") == "machine" for name in statement.iter(names.clark("tei:name")))
    } - {None}
    if not machines:
        yield from found
        return
    for run in found:
        misread = [(choice, child) for choice, child in itertools.pairwise(run.around) if _is_misread(choice, machines)]
        if any(child is not _first(choice, "corr") for choice, child in misread):
            continue
        apart = {element for pair in misread for element in pair}
        yield run._replace(around=tuple(each for each in run.around if each not in apart)) if apart else run


def _is_misread(choice: libxml.Element, machines: Set[str | None]) -> bool:
    """Whether an element is a choice that corrects what a machine misread."""
    sic = _first(choice, "sic") if _name(choice) == "choice" else None
    return sic is not None and _pointed(sic.get("resp")) in machines


def _first(parent: libxml.Element, name: str) -> libxml.Element | None:
    return next((child for child in parent if isinstance(child.tag, str) and _name(child) == name), None)


def _span_end(span: libxml.Element) -> str:
    """The id of the element that ends a span, by today's attribute or by those of older practice."""
    for attribute in ("spanTo", "anchor", "to"):
        if (span.get(attribute) or "").strip():
            return _pointed(span.get(attribute))
    return ""


def _pointed(pointer: str | None) -> str:
    tokens = (pointer or "").split()
    first = tokens[0] if tokens else ""
    return first.partition("#")[2] if "#" in first else first


def _name(element: libxml.Element) -> str:
    return _local(element.tag)


@functools.cache
def _local(tag: object) -> str:
    """The name of an element of TEI, "" for any other tag (that of a comment is no string)."""
    return tag.removeprefix(_TEI) if isinstance(tag, str) and tag.startswith(_TEI) else ""
