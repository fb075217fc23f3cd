# SPDX-License-Identifier: MIT
"""An ODD becomes an XML Schema (1.0): the second schema, which accepts all that the RELAX NG accepts, and a little more.

XSD 1.0 cannot say everything. Where it cannot, the schema is wider, never narrower, and a comment says so:
a content model that cannot be read without looking ahead becomes a free mixture of its elements, content in any
order likewise, attributes of which only one may be used become optional, and an element of another namespace than the
schema's may be any of that namespace, as may an attribute; an element that is specified twice may hold anything.
Any element may be the root.

Two files are made: the schema, and the attributes of the `xml:` namespace that it imports.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Final

from edition.engines.libxml import Element, etree
from edition.schema import automaton
from edition.schema.declarations import (
    ONCE,
    XML,
    Alternate,
    AnyElement,
    Attribute,
    AttributeList,
    AttributePart,
    AttributePattern,
    AttributeRef,
    ClassRef,
    ClassSpec,
    Content,
    Data,
    ElementRef,
    ElementSpec,
    Empty,
    MacroRef,
    Nothing,
    Occurs,
    Schema,
    Sequence,
    Text,
    Values,
    WholeClass,
)

XSD: Final = "http://www.w3.org/2001/XMLSchema"


def schema_and_imports(schema: Schema, note: str) -> dict[str, bytes]:
    """The schema and what it imports, by file name, indented, with `note` as the first comment of each."""
    return {f"{schema.ident}.xsd": _Writer(schema).written(note), "xml.xsd": _xml_attributes(note)}


class _Writer:
    """The schema while it is made."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def written(self, note: str) -> bytes:
        root = etree.Element(f"{{{XSD}}}schema", nsmap={"xs": XSD, None: self.schema.namespace})
        root.set("targetNamespace", self.schema.namespace)
        root.set("elementFormDefault", "qualified")
        root.append(_x("import", namespace=XML, schemaLocation="xml.xsd"))
        for datatype in self.schema.datatypes.values():
            item = self.simple_type(datatype.content)
            item.set("name", datatype.ident)
            root.append(item)
        for spec in self.schema.classes.values():
            root.append(self.attribute_group(spec) if spec.kind == "atts" else self.group(spec))
        named: dict[str, list[ElementSpec]] = {}
        for element in self.schema.elements.values():
            if element.namespace == self.schema.namespace:
                named.setdefault(element.name, []).append(element)
        for name, elements in named.items():
            root.extend(self.element(elements[0]) if len(elements) == 1 else _anything(name))
        return _serialised(root, note)

    # -- content ----------------------------------------------------------------------------------------------------

    def group(self, spec: ClassSpec) -> Element:
        """The elements of a model class, for the content models that choose among them."""
        return _x("group", self.choice(self.schema.class_elements(spec.ident)), name=spec.ident)

    def choice(self, idents: Iterable[str]) -> Element:
        """A choice between elements; what comes to the same is written once."""
        parts = {(part.get("ref"), part.get("namespace")): part for part in map(self.reference, idents)}
        return _x("choice", *parts.values())

    def reference(self, ident: str) -> Element:
        """An element where it may stand. One of another namespace would need a schema of its own: any of that may."""
        spec = self.schema.elements[ident]
        if spec.namespace == self.schema.namespace:
            return _x("element", ref=spec.name)
        return _x("any", namespace=spec.namespace or "##local", processContents="skip")

    def element(self, spec: ElementSpec) -> Iterator[Element]:
        content = self.schema.resolved(spec.content)
        type_ = _x("complexType")
        if automaton.has_text(content):
            type_.set("mixed", "true")
        trouble = automaton.ambiguous(self.schema, self.deduplicated(spec.content))
        if trouble:
            yield etree.Comment(f" {spec.name}: wider than the ODD, which is ambiguous in XSD at {trouble} ")
            type_.append(self.free_mixture(spec.content))
        else:
            model = self.model(spec.content)
            if model is not None:
                type_.append(model if model.tag != f"{{{XSD}}}element" else _x("sequence", model))
        type_.extend(self.attributes(spec))
        item = _x("element", name=spec.name)
        if spec.description:
            item.append(_documented(spec.description))
        item.append(type_)
        yield item

    def free_mixture(self, content: Content) -> Element:
        """Any of the elements that a model names, in any order and number; any at all, where it does not name them."""
        if automaton.is_closed(self.schema.resolved(content)):
            choice = self.choice(automaton.names(self.schema, content))
        else:
            choice = _x("choice", _x("any", processContents="lax"))
        return _occurring(choice, Occurs(0, None))

    def model(self, content: Content) -> Element | None:
        """The model group of some content; None where it has no elements."""
        match self.deduplicated(content):
            case ElementRef() as reference:
                return _occurring(self.reference(reference.ident), reference.occurs)
            case ClassRef() as reference:
                if not self.schema.class_elements(reference.ident):
                    return _x("choice")  # a choice between nothing cannot be made
                return _occurring(_x("group", ref=reference.ident), reference.occurs)
            case MacroRef() as reference:
                inner = self.model(self.schema.macros[reference.ident].content)
                if inner is None or reference.occurs == ONCE:
                    return inner
                return _occurring(_x("sequence", inner), reference.occurs)
            case AnyElement() as any_element:
                among = " ".join(any_element.require) or "##any"
                return _occurring(_x("any", processContents="skip", namespace=among), any_element.occurs)
            case Sequence() as sequence:
                return self.several("sequence", sequence.parts, sequence.occurs)
            case Alternate() as alternate:
                choice = self.several("choice", alternate.parts, alternate.occurs)
                if choice is not None and any(_is_empty(part) for part in alternate.parts):
                    choice.set("minOccurs", "0")
                return choice
            case Nothing():
                return _x("choice")
            case _:
                return None

    def several(self, kind: str, parts: tuple[Content, ...], occurs: Occurs) -> Element | None:
        models = [model for model in map(self.model, parts) if model is not None]
        return _occurring(_x(kind, *models), occurs) if models else None

    def deduplicated(self, content: Content) -> Content:
        """The same content, with no alternative mentioned twice: where two classes share an element, it is named once."""
        match content:
            case ClassRef(expand="alternate", include=(), leave_out=()):
                return content
            case ClassRef():
                return self.deduplicated(self.schema.expanded(content))
            case MacroRef():
                inner = self.deduplicated(self.schema.macros[content.ident].content)
                return inner if content.occurs == ONCE else Sequence((inner,), content.occurs)
            case Sequence():
                return Sequence(tuple(map(self.deduplicated, content.parts)), content.occurs, content.ordered)
            case Alternate():
                seen: set[str] = set()
                parts = tuple(part for inner in content.parts for part in self.unseen(inner, seen))
                return Alternate(parts, content.occurs)
            case _:
                return content

    def unseen(self, content: Content, seen: set[str]) -> Iterator[Content]:
        """An alternative without the elements that earlier ones have named already."""
        match content:
            case ElementRef(occurs=Occurs(1, 1)):
                if content.ident not in seen:
                    yield content
                seen.add(content.ident)
            case ClassRef(expand="alternate", include=(), leave_out=(), occurs=Occurs(1, 1)):
                elements = set(self.schema.class_elements(content.ident))
                if not elements & seen:
                    yield content
                else:
                    own = self.schema.class_elements(content.ident)
                    yield from (ElementRef(ident) for ident in own if ident not in seen)
                seen |= elements
            case _:
                yield self.deduplicated(content)

    # -- attributes -------------------------------------------------------------------------------------------------

    def attribute_group(self, spec: ClassSpec) -> Element:
        group = _x("attributeGroup", name=f"{spec.ident}.attributes")
        group.extend(self.attributes(spec))
        return group

    def attributes(self, spec: ElementSpec | ClassSpec) -> Iterator[Element]:
        foreign = False
        for use in self.schema.attribute_uses(spec.ident):
            if isinstance(use, WholeClass):
                yield _x("attributeGroup", ref=f"{use.ident}.attributes")
            else:
                given = list(self.optional((use.part,)))
                yield from (self.attribute(attribute) for attribute in given if not attribute.is_foreign)
                foreign = foreign or isinstance(use.part, AttributePattern) or any(each.is_foreign for each in given)
        if foreign:
            yield _x("anyAttribute", namespace=self.foreign, processContents="skip")

    @functools.cached_property
    def foreign(self) -> str:
        """The namespaces that attributes of others may be of: for all the same, since of two wildcards XSD takes what both allow."""
        specs: list[ClassSpec | ElementSpec] = [*self.schema.classes.values(), *self.schema.elements.values()]
        if any(
            isinstance(part, AttributePattern) for spec in specs for part in spec.attributes
        ):  # of a grammar that is not ODD
            return "##any"
        given = (
            attribute
            for spec in specs
            for attribute in (*self.schema.flat(spec.attributes), *(override.given for override in spec.overrides))
        )
        return " ".join(sorted({attribute.namespace for attribute in given if attribute.is_foreign}))

    def optional(self, parts: Iterable[AttributePart]) -> Iterator[Attribute]:
        """The attributes of a list; those of a choice become optional, for XSD 1.0 knows no choice of attributes."""
        for part in parts:
            match part:
                case Attribute():
                    yield part
                case AttributeRef():
                    yield self.schema.attribute(part)
                case AttributeList():
                    yield from self.optional(part.parts)
                case AttributePattern():
                    pass

    def attribute(self, attribute: Attribute) -> Element:
        use = {"use": "required"} if attribute.required else {}
        if attribute.name.startswith("xml:"):
            return _x("attribute", ref=attribute.name, **use)
        item = _x("attribute", name=attribute.name, **use)
        if attribute.description:
            item.append(_documented(attribute.description))
        item.append(self.attribute_type(attribute))
        return item

    def attribute_type(self, attribute: Attribute) -> Element:
        match attribute.values:
            case Values(kind="closed"):
                one = self.simple_type(attribute.values)
            case Values(kind="semi"):
                one = self.simple_type(Alternate((attribute.values, attribute.datatype)))
            case _:
                one = self.simple_type(attribute.datatype)
        if attribute.occurs == ONCE:
            return one
        listed = _x("simpleType", _x("list", one))
        bounds = []
        if attribute.occurs.least:
            bounds.append(_x("minLength", value=str(attribute.occurs.least)))
        if attribute.occurs.most is not None:
            bounds.append(_x("maxLength", value=str(attribute.occurs.most)))
        return _x("simpleType", _x("restriction", listed, *bounds)) if bounds else listed

    def simple_type(self, content: Content) -> Element:
        match content:
            case Data():
                return self.restricted(content)
            case Values():
                values = [_x("enumeration", value=ident) for ident in content.idents]
                return _x("simpleType", _x("restriction", *values, base="xs:token"))
            case Alternate():
                return _x("simpleType", _x("union", *map(self.simple_type, content.parts)))
            case Empty():
                return _x("simpleType", _x("restriction", _x("maxLength", value="0"), base="xs:token"))
            case _:
                return _x("simpleType", _x("restriction", base="xs:string"))

    def restricted(self, data: Data) -> Element:
        """A datatype with its facets, one restriction for each: two patterns in one would be alternatives."""
        base = data.ident or f"xs:{data.xsd}"
        if not data.facets:
            return _x("simpleType", _x("restriction", base=base))
        inner = None
        for name, value in data.facets:
            facet = _x(name, value=value)
            inner = _x("simpleType", _x("restriction", *([facet] if inner is None else [inner, facet])))
            if len(inner[0]) == 1:
                inner[0].set("base", base)
        return inner


