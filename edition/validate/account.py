# SPDX-License-Identifier: MIT
"""What the check of one file came to, and all that the checks of the other files need of it: small, and plain data.

A document is read, checked by itself and forgotten; its account stays, in this process or in another, or is kept for the next run. It has
a face, which is always read, and behind that what few files need: where things stand, and findings that wait for other documents.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from edition import findings
from edition.findings import Finding
from edition.validate.counterparts import Node, Outline, Text
from edition.validate.ignores import Ignore
from edition.validate.lint import Linted, Waiting
from edition.validate.lint.index import Mentions
from edition.validate.places import Places
from edition.validate.pointers import Address, Offer, Out, Prefix, Use

Layer: TypeAlias = tuple[Literal["rng", "sch"], tuple[Finding, ...]]
"""What a schema says: the language it is written in, and its findings."""


@dataclass(frozen=True)
class Behind:
    """What of a file few others need: its places by numbers, those of its ids, the pointers out of it, its outline, what waits."""

    places: Places
    ids: Mapping[str, int] = field(default_factory=dict)
    out: tuple[Out, ...] = ()
    prefixes: tuple[Prefix, ...] = ()
    outline: Outline | None = None
    """None where the text leads to no other: it is made if another leads to it."""
    late: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Account:
    """The account of one file; of a file that is no XML it has one finding and nothing else."""

    path: Path
    is_xml: bool = True
    found: tuple[Finding, ...] = ()
    """What is wrong with the file as it stands, before any schema is asked."""
    layers: tuple[Layer, ...] = ()
    """What its schemas say, each in its turn, before it is known what follows from what."""
    xsd: tuple[Finding, ...] = ()
    """What the XSD alone says: told where RELAX NG has nothing to say."""
    linted: Linted = field(default_factory=Linted)
    ignores: tuple[Ignore, ...] = ()
    asked: bool = False
    """Whether any schema was asked."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """What it offers to pointers, as `Offer.kinds`."""
    wanted: tuple[tuple[str, str, str, frozenset[str]], ...] = ()
    """Where its pointers lead: element and attribute that point, the path from its folder, the names there."""
    plain_pointers: bool = True
    """Whether `wanted` says it all: none of them can mean several things."""
    language: str = ""
    counterparts: frozenset[str] = frozenset()
    """The files that its text points to as its counterparts."""
    files: tuple[str, ...] | None = ()
    """The files besides its own that it rests on: what it includes, or would include, and its schemas; None where that cannot be told."""
    addresses: tuple[tuple[str, str], ...] = ()
    """The addresses of the schemas that it names, each with the file that it means here, "" for none."""
    behind: Behind | bytes | None = None

    @functools.cached_property
    def rest(self) -> Behind:
        """What is behind the face."""
        if isinstance(self.behind, bytes):
            return _behind(self.path, self.behind)
        return self.behind or Behind(Places(self.path))

    @functools.cached_property
    def offer(self) -> Offer | None:
        """What the file offers to pointers; None for what is no XML."""
        if not self.is_xml:
            return None
        return Offer(self.path, self.kinds, lambda identifier: self.rest.places[self.rest.ids[identifier]])

    def text(self, read: Callable[[Path], Account]) -> Text:
        """The text of the file, for its counterparts; `read` gives an account of the file with an outline."""

        def outlined() -> tuple[Outline, Places]:
            rest = self.rest if self.rest.outline is not None else read(self.path).rest
            return rest.outline or Outline(), rest.places

        return Text(self.path, self.language, self.counterparts, outlined)


# -- as bytes, and back ------------------------------------------------------------------------------------------------


def written(account: Account) -> bytes:
    """An account as two lines of JSON."""
    kinds = list(dict.fromkeys(account.kinds.values()))
    number = {kind: position for position, kind in enumerate(kinds)}
    linted, rest = account.linted, account.rest
    face = {
        "xml": account.is_xml,
        "found": _plain(account.found),
        "layers": [[kind, _plain(said)] for kind, said in account.layers],
        "xsd": _plain(account.xsd),
        "linted": _plain(linted.findings),
        "waiting": [[each.name, each.registered] for each in linted.waiting],
        "entries": sorted(linted.entries),
        "outside": sorted(linted.mentions.outside),
        "inside": sorted(linted.mentions.all - linted.mentions.outside),
        "ignores": [
            [findings.plain_place(each.place), each.within, each.code, each.reason] for each in account.ignores
        ],
        "asked": account.asked,
        "ids": list(account.kinds),
        "of": [number[kind] for kind in account.kinds.values()],
        "kinds": kinds,
        "wanted": [[*each[:3], sorted(each[3])] for each in account.wanted],
        "plain": account.plain_pointers,
        "language": account.language,
        "counterparts": sorted(account.counterparts),
        "files": account.files,
        "addresses": account.addresses,
    }
    behind = {
        "places": rest.places.plain,
        "names": list(rest.ids),
        "ids": list(rest.ids.values()),
        "out": rest.out,
        "prefixes": rest.prefixes,
        "outline": rest.outline,
        "late": _plain(rest.late),
    }
    lines = [json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (face, behind)]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def read(path: Path, data: bytes) -> Account:
    """The account of a file from what `written` made of it. Raises `ValueError`, `LookupError` or `TypeError` for anything else."""
    first, _, behind = data.partition(b"\n")
    face = json.loads(first)
    kinds, outside = face["kinds"], frozenset(face["outside"])
    account = Account(
        path,
        is_xml=face["xml"],
        found=_unplain(face["found"]),
        layers=tuple((kind, _unplain(said)) for kind, said in face["layers"]),
        xsd=_unplain(face["xsd"]),
        linted=Linted(
            _unplain(face["linted"]),
            tuple(Waiting(*each) for each in face["waiting"]),
            lambda: account.rest.late,
            frozenset(face["entries"]),
            Mentions(outside.union(face["inside"]), outside),
        ),
        ignores=tuple(Ignore(findings.unplain_place(place), *words) for place, *words in face["ignores"]),
        asked=face["asked"],
        kinds={identifier: kinds[kind] for identifier, kind in zip(face["ids"], face["of"], strict=True)},
        wanted=tuple((element, attribute, at, frozenset(names)) for element, attribute, at, names in face["wanted"]),
        plain_pointers=face["plain"],
        language=face["language"],
        counterparts=frozenset(face["counterparts"]),
        files=None if face["files"] is None else tuple(face["files"]),
        addresses=tuple((address, file) for address, file in face["addresses"]),
        behind=behind,
    )
    return account


def _behind(path: Path, data: bytes) -> Behind:
    plain = json.loads(data)
    return Behind(
        Places(path, plain["places"]),
        dict(zip(plain["names"], plain["ids"], strict=True)),
        tuple(
            Out(Use(name, attribute, pointer, tuple(Address(*each) for each in addresses)), places)
            for (name, attribute, pointer, addresses), places in plain["out"]
        ),
        tuple(Prefix(*each) for each in plain["prefixes"]),
        _outline(*plain["outline"]) if plain["outline"] is not None else None,
        _unplain(plain["late"]),
    )


def _outline(nodes: Iterable[Any], excused: Iterable[str]) -> Outline:
    return Outline(tuple(Node(*map(_frozen, node)) for node in nodes), tuple(excused))


def _plain(many: Iterable[Finding]) -> list[Any]:
    return [findings.plain(each) for each in many]


def _unplain(many: Iterable[Any]) -> tuple[Finding, ...]:
    return tuple(findings.unplain(each) for each in many)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
