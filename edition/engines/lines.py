# SPDX-License-Identifier: MIT
"""What only the layout knows: which line of the printed page a word stands on, and which notes stand together at its foot.

Print HTML asks for it on its body: `data-line-numbers` (every how many lines there is a number in the margin), `data-lines` and
`data-notes` (`per-page`: counted anew on each). An entry of an apparatus (class `apparatus`) names by `data-from` and `data-to` the ids
between which its lemma stands; with a start alone that is the word behind it, with an end alone the word before it, or as many characters
as `data-length` says. Where its line has the same words more than once, a small figure says which of them are meant. When a page was laid
out, `revise` writes into it what could not be known before, and says whether anything changed: it is laid out again until nothing does.

Lines are those of the running text (class `lined`), but for what the edition says there; lines of the same height are one. Their numbers
are drawn as artifacts, like the heads of the pages: who listens is told lines by the apparatus alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from edition.engines import fontconfig

with fontconfig.none():
    from weasyprint import layout
    from weasyprint.formatting_structure import boxes, build
    from weasyprint.layout import page as paging
    from weasyprint.layout.percent import resolve_percentages

__all__ = ["call_by_letters", "revise"]

_GAP: Final = 4 * 96 / 25.4
_WIDTH: Final = 8 * 96 / 25.4
_PER_PAGE: Final = "per-page"
_SMALL: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of the text as it runs: some words, or a place that has a name; its page, its line (0 for none), whether a hyphen ends it."""

    page: int
    line: int
    words: str = ""
    name: str = ""
    divided: bool = False


def revise(document: Any, page: Any) -> bool:
    """Write into a page what its layout tells: line references, numbers of notes. Whether that changed anything."""
    body = page.find("body")
    entries = [each for each in body.iter() if "apparatus" in _classes(each)]
    referring = [each for each in body.iter() if "data-line" in each.attrib]
    by_page = body.get("data-notes") == _PER_PAGE
    if not (entries or referring or by_page):
        return False
    course = list(_course(document, body))
    places: dict[str, int] = {}
    for at, step in enumerate(course):
        if step.name:
            places.setdefault(step.name, at)
    for entry in entries:  # what an entry names within itself stands where it does
        if entry.get("id") in places:
            places |= {each.get("id"): places[entry.get("id")] for each in entry.iter() if each.get("id")}
    changed = [_refer(entry, course, places, body) for entry in entries]
    changed += [_refer_back(each, course, places) for each in referring]
    changed += _close(entries, course, places)
    if by_page:
        changed += _renumber(body, course, places)
    return any(changed)


def call_by_letters(page: Any) -> None:
    """Make the entries of a page ordinary notes, where its lines do not come to rest."""
    for each in page.iter():
        classes = _classes(each)
        if "apparatus" in classes:
            each.set("class", " ".join(name for name in classes if name != "apparatus"))
        elif "where" in classes:
            each.text = None


# The course of the text


def _course(document: Any, body: Any) -> Iterator[_Step]:
    before = 0
    for number, page in enumerate(document.pages, 1):
        sheet = page._page_box
        rows = _rows(sheet)
        for line, is_lined in _lines(sheet.children[0]):
            row = before + rows[_height(line)] if is_lined and _height(line) in rows else 0
            yield from _steps(line, number, row)
        if body.get("data-lines") != _PER_PAGE:
            before += len(rows)


def _lines(box: Any, is_lined: bool = False) -> Iterator[tuple[Any, bool]]:
    """The lines of what runs through the pages, and whether they are counted."""
    if isinstance(box, boxes.LineBox):
        yield box, is_lined
        return
    if box.element is not None:
        is_lined = box.element.get("data-by") != "edition" and (is_lined or "lined" in _classes(box.element))
    for child in getattr(box, "children", ()):
        if child.is_in_normal_flow():
            yield from _lines(child, is_lined)


def _rows(sheet: Any) -> dict[int, int]:
    """The heights at which a page has lines of the text, and the place of each among them."""
    heights = {
        _height(line)
        for line, is_lined in _lines(sheet.children[0])
        if is_lined and any(step.words.strip() for step in _steps(line, 0, 0))
    }
    return {height: place for place, height in enumerate(sorted(heights), 1)}


def _height(line: Any) -> int:
    """Where the baseline of a line is, in whole pixels."""
    return round(float(line.position_y + line.baseline))


