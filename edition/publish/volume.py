# SPDX-License-Identifier: MIT
"""What a volume has, in which order, on which paper; and how each of its sheets is made: a document in a view, or a part that is none.

A sheet is proved when it is set. It does not know on which page it will stand (`edition.engines.sheets`): that is told to it when the
volume is bound (`edition.build.volume`).
"""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import binding, sheets
from edition.findings import Finding, Place, ordered
from edition.publish import fonts, pdf, proof
from edition.render import book
from edition.render.view import Manner
from edition.settings import Settings
from edition.source.document import Document
from edition.speech import say

STYLES: Final = (pdf.STYLE, "print/volume.css")

_POINTS: Final = 72 / 25.4
_LINE: Final = 14.0
_TOP: Final = 72.0
_BOTTOM: Final = 76.0
_LINK: Final = re.compile(r'href="book:([^"#]+)(#[^"]*)?"')
_SIGNS: Final = re.compile(r'<meta name="signs" content="([^"]*)">')
_DATES: Final = ("when", "from", "notBefore")
_ISO: Final = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Text:
    """What stands at one place of a volume: a document in a view, or several side by side; and the number of the text that it is of."""

    documents: tuple[Document, ...]
    view: str
    group: int
    translates: bool = False

    @property
    def name(self) -> str:
        """How links lead to it."""
        return names.stem(self.documents[0].path)


def texts(groups: Iterable[Sequence[Document]], settings: Settings) -> list[Text]:
    """What stands in the volume of a project, in order."""
    wanted = settings.book
    found: list[tuple[Sequence[Document], list[Text]]] = []
    for number, group in enumerate(groups):
        chosen = _chosen(group, wanted.languages)
        if not chosen:
            continue
        original, *others = chosen
        if wanted.translation == "facing" and others:
            entries = [Text((original, *others), names.PARALLEL, number)]
        else:
            following = others if wanted.translation == "following" else []
            entries = [Text((original,), wanted.view, number)]
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

    `known` has, by the name of a document, the name of the text of the volume that it stands in.
    """

    language: str
    size: tuple[float, float]
    ledger: bool = True
    manner: Manner = field(default_factory=Manner)
    known: Mapping[str, str] = field(default_factory=dict)


def plan(entries: Sequence[Text], settings: Settings) -> Plan:
    """What the settings say of all sheets of a volume of these texts."""
    wanted = settings.book
    language = (*wanted.languages, entries[0].documents[0].language or "en")[0]
    known = {names.stem(each.path): entry.name for entry in entries for each in entry.documents}
    manner = Manner(settings.signs, settings.lineation)
    return Plan(language, wanted.size, "ledger" not in wanted.leave_out, manner, known)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was set: packed (None where it failed), the legend of the signs that it uses, what is wrong with it."""

    packed: bytes | None
    signs: str = ""
    findings: tuple[Finding, ...] = ()


def of_text(documents: Sequence[Document], view: str, plan: Plan, faces: fonts.Faces) -> Sheet:
    """The sheet of a document in a view, or of several side by side, proved. Raises `saxon.TransformFault`."""
    within = book.Within(plan.language, plan.ledger)
    found: list[Finding] = []
    if view == names.PARALLEL:
        html = book.side_by_side(documents, within=within)
    else:
        rendering = book.render(documents[0], view, manner=plan.manner, within=within)
        html = rendering.html
        found += rendering.findings
    signs = _SIGNS.search(html)
    html = _LINK.sub(lambda link: _link(link, plan.known), _SIGNS.sub("", html, count=1))
    made = sheets.lay_out(
        html,
        faces=pdf.given_faces(faces),
        styles=_styles(plan),
        folder=documents[0].path.resolve().parent,
    )
    found += pdf.findings(pdf.Book(documents[0], view, html), faces, made.complaints, made.lost)
    if made.sheet is None:
        return Sheet(None, findings=tuple(ordered(found)))
    packed = made.sheet.packed()
    bound = alone(packed)
    if view == names.PARALLEL:
        found += proof.check_parallel_book(documents, names.book(documents[0].path, view), bound)
    else:
        found += proof.check_book(documents[0], view, bound, plan.manner.signs)
    return Sheet(packed, signs[1] if signs else "", tuple(ordered(found)))


def _link(found: re.Match[str], known: Mapping[str, str]) -> str:
    """A link to another document, where the volume has that."""
    return f'href="book:{known[found[1]]}{found[2] or ""}"' if found[1] in known else ""


def of_part(html: str, name: str, plan: Plan, faces: fonts.Faces) -> Sheet:
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
    return Sheet(made.sheet.packed() if made.sheet else None, findings=found)


def _styles(plan: Plan) -> list[Path | str]:
    return [*(names.data_folder("xslt") / style for style in STYLES), paper(plan.size)[1]]


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
    style = "".join(f"@page{kind} {{ {sheet} }}\n" for kind in ("", " :left", " :right", " parallel"))
    return (
        binding.Paper(
            width * _POINTS, height * _POINTS, inner * _POINTS, outer * _POINTS, 45.5, height * _POINTS - bottom + 32
        ),
        style,
    )
