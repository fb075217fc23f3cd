# SPDX-License-Identifier: MIT
"""Binding: sheets become one PDF, in one pass, with one of them in memory at a time.

What a sheet has left open is closed here (`edition.engines.sheets`): its objects are numbered on from those before it, its pages get
their number, their head and the side on which the wide margin is, links between sheets find their page, and the faces that the sheets
use are cut down once, to the glyphs of all of them. The file is PDF/A-3a and PDF/UA-1, and the same bytes for the same sheets.
"""

from __future__ import annotations

import functools
import hashlib
import re
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, Literal
from urllib.parse import unquote

from edition.engines import fonttools, sheets, standards, tagging, weasy

Numbering = Literal["roman", "arabic"]

_TOGETHER: Final = 400
"""How many objects are compressed together: the more, the smaller the file, and the slower a reader gets at one of them."""
_FEW: Final = 64
"""How many entries a node of a tree has."""

_LONG: Final = 100
"""How many entries a level of the outline has at most: nobody reads a longer list, and some readers stumble over it."""

_REFERENCE: Final = re.compile(rb"\x00(\d+)\x00")
_PARENT: Final = re.compile(rb"\x02(\d+)\x02")
_OPEN: Final = re.compile(rb"\x04([^\x04]*)\x04([^\x04]*)\x04([^\x04]*)\x04")
_WAY: Final = re.compile(rb"\x01([^\x01]*)\x01")


