# SPDX-License-Identifier: MIT
"""The constraints of an ODD become one Schematron schema for XSLT 3.

Each `constraintSpec` is a pattern of its own, so that its rules do not hide those of another:
in a pattern, Schematron fires only the first rule that matches. Ids and roles are kept as they stand.
"""

from __future__ import annotations

from typing import Final

from edition.engines.libxml import Element, etree
from edition.schema.declarations import SCHEMATRON, TEI, Constraint, OddFault, Schema

ASSERTIONS: Final = ("assert", "report")


def rules(schema: Schema, note: str) -> bytes:
    """The Schematron schema, indented, with `note` as its first comment. Raises `OddFault` for an id used twice."""
    root = etree.Element(_sch("schema"), nsmap={"sch": SCHEMATRON}, queryBinding="xslt3")
    etree.SubElement(root, _sch("title")).text = f"Rules of the schema “{schema.ident}” that need more than a grammar"
    for prefix, uri in {"tei": TEI, **schema.namespaces}.items():
        etree.SubElement(root, _sch("ns"), prefix=prefix, uri=uri)
    for constraint in schema.constraints:
        root.append(_pattern(constraint))
    _ensure_ids_once(root)
    _indent(root)
    etree.cleanup_namespaces(root, top_nsmap={"sch": SCHEMATRON})
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {note} -->\n'
    return head.encode() + bytes(etree.tostring(root, encoding="UTF-8")) + b"\n"


def _pattern(constraint: Constraint) -> Element:
    pattern = etree.Element(_sch("pattern"), id=constraint.ident)
    if constraint.description:
        etree.SubElement(pattern, _sch("title")).text = constraint.description
    rule = None
    for markup in constraint.markup:
        item = etree.fromstring(markup)
        if etree.QName(item).localname not in ASSERTIONS:
            rule = None
            pattern.append(item)
            continue
        if rule is None:  # an assertion without a rule is about the element that the constraint stands in
            if not constraint.subject:
                raise OddFault(
                    f"constraint {constraint.ident} asserts something, but stands in no element to assert it of"
                )
            rule = etree.SubElement(pattern, _sch("rule"), context=f"tei:{constraint.subject}")
        rule.append(item)
    return pattern


def _ensure_ids_once(root: Element) -> None:
    seen: set[str] = set()
    for item in root.iter(*(_sch(name) for name in ASSERTIONS)):
        ident = item.get("id")
        if ident in seen:
            raise OddFault(f"two assertions have the id {ident}")
        if ident:
            seen.add(ident)


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
