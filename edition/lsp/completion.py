# SPDX-License-Identifier: MIT
"""What may be written at a place, by the schema and by what the project has to point to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from edition.lsp.desk import Desk, Text
from edition.relaxng.completion import Completion, Offer
from edition.schema import describe
from edition.source.markup import Tag
from edition.validate import pointers

Kind = Literal["element", "attribute", "value", "pointer", "end"]

_END: Final = re.compile(r"</([^\s<>]*)\Z")
_NAME: Final = re.compile(r"[^\s<>/=\"']*")
_MOST: Final = 2000
"""How many pointers are offered; whoever has more types some letters first."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Something to write from offset `start` to `end`: the text, with `$0` where the cursor comes to stand, and what is said of it."""

    kind: Kind
    label: str
    text: str
    start: int
    end: int
    is_first: bool = False
    detail: str = ""
    description: str = ""


def offers(desk: Desk, text: Text, offset: int, typed: str = "") -> Iterator[Offered]:
    """What may be written at an offset; `typed` is the sign after which the editor's program asks of its own accord, "" for a wish."""
    before = text.text[:offset]
    if ending := _END.search(before):
        found = desk.completion(text, ending.start())
        if found.element:
            yield _end(found, text, ending.start(1), offset)
        return
    found = desk.completion(text, offset)
    match found.kind:
        case "element" if typed in ("", "<") or found.begun:
            yield from _elements(found, text, offset)
        case "attribute":
            yield from _attributes(found, text, offset)
        case "value" if found.attribute:
            yield from _values(desk, found, text, offset)
        case _:
            return


def _end(found: Completion, text: Text, start: int, offset: int) -> Offered:
    rest = _NAME.match(text.text, offset)
    end = rest.end() if rest else offset
    close = "" if text.text[end : end + 1] == ">" else ">"
    return Offered("end", f"/{found.element}", f"{found.element}{close}", start, end, is_first=True)


def _elements(found: Completion, text: Text, offset: int) -> Iterator[Offered]:
    start = offset - len(found.begun)
    is_open = text.text[start - 1 : start] == "<"
    rest = _NAME.match(text.text, offset)
    is_tag = is_open and re.compile(r"[^<>]*>").match(text.text, offset)
    end = rest.end() if rest and is_tag else offset
    opening = "" if is_open else "<"
    if found.element and not is_tag:
        yield Offered(
            "end",
            f"/{found.element}",
            f"{opening}/{found.element}>",
            start,
            end,
            is_first=found.may_end and not found.has_text,
        )
    for offer in found.offers:
        local = offer.name.rpartition(":")[2]
        written = offer.name if is_tag else f"{opening}{_whole(offer.name, local)}"
        yield Offered("element", offer.name, written, start, end, description=describe.description(local))


def _whole(name: str, local: str) -> str:
    """A new element: one that holds nothing is closed at once."""
    known = bool(describe.description(local))
    if known and not describe.may_hold_text(local) and not describe.allowed_children(local):
        return f"{name}$0/>"
    return f"{name}>$0</{name}>"


def _attributes(found: Completion, text: Text, offset: int) -> Iterator[Offered]:
    start = offset - len(found.begun)
    rest = _NAME.match(text.text, offset)
    after = rest.end() if rest else offset
    end = after if found.begun else offset
    is_given = end > offset and re.compile(r"\s*=").match(text.text, end) is not None
    space = " " if end < after else ""
    local = found.element.rpartition(":")[2]
    for offer in found.offers:
        known = describe.attributes(local).get(offer.name)
        yield Offered(
            "attribute",
            offer.name,
            offer.name if is_given else f'{offer.name}="$0"{space}',
            start,
            end,
            is_first=offer.is_needed,
            detail="needed" if offer.is_needed else "",
            description=known.description if known else "",
        )


def _values(desk: Desk, found: Completion, text: Text, offset: int) -> Iterator[Offered]:
    """The values that are spelt out, and the pointers that fit; of several in one attribute, the one that is being written."""
    begun = found.begun.rpartition(" ")[2]
    start = offset - len(begun)
    rest = _NAME.match(text.text, offset)
    end = rest.end() if rest else offset
    local, attribute = found.element.rpartition(":")[2], found.attribute
    meant = describe.values(local, attribute)
    given = found.offers or tuple(map(Offer, meant))
    for offer in given:
        yield Offered("value", offer.name, offer.name, start, end, description=meant.get(offer.name, ""))
    if pointers.is_pointer(local, attribute):
        for number, (pointer, tag, around) in enumerate(_pointers(desk, text, local, attribute)):
            if number == _MOST:
                return
            yield Offered("pointer", pointer, pointer, start, end, detail=f"<{tag.local}>", description=around)


def _pointers(desk: Desk, text: Text, element: str, attribute: str) -> Iterator[tuple[str, Tag, str]]:
    """The pointers that an attribute is meant for, each with the tag that it leads to and what is written there."""
    fitting = pointers.fitting(element, attribute)
    for begun, file in _reached(desk, text):
        for identifier, tag in file.markup.ids.items():
            if fitting is None or tag.local in fitting:
                yield f"{begun}{identifier}", tag, words_of(file, tag)


def _reached(desk: Desk, text: Text) -> Iterator[tuple[str, Text]]:
    """The files that a text can point to, each with what stands before the identifier: by prefixes first, then by their paths."""
    whole = desk.wholes(text.path)[0]
    yield "#", text
    for file in (whole, *desk.parts(whole)):
        if file != text.path and file.is_file():
            yield "#", desk.text(file)
    leading = desk.leading(text.path)
    by_prefix: set[Path] = set()
    for ident, address in leading.prefixes() if leading else ():
        file = (whole.parent / address).resolve()
        by_prefix.add(file)
        if file.is_file():
            yield f"{ident}:", desk.text(file)
    pointed = set(re.findall(r"""["'\s]([^\s"'#<>]+\.xml)#""", text.text))
    for address in sorted(pointed):
        file = (text.path.parent / address).resolve()
        if file not in by_prefix and file != text.path and file.is_file():
            yield f"{Path(os.path.relpath(file, text.path.parent)).as_posix()}#", desk.text(file)


def words_of(text: Text, tag: Tag, most: int = 120) -> str:
    """The first words that stand after a tag, to know an element by; "" for an empty one."""
    if tag.is_empty:
        return ""
    piece = re.split(rf"</{re.escape(tag.named)}\s*>", text.text[tag.end : tag.end + 20 * most], maxsplit=1)[0]
    words = " ".join(re.sub(r"<[^>]*>?", " ", piece).split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
