# SPDX-License-Identifier: MIT
"""An ODD becomes one schema: what it takes up from a source, what it adds, changes, replaces and deletes, and nothing loose.

An ODD that takes up nothing must declare whatever it names: a silent gap would widen the schema. A customisation leaves out
what its source names and it does not take up, as the TEI's own processor does. Order: first everything that is taken up, then
what is added, replaced and changed, as it stands; last what is deleted (TEIC/TEI issue 2914).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from edition.engines.libxml import Element, etree
from edition.findings import Finding, Place, Severity
from edition.schema import files, form, legacy, places, sources
from edition.schema.declarations import (
    CONTRADICTION,
    IN_VAIN,
    MISSING,
    SAME,
    SCHEMATRON,
    TEI,
    XML,
    Attribute,
    AttributeList,
    AttributePart,
    ClassSpec,
    Constraint,
    ContentSpec,
    ElementSpec,
    Notes,
    OddFault,
    Schema,
    Spec,
    kind_of,
    leaves,
    meant,
    merged_constraints,
    without,
)
from edition.schema.library import Library
from edition.schema.merge import changed
from edition.schema.settle import settled
from edition.schema.specifications import (
    KINDS,
    Statement,
    T,
    constraint,
    exceptions,
    fault,
    only_shows,
    statement,
    value_of,
)
from edition.speech import phrase, say

EXCEPTIONS: Final = (TEI, "{http://www.tei-c.org/ns/Examples}egXML")
"""What `anyElement` leaves out where neither it nor the schema says (TEI Guidelines, schemaSpec/@defaultExceptions)."""

_REFERENCES: Final = ("moduleRef", "elementRef", "classRef", "macroRef", "dataRef")


_ABSENT: Final = {
    "change": phrase("{kind} {ident} is to be changed, and is not there"),
    "replace": phrase("{kind} {ident} is to be replaced, and is not there"),
}
"""What to say of a specification that a mode is about, where the source has none such."""


_KINDS: Final[Mapping[str, type[Spec]]] = {
    "elementRef": ElementSpec,
    "classRef": ClassSpec,
    "macroRef": ContentSpec,
    "dataRef": ContentSpec,
}
"""What a reference takes up; to datatypes older ODDs refer as to macros."""


_OWN: Final = ("add", "replace")
"""The modes of what an ODD declares itself; the TEI's processor leaves `replace` on what it has replaced."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """The schema that an ODD comes to, and what it says in vain: the schema is right, but its author meant something by it."""

    schema: Schema
    warnings: tuple[Finding, ...]


def read(path: Path) -> Schema:
    """The schema of an ODD that stands alone. Raises `OddFault` where it is none, or names what it does not declare."""
    return compiled(path).schema


def parse(data: bytes) -> Schema:
    """The schema of the ODD in these bytes. Raises `OddFault` as `read` does."""
    try:
        root = etree.fromstring(data, etree.XMLParser(no_network=True, resolve_entities=False, remove_comments=True))
    except etree.XMLSyntaxError as error:
        raise OddFault(say("the ODD is not well-formed: {why}", why=error.msg)) from None
    return _Customisation(root, Path(), None).compiled(hashlib.sha256(data).hexdigest()).schema


def compiled(path: Path, source: Path | None = None, language: str = "en", ident: str = "") -> Compiled:
    """What the ODD of a file comes to. Raises `OddFault` with a finding for each thing that is wrong with it.

    `source` stands for the source that the ODD as a whole names; `language` is that of the descriptions in the schema;
    `ident` picks one of several schemaSpecs.
    """
    root = sources.tree(path).getroot()
    digest = hashlib.sha256(files.data(path)).hexdigest()
    return _Customisation(root, path.parent, source, language, ident).compiled(digest)


