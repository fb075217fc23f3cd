# SPDX-License-Identifier: MIT
"""Reads the specifications of an ODD, one by one: an `elementSpec` becomes a frozen value, or a change to one.

Nothing is looked up here: what a specification names is kept as a name. TEI Guidelines, chapter 23 (Documentation Elements).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from edition.engines.libxml import Element, etree
from edition.schema import legacy, places
from edition.schema.declarations import (
    EXPANSIONS,
    MODELS,
    ONCE,
    SAME,
    SCHEMATRON,
    TEI,
    UNREADABLE,
    Alternate,
    AnyElement,
    Attribute,
    AttributeList,
    AttributePart,
    AttributePattern,
    AttributeRef,
    ClassRef,
    ClassSpec,
    Constraint,
    Content,
    ContentSpec,
    Data,
    ElementRef,
    ElementSpec,
    Empty,
    MacroRef,
    Membership,
    Notes,
    Occurs,
    OddFault,
    Override,
    Sequence,
    Spec,
    Text,
    Value,
    Values,
)
from edition.speech import say

T: Final = f"{{{TEI}}}"
KINDS: Final = ("elementSpec", "classSpec", "macroSpec", "dataSpec")
MODES: Final = ("add", "change", "delete", "replace")
_NOTES: Final = MODELS | {T + name for name in ("gloss", "desc", "remarks", "exemplum", "listRef")}
_CONTENT: Final = frozenset(T + name for name in ("content", "dataRef", "valList"))


@dataclass(frozen=True, slots=True)
class Statement:
    """What one specification says: the component (`spec`), and what is to be done with it (`mode`).

    Of a change, `states` names the fields of the component that it states at all, and `membership` what it does to the
    classes, if anything; attributes, constraints and notes say so themselves.
    """

    mode: str
    spec: Spec
    states: frozenset[str] = frozenset()
    membership: Membership | None = None


def fault(item: Element, message: str, code: str = UNREADABLE, hint: str = "") -> OddFault:
    """The trouble with an element, at its place."""
    return OddFault(message, places.of(item) if item.base else None, code, hint)


def value_of(item: Element, attribute: str) -> str:
    """The value of an attribute that must be there. Raises `OddFault`."""
    value = item.get(attribute)
    if value is None or (not value and attribute != "value"):  # the value of a facet may be no sign at all
        raise fault(
            item, say("{element} without {attribute}", element=etree.QName(item).localname, attribute=attribute)
        )
    return str(value)


def statement(item: Element, language: str = "en") -> Statement:
    """What an `elementSpec`, `classSpec`, `macroSpec` or `dataSpec` says. Raises `OddFault`."""
    name, ident, mode = etree.QName(item).localname, _ident(item), _mode(item)
    if not ident:
        raise fault(item, say("{element} without {attribute}", element=name, attribute="ident"))
    states: set[str] = set()
    spec: Spec
    if name == "elementSpec":
        spec = _element(item, language)
        states |= {"name"} if item.find(T + "altIdent") is not None else set()
        states |= {"content"} if item.find(T + "content") is not None else set()
        states |= {"namespace"} if item.get("ns") is not None else set()
    elif name == "classSpec":
        spec = _class(item, language, changes=mode in ("change", "delete"))
    else:
        spec = _named_content(item, language)
        states |= {"content"} if any(child.tag in _CONTENT for child in item) else set()
    states |= {
        field for field, attribute in (("module", "module"), ("valid_until", "validUntil")) if item.get(attribute)
    }
    if any(child.tag == T + "desc" for child in item):
        states.add("description")
    return Statement(mode, spec, frozenset(states), _membership(item))


def only_shows(item: Element) -> bool:
    """Whether an `elementSpec` has a processing model, and says nothing else of what documents may be made of."""
    if item.tag != T + "elementSpec" or not any(child.tag in MODELS for child in item):
        return False
    return all(child.tag in _NOTES or not str(child.tag).startswith(T) for child in item if isinstance(child.tag, str))


def _ident(item: Element) -> str:
    """By which a component is known: its ident, behind the prefix of its own by which TEI tells two of one ident apart."""
    return str(item.get("prefix", "")) + str(item.get("ident", "")) if item.get("ident") else ""


def constraint(item: Element, language: str = "en") -> Constraint:
    """A `constraintSpec`, without whom it is about."""
    ident = item.get("ident", "")
    if item.get("scheme") not in (None, "schematron", "isoschematron"):
        raise fault(
            item,
            say(
                "constraint {ident} is in {scheme}; only Schematron is compiled", ident=ident, scheme=item.get("scheme")
            ),
        )
    markup = tuple(
        etree.tostring(child, with_tail=False)
        for holder in item.iterfind(T + "constraint")
        for child in holder
        if isinstance(child.tag, str) and child.tag != f"{{{SCHEMATRON}}}ns"
    )
    said = _notes(item).text("desc", language)
    return Constraint(ident, said, markup, _mode(item), prefixes=tuple(_prefixes(item)), place=places.near(item))


def _prefixes(item: Element) -> Iterator[tuple[str, str]]:
    """The prefixes that a constraint declares by `sch:ns`, then those of XML that its expressions use."""
    yield from ((value_of(each, "prefix"), value_of(each, "uri")) for each in item.iter(f"{{{SCHEMATRON}}}ns"))
    expressions = " ".join(value for child in item.iterdescendants("*") for value in child.attrib.values())
    used = set(re.findall(r"(?<![\w.-])([A-Za-z_][\w.-]*):(?!:)", expressions))
    for prefix, uri in item.nsmap.items():
        if prefix in used:
            yield prefix, uri


def _mode(item: Element) -> str:
    mode = str(item.get("mode", "add"))
    if mode not in MODES:
        what = f"{etree.QName(item).localname} {item.get('ident', '')}".strip()
        raise fault(
            item, say("{what} has mode {mode}; there are add, change, delete and replace", what=what, mode=mode)
        )
    return mode


# -- components -------------------------------------------------------------------------------------------------------


def _element(item: Element, language: str) -> ElementSpec:
    ident = _ident(item)
    parts, overrides = _attribute_list(item, ident, language)
    notes = _notes(item)
    return ElementSpec(
        ident=ident,
        name=item.findtext(T + "altIdent", item.get("ident")).strip(),
        namespace=item.get("ns", SAME),
        module=item.get("module", ""),
        description=notes.text("desc", language),
        member_of=_member_of(item),
        content=_content(item.find(T + "content"), ident),
        attributes=parts,
        overrides=overrides,
        constraints=_constraints(item, language),
        valid_until=item.get("validUntil", ""),
        notes=notes,
        place=places.near(item),
    )


def _class(item: Element, language: str, *, changes: bool) -> ClassSpec:
    kind: Literal["atts", "model"] = item.get("type")
    if kind not in ("atts", "model") and not changes:
        raise fault(
            item,
            say(
                "class {ident} is of type {kind}; a class is of type atts or model", ident=item.get("ident"), kind=kind
            ),
        )
    ident = _ident(item)
    parts, overrides = _attribute_list(item, ident, language)
    notes = _notes(item)
    return ClassSpec(
        ident=ident,
        kind=kind,
        module=item.get("module", ""),
        description=notes.text("desc", language),
        member_of=_member_of(item),
        attributes=parts,
        overrides=overrides,
        constraints=_constraints(item, language),
        valid_until=item.get("validUntil", ""),
        notes=notes,
        place=places.near(item),
    )


def _named_content(item: Element, language: str) -> ContentSpec:
    holder = item.find(T + "content")
    if holder is None and any(child.tag in _CONTENT for child in item):
        holder = item
    notes = _notes(item)
    return ContentSpec(
        ident=_ident(item),
        kind="macro" if item.tag == T + "macroSpec" else "data",
        module=item.get("module", ""),
        description=notes.text("desc", language),
        content=_content(holder, item.get("ident")),
        constraints=_constraints(item, language),
        valid_until=item.get("validUntil", ""),
        notes=notes,
        place=places.near(item),
    )


def _constraints(item: Element, language: str) -> tuple[Constraint, ...]:
    return tuple(constraint(child, language) for child in item.iterfind(T + "constraintSpec"))


def _member_of(item: Element) -> tuple[str, ...]:
    path = f"{T}classes/{T}memberOf"
    stated = (value_of(member, "key") for member in item.iterfind(path) if member.get("mode", "add") != "delete")
    return (*stated, *_whole_classes(item))


def _whole_classes(item: Element) -> Iterator[str]:
    """The classes that a list of attributes takes up whole, by an `attRef` without `@name`: they come to membership."""
    for reference in item.iterfind(f"{T}attList//{T}attRef"):
        if reference.get("class") and not reference.get("name"):
            yield reference.get("class")


def _membership(item: Element) -> Membership | None:
    classes = item.find(T + "classes")
    if classes is None:
        taken = tuple(_whole_classes(item))
        return Membership(taken, whole=False) if taken else None
    left = tuple(
        value_of(member, "key") for member in classes.iterfind(T + "memberOf") if member.get("mode") == "delete"
    )
    return Membership(_member_of(item), left, whole=classes.get("mode", "replace") != "change")


def _notes(item: Element) -> Notes:
    return Notes(tuple(child for child in item if child.tag in _NOTES))


# -- attributes -------------------------------------------------------------------------------------------------------


def _attribute_list(item: Element, owner: str, language: str) -> tuple[tuple[AttributePart, ...], tuple[Override, ...]]:
    parts: list[AttributePart] = []
    overrides: list[Override] = []
    for att_list in item.iterfind(T + "attList"):
        inner, more = _attribute_parts(att_list, owner, language)
        overrides.extend(more)
        parts.extend([AttributeList(inner, choice=True)] if att_list.get("org") == "choice" and inner else inner)
    return tuple(parts), tuple(overrides)


def _attribute_parts(
    att_list: Element, owner: str, language: str
) -> tuple[tuple[AttributePart, ...], tuple[Override, ...]]:
    parts: list[AttributePart] = []
    overrides: list[Override] = []
    for child in att_list:
        if child.tag == T + "attList":
            inner, more = _attribute_parts(child, owner, language)
            overrides.extend(more)
            if inner:
                parts.append(AttributeList(inner, choice=child.get("org") == "choice"))
        elif child.tag == T + "attRef":
            if child.get("name") or not child.get("class"):
                parts.append(_attribute_ref(child, owner))
        elif child.tag == T + "attDef" and _mode(child) == "add":
            parts.append(_attribute(child, owner, language))
        elif child.tag == T + "attDef":
            overrides.append(_override(child, owner, language))
    return tuple(parts), tuple(overrides)


def _attribute_ref(child: Element, owner: str) -> AttributeRef | AttributePattern:
    if child.get("class") and child.get("name"):
        return AttributeRef(child.get("class"), _with_colon(child.get("name")))
    held, found, ident = child.get("name", "").partition(".attribute.")
    if found:  # the name of a define of the RELAX NG, as older ODDs have it
        return AttributeRef(held, _with_colon(ident))
    if held:
        return AttributePattern(held)
    raise fault(child, say("{owner} has an attRef without class and name", owner=owner))


def _with_colon(name: str) -> str:
    """The name of an attribute that a define of the TEI's grammars calls `xmlid`."""
    return _XML_ATTRIBUTE.sub(r"xml:\1", name)


