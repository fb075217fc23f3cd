# SPDX-License-Identifier: MIT
"""Numbers that are links, as an index has them by the thousand: they are laid out as what they are for the eye, a text.

Print HTML says of such a text that its numbers lead somewhere by `data-numbers`, how their addresses begin. Each as an element of its own
would cost the typesetter more than all the words of the index together. So when the page was laid out, its lines are divided at the
numbers, where they stand already, and these become the links that they are.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree

from edition.engines import fontconfig

with fontconfig.none():
    from weasyprint import layout
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import _font_style_cache_key, create_layout, line_size

_PARTS: Final = re.compile(r"\d+|\D+")


_margins_of = layout.make_margin_boxes


def _margins(context: Any, page: boxes.PageBox, state: Any) -> Iterator[Any]:
    """The boxes in the margins of a page, which are made when all else of it is; by then its numbers are links."""
    widths: dict[tuple[str, str], float] = vars(context).setdefault("widths_of_figures", {})
    for box in page.descendants(placeholders=True):
        address = None if box.element is None else box.element.get("data-numbers")
        if address and isinstance(box, boxes.InlineBox):
            box.children = [part for text in box.children for part in _parts(box, text, address, widths)]
    yield from _margins_of(context, page, state)


def _parts(box: Any, text: Any, address: str, widths: dict[tuple[str, str], float]) -> Iterator[Any]:
    """A text as its parts, the numbers in boxes of links."""
    x, face = text.position_x, _font_style_cache_key(text.style, include_size=True)
    for words in _PARTS.findall(text.text):
        part = text.copy_with_text(words)
        part.pango_layout = copy.copy(text.pango_layout)
        part.pango_layout.text = words
        part.position_x = x
        part.width = sum(_width(letter, face, part.style, widths) for letter in words)
        x += part.width
        yield _linked(box, part, address + words) if words.isdecimal() else part


def _width(letter: str, face: str, style: Any, widths: dict[tuple[str, str], float]) -> float:
    """How wide a letter is; each is asked once, for figures are not kerned."""
    if (face, letter) not in widths:
        drawn = create_layout(letter, style, None, None, 0)  # it holds the line
        widths[face, letter] = line_size(drawn.get_first_line()[0], style)[0]
    return widths[face, letter]


def _linked(box: Any, text: Any, address: str) -> Any:
    found = box.copy_with_children([text])
    found.element = ElementTree.Element("a", {"href": address})
    found.element_tag = "a"
    found.link = ("url", ("external", address))
    for side in ("left", "right"):
        found._reset_spacing(side)
    found.position_x, found.width = text.position_x, text.width
    return found


layout.make_margin_boxes = _margins
