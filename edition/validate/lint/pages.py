# SPDX-License-Identifier: MIT
"""Numbers of pages that break their own count, and rows of a table that do not fit it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from edition.engines.libxml import Element
from edition.speech import say
from edition.validate.lint.index import TEI, Fault, Index


def miscounted(index: Index) -> Iterator[Fault]:
    """PAG001: a page whose number is not the one between that before and that after it, which are two apart."""
    editions: dict[tuple[str, str], list[Element]] = {}
    for page in index.elements("pb"):
        editions.setdefault((page.get("ed") or "", page.get("edRef") or ""), []).append(page)
    for pages in editions.values():
        for before, page, after in zip(pages, pages[1:], pages[2:], strict=False):
            first, written, last = (_number(each) for each in (before, page, after))
            if first is None or last != first + 2 or written in (None, first + 1):
                continue
            if any(_number(each) == written and _division(each) is not _division(page) for each in (before, after)):
                # a part that can be read alone may tell again on which page it begins
                continue
            yield Fault(
                page,
                say(
                    "page {written} stands between {first} and {last}",
                    written=page.get("n") or "",
                    first=first,
                    last=last,
                ),
                say('write n="{meant}", if the page says no other', meant=first + 1),
                "n",
                related=(before, after),
            )


def _division(page: Element) -> Element | None:
    return next(page.iterancestors(f"{TEI}div", f"{TEI}body", f"{TEI}text"), None)


def _number(page: Element) -> int | None:
    written = re.fullmatch(r"(?:p\.?|S\.?|с\.?)?\s*(\d{1,5})", (page.get("n") or "").strip())
    return int(written[1]) if written else None


def uneven(index: Index) -> Iterator[Fault]:
    """TAB001: the one row of a table that has more cells, or fewer, than all of its other rows, which are alike."""
    for table in index.elements("table"):
        rows = list(table.iterchildren(f"{TEI}row"))
        widths = _widths(rows)
        usual = Counter(widths).most_common(1)
        if len(rows) < 4 or usual[0][1] != len(rows) - 1:
            continue
        width = usual[0][0]
        row, odd = next((row, odd) for row, odd in zip(rows, widths, strict=True) if odd != width)
        # a row of one cell is a heading, and one of none a line; either may stand among others
        if odd > 1:
            yield Fault(
                row,
                say("the row has {odd} cells, and every other row of the table {width}", odd=odd, width=width),
                say("add an empty `<cell/>` for what is blank, or @cols to a cell that goes over more than one column"),
                related=(table,),
            )


def _widths(rows: list[Element]) -> list[int]:
    """How many columns each row takes, with what cells above reach down into it."""
    widths = []
    reaching: list[tuple[int, int]] = []
    for row in rows:
        width = sum(columns for _, columns in reaching)
        reaching = [(left - 1, columns) for left, columns in reaching if left > 1]
        for cell in row.iterchildren(f"{TEI}cell", f"{TEI}table"):
            columns, down = _count(cell, "cols"), _count(cell, "rows")
            width += columns
            if down > 1:
                reaching.append((down - 1, columns))
        widths.append(width)
    return widths


def _count(cell: Element, attribute: str) -> int:
    written = cell.get(attribute) or ""
    return int(written) if re.fullmatch(r"[1-9]\d{0,3}", written) else 1
