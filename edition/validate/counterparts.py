# SPDX-License-Identifier: MIT
"""What a text and its translation owe each other: each passage and each alteration a counterpart, or a reason why there is none.

Two documents are one text in two languages where `@corresp` in the text of one leads into the text of the other, for an alteration
or for most of the paragraphs. A link counts from both its ends; what answers a substitution answers the acts it binds.
A reason is a `note` with `subtype="counterpart"`, in either document, whose `@target` names what has no counterpart.
"""

from __future__ import annotations

import functools
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from edition import names
from edition.engines.libxml import Element
from edition.findings import Finding, Severity
from edition.source.document import Document
from edition.speech import say
from edition.validate.places import Collector, Places

_TEI: Final = f"{{{names.TEI}}}"
_ID: Final = names.clark("xml:id")

_DEEDS: Final = {
    "subst": say("substitution"),
    "substJoin": say("substitution"),
    "add": say("addition"),
    "addSpan": say("addition"),
    "del": say("deletion"),
    "delSpan": say("deletion"),
    "restore": say("restoration"),
    "undo": say("undoing"),
}
"""What alters the words of a text; `retrace`, `mod` and `redo` do not."""
_PASSAGES: Final = frozenset(
    {"p", "ab", "head", "item", "l", "lg", "sp", "opener", "closer", "salute", "signed"}
    | {"dateline", "address", "postscript", "trailer", "byline", "note"}
)
_REASON: Final = "counterpart"

_Name: TypeAlias = tuple[Path, str]
"""An element as a pointer names it: its file and its id."""


class Node(NamedTuple):
    """An element of a text that can answer or be answered, as plain data.

    `above` is the number of the next node around it (-1: none); `role` a letter: `a` alters the text, `p` is a passage, `s` a segment,
    `o` stands around the text; `place` the number of its place, `at` that of its `@corresp` (-1: none).
    """

    kind: str
    id: str
    above: int
    role: str
    links: tuple[str, ...]
    acts: tuple[str, ...]
    place: int
    at: int


class Outline(NamedTuple):
    """The text of a document, editors' notes left out: what can answer in it, and which pointers are excused by a note."""

    nodes: tuple[Node, ...] = ()
    excused: tuple[str, ...] = ()

    @property
    def files(self) -> frozenset[str]:
        """The other files that it points to as its counterparts, as it writes them."""
        return frozenset(file for node in self.nodes for link in node.links if (file := link.partition("#")[0]))


def leads_out(document: Document) -> bool:
    """Whether anything in a document says that it answers something in another file."""
    values = (element.get("corresp") for element in document.elements)
    return any("#" in pointer[1:] for value in values if value for pointer in value.split())


def outline(document: Document, places: Collector) -> Outline:
    """The outline of a document."""
    texts = [text for text in document.root.iter(f"{_TEI}text") if _above(text, "text") is None]
    nodes: list[Node] = []
    excused: list[str] = []
    number: dict[Element, int] = {}
    for text in texts:
        around = _around(text, nodes, number)
        waiting: list[tuple[Element, int]] = [(text, around)]
        while waiting:
            element, above = waiting.pop()
            if _is_editors(element):
                if element.get("subtype") == _REASON:
                    excused += _pointed(element.get("target"))
                if identifier := element.get(_ID):
                    nodes.append(Node(_kind(element), identifier, above, "", (), (), places.add(element), -1))
                continue
            node = _node(element, above, places)
            if node.role or node.id or node.links:
                above = number[element] = len(nodes)
                nodes.append(node)
            waiting += [(child, above) for child in element.iterchildren("*")][::-1]
    return Outline(tuple(nodes), tuple(excused))


def _around(text: Element, nodes: list[Node], number: dict[Element, int]) -> int:
    above = -1
    for element in reversed(list(text.iterancestors())):
        if element not in number and element.get(_ID):
            number[element] = len(nodes)
            nodes.append(Node(_kind(element), element.get(_ID) or "", above, "o", (), (), -1, -1))
        above = number.get(element, above)
    return above


def _node(element: Element, above: int, places: Collector) -> Node:
    kind, links = _kind(element), tuple(_pointed(element.get("corresp")))
    role, acts = "", list[str]()
    if kind in _DEEDS:
        # an immediate act belongs to its writing
        role = "a" if element.get("instant") not in ("true", "1") else ""
        acts = _pointed(element.get("target")) if kind == "substJoin" else []
    elif kind == "seg":
        role = "s"
    elif kind in _PASSAGES and any(words.strip() for words in element.itertext()):
        role = "p"
    identifier = element.get(_ID) or ""
    return Node(
        kind,
        identifier,
        above,
        role,
        links,
        tuple(acts),
        places.add(element) if identifier or role in ("a", "p") else -1,
        places.add(element, "corresp") if role == "a" and links else -1,
    )


