# SPDX-License-Identifier: MIT
"""Two schemas compared as languages: element by element, what one allows and the other does not.

The content of each element is walked in both schemas at once (the product of the two automata), its attributes one after the other,
each present and absent. Equal means equal for each element in each place where it can stand; where they differ a document is made
that one schema has and the other has not.
"""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from edition.engines import libxml
from edition.engines.libxml import Element
from edition.relaxng import equivalence, names
from edition.relaxng.equivalence import alphabet
from edition.relaxng.examples import Examples, NoExample, samples, without, words_of
from edition.relaxng.loader import Grammar
from edition.relaxng.machine import Machine
from edition.relaxng.patterns import Kind, Pattern, Pool, inside
from edition.speech import Said, joined, phrase, say

_SAID: Final[Mapping[str, Mapping[str, Callable[..., Said]]]] = {
    "document": {
        "left": phrase("the document of the example is in the left schema only"),
        "right": phrase("the document of the example is in the right schema only"),
    },
    "attribute": {
        "left": phrase("only the left schema has {attribute}"),
        "right": phrase("only the right schema has {attribute}"),
    },
    "absent": {
        "left": phrase("{attribute} may be absent in the left schema only"),
        "right": phrase("{attribute} may be absent in the right schema only"),
    },
    "value": {
        "left": phrase("only the left schema lets {attribute} be “{value}”"),
        "right": phrase("only the right schema lets {attribute} be “{value}”"),
    },
    "values": {
        "left": phrase("only the left schema lets {attribute} be {kinds} where the other has {others}"),
        "right": phrase("only the right schema lets {attribute} be {kinds} where the other has {others}"),
    },
    "end": {
        "left": phrase("{element} may end after {path} in the left schema only"),
        "right": phrase("{element} may end after {path} in the right schema only"),
    },
    "text": {
        "left": phrase("text may stand in {element} in the left schema only"),
        "right": phrase("text may stand in {element} in the right schema only"),
    },
    "words": {
        "left": phrase("the left schema lets {element} have values that the other has not"),
        "right": phrase("the right schema lets {element} have values that the other has not"),
    },
    "child": {
        "left": phrase("`<{child}>` may follow {path} in {element} in the left schema only"),
        "right": phrase("`<{child}>` may follow {path} in {element} in the right schema only"),
    },
}
"""What to say of a difference, by the schema that allows more."""


