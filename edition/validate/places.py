# SPDX-License-Identifier: MIT
"""Many places of one file, kept small: each path is its last step and the path above it, as in the tree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from edition import names
from edition.engines.libxml import Element
from edition.findings import Place
from edition.source.document import Document

_ID: Final = names.clark("xml:id")


class Places:
    """Places by numbers, from 0."""

    def __init__(self, path: Path, plain: Sequence[Any] = ((), (), ())) -> None:
        """The places of a file, from what `plain` gave."""
        self.path = path
        self._files: list[str] = list(plain[0])
        self._steps: list[Sequence[Any]] = list(plain[1])
        self._spots: list[Sequence[Any]] = list(plain[2])

    @property
    def plain(self) -> list[Any]:
        """All of them as plain data."""
        return [self._files, self._steps, self._spots]

    def __getitem__(self, number: int) -> Place:
        """The place with this number."""
        line, column, step, identifier, file = self._spots[number]
        steps: list[str] = []
        while step >= 0:
            step, name = self._steps[step]
            steps.append(name)
        where = self.path if file < 0 else Path(self._files[file])
        return Place(where, line, column, "/" + "/".join(reversed(steps)), identifier)

    def spot(self, number: int) -> tuple[int, int]:
        """The line and the column of a place."""
        return int(self._spots[number][0]), int(self._spots[number][1])


class Collector(Places):
    """Collects the places of a document."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.path)
        self._document = document
        self._step_of: dict[Element, int] = {}
        self._number_of: dict[tuple[Element, str], int] = {}

    def add(self, element: Element, attribute: str = "") -> int:
        """The number of a place, as `Document.place` means it."""
        if (element, attribute) in self._number_of:
            return self._number_of[element, attribute]
        path, line, column = self._document.position(element, attribute)
        file = -1
        if path != self.path:
            name = str(path)
            if name not in self._files:
                self._files.append(name)
            file = self._files.index(name)
        self._spots.append((line, column, self._step(element), element.get(_ID) or "", file))
        number = self._number_of[element, attribute] = len(self._spots) - 1
        return number

    def _step(self, element: Element) -> int:
        fresh: list[tuple[Element, str]] = []
        node: Element | None = element
        while node is not None and node not in self._step_of and (name := self._document.step(node)):
            fresh.append((node, name))
            node = node.getparent()
        number = -1 if node is None else self._step_of.get(node, -1)
        for each, name in reversed(fresh):
            self._steps.append((number, name))
            number = self._step_of[each] = len(self._steps) - 1
        return number
