# SPDX-License-Identifier: MIT
"""What a Schematron schema has to say of a document: our own transpiler makes it XSLT, Saxon runs that.

An assertion whose `@id` begins with a code of the register is that rule; any other is `SCH001`, its id in the hint.
In a message, what follows `Hint:` is the hint; so is a diagnostic.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from edition import rules
from edition.engines import libxml, saxon
from edition.errors import EditionError
from edition.findings import Finding, Place, Severity
from edition.source.document import Document
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
        result = saxon.transform(saxon.compile_text(stylesheet), document.plain)
    except saxon.TransformFault as fault:
        said = " ".join(str(fault).split())
        yield Finding(
            "SCH002",
            Place(document.path),
            f"the rules of {schema.name} could not be run on this file: {said}",
            "this is a fault of the rules, not of the text",
        )
        return
    yield from _findings(document, result.text)


@functools.lru_cache(maxsize=16)
def _stylesheet(schema: Path, phase: str, _stamp: int) -> str:
    try:
        return transpiler.transpile(libxml.parse_trusted(schema).getroot(), schema, phase)
    except transpiler.Unsupported as error:
        raise SchemaUnusable(f"{schema.name}: {error}") from error
    except libxml.etree.XMLSyntaxError as error:
        raise SchemaUnusable(f"{schema.name} is not well-formed XML: {error}") from error


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
