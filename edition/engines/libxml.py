# SPDX-License-Identifier: MIT
"""lxml, with the settings that make it safe and exact: no network, no DTD, no entity from outside, ids left to us."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias
from xml.parsers import expat

from lxml import etree

Tree: TypeAlias = etree._ElementTree
Element: TypeAlias = etree._Element
Position: TypeAlias = tuple[int, int]

__all__ = ["Element", "Position", "SyntaxFault", "Tree", "etree", "parse", "parse_trusted", "positions"]


class SyntaxFault(Exception):
    """The bytes are not well-formed XML: what libxml2 or expat said, and the line and column (from 1)."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


def parse(data: bytes) -> Tree:
    """The tree of an untrusted document. Raises `SyntaxFault`.

    Ids are not collected: libxml2 would refuse a duplicate `xml:id` as if it were broken markup, and we report it ourselves.
    """
    parser = etree.XMLParser(
        collect_ids=False, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True, remove_pis=False
    )
    try:
        return etree.ElementTree(etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise SyntaxFault(str(error.msg), max(line or 1, 1), max(column or 1, 1)) from None


def parse_trusted(path: Path) -> Tree:
    """The tree of one of our own files (an ODD, a schema); a fault in it is a bug and raises as lxml does."""
    return etree.parse(str(path), etree.XMLParser(collect_ids=False, no_network=True, huge_tree=True))


def positions(data: bytes) -> list[Position]:
    """Line and column (from 1) of every start tag in document order. Raises `SyntaxFault`.

    libxml2 knows no columns, and gives the line where a start tag ends; expat gives both, exactly, in one pass.
    """
    found: list[Position] = []
    parser = expat.ParserCreate()

    def start(_name: str, _attributes: object) -> None:
        found.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = start
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise SyntaxFault(expat.ErrorString(error.code), error.lineno, error.offset + 1) from None
    return found
