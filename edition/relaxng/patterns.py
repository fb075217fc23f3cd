# SPDX-License-Identifier: MIT
"""Patterns of RELAX NG in simple form, and their derivatives.

The derivative of a pattern by an element, an attribute or a text is what may follow once that has been met. Equal patterns are one
object and each remembers its derivatives, so that a document costs look-ups, and only what it met first costs thought.
A choice is a set, a group a row, an interleave a bag; none of them holds another of its kind.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, Final, TypeVar

from edition.relaxng.datatypes import Datatype, words
from edition.relaxng.names import NameClass, is_finite, listed


class Kind(enum.Enum):
    """What a pattern is."""

    EMPTY = enum.auto()
    NOT_ALLOWED = enum.auto()
    TEXT = enum.auto()
    CHOICE = enum.auto()
    GROUP = enum.auto()
    INTERLEAVE = enum.auto()
    REPEAT = enum.auto()
    LIST = enum.auto()
    DATA = enum.auto()
    VALUE = enum.auto()
    ATTRIBUTE = enum.auto()
    ELEMENT = enum.auto()


_VALUES: Final = (Kind.DATA, Kind.VALUE, Kind.LIST)


class Pattern:
    """A pattern. Only a `Pool` makes one; equal patterns of a pool are the same object.

    `parts` are its own patterns; `names` the names of an element or attribute; `datatype` and `literal` what a datum is. Of an element
    the content is read from the schema when it is first asked for.
    """

    __slots__ = (
        "_build",
        "_content",
        "_starts",
        "attributes",
        "by_attribute",
        "by_element",
        "by_kind",
        "closed",
        "datatype",
        "has_values",
        "kind",
        "literal",
        "names",
        "nullable",
        "number",
        "pardoned",
        "parts",
        "source",
        "text_next",
        "wild",
    )

    def __init__(self, number: int, kind: Kind, parts: tuple[Pattern, ...], names: NameClass | None) -> None:
        self.number, self.kind, self.parts, self.names = number, kind, parts, names
        self.datatype: Datatype | None = None
        self.literal: object = None
        self.source: Any = None
        """Of an element or attribute: what the schema says it with, for messages."""
        self._build: Callable[[], Pattern] | None = None
        self._content: Pattern | None = None
        self._starts: tuple[dict[str, list[int]], list[int]] | None = None
        self.by_element: dict[str, tuple[tuple[Pattern, Pattern], ...]] = {}
        self.by_attribute: dict[str, tuple[tuple[Pattern, Pattern], ...]] = {}
        self.by_kind: dict[tuple[Kind, ...], tuple[Pattern, ...]] = {}
        self.text_next: Pattern | None = None
        self.closed: Pattern | None = None
        self.pardoned: Pattern | None = None
        inner = () if kind in (Kind.ELEMENT, Kind.ATTRIBUTE) else parts
        self.nullable = _is_nullable(kind, parts)
        self.has_values: bool = kind in _VALUES or any(part.has_values for part in inner)
        own = frozenset(listed(names)) if kind is Kind.ATTRIBUTE and names is not None else frozenset()
        self.attributes: frozenset[str] = own.union(*(part.attributes for part in inner))
        """The attributes that it spells out; `wild` says that it has others too."""
        self.wild: bool = (kind is Kind.ATTRIBUTE and names is not None and not is_finite(names)) or any(
            part.wild for part in inner
        )

    @property
    def has_attributes(self) -> bool:
        """Whether attributes are among what it is made of."""
        return self.wild or bool(self.attributes)

    @property
    def content(self) -> Pattern:
        """What an element pattern lets stand in the tag and between the tags."""
        if self._content is None:
            assert self._build is not None  # noqa: S101 - elements are made with it
            self._content, self._build = self._build(), None
        return self._content

    def starts(self, name: str) -> list[int]:
        """The numbers of the parts of a choice that may begin with an element of this name."""
        if self._starts is None:
            known: dict[str, list[int]] = {}
            others: list[int] = []
            for number, part in enumerate(self.parts):
                if part.kind is Kind.ELEMENT and part.names is not None and is_finite(part.names):
                    for each in listed(part.names):
                        known.setdefault(each, []).append(number)
                elif part.kind is not Kind.TEXT:
                    others.append(number)
            self._starts = known, others
        known, others = self._starts
        return sorted([*known.get(name, ()), *others]) if others else known.get(name, [])


def _is_nullable(kind: Kind, parts: tuple[Pattern, ...]) -> bool:
    match kind:
        case Kind.EMPTY | Kind.TEXT:
            return True
        case Kind.CHOICE:
            return any(part.nullable for part in parts)
        case Kind.GROUP | Kind.INTERLEAVE | Kind.REPEAT:
            return all(part.nullable for part in parts)
        case _:
            return False


def _number(pattern: Pattern) -> int:
    return pattern.number


Node = TypeVar("Node", bound=Hashable)

Follow = tuple[tuple[Pattern, Pattern], ...]
"""The ways to meet an element (or attribute): its pattern, and what may follow it."""


class Pool:
    """Where patterns are made, each once. Patterns of one pool can be compared with `is`."""

    def __init__(self) -> None:
        self._made: dict[object, Pattern] = {}
        self.empty: Final = self._make(Kind.EMPTY)
        self.not_allowed: Final = self._make(Kind.NOT_ALLOWED)
        self.text: Final = self._make(Kind.TEXT)

    def _make(self, kind: Kind, parts: tuple[Pattern, ...] = (), *more: object, key: object = None) -> Pattern:
        key = (kind, parts, more) if key is None else key
        found = self._made.get(key)
        if found is None:
            found = self._new(key, kind, parts)
        return found

    def _new(self, key: object, kind: Kind, parts: tuple[Pattern, ...] = (), names: NameClass | None = None) -> Pattern:
        made = self._made[key] = Pattern(len(self._made), kind, parts, names)
        return made

    # -- making -----------------------------------------------------------------------------------------------------

    def choice(self, parts: Iterable[Pattern]) -> Pattern:
        """One of the parts; what is not allowed is no part."""
        flat: dict[Pattern, None] = {}
        for part in parts:
            if part.kind is Kind.CHOICE:
                flat.update(dict.fromkeys(part.parts))
            elif part is not self.not_allowed:
                flat[part] = None
        if self.empty in flat and any(part.nullable for part in flat if part is not self.empty):
            del flat[self.empty]
        if len(flat) > 1:
            return self._make(Kind.CHOICE, tuple(flat), key=(Kind.CHOICE, frozenset(flat)))
        return next(iter(flat), self.not_allowed)

    def group(self, parts: Iterable[Pattern]) -> Pattern:
        """The parts, one after the other."""
        return self._row(Kind.GROUP, parts)

    def interleave(self, parts: Iterable[Pattern]) -> Pattern:
        """The parts, mixed in any way."""
        return self._row(Kind.INTERLEAVE, parts)

    def _row(self, kind: Kind, parts: Iterable[Pattern]) -> Pattern:
        flat: list[Pattern] = []
        for part in parts:
            if part is self.not_allowed:
                return part
            if part.kind is kind:
                flat.extend(part.parts)
            elif part is not self.empty:
                flat.append(part)
        if len(flat) > 1:
            if kind is Kind.INTERLEAVE:
                flat.sort(key=_number)
            return self._make(kind, tuple(flat))
        return flat[0] if flat else self.empty

    def repeat(self, part: Pattern) -> Pattern:
        """The part, once or more."""
        if part in (self.empty, self.not_allowed, self.text) or part.kind is Kind.REPEAT:
            return part
        return self._make(Kind.REPEAT, (part,))

    def optional(self, part: Pattern) -> Pattern:
        """The part or nothing."""
        return self.choice((part, self.empty))

    def list(self, part: Pattern) -> Pattern:
        """A value whose words, between white space, are in the part."""
        return part if part is self.not_allowed else self._make(Kind.LIST, (part,))

    def data(self, datatype: Datatype, excluded: Pattern | None = None) -> Pattern:
        """The values of a datatype but the excluded."""
        parts = () if excluded is None or excluded is self.not_allowed else (excluded,)
        made = self._make(Kind.DATA, parts, datatype)
        made.datatype = datatype
        return made

    def value(self, datatype: Datatype, literal: object) -> Pattern:
        """One value of a datatype, as `Datatype.value` gives it."""
        made = self._make(Kind.VALUE, (), datatype, literal)
        made.datatype, made.literal = datatype, literal
        return made

    def attribute(self, names: NameClass, value: Pattern, source: object = None) -> Pattern:
        """An attribute with one of the names, and its value."""
        if value is self.not_allowed:
            return value
        key = (Kind.ATTRIBUTE, names, value)
        found = self._made.get(key)
        if found is None:
            found = self._new(key, Kind.ATTRIBUTE, (value,), names)
            found.source = source
        return found

    def element(self, names: NameClass, build: Callable[[], Pattern], source: object, reading: object) -> Pattern:
        """An element with one of the names, which `source` defines; `reading` tells it from others. Its content is built later."""
        key = (Kind.ELEMENT, reading)
        found = self._made.get(key)
        if found is None:
            found = self._new(key, Kind.ELEMENT, (), names)
            found.source, found._build = source, build
        return found

    # -- derivatives ------------------------------------------------------------------------------------------------

    def elements(self, pattern: Pattern, name: str) -> Follow:
        """Each way to meet an element of this name: its pattern and what may follow; no pattern twice."""
        found = pattern.by_element.get(name)
        if found is None:
            found = pattern.by_element[name] = self._each_once(self._elements(pattern, name))
        return found

    def _elements(self, pattern: Pattern, name: str) -> Iterator[tuple[Pattern, Pattern]]:
        parts = pattern.parts
        match pattern.kind:
            case Kind.ELEMENT:
                if pattern.names is not None and pattern.names.contains(name):
                    yield pattern, self.empty
            case Kind.CHOICE:
                for number in pattern.starts(name):
                    yield from self.elements(parts[number], name)
            case Kind.GROUP:
                for number, part in enumerate(parts):
                    for element, rest in self.elements(part, name):
                        yield element, self.group((rest, *parts[number + 1 :]))
                    if not part.nullable:
                        return
            case Kind.INTERLEAVE:
                for number, part in enumerate(parts):
                    for element, rest in self.elements(part, name):
                        yield element, self.interleave((*parts[:number], rest, *parts[number + 1 :]))
            case Kind.REPEAT:
                for element, rest in self.elements(parts[0], name):
                    yield element, self.group((rest, self.optional(pattern)))
            case _:
                return

    def _each_once(self, ways: Iterable[tuple[Pattern, Pattern]]) -> Follow:
        """Ways with what may follow each, that of the same pattern together."""
        found: dict[Pattern, list[Pattern]] = {}
        for met, rest in ways:
            found.setdefault(met, []).append(rest)
        return tuple((met, self.choice(rests)) for met, rests in found.items())

    def attributes(self, pattern: Pattern, name: str) -> Follow:
        """Each way to meet an attribute of this name: the pattern of its value, and what may follow."""
        if name not in pattern.attributes and not pattern.wild:
            return ()
        found = pattern.by_attribute.get(name)
        if found is None:
            found = pattern.by_attribute[name] = self._each_once(self._attributes(pattern, name))
        return found

    def _attributes(self, pattern: Pattern, name: str) -> Iterator[tuple[Pattern, Pattern]]:
        parts = pattern.parts
        match pattern.kind:
            case Kind.ATTRIBUTE:
                if pattern.names is not None and pattern.names.contains(name):
                    yield parts[0], self.empty
            case Kind.CHOICE:
                for part in parts:
                    yield from self.attributes(part, name)
            case Kind.GROUP | Kind.INTERLEAVE:
                for number, part in enumerate(parts):
                    for value, rest in self.attributes(part, name):
                        yield value, self._row(pattern.kind, (*parts[:number], rest, *parts[number + 1 :]))
            case Kind.REPEAT:
                for value, rest in self.attributes(parts[0], name):
                    yield value, self.group((rest, self.optional(pattern)))
            case _:
                return

    def after_tag(self, pattern: Pattern) -> Pattern:
        """What may stand between the tags when the start tag ends; not allowed where an attribute is lacking."""
        if not pattern.has_attributes:
            return pattern
        if pattern.closed is None:
            match pattern.kind:
                case Kind.ATTRIBUTE:
                    pattern.closed = self.not_allowed
                case Kind.CHOICE:
                    pattern.closed = self.choice(map(self.after_tag, pattern.parts))
                case Kind.REPEAT:
                    pattern.closed = self.repeat(self.after_tag(pattern.parts[0]))
                case _:
                    pattern.closed = self._row(pattern.kind, map(self.after_tag, pattern.parts))
        return pattern.closed

    def forgiven(self, pattern: Pattern) -> Pattern:
        """What may stand between the tags, whatever attributes are lacking."""
        if not pattern.has_attributes:
            return pattern
        if pattern.pardoned is None:
            match pattern.kind:
                case Kind.ATTRIBUTE:
                    pattern.pardoned = self.empty
                case Kind.CHOICE:
                    pattern.pardoned = self.choice(map(self.forgiven, pattern.parts))
                case Kind.REPEAT:
                    pattern.pardoned = self.repeat(self.forgiven(pattern.parts[0]))
                case _:
                    pattern.pardoned = self._row(pattern.kind, map(self.forgiven, pattern.parts))
        return pattern.pardoned

    def after_text(self, pattern: Pattern) -> Pattern:
        """What may follow a text beside elements; values of datatypes are no such text (§ 7.2)."""
        if pattern.text_next is None:
            pattern.text_next = self._after_text(pattern)
        return pattern.text_next

    def _after_text(self, pattern: Pattern) -> Pattern:
        parts = pattern.parts
        match pattern.kind:
            case Kind.TEXT:
                return pattern
            case Kind.CHOICE:
                return self.choice(map(self.after_text, parts))
            case Kind.GROUP:
                return self._after_first(parts, self.after_text)
            case Kind.INTERLEAVE:
                return self.choice(
                    self.interleave((*parts[:number], self.after_text(part), *parts[number + 1 :]))
                    for number, part in enumerate(parts)
                )
            case Kind.REPEAT:
                return self.group((self.after_text(parts[0]), self.optional(pattern)))
            case _:
                return self.not_allowed

    def _after_first(self, parts: tuple[Pattern, ...], after: Callable[[Pattern], Pattern]) -> Pattern:
        """The derivative of a group: of its first part, or of a later one where those before it may be nothing."""
        ways: list[Pattern] = []
        for number, part in enumerate(parts):
            ways.append(self.group((after(part), *parts[number + 1 :])))
            if not part.nullable:
                break
        return self.choice(ways)

    # -- values -----------------------------------------------------------------------------------------------------

    def has(self, pattern: Pattern, value: str, prefixes: dict[str | None, str] | None = None) -> bool:
        """Whether a value, of an attribute or of an element without children, is one of the pattern's.

        `prefixes` are the namespaces in force, for the datatypes of names with prefixes.
        """
        match pattern.kind:
            case Kind.TEXT:
                return True
            case Kind.EMPTY:
                return not value.strip(" \t\r\n")
            case Kind.CHOICE:
                return any(self.has(part, value, prefixes) for part in pattern.parts)
            case Kind.DATA:
                return self._is_datum(pattern, value, prefixes)
            case Kind.VALUE:
                assert pattern.datatype is not None  # noqa: S101 - values are made with one
                return pattern.datatype.equal(value, pattern.literal, prefixes)
            case Kind.LIST:
                rest = pattern.parts[0]
                for word in words(value):
                    rest = self._after_word(rest, word, prefixes)
                return rest.nullable
            case Kind.GROUP | Kind.INTERLEAVE:
                # one part has the value, and the others may be nothing
                blank = not value.strip(" \t\r\n")
                if blank and pattern.nullable:
                    return True
                lacking = [part for part in pattern.parts if not part.nullable]
                if len(lacking) > 1:
                    return False
                return any(self.has(part, value, prefixes) for part in lacking or pattern.parts)
            case Kind.REPEAT:
                return self.has(pattern.parts[0], value, prefixes)
            case _:
                return False

    def _is_datum(self, pattern: Pattern, value: str, prefixes: dict[str | None, str] | None) -> bool:
        assert pattern.datatype is not None  # noqa: S101 - data are made with one
        if not pattern.datatype.allows(value, prefixes):
            return False
        return not (pattern.parts and self.has(pattern.parts[0], value, prefixes))

    def _after_word(self, pattern: Pattern, word: str, prefixes: dict[str | None, str] | None) -> Pattern:
        parts = pattern.parts

        def after(part: Pattern) -> Pattern:
            return self._after_word(part, word, prefixes)

        match pattern.kind:
            case Kind.VALUE | Kind.DATA:
                return self.empty if self.has(pattern, word, prefixes) else self.not_allowed
            case Kind.TEXT:
                return pattern
            case Kind.CHOICE:
                return self.choice(map(after, parts))
            case Kind.GROUP:
                return self._after_first(parts, after)
            case Kind.INTERLEAVE:
                return self.choice(
                    self.interleave((*parts[:number], after(part), *parts[number + 1 :]))
                    for number, part in enumerate(parts)
                )
            case Kind.REPEAT:
                return self.group((after(parts[0]), self.optional(pattern)))
            case _:
                return self.not_allowed


def inside(pattern: Pattern, *kinds: Kind) -> tuple[Pattern, ...]:
    """The parts of some kinds in a pattern, each once, in the order of the schema; elements and attributes are not looked into."""
    found = pattern.by_kind.get(kinds)
    if found is None:
        found = pattern.by_kind[kinds] = tuple(_inside(pattern, kinds))
    return found


def _inside(pattern: Pattern, kinds: tuple[Kind, ...]) -> Iterator[Pattern]:
    def following(part: Pattern) -> Iterable[Pattern]:
        return () if part.kind in (Kind.ELEMENT, Kind.ATTRIBUTE, *kinds) else part.parts

    return (part for part in reached([pattern], following) if part.kind in kinds)


def next_elements(pattern: Pattern) -> Iterator[Pattern]:
    """The elements that may stand next, each once."""

    def following(part: Pattern) -> Iterable[Pattern]:
        match part.kind:
            case Kind.GROUP:
                last = next((n for n, each in enumerate(part.parts) if not each.nullable), len(part.parts) - 1)
                return part.parts[: last + 1]
            case Kind.CHOICE | Kind.INTERLEAVE | Kind.REPEAT:
                return part.parts
            case _:
                return ()

    return (part for part in reached([pattern], following) if part.kind is Kind.ELEMENT)


def all_elements(start: Pattern) -> Iterator[Pattern]:
    """Every element that can stand anywhere in a document that begins so, each once; their contents are built."""
    return reached(inside(start, Kind.ELEMENT), lambda element: inside(element.content, Kind.ELEMENT))


def reached(start: Iterable[Node], following: Callable[[Node], Iterable[Node]]) -> Iterator[Node]:
    """What (patterns, mostly) one comes to from some, each once: one, then all that follows it, in order."""
    seen: set[Node] = set()
    waiting = [iter(start)]
    while waiting:
        part = next(waiting[-1], None)
        if part is None:
            waiting.pop()
        elif part not in seen:
            seen.add(part)
            yield part
            waiting.append(iter(following(part)))
