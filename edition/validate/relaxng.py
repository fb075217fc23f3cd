# SPDX-License-Identifier: MIT
"""Is a document valid by the RELAX NG schema, and if not, what is wrong, said so that an editor can mend it.

libxml2 gives the verdict. Where it says no, the document is walked against the grammar with recovery after each fault:
one mistake makes one finding, at its own tag or attribute, and none hides another.
Where the walk finds nothing, libxml2's line is reported all the same.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import libxml, relaxng
from edition.engines.libxml import Element
from edition.findings import Finding, Place
from edition.source.document import Document
from edition.validate import grammar
from edition.validate.grammar import Grammar, Kind, Name, Pattern
from edition.validate.vocabulary import Vocabulary, nearest, some
from edition.validate.vocabulary import element as tag

_LOOK_AHEAD: Final = 3
"""How many missing elements in a row are guessed at before an element counts as misplaced."""


def check(document: Document, schema: Path, vocabulary: Vocabulary | None = None) -> list[Finding]:
    """Every finding `RNG…` of a document by a schema; none where it is valid."""
    faults = relaxng.faults(schema, document.tree)
    if not faults:
        return []
    try:
        found = list(_Walk(document, grammar.read(schema, schema.stat().st_mtime_ns), vocabulary).findings())
    except grammar.GrammarFault:
        found = []
    return found or _as_libxml2_says(document, faults)


def _as_libxml2_says(document: Document, faults: list[relaxng.Fault]) -> list[Finding]:
    lines = dict.fromkeys(fault.line for fault in faults)
    found: list[Finding] = []
    for line in lines:
        said = next(fault.message for fault in faults if fault.line == line)
        at = next((element for element in document.elements if (element.sourceline or 0) >= line), document.root)
        place = document.place(at)
        name = re.search(r"(?:element|attribute) (\S+)", said)
        about = f": look at `{name[1]}`" if name else ""
        found.append(
            Finding(
                "RNG009",
                place,
                f"the schema does not allow what stands here{about}",
                "compare it with a sound document",
            )
        )
    return found


class _Walk:
    """One walk over a document. Elements are taken from a stack: a document may be nested deeper than Python calls."""

    def __init__(self, document: Document, schema: Grammar, vocabulary: Vocabulary | None) -> None:
        self.document, self.grammar, self.vocabulary = document, schema, vocabulary
        self.known = list(dict.fromkeys(name.local for name in schema.definitions))
        self._defined: dict[tuple[Pattern, Name], tuple[Pattern, ...]] = {}

    def findings(self) -> Iterator[Finding]:
        root = self.document.root
        name = _name(root)
        if self.grammar.after(self.grammar.start, name) is self.grammar.not_allowed:
            yield self._wrong_root(root, name)
            if name not in self.grammar.definitions:
                return
        waiting = deque([(root, self._patterns(self.grammar.start, name))])
        while waiting:
            element, patterns = waiting.popleft()
            if patterns:
                content = self.grammar.choice(map(self.grammar.content, patterns))
                open_content, found = self._attributes(element, content)
                yield from found
                yield from self._content(element, open_content)
                inner = content
            else:
                inner = self.grammar.not_allowed
            waiting.extend((child, self._patterns(inner, _name(child))) for child in element.iterchildren("*"))

    def _patterns(self, content: Pattern, name: Name) -> tuple[Pattern, ...]:
        """How an element of this name is defined in some content, else anywhere."""
        if (content, name) not in self._defined:
            here = [part for part in grammar.inside(content, Kind.ELEMENT) if part.names and part.names.contain(name)]
            self._defined[content, name] = tuple(dict.fromkeys(here or self.grammar.definitions.get(name, [])))
        return self._defined[content, name]

    def _wrong_root(self, root: Element, name: Name) -> Finding:
        allowed = [each.local for part in grammar.next_elements(self.grammar.start) for each in _listed(part)]
        place = self.document.place(root)
        if name.local in self.known and name.namespace != names.TEI:
            where = f"in the namespace “{name.namespace}”" if name.namespace else "in no namespace"
            return Finding(
                "RNG001",
                place,
                f"{tag(name.local)} and what it holds are {where}, so nothing of it is TEI",
                f'write `<{name.local} xmlns="{names.TEI}">`',
            )
        return Finding(
            "RNG002",
            place,
            f"{tag(name.local)} cannot be the root of a file; allowed here: {some([tag(each) for each in allowed])}",
            "a document begins with `<TEI>`, and everything stands in it",
        )

    # -- attributes -------------------------------------------------------------------------------------------------

    def _attributes(self, element: Element, content: Pattern) -> tuple[Pattern, list[Finding]]:
        found: list[Finding] = []
        rest = content
        own = tag(_name(element).local)
        for key, value in element.attrib.items():
            qname = libxml.etree.QName(key)
            name, written = Name(qname.namespace or "", qname.localname), _written(element, key)
            left = self.grammar.with_attribute(rest, name, value)
            if left is not self.grammar.not_allowed:
                rest = left
                continue
            defined = [
                part for part in grammar.inside(content, Kind.ATTRIBUTE) if part.names and part.names.contain(name)
            ]
            place = self.document.place(element, written)
            if not defined:
                found.append(self._unknown_attribute(place, element, written, content))
                continue
            forced = self.grammar.with_attribute(rest, name, None)
            if not any(self.grammar.has(part.parts[0], value) for part in defined):
                found.append(self._wrong_value(place, element, written, value, defined))
            elif forced is self.grammar.not_allowed:
                others = ", ".join(f"`@{_written(element, other)}`" for other in element.attrib if other != key)
                found.append(
                    Finding(
                        "RNG004",
                        place,
                        f"`@{written}` cannot stand together with {others} on {own}",
                        "keep one of them",
                    )
                )
            if forced is not self.grammar.not_allowed:
                rest = forced
        closed = self.grammar.without_attributes(rest)
        if closed is self.grammar.not_allowed:
            found.append(self._missing_attribute(element, rest))
            closed = self.grammar.without_attributes(rest, forgiving=True)
        return closed, found

    def _unknown_attribute(self, place: Place, element: Element, written: str, content: Pattern) -> Finding:
        own = tag(_name(element).local)
        known = [
            _prefixed(name)
            for part in grammar.inside(content, Kind.ATTRIBUTE)
            for name in _listed(part)
            if _prefixed(name) not in _given(element)
        ]
        meant = nearest(written, known) or (f"xml:{written}" if f"xml:{written}" in known else "")
        allowed = some([f"`@{name}`" for name in known], written) or "none"
        return Finding(
            "RNG004",
            place,
            f"`@{written}` is no attribute of {own}" + (f"; did you mean `@{meant}`?" if meant else ""),
            f"allowed here: {allowed}",
        )

    def _wrong_value(self, place: Place, element: Element, written: str, value: str, defined: list[Pattern]) -> Finding:
        inner = [part.parts[0] for part in defined]
        literal = [str(part.data[1]) for each in inner for part in grammar.inside(each, Kind.VALUE)]
        kinds = [_kind(part) for each in inner for part in grammar.inside(each, Kind.DATA)]
        shown = value if len(value) <= 60 else value[:59] + "…"
        message = f'{written}="{shown}" on {tag(_name(element).local)} is no value of `@{written}`'
        meant = nearest(value, literal)
        if meant:
            message += f"; did you mean `{meant}`?"
        wanted = [some(kinds, limit=4)] if kinds else []
        if literal:
            wanted = [some([f"`{word}`" for word in literal], value, limit=8), *wanted]
        return Finding("RNG005", place, message, f"allowed: {'; or '.join(wanted)}" if wanted else "")

    def _missing_attribute(self, element: Element, rest: Pattern) -> Finding:
        wanted = []
        for part in dict.fromkeys(grammar.inside(rest, Kind.ATTRIBUTE)):
            name = next(iter(_listed(part)), None)
            if name is None:
                continue
            given = self.grammar.with_attribute(rest, name, None)
            if self.grammar.without_attributes(given) is not self.grammar.not_allowed:
                wanted.append(name)
        if not wanted:
            optional = self.grammar
            wanted = [
                name
                for part in dict.fromkeys(grammar.inside(rest, Kind.ATTRIBUTE))
                for name in _listed(part)[:1]
                if optional.without_attributes(rest) is optional.not_allowed and not _is_optional(rest, part)
            ]
        lacking = " or ".join(f"`@{_prefixed(name)}`" for name in wanted[:5]) or "an attribute"
        return Finding(
            "RNG006",
            self.document.place(element),
            f"{tag(_name(element).local)} lacks {lacking}",
            f'write {_prefixed(wanted[0])}="…" in its tag' if wanted else "",
        )

    # -- content ----------------------------------------------------------------------------------------------------

    def _content(self, element: Element, content: Pattern) -> Iterator[Finding]:
        children = list(element.iterchildren("*"))
        if not children and any(True for kind in _VALUES for _ in grammar.inside(content, kind)):
            text = "".join(element.itertext())
            if not self.grammar.has(content, text):
                yield self._wrong_text(element, text, content)
            return
        rest = content
        paid: set[Name] = set()
        text_said = False
        for number, child in enumerate([None, *children]):
            if child is not None:
                rest, found = self._child(element, child, rest, content, paid, children[number:])
                yield from found
                text_said = text_said and bool(found)
            text = _text_after(element, child)
            if text.strip():
                left = self.grammar.after_text(rest)
                if left is not self.grammar.not_allowed:
                    rest = left
                elif not text_said and not self._has_text(content, child):
                    text_said = True
                    yield self._misplaced_text(element, number, text, rest)
        if not rest.nullable:
            yield self._incomplete(element, rest)

    def _has_text(self, content: Pattern, child: Element | None) -> bool:
        """Whether text after an unknown child is only displaced by it: then the child's finding says enough."""
        return (
            child is not None
            and _name(child) not in self.grammar.definitions
            and any(True for _ in grammar.inside(content, Kind.TEXT))
        )

    def _child(  # noqa: PLR0917 - one way out for each thing that can be wrong with a child
        self, element: Element, child: Element, rest: Pattern, content: Pattern, paid: set[Name], later: list[Element]
    ) -> tuple[Pattern, list[Finding]]:
        """What may stand after a child, and what is wrong with its standing here."""
        name = _name(child)
        left = self.grammar.after(rest, name)
        if left is not self.grammar.not_allowed:
            return left, []
        if name in paid:
            paid.discard(name)
            return rest, []
        place = self.document.place(child)
        if name not in self.grammar.definitions:
            return self._unknown_element(element, child, rest, content)
        possible = any(part.names and part.names.contain(name) for part in grammar.inside(content, Kind.ELEMENT))
        if not possible:
            return rest, [self._misplaced(place, element, name, rest)]
        missing = [] if rest.nullable else self._missing_before(rest, name)
        if not missing:
            return rest, [self._in_disorder(place, element, child, rest)]
        for each in missing:
            rest = self.grammar.after(rest, each)
        left = self.grammar.after(rest, name)
        late = [each for each in missing if any(_name(other) == each for other in later)]
        if late:
            paid.update(late)
            return left, [
                Finding(
                    "RNG002",
                    place,
                    f"{tag(name.local)} stands too early in {tag(_name(element).local)}: {tag(late[0].local)} comes before it",
                    f"move it after {tag(late[-1].local)}",
                )
            ]
        lacking = " and ".join(tag(each.local) for each in missing)
        return left, [
            Finding(
                "RNG003",
                place,
                f"{lacking} {'is' if len(missing) == 1 else 'are'} missing in {tag(_name(element).local)} "
                f"before {tag(name.local)}",
                self._about(missing[0].local) or f"write {lacking} before it",
            )
        ]

    def _unknown_element(
        self, element: Element, child: Element, rest: Pattern, content: Pattern
    ) -> tuple[Pattern, list[Finding]]:
        name = _name(child)
        here = [each.local for part in grammar.next_elements(rest) for each in _listed(part)]
        anywhere = [each.local for part in grammar.inside(content, Kind.ELEMENT) for each in _listed(part)]
        if name.namespace != names.TEI and name.local in self.known:
            where = f"in the namespace “{name.namespace}”" if name.namespace else "in no namespace"
            left = self.grammar.after(rest, Name(names.TEI, name.local))
            finding = Finding(
                "RNG001",
                self.document.place(child),
                f"{tag(name.local)} is {where}, so it is not TEI's",
                f'remove its xmlns, or write xmlns="{names.TEI}"',
            )
            return left if left is not self.grammar.not_allowed else rest, [finding]
        meant = nearest(name.local, here) or nearest(name.local, anywhere) or nearest(name.local, self.known)
        left = self.grammar.after(rest, Name(names.TEI, meant)) if meant else self.grammar.not_allowed
        shown = tag(f"{child.prefix}:{name.local}" if child.prefix else name.local)
        said = f"{shown} is not an element of this schema"
        hint = (
            self._about(meant)
            if meant
            else f"allowed here: {some([tag(each) for each in here], name.local) or 'nothing'}"
        )
        return left if left is not self.grammar.not_allowed else rest, [
            Finding(
                "RNG001", self.document.place(child), said + (f"; did you mean {tag(meant)}?" if meant else ""), hint
            )
        ]

    def _missing_before(self, rest: Pattern, name: Name) -> list[Name]:
        """The elements, as few as can be, whose absence explains that one of this name cannot stand here."""
        waiting: deque[tuple[Pattern, list[Name]]] = deque([(rest, [])])
        seen = {id(rest)}
        while waiting:
            pattern, path = waiting.popleft()
            for part in grammar.next_elements(pattern):
                for each in _listed(part):
                    left = self.grammar.after(pattern, each)
                    if id(left) in seen or each == name:
                        continue
                    seen.add(id(left))
                    if self.grammar.after(left, name) is not self.grammar.not_allowed:
                        return [*path, each]
                    if len(path) + 1 < _LOOK_AHEAD and len(seen) < 500:
                        waiting.append((left, [*path, each]))
        return []

    def _misplaced(self, place: Place, element: Element, name: Name, rest: Pattern) -> Finding:
        allowed = [tag(each.local) for part in grammar.next_elements(rest) for each in _listed(part)]
        own = tag(_name(element).local)
        if allowed:
            said = f"{tag(name.local)} cannot stand in {own}; allowed here: {some(allowed, name.local)}"
        else:
            texts = any(True for _ in grammar.inside(rest, Kind.TEXT))
            said = f"{tag(name.local)} cannot stand in {own}, which holds {'text only' if texts else 'nothing more'}"
        return Finding("RNG002", place, said, self._about(name.local))

    def _in_disorder(self, place: Place, element: Element, child: Element, rest: Pattern) -> Finding:
        own, name = tag(_name(element).local), _name(child)
        allowed = some([tag(each.local) for part in grammar.next_elements(rest) for each in _listed(part)], name.local)
        before = child.getprevious()
        while before is not None and not isinstance(before.tag, str):
            before = before.getprevious()
        same = any(_name(other) == name for other in child.itersiblings("*", preceding=True))
        after = f"after {tag(_name(before).local)} " if before is not None else ""
        said = f"{'a second ' if same else ''}{tag(name.local)} cannot stand {after}in {own}"
        said += f"; allowed here: {allowed}" if allowed else "; nothing may follow there"
        return Finding("RNG002", place, said, "move it, or remove it")

    def _incomplete(self, element: Element, rest: Pattern) -> Finding:
        own = tag(_name(element).local)
        possible = list(dict.fromkeys(each for part in grammar.next_elements(rest) for each in _listed(part)))
        completing = [each for each in possible if self.grammar.after(rest, each).nullable]
        allowed = [tag(each.local) for each in completing or possible]
        if len(allowed) == 1:
            said, hint = f"{own} is not complete: {allowed[0]} is missing", self._about(allowed[0].strip("`<>"))
        elif allowed:
            said, hint = f"{own} is not complete: it needs one of {some(allowed)}", ""
        else:
            said, hint = f"{own} is not complete: it needs text", ""
        return Finding("RNG003", self.document.place(element), said, hint)

    def _misplaced_text(self, element: Element, before: int, text: str, rest: Pattern) -> Finding:
        own = tag(_name(element).local)
        shown = " ".join(text.split())
        shown = shown if len(shown) <= 30 else shown[:29] + "…"
        allowed = [each.local for part in grammar.next_elements(rest) for each in _listed(part)]
        inside = next((each for each in ("p", "ab", "item", "head", "line") if each in allowed), "")
        hint = (
            f"put it into {tag(inside)}"
            if inside
            else f"allowed here: {some([tag(each) for each in allowed]) or 'nothing'}"
        )
        return Finding(
            "RNG007",
            self.document.text_place(element, before),
            f"the text “{shown}” cannot stand directly in {own}",
            hint,
        )

    def _wrong_text(self, element: Element, text: str, content: Pattern) -> Finding:
        literal = [str(part.data[1]) for part in grammar.inside(content, Kind.VALUE)]
        kinds = [_kind(part) for part in grammar.inside(content, Kind.DATA)]
        wanted = [*([some([f"`{word}`" for word in literal], text)] if literal else []), *dict.fromkeys(kinds)]
        shown = " ".join(text.split())[:60]
        return Finding(
            "RNG008",
            self.document.place(element),
            f"“{shown}” is no value of {tag(_name(element).local)}",
            f"allowed: {'; or '.join(wanted)}",
        )

    def _about(self, name: str) -> str:
        said = self.vocabulary.description(name) if self.vocabulary is not None and name else ""
        return f"{tag(name)}: {said}" if said else ""


