# SPDX-License-Identifier: MIT
"""Whether one RELAX NG grammar allows only what another allows, proved element by element.

Sampled documents miss an element that is allowed once too often; here the content models of both grammars are
walked side by side as automata (derivatives of hash-consed patterns), so that a difference cannot hide, and the
shortest content that shows it is named. The grammars are of the TEI's kind: each element name has one pattern.
Attributes are compared by name, by being required, and by their values as far as grammars state them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"

# A pattern is a tuple: its kind, then its parts. Equal patterns are equal tuples, so that states can be compared.
Pattern = tuple[Any, ...]
EMPTY: Pattern = ("empty",)
NOTHING: Pattern = ("notAllowed",)
TEXT: Pattern = ("text",)


def group(first: Pattern, second: Pattern) -> Pattern:
    """One after the other."""
    if NOTHING in (first, second):
        return NOTHING
    if first == EMPTY:
        return second
    if second == EMPTY:
        return first
    if first[0] == "group":
        return group(first[1], group(first[2], second))
    return ("group", first, second)


def interleave(first: Pattern, second: Pattern) -> Pattern:
    """Both, in any order."""
    if NOTHING in (first, second):
        return NOTHING
    if first == EMPTY:
        return second
    return first if second == EMPTY else ("interleave", first, second)


def choice(*patterns: Pattern) -> Pattern:
    """One of several; the same choice is always the same tuple."""
    parts: dict[Pattern, None] = {}
    for pattern in patterns:
        parts.update(dict.fromkeys(pattern[1:] if pattern[0] == "choice" else [pattern]))
    parts.pop(NOTHING, None)
    if any(part != EMPTY and nullable(part) for part in parts):
        parts.pop(EMPTY, None)
    if len(parts) < 2:
        return next(iter(parts), NOTHING)
    return ("choice", *sorted(parts, key=_order))


@functools.cache
def _order(pattern: Pattern) -> str:
    return repr(pattern)


def more(pattern: Pattern) -> Pattern:
    """Once or more."""
    return pattern if pattern in (EMPTY, NOTHING, TEXT) or pattern[0] == "more" else ("more", pattern)


@functools.cache
def nullable(pattern: Pattern) -> bool:
    """Whether there may be nothing."""
    match pattern:
        case ("empty",) | ("text",):
            return True
        case ("group" | "interleave", first, second):
            return nullable(first) and nullable(second)
        case ("choice", *parts):
            return any(nullable(part) for part in parts)
        case ("more", inner):
            return nullable(inner)
    return False


@functools.cache
def first(pattern: Pattern) -> frozenset[str]:
    """The names of elements, or `#text`, that may come first."""
    match pattern:
        case ("text",) | ("data", *_):
            return frozenset({"#text"})
        case ("element", name):
            return frozenset({name})
        case ("group", one, two):
            return first(one) | first(two) if nullable(one) else first(one)
        case ("interleave", one, two):
            return first(one) | first(two)
        case ("choice", *parts):
            return frozenset().union(*(first(part) for part in parts))
        case ("more", inner):
            return first(inner)
    return frozenset()


@functools.cache
def after(pattern: Pattern, symbol: str) -> Pattern:
    """What may follow once `symbol` has been read."""
    match pattern:
        case ("text",):
            return TEXT if symbol == "#text" else NOTHING
        case ("data", *_):
            return EMPTY if symbol == "#text" else NOTHING
        case ("element", name):
            return EMPTY if name == symbol else NOTHING
        case ("group", one, two):
            here = group(after(one, symbol), two)
            return choice(here, after(two, symbol)) if nullable(one) else here
        case ("interleave", one, two):
            return choice(interleave(after(one, symbol), two), interleave(one, after(two, symbol)))
        case ("choice", *parts):
            return choice(*(after(part, symbol) for part in parts if symbol in first(part)))
        case ("more", inner):
            return group(after(inner, symbol), choice(EMPTY, pattern))
    return NOTHING


def counterexample(narrow: Pattern, wide: Pattern) -> tuple[str, ...] | None:
    """The shortest content that `narrow` allows and `wide` does not; None where there is no such content."""
    waiting: list[tuple[Pattern, Pattern, tuple[str, ...]]] = [(narrow, wide, ())]
    seen = {(narrow, wide)}
    for one, two, path in waiting:
        if nullable(one) and not nullable(two):
            return path
        for symbol in sorted(first(one)):
            pair = (after(one, symbol), after(two, symbol))
            if pair[0] == NOTHING or pair in seen:
                continue
            if pair[1] == NOTHING:
                return (*path, symbol)
            seen.add(pair)
            waiting.append((*pair, (*path, symbol)))
    return None


@dataclass(frozen=True)
class AttributeValue:
    """One way of writing a value: a literal, or a datatype with its parameters; in a list of several or alone."""

    kind: str
    text: str
    listed: bool = False


@dataclass
class ElementPattern:
    """What an element may hold, and its attributes with the ways of writing their values."""

    content: Pattern
    optional: dict[str, set[AttributeValue]] = field(default_factory=dict)
    required: dict[str, set[AttributeValue]] = field(default_factory=dict)

    @property
    def attributes(self) -> dict[str, set[AttributeValue]]:
        """All of them, required or not."""
        return self.optional | self.required


class Grammar:
    """A grammar, read from a file, element by element as they are asked for."""

    def __init__(self, path: Path) -> None:
        root = etree.parse(str(path), etree.XMLParser(remove_comments=True)).getroot()
        self.defines: dict[str, list[Any]] = {}
        for define in root.iter(f"{RNG}define"):
            self.defines.setdefault(define.get("name"), []).extend(_children(define))
        self.sources = {item.get("name"): item for item in root.iter(f"{RNG}element") if item.get("name")}

    @functools.cache  # noqa: B019 - a grammar lives as long as its test
    def element(self, name: str) -> ElementPattern:
        """The pattern of an element, by its name."""
        item = self.sources[name]
        pattern = ElementPattern(EMPTY)
        pattern.content = self._sequence(_children(item))
        for child in _children(item):
            self._attributes(child, pattern, required=True)
        return pattern

    def _sequence(self, items: list[Any]) -> Pattern:
        result = EMPTY
        for item in reversed(items):
            result = group(self._pattern(item), result)
        return result

    def _pattern(self, item: Any) -> Pattern:
        kind = etree.QName(item).localname
        match kind:
            case "empty" | "attribute":
                return EMPTY
            case "text":
                return TEXT
            case "notAllowed":
                return NOTHING
            case "data" | "value" | "list":
                return ("data", kind)
            case "element":
                return ("element", item.get("name") or "*")
            case "ref":
                return self._define(item.get("name"))
            case "choice":
                return choice(*(self._pattern(child) for child in _children(item)))
            case "interleave":
                return functools.reduce(interleave, [self._pattern(child) for child in _children(item)])
            case "mixed":
                return interleave(TEXT, self._sequence(_children(item)))
            case "optional":
                return choice(EMPTY, self._sequence(_children(item)))
            case "oneOrMore":
                return more(self._sequence(_children(item)))
            case "zeroOrMore":
                return choice(EMPTY, more(self._sequence(_children(item))))
            case "group":
                return self._sequence(_children(item))
        raise ValueError(kind)

    @functools.cache  # noqa: B019 - as above
    def _define(self, name: str) -> Pattern:
        return self._sequence(self.defines[name])

    def _attributes(self, item: Any, found: ElementPattern, *, required: bool) -> None:
        kind = etree.QName(item).localname
        if kind == "element":
            return
        if kind == "attribute":
            name = item.get("name") or "*"
            values = set(self._values(_children(item), listed=False)) or {AttributeValue("text", "")}
            (found.required if required else found.optional).setdefault(name, set()).update(values)
            return
        required = required and kind not in ("optional", "zeroOrMore", "choice")
        children = self.defines[item.get("name")] if kind == "ref" else _children(item)
        for child in children:
            self._attributes(child, found, required=required)

    def _values(self, items: list[Any], *, listed: bool) -> Iterator[AttributeValue]:
        for item in items:
            kind = etree.QName(item).localname
            match kind:
                case "value":
                    yield AttributeValue("value", item.text or "", listed)
                case "data":
                    parameters = [f"{p.get('name')}={p.text}" for p in _children(item) if p.tag == f"{RNG}param"]
                    yield AttributeValue("data", " ".join([item.get("type"), *parameters]), listed)
                case "text":
                    yield AttributeValue("text", "", listed)
                case "ref":
                    yield from self._values(self.defines[item.get("name")], listed=listed)
                case "list":
                    yield from self._values(_children(item), listed=True)
                case _:
                    yield from self._values(_children(item), listed=listed)


def _children(item: Any) -> list[Any]:
    return [
        child
        for child in item
        if isinstance(child.tag, str) and child.tag.startswith(RNG) and child.tag != f"{RNG}anyName"
    ]


_ANY_TEXT = ("text", "data string", "data token")
_WORD = "data token pattern=[^\\p{C}\\p{Z}]+"
_NARROWER = {
    "data NCName": {"data Name"},
    "data Name": {_WORD},
    r"data token pattern=(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?)": {
        r"data token pattern=(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?(,-?[0-9]+(\.[0-9]+)?)?)"
    },
    "data nonNegativeInteger": {"data double", "data decimal", "data token"},
}


def allows(wide: set[AttributeValue], value: AttributeValue) -> bool:
    """Whether one of the ways of writing a value in `wide` covers `value`."""
    for other in wide:
        if value.listed and not other.listed and other.kind != "text" and other.text != "string":
            continue
        if (value.kind, value.text) == (other.kind, other.text):
            return True
        if f"{other.kind} {other.text}".strip() in _ANY_TEXT:
            return True
        if value.kind == "value" and value.text and " " not in value.text and f"{other.kind} {other.text}" == _WORD:
            return True
        if f"{other.kind} {other.text}" in _NARROWER.get(f"{value.kind} {value.text}", ()):
            return True
    return False


def differences(narrow: Grammar, wide: Grammar) -> Iterator[str]:
    """Each thing that `narrow` allows and `wide` does not, in a sentence."""
    for name in sorted(narrow.sources):
        if name not in wide.sources:
            yield f"<{name}> is unknown"
            continue
        ours, theirs = narrow.element(name), wide.element(name)
        content = counterexample(ours.content, theirs.content)
        if content is not None:
            yield f"<{name}> may hold {' '.join(content) or 'nothing'}"
        for attribute, values in sorted(ours.attributes.items()):
            if attribute not in theirs.attributes:
                yield f"<{name}> has @{attribute}"
                continue
            for value in sorted(values, key=lambda item: (item.kind, item.text)):
                if not allows(theirs.attributes[attribute], value):
                    yield f"<{name}>/@{attribute} may be {value}"
        for attribute in sorted(theirs.required.keys() - ours.required.keys()):
            yield f"<{name}> may lack @{attribute}"
