# SPDX-License-Identifier: MIT
"""Revised texts made from the ODD: whatever its content models allow in a paragraph, acts above all, in any depth.

What `revised_texts` knows of chapter 11 is what its author thought of; here the schema decides what may stand in what. Attributes that
weigh in a state are given where the ODD has them, and the pointers are then led to hands, changes, acts and anchors that are there.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from hypothesis import strategies as st
from lxml import etree

from edition import names
from edition.schema.declarations import Alternate, Content, ElementRef, Occurs, Sequence, Text, Values
from edition.schema.odd import Schema
from tests.properties import strategies
from tests.properties.revised_texts import CHANGES, HANDS

ACTS = (
    "add",
    "addSpan",
    "del",
    "delSpan",
    "restore",
    "undo",
    "redo",
    "retrace",
    "mod",
    "subst",
    "substJoin",
    "handShift",
)
SPANS = ("addSpan", "delSpan", "damageSpan", "undo")
DEEPEST = 4
WORDS = ("аб", "в", "где ", " жи", " ", "к, ", "лм-", ".")

_ID = names.clark("xml:id")


def documents(schema: Schema) -> st.SearchStrategy[str]:
    """Documents that the ODD allows, of one to three paragraphs, their pointers sound."""
    house = strategies.House(schema)
    return st.builds(lambda seed, size: document(house, seed, size), st.integers(0, 2**32), st.integers(1, 3))


def document(house: strategies.House, seed: int, size: int) -> str:
    """The document that grows from a seed: always the same one."""
    chance = random.Random(seed)  # noqa: S311 - a text, not a secret
    grower = _Grower(house, chance)
    text = etree.Element(f"{{{names.TEI}}}text", nsmap={None: names.TEI})
    body = etree.SubElement(text, f"{{{names.TEI}}}body")
    body.extend([grower.element("p", DEEPEST) for _ in range(size)])
    transpositions = grower.pointed(body)
    hands = "".join(
        f'<handNote xml:id="{hand}" scope="{scope}">{hand}</handNote>'
        for hand, scope in zip(HANDS, ("major", "minor", "minor"), strict=True)
    )
    changes = "".join(f'<change xml:id="{change}">{change}</change>' for change in CHANGES)
    return (
        f'<TEI xmlns="{names.TEI}"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>'
        "<publicationStmt><publisher>B</publisher><availability><p>C</p></availability></publicationStmt>"
        "<sourceDesc><p>D</p></sourceDesc></fileDesc><profileDesc>"
        f"<creation><listChange>{changes}</listChange></creation><handNotes>{hands}</handNotes>{transpositions}"
        f"</profileDesc></teiHeader>{etree.tostring(text, encoding='unicode')}</TEI>"
    )


@dataclass
class _Grower:
    """One text while it grows. Content is free for `depth` levels, then the least there is."""

    house: strategies.House
    chance: random.Random
    spans: list[etree._Element] = field(default_factory=list)

    def element(self, ident: str, depth: int) -> etree._Element:
        spec = self.house.schema.elements[ident]
        item = etree.Element(f"{{{spec.namespace}}}{spec.name}", nsmap={None: spec.namespace})
        self.describe(item, ident)
        self.fill(item, self.house.contents[ident], depth)
        return item

    def describe(self, item: etree._Element, ident: str) -> None:
        """The attributes that weigh in a state, and those that must be there."""
        for attribute in self.house.schema.attributes(ident):
            closed = isinstance(attribute.values, Values) and attribute.values.kind == "closed"
            if attribute.name in ("hand", "new") and (ident in ACTS or self.chance.random() < 0.1):
                value = f"#{self.chance.choice(HANDS)}"
            elif attribute.name == "change" and (ident in ACTS or self.chance.random() < 0.1):
                value = f"#{self.chance.choice(CHANGES)}"
            elif attribute.name in ("instant", "break", "cert", "place", "scope", "force") or attribute.required:
                value = (
                    self.chance.choice(attribute.values.idents)
                    if closed
                    else {"instant": "true", "break": "no"}.get(attribute.name, "#a")
                )
            else:
                continue
            if attribute.required or self.chance.random() < (
                0.15 if attribute.name in ("instant", "place", "break") else 0.5
            ):
                item.set(attribute.name.replace("xml:", f"{{{names.XML}}}"), value)

    def fill(self, item: etree._Element, content: Content, depth: int) -> None:
        match content:
            case Text():
                strategies.append_text(item, "".join(self.chance.choices(WORDS, k=2)))
            case ElementRef():
                for _ in range(self.times(content.occurs, depth)):
                    item.append(self.element(content.ident, max(depth - 1, 0)))
            case Sequence():
                for _ in range(self.times(content.occurs, depth)):
                    for part in content.parts:
                        self.fill(item, part, depth)
            case Alternate():
                for _ in range(self.times(content.occurs, depth)):
                    self.fill(item, self.one_of(content, depth), depth)

    def times(self, occurs: Occurs, depth: int) -> int:
        if not depth:
            return occurs.least
        most = occurs.least + 4 if occurs.most is None else occurs.most
        return self.chance.randint(occurs.least, most)

    def one_of(self, content: Alternate, depth: int) -> Content:
        """Of the ways that a content model leaves: often an act, often words, else any."""
        known = [part for part in content.parts if self.house.height(part) is not None]
        if not depth:
            return min(known, key=lambda part: self.house.height(part) or 0)
        acts = [part for part in known if strategies.idents(part) & set(ACTS)]
        words = [part for part in known if isinstance(part, Text)]
        roll = self.chance.random()
        return self.chance.choice((acts if roll < 0.5 else words if roll < 0.85 else known) or known)

    def pointed(self, body: etree._Element) -> str:
        """Every pointer of a text led to something that is there; the transpositions of some of its passages."""
        elements = [each for each in body.iter("*") if each.tag.startswith(f"{{{names.TEI}}}")]
        for number, each in enumerate(elements):
            each.set(_ID, f"i{number}")
        closing = etree.SubElement(body, f"{{{names.TEI}}}p")
        closing.text = "я"
        acts = [each for each in elements if _name(each) in ACTS and not _is_about(each)]
        undos = [each for each in elements if _name(each) == "undo"]
        for number, each in enumerate(elements):
            kind = _name(each)
            each.attrib.pop("target", None)
            if kind in SPANS and (kind != "undo" or self.chance.random() < 0.3):
                later = [
                    other for other in elements[number + 1 :] if _name(other) == "anchor" or self.chance.random() < 0.1
                ]
                if not later:
                    later = [etree.SubElement(closing, f"{{{names.TEI}}}anchor")]
                    later[0].set(_ID, f"e{number}")
                each.set("spanTo", f"#{self.chance.choice(later).get(_ID)}")
            elif kind in ("undo", "redo", "substJoin", "ptr", "ref", "link", "note"):
                among = {
                    "redo": undos,
                    "substJoin": acts,
                    "undo": acts if self.chance.random() < 0.7 else elements,
                }.get(kind, elements)
                aims = [
                    f"#{self.chance.choice(among or elements).get(_ID)}"
                    for _ in range(2 if kind in ("substJoin", "link") else 1)
                ]
                each.set("target", " ".join(aims))
        if self.chance.random() < 0.5:
            return ""
        transpositions = "".join(
            f"<transpose>{pointers}</transpose>"
            for _ in range(self.chance.randint(1, 2))
            if (
                pointers := "".join(
                    f'<ptr target="#{each.get(_ID)}"/>'
                    for each in self.chance.sample(elements, min(self.chance.randint(2, 3), len(elements)))
                )
            )
        )
        return f"<listTranspose>{transpositions}</listTranspose>"


def _is_in(element: etree._Element, *kinds: str) -> bool:
    return any(_name(around) in kinds for around in element.iterancestors())


def _is_about(element: etree._Element) -> bool:
    return _is_in(element, "note", "desc", "figDesc", "listTranspose", "witDetail")


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)
