# SPDX-License-Identifier: MIT
"""A schema with nothing loose: every name in it is one that it declares.

What a customisation does not take up is left out where its source names it: a reference goes, and whatever holds nothing but
such references goes with it. What nobody declares is a fault of the ODD.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from edition.findings import Finding, Place
from edition.relaxng import datatypes
from edition.schema import places
from edition.schema.declarations import (
    CONTRADICTION,
    EXPANSIONS,
    MISSING,
    UNREADABLE,
    Alternate,
    AnyElement,
    Attribute,
    AttributeList,
    AttributePart,
    AttributePattern,
    AttributeRef,
    ClassRef,
    ClassSpec,
    Content,
    ContentSpec,
    Data,
    ElementRef,
    ElementSpec,
    Empty,
    Expansion,
    MacroRef,
    OddFault,
    Override,
    PatternRef,
    Schema,
    Sequence,
    Spec,
    kind_of,
    leaves,
    meant,
)
from edition.speech import joined, phrase, say

InVain = Callable[[Place | None, str, str], None]


def settled(
    schema: Schema,
    exceptions: tuple[str, ...],
    may_be_missing: Callable[[str], bool],
    *,
    in_vain: InVain | None = None,
    own: Collection[str] | None = None,
    faults: list[Finding] | None = None,
) -> Schema:
    """The schema with every reference either good or gone; a name that must be there and is not is one more of the `faults`.

    Raises `OddFault`, with all the faults, for a circle, of which no schema can be made.

    `own` are the components that the ODD itself says something about (None: all); what others name may always be missing.

    `in_vain` is told of overrides of attributes (`@name`) and memberships of classes that are not there, which narrow
    nothing and widen nothing; where it is None they are faults, unless the name of anything may be missing.
    """
    return _Settling(schema, exceptions, may_be_missing, in_vain, own, [] if faults is None else faults).settled()


@dataclass(slots=True)
class _Settling:
    schema: Schema
    exceptions: tuple[str, ...]
    may_be_missing: Callable[[str], bool]
    in_vain: InVain | None
    own: Collection[str] | None
    faults: list[Finding]

    def _fault(self, spec: Spec, name: str, message: str, known: Iterable[str] = (), code: str = MISSING) -> None:
        """Keeps what is wrong with a name that a component has."""
        place = places.naming(spec.place, spec.ident, name) or Place(Path())
        self.faults.append(Finding(code, place, message, meant(name, known)))

    def _may_be_missing(self, name: str, spec: Spec) -> bool:
        return (self.own is not None and spec.ident not in self.own) or self.may_be_missing(name)

    def settled(self) -> Schema:
        schema = self.schema
        classes = {ident: replace(spec, member_of=self._members(spec)) for ident, spec in schema.classes.items()}
        elements = {ident: replace(spec, member_of=self._members(spec)) for ident, spec in schema.elements.items()}
        _ensure_no_circle(
            {ident: spec.member_of for ident, spec in classes.items()},
            classes,
            phrase("class {ident} is a member of itself, by {between}"),
            self.faults,
        )
        self.schema = replace(schema, classes=classes, elements=elements)
        classes = {ident: replace(spec, attributes=self._parts(spec)) for ident, spec in classes.items()}
        elements = {
            ident: replace(spec, attributes=self._parts(spec), content=self._whole(spec.content, spec, ident))
            for ident, spec in elements.items()
        }
        self.schema = replace(
            schema,
            classes=classes,
            elements=elements,
            macros=self._contents(schema.macros),
            datatypes=self._contents(schema.datatypes),
        )
        contents = {**self.schema.macros, **self.schema.datatypes}
        used = {ident: tuple(_named(spec.content)) for ident, spec in contents.items()}
        _ensure_no_circle(used, contents, phrase("{ident} is a part of itself, by {between}"), self.faults)
        for ident, spec in self._from_the_top(classes):
            classes[ident] = replace(spec, overrides=self._overrides(spec))
        elements = {ident: replace(spec, overrides=self._overrides(spec)) for ident, spec in elements.items()}
        return replace(self.schema, classes=classes, elements=elements)

    # -- classes and attributes -------------------------------------------------------------------------------------

    def _members(self, spec: ClassSpec | ElementSpec) -> tuple[str, ...]:
        found = []
        for parent in dict.fromkeys(spec.member_of):
            if parent in self.schema.classes:
                found.append(parent)
            elif self._may_be_missing(parent, spec):
                continue
            elif self.in_vain is not None:
                self.in_vain(spec.place, spec.ident, parent)
            else:
                said = say("{ident} is a member of {parent}, which is not declared", ident=spec.ident, parent=parent)
                self._fault(spec, parent, said, self.schema.classes)
        return tuple(found)

    def _parts(self, spec: ClassSpec | ElementSpec) -> tuple[AttributePart, ...]:
        return tuple(self._attribute_parts(spec.attributes, spec))

    def _attribute_parts(
        self, parts: tuple[AttributePart, ...], spec: ClassSpec | ElementSpec
    ) -> Iterator[AttributePart]:
        for part in parts:
            match part:
                case AttributeList():
                    inner = tuple(self._attribute_parts(part.parts, spec))
                    if inner:
                        yield replace(part, parts=inner)
                case AttributeRef():
                    if self._refers(part, spec):
                        yield part
                case AttributePattern():
                    if part.ident in self.schema.patterns:
                        yield part
                    elif not self._may_be_missing(part.ident, spec):
                        self._undeclared(spec, spec.ident, part.ident, self.schema.patterns)
                case Attribute():
                    yield self._attribute(part, spec)

    def _refers(self, part: AttributeRef, spec: ClassSpec | ElementSpec) -> bool:
        """Whether an attribute that is taken up from a class is there, however many classes it is taken up through."""
        seen: set[tuple[str, str]] = set()
        found: Attribute | AttributeRef | None = part
        while isinstance(found, AttributeRef):
            if (found.owner, found.ident) in seen:
                said = say(
                    "{ident} takes up {attribute} from a class that takes it up from there",
                    ident=spec.ident,
                    attribute=part.ident,
                )
                self._fault(spec, part.ident, said, code=CONTRADICTION)
                return False
            seen.add((found.owner, found.ident))
            held = self.schema.classes.get(found.owner)
            if held is None and not self._may_be_missing(found.owner, spec):
                said = say(
                    "{ident} takes up an attribute of {owner}, which is not declared",
                    ident=spec.ident,
                    owner=found.owner,
                )
                self._fault(spec, found.owner, said, self.schema.classes)
            own = leaves(held.attributes) if held is not None else ()
            found = next((each for each in own if each.ident == part.ident), None)
            if found is None and held is not None and self.in_vain is not None and self._is_own(spec):
                self.in_vain(spec.place, spec.ident, f"@{part.ident}")
        return found is not None

    def _attribute(self, attribute: Attribute, spec: ClassSpec | ElementSpec) -> Attribute:
        where = f"{spec.ident}/@{attribute.ident}"
        datatype = self._content(attribute.datatype, spec, where)
        if datatype == attribute.datatype:
            return attribute
        return replace(attribute, datatype=Data(xsd="string") if datatype is None else datatype)

    def _overrides(self, spec: ClassSpec | ElementSpec) -> tuple[Override, ...]:
        """The overrides of attributes that the component does inherit, when those above it have been settled."""
        if not spec.overrides:
            return ()
        inherited: set[str] = set()
        for parent in spec.member_of:
            if self.schema.classes[parent].kind == "atts":
                inherited |= self.schema.provided(parent).keys()
        kept = []
        for override in spec.overrides:
            if override.ident in inherited:
                kept.append(replace(override, given=self._attribute(override.given, spec)))
            elif self.in_vain is not None:
                if self.own is None or spec.ident in self.own:
                    self.in_vain(spec.place, spec.ident, f"@{override.ident}")
            elif not self.may_be_missing(""):
                said = say(
                    "{ident} changes its attribute {attribute}, which it does not inherit",
                    ident=spec.ident,
                    attribute=override.ident,
                )
                self._fault(spec, override.ident, said, inherited)
        return tuple(kept)

    def _from_the_top(self, classes: Mapping[str, ClassSpec]) -> list[tuple[str, ClassSpec]]:
        """The classes, each after those that it is a member of."""
        ordered: dict[str, ClassSpec] = {}

        def visit(ident: str) -> None:
            if ident not in ordered:
                for parent in classes[ident].member_of:
                    visit(parent)
                ordered[ident] = classes[ident]

        for ident in classes:
            visit(ident)
        return list(ordered.items())

    # -- content ----------------------------------------------------------------------------------------------------

    def _contents(self, specs: Mapping[str, ContentSpec]) -> dict[str, ContentSpec]:
        return {ident: replace(spec, content=self._whole(spec.content, spec, ident)) for ident, spec in specs.items()}

    def _whole(self, content: Content, spec: ElementSpec | ContentSpec, where: str) -> Content:
        kept = self._content(content, spec, where)
        if kept is None:
            return Data(xsd="string") if isinstance(spec, ContentSpec) and spec.kind == "data" else Empty()
        return kept

    def _content(self, content: Content, spec: ElementSpec | ClassSpec | ContentSpec, where: str) -> Content | None:
        """The content without what is left out; None where that is all of it."""
        match content:
            case Sequence() | Alternate():
                parts = [self._content(part, spec, where) for part in content.parts]
                kept = tuple(part for part in parts if part is not None)
                return replace(content, parts=kept) if kept else None
            case AnyElement(leave_out=None):
                return replace(content, leave_out=self.exceptions)
            case PatternRef():
                return self._meant(content, spec, where)
            case ElementRef():
                declared = content.ident in self.schema.elements
            case ClassRef():
                declared = content.ident in self.schema.classes
            case MacroRef():
                if content.ident in self.schema.datatypes:
                    return Data(content.ident, occurs=content.occurs)
                declared = content.ident in self.schema.macros
            case Data() if content.ident:
                if content.ident in self.schema.macros:
                    return MacroRef(content.ident, content.occurs)
                if (renamed := f"tei{content.ident}") in self.schema.datatypes:  # TEI called them `data.pointer` once
                    return replace(content, ident=renamed)
                declared = content.ident in self.schema.datatypes
            case Data():
                if self._is_own(spec):
                    self._facets(content, spec, where)
                return content
            case _:
                return content
        if declared:
            if (
                isinstance(content, ClassRef)
                and self.schema.classes[content.ident].kind == "atts"
                and self._is_own(spec)
            ):
                self._wrong_kind(spec, where, content.ident, self.schema.classes[content.ident])
            if isinstance(content, Data) and content.facets and self._is_own(spec):
                self._facets(content, spec, where)
            return content
        other = next((held[content.ident] for held in self._held() if content.ident in held), None)
        if other is not None and self._is_own(spec):
            self._wrong_kind(spec, where, content.ident, other)
            return None
        if not self._may_be_missing(content.ident, spec):
            self._undeclared(spec, where, content.ident, self._known(content))
        return None

    def _is_own(self, spec: Spec) -> bool:
        return self.own is None or spec.ident in self.own

    def _held(self) -> tuple[Mapping[str, Spec], ...]:
        return (self.schema.elements, self.schema.classes, self.schema.macros, self.schema.datatypes)

    def _wrong_kind(self, spec: Spec, where: str, name: str, is_: Spec) -> None:
        said = say(
            "{where} has {ident} where it cannot stand: it is {kind}", where=where, ident=name, kind=kind_of(is_)
        )
        self._fault(spec, name, said)

    def _facets(self, data: Data, spec: Spec, where: str) -> None:
        """Whether there is such a datatype of XML Schema, and it takes these facets."""
        narrowed = self.schema.narrowed(data)
        if narrowed is None:
            said = say("a facet is put on {ident}, which is not one datatype of XML Schema", ident=data.ident)
            self._fault(spec, data.ident, said, code=UNREADABLE)
            return
        try:
            datatypes.Datatype(datatypes.XSD, narrowed.xsd, narrowed.facets)
        except datatypes.DatatypeFault as error:
            place = places.naming(spec.place, spec.ident, data.ident or data.xsd) or Place(Path())
            hint = "" if narrowed.xsd in datatypes.NAMES else meant(narrowed.xsd, datatypes.NAMES)
            hint = hint or next(
                (meant(name, datatypes.FACETS) for name, _ in narrowed.facets if name not in datatypes.FACETS), ""
            )
            self.faults.append(Finding(UNREADABLE, place, say("{where}: {why}", where=where, why=error.args[0]), hint))

    def _known(self, content: ElementRef | ClassRef | MacroRef | Data) -> Iterable[str]:
        """The names that such a reference can be to."""
        match content:
            case ElementRef():
                return self.schema.elements
            case ClassRef():
                return self.schema.classes
            case _:
                return (*self.schema.macros, *self.schema.datatypes)

    def _undeclared(self, spec: Spec, where: str, name: str, known: Iterable[str]) -> None:
        said = say("{where} names {ident}, which is not declared", where=where, ident=name)
        self._fault(spec, name, said, known)

    def _meant(self, reference: PatternRef, spec: ElementSpec | ClassSpec | ContentSpec, where: str) -> Content | None:
        """What a reference in RELAX NG is to: the defines of the TEI's grammars are named after what they define."""
        if reference.ident in self.schema.patterns:
            return reference
        if (prefix := self.schema.prefix) and reference.ident.startswith(prefix):  # as the grammar will call it
            reference = replace(reference, ident=reference.ident.removeprefix(prefix))
        ident, _, how = reference.ident.partition("_")
        if ident in self.schema.classes and how in _WAYS:
            return ClassRef(ident, _WAYS[how], occurs=reference.occurs)
        if reference.ident in self.schema.macros:
            return MacroRef(reference.ident, reference.occurs)
        for name in (reference.ident, f"tei{reference.ident}"):
            if name in self.schema.datatypes:
                return Data(name, occurs=reference.occurs)
        if reference.ident in self.schema.elements:
            return ElementRef(reference.ident, reference.occurs)
        if not self._may_be_missing(ident, spec) and not self._may_be_missing(reference.ident, spec):
            known = (*self.schema.classes, *self.schema.macros, *self.schema.datatypes, *self.schema.elements)
            self._undeclared(spec, where, reference.ident, known)
        return None