def _pointed(pointers: str | None) -> list[str]:
    """The pointers that lead to a name in some file."""
    found = []
    for pointer in (pointers or "").split():
        file, sign, name = pointer.partition("#")
        if sign and name and ":" not in file:
            found.append(pointer)
    return found


@dataclass(frozen=True, eq=False)
class Text:
    """The text of a file: its language, the files that it points to as it writes them, and what gives its outline and places if need be."""

    path: Path
    language: str
    files: frozenset[str]
    open: Callable[[], tuple[Outline, Places]]

    @functools.cached_property
    def file(self) -> Path:
        """The file, whatever links lead to it."""
        return self.path.resolve()

    @functools.cached_property
    def neighbours(self) -> set[Path]:
        """The other files that it points to."""
        return {self._file(name) for name in self.files} - {self.file}

    @functools.cached_property
    def _opened(self) -> tuple[Outline, Places]:
        return self.open()

    @property
    def outline(self) -> Outline:
        """What of it can answer."""
        return self._opened[0]

    @property
    def places(self) -> Places:
        """Its places by their numbers."""
        return self._opened[1]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """What can answer in it."""
        return self.outline.nodes

    @functools.cached_property
    def links(self) -> list[set[_Name]]:
        """What each node answers, by its own word."""
        return [set(map(self._named, node.links)) for node in self.nodes]

    @functools.cached_property
    def excused(self) -> set[_Name]:
        """What has no counterpart for a reason that a note of this document tells."""
        return set(map(self._named, self.outline.excused))

    @functools.cached_property
    def ids(self) -> dict[str, int]:
        """Each id with the first node that bears it."""
        found: dict[str, int] = {}
        for number, node in enumerate(self.nodes):
            if node.id:
                found.setdefault(node.id, number)
        return found

    @functools.cached_property
    def bound(self) -> dict[int, list[int]]:
        """By each act the substitutions that bind it."""
        found: dict[int, list[int]] = {}
        for number, node in enumerate(self.nodes):
            binder = self.nodes[node.above] if node.above >= 0 else None
            if binder is not None and binder.role == "a" and binder.kind == "subst":
                found.setdefault(number, []).append(node.above)
            for target in node.acts:
                act = self.ids.get(self._named(target)[1])
                if act is not None:
                    found.setdefault(act, []).append(number)
        return found

    def numbers(self, role: str) -> list[int]:
        """The nodes of a role."""
        return [number for number, node in enumerate(self.nodes) if node.role == role]

    def name(self, number: int) -> _Name:
        """How a pointer names a node."""
        return self.file, self.nodes[number].id

    def _named(self, pointer: str) -> _Name:
        file, _, name = pointer.partition("#")
        return self._file(file), name

    def _file(self, name: str) -> Path:
        if name not in self._files:
            self._files[name] = (self.file.parent / urllib.parse.unquote(name)).resolve() if name else self.file
        return self._files[name]

    @functools.cached_property
    def _files(self) -> dict[str, Path]:
        return {}


def check(texts: Sequence[Text], read: Callable[[Path], Text | None]) -> Iterator[Finding]:
    """Every finding `PAR…` of texts; the other text need not be among them, if they point to it: `read` gives it."""
    known = {text.file: text for text in texts}
    for text in texts:
        for path in sorted(path for path in text.neighbours if path not in known):
            if (other := read(path)) is not None:
                known[path] = other
    near: dict[Path, set[Path]] = {}
    for text in known.values():
        for path in (path for path in text.neighbours if path in known):
            near.setdefault(text.file, set()).add(path)
            near.setdefault(path, set()).add(text.file)
    for text in texts:
        for path in sorted(near.get(text.file, ())):
            if known[path].language != text.language:
                yield from _Pair(text, known[path]).findings()


