# SPDX-License-Identifier: MIT
"""How catalogues are written: JSON and XML as a person can read them, the same bytes each time."""

from __future__ import annotations

import json
from typing import Any, Final

from edition.engines import libxml

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def as_json(said: Any) -> bytes:
    """A value as JSON."""
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def root(name: str, namespaces: dict[str | None, str]) -> libxml.Element:
    """A new document's element, by its name as `prefix:name` (or `name`, in the default namespace)."""
    return libxml.etree.Element(_named(name, namespaces), nsmap=namespaces)


def child(parent: libxml.Element, name: str, text: str = "", *, lang: str = "", **attributes: str) -> libxml.Element:
    """A new last child, named as `root` names. An attribute that says nothing is left out."""
    made = libxml.etree.SubElement(parent, _named(name, parent.nsmap))
    made.text = text or None
    for attribute, value in attributes.items():
        if value:
            made.set(attribute, value)
    if lang:
        made.set(_XML_LANG, lang)
    return made


def _named(name: str, namespaces: dict[str | None, str]) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{namespaces[prefix or None]}}}{local}"


def as_xml(element: libxml.Element) -> bytes:
    """A document as XML."""
    libxml.etree.indent(element)
    written: bytes = libxml.etree.tostring(element, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"