_XML_ATTRIBUTE: Final = re.compile(r"\Axml(id|lang|base|space)\Z")


def _attribute(child: Element, owner: str, language: str) -> Attribute:
    ident = child.get("ident")
    if not ident:
        raise fault(child, say("{owner} has an attDef without ident", owner=owner))
    where = f"{owner}/@{ident}"
    datatype = child.find(T + "datatype")
    values = child.find(T + "valList")
    notes = _notes(child)
    value_list = None if values is None else _values(values, where, language)
    if value_list is not None and (value_list.kind, value_list.mode, value_list.items) == ("closed", "add", ()):
        value_list = None  # a list of nothing says nothing
    held = _datatype(datatype, value_list, where)
    return Attribute(
        ident=ident,
        name=child.findtext(T + "altIdent", ident).strip(),
        description=notes.text("desc", language),
        required=child.get("usage") == "req",
        recommended=child.get("usage") == "rec",
        datatype=held,
        occurs=_times(datatype, held, where),
        values=value_list,
        default=child.findtext(T + "defaultVal", "").strip(),
        namespace=child.get("ns") or (child.nsmap.get(ident.partition(":")[0]) if ":" in ident else "") or "",
        valid_until=child.get("validUntil", ""),
        constraints=_constraints(child, language),
        notes=notes,
    )