class _Pair:
    """A text and the other that it should answer to."""

    def __init__(self, own: Text, other: Text) -> None:
        self.own, self.other = own, other
        self.alterations = own.numbers("a")
        self.others = other.numbers("a")
        self.back = {name for named in other.links for name in named}
        self.answers_back = any(path == own.file for each in self.others for path, _ in other.links[each])
        self.there = {other.name(number) for number, node in enumerate(other.nodes) if node.id and node.role != "o"}
        self.parts: dict[int, list[int]] = {}
        for number in (*own.numbers("p"), *own.numbers("s")):
            for around in self._around(number):
                self.parts.setdefault(around, []).append(number)

    def findings(self) -> Iterator[Finding]:
        passages = self.own.numbers("p")
        kinds = {self.own.nodes[each].kind for each in passages if self._is_linked(each)}
        passages = [each for each in passages if self.own.nodes[each].kind in kinds]
        loose = [each for each in passages if not self._is_aligned(each)]
        if any(map(self._is_linked, self.alterations)) or 2 * len(loose) < len(passages):
            yield from self._unanswered(loose)
            for act in self.alterations:
                yield from self._astray(act)

    def _unanswered(self, passages: list[int]) -> Iterator[Finding]:
        binds: dict[int, list[int]] = {}
        for act, by in self.own.bound.items():
            for binder in by:
                binds.setdefault(binder, []).append(act)
        # a text that tells no alteration has nothing to answer with: it gives the final text
        for act in self.alterations if self.others else ():
            # the act and what binds it; a substitution and the acts that it binds
            one = [act, *self.own.bound.get(act, ()), *binds.get(act, ())]
            if not any(self._is_linked(each) or self._is_excused(each) for each in one):
                yield self._without("PAR001", act, say("the {deed}", deed=_DEEDS[self.own.nodes[act].kind]))
        for passage in passages:
            if not self._is_excused(passage):
                yield self._without("PAR003", passage, f"`<{self.own.nodes[passage].kind}>`")

    def _is_linked(self, number: int) -> bool:
        return not self.there.isdisjoint(self.own.links[number]) or self.own.name(number) in self.back

    def _is_excused(self, number: int) -> bool:
        name = self.own.name(number)
        return name in self.own.excused or name in self.other.excused

    def _is_aligned(self, passage: int) -> bool:
        """Whether a passage is linked, or what holds it, or a part of it that is no name and no act."""
        return any(map(self._is_linked, (*self.parts.get(passage, ()), *self._around(passage))))

    def _around(self, number: int) -> Iterator[int]:
        """A node and those around it."""
        while number >= 0:
            yield number
            number = self.own.nodes[number].above

    def _astray(self, act: int) -> Iterator[Finding]:
        """What is wrong with the counterparts that an alteration names."""
        for path, name in sorted(self.own.links[act] & self.there):
            number = self.other.ids[name]
            target = self.other.nodes[number]
            if target.kind not in _DEEDS:
                said = say("is `<{kind}>`, which alters nothing", kind=target.kind)
                hint = say("point to the act or the substitution that answers this one")
            elif self.answers_back and self.own.name(act) not in self.other.links[number]:
                said = say("does not point back")
                hint = say(
                    'write corresp="{file}#{id}" there, or see which of the two is meant',
                    file=self.own.path.name,
                    id=self.own.nodes[act].id or "…",
                )
            else:
                continue
            where = self.other.places[target.place]
            yield Finding(
                "PAR002",
                self.own.places[self.own.nodes[act].at],
                say(
                    "the counterpart {file}#{id} (line {line}) {said}",
                    file=path.name,
                    id=name,
                    line=where.line,
                    said=said,
                ),
                hint,
                Severity.WARNING,
                (where,),
            )

    def _without(self, code: str, number: int, what: str) -> Finding:
        node = self.own.nodes[number]
        return Finding(
            code,
            self.own.places[node.place],
            say("{what} has no counterpart in {file}, and no note says why", what=what, file=self.other.path.name),
            say(
                'link the two by @corresp, or say why in a `<note subtype="{reason}" target="#{id}">`',
                reason=_REASON,
                id=node.id or "…",
            ),
            Severity.WARNING,
        )


def _kind(element: Element) -> str:
    """The name of an element of the TEI, "" for any other."""
    return element.tag.removeprefix(_TEI) if isinstance(element.tag, str) and element.tag.startswith(_TEI) else ""


def _above(element: Element, kind: str) -> Element | None:
    return next((around for around in element.iterancestors() if _kind(around) == kind), None)


def _is_editors(element: Element) -> bool:
    """Whether an element is a note about the text, unlike one that was written in the document."""
    return _kind(element) == "note" and not element.get("hand") and not element.get("place")
