# SPDX-License-Identifier: MIT
"""What a customisation takes up from: the components of a source, by ident and by module.

Those of a file are read when they are first asked for: a customisation of TEI needs a tenth of what TEI specifies.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from edition.engines.libxml import Element
from edition.schema.declarations import ClassSpec, ContentSpec, ElementSpec, Schema, Spec, leaves
from edition.schema.specifications import KINDS, T, statement


class Library:
    """The components of one source."""

    def __init__(self, found: Mapping[str, Element | Spec], modules: dict[str, list[str]], language: str) -> None:
        self._found = dict(found)
        self._language = language
        self.modules = modules

    @classmethod
    def of_tree(cls, root: Element, language: str) -> Library:
        """The library of a file whose specifications stand for themselves: those of TEI, or a compiled ODD."""
        found: dict[str, Element] = {}
        modules: dict[str, list[str]] = {}
        for item in root.iter(*(T + kind for kind in KINDS)):
            ident = item.get("ident", "")
            if ident not in found and item.get("mode") != "delete":
                found[ident] = item
                modules.setdefault(item.get("module", ""), []).append(ident)
        return cls(found, modules, language)

    @classmethod
    def of_schema(cls, schema: Schema, language: str) -> Library:
        """The library of a customisation that another one customises."""
        specs: dict[str, Spec] = {**schema.classes, **schema.macros, **schema.datatypes, **schema.elements}
        modules: dict[str, list[str]] = {}
        for ident, spec in specs.items():
            modules.setdefault(spec.module, []).append(ident)
        return cls(specs, modules, language)

    def __contains__(self, ident: object) -> bool:
        return ident in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def get(self, ident: str) -> Spec | None:
        """The component of this ident. Raises `OddFault` where its specification cannot be read."""
        found = self._found.get(ident)
        if found is None or isinstance(found, ElementSpec | ClassSpec | ContentSpec):
            return found
        spec = statement(found, self._language).spec
        self._found[ident] = spec
        return spec

    @functools.cached_property
    def attributes(self) -> frozenset[str]:
        """The idents of all attributes that any component of the source declares."""
        names: set[str] = set()
        for found in self._found.values():
            if isinstance(found, ElementSpec | ClassSpec):
                names.update(part.ident for part in leaves(found.attributes))
            elif not isinstance(found, ContentSpec):
                names.update(item.get("ident", "") for item in found.iter(T + "attDef"))
        return frozenset(names)
