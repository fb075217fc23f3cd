# SPDX-License-Identifier: MIT
"""One TEI file: its bytes, its tree, and the exact place of every element."""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from edition import names
from edition.engines import libxml
from edition.findings import Finding, Place
from edition.source import wellformed

_ID = names.clark("xml:id")
_LANG = names.clark("xml:lang")


@dataclass(frozen=True, eq=False)
class Document:
    """A TEI file that is well-formed. Equal only to itself; nobody changes its tree."""

    path: Path
    data: bytes
    tree: libxml.Tree
    _positions: list[libxml.Position] = field(repr=False)

    @property
    def root(self) -> libxml.Element:
        """The root element."""
        return self.tree.getroot()

    @functools.cached_property
    def elements(self) -> list[libxml.Element]:
        """Every element in document order."""
        return list(self.root.iter("*"))

    @functools.cached_property
    def _ordinals(self) -> dict[libxml.Element, int]:
        return {element: number for number, element in enumerate(self.elements)}

    def ordinal(self, element: libxml.Element) -> int:
        """The number of an element in document order, from 0."""
        return self._ordinals[element]

    @functools.cached_property
    def ids(self) -> dict[str, libxml.Element]:
        """Each `xml:id` with the first element that bears it."""
        found: dict[str, libxml.Element] = {}
        for element in self.elements:
            identifier = element.get(_ID)
            if identifier is not None:
                found.setdefault(identifier, element)
        return found

    @property
    def language(self) -> str:
        """The language of the text (BCP 47), "" where the file does not say."""
        text = self.root.find("tei:text", names.NAMESPACES)
        declared = text.get(_LANG) if text is not None else None
        return declared or self.root.get(_LANG) or ""

    def place(self, element: libxml.Element, attribute: str = "") -> Place:
        """Where an element starts: line and column of its start tag, its path, its id.

        With the name of an attribute as it is written (`xml:id`), the line and column where that stands in the tag.
        """
        line, column = self._positions[self._ordinals[element]]
        if attribute:
            line, column = self._attribute(line, column, attribute)
        return Place(self.path, line, column, path(element), element.get(_ID) or "")

    def _attribute(self, line: int, column: int, name: str) -> libxml.Position:
        # the values before it are skipped whole, so that a name inside a value is not taken for the attribute
        sought = re.compile(
            rf"""(?:(?!{re.escape(name)}\s*=)[^\s=>]+\s*(?:=\s*(?:"[^"]*"|'[^']*'))?\s*)*?({re.escape(name)})\s*="""
        )
        tag = "\n".join([self.line(line)[column - 1 :], *(self.line(line + n) for n in range(1, 30))])
        opening = re.match(r"<[^\s/>]+\s+", tag)
        found = sought.match(tag, opening.end()) if opening else None
        if found is None:
            return line, column
        before = tag[: found.start(1)].split("\n")
        return (line, column + len(before[0])) if len(before) == 1 else (line + len(before) - 1, len(before[-1]) + 1)

    def text_place(self, element: libxml.Element, before: int) -> Place:
        """Where the text starts that stands in an element before its child element number `before` (from 0)."""
        found = libxml.text_position(self.data, self.ordinal(element), before)
        line, column = found or self._positions[self._ordinals[element]]
        return Place(self.path, line, column, path(element), element.get(_ID) or "")

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its end; "" past the end."""
        lines = self._lines
        return lines[number - 1] if 0 < number <= len(lines) else ""

    @functools.cached_property
    def _lines(self) -> list[str]:
        return wellformed.lines(text(self.data, self.tree.docinfo.encoding or "utf-8"))

    @functools.cached_property
    def plain(self) -> str:
        """The document as text for an engine that may read nothing else: no document type, and an unread entity is U+FFFD."""
        written: str = libxml.etree.tostring(_without_entities(self.root), encoding="unicode", with_tail=False)
        return written

    @functools.cached_property
    def stamped(self) -> str:
        """The document as text for the steps, each element with `ed:at="line:column"`, comments kept as they are.

        A copy: what our stylesheets find they can say where it stands, however the steps have moved it.
        """
        root = copy.deepcopy(self.root)
        at = names.clark("ed:at")
        for element, (line, column) in zip(root.iter("*"), self._positions, strict=True):
            element.set(at, f"{line}:{column}")
        written: str = libxml.etree.tostring(_without_entities(root), encoding="unicode", with_tail=False)
        return written


def _without_entities(root: libxml.Element) -> libxml.Element:
    if next(root.iter(libxml.etree.Entity), None) is None:
        return root
    root = copy.deepcopy(root)
    for entity in list(root.iter(libxml.etree.Entity)):
        parent, before = entity.getparent(), entity.getprevious()
        filler = "\ufffd" + (entity.tail or "")
        if before is not None:
            before.tail = (before.tail or "") + filler
        elif parent is not None:
            parent.text = (parent.text or "") + filler
        if parent is not None:
            entity.tail = None
            parent.remove(entity)
    return root


def read(path: Path) -> Document | Finding:
    """The document in a file, or the finding `XML001` at the place where it stops being XML. Raises `OSError`."""
    return parsed(path, path.read_bytes())


def parsed(path: Path, data: bytes) -> Document | Finding:
    """The document in these bytes, as `read` gives it."""
    try:
        tree = libxml.parse(data)
        found = libxml.positions(data, tree.docinfo.encoding or "utf-8")
    except libxml.SyntaxFault as fault:
        return wellformed.diagnose(path, data, fault)
    document = Document(path, data, tree, found)
    if len(found) != len(document.elements):
        # expat and libxml2 read the file differently; libxml2's lines are coarse, but they belong to these elements
        document = Document(path, data, tree, [(element.sourceline or 1, 1) for element in document.elements])
    return document


def text(data: bytes, encoding: str = "utf-8") -> str:
    """The text of a file whose encoding may be wrong or unheard of: for showing, never for reading."""
    try:
        return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    except LookupError:
        return data.decode("utf-8", errors="replace").removeprefix("\ufeff")


def path(element: libxml.Element) -> str:
    """The path of an element from the root, a position only where it has like siblings: `/TEI/text/body/p[2]/add`."""
    return "/" + "/".join(reversed(list(_steps(element))))


def _steps(element: libxml.Element) -> Iterator[str]:
    node: libxml.Element | None = element
    while node is not None:
        parent = node.getparent()
        name = libxml.etree.QName(node).localname
        if parent is not None:
            like = list(parent.iterchildren(node.tag))
            if len(like) > 1:
                name += f"[{like.index(node) + 1}]"
        yield name
        node = parent
