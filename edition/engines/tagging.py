# SPDX-License-Identifier: MIT
"""What a PDF says to the ear, and to programs that read it: its structure, and the words that glyphs do not tell.

- `del`, `ins`, `em`, … and footnotes get their own tags, every change of language its /Lang, and what was struck out or written in by
  hand a spoken label (`/Alt`), so that the ear learns what the eye sees;
- whose words they are: what HTML says by `data-by` the tag says by its title (`/T`), for `edition.engines.paper` to read;
- a row of a table that goes over a page is one row, so that a cell is read to its end before the next;
- a note that runs on behind another is one note, however many lines it goes over;
- words that glyphs do not tell (a hyphen at a line's end, an accent over a letter, a line from right to left) are told (`/ActualText`);
- the head and the number of a page are artifacts, which no reader takes for words of the document.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any, Final

from edition.engines import fontconfig

with fontconfig.none():
    import pydyf
    from weasyprint import draw
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline
    from weasyprint.pdf import tags
    from weasyprint.pdf.stream import Stream

__all__ = ["OPEN", "SPANS"]

SPANS: Final = frozenset(
    (
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "mark",
        "q",
        "s",
        "small",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    )
)
_BLOCKS: Final = frozenset(("address", "aside", "figure", "footer", "header", "hgroup", "nav"))

_tag_of = tags._get_pdf_tag
_tree_of = tags._build_box_tree


def _tag(html_tag: str | None) -> str:
    """The PDF tag of an HTML tag, of those too that WeasyPrint leaves without a meaning."""
    if html_tag in SPANS:
        return "Span"
    if html_tag in _BLOCKS:
        return "Div"
    if html_tag is not None and html_tag.endswith("::footnote-call"):
        return "Reference"
    if html_tag is not None and html_tag.endswith("::footnote-marker"):
        return "Lbl"
    tag: str = _tag_of(html_tag)
    return tag


def _tree(box: boxes.Box, parent: pydyf.Dictionary, *rest: Any) -> Iterator[pydyf.Dictionary]:
    """The structure elements of a box, as WeasyPrint builds them, with what the HTML says and WeasyPrint does not pass on."""
    placed = getattr(box, "_box", box)
    if isinstance(placed, boxes.MarginBox):
        return
    element, tag = placed.element, placed.element_tag
    for item in _tree_of(box, parent, *rest):
        if element is not None and tag not in ("html", "body"):
            _describe(item, placed, element, tag, parent)
        if item["S"] == "/Note" and _joined(item, element, rest[0]):
            continue
        if item["S"] in ("/Reference", "/Lbl") and not item["K"]:
            continue  # an entry that nothing calls, or that has its line for a label
        if not (
            item["S"] == "/TR"
            and element is not None
            and parent["S"] != "/THead"
            and _continued(item, element, rest[0])
        ):
            yield item


def _continued(item: pydyf.Dictionary, row: Any, pdf: pydyf.PDF) -> bool:
    """Whether a row goes on that began on an earlier page: then what its cells hold here is put at the end of them there.

    WeasyPrint would have all of its cells read to the end of the page, and then the rest of each; a head that comes again is another.
    """
    begun: pydyf.Dictionary = vars(pdf).setdefault("_rows_begun", {}).setdefault(row, item)
    if begun is item:
        return False
    for earlier, later in zip(_kids(begun, pdf), _kids(item, pdf), strict=True):
        for kid in _kids(later, pdf):
            kid["P"] = earlier.reference
        earlier["K"] += later["K"]
        later["K"] = pydyf.Array([])
    item["K"] = pydyf.Array(
        []
    )  # not freed: pydyf would count it among the objects of a stream, and take all behind it for others
    return True


def _joined(item: pydyf.Dictionary, note: Any, pdf: pydyf.PDF) -> bool:
    """Whether this is a further line of a note that runs on behind another: then it is put at the end of what there is of it."""
    begun: pydyf.Dictionary = vars(pdf).setdefault("_notes_begun", {}).setdefault(note, item)
    if begun is item:
        return False
    for kid in _kids(item, pdf):
        kid["P"] = begun.reference
    begun["K"] += item["K"]
    item["K"] = pydyf.Array([])
    return True


def _kids(item: pydyf.Dictionary, pdf: pydyf.PDF) -> list[pydyf.Dictionary]:
    return [pdf.objects[int(reference.split()[0])] for reference in item["K"]]


def _describe(item: pydyf.Dictionary, box: boxes.Box, element: Any, tag: str, parent: pydyf.Dictionary) -> None:
    # A list item comes wrapped; its language belongs to the wrapper as well, so nothing more is asked here.
    if "lang" in element.attrib and "Lang" not in item:
        item["Lang"] = pydyf.String(element.get("lang"))
    if said_by := element.get("data-by") if tag == element.tag else "edition":
        item["T"] = pydyf.String(said_by)
    if tag != element.tag:
        return  # a pseudo-element: the rest is said once, by the element itself
    if (
        "data-series" in element.attrib
        and parent.get("S") != "/Note"
        and isinstance(box, boxes.BlockBox | boxes.InlineBox)
    ):
        item["S"] = "/Note"
        item["ID"] = pydyf.String(f"note-{item.number}")
    if box.link_annotation:
        # What is read in place of a link is what it says, not the address that it leads to. An element inside a link has
        # an annotation of its own, which must stand in a Link too.
        box.link_annotation["Contents"] = pydyf.String(_words(box))
        item["S"] = "/Link"
    if label := element.get("data-alt"):
        # A line may end inside: each part speaks its own words, so that none is heard twice.
        item["Alt"] = pydyf.String(f"{label}: {_words(box)}")
    if element.get("class") == "where":
        item["S"] = "/Lbl"
    if tag == "del":
        item["A"] = pydyf.Dictionary({"O": "/Layout", "TextDecorationType": "/LineThrough"})


def _words(box: boxes.Box) -> str:
    return re.sub(r"\s+", " ", "".join(_texts(box))).strip()


def _texts(box: boxes.Box) -> Iterator[str]:
    if isinstance(box, boxes.TextBox):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _texts(getattr(child, "_box", child))


# Words that glyphs do not tell

_SHOWN: Final = re.compile(rb"/(\S+) \S+ Tf|<([0-9a-f]+)>")

_marked_by = Stream.marked
_split_of = inline.split_text_box


def _split(context: Any, box: boxes.TextBox, width: Any, skip: int, **more: Any) -> tuple[Any, ...]:
    """The part of a text that is a line, as WeasyPrint splits it, and whether that ends in a hyphen which the text has not."""
    part, *rest = _split_of(context, box, width, skip, **more)
    if part is not None and part.text.endswith(box.style["hyphenate_character"]):
        part.is_divided = not box.text.encode()[skip:].startswith(part.text.encode())
    return part, *rest


@contextlib.contextmanager
def _marked(self: Stream, box: boxes.Box, tag: str) -> Iterator[None]:
    """The marks around a text, with its words where they cannot be read from the glyphs as another program would read them.

    A hyphen that divides a word at a line's end is said to be a soft one (ISO 32000-1, 14.8.2.2.3).
    """
    start = len(self.stream)
    with _marked_by(self, box, tag):
        yield
    if isinstance(box, boxes.TextBox) and self._tags is not None:
        words = box.text.replace("\u2060", "")
        if getattr(box, "is_divided", False):
            words = words.removesuffix(box.style["hyphenate_character"]) + "\u00ad"
        if words.split() != _told(self, start).split():
            self.stream[start + 1]["ActualText"] = pydyf.String(words)
        if box.element is not None and (place := box.element.get("data-page")):
            _leave_open(self, start, place, box)


OPEN: Final = b"\4"
"""What encloses, in the content of a page, the number of a page that only the volume knows: whose, its size, and the room it has."""


def _leave_open(stream: Stream, start: int, place: str, box: boxes.TextBox) -> None:
    """Put in place of the figures that a stream shows from one of its operators on what they stand for."""
    shown = (
        at for at, each in enumerate(stream.stream[start:], start) if isinstance(each, bytes) and each.endswith(b" TJ")
    )
    at = next(shown)
    size = box.style["font_size"]
    stream.stream[at] = b"\4%s\4%.3f\4%.3f\4" % (place.encode(), size, box.width / size * 1000)


def _told(stream: Stream, start: int) -> str:
    """The letters of the glyphs that a stream shows from one of its operators on."""
    fonts = {font.hash: font for font in stream._fonts.values()}
    letters: dict[int, str] = {}
    found = []
    for operator in stream.stream[start + 3 :]:
        if isinstance(operator, bytes) and operator.endswith((b" Tf", b" TJ")):
            for font, codes in _SHOWN.findall(operator):
                if font:
                    letters = fonts[font.decode()].to_unicode
                found += [letters.get(int(codes[at : at + 4], 16), "") for at in range(0, len(codes), 4)]
    return "".join(found)


# The head and the number of a page

_draw_of = draw.draw_stacking_context


def _draw(stream: Stream, context: Any) -> None:
    """A part of a page, as WeasyPrint draws it; a margin box as an artifact of which it is kept where in the stream it is."""
    if not isinstance(context.box, boxes.MarginBox):
        _draw_of(stream, context)
        return
    start = len(stream.stream)
    tags, stream._tags = stream._tags, None
    stream._current_color = stream._current_alpha = stream._current_font = None
    stream.begin_marked_content("Artifact")
    _draw_of(stream, context)
    stream.end_marked_content()
    stream._tags = tags
    if context.box.at_keyword:  # the number of a line has none: it stays where its line is
        vars(stream).setdefault("margin_boxes", {})[context.box.at_keyword] = (start, len(stream.stream))


inline.split_text_box = _split
tags._get_pdf_tag = _tag
tags._build_box_tree = _tree
draw.draw_stacking_context = _draw
Stream.marked = _marked
