# SPDX-License-Identifier: MIT
"""What a volume has, in which order, on which paper; and how each of its sheets is made: a document in a view, or a part that is none.

A sheet is proved when it is set. It does not know on which page it will stand (`edition.engines.sheets`): that is told to it when the
volume is bound (`edition.build.volume`).
"""

from __future__ import annotations

import fnmatch
import functools
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import binding, sheets
from edition.findings import Finding, Place, ordered
from edition.publish import facing, fonts, pdf, proof
from edition.render import book, stylesheets
from edition.render.view import Manner
from edition.settings import Settings
from edition.source.document import Document
from edition.speech import say

STYLES: Final = (*pdf.STYLES, "print/volume.css")

_POINTS: Final = 72 / 25.4
_LINE: Final = 14.0
_TOP: Final = 72.0
"""The margin above the text, in points."""
_BOTTOM: Final = 76.0
_LINK: Final = re.compile(r'href="book:([^"#]+)(#[^"]*)?"')
ENTRY: Final = "entry:"
"""How the target of a link begins that leads to an entry of a register: `entry:FILE#ID`, the file as the document writes it."""

_SIGNS: Final = re.compile(r'<meta name="signs" content="([^"]*)">')
_DATES: Final = ("when", "from", "notBefore")
_ISO: Final = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Text:
    """What stands at one place of a volume: a document in a view, or two that face each other; and the number of the text that it is of."""

    documents: tuple[Document, ...]
    view: str
    group: int
    translates: bool = False


def texts(groups: Iterable[Sequence[Document]], settings: Settings) -> list[Text]:
    """What stands in the volume of a project, in order."""
    wanted = settings.book
    found: list[tuple[Sequence[Document], list[Text]]] = []
    for number, group in enumerate(groups):
        chosen = _chosen(group, wanted.languages)
        if not chosen:
            continue
        original, *others = chosen
        facing = others[:1] if wanted.translation == "facing" else []
        following = [] if wanted.translation == "none" else others[len(facing) :]
        entries = [Text((original, *facing), wanted.view, number)]
        entries += [Text((other,), wanted.view, number, translates=True) for other in following]
        found.append((group, entries))
    return [text for _, entries in _in_order(found, settings) for text in entries]


def _chosen(group: Sequence[Document], languages: Sequence[str]) -> list[Document]:
    """The documents of a group that the volume has: the original first, the others as the languages are given."""
    primary = {id(each): each.language.partition("-")[0].lower() for each in group}
    known = [language.partition("-")[0].lower() for language in languages]
    among = [each for each in group if not known or primary[id(each)] in known]
    return sorted(among, key=lambda each: (not _is_original(each), known.index(primary[id(each)]) if known else 0))


def _is_original(document: Document) -> bool:
    """Whether a document is in the language in which it was written, as far as its header says."""
    said = document.root.xpath("string((tei:teiHeader//tei:textLang/@mainLang)[1])", namespaces=names.NAMESPACES)
    return not said or str(said).partition("-")[0].lower() == document.language.partition("-")[0].lower()


def _in_order(
    found: list[tuple[Sequence[Document], list[Text]]], settings: Settings
) -> list[tuple[Sequence[Document], list[Text]]]:
    order = settings.book.order
    if order == ("date",):
        return sorted(found, key=lambda each: date(each[1][0].documents[0]) or "9999")
    if not order:
        return found
    places = [
        (min(map(_place_of(order, settings.root), group), default=len(order)), entry)
        for entry in found
        for group in (entry[0],)
    ]
    return [entry for place, entry in sorted(places, key=lambda each: each[0]) if place < len(order)]


def _place_of(order: Sequence[str], root: Path) -> Callable[[Document], int]:
    def place(document: Document) -> int:
        path = Path(os.path.relpath(document.path.resolve(), root)).as_posix()
        matching = (
            at
            for at, pattern in enumerate(order)
            if fnmatch.fnmatch(path, pattern) or fnmatch.fnmatch(document.path.name, pattern)
        )
        return next(matching, len(order))

    return place


def date(document: Document) -> str:
    """When a document was sent, created or dated, as its header says it in figures; "" where it does not."""
    for path in (
        "//tei:correspAction[@type='sent']/tei:date",
        "//tei:creation/tei:date",
        "//tei:sourceDesc//tei:origDate",
    ):
        for element in document.root.xpath(f"tei:teiHeader{path}", namespaces=names.NAMESPACES):
            for name in _DATES:
                if (value := element.get(name)) and _ISO.fullmatch(value):
                    return str(value)
    return ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What all sheets of a volume share: the language that it speaks, whether documents have their ledgers, size, and how links lead.

    `known` are the names of its documents, `registers` the files of those that names lead to.
    """

    language: str
    size: tuple[float, float]
    ledger: bool = True
    manner: Manner = field(default_factory=Manner)
    known: frozenset[str] = frozenset()
    registers: frozenset[Path] = frozenset()


def plan(entries: Sequence[Text], settings: Settings, registers: Iterable[Document] = ()) -> Plan:
    """What the settings say of all sheets of a volume of these texts and registers."""
    wanted = settings.book
    language = (*wanted.languages, entries[0].documents[0].language or "en")[0]
    known = frozenset(names.stem(each.path) for entry in entries for each in entry.documents)
    manner = Manner(settings.signs, settings.lineation, settings.print)
    files = () if "registers" in wanted.leave_out else (each.path.resolve() for each in registers)
    return Plan(language, wanted.size, "ledger" not in wanted.leave_out, manner, known, frozenset(files))


def register_of(document: Document, address: str) -> Path:
    """The file of a register that an address (`FILE#ID`) in a sheet of a document names."""
    return (document.path.resolve().parent / address.partition("#")[0]).resolve()


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sheets that were set together: each packed (none, where one failed), the signs that each uses, what is wrong with them.

    Of two that face each other, `spreads` says of each page on which opening of the book it stands, from the first.
    """

    packed: tuple[bytes, ...]
    signs: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    spreads: tuple[tuple[int, ...], ...] = ()


