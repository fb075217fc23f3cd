# SPDX-License-Identifier: MIT
"""Small documents of a language: what an element needs to be complete, and a document in which it stands."""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Iterator

from edition.engines import libxml
from edition.engines.libxml import Element
from edition.relaxng import names
from edition.relaxng.datatypes import Datatype
from edition.relaxng.loader import Grammar
from edition.relaxng.patterns import Kind, Pattern, Pool, inside, next_elements

_DEEP = 24
"""How deep an element may be that only completes another; a schema that needs more gets no example."""


class NoExample(Exception):
    """No small document of the kind was found."""


class Examples:
    """Documents of one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar, self.pool = grammar, grammar.pool
        self._ways: dict[Pattern, tuple[Pattern, str] | None] = {}
        self._heights: dict[Pattern, int] = {}
        self._filled: dict[Pattern, Element | None] = {}
        self._completions: dict[Pattern, list[Pattern] | None] = {}
        self._around: dict[Pattern, tuple[Element, list[int]] | None] = {}
        self._explore()

    def _explore(self) -> None:
        """Find the element through which each element is first reached from the root."""
        waiting: deque[Pattern] = deque()
        for element in inside(self.grammar.start, Kind.ELEMENT):
            self._ways.setdefault(element, None)
            waiting.append(element)
        while waiting:
            around = waiting.popleft()
            for element in inside(around.content, Kind.ELEMENT):
                if element not in self._ways:
                    self._ways[element] = (around, _a_name(element))
                    waiting.append(element)

    # -- what is needed ---------------------------------------------------------------------------------------------

    def height(self, element: Pattern) -> int:
        """How many levels the least deep document of an element has; more than `_DEEP` where it has none."""
        if not self._heights:
            self._measure()
        return self._heights.get(element, _DEEP + 1)

    def _measure(self) -> None:
        open_elements = list(self._ways)
        for level in range(1, _DEEP + 1):
            done = [element for element in open_elements if self._completes(element.content)]
            if not done:
                return
            self._heights.update(dict.fromkeys(done, level))
            open_elements = [element for element in open_elements if element not in self._heights]

    def _completes(self, pattern: Pattern) -> bool:
        """Whether content can be complete with the elements whose height is known."""
        match pattern.kind:
            case Kind.ELEMENT:
                return pattern in self._heights
            case Kind.CHOICE:
                return any(map(self._completes, pattern.parts))
            case Kind.GROUP | Kind.INTERLEAVE | Kind.REPEAT:
                return all(map(self._completes, pattern.parts))
            case Kind.NOT_ALLOWED:
                return False
            case _:
                return True

    # -- making -----------------------------------------------------------------------------------------------------

    def fill(self, node: Element, content: Pattern) -> None:
        """Give an element what its content needs, attributes and children. Raises `NoExample`."""
        self.give_attributes(node, content)
        self.give_children(node, self.pool.forgiven(content))

    def give_attributes(self, node: Element, content: Pattern) -> None:
        """Give an element the attributes without which its tag is not right. Raises `NoExample`."""
        rest = content
        for name, value in node.items():
            rest = self.pool.choice(
                left for each, left in self.pool.attributes(rest, name) if self.pool.has(each, value)
            )
        while self.pool.after_tag(rest) is self.pool.not_allowed:
            for part in inside(rest, Kind.ATTRIBUTE):
                name = _a_name(part)
                value = sample(self.pool, part.parts[0])
                left = self.pool.choice(left for _, left in self.pool.attributes(rest, name))
                if value is not None and left is not rest and self._is_needed(rest, name):
                    node.set(name, value)
                    rest = left
                    break
            else:
                raise NoExample

    def _is_needed(self, pattern: Pattern, name: str) -> bool:
        return self.pool.forgiven(without(self.pool, pattern, name)) is self.pool.not_allowed or (
            self.pool.after_tag(self.pool.choice(left for _, left in self.pool.attributes(pattern, name)))
            is not self.pool.not_allowed
        )

    def give_children(self, node: Element, rest: Pattern) -> None:
        """Give an element children, or a value, such that its content is complete. Raises `NoExample`."""
        if rest.has_values and not len(node):
            value = sample(self.pool, rest)
            if value is not None:
                node.text = value
                return
        for element in self._completion(rest):
            self.give_child(node, element)

    def give_child(self, node: Element, element: Pattern) -> Element:
        """Give an element a child of a pattern, complete. Raises `NoExample`."""
        if element not in self._filled:
            self._filled[element] = None
            made = libxml.etree.Element(_a_name(element))
            self.fill(made, element.content)
            self._filled[element] = made
        filled = self._filled[element]
        if filled is None:
            raise NoExample
        child = copy.deepcopy(filled)
        node.append(child)
        return child

    def _completion(self, pattern: Pattern) -> list[Pattern]:
        """The fewest elements after which content is complete, those preferred that need least themselves. Raises `NoExample`."""
        if pattern not in self._completions:
            self._completions[pattern] = self._complete(pattern)
        found = self._completions[pattern]
        if found is None:
            raise NoExample
        return found

    def _complete(self, pattern: Pattern) -> list[Pattern] | None:
        waiting: deque[tuple[Pattern, list[Pattern]]] = deque([(pattern, [])])
        seen = {pattern}
        while waiting:
            rest, path = waiting.popleft()
            if rest.nullable:
                return path
            if rest.has_values:
                continue
            able = [element for element in next_elements(rest) if self.height(element) <= _DEEP]
            for element in sorted(able, key=self.height):
                for met, left in self.pool.elements(rest, _a_name(element)):
                    if met is element and left not in seen:
                        seen.add(left)
                        waiting.append((left, [*path, element]))
        return None

    def around(self, element: Pattern) -> tuple[Element, Element]:
        """A document in which an element stands: its root, and the element, which is still empty. Raises `NoExample`."""
        if element not in self._around:
            self._around[element] = None
            root, node = self._made_around(element)
            self._around[element] = root, _steps(node)
        known = self._around[element]
        if known is None:
            raise NoExample
        root = node = copy.deepcopy(known[0])
        for step in known[1]:
            node = node[step]
        return root, node

    def _made_around(self, element: Pattern) -> tuple[Element, Element]:
        way = self._ways.get(element)
        if way is None:
            root = libxml.etree.Element(_a_name(element), nsmap=_short(element))
            return root, root
        parent = way[0]
        root, node = self.around(parent)
        self.give_attributes(node, parent.content)
        rest = self.pool.forgiven(parent.content)
        made = node
        # what must come before, then the element, then what completes its parent
        for each in self._before(rest, element):
            met = next((pair for pair in self.pool.elements(rest, _a_name(each)) if pair[0] is each), None)
            if met is None:
                raise NoExample
            rest = met[1]
            if each is element:
                made = libxml.etree.SubElement(node, way[1])
            else:
                self.give_child(node, each)
        for each in self._completion(rest):
            self.give_child(node, each)
        return root, made

    def _before(self, pattern: Pattern, wanted: Pattern) -> list[Pattern]:
        waiting: deque[tuple[Pattern, list[Pattern]]] = deque([(pattern, [])])
        seen = {pattern}
        while waiting:
            rest, path = waiting.popleft()
            able = list(next_elements(rest))
            if wanted in able:
                return [*path, wanted]
            for element in sorted((each for each in able if self.height(each) <= _DEEP), key=self.height):
                for met, left in self.pool.elements(rest, _a_name(element)):
                    if met is element and left not in seen:
                        seen.add(left)
                        waiting.append((left, [*path, element]))
        raise NoExample


def without(pool: Pool, pattern: Pattern, name: str) -> Pattern:
    """What is left of a tag when it does not have an attribute."""
    if name not in pattern.attributes and not pattern.wild:
        return pattern
    match pattern.kind:
        case Kind.ATTRIBUTE:
            if pattern.names is None or not names.is_finite(pattern.names):
                # it may still have any other name
                return pattern
            others = tuple(names.Name(each) for each in names.listed(pattern.names) if each != name)
            if not others:
                return pool.not_allowed
            return pool.attribute(others[0] if len(others) == 1 else names.Either(others), pattern.parts[0])
        case Kind.CHOICE:
            return pool.choice(without(pool, part, name) for part in pattern.parts)
        case Kind.GROUP:
            return pool.group(without(pool, part, name) for part in pattern.parts)
        case Kind.INTERLEAVE:
            return pool.interleave(without(pool, part, name) for part in pattern.parts)
        case Kind.REPEAT:
            return pool.repeat(without(pool, pattern.parts[0], name))
        case _:
            return pattern


_SAMPLES = (
    *("a", "1", "0", "x1", "true", "1956-09-23", "1956", "--09", "---23", "--09-23", "1956-09", "12:00:00"),
    *(
        "1956-09-23T12:00:00",
        "P1D",
        "en",
        "-1",
        "0.5",
        "1.5",
        "#a",
        "a b",
        "a-b",
        "A",
        "100%",
        "1em",
        "unknown",
        "0,0 1,1 2,2",
    ),
    *(
        "http://example.org/",
        "a:b",
        "12",
        "123",
        "1234",
        "12345",
        "-",
        "",
        "text.",
        "/a/b",
        "10px",
        "U+0041",
        "a1",
        "M",
        "0.1",
        "2",
        "_",
    ),
)
"""Texts of which most datatypes have one."""


def sample(pool: Pool, value: Pattern) -> str | None:
    """A text that a pattern of values has, or None where none was found."""
    return next(iter(samples(pool, value)), None)


def samples(pool: Pool, value: Pattern) -> Iterator[str]:
    """Texts that a pattern of values has: those that it spells out, and some of each of its datatypes."""
    literal = [part.source for part in inside(value, Kind.VALUE)]
    listed = [part.source for each in inside(value, Kind.LIST) for part in inside(each.parts[0], Kind.VALUE)]
    tried = dict.fromkeys(text for text in (*literal, *listed, *_SAMPLES) if isinstance(text, str))
    yield from (text for text in tried if pool.has(value, text))
    yield from (text for text in (f"{one} {one}" for one in tried) if pool.has(value, text))


def words_of(datatype: Datatype) -> str:
    """A datatype in short, as schemas name it: `integer minInclusive=0`."""
    return " ".join([datatype.name, *(f"{name}={value}" for name, value in datatype.parameters)])


def _a_name(pattern: Pattern) -> str:
    """One of the names of an element or attribute."""
    assert pattern.names is not None  # noqa: S101 - elements and attributes have names
    return next(name for name in names.samples(pattern.names) if pattern.names.contains(name))


def _steps(node: Element) -> list[int]:
    """The way from the root to an element: at each level, which child."""
    found = []
    while (parent := node.getparent()) is not None:
        found.append(parent.index(node))
        node = parent
    return found[::-1]


def _short(element: Pattern) -> dict[str | None, str]:
    uri = names.namespace(_a_name(element))
    return {None: uri} if uri else {}
