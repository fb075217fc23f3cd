# SPDX-License-Identifier: MIT
"""The two typefaces of an edition: found on the machine, checked against the text, cut down for the site.

A page is set in the text face; a typescript in the typewriter face, and what that lacks (the signs of the editors)
in the text face. A character that neither can show is a finding, never a box.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from edition.engines import cache, fontconfig, fonttools, libxml
from edition.errors import SomethingMissing
from edition.findings import Finding, Place
from edition.settings import Settings
from edition.source.document import Document
from edition.speech import phrase, say

Role = Literal["text", "typewriter"]

FAMILIES: Final[dict[Role, str]] = {"text": "Edition Text", "typewriter": "Edition Typewriter"}
"""The names of the families on the site: a subset is a modified font, and a licence may reserve the font's own name."""

_FORMATS: Final = {"woff2": "woff2", "ttf": "truetype", "otf": "opentype"}

LICENCE_FILE: Final = "LICENCE.txt"


@dataclass(frozen=True, slots=True)
class Face:
    """One face of one typeface, and the file that has it."""

    role: Role
    path: Path
    bold: bool = False
    italic: bool = False

    @property
    def family(self) -> str:
        """The name of its family on the site."""
        return FAMILIES[self.role]

    @property
    def style(self) -> str:
        """`Regular`, `Italic`, `Bold` or `Bold Italic`."""
        return " ".join(word for word, given in (("Bold", self.bold), ("Italic", self.italic)) if given) or "Regular"

    @property
    def file_name(self) -> str:
        """The name of its file on the site."""
        return f"edition-{self.role}-{self.style.lower().replace(' ', '-')}.woff2"


@dataclass(frozen=True, slots=True)
class Faces:
    """The files of the faces. A typewriter has no bold italic, and may have a regular face for all three."""

    text: Path
    text_italic: Path
    text_bold: Path
    text_bold_italic: Path
    typewriter: Path
    typewriter_italic: Path
    typewriter_bold: Path

    def all(self) -> tuple[Face, ...]:
        """Each face that has a file of its own, text first, regular first."""
        faces = [
            Face("text", self.text),
            Face("text", self.text_italic, italic=True),
            Face("text", self.text_bold, bold=True),
            Face("text", self.text_bold_italic, bold=True, italic=True),
            Face("typewriter", self.typewriter),
        ]
        if self.typewriter_italic != self.typewriter:
            faces.append(Face("typewriter", self.typewriter_italic, italic=True))
        if self.typewriter_bold != self.typewriter:
            faces.append(Face("typewriter", self.typewriter_bold, bold=True))
        return tuple(faces)

    def of(self, role: Role) -> tuple[Face, ...]:
        """The faces of one typeface."""
        return tuple(face for face in self.all() if face.role == role)


def digest(faces: Faces) -> str:
    """The digest of all files of faces."""
    return cache.key(*(_digest(path) for path in sorted({face.path for face in faces.all()})))


@functools.cache
def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


@dataclass(frozen=True, slots=True)
class _Known:
    """What a font file says of itself: the characters that it has a glyph for, its copyright notice, its licence."""

    repertoire: frozenset[str]
    notice: str
    licence: str


@functools.cache
def _known(path: Path) -> _Known:
    """What is known of a font file. It is kept, for what reads fonts is dear to import."""
    name = cache.key(_digest(path), fonttools.VERSION) + ".json"
    try:
        drawn, notice, licence = json.loads(cache.read("fonts", name) or b"")
    except ValueError:  # not there, or spoilt
        drawn, (notice, licence) = "".join(sorted(fonttools.repertoire(path))), fonttools.licence(path)
        cache.write("fonts", name, json.dumps([drawn, notice, licence]).encode())
    return _Known(frozenset(drawn), notice, licence)


def faces(settings: Settings) -> Faces:
    """The first text family of the settings that this machine has in four faces, and the first typewriter family.

    Raises `SomethingMissing` where it has none: a PDF engine without fonts does not fail, it crashes.
    """
    for family in settings.text_fonts:
        regular, italic = fontconfig.face(family), fontconfig.face(family, italic=True)
        bold, bold_italic = fontconfig.face(family, bold=True), fontconfig.face(family, bold=True, italic=True)
        if regular and italic and bold and bold_italic:
            break
    else:
        raise _no_font("text", settings.text_fonts)
    for family in settings.typewriter_fonts:
        if typewriter := fontconfig.face(family):
            slanted = fontconfig.face(family, italic=True) or typewriter
            heavy = fontconfig.face(family, bold=True) or typewriter
            return Faces(regular, italic, bold, bold_italic, typewriter, slanted, heavy)
    raise _no_font("typewriter", settings.typewriter_fonts)


