# SPDX-License-Identifier: MIT
"""A source laid out anew: only white space that is nobody's text is moved, and every run proves that nothing else was.

The text is never written from a tree: references, CDATA sections, comments stay as they are typed. White space is moved between the tags
of elements in which the schema lets no text stand, and between attributes. What may hold text is left as it is, with all that is in it;
so is an element that its editor wrote on one line, and what is under `xml:space="preserve"`. Two elements with nothing between them
stay together: a note may so be said to belong to what it follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from edition import names
from edition.engines import libxml
from edition.engines.libxml import Element
from edition.relaxng.machine import Machine
from edition.relaxng.names import clark, is_finite
from edition.relaxng.patterns import Kind as Of
from edition.relaxng.patterns import inside
from edition.settings import Fmt
from edition.source import markup
from edition.source.lines import LINE_END
from edition.source.markup import Attribute, Kind, Tag, Token
from edition.source.writing import NotWritten, Source
from edition.speech import say

_SPACE: Final = " \t\r\n"
_FIRST: Final = ("xml:id", "n", "xml:lang", "type", "subtype")
"""Attributes that stand first in a tag, after its namespaces, where the order is `canonical`."""
_KEEP: Final = names.clark("xml:space")


def laid_out(data: bytes, machine: Machine, wishes: Fmt) -> bytes:
    """A document laid out, of its schema's `machine`. Raises `SyntaxFault` where it is no XML, `NotWritten` where it must stay as it is."""
    before = libxml.parse(data)
    source = Source.of(data, before.docinfo.encoding or "utf-8")
    structure = Structure(machine)
    written = _Layout(source, structure, wishes).written()
    made = source.bytes_of(written)
    if _signs(source.text) != _signs(written) or not _is_same(before, libxml.parse(made), structure):
        raise NotWritten(say("it would not have been the same document; this is a fault of the program"))
    return made


