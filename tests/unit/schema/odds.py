# SPDX-License-Identifier: MIT
"""Small ODDs for the tests of the compiler: written by hand, as is what they must compile to."""

from __future__ import annotations

from typing import Any

from lxml import etree

from edition.schema import odd, relaxng
from edition.schema.declarations import Schema

RNG = "{http://relaxng.org/ns/structure/1.0}"


def schema(specifications: str, start: str = "a") -> Schema:
    """The schema of an ODD whose schemaSpec holds these specifications; it has the datatype `word`."""
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">'
        f'<schemaSpec ident="small" start="{start}">'
        '<dataSpec ident="word"><content><dataRef name="token" restriction="\\S+"/></content></dataSpec>'
        f"{specifications}</schemaSpec></TEI>"
    )
    return odd.parse(text.encode())


def element(ident: str, content: str = "<empty/>", classes: str = "", attributes: str = "") -> str:
    """An elementSpec."""
    members = "".join(f'<memberOf key="{name}"/>' for name in classes.split())
    return (
        f'<elementSpec ident="{ident}"><classes>{members}</classes><content>{content}</content>'
        f"<attList>{attributes}</attList></elementSpec>"
    )


def compact(item: Any) -> str:
    """A pattern in the compact syntax, near enough to be read and compared: `(a, b?) | text`."""
    kind = etree.QName(item).localname
    inner = [compact(child) for child in item if isinstance(child.tag, str) and child.tag.startswith(RNG)]
    match kind:
        case "ref":
            return str(item.get("name"))
        case "optional" | "zeroOrMore" | "oneOrMore":
            sign = {"optional": "?", "zeroOrMore": "*", "oneOrMore": "+"}[kind]
            return f"{inner[0]}{sign}" if len(inner) == 1 else f"({', '.join(inner)}){sign}"
        case "choice" | "group" | "interleave":
            sign = {"choice": " | ", "group": ", ", "interleave": " & "}[kind]
            return f"({sign.join(inner)})"
        case "value":
            return f'"{item.text or ""}"'
        case "data":
            facets = "".join(f" {child.get('name')}={child.text}" for child in item)
            return f"{item.get('type')}{facets}"
        case "list":
            return f"list {{ {', '.join(inner)} }}"
        case "attribute":
            return f"@{item.get('name')} {{ {', '.join(inner)} }}"
        case "element" | "define":
            return ", ".join(inner)
    return kind


def pattern(schema: Schema, ident: str) -> str:
    """What a define of the grammar says; of an element, its attributes and its content."""
    root = etree.fromstring(relaxng.grammar(schema, "made in a test"))
    define = root.find(f"{RNG}define[@name='{ident}']")
    found = define[0] if len(define) == 1 else define
    return compact(found)


def accepts(schema: Schema, document: str) -> bool:
    """Whether the grammar accepts a document; its elements need no namespace of their own."""
    grammar = etree.RelaxNG(etree.fromstring(relaxng.grammar(schema, "made in a test")))
    marked = document.replace("<a", '<a xmlns="http://www.tei-c.org/ns/1.0"', 1)
    return bool(grammar.validate(etree.fromstring(marked)))
