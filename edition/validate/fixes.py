# SPDX-License-Identifier: MIT
"""Repairs that no one need be asked about: what stands there can only have been meant so, and no text is touched.

Each is a change of attributes, or takes an instruction away. What was “probably meant” is no repair: that an editor decides.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from edition import names
from edition.engines import libxml
from edition.engines.libxml import Element
from edition.findings import Finding
from edition.source.document import Document
from edition.source.lines import LINE_END
from edition.source.markup import Attribute, Kind, Piece
from edition.source.writing import NotWritten, Source
from edition.speech import say
from edition.validate import identifiers, ignores, pointers
from edition.validate.lint import languages

_SPACE: Final = " \t\r\n"
_TEI: Final = f"{{{names.TEI}}}"
_LANG: Final = names.clark("xml:lang")


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the source text (the byte order mark is not counted), and what is written there instead."""

    piece: Piece
    new: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A repair: what it does, said as an order, and its changes, in their order in the text."""

    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Site:
    """Where a finding stands: its document, the text of that, the offset there, and the attribute that begins there."""

    finding: Finding
    document: Document
    source: Source
    offset: int
    attribute: Attribute | None

    @property
    def element(self) -> Element | None:
        """The element in whose tag the finding stands."""
        place = self.finding.place
        before = [
            (at, element) for element, at in self.document.positions().items() if at <= (place.line, place.column)
        ]
        element = max(before, key=lambda each: each[0])[1] if before else None
        return element if element is not None and self.document.place(element).path == place.path else None


def of(finding: Finding, document: Document) -> Edit | None:
    """The repair of what was found in a document; None where there is none that is safe, or where it stands in another file."""
    repair = REPAIRS.get(finding.code)
    if repair is None or not finding.place.line or finding.place.file != document.path:
        return None
    source = _source(document)
    if source is None:
        return None
    offset = source.lines.offset(finding.place.line, finding.place.column)
    return repair(_Site(finding, document, source, offset, source.markup.attribute_from(offset)))


@functools.lru_cache(maxsize=8)
def _source(document: Document) -> Source | None:
    try:
        return Source.of(document.data, document.tree.docinfo.encoding or "utf-8")
    except NotWritten:
        return None


def repaired(document: Document, edits: Iterable[Edit]) -> tuple[bytes, int]:
    """A document as these repairs make it, and how many of them were made: of two that meet, the second must wait.

    Raises `NotWritten` where a character of the text would change, or an element.
    """
    source = Source.of(document.data, document.tree.docinfo.encoding or "utf-8")
    chosen: list[Change] = []
    made = 0
    for edit in dict.fromkeys(edits):
        if not any(_meet(one.piece, other.piece) for one in edit.changes for other in chosen):
            chosen += edit.changes
            made += 1
    text = source.text
    for change in sorted(chosen, key=lambda change: change.piece.start, reverse=True):
        text = text[: change.piece.start] + change.new + text[change.piece.end :]
    data = source.bytes_of(text)
    if not _is_same_text(document.data, data):
        raise NotWritten(say("its text would not have been the same; this is a fault of the program"))
    return data, made


def _meet(one: Piece, other: Piece) -> bool:
    return one.start < other.end and other.start < one.end


def _is_same_text(before: bytes, after: bytes) -> bool:
    try:
        return list(_text(libxml.parse(before))) == list(_text(libxml.parse(after)))
    except libxml.SyntaxFault:
        return False


def _text(tree: libxml.Tree) -> Iterator[object]:
    """The elements and comments of a document and the text between them, whatever the attributes and the instructions are."""
    words = ""
    for event, node in libxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "pi":
            words += node.tail or ""
            continue
        yield words
        yield event, node.tag
        if event == "comment":
            yield node.text
        words = (node.text if event == "start" else node.tail) or ""
    yield words


# -- the repairs --------------------------------------------------------------------------------------------------------


def _with_value(attribute: Attribute, value: str) -> Edit:
    title = say('write {name}="{value}"', name=attribute.name.text, value=value)
    return Edit(title, (Change(attribute.value, value),))


def _spaces(site: _Site) -> Edit | None:
    """PTR003: needless space around pointers and between them."""
    if site.attribute is None or "&#" in site.attribute.value.text:
        return None
    plain = " ".join(site.attribute.value.text.split())
    return _with_value(site.attribute, plain) if plain and plain != site.attribute.value.text else None


def _sign(site: _Site) -> Edit | None:
    """PTR002: a pointer to an element of this file that lacks its `#`, if the attribute may lead to such an element."""
    name, element = site.finding.written, site.element
    target = site.document.ids.get(name)
    if site.attribute is None or element is None or target is None or site.finding.meant != f"#{name}":
        return None
    kinds = pointers.fitting(_local(element), site.attribute.name.text)
    if kinds is not None and _local(target) not in kinds:
        return None
    value = re.sub(rf"(?<![^{_SPACE}]){re.escape(name)}(?![^{_SPACE}])", f"#{name}", site.attribute.value.text)
    return _with_value(site.attribute, value) if value != site.attribute.value.text else None


def _trimmed(site: _Site) -> Edit | None:
    """ID002: space around an identifier, if without it that is a name, and nobody's yet."""
    if site.attribute is None:
        return None
    plain = site.attribute.value.text.strip(_SPACE)
    is_free = plain not in site.document.ids and plain != site.attribute.value.text
    return _with_value(site.attribute, plain) if is_free and identifiers.is_name(plain) else None


