# SPDX-License-Identifier: MIT
"""What a header leaves unsaid, and what a template left over in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from edition.engines.libxml import Element
from edition.speech import say
from edition.validate.lint.index import LANG, TEI, Fault, Index, content

_LEFT_OVER: Final = re.compile(
    r"(?i)(publication information|information about the source|distribution information|encoding information"
    r"|some text here\.?|title|untitled|unknown title|to ?do|tbd|tba|xxx+|lorem ipsum.*|\?+|\.{3}|fixme)"
)


def left_over(index: Index) -> Iterator[Fault]:
    """HDR008: words of a template that nobody replaced."""
    for header in index.elements("teiHeader"):
        for element in header.iter(f"{TEI}p", f"{TEI}title", f"{TEI}publisher", f"{TEI}licence", f"{TEI}author"):
            words = content(element)
            if _LEFT_OVER.fullmatch(words):
                yield Fault(
                    element,
                    say("“{words}” is what a template says, and not this document", words=words),
                    say("say what is true of the document, or remove the element if nothing is known"),
                )


_AGENTS: Final = ("author", "editor", "respStmt", "principal", "meeting", "sponsor", "funder")


def nobody_responsible(index: Index) -> Iterator[Fault]:
    """HDR009: a header that names nobody."""
    for statement in index.elements("titleStmt"):
        around = statement.getparent()
        if around is None or around.tag != f"{TEI}fileDesc" or statement.find(f"{TEI}title") is None:
            continue
        if any(around.find(f".//{TEI}{name}") is not None for name in _AGENTS):
            continue
        if not _is_part(around):
            yield Fault(
                statement,
                say("the header names nobody who wrote or edited this"),
                say("add author, editor or respStmt; whoever quotes the edition must name somebody"),
            )


def language_unsaid(index: Index) -> Iterator[Fault]:
    """HDR010: a document that nowhere says what language it is in."""
    root = index.document.root
    if root.tag != f"{TEI}TEI" or any(
        element.get(LANG) for element in (root, *index.elements("text", "body", "div", "p", "sourceDoc"))
    ):
        return
    if any(True for _ in index.elements("language", "textLang")) or not any(
        True for _ in index.elements("text", "sourceDoc")
    ):
        return
    yield Fault(
        root,
        say("the document nowhere says what language it is in"),
        say("add @xml:lang to `<TEI>` or `<text>`: hyphenation, searches and voices depend on it"),
    )


def _is_part(element: Element) -> bool:
    """Whether a header above this one may say it for all: that of a corpus."""
    corpora = list(element.iterancestors(f"{TEI}teiCorpus"))
    header = element.getparent()
    return bool(corpora) and not (header is not None and header.getparent() is corpora[0])
