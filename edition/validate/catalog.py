# SPDX-License-Identifier: MIT
"""Where a public address leads on this machine: the project's own list, then its XML catalog (OASIS XML Catalogs 1.1). No network."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from edition.engines import libxml
from edition.settings import Settings
from edition.source import fence

_NAMESPACE: Final = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True)
class Sources:
    """What a project keeps of the schemas that documents name by public addresses.

    `addresses` leads from an address, or the beginning of addresses where it ends in `/`, to a file or folder below `root`;
    `catalog` is an XML catalog, or None.
    """

    root: Path = field(default_factory=Path.cwd)
    addresses: Mapping[str, str] = field(default_factory=dict)
    catalog: Path | None = None

    def file(self, address: str, folder: Path) -> Path | None:
        """The file that an address means in a document of `folder`; None for one that is not on this machine, or out of the project."""
        place, is_said = self._meant(address, folder)
        reached = None if place is None else _existing(place)
        # what the settings say of addresses is the project's word; what a document says leads to files of the project alone
        allowed = (fence.project(folder), fence.project(self.root))
        return reached if reached is not None and (is_said or any(map(reached.is_relative_to, allowed))) else None

    def place(self, address: str, folder: Path) -> Path | None:
        """Where the file would lie that an address means, whether it is there or not; None for an address of no file."""
        return self._meant(address, folder)[0]

    def _meant(self, address: str, folder: Path) -> tuple[Path | None, bool]:
        """A file, and whether the settings say so, or the document alone."""
        for begun in sorted(self.addresses, key=len, reverse=True):
            if address == begun or (begun.endswith("/") and address.startswith(begun)):
                return self.root / self.addresses[begun] / address[len(begun) :], True
        if self.catalog is not None and (found := _in_catalog(self.catalog, address)):
            return found, True
        local = _local(address)
        return None if local is None else folder / local, False


def sources(decided: Settings) -> Sources:
    """What a project's settings say of public addresses."""
    return Sources(decided.root, decided.schemas, decided.root / decided.catalog if decided.catalog else None)


def _existing(path: Path) -> Path | None:
    try:
        return path.resolve() if path.is_file() else None
    except (OSError, ValueError):
        return None


def _local(address: str) -> str | None:
    """The path that an address without a network is; None also for what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("", "file") or parts.netloc not in ("", "localhost"):
        return None
    return unquote(parts.path)


def _in_catalog(catalog: Path, address: str) -> Path | None:
    """The longest of what a catalog, and those that it goes on to, say of an address."""
    best: tuple[int, str] = (-1, "")
    for kind, begun, target in _entries(catalog, catalog.stat().st_mtime_ns if catalog.is_file() else 0):
        if kind in ("uri", "system") and address == begun:
            best = max(best, (len(begun) + 1, target))
        elif kind in ("rewriteURI", "rewriteSystem") and address.startswith(begun):
            best = max(best, (len(begun), target + address[len(begun) :]))
        elif kind in ("uriSuffix", "systemSuffix") and address.endswith(begun):
            best = max(best, (len(begun), target))
    path = _local(best[1]) if best[0] >= 0 else None
    return Path(path) if path is not None else None


@functools.lru_cache(maxsize=16)
def _entries(catalog: Path, _stamp: int, depth: int = 0) -> tuple[tuple[str, str, str], ...]:
    return tuple(_read(catalog, depth))


_KEYS: Final = {
    "uri": ("name", "uri"),
    "system": ("systemId", "uri"),
    "rewriteURI": ("uriStartString", "rewritePrefix"),
    "rewriteSystem": ("systemIdStartString", "rewritePrefix"),
    "uriSuffix": ("uriSuffix", "uri"),
    "systemSuffix": ("systemIdSuffix", "uri"),
}
_DEEPEST: Final = 8
"""How many catalogs may go on to one another."""


def _read(catalog: Path, depth: int) -> Iterator[tuple[str, str, str]]:
    try:
        root = libxml.parse(catalog.read_bytes()).getroot()
    except (OSError, libxml.SyntaxFault):
        return
    for entry in root.iter(f"{_NAMESPACE}*"):
        base = catalog.resolve().as_uri()
        for around in reversed([entry, *entry.iterancestors()]):
            base = urljoin(base, around.get(_BASE) or "")
        kind = str(entry.tag).removeprefix(_NAMESPACE)
        if kind == "nextCatalog" and depth < _DEEPEST:
            path = _local(urljoin(base, entry.get("catalog") or ""))
            if path:
                yield from _entries(Path(path), 0, depth + 1)
        elif kind in _KEYS:
            name, target = (entry.get(key) for key in _KEYS[kind])
            if name and target:
                yield kind, name, urljoin(base, target)
