# SPDX-License-Identifier: MIT
"""Is a document valid by the RELAX NG schema, and if not, what is wrong, said so that an editor can mend it.

`edition.relaxng` gives the verdict. Where it says no, the document is walked element by element with recovery after each fault:
one mistake makes one finding, at its own tag or attribute, and none hides another.
Where the walk finds nothing, the place is reported at which the language was left.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import libxml
from edition.engines.libxml import Element
from edition.errors import SchemaUnusable
from edition.findings import Finding, Place
from edition.relaxng import schemas
from edition.relaxng.loader import SchemaFault
from edition.relaxng.machine import Fault, Machine
from edition.relaxng.names import clark, listed, local, namespace
from edition.relaxng.patterns import Kind, Pattern, inside, next_elements
from edition.source import fence
from edition.source.adaptation import OLD_ROOTS
from edition.source.document import Document
from edition.speech import joined, phrase, say, say_of
from edition.validate import tei
from edition.validate.lint import deprecated
from edition.validate.vocabulary import Vocabulary, asked, by_likeness, nearest, short, some
from edition.validate.vocabulary import element as tag

_LOOK_AHEAD: Final = 3
"""How many missing elements in a row are guessed at before an element counts as misplaced."""
_LOOK_BACK: Final = 12
"""Before how many earlier siblings an element may belong that stands too late."""


def check(document: Document, schema: Path, vocabulary: Vocabulary | None = None) -> list[Finding]:
    """Every finding `RNG…` of a document by a schema; none where it is valid. Raises `SchemaUnusable`."""
    try:
        machine = schemas.machine(schema, partial(fence.holds, schema.parent))
        faults = machine.faults(document.root)
    except SchemaFault as fault:
        raise SchemaUnusable(
            say("{name}:{line}: {fault}", name=fault.path.name, line=fault.line, fault=fault)
        ) from fault
    if not faults:
        return []
    found = list(_Walk(document, machine, vocabulary).findings())
    return found or [_bare(document, fault) for fault in faults if fault.element not in document.lacking]


def files(schema: Path) -> tuple[Path, ...]:
    """The files that a schema is made of. Raises `SchemaFault`."""
    return tuple(schemas.machine(schema, partial(fence.holds, schema.parent)).grammar.files)


_BARE: Final = {
    "element": (phrase("{own} cannot stand here"), say("compare with a sound document")),
    "attribute": (phrase("`@{attribute}` of {own} cannot be, or cannot have this value"), ""),
    "attributes": (phrase("{own} lacks an attribute"), ""),
    "text": (phrase("the text in {own} cannot be"), ""),
    "content": (phrase("{own} is not complete"), ""),
    "identifier": (
        phrase("the identifier in `@{attribute}` of {own} is given before"),
        say("give each identifier once"),
    ),
    "reference": (
        phrase("`@{attribute}` of {own} names an identifier that nothing bears"),
        say("correct the name, or give it"),
    ),
}


def _bare(document: Document, fault: Fault) -> Finding:
    """What the engine alone can say: where elements can be meant in several ways, or identifiers are at fault."""
    written = _written(fault.element, fault.attribute) if fault.attribute else ""
    phrased, hint = _BARE[fault.what]
    said = phrased(own=tag(local(fault.element.tag)), attribute=written)
    return Finding("RNG009", document.place(fault.element, written), said, hint)


class _Walk:
    """One walk over a document. Elements are taken from a stack: a document may be nested deeper than Python calls."""

    def __init__(self, document: Document, machine: Machine, vocabulary: Vocabulary | None) -> None:
        self.document, self.vocabulary = document, vocabulary
        self.start, self.pool, self.definitions = machine.grammar.start, machine.pool, machine.definitions
        self.known = list(dict.fromkeys(map(local, machine.definitions)))
        self._defined: dict[tuple[Pattern, str], tuple[Pattern, ...]] = {}
        self._likely: dict[tuple[Pattern, str, frozenset[str], str | None], list[str]] = {}

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
        if not namespace(name) and local(name) in OLD_ROOTS:
            return Finding(
                "RNG001",
                place,
                say("{element} begins a document of TEI P4, and this is a schema of TEI P5", element=tag(local(name))),
                say("turn it into P5 first: P4 had no namespace, other names and other attributes"),
            )
        if local(name) in self.known and namespace(name) != names.TEI:
            where = (
                say("in the namespace “{namespace}”", namespace=namespace(name))
                if namespace(name)
                else say("in no namespace")
            )
            return Finding(
                "RNG001",
                place,
                say(
                    "{element} and what it holds are {where}, so nothing of it is TEI",
                    element=tag(local(name)),
                    where=where,
                ),
                say('write `<{name} xmlns="{namespace}">`', name=local(name), namespace=names.TEI),
            )
        return Finding(
            "RNG002",
            place,
            say(
                "{element} cannot be the root of a file; allowed here: {known}",
                element=tag(local(name)),
                known=some([tag(each) for each in allowed]),
            ),
            say("a document begins with `<TEI>`, and everything stands in it"),
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
                        say(
                            "`@{written}` cannot stand together with {others} on {own}",
                            written=written,
                            others=others,
                            own=own,
                        ),
                        say("keep one of them"),
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
        meant = f"xml:{written}" if f"xml:{written}" in known else ""
        if not meant and written not in tei.ATTRIBUTES:
            meant = nearest(written, known)
        allowed = some([f"`@{name}`" for name in known], written) or say("none")
        hint = say("allowed here: {allowed}", allowed=allowed)
        if written == "calendar" and local(_name(element)) in deprecated.UNCALENDARED:
            hint = deprecated.PUT_A_DATE
        return Finding(
            "RNG004",
            place,
            say("`@{written}` is no attribute of {own}", written=written, own=own)
            + asked(f"`@{meant}`" if meant else ""),
            hint,
            meant=meant,
        )

    def _wrong_value(self, place: Place, element: Element, written: str, value: str, defined: list[Pattern]) -> Finding:
        inner = [part.parts[0] for part in defined]
        literal = [part.source for each in inner for part in inside(each, Kind.VALUE)]
        kinds = [_kind(part) for each in inner for part in inside(each, Kind.DATA)]
        shown = short(value, 60)
        message = say(
            '{written}="{shown}" on {element} is no value of `@{written}`',
            written=written,
            shown=shown,
            element=tag(local(_name(element))),
        )
        meant = nearest(value, literal)
        if meant:
            message += asked(f"`{meant}`")
        wanted = [some(kinds, limit=4)] if kinds else []
        if literal:
            wanted = [some([f"`{word}`" for word in literal], value, limit=8), *wanted]
        hint = say("allowed: {wanted}", wanted=joined(wanted, say("; or "))) if wanted else ""
        return Finding("RNG005", place, message, hint, meant=meant)

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
        lacking = joined((f"`@{_prefixed(name)}`" for name in wanted[:5]), say(" or ")) or say("an attribute")
        return Finding(
            "RNG006",
            self.document.place(element),
            say("{element} lacks {lacking}", element=tag(local(_name(element))), lacking=lacking),
            say('write {attribute}="…" in its tag', attribute=_prefixed(wanted[0])) if wanted else "",
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
        early: set[str] = set()
        met: list[Pattern] = []
        text_said = is_open = False
        for number, child in enumerate([None, *children]):
            if child is not None:
                met.append(rest)
                rest, found = self._child(element, child, rest, content, early, met, children[number:])
                yield from found
                is_open = is_open or any(each.code in _OPENING and not each.meant for each in found)
                text_said = text_said and bool(found)
            text = _text_after(element, child)
            if text.strip():
                left = self.pool.after_text(rest)
                if left is not self.pool.not_allowed:
                    rest = left
                elif not text_said and not self._has_text(content, child):
                    text_said = True
                    yield self._misplaced_text(element, number, text, rest)
        # what is lacking may be what nobody knows, what stands there and cannot, or what was to be included
        if not rest.nullable and not is_open and element not in self.document.lacking:
            yield self._incomplete(element, rest)

    def _has_text(self, content: Pattern, child: Element | None) -> bool:
        """Whether text after an unknown child is only displaced by it: then the child's finding says enough."""
        return (
            child is not None and _name(child) not in self.definitions and any(True for _ in inside(content, Kind.TEXT))
        )

    def _child(  # noqa: PLR0917 - one way out for each thing that can be wrong with a child
        self,
        element: Element,
        child: Element,
        rest: Pattern,
        content: Pattern,
        early: set[str],
        met: Sequence[Pattern],
        later: list[Element],
    ) -> tuple[Pattern, list[Finding]]:
        """What may stand after a child, and what is wrong with its standing here.

        `met` is what could stand before each child so far; to `early` is added what has been told to stand too early, and is met later on.
        """
        name = _name(child)
        left = self._after(rest, name)
        if left is not self.pool.not_allowed:
            return left, []
        place = self.document.place(child)
        if name not in self.definitions:
            return self._unknown_element(element, child, rest, content)
        possible = any(part.names and part.names.contains(name) for part in inside(content, Kind.ELEMENT))
        if not possible:
            # of several in a row that something should be around, the first is told
            before = next(child.itersiblings("*", preceding=True), None)
            is_first = before is None or _name(before) != name
            return rest, [self._misplaced(place, element, child, rest)] if is_first else []
        missing = [] if rest.nullable else self._missing_before(rest, name)
        if not missing:
            return rest, [self._too_late(element, child, met) or self._in_disorder(place, element, child, rest)]
        late = [each for each in missing if any(_name(other) == each for other in later)]
        if late and not early.issuperset(missing):
            is_first = name not in early
            early.add(name)
            return rest, [
                Finding(
                    "RNG002",
                    place,
                    say(
                        "{element} stands too early in {own}: {late} comes before it",
                        element=tag(local(name)),
                        own=tag(local(_name(element))),
                        late=tag(local(late[0])),
                    ),
                    say("move it after {element}", element=tag(local(late[-1]))),
                )
            ] if is_first else []
        for each in missing:
            rest = self._after(rest, each)
        left = self._after(rest, name)
        told = early.intersection(missing)
        early -= told
        missing = [each for each in missing if each not in told]
        if not missing:
            return left, []
        lacking = joined((tag(local(each)) for each in missing), say(" and "))
        return left, [
            Finding(
                "RNG003",
                place,
                say_of(
                    len(missing),
                    "{lacking} is missing in {own} before {element}",
                    "{lacking} are missing in {own} before {element}",
                    lacking=lacking,
                    own=tag(local(_name(element))),
                    element=tag(local(name)),
                ),
                self._about(local(missing[0])) or say("write {lacking} before it", lacking=lacking),
            )
        ]

    def _unknown_element(
        self, element: Element, child: Element, rest: Pattern, content: Pattern
    ) -> tuple[Pattern, list[Finding]]:
        name = _name(child)
        here = [local(each) for part in next_elements(rest) for each in _listed(part)]
        anywhere = [local(each) for part in inside(content, Kind.ELEMENT) for each in _listed(part)]
        if namespace(name) != names.TEI and local(name) in self.known:
            where = (
                say("in the namespace “{namespace}”", namespace=namespace(name))
                if namespace(name)
                else say("in no namespace")
            )
            left = self._after(rest, clark(names.TEI, local(name)))
            finding = Finding(
                "RNG001",
                self.document.place(child),
                say("{element} is {where}, so it is not TEI's", element=tag(local(name)), where=where),
                say('remove its xmlns, or write xmlns="{namespace}"', namespace=names.TEI),
            )
            return left if left is not self.pool.not_allowed else rest, [finding]
        is_former = namespace(name) == names.TEI and local(name) in deprecated.ELEMENTS
        is_teis = is_former or (namespace(name) == names.TEI and local(name) in tei.ELEMENTS)
        is_foreign = all(namespace(each) != namespace(name) for each in self.definitions)
        near = () if is_teis or is_foreign else (here, anywhere, self.known)
        meant = next((word for known in near if (word := nearest(local(name), known))), "")
        left = self._after(rest, clark(names.TEI, meant)) if meant else self.pool.not_allowed
        shown = tag(f"{child.prefix}:{local(name)}" if child.prefix else local(name))
        said = (
            say("{shown} is one of TEI's elements, but not one of this schema", shown=shown)
            if is_teis
            else say("{shown} is not an element of this schema", shown=shown)
        )
        hint: str
        if is_former:
            _, hint = deprecated.ELEMENTS[local(name)]
        elif meant:
            hint = self._about(meant)
        else:
            hint = say("allowed here: {allowed}", allowed=some(self._allowed(rest, child)) or say("nothing"))
        return left if left is not self.pool.not_allowed else rest, [
            Finding(
                "RNG001",
                self.document.place(child),
                said + asked(tag(meant) if meant else ""),
                hint,
                meant=meant,
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

    def _allowed(self, rest: Pattern, child: Element) -> list[str]:
        """The elements that could stand where a child cannot, the likeliest first.

        Where its name is unknown, these are those of a like name, then those that could hold what is in it; else those that could hold
        it; then those that its next sibling may follow.
        """
        following = next(child.itersiblings("*"), None)
        is_known = _name(child) in self.definitions
        held = frozenset([_name(child)] if is_known else map(_name, child.iterchildren("*")))
        key = (rest, "" if is_known else local(_name(child)), held, None if following is None else _name(following))
        if key not in self._likely:
            self._likely[key] = [tag(each) for each in self._ranked(*key)]
        return self._likely[key]

    def _ranked(self, rest: Pattern, name: str, held: frozenset[str], following: str | None) -> list[str]:
        rank: dict[str, int] = {}
        for part in next_elements(rest):
            inner = (
                {each for inside_ in inside(part.content, Kind.ELEMENT) for each in _listed(inside_)} if held else held
            )
            for each in _listed(part):
                holds = bool(held) and held <= inner
                goes_on = (
                    following is not None
                    and self._after(self._after(rest, each), following) is not self.pool.not_allowed
                )
                rank.setdefault(local(each), -(2 * holds + goes_on))
        by_rank = tuple(sorted(rank, key=rank.__getitem__))
        return list(by_likeness(by_rank, name) if name else by_rank)

    def _misplaced(self, place: Place, element: Element, child: Element, rest: Pattern) -> Finding:
        name, own = _name(child), tag(local(_name(element)))
        if allowed := self._allowed(rest, child):
            said = say(
                "{element} cannot stand in {own}; allowed here: {known}",
                element=tag(local(name)),
                own=own,
                known=some(allowed),
            )
        else:
            texts = any(True for _ in inside(rest, Kind.TEXT))
            said = say(
                "{element} cannot stand in {own}, which holds {held}",
                element=tag(local(name)),
                own=own,
                held=say("text only") if texts else say("nothing more"),
            )
        return Finding("RNG002", place, said, self._about(local(name)))

    def _too_late(self, element: Element, child: Element, met: Sequence[Pattern]) -> Finding | None:
        """What to say of a child that could stand before one that stands before it, and all that is between would stay right."""
        name, between = _name(child), list[str]()
        for sibling, state in zip(
            child.itersiblings("*", preceding=True), met[-2 : -2 - _LOOK_BACK : -1], strict=False
        ):
            if self._after(state, _name(sibling)) is self.pool.not_allowed:
                # it stands wrong itself
                continue
            between.insert(0, _name(sibling))
            left = self._after(state, name)
            for each in between:
                left = self._after(left, each)
            if left is not self.pool.not_allowed:
                said = say(
                    "{element} stands too late in {own}: it comes before {before}",
                    element=tag(local(name)),
                    own=tag(local(_name(element))),
                    before=tag(local(between[0])),
                )
                hint = say("move it before {element}", element=tag(local(between[0])))
                return Finding(
                    "RNG002", self.document.place(child), said, hint, related=(self.document.place(sibling),)
                )
        return None

    def _in_disorder(self, place: Place, element: Element, child: Element, rest: Pattern) -> Finding:
        own, name = tag(local(_name(element))), _name(child)
        allowed = some(self._allowed(rest, child))
        before = child.getprevious()
        while before is not None and not isinstance(before.tag, str):
            before = before.getprevious()
        same = any(_name(other) == name for other in child.itersiblings("*", preceding=True))
        previous = tag(local(_name(before))) if before is not None else ""
        said = _ORDER[same, bool(previous)](element=tag(local(name)), own=own, previous=previous)
        said += say("; allowed here: {allowed}", allowed=allowed) if allowed else say("; nothing may follow there")
        return Finding("RNG002", place, said, say("move it, or remove it"))

    def _incomplete(self, element: Element, rest: Pattern) -> Finding:
        own = tag(local(_name(element)))
        possible = list(dict.fromkeys(each for part in next_elements(rest) for each in _listed(part)))
        completing = [each for each in possible if self._after(rest, each).nullable]
        allowed = [tag(local(each)) for each in completing or possible]
        if len(allowed) == 1:
            said, hint = (
                say("{own} is not complete: {allowed} is missing", own=own, allowed=allowed[0]),
                self._about(allowed[0].strip("`<>")),
            )
        elif allowed:
            said, hint = say("{own} is not complete: it needs one of {known}", own=own, known=some(allowed)), ""
        else:
            said, hint = say("{own} is not complete: it needs text", own=own), ""
        return Finding("RNG003", self.document.place(element), said, hint)

    def _misplaced_text(self, element: Element, before: int, text: str, rest: Pattern) -> Finding:
        own = tag(local(_name(element)))
        shown = short(" ".join(text.split()), 30)
        allowed = [local(each) for part in next_elements(rest) for each in _listed(part)]
        inside = next((each for each in ("p", "ab", "item", "head", "line") if each in allowed), "")
        hint = (
            say("put it into {element}", element=tag(inside))
            if inside
            else say("allowed here: {allowed}", allowed=some([tag(each) for each in allowed]) or say("nothing"))
        )
        return Finding(
            "RNG007",
            self.document.text_place(element, before),
            say("the text “{shown}” cannot stand directly in {own}", shown=shown, own=own),
            hint,
        )

    def _wrong_text(self, element: Element, text: str, content: Pattern) -> Finding:
        literal = [part.source for part in inside(content, Kind.VALUE)]
        kinds = [_kind(part) for part in inside(content, Kind.DATA)]
        wanted = [*([some([f"`{word}`" for word in literal], text)] if literal else []), *dict.fromkeys(kinds)]
        shown = short(" ".join(text.split()), 60)
        return Finding(
            "RNG008",
            self.document.place(element),
            say("“{shown}” is no value of {element}", shown=shown, element=tag(local(_name(element)))),
            say("allowed: {wanted}", wanted=joined(wanted, say("; or "))),
        )

    def _about(self, name: str) -> str:
        said = self.vocabulary.description(name) if self.vocabulary is not None and name else ""
        return f"{tag(name)}: {said}" if said else ""


_ORDER: Final = {
    (False, False): phrase("{element} cannot stand in {own}"),
    (False, True): phrase("{element} cannot stand after {previous} in {own}"),
    (True, False): phrase("a second {element} cannot stand in {own}"),
    (True, True): phrase("a second {element} cannot stand after {previous} in {own}"),
}
"""What to say of an element that stands out of order: whether there is one like it before, and whether any."""

_OPENING: Final = ("RNG001", "RNG002")
"""What may stand in the place of what an element lacks."""
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


_TEXT: Final = say("text")
_KINDS: Final = {
    "date": say("a date (1956-09-23)"),
    "gYear": say("a year (1956)"),
    "gYearMonth": say("a month (1956-09)"),
    "gMonthDay": say("a day of the year (--09-23)"),
    "gMonth": say("a month (--09)"),
    "gDay": say("a day (---23)"),
    "time": say("a time (14:30:00)"),
    "dateTime": say("a date with a time (1956-09-23T14:30:00)"),
    "duration": say("a span of time (P3D)"),
    "anyURI": say("a pointer (#id) or an address"),
    "ID": say("an identifier: a letter or `_` first, no spaces"),
    "NCName": say("a name: a letter or `_` first, no spaces"),
    "Name": say("a name: a letter or `_` first, no spaces"),
    "nonNegativeInteger": say("a whole number, 0 or more"),
    "positiveInteger": say("a whole number, 1 or more"),
    "integer": say("a whole number"),
    "decimal": say("a number"),
    "double": say("a number"),
    "boolean": say("`true` or `false`"),
    "language": say("a language code (ru, en-GB)"),
}


def _kind(data: Pattern) -> str:
    """A datatype in words."""
    assert data.datatype is not None  # noqa: S101 - data are made with one
    name, restrictions = data.datatype.name, dict(data.datatype.parameters)
    described = _KINDS.get(name, _TEXT)
    pattern = restrictions.get("pattern")
    if pattern is not None:
        if name in ("token", "string"):
            return _PATTERNS.get(pattern) or say("text of the form {pattern}", pattern=pattern)
        return (
            described
            if pattern in _PATTERNS
            else say("{described} of the form {pattern}", described=described, pattern=pattern)
        )
    bounds = [
        say("from {value}", value=value) if "min" in key else say("to {value}", value=value)
        for key, value in sorted(restrictions.items(), reverse=True)
    ]
    return joined([described, *bounds], " ") if bounds and "Inclusive" in "".join(restrictions) else described


_PATTERNS: Final = {
    r"[^\p{C}\p{Z}]+": say("one word, without spaces"),
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": say("one word, without spaces"),
    r"\S+": say("one word, without spaces"),
    r"(\-?[\d]+/\-?[\d]+)": say("a fraction (1/3)"),
}
