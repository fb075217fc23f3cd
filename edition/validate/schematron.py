# SPDX-License-Identifier: MIT
"""What a Schematron schema has to say of a document: our own transpiler makes it XSLT, Saxon runs that.

An assertion whose `@id` begins with a code of the register is that rule; any other is `SCH001`, its id in the hint.
In a message, what follows `Hint:` is the hint; so is a diagnostic.
"""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from edition import rules
from edition.engines import libxml, saxon
from edition.engines.libxml import Element
from edition.errors import EditionError
from edition.findings import Finding, Place, Severity
from edition.relaxng import compact
from edition.relaxng.loader import RNG, SchemaFault
from edition.source.document import Document
from edition.speech import say
from edition.validate import transpiler

_CODE: Final = re.compile(r"[A-Z]{2,4}\d{3}")
_ROLES: Final = {
    **dict.fromkeys(("warning", "warn", "nonfatal"), Severity.WARNING),
    **dict.fromkeys(("information", "info"), Severity.INFO),
}
"""What an assertion weighs by its `@role`; whatever else that says, it is an error."""


class SchemaUnusable(EditionError):
    """A Schematron schema uses what the transpiler does not understand."""

    exit_code = 2


def check(document: Document, schema: Path, phase: str = "#DEFAULT") -> Iterator[Finding]:
    """Every finding of a document by a schema. Raises `SchemaUnusable`."""
    stylesheet = _stylesheet(schema, phase, schema.stat().st_mtime_ns)
    try:
        result = saxon.run_sealed(stylesheet, document.plain)
    except saxon.TransformFault as fault:
        said = " ".join(str(fault).split())
        yield Finding(
            "SCH002",
            Place(document.path),
            say("the rules of {name} could not be run on this file: {said}", name=schema.name, said=said),
            say("this is a fault of the rules, not of the text"),
        )
        return
    yield from _findings(document, result)


@functools.lru_cache(maxsize=16)
def _stylesheet(schema: Path, phase: str, _stamp: int) -> str:
    try:
        root = compact.read(schema) if schema.suffix == ".rnc" else libxml.parse_trusted(schema).getroot()
        return transpiler.transpile(_extracted(root), schema, phase)
    except SchemaFault as fault:
        raise SchemaUnusable(say("{name}:{line}: {fault}", name=schema.name, line=fault.line, fault=fault)) from fault
    except transpiler.Unsupported as error:
        raise SchemaUnusable(say("{name}: {error}", name=schema.name, error=error)) from error
    except libxml.etree.XMLSyntaxError as error:
        raise SchemaUnusable(say("{name} is not well-formed XML: {error}", name=schema.name, error=error)) from error


_S: Final = f"{{{transpiler.SCHEMATRON}}}"
_FIRST: Final = ("ns", "let", "phase")
"""What comes before the patterns of a schema, of what may be embedded."""


def _extracted(root: Element) -> Element:
    """The Schematron schema that is embedded in a RELAX NG schema, as TEI's are; any other root as it is.

    Rules that stand without a pattern make one each. A schema that is embedded states no query language: TEI's use that of XSLT 2 and 3.
    """
    if not str(root.tag).startswith(f"{{{RNG}}}"):
        return root
    made = libxml.etree.Element(f"{_S}schema", queryBinding="xslt3", nsmap={"sch": transpiler.SCHEMATRON})
    later: list[Element] = []
    for element in root.iter(f"{_S}*"):
        parent = element.getparent()
        if parent is None or str(parent.tag).startswith(_S):
            continue
        copied = copy.deepcopy(element)
        copied.tail = None
        match str(element.tag).removeprefix(_S):
            case "rule":
                pattern = libxml.etree.Element(f"{_S}pattern")
                pattern.append(copied)
                later.append(pattern)
            case name if name in _FIRST:
                if name != "ns" or made.find(f"{_S}ns[@prefix='{copied.get('prefix')}']") is None:
                    made.append(copied)
            case _:
                later.append(copied)
    made.extend(later)
    return made


def _findings(document: Document, result: str) -> Iterator[Finding]:
    for node in libxml.parse(result.encode()).getroot().iterchildren("finding"):
        identifier, role = node.get("id") or "", (node.get("role") or "").lower()
        element = document.elements[int(node.get("number") or 0)]
        message, _, hint = (node.findtext("text") or "").partition("Hint:")
        hints = [_phrase(hint), *(_phrase(each.text or "") for each in node.iterchildren("diagnostic"))]
        code = found[0] if (found := _CODE.match(identifier)) and _is_registered(found[0]) else "SCH001"
        if code == "SCH001" and identifier:
            hints.append(f"the rule is “{identifier}”")
        severity = _ROLES.get(role, Severity.ERROR)
        if not role:
            severity = rules.rule(code).severity if _is_registered(code) else Severity.ERROR
        place = document.place(element, node.get("attribute") or "")
        yield Finding(code, place, _phrase(message), "; ".join(each for each in hints if each), severity)


def _phrase(text: str) -> str:
    """A message in the form of our own: on one line, and a single sentence without its capital article and its period."""
    text = " ".join(text.split())
    if text.endswith(".") and not re.search(r"[.!?] ", text):
        text = text[:-1]
    return re.sub(r"^(The|A|An|It) ", lambda found: found[0].lower(), text)


@functools.cache
def _is_registered(code: str) -> bool:
    try:
        rules.rule(code)
    except KeyError:
        return False
    return True
