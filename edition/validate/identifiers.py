# SPDX-License-Identifier: MIT
"""Each `xml:id` must be a name, and be given once in its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from edition import names
from edition.engines import libxml
from edition.findings import Finding
from edition.source.document import Document

_ID: Final = names.clark("xml:id")

_START: Final = r"[^\W\d]"
_NCNAME: Final = re.compile(rf"{_START}[\w.\-\u00b7]*", re.UNICODE)


def check(document: Document) -> Iterator[Finding]:
    """Every finding `ID…` of a document."""
    for element in document.elements:
        identifier = element.get(_ID)
        if identifier is None:
            continue
        first = document.ids[identifier]
        if first is not element:
            where = document.place(first)
            yield Finding(
                "ID001",
                document.place(element, "xml:id"),
                f'xml:id="{identifier}" is given a second time; '
                f"`<{libxml.etree.QName(first).localname}>` in line {where.line} has it already",
                "give this one a name of its own, and see which of the two each pointer means",
                related=(document.place(first, "xml:id"),),
            )
        if not _NCNAME.fullmatch(identifier):
            yield Finding(
                "ID002",
                document.place(element, "xml:id"),
                f'xml:id="{identifier}" is no identifier: {_why(identifier)}',
                f"write {proposal}" if (proposal := _proposal(identifier)) else "give it a name",
            )


def _why(identifier: str) -> str:
    if not identifier.strip():
        return "it is empty"
    if identifier[0].isdigit() or identifier[0] in ".-":
        return f"it begins with “{identifier[0]}”, and must begin with a letter or `_`"
    odd = next((sign for sign in identifier if not re.fullmatch(r"[\w.\-\u00b7]", sign)), identifier[0])
    return "it holds a space" if odd.isspace() else f"it holds “{odd}”"


def _proposal(identifier: str) -> str:
    cleaned = re.sub(r"[^\w.\-]+", "-", identifier.strip()).strip("-")
    if cleaned and not re.match(_START, cleaned):
        cleaned = f"n{cleaned.lstrip('.-')}"
    return f'xml:id="{cleaned}"' if cleaned and _NCNAME.fullmatch(cleaned) else ""
