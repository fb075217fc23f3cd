# SPDX-License-Identifier: MIT
"""What an ODD declares, as frozen values, and the questions about it that need inheritance.

The values keep the order of the ODD, which is the order of everything that is made from it.
Members of a class, attributes of an element and content with its classes put in are computed here, once,
so that no compiler has an opinion of its own about them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from edition.errors import WrongUse

TEI: Final = "http://www.tei-c.org/ns/1.0"
SCHEMATRON: Final = "http://purl.oclc.org/dsdl/schematron"
XML: Final = "http://www.w3.org/XML/1998/namespace"

Expansion: TypeAlias = Literal[
    "alternate", "sequence", "sequenceOptional", "sequenceRepeatable", "sequenceOptionalRepeatable"
]
EXPANSIONS: Final[tuple[Expansion, ...]] = (
    "alternate",
    "sequence",
    "sequenceOptional",
    "sequenceRepeatable",
    "sequenceOptionalRepeatable",
)


class OddFault(WrongUse):
    """The ODD says something that cannot be compiled; `str(error)` names the component and the trouble."""


# -- content ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Occurs:
    """How often something may stand; `most` is None where there is no limit."""

    least: int = 1
    most: int | None = 1


ONCE: Final = Occurs()


@dataclass(frozen=True, slots=True)
class Text:
    """Any text, or none."""


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """What no document can satisfy: a class without members."""


@dataclass(frozen=True, slots=True)
class ElementRef:
    """An element, by the ident of its specification."""

    ident: str
    occurs: Occurs = ONCE


@dataclass(frozen=True, slots=True)
class ClassRef:
    """The members of a model class, put in as `expand` says; `include` and `leave_out` pick among the direct members."""

    ident: str
    expand: Expansion = "alternate"
    include: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    occurs: Occurs = ONCE


@dataclass(frozen=True, slots=True)
class MacroRef:
    """The content that a macro stands for."""

    ident: str
    occurs: Occurs = ONCE


@dataclass(frozen=True, slots=True)
class AnyElement:
    """Any element whatever with anything inside, but for the namespaces left out or outside those required."""

    require: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    occurs: Occurs = ONCE


@dataclass(frozen=True, slots=True)
class Data:
    """A value: of a datatype of the ODD (`ident`) or of XML Schema (`xsd`), narrowed by facets."""

    ident: str = ""
    xsd: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    occurs: Occurs = ONCE


@dataclass(frozen=True, slots=True)
class Values:
    """A value list: all values (`closed`), some values (`semi`) or examples of values (`open`), with what they mean."""

    kind: Literal["closed", "semi", "open"]
    items: tuple[tuple[str, str], ...]

    @property
    def idents(self) -> tuple[str, ...]:
        """The values without their meanings."""
        return tuple(ident for ident, _ in self.items)


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other; in any order where `ordered` is false."""

    parts: tuple[Content, ...]
    occurs: Occurs = ONCE
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class Alternate:
    """One of several."""

    parts: tuple[Content, ...]
    occurs: Occurs = ONCE


Content: TypeAlias = (
    Text | Empty | Nothing | ElementRef | ClassRef | MacroRef | AnyElement | Data | Values | Sequence | Alternate
)


# -- attributes -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute. `datatype` is what one of its values may be, `occurs` how many values it takes."""

    ident: str
    name: str
    description: str = ""
    required: bool = False
    recommended: bool = False
    datatype: Content = Data(xsd="string")
    occurs: Occurs = ONCE
    values: Values | None = None
    default: str = ""
    namespace: str = ""


@dataclass(frozen=True, slots=True)
class AttributeRef:
    """An attribute of a class, taken up in another list by name."""

    owner: str
    ident: str


@dataclass(frozen=True, slots=True)
class AttributeList:
    """Attributes that go together (`group`) or of which only one may be used (`choice`)."""

    parts: tuple[AttributePart, ...]
    choice: bool = False


AttributePart: TypeAlias = Attribute | AttributeRef | AttributeList


