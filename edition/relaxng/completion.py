# SPDX-License-Identifier: MIT
"""What may stand at a place of a document that is being written: elements, attributes or values, by a schema.

The text before the place is read as it is, well-formed or not: tags that are open, children that they have so far. What the schema
does not know is passed over, so that one slip does not silence everything after it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from edition.relaxng import names
from edition.relaxng.examples import without
from edition.relaxng.machine import Machine, State, Tag
from edition.relaxng.patterns import Kind, Pattern, inside, next_elements

_XML: Final = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may stand here, as it is written (`p`, `xml:id`, `high`); `is_needed`: what stands here is not complete without."""

    name: str
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand at a place. `kind` is "element", "attribute", "value" or "" (nothing can be said there).

    `begun` is the part of the name or value that is already written, `element` the element around, `attribute` the one whose value it is.
    """

    kind: str
    offers: tuple[Offer, ...] = ()
    begun: str = ""
    element: str = ""
    attribute: str = ""
    has_text: bool = False
    may_end: bool = False


@dataclass(slots=True)
class _Open:
    name: str
    written: str
    state: State | None
    prefixes: dict[str, str] = field(default_factory=dict)


_MARKUP: Final = re.compile(
    r"""<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<!DOCTYPE(?:[^\[>]|\[[^\]]*(?:\]|\Z))*+(?:>|\Z)
    |</(?P<end>[^\s>]*)\s*(?:>|\Z)
    |<(?P<start>[^\s/<>!?][^\s/<>]*+)(?P<attributes>(?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(?P<empty>/?)>
    |<(?P<unfinished>[^\s/<>]*+)(?P<rest>(?:[^<>"']|"[^"<]*"|'[^'<]*')*(?:"[^"<]*|'[^'<]*)?)\Z""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(r"""(?<![^\s=<>"'])([^\s=<>"']++)\s*+=\s*+("[^"]*"|'[^']*')""")
_VALUE: Final = re.compile(r"""(?<![^\s=<>"'])([^\s=<>"']++)\s*+=\s*+(?:"([^"]*)|'([^']*))\Z""")
_HIDDEN: Final = ("<!--", "<![CDATA[", "<?", "<!DOCTYPE")
_CLOSES: Final = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>", "<!DOCTYPE": ">"}


def complete(machine: Machine, text: str, trail: Trail | None = None) -> Completion:
    """What may stand at the end of `text`, the document up to the place asked about.

    Whoever asks again and again of one document keeps a `trail`: it is read from where it has changed.
    """
    reader = _Reader(machine)
    for step in (trail or Trail()).steps(text):
        if isinstance(step, str):
            reader.text(step)
        elif isinstance(step, _Closed):
            reader.passed(step.start["start"], _attributes(step.start["attributes"]))
        elif step["start"] is not None:
            reader.start(step["start"], _attributes(step["attributes"]))
        elif step["unfinished"] is not None:
            return reader.in_tag(step["unfinished"], step["rest"])
        else:
            return Completion("")
    return reader.in_content()


@dataclass(frozen=True, slots=True)
class _Closed:
    """An element that is closed again: what was in it does not matter any more."""

    start: re.Match[str]


_Step: TypeAlias = "re.Match[str] | _Closed | str"


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far a text was read: the offset, the steps so far, and the tags that are open, each with the number of its step."""

    at: int = 0
    steps: tuple[_Step, ...] = ()
    opened: tuple[tuple[str, int], ...] = ()


_STRIDE: Final = 1 << 15
"""How many characters are read, about, from one mark to the next."""


class Trail:
    """The way through a document that is being written, with marks from which the next reading goes on."""

    def __init__(self) -> None:
        self._text = ""
        self._marks = [_Mark()]

    def steps(self, text: str) -> list[_Step]:
        """The tags that are open at the end of a text, what is closed in each of them, the text; last, it may be, markup not finished."""
        while not text.startswith(self._text[: self._marks[-1].at]):
            self._marks.pop()
        self._text = text
        mark = self._marks[-1]
        at, steps, opened = mark.at, list(mark.steps), list(mark.opened)
        for found in _MARKUP.finditer(text, at):
            if at - self._marks[-1].at > _STRIDE:
                self._marks.append(_Mark(at, tuple(steps), tuple(opened)))
            if found.start() > at:
                steps.append(text[at : found.start()])
            at = found.end()
            if not _step(found, steps, opened):
                return [*steps, found]
        return [*steps, text[at:]]


def _step(found: re.Match[str], steps: list[_Step], opened: list[tuple[str, int]]) -> bool:
    """Take a piece of markup, and tell whether it is finished."""
    match found.lastgroup:
        case None:
            shown = found[0]
            hidden = next(mark for mark in _HIDDEN if shown.startswith(mark))
            if not shown.endswith(_CLOSES[hidden]):
                return False
            if hidden == "<![CDATA[":
                steps.append(shown[9:-3])
        case "end":
            depth = next((n for n in range(len(opened) - 1, -1, -1) if opened[n][0] == found["end"]), None)
            if depth is not None:
                _, number = opened[depth]
                start = steps[number]
                del opened[depth:], steps[number:]
                if isinstance(start, re.Match):
                    steps.append(_Closed(start))
        case "empty" if found["empty"]:
            steps.append(_Closed(found))
        case "empty":
            opened.append((found["start"], len(steps)))
            steps.append(found)
        case _:
            return False
    return True


def _attributes(text: str) -> dict[str, str]:
    return {name: html.unescape(value[1:-1]) for name, value in _ATTRIBUTE.findall(text)}


class _Reader:
    def __init__(self, machine: Machine) -> None:
        self.machine, self.pool = machine, machine.pool
        self.stack = [_Open("", "", machine.start, {"xml": _XML})]

    def start(self, written: str, attributes: dict[str, str]) -> None:
        around = self.stack[-1]
        prefixes = around.prefixes | _declared(attributes)
        name = _clark(written, prefixes, is_attribute=False)
        tag = self._tag(around, name)
        for key, value in attributes.items():
            tag = self._given(tag, key, value, prefixes)
        self.stack.append(_Open(name, written, None if tag is None else self._closed(tag), prefixes))

    def _tag(self, around: _Open, name: str) -> Tag | None:
        """The tag of an element here; if it may not stand here, as it is anywhere."""
        move = around.state and self.machine.move(around.state, name)
        if move:
            return move.tag
        known = self.machine.definitions.get(name)
        return self.machine.tag(tuple(dict.fromkeys(each.content for each in known))) if known else None

    def _given(self, tag: Tag | None, key: str, value: str, prefixes: dict[str, str]) -> Tag | None:
        if tag is None or key == "xmlns" or key.startswith("xmlns:"):
            return tag
        name = _clark(key, prefixes, is_attribute=True)
        ways = tuple(
            self.pool.choice(rest for _, rest in self.pool.attributes(way, name))
            if self.pool.attributes(way, name)
            else way
            for way in tag.ways
        )
        return self.machine.tag(ways) or tag

    def _closed(self, tag: Tag) -> State:
        return self.machine.state(tuple(map(self.pool.forgiven, tag.ways)))

    def text(self, text: str) -> None:
        top = self.stack[-1]
        if top.state is not None and text.strip():
            following = self.machine.text(top.state)
            top.state = top.state if self.machine.is_dead(following) else following

    def passed(self, written: str, attributes: dict[str, str]) -> None:
        """An element that is closed again."""
        top = self.stack[-1]
        name = _clark(written, top.prefixes | _declared(attributes), is_attribute=False)
        if top.state is not None:
            rests = tuple(self.pool.choice(rest for _, rest in self.pool.elements(way, name)) for way in top.state.ways)
            following = self.machine.state(rests)
            top.state = top.state if self.machine.is_dead(following) else following

    # -- what may stand here ----------------------------------------------------------------------------------------

    def in_content(self, begun: str = "") -> Completion:
        """What may stand between the tags of the innermost element that is open."""
        top = self.stack[-1]
        if top.state is None:
            return Completion("")
        offers: dict[str, None] = {}
        for way in top.state.ways:
            for element in next_elements(way):
                for name in names.listed(element.names) if element.names else ():
                    offers[_written(name, top.prefixes, is_attribute=False)] = None
        values = [part for way in top.state.ways for part in inside(way, Kind.VALUE)]
        if values and not offers:
            return Completion("value", tuple(_literals(values)), begun, top.written)
        has_text = not self.machine.is_dead(self.machine.text(top.state))
        return Completion(
            "element",
            tuple(map(Offer, offers)),
            begun,
            top.written,
            has_text=has_text,
            may_end=bool(top.state.accepted),
        )

    def in_tag(self, written: str, rest: str) -> Completion:
        """What may stand in a start tag that is not finished."""
        if not rest:
            return self.in_content(written)
        attributes = _attributes(rest)
        around = self.stack[-1]
        prefixes = around.prefixes | _declared(attributes)
        tag = self._tag(around, _clark(written, prefixes, is_attribute=False))
        value = _VALUE.search(rest)
        if value:
            attributes = _attributes(rest[: value.start()])
        for key, text in attributes.items():
            tag = self._given(tag, key, text, prefixes)
        if tag is None:
            return Completion("")
        if value:
            name = _clark(value[1], prefixes, is_attribute=True)
            patterns = [each for way in tag.ways for each, _ in self.pool.attributes(way, name)]
            literal = [part for each in patterns for part in _all_values(each)]
            begun = value[2] if value[2] is not None else value[3]
            return Completion("value", tuple(_literals(literal)), begun, written, value[1])
        begun = re.search(r"(?<!\S)\S*\Z", rest)
        offers = tuple(self._attributes_of(tag, prefixes, attributes))
        return Completion("attribute", offers, begun[0] if begun else "", written)

    def _attributes_of(self, tag: Tag, prefixes: dict[str, str], given: dict[str, str]) -> Iterator[Offer]:
        seen = set(given)
        for way in tag.ways:
            for part in inside(way, Kind.ATTRIBUTE):
                for name in names.listed(part.names) if part.names else ():
                    written = _written(name, prefixes, is_attribute=True)
                    if written not in seen:
                        seen.add(written)
                        lacking = self.pool.forgiven(without(self.pool, way, name))
                        yield Offer(written, lacking is self.pool.not_allowed)


def _all_values(pattern: Pattern) -> Iterator[Pattern]:
    yield from inside(pattern, Kind.VALUE)
    for each in inside(pattern, Kind.LIST):
        yield from inside(each.parts[0], Kind.VALUE)


def _literals(values: list[Pattern]) -> Iterator[Offer]:
    for text in dict.fromkeys(str(part.source) for part in values):
        yield Offer(text)


def _declared(attributes: dict[str, str]) -> dict[str, str]:
    return {
        key.partition(":")[2]: value for key, value in attributes.items() if key == "xmlns" or key.startswith("xmlns:")
    }


def _clark(written: str, prefixes: dict[str, str], *, is_attribute: bool) -> str:
    prefix, colon, local = written.rpartition(":")
    return names.clark("" if is_attribute and not colon else prefixes.get(prefix, ""), local)


def _written(name: str, prefixes: dict[str, str], *, is_attribute: bool) -> str:
    uri, local = names.namespace(name), names.local(name)
    if not uri or (not is_attribute and prefixes.get("") == uri):
        return local
    prefix = next((prefix for prefix, each in prefixes.items() if each == uri and prefix), "")
    return f"{prefix}:{local}" if prefix else local
