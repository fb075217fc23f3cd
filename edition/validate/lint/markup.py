# SPDX-License-Identifier: MIT
"""Markup that says nothing, or says a thing twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.engines.libxml import Element
from edition.speech import say
from edition.validate.lint.index import ID, TEI, Fault, Index, local
from edition.validate.vocabulary import words

_INLINE: Final = words("""hi emph foreign term q quote title name persName placeName orgName rs date add del unclear supplied surplus
    damage seg ref sic corr orig reg abbr expan""")
_FILLED: Final = words("""p head ab l item title persName placeName orgName name rs term foreign hi emph q quote note author editor
    publisher pubPlace licence signed salute""")
_SAY_MORE: Final = words("sameAs copyOf corresp ref key target facs next prev source when when-iso part synch")
"""Attributes with which an empty element says something after all."""
_BLANK: Final = words("hi emph q quote")
"""What may hold a space alone: one that is underlined, or set between two signs."""


def doubled(index: Index) -> Iterator[Fault]:
    """MRK001: an element that holds nothing but another of its kind with the same attributes."""
    for outer in index.elements(*_INLINE):
        inner = _only_child(outer)
        if inner is not None and inner.tag == outer.tag and _attributes(inner) == _attributes(outer):
            name = local(outer)
            yield Fault(
                inner,
                say("`{name}` in `{name}`, with the same attributes and around the same words", name=name),
                say("keep one of the two; if they differ in something, say in what"),
                related=(outer,),
            )


def _only_child(element: Element) -> Element | None:
    if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
        return None
    return element[0] if isinstance(element[0].tag, str) else None


def _attributes(element: Element) -> dict[str, str]:
    return {name: value for name, value in element.attrib.items() if name != ID}


def empty(index: Index) -> Iterator[Fault]:
    """MRK002: an element that should have content, and has none."""
    for element in index.elements(*_FILLED):
        name = local(element)
        held = element.text or ""
        if len(element) or (held if name in _BLANK else held.strip()) or not _SAY_MORE.isdisjoint(element.attrib):
            continue
        parent = element.getparent()
        if parent is not None and parent.tag == f"{TEI}availability":
            # its own rule says that it states no terms
            continue
        yield Fault(
            element,
            say("`{name}` is empty", name=name),
            say(
                "put its words into it or remove it; write `<gap/>` for what cannot be read, `<space/>` for what was left blank"
            ),
        )