def _of_today(site: _Site) -> Edit | None:
    """RNG004: `id` and `lang` as TEI P4 had them, where `xml:id` and `xml:lang` may stand."""
    attribute = site.attribute
    name = attribute.name.text if attribute else ""
    if attribute is None or name not in ("id", "lang") or site.finding.meant != f"xml:{name}":
        return None
    value = attribute.value.text
    if name == "id" and (not identifiers.is_name(value) or value in site.document.ids):
        return None
    return Edit(
        say('write {name}="{value}"', name=site.finding.meant, value=value),
        (Change(attribute.name, site.finding.meant),),
    )


def _tag(site: _Site) -> Edit | None:
    """LNG001: a tag whose language has one of two letters, or that was withdrawn for another, wherever the file has it."""
    if site.attribute is None:
        return None
    written = site.attribute.value.text
    tag = languages.replaced(written)
    return _everywhere(site, written, tag) if tag else None


def _declared(site: _Site) -> Edit | None:
    """HDR006: a tag that the header declares in other case, which means nothing in a language tag."""
    element = site.element
    written = element.get(_LANG) if element is not None else None
    if not written:
        return None
    declared = [each.get("ident") or "" for each in site.document.root.iter(f"{_TEI}language")]
    alike = [tag for tag in declared if tag.lower() == written.lower()]
    return _everywhere(site, written, alike[0]) if len(alike) == 1 and alike[0] != written else None


def _everywhere(site: _Site, written: str, tag: str) -> Edit | None:
    """The repair that gives a language another tag, in the text and in the header."""
    changes = []
    for element in site.document.elements:
        if not element.tag.startswith(_TEI):
            continue
        for name, value in (("xml:lang", element.get(_LANG)), ("ident", element.get("ident"))):
            if value == written and (name == "xml:lang" or element.tag == f"{_TEI}language"):
                place = site.document.place(element, name)
                if place.file != site.document.path:
                    continue
                attribute = site.source.markup.attribute_from(site.source.lines.offset(place.line, place.column))
                if attribute is not None and attribute.value.text == written:
                    changes.append(Change(attribute.value, tag))
    title = say("write “{tag}” for “{written}” in the whole file", tag=tag, written=written)
    return Edit(title, tuple(changes)) if changes else None


def _instruction(site: _Site) -> Edit | None:
    """IGN001: an instruction to ignore what is not found. Before the root its line goes with it."""
    text, markup = site.source.text, site.source.markup
    found = markup.token_from(site.offset)
    if found is None or found.kind is not Kind.ASIDE or not found.text.startswith(f"<?{ignores.TARGET}"):
        return None
    is_before_root = found.start < next(tag.start for tag in markup.tags())
    line = LINE_END.match(text, found.end)
    is_line = is_before_root and text[: found.start].endswith(("\n", "\r"))
    piece = Piece(found.text + line[0], found.start) if line and is_line else found
    return Edit(say("remove the instruction"), (Change(piece, ""),))


def _local(element: Element) -> str:
    return str(libxml.etree.QName(element).localname)


REPAIRS: Final[dict[str, Callable[[_Site], Edit | None]]] = {
    "HDR006": _declared,
    "ID002": _trimmed,
    "IGN001": _instruction,
    "LNG001": _tag,
    "PTR002": _sign,
    "PTR003": _spaces,
    "RNG004": _of_today,
}
"""The rules with a repair. Each of their pages says which, under “Fix”."""