def _datatype(item: Element | None, values: Values | None, where: str) -> Content:
    """What a value may be; where a list only suggests values and no datatype is stated, any name, as the TEI's processor has it."""
    if item is not None:
        return _content(item, where)
    return Data(xsd="Name" if values is not None and values.kind == "semi" else "string")


def _times(item: Element | None, held: Content, where: str) -> Occurs:
    """How many values an attribute takes. One that takes no more than one takes one: if it is not there, there is none.

    Text is the whole of a value, however often it may be there.
    """
    occurs = ONCE if item is None else _occurs(item, where)
    return ONCE if occurs.most == 1 or isinstance(held, Text) else occurs


def _override(child: Element, owner: str, language: str) -> Override:
    given = _attribute(child, owner, language)
    states = {
        "required": child.get("usage") is not None,
        "recommended": child.get("usage") is not None,
        "description": bool(given.description),
        "datatype": child.find(T + "datatype") is not None,
        "occurs": child.find(T + "datatype") is not None,
        "values": child.find(T + "valList") is not None,
        "default": child.find(T + "defaultVal") is not None,
        "name": child.find(T + "altIdent") is not None,
        "namespace": child.get("ns") is not None,
        "valid_until": child.get("validUntil") is not None,
    }
    stated = frozenset(name for name, is_stated in states.items() if is_stated)
    return Override(child.get("mode"), given.ident, given, stated)