_WAYS: Final[Mapping[str, Expansion]] = {
    "": "alternate",
    "alternation": "alternate",
    **{way: way for way in EXPANSIONS},
}


def _named(content: Content) -> Iterator[str]:
    """The macros and datatypes that a content names."""
    match content:
        case Sequence() | Alternate():
            for part in content.parts:
                yield from _named(part)
        case MacroRef() | Data() if content.ident:
            yield content.ident
        case _:
            pass


def _ensure_no_circle(
    leads: Mapping[str, tuple[str, ...]], specs: Mapping[str, Spec], said: Callable[..., str], faults: list[Finding]
) -> None:
    """Raises `OddFault` where something leads to itself, with the faults that were found before."""
    done: set[str] = set()
    before_it = len(faults)

    def visit(ident: str, before: tuple[str, ...]) -> None:
        if ident in before:
            between = joined(before[before.index(ident) + 1 :] or (ident,), say(" and "))
            place = places.naming(specs[ident].place, ident, ident) or Place(Path())
            faults.append(Finding(CONTRADICTION, place, said(ident=ident, between=between)))
        elif ident not in done:
            done.add(ident)
            for following in leads[ident]:
                visit(following, (*before, ident))

    for ident in leads:
        visit(ident, ())
    if len(faults) > before_it:
        raise OddFault.of(faults)


