# SPDX-License-Identifier: MIT
"""Reads an ODD that stands alone. Whatever it names must be declared in it: a silent gap would widen the schema."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from edition.engines.libxml import Element, etree
from edition.schema.declarations import (
    EXPANSIONS,
    ONCE,
    SCHEMATRON,
    TEI,
    XML,
    Alternate,
    AnyElement,
    Attribute,
    AttributeList,
    AttributePart,
    AttributeRef,
    ClassRef,
    ClassSpec,
    Constraint,
    Content,
    Data,
    ElementRef,
    ElementSpec,
    Empty,
    MacroRef,
    Occurs,
    OddFault,
    Override,
    Schema,
    Sequence,
    Text,
    Values,
)

SOURCE: Final = "edition.odd"
"""The name of the ODD in a folder of schemas."""


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
            raise OddFault(
                f"the schemaSpec refers to specifications by {name}; only an ODD that stands alone is compiled"
            )
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


_READERS: Final[Mapping[str, Callable[[Element, str], Content]]] = {
    "textNode": lambda item, where: Text(),
    "empty": lambda item, where: Empty(),
    "elementRef": lambda item, where: ElementRef(item.get("key"), _occurs(item, where)),
    "classRef": _class_ref,
    "macroRef": lambda item, where: MacroRef(item.get("key"), _occurs(item, where)),
    "anyElement": lambda item, where: AnyElement(
        tuple(item.get("require", "").split()), tuple(item.get("except", "").split()), _occurs(item, where)
    ),
    "dataRef": _data,
    "valList": _values,
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
    specs: list[ClassSpec | ElementSpec] = [*schema.classes.values(), *schema.elements.values()]
    for spec in specs:
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
