# SPDX-License-Identifier: MIT
"""A document that is more than any text is (`[edition.limits]` of the settings) is not read, whoever made it so: the finding `XML003`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from edition.engines import libxml
from edition.findings import Finding, Place
from edition.settings import Limits
from edition.speech import Said, phrase, say

_MILLION: Final = 1_000_000


def size(limits: Limits) -> int:
    """How many bytes a document may have."""
    return limits.size * _MILLION


def most(limits: Limits) -> libxml.Most:
    """What is counted while a document is read."""
    return libxml.Most(limits.elements, limits.depth, limits.attributes)


def too_large(path: Path, limits: Limits) -> Finding | None:
    """What is to be said of a file that has more bytes than it may; nothing of any other. Raises `OSError`."""
    length = path.stat().st_size
    if length <= size(limits):
        return None
    said = say("the file has {length} million bytes, and may have {most}", length=length // _MILLION, most=limits.size)
    return Finding("XML003", Place(path), said, _hint("size"))


def too_much(path: Path, fault: libxml.TooMuch, limits: Limits) -> Finding:
    """What is to be said of a document that has too many of something."""
    said = _WORDS[fault.what](most=getattr(limits, fault.what))
    return Finding("XML003", Place(path, fault.line, fault.column), said, _hint(fault.what))


_WORDS: Final[Mapping[str, Callable[..., Said]]] = {
    "elements": phrase("the document has more than {most} elements, and is not read"),
    "depth": phrase("more than {most} elements stand in one another here, and the document is not read"),
    "attributes": phrase("the tag has more than {most} attributes, and the document is not read"),
}


def _hint(key: str) -> str:
    return say("if it is meant to be so, raise `{key}` in `[edition.limits]` of the settings", key=key)
