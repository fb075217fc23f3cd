# SPDX-License-Identifier: MIT
"""What a text and its translation owe each other: each passage and each alteration a counterpart, or a reason why there is none.

Two documents are one text in two languages where `@corresp` in the text of one leads into the text of the other, for an alteration
or for most of the paragraphs. A link counts from both its ends; what answers a substitution answers the acts it binds.
A reason is a `note` with `subtype="counterpart"`, in either document, whose `@target` names what has no counterpart.
"""

from __future__ import annotations

import functools
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from edition import names
from edition.engines.libxml import Element
from edition.errors import WrongUse
from edition.findings import Finding, Severity
from edition.source.corpus import Corpus
from edition.source.document import Document
from edition.speech import say

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


@dataclass(frozen=True)
class _Text:
    """The text of a document, editors' notes left out, and where its pointers lead."""

    document: Document

    @functools.cached_property
    def path(self) -> Path:
        return self.document.path.resolve()

    @functools.cached_property
    def elements(self) -> list[Element]:
        found: list[Element] = []
        waiting = [text for text in self.document.root.iter(f"{_TEI}text") if _above(text, "text") is None][::-1]
        while waiting:
            element = waiting.pop()
            found.append(element)
            if not _is_editors(element):
                waiting += list(element.iterchildren("*"))[::-1]
        return found

    @functools.cached_property
    def alterations(self) -> list[Element]:
        """What altered the text; an immediate act belongs to its writing."""
        return [each for each in self.elements if _kind(each) in _DEEDS and each.get("instant") not in ("true", "1")]

    @functools.cached_property
    def passages(self) -> list[Element]:
        return [
            each
            for each in self.elements
            if _kind(each) in _PASSAGES and not _is_editors(each) and "".join(each.itertext()).strip()
        ]

    @functools.cached_property
    def links(self) -> dict[Element, set[_Name]]:
        """What each element of the text answers, by its own word."""
        return {
            each: set(self._pointed(each.get("corresp")))
            for each in self.elements
            if each.get("corresp") and not _is_editors(each)
        }

    @functools.cached_property
    def excused(self) -> set[_Name]:
        """What has no counterpart for a reason that a note of this document tells."""
        reasons = [each for each in self.elements if _is_editors(each) and each.get("subtype") == _REASON]
        return {name for note in reasons for name in self._pointed(note.get("target"))}

    @functools.cached_property
    def bound(self) -> dict[Element, list[Element]]:
        """By each act the substitutions that bind it."""
        found: dict[Element, list[Element]] = {}
        for binder in self.alterations:
            acts: list[Element | None] = []
            if _kind(binder) == "subst":
                acts = list(binder.iterchildren("*"))
            elif _kind(binder) == "substJoin":
                acts = [self.document.ids.get(name) for _, name in self._pointed(binder.get("target"))]
            for act in acts:
                if act is not None:
                    found.setdefault(act, []).append(binder)
        return found

    def name(self, element: Element) -> _Name:
        return self.path, element.get(_ID) or ""

    def _pointed(self, pointers: str | None) -> Iterator[_Name]:
        for pointer in (pointers or "").split():
            file, sign, name = pointer.partition("#")
            if sign and name and ":" not in file:
                yield (self.path.parent / urllib.parse.unquote(file)).resolve() if file else self.path, name


def check(corpus: Corpus) -> Iterator[Finding]:
    """Every finding `PAR…` of the documents of a corpus; the other text need not be among them, if they point to it."""
    own = [_Text(document) for document in corpus.documents]
    texts = {text.path: text for text in own}
    for text in own:
        for path in sorted({path for named in text.links.values() for path, _ in named} - texts.keys()):
            if (document := _read(corpus, path)) is not None:
                texts[path] = _Text(document)
    linked = {text.path: {path for named in text.links.values() for path, _ in named} for text in texts.values()}
    for text in own:
        for other in texts.values():
            near = other.path in linked[text.path] or text.path in linked[other.path]
            if near and other is not text and text.document.language != other.document.language:
                yield from _Pair(text, other).findings()


