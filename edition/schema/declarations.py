# SPDX-License-Identifier: MIT
"""What an ODD declares, as frozen values, and the questions about it that need inheritance.

The values keep the order of the ODD, which is the order of everything that is made from it.
Members of a class, attributes of an element and content with its classes put in are computed here, once,
so that no compiler has an opinion of its own about them.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal, TypeAlias

from edition.engines.libxml import Element
from edition.errors import WrongUse
from edition.findings import Finding, Place, Severity, ordered
from edition.speech import joined, say

TEI: Final = "http://www.tei-c.org/ns/1.0"
SCHEMATRON: Final = "http://purl.oclc.org/dsdl/schematron"
SAME: Final = "##same"
"""The namespace of an element that says none: that of its schema. One that says "" is in none."""
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


UNREADABLE: Final = "ODD001"
MISSING: Final = "ODD002"
CONTRADICTION: Final = "ODD003"
IN_VAIN: Final = "ODD004"
"""The rules that an ODD may break: it cannot be read, it names what is not there, it contradicts itself; it says something in vain."""


class OddFault(WrongUse):
    """The ODD says something that cannot be compiled; `str(error)` says where, which component, and the trouble.

    `findings` are the same, one by one: an ODD is read to its end whatever is wrong with it.
    """

    def __init__(self, message: str, place: Place | None = None, code: str = UNREADABLE, hint: str = "") -> None:
        super().__init__(said_at(place, joined((message, hint), "; ") if hint else message))
        self.findings: tuple[Finding, ...] = (Finding(code, place or Place(Path()), message, hint),)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> OddFault:
        """The fault that several findings come to, each said once, in the order of their places; it says those that are errors."""
        told = tuple(ordered(findings))
        wrong = (each for each in told if each.severity is Severity.ERROR)
        fault = cls(joined((cls(each.message, each.place, hint=each.hint).said for each in wrong), "\n"))
        fault.findings = told
        return fault


def said_at(place: Place | None, message: str) -> str:
    """A message behind its place, as editors and terminals read it: `my.odd:12: …`."""
    if place is None or place.file == Path():
        return message
    return joined((f"{place.file}:{place.line}" if place.line else str(place.file), message), ": ")


def meant(name: str, known: Iterable[str]) -> str:
    """What to say of a name that is none, where it is almost one that is."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.65)
    return say("did you mean `{name}`?", name=near[0]) if near else ""


# -- what is said to readers ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notes:
    """What a specification tells its readers: its gloss, desc, remarks, exemplum and listRef, in all their languages; and its models."""

    items: tuple[Element, ...] = ()

    def of(self, kind: str, language: str = "en") -> list[Element]:
        """The items of a kind in one language; where there is none in it, those in English, else in the first there is."""
        found = [item for item in self.items if item.tag == f"{{{TEI}}}{kind}" and item.get("type") != DEPRECATION]
        for wanted in (language, "en"):
            chosen = [item for item in found if _language(item).startswith(wanted)]
            if chosen:
                return chosen
        return [item for item in found if _language(item) == _language(found[0])]

    def text(self, kind: str, language: str = "en") -> str:
        """The words of the first item of a kind, white space made even; "" where there is none."""
        chosen = self.of(kind, language)
        return words(chosen[0]) if chosen else ""

    def deprecation(self) -> str:
        """What is said of what is deprecated: since when, and what stands in its place; in English, as rules are written."""
        found = [item for item in self.items if item.get("type") == DEPRECATION]
        chosen = next((item for item in found if _language(item).startswith("en")), found[0] if found else None)
        return "" if chosen is None else words(chosen)

    def ending(self, given: Notes) -> Notes:
        """These notes, and what others say of a deprecation."""
        return Notes((*self.items, *(item for item in given.items if item.get("type") == DEPRECATION)))

    @property
    def models(self) -> tuple[Element, ...]:
        """The processing model: what programs are to make of the element."""
        return tuple(item for item in self.items if item.tag in MODELS)

    def changed(self, given: Notes) -> Notes:
        """These notes, but of each kind that `given` has, only what it has; models are of one kind."""
        kinds = {item.tag for item in given.items}
        kinds |= MODELS if kinds & MODELS else set()
        return Notes(tuple(item for item in self.items if item.tag not in kinds) + given.items) if kinds else self


DEPRECATION: Final = "deprecationInfo"
MODELS: Final = frozenset(f"{{{TEI}}}{name}" for name in ("model", "modelGrp", "modelSequence"))
"""What the processing model of an element is made of."""


def words(item: Element) -> str:
    """The text of an element, with a single space wherever there is white space."""
    return " ".join("".join(item.itertext()).split())