_VALUES: Final = (Kind.VALUE, Kind.DATA, Kind.LIST)


def _name(element: Element) -> Name:
    qname = libxml.etree.QName(element)
    return Name(qname.namespace or "", qname.localname)


def _listed(pattern: Pattern) -> tuple[Name, ...]:
    return pattern.names.listed if pattern.names else ()


def _prefixed(name: Name) -> str:
    return f"xml:{name.local}" if name.namespace == names.XML else name.local


def _written(element: Element, key: str) -> str:
    """An attribute's name as it stands in the file, prefix and all."""
    qname = libxml.etree.QName(key)
    if not qname.namespace:
        return str(qname.localname)
    if qname.namespace == names.XML:
        return f"xml:{qname.localname}"
    prefix = next((prefix for prefix, space in element.nsmap.items() if prefix and space == qname.namespace), "")
    return f"{prefix}:{qname.localname}" if prefix else str(qname.localname)


def _given(element: Element) -> set[str]:
    return {_written(element, key) for key in element.attrib}


def _text_after(element: Element, child: Element | None) -> str:
    """The text between a child (None: the start tag) and the next child element, comments left out."""
    text = (element.text if child is None else child.tail) or ""
    node = (element[0] if len(element) else None) if child is None else child.getnext()
    while node is not None and not isinstance(node.tag, str):
        # an entity that nobody read is text, whatever it says
        text += ("\ufffd" if node.tag is libxml.etree.Entity else "") + (node.tail or "")
        node = node.getnext()
    return text


