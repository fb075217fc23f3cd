# SPDX-License-Identifier: MIT
"""What a Schematron schema has to say of a document: our own transpiler makes it XSLT, Saxon runs that where nothing can be read.

An assertion whose `@id` begins with a code of the register is that rule; any other is `SCH001`, its id in the hint.
In a message, what follows `Hint:` is the hint; so is a diagnostic, and a property with its name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from edition import rules
from edition.engines import libxml, saxon
from edition.engines.libxml import Element
from edition.engines.saxon import Named
from edition.errors import SchemaUnusable
from edition.findings import Finding, Place, Severity
from edition.source import document as source
from edition.source.document import Character, Document
from edition.speech import Said, joined, say, say_of
from edition.validate import rulebook, transpiler
from edition.validate.rulebook import Asked, Markup, Rulebook
from edition.validate.rulefiles import RuleFault
from edition.validate.transpiler import Programme

_CODE: Final = re.compile(r"[A-Z]{2,4}\d{3}")
_WEIGHTS: Final = {
    **dict.fromkeys(("fatal", "error"), Severity.ERROR),
    **dict.fromkeys(("warning", "warn", "nonfatal"), Severity.WARNING),
    **dict.fromkeys(("information", "info", "informational", "hint", "debug"), Severity.INFO),
}
"""What an assertion weighs by its `@severity`, `@role` or `@flag`; whatever else these say, it is an error."""


def check(document: Document, schema: Path, phase: str = "#DEFAULT") -> Iterator[Finding]:
    """Every finding of a document by a schema, in no order. Raises `SchemaUnusable`."""
    try:
        book = _book(schema)
        yield from _Run(document, book).findings(transpiler.settled(book, phase))
    except RuleFault as fault:
        raise SchemaUnusable(*fault.args) from fault


_books: dict[Path, tuple[tuple[int, ...], Rulebook]] = {}


def _book(schema: Path) -> Rulebook:
    """The rules in a file, read again when it has changed, or a file that it includes."""
    if (kept := _books.get(schema)) and kept[0] == _stamps(kept[1].files):
        return kept[1]
    book = rulebook.read(schema)
    _books[schema] = (_stamps(book.files), book)
    return book


def _stamps(files: tuple[Path, ...]) -> tuple[int, ...]:
    return tuple(file.stat().st_mtime_ns if file.exists() else 0 for file in files)


def files(schema: Path, phase: str = "#DEFAULT") -> tuple[Path, ...] | None:
    """The files that the rules in a file are made of; None where they may be about other documents, too. Raises `SchemaUnusable`."""
    try:
        book = _book(schema)
        settled = transpiler.settled(book, phase)
        if settled == "#ANY" or _programme(book, settled).addresses is not None:
            return None
    except RuleFault as fault:
        raise SchemaUnusable(*fault.args) from fault
    return book.files


@functools.lru_cache(maxsize=32)
def _programme(book: Rulebook, phase: str) -> Programme:
    return transpiler.chooser(book) if phase == "#ANY" else transpiler.transpile(book, phase)


@dataclass(frozen=True, slots=True)
class _Run:
    """The rules of a book, run on a document."""

    document: Document
    book: Rulebook

    def findings(self, phase: str) -> Iterator[Finding]:
        """All that a phase has to say. Raises `RuleFault`."""
        try:
            if phase == "#ANY":
                phase = self._result(_programme(self.book, phase))[0].text or ""
            programme = _programme(self.book, phase)
            others: dict[str, list[Document]] = {}
            if programme.addresses is not None:
                yield from self._open(self._result(programme.addresses)[0], others)
            result, unmatched = self._result(programme, others)
        except saxon.TransformFault as fault:
            said = " ".join(str(fault).split())
            yield Finding(
                "SCH002",
                Place(self.document.path),
                say("the rules of {schema} could not be run on this file: {said}", schema=self.book.name, said=said),
                say("this is a fault of the rules, not of the text"),
            )
            return
        yield from _Reading(self.document, self.book, programme).findings(result)
        yield from self._unmatched(unmatched)
        for node in result.iterchildren("document"):
            other = others[node.get("pattern") or ""][int(node.get("number") or 1) - 1]
            yield from _Reading(other, self.book, programme).findings(node)

    def _result(
        self, programme: Programme, others: Mapping[str, list[Document]] | None = None
    ) -> tuple[Element, dict[Place | None, str]]:
        """What a stylesheet gave, and the contexts that could not be computed: where in the schema, and why at first."""
        handed = {
            transpiler.parameter(pattern): [_named(each) for each in about] for pattern, about in (others or {}).items()
        }
        try:
            answer = saxon.run_sealed(programme.stylesheet, _named(self.document), handed)
        except saxon.StylesheetFault as fault:
            place = programme.place(fault.line) or Place(Path(self.book.name), 1, 1)
            raise RuleFault(_complaint(fault.said), place) from fault
        unmatched = {programme.place(line): said for line, said in reversed(answer.unmatched)}
        return libxml.parse(answer.text.encode()).getroot(), unmatched

    def _unmatched(self, unmatched: Mapping[Place | None, str]) -> Iterator[Finding]:
        for place, said in unmatched.items():
            yield Finding(
                "SCH002",
                self.document.place(self.document.root),
                say("the context of a rule could not be computed everywhere: {complaint}", complaint=_complaint(said)),
                say("this is a fault of the rule at {place}, not of the text", place=place or self.book.name),
            )

    def _open(self, addresses: Element, others: dict[str, list[Document]]) -> Iterator[Finding]:
        """The documents that patterns are about: those beside this one, or below its folder. What cannot be read is told."""
        folder = self.document.path.resolve().parent
        for node in addresses.iterchildren("address"):
            address = (node.text or "").strip()
            path = self.document.path.parent / unquote(address)
            place = self.document.place(self.document.root)
            if ":" in address or not path.resolve().is_relative_to(folder) or not path.is_file():
                said = say(
                    "the rules of {schema} are also about “{address}”, which is not beside this file",
                    schema=self.book.name,
                    address=address,
                )
                yield Finding("SCH002", place, said, say("put the file there, or mend the rules; nothing is fetched"))
                continue
            read = source.read(path)
            if isinstance(read, Finding):
                yield read
            else:
                others.setdefault(node.get("pattern") or "", []).append(read)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the result of a programme: where each finding stands in a document, and how it is said."""

    document: Document
    book: Rulebook
    programme: Programme

    def findings(self, result: Element) -> Iterator[Finding]:
        """The findings among the children of an element, and what could not be computed."""
        said = list(result.iterchildren("finding"))
        texts = {node: self._character(node) for node in said if node.get("before") is not None}
        places = self.document.character_places(set(texts.values()))
        for node in said:
            yield self._finding(node, places[texts[node]] if node in texts else self._place(node))
        yield from self._faults(result)

    def _element(self, node: Element) -> Element:
        return self.document.elements[int(node.get("number") or 0)]

    def _place(self, node: Element) -> Place:
        return self.document.place(self._element(node), node.get("attribute") or "")

    def _character(self, node: Element) -> Character:
        return self._element(node), int(node.get("before") or 0), int(node.get("offset") or 0)

    def _finding(self, node: Element, place: Place) -> Finding:
        assertion = self.programme.assertions[int(node.get("n") or 0)]
        message, hint = spoken(assertion.parts, _words(node.find("text")))
        hints = [hint, *(_phrase(_words(each)) for each in node.iterchildren("diagnostic"))]
        hints += [f"{each.get('id')}: {' '.join(_words(each).split())}" for each in node.iterchildren("property")]
        code = found[0] if (found := _CODE.match(assertion.id)) and _is_registered(found[0]) else "SCH001"
        if code == "SCH001":
            hints.append(say("the rule is “{id}”", id=assertion.id) if assertion.id else "")
            hints.append(say("see {address}", address=assertion.see) if assertion.see else "")
        words = (node.get("severity") if each.startswith("$") else each for each in assertion.weights)
        weighed = (_WEIGHTS[word.lower()] for word in words if word and word.lower() in _WEIGHTS)
        default = Severity.ERROR if assertion.weights or code == "SCH001" else rules.rule(code).severity
        hint = joined((each for each in hints if each), "; ")
        return Finding(code, place, message, hint, next(weighed, default))

    def _faults(self, result: Element) -> Iterator[Finding]:
        """What could not be computed, each rule once, at the first place."""
        met: dict[Place | None, list[Element]] = {}
        for node in result.iterchildren("fault"):
            met.setdefault(self.programme.place(int(node.get("line") or 0)), []).append(node)
        for place, nodes in met.items():
            complaint, others = _complaint(nodes[0].text or ""), len(nodes) - 1
            said = say("a rule could not be computed here: {complaint}", complaint=complaint)
            if others:
                said = say_of(
                    others,
                    "a rule could not be computed here, nor at one other place: {complaint}",
                    "a rule could not be computed here, nor at {n} other places: {complaint}",
                    complaint=complaint,
                )
            at = place or self.book.name
            hint = say("this is a fault of the rule at {place}, not of the text", place=at)
            yield Finding("SCH002", self._place(nodes[0]), said, hint)