class Structure:
    """Which elements hold elements and no text, wherever a schema lets them stand."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._known: dict[str, bool] = {}

    def holds_no_text(self, name: str) -> bool:
        """Whether an element of this name (`{namespace}local`) holds only elements; not where the schema does not know it."""
        if name not in self._known:
            contents = [each.content for each in self._machine.definitions.get(name, ())]
            within = [part for each in contents for part in inside(each, Of.ELEMENT)]
            # what may hold anything may hold an element of a name that we know, with text in it
            is_told = bool(within) and all(part.names and is_finite(part.names) for part in within)
            texts = (inside(each, Of.TEXT, Of.DATA, Of.VALUE, Of.LIST) for each in contents)
            self._known[name] = is_told and not any(texts)
        return self._known[name]


@dataclass(slots=True)
class _Node:
    """An element of the source: its tags among the tokens, and whether text of its own stands in it."""

    tag: Tag
    name: str
    opens: int
    closes: int
    parent: _Node | None
    spaces: dict[str, str]
    is_kept: bool
    has_text: bool = False
    has_children: bool = False
    is_open: bool = False
    """Whether its children are laid out, each on lines of its own."""
    depth: int = 0


class _Layout:
    def __init__(self, source: Source, structure: Structure, wishes: Fmt) -> None:
        self.text, self.tokens, self.structure, self.wishes = source.text, source.markup.tokens, structure, wishes
        ends = Counter(LINE_END.findall(self.text))
        self.end = max(ends, key=lambda end: ends[end], default="\n")
        # a document type may give `xml:space` to elements that do not bear it
        declared = (token.text for token in self.tokens if token.kind is Kind.DOCTYPE)
        self.is_declared = any("xml:space" in each for each in declared)
        self.nodes = self._nodes()
        # where a program wrote all on one line, nobody meant anything by leaving no space between two elements
        within = self.tokens[min(self.nodes) : max(node.closes for node in self.nodes.values())]
        blanks = (token.text for token in within if token.kind is Kind.TEXT and not _is_text(token))
        self.is_run_on = not any(LINE_END.search(blank) for blank in blanks)

    def _nodes(self) -> dict[int, _Node]:
        """The elements by the number of their start tag."""
        found: dict[int, _Node] = {}
        around: _Node | None = None
        for number, token in enumerate(self.tokens):
            if isinstance(token, Tag) and not token.is_end:
                node = found[number] = self._node(number, token, around)
                if around is not None:
                    around.has_children = True
                if not token.is_empty:
                    around = node
            elif token.kind is Kind.END and around is not None:
                around.closes, around = number, around.parent
            elif around is not None and (token.kind is Kind.CDATA or (token.kind is Kind.TEXT and _is_text(token))):
                around.has_text = True
        for node in found.values():
            self._open(node)
        return found

    def _node(self, number: int, tag: Tag, around: _Node | None) -> _Node:
        given = {each.name.text: each.value.text for each in tag.attributes()}
        spaces = around.spaces if around else {}
        if own := {key[6:]: value for key, value in given.items() if key == "xmlns" or key.startswith("xmlns:")}:
            spaces = spaces | own
        prefix, _, local = tag.named.rpartition(":")
        is_kept = given.get("xml:space") == "preserve" or (around.is_kept if around else self.is_declared)
        return _Node(tag, clark(spaces.get(prefix, ""), local), number, number, around, spaces, is_kept)

    def _open(self, node: _Node) -> None:
        parent = node.parent
        node.depth = parent.depth + 1 if parent else 0
        if (parent and not parent.is_open) or node.is_kept or node.has_text or not node.has_children:
            return
        if self.structure.holds_no_text(node.name):
            start, end = self.tokens[node.opens].start, self.tokens[node.closes].end
            fits = end - start + node.depth * self.wishes.indent <= self.wishes.width
            node.is_open = not (fits and not LINE_END.search(self.text, start, end))

    # -- writing ----------------------------------------------------------------------------------------------------

    def written(self) -> str:
        made = "".join(self._pieces())
        return made if made.endswith(self.end) else made + self.end

    def _pieces(self) -> Iterator[str]:
        around: _Node | None = None
        number, gap = 0, 0
        while number < len(self.tokens):
            token = self.tokens[number]
            node = self.nodes.get(number)
            if around is None:
                yield self._tag(node) if node and node.is_open else self._in_place(token)
                around = node if node and node.is_open else None
            elif token.kind is Kind.TEXT:
                gap = len(LINE_END.findall(token.text))
                number += 1
                if self.tokens[number].kind is Kind.ASIDE and not gap:
                    yield token.text
                continue
            elif token.kind is Kind.END:
                yield self._line(around.depth) + token.text
                around = around.parent
            elif node is None:
                yield (self._blank(gap, number, around) + self._line(around.depth + 1) if gap else "") + token.text
            else:
                if self._is_apart(number, around):
                    yield self._blank(gap, number, around) + self._line(node.depth) + self._tag(node)
                else:
                    yield self._in_place(token)
                if node.is_open:
                    around = node
                else:
                    for inner in range(number + 1, node.closes + 1):
                        yield self._in_place(self.tokens[inner])
                    number = node.closes
            gap = 0
            number += 1

    def _is_apart(self, number: int, around: _Node) -> bool:
        """Whether an element may begin a line: not if it directly follows another, as a note follows what it is about."""
        return self.is_run_on or number == around.opens + 1 or self.tokens[number - 1].kind is Kind.TEXT

    def _line(self, depth: int) -> str:
        return self.end + " " * (self.wishes.indent * depth)

    def _blank(self, gap: int, number: int, around: _Node) -> str:
        """An empty line where the editor left one or more, but not at the beginning of an element."""
        return self.end if gap > 1 and number > around.opens + 2 else ""

    def _in_place(self, token: Token) -> str:
        """A token as it stands, but for the order and the quotation marks of its attributes."""
        if not isinstance(token, Tag) or token.is_end:
            return token.text
        pieces, at = [], token.start
        for written, new in zip(token.attributes(), self._attributes(token), strict=True):
            pieces += [self.text[at : written.name.start], new]
            at = written.value.end + 1
        return "".join([*pieces, self.text[at : token.end]])

    def _tag(self, node: _Node) -> str:
        """A tag at the beginning of a line: on one line if it fits, else broken between its attributes."""
        given = self._attributes(node.tag)
        opening, close = f"<{node.tag.named}", "/>" if node.tag.is_empty else ">"
        whole = " ".join([opening, *given]) + close
        if len(whole) + node.depth * self.wishes.indent <= self.wishes.width or not given:
            return whole
        made, column = opening, node.depth * self.wishes.indent + len(opening)
        indent = self.wishes.indent * (node.depth + 2)
        for number, each in enumerate(given):
            more = 1 + len(each) + (len(close) if number == len(given) - 1 else 0)
            if number and column + more > self.wishes.width:
                made, column = f"{made}{self._line(node.depth + 2)}{each}", indent + len(each)
            else:
                made, column = f"{made} {each}", column + 1 + len(each)
            if self.end in each:
                column = len(each) - each.rindex(self.end)
        return made + close

    def _attributes(self, tag: Tag) -> list[str]:
        """The attributes of a tag as they are to be written, namespaces first if they are put in order."""
        given = list(tag.attributes())
        if self.wishes.attribute_order == "canonical":
            given.sort(key=_rank)
        return [f"{each.name.text}={self._quoted(each)}" for each in given]

    def _quoted(self, attribute: Attribute) -> str:
        value, written = attribute.value.text, self.text[attribute.value.end]
        wanted = {"double": '"', "single": "'"}.get(self.wishes.quotes, written)
        mark = written if wanted in value else wanted
        return f"{mark}{value}{mark}"


def _is_text(token: Token) -> bool:
    return bool(token.text.strip(_SPACE))


def _rank(attribute: Attribute) -> tuple[int, int]:
    """Where an attribute stands in the canonical order; those not named in it stay in theirs."""
    name = attribute.name.text
    if name.startswith("xmlns"):
        return 0, 0
    return (1, _FIRST.index(name)) if name in _FIRST else (2, 0)


# -- the proof ----------------------------------------------------------------------------------------------------------


def _signs(text: str) -> list[object]:
    """All that is written but white space between tags and attributes, and the order of these: typed references and sections as such."""
    found: list[object] = []
    for token in markup.tokens(text):
        if isinstance(token, Tag) and not token.is_end:
            given = sorted((each.name.text, each.value.text) for each in token.attributes())
            found.append((token.kind, token.named, given))
        elif _is_text(token):
            found.append(token.text)
    return found


def _is_same(before: libxml.Tree, after: libxml.Tree, structure: Structure) -> bool:
    """Whether two trees are the same but for white space in elements that hold no text."""
    if before.docinfo.doctype != after.docinfo.doctype:
        return False
    ones, others = list(before.getroot().iter()), list(after.getroot().iter())
    return len(ones) == len(others) and all(
        one.tag == other.tag
        and dict(one.attrib) == dict(other.attrib)
        and one.nsmap == other.nsmap
        and _is_same_text(one.text, other.text, one, structure)
        and (one.getparent() is None or _is_same_text(one.tail, other.tail, one.getparent(), structure))
        for one, other in zip(ones, others, strict=True)
    )


def _is_same_text(one: str | None, other: str | None, around: Element, structure: Structure) -> bool:
    if (one or "") == (other or ""):
        return True
    blank = not (one or "").strip(_SPACE) and not (other or "").strip(_SPACE)
    return blank and isinstance(around.tag, str) and structure.holds_no_text(around.tag) and not _is_preserved(around)


def _is_preserved(element: Element) -> bool:
    return any(each.get(_KEEP) == "preserve" for each in (element, *element.iterancestors()))