def _values(item: Element, where: str, language: str = "en") -> Values:
    mode = _mode(item)
    kind = item.get("type", "" if mode == "change" else "open")
    if kind not in ("closed", "semi", "open", ""):
        raise fault(
            item,
            say("{where} has a value list of type {kind}; there are closed, semi and open", where=where, kind=kind),
        )
    return Values(kind, tuple(_value(value, language) for value in item.iterfind(T + "valItem")), mode)


def _value(item: Element, language: str) -> Value:
    notes = _notes(item)
    written = item.findtext(T + "altIdent", item.get("ident", ""))
    description = notes.text("desc", language) or notes.text("gloss", language)
    return Value(written, description, item.get("validUntil", ""), _mode(item), notes)


# -- content ----------------------------------------------------------------------------------------------------------


def _content(item: Element | None, where: str) -> Content:
    """The content of a `content` or `datatype` element: one thing, or a sequence of several."""
    if item is None:
        return Empty()
    held = (child for child in item if isinstance(child.tag, str) and child.tag not in _NOT_CONTENT)
    parts = tuple(_particle(child, where) for child in held)
    if not parts:
        return Empty()
    return parts[0] if len(parts) == 1 else Sequence(parts)


_NOT_CONTENT: Final = frozenset(
    {*_NOTES, *(T + name for name in ("valDesc", "altIdent", "equiv", "classes", "constraintSpec", "attList"))}
)


def _particle(item: Element, where: str) -> Content:
    name = etree.QName(item)
    reader = _READERS.get(name.localname) if name.namespace == TEI else None
    if reader is not None:
        return reader(item, where)
    if name.namespace == legacy.RNG:
        for reference in item.iter(f"{{{legacy.RNG}}}ref"):
            value_of(reference, "name")
        for data in item.iter(f"{{{legacy.RNG}}}data"):
            value_of(data, "type")
        return legacy.content(item)
    raise fault(
        item,
        say("{where} has {element} in its content, which is not compiled", where=where, element=name.localname),
    )


def _data(item: Element, where: str) -> Data:
    facets = [(value_of(facet, "name"), value_of(facet, "value")) for facet in item.iterfind(T + "dataFacet")]
    if item.get("restriction"):
        facets.append(("pattern", item.get("restriction")))
    if item.get("ref"):  # the datatypes of XML Schema, by their address
        return Data(xsd=item.get("ref").rpartition("#")[2], facets=tuple(facets), occurs=_occurs(item, where))
    if not item.get("key") and not item.get("name"):
        raise fault(item, say("{where} has a dataRef without key, name and ref", where=where))
    return Data(item.get("key", ""), item.get("name", ""), tuple(facets), _occurs(item, where))