def _is_optional(pattern: Pattern, attribute: Pattern) -> bool:
    return any(
        choice.nullable and any(part is attribute for part in grammar.inside(choice, Kind.ATTRIBUTE))
        for choice in grammar.inside(pattern, Kind.CHOICE)
    )


_KINDS: Final = {
    "date": "a date (1956-09-23)",
    "gYear": "a year (1956)",
    "gYearMonth": "a month (1956-09)",
    "gMonthDay": "a day of the year (--09-23)",
    "gMonth": "a month (--09)",
    "gDay": "a day (---23)",
    "time": "a time (14:30:00)",
    "dateTime": "a date with a time (1956-09-23T14:30:00)",
    "duration": "a span of time (P3D)",
    "anyURI": "a pointer (#id) or an address",
    "ID": "an identifier: a letter or `_` first, no spaces",
    "NCName": "a name: a letter or `_` first, no spaces",
    "Name": "a name: a letter or `_` first, no spaces",
    "nonNegativeInteger": "a whole number, 0 or more",
    "positiveInteger": "a whole number, 1 or more",
    "integer": "a whole number",
    "decimal": "a number",
    "double": "a number",
    "boolean": "`true` or `false`",
    "language": "a language code (ru, en-GB)",
}


def _kind(data: Pattern) -> str:
    """A datatype in words."""
    _library, name, parameters = data.data
    restrictions = dict(parameters)  # type: ignore[call-overload]
    described = _KINDS.get(str(name), "text")
    pattern = restrictions.get("pattern")
    if pattern is not None:
        if str(name) in ("token", "string"):
            return _PATTERNS.get(pattern) or f"text of the form {pattern}"
        return described if pattern in _PATTERNS else f"{described} of the form {pattern}"
    bounds = [
        f"{'from' if 'min' in key else 'to'} {value}" for key, value in sorted(restrictions.items(), reverse=True)
    ]
    return " ".join([described, *bounds]) if bounds and "Inclusive" in "".join(restrictions) else described


_PATTERNS: Final = {
    r"[^\p{C}\p{Z}]+": "one word, without spaces",
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": "one word, without spaces",
    r"\S+": "one word, without spaces",
}
