# SPDX-License-Identifier: MIT
"""lxml, with the settings that make it safe and exact: no network, no DTD, no entity from outside, ids left to us."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias
from xml.parsers import expat

# lxml takes rnc2rng with it wherever that is installed: its tables, made anew by each process, are dearer than all of lxml,
# and are for a syntax that lxml is never asked to read here
_known = sys.modules.get("rnc2rng")
sys.modules["rnc2rng"] = None  # type: ignore[assignment]
from lxml import etree  # noqa: E402

if _known is None:
    del sys.modules["rnc2rng"]
else:
    sys.modules["rnc2rng"] = _known

Tree: TypeAlias = etree._ElementTree
Element: TypeAlias = etree._Element
Position: TypeAlias = tuple[int, int]

__all__ = [
    "Element",
    "Most",
    "Position",
    "SyntaxFault",
    "TooMuch",
    "Tree",
    "character_positions",
    "etree",
    "instruction_positions",
    "instructions",
    "parse",
    "parse_trusted",
    "positions",
    "text_position",
]


class SyntaxFault(Exception):
    """The bytes are not well-formed XML: what libxml2 or expat said (and libxml2's name for it), the line and column (from 1)."""

    def __init__(self, message: str, line: int, column: int, kind: str = "") -> None:
        super().__init__(message)
        self.message, self.line, self.column, self.kind = message, line, column, kind


class TooMuch(Exception):
    """A document is more than it may be: of what (`elements`, `depth`, `attributes`), and the line and column where it becomes so."""

    def __init__(self, what: str, line: int, column: int) -> None:
        super().__init__(what)
        self.what, self.line, self.column = what, line, column


class Most(NamedTuple):
    """How many elements a document may have, how many in one another, and how many attributes on one."""

    elements: int
    depth: int
    attributes: int


class _Nothing(etree.Resolver):  # type: ignore[misc] # lxml has no types
    """Every address outside the file leads to nothing: a DTD is neither fetched nor read, on the net or beside the document.

    With `collect_ids=False` lxml lets libxml2 load DTDs and parameter entities whatever else it is told; and what `resolve_empty` gives
    libxml2 takes for no answer, and reads the file. An empty text is an answer.
    """

    def resolve(self, system_url: str | None, public_id: str | None, context: object) -> object:
        return self.resolve_string("", context)


def parse(data: bytes) -> Tree:
    """The tree of an untrusted document. Raises `SyntaxFault`.

    Ids are not collected: libxml2 would refuse a duplicate `xml:id` as if it were broken markup, and we report it ourselves.
    A namespace that is no URI (with a space in it) is well-formed, though libxml2 refuses it unless told to go on.
    """
    try:
        return _parse(data, recover=False)
    except SyntaxFault as fault:
        if fault.kind != "WAR_NS_URI":
            raise
        return _parse(data, recover=True)


def _parse(data: bytes, *, recover: bool) -> Tree:
    parser = etree.XMLParser(
        collect_ids=False,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,
        remove_pis=False,
        recover=recover,
    )
    parser.resolvers.add(_Nothing())
    try:
        tree = etree.ElementTree(etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise SyntaxFault(str(error.msg), max(line or 1, 1), max(column or 1, 1), _kind(parser, error)) from None
    for entry in parser.error_log if recover else ():
        if entry.type_name not in _HARMLESS:
            raise SyntaxFault(entry.message, max(entry.line, 1), max(entry.column, 1), entry.type_name)
    return tree


_HARMLESS = ("WAR_NS_URI", "WAR_NS_URI_RELATIVE", "WAR_UNDECLARED_ENTITY")


def _kind(parser: etree.XMLParser, error: etree.XMLSyntaxError) -> str:
    """libxml2's own name for what it met, as `ERR_TAG_NAME_MISMATCH`."""
    met = next((entry for entry in parser.error_log if entry.type == error.code), None)
    return str(met.type_name) if met is not None else ""


def parse_trusted(path: Path) -> Tree:
    """The tree of one of our own files (an ODD, a schema); a fault in it is a bug and raises as lxml does."""
    return etree.parse(str(path), etree.XMLParser(collect_ids=False, no_network=True, huge_tree=True))


def positions(data: bytes, encoding: str = "utf-8", most: Most | None = None) -> list[Position]:
    """Line and column (from 1) of every start tag in document order. Raises `SyntaxFault`, and `TooMuch` for more than `most`.

    libxml2 knows no columns, and gives the line where a start tag ends; expat gives both, exactly, in one pass.
    `encoding` is the one libxml2 recognised: expat knows fewer.
    """
    found: list[Position] = []
    parser = expat.ParserCreate()

    mark = _byte_order_mark(data)

    depth = 0

    def start(_name: str, attributes: Sequence[str]) -> None:
        nonlocal depth
        line = parser.CurrentLineNumber
        found.append((line, parser.CurrentColumnNumber + 1 - (mark if line == 1 else 0)))
        depth += 1
        if most is not None and (
            len(attributes) > 2 * most.attributes or depth > most.depth or len(found) > most.elements
        ):
            what = "elements" if len(found) > most.elements else "depth" if depth > most.depth else "attributes"
            raise TooMuch(what, *found[-1])

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def begin(parser: expat.XMLParserType) -> None:
        parser.ordered_attributes = True
        parser.StartElementHandler, parser.EndElementHandler = start, end

    begin(parser)
    _run(parser, data)
    if found:
        return found
    # no root was met, so expat stopped at the declaration of an encoding that it does not know
    parser = expat.ParserCreate()
    begin(parser)
    _run(parser, data.decode(encoding, errors="replace"))
    return found


def instructions(root: Element, target: str) -> list[Element]:
    """The processing instructions with this target in a tree and around its root, in document order."""
    before = list(root.itersiblings(etree.ProcessingInstruction, preceding=True))
    after = root.itersiblings(etree.ProcessingInstruction)
    found = (*reversed(before), *root.iter(etree.ProcessingInstruction), *after)
    return [node for node in found if node.target == target]


def instruction_positions(data: bytes, target: str) -> list[Position]:
    """Line and column (from 1) of every processing instruction with this target in document order."""
    found: list[Position] = []
    parser = expat.ParserCreate()
    mark = _byte_order_mark(data)

    def met(name: str, _text: str) -> None:
        if name == target:
            line = parser.CurrentLineNumber
            found.append((line, parser.CurrentColumnNumber + 1 - (mark if line == 1 else 0)))

    parser.ProcessingInstructionHandler = met
    with contextlib.suppress(SyntaxFault):
        _run(parser, data)
    return found


def text_position(data: bytes, element: int, before: int) -> Position | None:
    """Where the text of an element starts that stands before its child number `before` (both count from 0), white space apart.

    `element` is the element's number in document order.
    """
    found: list[Position] = []

    def met(run: tuple[int, int], chunk: str, line: int, column: int) -> None:
        stripped = chunk.lstrip()
        if stripped and not found and run == (element, before):
            found.append((line, column + len(chunk) - len(stripped)))

    with contextlib.suppress(SyntaxFault):
        _read_text(data, met)
        return found[0] if found else None
    return None


def character_positions(
    data: bytes, wanted: Mapping[tuple[int, int], Collection[int]]
) -> dict[tuple[int, int, int], Position]:
    """Where characters of a text stand: for the text in an element before a child (as in `text_position`) the offsets that are asked for.

    A text runs on across comments and instructions. What cannot be found is left out.
    """
    found: dict[tuple[int, int, int], Position] = {}
    read: dict[tuple[int, int], int] = {}

    def met(run: tuple[int, int], chunk: str, line: int, column: int) -> None:
        if run in wanted:
            start = read.get(run, 0)
            read[run] = start + len(chunk)
            for offset in wanted[run]:
                if start <= offset < start + len(chunk):
                    found[*run, offset] = (line, column + offset - start)

    with contextlib.suppress(SyntaxFault):
        _read_text(data, met)
    return found


def _read_text(data: bytes, met: Callable[[tuple[int, int], str, int, int], None]) -> None:
    """Tell of each stretch of text: its element and the child it stands before, the stretch, its line and column. Raises `SyntaxFault`."""
    parser = expat.ParserCreate()
    mark = _byte_order_mark(data)
    open_elements: list[list[int]] = []
    count = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal count
        if open_elements:
            open_elements[-1][1] += 1
        open_elements.append([count, 0])
        count += 1

    def end(_name: str) -> None:
        open_elements.pop()

    def text(chunk: str) -> None:
        if open_elements:
            line = parser.CurrentLineNumber
            element, before = open_elements[-1]
            met((element, before), chunk, line, parser.CurrentColumnNumber + 1 - (mark if line == 1 else 0))

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    _run(parser, data)


def _byte_order_mark(data: bytes) -> int:
    """1 where the file opens with the mark, which expat counts as a column and no editor sees."""
    return int(data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")))


def _run(parser: expat.XMLParserType, data: bytes | str) -> None:
    if (b"<!ENTITY" if isinstance(data, bytes) else "<!ENTITY") in data:  # type: ignore[operator]
        # with a default handler expat leaves entities unread, as libxml2 does for us: the two must count the same elements
        parser.DefaultHandler = lambda _unread: None
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if isinstance(data, bytes) and expat.ErrorString(error.code) == expat.errors.XML_ERROR_UNKNOWN_ENCODING:
            return
        raise SyntaxFault(expat.ErrorString(error.code), error.lineno, error.offset + 1) from None
    except ValueError:
        # "multi-byte encodings are not supported"
        return
