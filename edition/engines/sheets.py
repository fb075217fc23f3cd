# SPDX-License-Identifier: MIT
"""Sheets: pages that were laid out on their own and do not know where in a volume they will stand.

A sheet is what WeasyPrint drew, taken before it is a file: the objects of a PDF in which whatever depends on the volume is left open.
`edition.engines.binding` closes it. Left open are

- the numbers of objects: `\\0N\\0` stands for the reference to the Nth object of the sheet;
- the keys of the parent tree: `\\2N\\2`, pages first, then links;
- identifiers of structure elements: `\\3` stands for the number of the sheet;
- the way to what stands in another sheet: `\\1TARGET\\1`, from a link to `book:TARGET`;
- the numbers of pages, and which of its heads a page has: they are no part of it;
- the page on which something stands, where a page tells it (`tagging.OPEN`): its content is compressed when that is known;
- the fonts: only which glyphs it uses of which face, for a volume has one part of each face, not one for each document.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from edition.engines import fontconfig, standards, tagging, weasy

with fontconfig.none():
    import pydyf
    import weasyprint
    from weasyprint.pdf import generate_pdf

VERSION: Final = "2"
"""Changes whenever the form of a sheet does: a sheet of another version is laid out anew."""

BOOK: Final = "book:"
"""How the address of a link begins that leads to another sheet."""

PLAIN: Final = "plain"
"""The name of a page (`page: plain`) that bears neither a head nor a number; so is one that is left blank."""

_REFERENCE: Final = re.compile(rb"(\d+) 0 R")


@dataclass(frozen=True, slots=True)
class Font:
    """A face as a sheet uses it: its file by digest, its measures in thousandths, of each glyph used its width and the words it shows."""

    name: str
    family: str
    face: str
    measures: dict[str, int]
    widths: dict[int, float]
    letters: dict[int, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a sheet: its object and those of its content, heads (by margin box), links; its size in points, its name ("" for none)."""

    number: int
    name: str
    content: int
    heads: dict[str, int]
    links: list[int]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading of a sheet as the outline gives it: its words, where it is, what is below it."""

    words: str
    page: int
    x: float
    y: float
    below: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a volume must know of a sheet before it is bound."""

    title: str
    language: str
    objects: int
    pages: list[Page]
    resources: int
    fonts_object: int
    part: int
    parents: list[list[int]]
    """For each page the structure elements of its marks; then, one each, those of its links."""
    kids: list[int]
    fonts: list[Font]
    marks: list[Mark]
    anchors: dict[str, tuple[int, float, float]]
    """By id: the page (from 0) that has it, and where."""
    mentions: dict[str, list[int]]
    """By entry of a register, `FILE#ID`: the pages (from 0) that name it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The contents of a sheet and its objects: dictionaries and arrays, and streams with a dictionary before each."""

    contents: Contents
    plain: dict[int, bytes]
    streams: dict[int, tuple[bytes, bytes]]

    def packed(self) -> bytes:
        """The sheet as one file."""
        about = json.dumps(self.contents, default=_fields, ensure_ascii=False, separators=(",", ":")).encode()
        numbers = sorted(self.plain)
        plain = b"\n".join(self.plain[number] for number in numbers)
        streams = [(number, len(head), len(data)) for number, (head, data) in sorted(self.streams.items())]
        index = json.dumps([numbers, streams]).encode()
        parts = [zlib.compress(part, 6) for part in (about, index, plain)]
        sizes = b"".join(len(part).to_bytes(4, "big") for part in parts)
        return sizes + b"".join(parts) + b"".join(head + data for _, (head, data) in sorted(self.streams.items()))


def _fields(each: Contents | Page | Font | Mark) -> dict[str, Any]:
    """What is in one of the parts of a sheet, as JSON has it; `asdict` would copy all of it first."""
    return {field.name: getattr(each, field.name) for field in fields(each)}


