# SPDX-License-Identifier: MIT
"""What the plan of a site needs of a document: plain data, small enough that those of all documents are held, and kept, without a tree."""

from __future__ import annotations

import hashlib
import re
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from edition import names
from edition.engines import libxml
from edition.publish.pictures import Graphic, graphics
from edition.source.document import Document
from edition.validate import association, pointers


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a document, true for as long as neither it nor what it includes changes."""

    path: Path
    digest: str
    """As `Document.digest`."""
    data: str
    """The digest of the file alone (SHA-256, hexadecimal)."""
    language: str
    is_register: bool
    """Whether it only lists persons, places, organisations: the views draw on it, and it needs no pages of its own."""
    is_dated: bool
    """Whether it tells of a day."""
    names_schema: bool
    """Whether it names the schemas that it is to be checked by."""
    listed: tuple[str, ...] = ()
    """The kinds of entries that it lists, as tags of `ENTRIES`."""
    has_entries: bool = False
    """Whether any of these can be pointed to."""
    counterparts: tuple[str, ...] = ()
    """The files beside it that its `@corresp` lead to, by their names."""
    leads: tuple[tuple[str, str], ...] = ()
    """Its pointers to elements of other files, as `pointers.abroad` gives them."""
    graphics: tuple[Graphic, ...] = ()
    asked: tuple[str, ...] = ()
    """Every file that it would include, whether that is there or not."""


ENTRIES: Final = tuple(names.clark(f"tei:{name}") for name in ("person", "personGrp", "org", "place"))
"""What a register of the site lists."""

_known: weakref.WeakKeyDictionary[Document, Facts] = weakref.WeakKeyDictionary()


def of(told: Document | Facts) -> Facts:
    """The facts of a document."""
    if isinstance(told, Facts):
        return told
    if told not in _known:
        _known[told] = _of(told)
    return _known[told]


def plain(facts: Facts) -> list[Any]:
    """Facts as plain data, without the path."""
    return [getattr(facts, field.name) for field in fields(facts)][1:]


def unplain(path: Path, kept: Sequence[Any]) -> Facts:
    """Facts from what `plain` made of them. Raises `TypeError` or `ValueError` for anything else."""
    told = Facts(path, *kept)
    return replace(
        told,
        listed=tuple(told.listed),
        counterparts=tuple(told.counterparts),
        leads=tuple((file, identifier) for file, identifier in told.leads),
        graphics=tuple(Graphic(*each) for each in told.graphics),
        asked=tuple(told.asked),
    )


def _of(document: Document) -> Facts:
    listed: dict[str, None] = {}
    has_entries = False
    for entry in document.root.iter(*ENTRIES):
        listed[str(entry.tag)] = None
        has_entries = has_entries or bool(entry.get(_ID))
    return Facts(
        document.path,
        document.digest,
        hashlib.sha256(document.data).hexdigest(),
        document.language,
        is_register=_is_register(document),
        is_dated=next(document.root.iter(_DATE), None) is not None,
        names_schema=bool(association.addresses(document)),
        listed=tuple(listed),
        has_entries=has_entries,
        counterparts=tuple(_counterparts(document)),
        leads=tuple(pointers.abroad(document)),
        graphics=tuple(graphics(document)),
        asked=tuple(map(str, document.asked)),
    )


_DATE: Final = names.clark("tei:date")
_ID: Final = names.clark("xml:id")
_LISTS: Final = frozenset(
    map(names.clark, ("tei:listPerson", "tei:listPlace", "tei:listOrg", "tei:listEvent", "tei:listObject"))
)
_BODY: Final = names.clark("tei:body")
_HEAD: Final = names.clark("tei:head")
_FILE: Final = re.compile(r"[\w.-]+\.xml(?=#)")


def _is_register(document: Document) -> bool:
    parts = [document.root.iter(names.clark(f"tei:{name}")) for name in ("text", "sourceDoc", "facsimile")]
    shown = [element for found in parts for element in found]
    listed = shown or list(document.root.iter(names.clark("tei:standOff")))
    return bool(listed) and all(map(_only_lists, shown))


def _only_lists(text: libxml.Element) -> bool:
    parts = list(text.iterchildren("*"))
    blocks = [block for part in parts for block in part.iterchildren("*")]
    return (
        bool(blocks)
        and all(part.tag == _BODY for part in parts)
        and all(block.tag in _LISTS or block.tag == _HEAD for block in blocks)
    )


def _counterparts(document: Document) -> Iterator[str]:
    seen: set[str] = set()
    for value in document.root.xpath("//@corresp", namespaces=names.NAMESPACES):
        seen.update(_FILE.findall(str(value)))
    yield from sorted(seen)
