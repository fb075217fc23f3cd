# SPDX-License-Identifier: MIT
"""A RELAX NG schema as patterns that can be asked: what may come next, what was missing, which value would do.

A pattern is made once and shared (equal patterns are the same object), so that what was asked of it once is remembered.
The derivative of a pattern by a child is what may stand after that child; James Clark's algorithm, children taken by name.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition.engines import libxml, relaxng
from edition.engines.libxml import Element

_RNG: Final = f"{{{relaxng.RNG}}}"


class GrammarFault(Exception):
    """The schema uses a construct of RELAX NG that this room does not read."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """An expanded name."""

    namespace: str
    local: str


@dataclass(frozen=True, slots=True)
class Names:
    """A name class: these names, or all of these namespaces (None: of every one) but the excluded."""

    listed: tuple[Name, ...] = ()
    namespaces: tuple[str | None, ...] = ()
    excluded: tuple[Names, ...] = ()

    def contain(self, name: Name) -> bool:
        """Whether the class has this name."""
        if name in self.listed:
            return True
        if any(space is None or space == name.namespace for space in self.namespaces):
            return not any(names.contain(name) for names in self.excluded)
        return False


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


class Pattern:
    """A pattern: made by `Grammar` alone, compared by identity."""

    __slots__ = ("attributes", "data", "kind", "names", "nullable", "parts")

    def __init__(self, kind: Kind, parts: tuple[Pattern, ...], names: Names | None, data: tuple[object, ...]) -> None:
        self.kind, self.parts, self.names, self.data = kind, parts, names, data
        self.nullable: bool = _nullable(kind, parts)
        self.attributes: bool = kind is Kind.ATTRIBUTE or (
            kind is not Kind.ELEMENT and any(part.attributes for part in parts)
        )


def _nullable(kind: Kind, parts: tuple[Pattern, ...]) -> bool:
    match kind:
        case Kind.EMPTY | Kind.TEXT:
            return True
        case Kind.CHOICE:
            return any(part.nullable for part in parts)
        case Kind.GROUP | Kind.INTERLEAVE | Kind.REPEAT:
            return all(part.nullable for part in parts)
        case _:
            return False


class Grammar:
    """A schema, opened. `start` is the pattern of the root, `elements` the name of every element it speaks of."""

    def __init__(self, root: Element) -> None:
        self._table: dict[tuple[object, ...], Pattern] = {}
        self._content: dict[int, Pattern] = {}
        self._defines: dict[str, list[Element]] = {}
        self._built: dict[str, Pattern] = {}
        self._next: dict[tuple[int, Name], Pattern] = {}
        self._after_text: dict[Pattern, Pattern] = {}
        self._given: dict[tuple[Pattern, Name], Pattern] = {}
        self._closed: dict[tuple[Pattern, bool], Pattern] = {}
        self.empty = self._make(Kind.EMPTY)
        self.not_allowed = self._make(Kind.NOT_ALLOWED)
        self.text = self._make(Kind.TEXT)
        starts: list[Element] = []
        for component in _components(root):
            if component.tag == f"{_RNG}define":
                self._defines.setdefault(component.get("name") or "", []).append(component)
            else:
                starts.append(component)
        self.start = self._combined(starts)
        self.definitions: dict[Name, list[Pattern]] = {}
        for node in root.iter(f"{_RNG}element"):
            pattern = self._build(node)
            for name in pattern.names.listed if pattern.names else ():
                self.definitions.setdefault(name, []).append(pattern)

    # -- making -----------------------------------------------------------------------------------------------------

    def _make(
        self, kind: Kind, parts: tuple[Pattern, ...] = (), names: Names | None = None, data: tuple[object, ...] = ()
    ) -> Pattern:
        key = (kind, tuple(map(id, parts)), names, data)
        found = self._table.get(key)
        if found is None:
            found = self._table[key] = Pattern(kind, parts, names, data)
        return found

    def choice(self, parts: Iterable[Pattern]) -> Pattern:
        """One of the parts; nothing that cannot be is offered."""
        flat: dict[int, Pattern] = {}
        for part in parts:
            for one in part.parts if part.kind is Kind.CHOICE else (part,):
                if one is not self.not_allowed:
                    flat[id(one)] = one
        if any(part.nullable for part in flat.values() if part is not self.empty):
            flat.pop(id(self.empty), None)
        if len(flat) == 1:
            return next(iter(flat.values()))
        return self._make(Kind.CHOICE, tuple(flat.values())) if flat else self.not_allowed

    def group(self, left: Pattern, right: Pattern) -> Pattern:
        """The left, then the right."""
        return self._both(Kind.GROUP, left, right)

    def interleave(self, left: Pattern, right: Pattern) -> Pattern:
        """Both, in any order and mixed."""
        return self._both(Kind.INTERLEAVE, left, right)

    def _both(self, kind: Kind, left: Pattern, right: Pattern) -> Pattern:
        if self.not_allowed in (left, right):
            return self.not_allowed
        if left is self.empty:
            return right
        return left if right is self.empty else self._make(kind, (left, right))

    def repeat(self, part: Pattern) -> Pattern:
        """The part, once or more."""
        if part in (self.empty, self.not_allowed, self.text) or part.kind is Kind.REPEAT:
            return part
        return self._make(Kind.REPEAT, (part,))

    def optional(self, part: Pattern) -> Pattern:
        """The part or nothing."""
        return self.choice((part, self.empty))

    # -- reading the schema -----------------------------------------------------------------------------------------

    def _combined(self, nodes: list[Element]) -> Pattern:
        built = [self._sequence(node) for node in nodes]
        if len(built) > 1 and any(node.get("combine") == "interleave" for node in nodes):
            return functools.reduce(self.interleave, built)
        return self.choice(built)

    def _reference(self, name: str) -> Pattern:
        if name not in self._built:
            if name not in self._defines:
                raise GrammarFault(f"the schema refers to “{name}”, which it does not define")
            self._built[name] = self._combined(self._defines[name])
        return self._built[name]

    def _sequence(self, node: Element, nodes: Iterable[Element] | None = None) -> Pattern:
        built = [self._build(child) for child in (_children(node) if nodes is None else nodes)]
        return functools.reduce(lambda right, left: self.group(left, right), reversed(built), self.empty)

    def _build(self, node: Element) -> Pattern:
        match str(node.tag).removeprefix(_RNG):
            case "element":
                # its content is read when it is first asked for: a recursive schema has no end
                return self._make(Kind.ELEMENT, (), _names_of(node), (node,))
            case "attribute":
                return self._attribute(node)
            case "ref":
                return self._reference(node.get("name") or "")
            case "empty":
                return self.empty
            case "text":
                return self.text
            case "notAllowed":
                return self.not_allowed
            case "group":
                return self._sequence(node)
            case "choice":
                return self.choice(self._build(child) for child in _children(node))
            case "interleave":
                return functools.reduce(self.interleave, (self._build(child) for child in _children(node)))
            case "optional":
                return self.optional(self._sequence(node))
            case "zeroOrMore":
                return self.optional(self.repeat(self._sequence(node)))
            case "oneOrMore":
                return self.repeat(self._sequence(node))
            case "mixed":
                return self.interleave(self.text, self._sequence(node))
            case "list":
                return self._make(Kind.LIST, (self._sequence(node),))
            case "value":
                return self._make(Kind.VALUE, (), None, (node.get("type") or "token", node.text or ""))
            case "data":
                return self._data(node)
            case other:
                raise GrammarFault(f"<{other}> is not read in a schema")

    def _attribute(self, node: Element) -> Pattern:
        names, content = _names_and_content(node)
        inside = self._sequence(node, content) if content else self.text
        return self._make(Kind.ATTRIBUTE, (inside,), names)

    def _data(self, node: Element) -> Pattern:
        exceptions = node.find(f"{_RNG}except")
        inside = (self.choice(self._build(child) for child in _children(exceptions)),) if exceptions is not None else ()
        parameters = tuple((item.get("name") or "", item.text or "") for item in node.findall(f"{_RNG}param"))
        return self._make(Kind.DATA, inside, None, (_inherited(node, "datatypeLibrary"), node.get("type"), parameters))

    def content(self, element: Pattern) -> Pattern:
        """What an element pattern lets stand in its tag and between its tags."""
        if id(element) not in self._content:
            node = element.data[0]
            assert isinstance(node, libxml.etree._Element)  # noqa: S101 - made so by _build
            self._content[id(element)] = self._sequence(node, _names_and_content(node)[1])
        return self._content[id(element)]

    # -- asking -----------------------------------------------------------------------------------------------------

    def after(self, pattern: Pattern, name: Name) -> Pattern:
        """What may stand after a child of this name."""
        key = (id(pattern), name)
        found = self._next.get(key)
        if found is None:
            found = self._next[key] = self._after(pattern, name)
        return found

    def _after(self, pattern: Pattern, name: Name) -> Pattern:
        match pattern.kind:
            case Kind.ELEMENT:
                return self.empty if pattern.names and pattern.names.contain(name) else self.not_allowed
            case Kind.CHOICE:
                return self.choice(self.after(part, name) for part in pattern.parts)
            case Kind.GROUP:
                left, right = pattern.parts
                first = self.group(self.after(left, name), right)
                return self.choice((first, self.after(right, name))) if left.nullable else first
            case Kind.INTERLEAVE:
                left, right = pattern.parts
                return self.choice(
                    (self.interleave(self.after(left, name), right), self.interleave(left, self.after(right, name)))
                )
            case Kind.REPEAT:
                return self.group(self.after(pattern.parts[0], name), self.optional(pattern))
            case _:
                return self.not_allowed

    def after_text(self, pattern: Pattern) -> Pattern:
        """What may stand after text."""
        found = self._after_text.get(pattern)
        if found is None:
            found = self._after_text[pattern] = self._with_text(pattern)
        return found

    def _with_text(self, pattern: Pattern) -> Pattern:
        match pattern.kind:
            case Kind.TEXT:
                return pattern
            case Kind.CHOICE:
                return self.choice(map(self.after_text, pattern.parts))
            case Kind.GROUP:
                left, right = pattern.parts
                first = self.group(self.after_text(left), right)
                return self.choice((first, self.after_text(right))) if left.nullable else first
            case Kind.INTERLEAVE:
                left, right = pattern.parts
                return self.choice(
                    (self.interleave(self.after_text(left), right), self.interleave(left, self.after_text(right)))
                )
            case Kind.REPEAT:
                return self.group(self.after_text(pattern.parts[0]), self.optional(pattern))
            case _:
                return self.not_allowed

    def with_attribute(self, pattern: Pattern, name: Name, value: str | None) -> Pattern:
        """What is left when an attribute was given; with None for its value, as if that were right."""
        if not pattern.attributes:
            return self.not_allowed
        if value is None:
            found = self._given.get((pattern, name))
            if found is None:
                found = self._given[pattern, name] = self._with_attribute(pattern, name, None)
            return found
        # a schema defines most attributes once for an element: then the value is right or wrong, wherever it is asked for
        verdicts = {self.has(content, value) for content in _contents(pattern, name)}
        if verdicts == {True}:
            return self.with_attribute(pattern, name, None)
        return self._with_attribute(pattern, name, value) if True in verdicts else self.not_allowed

    def _with_attribute(self, pattern: Pattern, name: Name, value: str | None) -> Pattern:
        match pattern.kind:
            case Kind.ATTRIBUTE:
                fits = pattern.names is not None and pattern.names.contain(name)
                return self.empty if fits and (value is None or self.has(pattern.parts[0], value)) else self.not_allowed
            case Kind.CHOICE:
                return self.choice(self.with_attribute(part, name, value) for part in pattern.parts)
            case Kind.GROUP | Kind.INTERLEAVE:
                left, right = pattern.parts
                return self.choice(
                    (
                        self._both(pattern.kind, self.with_attribute(left, name, value), right),
                        self._both(pattern.kind, left, self.with_attribute(right, name, value)),
                    )
                )
            case Kind.REPEAT:
                return self.group(self.with_attribute(pattern.parts[0], name, value), self.optional(pattern))
            case _:
                return self.not_allowed

    def without_attributes(self, pattern: Pattern, *, forgiving: bool = False) -> Pattern:
        """What is left when the tag ends; not allowed where an attribute was required, unless it is forgiven."""
        if not pattern.attributes:
            return pattern
        found = self._closed.get((pattern, forgiving))
        if found is None:
            found = self._closed[pattern, forgiving] = self._without_attributes(pattern, forgiving=forgiving)
        return found

    def _without_attributes(self, pattern: Pattern, *, forgiving: bool) -> Pattern:
        match pattern.kind:
            case Kind.ATTRIBUTE:
                return self.empty if forgiving else self.not_allowed
            case Kind.CHOICE:
                return self.choice(self.without_attributes(part, forgiving=forgiving) for part in pattern.parts)
            case Kind.GROUP | Kind.INTERLEAVE:
                left, right = (self.without_attributes(part, forgiving=forgiving) for part in pattern.parts)
                return self._both(pattern.kind, left, right)
            case _:
                return self.repeat(self.without_attributes(pattern.parts[0], forgiving=forgiving))

    def has(self, pattern: Pattern, value: str) -> bool:
        """Whether a value, of an attribute or an element without children, is one of the pattern's."""
        match pattern.kind:
            case Kind.TEXT:
                return True
            case Kind.EMPTY:
                return not value.strip()
            case Kind.CHOICE:
                return any(self.has(part, value) for part in pattern.parts)
            case Kind.VALUE | Kind.DATA:
                return self._is_value(pattern, value)
            case Kind.LIST:
                rest = pattern.parts[0]
                for token in value.split():
                    rest = self._after_token(rest, token)
                return rest.nullable
            case Kind.GROUP | Kind.INTERLEAVE:
                left, right = pattern.parts
                return (left.nullable and self.has(right, value)) or (right.nullable and self.has(left, value))
            case Kind.REPEAT:
                return self.has(pattern.parts[0], value)
            case _:
                return False

    def _is_value(self, pattern: Pattern, value: str) -> bool:
        if pattern.kind is Kind.VALUE:
            kind, text = pattern.data
            return value == text if kind == "string" else value.split() == str(text).split()
        library, name, parameters = pattern.data
        if pattern.parts and self.has(pattern.parts[0], value):
            return False
        return relaxng.accepts(str(library), str(name), parameters, value)

    def _after_token(self, pattern: Pattern, token: str) -> Pattern:
        match pattern.kind:
            case Kind.VALUE | Kind.DATA:
                return self.empty if self._is_value(pattern, token) else self.not_allowed
            case Kind.CHOICE:
                return self.choice(self._after_token(part, token) for part in pattern.parts)
            case Kind.GROUP:
                left, right = pattern.parts
                first = self.group(self._after_token(left, token), right)
                return self.choice((first, self._after_token(right, token))) if left.nullable else first
            case Kind.REPEAT:
                return self.group(self._after_token(pattern.parts[0], token), self.optional(pattern))
            case _:
                return self.not_allowed