def contents(packed: bytes) -> Contents:
    """What is in a packed sheet, without its objects. Raises `ValueError` where it is none."""
    return _contents(json.loads(_part(packed, 0)))


def unpacked(packed: bytes) -> Sheet:
    """A sheet again. Raises `ValueError` where it is none."""
    numbers, streams = json.loads(_part(packed, 1))
    plain = dict(zip(numbers, _part(packed, 2).split(b"\n"), strict=True))
    at = 12 + sum(_sizes(packed))
    whole = {}
    for number, head, data in streams:
        whole[number] = (packed[at : at + head], packed[at + head : at + head + data])
        at += head + data
    return Sheet(contents(packed), plain, whole)


def _sizes(packed: bytes) -> tuple[int, int, int]:
    first, second, third = (int.from_bytes(packed[at : at + 4], "big") for at in (0, 4, 8))
    return first, second, third


def _part(packed: bytes, number: int) -> bytes:
    sizes = _sizes(packed)
    start = 12 + sum(sizes[:number])
    try:
        return zlib.decompress(packed[start : start + sizes[number]])
    except zlib.error as error:
        raise ValueError("no sheet") from error


def _contents(read: dict[str, Any]) -> Contents:
    def mark(item: dict[str, Any]) -> Mark:
        return Mark(item["words"], item["page"], item["x"], item["y"], [mark(each) for each in item["below"]])

    def font(item: dict[str, Any]) -> Font:
        widths = {int(glyph): width for glyph, width in item["widths"].items()}
        letters = {int(glyph): words for glyph, words in item["letters"].items()}
        return Font(**{**item, "widths": widths, "letters": letters})

    anchors = {name: (page, x, y) for name, (page, x, y) in read["anchors"].items()}
    return Contents(
        **{
            **read,
            "pages": [Page(**item) for item in read["pages"]],
            "fonts": [font(item) for item in read["fonts"]],
            "marks": [mark(item) for item in read["marks"]],
            "anchors": anchors,
        }
    )


@dataclass(frozen=True, slots=True)
class Set:
    """What came of laying out a sheet: the sheet (None where it failed), each complaint once, the words that were lost."""

    sheet: Sheet | None
    complaints: tuple[str, ...]
    lost: tuple[str, ...] = ()


def lay_out(
    html: str, *, faces: Sequence[weasy.Face], styles: Sequence[Path | str] = (), folder: Path | None = None
) -> Set:
    """The sheet of a page of print HTML; what it may read is as for `weasy.render`."""
    sheet: Sheet | None = None
    with weasy.laid_out(html, faces=faces, styles=styles, folder=folder) as laid:
        if laid.document is not None:
            options = {**weasyprint.DEFAULT_OPTIONS, "pdf_tags": True, standards.FONTS_APART: True}
            sheet = _Drawn(laid.document, generate_pdf(laid.document, None, 1, **options)).sheet()
    return Set(sheet, tuple(dict.fromkeys(laid.complaints)), laid.lost)


