# SPDX-License-Identifier: MIT
"""The proof of a page: it shows every character that it must, and none that it must not, in order.

What must be there says the second opinion (`edition.model.characters`), which shares no code with the stylesheets that made the page.
On the page, what the edition says of its own is marked `data-by="edition"`; the rest is the document's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.engines import libxml
from edition.findings import Finding, Place
from edition.model import characters
from edition.model.characters import Character
from edition.source.document import Document

_NEAR: Final = 12
"""How many characters must agree again for a loss or a leak to be called one."""


_WITHOUT_SPACE: Final = dict.fromkeys(map(ord, " \t\r\n"))


def check(document: Document, view: str, page: bytes) -> Iterator[Finding]:
    """`LAW001` for the first character that the page has lost, `LAW002` for the first that has leaked into it.

    One finding at most: what comes after the first difference cannot be told apart from it.
    """
    expected = characters.on_the_leaf(document) if view == "diplomatic" else characters.for_reader(document, "final")
    wanted = "".join(character.value for character in expected)
    shown = text(page, view)
    if shown == wanted:
        return
    at = next((n for n, (a, b) in enumerate(zip(wanted, shown, strict=False)) if a != b), min(len(wanted), len(shown)))
    before = wanted[max(0, at - 12) : at]
    if _has_leaked(wanted, shown, at):
        yield Finding(
            "LAW002",
            _place(document, expected, at),
            f"the {view} page shows “{shown[at : at + 12]}” after “{before}”, which does not stand in this text",
            "the page was not made from this document as it is, or a stylesheet is wrong: please report it",
        )
    else:
        yield Finding(
            "LAW001",
            _place(document, expected, at),
            f"the {view} page has lost “{wanted[at : at + 12]}” after “{before}”",
            "the page was not made from this document as it is, or a stylesheet is wrong: please report it",
        )


def text(page: bytes, view: str) -> str:
    """The characters of the document on a page, in order, without white space and without what the edition says."""
    root = libxml.etree.fromstring(page, libxml.etree.HTMLParser(encoding="utf-8", huge_tree=True))
    found = root.xpath("//*[@id='text']")
    element = next(iter(found), None)
    # only what XML calls white space: a no-break space is a character of the document like any other
    return "" if element is None else "".join(_words(element, view)).translate(_WITHOUT_SPACE)


def _words(element: libxml.Element, view: str) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and not _is_aside(child, view):
            yield from _words(child, view)
        if child.tail:
            yield child.tail


def _is_aside(element: libxml.Element, view: str) -> bool:
    """Whether an element is the edition's own, or a list of what stands on the document outside its running text."""
    return element.get("data-by") == "edition" or (
        view != "diplomatic" and "on-document-list" in (element.get("class") or "").split()
    )


def _has_leaked(wanted: str, shown: str, at: int) -> bool:
    """Whether the page has too much at a place, rather than too little: which of the two goes on sooner where the other does."""
    too_much = shown.find(wanted[at : at + _NEAR], at) if at < len(wanted) else at
    too_little = wanted.find(shown[at : at + _NEAR], at) if at < len(shown) else at
    if too_much < 0 or too_little < 0:
        return too_much >= 0
    return too_much < too_little or (too_much == too_little and len(shown) > len(wanted))


def _place(document: Document, expected: list[Character], at: int) -> Place:
    """The element that holds the character where the page went wrong; past the last one, that of the last."""
    if not expected:
        return Place(document.path)
    around = expected[min(at, len(expected) - 1)].around
    return document.place(around[-1]) if around else Place(document.path)