@functools.lru_cache(maxsize=100_000)
def inside(pattern: Pattern, kind: Kind) -> tuple[Pattern, ...]:
    """The parts of one kind in a pattern, in the order of the schema; the content of elements is not looked into."""
    if pattern.kind is kind:
        return (pattern,)
    if pattern.kind is Kind.ELEMENT:
        return ()
    return tuple(found for part in pattern.parts for found in inside(part, kind))


@functools.lru_cache(maxsize=100_000)
def _contents(pattern: Pattern, name: Name) -> tuple[Pattern, ...]:
    """What the attributes of this name in a pattern may hold, each once."""
    attributes = [part for part in inside(pattern, Kind.ATTRIBUTE) if part.names and part.names.contain(name)]
    return tuple(dict.fromkeys(part.parts[0] for part in attributes))


def next_elements(pattern: Pattern) -> Iterator[Pattern]:
    """The elements that may stand next."""
    match pattern.kind:
        case Kind.ELEMENT:
            yield pattern
        case Kind.GROUP:
            left, right = pattern.parts
            yield from next_elements(left)
            if left.nullable:
                yield from next_elements(right)
        case Kind.CHOICE | Kind.INTERLEAVE | Kind.REPEAT:
            for part in pattern.parts:
                yield from next_elements(part)
        case _:
            return


