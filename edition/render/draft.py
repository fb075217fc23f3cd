# SPDX-License-Identifier: MIT
"""One document as a draft for those who work on it elsewhere: paragraphs and runs, which say in which text they stand, and whose they are.

`xslt/draft.xsl` makes it as XML, `xslt/markdown.xsl` as Markdown with CriticMarkup; this file asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from edition import names
from edition.engines import libxml
from edition.findings import Finding
from edition.render import beside, stylesheets
from edition.render.view import found
from edition.source.document import Document


@dataclass(frozen=True, slots=True)
class Draft:
    """The `ed:draft` of a document (`xslt/draft/paragraphs.xsl` says what is in it), and what the stylesheets found wrong in it."""

    root: libxml.Element
    findings: tuple[Finding, ...]


def of(document: Document, view: str) -> Draft:
    """A document as a draft: "diplomatic" with what was done to it, "reading" its final text alone.

    Raises `saxon.TransformFault` where a stylesheet of ours fails.
    """
    if view not in names.VIEWS:
        raise ValueError(f"{view!r} is no view; there are {', '.join(names.VIEWS)}")
    result = stylesheets.transform(
        "draft.xsl",
        document.stamped,
        {**beside.parameters(document), "revised": view == "diplomatic"},
    )
    return Draft(libxml.parse(result.text.encode()).getroot(), tuple(found(document, result.messages)))


def text(draft: libxml.Element, state: str, *, with_edition: bool = False) -> str:
    """The words of one of the texts of a draft, a paragraph a line: all that was done undone ("base"), or accepted ("final").

    Of the document alone; `with_edition` adds what the edition says among its words (brackets, gaps).
    """
    lines: list[str] = []
    for paragraph in draft.iter(names.clark("ed:p")):
        if paragraph.get("of") != "text" or not stands(paragraph, state):
            continue
        words = [
            run.text or ""
            for run in paragraph.iterchildren(names.clark("ed:r"))
            if stands(run, state) and (with_edition or run.get("by") != "edition")
        ]
        if lines and state in paragraph.get("joined", "").split():
            lines[-1] += "".join(words)
        else:
            lines.append("".join(words))
    return "".join(f"{line.strip()}\n" for line in lines if line.strip())


def stands(run: libxml.Element, state: str) -> bool:
    """Whether a run or a paragraph is part of one of the texts ("base", "final")."""
    states = run.get("in")
    return states is None or state in states.split()


def markdown(draft: libxml.Element) -> str:
    """A draft as Markdown; what was done is CriticMarkup. Raises `saxon.TransformFault`."""
    given = libxml.etree.tostring(draft, encoding="unicode")
    return stylesheets.transform("markdown.xsl", given, {"language": draft.get("lang")}).text