def _read(corpus: Corpus, path: Path) -> Document | None:
    if path.suffix.lower() != ".xml" or not path.is_file():
        return None
    try:
        found = corpus.read(path)
    except WrongUse:
        return None
    return found if isinstance(found, Document) else None


class _Pair:
    """A text and the other that it should answer to."""

    def __init__(self, own: _Text, other: _Text) -> None:
        self.own, self.other = own, other
        self.back = {name for named in other.links.values() for name in named}
        self.answers_back = any(path == own.path for each in other.alterations for path, _ in other.links.get(each, ()))
        self.there = {other.name(element) for element in other.elements if element.get(_ID)}

    def findings(self) -> Iterator[Finding]:
        kinds = {_kind(each) for each in self.own.passages if self._is_linked(each)}
        passages = [each for each in self.own.passages if _kind(each) in kinds]
        loose = [each for each in passages if not self._is_aligned(each)]
        if any(map(self._is_linked, self.own.alterations)) or 2 * len(loose) < len(passages):
            yield from self._unanswered(loose)
            for act in self.own.alterations:
                yield from self._astray(act)

    def _unanswered(self, passages: list[Element]) -> Iterator[Finding]:
        # a text that tells no alteration has nothing to answer with: it gives the final text
        for act in self.own.alterations if self.other.alterations else ():
            if not any(self._is_linked(each) or self._is_excused(each) for each in self._one_alteration(act)):
                yield self._without("PAR001", act, say("the {deed}", deed=_DEEDS[_kind(act)]))
        for passage in passages:
            if not self._is_excused(passage):
                yield self._without("PAR003", passage, f"`<{_kind(passage)}>`")

    def _one_alteration(self, act: Element) -> list[Element]:
        """The act and what binds it; a substitution and the acts that it binds."""
        return [act, *self.own.bound.get(act, ()), *(each for each, by in self.own.bound.items() if act in by)]

    def _is_linked(self, element: Element) -> bool:
        return bool(self.own.links.get(element, set()) & self.there) or self.own.name(element) in self.back

    def _is_excused(self, element: Element) -> bool:
        return self.own.name(element) in self.own.excused | self.other.excused

    def _is_aligned(self, passage: Element) -> bool:
        """Whether a passage is linked, or what holds it, or a part of it that is no name and no act."""
        parts = (each for each in passage.iter("*") if _kind(each) in _PASSAGES or _kind(each) == "seg")
        return any(map(self._is_linked, (*parts, *passage.iterancestors())))

    def _astray(self, act: Element) -> Iterator[Finding]:
        """What is wrong with the counterparts that an alteration names."""
        for path, name in sorted(self.own.links.get(act, set()) & self.there):
            target = self.other.document.ids[name]
            where = self.other.document.place(target)
            if _kind(target) not in _DEEDS:
                said = say("is `<{kind}>`, which alters nothing", kind=_kind(target))
                hint = say("point to the act or the substitution that answers this one")
            elif self.answers_back and self.own.name(act) not in self.other.links.get(target, ()):
                said = say("does not point back")
                hint = say(
                    'write corresp="{file}#{id}" there, or see which of the two is meant',
                    file=self.own.document.path.name,
                    id=act.get(_ID) or "…",
                )
            else:
                continue
            yield Finding(
                "PAR002",
                self.own.document.place(act, "corresp"),
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

    def _without(self, code: str, element: Element, what: str) -> Finding:
        return Finding(
            code,
            self.own.document.place(element),
            say(
                "{what} has no counterpart in {file}, and no note says why",
                what=what,
                file=self.other.document.path.name,
            ),
            say(
                'link the two by @corresp, or say why in a `<note subtype="{reason}" target="#{id}">`',
                reason=_REASON,
                id=element.get(_ID) or "…",
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