# -- customisations ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Customisation:
    """One schemaSpec while it is compiled."""

    root: Element
    base: Path
    source: Path | None
    language: str = "en"
    wanted: str = ""
    chain: tuple[Path, ...] = ()
    specs: dict[str, Spec] = field(default_factory=dict)
    libraries: dict[Path, Library] = field(default_factory=dict)
    warnings: list[Finding] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    """What is named and could not be read or found, which is said once."""
    lacks_modules: bool = False
    """Whether a module is missing, which may have held whatever else is."""
    stuck: bool = False
    """Whether so much is missing, a source or a group, that what is missing besides says nothing."""
    patterns: dict[str, tuple[bytes, ...]] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)

    def compiled(self, digest: str) -> Compiled:
        spec = self._schema_spec()
        self.faults.extend(form.name_of_schema(spec))
        stated = list(self._statements(spec, ()))
        takes_up = [item for item in stated if item.tag in {T + name for name in _REFERENCES}]
        if not takes_up:
            self._take_up_all(spec, stated)
        for item in sorted(takes_up, key=_precedence):
            with self._going_on(item.get("key", "")):
                self._take_up(item)
        given = self._given(stated)
        own = all(each.mode in _OWN for _, each in given)
        was_compiled = own and spec.get("source") is not None and all(item.get("url") for item in takes_up)
        for item, each in given:
            with self._going_on(each.spec.ident):
                self._apply(item, replace(each, mode="add") if was_compiled else each)
        deleted = {each.spec.ident for _, each in given if each.mode == "delete"}
        for ident in deleted:
            self.specs.pop(ident, None)
        if self.stuck:
            raise OddFault.of([*self.faults, *self.warnings])
        alone = not takes_up and own

        def may_be_missing(name: str) -> bool:
            there = was_compiled or name in deleted or name in self.unknown
            return there or any(name in library for library in self.libraries.values())

        schema = settled(
            self._started(spec, self._schema(spec, stated, digest), alone=alone),
            exceptions(spec, "defaultExceptions") or EXCEPTIONS,
            may_be_missing,
            in_vain=None if alone else self._in_vain,
            own=None if alone else {each.spec.ident for _, each in given},
            faults=self.faults,
        )
        if self.faults:
            raise OddFault.of([*self.faults, *self.warnings])
        self.warnings.extend(_deprecated(schema, stated))
        return Compiled(schema, tuple(self.warnings))

    @contextmanager
    def _going_on(self, ident: str = "") -> Iterator[None]:
        """What is at fault is kept, and the rest is read; what is called so is then known to be missing."""
        try:
            yield
        except OddFault as fault:
            self.faults.extend(fault.findings)
            self.unknown.add(ident)

    def _given(self, stated: list[Element]) -> list[tuple[Element, Statement]]:
        found: list[tuple[Element, Statement]] = []
        around = form.Around.of(self.root)
        for item in stated:
            wrong = tuple(form.findings(item, around))
            self.warnings.extend(each for each in wrong if each.severity is not Severity.ERROR)
            with self._going_on(item.get("ident", "")):
                if errors := [each for each in wrong if each.severity is Severity.ERROR]:
                    raise OddFault.of(errors)
                if item.tag in {T + kind for kind in KINDS}:
                    given = statement(item, self.language)
                    of_others = only_shows(item) and given.mode == "add" and bool(self.libraries)
                    found.append((item, replace(given, mode="change") if of_others else given))
        return found

    def _schema_spec(self) -> Element:
        found = list(self.root.iter(T + "schemaSpec"))
        for spec in found:
            if not self.wanted or spec.get("ident") == self.wanted:
                return spec
        if found:
            there = ", ".join(spec.get("ident", "?") for spec in found)
            raise fault(
                self.root, say("the ODD has no schemaSpec {wanted}; there is {there}", wanted=self.wanted, there=there)
            )
        nameless = next(self.root.iter("{*}schemaSpec"), None)
        if nameless is not None:
            said = say("the schemaSpec is not of TEI")
            raise fault(nameless, said, hint=say('its namespace is missing: xmlns="{namespace}"', namespace=TEI))
        raise fault(self.root, say("the ODD has no schemaSpec"))

    def _statements(self, holder: Element, inside: tuple[Element, ...]) -> Iterator[Element]:
        """What a schemaSpec or specGrp declares and refers to, groups opened, each where it stands."""
        for item in holder:
            if item.tag == T + "specGrp":
                yield from self._statements(item, inside)
            elif item.tag == T + "specGrpRef":
                group = self._group(item)
                if group is not None and group in inside:
                    said = say("the specGrp {target} contains itself", target=item.get("target"))
                    self.faults.extend(fault(item, said, CONTRADICTION).findings)
                elif group is not None:
                    yield from self._statements(group, (*inside, group))
            elif isinstance(item.tag, str):
                yield item

    def _group(self, item: Element) -> Element | None:
        """The specGrp that a reference is to; None where there is none, which is kept as a fault."""
        address, _, ident = value_of(item, "target").partition("#")
        root = item.getroottree().getroot()
        if address:
            path = self._folder(item) / unquote(address)
            if not path.is_file():
                said = say("specGrpRef points to {address}, which is no file beside the ODD", address=address)
                self._left_out(fault(item, said, MISSING))
                return None
            try:
                root = sources.tree(path).getroot()
            except OddFault as unreadable:
                self._left_out(unreadable)
                return None
        groups = {group.get(f"{{{XML}}}id", ""): group for group in reversed(list(root.iter(T + "specGrp")))}
        if groups and not ident:
            return next(reversed(groups.values()))
        if ident in groups:
            return groups[ident]
        said = say("specGrpRef points to {target}, and there is no such specGrp", target=item.get("target"))
        self._left_out(fault(item, said, MISSING, meant(ident, groups)))
        return None

    def _left_out(self, fault: OddFault) -> None:
        self.faults.extend(fault.findings)
        self.stuck = True

    def _folder(self, item: Element) -> Path:
        """The folder of the file in which an element was written, included or not."""
        return places.near(item).file.parent if item.base else self.base

    # -- taking up --------------------------------------------------------------------------------------------------

    def _take_up(self, item: Element) -> None:
        if item.tag == T + "moduleRef" and item.get("url"):
            self._external(item)
            return
        key = value_of(item, "key")
        library = self._library(item)
        if item.tag == T + "moduleRef":
            self._module(item, library, key)
            return
        spec = library.get(key)
        if spec is None:
            raise fault(
                item,
                say(
                    "{reference} takes up {key}, which its source does not declare",
                    reference=etree.QName(item).localname,
                    key=key,
                ),
                MISSING,
                meant(key, library),
            )
        if not isinstance(spec, _KINDS[etree.QName(item).localname]):
            raise fault(
                item,
                say(
                    "{reference} takes up {key}, which is {kind}",
                    reference=etree.QName(item).localname,
                    key=key,
                    kind=kind_of(spec),
                ),
                MISSING,
            )
        if isinstance(spec, ClassSpec) and (item.get("include") or item.get("except")):
            spec = _picked(spec, item.get("include", "").split(), item.get("except", "").split())
        self.specs[key] = spec

    def _take_up_all(self, spec: Element, stated: list[Element]) -> None:
        """What a schemaSpec is about that takes nothing up and says of elements only how they are shown: all of its source."""
        specs = [item for item in stated if item.tag in {T + kind for kind in KINDS}]
        if not any(map(only_shows, specs)) or not all(
            only_shows(item) or item.get("mode", "add") != "add" for item in specs
        ):
            return
        if self.source is None and not spec.get("source"):
            said = say("the ODD says how elements are shown, and nothing of what may stand in them")
            raise fault(spec, said, MISSING, say("name the schema that it is for: source, or --source"))
        with self._going_on():
            library = self._library(spec)
            self.specs = {ident: each for ident in library if (each := library.get(ident)) is not None}

    def _module(self, item: Element, library: Library, key: str) -> None:
        members = library.modules.get(key)
        if members is None:
            self.lacks_modules = True
            said = say("moduleRef takes up {key}, and its source has no such module", key=key)
            raise fault(item, said, MISSING, meant(key, library.modules))
        include, leave_out = (set(item.get(name, "").split()) for name in ("include", "except"))
        for name in sorted((include | leave_out) - set(members)):
            self._warn(
                places.of(item),
                say("module {key} has no {name} to include", key=key, name=name)
                if name in include
                else say("module {key} has no {name} to leave out", key=key, name=name),
                _elsewhere(name, library) or meant(name, set(members) - include - leave_out),
            )
        for ident in members:
            spec = library.get(ident)
            if isinstance(spec, ElementSpec) and ((include and ident not in include) or ident in leave_out):
                continue
            if spec is not None:
                self.specs.setdefault(ident, spec)

    def _external(self, item: Element) -> None:
        path = sources.resolved(item.get("url"), self._folder(item))
        if path is None:
            raise fault(
                item,
                say(
                    "moduleRef takes up {url}, which is no file beside the ODD nor among the sources",
                    url=item.get("url"),
                ),
                MISSING,
            )
        try:
            self.patterns |= legacy.external(path, item.get("prefix", ""))
        except OddFault as unreadable:
            raise fault(item, unreadable.findings[0].message) from None
        for define in item.iter(f"{{{legacy.RNG}}}define"):
            self.patterns[define.get("name")] = (legacy.serialised(define),)

    def _library(self, item: Element) -> Library:
        try:
            path = self._source_of(item)
            if path not in self.libraries:
                self.libraries[path] = self._opened(item, path)
        except OddFault:
            self.stuck = True
            raise
        return self.libraries[path]

    def _source_of(self, item: Element) -> Path:
        """The file that something is taken up from: its own source, or that of the whole; without one, the newest TEI."""
        stated = item.get("source")
        if self.source is not None and not stated:
            return self.source
        named = stated or self._schema_spec().get("source", "")
        path = sources.resolved(named or "tei:current", self.base)
        if path is None:
            asks = item if stated or self.source is not None else self._schema_spec()
            message, hint = _no_source(named)
            raise fault(asks, message, MISSING, hint)
        return path

    def _opened(self, item: Element, path: Path) -> Library:
        if path.resolve() in self.chain:
            raise fault(item, say("{file} takes itself for its source", file=path), CONTRADICTION)
        root = sources.tree(path).getroot()
        spec = next(root.iter(T + "schemaSpec"), None)
        if spec is None or not _customises(spec):
            return Library.of_tree(root, self.language)
        inner = _Customisation(
            root,
            path.parent,
            None if self.source == path or _found(spec, path.parent) else self.source,
            self.language,
            chain=(*self.chain, path.resolve()),
        )
        schema = inner.compiled("").schema
        self.warnings.extend(inner.warnings)
        self.libraries.update(inner.libraries)
        self.patterns = {**inner.patterns, **self.patterns}
        return Library.of_schema(schema, self.language)

    # -- changing ---------------------------------------------------------------------------------------------------

    def _apply(self, item: Element, each: Statement) -> None:
        ident, kind = each.spec.ident, etree.QName(item).localname
        there = self.specs.get(ident)
        if there is not None and type(there) is not type(each.spec):
            raise fault(
                item,
                say("{ident} is declared as {kind}, and is something else already", ident=ident, kind=kind),
                CONTRADICTION,
            )
        if each.mode == "add":
            if there is not None and ident in self.own:
                raise fault(item, say("{ident} is declared twice", ident=ident), CONTRADICTION)
            if there is not None:
                self._warn(
                    places.of(item),
                    say(
                        '{kind} {ident} is there already and is replaced; mode="replace" would say so',
                        kind=kind,
                        ident=ident,
                    ),
                )
            self.specs[ident] = each.spec
            self.own.add(ident)
        elif each.mode == "delete":
            if there is None:
                self._warn(
                    places.of(item),
                    say("{kind} {ident} is deleted, and is not there", kind=kind, ident=ident),
                    self._to_take_up(ident),
                )
        elif there is None:
            self._warn(places.of(item), _ABSENT[each.mode](kind=kind, ident=ident), self._to_take_up(ident))
        elif each.mode == "replace":
            self.specs[ident] = each.spec if each.spec.module else replace(each.spec, module=there.module)
        else:
            self.specs[ident] = changed(there, each)

    def _to_take_up(self, ident: str) -> str:
        """What to do about a component that is not there: the module that would bring it, or the name that was meant."""
        for library in self.libraries.values():
            if said := _elsewhere(ident, library):
                return said
        return meant(ident, self.specs)

    def _warn(self, place: Place, message: str, hint: str = "") -> None:
        self.warnings.append(Finding(IN_VAIN, place, message, hint, Severity.WARNING))

    def _in_vain(self, at: Place | None, owner: str, what: str) -> None:
        """What is said of an attribute that is not inherited, or of a class that nobody declares.

        Where an attribute was deleted that is no surprise; otherwise it is a slip of the pen.
        """
        attribute = what.removeprefix("@")
        if at is None:
            return
        if attribute == what:
            self._warn(
                places.naming(at, owner, what) or at,
                say("{owner} is a member of {what}, which is not declared", owner=owner, what=what),
                meant(what, (ident for ident, spec in self.specs.items() if isinstance(spec, ClassSpec))),
            )
        elif not any(attribute in library.attributes for library in self.libraries.values()):
            known = {name for library in self.libraries.values() for name in library.attributes}
            self._warn(
                places.naming(at, owner, attribute) or at,
                say(
                    "{owner} names the attribute {attribute}, and nothing has such an attribute",
                    owner=owner,
                    attribute=attribute,
                ),
                meant(attribute, known),
            )

    def _started(self, spec: Element, schema: Schema, *, alone: bool) -> Schema:
        """The schema with the roots that there are. Where there is none, that is a fault."""
        start = tuple(ident for ident in schema.start if ident in schema.elements)
        for ident in schema.start:
            message = say("the schema starts with {ident}, which it does not declare", ident=ident)
            if ident not in start and (alone or not start):
                if ident not in self.unknown and not self.lacks_modules:
                    self.faults.extend(fault(spec, message, MISSING, self._for_a_start(schema, ident)).findings)
            elif ident not in start:
                self._warn(places.of(spec), message, self._to_take_up(ident))
        return replace(schema, start=start)

    def _for_a_start(self, schema: Schema, ident: str) -> str:
        if not self.specs:
            return say("the schemaSpec takes nothing up from its source: name the modules that it needs by moduleRef")
        return self._to_take_up(ident) or meant(ident, schema.elements)

    # -- the whole --------------------------------------------------------------------------------------------------

    def _schema(self, spec: Element, stated: list[Element], digest: str) -> Schema:
        namespace = spec.get("ns", TEI)
        constraints = [constraint(item, self.language) for item in stated if item.tag == T + "constraintSpec"]
        declared = next(
            (item for item in (*stated, *spec.iter(T + "constraintDecl")) if item.tag == T + "constraintDecl"), None
        )
        specs = self.specs.items()
        return Schema(
            ident=spec.get("ident", "schema"),
            start=tuple((spec.get("start") or ("TEI teiCorpus" if "teiCorpus" in self.specs else "TEI")).split()),
            namespace=namespace,
            digest=digest,
            elements={
                ident: replace(each, namespace=namespace if each.namespace == SAME else each.namespace)
                for ident, each in specs
                if isinstance(each, ElementSpec)
            },
            classes={ident: _ending(each) for ident, each in specs if isinstance(each, ClassSpec)},
            macros={ident: each for ident, each in specs if isinstance(each, ContentSpec) and each.kind == "macro"},
            datatypes={ident: each for ident, each in specs if isinstance(each, ContentSpec) and each.kind == "data"},
            own_constraints=merged_constraints((), tuple(_named(constraints))),
            namespaces=dict(self._prefixes(stated)),
            prefix=spec.get("prefix", ""),
            patterns=self.patterns,
            query_binding="xslt3" if declared is None else declared.get("queryBinding", "xslt3"),
            notes=Notes(tuple(item for item in spec if item.tag in (T + "gloss", T + "desc"))),
        )

    def _prefixes(self, stated: list[Element]) -> Iterator[tuple[str, str]]:
        for item in stated:
            for prefix in item.iter(f"{{{SCHEMATRON}}}ns"):
                yield value_of(prefix, "prefix"), value_of(prefix, "uri")


