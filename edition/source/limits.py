# SPDX-License-Identifier: MIT
"""A document that is more than any text is (`[edition.limits]` of the settings) is not read, whoever made it so: the finding `XML003`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import libxml
from edition.findings import Finding, Place
from edition.settings import Limits
from edition.speech import Said, phrase, say

_MILLION: Final = 1_000_000


def size(limits: Limits) -> int:
    """How many bytes a document may have."""
    return limits.size * _MILLION


def most(limits: Limits) -> libxml.Most:
    """What is counted while a document is read."""
    return libxml.Most(limits.elements, limits.depth, limits.attributes)


def too_large(path: Path, limits: Limits) -> Finding | None:
    """What is to be said of a file that has more bytes than it may; nothing of any other. Raises `OSError`."""
    length = path.stat().st_size
    if length <= size(limits):
        return None
    said = say("the file has {length} million bytes, and may have {most}", length=length // _MILLION, most=limits.size)
    return Finding("XML003", Place(path), said, _hint("size"))


def too_much(path: Path, fault: libxml.TooMuch, limits: Limits) -> Finding:
    """What is to be said of a document that has too many of something."""
    said = _WORDS[fault.what](most=getattr(limits, fault.what))
    return Finding("XML003", Place(path, fault.line, fault.column), said, _hint(fault.what))


def too_many_acts(place: Place, limits: Limits) -> Finding:
    """What is to be said of an act that lies over too many others."""
    return Finding("XML003", place, _WORDS["acts"](most=limits.acts), _hint("acts"))


def act_too_many(
    root: libxml.Element, ids: Callable[[], Mapping[str, libxml.Element]], limits: Limits
) -> libxml.Element | None:
    """The first act that lies over words with more others than may, spans too, and what undoes, binds or moves what is around.

    What the words have been through is told of each of them: with so many, it would be told without end. `ids` are asked for only where
    there are as many acts at all.
    """
    acts = list(root.iter(*_ACTS, *_POINTING))
    if (
        len(acts) + sum(len(each.get("target", "").split()) + len(each) for each in acts if each.tag in _POINTING)
        <= limits.acts
    ):
        return None
    known = ids()
    ends = {act: end for act in acts if (end := known.get(_end(act))) is not None}
    # an element weighs as much as there is of it that is told of each word in it
    weights = Counter(each for act in acts if act.tag in _POINTING for each in _pointed(act, known))
    weights.update(act for act in acts if act.tag in _AROUND)
    watched = {each.tag for each in (*weights, *ends, *ends.values())}
    closing: Counter[libxml.Element] = Counter()
    begun: set[libxml.Element] = set()
    ending, over = set(ends.values()), 0
    for event, element in libxml.etree.iterwalk(root, events=("start", "end"), tag=tuple(watched)):
        if event == "end":
            over -= weights[element] + closing[element]
            continue
        over += weights[element]
        if element in ending:
            begun.add(element)
        if element in ends and ends[element] not in begun:
            closing[ends[element]] += 1
            over += 1
        if over > limits.acts:
            return element
    return None


def _pointed(element: libxml.Element, known: Mapping[str, libxml.Element]) -> list[libxml.Element]:
    """What an element points to, once for each time."""
    pointers = " ".join(each.get("target", "") for each in (element, *element.iterchildren(names.clark("tei:ptr"))))
    return [known[name] for pointer in pointers.split() if (name := _id(pointer)) in known]


def _end(span: libxml.Element) -> str:
    """The id of what ends a span, by today's attribute or by those of older practice; "" for what is no span."""
    said = (span.get(name, "").split() for name in ("spanTo", "anchor", "to"))
    return next((_id(pointers[0]) for pointers in said if pointers), "")


def _id(pointer: str) -> str:
    return pointer.partition("#")[2] if "#" in pointer else pointer


_AROUND: Final = frozenset(names.clark(f"tei:{name}") for name in ("add", "del", "restore"))
_POINTING: Final = frozenset(names.clark(f"tei:{name}") for name in ("undo", "redo", "substJoin", "transpose"))
_ACTS: Final = _AROUND | {names.clark(f"tei:{name}") for name in ("addSpan", "delSpan")}

_WORDS: Final[Mapping[str, Callable[..., Said]]] = {
    "elements": phrase("the document has more than {most} elements, and is not read"),
    "depth": phrase("more than {most} elements stand in one another here, and the document is not read"),
    "acts": phrase("more than {most} acts lie over the same words here, and the document is not read"),
    "attributes": phrase("the tag has more than {most} attributes, and the document is not read"),
}


def _hint(key: str) -> str:
    return say("if it is meant to be so, raise `{key}` in `[edition.limits]` of the settings", key=key)
