# SPDX-License-Identifier: MIT
"""Hypothesis strategies made from an ODD: documents that it allows, with every element at some place in one of them.

A document is a path of required elements from the root to one element, chosen freely; that element, and some of
what it holds, is filled with whatever its content model and attributes allow. So even elements that lie deep in
the header are met as often as a paragraph.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st
from lxml import etree

from edition.schema import automaton
from edition.schema.declarations import (
    ONCE,
    Alternate,
    Attribute,
    AttributeList,
    AttributePart,
    Content,
    Data,
    ElementRef,
    Occurs,
    Sequence,
    Text,
    Values,
)
from edition.schema.odd import Schema

Draw = Callable[[st.SearchStrategy[object]], object]

_letters = st.text(alphabet="abcdeКимрс", min_size=1, max_size=6)
_date = st.sampled_from(["1956", "1956-09", "1956-09-23", "--09-23", "1956-09-23T12:00:00Z", "12:30:00"])
_pointer = st.sampled_from(["#a", "other.xml#b", "https://example.org/x", "per:kim"])

VALUES: dict[str, st.SearchStrategy[str]] = {
    "teidata.count": st.integers(0, 99).map(str),
    "teidata.enumerated": _letters,
    "teidata.language": st.sampled_from(["ru", "en", "ru-Latn", ""]),
    "teidata.name": st.sampled_from(["p", "typescript", "persName"]),
    "teidata.namespace": st.just("http://www.tei-c.org/ns/1.0"),
    "teidata.numeric": st.sampled_from(["1", "2.5", "1/2", "-3"]),
    "teidata.outputMeasurement": st.sampled_from(["12cm", "50%", "3.5em"]),
    "teidata.pattern": st.just("([a-z]+)"),
    "teidata.point": st.sampled_from(["1,2", "0.5,10"]),
    "teidata.pointer": _pointer,
    "teidata.prefix": st.sampled_from(["per", "place"]),
    "teidata.replacement": st.just("people.xml#$1"),
    "teidata.temporal.w3c": _date,
    "teidata.text": st.text(alphabet="ab «»", max_size=8),
    "teidata.truthValue": st.sampled_from(["true", "false", "1", "0"]),
    "teidata.version": st.just("4.8.0"),
    "teidata.versionNumber": st.sampled_from(["1", "2.1a", "10.0.3"]),
    "teidata.word": _letters,
    "teidata.xmlName": st.sampled_from(["entity", "kind"]),
    "teidata.xTruthValue": st.sampled_from(["true", "unknown", "inapplicable"]),
    "nonNegativeInteger": st.integers(0, 100).map(str),
}
"""What the values of each datatype may look like; a datatype of the ODD that is missing here fails the tests."""

_XML = "{http://www.w3.org/XML/1998/namespace}"


def documents(schema: Schema) -> st.SearchStrategy[bytes]:
    """Documents that the ODD allows, serialised."""
    house = House(schema)

    @st.composite
    def document(draw: Draw) -> bytes:
        target = draw(st.sampled_from(house.reachable))
        root = _Writing(house, draw).to(str(target))
        data: bytes = etree.tostring(root, encoding="UTF-8")
        return data

    return document()


@dataclass
class House:
    """What is asked of the ODD again and again: content with its classes put in, parents, and the least height."""

    schema: Schema
    contents: dict[str, Content] = field(default_factory=dict)
    heights: dict[str, int] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.contents = {ident: self.schema.resolved(spec.content) for ident, spec in self.schema.elements.items()}
        changed = True
        while changed:
            changed = False
            for ident, content in self.contents.items():
                height = self.height(content)
                if height is not None and height + 1 < self.heights.get(ident, 1000):
                    self.heights[ident] = height + 1
                    changed = True
        waiting = list(self.schema.start)
        for ident in waiting:
            for child in automaton.names(self.schema, self.schema.elements[ident].content):
                if child not in self.parents and child not in self.schema.start:
                    self.parents[child] = ident
                    waiting.append(child)

    @functools.cached_property
    def reachable(self) -> list[str]:
        """The elements that a document may hold at some place."""
        return [*self.schema.start, *self.parents]

    def height(self, content: Content) -> int | None:
        """The number of levels that the content needs at least; None while that is not known."""
        match content:
            case (
                ElementRef(occurs=Occurs(least=0))
                | Sequence(occurs=Occurs(least=0))
                | Alternate(occurs=Occurs(least=0))
            ):
                return 0
            case ElementRef():
                return self.heights.get(content.ident)
            case Sequence():
                heights = [self.height(part) for part in content.parts]
                return None if None in heights else max((h for h in heights if h is not None), default=0)
            case Alternate():
                return min((h for part in content.parts if (h := self.height(part)) is not None), default=None)
        return 0


@dataclass
class _Writing:
    """One document while it is written."""

    house: House
    draw: Draw
    ids: int = 0

    def to(self, target: str) -> etree._Element:
        """A document with the target in it, the elements above holding what they must and no more."""
        path = [target]
        while path[0] in self.house.parents:
            path.insert(0, self.house.parents[path[0]])
        return self.along(path)

    def along(self, path: list[str]) -> etree._Element:
        if len(path) == 1:
            return self.element(path[0], 2)
        item = self.bare(path[0])
        self.fill(item, self.with_child(self.house.contents[path[0]], path[1]), 0, path)
        return item

    def bare(self, ident: str) -> etree._Element:
        spec = self.house.schema.elements[ident]
        item = etree.Element(f"{{{spec.namespace}}}{spec.name}", nsmap={None: spec.namespace})
        for attribute in self.house.schema.attributes(ident):
            if attribute.required:
                self.set(item, attribute)
        return item

    def element(self, ident: str, depth: int) -> etree._Element:
        """An element with some of its attributes; its content is free for `depth` levels, then the least there is."""
        item = self.bare(ident)
        if depth:
            inherited = self.house.schema.attributes(ident)
            own = {attribute.ident for attribute in self.chosen(self.house.schema.elements[ident].attributes)}
            listed = {a.ident for a in self.house.schema.flat(self.house.schema.elements[ident].attributes)}
            for attribute in inherited:
                if (attribute.ident in own or attribute.ident not in listed) and self.draw(st.integers(0, 3)) == 0:
                    self.set(item, attribute)
        self.fill(item, self.house.contents[ident], depth, None)
        return item

    def chosen(self, parts: tuple[AttributePart, ...]) -> list[Attribute]:
        """Of each choice of attributes one alternative."""
        found: list[Attribute] = []
        for part in parts:
            if isinstance(part, AttributeList) and part.choice:
                found += self.chosen((part.parts[int(self.draw(st.integers(0, len(part.parts) - 1)))],))
            else:
                found += self.house.schema.flat((part,))
        return found

    def fill(self, item: etree._Element, content: Content, depth: int, path: list[str] | None) -> None:
        match content:
            case Text():
                if depth:
                    append_text(item, str(self.draw(_letters)))
            case _Along():
                item.append(self.along(path[1:] if path else []))
            case ElementRef():
                for _ in range(self.times(content.occurs, depth)):
                    item.append(self.element(content.ident, max(depth - 1, 0)))
            case Sequence():
                for _ in range(self.times(content.occurs, depth)):
                    for part in content.parts:
                        self.fill(item, part, depth, path)
            case Alternate():
                for _ in range(self.times(content.occurs, depth)):
                    self.fill(item, self.one_of(content, depth), depth, path)

    def times(self, occurs: Occurs, depth: int) -> int:
        if not depth:
            return occurs.least
        most = occurs.least + 3 if occurs.most is None else occurs.most
        return int(self.draw(st.integers(occurs.least, most)))

    def one_of(self, content: Alternate, depth: int) -> Content:
        known = [part for part in content.parts if self.house.height(part) is not None]
        if depth > 1:
            return known[int(self.draw(st.integers(0, len(known) - 1)))]
        return min(known, key=lambda part: self.house.height(part) or 0)

    def with_child(self, content: Content, child: str) -> Content:
        """The least content of a model that has a certain child; `_Along` stands for the child."""
        match content:
            case ElementRef():
                return _Along(child)
            case Alternate():
                for part in content.parts:
                    if child in idents(part):
                        chosen: Content = self.with_child(part, child)
                        more = max(content.occurs.least - 1, 0)
                        return Sequence((chosen, Alternate(content.parts, Occurs(more, more)))) if more else chosen
            case Sequence():
                at = next(i for i, part in enumerate(content.parts) if child in idents(part))
                parts = [self.with_child(part, child) if i == at else part for i, part in enumerate(content.parts)]
                return Sequence(tuple(parts))
        raise AssertionError(child)

    def set(self, item: etree._Element, attribute: Attribute) -> None:
        name = attribute.name.replace("xml:", _XML)
        if attribute.name == "xml:id":
            self.ids += 1
            item.set(name, f"id{self.ids}")
            return
        values = [str(self.draw(self.value(attribute))) for _ in range(self.how_many(attribute))]
        item.set(name, " ".join(values))

    def how_many(self, attribute: Attribute) -> int:
        if attribute.occurs == ONCE:
            return 1
        most = attribute.occurs.least + 2 if attribute.occurs.most is None else attribute.occurs.most
        return int(self.draw(st.integers(attribute.occurs.least, most)))

    def value(self, attribute: Attribute) -> st.SearchStrategy[str]:
        if isinstance(attribute.values, Values) and attribute.values.kind == "closed":
            return st.sampled_from(attribute.values.idents)
        assert isinstance(attribute.datatype, Data)
        free = VALUES[attribute.datatype.ident or attribute.datatype.xsd]
        if isinstance(attribute.values, Values) and attribute.values.kind == "semi":
            return st.sampled_from(attribute.values.idents) | free
        return free


@dataclass(frozen=True)
class _Along(ElementRef):
    """The child through which the path goes on."""


def idents(content: Content) -> set[str]:
    """The elements that a content model names."""
    match content:
        case ElementRef():
            return {content.ident}
        case Sequence() | Alternate():
            return set().union(*(idents(part) for part in content.parts))
    return set()


def append_text(item: etree._Element, text: str) -> None:
    """Text behind whatever an element holds so far."""
    if len(item):
        item[-1].tail = (item[-1].tail or "") + text
    else:
        item.text = (item.text or "") + text