def _class_ref(item: Element, where: str) -> ClassRef:
    expand = item.get("expand", "alternate")
    expand = "alternate" if expand == "alternation" else expand  # as older ODDs call it
    if expand not in EXPANSIONS:
        raise fault(
            item,
            say(
                "{where} expands a class as {expand}; there are {known}",
                where=where,
                expand=expand,
                known=", ".join(EXPANSIONS),
            ),
        )
    include, leave_out = (tuple(item.get(name, "").split()) for name in ("include", "except"))
    return ClassRef(value_of(item, "key"), expand, include, leave_out, _occurs(item, where))


def _any_element(item: Element, where: str) -> AnyElement:
    require = tuple(item.get("require", "").split())
    stated = exceptions(item, "except")
    if stated is None and require:  # what is required is not then left out
        stated = ()
    return AnyElement(require, stated, _occurs(item, where))


def exceptions(item: Element, attribute: str) -> tuple[str, ...] | None:
    """The namespaces and names that an attribute lists, names as `{namespace}local`; None where there is no attribute."""
    listed = item.get(attribute)
    if listed is None:
        return None
    return tuple(_name(item, each) for each in listed.split())


def _name(item: Element, written: str) -> str:
    prefix, colon, local = written.partition(":")
    namespace = item.nsmap.get(prefix) if colon and not local.startswith("/") else None
    return f"{{{namespace}}}{local}" if namespace else written


def _parts(item: Element, where: str) -> tuple[Content, ...]:
    parts = tuple(_particle(child, where) for child in item if isinstance(child.tag, str))
    if not parts:
        raise fault(item, say("{where} has an empty {element}", where=where, element=etree.QName(item).localname))
    return parts


_READERS: Final[Mapping[str, Callable[[Element, str], Content]]] = {
    "textNode": lambda item, where: Text(),
    "empty": lambda item, where: Empty(),
    "elementRef": lambda item, where: ElementRef(value_of(item, "key"), _occurs(item, where)),
    "classRef": _class_ref,
    "macroRef": lambda item, where: MacroRef(value_of(item, "key"), _occurs(item, where)),
    "anyElement": _any_element,
    "dataRef": _data,
    "valList": _values,
    "sequence": lambda item, where: Sequence(
        _parts(item, where), _occurs(item, where), item.get("preserveOrder", "true") in ("true", "1")
    ),
    "interleave": lambda item, where: Sequence(_parts(item, where), _occurs(item, where), ordered=False),
    "alternate": lambda item, where: Alternate(_parts(item, where), _occurs(item, where)),
}


MOST: Final = 200
"""How often something may be counted: RELAX NG has to write each time out, one within the other, and parsers go 256 elements deep."""


def _occurs(item: Element, where: str) -> Occurs:
    least, most = item.get("minOccurs", "1"), item.get("maxOccurs", "1")
    try:
        occurs = Occurs(int(least), None if most == "unbounded" else int(most))
    except ValueError:
        raise fault(
            item,
            say(
                "{where} may occur from {least} to {most} times, which are no numbers",
                where=where,
                least=least,
                most=most,
            ),
        ) from None
    if max(occurs.least, occurs.most or 0) > MOST:
        raise fault(
            item,
            say(
                "{where} may occur {most} times, and grammars count to {limit}",
                where=where,
                most=max(occurs.least, occurs.most or 0),
                limit=MOST,
            ),
            hint=say('write "unbounded", and count in a constraintSpec'),
        )
    if occurs.least < 0 or (occurs.most is not None and occurs.most < 0):
        raise fault(
            item,
            say(
                "{where} may occur from {least} to {most} times, which are no numbers",
                where=where,
                least=least,
                most=most,
            ),
        )
    if occurs.most is not None and occurs.most < occurs.least:
        raise fault(
            item,
            say("{where} may occur at most {most} but at least {least} times", where=where, most=most, least=least),
        )
    return occurs
