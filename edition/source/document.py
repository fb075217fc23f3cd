# SPDX-License-Identifier: MIT
"""One TEI file: its bytes, its tree, and the exact place of every element."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from edition import names
from edition.engines import libxml
from edition.findings import Finding, Place

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
        return self.tree.getroot()

    @functools.cached_property
    def _ordinals(self) -> dict[libxml.Element, int]:
        return {element: number for number, element in enumerate(self.root.iter("*"))}

    @functools.cached_property
    def ids(self) -> dict[str, libxml.Element]:
        """Each `xml:id` with the first element that bears it."""
        found: dict[str, libxml.Element] = {}
        for element in self.root.iter("*"):
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

    def place(self, element: libxml.Element) -> Place:
        """Where an element starts: line and column of its start tag, its path, its id."""
        line, column = self._positions[self._ordinals[element]]
        return Place(self.path, line, column, path(element), element.get(_ID) or "")

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its end; "" past the end."""
        lines = self._lines
        return lines[number - 1] if 0 < number <= len(lines) else ""

    @functools.cached_property
    def _lines(self) -> list[str]:
        encoding = self.tree.docinfo.encoding or "utf-8"
        return self.data.decode(encoding, errors="replace").splitlines()

    @functools.cached_property
    def stamped(self) -> str:
        """The document as text for the steps, each element with `ed:at="line:column"`, entities and comments kept as they are.

        A copy: what our stylesheets find they can say where it stands, however the steps have moved it.
        """
        root = libxml.etree.fromstring(libxml.etree.tostring(self.tree))
        at = names.clark("ed:at")
        for element, (line, column) in zip(root.iter("*"), self._positions, strict=True):
            element.set(at, f"{line}:{column}")
        return libxml.etree.tostring(root, encoding="unicode")


def read(path: Path) -> Document | Finding:
    """The document in a file, or the finding `XML001` at the place where it stops being XML. Raises `OSError`."""
    data = path.read_bytes()
    try:
        tree = libxml.parse(data)
        return Document(path, data, tree, libxml.positions(data))
    except libxml.SyntaxFault as fault:
        return Finding(
            "XML001",
            Place(path, fault.line, fault.column),
            f"the file is not well-formed XML: {fault.message}",
            "close each tag in the order it was opened, and write & as &amp; and < as &lt; in text",
        )


def path(element: libxml.Element) -> str:
    """The path of an element from the root, a position only where it has like siblings: `/TEI/text/body/p[2]/add`."""
    return "/" + "/".join(reversed(list(_steps(element))))


def _steps(element: libxml.Element) -> Iterator[str]:
    node: libxml.Element | None = element
    while node is not None:
        parent = node.getparent()
        name = libxml.etree.QName(node).localname
        if parent is not None:
            like = [sibling for sibling in parent.iterchildren(node.tag)]
            if len(like) > 1:
                name += f"[{like.index(node) + 1}]"
        yield name
        node = parent