@dataclass(frozen=True, slots=True)
class Override:
    """What an element does to an attribute that it inherits: `given` is what its `attDef` states."""

    mode: Literal["change", "delete", "replace"]
    ident: str
    given: Attribute
    states: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WholeClass:
    """All attributes of a class and of those above it."""

    ident: str


@dataclass(frozen=True, slots=True)
class OneAttribute:
    """One entry of an attribute list: of the class `owner`, or of the element itself where that is empty."""

    owner: str
    part: AttributePart


AttributeUse: TypeAlias = WholeClass | OneAttribute


# -- specifications ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint in Schematron: its `sch:*` elements as they stand, serialised, and whom it is about."""

    ident: str
    subject: str
    description: str
    markup: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ClassSpec:
    """A class of elements: with common attributes (`atts`) or a common place in content (`model`)."""

    ident: str
    kind: Literal["atts", "model"]
    module: str
    description: str
    member_of: tuple[str, ...]
    attributes: tuple[AttributePart, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementSpec:
    """An element. `name` is what documents write, `ident` what the ODD calls it; they differ where there is an altIdent."""

    ident: str
    name: str
    namespace: str
    module: str
    description: str
    member_of: tuple[str, ...]
    content: Content
    attributes: tuple[AttributePart, ...] = ()
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """All that an ODD declares, by ident, in its order."""

    ident: str
    start: tuple[str, ...]
    namespace: str
    digest: str
    elements: Mapping[str, ElementSpec]
    classes: Mapping[str, ClassSpec]
    macros: Mapping[str, Content]
    datatypes: Mapping[str, Content]
    constraints: tuple[Constraint, ...]
    namespaces: Mapping[str, str] = field(default_factory=dict)
    _members: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def members(self, ident: str) -> tuple[str, ...]:
        """The direct members of a class, classes before elements, each in the order of the ODD."""
        if not self._members:
            found: dict[str, list[str]] = {name: [] for name in self.classes}
            specs: list[ClassSpec | ElementSpec] = [*self.classes.values(), *self.elements.values()]
            for spec in specs:
                for parent in spec.member_of:
                    found[parent].append(spec.ident)
            self._members.update({name: tuple(idents) for name, idents in found.items()})
        return self._members[ident]

    def class_elements(self, ident: str) -> tuple[str, ...]:
        """The elements of a class and of its subclasses, each once."""
        found: dict[str, None] = {}
        for member in self.members(ident):
            found.update(dict.fromkeys([member] if member in self.elements else self.class_elements(member)))
        return tuple(found)

    def expanded(self, reference: ClassRef) -> Content:
        """What a reference to a class stands for, in references to its members."""
        parts: list[Content] = []
        for member in self.members(reference.ident):
            if (reference.include and member not in reference.include) or member in reference.leave_out:
                continue
            if member in self.elements:
                parts.append(ElementRef(member, _MEMBER_OCCURS[reference.expand]))
            elif reference.expand == "alternate":
                parts.append(ClassRef(member))
            else:  # the members of a member class join the sequence one by one
                parts.append(self.expanded(ClassRef(member, reference.expand)))
        if not parts:
            return Nothing()
        if reference.expand == "alternate":
            return Alternate(tuple(parts), reference.occurs)
        return Sequence(tuple(parts), reference.occurs)

    def resolved(self, content: Content) -> Content:
        """The content with every class and macro put in, so that only elements, text and values are left."""
        match content:
            case ClassRef():
                return self.resolved(self.expanded(content))
            case MacroRef():
                inner = self.resolved(self.macros[content.ident])
                return inner if content.occurs == ONCE else Sequence((inner,), content.occurs)
            case Sequence() | Alternate():
                return replace(content, parts=tuple(self.resolved(part) for part in content.parts))
            case _:
                return content

    def attribute_classes(self, ident: str) -> Iterator[str]:
        """The attribute classes that an element or class inherits from, the near before the far, each once."""
        member_of = (self.elements if ident in self.elements else self.classes)[ident].member_of
        waiting, seen = list(member_of), set[str]()
        while waiting:
            name = waiting.pop(0)
            if name in seen or self.classes[name].kind != "atts":
                continue
            seen.add(name)
            yield name
            waiting.extend(self.classes[name].member_of)

    def inherited(self, ident: str) -> dict[str, tuple[str, Attribute]]:
        """The attributes that an element or class inherits, by ident, with the class that declares each."""
        found: dict[str, tuple[str, Attribute]] = {}
        for name in self.attribute_classes(ident):
            for attribute in self.flat(self.classes[name].attributes):
                found.setdefault(attribute.ident, (name, attribute))
        return found

    def attributes(self, ident: str) -> tuple[Attribute, ...]:
        """Every attribute that an element may have, its own first, changed as the element changes it."""
        element = self.elements[ident]
        found = {attribute.ident: attribute for attribute in self.flat(element.attributes)}
        overrides = {override.ident: override for override in element.overrides}
        for name, (_, attribute) in self.inherited(ident).items():
            if name in found:
                continue
            changed = overridden(attribute, overrides[name]) if name in overrides else attribute
            if changed is not None:
                found[name] = changed
        return tuple(found.values())

    def attribute_uses(self, ident: str) -> Iterator[AttributeUse]:
        """How a schema language writes the attributes of an element: whole classes where it can, else one by one.

        No attribute comes twice, whatever the ways by which it is inherited.
        """
        element = self.elements[ident]
        hidden = {attribute.ident for attribute in self.flat(element.attributes)}
        hidden |= {override.ident for override in element.overrides}
        yield from self._inherited_uses(element.member_of, hidden, set())
        yield from (OneAttribute("", part) for part in element.attributes)
        inherited = self.inherited(ident)
        for override in element.overrides:
            changed = overridden(inherited[override.ident][1], override)
            if changed is not None:
                yield OneAttribute("", changed)

    def _inherited_uses(self, classes: tuple[str, ...], hidden: set[str], seen: set[str]) -> Iterator[AttributeUse]:
        for ident in classes:
            spec = self.classes[ident]
            if spec.kind != "atts" or ident in seen:
                continue
            seen.add(ident)
            above = set(self.attribute_classes(ident))
            own = {attribute.ident for attribute in self.flat(spec.attributes)}
            if not hidden & (own | self.inherited(ident).keys()) and not seen & above:
                seen |= above
                yield WholeClass(ident)
                continue
            yield from self._inherited_uses(spec.member_of, hidden, seen)
            yield from (OneAttribute(ident, part) for part in without(spec.attributes, hidden))

    def flat(self, parts: tuple[AttributePart, ...]) -> Iterator[Attribute]:
        """The attributes of a list, whether they stand in it alone, in a group or in a choice."""
        for part in parts:
            match part:
                case Attribute():
                    yield part
                case AttributeRef():
                    yield self.attribute(part)
                case AttributeList():
                    yield from self.flat(part.parts)

    def attribute(self, reference: AttributeRef) -> Attribute:
        """The attribute that a reference is to."""
        for attribute in self.flat(self.classes[reference.owner].attributes):
            if attribute.ident == reference.ident:
                return attribute
        raise OddFault(f"class {reference.owner} has no attribute {reference.ident}")


_MEMBER_OCCURS: Final[Mapping[Expansion, Occurs]] = {
    "alternate": ONCE,
    "sequence": ONCE,
    "sequenceOptional": Occurs(0, 1),
    "sequenceRepeatable": Occurs(1, None),
    "sequenceOptionalRepeatable": Occurs(0, None),
}


def overridden(attribute: Attribute, override: Override) -> Attribute | None:
    """The attribute as an element changes it; None where the element deletes it."""
    if override.mode == "delete":
        return None
    if override.mode == "replace":
        return override.given
    given = override.given
    return replace(attribute, **{name: getattr(given, name) for name in override.states})


def without(parts: Iterable[AttributePart], hidden: set[str]) -> Iterator[AttributePart]:
    """The entries of an attribute list but for some attributes, which may stand inside a group or choice."""
    for part in parts:
        match part:
            case AttributeList():
                inner = tuple(without(part.parts, hidden))
                if inner:
                    yield AttributeList(inner, part.choice)
            case Attribute() | AttributeRef() if part.ident not in hidden:
                yield part
            case _:
                pass
