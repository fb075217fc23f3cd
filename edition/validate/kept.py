# SPDX-License-Identifier: MIT
"""The accounts of files that have not changed, from the cache of the user who made them.

An account holds for what it was made from: the bytes of the file, those of what it includes and of its schemas, the way it was asked
for, and this program. One that does not, or is no longer whole, is not used. It is plain data: to read it runs nothing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from edition.engines import cache
from edition.source import seen
from edition.source.document import Manner
from edition.validate import account
from edition.validate.account import Account
from edition.validate.alone import Schemas

KIND: Final = "checks"
_SIZE: Final = 2**30
"""How many bytes of accounts are kept; those not written for longest go first."""


class Kept:
    """The accounts of a run that are kept: one for each file and each way to check it."""

    def __init__(self, schemas: Schemas, manner: Manner) -> None:
        self.missed = 0
        """How many accounts were asked for and are not kept."""
        self._schemas = schemas
        self._digests: dict[str, str] = {}
        self._means: dict[tuple[str, Path], str] = {}
        self._way = way(schemas, manner)

    def get(self, path: Path, data: bytes) -> Account | None:
        """The account of a file with these bytes."""
        found = self._found(path, data)
        self.missed += found is None
        return found

    def _found(self, path: Path, data: bytes) -> Account | None:
        kept = cache.read(KIND, self._name(path))
        if kept is None:
            return None
        stamp, _, body = kept.partition(b"\n")
        try:
            known, files, whole = stamp.decode("ascii").split()
            if known != _digest(data) or whole != _digest(body):
                return None
            found = account.read(path, body)
            holds = files == self._state(found.files or ())
            return found if holds and self._still_means(path, found.addresses) else None
        except (ValueError, LookupError, TypeError):
            return None

    def put(self, data: bytes, made: bytes, found: Account) -> None:
        """Keep an account, `made` as it is written."""
        if found.files is not None:
            stamp = f"{_digest(data)} {self._state(found.files)} {_digest(made)}\n".encode("ascii")
            cache.write(KIND, self._name(found.path), stamp + made)

    def _name(self, path: Path) -> str:
        return cache.key(self._way, str(path), str(path.resolve()))

    def _state(self, files: tuple[str, ...]) -> str:
        return cache.key(*(part for file in files for part in (file, self._digest(file))))

    def _digest(self, file: str) -> str:
        if file not in self._digests:
            self._digests[file] = seen.digest(Path(file))
        return self._digests[file]

    def _still_means(self, path: Path, addresses: tuple[tuple[str, str], ...]) -> bool:
        """Whether the addresses of its schemas mean the files that they meant."""
        if not addresses or self._schemas.own is None:
            return not addresses
        folder = path.resolve().parent
        for address, file in addresses:
            key = (address, folder)
            if key not in self._means:
                self._means[key] = str(self._schemas.own.file(address, folder) or "")
            if self._means[key] != file:
                return False
        return True


def way(schemas: Schemas, manner: Manner) -> str:
    """The digest of how files are checked: by which schemas, how they are read, and by which version of this program."""
    given = [(each.kind, each.path.name, each.phase, seen.digest(each.path)) for each in schemas.given]
    way = (given, schemas.vocabulary is None, schemas.own is None, schemas.linted, manner.folder, manner.lenient)
    return cache.key(cache.program(), repr(way), repr(manner.limits))


def prune() -> None:
    """Forget what was not needed for longest."""
    cache.prune(KIND, _SIZE)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
