# SPDX-License-Identifier: MIT
"""What stands in a margin stands at the height of its place, beside the column, and pushes its neighbours down.

Print HTML says of it on which side (`data-margin`: left, right), and its style that it is out of the flow. WeasyPrint would set one note
over another: so they are moved when a page is laid out (`settle`), before anything is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from edition.engines import fontconfig

with fontconfig.none():
    import weasyprint
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import absolute

__all__ = ["in_the_line", "settle"]

_GAP: Final = 2.5 * 96 / 25.4
_BETWEEN: Final = 2 * 96 / 72


def settle(document: weasyprint.Document) -> set[str]:
    """The ids of what has no room in the margins; what has is set there, none over another and none off the page.

    What stands in a margin says so (`data-margin`: left, right), and comes to stand at the height of its place, or near it.
    """
    crowded = set()
    for page in document.pages:
        sheet = page._page_box
        top, bottom = sheet.content_box_y(), sheet.content_box_y() + sheet.height
        for side in ("left", "right"):
            notes = sorted(_in_margin(sheet, side), key=lambda box: box.position_y)
            while sum(note.margin_height() + _BETWEEN for note in notes) - _BETWEEN > bottom - top:
                longest = max(notes, key=lambda box: float(box.margin_height()))
                notes.remove(longest)
                crowded.add(str(longest.element.get("id")))
            heights = _stacked(
                [(note.position_y, note.margin_height() + _BETWEEN) for note in notes], top, bottom + _BETWEEN
            )
            for note, y in zip(notes, heights, strict=True):
                edge = sheet.content_box_x()
                x = edge - _GAP - note.margin_width() if side == "left" else edge + sheet.width + _GAP
                note.translate(x - note.position_x, y - note.position_y)
    return crowded


_absolute_of = absolute.absolute_box_layout


def _absolute(context: Any, box: boxes.Box, around: Any, fixed: Any, bottom: float, *rest: Any) -> tuple[Any, ...]:
    """A box out of the flow; what stands in a margin is not divided between pages, since it can be moved."""
    whole = box.element is not None and "data-margin" in box.element.attrib
    laid: tuple[Any, ...] = _absolute_of(context, box, around, fixed, -math.inf if whole else bottom, *rest)
    return laid


def _in_margin(sheet: boxes.Box, side: str) -> list[Any]:
    return [
        box
        for box in sheet.descendants(placeholders=True)
        if box.element is not None
        and box.element.get("data-margin") == side
        and box.style["position"] == "absolute"
        and isinstance(box, boxes.BlockBox)
        and box.element_tag == box.element.tag
    ]


def _stacked(wanted: Sequence[tuple[float, float]], top: float, bottom: float) -> list[float]:
    """Where things of some height come to stand that want to stand at some place, in order and apart, as near to it as can be."""
    places = []
    for place, height in wanted:
        top = max(top, place)
        places.append(top)
        top += height
    for at in range(len(wanted) - 1, -1, -1):
        bottom = places[at] = min(places[at], bottom - wanted[at][1])
    return places


def in_the_line(ids: set[str]) -> str:
    """The style that sets what has no room in a margin where it stands in the text."""
    return "".join(f'[id="{each}"] {{ position: static; width: auto }}' for each in sorted(ids))


absolute.absolute_box_layout = _absolute
