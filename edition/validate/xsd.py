# SPDX-License-Identifier: MIT
"""The W3C schema's word on a document, where RELAX NG had none to say of the same place.

What an XSD alone refuses is one rule, `XSD001`. One that is made of the same ODD as the RELAX NG refuses nothing more, and is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition import names
from edition.engines import libxml
from edition.engines.libxml import Element
from edition.engines.xsd import Fault
from edition.findings import Finding
from edition.source.document import Document
from edition.speech import say
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
            return say(
                "{element} cannot stand here in {own}", element=tag(libxml.etree.QName(about).localname), own=own
            ), say("move it, or remove it")
        case "incomplete" if attribute:
            return say("{own} lacks `@{attribute}`", own=own, attribute=attribute), say(
                'write {attribute}="…" in its tag', attribute=attribute
            )
        case "incomplete":
            lacking = some([tag(name) for name in fault.expected]) or say("something")
            if len(fault.expected) > 1:
                return say("{own} is not complete: one of {lacking} is missing", own=own, lacking=lacking), ""
            return say("{own} is not complete: {lacking} is missing", own=own, lacking=lacking), ""
        case "attribute":
            return say("`@{attribute}` is no attribute of {own}", attribute=attribute, own=own), say(
                "remove it, or look for another of its name"
            )
        case "value":
            return say(
                '{attribute}="{value}" on {own} is no value of `@{attribute}`',
                attribute=attribute,
                value=fault.value,
                own=own,
            ), ""
        case "text":
            return say("text cannot stand directly in {own}", own=own), say("put it into an element")
        case "identifier" | "other":
            return say("the XSD does not allow {own} as it stands: {reason}", own=own, reason=fault.reason), ""


def _written(attribute: str) -> str:
    return attribute.replace(f"{{{names.XML}}}", "xml:")