def _deprecated(schema: Schema, stated: list[Element]) -> Iterator[Finding]:
    """What the statements of an ODD refer to whose end has been announced; documents do not see classes, macros and datatypes."""
    for item in stated:
        for reference in item.iter(*_REFERRING):
            named = reference.get("key") or reference.get("class") or ""
            spec = schema.component(named)
            if spec is None or not spec.valid_until or reference.get("mode") == "delete":
                continue
            said = say("{name} is deprecated and ceases to be valid on {day}", name=named, day=spec.valid_until)
            yield Finding("DEP002", places.of(reference), said, spec.notes.deprecation(), Severity.WARNING)


_REFERRING: Final = tuple(T + name for name in ("memberOf", *_REFERENCES, "attRef"))


def _named(constraints: list[Constraint]) -> Iterator[Constraint]:
    """Constraints of the schema itself, each with an ident of its own."""
    for number, each in enumerate(constraints, 1):
        yield each if each.ident else replace(each, ident=f"constraint-{number}")


def _precedence(item: Element) -> int:
    """The module `tei` comes first, then `core`, then the others, as the TEI's processor takes them; single components last."""
    if item.tag != T + "moduleRef":
        return 3
    return {"tei": 0, "core": 1}.get(item.get("key", ""), 2)


def _picked(spec: ClassSpec, include: list[str], leave_out: list[str]) -> ClassSpec:
    idents = {part.ident for part in leaves(spec.attributes)}
    hidden = {ident for ident in idents if (include and ident not in include) or ident in leave_out}
    return replace(spec, attributes=tuple(without(spec.attributes, hidden)))


