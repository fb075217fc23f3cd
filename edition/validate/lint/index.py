# SPDX-License-Identifier: MIT
"""What the linter's rules read: a document gone through once, and what it points to."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from edition import names
from edition.engines import libxml
from edition.engines.libxml import Element
from edition.source.document import Document
from edition.validate import vocabulary

TEI: Final = f"{{{names.TEI}}}"
ID: Final = names.clark("xml:id")
LANG: Final = names.clark("xml:lang")

_NO_PROSE: Final = vocabulary.words("code formula eg idno gi att val ident notatedMusic tag sic mentioned")
"""Elements whose content is no writing of any language, or is known to be wrong or is spoken about, not used."""


_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text without a tag in it: its element, before which child of that it stands, the language that holds there."""

    element: Element
    before: int
    words: str
    language: str = ""
    in_header: bool = False
    is_prose: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule finds: in which element, and there at an attribute (as written) or at a character of a text."""

    element: Element
    message: str
    hint: str
    attribute: str = ""
    text: Text | None = None
    offset: int = 0
    related: tuple[Element, ...] = ()
    unmentioned: str = ""
    """A name; there is a fault only where no document of the run mentions it."""
    registered: bool = False
    """Whether that is of a register's entry; there is a fault only where the run has a text that mentions another of the file."""

    @classmethod
    def at(cls, text: Text, offset: int, message: str, hint: str) -> Fault:
        """A fault at a character of a text."""
        return cls(text.element, message, hint, text=text, offset=offset)


@dataclass(frozen=True, slots=True)
class Mentions:
    """What stands after the `#`, or after the prefix, of any pointer; and what of that stands outside registers.

    An entry that names another does not yet mention it.
    """

    all: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()

    @classmethod
    def of(cls, document: Document) -> Mentions:
        """What is mentioned in a document."""
        has_registers = next(document.root.iter(*_REGISTERS), None) is not None
        everywhere, outside = set[str](), set[str]()
        for element in document.elements:
            for value in element.attrib.values():
                if "#" in value or ":" in value:
                    names = list(named(value))
                    everywhere.update(names)
                    if not (has_registers and any(up.tag in _REGISTERS for up in element.iterancestors())):
                        outside.update(names)
        return cls(frozenset(everywhere), frozenset(outside))

    @classmethod
    def together(cls, many: Iterable[Mentions]) -> Mentions:
        """What is mentioned in several documents."""
        everywhere, outside = set[str](), set[str]()
        for each in many:
            everywhere |= each.all
            outside |= each.outside
        return cls(frozenset(everywhere), frozenset(outside))


_REGISTERS: Final = frozenset(f"{TEI}{name}" for name in ("listPerson", "listPlace", "listOrg", "listRelation"))


def named(value: str) -> Iterator[str]:
    """What the pointers in a value name after their `#`, or after their prefix."""
    for pointer in value.split():
        yield pointer.rpartition("#")[2] if "#" in pointer else pointer.rpartition(":")[2]


@dataclass(frozen=True, eq=False)
class Index:
    """A document as the rules read it: its elements by name, its texts in order."""

    document: Document
    named: dict[str, list[Element]] = field(default_factory=dict)
    """TEI's elements by their local names, in document order; those in examples, in another namespace, are not TEI's."""
    texts: list[Text] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document) -> Index:
        """The index of a document: one pass."""
        index = cls(document)
        index._go_through(document.root)
        return index

    def elements(self, *wanted: str) -> Iterator[Element]:
        """The elements with any of these names, name by name."""
        for name in wanted:
            yield from self.named.get(name, ())

    @functools.cached_property
    def right_to_left(self) -> bool:
        """Whether any of the text runs from right to left."""
        return any(_RIGHT_TO_LEFT.search(text.words) for text in self.texts if not text.words.isascii())

    @functools.cached_property
    def _text_of(self) -> dict[tuple[Element, int], Text]:
        return {(text.element, text.before): text for text in self.texts}

    def text_before(self, element: Element) -> Text | None:
        """The text directly before the start tag of an element."""
        parent = element.getparent()
        if parent is None:
            return None
        return self._text_of.get((parent, sum(1 for _ in element.itersiblings("*", preceding=True))))

    def last_text(self, element: Element) -> Text | None:
        """The text directly before the end tag of an element."""
        return self._text_of.get((element, sum(1 for _ in element.iterchildren("*"))))

    def _go_through(self, root: Element) -> None:
        waiting: list[tuple[Element, str, bool, bool]] = [(root, "", False, True)]
        while waiting:
            element, language, in_header, is_prose = waiting.pop()
            if not element.tag.startswith(TEI):
                continue
            name = element.tag.removeprefix(TEI)
            self.named.setdefault(name, []).append(element)
            language = element.get(LANG, language)
            in_header = in_header or name == "teiHeader"
            is_prose = is_prose and name not in _NO_PROSE
            inner = []
            before, words = 0, element.text or ""
            for child in element:
                if isinstance(child.tag, str):
                    if words:
                        self.texts.append(Text(element, before, words, language, in_header, is_prose))
                    inner.append((child, language, in_header, is_prose))
                    before, words = before + 1, child.tail or ""
                else:
                    words += child.tail or ""
            if words:
                self.texts.append(Text(element, before, words, language, in_header, is_prose))
            waiting += reversed(inner)


def local(element: Element) -> str:
    """The local name of an element."""
    return str(libxml.etree.QName(element).localname)


def content(element: Element) -> str:
    """All the text in an element, white space collapsed."""
    return " ".join("".join(element.itertext("*")).split())


def pointed(element: Element, attribute: str) -> list[str]:
    """What the pointers of an attribute name after their `#`, or after their prefix."""
    return list(named(element.get(attribute) or ""))
