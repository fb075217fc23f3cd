# SPDX-License-Identifier: MIT
"""What was made, kept by what it was made from: a file of the user's cache for each result, there whole or not at all."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from edition import findings
from edition.engines import cache
from edition.errors import SomethingMissing, WrongUse
from edition.findings import Finding
from edition.speech import say

KIND: Final = "results"
_ABOUT: Final = "result.json"
_CARD: Final = "card.json"
_WORDS: Final = "words.xml"
_FILES: Final = "files/"

_SIZE: Final = 4 * 2**30
"""How many bytes of results are kept; the ones not used for longest go first."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one piece of work: files by their names, what was found, and, of pages, the characters drawn, card and words."""

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...] = ()
    card: str = ""
    """The cards of a text (`cards.plain`), or what else tells others of it, as text."""
    drawn: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    words: str = ""


class Store:
    """A folder of results, each by its key. Any number of processes may use it at once.

    From one that is `given` nothing is thrown away: whoever owns it sees to that.
    """

    def __init__(self, folder: Path, *, given: bool = False) -> None:
        self.folder, self._given = folder, given

    def __contains__(self, key: str) -> bool:
        return self._path(key).is_file()

    def put(self, key: str, made: Made) -> None:
        """Keep a result. Raises `SomethingMissing` where the folder takes no more."""
        try:
            self._write(key, _packed(made))
        except OSError as error:
            raise SomethingMissing(
                say("{file} cannot be written: {why}", file=self, why=error.strerror or error)
            ) from error

    def about(self, key: str, *, with_files: bool = True) -> Made | None:
        """A result without its files; None where there is none, or only what is left of one.

        Unless it is asked for `with_files`, these may be spoilt.
        """
        try:
            with self._read(key) as file, zipfile.ZipFile(file) as archive:
                about = json.loads(archive.read(_ABOUT))
                told, words = (archive.read(part).decode("utf-8", "surrogatepass") for part in (_CARD, _WORDS))
                if with_files and archive.testzip() is not None:
                    return None
            self._used(key)
            found = tuple(findings.unplain(each) for each in about["findings"])
            return Made({}, found, told, about["drawn"], about["inputs"], words)
        except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
            return None

    def card(self, key: str) -> str | None:
        """The card of a result; None where there is none, or only what is left of one."""
        try:
            with self._read(key) as file, zipfile.ZipFile(file) as archive:
                return archive.read(_CARD).decode("utf-8", "surrogatepass")
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            return None

    def names(self, key: str) -> list[str]:
        """The names of the files of a result."""
        with self._read(key) as file, zipfile.ZipFile(file) as archive:
            return [name.removeprefix(_FILES) for name in archive.namelist() if name.startswith(_FILES)]

    def forget(self, keys: Iterable[str]) -> None:
        """Throw results away that are not what their keys say."""
        for key in keys:
            if key in self:
                self._forget(key)

    def files(self, key: str) -> Iterator[tuple[str, bytes]]:
        """The files of a result, one after the other."""
        with self._read(key) as file, zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if name.startswith(_FILES):
                    yield name.removeprefix(_FILES), archive.read(name)

    def prune(self, size: int = _SIZE) -> None:
        """Throw away what was not used for longest, until the rest is no larger than `size` bytes."""
        if self._given:
            return
        kept = []
        with contextlib.suppress(OSError):
            for entry in self.folder.glob("*/*"):
                about = entry.stat()
                if entry.name.startswith(".new-") and about.st_mtime > time.time() - 3600:
                    continue
                kept.append((about.st_mtime, about.st_size, entry))
            total = 0
            for _, bytes_, entry in sorted(kept, reverse=True):
                total += bytes_
                if total > size:
                    entry.unlink(missing_ok=True)

    def __str__(self) -> str:
        """Where it is, for a message."""
        return str(self.folder)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _read(self, key: str) -> IO[bytes]:
        return self._path(key).open("rb")

    def _write(self, key: str, data: bytes) -> None:
        path = self._path(key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _forget(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def _used(self, key: str) -> None:
        os.utime(self._path(key))


class Remote(Store):
    """The same at an address that fsspec knows (`s3://bucket/edition`, `file:///shared/edition`), for the machines of a cluster."""

    def __init__(self, address: str) -> None:
        super().__init__(Path(address), given=True)
        self.address = address.rstrip("/")

    def __contains__(self, key: str) -> bool:
        return bool(_system(self.address).exists(self._at(key)))

    def __str__(self) -> str:
        """Its address."""
        return self.address

    def _at(self, key: str) -> str:
        return f"{self.address}/{key[:2]}/{key}"

    def _read(self, key: str) -> IO[bytes]:
        return io.BytesIO(_system(self.address).cat_file(self._at(key)))

    def _write(self, key: str, data: bytes) -> None:
        system = _system(self.address)
        system.makedirs(f"{self.address}/{key[:2]}", exist_ok=True)
        part = f"{self._at(key)}.{os.urandom(6).hex()}.new"
        system.pipe_file(part, data)
        system.mv(part, self._at(key))

    def _forget(self, key: str) -> None:
        _system(self.address).rm_file(self._at(key))

    def _used(self, key: str) -> None:
        """Nothing: what is used is not known there."""


@functools.cache
def _system(address: str) -> Any:
    try:
        import fsspec  # noqa: PLC0415 - an extra, which few need
    except ImportError as error:
        raise SomethingMissing(
            say("a store at an address needs fsspec: `pip install {package}`", package="tei-edition[cluster]")
        ) from error
    try:
        return fsspec.core.url_to_fs(address)[0]
    except (ImportError, ValueError, OSError) as error:
        raise WrongUse(say("{address} is no place for a store: {why}", address=address, why=error)) from error


@contextlib.contextmanager
def opened(address: str = "") -> Iterator[Store]:
    """The store at an address (a folder, or one that fsspec knows); without one that of this user, or one for this run alone.

    Raises `WrongUse` for an address that means nothing.
    """
    if "://" in address:
        yield Remote(address)
        return
    if address:
        yield Store(Path(address).resolve(), given=True)
        return
    folder = cache.folder(KIND)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        with tempfile.TemporaryDirectory(prefix="edition-") as own:
            yield Store(Path(own))
        return
    yield Store(folder)


def _packed(made: Made) -> bytes:
    data = io.BytesIO()
    about = {
        "findings": [findings.plain(finding) for finding in made.findings],
        "drawn": made.drawn,
        "inputs": dict(made.inputs),
    }
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(_ABOUT, json.dumps(about, ensure_ascii=False))
        archive.writestr(_CARD, made.card.encode("utf-8", "surrogatepass"))
        archive.writestr(_WORDS, made.words.encode("utf-8", "surrogatepass"))
        for name, content in made.files.items():
            packed = zipfile.ZIP_STORED if name.endswith((".pdf", ".woff2", ".sheet")) else zipfile.ZIP_DEFLATED
            archive.writestr(_FILES + name, content, packed)
    return data.getvalue()
