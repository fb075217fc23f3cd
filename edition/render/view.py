# SPDX-License-Identifier: MIT
"""One document becomes its web pages and its card: the modules of `xslt/document.xsl` make them, this file asks.

Nothing is written here. What a stylesheet finds wrong in a document comes back as findings at their places.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from edition import names, rules
from edition.engines import saxon
from edition.findings import Finding
from edition.render import beside, stylesheets
from edition.settings import Print
from edition.source.document import Document


@dataclass(frozen=True, slots=True)
class Link:
    """A way out of a page: another view, another language, a file.

    `role` is "view", "language", "stage", "section", "pdf", "file" (of a kind of `names.FILES`), "tei", "citation" (a file of one) or
    "manifest"; `current` marks the page itself, and the PDF of the view that the page shows. A link with a `state` is for one page only:
    that of the state of a text (of the role "stage": leads to it), of the view, or of the site that is called so.
    """

    role: str
    href: str
    view: str = ""
    language: str = ""
    state: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """How a document is cited in a style: its words, with `<i>` and what HTML escapes."""

    style: str
    words: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of the page that is called `state` tells machines."""

    state: str
    address: str = ""
    """The address of the page on the net, where it is known."""
    meta: tuple[tuple[str, str], ...] = ()
    """Names, and what is said under each."""
    linked: str = ""
    """The document as JSON-LD."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What pages know of the site around them: its title, the way home, the links."""

    title: str = ""
    home: str = ""
    links: tuple[Link, ...] = ()
    citations: tuple[Citation, ...] = ()
    """How the document of the pages is cited, in several styles."""
    heads: tuple[Head, ...] = ()
    url: str = ""
    """The address of the site, with a slash at its end, where it is known."""

    def as_json(self) -> str:
        """The frame as the stylesheets read it."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Rendering:
    """A page, and what is to be said of the document it shows."""

    html: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Renderings:
    """Pages and other things that were made of a document, by their names, and what is to be said of it."""

    texts: Mapping[str, str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Manner:
    """How the diplomatic view shows what was done: its system of signs (`names.SIGNS`), and whether the lines of the leaf are numbered.

    What is numbered `on_paper`, in the running text and the notes of books, is another matter.
    """

    signs: str = names.SIGNS[0]
    lineation: bool = False
    on_paper: Print = field(default_factory=Print)

    def parameters(self, view: str) -> dict[str, str | bool]:
        """The parameters that a stylesheet of this view takes where it departs from the usual; the reading view has one manner."""
        is_usual = self.signs == names.SIGNS[0] and not self.lineation
        return {"signs": self.signs, "lineation": self.lineation} if view == "diplomatic" and not is_usual else {}

    def tells_in_notes(self, view: str) -> bool:
        """Whether a book of this view has the running text, and its notes what was done to it."""
        return self.signs == names.IN_NOTES if view == "diplomatic" else self.on_paper.by_lines

    def of_book(self, view: str) -> dict[str, str | bool | int]:
        """The parameters that a stylesheet of print takes: only where a text runs its lines are counted."""
        paper = self.on_paper
        if view == "diplomatic" and self.signs != names.IN_NOTES:
            return {**self.parameters(view), "notes": paper.notes}
        return {
            **self.parameters(view),
            "line-numbers": paper.every,
            "lines": paper.lines,
            "notes": paper.notes,
            "apparatus": paper.apparatus,
            "apparatus-layout": paper.apparatus_layout,
        }


def render(document: Document, view: str, frame: Frame | None = None, manner: Manner | None = None) -> Rendering:
    """The page of a view ("reading", "diplomatic") of a document. Raises `saxon.TransformFault` where a stylesheet of ours fails."""
    if view not in names.VIEWS:
        raise ValueError(f"{view!r} is no view; there are {', '.join(names.VIEWS)}")
    made = render_all(document, [view], frame, manner)
    return Rendering(made.texts[view], made.findings)


def render_all(
    document: Document, wanted: Sequence[str], frame: Frame | None = None, manner: Manner | None = None
) -> Renderings:
    """Several pages of a document (of `names.VIEWS`, `names.LEDGER`) and its card (`stylesheets.CARD`), made together.

    Raises `saxon.TransformFault` where a stylesheet of ours fails.
    """
    texts, messages = stylesheets.of_document(
        {name: (manner or Manner()).parameters(name) for name in wanted},
        document.stamped,
        {**beside.parameters(document), "frame": (frame or Frame()).as_json()},
    )
    return Renderings(texts, tuple(found(document, messages)))


def found(document: Document, messages: Iterable[saxon.Message]) -> Iterator[Finding]:
    """The findings that a stylesheet raised on a document, each kind once for each element it is about."""
    for message in dict.fromkeys(messages):
        place = document.stamped_place(message.at, message.path, message.id)
        severity = rules.rule(message.code).severity
        yield Finding(message.code, place, message.text, message.hint, severity)
