# SPDX-License-Identifier: MIT
"""The foot of a page, and the lines above it, where WeasyPrint sets them otherwise than a book has them.

- Two series of notes: the first series stands before the second, with a short rule between.
- A line under or through words does not run on in a note about them, at the foot of the page, nor through a caret among them.
- A note stays on the page of its call, where WeasyPrint would rather push it on than leave a page a line short.
- A line that is full but for the space behind its last word is kept: WeasyPrint would leave its first word alone on it.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, Final

from edition.engines import fontconfig

with fontconfig.none():
    from weasyprint import css
    from weasyprint.css.properties import Dimension
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import block, inline

__all__: list[str] = []

# Two series at the foot

_SERIES: Final = ("textual", "commentary")
_PX: Final = {"pt": 96 / 72, "mm": 96 / 25.4}
_RULE_WIDTH: Final = 16 * _PX["mm"]
_RULE_THICKNESS: Final = 0.4 * _PX["pt"]
_RULE_SPACE: Final = {"above the first": 0.0, "above the next": 5 * _PX["pt"], "below": 3.5 * _PX["pt"]}

_copy_of_area = boxes.FootnoteAreaBox.deepcopy


def _area(self: boxes.FootnoteAreaBox) -> boxes.FootnoteAreaBox:
    """The footnote area, its notes by series and then as they were called, a short rule before each series.

    WeasyPrint knows one area and copies it each time it is laid out, so the copy is the place to put it in order:
    the list that it keeps itself, and shortens from the end when a note must wait for the next page, stays as it is.
    """
    area = _copy_of_area(self)
    ordered = sorted(area.children, key=_series)
    area.children = []
    before: int | None = None
    for note in ordered:
        if (series := _series(note)) != before:
            area.children.append(_short_rule(note, first=before is None))
            before = series
        area.children.append(note)
    return area


def _series(note: boxes.Box) -> int:
    name = note.element.get("data-series", "") if note.element is not None else ""
    return _SERIES.index(name) if name in _SERIES else len(_SERIES)


def _short_rule(note: boxes.Box, *, first: bool) -> boxes.BlockBox:
    """A box without content whose upper border is the rule: where it stands it is drawn as an artifact, and not read."""
    rule = boxes.BlockBox(None, note.style.anonymous_style, None, [])
    rule.style = style = rule.style.copy()
    style["width"] = Dimension(_RULE_WIDTH, "px")
    style["border_top_style"] = "solid"
    style["border_top_width"] = _RULE_THICKNESS
    style["margin_top"] = Dimension(_RULE_SPACE["above the first" if first else "above the next"], "px")
    style["margin_bottom"] = Dimension(_RULE_SPACE["below"], "px")
    if note.style["direction"] == "rtl":
        style["margin_left"] = "auto"
    return rule


# A note and the words around it


class _Style(css.ComputedStyle):  # type: ignore[misc]  # WeasyPrint is untyped
    """A style as WeasyPrint computes it; but into a note no line comes from the words that it is about (CSS Text Decoration 3, 2).

    Nor is there a line through what asks for one of no thickness, like the caret in struck words.
    """

    def __init__(self, parent: Any, cascaded: Mapping[str, Any], *rest: Any) -> None:
        super().__init__(parent, cascaded, *rest)
        is_note = "float" in cascaded and cascaded["float"][0] == "footnote"
        thickness = cascaded["text_decoration_thickness"][0] if "text_decoration_thickness" in cascaded else None
        if is_note or (isinstance(thickness, Dimension) and thickness.value == 0):
            self["text_decoration_line"] = "none"


# A note on the page of its call


def _keep_notes() -> None:
    """Take out of WeasyPrint's layout of lines the one line by which a note already set is sent to the next page.

    It does so, against `footnote-policy: line`, for a paragraph that could begin on a page but must not leave a single line there;
    without it the paragraph begins on the next page. The line stands in the midst of a long function, which is all that is changed.
    """
    source = inspect.getsource(block._linebox_layout)
    line = "            report = not context.in_column and can_break_now and not could_break_before\n"
    if source.count(line) != 1:
        raise RuntimeError("this WeasyPrint lays out lines in another way; look at it before you trust it with notes")
    exec(compile(source.replace(line, "            report = False\n"), block.__file__, "exec"), vars(block))  # noqa: S102 WeasyPrint's own words


# A line that is full

_first_line_of = inline.split_first_line


def _first_line(text: str, style: Any, context: Any, max_width: Any, *rest: Any, **more: Any) -> tuple[Any, ...]:
    """The first line of a text, as WeasyPrint breaks it, but where only the space at the text's end does not fit.

    What follows (a note, a name) begins the next line then, and the space goes with the break.
    """
    line: tuple[Any, ...] = _first_line_of(text, style, context, max_width, *rest, **more)
    bare = text.rstrip(" ")
    if line[2] is None or bare in ("", text) or style["white_space"] not in ("normal", "pre-line"):
        return line
    layout, length, resume, width, height, baseline = _first_line_of(bare, style, context, max_width, *rest, **more)
    if resume is None and width <= max_width:
        return layout, length, len(text.encode()), width, height, baseline
    return line


_keep_notes()
css.ComputedStyle = _Style
inline.split_first_line = _first_line
boxes.FootnoteAreaBox.deepcopy = _area
