# SPDX-License-Identifier: MIT
"""An ODD becomes a RELAX NG grammar in XML syntax.

One define for each class, macro, datatype, element and class attribute; elements refer to the attributes of a
class through one define, because grammars with attributes written out at each element overflow the stack of jing.
The define of a model class lists its elements, not its subclasses: libxml2 opens such a grammar six times faster.
Attributes are interleaved with one another, which means the same as a group to every engine but libxml2: for each
optional attribute of a group it carries two states on, and an element with fifteen attributes takes it seconds.
A class without members becomes `notAllowed`, never nothing: to drop the reference would widen the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from edition.engines.libxml import Element, etree
from edition.schema.declarations import (
    ONCE,
    Alternate,
    AnyElement,
    Attribute,
    AttributeList,
    AttributePart,
    AttributePattern,
    AttributeRef,
    AttributeUse,
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
    OddFault,
    OneAttribute,
    Pattern,
    PatternRef,
    Schema,
    Sequence,
    Text,
    Values,
    WholeClass,
    own,
)
from edition.speech import say

RNG: Final = "http://relaxng.org/ns/structure/1.0"
ANNOTATIONS: Final = "http://relaxng.org/ns/compatibility/annotations/1.0"
DATATYPES: Final = "http://www.w3.org/2001/XMLSchema-datatypes"


def grammar(schema: Schema, note: str) -> bytes:
    """The grammar that the ODD describes, indented, with `note` as its first comment."""
    return _Grammar(schema).written(note)


class _Grammar:
    """The grammar while it is made; `any_elements` collects the name classes that turn up on the way."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.any_elements: dict[tuple[tuple[str, ...], tuple[str, ...] | None], str] = {}

    def written(self, note: str) -> bytes:
        root = etree.Element(f"{{{RNG}}}grammar", nsmap={None: RNG, "a": ANNOTATIONS})
        root.set("ns", self.schema.namespace)
        root.set("datatypeLibrary", DATATYPES)
        root.append(_p("start", _p("choice", *(_p("ref", name=ident) for ident in self.schema.start))))
        for spec in (*self.schema.datatypes.values(), *self.schema.macros.values()):
            root.append(_p("define", self.content(spec.content), name=spec.ident))
        for held in self.schema.classes.values():
            root.extend(self.attribute_class(held) if held.kind == "atts" else [self.model_class(held)])
        for element in self.schema.elements.values():
            root.append(_p("define", self.element(element), name=element.ident))
        for (require, leave_out), name in self.any_elements.items():
            root.append(_p("define", _any_element(name, require, leave_out), name=name))
        if self.schema.prefix:
            for named in root.iter(f"{{{RNG}}}define", f"{{{RNG}}}ref"):
                if named.get("name") not in self.schema.patterns:
                    named.set("name", self.schema.prefix + named.get("name"))
        for defines in self.schema.patterns.values():
            root.extend(etree.fromstring(define) for define in defines)
        etree.indent(root)
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {note} -->\n'
        return head.encode() + bytes(etree.tostring(root, encoding="UTF-8")) + b"\n"

    # -- content ----------------------------------------------------------------------------------------------------

    def content(self, content: Content) -> Element:
        match content:
            case Text():
                return _p("text")
            case Empty():
                return _p("empty")
            case Nothing():
                return _p("notAllowed")
            case Pattern():
                return etree.fromstring(content.markup)
            case ElementRef() | MacroRef() | PatternRef():
                return _repeated(lambda: _p("ref", name=content.ident), content.occurs)
            case ClassRef(expand="alternate", include=(), leave_out=()):
                return _repeated(lambda: _p("ref", name=content.ident), content.occurs)
            case ClassRef():
                return self.content(self.schema.expanded(content))
            case AnyElement():
                key = (content.require, content.leave_out)
                name = self.any_elements.setdefault(key, f"anyElement.{len(self.any_elements) + 1}")
                return _repeated(lambda: _p("ref", name=name), content.occurs)
            case Data():
                return _listed(_repeated(lambda: self.data(content), content.occurs), once=content.occurs.most == 1)
            case Values():
                return _values(content)
            case Sequence() | Alternate() if _is_value(content):
                once = content.occurs.most == 1 and (len(content.parts) == 1 or isinstance(content, Alternate))
                return _listed(self.grouped(content), once=once)
            case Sequence() | Alternate():
                return self.grouped(content)

    def grouped(self, content: Sequence | Alternate) -> Element:
        kind = "choice" if isinstance(content, Alternate) else "group" if content.ordered else "interleave"
        return _repeated(lambda: self.several(kind, content.parts), content.occurs)

    def several(self, kind: str, parts: tuple[Content, ...]) -> Element:
        patterns = [self.content(part) for part in parts]
        return patterns[0] if len(patterns) == 1 else _p(kind, *patterns)

    def data(self, data: Data) -> Element:
        if data.ident and not data.facets:
            return _p("ref", name=data.ident)
        narrowed = self.schema.narrowed(data)
        if narrowed is None:
            raise OddFault(say("a facet is put on {ident}, which is not one datatype of XML Schema", ident=data.ident))
        item = _p("data", type=narrowed.xsd)
        for name, value in narrowed.facets:
            item.append(_p("param", text=value, name=name))
        return item

    # -- classes ----------------------------------------------------------------------------------------------------

    def model_class(self, spec: ClassSpec) -> Element:
        """A define for the elements of the class, those of its subclasses among them, as one flat choice.

        A grammar outside the ODD may add to a class: then whoever has it for a member must refer to it.
        """
        of = self.schema.members if self.schema.patterns else self.schema.class_elements
        elements = of(spec.ident)
        return _p("define", _choice([_p("ref", name=ident) for ident in elements]), name=spec.ident)

    def attribute_class(self, spec: ClassSpec) -> Iterable[Element]:
        """A define for all attributes of the class, those of its superclasses first, and one for each of its own."""
        patterns = [self.attribute_use(use, spec.ident) for use in self.schema.attribute_uses(spec.ident)]
        yield _p("define", _attributes(patterns), name=f"{spec.ident}.attributes")
        for attribute in self.schema.flat(own(spec.attributes)):
            yield _p("define", self.attribute(attribute), name=_attribute_name(spec.ident, attribute))

    # -- attributes -------------------------------------------------------------------------------------------------

    def attribute_part(self, part: AttributePart, owner: str = "") -> Element:
        """An entry of the attribute list of a class (`owner`) or of an element: optional, unless it is required."""
        match part:
            case Attribute():
                return _optional(self.one_attribute(part, owner), unless=part.required)
            case AttributeRef():
                attribute = self.schema.attribute(part)
                held = "" if part.override else part.owner
                return _optional(self.one_attribute(attribute, held), unless=attribute.required)
            case AttributePattern():
                return _p("ref", name=part.ident)
            case AttributeList(choice=False):
                return _attributes([self.attribute_part(inner, owner) for inner in part.parts])
            case AttributeList():
                required = all(attribute.required for attribute in self.schema.flat(part.parts))
                alternatives = [self.attribute_part(_required(inner), owner) for inner in part.parts]
                return _optional(_p("choice", *alternatives), unless=required)

    def one_attribute(self, attribute: Attribute, owner: str) -> Element:
        return _p("ref", name=_attribute_name(owner, attribute)) if owner else self.attribute(attribute)

    def attribute(self, attribute: Attribute) -> Element:
        item = _p("attribute", name=attribute.local if attribute.is_foreign else attribute.name)
        if attribute.is_foreign:
            item.set("ns", attribute.namespace)
        if attribute.default:
            item.set(f"{{{ANNOTATIONS}}}defaultValue", attribute.default)
        _document(item, attribute.description)
        if attribute.occurs == ONCE:
            item.append(self.attribute_value(attribute))
        else:
            item.append(_p("list", _repeated(lambda: self.attribute_value(attribute), attribute.occurs)))
        return item

    def attribute_value(self, attribute: Attribute) -> Element:
        match attribute.values:
            case Values(kind="closed"):
                return _values(attribute.values)
            case Values(kind="semi"):
                return _p("choice", *_values(attribute.values), self.content(attribute.datatype))
            case _:
                return self.content(attribute.datatype)

    # -- elements ---------------------------------------------------------------------------------------------------

    def element(self, spec: ElementSpec) -> Element:
        item = _p("element", name=spec.name)
        if spec.namespace != self.schema.namespace:
            item.set("ns", spec.namespace)
        _document(item, spec.description)
        item.append(_attributes([self.attribute_use(use) for use in self.schema.attribute_uses(spec.ident)]))
        item.append(self.content(spec.content))
        return item

    def attribute_use(self, use: AttributeUse, owner: str = "") -> Element:
        """What a use comes to; attributes that the class `owner` itself declares have defines of their own."""
        match use:
            case WholeClass():
                return _p("ref", name=f"{use.ident}.attributes")
            case OneAttribute():
                its_own = not use.owner and owner and not use.changed
                return self.attribute_part(use.part, owner if its_own else use.owner)


