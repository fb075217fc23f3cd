# SPDX-License-Identifier: MIT
"""What chapter 7 of the specification forbids a schema, asked of its patterns: paths, strings beside elements, attributes, interleaves."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterator
from typing import Final

from edition.engines.libxml import Element
from edition.relaxng import names, syntax
from edition.relaxng.loader import File, Grammar, SchemaFault
from edition.relaxng.patterns import Kind, Pattern, all_elements, inside, reached
from edition.speech import say


def check(grammar: Grammar) -> None:
    """Raises the first `SchemaFault` of a grammar: its syntax, its names, what it must not combine."""
    for path, root in grammar.files.items():
        syntax.check(File(path, root))
    grammar.build_all()
    _Check(grammar).whole()


def check_identifiers(grammar: Grammar) -> None:
    """Raises `SchemaFault` where it cannot be told what gives or names an identifier (RELAX NG DTD Compatibility § 5)."""
    _Check(grammar).identifiers()


class _Holds(enum.IntEnum):
    """What content is made of (§ 7.2): nothing, elements and text, or a value."""

    NOTHING = 0
    COMPLEX = 1
    SIMPLE = 2


_WORDS: Final = {
    Kind.ATTRIBUTE: say("an attribute"),
    Kind.ELEMENT: say("an element"),
    Kind.TEXT: say("a text"),
    Kind.LIST: say("a list"),
    Kind.DATA: say("data"),
    Kind.VALUE: say("a value"),
    Kind.GROUP: say("a group"),
    Kind.INTERLEAVE: say("an interleave"),
    Kind.REPEAT: say("a repetition"),
    Kind.EMPTY: say("nothing"),
}
_IN_ATTRIBUTE: Final = frozenset((Kind.ELEMENT, Kind.ATTRIBUTE))
_IN_LIST: Final = frozenset((Kind.ELEMENT, Kind.LIST, Kind.TEXT, Kind.INTERLEAVE, Kind.ATTRIBUTE))
_IN_EXCEPT: Final = frozenset(_WORDS) - {Kind.DATA, Kind.VALUE}
_IN_START: Final = frozenset(_WORDS) - {Kind.ELEMENT}


class _Check:
    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.at: Element = grammar.root.node
        self._holds: dict[Pattern, _Holds] = {}

    def whole(self) -> None:
        self._forbid(self.grammar.start, _IN_START, say("the start of a schema"))
        for element in all_elements(self.grammar.start):
            self.at = element.source
            self._content(element.content)

    def identifiers(self) -> None:
        """One attribute of one element is an identifier wherever it may stand, or nowhere."""
        elements = list(all_elements(self.grammar.start))
        types: dict[str, dict[str, set[str]]] = {}
        for element in elements:
            self.at = element.source
            self._no_identifier(element.content)
            for attribute in inside(element.content, Kind.ATTRIBUTE):
                self.at = attribute.source
                if not (kind := _identifies(attribute.parts[0])):
                    self._no_identifier(attribute.parts[0])
                    continue
                if not all(each.names and names.is_finite(each.names) for each in (element, attribute)):
                    raise self._fault(
                        say("an attribute that is an {kind} must be named, and so must its element", kind=kind)
                    )
                for name, own in itertools.product(_spelled(attribute), _spelled(element)):
                    types.setdefault(name, {}).setdefault(own, set()).add(kind)
        for element in elements if types else ():
            for attribute in inside(element.content, Kind.ATTRIBUTE):
                for name in filter(attribute.names.contains, types) if attribute.names else ():
                    kind = _identifies(attribute.parts[0])
                    for own, kinds in types[name].items():
                        if kinds != {kind} and element.names and element.names.contains(own):
                            self.at = attribute.source
                            raise self._conflict(name, own, kind, min(kinds - {kind}))

    def _no_identifier(self, pattern: Pattern) -> None:
        for part in _all(pattern):
            for each in (part, *(_all(part.parts[0]) if part.kind is Kind.LIST else ())):
                if kind := _identifies(each):
                    raise self._fault(say("an {kind} may be nothing but the value of an attribute", kind=kind))

    def _conflict(self, name: str, element: str, kind: str, other: str) -> SchemaFault:
        said = say(
            "`@{attribute}` of `<{element}>` is {kind} here, and {other} elsewhere: it must be the same wherever it may stand",
            attribute=names.local(name),
            element=names.local(element),
            kind=kind or say("no identifier"),
            other=other,
        )
        return self._fault(said)

    def _fault(self, message: str) -> SchemaFault:
        root = self.at.getroottree().getroot()
        path = next((path for path, each in self.grammar.files.items() if each is root), self.grammar.root.file.path)
        return SchemaFault(message, path, self.at.sourceline or 1)

    def _forbid(self, pattern: Pattern, kinds: frozenset[Kind], where: str) -> None:
        for part in _all(pattern):
            if part.kind in kinds:
                raise self._fault(say("{what} may not stand in {where}", what=_WORDS[part.kind], where=where))

    def _content(self, content: Pattern) -> None:
        for part in _all(content):
            match part.kind:
                case Kind.ATTRIBUTE:
                    self._forbid(part.parts[0], _IN_ATTRIBUTE, say("an attribute"))
                    self._inner(part.parts[0])
                    self._type(part.parts[0])
                case Kind.INTERLEAVE:
                    self._mixed(part)
                case _:
                    pass
        self._inner(content)
        self._repeated(content, repeated=False)
        self._type(content)
        self._distinct(content)

    def _inner(self, pattern: Pattern) -> None:
        for part in _all(pattern):
            if part.kind is Kind.LIST:
                self._forbid(part.parts[0], _IN_LIST, say("a list"))
                self._inner(part.parts[0])
            elif part.kind is Kind.DATA and part.parts:
                self._forbid(part.parts[0], _IN_EXCEPT, say("what is excepted from data"))

    def _repeated(self, pattern: Pattern, *, repeated: bool, grouped: bool = False) -> None:
        if not pattern.has_attributes:
            return
        match pattern.kind:
            case Kind.ATTRIBUTE:
                if repeated and grouped:
                    raise self._fault(say("an attribute stands in a group that is repeated"))
                if pattern.wild and not repeated:
                    raise self._fault(say("attributes of any name must be repeated"))
            case Kind.REPEAT:
                self._repeated(pattern.parts[0], repeated=True)
            case _:
                row = grouped or (repeated and pattern.kind in (Kind.GROUP, Kind.INTERLEAVE))
                for part in pattern.parts:
                    self._repeated(part, repeated=repeated, grouped=row)

    def _type(self, pattern: Pattern) -> _Holds:
        found = self._holds.get(pattern)
        if found is None:
            found = self._holds[pattern] = self._type_of(pattern)
        return found

    def _type_of(self, pattern: Pattern) -> _Holds:
        match pattern.kind:
            case Kind.ELEMENT | Kind.TEXT:
                return _Holds.COMPLEX
            case Kind.DATA | Kind.VALUE | Kind.LIST:
                return _Holds.SIMPLE
            case Kind.CHOICE:
                return max(map(self._type, pattern.parts))
            case Kind.GROUP | Kind.INTERLEAVE:
                types = [held for held in map(self._type, pattern.parts) if held is not _Holds.NOTHING]
                if _Holds.SIMPLE in types and len(types) > 1:
                    raise self._fault(say("a value stands beside elements, text or another value"))
                return max(types, default=_Holds.NOTHING)
            case Kind.REPEAT:
                if self._type(pattern.parts[0]) is _Holds.SIMPLE:
                    raise self._fault(say("a value is repeated outside of a list"))
                return self._type(pattern.parts[0])
            case _:
                return _Holds.NOTHING

    def _distinct(self, pattern: Pattern) -> None:
        """No attribute twice in a group or an interleave (§ 7.3)."""
        if not pattern.has_attributes or pattern.kind is Kind.ATTRIBUTE:
            return
        for part in pattern.parts:
            self._distinct(part)
        if pattern.kind not in (Kind.GROUP, Kind.INTERLEAVE):
            return
        taken: set[str] = set()
        for part in pattern.parts:
            if both := taken & part.attributes:
                raise self._fault(say("the attribute `{name}` is given twice", name=names.local(min(both))))
            taken |= part.attributes
        wild = [part for part in pattern.parts if part.wild]
        for part in wild:
            for other in pattern.parts:
                if other is not part and (name := _shared(part, other)):
                    raise self._fault(say("the attribute `{name}` is given twice", name=names.local(name)))

    def _mixed(self, pattern: Pattern) -> None:
        """No element name, and no text, in two parts of an interleave (§ 7.4)."""
        if sum(any(True for _ in inside(part, Kind.TEXT)) for part in pattern.parts) > 1:
            raise self._fault(say("text stands twice in an interleave"))
        sides = [list(inside(part, Kind.ELEMENT)) for part in pattern.parts]
        taken: set[str] = set()
        for side in sides:
            own = {name for element in side if element.names for name in names.listed(element.names)}
            if both := taken & own:
                raise self._fault(
                    say("the element `{name}` stands in two parts of an interleave", name=names.local(min(both)))
                )
            taken |= own
        wild = [
            (number, each)
            for number, side in enumerate(sides)
            for each in side
            if each.names and not names.is_finite(each.names)
        ]
        for number, each in wild:
            for other, side in enumerate(sides):
                for element in side if other != number else ():
                    if each.names and element.names and (name := names.overlap(each.names, element.names)):
                        raise self._fault(
                            say("the element `{name}` stands in two parts of an interleave", name=names.local(name))
                        )


def _identifies(pattern: Pattern) -> str:
    """The name of its datatype, where a value gives or names an identifier."""
    datatype = pattern.datatype if pattern.kind in (Kind.DATA, Kind.VALUE) else None
    return datatype.name if datatype is not None and (datatype.is_identifier or datatype.is_reference) else ""


def _spelled(pattern: Pattern) -> list[str]:
    return list(names.listed(pattern.names)) if pattern.names else []


def _all(pattern: Pattern) -> Iterator[Pattern]:
    """A pattern and its parts at every depth, each once; elements, attributes, lists and data are not looked into."""
    rows = (Kind.CHOICE, Kind.GROUP, Kind.INTERLEAVE, Kind.REPEAT)
    return reached([pattern], lambda part: part.parts if part.kind in rows else ())


def _shared(left: Pattern, right: Pattern) -> str | None:
    """The name of an attribute that two patterns both have."""
    pairs = itertools.product(inside(left, Kind.ATTRIBUTE), inside(right, Kind.ATTRIBUTE))
    return next(
        (name for one, two in pairs if one.names and two.names and (name := names.overlap(one.names, two.names))), None
    )