def _steps(box: Any, page: int, line: int) -> Iterator[_Step]:
    if isinstance(box, boxes.TextBox):
        yield _Step(page, line, box.text, divided=getattr(box, "is_divided", False))
        return
    element = box.element
    if element is not None and element.get("id") and (box.footnote is not None or box.element_tag == element.tag):
        yield _Step(page, line, name=element.get("id"))
    if element is None or element.get("data-by") != "edition":
        for child in getattr(box, "children", ()):
            if child.is_in_normal_flow() or "anchor" in _classes(child.element):
                yield from _steps(child, page, line)


# Entries and their lines


def _refer(entry: Any, course: list[_Step], places: dict[str, int], body: Any) -> bool:
    """Say in an entry on which lines its lemma stands."""
    said = ""
    if (lemma := _lemma(entry, course, places)) is not None:
        here = course[places.get(entry.get("id"), places.get(f"{entry.get('id')}-mark", 0))].page
        ends = [_line(course[at], here, body) for at in lemma]
        said = "–".join(dict.fromkeys(ends)) + _which(entry, course, *lemma)
    return _say(next(each for each in entry.iter() if "where" in _classes(each)), said)


def _refer_back(element: Any, course: list[_Step], places: dict[str, int]) -> bool:
    """Say in an element on which line stands what it names; nothing of what is beside the lines."""
    at = places.get(element.get("data-line"))
    return _say(element, f".{course[at].line}" if at is not None and course[at].line else "")


def _line(step: _Step, here: int, body: Any) -> str:
    """The number of a line; where each page has its own, with a word for one that stands on the page before this or after it."""
    if step.page == here or body.get("data-lines") != _PER_PAGE:
        return str(step.line)
    return f"{step.line} {body.get('data-page-before' if step.page < here else 'data-page-after', '')}"


def _which(entry: Any, course: list[_Step], first: int, last: int) -> str:
    """Which of those on its line that are alike a lemma is, as a small figure (`12²`); "" where there is no other."""
    line = (course[last].page, course[last].line)
    if (course[first].page, course[first].line) != line or "data-to" not in entry.attrib:
        return ""
    start, end = last, last + 1
    while start > 0 and (course[start - 1].page, course[start - 1].line) == line:
        start -= 1
    while end < len(course) and (course[end].page, course[end].line) == line:
        end += 1
    before, row = (_words("".join(step.words for step in course[start:stop])) for stop in (last + 1, end))
    if "data-from" in entry.attrib:
        size = len(_words("".join(step.words for step in course[first : last + 1])))
    else:
        length = int(entry.get("data-length", 1))
        size = next((n for n in range(1, len(before)) if len("".join(before[-n:])) >= length), len(before))
    lemma = before[len(before) - size :]
    alike = [at for at in range(len(row) - size + 1) if row[at : at + size] == lemma]
    own = len(before) - size
    return str(alike.index(own) + 1).translate(_SMALL) if len(alike) > 1 and own in alike else ""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _lemma(entry: Any, course: list[_Step], places: dict[str, int]) -> tuple[int, int] | None:
    """The first and the last words of a lemma, as lines have them; nothing where none of its places is on the pages."""
    start, end = places.get(entry.get("data-from", "")), places.get(entry.get("data-to", ""))
    first = None if start is None else next((at for at in range(start, len(course)) if _is_word(course[at])), None)
    last = None if end is None else next((at for at in range(end, -1, -1) if _is_word(course[at])), None)
    if first is None and last is not None:
        length = int(entry.get("data-length", 0))
        first = _so_long(course, last, length) if length else _beginning(course, last)
    if first is None:
        return None
    return first, max(first, last or 0)


def _is_word(step: _Step) -> bool:
    return step.line > 0 and bool(step.words.strip())


def _so_long(course: list[_Step], at: int, length: int) -> int:
    """Where a passage of so many characters begins that ends at a step."""
    for place in range(at, -1, -1):
        if course[place].line:
            length -= len("".join(course[place].words.split())) - course[place].divided
        if length <= 0:
            return place
    return at