def of_text(documents: Sequence[Document], view: str, plan: Plan, faces: fonts.Faces) -> Sheets:
    """The sheets of a document in a view, or of two that face each other, proved. Raises `saxon.TransformFault`."""
    within = book.Within(plan.language, plan.ledger, bool(plan.registers))
    found: list[Finding] = []
    pages, signs = [], []
    for document in documents:
        rendering = book.render(document, view, manner=plan.manner, within=within)
        found += rendering.findings
        used = _SIGNS.search(rendering.html)
        signs.append(used[1] if used else "")
        html = _SIGNS.sub("", rendering.html, count=1)
        pages.append(_LINK.sub(functools.partial(_kept, document, plan), html))

    def lay(number: int, breaks: Iterable[str] = ()) -> sheets.Set:
        broken = "".join(f'[id="{each}"] {{ break-before: page }}\n' for each in sorted(breaks))
        styles, folder = [*_styles(plan), broken], documents[number].path.resolve().parent
        return sheets.lay_out(pages[number], faces=pdf.given_faces(faces), styles=styles, folder=folder)

    spreads: tuple[tuple[int, ...], ...] = ()
    if len(documents) > 1:
        made, spreads = facing.laid_out(facing.pairs(*documents), lay, paper(plan.size)[0])
    else:
        made = [lay(0)]
    for document, html, each in zip(documents, pages, made, strict=True):
        found += pdf.findings(pdf.Book(document, view, html), faces, each.complaints, each.lost)
        if each.sheet is not None:
            in_notes = plan.manner.tells_in_notes(view)
            found += proof.check_book(document, view, alone(each.sheet.packed()), in_notes=in_notes)
    packed = tuple(each.sheet.packed() for each in made if each.sheet is not None)
    whole = len(packed) == len(documents)
    return Sheets(packed if whole else (), tuple(signs), tuple(ordered(found)), spreads)


def _kept(document: Document, plan: Plan, link: re.Match[str]) -> str:
    """A link to another sheet, where the volume has what it leads to."""
    target = unescape(link[1])
    if target.startswith(ENTRY):
        return link[0] if register_of(document, target.removeprefix(ENTRY)) in plan.registers else ""
    return link[0] if target in plan.known else ""


def of_part(html: str, name: str, plan: Plan, faces: fonts.Faces) -> Sheets:
    """The sheet of a part of a volume that is no document."""
    made = sheets.lay_out(html, faces=pdf.given_faces(faces), styles=_styles(plan))
    said = [*made.complaints, *([", ".join(made.lost)] if made.lost else [])]
    found = tuple(
        Finding(
            "PDF001",
            Place(Path(name)),
            say("{file}: the typesetter warns: {complaint}", file=name, complaint=each),
            say("see whether something in the settings is too long; else please report it"),
        )
        for each in said
    )
    return Sheets((made.sheet.packed(),) if made.sheet else (), findings=found)


def _styles(plan: Plan) -> list[Path | str]:
    return [*(names.data_folder("xslt") / style for style in STYLES), *stylesheets.own().styles, paper(plan.size)[1]]


def alone(packed: bytes) -> bytes:
    """A sheet as a PDF of its own, without fonts: enough to be read."""
    made = BytesIO()
    contents = sheets.contents(packed)
    page = contents.pages[0]
    leaf = binding.Leaf("sheet", contents, lambda: packed)
    cover = binding.Cover("", contents.language)
    binding.bind([leaf], binding.Paper(page.width, page.height, 0, 0, 0, 0), cover, made, alone=True)
    return made.getvalue()


def paper(size: tuple[float, float]) -> tuple[binding.Paper, str]:
    """The page of a size in millimetres, and the style that its sheets are set in: as many lines as there is room for."""
    width, height = size
    inner, outer = max(21.0, width * 24 / 170), width * 36 / 170
    lines = int((height * _POINTS - _TOP - _BOTTOM) / _LINE)
    bottom = height * _POINTS - _TOP - lines * _LINE
    margins = f"{_TOP}pt {outer:.3f}mm {bottom:.3f}pt {outer:.3f}mm"
    sheet = f"size: {width + outer - inner:.3f}mm {height:.3f}mm; margin: {margins}"
    style = "".join(f"@page{kind} {{ {sheet} }}\n" for kind in ("", " :left", " :right"))
    return (
        binding.Paper(
            width * _POINTS, height * _POINTS, inner * _POINTS, outer * _POINTS, 45.5, height * _POINTS - bottom + 32
        ),
        style,
    )