_OF_SAXON: Final = re.compile(
    r"\. Found while .*| on line \d+.*|Q\{http://www\.w3\.org/2005/xpath-functions\}|\. External function calls have been disabled"
)


def _complaint(text: str) -> str:
    """What Saxon says went wrong, without where in the stylesheet, which nobody wrote."""
    return _OF_SAXON.sub("", " ".join(text.split()))


def _named(document: Document) -> Named:
    return document.path.name, document.plain


def _words(node: Element | None) -> str:
    return "" if node is None else "".join(node.itertext())


def spoken(parts: Sequence[str | Asked | Markup], text: str) -> tuple[str, str]:
    """What an assertion has said, and its hint: as sentences that know the words of the rule from what was put into them.

    So the rules of this program can be translated as all that it says. Whose words are in no catalogue is heard as he speaks.
    """
    written = "".join(part if isinstance(part, str) else _PLACE for part in parts)
    heard = zip(_halves(written), _halves(text), strict=True)
    message, hint = (_filled(template, said) for template, said in heard)
    return message, hint


_PLACE: Final = "\0"
"""Where a rule puts something into its words, for XML can hold no such sign."""


def _halves(text: str) -> tuple[str, str]:
    message, _, hint = text.partition("Hint:")
    return " ".join(message.split()), " ".join(hint.split())