def trimmed(schema: Schema) -> Schema:
    """The schema without the classes, macros and datatypes that none of its elements needs; the language stays the same.

    Where a grammar outside the ODD is part of it, nothing goes: who knows what that refers to.
    """
    if schema.patterns:
        return schema
    needed = _Needed(schema)
    for ident in schema.elements:
        needed.element(ident)
    found = needed.found
    kept = {ident: spec for ident, spec in schema.classes.items() if ident in found}
    return replace(
        schema,
        elements={ident: replace(spec, member_of=_in(spec, kept)) for ident, spec in schema.elements.items()},
        classes={ident: replace(spec, member_of=_in(spec, kept)) for ident, spec in kept.items()},
        macros={ident: spec for ident, spec in schema.macros.items() if ident in found},
        datatypes={ident: spec for ident, spec in schema.datatypes.items() if ident in found},
    )


def _in(spec: ClassSpec | ElementSpec, classes: Mapping[str, ClassSpec]) -> tuple[str, ...]:
    return tuple(ident for ident in spec.member_of if ident in classes)


class _Needed:
    """What is needed so far, by ident."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.found: set[str] = set()

    def element(self, ident: str) -> None:
        spec = self.schema.elements[ident]
        self._attributes(spec)
        self._content(spec.content)

    def _attributes(self, spec: ElementSpec | ClassSpec) -> None:
        for attribute in (*self.schema.flat(spec.attributes), *(override.given for override in spec.overrides)):
            self._content(attribute.datatype)
        for part in leaves(spec.attributes):
            if isinstance(part, AttributeRef):
                self._class(part.owner)
        for parent in spec.member_of:
            if self.schema.classes[parent].kind == "atts":
                self._class(parent)

    def _class(self, ident: str) -> None:
        if ident in self.found:
            return
        self.found.add(ident)
        spec = self.schema.classes[ident]
        self._attributes(spec)
        if spec.kind == "model":
            for member in self.schema.members(ident):
                if member in self.schema.classes:
                    self._class(member)

    def _content(self, content: Content) -> None:
        match content:
            case Sequence() | Alternate():
                for part in content.parts:
                    self._content(part)
            case ClassRef():
                self._class(content.ident)
            case MacroRef() if content.ident not in self.found:
                self.found.add(content.ident)
                self._content(self.schema.macros[content.ident].content)
            case Data() if content.ident and content.ident not in self.found:
                self.found.add(content.ident)
                self._content(self.schema.datatypes[content.ident].content)
            case _:
                pass
