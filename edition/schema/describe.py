# SPDX-License-Identifier: MIT
"""What the ODD says about a place in a document, for whoever writes messages, legends or documentation.

The ODD itself is read, once for each process: that takes less time than a second file would take to keep fresh.
"""

from __future__ import annotations

import functools
from pathlib import Path

from edition import names
from edition.findings import Finding
from edition.schema import automaton, check, odd
from edition.schema.declarations import Attribute, Schema


@functools.cache
def schema(path: Path | None = None) -> Schema:
    """The schema of an ODD; of our own where no path is given."""
    return odd.read(path or names.data_folder("schemas") / names.ODD)


def customisation(path: Path, data: bytes) -> list[Finding]:
    """What is wrong with another ODD, which is in a file or is to be."""
    return check.findings(path, data)


def elements() -> tuple[str, ...]:
    """Every element that documents may use, in the order of the ODD."""
    return tuple(spec.name for spec in schema().elements.values())


def description(element: str) -> str:
    """What an element is for, in a sentence; "" for an element that there is not."""
    spec = schema().elements.get(element)
    return spec.description if spec else ""


@functools.cache
def allowed_children(element: str) -> tuple[str, ...]:
    """The elements that may stand in an element, in the order of its content model; none for an unknown element."""
    spec = schema().elements.get(element)
    return automaton.names(schema(), spec.content) if spec else ()


@functools.cache
def allowed_parents(element: str) -> tuple[str, ...]:
    """The elements in which an element may stand, in the order of the ODD."""
    return tuple(parent for parent in schema().elements if element in allowed_children(parent))


@functools.cache
def may_hold_text(element: str) -> bool:
    """Whether text may stand directly in an element."""
    spec = schema().elements.get(element)
    return spec is not None and automaton.has_text(schema().resolved(spec.content))


@functools.cache
def attributes(element: str) -> dict[str, Attribute]:
    """The attributes that an element may have, by name, its own first."""
    if element not in schema().elements:
        return {}
    return {attribute.name: attribute for attribute in schema().attributes(element)}


def values(element: str, attribute: str) -> dict[str, str]:
    """The values that an attribute is limited to, or that are suggested for it, with what they mean."""
    found = attributes(element).get(attribute)
    return {item.ident: item.description for item in found.values.items} if found and found.values else {}


def is_closed(element: str, attribute: str) -> bool:
    """Whether an attribute may have no value but those of `values`."""
    found = attributes(element).get(attribute)
    return bool(found and found.values and found.values.kind == "closed")
