# SPDX-License-Identifier: MIT
"""The card of a document, part by part: what the pages about many documents are told of it.

Each of these pages is made from the parts of cards that it shows; where others have changed, it stays as it is. What is told of a card
in short is small: of all documents it is held while a site is planned.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Final, NamedTuple

from edition import names
from edition.engines import cache, libxml


class Face(NamedTuple):
    """What a document is called on the site, in which language it is, of which day ("" for none), and what its page is called."""

    name: str
    language: str
    day: str
    title: str
    page: str
    is_searched: bool
    hands: tuple[tuple[str, str], ...]
    """Its hands that are told apart: id and siglum."""
    writers: tuple[tuple[str, str], ...]
    """Whose hands its header names: the id of each, and the entry of the writer, as `Card.mentions` has it."""


@dataclass(frozen=True, slots=True)
class Card:
    """The parts of a card, each as XML: an `ed:document` with what a page shows of it, or what may stand in one."""

    face: Face
    called: str
    """What a link to it says: its titles."""
    head: str
    """What its header says, with the links to its versions."""
    about: str
    """What its header says of the edition."""
    record: str
    """What catalogues are told (`record`), with the links."""
    mentions: Mapping[str, Sequence[str]]
    """Each `ed:mention` by the entry that it leads to, called by its file, as the document points to it, and its id."""
    dated: Sequence[tuple[str, str]]
    """Each `ed:dated` with its day, month or year."""


class Short(NamedTuple):
    """A card in short: its face, and the digest of each part."""

    face: Face
    called: str
    head: str
    about: str
    record: str
    mentions: Mapping[str, tuple[int, str]]
    """How often each entry is named, and the digest of how."""
    dated: Mapping[str, str]


_HEADER: Final = names.clark("tei:teiHeader")
_LINK: Final = names.clark("ed:link")
_HAND: Final = names.clark("ed:hand")
_MENTION: Final = names.clark("ed:mention")
_DATED: Final = names.clark("ed:dated")
_RECORD: Final = names.clark("ed:record")
_ID: Final = names.clark("xml:id")

Kept = Mapping[str, "Kept"]
"""What stays of an element's children, by their names; everything of one with nothing below it here."""
_CALLED: Final[Kept] = {"fileDesc": {"titleStmt": {"title": {}}}}
_ABOUT: Final[Kept] = {
    "fileDesc": {"titleStmt": {}, "publicationStmt": {"availability": {}}},
    "encodingDesc": {"projectDesc": {}, "editorialDecl": {}},
}


def of(told: libxml.Element) -> Card:
    """The parts of an `ed:document` (`xslt/card.xsl`) that has its links and its record."""
    links = list(told.iterchildren(_LINK))
    mentions: dict[str, list[str]] = {}
    for mention in told.iterchildren(_MENTION):
        mentions.setdefault(str(mention.get("entry")), []).append(_written(mention))
    face = Face(
        str(told.get("name")),
        str(told.get("language")),
        str(told.get("day") or ""),
        str(told.get("title") or ""),
        str(links[0].get("href")),
        told.get("searched") == "true",
        tuple((str(hand.get("id")), str(hand.get("siglum"))) for hand in told.iterchildren(_HAND)),
        tuple(
            (str(each.get(_ID)), str(each.get("entry")))
            for each in told.iterchildren(_MENTION)
            if each.get("role") == "hand" and each.get(_ID)
        ),
    )
    header = told.find(_HEADER)
    linked = (*links[:1], *([] if header is None else [_pruned(header, _CALLED)]))
    return Card(
        face,
        _document(told, ("name", "language", "day", "title"), linked),
        _document(told, told.keys(), (*links, *told.iterchildren(_HEADER))),
        _document(told, ("name", "language"), [] if header is None else [_pruned(header, _ABOUT)]),
        _document(told, told.keys(), (*links, *told.iterchildren(_RECORD))),
        mentions,
        [(str(each.get("when"))[:10], _written(each)) for each in told.iterchildren(_DATED)],
    )


def short(card: Card) -> Short:
    """A card in short."""
    dated: dict[str, list[str]] = {}
    for when, each in card.dated:
        dated.setdefault(when, []).append(each)
    return Short(
        card.face,
        cache.key(card.called),
        cache.key(card.head),
        cache.key(card.about),
        cache.key(card.record),
        {entry: (len(many), cache.key(*many)) for entry, many in card.mentions.items()},
        {when: cache.key(*many) for when, many in dated.items()},
    )


def plain(cards: Iterable[Card]) -> str:
    """Cards as JSON."""
    return json.dumps([astuple(card) for card in cards], ensure_ascii=False)


def unplain(kept: str) -> list[Card]:
    """Cards from what `plain` made of them."""
    return [Card(_face(face), *parts) for face, *parts in json.loads(kept)]


def short_unplain(kept: Sequence[Any]) -> Short:
    """A card in short from what JSON made of it."""
    face, *parts = kept
    return Short(_face(face), *parts)


def _face(kept: Sequence[Any]) -> Face:
    name, language, day, title, page, is_searched, hands, writers = kept
    return Face(name, language, day, title, page, is_searched, _pairs(hands), _pairs(writers))


def _pairs(kept: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in kept)


def document(part: str, *more: str) -> str:
    """A part of a card with more elements in it."""
    opened = f"{part[:-2]}></ed:document>" if part.endswith("/>") else part
    return opened.removesuffix("</ed:document>") + "".join(more) + "</ed:document>"


def leading(element: str, anchor: str) -> str:
    """An `ed:mention` that leads to the entry with this anchor."""
    return element.replace("<ed:mention", f'<ed:mention to="{anchor}"', 1)


def _document(told: libxml.Element, attributes: Iterable[str], parts: Iterable[libxml.Element]) -> str:
    made = libxml.etree.Element(told.tag, nsmap={"ed": names.ED})
    for name in attributes:
        if (value := told.get(name)) is not None:
            made.set(name, value)
    made.extend([copy.deepcopy(part) for part in parts])
    return _written(made)


def _pruned(element: libxml.Element, kept: Kept) -> libxml.Element:
    """A copy of an element without those of its children that are not wanted."""
    if not kept:
        return copy.deepcopy(element)
    made = libxml.etree.Element(element.tag, element.attrib, nsmap=element.nsmap)
    for child in element.iterchildren("*"):
        name = libxml.etree.QName(child).localname
        if name in kept:
            part = _pruned(child, kept[name])
            part.tail = None
            made.append(part)
    return made


def _written(element: libxml.Element) -> str:
    return str(libxml.etree.tostring(element, encoding="unicode", with_tail=False))
