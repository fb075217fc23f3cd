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
from edition.speech import say
from edition.validate.vocabulary import short

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
                say(
                    'xml:id="{identifier}" is given a second time; `<{element}>` in line {line} has it already',
                    identifier=short(identifier),
                    element=libxml.etree.QName(first).localname,
                    line=where.line,
                ),
                say("give this one a name of its own, and see which of the two each pointer means"),
                related=(document.place(first, "xml:id"),),
            )
        if not is_name(identifier):
            yield Finding(
                "ID002",
                document.place(element, "xml:id"),
                say(
                    'xml:id="{identifier}" is no identifier: {why}', identifier=short(identifier), why=_why(identifier)
                ),
                say("write {proposal}", proposal=proposal)
                if (proposal := _proposal(identifier)) and proposal == short(proposal)
                else say("give it a name"),
            )


def is_name(identifier: str) -> bool:
    """Whether it may be an `xml:id`: an NCName of XML."""
    return bool(_NCNAME.fullmatch(identifier))


def _why(identifier: str) -> str:
    if not identifier.strip():
        return say("it is empty")
    if identifier[0].isdigit() or identifier[0] in ".-":
        return say("it begins with “{sign}”, and must begin with a letter or `_`", sign=identifier[0])
    odd = next((sign for sign in identifier if not re.fullmatch(r"[\w.\-\u00b7]", sign)), identifier[0])
    return say("it holds a space") if odd.isspace() else say("it holds “{sign}”", sign=odd)


def _proposal(identifier: str) -> str:
    cleaned = re.sub(r"[^\w.\-]+", "-", identifier.strip()).strip("-")
    if cleaned and not re.match(_START, cleaned):
        cleaned = f"n{cleaned.lstrip('.-')}"
    return f'xml:id="{cleaned}"' if cleaned and is_name(cleaned) else ""
