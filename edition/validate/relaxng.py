# SPDX-License-Identifier: MIT
"""Is a document valid by the RELAX NG schema, and if not, what is wrong, said so that an editor can mend it.

`edition.relaxng` gives the verdict. Where it says no, the document is walked element by element with recovery after each fault:
one mistake makes one finding, at its own tag or attribute, and none hides another.
Where the walk finds nothing, the place is reported at which the language was left.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import libxml
from edition.engines.libxml import Element
from edition.errors import EditionError
from edition.findings import Finding, Place
from edition.relaxng import schemas
from edition.relaxng.loader import SchemaFault
from edition.relaxng.machine import Fault, Machine
from edition.relaxng.names import clark, listed, local, namespace
from edition.relaxng.patterns import Kind, Pattern, inside, next_elements
from edition.source.document import Document
from edition.validate.vocabulary import Vocabulary, nearest, some
from edition.validate.vocabulary import element as tag

_LOOK_AHEAD: Final = 3
"""How many missing elements in a row are guessed at before an element counts as misplaced."""


class SchemaUnusable(EditionError):
    """A RELAX NG schema is none, or cannot be read."""


def check(document: Document, schema: Path, vocabulary: Vocabulary | None = None) -> list[Finding]:
    """Every finding `RNG…` of a document by a schema; none where it is valid. Raises `SchemaUnusable`."""
    try:
        machine = schemas.machine(schema)
        faults = machine.faults(document.root)
    except SchemaFault as fault:
        raise SchemaUnusable(f"{fault.path.name}:{fault.line}: {fault}") from fault
    if not faults:
        return []
    return list(_Walk(document, machine, vocabulary).findings()) or [_bare(document, fault) for fault in faults]


_BARE: Final = {
    "element": ("{own} cannot stand here", "compare with a sound document"),
    "attribute": ("`@{attribute}` of {own} cannot be, or cannot have this value", ""),
    "attributes": ("{own} lacks an attribute", ""),
    "text": ("the text in {own} cannot be", ""),
    "content": ("{own} is not complete", ""),
    "identifier": ("the identifier in `@{attribute}` of {own} is given before", "give each identifier once"),
    "reference": ("`@{attribute}` of {own} names an identifier that nothing bears", "correct the name, or give it"),
}


def _bare(document: Document, fault: Fault) -> Finding:
    """What the engine alone can say: where elements can be meant in several ways, or identifiers are at fault."""
    written = _written(fault.element, fault.attribute) if fault.attribute else ""
    said, hint = _BARE[fault.what]
    said = said.format(own=tag(local(fault.element.tag)), attribute=written)
    return Finding("RNG009", document.place(fault.element, written), said, hint)


class _Walk:
    """One walk over a document. Elements are taken from a stack: a document may be nested deeper than Python calls."""

    def __init__(self, document: Document, machine: Machine, vocabulary: Vocabulary | None) -> None:
        self.document, self.vocabulary = document, vocabulary
        self.start, self.pool, self.definitions = machine.grammar.start, machine.pool, machine.definitions
        self.known = list(dict.fromkeys(map(local, machine.definitions)))
        self._defined: dict[tuple[Pattern, str], tuple[Pattern, ...]] = {}

    def _after(self, pattern: Pattern, name: str) -> Pattern:
        """What may stand after a child of this name."""
        return self.pool.choice(rest for _, rest in self.pool.elements(pattern, name))

    def _with(self, pattern: Pattern, name: str, value: str | None) -> Pattern:
        """What is left when an attribute was given; with None for its value, as if that were right."""
        ways = self.pool.attributes(pattern, name)
        return self.pool.choice(rest for each, rest in ways if value is None or self.pool.has(each, value))

    def findings(self) -> Iterator[Finding]:
        root = self.document.root
        name = _name(root)
        if self._after(self.start, name) is self.pool.not_allowed:
            yield self._wrong_root(root, name)
            if name not in self.definitions:
                return
        waiting = deque([(root, self._patterns(self.start, name))])
        while waiting:
            element, patterns = waiting.popleft()
            if patterns:
                content = self.pool.choice(pattern.content for pattern in patterns)
                open_content, found = self._attributes(element, content)
                yield from found
                yield from self._content(element, open_content)
                inner = content
            else:
                inner = self.pool.not_allowed
            waiting.extend((child, self._patterns(inner, _name(child))) for child in element.iterchildren("*"))

    def _patterns(self, content: Pattern, name: str) -> tuple[Pattern, ...]:
        """How an element of this name is defined in some content, else anywhere."""
        if (content, name) not in self._defined:
            here = [part for part in inside(content, Kind.ELEMENT) if part.names and part.names.contains(name)]
            self._defined[content, name] = tuple(dict.fromkeys(here or self.definitions.get(name, [])))
        return self._defined[content, name]

    def _wrong_root(self, root: Element, name: str) -> Finding:
        allowed = [local(each) for part in next_elements(self.start) for each in _listed(part)]
        place = self.document.place(root)
        if local(name) in self.known and namespace(name) != names.TEI:
            where = f"in the namespace “{namespace(name)}”" if namespace(name) else "in no namespace"
            return Finding(
                "RNG001",
                place,
                f"{tag(local(name))} and what it holds are {where}, so nothing of it is TEI",
                f'write `<{local(name)} xmlns="{names.TEI}">`',
            )
        return Finding(
            "RNG002",
            place,
            f"{tag(local(name))} cannot be the root of a file; allowed here: {some([tag(each) for each in allowed])}",
            "a document begins with `<TEI>`, and everything stands in it",
        )

    # -- attributes -------------------------------------------------------------------------------------------------

    def _attributes(self, element: Element, content: Pattern) -> tuple[Pattern, list[Finding]]:
        found: list[Finding] = []
        rest = content
        own = tag(local(_name(element)))
        for key, value in element.attrib.items():
            name, written = str(key), _written(element, key)
            left = self._with(rest, name, value)
            if left is not self.pool.not_allowed:
                rest = left
                continue
            defined = [part for part in inside(content, Kind.ATTRIBUTE) if part.names and part.names.contains(name)]
            place = self.document.place(element, written)
            if not defined:
                found.append(self._unknown_attribute(place, element, written, content))
                continue
            forced = self._with(rest, name, None)
            if not any(self.pool.has(part.parts[0], value) for part in defined):
                found.append(self._wrong_value(place, element, written, value, defined))
            elif forced is self.pool.not_allowed:
                others = ", ".join(f"`@{_written(element, other)}`" for other in element.attrib if other != key)
                found.append(
                    Finding(
                        "RNG004",
                        place,
                        f"`@{written}` cannot stand together with {others} on {own}",
                        "keep one of them",
                    )
                )
            if forced is not self.pool.not_allowed:
                rest = forced
        closed = self.pool.after_tag(rest)
        if closed is self.pool.not_allowed:
            found.append(self._missing_attribute(element, rest))
            closed = self.pool.forgiven(rest)
        return closed, found

    def _unknown_attribute(self, place: Place, element: Element, written: str, content: Pattern) -> Finding:
        own = tag(local(_name(element)))
        known = [
            _prefixed(name)
            for part in inside(content, Kind.ATTRIBUTE)
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
        literal = [part.source for each in inner for part in inside(each, Kind.VALUE)]
        kinds = [_kind(part) for each in inner for part in inside(each, Kind.DATA)]
        shown = value if len(value) <= 60 else value[:59] + "…"
        message = f'{written}="{shown}" on {tag(local(_name(element)))} is no value of `@{written}`'
        meant = nearest(value, literal)
        if meant:
            message += f"; did you mean `{meant}`?"
        wanted = [some(kinds, limit=4)] if kinds else []
        if literal:
            wanted = [some([f"`{word}`" for word in literal], value, limit=8), *wanted]
        return Finding("RNG005", place, message, f"allowed: {'; or '.join(wanted)}" if wanted else "")

    def _missing_attribute(self, element: Element, rest: Pattern) -> Finding:
        wanted = []
        for part in dict.fromkeys(inside(rest, Kind.ATTRIBUTE)):
            name = next(iter(_listed(part)), None)
            if name is None:
                continue
            given = self._with(rest, name, None)
            if self.pool.after_tag(given) is not self.pool.not_allowed:
                wanted.append(name)
        if not wanted:
            wanted = [
                name
                for part in dict.fromkeys(inside(rest, Kind.ATTRIBUTE))
                for name in _listed(part)[:1]
                if self.pool.after_tag(rest) is self.pool.not_allowed and not _is_optional(rest, part)
            ]
        lacking = " or ".join(f"`@{_prefixed(name)}`" for name in wanted[:5]) or "an attribute"
        return Finding(
            "RNG006",
            self.document.place(element),
            f"{tag(local(_name(element)))} lacks {lacking}",
            f'write {_prefixed(wanted[0])}="…" in its tag' if wanted else "",
        )

    # -- content ----------------------------------------------------------------------------------------------------

    def _content(self, element: Element, content: Pattern) -> Iterator[Finding]:
        children = list(element.iterchildren("*"))
        if not children and any(True for kind in _VALUES for _ in inside(content, kind)):
            text = "".join(element.itertext())
            if not self.pool.has(content, text):
                yield self._wrong_text(element, text, content)
            return
        rest = content
        paid: set[str] = set()
        text_said = False
        for number, child in enumerate([None, *children]):
            if child is not None:
                rest, found = self._child(element, child, rest, content, paid, children[number:])
                yield from found
                text_said = text_said and bool(found)
            text = _text_after(element, child)
            if text.strip():
                left = self.pool.after_text(rest)
                if left is not self.pool.not_allowed:
                    rest = left
                elif not text_said and not self._has_text(content, child):
                    text_said = True
                    yield self._misplaced_text(element, number, text, rest)
        if not rest.nullable:
            yield self._incomplete(element, rest)

    def _has_text(self, content: Pattern, child: Element | None) -> bool:
        """Whether text after an unknown child is only displaced by it: then the child's finding says enough."""
        return (
            child is not None and _name(child) not in self.definitions and any(True for _ in inside(content, Kind.TEXT))
        )

    def _child(  # noqa: PLR0917 - one way out for each thing that can be wrong with a child
        self, element: Element, child: Element, rest: Pattern, content: Pattern, paid: set[str], later: list[Element]
    ) -> tuple[Pattern, list[Finding]]:
        """What may stand after a child, and what is wrong with its standing here."""
        name = _name(child)
        left = self._after(rest, name)
        if left is not self.pool.not_allowed:
            return left, []
        if name in paid:
            paid.discard(name)
            return rest, []
        place = self.document.place(child)
        if name not in self.definitions:
            return self._unknown_element(element, child, rest, content)
        possible = any(part.names and part.names.contains(name) for part in inside(content, Kind.ELEMENT))
        if not possible:
            return rest, [self._misplaced(place, element, name, rest)]
        missing = [] if rest.nullable else self._missing_before(rest, name)
        if not missing:
            return rest, [self._in_disorder(place, element, child, rest)]
        for each in missing:
            rest = self._after(rest, each)
        left = self._after(rest, name)
        late = [each for each in missing if any(_name(other) == each for other in later)]
        if late:
            paid.update(late)
            return left, [
                Finding(
                    "RNG002",
                    place,
                    f"{tag(local(name))} stands too early in {tag(local(_name(element)))}: {tag(local(late[0]))} comes before it",
                    f"move it after {tag(local(late[-1]))}",
                )
            ]
        lacking = " and ".join(tag(local(each)) for each in missing)
        return left, [
            Finding(
                "RNG003",
                place,
                f"{lacking} {'is' if len(missing) == 1 else 'are'} missing in {tag(local(_name(element)))} "
                f"before {tag(local(name))}",
                self._about(local(missing[0])) or f"write {lacking} before it",
            )
        ]

    def _unknown_element(
        self, element: Element, child: Element, rest: Pattern, content: Pattern
    ) -> tuple[Pattern, list[Finding]]:
        name = _name(child)
        here = [local(each) for part in next_elements(rest) for each in _listed(part)]
        anywhere = [local(each) for part in inside(content, Kind.ELEMENT) for each in _listed(part)]
        if namespace(name) != names.TEI and local(name) in self.known:
            where = f"in the namespace “{namespace(name)}”" if namespace(name) else "in no namespace"
            left = self._after(rest, clark(names.TEI, local(name)))
            finding = Finding(
                "RNG001",
                self.document.place(child),
                f"{tag(local(name))} is {where}, so it is not TEI's",
                f'remove its xmlns, or write xmlns="{names.TEI}"',
            )
            return left if left is not self.pool.not_allowed else rest, [finding]
        meant = nearest(local(name), here) or nearest(local(name), anywhere) or nearest(local(name), self.known)
        left = self._after(rest, clark(names.TEI, meant)) if meant else self.pool.not_allowed
        shown = tag(f"{child.prefix}:{local(name)}" if child.prefix else local(name))
        said = f"{shown} is not an element of this schema"
        hint = (
            self._about(meant)
            if meant
            else f"allowed here: {some([tag(each) for each in here], local(name)) or 'nothing'}"
        )
        return left if left is not self.pool.not_allowed else rest, [
            Finding(
                "RNG001", self.document.place(child), said + (f"; did you mean {tag(meant)}?" if meant else ""), hint
            )
        ]

    def _missing_before(self, rest: Pattern, name: str) -> list[str]:
        """The elements, as few as can be, whose absence explains that one of this name cannot stand here."""
        waiting: deque[tuple[Pattern, list[str]]] = deque([(rest, [])])
        seen = {id(rest)}
        while waiting:
            pattern, path = waiting.popleft()
            for part in next_elements(pattern):
                for each in _listed(part):
                    left = self._after(pattern, each)
                    if id(left) in seen or each == name:
                        continue
                    seen.add(id(left))
                    if self._after(left, name) is not self.pool.not_allowed:
                        return [*path, each]
                    if len(path) + 1 < _LOOK_AHEAD and len(seen) < 500:
                        waiting.append((left, [*path, each]))
        return []

    def _misplaced(self, place: Place, element: Element, name: str, rest: Pattern) -> Finding:
        allowed = [tag(local(each)) for part in next_elements(rest) for each in _listed(part)]
        own = tag(local(_name(element)))
        if allowed:
            said = f"{tag(local(name))} cannot stand in {own}; allowed here: {some(allowed, local(name))}"
        else:
            texts = any(True for _ in inside(rest, Kind.TEXT))
            said = f"{tag(local(name))} cannot stand in {own}, which holds {'text only' if texts else 'nothing more'}"
        return Finding("RNG002", place, said, self._about(local(name)))

    def _in_disorder(self, place: Place, element: Element, child: Element, rest: Pattern) -> Finding:
        own, name = tag(local(_name(element))), _name(child)
        allowed = some([tag(local(each)) for part in next_elements(rest) for each in _listed(part)], local(name))
        before = child.getprevious()
        while before is not None and not isinstance(before.tag, str):
            before = before.getprevious()
        same = any(_name(other) == name for other in child.itersiblings("*", preceding=True))
        after = f"after {tag(local(_name(before)))} " if before is not None else ""
        said = f"{'a second ' if same else ''}{tag(local(name))} cannot stand {after}in {own}"
        said += f"; allowed here: {allowed}" if allowed else "; nothing may follow there"
        return Finding("RNG002", place, said, "move it, or remove it")

    def _incomplete(self, element: Element, rest: Pattern) -> Finding:
        own = tag(local(_name(element)))
        possible = list(dict.fromkeys(each for part in next_elements(rest) for each in _listed(part)))
        completing = [each for each in possible if self._after(rest, each).nullable]
        allowed = [tag(local(each)) for each in completing or possible]
        if len(allowed) == 1:
            said, hint = f"{own} is not complete: {allowed[0]} is missing", self._about(allowed[0].strip("`<>"))
        elif allowed:
            said, hint = f"{own} is not complete: it needs one of {some(allowed)}", ""
        else:
            said, hint = f"{own} is not complete: it needs text", ""
        return Finding("RNG003", self.document.place(element), said, hint)

    def _misplaced_text(self, element: Element, before: int, text: str, rest: Pattern) -> Finding:
        own = tag(local(_name(element)))
        shown = " ".join(text.split())
        shown = shown if len(shown) <= 30 else shown[:29] + "…"
        allowed = [local(each) for part in next_elements(rest) for each in _listed(part)]
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
        literal = [part.source for part in inside(content, Kind.VALUE)]
        kinds = [_kind(part) for part in inside(content, Kind.DATA)]
        wanted = [*([some([f"`{word}`" for word in literal], text)] if literal else []), *dict.fromkeys(kinds)]
        shown = " ".join(text.split())[:60]
        return Finding(
            "RNG008",
            self.document.place(element),
            f"“{shown}” is no value of {tag(local(_name(element)))}",
            f"allowed: {'; or '.join(wanted)}",
        )

    def _about(self, name: str) -> str:
        said = self.vocabulary.description(name) if self.vocabulary is not None and name else ""
        return f"{tag(name)}: {said}" if said else ""


_VALUES: Final = (Kind.VALUE, Kind.DATA, Kind.LIST)


def _name(element: Element) -> str:
    return str(element.tag)


def _listed(pattern: Pattern) -> tuple[str, ...]:
    return tuple(listed(pattern.names)) if pattern.names else ()


def _prefixed(name: str) -> str:
    return f"xml:{local(name)}" if namespace(name) == names.XML else local(name)


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
        choice.nullable and any(part is attribute for part in inside(choice, Kind.ATTRIBUTE))
        for choice in inside(pattern, Kind.CHOICE)
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
    assert data.datatype is not None  # noqa: S101 - data are made with one
    name, restrictions = data.datatype.name, dict(data.datatype.parameters)
    described = _KINDS.get(name, "text")
    pattern = restrictions.get("pattern")
    if pattern is not None:
        if name in ("token", "string"):
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