@functools.cache
def read(path: Path, _stamp: int = 0) -> Grammar:
    """The grammar in a file, opened once. Raises `GrammarFault`."""
    root = libxml.parse_trusted(path).getroot()
    if root.tag != f"{_RNG}grammar":
        raise GrammarFault(f"{path.name} does not begin with <grammar>")
    return Grammar(root)


def _children(node: Element) -> list[Element]:
    return [child for child in node if isinstance(child.tag, str) and child.tag.startswith(_RNG)]


def _components(node: Element) -> Iterator[Element]:
    for child in _children(node):
        match child.tag.removeprefix(_RNG):
            case "div":
                yield from _components(child)
            case "start" | "define":
                yield child
            case other:
                raise GrammarFault(f"<{other}> is not read in a schema")


def _names_of(node: Element) -> Names:
    return _names_and_content(node)[0]


def _names_and_content(node: Element) -> tuple[Names, list[Element]]:
    children = _children(node)
    name = node.get("name")
    if name is None:
        return _class(children[0]), children[1:]
    # a bare name of an attribute is in no namespace, whatever `ns` says above it
    namespace = (node.get("ns") or "") if node.tag == f"{_RNG}attribute" else _inherited(node, "ns")
    return Names((_expanded(node, name.strip(), namespace),)), children


