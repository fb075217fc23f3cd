# SPDX-License-Identifier: MIT
"""Whether two schemas have the same documents, decided as for tree automata: what one element can mean is a set of patterns.

An element that may be meant in several ways is asked about for all of them at once. Its outcomes are the sets of ways in which some
element of that name can end, each with an element that shows it; they are found from the leaves upwards, until no round finds more.
Two schemas differ where a root has an outcome that one of them accepts alone. (H. Comon et al., "Tree Automata Techniques and
Applications", 1.1: determinisation; the ways are built as documents could ask for them.)
"""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from edition.engines import libxml
from edition.engines.libxml import Element
from edition.relaxng import names
from edition.relaxng.examples import samples, without
from edition.relaxng.loader import Grammar
from edition.relaxng.patterns import Kind, Pattern, Pool, inside, next_elements

_BUDGET: Final = 50_000
"""How many steps are taken before the question is given up."""

Ways: TypeAlias = tuple[Pattern, ...]
"""The contents that an element can have been meant to have."""


class Undecided(Exception):
    """Whether the two schemas have the same documents was not found out within the budget, or hangs on datatypes.

    `suspected` says in what they may differ.
    """

    def __init__(self, suspected: Iterable[str] = ()) -> None:
        super().__init__("whether the schemas have the same documents is not decided")
        self.suspected = tuple(suspected)


def witness(left: Grammar, right: Grammar, budget: int = _BUDGET) -> tuple[Element, str] | None:
    """A document that only one of two grammars of one pool has, with which one ("left", "right"); None where they are equal.

    Raises `Undecided`.
    """
    return _Search(left.pool, budget).witness(left.start, right.start)


