# SPDX-License-Identifier: MIT
"""A component as a customisation changes it.

TEI Guidelines, chapter 23, and the TEI Council's ruling of 22 June 2026 (TEIC/TEI issue 2914): what is deleted is gone,
whatever else is said about it; overrides go from the class down to the element.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from edition.schema.declarations import (
    Attribute,
    AttributeList,
    AttributePart,
    AttributeRef,
    ClassSpec,
    ContentSpec,
    ElementSpec,
    Membership,
    Override,
    Spec,
    leaves,
    merged_constraints,
    overridden,
    without,
)
from edition.schema.specifications import Statement


def changed(old: Spec, statement: Statement) -> Spec:
    """The component with what a statement in mode `change` says about it."""
    given = statement.spec
    stated: dict[str, Any] = {
        name: getattr(given, name) for name in statement.states if name != "module" or not old.module
    }
    stated["place"] = given.place
    stated["notes"] = old.notes.changed(given.notes)
    stated["constraints"] = merged_constraints(old.constraints, given.constraints)
    if isinstance(old, ContentSpec) or isinstance(given, ContentSpec):
        return replace(old, **stated)
    stated |= _attributes(old, given)
    return replace(old, member_of=_members(old.member_of, statement.membership), **stated)


def _members(old: tuple[str, ...], membership: Membership | None) -> tuple[str, ...]:
    if membership is None:
        return old
    if membership.whole:
        return membership.joined
    kept = (name for name in old if name not in membership.left and name not in membership.joined)
    return (*kept, *membership.joined)


def _attributes(old: ElementSpec | ClassSpec, given: ElementSpec | ClassSpec) -> dict[str, Any]:
    """Its own attributes are changed where they stand; what is said of others is kept for those it inherits."""
    own = {part.ident for part in leaves(old.attributes)}
    on_own = {override.ident: override for override in given.overrides if override.ident in own}
    parts = tuple(_changed_parts(old.attributes, on_own))
    added = {part.ident for part in leaves(given.attributes)}
    overrides = {override.ident: override for override in old.overrides if override.ident not in added}
    for override in given.overrides:
        if override.ident not in own:
            overrides[override.ident] = _joined(overrides.get(override.ident), override)
    return {
        "attributes": (*without(parts, added), *given.attributes),
        "overrides": tuple(overrides.values()),
    }


def _changed_parts(parts: Iterable[AttributePart], overrides: dict[str, Override]) -> Iterator[AttributePart]:
    for part in parts:
        match part:
            case AttributeList():
                inner = tuple(_changed_parts(part.parts, overrides))
                if inner:
                    yield replace(part, parts=inner)
            case Attribute() if part.ident in overrides:
                after = overridden(part, overrides[part.ident])
                if after is not None:
                    yield after
            case AttributeRef() if part.ident in overrides:
                if overrides[part.ident].mode == "replace":
                    yield overrides[part.ident].given
                elif overrides[part.ident].mode == "change":
                    yield replace(part, override=_joined(part.override, overrides[part.ident]))
            case _:
                yield part


def _joined(before: Override | None, override: Override) -> Override:
    """Two overrides of one attribute, one after the other, as one."""
    if before is None or override.mode != "change":
        return override
    if before.mode == "delete":
        return before
    given = overridden(before.given, override)
    if given is None:
        return override
    return Override(before.mode, before.ident, given, before.states | override.states)
