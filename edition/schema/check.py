# SPDX-License-Identifier: MIT
"""All that is wrong with an ODD, whichever of its schemas it is in: what `edition check` and the language server tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from edition.findings import Finding, ordered
from edition.schema import files, odd, relaxng, schematron, sources
from edition.schema.declarations import OddFault
from edition.schema.specifications import T


def findings(path: Path, data: bytes) -> list[Finding]:
    """What is wrong with the ODD in a file, which may be younger than what was saved, each thing once, in the order of the places."""
    with files.unsaved({path: data}):
        return list(ordered(_found(path)))


def _found(path: Path) -> Iterator[Finding]:
    try:
        idents = [spec.get("ident", "") for spec in sources.tree(path).getroot().iter(T + "schemaSpec")]
    except OddFault as fault:
        yield from fault.findings
        return
    for ident in dict.fromkeys(idents):
        try:
            compiled = odd.compiled(path, ident=ident)
            yield from compiled.warnings
            relaxng.grammar(compiled.schema, "")
            schematron.rules(compiled.schema, "")
        except OddFault as fault:
            yield from fault.findings