def _class(node: Element) -> Names:
    exceptions = tuple(_class(child) for item in node.findall(f"{_RNG}except") for child in _children(item))
    match node.tag.removeprefix(_RNG):
        case "name":
            return Names((_expanded(node, (node.text or "").strip(), _inherited(node, "ns")),))
        case "anyName":
            return Names((), (None,), exceptions)
        case "nsName":
            return Names((), (_inherited(node, "ns"),), exceptions)
        case "choice":
            classes = [_class(child) for child in _children(node)]
            # what one class excludes another may hold; no schema of ours has both, and a wider class only hides a message
            return Names(
                tuple(name for names in classes for name in names.listed),
                tuple(space for names in classes for space in names.namespaces),
                tuple(names for names_ in classes for names in names_.excluded),
            )
        case other:
            raise GrammarFault(f"<{other}> is not read as a name class")


def _expanded(node: Element, name: str, namespace: str) -> Name:
    prefix, colon, local = name.rpartition(":")
    if not colon:
        return Name(namespace, name)
    return Name("http://www.w3.org/XML/1998/namespace" if prefix == "xml" else node.nsmap.get(prefix, ""), local)


def _inherited(node: Element, attribute: str) -> str:
    found: Element | None = node
    while found is not None:
        value = found.get(attribute)
        if value is not None:
            return str(value)
        found = found.getparent()
    return ""