def _no_font(role: Role, families: Iterable[str]) -> SomethingMissing:
    wanted = " or ".join(families)
    return SomethingMissing(
        say(
            "no {role} font: this machine has no {wanted}; `edition doctor` says how to get it",
            role=role,
            wanted=wanted,
        )
    )


_DRAWN: Final = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Signs over numbers and abbreviations, which Unicode counts among the characters that only order others, though they are drawn."""


def uncovered(face: Face, characters: Iterable[str]) -> set[str]:
    """Those of the characters that the face has no glyph for. What is never drawn needs none."""
    return {
        character
        for character in set(characters) - _known(face.path).repertoire
        if unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp") or character in _DRAWN
    }


_UNSHOWN: Final = phrase("no font of the edition can show {character!r} (U+{code:04X} {name})")
_UNSHOWN_OF_VIEW: Final = phrase(
    "no font of the edition can show {character!r} (U+{code:04X} {name}), which the view adds to the document"
)


def check(faces: Faces, document: Document, shown: Iterable[str], role: Role = "text") -> Iterator[Finding]:
    """`FNT001 glyph-without-face` for each character that a view of the document shows and no face of the role can show.

    The finding stands where the document first has the character; a character that only the view brings in
    (a sign of the legend) stands in the document as a whole. A face must not be lent the glyph of another style,
    so a character is covered only where the four text faces have it, or all of the typewriter's.
    """
    shown = set(shown)
    lacking = _lacking(faces.of("text"), shown)
    if role == "typewriter":
        lacking &= _lacking(faces.of("typewriter"), shown)
    for character in sorted(lacking):
        where = place(document, character)
        said = _UNSHOWN if where else _UNSHOWN_OF_VIEW
        name = unicodedata.name(character, say("a character without a name"))
        yield Finding(
            "FNT001",
            where or Place(document.path),
            said(character=character, code=ord(character), name=name),
            say("write another character, or name a font that has it in `text-fonts` of edition.toml"),
        )


def _lacking(faces: Iterable[Face], characters: set[str]) -> set[str]:
    return set().union(*(uncovered(face, characters) for face in faces))


def place(document: Document, character: str) -> Place | None:
    """Where a character first stands in the text of a document or in an attribute, to the column where the source has it as it is."""
    for element in document.root.iter("*"):
        texts = [element.text, *element.attrib.values(), *(child.tail for child in element)]
        if any(text and character in text for text in texts):
            return _narrowed(document, element, character)
    return None


def _narrowed(document: Document, element: libxml.Element, character: str) -> Place:
    start = document.place(element)
    column = start.column - 1
    for number in range(start.line, start.line + document.data.count(b"\n") + 1):
        if (found := document.line(number).find(character, column)) >= 0:
            return dataclasses.replace(start, line=number, column=found + 1)
        column = 0
    return start


def subset(face: Face, characters: Iterable[str]) -> bytes:
    """The face cut down to these characters, as WOFF2: the same bytes for the same font and characters.

    Kept in the user's cache by what it is made from.
    """
    wanted = "".join(sorted(set(characters)))
    data = face.path.read_bytes()
    name = cache.key(data, wanted, face.family, face.style, fonttools.VERSION) + ".woff2"
    kept = cache.read("fonts", name)
    # A file that is no WOFF2 was spoilt by someone else: make it again.
    if kept is None or not kept.startswith(b"wOF2"):
        kept = fonttools.subset(data, wanted, face.family, face.style)
        cache.write("fonts", name, kept)
    return kept


def named(faces: Faces) -> tuple[str, str]:
    """The names of the two typefaces."""
    return fonttools.family(faces.text), fonttools.family(faces.typewriter)


def css(faces: Faces, address: Callable[[Face], str]) -> str:
    """The `@font-face` rules, one for each face: two files under one family, weight and style would be mixed up by a PDF engine."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{700 if face.bold else 400};'
        f"font-style:{'italic' if face.italic else 'normal'};font-display:swap;"
        f'src:url("{where}") format("{_FORMATS[where.rpartition(".")[2].lower()]}")}}\n'
        for face in faces.all()
        for where in (address(face),)
    )


def licences(faces: Faces) -> str:
    """The text that must lie beside the fonts on the site: whose they are, what was done to them, under which licence."""
    parts = [
        "The fonts in this folder are parts (subsets) of the fonts below, cut down to the characters of this edition "
        "and renamed; each stays under the licence of its original.\n"
    ]
    for role, regular in (("text", faces.text), ("typewriter", faces.typewriter)):
        known = _known(regular)
        title = f"edition-{role}-*.woff2, made from {regular.name} and its sister faces"
        parts.append(f"{title}\n{'=' * len(title)}\n\n{known.notice}\n\n{known.licence}\n")
    return "\n".join(part.replace("\r\n", "\n").replace("\r", "\n") for part in parts)
