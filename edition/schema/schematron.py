# SPDX-License-Identifier: MIT
"""The constraints of an ODD become one Schematron schema for XSLT 3.

Each `constraintSpec` is a pattern of its own, so that its rules do not hide those of another:
in a pattern, Schematron fires only the first rule that matches. Ids and roles are kept as they stand.
Keys and functions are for all, as are the variables of a constraint that has no rule; what is deprecated gets a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from edition.engines import expressions
from edition.engines.libxml import Element, etree
from edition.findings import Place
from edition.schema import places
from edition.schema.declarations import SCHEMATRON, TEI, Constraint, OddFault, Schema, Subject
from edition.speech import phrase, say

ASSERTIONS: Final = ("assert", "report")
DEPRECATED: Final = "DEP002"
_XSL: Final = "{http://www.w3.org/1999/XSL/Transform}"


def rules(schema: Schema, note: str) -> bytes:
    """The Schematron schema, indented, with `note` as its first comment. Raises `OddFault` for an id used twice."""
    root = etree.Element(_sch("schema"), nsmap={"sch": SCHEMATRON}, queryBinding=schema.query_binding)
    etree.SubElement(root, _sch("title")).text = f"Rules of the schema “{schema.ident}” that need more than a grammar"
    prefixes = _prefixes(schema)
    for prefix, uri in prefixes.items():
        etree.SubElement(root, _sch("ns"), prefix=prefix, uri=uri)
    made = [item for constraint in schema.constraints for item in _patterns(constraint, prefixes)]
    made += _deprecations(schema, prefixes)
    root.extend(sorted(made, key=lambda item: _PLACES.get(item.tag, 2)))
    _ensure_ids_once(root, schema)
    _indent(root)
    etree.cleanup_namespaces(root, top_nsmap={"sch": SCHEMATRON})
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {note} -->\n'
    return head.encode() + bytes(etree.tostring(root, encoding="UTF-8")) + b"\n"


def _prefixes(schema: Schema) -> dict[str, str]:
    """The prefixes of the rules: `tei`, those that the ODD declares, and one for each other namespace of its elements."""
    found = {"tei": TEI, **schema.namespaces}
    for constraint in schema.constraints:
        for prefix, uri in constraint.prefixes:
            found.setdefault(prefix, uri)
    for element in schema.elements.values():
        if element.namespace and element.namespace not in found.values():
            found[f"ns{len(found)}"] = element.namespace
    return found


def _patterns(constraint: Constraint, prefixes: dict[str, str]) -> Iterator[Element]:
    """What is for all, one by one, and the pattern of the rules, if there are any."""
    pattern = etree.Element(_sch("pattern"), id=constraint.ident)
    if constraint.description:
        etree.SubElement(pattern, _sch("title")).text = constraint.description
    rule = None
    opened = list(_opened(constraint))
    known = {etree.QName(item).localname for item in opened}
    declares = known.isdisjoint(("rule", *ASSERTIONS))
    # a variable of assertions without a rule is of what they are about, as they are
    bare = ASSERTIONS if "rule" in known else ("let", *ASSERTIONS)
    for item in opened:
        if item.tag.startswith(_XSL) or declares:
            yield item
        elif etree.QName(item).localname in bare:
            if rule is None:  # an assertion without a rule is about what the constraint stands in
                rule = etree.SubElement(pattern, _sch("rule"), context=_context(constraint, prefixes))
            rule.append(item)
        else:
            rule = None
            pattern.append(item)
    if pattern.find(_sch("rule")) is not None:
        yield pattern


def _opened(constraint: Constraint) -> Iterator[Element]:
    """What stands in a constraint, with patterns opened; their variables stay with their rules, if they have any."""
    for markup in constraint.markup:
        item = etree.fromstring(markup)
        if item.tag != _sch("pattern"):
            yield item
        elif item.find(_sch("rule")) is None:
            yield from (child for child in item if isinstance(child.tag, str))
        else:
            lets = item.findall(_sch("let"))
            for child in item:
                if child.tag == _sch("rule"):
                    for position, each in enumerate(lets):
                        child.insert(position, etree.fromstring(etree.tostring(each, with_tail=False)))
                if isinstance(child.tag, str) and child.tag != _sch("let"):
                    yield child


def _context(constraint: Constraint, prefixes: dict[str, str]) -> str:
    if not constraint.subjects:
        said = say(
            "constraint {ident} asserts something, but stands in no element to assert it of", ident=constraint.ident
        )
        raise OddFault(said, _place(constraint), hint=say("put it into a rule with a context"))
    return " | ".join(_path(subject, prefixes) for subject in constraint.subjects)


def _path(subject: Subject, prefixes: dict[str, str]) -> str:
    prefix = next((f"{prefix}:" for prefix, uri in prefixes.items() if uri == subject.namespace), "")
    return f"{prefix}{subject.name}" + (f"/@{subject.attribute}" if subject.attribute else "")


_ENDS: Final = {
    "element": phrase("the element {value1} is deprecated and ceases to be valid on {value2}"),
    "attribute": phrase("the attribute {value1} of {value2} is deprecated and ceases to be valid on {value3}"),
    "value": phrase("the value {value1} of {value2} is deprecated and ceases to be valid on {value3}"),
}
"""What a report says of what ends; where something is put in, it asks the document for it, so that the words can be translated."""


_ASKED: Final = "\0"


@dataclass(frozen=True, slots=True)
class _Ending:
    """Something that the ODD announces the end of: what kind, its name, the value, the day, and what the ODD says of it."""

    kind: str
    name: str
    value: str
    day: str
    said: str


def _deprecations(schema: Schema, prefixes: dict[str, str]) -> Iterator[Element]:
    """A report, with the code of its rule, for each element, attribute and value that the ODD announces the end of."""
    met: dict[_Ending, list[str]] = {}
    for element in schema.elements.values():
        path = _path(Subject(element.name, element.namespace), prefixes)
        if element.valid_until:
            ending = _Ending("element", element.name, "", element.valid_until, element.notes.deprecation())
            met.setdefault(ending, []).append(path)
        for attribute in schema.attributes(element.ident):
            name, until = attribute.name, attribute.valid_until
            at = f"{path}/@*:{attribute.local}" if attribute.is_foreign else f"{path}/@{name}"
            if until:
                ending = _Ending("attribute", name, "", until, attribute.notes.deprecation())
                met.setdefault(ending, []).append(at)
            for value in attribute.values.items if attribute.values else ():
                if value.valid_until:
                    ending = _Ending("value", name, value.ident, value.valid_until, value.notes.deprecation())
                    met.setdefault(ending, []).append(at)
    for number, (ending, paths) in enumerate(met.items(), 1):
        yield _ended(ending, " | ".join(paths), f"{DEPRECATED}-{number}")


def _ended(ending: _Ending, context: str, ident: str) -> Element:
    pattern = etree.Element(_sch("pattern"))
    rule = etree.SubElement(pattern, _sch("rule"), context=context)
    literal = _literal(ending.value)
    test = f"tokenize(.) = {literal}" if ending.kind == "value" else "true()"
    report = etree.SubElement(rule, _sch("report"), id=ident, role="warning", test=test)
    asked = {
        "element": ("name()", _literal(ending.day)),
        "attribute": ("name()", "name(..)", _literal(ending.day)),
        "value": (literal, "concat(name(..), '/@', name())", _literal(ending.day)),
    }[ending.kind]
    first, *others = _ENDS[ending.kind](value1=_ASKED, value2=_ASKED, value3=_ASKED).split(_ASKED)
    report.text = first[:1].upper() + first[1:]
    for expression, words in zip(asked, others, strict=True):
        etree.SubElement(report, _sch("value-of"), select=expression).tail = words
    report[-1].tail = (report[-1].tail or "") + "." + (f" Hint: {ending.said}" if ending.said else "")
    return pattern


def _literal(text: str) -> str:
    """A text as XPath writes it."""
    return "'" + text.replace("'", "''") + "'"


def _place(constraint: Constraint) -> Place | None:
    return places.naming(constraint.place, constraint.ident, constraint.ident)


def _ensure_ids_once(root: Element, schema: Schema) -> None:
    seen: set[str] = set()
    for item in root.iter(*(_sch(name) for name in ASSERTIONS)):
        ident = item.get("id")
        if ident in seen:
            held = (each for each in schema.constraints if f'id="{ident}"'.encode() in b"".join(each.markup))
            raise OddFault(say("two assertions have the id {ident}", ident=ident), next(map(_place, held), None))
        if ident:
            seen.add(ident)
    taken: set[str] = set()
    for number, pattern in enumerate(root.iter(_sch("pattern")), 1):
        if ident := pattern.get("id"):
            pattern.set("id", _NO_NAME.sub("-", ident).lstrip("-.0123456789") or f"pattern-{number}")
        if pattern.get("id") in taken:  # TEI gives the constraints of several attributes one ident
            pattern.set("id", f"{pattern.get('id')}-{number}")
        taken.add(pattern.get("id"))


def _indent(item: Element, depth: int = 0) -> None:
    """Indents what holds only elements; the text of a message stays as it is."""
    if etree.QName(item).localname in (*ASSERTIONS, "title") or not len(item):
        return
    item.text = "\n" + "  " * (depth + 1)
    for child in item:
        _indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    item[-1].tail = "\n" + "  " * depth


def _sch(name: str) -> str:
    return f"{{{SCHEMATRON}}}{name}"


_NO_NAME: Final = re.compile(f"[^{expressions.NAME}]|:")
_PLACES: Final = {f"{_XSL}key": 0, f"{_XSL}function": 0, _sch("let"): 1}
"""What comes before what in a Schematron schema; patterns come last."""
