# SPDX-License-Identifier: MIT
"""The W3C schema's word on a document, where RELAX NG had none to say of the same place.

The XSD is compiled from the same ODD and is the coarser of the two; what it alone refuses is one rule, `XSD001`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition import names
from edition.engines import libxml
from edition.engines.libxml import Element
from edition.engines.xsd import Fault
from edition.findings import Finding
from edition.source.document import Document
from edition.validate.vocabulary import element as tag
from edition.validate.vocabulary import some


def findings(document: Document, faults: Iterable[Fault], said: Iterable[Finding]) -> Iterator[Finding]:
    """The findings `XSD001` for what xmlschema found and no finding in `said` stands at: at the element, its parent, its child."""
    taken = {finding.place.path for finding in said}
    elements = document.elements
    told: set[tuple[int, str]] = set()
    for fault in faults:
        element = elements[fault.element] if fault.element < len(elements) else document.root
        near = [element, element.getparent(), *element.iterchildren("*")]
        if fault.kind == "identifier" or any(document.place(each).path in taken for each in near if each is not None):
            continue
        about = elements[fault.child] if 0 <= fault.child < len(elements) else element
        key = (document.ordinal(about), fault.attribute)
        if key in told:
            continue
        told.add(key)
        attribute = _written(fault.attribute)
        yield Finding("XSD001", document.place(about, attribute), *_words(element, about, attribute, fault))


def _words(element: Element, about: Element, attribute: str, fault: Fault) -> tuple[str, str]:
    own = tag(libxml.etree.QName(element).localname)
    match fault.kind:
        case "child":
            return f"{tag(libxml.etree.QName(about).localname)} cannot stand here in {own}", "move it, or remove it"
        case "incomplete" if attribute:
            return f"{own} lacks `@{attribute}`", f'write {attribute}="…" in its tag'
        case "incomplete":
            lacking = some([tag(name) for name in fault.expected]) or "something"
            return f"{own} is not complete: {'one of ' if len(fault.expected) > 1 else ''}{lacking} is missing", ""
        case "attribute":
            return f"`@{attribute}` is no attribute of {own}", "remove it, or look for another of its name"
        case "value":
            return f'{attribute}="{fault.value}" on {own} is no value of `@{attribute}`', ""
        case "text":
            return f"text cannot stand directly in {own}", "put it into an element"
        case "identifier" | "other":
            return f"the XSD does not allow {own} as it stands: {fault.reason}", ""


def _written(attribute: str) -> str:
    return attribute.replace(f"{{{names.XML}}}", "xml:")
