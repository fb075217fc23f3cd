# SPDX-License-Identifier: MIT
"""Notes that are too tall for the foot of their page become endnotes: what is too tall, only the layout knows.

The typesetter cannot divide a footnote, and loses what does not fit its page. So when a page was laid out, the notes are measured, and
those that would take too much of it are moved to its end, where they may run over pages; what was theirs in the text calls them. The words
for that are given by the print HTML, on its body: `data-endnotes` (their heading), `data-see-end` (what an entry of an apparatus says that
was moved), `data-at-page` (before the number of a page, where notes or lines are counted by page; "" in a volume, whose binder writes it
at the right).
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree

from edition.engines import fontconfig

with fontconfig.none():
    from weasyprint.formatting_structure import boxes

__all__ = ["move_tall"]

_SHARE: Final = 1 / 3
"""How much of the height of a page a note may take at its foot."""

_SERIES: Final = ("textual", "commentary")


def move_tall(document: Any, page: Any) -> bool:
    """Move the notes of a page to its end that are too tall for its foot, as it is laid out. Whether there was one."""
    tall = {identifier for sheet in document.pages for identifier in _too_tall(sheet._page_box)}
    body = page.find("body")
    parents = {child: parent for parent in body.iter() for child in parent}
    moved = [each for each in body.iter("span") if "data-series" in each.attrib and each.get("id") in tall]
    for note in moved:
        _to_the_end(note, parents[note], body)
    return bool(moved)


def _too_tall(sheet: Any) -> Iterator[str]:
    """The ids of notes on a page: each that takes too much of it; where all together take more than there is, the tallest."""
    heights: dict[str, tuple[float, float]] = {}
    for area in (child for child in sheet.children if isinstance(child, boxes.FootnoteAreaBox)):
        for identifier, top, bottom in _measured(area, ""):
            before = heights.get(identifier, (top, bottom))
            heights[identifier] = (min(top, before[0]), max(bottom, before[1]))
    tallest = sorted(((bottom - top, identifier) for identifier, (top, bottom) in heights.items()), reverse=True)
    yield from (identifier for height, identifier in tallest if height > _SHARE * sheet.height)
    if (
        tallest
        and max(bottom for _, bottom in heights.values()) - min(top for top, _ in heights.values()) > 0.9 * sheet.height
    ):
        yield tallest[0][1]


def _measured(box: Any, note: str) -> Iterator[tuple[str, float, float]]:
    """By the notes that they are of: where the texts in a box begin and end."""
    if box.element is not None and "data-series" in box.element.attrib:
        note = box.element.get("id") or ""
    if isinstance(box, boxes.TextBox):
        yield note, box.position_y, box.position_y + box.height
    for child in getattr(box, "children", ()):
        yield from _measured(child, note)


def _to_the_end(note: Any, parent: Any, body: Any) -> None:
    """Make a footnote an endnote, and a call of it what stands in the text."""
    identifier, series, classes = note.get("id"), note.get("data-series"), note.get("class").split()
    called = f"{identifier}-mark"
    about = {name: str(note.get(name)) for name in ("data-mark", "data-label", "data-by")}
    end: Any = ElementTree.Element("div", {"class": f"endnote {series}", "id": identifier})
    end.attrib.update({name: note.get(name) for name in ("lang", "data-length") if name in note.attrib})
    end.text, end[:] = note.text, list(note)
    by_page = (
        "data-at-page" in body.attrib
        and body.get("data-lines" if "apparatus" in classes else "data-notes") == "per-page"
    )
    if "apparatus" in classes:
        end.set("class", f"endnote {series} apparatus")
        for name in ("data-from", "data-to"):
            if name in note.attrib:
                end.set(name, called if note.get(name) == identifier else note.get(name))
        call = ElementTree.Element("span", {"class": "note apparatus", "id": called, "data-series": series, **about})
        call.attrib.update(
            {name: end.get(name) for name in ("data-from", "data-to", "data-length") if name in end.attrib}
        )
        for each in note:
            if each.get("class") not in ("where", "lemma"):
                break
            call.append(copy.deepcopy(each))
            call[-1].tail = "\u00a0" if each.get("class") == "where" else "] "
        ElementTree.SubElement(call, "a", {"href": f"#{identifier}"}).text = body.get("data-see-end")
    else:
        call = ElementTree.Element("a", {"class": f"call {series}", "id": called, "href": f"#{identifier}", **about})
        call.text = note.get("data-mark")
        mark = ElementTree.Element("a", {"class": "mark", "href": f"#{called}"})
        mark.text, mark.tail, end.text = note.get("data-label"), f" {end.text or ''}", None
        end.insert(0, mark)
    if by_page:
        _tell_page(end, called, body.get("data-at-page"))
    call.tail = note.tail
    parent[list(parent).index(note)] = call
    _put(end, body)


def _tell_page(end: Any, called: str, label: str) -> None:
    """Say in an endnote on which page it is called: before it, or in the room that the binder of a volume fills."""
    if label:
        at_page = ElementTree.Element("a", {"class": "at-page", "href": f"#{called}"})
        at_page.text, at_page.tail = label, f", {end.text or ''}"
    else:
        end.set("class", f"{end.get('class')} paged")
        at_page = ElementTree.Element("span", {"class": "at"})
        ElementTree.SubElement(at_page, "span", {"class": "on-page", "data-page": called}).text = "0000"
        at_page.tail = end.text
    end.text = None
    end.insert(0, at_page)


def _put(end: Any, body: Any) -> None:
    """An endnote in its place: by series, and as they are called."""
    section = next((each for each in body.iter("section") if each.get("class") == "endnotes"), None)
    if section is None:
        section = ElementTree.Element("section", {"class": "endnotes"})
        ElementTree.SubElement(section, "h2").text = body.get("data-endnotes")
        body.insert(list(body).index(body.find("article")) + 1, section)
    order = {each.get("id"): at for at, each in enumerate(body.iter())}
    heading, *notes = section

    def place(each: Any) -> tuple[int, int]:
        series = next(name for name in _SERIES if name in each.get("class").split())
        return _SERIES.index(series), order.get(f"{each.get('id')}-mark", 0)

    section[:] = [heading, *sorted([*notes, end], key=place)]
