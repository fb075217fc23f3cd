# SPDX-License-Identifier: MIT
"""Hands and witnesses: those that are listed and that nothing uses, and a witness that reads two things at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.engines.libxml import Element
from edition.speech import say
from edition.validate.lint.index import ID, TEI, Fault, Index, content, local, named, pointed


def hands_unused(index: Index) -> Iterator[Fault]:
    """HND001: a hand that is described, and in which nothing is written."""
    if not any(hand.get(ID) for hand in index.elements("handNote")):
        return
    values = {element.get(each) or "" for element in index.document.elements for each in ("hand", "new")}
    used = {name for value in values for name in named(value)}
    if not used or not _lead_to(index, used, "handNote"):
        return
    for hand in index.elements("handNote"):
        name = hand.get(ID)
        if name and name not in used and hand.get("scope") not in ("sole", "major"):
            yield Fault(
                hand,
                say("nothing is written in the hand “{name}”", name=name),
                say(
                    "point to it with @hand where it writes, or remove it; a hand that wrote most of the text has @scope"
                ),
                "xml:id",
                unmentioned=name,
            )


def witnesses_unused(index: Index) -> Iterator[Fault]:
    """APP002: a witness that has no reading."""
    readings = list(index.elements("lem", "rdg"))
    used = {name for reading in readings for name in pointed(reading, "wit")}
    if not used or not _lead_to(index, used) or any(_unwitnessed(reading) for reading in index.elements("rdg")):
        return
    for witness in index.elements("witness"):
        name = witness.get(ID)
        if name and name not in used and witness.find(f".//{TEI}witness") is None:
            yield Fault(
                witness,
                say("the witness “{name}” has no reading in the apparatus", name=name),
                say(
                    "point to it with @wit where it has one; if it agrees with the text throughout, say so in its description"
                ),
                "xml:id",
                unmentioned=name,
            )


def _lead_to(index: Index, used: Iterable[str], kind: str = "") -> bool:
    """Whether each pointer leads to something in the file, of one kind: where one does not, it may have been meant for what is unused."""
    found = (index.document.ids.get(name) for name in used)
    return all(element is not None and (not kind or local(element) == kind) for element in found)


def _unwitnessed(reading: Element) -> bool:
    return not any(reading.get(each) for each in ("wit", "resp", "source", "hand"))


def witness_twice(index: Index) -> Iterator[Fault]:
    """APP003: a witness that has two readings in one place."""
    for entry in index.elements("app"):
        met: dict[str, Element] = {}
        for reading in entry.iterchildren(f"{TEI}lem", f"{TEI}rdg"):
            if any(reading.get(each) for each in ("hand", "type", "varSeq", "cause", "n")):
                continue
            for name in dict.fromkeys(pointed(reading, "wit")):
                first = met.setdefault(name, reading)
                if first is not reading and content(first) != content(reading):
                    yield Fault(
                        reading,
                        say(
                            "the witness “{name}” has two readings here: “{first}” and “{second}”",
                            name=name,
                            first=content(first)[:40],
                            second=content(reading)[:40],
                        ),
                        say("leave it with one; if it was corrected, say with @hand or @type which reading came when"),
                        "wit",
                        related=(first,),
                    )