def _anything(name: str) -> Iterator[Element]:
    """An element that the ODD specifies twice, each time in another way: in XSD it may bear and hold anything, as that is specified."""
    yield etree.Comment(f" {name}: wider than the ODD, which has several elements of this name ")
    inside = _occurring(_x("any", processContents="lax"), Occurs(0, None))
    type_ = _x("complexType", _x("sequence", inside), _x("anyAttribute", processContents="skip"), mixed="true")
    yield _x("element", type_, name=name)


def _x(name: str, /, *children: Element, **attributes: str) -> Element:
    item = etree.Element(f"{{{XSD}}}{name}", attributes, nsmap={"xs": XSD})
    item.extend(children)
    return item


def _documented(text: str) -> Element:
    documentation = _x("documentation")
    documentation.text = text
    return _x("annotation", documentation)


def _occurring(item: Element, occurs: Occurs) -> Element:
    if occurs.least != 1:
        item.set("minOccurs", str(occurs.least))
    if occurs.most != 1:
        item.set("maxOccurs", "unbounded" if occurs.most is None else str(occurs.most))
    return item


def _is_empty(content: Content) -> bool:
    return isinstance(content, Empty | Text | Data | Values)


def _xml_attributes(note: str) -> bytes:
    root = etree.Element(f"{{{XSD}}}schema", nsmap={"xs": XSD}, targetNamespace=XML)
    language = _x("union", memberTypes="xs:language")
    language.append(_x("simpleType", _x("restriction", _x("enumeration", value=""), base="xs:token")))
    spaces = (_x("enumeration", value=value) for value in ("default", "preserve"))
    root.append(_x("attribute", name="id", type="xs:ID"))
    root.append(_x("attribute", _x("simpleType", language), name="lang"))
    root.append(_x("attribute", _x("simpleType", _x("restriction", *spaces, base="xs:token")), name="space"))
    root.append(_x("attribute", name="base", type="xs:anyURI"))
    return _serialised(root, note)


def _serialised(root: Element, note: str) -> bytes:
    etree.indent(root)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {note} -->\n'
    return head.encode() + bytes(etree.tostring(root, encoding="UTF-8")) + b"\n"
