# SPDX-License-Identifier: MIT
"""What a search finds: the passages of each text as sent, the editors' notes, and of each hand the words that it wrote and struck out.

A record is a page that no reader sees: it holds the words of each place under the id that the place has on the page that it leads to.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from edition import names
from edition.engines import libxml, pagefind

TEXT: Final = "text"
NOTE: Final = "note"
ADDED: Final = "added"
STRUCK: Final = "struck"
UNNAMED: Final = "?"
"""What every hand is found by whose writer no header names."""
ORDERS: Final = {"oldest": "undated", "newest": "0"}
"""By which days are sorted, up and down, each with what stands for the day of a text that has none, to put it behind the rest: an index
leaves out what has nothing to be sorted by."""

_DOCUMENT, _LINK, _PASSAGE, _MENTION, _ALTERED = (
    names.clark(f"ed:{name}") for name in ("document", "link", "passage", "mention", "altered")
)
_ID: Final = names.clark("xml:id")


@dataclass(frozen=True, slots=True)
class Record:
    """The words of a page in one state: `name` ends in the name of the page, behind a folder that tells its records apart."""

    language: str
    name: str
    html: str


def records(site: libxml.Element) -> Iterator[Record]:
    """The records of all documents of an `ed:site` or an `ed:group` with their words (`xslt/site.xsl` says what else it holds)."""
    for document in site.iter(_DOCUMENT):
        links = [link for link in document.iterchildren(_LINK) if link.get("role") == "page"]
        pages = {str(link.get("view")): str(link.get("href")) for link in links}
        mentions = list(document.iterchildren(_MENTION))
        day, title = str(document.get("day") or ""), str(document.get("title"))
        filters = [("entry", str(each.get("to"))) for each in mentions if each.get("to")]
        filters += [("year", day[:4]), ("date", str(document.get("date") or ""))] if day else []
        filters.append(("document", _text_of(document)))
        language = language_of(str(document.get("language")))
        number = 0
        for state, is_note in ((TEXT, False), (NOTE, True)):
            passages = [each for each in document.iterchildren(_PASSAGE) if (each.get("note") == "true") == is_note]
            if passages:
                words = [(str(each.get("id")), str(each.text)) for each in passages]
                number += 1
                yield Record(
                    language,
                    f"{number}/{pages['reading']}",
                    _page(title, day, [("state", state), *filters], words),
                )
        for hand, siglum, altered in _by_hand(document):
            writers = [str(each.get("to")) for each in mentions if each.get(_ID) == hand and each.get("to")]
            whose = [("hand", writer) for writer in writers] or [("hand", hand_of(document, hand)), ("hand", UNNAMED)]
            for state, side in ((ADDED, "after"), (STRUCK, "before")):
                words = [(str(each.get("anchor")), str(each.get(side))) for each in altered if each.get(side)]
                if words:
                    number += 1
                    given = [("state", state), ("siglum", siglum), *whose, *filters]
                    yield Record(language, f"{number}/{pages['diplomatic']}", _page(title, day, given, words))


def indexes(records: Iterable[Record]) -> dict[str, bytes]:
    """The index of each language, in a folder of its own. Raises `SomethingMissing` where one cannot be made."""
    pages: dict[str, list[tuple[str, str]]] = {}
    for record in records:
        pages.setdefault(record.language, []).append((record.name, record.html))
    return {
        f"search/{language}/{name}": data
        for language, those in pages.items()
        for name, data in pagefind.index(those, language).items()
    }


def language_of(tag: str) -> str:
    """The language of a document's index, by its tag (BCP 47)."""
    return tag.partition("-")[0].lower() or "und"


def hand_of(document: libxml.Element, hand: str) -> str:
    """What a hand is found by whose writer no header names: the text, in whatever language, and the id of the hand."""
    return f"{_text_of(document)}/{hand}"


def _text_of(document: libxml.Element) -> str:
    """The text of a document, in whatever language: the name of the first of those that it stands together with."""
    group = document.getparent()
    return str((document if group is None else group[0]).get("name"))


def _by_hand(document: libxml.Element) -> Iterator[tuple[str, str, Sequence[libxml.Element]]]:
    """The alterations of each hand, with its siglum."""
    hands: dict[str, list[libxml.Element]] = {}
    for altered in document.iterchildren(_ALTERED):
        hands.setdefault(str(altered.get("hand")), []).append(altered)
    for hand, altered in hands.items():
        yield hand, str(altered[0].get("siglum")), altered


def _page(title: str, day: str, filters: Iterable[tuple[str, str]], places: Iterable[tuple[str, str]]) -> str:
    said = [f'<meta data-pagefind-meta="title[content]" content="{html.escape(title)}">']
    said += [
        f'<meta data-pagefind-meta="{order}[content]" data-pagefind-sort="{order}[content]" content="{day or undated}">'
        for order, undated in ORDERS.items()
    ]
    said += [
        f'<meta data-pagefind-filter="{name}[content]" content="{html.escape(value)}">'
        for name, value in dict.fromkeys(filters)
        if value
    ]
    words = [f'<p id="{html.escape(anchor)}">{html.escape(text)}</p>' for anchor, text in places]
    head, body = "".join(said), "\n".join(words)
    return f"<!doctype html><html><head>{head}</head><body data-pagefind-body>{body}</body></html>"
