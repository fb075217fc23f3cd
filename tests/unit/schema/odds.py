# SPDX-License-Identifier: MIT
"""Small ODDs for the tests of the compiler: written by hand, as is what they must compile to."""

from __future__ import annotations

from pathlib import Path
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


SOURCE = (
    '<moduleSpec ident="base"/><moduleSpec ident="more"/>'
    '<dataSpec ident="word" module="base"><content><dataRef name="token" restriction="\\S+"/></content></dataSpec>'
    '<macroSpec ident="macro.text" module="base"><content><alternate minOccurs="0" maxOccurs="unbounded"><textNode/>'
    '<classRef key="model.inline"/></alternate></content></macroSpec>'
    '<classSpec ident="model.inline" type="model" module="base"/>'
    '<classSpec ident="att.global" type="atts" module="base"><attList>'
    '<attDef ident="n"><desc>A number.</desc><datatype><dataRef key="word"/></datatype></attDef>'
    '<attDef ident="rend"><datatype maxOccurs="unbounded"><dataRef key="word"/></datatype></attDef></attList></classSpec>'
    '<classSpec ident="att.typed" type="atts" module="base"><classes><memberOf key="att.global"/></classes><attList>'
    '<attDef ident="type"><datatype><dataRef key="word"/></datatype><valList type="semi"><valItem ident="x"/>'
    '<valItem ident="y"/></valList></attDef><attDef ident="subtype"/></attList></classSpec>'
    '<elementSpec ident="a" module="base"><classes><memberOf key="att.global"/></classes><content><sequence>'
    '<elementRef key="head" minOccurs="0"/><elementRef key="p" maxOccurs="unbounded"/></sequence></content></elementSpec>'
    '<elementSpec ident="p" module="base"><desc>A paragraph.</desc><desc xml:lang="de">Ein Absatz.</desc><classes>'
    '<memberOf key="att.typed"/></classes><content><macroRef key="macro.text"/></content></elementSpec>'
    '<elementSpec ident="hi" module="base"><classes><memberOf key="model.inline"/><memberOf key="att.typed"/></classes>'
    '<content><macroRef key="macro.text"/></content><attList><attDef ident="rend" mode="delete"/>'
    '<attDef ident="level" usage="req"/></attList></elementSpec>'
    '<elementSpec ident="head" module="more"><classes><memberOf key="att.global"/></classes><content><macroRef '
    'key="macro.text"/></content></elementSpec>'
    '<elementSpec ident="lb" module="more"><classes><memberOf key="model.inline"/></classes><content><empty/></content>'
    "</elementSpec>"
)
"""A source as small as can be: two modules, classes above classes, a macro, a datatype, five elements."""


def document(specifications: str, **attributes: str) -> str:
    """An ODD with these specifications in its schemaSpec."""
    stated = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron" '
        f'xmlns:rng="{RNG[1:-1]}"><text><body><schemaSpec ident="small"{stated}>{specifications}</schemaSpec></body></text></TEI>'
    )


def source(folder: Path) -> Path:
    """The small source as a file, its specifications in the text as TEI has them."""
    path = folder / "source.xml"
    path.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{SOURCE}</body></text></TEI>', "utf-8")
    return path


def customised(folder: Path, specifications: str, **attributes: str) -> odd.Compiled:
    """What a customisation of the small source comes to; it takes up the module `base` unless it takes up another."""
    taken = "" if "moduleRef" in specifications else '<moduleRef key="base"/>'
    path = folder / "small.odd"
    path.write_text(document(taken + specifications, **{"start": "a", "source": "source.xml"} | attributes), "utf-8")
    source(folder)
    return odd.compiled(path)
