# SPDX-License-Identifier: MIT
"""Markup that says nothing, or says a thing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from edition.engines.libxml import Element
from edition.validate.lint.index import ID, TEI, Fault, Index, Text, local

_INLINE: Final = (
    *("hi", "emph", "foreign", "term", "q", "quote", "title", "name", "persName", "placeName", "orgName", "rs", "date"),
    *(
        "add",
        "del",
        "unclear",
        "supplied",
        "surplus",
        "damage",
        "seg",
        "ref",
        "sic",
        "corr",
        "orig",
        "reg",
        "abbr",
        "expan",
    ),
)
_FILLED: Final = (
    *("p", "head", "ab", "l", "item", "title", "persName", "placeName", "orgName", "name", "rs", "term", "foreign"),
    *("hi", "emph", "q", "quote", "note", "author", "editor", "publisher", "pubPlace", "licence", "signed", "salute"),
)
_SAY_MORE: Final = frozenset(
    {
        "sameAs",
        "copyOf",
        "corresp",
        "ref",
        "key",
        "target",
        "facs",
        "next",
        "prev",
        "source",
        "when",
        "when-iso",
        "part",
        "synch",
    }
)
"""Attributes with which an empty element says something after all."""
_BLANK: Final = ("hi", "emph", "q", "quote")
"""What may hold a space alone: one that is underlined, or set between two signs."""


def doubled(index: Index) -> Iterator[Fault]:
    """MRK001: an element that holds nothing but another of its kind with the same attributes."""
    for outer in index.elements(*_INLINE):
        inner = _only_child(outer)
        if inner is not None and inner.tag == outer.tag and _attributes(inner) == _attributes(outer):
            name = local(outer)
            yield Fault(
                inner,
                f"`{name}` in `{name}`, with the same attributes and around the same words",
                "keep one of the two; if they differ in something, say in what",
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
            f"`{name}` is empty",
            "put its words into it or remove it; write `<gap/>` for what cannot be read, `<space/>` for what was left blank",
        )


# -- spaces that show ------------------------------------------------------------------------------------------------

_NAMES: Final = (
    *("persName", "placeName", "orgName", "name", "rs", "date", "title", "ref", "term", "foreign", "hi", "emph", "q"),
    *("surname", "geogName", "settlement"),
)
_SPACE_END: Final = re.compile(r"\S(\s+)\Z")
_CLOSING: Final = re.compile(r"[.,)\]](?!\.)")
_BROUGHT: Final = ("persName", "placeName", "orgName", "geogName")


def space_before_sign(index: Index) -> Iterator[Fault]:
    """WSP001: white space at the end of an element, and after that a comma or a stop."""
    for element in index.elements(*_NAMES):
        if not _CLOSING.match(element.tail or "") or not _is_spoken(element):
            continue
        last = index.last_text(element)
        if last is not None and (space := _SPACE_END.search(last.words)):
            yield Fault.at(
                last,
                space.start(1),
                f"the space at the end of `{local(element)}` shows before “{(element.tail or '')[0]}”",
                "put the end tag directly after the last word",
            )


def glued(index: Index) -> Iterator[Fault]:
    """WSP002: a name that is glued to the word before it."""
    for element in index.elements(*_BROUGHT):
        previous = element.getprevious()
        said = element.getparent().text if previous is None else previous.tail
        # most names have a space before them, and need no second look
        if not (said or "")[-1:].islower() or not (element.text or "")[:1].isupper() or not _is_spoken(element):
            continue
        before = index.text_before(element)
        word = re.search(r"[^\W\d_]{2,}\Z", before.words) if before else None
        if before and word:
            yield Fault.at(
                before,
                word.start(),
                f"“{word[0]}” and “{(element.text or '').split()[0]}” are one word: no space is between them",
                f"put a space before `<{local(element)}>`, if the page has one",
            )


def _is_spoken(element: Element) -> bool:
    """Whether white space beside an element is seen: not in a header, nor between the parts of a list or a choice."""
    return all(up.tag not in (f"{TEI}teiHeader", f"{TEI}choice") for up in element.iterancestors())


_HYPHEN: Final = re.compile(r"[^\W\d_][-\u2010\u00ac]\s*\Z")


def divided(index: Index) -> Iterator[Fault]:
    """WSP003: a hyphen at the end of a line, and no word whether one word goes on."""
    met: list[tuple[Text, int]] = []
    for line in index.elements("lb"):
        if line.get("break") is not None or not re.match(r"\s*[^\W\d_]", line.tail or ""):
            continue
        if not (line.tail or "").lstrip()[0].islower():
            continue
        before = index.text_before(line)
        if before is not None and (hyphen := _HYPHEN.search(before.words)):
            met.append((before, hyphen.start() + 1))
    if met:
        text, offset = met[0]
        more = f"; so at {len(met)} ends of lines in the file" if len(met) > 1 else ""
        yield Fault.at(
            text,
            offset,
            f"a hyphen stands at the end of the line, and it is not said whether the word goes on{more}",
            'write `<lb break="no"/>` where it does, `<lb break="maybe"/>` where that is not known',
        )
