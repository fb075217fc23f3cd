# SPDX-License-Identifier: MIT
"""Content models as automata: which elements a model names, and whether it can be read without looking ahead.

XML Schema refuses a content model in which the next element may be read in two ways (“unique particle
attribution”). The test is Glushkov's: number each mention of an element, and let no two mentions of one
name be first, or follow the same mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from edition.schema.declarations import (
    Alternate,
    AnyElement,
    Content,
    Data,
    ElementRef,
    Occurs,
    Pattern,
    PatternRef,
    Schema,
    Sequence,
    Text,
    Values,
)


def names(schema: Schema, content: Content) -> tuple[str, ...]:
    """The idents of the elements that a content model names, in its order, each once."""
    return tuple(dict.fromkeys(_names(schema.resolved(content))))


def _names(content: Content) -> Iterator[str]:
    match content:
        case ElementRef():
            yield content.ident
        case Sequence() | Alternate():
            for part in content.parts:
                yield from _names(part)
        case _:
            pass


def has_text(content: Content) -> bool:
    """Whether text or a value may stand in content that has its classes put in (`Schema.resolved`)."""
    match content:
        case Text() | Data() | Values() | Pattern() | PatternRef():
            return True
        case Sequence() | Alternate():
            return any(map(has_text, content.parts))
        case _:
            return False


def is_closed(content: Content) -> bool:
    """Whether content that has its classes put in names all elements that it allows."""
    match content:
        case AnyElement() | Pattern() | PatternRef():
            return False
        case Sequence() | Alternate():
            return all(map(is_closed, content.parts))
        case _:
            return True


def ambiguous(schema: Schema, content: Content) -> str | None:
    """The element that can be read in two ways, or None where the model is deterministic.

    Content in any order is never taken for deterministic: no automaton of a sane size reads it. Elements of other
    namespaces than the schema's are known by their namespace alone, for so XML Schema has to write them.
    """
    walk = _Walk(schema)
    try:
        first = walk.visit(schema.resolved(content)).first
    except _AnyOrder:
        return "content in any order"
    except _Foreign:
        return "a pattern of RELAX NG"
    for positions in (first, *walk.followers()):
        seen: set[str] = set()
        for position in sorted(positions):
            if walk.symbols[position] in seen or (seen and _ANY in (walk.symbols[position], *seen)):
                return walk.symbols[position]
            seen.add(walk.symbols[position])
    return None


_ANY: Final = "any element"


class _AnyOrder(Exception):
    """The model has a sequence whose order does not count."""


class _Foreign(Exception):
    """The model has RELAX NG in it that ODD has no words for."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Of a part of a model: the mentions that may be first and last, and whether it may be left out."""

    first: frozenset[int]
    last: frozenset[int]
    nullable: bool


@dataclass(slots=True)
class _Walk:
    """The mentions met so far, and what may follow each: in parts, for what is repeated all its mentions have in common."""

    schema: Schema
    symbols: list[str] = field(default_factory=list)
    follow: list[dict[int, frozenset[int]]] = field(default_factory=list)

    def followers(self) -> Iterator[frozenset[int]]:
        """What may follow a mention; what may follow several is given once."""
        seen: set[frozenset[int]] = set()
        for parts in self.follow:
            if (key := frozenset(parts)) not in seen:
                seen.add(key)
                yield _union(parts.values())

    def visit(self, content: Content) -> _Part:
        match content:
            case ElementRef() | AnyElement():
                position = len(self.symbols)
                self.symbols.append(self._symbol(content.ident) if isinstance(content, ElementRef) else _ANY)
                self.follow.append({})
                one = frozenset({position})
                return self._repeat(_Part(one, one, nullable=False), content.occurs)
            case Sequence(ordered=False):
                raise _AnyOrder
            case Pattern() | PatternRef():
                raise _Foreign
            case Sequence():
                part = _Part(frozenset(), frozenset(), nullable=True)
                for inner in content.parts:
                    part = self._then(part, self.visit(inner))
                return self._repeat(part, content.occurs)
            case Alternate():
                parts = [self.visit(inner) for inner in content.parts]
                either = _Part(
                    _union(part.first for part in parts),
                    _union(part.last for part in parts),
                    any(part.nullable for part in parts),
                )
                return self._repeat(either, content.occurs)
            case _:
                return _Part(frozenset(), frozenset(), nullable=True)

    def _symbol(self, ident: str) -> str:
        spec = self.schema.elements[ident]
        return spec.name if spec.namespace == self.schema.namespace else f"any element of {spec.namespace}"

    def _then(self, one: _Part, two: _Part) -> _Part:
        for position in one.last:
            self.follow[position][id(two.first)] = two.first
        return _Part(
            one.first | two.first if one.nullable else one.first,
            one.last | two.last if two.nullable else two.last,
            one.nullable and two.nullable,
        )

    def _repeat(self, part: _Part, occurs: Occurs) -> _Part:
        if occurs.most is None or occurs.most > 1:
            for position in part.last:
                self.follow[position][id(part.first)] = part.first
        return _Part(part.first, part.last, part.nullable or occurs.least == 0)


def _union(sets: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*sets)
