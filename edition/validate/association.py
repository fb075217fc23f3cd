# SPDX-License-Identifier: MIT
"""Which schemas a document names for itself: `<?xml-model?>` (W3C, Associating Schemas with XML documents) and oXygen's older form."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from edition import names
from edition.engines import libxml
from edition.findings import Finding, Place, Severity
from edition.relaxng.loader import RNG
from edition.source.document import Document
from edition.speech import say, say_of
from edition.validate.catalog import Sources
from edition.validate.rulefiles import SCHEMATRON

Kind = Literal["rng", "sch", "xsd"]

_TYPES: Final[dict[str, Kind]] = {RNG: "rng", SCHEMATRON: "sch", "http://www.w3.org/2001/XMLSchema": "xsd"}
_ENDINGS: Final[dict[str, Kind]] = {
    **dict.fromkeys((".rng", ".rnc"), "rng"),
    **dict.fromkeys((".sch", ".isosch", ".schematron"), "sch"),
    ".xsd": "xsd",
}
_PSEUDO: Final = re.compile(r"""(?<![\w.:-])([\w.:-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")
_OXYGEN: Final[dict[str, Kind]] = {"RNGSchema": "rng", "SCHSchema": "sch"}


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema on this machine: what it is written in, its file, and the phase of a Schematron schema ("" for its own default)."""

    kind: Kind
    path: Path
    phase: str = ""


def kind_of(path: Path) -> Kind | None:
    """What a schema is written in, by the ending of its file; None for an ending that tells nothing."""
    return _ENDINGS.get(path.suffix.lower())


def named(document: Document, sources: Sources) -> tuple[list[Schema], list[Finding]]:
    """The schemas that a document names, each once, and the findings `MDL001`, `MDL002`, `MDL004` for those of no use."""
    schemas: dict[Schema, None] = {}
    found: list[Finding] = []
    folder = document.path.resolve().parent
    for instruction in _instructions(document):
        asked = list(_asked(instruction))
        if not asked and instruction.target == "xml-model":
            said = say("the instruction names no schema: it has no `href`, or its quotation marks are missing")
            found.append(Finding("MDL004", _place(document, instruction), said, _NAME_IT))
        for address, kind, phase in asked:
            place = _place(document, instruction)
            if kind is None:
                said = say("it cannot be told in what language the schema “{address}” is written", address=address)
                found.append(
                    Finding(
                        "MDL002", place, said, say("give schematypens: the namespace of RELAX NG, Schematron or XSD")
                    )
                )
                continue
            path = sources.file(address, folder)
            if path is None:
                said = say("the schema “{address}” is not here, so nothing is checked by it", address=address)
                hint = say("nothing is fetched: keep a copy, and name it under [edition.schemas] or in a catalog")
                found.append(Finding("MDL001", place, said, hint))
            else:
                schemas[Schema(kind, path, phase)] = None
    return list(schemas), found


def grammar(document: Document, sources: Sources) -> Path:
    """The RELAX NG schema of a document: the first that it names and that is here, else our own."""
    schemas, _ = named(document, sources)
    own = names.data_folder("schemas") / "edition.rng"
    return next((schema.path for schema in schemas if schema.kind == "rng"), own)


def addresses(document: Document) -> list[str]:
    """The addresses of the schemas that a document names."""
    return [address for instruction in _instructions(document) for address, _, _ in _asked(instruction)]


def unnamed(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The finding `MDL005` for a document that names no schema, and has elements that the one it is therefore checked by does not know."""
    if any(True for instruction in _instructions(document) for _ in _asked(instruction)):
        return
    if not document.root.tag.startswith(f"{{{names.TEI}}}"):
        # that is the mistake, and has been said
        return
    if unknown := sum(finding.code == "RNG001" for finding in findings):
        said = say_of(
            unknown,
            "the file names no schema, and that of this program does not know {n} element of it",
            "the file names no schema, and that of this program does not know {n} of its elements",
        )
        yield Finding("MDL005", document.place(document.root), said, _NAME_IT, Severity.INFO)


_NAME_IT: Final = say('name it before the first tag: `<?xml-model href="…"?>`; or, for one run, with --schema')


def _instructions(document: Document) -> Iterator[libxml.Element]:
    """The processing instructions before the root, in order."""
    node = document.root.getprevious()
    before = []
    while node is not None:
        if node.tag is libxml.etree.ProcessingInstruction:
            before.append(node)
        node = node.getprevious()
    yield from reversed(before)


def _asked(instruction: libxml.Element) -> Iterator[tuple[str, Kind | None, str]]:
    """The addresses in an instruction, each with the language of the schema and the phase."""
    given = {name: html.unescape(double or single) for name, double, single in _PSEUDO.findall(instruction.text or "")}
    if instruction.target == "xml-model" and given.get("href", "").strip():
        address = given["href"].strip()
        stated = given.get("schematypens", "").strip()
        ending = kind_of(Path(address.partition("?")[0]))
        kind = _TYPES.get(stated) if stated else ending
        if kind is None and given.get("type") == "application/relax-ng-compact-syntax":
            kind = "rng"
        yield address, kind, given.get("phase", "").strip()
    elif instruction.target == "oxygen":
        for name, kind in _OXYGEN.items():
            if given.get(name, "").strip():
                yield given[name].strip(), kind, ""


def place(document: Document, schema: Path) -> Place:
    """Where a document names a schema: at the first instruction with the name of its file, else where the file begins."""
    for instruction in _instructions(document):
        if any(Path(address.partition("?")[0]).name == schema.name for address, _, _ in _asked(instruction)):
            return _place(document, instruction)
    return Place(document.path, 1, 1)


def _place(document: Document, instruction: libxml.Element) -> Place:
    line = instruction.sourceline or 1
    # libxml2 gives the line where an instruction ends or begins, by its version
    for number in (line, *range(line - 1, max(line - 6, 0), -1)):
        column = document.line(number).find(f"<?{instruction.target}")
        if column >= 0:
            return Place(document.path, number, column + 1)
    return Place(document.path, line, 1)