class _Search:
    def __init__(self, pool: Pool, budget: int) -> None:
        self.pool, self.budget = pool, budget
        self.is_exact = True
        self._outcomes: dict[tuple[str, Ways], dict[frozenset[Pattern], Element]] = {}
        self._tags: dict[Ways, list[tuple[Ways, dict[str, str]]]] = {}

    def witness(self, left: Pattern, right: Pattern) -> tuple[Element, str] | None:
        roots = {name: self._ways((left, right), name) for name in alphabet(left, right)}
        for name, ways in roots.items():
            self._outcomes.setdefault((name, ways), {})
        is_growing = True
        while is_growing:
            is_growing = False
            for name, ways in list(self._outcomes):
                is_growing = self._grow(name, ways) or is_growing
            for name, ways in roots.items():
                for outcome, shown in self._outcomes[name, ways].items():
                    accepts = [
                        any(element.content in outcome for element, _ in self.pool.elements(start, name))
                        for start in (left, right)
                    ]
                    if accepts[0] is not accepts[1]:
                        return shown, "left" if accepts[0] else "right"
        if not self.is_exact:
            raise Undecided
        return None

    def _ways(self, patterns: Iterable[Pattern], name: str) -> Ways:
        found = {element.content for each in patterns for element, _ in self.pool.elements(each, name)}
        return tuple(sorted(found, key=lambda each: each.number))

    def _spend(self) -> None:
        self.budget -= 1
        if self.budget < 0:
            raise Undecided

    # -- one element ------------------------------------------------------------------------------------------------

    def _grow(self, name: str, ways: Ways) -> bool:
        """Look for outcomes of an element by what is known of its children; whether something new came to light."""
        known = self._outcomes[name, ways]
        size = len(known), len(self._outcomes)
        for state, attributes in self._after_tag(ways):
            node = libxml.etree.Element(name, attributes)
            for text in self._texts(state):
                accepted = frozenset(way for way, rest in zip(ways, state, strict=True) if self.pool.has(rest, text))
                if accepted not in known:
                    known[accepted] = copy.copy(node)
                    known[accepted].text = text
            self._walk(ways, state, node, known)
        return size != (len(known), len(self._outcomes))

    def _walk(self, ways: Ways, start: Ways, node: Element, known: dict[frozenset[Pattern], Element]) -> None:
        waiting: deque[tuple[Ways, Element, bool]] = deque([(start, node, False)])
        seen = {(start, False)}
        while waiting:
            state, shown, has_children = waiting.popleft()
            for following, made, has_more in self._steps(state, shown, has_children):
                self._spend()
                if (following, has_more) in seen:
                    continue
                seen.add((following, has_more))
                waiting.append((following, made, has_more))
                if has_more:
                    accepted = frozenset(way for way, rest in zip(ways, following, strict=True) if rest.nullable)
                    known.setdefault(accepted, made)

    def _steps(self, state: Ways, shown: Element, has_children: bool) -> Iterator[tuple[Ways, Element, bool]]:
        after = tuple(map(self.pool.after_text, state))
        if after != state and self._is_alive(after):
            made = copy.deepcopy(shown)
            if len(made):
                made[-1].tail = "text"
            else:
                made.text = "text"
            yield after, made, has_children
        for name in alphabet(*state):
            inner = self._ways(state, name)
            outcomes = self._outcomes.setdefault((name, inner), {})
            for outcome, child in list(outcomes.items()):
                following = tuple(
                    self.pool.choice(
                        rest for element, rest in self.pool.elements(each, name) if element.content in outcome
                    )
                    for each in state
                )
                if self._is_alive(following):
                    made = copy.deepcopy(shown)
                    made.append(copy.deepcopy(child))
                    yield following, made, True

    def _is_alive(self, state: Ways) -> bool:
        return any(each is not self.pool.not_allowed for each in state)

    # -- tags and values --------------------------------------------------------------------------------------------

    def _after_tag(self, ways: Ways) -> list[tuple[Ways, dict[str, str]]]:
        """What the contents can be once the tag has ended, each with attributes that lead there."""
        if ways in self._tags:
            return self._tags[ways]
        states: dict[Ways, dict[str, str]] = {ways: {}}
        attributes = [part for way in ways for part in inside(way, Kind.ATTRIBUTE) if part.names]
        for name in dict.fromkeys(each for part in attributes if part.names for each in names.samples(part.names)):
            following: dict[Ways, dict[str, str]] = {}
            for state, given in states.items():
                self._spend()
                following.setdefault(tuple(without(self.pool, each, name) for each in state), given)
                met = [self.pool.attributes(each, name) for each in state]
                for value in self._candidates(tuple(dict.fromkeys(each for way in met for each, _ in way))):
                    rests = tuple(
                        self.pool.choice(rest for each, rest in way if self.pool.has(each, value)) for way in met
                    )
                    if self._is_alive(rests):
                        following.setdefault(rests, {**given, name: value})
            states = following
        closed: dict[Ways, dict[str, str]] = {}
        for state, given in states.items():
            closed.setdefault(tuple(map(self.pool.after_tag, state)), given)
        self._tags[ways] = [(state, given) for state, given in closed.items() if self._is_alive(state)]
        return self._tags[ways]

    def _texts(self, state: Ways) -> list[str]:
        """Texts that an element without children can have, such that each set of ways that one of them pleases is among theirs."""
        return ["", "text", *self._candidates(state)] if any(each.has_values for each in state) else ["", "text"]

    def _candidates(self, values: Ways) -> list[str]:
        """Texts that tell values apart; where different datatypes overlap, no list of texts can be sure to do so."""
        if not values:
            return []
        data = {part for each in values for part in inside(each, Kind.DATA, Kind.LIST)}
        found = dict.fromkeys(text for each in values for text in samples(self.pool, each))
        plain = "of no schema"
        if len(data) > 1 or (data and not any(self.pool.has(each, text) for each in data for text in found)):
            self.is_exact = False
        # one text for each set of values that it belongs to
        chosen: dict[tuple[bool, ...], str] = {}
        for text in (*found, plain):
            chosen.setdefault(tuple(self.pool.has(each, text) for each in values), text)
        return list(chosen.values())


def alphabet(*patterns: Pattern) -> dict[str, None]:
    """The names that may come next in any of the patterns, and names that stand for all others."""
    return dict.fromkeys(
        name
        for pattern in patterns
        for part in next_elements(pattern)
        if part.names
        for name in names.samples(part.names)
    )