def _language(item: Element) -> str:
    while item is not None:
        if found := item.get(f"{{{XML}}}lang"):
            return str(found)
        item = item.getparent() if item.tag == f"{{{TEI}}}egXML" else None
    return "en"


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
class PatternRef:
    """What RELAX NG in the ODD refers to by name, before it is known what that is; then, a pattern of an external module."""

    ident: str
    occurs: Occurs = ONCE


@dataclass(frozen=True, slots=True)
class Pattern:
    """RELAX NG that has no counterpart in ODD, serialised: an element or an attribute written out in a content model."""

    markup: bytes


@dataclass(frozen=True, slots=True)
class AnyElement:
    """Any element whatever with anything inside, of the namespaces required, if any, but for what is left out.

    Left out are whole namespaces, or single names written `{namespace}local`; where it is None, what the schema leaves out.
    """

    require: tuple[str, ...] = ()
    leave_out: tuple[str, ...] | None = ()
    occurs: Occurs = ONCE


@dataclass(frozen=True, slots=True)
class Data:
    """A value: of a datatype of the ODD (`ident`) or of XML Schema (`xsd`), narrowed by facets."""

    ident: str = ""
    xsd: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    occurs: Occurs = ONCE


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a list, as documents write it, and what it means; `mode` is what it does to the value it changes."""

    ident: str
    description: str = ""
    valid_until: str = ""
    mode: str = "add"
    notes: Notes = field(default=Notes(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Values:
    """A value list: all values (`closed`), some values (`semi`) or examples of values (`open`), with what they mean.

    `mode` is what the list does to the one it changes; `""` is a kind that a changing list leaves as it was.
    """

    kind: Literal["closed", "semi", "open", ""]
    items: tuple[Value, ...]
    mode: str = "add"

    @property
    def idents(self) -> tuple[str, ...]:
        """The values without their meanings."""
        return tuple(item.ident for item in self.items)


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
    Text
    | Empty
    | Nothing
    | ElementRef
    | ClassRef
    | MacroRef
    | PatternRef
    | Pattern
    | AnyElement
    | Data
    | Values
    | Sequence
    | Alternate
)


# -- rules ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Subject:
    """What an assertion without a rule is about: an element, or an attribute of it."""

    name: str
    namespace: str = TEI
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint in Schematron: what stands in it, serialised, and whom it is about.

    `mode` is what it does to the constraint of its ident that the component has already; `prefixes` are those that it
    declares by `sch:ns`, and those that its expressions use and the ODD declares as XML does.
    """

    ident: str
    description: str
    markup: tuple[bytes, ...]
    mode: str = "add"
    subjects: tuple[Subject, ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()
    place: Place | None = field(default=None, compare=False)


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
    valid_until: str = ""
    constraints: tuple[Constraint, ...] = ()
    notes: Notes = field(default=Notes(), compare=False, repr=False)

    @property
    def local(self) -> str:
        """Its name without a prefix."""
        return self.name.rpartition(":")[2]

    @property
    def is_foreign(self) -> bool:
        """Whether it is in a namespace, and not in that of XML."""
        return bool(self.namespace) and not self.name.startswith("xml:")


@dataclass(frozen=True, slots=True)
class AttributeRef:
    """An attribute of a class, taken up in another list by name, and changed there where there is an `override`."""

    owner: str
    ident: str
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class AttributeList:
    """Attributes that go together (`group`) or of which only one may be used (`choice`)."""

    parts: tuple[AttributePart, ...]
    choice: bool = False


@dataclass(frozen=True, slots=True)
class AttributePattern:
    """Attributes that a grammar outside the ODD defines under a name (`attRef/@name`, beside `moduleRef/@url`)."""

    ident: str


AttributePart: TypeAlias = Attribute | AttributeRef | AttributeList | AttributePattern


@dataclass(frozen=True, slots=True)
class Override:
    """What an element or class does to an attribute that it inherits: `given` is what its `attDef` states."""

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
    """One entry of an attribute list: of the class `owner`, or where that is empty, of the component itself or as changed by it."""

    owner: str
    part: AttributePart
    changed: bool = False


AttributeUse: TypeAlias = WholeClass | OneAttribute


# -- specifications ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Membership:
    """What a specification says about its classes: which it is a member of; in a change, which it leaves (`left`).

    `whole` says that the list stands for itself, and what the component was a member of before does not count.
    """

    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class ClassSpec:
    """A class of elements: with common attributes (`atts`) or a common place in content (`model`)."""

    ident: str
    kind: Literal["atts", "model"]
    module: str
    description: str
    member_of: tuple[str, ...]
    attributes: tuple[AttributePart, ...] = ()
    overrides: tuple[Override, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    valid_until: str = ""
    notes: Notes = field(default=Notes(), compare=False, repr=False)
    place: Place | None = field(default=None, compare=False)


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
    constraints: tuple[Constraint, ...] = ()
    valid_until: str = ""
    notes: Notes = field(default=Notes(), compare=False, repr=False)
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ContentSpec:
    """A macro (`macro`) or a datatype (`data`): a name for content that is needed more than once."""

    ident: str
    kind: Literal["macro", "data"]
    module: str
    description: str
    content: Content
    constraints: tuple[Constraint, ...] = ()
    valid_until: str = ""
    notes: Notes = field(default=Notes(), compare=False, repr=False)
    place: Place | None = field(default=None, compare=False)


Spec: TypeAlias = ElementSpec | ClassSpec | ContentSpec


def kind_of(spec: Spec) -> str:
    """What a component is, as messages call it."""
    match spec:
        case ElementSpec():
            return say("an element")
        case ClassSpec(kind="atts"):
            return say("a class of attributes")
        case ClassSpec():
            return say("a class of elements")
        case ContentSpec(kind="macro"):
            return say("a macro")
        case _:
            return say("a datatype")


@dataclass(frozen=True)
class Schema:
    """All that an ODD declares, by ident, in its order."""

    ident: str
    start: tuple[str, ...]
    namespace: str
    digest: str
    elements: Mapping[str, ElementSpec]
    classes: Mapping[str, ClassSpec]
    macros: Mapping[str, ContentSpec]
    datatypes: Mapping[str, ContentSpec]
    own_constraints: tuple[Constraint, ...] = ()
    namespaces: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    patterns: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)
    query_binding: str = "xslt3"
    notes: Notes = field(default=Notes(), compare=False, repr=False)

    # -- classes ----------------------------------------------------------------------------------------------------

    @functools.cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {name: [] for name in self.classes}
        specs: list[ClassSpec | ElementSpec] = [*self.classes.values(), *self.elements.values()]
        for spec in specs:
            for parent in spec.member_of:
                found[parent].append(spec.ident)
        return {name: tuple(idents) for name, idents in found.items()}

    def members(self, ident: str) -> tuple[str, ...]:
        """The direct members of a class, classes before elements, each in the order of the ODD."""
        return self._members[ident]

    def class_elements(self, ident: str) -> tuple[str, ...]:
        """The elements of a class and of its subclasses, each once."""
        if ident not in self._class_elements:
            found: dict[str, None] = {}
            for member in self.members(ident):
                found.update(dict.fromkeys([member] if member in self.elements else self.class_elements(member)))
            self._class_elements[ident] = tuple(found)
        return self._class_elements[ident]

    @functools.cached_property
    def _class_elements(self) -> dict[str, tuple[str, ...]]:
        return {}

    def expanded(self, reference: ClassRef) -> Content:
        """What a reference to a class stands for, in references to its members."""
        parts: list[Content] = []
        for member in self.members(reference.ident):
            if (reference.include and member not in reference.include) or member in reference.leave_out:
                continue
            if member in self.elements:
                parts.append(ElementRef(member, _MEMBER_OCCURS[reference.expand]))
            else:  # one of the members of a member class has its place in the sequence, as the TEI's processor has it
                parts.append(ClassRef(member, occurs=_MEMBER_OCCURS[reference.expand]))
        if not parts:  # a choice between nothing cannot be made, but a sequence of nothing is there at once
            return Nothing() if reference.expand == "alternate" else Empty()
        if reference.expand == "alternate":
            return Alternate(tuple(parts), reference.occurs)
        return Sequence(tuple(parts), reference.occurs)

    def resolved(self, content: Content) -> Content:
        """The content with every class and macro put in, so that only elements, text and values are left."""
        match content:
            case ClassRef():
                return self.resolved(self.expanded(content))
            case MacroRef():
                inner = self.resolved(self.macros[content.ident].content)
                return inner if content.occurs == ONCE else Sequence((inner,), content.occurs)
            case Sequence() | Alternate():
                return replace(content, parts=tuple(self.resolved(part) for part in content.parts))
            case _:
                return content

    # -- rules ------------------------------------------------------------------------------------------------------

    @property
    def constraints(self) -> Iterator[Constraint]:
        """Every constraint with what it is about: those of classes and elements, of their attributes, then the schema's own."""
        for spec in self.classes.values():
            about = tuple(
                Subject(self.elements[ident].name, self.elements[ident].namespace)
                for ident in self.class_elements(spec.ident)
            )
            yield from self._constraints(spec, about)
        for element in self.elements.values():
            yield from self._constraints(element, (Subject(element.name, element.namespace),))
        for content in (*self.macros.values(), *self.datatypes.values()):
            yield from content.constraints
        yield from self.own_constraints

    def _constraints(self, spec: ClassSpec | ElementSpec, about: tuple[Subject, ...]) -> Iterator[Constraint]:
        yield from (replace(constraint, subjects=about) for constraint in spec.constraints)
        for attribute in (*self.flat(own(spec.attributes)), *(override.given for override in spec.overrides)):
            named = f"*:{attribute.local}" if attribute.is_foreign else attribute.name
            subjects = tuple(replace(subject, attribute=named) for subject in about)
            yield from (replace(constraint, subjects=subjects) for constraint in attribute.constraints)

    def component(self, ident: str) -> Spec | None:
        """What is called so, of whatever kind; None where nothing is."""
        kinds: tuple[Mapping[str, Spec], ...] = (self.elements, self.classes, self.macros, self.datatypes)
        return next((held[ident] for held in kinds if ident in held), None)

    # -- values -----------------------------------------------------------------------------------------------------

    def narrowed(self, data: Data) -> Data | None:
        """The datatype of XML Schema that a datatype of the ODD narrows, with all facets on the way to it; None where it is no such."""
        facets: tuple[tuple[str, str], ...] = ()
        for _ in range(len(self.datatypes) + 1):  # a circle is told of elsewhere
            facets = (*data.facets, *facets)
            if data.xsd:
                return replace(data, facets=facets)
            inner = self.datatypes[data.ident].content if data.ident in self.datatypes else None
            if not isinstance(inner, Data):
                return None
            data = inner
        return None

    # -- attributes -------------------------------------------------------------------------------------------------

    def provided(self, ident: str) -> dict[str, tuple[str, Attribute]]:
        """The attributes that a class gives its members, by ident, with the class that declares each.

        They are its own, and those of the classes above it as it changes them: the nearest class has the last word.
        """
        if ident not in self._provided:
            spec = self.classes[ident]
            found = {attribute.ident: (ident, attribute) for attribute in self.flat(spec.attributes)}
            for name, given in self.inherited(ident).items():
                found.setdefault(name, given)
            self._provided[ident] = found
        return self._provided[ident]

    @functools.cached_property
    def _provided(self) -> dict[str, dict[str, tuple[str, Attribute]]]:
        return {}

    def inherited(self, ident: str) -> dict[str, tuple[str, Attribute]]:
        """The attributes that an element or class inherits, as it changes them, by ident, with the class that declares each."""
        spec = self.elements[ident] if ident in self.elements else self.classes[ident]
        found: dict[str, tuple[str, Attribute]] = {}
        for parent in spec.member_of:
            if self.classes[parent].kind == "atts":
                for name, given in self.provided(parent).items():
                    found.setdefault(name, given)
        for override in spec.overrides:
            if override.ident in found:
                owner, attribute = found[override.ident]
                changed = overridden(attribute, override)
                if changed is None:
                    del found[override.ident]
                else:
                    found[override.ident] = (owner, changed)
        return found

    def attributes(self, ident: str) -> tuple[Attribute, ...]:
        """Every attribute that an element may have, its own first, changed as the element changes it."""
        found = {attribute.ident: attribute for attribute in self.flat(self.elements[ident].attributes)}
        for name, (_, attribute) in self.inherited(ident).items():
            found.setdefault(name, attribute)
        return tuple(found.values())

    def attribute_uses(self, ident: str) -> Iterator[AttributeUse]:
        """How a schema language writes the attributes of an element or class: whole classes where it can, else one by one.

        No attribute comes twice, whatever the ways by which it is inherited. What is changed on the way comes last.
        """
        spec = self.elements[ident] if ident in self.elements else self.classes[ident]
        wanted = {name: attribute for name, (_, attribute) in self.inherited(ident).items()}
        for attribute in self.flat(spec.attributes):
            wanted.pop(attribute.ident, None)
        yield from self._inherited_uses(spec.member_of, wanted)
        yield from (OneAttribute("", part) for part in spec.attributes)
        yield from (OneAttribute("", attribute, changed=True) for attribute in wanted.values())

    def _inherited_uses(self, classes: tuple[str, ...], wanted: dict[str, Attribute]) -> Iterator[AttributeUse]:
        """Takes from `wanted` whatever the classes give exactly so."""
        for ident in classes:
            spec = self.classes[ident]
            if spec.kind != "atts":
                continue
            given = {name: attribute for name, (_, attribute) in self.provided(ident).items()}
            if given and all(wanted.get(name) is attribute for name, attribute in given.items()):
                for name in given:
                    del wanted[name]
                yield WholeClass(ident)
                continue
            yield from self._inherited_uses(spec.member_of, wanted)
            own = list(self.flat(spec.attributes))
            hidden = {attribute.ident for attribute in own if wanted.get(attribute.ident) is not attribute}
            if len(hidden) < len(own) or not own:
                yield from (OneAttribute(ident, part) for part in without(spec.attributes, hidden))
            for attribute in own:
                if attribute.ident not in hidden:
                    del wanted[attribute.ident]

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
                case AttributePattern():
                    pass

    def attribute(self, reference: AttributeRef) -> Attribute:
        """The attribute that a reference is to."""
        for part in leaves(self.classes[reference.owner].attributes):
            if part.ident == reference.ident:
                attribute = self.attribute(part) if isinstance(part, AttributeRef) else part
                return (overridden(attribute, reference.override) if reference.override else None) or attribute
        raise OddFault(
            say("class {ident} has no attribute {attribute}", ident=reference.owner, attribute=reference.ident)
        )


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
    stated = {name: getattr(given, name) for name in override.states}
    stated["notes"] = attribute.notes.changed(given.notes)
    stated["constraints"] = merged_constraints(attribute.constraints, given.constraints)
    if "values" in stated:
        stated["values"] = merged_values(attribute.values, given.values)
    return replace(attribute, **stated)


def merged_values(old: Values | None, given: Values | None) -> Values | None:
    """A value list as another changes it: as a whole, unless that one is in mode `change`, when it goes item by item."""
    if given is None or given.mode == "delete":
        return None
    merged = _merged_values(old, given)
    return None if merged is not None and merged.kind == "closed" and not merged.items else merged


def _merged_values(old: Values | None, given: Values) -> Values | None:
    if old is None and given.mode == "change":
        given = replace(given, items=tuple(item for item in given.items if item.mode != "delete"))
        if not given.items:
            return None
    if old is None or given.mode != "change":
        added = tuple(replace(item, mode="add") for item in given.items)
        return replace(given, kind=given.kind or "open", items=added, mode="add")
    items = {item.ident: item for item in old.items}
    for item in given.items:
        before = items.get(item.ident)
        if item.mode == "delete":
            items.pop(item.ident, None)
        elif item.mode == "change" and before is not None:
            notes = before.notes.changed(item.notes)
            description = item.description or before.description
            until = item.valid_until or before.valid_until
            items[item.ident] = replace(before, notes=notes, description=description, valid_until=until)
        else:
            items[item.ident] = replace(item, mode="add")
    return Values(given.kind or old.kind, tuple(items.values()))


def merged_constraints(old: tuple[Constraint, ...], given: tuple[Constraint, ...]) -> tuple[Constraint, ...]:
    """The constraints of a component as a customisation changes them, by their idents; those that are new come last."""
    found = {constraint.ident: constraint for constraint in old}
    for constraint in given:
        if constraint.mode == "delete":
            found.pop(constraint.ident, None)
        else:
            before = found.get(constraint.ident)
            kept = before.markup if before is not None and not constraint.markup else constraint.markup
            found[constraint.ident] = replace(constraint, markup=kept, mode="add")
    return tuple(found.values())


def leaves(parts: Iterable[AttributePart]) -> Iterator[Attribute | AttributeRef]:
    """The attributes and references of a list, in groups and choices too."""
    for part in parts:
        if isinstance(part, AttributeList):
            yield from leaves(part.parts)
        elif not isinstance(part, AttributePattern):
            yield part


def own(parts: tuple[AttributePart, ...]) -> tuple[AttributePart, ...]:
    """The entries of an attribute list that are declared in it, and not taken up from a class."""
    kept: list[AttributePart] = []
    for part in parts:
        match part:
            case AttributeList():
                kept.append(replace(part, parts=own(part.parts)))
            case Attribute():
                kept.append(part)
            case _:
                pass
    return tuple(kept)


def without(parts: Iterable[AttributePart], hidden: set[str]) -> Iterator[AttributePart]:
    """The entries of an attribute list but for some attributes, which may stand inside a group or choice."""
    for part in parts:
        match part:
            case AttributeList():
                inner = tuple(without(part.parts, hidden))
                if inner:
                    yield AttributeList(inner, part.choice)
            case Attribute() | AttributeRef() if part.ident in hidden:
                pass
            case _:
                yield part
