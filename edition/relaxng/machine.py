# SPDX-License-Identifier: MIT
"""Patterns as an automaton: the verdict on a document, in time linear in it.

A state is what the elements in question may still hold: one pattern for each way in which the schema can have meant the element,
nearly always one. What a name, an attribute, a text does to a state is worked out when a document first asks, and then known.
The open elements are a stack, so no pattern grows with the depth of a document.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from edition.engines import libxml
from edition.engines.libxml import Element
from edition.relaxng import names
from edition.relaxng.datatypes import words
from edition.relaxng.loader import Grammar
from edition.relaxng.patterns import Kind, Pattern, Pool, all_elements, inside

_SPACE: Final = " \t\r\n"
_REMEMBERED: Final = 4096
"""How many values of one attribute's pattern are remembered, so that memory does not grow with the document."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a document leaves the language: the element, and the attribute where that is to blame.

    `what` is one of: "element" may not stand here; "attribute" may not, or has a wrong value; "attributes" are lacking;
    "text" may not stand here, or is no value; "content" is not complete when the element ends; "identifier" is given
    twice; "reference" leads to no identifier.
    """

    element: Element
    what: str
    attribute: str = ""


_ENTITY: Final = libxml.etree.Entity
_UNREAD: Final = "\ufffd"


class State:
    """What may still stand between the tags of an element: by each way to read it, a pattern."""

    __slots__ = ("accepted", "has_values", "moves", "text", "ways")

    def __init__(self, ways: tuple[Pattern, ...]) -> None:
        self.ways = ways
        self.moves: dict[str, Move | None] = {}
        self.text: State | None = None
        self.accepted = sum(1 << number for number, way in enumerate(ways) if way.nullable)
        self.has_values = any(way.has_values for way in ways)


class Move:
    """An element met in a state: its tag, and by the ways in which it ended (bits), the state after it."""

    __slots__ = ("after", "rests", "tag")

    def __init__(self, tag: Tag, rests: tuple[tuple[Pattern, ...], ...]) -> None:
        self.tag, self.rests = tag, rests
        self.after: dict[int, State] = {}


class Tag:
    """What may still stand in a start tag: by each way to read the element, a pattern with its attributes."""

    __slots__ = ("closed", "steps", "ways")

    def __init__(self, ways: tuple[Pattern, ...]) -> None:
        self.ways = ways
        self.steps: dict[str, Step | None] = {}
        self.closed: State | None = None


class Step:
    """An attribute met in a tag: the patterns of its values, and by those that have the value (bits), the tag after it."""

    __slots__ = ("after", "is_free", "is_prefixed", "known", "named", "only", "rests", "values")

    def __init__(self, values: tuple[Pattern, ...], rests: tuple[tuple[tuple[Pattern, Pattern], ...], ...]) -> None:
        self.values, self.rests = values, rests
        self.known: dict[str, Tag | None] = {}
        self.after: dict[int, Tag | None] = {}
        self.is_free = len(values) == 1 and values[0].kind is Kind.TEXT
        self.only = values[0] if len(values) == 1 else None
        self.is_prefixed = any(_asks_for_prefixes(value) for value in values)
        self.named = tuple(
            part
            for value in values
            for part in inside(value, Kind.DATA)
            if part.datatype is not None and (part.datatype.is_identifier or part.datatype.is_reference)
        )
        """Those of its values that give or name an identifier."""


class Machine:
    """The automaton of a grammar. It may be asked about any number of documents, and grows quicker with each."""

    def __init__(self, grammar: Grammar, *, identifiers: bool = True) -> None:
        """`identifiers` says that values of the datatype ID are unique, and IDREFs lead to one (RELAX NG DTD Compatibility § 4)."""
        self.grammar = grammar
        self.pool: Final[Pool] = grammar.pool
        self._identifiers = identifiers
        self._states: dict[tuple[Pattern, ...], State] = {}
        self._tags: dict[tuple[Pattern, ...], Tag] = {}
        self.start: Final = self.state((grammar.start,))

    # -- growing ----------------------------------------------------------------------------------------------------

    def state(self, ways: tuple[Pattern, ...]) -> State:
        """The state of these patterns."""
        found = self._states.get(ways)
        if found is None:
            found = self._states[ways] = State(ways)
        return found

    def tag(self, ways: tuple[Pattern, ...]) -> Tag | None:
        """The tag of these patterns, None where none of them is allowed."""
        if all(way is self.pool.not_allowed for way in ways):
            return None
        found = self._tags.get(ways)
        if found is None:
            found = self._tags[ways] = Tag(ways)
        return found

    def move(self, state: State, name: str) -> Move | None:
        """The move by an element of this name, None where it may not stand."""
        pool = self.pool
        rests: dict[Pattern, list[Pattern]] = {}
        for number, way in enumerate(state.ways):
            for element, rest in pool.elements(way, name):
                column = rests.setdefault(element.content, [pool.not_allowed] * len(state.ways))
                column[number] = pool.choice((column[number], rest))
        tag = self.tag(tuple(rests))
        found = None if tag is None else Move(tag, tuple(map(tuple, rests.values())))
        state.moves[name] = found
        return found

    def after(self, move: Move, accepted: int) -> State:
        """The state after an element that has ended in these ways."""
        columns = [column for number, column in enumerate(move.rests) if accepted >> number & 1]
        found = self.state(
            columns[0] if len(columns) == 1 else tuple(map(self.pool.choice, zip(*columns, strict=True)))
        )
        move.after[accepted] = found
        return found

    def step(self, tag: Tag, name: str) -> Step | None:
        """The step by an attribute of this name, None where the tag may not have it."""
        ways = tuple(self.pool.attributes(way, name) for way in tag.ways)
        values = dict.fromkeys(value for way in ways for value, _ in way)
        found = Step(tuple(values), ways) if values else None
        tag.steps[name] = found
        return found

    def given(self, step: Step, value: str, element: Element) -> Tag | None:
        """The tag after an attribute with this value, None where it may not have it."""
        pool = self.pool
        prefixes = element.nsmap if step.is_prefixed else None
        if step.only is not None:
            bits = int(pool.has(step.only, value, prefixes))
        else:
            bits = sum(1 << number for number, each in enumerate(step.values) if pool.has(each, value, prefixes))
        if bits not in step.after:
            having = {each for number, each in enumerate(step.values) if bits >> number & 1}
            step.after[bits] = self.tag(
                tuple(pool.choice(rest for each, rest in way if each in having) for way in step.rests)
            )
        found = step.after[bits]
        if prefixes is None:
            if len(step.known) >= _REMEMBERED:
                step.known.clear()
            step.known[value] = found
        return found

    def closed(self, tag: Tag) -> State:
        """The state when a start tag ends; where an attribute is lacking it has no way that is allowed."""
        found = tag.closed = self.state(tuple(map(self.pool.after_tag, tag.ways)))
        return found

    def text(self, state: State) -> State:
        """The state after a text; where none may stand it has no way that is allowed."""
        found = state.text = self.state(tuple(map(self.pool.after_text, state.ways)))
        return found

    def is_dead(self, state: State) -> bool:
        """Whether nothing is allowed in a state."""
        return all(way is self.pool.not_allowed for way in state.ways)

    # -- asking -----------------------------------------------------------------------------------------------------

    def is_valid(self, root: Element) -> bool:
        """Whether the document with this root is in the language."""
        return not self.faults(root)

    def faults(self, root: Element) -> list[Fault]:
        """The first place where a document leaves the language; where it does not, every wrong identifier and reference."""
        identifiers = _Identifiers()
        found = self._fault(root, identifiers)
        if found is not None:
            return [found]
        return list(identifiers.faults()) if self._identifiers else []

    @functools.cached_property
    def definitions(self) -> dict[str, list[Pattern]]:
        """Each name that the schema spells out, with every pattern of an element of that name."""
        found: dict[str, list[Pattern]] = {}
        for element in all_elements(self.grammar.start):
            for name in names.listed(element.names) if element.names else ():
                found.setdefault(name, []).append(element)
        return found

    def _fault(self, root: Element, identifiers: _Identifiers) -> Fault | None:
        state = self.start
        stack: list[Move] = []
        for event, element in libxml.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            name = element.tag
            if name is _ENTITY:
                # what nobody has read is text, whatever it says
                if event == "end" or not stack:
                    continue
                text = _UNREAD + (element.tail or "")
                element = element.getparent()  # noqa: PLW2901 - the text belongs there
            elif event == "start":
                move = state.moves[name] if name in state.moves else self.move(state, name)
                if move is None:
                    return Fault(element, "element")
                tag = move.tag
                for key, value in element.items():
                    step = tag.steps[key] if key in tag.steps else self.step(tag, key)
                    if step is None:
                        return Fault(element, "attribute", key)
                    if step.is_free:
                        value = ""  # noqa: PLW2901 - any value is as good
                    following = step.known[value] if value in step.known else self.given(step, value, element)
                    if following is None:
                        return Fault(element, "attribute", key)
                    tag = following
                    if step.named:
                        identifiers.note(self.pool, step, value, element, key)
                stack.append(move)
                state = tag.closed or self.closed(tag)
                if not state.accepted and self.is_dead(state):
                    return Fault(element, "attributes")
                text = element.text
            elif event == "end":
                if state.has_values and not _has_elements(element):
                    accepted = self._accepted(state, element)
                    if not accepted:
                        return Fault(element, "text")
                else:
                    accepted = state.accepted
                    if not accepted:
                        return Fault(element, "content")
                move = stack.pop()
                state = move.after[accepted] if accepted in move.after else self.after(move, accepted)
                if not stack:
                    break
                text = element.tail
                element = element.getparent()  # noqa: PLW2901 - the text belongs there
            else:
                if not stack:
                    continue
                text = element.tail
                element = element.getparent()  # noqa: PLW2901
            if text and (state.text is not state or state.has_values) and text.strip(_SPACE):
                if state.has_values and not _has_elements(element):
                    continue
                state = state.text or self.text(state)
                if not state.accepted and self.is_dead(state):
                    return Fault(element, "text")
        return None

    def _accepted(self, state: State, element: Element) -> int:
        """The ways in which an element without children has the value that is its text."""
        asides = ((_UNREAD if aside.tag is _ENTITY else "") + (aside.tail or "") for aside in element)
        value = (element.text or "") + "".join(asides)
        prefixes = element.nsmap if any(_asks_for_prefixes(way) for way in state.ways) else None
        return sum(1 << number for number, way in enumerate(state.ways) if self.pool.has(way, value, prefixes))


def _has_elements(element: Element) -> bool:
    return len(element) > 0 and next(element.iterchildren("*"), None) is not None


def _asks_for_prefixes(pattern: Pattern) -> bool:
    return any(
        part.datatype is not None and part.datatype.name in ("QName", "NOTATION")
        for part in inside(pattern, Kind.DATA, Kind.VALUE, Kind.LIST)
    )


class _Identifiers:
    """The identifiers of a document, and what refers to them."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._twice: list[Fault] = []
        self._referred: list[tuple[str, Fault]] = []

    def note(self, pool: Pool, step: Step, value: str, element: Element, attribute: str) -> None:
        """Take note of an attribute's value, by the first of its datatypes that has it."""
        for part in step.named:
            assert part.datatype is not None  # noqa: S101 - data are made with one
            if part is not step.only and not pool.has(part, value):
                continue
            if part.datatype.is_identifier:
                identifier = value.strip(_SPACE)
                if identifier in self._given:
                    self._twice.append(Fault(element, "identifier", attribute))
                self._given.add(identifier)
            else:
                self._referred += [(word, Fault(element, "reference", attribute)) for word in words(value)]
            return

    def faults(self) -> Iterator[Fault]:
        """Each identifier that was given before, then each reference that leads nowhere."""
        yield from self._twice
        yield from (fault for word, fault in self._referred if word not in self._given)