def _beginning(course: list[_Step], at: int) -> int:
    """Where the word begins that ends at a step: on the line before, where a hyphen divides it."""
    while not any(map(str.isspace, course[at].words.rstrip())):
        before = next((place for place in range(at - 1, -1, -1) if _is_word(course[place])), None)
        if before is None:
            break
        is_one = (
            course[before].divided if course[before].line != course[at].line else not course[before].words[-1].isspace()
        )
        if not is_one:
            break
        at = before
    return at


def _close(entries: list[Any], course: list[_Step], places: dict[str, int]) -> Iterator[bool]:
    """Say of the last entry at the foot of a page that it is the last, for the sign that parts it from the next."""
    ends: dict[int, Any] = {}
    at_foot = [each for each in entries if "data-series" in each.attrib and each.get("id") in places]
    for each in at_foot:
        ends[course[places[each.get("id")]].page] = each
    for each in at_foot:
        names = [name for name in _classes(each) if name != "last"]
        if each in ends.values():
            names.append("last")
        yield _set(each, "class", " ".join(names))


# Notes by page


def _renumber(body: Any, course: list[_Step], places: dict[str, int]) -> Iterator[bool]:
    """Count the notes of each series anew on each page, by the marks that the first of them have in the document."""
    series: defaultdict[str, list[Any]] = defaultdict(list)
    for each in body.iter():
        if "data-mark" in each.attrib and "apparatus" not in _classes(each) and each.get("id") in places:
            each.attrib.setdefault("data-serial", each.get("data-mark"))
            series["textual" if "textual" in (each.get("data-series"), *_classes(each)) else "commentary"].append(each)
    marks: dict[str, str] = {}
    for notes in series.values():
        notes.sort(key=lambda each: places[each.get("id")])
        serials = [each.get("data-serial") for each in notes]
        count: defaultdict[int, int] = defaultdict(int)
        for note in notes:
            page = course[places[note.get("id")]].page
            mark = serials[count[page]]
            count[page] += 1
            marks[note.get("id").removesuffix("-mark")] = mark
            yield _set(note, "data-label", note.get("data-label").replace(note.get("data-mark"), mark))
            yield _set(note, "data-mark", mark)
            if note.tag == "a":
                yield _say(note, mark)
    for each in body.iter("a"):
        if (of := each.get("href", "").removeprefix("#").removesuffix("-mark")) in marks and {"until", "mark"} & {
            *_classes(each)
        }:
            yield _say(each, marks[of])


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else []


def _set(element: Any, name: str, value: str) -> bool:
    changed: bool = element.get(name) != value
    element.set(name, value)
    return changed


def _say(element: Any, words: str) -> bool:
    changed: bool = (element.text or "") != words
    element.text = words
    return changed


# Numbers in the margin

_margins_of = layout.make_margin_boxes


def _margins(context: Any, page: boxes.PageBox, state: Any) -> Iterator[Any]:
    """The boxes in the margins of a page, and the numbers of its lines, on the side on which these begin."""
    yield from _margins_of(context, page, state)
    body = page.children[0].element.find("body")
    every = int(body.get("data-line-numbers") or 0)
    if every == 0:
        return
    before = 0 if context.current_page == 1 or body.get("data-lines") == _PER_PAGE else context.lines_before
    rows = _rows(page)
    begin = next((line.style["direction"] for line, is_lined in _lines(page.children[0]) if is_lined), "ltr")
    for height, place in rows.items():
        if (before + place) % every == 0:
            yield _number(context, page, str(before + place), height, begin)
    context.lines_before = before + len(rows)


def _number(context: Any, page: boxes.PageBox, number: str, height: int, direction: str) -> Any:
    left = page.content_box_x()
    side, x = ("@left-top", left - _GAP - _WIDTH) if direction == "ltr" else ("@right-top", left + page.width + _GAP)
    style = context.style_for(page.page_type, side) or page.style.anonymous_style
    box = boxes.MarginBox("", style)
    box.children = [boxes.TextBox.anonymous_from(box, number)]
    box = build.create_anonymous_boxes(box)
    resolve_percentages(box, (page.margin_left, page.height))
    box.width, box.height = _WIDTH, 0
    for side in ("top", "right", "bottom", "left"):
        box._reset_spacing(side)
    box.position_x, box.position_y = x, 0
    box = paging.margin_box_content_layout(context, page, box)
    box.translate(0, height - _height(box.children[0]))
    return box


layout.make_margin_boxes = _margins
