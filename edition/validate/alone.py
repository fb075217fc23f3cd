# SPDX-License-Identifier: MIT
"""What can be said of one file by itself: everything that needs its tree, or a schema, and no other document."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import xsd as xsd_engine
from edition.engines.libxml import Element
from edition.errors import EditionError, SchemaUnusable
from edition.findings import Finding, Severity
from edition.source import fence
from edition.source.document import Document
from edition.speech import say
from edition.validate import (
    association,
    counterparts,
    entities,
    identifiers,
    ignores,
    lint,
    pointers,
    relaxng,
    xsd,
)
from edition.validate.account import Account, Behind, Layer
from edition.validate.association import Kind, Schema
from edition.validate.catalog import Sources
from edition.validate.places import Collector, Places
from edition.validate.vocabulary import Vocabulary


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
        if self.own is not None and not named and is_odd(document):
            return (
                [],
                found,
            )  # which has its own grammar, that of TEI's tagdocs, and says what is wrong when it is compiled
        return (named, found) if named or found else (self.given, [])


def is_odd(document: Document) -> bool:
    """Whether a document specifies a schema."""
    return next(document.root.iter(_SPECIFIES), None) is not None


_SPECIFIES: Final = names.clark("tei:schemaSpec")


def edition_schemas(vocabulary: Vocabulary | None = None, own: Sources | None = None) -> Schemas:
    """The schemas of this program, for documents that name none.

    Its XSD is not asked: made of the same ODD, it accepts all that the RELAX NG accepts (decision 35).
    """
    folder = names.data_folder("schemas")
    kinds: tuple[Kind, ...] = ("rng", "sch")
    return Schemas(tuple(Schema(kind, folder / f"edition.{kind}") for kind in kinds), vocabulary, own, linted=True)


def account(path: Path, read: Document | Finding, schemas: Schemas, *, much: bool) -> Account:
    """The account of a file that was read. `much`: there is so much to be checked that libxml2 is asked before xmlschema is.

    Raises `EditionError` where a schema that was given cannot be used.
    """
    if isinstance(read, Finding):
        return Account(path, is_xml=False, found=(read,))
    places = Collector(read)
    inside = pointers.Inside(read, places)
    asked, naming = schemas.of(read)
    found = [*naming, *identifiers.check(read), *entities.check(read), *inside.findings()]
    specifies = is_odd(read)
    if specifies and schemas.vocabulary is not None:
        found = [*_of_an_odd(read, schemas.vocabulary), *(each for each in found if not _is_of_a_group(each))]
    layers, unusable = _layers(read, asked, schemas)
    found += unusable
    out = inside.out
    said = combined(found, layers)
    if schemas.own is not None and not specifies:
        found += association.unnamed(read, said)
    outline = counterparts.outline(read, places) if counterparts.leads_out(read) else None
    linted = _told_once(lint.of(read), layers) if schemas.linted else lint.Linted()
    wanted: dict[tuple[str, str, str], set[str]] = {}
    for use, _ in out:
        for address in use.addresses:
            named = wanted.setdefault((use.name, use.attribute, address.at), set())
            if address.fragment is not None:
                named.add(address.fragment)
    return Account(
        path,
        found=(*read.findings, *found),
        layers=tuple(layers),
        xsd=tuple(_by_xsd(read, asked, said, schemas, much=much)) if _may_be_accepted(said, out, places) else (),
        linted=linted,
        ignores=tuple(ignores.read(read)),
        asked=bool(asked),
        kinds=pointers.offered(read).kinds,
        wanted=tuple((*key, frozenset(each)) for key, each in wanted.items()),
        plain_pointers=all(len(use.addresses) == 1 and use.attribute != "spanTo" for use, _ in out),
        language=read.language,
        counterparts=outline.files if outline else frozenset(),
        files=None if unusable or specifies else _files(read, asked, schemas),
        addresses=_addresses(read, schemas.own),
        behind=_behind(read, inside, outline, linted.late()),
    )


def _of_an_odd(document: Document, vocabulary: Vocabulary) -> list[Finding]:
    """What is wrong with it as an ODD: nothing can be said of one that is not whole, for that has been said."""
    return [] if document.lacking else vocabulary.customisation(document.path, document.data)


def _is_of_a_group(finding: Finding) -> bool:
    """Whether a pointer that leads nowhere is one to a group of specifications, which the ODD misses."""
    return finding.code == "PTR001" and finding.place.path.rpartition("/")[2].startswith("specGrpRef")


def offer(path: Path, read: Document | Finding) -> Account:
    """The account of a file that is not itself to be checked: what others may need of it."""
    if isinstance(read, Finding):
        return Account(path, is_xml=False)
    places = Collector(read)
    outline = counterparts.outline(read, places)
    return Account(
        path,
        kinds=pointers.offered(read).kinds,
        language=read.language,
        counterparts=outline.files,
        files=tuple(map(str, read.asked)),
        behind=_behind(read, pointers.Inside(read, places), outline, ()),
    )


def _behind(
    document: Document, inside: pointers.Inside, outline: counterparts.Outline | None, late: Sequence[Finding]
) -> Behind:
    ids = {identifier: inside.places.add(element) for identifier, element in document.ids.items()}
    # the places without their collector, which knows the tree
    places = Places(document.path, inside.places.plain)
    return Behind(places, ids, tuple(inside.out), tuple(inside.prefixes), outline, tuple(late))


def combined(found: Iterable[Finding], layers: Iterable[Layer]) -> list[Finding]:
    """What was found in a file and what its schemas say, each mistake once."""
    found = list(found)
    for kind, said in layers:
        if kind == "rng":
            found += _unless_said(said, found)
        else:
            refused = {_spot(finding) for finding in found if finding.code in ("RNG001", "RNG002")}
            # what a rule that has no name of ours says of an element that cannot stand there is most often the same
            left = [each for each in said if each.code != "SCH001" or _spot(each) not in refused]
            spans = {finding.place.path for finding in left if finding.code == "TRN008"}
            found = [finding for finding in found if finding.code != "PTR006" or finding.place.path not in spans]
            found += left
    return found


def _told_once(linted: lint.Linted, layers: Iterable[Layer]) -> lint.Linted:
    """What the linter says, but of what TEI deprecates (`DEP001`) only what no schema has refused or announced there."""
    told = {_spot(each) for kind, said in layers if kind == "rng" for each in said}
    announced = {each.place.path for kind, said in layers if kind == "sch" for each in said}
    left = [
        each
        for each in linted.findings
        if each.code != "DEP001" or (_spot(each) not in told and each.place.path not in announced)
    ]
    return replace(linted, findings=tuple(left))


def _spot(finding: Finding) -> tuple[int, int]:
    return finding.place.line, finding.place.column


def with_xsd(found: list[Finding], account: Account) -> list[Finding]:
    """What was found, and what the XSD alone says where RELAX NG accepts the file."""
    return found if _refused(found) else [*found, *account.xsd]


def _may_be_accepted(said: Iterable[Finding], out: Iterable[pointers.Out], places: Collector) -> bool:
    """Whether nothing is left of what RELAX NG says, once it is known which of the pointers out of the file lead nowhere."""
    left = [each for each in said if each.code.startswith("RNG")]
    if not left:
        return True
    outward = {places.spot(number) for each in out for number in each.places}
    return all(each.code == "RNG005" and (each.place.line, each.place.column) in outward for each in left)


def _refused(found: Iterable[Finding]) -> bool:
    return any(finding.code.startswith("RNG") for finding in found)


def _layers(document: Document, asked: Iterable[Schema], schemas: Schemas) -> tuple[list[Layer], list[Finding]]:
    layers: list[Layer] = []
    unusable = []
    for schema in asked:
        try:
            if schema.kind == "rng":
                layers.append(("rng", tuple(relaxng.check(document, schema.path, schemas.vocabulary))))
            elif schema.kind == "sch":
                layers.append(("sch", tuple(_by_rules(document, schema.path, schema.phase or "#DEFAULT"))))
            else:
                _parts(schema)
        except SchemaUnusable as error:
            if schema in schemas.given:
                raise
            unusable.append(_of_no_use(document, schema.path, error))
    if schemas.linted and all(schema.path != _OUR_RULES for schema in asked):
        layers.append(("sch", tuple(_of_any_tei(document, layers))))
    return layers, unusable


_OUR_RULES: Final = names.data_folder("schemas") / "edition.sch"
_OF_ANY_TEI: Final = ("CHO002", "SUB001", "SUB002", "SUB003", "TRN001", "TRN006", "TRN008")
"""Those of our rules that hold in TEI of any project."""


def _may_speak(element: Element) -> bool:
    """Whether one of these rules may have something to say of an element: quick, and sure where it says no."""
    name = element.tag
    if name in _ACTS:
        texts = (element.text, *(child.tail for child in element))
        return next(element.iterchildren("*"), None) is None and not any(text and text.strip() for text in texts)
    if name == _SUBST:
        inner = {child.tag for child in element}
        return _GAP in inner or _ADD not in inner or inner.isdisjoint(_GOING)
    if name == _CHOICE:
        return any(sum(child.tag == each for child in element) > 1 for each in _READINGS)
    return name in _SPANS or "spanTo" in element.attrib


_ADD, _SUBST, _GAP, _CHOICE = (names.clark(f"tei:{name}") for name in ("add", "subst", "gap", "choice"))
_ACTS: Final = (_ADD, names.clark("tei:del"))
_GOING: Final = (names.clark("tei:del"), names.clark("tei:surplus"))
_READINGS: Final = tuple(names.clark(f"tei:{name}") for name in ("sic", "orig", "abbr"))
_SPANS: Final = tuple(names.clark(f"tei:{name}") for name in ("addSpan", "delSpan", "damageSpan"))


def _by_rules(document: Document, schema: Path, phase: str) -> Iterator[Finding]:
    from edition.validate import schematron  # noqa: PLC0415 - Saxon starts where there are rules to be run

    yield from schematron.check(document, schema, phase)


def _of_any_tei(document: Document, layers: Iterable[Layer]) -> Iterator[Finding]:
    """What those of our rules that hold in any TEI say of a document of another schema, which may know no better: warnings.

    Where its own rules speak of the same element, they have said it.
    """
    if not any(map(_may_speak, document.elements)):
        return
    spoken = {finding.place.path for kind, said in layers if kind == "sch" for finding in said}
    for finding in _by_rules(document, _OUR_RULES, "#DEFAULT"):
        if finding.code in _OF_ANY_TEI and finding.place.path not in spoken:
            yield replace(finding, severity=Severity.WARNING)


def _of_no_use(document: Document, schema: Path, error: EditionError) -> Finding:
    said = say("the schema that it names is of no use: {error}", error=error)
    return Finding("MDL003", association.place(document, schema), said, say("mend the schema, or name another one"))


def _files(document: Document, asked: Iterable[Schema], schemas: Schemas) -> tuple[str, ...] | None:
    """What the account of a document rests on besides itself and the schemas that were given."""
    found: dict[Path, None] = dict.fromkeys(document.asked)
    for schema in asked:
        parts = _parts(schema)
        if parts is None:
            return None
        found |= dict.fromkeys(parts)
    given = {schema.path for schema in schemas.given}
    return tuple(str(path) for path in found if path not in given)


def _parts(schema: Schema) -> tuple[Path, ...] | None:
    match schema.kind:
        case "rng":
            return relaxng.files(schema.path)
        case "sch":
            from edition.validate import schematron  # noqa: PLC0415

            return schematron.files(schema.path, schema.phase or "#DEFAULT")
        case "xsd":
            return _xsd_files(schema.path, schema.path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=16)
def _xsd_files(path: Path, _stamp: int) -> tuple[Path, ...]:
    return tuple(xsd_engine.files(path, functools.partial(fence.holds, path.parent)))


def _addresses(document: Document, own: Sources | None) -> tuple[tuple[str, str], ...]:
    if own is None:
        return ()
    folder = document.path.resolve().parent
    return tuple((each, str(own.file(each, folder) or "")) for each in association.addresses(document))


def _by_xsd(
    document: Document, asked: Iterable[Schema], said: Sequence[Finding], schemas: Schemas, *, much: bool
) -> Iterator[Finding]:
    """What an XSD alone says of a document.

    xmlschema knows where and why, and is slow: where there is much to check it is asked only of what libxml2 refuses.
    """
    for schema in asked:
        if schema.kind != "xsd":
            continue
        try:
            _parts(schema)
            if much and xsd_engine.is_valid(schema.path, document.tree):
                continue
            yield from xsd.findings(document, xsd_engine.faults(schema.path, document.tree), said)
        except SchemaUnusable as error:
            if schema in schemas.given:
                raise
            yield _of_no_use(document, schema.path, error)


def _unless_said(findings: Iterable[Finding], said: Iterable[Finding]) -> list[Finding]:
    """The findings without those on values that an identifier's or a pointer's own finding speaks of, or the engine's bare word for it."""
    said = list(said)
    values = {(each.place.line, each.place.column) for each in said}
    lines = {each.place.line for each in said if each.code.startswith("ID")}
    return [
        each
        for each in findings
        if not (each.code == "RNG005" and (each.place.line, each.place.column) in values)
        and not (each.code == "RNG009" and each.place.line in lines)
    ]