def _ending(spec: ClassSpec) -> ClassSpec:
    """The class, whose attributes end when it does, if they do not end by themselves."""

    def parts(given: tuple[AttributePart, ...]) -> Iterator[AttributePart]:
        for part in given:
            match part:
                case AttributeList():
                    yield replace(part, parts=tuple(parts(part.parts)))
                case Attribute(valid_until=""):
                    yield replace(part, valid_until=spec.valid_until, notes=part.notes.ending(spec.notes))
                case _:
                    yield part

    return replace(spec, attributes=tuple(parts(spec.attributes))) if spec.valid_until else spec


def _customises(spec: Element) -> bool:
    """Whether a schemaSpec takes up or changes something, and so is no source by itself."""
    if any(next(spec.iterchildren(T + name), None) is not None for name in (*_REFERENCES, "specGrpRef")):
        return True
    return any(
        item.get("mode", "add") != "add" or only_shows(item)
        for item in spec.iterchildren(*(T + kind for kind in KINDS))
    )


def _found(spec: Element, base: Path) -> bool:
    return bool(spec.get("source")) and sources.resolved(spec.get("source"), base) is not None


def _elsewhere(ident: str, library: Library) -> str:
    """Which module of a source has a component that another lacks."""
    module = next((module for module, members in library.modules.items() if ident in members), "")
    return say("module {module} has it", module=module) if module else ""


def _no_source(named: str) -> tuple[str, str]:
    """What to say of a source that is not here, and what to do."""
    if not named:
        return (
            say("the ODD takes up specifications and names no source"),
            say("give one with --source, or keep p5subset.xml with `edition schema source add`"),
        )
    if ":" not in named:
        return (
            say("the source {named} is no file beside the ODD", named=named),
            say("a source may be given with --source, too"),
        )
    return (
        say("the source {named} is not here", named=named),
        say("keep it with `edition schema source add FILE --as {named}`, or give one with --source", named=named),
    )
