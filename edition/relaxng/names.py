# SPDX-License-Identifier: MIT
"""Name classes (RELAX NG § 3.1, 4.16): which names an element or attribute pattern is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Name:
    """One name, `{namespace}local`."""

    clark: str

    def contains(self, clark: str) -> bool:
        """Whether the class has a name."""
        return clark == self.clark


@dataclass(frozen=True, slots=True)
class Namespace:
    """Every name of a namespace but the excluded."""

    uri: str
    excluded: NameClass | None = None

    def contains(self, clark: str) -> bool:
        """Whether the class has a name."""
        return namespace(clark) == self.uri and not (self.excluded and self.excluded.contains(clark))


@dataclass(frozen=True, slots=True)
class Any:
    """Every name but the excluded."""

    excluded: NameClass | None = None

    def contains(self, clark: str) -> bool:
        """Whether the class has a name."""
        return not (self.excluded and self.excluded.contains(clark))


@dataclass(frozen=True, slots=True)
class Either:
    """The names of several classes."""

    classes: tuple[NameClass, ...]

    def contains(self, clark: str) -> bool:
        """Whether the class has a name."""
        return any(one.contains(clark) for one in self.classes)


NameClass: TypeAlias = Name | Namespace | Any | Either

STRANGE: Final = "of-no-schema"
ELSEWHERE: Final = f"urn:x-{STRANGE}"
"""A local name, and a namespace, that no schema speaks of."""


def namespace(clark: str) -> str:
    """The namespace of a name, "" for none."""
    return clark[1:].partition("}")[0] if clark.startswith("{") else ""


def local(clark: str) -> str:
    """The local part of a name."""
    return clark.rpartition("}")[2]


def clark(uri: str, name: str) -> str:
    """The name with this namespace ("" for none) and local part."""
    return f"{{{uri}}}{name}" if uri else name


def listed(names: NameClass) -> Iterator[str]:
    """The names that a class spells out; what stands in an exception is not among them."""
    match names:
        case Name():
            yield names.clark
        case Either():
            for one in names.classes:
                yield from listed(one)
        case _:
            return


def is_finite(names: NameClass) -> bool:
    """Whether a class only spells names out."""
    return isinstance(names, Name) or (isinstance(names, Either) and all(map(is_finite, names.classes)))


def samples(names: NameClass) -> Iterator[str]:
    """Names that tell this class from any other: each name and namespace that it speaks of, and what it leaves to all others."""
    match names:
        case Name():
            yield names.clark
        case Namespace():
            yield clark(names.uri, STRANGE)
            if names.excluded:
                yield from samples(names.excluded)
        case Any():
            yield clark(ELSEWHERE, STRANGE)
            if names.excluded:
                yield from samples(names.excluded)
        case Either():
            for one in names.classes:
                yield from samples(one)


def overlap(left: NameClass, right: NameClass) -> str | None:
    """A name that both classes have, or None (the test of James Clark, "An algorithm for RELAX NG validation", on § 7.3 and 7.4)."""
    return next(
        (name for name in (*samples(left), *samples(right)) if left.contains(name) and right.contains(name)), None
    )
