# SPDX-License-Identifier: MIT
"""The proof of a page or a book: it shows every character that it must, and none that it must not, in order.

What must be there says the second opinion (`edition.model.characters`), which shares no code with the stylesheets that made the page.
On the page, what the edition says of its own is marked `data-by="edition"`; the rest is the document's. In a book its tags say the
same (`edition.engines.paper`), so that what is proved of it is what its glyphs show, not what was to be printed.

In the system of signs that tells acts in notes (`names.IN_NOTES`), and in a book with an apparatus by lines, the running text must be
the final one, and what the notes quote every character that does not stand in it: put in the order of the document (each quotation bears
its number, for notes are at the foot of their page, or at the end of a book, or have moved with what a transposition moved), these are
all of them once. Where texts stand side by side, the units of each bear their numbers likewise, for its rows follow the order of the
first text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from edition import names
from edition.engines import libxml
from edition.findings import Finding, Place
from edition.model import characters
from edition.model.characters import Run
from edition.render import draft
from edition.source.document import Document
from edition.speech import say

if TYPE_CHECKING:
    from edition.engines import paper

_NEAR: Final = 12
"""How many characters must agree again for a loss or a leak to be called one."""


_GONE: Final = "gone"
"""How what notes quote is called that does not stand in the text."""
_WITHOUT_SPACE: Final = dict.fromkeys(map(ord, " \t\r\n"))
_NO_INK: Final = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
"""What leaves no ink on paper: no space is told from another there, nor a hyphen that might divide a word from one that does."""


def check(document: Document, view: str, page: bytes, signs: str = names.SIGNS[0]) -> Iterator[Finding]:
    """`LAW001` for the first character that the page has lost, `LAW002` for the first that has leaked into it.

    One finding at most, of the text and of what notes quote: what comes after the first difference cannot be told apart from it.
    """
    in_notes = _is_in_notes(view, signs)
    shown = text(page, "reading" if in_notes else view)
    yield from _compared(document, _expected(document, view, in_notes=in_notes), shown, _the_page(view))
    if in_notes:
        yield from _compared(
            document, characters.gone(document), quoted(page), say("{page}, in its notes,", page=_the_page(view))
        )


def check_book(document: Document, view: str, pdf: bytes, *, in_notes: bool = False) -> Iterator[Finding]:
    """The same of a book, which is `LAW001` also where it cannot be read at all; `in_notes` says that its notes tell what was done."""
    name = names.book(document.path, view)
    runs = _read(document, name, pdf)
    if isinstance(runs, Finding):
        yield runs
        return
    yield from _compared(document, _inked(_expected(document, view, in_notes=in_notes)), *_of(runs, ["document"], name))
    if in_notes:
        quotations = _of(runs, _numbered(runs, _GONE), say("{page}, in its notes,", page=name))
        yield from _compared(document, _inked(characters.gone(document)), *quotations)


def check_parallel(documents: Sequence[Document], page: bytes) -> Iterator[Finding]:
    """The same of the page on which documents that are one text stand side by side: each column has all of its text, once."""
    for document in documents:
        shown = quoted(page, _column(document))
        yield from _compared(document, characters.for_reader(document, "final"), shown, say("the parallel page"))


def check_parallel_book(documents: Sequence[Document], name: str, pdf: bytes) -> Iterator[Finding]:
    """The same of such a book; `name` is that of its file."""
    runs = _read(documents[0], name, pdf)
    if isinstance(runs, Finding):
        yield runs
        return
    for document in documents:
        expected = _inked(characters.for_reader(document, "final"))
        yield from _compared(document, expected, *_of(runs, _numbered(runs, _column(document)), name))


def check_volume(
    documents: Sequence[Document], view: str, name: str, pdf: bytes, *, in_notes: bool = False
) -> Iterator[Finding]:
    """The same of a volume of documents in a view: it has the text of each, in this order, and nothing between them."""
    runs = _read(documents[0], name, pdf)
    if isinstance(runs, Finding):
        yield runs
        return
    shown, what, pages = _of(runs, ["document"], name)
    begin = 0
    for document in documents:
        expected = _inked(_expected(document, view, in_notes=in_notes))
        wanted = characters.together(expected)
        end = len(shown) if document is documents[-1] else begin + len(wanted)
        if shown[begin:end] != wanted:
            yield from _compared(document, expected, shown[begin:], what, pages[begin:])
            return
        begin = end


def _read(document: Document, name: str, pdf: bytes) -> list[paper.Run] | Finding:
    """What a PDF is read as, or that it cannot be."""
    from edition.engines import paper  # noqa: PLC0415 - what reads PDFs is dear to import, and pages need none

    try:
        return paper.read(pdf)
    except paper.Unreadable as fault:
        why = say("{file} cannot be read: {why}", file=name, why=fault)
        return Finding("LAW001", Place(document.path), why, say("build it again"))


def _column(document: Document) -> str:
    """How the words of a document are called that stands beside others."""
    return f"document {document.path.name}"


def check_draft(document: Document, made: libxml.Element, view: str) -> Iterator[Finding]:
    """The same of a draft (`edition.render.draft`): with all changes accepted it is the final text, with all undone the base text.

    In the reading view it has the final text alone.
    """
    texts = {"final": say("the draft with its changes"), "base": say("the draft without its changes")}
    for state, said in list(texts.items())[: 1 if view == "reading" else 2]:
        shown = draft.text(made, state).translate(_WITHOUT_SPACE)
        yield from _compared(document, characters.for_reader(document, state), shown, said)


def missing(document: Document, file: Path) -> Iterator[Finding]:
    """`LAW001` for a page or a book that is not there, though others of its build are: all of it is lost."""
    yield Finding(
        "LAW001",
        Place(document.path),
        say("{file} is missing beside the others of its kind", file=file.name),
        say("build it again"),
    )


def _of(runs: Sequence[paper.Run], tags: Iterable[str], what: str) -> tuple[str, str, list[int]]:
    """The ink under these tags of a book, in their order, what to call it, and the page of each character."""
    inked = [(_NO_INK.sub("", run.words), run.page) for tag in tags for run in runs if run.by == tag]
    return "".join(words for words, _ in inked), what, [page for words, page in inked for _ in words]


def _numbered(runs: Sequence[paper.Run], called: str) -> list[str]:
    """The tags of a book that are called so, by their numbers, which are the order of the document."""
    return sorted({run.by for run in runs if run.by.rpartition(" ")[0] == called}, key=_number)


def _number(tag: str) -> int:
    """The number at the end of a tag: 12 for `gone 12`."""
    return int(tag.rpartition(" ")[2])


def _inked(expected: Iterable[Run]) -> list[Run]:
    inked = ((run, _NO_INK.sub("", run.words)) for run in expected)
    return [run._replace(words=words) for run, words in inked if words]


def _the_page(view: str) -> str:
    return say("the {view} page", view=view)


def _is_in_notes(view: str, signs: str) -> bool:
    return view == "diplomatic" and signs == names.IN_NOTES


def _expected(document: Document, view: str, *, in_notes: bool) -> list[Run]:
    if view == "diplomatic" and not in_notes:
        return characters.on_the_leaf(document)
    return characters.for_reader(document, "final")


def _compared(
    document: Document, expected: list[Run], shown: str, what: str, pages: list[int] | None = None
) -> Iterator[Finding]:
    """The first difference between what is expected and what is shown, if any; `pages` tells of each character shown where."""
    wanted = characters.together(expected)
    if shown == wanted:
        return
    at = next((n for n, (a, b) in enumerate(zip(wanted, shown, strict=False)) if a != b), min(len(wanted), len(shown)))
    before = wanted[max(0, at - _NEAR) : at]
    where = say(", page {number},", number=pages[min(at, len(pages) - 1)]) if pages else ""
    leaked = _has_leaked(wanted, shown, at)
    yield Finding(
        "LAW002" if leaked else "LAW001",
        _place(document, expected, at),
        say(
            "{what}{where} shows “{shown}” after “{before}”, which does not stand in this text",
            what=what,
            where=where,
            shown=shown[at : at + _NEAR],
            before=before,
        )
        if leaked
        else say(
            "{what}{where} has lost “{wanted}” after “{before}”",
            what=what,
            where=where,
            wanted=wanted[at : at + _NEAR],
            before=before,
        ),
        say("it was not made from this document as it is, or a stylesheet is wrong: please report it"),
    )


def text(page: bytes, view: str) -> str:
    """The characters of the document on a page, in order, without white space and without what the edition says."""
    root = libxml.etree.fromstring(page, libxml.etree.HTMLParser(encoding="utf-8", huge_tree=True))
    found = root.xpath("//*[@id='text']")
    element = next(iter(found), None)
    # only what XML calls white space: a no-break space is a character of the document like any other
    return "" if element is None else "".join(_words(element, view)).translate(_WITHOUT_SPACE)


def quoted(page: bytes, called: str = _GONE) -> str:
    """The characters on a page that are called so, by their numbers, without white space and without what the edition says.

    Those are what its notes quote because it does not stand in its text, or a text beside others.
    """
    root = libxml.etree.fromstring(page, libxml.etree.HTMLParser(encoding="utf-8", huge_tree=True))
    found = [each for each in root.iterfind(".//*[@data-by]") if each.get("data-by").rpartition(" ")[0] == called]
    found.sort(key=lambda element: _number(element.get("data-by")))
    return "".join("".join(_words(element, "diplomatic")) for element in found).translate(_WITHOUT_SPACE)


def _words(element: libxml.Element, view: str) -> Iterator[str]:
    """The texts in an element, without recursion: a page may be deeper than Python's stack."""
    yield element.text or ""
    within = [(element, iter(element))]
    while within:
        parent, children = within[-1]
        child = next(children, None)
        if child is None:
            within.pop()
            yield (parent.tail or "") if within else ""
        elif isinstance(child.tag, str) and not _is_aside(child, view):
            yield child.text or ""
            within.append((child, iter(child)))
        else:
            yield child.tail or ""


def _is_aside(element: libxml.Element, view: str) -> bool:
    """Whether an element is the edition's own, or only spoken, or a list of what stands on the document outside its running text."""
    classes = (element.get("class") or "").split()
    return (
        element.get("data-by") == "edition"
        or "vh" in classes
        or (view != "diplomatic" and "on-document-list" in classes)
    )


def _has_leaked(wanted: str, shown: str, at: int) -> bool:
    """Whether the page has too much at a place, rather than too little: which of the two goes on sooner where the other does."""
    too_much = shown.find(wanted[at : at + _NEAR], at) if at < len(wanted) else at
    too_little = wanted.find(shown[at : at + _NEAR], at) if at < len(shown) else at
    if too_much < 0 or too_little < 0:
        return too_much >= 0
    return too_much < too_little or (too_much == too_little and len(shown) > len(wanted))


def _place(document: Document, expected: list[Run], at: int) -> Place:
    """The element that holds the character where the page went wrong; past the last one, that of the last."""
    around: tuple[libxml.Element, ...] = ()
    for run in expected:
        around = run.around
        at -= len(run.words)
        if at < 0:
            break
    return document.place(around[-1]) if around else Place(document.path)