class What(enum.Enum):
    """In what two schemas differ."""

    ROOT = "root"
    CONTENT = "content"
    TEXT = "text"
    ATTRIBUTE = "attribute"
    REQUIRED = "required"
    VALUES = "values"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the element, what differs, which schema allows more ("left" or "right"), in words, and a document that shows it.

    `subject` is the name of the child or attribute concerned, "" for none. `example` is "" where no small document was found; else
    the schema `allows` has it and the other has not.
    """

    element: str
    what: What
    subject: str
    allows: str
    message: str
    example: str = ""

    @property
    def order(self) -> tuple[str, str, str, str]:
        """The key by which differences are sorted."""
        return self.element, self.what.value, self.subject, self.allows


def compare(left: Grammar, right: Grammar) -> list[Difference]:
    """Every difference of two grammars, which share a `Pool`; none where they have the same documents. Raises `Undecided`.

    Where an element name means two things in one place (no TEI schema has that) what the two differ in is compared as their union,
    and believed where a document proves it; whether the schemas differ at all is then decided by `equivalence`.
    """
    comparison = _Comparison(left, right)
    found = list(dict.fromkeys(comparison.differences()))
    proven = [each for each in found if each.example]
    if not proven and (found or comparison.is_ambiguous):
        try:
            shown = equivalence.witness(left, right)
        except equivalence.Undecided:
            raise equivalence.Undecided([each.message for each in found]) from None
        if shown is None:
            return []
        root, allows = shown
        proven = [Difference("", What.DOCUMENT, "", allows, _SAID["document"][allows](), _written(root))]
    # values are told though no text was found that shows it: what two datatypes have in common is not computed
    values = [each for each in found if not each.example and each.what is What.VALUES]
    return sorted((*proven, *values), key=lambda each: each.order)


@dataclass(frozen=True, slots=True)
class _Seen:
    """An element in both schemas: the patterns it can have there."""

    name: str
    left: tuple[Pattern, ...]
    right: tuple[Pattern, ...]


class _Comparison:
    def __init__(self, left: Grammar, right: Grammar) -> None:
        assert left.pool is right.pool  # noqa: S101 - said above
        self.left, self.right, self.pool = left, right, left.pool
        self.machines = {"left": Machine(left), "right": Machine(right)}
        self.is_ambiguous = False
        """Whether an element name has been met that means two things in one place."""
        self._examples: dict[str, Examples] = {}
        self._waiting: deque[_Seen] = deque()
        self._met: set[_Seen] = set()
        self._compared: set[tuple[str, Pattern, Pattern]] = set()

    def differences(self) -> Iterator[Difference]:
        for found in self._walk(self.left.start, self.right.start):
            yield self._said("", What.ROOT, found, None)
        while self._waiting:
            seen = self._waiting.popleft()
            left = self.pool.choice(each.content for each in seen.left)
            right = self.pool.choice(each.content for each in seen.right)
            if left is right or (seen.name, left, right) in self._compared:
                continue
            self._compared.add((seen.name, left, right))
            yield from self._element(seen, left, right)

    def _element(self, seen: _Seen, left: Pattern, right: Pattern) -> Iterator[Difference]:
        contents = yield from self._attributes(seen, left, right)
        said: set[tuple[str, str]] = set()
        for one, other in contents:
            for found in self._walk(one, other):
                key = found.child, found.allows
                if key not in said:
                    said.add(key)
                    what = What.TEXT if found.child in ("#text", "#value") else What.CONTENT
                    yield self._said(seen.name, what, found, seen)

    # -- content ----------------------------------------------------------------------------------------------------

    def _walk(self, left: Pattern, right: Pattern) -> Iterator[_Parting]:
        """Where two contents part, walked together; the elements that both can have are put on the list."""
        if left.has_values or right.has_values:
            yield from self._values_of_content(left, right)
        waiting: deque[tuple[Pattern, Pattern, tuple[str, ...]]] = deque([(left, right, ())])
        seen = {(left, right)}
        while waiting:
            one, other, path = waiting.popleft()
            if one.nullable is not other.nullable and not (one.has_values or other.has_values):
                yield _Parting(path, "", "left" if one.nullable else "right")
            following = self.pool.after_text(one), self.pool.after_text(other)
            allowed = [each is not self.pool.not_allowed for each in following]
            if allowed[0] is not allowed[1] and not (one.has_values or other.has_values):
                yield _Parting(path, "#text", "left" if allowed[0] else "right")
            elif all(allowed) and following not in seen:
                seen.add(following)
                waiting.append((*following, (*path, "#text")))
            for name in alphabet(one, other):
                ways = self.pool.elements(one, name), self.pool.elements(other, name)
                if not all(ways):
                    if any(ways):
                        yield _Parting(path, name, "left" if ways[0] else "right")
                    continue
                self._list(name, *ways)
                pair = tuple(self.pool.choice(rest for _, rest in way) for way in ways)
                if pair not in seen:
                    seen.add(pair)  # type: ignore[arg-type]
                    waiting.append((pair[0], pair[1], (*path, name)))

    def _list(
        self, name: str, left: Iterable[tuple[Pattern, Pattern]], right: Iterable[tuple[Pattern, Pattern]]
    ) -> None:
        seen = _Seen(name, tuple(each for each, _ in left), tuple(each for each, _ in right))
        if seen not in self._met:
            self._met.add(seen)
            self.is_ambiguous |= max(len({each.content for each in side}) for side in (seen.left, seen.right)) > 1
            self._waiting.append(seen)

    def _values_of_content(self, left: Pattern, right: Pattern) -> Iterator[_Parting]:
        for allows in self._partings(left, right):
            yield _Parting((), "#value", allows)

    # -- attributes -------------------------------------------------------------------------------------------------

    def _attributes(self, seen: _Seen, left: Pattern, right: Pattern):  # type: ignore[no-untyped-def]
        """The differences of two tags; gives the pairs of contents that tags alike in both leave."""
        pairs = {(left, right): None}
        for name in dict.fromkeys((*_attribute_names(left), *_attribute_names(right))):
            following: dict[tuple[Pattern, Pattern], None] = {}
            said = False
            for one, other in pairs:
                ways = self.pool.attributes(one, name), self.pool.attributes(other, name)
                lacking = without(self.pool, one, name), without(self.pool, other, name)
                bare = [self.pool.forgiven(each) is not self.pool.not_allowed for each in lacking]
                if not said and bool(ways[0]) is not bool(ways[1]):
                    said = True
                    yield self._about(seen, What.ATTRIBUTE, name, "left" if ways[0] else "right")
                if not said and bare[0] is not bare[1]:
                    said = True
                    yield self._about(seen, What.REQUIRED, name, "left" if bare[0] else "right")
                if all(ways):
                    values = [self.pool.choice(value for value, _ in way) for way in ways]
                    for allows in self._partings(values[0], values[1]) if not said else ():
                        yield self._about(seen, What.VALUES, name, allows, values)
                    rests = tuple(self.pool.choice(rest for _, rest in way) for way in ways)
                    following[rests[0], rests[1]] = None
                if all(bare):
                    following[lacking] = None
            pairs = following or pairs
        return [
            (self.pool.after_tag(one), self.pool.after_tag(other))
            for one, other in pairs
            if self.pool.not_allowed not in (self.pool.after_tag(one), self.pool.after_tag(other))
        ] or [(self.pool.forgiven(left), self.pool.forgiven(right))]

    def _partings(self, left: Pattern, right: Pattern) -> list[str]:
        """Which schema has values that the other has not: "left", "right", both, or neither."""
        if left is right or _are_alike(self.pool, left, right):
            return []
        found = []
        if self._value_of_one(left, right) is not None:
            found.append("left")
        if self._value_of_one(right, left) is not None:
            found.append("right")
        # written otherwise, and no text tells them apart: to be sure of it is more than samples can say
        return found or ["left", "right"]

    def _value_of_one(self, having: Pattern, lacking: Pattern) -> str | None:
        texts = (
            *samples(self.pool, having),
            *(text for text in samples(self.pool, lacking) if self.pool.has(having, text)),
        )
        return next((text for text in texts if not self.pool.has(lacking, text)), None)

    # -- words and examples -----------------------------------------------------------------------------------------

    def _about(
        self, seen: _Seen, what: What, name: str, allows: str, values: list[Pattern] | None = None
    ) -> Difference:
        shown = f"`@{_short(name)}`"
        value = ""
        match what:
            case What.ATTRIBUTE:
                message = _SAID["attribute"][allows](attribute=shown)
            case What.REQUIRED:
                message = _SAID["absent"][allows](attribute=shown)
            case _:
                assert values is not None  # noqa: S101 - asked with them
                having, lacking = values if allows == "left" else reversed(values)
                found = self._value_of_one(having, lacking)
                value = found or ""
                if found is not None:
                    message = _SAID["value"][allows](attribute=shown, value=found)
                else:
                    message = _SAID["values"][allows](attribute=shown, kinds=_kinds(having), others=_kinds(lacking))
        content = self._content(seen, allows)
        if what is What.REQUIRED:
            content = without(self.pool, content, name)

        def fill(node: Element, examples: Examples) -> None:
            if what is not What.REQUIRED:
                self._give(node, content, name, value)
            examples.fill(node, content)

        example = self._example(seen, allows, fill)
        return Difference(_short(seen.name), what, _short(name), allows, message, example)

    def _give(self, node: Element, content: Pattern, name: str, value: str) -> None:
        """Give an element an attribute with this value, or one that it may have. Raises `NoExample`."""
        ways = self.pool.attributes(content, name)
        given = value or next((text for each, _ in ways for text in samples(self.pool, each)), None)
        if given is None:
            raise NoExample
        node.set(name, given)

    def _said(self, element: str, what: What, found: _Parting, seen: _Seen | None) -> Difference:
        own = f"`<{_short(element)}>`" if element else say("the document")
        match found.child:
            case "":
                message = _SAID["end"][found.allows](element=own, path=_path(found.path))
            case "#text":
                message = _SAID["text"][found.allows](element=own)
            case "#value":
                message = _SAID["words"][found.allows](element=own)
            case child:
                message = _SAID["child"][found.allows](child=_short(child), path=_path(found.path), element=own)
        subject = "" if found.child in ("", "#text", "#value") else _short(found.child)
        example = ""
        if seen is not None and found.child != "#value":
            example = self._example(
                seen, found.allows, lambda node, examples: self._with_content(node, examples, seen, found)
            )
        elif seen is None and found.child and found.child[0] != "#":
            example = self._root(found)
        return Difference(_short(element), what, subject, found.allows, message, example)

    def _root(self, found: _Parting) -> str:
        grammar = self.left if found.allows == "left" else self.right
        element = self.pool.elements(grammar.start, found.child)[0][0]
        examples = self._of(found.allows)
        try:
            root, node = examples.around(element)
            examples.fill(node, element.content)
        except NoExample:
            return ""
        return _written(root)

    def _with_content(self, node: Element, examples: Examples, seen: _Seen, found: _Parting) -> None:
        content = self._content(seen, found.allows)
        examples.give_attributes(node, content)
        rest = self.pool.forgiven(content)
        for step in (*found.path, *((found.child,) if found.child else ())):
            if step == "#text":
                rest = self.pool.after_text(rest)
                _append_text(node, "text")
                continue
            ways = self.pool.elements(rest, step)
            if not ways:
                raise NoExample
            rest = self.pool.choice(left for _, left in ways)
            examples.give_child(node, ways[0][0])
        examples.give_children(node, rest)

    def _content(self, seen: _Seen, allows: str) -> Pattern:
        return self.pool.choice(each.content for each in (seen.left if allows == "left" else seen.right))

    def _of(self, side: str) -> Examples:
        if side not in self._examples:
            self._examples[side] = Examples(self.left if side == "left" else self.right)
        return self._examples[side]

    def _example(self, seen: _Seen, allows: str, fill) -> str:  # type: ignore[no-untyped-def]
        """A document that shows a difference: the schema that allows it has it, and the other has not; "" where none was found."""
        examples = self._of(allows)
        try:
            root, node = examples.around((seen.left if allows == "left" else seen.right)[0])
            fill(node, examples)
        except NoExample:
            return ""
        other = "right" if allows == "left" else "left"
        proved = self.machines[allows].is_valid(root) and not self.machines[other].is_valid(root)
        return _written(root) if proved else ""


@dataclass(frozen=True, slots=True)
class _Parting:
    """Where two contents part: after these children, by this one ("" for the end, "#text", "#value")."""

    path: tuple[str, ...]
    child: str
    allows: str


def _attribute_names(pattern: Pattern) -> Iterator[str]:
    for part in inside(pattern, Kind.ATTRIBUTE):
        yield from names.samples(part.names) if part.names else ()


def _are_alike(pool: Pool, left: Pattern, right: Pattern) -> bool:
    """Whether two patterns of values are one, however they are written; False does not mean that they are not."""
    if _is_anything(left) or _is_anything(right):
        return _is_anything(left) and _is_anything(right)
    lists = [pool.choice(each.parts[0] for each in inside(value, Kind.LIST)) for value in (left, right)]
    return _words(pool, left) == _words(pool, right) and _are_alike_as_rows(pool, *lists)


def _is_anything(value: Pattern) -> bool:
    """Whether any text is such a value."""
    return any(
        each.kind is Kind.TEXT
        or (not each.parts and each.datatype is not None and words_of(each.datatype) in _ANYTHING)
        for each in inside(value, Kind.TEXT, Kind.DATA)
    )


_ANYTHING = ("string", "token", "normalizedString")


def _words(pool: Pool, value: Pattern) -> frozenset[object]:
    """What is no list: literals and datatypes. A literal that one of the datatypes has anyway adds nothing."""
    data = set(inside(value, Kind.DATA))
    literals = (each for each in inside(value, Kind.VALUE) if not any(pool.has(one, str(each.source)) for one in data))
    return frozenset((*literals, *data, value.nullable))


def _are_alike_as_rows(pool: Pool, left: Pattern, right: Pattern) -> bool:
    """Whether two patterns of lists have the same lists: both are walked at once, from one literal or datatype to the next."""
    waiting, seen = [(left, right)], {(left, right)}
    while waiting:
        one, other = waiting.pop()
        if one.nullable is not other.nullable:
            return False
        for atom in {each for part in (one, other) for each in inside(part, Kind.VALUE, Kind.DATA)}:
            pair = (_after(pool, one, atom), _after(pool, other, atom))
            if pair not in seen:
                seen.add(pair)
                waiting.append(pair)
    return True


def _after(pool: Pool, pattern: Pattern, atom: Pattern) -> Pattern:
    """What may follow in a list after a word that the atom has, a literal or a datatype."""
    match pattern.kind:
        case Kind.CHOICE:
            return pool.choice(_after(pool, part, atom) for part in pattern.parts)
        case Kind.GROUP:
            first, rest = pattern.parts[0], pool.group(pattern.parts[1:])
            here = pool.group((_after(pool, first, atom), rest))
            return pool.choice((here, _after(pool, rest, atom))) if first.nullable else here
        case Kind.REPEAT:
            return pool.group((_after(pool, pattern.parts[0], atom), pool.optional(pattern)))
        case Kind.VALUE | Kind.DATA:
            is_it = pattern is atom or (atom.kind is Kind.VALUE and pool.has(pattern, str(atom.source)))
            return pool.empty if is_it else pool.not_allowed
        case _:
            return pool.not_allowed


def _kinds(value: Pattern) -> str:
    data = [words_of(part.datatype) for part in inside(value, Kind.DATA, Kind.LIST) if part.datatype is not None]
    lists = [say("words that are {kinds}", kinds=_kinds(part.parts[0])) for part in inside(value, Kind.LIST)]
    literal = [f"“{part.source}”" for part in inside(value, Kind.VALUE)]
    texts = [say("text")] if inside(value, Kind.TEXT) else []
    kinds = [*texts, *literal[:5], *data, *lists]
    return joined(kinds, say(" or ")) if kinds else say("nothing")


def _short(name: str) -> str:
    uri, local = names.namespace(name), names.local(name)
    if uri == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{local}"
    return "(any other)" if local == names.STRANGE else local


def _path(path: tuple[str, ...]) -> str:
    if not path:
        return say("its start")
    return joined([(say("text") if step == "#text" else f"`<{_short(step)}>`") for step in path][-3:], ", ")


def _append_text(node: Element, text: str) -> None:
    if len(node):
        node[-1].tail = text
    else:
        node.text = text


def _written(root: Element) -> str:
    uri = root.nsmap.get(None)
    if uri and any(not each.tag.startswith("{") for each in root.iter("*")):
        # libxml2 writes an element of no namespace as if it were of the one around it
        made = libxml.etree.Element(root.tag, root.attrib, nsmap={"n": uri})
        made.text = root.text
        made.extend(root)
        libxml.etree.cleanup_namespaces(made)
        root = made
    libxml.etree.indent(root)
    return str(libxml.etree.tostring(root, encoding="unicode"))
