# SPDX-License-Identifier: MIT
"""Every check on every document in one go, and each mistake said once.

What follows from a mistake is not a second one: a document that RELAX NG refuses is not also judged by the XSD, and an identifier that
is given twice is not also a wrong value. Nothing is checked in a file that is no XML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition import names
from edition.engines import libxml
from edition.engines import xsd as xsd_engine
from edition.findings import Finding, Place, ordered
from edition.source.corpus import Corpus
from edition.source.document import Document
from edition.speech import say
from edition.validate import association, counterparts, identifiers, ignores, lint, pointers, relaxng, schematron, xsd
from edition.validate.association import Kind, Schema
from edition.validate.catalog import Sources
from edition.validate.vocabulary import Vocabulary

Progress = Callable[[int, int, Path], None]


@dataclass(frozen=True, slots=True)
class Schemas:
    """The schemas that documents are checked against, and the words of the ODD.

    Every document is checked by those `given`, unless `own` says where the schemas are found that documents name for themselves,
    and it names any: then it is checked by these.
    """

    given: tuple[Schema, ...] = ()
    vocabulary: Vocabulary | None = None
    own: Sources | None = None
    linted: bool = False
    """Whether what no schema can say is looked for, too (`lint`)."""

    def of(self, document: Document) -> tuple[Sequence[Schema], list[Finding]]:
        """The schemas of a document, and what was found of its naming them."""
        named, found = ([], []) if self.own is None else association.named(document, self.own)
        return (named, found) if named or found else (self.given, [])


def edition_schemas(vocabulary: Vocabulary | None = None, own: Sources | None = None) -> Schemas:
    """The three schemas of this program, for documents that name none."""
    folder = names.data_folder("schemas")
    kinds: tuple[Kind, ...] = ("rng", "xsd", "sch")
    return Schemas(tuple(Schema(kind, folder / f"edition.{kind}") for kind in kinds), vocabulary, own, linted=True)


def check_documents(corpus: Corpus, schemas: Schemas | None = None, progress: Progress | None = None) -> list[Finding]:
    """Everything that is wrong with the documents of a corpus, what was found on reading them included, by place, each thing once.

    What a document itself says is on purpose (`ignores`) is left out.

    `progress` is told, before each document, how many are done, how many there are, and which comes next.
    Raises `EditionError` where a schema cannot be used.
    """
    schemas = edition_schemas() if schemas is None else schemas
    documents = corpus.documents
    found = [*corpus.broken, *corpus.findings]
    asked: list[Sequence[Schema]] = []
    accepted: dict[Path, list[tuple[Document, list[Finding]]]] = {}
    for number, document in enumerate(documents):
        if progress is not None:
            progress(number, len(documents), document.path)
        named, said = schemas.of(document)
        asked.append(named)
        said += _without_xsd(document, corpus, named, schemas)
        found += said
        if not any(finding.code.startswith("RNG") for finding in said):
            for schema in named:
                if schema.kind == "xsd":
                    accepted.setdefault(schema.path, []).append((document, said))
    for path, sound in accepted.items():
        found += _by_xsd(sound, path)
    found += [*counterparts.check(corpus), *(lint.check(corpus) if schemas.linted else ())]
    complete = all(asked)
    return ordered(ignores.heeded(found, documents, complete=complete))


def _by_xsd(accepted: list[tuple[Document, list[Finding]]], schema: Path) -> Iterator[Finding]:
    """What the XSD alone says of documents that RELAX NG accepts, each with what was said of it.

    xmlschema knows where and why, and is slow: where there is much to check it is asked only of what libxml2 refuses.
    """
    much = sum(len(document.elements) for document, _ in accepted) > xsd_engine.MANY
    for document, said in accepted:
        if not (much and xsd_engine.is_valid(schema, document.tree)):
            yield from xsd.findings(document, xsd_engine.faults(schema, document.tree), said)


def _without_xsd(document: Document, corpus: Corpus, named: Sequence[Schema], schemas: Schemas) -> list[Finding]:
    found = [*identifiers.check(document), *_unread_entities(document), *pointers.check(document, corpus)]
    for schema in named:
        try:
            if schema.kind == "rng":
                found += _unless_said(relaxng.check(document, schema.path, schemas.vocabulary), found)
            elif schema.kind == "sch":
                ruled = list(schematron.check(document, schema.path, schema.phase or "#DEFAULT"))
                spans = {finding.place.path for finding in ruled if finding.code == "TRN008"}
                found = [finding for finding in found if finding.code != "PTR006" or finding.place.path not in spans]
                found += ruled
        except (relaxng.SchemaUnusable, schematron.SchemaUnusable) as error:
            if schema in schemas.given:
                raise
            hint = say("mend the schema, or name another one")
            found.append(
                Finding(
                    "MDL003",
                    Place(document.path, 1, 1),
                    say("the schema that it names is of no use: {error}", error=error),
                    hint,
                )
            )
    return found


def _unless_said(findings: list[Finding], said: list[Finding]) -> list[Finding]:
    """The findings without those on values that an identifier's or a pointer's own finding speaks of, or the engine's bare word for it."""
    values = {(each.place.line, each.place.column) for each in said}
    lines = {each.place.line for each in said if each.code.startswith("ID")}
    return [
        each
        for each in findings
        if not (each.code == "RNG005" and (each.place.line, each.place.column) in values)
        and not (each.code == "RNG009" and each.place.line in lines)
    ]


def _unread_entities(document: Document) -> list[Finding]:
    found = []
    for entity in document.root.iter(libxml.etree.Entity):
        parent = entity.getparent()
        if parent is None:
            continue
        before = sum(1 for _ in entity.itersiblings("*", preceding=True))
        place = document.text_place(parent, before)
        said = say("the entity `{text}` is not read: what it stands for would be lost", text=entity.text)
        found.append(Finding("XML002", place, said, say("write the characters themselves; entities are not used")))
    return found
