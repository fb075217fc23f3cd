# SPDX-License-Identifier: MIT
"""White space that markup brought or took, and hyphens at the ends of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from edition.engines.libxml import Element
from edition.speech import say, say_of
from edition.validate.lint.index import TEI, Fault, Index, Text, local
from edition.validate.vocabulary import words

_NAMES: Final = words(
    "persName placeName orgName geogName name surname settlement rs date title ref term foreign hi emph q"
)
_SPACE_END: Final = re.compile(r"\S(\s+)\Z")
_LAST_WORD: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}\Z")
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
                say(
                    "the space at the end of `{name}` shows before “{sign}”",
                    name=local(element),
                    sign=(element.tail or "")[0],
                ),
                say("put the end tag directly after the last word"),
            )


def glued(index: Index) -> Iterator[Fault]:
    """WSP002: a name that is glued to the word before it."""
    for element in index.elements(*_BROUGHT):
        previous, parent = element.getprevious(), element.getparent()
        if parent is None:
            continue
        said = parent.text if previous is None else previous.tail
        # most names have a space before them, and need no second look
        if not (said or "")[-1:].islower() or not (element.text or "")[:1].isupper() or not _is_spoken(element):
            continue
        before = index.text_before(element)
        word = _LAST_WORD.search(before.words) if before else None
        if before and word:
            yield Fault.at(
                before,
                word.start(),
                say(
                    "“{word}” and “{name}” are one word: no space is between them",
                    word=word[0],
                    name=(element.text or "").split()[0],
                ),
                say("put a space before `<{name}>`, if the page has one", name=local(element)),
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
        more = (
            say_of(len(met), "; so at {n} end of a line in the file", "; so at {n} ends of lines in the file")
            if len(met) > 1
            else ""
        )
        yield Fault.at(
            text,
            offset,
            say("a hyphen stands at the end of the line, and it is not said whether the word goes on{more}", more=more),
            say('write `<lb break="no"/>` where it does, `<lb break="maybe"/>` where that is not known'),
        )