def _p(name: str, /, *children: Element, text: str | None = None, **attributes: str) -> Element:
    """A pattern with its children."""
    item = etree.Element(f"{{{RNG}}}{name}", attributes, nsmap={None: RNG})
    item.extend(children)
    item.text = text
    return item


_BRANCHES: Final = 64


def _choice(patterns: list[Element]) -> Element:
    """One of several; of very many, in branches, because jing goes down a long choice step by step and its stack ends."""
    if len(patterns) < 2:
        return patterns[0] if patterns else _p("notAllowed")
    if len(patterns) <= _BRANCHES:
        return _p("choice", *patterns)
    return _choice([_choice(patterns[at : at + _BRANCHES]) for at in range(0, len(patterns), _BRANCHES)])


def _attributes(patterns: list[Element]) -> Element:
    """Patterns of attributes that may all stand together; see the head of this file for why they are interleaved."""
    if len(patterns) > 1:
        return _p("interleave", *patterns)
    return patterns[0] if patterns else _p("empty")


def _attribute_name(owner: str, attribute: Attribute) -> str:
    """The define of an attribute of a class; the name of a define has no colon."""
    return f"{owner}.attribute.{attribute.ident.replace(':', '_')}"


def _document(item: Element, text: str) -> None:
    """Puts a description where editors of XML look for it."""
    if text:
        etree.SubElement(item, f"{{{ANNOTATIONS}}}documentation", nsmap={"a": ANNOTATIONS}).text = text