@dataclass(frozen=True, slots=True)
class Paper:
    """The page of a volume in points. Sheets are laid out with the outer margin on both sides: here the inner one is cut to its width.

    `head` is the baseline of the running heads, `foot` that of the number on pages without one, from above.
    """

    width: float
    height: float
    inner: float
    outer: float
    head: float
    foot: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet of a volume: by which name others lead to it (`book:NAME`, `book:NAME#ID`), how it is read, how its pages are counted.

    `recto` asks for a right page to begin on; `leads` has, by what the sheet says that it leads to, what the volume calls that. A leaf with
    `spreads` has its pages on one side of these openings of the book, counted from where it begins: on the left, and the leaf behind it,
    which is `beside` it, on the right.
    """

    name: str
    contents: sheets.Contents
    read: Callable[[], bytes]
    numbering: Numbering = "arabic"
    recto: bool = False
    leads: Mapping[str, str] = field(default_factory=dict)
    spreads: tuple[int, ...] = ()
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """What the file says of itself, the faces by the digest of their files, and the face and size of page numbers."""

    title: str
    language: str
    authors: tuple[str, ...] = ()
    subject: str = ""
    keywords: str = ""
    faces: Mapping[str, Path] = field(default_factory=dict)
    figures: Path | None = None
    size: float = 9


@dataclass(frozen=True, slots=True)
class Numbers:
    """Where a leaf stands: its pages among those of the file (from 0), how many of these are not counted, and how it is counted."""

    pages: tuple[int, ...]
    before: int
    numbering: Numbering

    def number(self, page: int) -> int:
        """The number of a page of the leaf (from 0)."""
        return self.pages[page] - self.before + 1

    def label(self, page: int) -> str:
        """The same as it is printed."""
        return roman(self.number(page)) if self.numbering == "roman" else str(self.number(page))


def placed(leaves: Sequence[Leaf]) -> list[Numbers]:
    """Where each leaf comes to stand. Where the numbering changes, it begins anew, on a right page."""
    found: list[Numbers] = []
    begin = end = before = 0
    numbering: Numbering | None = None
    for leaf in leaves:
        anew = leaf.numbering != numbering
        if not leaf.beside:
            begin = end
            if begin % 2 and (leaf.recto or anew):
                begin += 1
            if anew:
                before, numbering = begin, leaf.numbering
            if leaf.spreads and begin % 2 == 0:
                begin += 1
        count = len(leaf.contents.pages)
        pages = tuple(begin + 2 * at + leaf.beside for at in leaf.spreads) or tuple(range(begin, begin + count))
        end = max(end, pages[-1] + 1)
        found.append(Numbers(pages, before, leaf.numbering))
    return found


def roman(number: int) -> str:
    """A number in small roman figures."""
    figures = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
    written = ""
    for value, letters in (*figures, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        written += letters * (number // value)
        number %= value
    return written


class Unbound(Exception):
    """A link that leads to nothing in the volume, or a face that nobody has given: always a bug of ours."""


def bind(
    leaves: Sequence[Leaf],
    paper: Paper,
    cover: Cover,
    out: BinaryIO,
    *,
    attachments: Iterable[weasy.Attachment] = (),
    alone: bool = False,
) -> int:
    """Write the volume, and return how many pages it has. All left pages have the first head that is found at the right of any page.

    Raises `Unbound` where a link leads nowhere; of a sheet that is bound `alone`, those to others lead to its own beginning.
    """
    return _Binder(leaves, paper, cover, out, alone=alone).bind(attachments)


class _File:
    """A PDF that is being written: objects go out as they come, small ones some hundred at a time."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self._digest = hashlib.md5(usedforsecurity=False)
        self._kinds, self._first, self._second = bytearray(b"\0"), array("Q", [0]), array("L", [65535])
        self._waiting: list[tuple[int, bytes]] = []
        self._write(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self._at += len(data)

    def reserve(self, count: int = 1) -> int:
        """The number of an object yet to be written, the first of so many."""
        first = len(self._kinds)
        self._kinds.extend(bytes(count))
        self._first.extend([0] * count)
        self._second.extend([0] * count)
        return first

    def add(self, data: bytes, number: int = 0) -> int:
        """Write an object that is no stream, and return its number."""
        number = number or self.reserve()
        self._waiting.append((number, data))
        if len(self._waiting) == _TOGETHER:
            self._flush()
        return number

    def stream(self, head: bytes, data: bytes, number: int = 0) -> int:
        """Write a stream whose dictionary has these entries besides its length, and return its number."""
        number = number or self.reserve()
        self._kinds[number], self._first[number], self._second[number] = 1, self._at, 0
        self._write(b"%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, head, len(data), data))
        return number

    def _flush(self) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        holder = self.reserve()
        index, at = [], 0
        for order, (number, data) in enumerate(waiting):
            self._kinds[number], self._first[number], self._second[number] = 2, holder, order
            index.append(b"%d %d" % (number, at))
            at += len(data) + 1
        first = b" ".join(index) + b"\n"
        packed, how = compressed(first + b"\n".join(data for _, data in waiting))
        self.stream(b"/Type/ObjStm/N %d/First %d%s" % (len(waiting), len(first), how), packed, holder)

    def end(self, root: int, info: int) -> None:
        """Write what is left, and the table by which every object is found."""
        self._flush()
        number = self.reserve()
        self._kinds[number], self._first[number], self._second[number] = 1, self._at, 0
        rows = b"".join(
            bytes((kind,)) + first.to_bytes(5, "big") + second.to_bytes(2, "big")
            for kind, first, second in zip(self._kinds, self._first, self._second, strict=True)
        )
        packed, how = compressed(rows)
        identity = self._digest.hexdigest().encode()
        head = b"/Type/XRef/W[1 5 2]/Size %d/Root %d 0 R/Info %d 0 R/ID[(%s)(%s)]%s" % (
            len(self._kinds),
            root,
            info,
            identity,
            identity,
            how,
        )
        start = self._at
        self.stream(head, packed, number)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)


def compressed(data: bytes) -> tuple[bytes, bytes]:
    """A stream's bytes, compressed, and the entry of its dictionary that says so.

    A reader may take a carriage return at their end for the end of a line, so what would end in one stays as it is.
    """
    packed = zlib.compress(data, 6)
    return (data, b"") if packed.endswith(b"\r") else (packed, b"/Filter/FlateDecode")


def text(words: str) -> bytes:
    """Words as a string of a PDF."""
    if words.isascii() and words.isprintable():
        return b"(" + re.sub(rb"([\\()])", rb"\\\1", words.encode()) + b")"
    return b"<feff" + words.encode("utf-16-be").hex().encode() + b">"


class _Faces:
    """The faces of a volume. A leaf whose glyphs show other words, or have another width, than those before has a font of its own."""

    def __init__(self) -> None:
        self._fonts: dict[str, list[tuple[sheets.Font, dict[int, float], dict[int, str]]]] = {}
        self.glyphs: dict[str, set[int]] = {}

    def take(self, font: sheets.Font) -> tuple[str, int]:
        """The name of a font of a leaf, and which of those of that name it is in the volume."""
        self.glyphs.setdefault(font.face, set()).update(font.widths)
        same = self._fonts.setdefault(font.name, [])
        for at, (other, widths, letters) in enumerate(same):
            if other.face == font.face and _agree(widths, font.widths) and _agree(letters, font.letters):
                widths.update(font.widths)
                letters.update(font.letters)
                return font.name, at
        same.append((font, dict(font.widths), dict(font.letters)))
        return font.name, len(same) - 1

    def write(self, file: _File, faces: Mapping[str, Path]) -> dict[tuple[str, int], int]:
        """Write all of them, and return their numbers."""
        files: dict[str, tuple[int, bool]] = {}
        for face, glyphs in sorted(self.glyphs.items()):
            if face in faces:
                data = fonttools.embedded(faces[face], glyphs)
                compact = data.startswith(b"OTTO")
                packed, how = compressed(data)
                kind = b"/Subtype/OpenType" if compact else b"/Length1 %d" % len(data)
                files[face] = (file.stream(kind + how, packed), compact)
        return {
            (name, at): _font(file, font, widths, letters, files.get(font.face))
            for name, same in sorted(self._fonts.items())
            for at, (font, widths, letters) in enumerate(same)
        }


def _agree(known: Mapping[int, object], more: Mapping[int, object]) -> bool:
    return all(known.get(glyph, value) == value for glyph, value in more.items())


def _font(
    file: _File,
    font: sheets.Font,
    widths: Mapping[int, float],
    letters: Mapping[int, str],
    program: tuple[int, bool] | None,
) -> int:
    name = b"/%s+%s" % (font.name.encode(), font.family.encode())
    measures = font.measures
    fixed = len(widths) > 1 and len(set(widths.values())) == 1
    embedded = b"/FontFile%d %d 0 R" % (3 if program[1] else 2, program[0]) if program else b""
    descriptor = file.add(
        b"<</Type/FontDescriptor/FontName%s/Flags %d/FontBBox[0 %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d%s>>"
        % (
            name,
            measures["flags"] + fixed,
            measures["descent"],
            max(widths.values(), default=0),
            measures["ascent"],
            measures["angle"],
            measures["ascent"],
            measures["descent"],
            measures["ascent"],
            measures["stem"],
            embedded,
        )
    )
    descendant = file.add(
        b"<</Type/Font/Subtype/CIDFontType%d/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/CIDToGIDMap/Identity/W[%s]/FontDescriptor %d 0 R>>"
        % (0 if program and program[1] else 2, name, b" ".join(_runs(widths)), descriptor)
    )
    packed, how = compressed(_to_unicode(letters))
    told = file.stream(how, packed)
    return file.add(
        b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (name, descendant, told)
    )


def _runs(widths: Mapping[int, float]) -> Iterator[bytes]:
    """The widths of glyphs, those of glyphs that follow each other together."""
    run: list[bytes] = []
    start = last = -2
    for glyph, width in sorted(widths.items()):
        if glyph != last + 1:
            if run:
                yield b"%d[%s]" % (start, b" ".join(run))
            run, start = [], glyph
        run.append(_number(width))
        last = glyph
    if run:
        yield b"%d[%s]" % (start, b" ".join(run))


def _to_unicode(letters: Mapping[int, str]) -> bytes:
    entries = [
        b"<%04x> <%s>" % (glyph, words.encode("utf-16-be").hex().encode()) for glyph, words in sorted(letters.items())
    ]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    table = b"\n".join(b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks)
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        + table
        + b"\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def _number(value: float) -> bytes:
    return (f"{value:.3f}".rstrip("0").rstrip(".") or "0").encode()


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the outline: its words, where it leads, what is below it."""

    words: str
    place: bytes
    below: list[_Entry]


class _Binder:
    """The state of one binding."""

    def __init__(self, leaves: Sequence[Leaf], paper: Paper, cover: Cover, out: BinaryIO, *, alone: bool) -> None:
        self._leaves, self._paper, self._cover, self._alone = leaves, paper, cover, alone
        self._file = _File(out)
        self._where = placed(leaves)
        self._bases: list[int] = []
        self._order: list[int] = []
        """The objects of all pages, in their order."""
        self._blanks: dict[int, int] = {}
        """The empty pages, each with its object."""
        self._keys: list[int] = []
        self._ways: dict[str, bytes] = {}

    def bind(self, attachments: Iterable[weasy.Attachment]) -> int:
        file, leaves = self._file, self._leaves
        catalog, document, root = file.reserve(), file.reserve(), file.reserve()
        self._number_all()
        faces = _Faces()
        used = [[faces.take(font) for font in leaf.contents.fonts] for leaf in leaves]
        figures = self._figures(faces)
        fonts = faces.write(file, self._cover.faces)
        self._folio = fonts[figures] if figures else 0
        self._opened = file.stream(b"", b"q")
        self._left = self._verso_form()
        nodes = self._page_nodes()
        leafs_of_tree = []
        for at, leaf in enumerate(leaves):
            held = b"".join(b"/%s %d 0 R" % (name.encode(), fonts[name, which]) for name, which in used[at])
            if self._folio:
                held += b"/Folio %d 0 R" % self._folio
            leafs_of_tree.append(self._write_leaf(at, leaf, b"<<%s>>" % held, nodes, document))
        for page, number in self._blanks.items():
            parent, box = nodes[page // _FEW], self._box(page)
            file.add(b"<</Type/Page/Parent %d 0 R/MediaBox%s/Resources<<>>>>" % (parent, box), number)
        self._write_tree(root, document, leafs_of_tree)
        self._write_catalog(catalog, root, attachments)
        return len(self._order)

    # Numbers and places, before anything is written

    def _number_all(self) -> None:
        key = 0
        taken: dict[int, int] = {}
        for leaf, where in zip(self._leaves, self._where, strict=True):
            base = self._file.reserve(leaf.contents.objects)
            self._bases.append(base)
            self._keys.append(key)
            key += len(leaf.contents.parents)
            taken |= {page: base + own.number for page, own in zip(where.pages, leaf.contents.pages, strict=True)}
            shift = self._paper.outer - self._paper.inner
            for number, own in enumerate(leaf.contents.pages):
                top = b"[%d 0 R/XYZ %s %s 0]" % (base + own.number, _number(shift), _number(own.height))
                self._ways.setdefault(f"page:{where.label(number)}", top)
                if number == 0:
                    self._ways[leaf.name] = top
            for name, (own_page, x, y) in leaf.contents.anchors.items():
                place = (base + leaf.contents.pages[own_page].number, _number(x), _number(y))
                self._ways[f"{leaf.name}#{name}"] = b"[%d 0 R/XYZ %s %s 0]" % place
        self._blanks = {page: self._file.reserve() for page in range(max(taken)) if page not in taken}
        self._order = [number for _, number in sorted((taken | self._blanks).items())]

    def _page_nodes(self) -> list[int]:
        """The nodes of the page tree, each with some pages; which one a page belongs to is told by its number."""
        self._pages_root = self._file.reserve()
        nodes = []
        for start in range(0, len(self._order), _FEW):
            kids = self._order[start : start + _FEW]
            listed = b" ".join(b"%d 0 R" % kid for kid in kids)
            nodes.append(
                self._file.add(
                    b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>" % (self._pages_root, len(kids), listed)
                )
            )
        listed = b" ".join(b"%d 0 R" % node for node in nodes)
        self._file.add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self._order), listed), self._pages_root)
        return nodes

    # Heads and numbers of pages

    def _figures(self, faces: _Faces) -> tuple[str, int] | None:
        path = self._cover.figures
        if path is None:
            return None
        face = next(digest for digest, file in self._cover.faces.items() if file == path)
        self._figure = fonttools.figures(path, "0123456789ivxlcdm")
        widths = dict(self._figure.values())
        letters = {glyph: letter for letter, (glyph, _) in self._figure.items()}
        measures = fonttools.measures(path)
        return faces.take(sheets.Font("FIGURE", "Edition-Text", face, measures, widths, letters))

    def _verso_form(self) -> int:
        """The head of left pages as a form, which each of them shows."""
        found = (
            (leaf, base, page)
            for leaf, base in zip(self._leaves, self._bases, strict=True)
            for page in leaf.contents.pages
            if "top-right" in page.heads
        )
        first = next(found, None)
        if first is None:
            return 0
        leaf, base, page = first
        head = page.heads["top-right"]
        entries, data = sheets.unpacked(leaf.read()).streams[head]
        return self._file.stream(
            entries
            + b"/Type/XObject/Subtype/Form/BBox[0 0 %s %s]/Resources %d 0 R"
            % (_number(page.width), _number(page.height), base + leaf.contents.resources),
            data,
        )

    def _stamp(self, page: sheets.Page, label: str, *, recto: bool) -> bytes:
        """What a page bears besides its content: its number, in the head beside the margin or at the foot; on the left the volume."""
        if page.name == sheets.PLAIN or not self._folio:
            return b"Q"
        paper, size = self._paper, self._cover.size
        width = sum(self._figure[letter][1] for letter in label) * size / 1000
        left, right = paper.outer, paper.outer + paper.width - paper.inner - paper.outer
        headed = "top-left" in page.heads
        x = (right - width if recto else left) if headed else (left + right - width) / 2
        y = paper.height - (paper.head if headed else paper.foot)
        glyphs = b"".join(b"%04x" % self._figure[letter][0] for letter in label)
        number = b"/Artifact BMC BT /Folio %s Tf 1 0 0 1 %s %s Tm <%s> Tj ET EMC" % (
            _number(size),
            _number(x),
            _number(y),
            glyphs,
        )
        volume = b" /Verso Do" if headed and not recto and self._left else b""
        return b"Q " + number + volume

    # One sheet at a time

    def _write_leaf(self, at: int, leaf: Leaf, fonts: bytes, nodes: Sequence[int], document: int) -> bytes:
        """Write the objects of a leaf, and return its leaf of the parent tree."""
        file, base, key, where = self._file, self._bases[at], self._keys[at], self._where[at]
        sheet = sheets.unpacked(leaf.read())
        about = leaf.contents

        def closed(data: bytes) -> bytes:
            data = _REFERENCE.sub(lambda found: b"%d 0 R" % (base + int(found[1])), data)
            data = _PARENT.sub(lambda found: b"%d" % (key + int(found[1])), data)
            return _WAY.sub(functools.partial(self._way, leaf), data).replace(b"\3", b"%d" % at)

        numbers = sorted(sheet.plain)
        bodies = closed(b"\n".join(sheet.plain[number] for number in numbers)).split(b"\n")
        for number, body in zip(numbers, bodies, strict=True):
            file.add(self._resources(body) if number == about.resources else body, base + number)
        file.add(fonts, base + about.fonts_object)
        for number, (head, data) in sorted(sheet.streams.items()):
            if b"/Filter" not in head and tagging.OPEN in data:
                told, how = compressed(_OPEN.sub(functools.partial(self._page_told, leaf, where), data))
                file.stream(closed(head) + how, told, base + number)
            else:
                file.stream(closed(head), data, base + number)
        for number, (page, own) in enumerate(zip(where.pages, about.pages, strict=True)):
            recto = page % 2 == 0
            contents = [
                self._opened,
                base + own.content,
                file.stream(b"", self._stamp(own, where.label(number), recto=recto)),
            ]
            if recto and "top-left" in own.heads:
                contents.append(base + own.heads["top-left"])
            box = self._box(page)
            links = b" ".join(b"%d 0 R" % (base + link) for link in own.links)
            file.add(
                b"<</Type/Page/Parent %d 0 R/MediaBox%s/TrimBox%s/Contents[%s]/Resources %d 0 R/Tabs/S/StructParents %d%s>>"
                % (
                    nodes[page // _FEW],
                    box,
                    box,
                    b" ".join(b"%d 0 R" % each for each in contents),
                    base + about.resources,
                    key + number,
                    b"/Annots[%s]" % links if links else b"",
                ),
                base + own.number,
            )
        kids = b" ".join(b"%d 0 R" % (base + kid) for kid in about.kids)
        lang = b"/Lang%s" % text(about.language) if about.language else b""
        file.add(
            b"<</Type/StructElem/S/Part/P %d 0 R%s/T%s/K[%s]>>" % (document, lang, text(leaf.name), kids),
            base + about.part,
        )
        entries = []
        for number, each in enumerate(about.parents):
            held = b" ".join(b"%d 0 R" % (base + element) for element in each)
            whole = number < len(about.pages)
            entries.append(b"%d %s" % (key + number, b"%d 0 R" % file.add(b"[%s]" % held) if whole else held))
        last = key + len(about.parents) - 1
        return b"%d 0 R" % file.add(b"<</Limits[%d %d]/Nums[%s]>>" % (key, last, b" ".join(entries)))

    def _page_told(self, leaf: Leaf, where: Numbers, found: re.Match[bytes]) -> bytes:
        """The number of the page that has a place of a leaf, at the right of the room that was kept for it."""
        if not self._folio:
            return b"[] TJ"
        size, room = float(found[2]), float(found[3])
        figures = [self._figure[letter] for letter in where.label(leaf.contents.anchors[found[1].decode()][0])]
        before = sum(width for _, width in figures) - room
        glyphs = b"".join(b"%04x" % glyph for glyph, _ in figures)
        return b"/Folio %s Tf [%s<%s>] TJ" % (_number(size), _number(before), glyphs)

    def _way(self, leaf: Leaf, found: re.Match[bytes]) -> bytes:
        target = unquote(found[1].decode())
        target = leaf.leads.get(target, target)
        way = self._ways.get(target) or self._ways.get(target.partition("#")[0])
        if way is None and self._alone:
            way = self._ways[self._leaves[0].name]
        if way is None:
            raise Unbound(f"nothing in the volume is called {target}")
        return way

    def _resources(self, body: bytes) -> bytes:
        """The resources of a sheet, with the number's font and the head of left pages."""
        if self._left:
            head = b"/Verso %d 0 R" % self._left
            body = body.replace(b"/XObject <<", b"/XObject <<" + head, 1)
        return body

    def _box(self, page: int) -> bytes:
        shift = self._paper.outer - self._paper.inner
        left = shift if page % 2 == 0 else 0.0
        return b"[%s 0 %s %s]" % (_number(left), _number(left + self._paper.width), _number(self._paper.height))

    # What holds it together

    def _write_tree(self, root: int, document: int, leaves: Sequence[bytes]) -> None:
        file = self._file
        parts = b" ".join(
            b"%d 0 R" % (base + leaf.contents.part) for base, leaf in zip(self._bases, self._leaves, strict=True)
        )
        file.add(
            b"<</Type/StructElem/S/Document/P %d 0 R/Lang%s/K[%s]>>" % (root, text(self._cover.language), parts),
            document,
        )
        tree = file.add(b"<</Kids[%s]>>" % b" ".join(leaves))
        keys = self._keys[-1] + len(self._leaves[-1].contents.parents)
        file.add(
            b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (document, tree, keys), root
        )

    def _write_catalog(self, catalog: int, root: int, attachments: Iterable[weasy.Attachment]) -> None:
        file, cover = self._file, self._cover
        packet, info = standards.metadata(
            cover.title, authors=cover.authors, subject=cover.subject, keywords=cover.keywords, language=cover.language
        )
        metadata = file.stream(b"/Type/Metadata/Subtype/XML", packet)
        profile, how = compressed(standards.colour_profile())
        intent = file.stream(b"/N 3" + how, profile)
        files = [(each.name, self._attach(each)) for each in attachments]
        names = b"/Dests<<%s>>" % self._names(
            (name, way) for name, way in self._ways.items() if not name.startswith("page:")
        )
        associated = b""
        if files:
            names += b"/EmbeddedFiles<<%s>>" % self._names((name, b"%d 0 R" % number) for name, number in files)
            associated = b"/AF[%s]" % b" ".join(b"%d 0 R" % number for _, number in sorted(files))
        outline = file.reserve()
        first, last, count = self._outline(self._entries(), outline)
        file.add(
            b"<</Type/Outlines/Count %d%s>>" % (count, b"/First %d 0 R/Last %d 0 R" % (first, last) if first else b""),
            outline,
        )
        file.add(
            b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/Metadata %d 0 R/Lang%s/MarkInfo<</Marked true>>"
            b"/ViewerPreferences<</DisplayDocTitle true>>/PageMode/UseOutlines/Outlines %d 0 R/PageLabels<</Nums[%s]>>/Names<<%s>>%s"
            b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB2014.icc)/Info(sRGB2014.icc)"
            b"/DestOutputProfile %d 0 R>>]>>"
            % (
                self._pages_root,
                root,
                metadata,
                text(cover.language),
                outline,
                b" ".join(self._labels()),
                names,
                associated,
                intent,
            ),
            catalog,
        )
        file.end(
            catalog,
            file.add(b"<<%s>>" % b"".join(b"/%s%s" % (key.encode(), text(value)) for key, value in info.items())),
        )

    def _labels(self) -> Iterator[bytes]:
        before: Numbering | None = None
        for where in self._where:
            if where.numbering != before:
                before = where.numbering
                yield b"%d<</S/%s>>" % (where.before, b"r" if before == "roman" else b"D")

    def _names(self, entries: Iterable[tuple[str, bytes]]) -> bytes:
        """A tree of names, sorted as readers look for them."""
        listed = sorted((text(name), value) for name, value in entries)
        nodes = []
        for start in range(0, len(listed), _FEW):
            some = listed[start : start + _FEW]
            held = b" ".join(b"%s %s" % entry for entry in some)
            nodes.append(self._file.add(b"<</Limits[%s %s]/Names[%s]>>" % (some[0][0], some[-1][0], held)))
        return b"/Kids[%s]" % b" ".join(b"%d 0 R" % node for node in nodes)

    def _attach(self, item: weasy.Attachment) -> int:
        digest = hashlib.md5(item.data, usedforsecurity=False).hexdigest().encode()
        dated = item.date.strftime("D:%Y%m%d%H%M%SZ").encode()
        packed, how = compressed(item.data)
        held = self._file.stream(
            b"/Type/EmbeddedFile/Subtype/text#2Fxml%s/Params<</Size %d/CheckSum<%s>/CreationDate(%s)/ModDate(%s)>>"
            % (how, len(item.data), digest, dated, dated),
            packed,
        )
        name, about = text(item.name), text(item.description)
        return self._file.add(
            b"<</Type/Filespec/F%s/UF%s/EF<</F %d 0 R/UF %d 0 R>>/Desc%s/AFRelationship/%s>>"
            % (name, name, held, held, about, item.relationship.encode())
        )

    def _entries(self) -> list[_Entry]:
        """The outline of the volume: its leaves' own, but where that would be a long list, its documents by their pages."""

        def entry(mark: sheets.Mark, at: int) -> _Entry:
            number = self._bases[at] + self._leaves[at].contents.pages[mark.page].number
            place = b"[%d 0 R/XYZ %s %s 0]" % (number, _number(mark.x), _number(mark.y))
            return _Entry(mark.words, place, [entry(each, at) for each in mark.below])

        found = [(entry(mark, at), at) for at, leaf in enumerate(self._leaves) for mark in leaf.contents.marks]
        if len(found) <= _LONG:
            return [each for each, _ in found]
        listed: list[_Entry] = []
        for start in range(0, len(found), _FEW):
            some = found[start : start + _FEW]
            first, last = some[0][1], some[-1][1]
            end = self._where[last].label(len(self._where[last].pages) - 1)
            listed.append(_Entry(f"{self._where[first].label(0)}–{end}", some[0][0].place, [each for each, _ in some]))
        return listed

    def _outline(self, entries: Sequence[_Entry], parent: int) -> tuple[int, int, int]:
        """Write the entries of an outline below another, and return the first, the last, and how many are shown."""
        numbers = [self._file.reserve() for _ in entries]
        for order, entry in enumerate(entries):
            links = b""
            if order:
                links += b"/Prev %d 0 R" % numbers[order - 1]
            if order + 1 < len(numbers):
                links += b"/Next %d 0 R" % numbers[order + 1]
            if entry.below:
                first, last, count = self._outline(entry.below, numbers[order])
                links += b"/First %d 0 R/Last %d 0 R/Count -%d" % (first, last, count)
            about = (text(entry.words), parent, entry.place, links)
            self._file.add(b"<</Title%s/Parent %d 0 R/Dest%s%s>>" % about, numbers[order])
        return (numbers[0], numbers[-1], len(numbers)) if numbers else (0, 0, 0)
