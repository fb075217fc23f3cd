# SPDX-License-Identifier: MIT
"""Reads a self-contained ODD into frozen values and answers the questions that need inheritance.

The values keep the order of the ODD, which is the order of everything that is made from it.
Members of a class, attributes of an element and content with its classes put in are computed here, once,
so that no compiler has an opinion of its own about them.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal, TypeAlias

from edition.engines.libxml import Element, etree
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
            for spec in (*self.classes.values(), *self.elements.values()):
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
            if reference.include and member not in reference.include or member in reference.leave_out:
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
        spec = self.elements.get(ident) or self.classes[ident]
        waiting, seen = list(spec.member_of), set[str]()
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


# -- reading ----------------------------------------------------------------------------------------------------------


def read(path: Path) -> Schema:
    """The ODD of a file. Raises `OddFault` where it is none, or names what it does not declare."""
    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise OddFault(f"{path} cannot be read: {error.strerror}") from error


def parse(data: bytes) -> Schema:
    """The ODD in these bytes. Raises `OddFault` as `read` does."""
    try:
        root = etree.fromstring(data, etree.XMLParser(no_network=True, resolve_entities=False, remove_comments=True))
    except etree.XMLSyntaxError as error:
        raise OddFault(f"the ODD is not well-formed: {error.msg}") from None
    spec = next(root.iter(_tei("schemaSpec")), None)
    if spec is None:
        raise OddFault("the ODD has no schemaSpec")
    for name in ("moduleRef", "specGrpRef", "classRef", "elementRef", "macroRef", "dataRef"):
        if spec.find(_tei(name)) is not None:
            raise OddFault(f"the schemaSpec refers to specifications by {name}; only an ODD that stands alone is compiled")
    schema = _schema(spec, hashlib.sha256(data).hexdigest())
    _ensure_declared(schema)
    return schema


def _schema(spec: Element, digest: str) -> Schema:
    namespace = spec.get("ns", TEI)
    elements = {ident: _element(item, namespace) for ident, item in _specs(spec, "elementSpec")}
    return Schema(
        ident=spec.get("ident", "schema"),
        start=tuple(spec.get("start", "TEI").split()),
        namespace=namespace,
        digest=digest,
        elements=elements,
        classes={ident: _class(item) for ident, item in _specs(spec, "classSpec")},
        macros={ident: _content(item.find(_tei("content")), ident) for ident, item in _specs(spec, "macroSpec")},
        datatypes={ident: _content(item.find(_tei("content")), ident) for ident, item in _specs(spec, "dataSpec")},
        constraints=tuple(_constraints(spec, namespace)),
        namespaces={item.get("prefix"): item.get("uri") for item in spec.iter(f"{{{SCHEMATRON}}}ns")},
    )


def _specs(spec: Element, kind: str) -> Iterator[tuple[str, Element]]:
    seen: set[str] = set()
    for item in spec.iter(_tei(kind)):
        ident = item.get("ident")
        if not ident:
            raise OddFault(f"a {kind} in line {item.sourceline} has no ident")
        if item.get("mode", "add") != "add":
            raise OddFault(f"{kind} {ident} has mode {item.get('mode')}; only an ODD that stands alone is compiled")
        if ident in seen:
            raise OddFault(f"{ident} is declared twice")
        seen.add(ident)
        yield ident, item


def _class(item: Element) -> ClassSpec:
    kind = item.get("type")
    if kind not in ("atts", "model"):
        raise OddFault(f"class {item.get('ident')} is of type {kind}; a class is of type atts or model")
    parts, overrides = _attribute_list(item, item.get("ident"))
    if overrides:
        raise OddFault(f"class {item.get('ident')} changes an attribute; only an element may")
    return ClassSpec(item.get("ident"), kind, item.get("module", ""), _description(item), _member_of(item), parts)


def _element(item: Element, namespace: str) -> ElementSpec:
    ident = item.get("ident")
    parts, overrides = _attribute_list(item, ident)
    return ElementSpec(
        ident=ident,
        name=item.findtext(_tei("altIdent"), ident).strip(),
        namespace=item.get("ns", namespace),
        module=item.get("module", ""),
        description=_description(item),
        member_of=_member_of(item),
        content=_content(item.find(_tei("content")), ident),
        attributes=parts,
        overrides=overrides,
    )


def _member_of(item: Element) -> tuple[str, ...]:
    path = f"{_tei('classes')}/{_tei('memberOf')}"
    return tuple(member.get("key") for member in item.iterfind(path) if member.get("mode", "add") != "delete")


def _description(item: Element) -> str:
    """The description of a component in English, or the first there is."""
    found = item.findall(_tei("desc"))
    english = [desc for desc in found if desc.get(f"{{{XML}}}lang", "en").startswith("en")]
    chosen = (english or found)[:1]
    return " ".join("".join(chosen[0].itertext()).split()) if chosen else ""


def _attribute_list(item: Element, owner: str) -> tuple[tuple[AttributePart, ...], tuple[Override, ...]]:
    parts: list[AttributePart] = []
    overrides: list[Override] = []
    for att_list in item.findall(_tei("attList")):
        choice = att_list.get("org") == "choice"
        inner: list[AttributePart] = []
        for child in att_list:
            name = etree.QName(child).localname
            if name == "attList":
                nested, more = _attribute_list(_wrap(child), owner)
                inner.extend(nested)
                overrides.extend(more)
            elif name == "attRef":
                inner.append(_attribute_ref(child, owner))
            elif name == "attDef" and child.get("mode", "add") == "add":
                inner.append(_attribute(child, owner))
            elif name == "attDef":
                overrides.append(_override(child, owner))
        if choice:
            parts.append(AttributeList(tuple(inner), choice=True))
        else:
            parts.extend(inner)
    return tuple(parts), tuple(overrides)


def _wrap(att_list: Element) -> Element:
    """A nested attList as if it stood in a specification of its own, so that one function reads both."""
    holder = etree.Element(_tei("elementSpec"))
    holder.append(_copy(att_list))
    return holder


def _copy(item: Element) -> Element:
    return etree.fromstring(etree.tostring(item, with_tail=False))


def _attribute_ref(child: Element, owner: str) -> AttributeRef:
    if child.get("class") and child.get("name"):
        return AttributeRef(child.get("class"), child.get("name"))
    raise OddFault(f"{owner} has an attRef without class and name")


def _attribute(child: Element, owner: str) -> Attribute:
    ident = child.get("ident")
    if not ident:
        raise OddFault(f"{owner} has an attDef without ident")
    where = f"{owner}/@{ident}"
    datatype = child.find(_tei("datatype"))
    values = child.find(_tei("valList"))
    return Attribute(
        ident=ident,
        name=child.findtext(_tei("altIdent"), ident).strip(),
        description=_description(child),
        required=child.get("usage") == "req",
        recommended=child.get("usage") == "rec",
        datatype=Data(xsd="string") if datatype is None else _content(datatype, where),
        occurs=ONCE if datatype is None else _occurs(datatype, where),
        values=None if values is None else _values(values, where),
        default=child.findtext(_tei("defaultVal"), "").strip(),
        namespace=child.get("ns", ""),
    )


def _override(child: Element, owner: str) -> Override:
    mode = child.get("mode")
    if mode not in ("change", "delete", "replace"):
        raise OddFault(f"{owner}/@{child.get('ident')} has mode {mode}; there are add, change, delete and replace")
    given = _attribute(child, owner)
    states = {
        "required": child.get("usage") is not None,
        "recommended": child.get("usage") is not None,
        "description": child.find(_tei("desc")) is not None,
        "datatype": child.find(_tei("datatype")) is not None,
        "occurs": child.find(_tei("datatype")) is not None,
        "values": child.find(_tei("valList")) is not None,
        "default": child.find(_tei("defaultVal")) is not None,
        "name": child.find(_tei("altIdent")) is not None,
    }
    return Override(mode, given.ident, given, frozenset(name for name, stated in states.items() if stated))


def _values(item: Element, where: str) -> Values:
    kind = item.get("type", "open")
    if kind not in ("closed", "semi", "open"):
        raise OddFault(f"{where} has a value list of type {kind}; there are closed, semi and open")
    items = tuple((value.get("ident"), _description(value)) for value in item.iterfind(_tei("valItem")))
    return Values(kind, items)


def _constraints(spec: Element, namespace: str) -> Iterator[Constraint]:
    for item in spec.iter(_tei("constraintSpec")):
        ident = item.get("ident", "")
        if item.get("scheme") not in (None, "schematron", "isoschematron"):
            raise OddFault(f"constraint {ident} is in {item.get('scheme')}; only Schematron is compiled")
        parent = item.getparent()
        subject = parent.findtext(_tei("altIdent"), parent.get("ident")) if parent.tag == _tei("elementSpec") else ""
        if subject and parent.get("ns", namespace) != TEI:
            subject = ""
        markup = tuple(
            etree.tostring(child, with_tail=False)
            for child in item.iterfind(f"{_tei('constraint')}/{{{SCHEMATRON}}}*")
            if etree.QName(child).localname != "ns"
        )
        yield Constraint(ident, subject, _description(item), markup)


# -- reading content --------------------------------------------------------------------------------------------------


def _content(item: Element | None, where: str) -> Content:
    """The content of a `content` or `datatype` element: one thing, or a sequence of several."""
    if item is None:
        return Empty()
    parts = tuple(_particle(child, where) for child in item if child.tag != _tei("valDesc"))
    if not parts:
        return Empty()
    return parts[0] if len(parts) == 1 else Sequence(parts)


def _particle(item: Element, where: str) -> Content:
    name = etree.QName(item).localname
    reader = _READERS.get(name)
    if reader is None or etree.QName(item).namespace != TEI:
        raise OddFault(f"{where} has {name} in its content, which is not compiled")
    return reader(item, where)


def _data(item: Element, where: str) -> Data:
    facets = [(facet.get("name"), facet.get("value")) for facet in item.iterfind(_tei("dataFacet"))]
    if item.get("restriction"):
        facets.append(("pattern", item.get("restriction")))
    if item.get("ref"):  # the datatypes of XML Schema, by their address
        return Data(xsd=item.get("ref").rpartition("#")[2], facets=tuple(facets), occurs=_occurs(item, where))
    return Data(item.get("key", ""), item.get("name", ""), tuple(facets), _occurs(item, where))


def _class_ref(item: Element, where: str) -> ClassRef:
    expand = item.get("expand", "alternate")
    if expand not in EXPANSIONS:
        raise OddFault(f"{where} expands a class as {expand}; there are {', '.join(EXPANSIONS)}")
    include, leave_out = (tuple(item.get(name, "").split()) for name in ("include", "except"))
    return ClassRef(item.get("key"), expand, include, leave_out, _occurs(item, where))


def _parts(item: Element, where: str) -> tuple[Content, ...]:
    parts = tuple(_particle(child, where) for child in item)
    if not parts:
        raise OddFault(f"{where} has an empty {etree.QName(item).localname}")
    return parts


_READERS: Final = {
    "textNode": lambda item, where: Text(),
    "empty": lambda item, where: Empty(),
    "elementRef": lambda item, where: ElementRef(item.get("key"), _occurs(item, where)),
    "classRef": _class_ref,
    "macroRef": lambda item, where: MacroRef(item.get("key"), _occurs(item, where)),
    "anyElement": lambda item, where: AnyElement(
        tuple(item.get("require", "").split()), tuple(item.get("except", "").split()), _occurs(item, where)
    ),
    "dataRef": _data,
    "valList": lambda item, where: _values(item, where),
    "sequence": lambda item, where: Sequence(
        _parts(item, where), _occurs(item, where), item.get("preserveOrder", "true") in ("true", "1")
    ),
    "alternate": lambda item, where: Alternate(_parts(item, where), _occurs(item, where)),
}


def _occurs(item: Element, where: str) -> Occurs:
    least, most = item.get("minOccurs", "1"), item.get("maxOccurs", "1")
    try:
        occurs = Occurs(int(least), None if most == "unbounded" else int(most))
    except ValueError:
        raise OddFault(f"{where} may occur from {least} to {most} times, which are no numbers") from None
    if occurs.most is not None and occurs.most < occurs.least:
        raise OddFault(f"{where} may occur at most {most} but at least {least} times")
    return occurs


@functools.cache
def _tei(name: str) -> str:
    return f"{{{TEI}}}{name}"


# -- what is named must be declared -----------------------------------------------------------------------------------


def _ensure_declared(schema: Schema) -> None:
    """Raises `OddFault` for the first name that nothing declares: a silent gap would widen the schema."""
    for ident in schema.start:
        if ident not in schema.elements:
            raise OddFault(f"the schema starts with {ident}, which it does not declare")
    for spec in (*schema.classes.values(), *schema.elements.values()):
        for parent in spec.member_of:
            if parent not in schema.classes:
                raise OddFault(f"{spec.ident} is a member of {parent}, which is not declared")
        for attribute in schema.flat(spec.attributes):
            _ensure_content(schema, attribute.datatype, f"{spec.ident}/@{attribute.ident}")
    for element in schema.elements.values():
        _ensure_content(schema, element.content, element.ident)
        inherited = schema.inherited(element.ident)
        for override in element.overrides:
            if override.ident not in inherited:
                raise OddFault(f"{element.ident} changes its attribute {override.ident}, which it does not inherit")
            _ensure_content(schema, override.given.datatype, f"{element.ident}/@{override.ident}")
    for kind in (schema.macros, schema.datatypes):
        for ident, content in kind.items():
            _ensure_content(schema, content, ident)


def _ensure_content(schema: Schema, content: Content, where: str) -> None:
    declared: Mapping[str, object]
    match content:
        case Sequence() | Alternate():
            for part in content.parts:
                _ensure_content(schema, part, where)
            return
        case ElementRef():
            declared = schema.elements
        case ClassRef():
            declared = schema.classes
        case MacroRef():
            declared = schema.macros
        case Data() if content.ident:
            declared = schema.datatypes
        case _:
            return
    if content.ident not in declared:
        raise OddFault(f"{where} names {content.ident}, which is not declared")