class _Drawn:
    """A document of WeasyPrint that was drawn, on its way to a sheet."""

    def __init__(self, document: weasyprint.Document, pdf: pydyf.PDF) -> None:
        self._document, self._pdf = document, pdf
        self._pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        self._numbers = {page.number: at for at, page in enumerate(self._pages)}
        self._anchors = dict(self._named())

    def sheet(self) -> Sheet:
        pdf = self._pdf
        tree = self._object(self._object(pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
        part = self._object(self._object(pdf.catalog["StructTreeRoot"])["K"][0])
        resources = self._object(self._pages[0]["Resources"])
        fonts = self._object(resources["Font"])
        parents = [list(map(self._number, each if isinstance(each, list) else [each])) for each in tree[1::2]]
        pages = [self._page(page, box) for page, box in zip(self._pages, self._document.pages, strict=True)]
        about = Contents(
            title=str(self._document.metadata.title or ""),
            language=str(self._document.metadata.lang or ""),
            objects=len(pdf.objects),
            pages=pages,
            resources=resources.number,
            fonts_object=fonts.number,
            part=part.number,
            parents=parents,
            kids=[self._number(kid) for kid in part["K"]],
            fonts=list(_fonts(self._document)),
            marks=list(_marks(self._document.make_bookmark_tree(0.75, transform_pages=True))),
            anchors=self._anchors,
            mentions=_mentions(self._document),
        )
        open_ended = {0, pdf.pages.number, pdf.catalog.number, fonts.number, part.number, *self._numbers}
        plain, streams = {}, {}
        for number, item in self._reached(pages, parents, resources.number):
            if isinstance(item, pydyf.Stream):
                streams[number] = _stream(item)
            elif number not in open_ended:
                plain[number] = self._bytes(item)
        return Sheet(about, plain, streams)

    def _named(self) -> Iterator[tuple[str, tuple[int, float, float]]]:
        names = self._pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
        for name, place in zip(names[::2], names[1::2], strict=True):
            yield str(name.string), (self._numbers[self._number(place[0])], float(place[2]), float(place[3]))

    @staticmethod
    def _number(reference: bytes) -> int:
        return int(reference.split()[0])

    def _object(self, reference: bytes) -> Any:
        return self._pdf.objects[self._number(reference)]

    def _page(self, page: pydyf.Dictionary, drawn: weasyprint.Page) -> Page:
        stream = self._object(page["Contents"])
        left, top, right, bottom = page["MediaBox"]
        heads = {}
        # taken out from the end, so that the places of those before stay true
        for box, (start, end) in sorted(vars(stream).get("margin_boxes", {}).items(), key=lambda each: -each[1][0]):
            head = b"\n".join(map(pydyf._to_bytes, stream.stream[start:end]))
            del stream.stream[start:end]
            heads[box.removeprefix("@")] = self._head(head)
        links = [self._number(link) for link in page.get("Annots", ())]
        kind = drawn._page_box.page_type
        name = PLAIN if kind.blank else str(kind.name or "")
        return Page(page.number, name, stream.number, heads, links, float(right - left), float(bottom - top))

    def _head(self, words: bytes) -> int:
        """The number of the stream that draws a head; pages that have the same share it."""
        kept: dict[bytes, int] = vars(self._pdf).setdefault("_heads", {})
        if words not in kept:
            height = self._pages[0]["MediaBox"][3]
            # drawn as the page draws it: from its upper edge down, in pixels of CSS
            stream = pydyf.Stream([b"q 1 0 0 -1 0 %.2f cm 0.75 0 0 0.75 0 0 cm" % height, words, b"Q"])
            self._pdf.add_object(stream)
            kept[words] = stream.number
        return kept[words]

    def _reached(
        self, pages: Sequence[Page], parents: Sequence[Sequence[int]], resources: int
    ) -> Iterator[tuple[int, Any]]:
        """The objects that the pages and their structure lead to, by their numbers."""
        waiting = [resources, *(number for each in parents for number in each)]
        for page in pages:
            waiting += [page.content, *page.heads.values(), *page.links]
        seen = {0, self._pdf.pages.number, self._pdf.catalog.number}
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            item = self._pdf.objects[number]
            yield number, item
            waiting += _led_to(item.extra if isinstance(item, pydyf.Stream) else item)

    def _bytes(self, value: Any, key: str = "") -> bytes:
        if isinstance(value, pydyf.Dictionary):
            if value.get("Subtype") == "/Link":
                value = self._link(value)
            return (
                b"<<"
                + b"".join(b"/%s %s" % (name.encode(), self._bytes(each, name)) for name, each in value.items())
                + b">>"
            )
        if isinstance(value, list):
            return b"[" + b" ".join(self._bytes(each, key) for each in value) + b"]"
        if isinstance(value, bytes) and (found := _REFERENCE.fullmatch(value)):
            return b"\0%s\0" % found[1]
        if key in ("ID", "Headers") and isinstance(value, pydyf.String):
            return b"(\3-%s)" % str(value.string).encode()
        if key == "StructParent":
            return b"\2%d\2" % value
        raw: bytes = pydyf._to_bytes(value)
        return raw.replace(b"\n", b"\\n").replace(b"\r", b"\\r") if isinstance(value, pydyf.String) else raw

    def _link(self, link: pydyf.Dictionary) -> pydyf.Dictionary:
        """A link as the volume has it: printed as it stands, and one to another sheet left open."""
        whole = pydyf.Dictionary({**link, "F": 4})
        if "Dest" in whole:
            page, x, y = self._anchors[str(whole["Dest"].string)]
            whole["Dest"] = pydyf.Array([self._pages[page].reference, "/XYZ", x, y, 0])
        elif (address := str(whole["A"]["URI"].string)).startswith(BOOK):
            del whole["A"]
            whole["Dest"] = b"\1%s\1" % address.removeprefix(BOOK).encode()
        return whole


def _stream(item: pydyf.Stream) -> tuple[bytes, bytes]:
    """The dictionary of a stream, without its length, and its bytes."""
    if "Filter" not in item.extra and not any(tagging.OPEN in part for part in item.stream if isinstance(part, bytes)):
        standards.pack(item)
    head = b"".join(
        b"/%s %s" % (key.encode(), _template(value)) for key, value in item.extra.items() if key != "Length"
    )
    return head.replace(b"\n", b" "), b"\n".join(map(pydyf._to_bytes, item.stream))


def _template(value: Any) -> bytes:
    if isinstance(value, pydyf.Dictionary):
        return b"<<" + b"".join(b"/%s %s" % (key.encode(), _template(each)) for key, each in value.items()) + b">>"
    if isinstance(value, list):
        return b"[" + b" ".join(map(_template, value)) + b"]"
    if isinstance(value, bytes) and (found := _REFERENCE.fullmatch(value)):
        return b"\0%s\0" % found[1]
    raw: bytes = pydyf._to_bytes(value)
    return raw


def _led_to(value: Any) -> Iterator[int]:
    """The objects that a value refers to; what a page or an element stands in is led to from above."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, bytes) and (found := _REFERENCE.fullmatch(each)):
            yield int(found[1])


def _fonts(document: weasyprint.Document) -> Iterator[Font]:
    """The faces used, each once: WeasyPrint may have one several times."""
    alike: dict[str, list[Any]] = {}
    for font in document.fonts.values():
        alike.setdefault(font.hash, []).append(font)
    for name, same in sorted(alike.items()):
        first = same[0]
        widths: dict[int, float] = {}
        letters: dict[int, str] = {}
        for font in reversed(same):
            widths |= font.widths
            letters |= font.to_unicode
        measures = {
            "ascent": first.ascent,
            "descent": first.descent,
            "angle": first.italic_angle,
            "flags": first.flags,
            "stem": first.stemv,
        }
        family = first.name.decode().rpartition("+")[2]
        digest = hashlib.sha256(bytes(first.file_content)).hexdigest()
        yield Font(name, family, digest, measures, dict(sorted(widths.items())), dict(sorted(letters.items())))


def _marks(tree: Sequence[Any]) -> Iterator[Mark]:
    for words, (page, x, y), below, _ in tree:
        yield Mark(words, page, x, y, list(_marks(below)))


def _mentions(document: weasyprint.Document) -> dict[str, list[int]]:
    """On which pages the words stand that name an entry of a register (`data-entry`)."""
    found: dict[str, set[int]] = {}
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants(placeholders=True):
            if box.element is not None and (entry := box.element.get("data-entry")):
                found.setdefault(entry, set()).add(number)
    return {entry: sorted(pages) for entry, pages in sorted(found.items())}