def _optional(pattern: Element, *, unless: bool) -> Element:
    return pattern if unless else _p("optional", pattern)


def _repeated(make: Callable[[], Element], occurs: Occurs) -> Element:
    """What `make` makes, so often; RELAX NG cannot count, so counts are written out."""
    match occurs:
        case Occurs(1, 1):
            return make()
        case Occurs(0, 1):
            return _p("optional", make())
        case Occurs(0, None):
            return _p("zeroOrMore", make())
        case Occurs(1, None):
            return _p("oneOrMore", make())
        case Occurs(least, None):
            return _p("group", *(make() for _ in range(least - 1)), _p("oneOrMore", make()))
        case Occurs(least, most):
            rest = None
            for _ in range((most or 0) - least):
                rest = _p("optional", make()) if rest is None else _p("optional", _p("group", make(), rest))
            parts = [make() for _ in range(least)] + ([] if rest is None else [rest])
            return _p("group", *parts) if len(parts) > 1 else parts[0] if parts else _p("empty")


def _is_value(content: Content) -> bool:
    """Whether a content is values only, which can stand one after the other in a list, and nowhere else."""
    match content:
        case Sequence() | Alternate():
            return all(_is_value(part) for part in content.parts)
        case Data() | Values():
            return True
        case _:
            return False


def _listed(pattern: Element, *, once: bool) -> Element:
    return pattern if once else _p("list", pattern)


def _values(values: Values) -> Element:
    choice = _p("choice")
    for item in values.items:
        choice.append(_p("value", text=item.ident))
        _document(choice, item.description)
    return choice


def _required(part: AttributePart) -> AttributePart:
    """An alternative of a choice of attributes: if it is chosen, it is there."""
    return replace(part, required=True) if isinstance(part, Attribute) else part


def _any_element(name: str, require: tuple[str, ...], leave_out: tuple[str, ...] | None) -> Element:
    names = _p("choice", *(_p("nsName", ns=namespace) for namespace in require)) if require else _p("anyName")
    if leave_out:
        for each in names if require else [names]:
            each.append(_p("except", *map(_name_class, leave_out)))
    inside = _p("zeroOrMore", _p("choice", _p("text"), _p("ref", name=name)))
    attributes = _p("zeroOrMore", _p("attribute", _p("anyName")))
    return _p("element", names, attributes, inside)


def _name_class(left_out: str) -> Element:
    if not left_out.startswith("{"):
        return _p("nsName", ns=left_out)
    namespace, _, local = left_out[1:].partition("}")
    return _p("name", ns=namespace, text=local)