def _filled(template: str, text: str) -> str:
    found = _between(template.split(_PLACE), text)
    if found is None:
        return _phrase(text)
    values = {f"value{number}": value for number, value in enumerate(found, 1)}
    places = iter([*(f"{{{name}}}" for name in values), ""])
    return Said(
        "".join(word.replace("{", "{{").replace("}", "}}") + next(places) for word in _phrase(template).split(_PLACE)),
        values,
    )


def _between(pieces: Sequence[str], text: str) -> list[str] | None:
    """What stands in a text between pieces of it, each as early as can be; None where they are not all of the rest."""
    first, *inner = pieces
    if not inner:
        return [] if text == first else None
    last = inner.pop()
    at, end = len(first), len(text) - len(last)
    if at > end or not (text.startswith(first) and text.endswith(last)):
        return None
    found = []
    for piece in inner:
        begins = text.find(piece, at, end)
        if begins < 0:
            return None
        found.append(text[at:begins])
        at = begins + len(piece)
    return [*found, text[at:end]]


def _phrase(text: str) -> str:
    """A message in the form of our own: on one line, and a single sentence without its capital article and its period."""
    text = " ".join(text.split())
    if text.endswith(".") and not re.search(r"[.!?] ", text):
        text = text[:-1]
    return re.sub(r"^(The|A|An|It) ", lambda found: found[0].lower(), text)


@functools.cache
def _is_registered(code: str) -> bool:
    try:
        rules.rule(code)
    except KeyError:
        return False
    return True
