# SPDX-License-Identifier: MIT
"""Which documents of a corpus have pages, and which of them are one text in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import libxml
from edition.source.document import Document

_LISTS: Final = frozenset(
    map(names.clark, ("tei:listPerson", "tei:listPlace", "tei:listOrg", "tei:listEvent", "tei:listObject"))
)
_BODY: Final = names.clark("tei:body")
_HEAD: Final = names.clark("tei:head")
_FILE: Final = re.compile(r"[\w.-]+\.xml(?=#)")


def texts(documents: Iterable[Document]) -> list[Document]:
    """The documents that have pages: those that are no registers; where there is no other, the registers themselves."""
    found = list(documents)
    return [document for document in found if not _is_register(document)] or found


def _is_register(document: Document) -> bool:
    """Whether a file only lists persons, places, organisations: the views draw on it, and it needs no pages of its own."""
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


def groups(documents: Iterable[Document]) -> list[list[Document]]:
    """The documents that are one text in several languages, together: those whose `@corresp` lead from one to the other, in order."""
    members = list(documents)
    by_name = {document.path.resolve(): document for document in members}
    found: list[list[Document]] = []
    for document in members:
        named = {by_name[path] for path in _corresponding(document) if path in by_name} - {document}
        together = [group for group in found if any(other in named for other in group)]
        merged = [member for group in together for member in group] + [document]
        if together:
            at = found.index(together[0])
            found[at] = merged
            for group in together[1:]:
                found.remove(group)
        else:
            found.append(merged)
    # a link may be drawn by the later document alone, or by the earlier: both were asked above only of the later
    return _closed(found, by_name)


def _closed(found: list[list[Document]], by_name: Mapping[Path, Document]) -> list[list[Document]]:
    """The groups, joined where an earlier document points to a later one that does not point back."""
    home = {id(member): number for number, group in enumerate(found) for member in group}
    for number, group in enumerate(found):
        for member in list(group):
            for path in _corresponding(member):
                other = by_name.get(path)
                if other is not None and home[id(other)] != number:
                    moved = found[home[id(other)]]
                    group.extend(moved)
                    for each in moved:
                        home[id(each)] = number
                    moved.clear()
    return [group for group in found if group]


def _corresponding(document: Document) -> Iterator[Path]:
    folder = document.path.resolve().parent
    seen: set[str] = set()
    for value in document.root.xpath("//@corresp", namespaces=names.NAMESPACES):
        seen.update(_FILE.findall(str(value)))
    for name in sorted(seen):
        yield folder / name


def books(group: Sequence[Document]) -> tuple[str, ...]:
    """The views that each document of a group has as books."""
    return (*names.VIEWS, names.PARALLEL) if len(group) > 1 else names.VIEWS
