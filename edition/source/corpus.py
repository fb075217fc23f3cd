# SPDX-License-Identifier: MIT
"""The files that one run of a command is about: found under paths, sorted as a person sorts, each read once.

A file that a pointer leads to (a register, the other language) is read here too, so that nobody reads it twice.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from xml.parsers import expat

from edition import names
from edition.errors import WrongUse
from edition.findings import Finding
from edition.settings import Limits
from edition.source import adaptation, document, lines, wellformed
from edition.source.document import Document, Manner
from edition.speech import say

_ROOTS: Final = ("TEI", "teiCorpus")
_PARTS: Final = (
    "teiHeader",
    "standOff",
    "taxonomy",
    "listPerson",
    "listPlace",
    "listOrg",
    "listBibl",
    "charDecl",
    "handNotes",
)
"""Roots of files that others include and that have no text of their own."""


_HELD: Final = 8
"""The lines of how many files are held while findings are shown."""


class Corpus:
    """The files of one run, in order. Reads each once, when it is first asked for.

    `unsaved` are the texts that stand in an editor, by file: they are read instead of what was last saved.
    """

    def __init__(
        self, paths: Sequence[Path], manner: Manner | None = None, unsaved: Mapping[Path, bytes] | None = None
    ) -> None:
        self.paths: tuple[Path, ...] = tuple(paths)
        self.asked: tuple[Path, ...] = self.paths
        """The files and folders under which they were found."""
        self.manner = manner or Manner()
        self._unsaved = {_real(path): data for path, data in (unsaved or {}).items()}
        self._read: dict[Path, Document | Finding] = {}
        self._lines: dict[Path, list[str]] = {}

    def require_names(self) -> None:
        """Raises `WrongUse` for a file whose name is bytes that are no UTF-8: it can stand in no page."""
        for path in self.paths:
            if not (name := str(path)).isascii() and any("\ud800" <= sign <= "\udfff" for sign in name):
                shown = name.encode("utf-8", "backslashreplace").decode()
                raise WrongUse(say("the name of {file} is no text that others could read: rename the file", file=shown))

    def read(self, path: Path) -> Document | Finding:
        """The document in a file, whether it is one of `paths` or not, or why it is none. Raises `WrongUse` if it cannot be opened."""
        key = _real(path)
        if key not in self._read:
            self._read[key] = self.once(path)
        return self._read[key]

    def once(self, path: Path) -> Document | Finding:
        """As `read` gives it, and not kept: of a large corpus not all documents are needed at a time."""
        key = _real(path)
        if (known := self._read.get(key)) is not None:
            return known
        if key in self._unsaved:
            return document.parsed(path, self._unsaved[key], self.manner, self._opened)
        try:
            return document.read(path, self.manner, self._opened)
        except OSError as error:
            raise WrongUse(say("{file} cannot be read: {why}", file=path, why=error.strerror or error)) from error

    def _opened(self, path: Path) -> bytes:
        """What is in a file that another includes."""
        return self._unsaved[key] if (key := _real(path)) in self._unsaved else path.read_bytes()

    def is_refused(self, path: Path) -> bool:
        """Whether a file is not opened, as `read` says of it."""
        try:
            return self.is_saved(path) and document.refused(path, self.manner) is not None
        except OSError:
            return False

    def is_saved(self, path: Path) -> bool:
        """Whether what is read for a file is what is on the disk."""
        return _real(path) not in self._unsaved

    def data(self, path: Path) -> bytes:
        """What is in a file. Raises `WrongUse` if it cannot be opened."""
        key = _real(path)
        if isinstance(known := self._read.get(key), Document):
            return known.data
        try:
            return path.read_bytes() if key not in self._unsaved else self._unsaved[key]
        except OSError as error:
            raise WrongUse(say("{file} cannot be read: {why}", file=path, why=error.strerror or error)) from error

    def candidates(self) -> Iterator[Path]:
        """The files where it was looked for documents, whether they are any or not."""
        return candidates(self.asked)

    def line(self, path: Path, number: int) -> str:
        """The text of a line of a file (from 1), "" for one that is not there. Of the last few files the lines are held, no tree."""
        key = _real(path)
        if number < 1 or self.is_refused(path):
            return ""
        if key not in self._lines:
            if len(self._lines) == _HELD:
                del self._lines[next(iter(self._lines))]
            data = self.data(path)
            self._lines[key] = lines.split(document.text(data, wellformed.encoding_of(data)))
        held = self._lines[key]
        return held[number - 1] if number <= len(held) else ""

    @property
    def documents(self) -> list[Document]:
        """The files of `paths` that are XML."""
        return [found for found in map(self.read, self.paths) if isinstance(found, Document)]

    @property
    def broken(self) -> list[Finding]:
        """What is wrong with the files of `paths` that are not XML."""
        return [found for found in map(self.read, self.paths) if isinstance(found, Finding)]

    @property
    def findings(self) -> list[Finding]:
        """What was found in the files of `paths` when they were read, though they are XML."""
        return [finding for read in self.documents for finding in read.findings]


def _real(path: Path) -> Path:
    return _resolved(path.absolute())


@functools.lru_cache(maxsize=100_000)
def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError:
        # a link that leads to itself: to open it will say so
        return path


def find(
    paths: Sequence[Path],
    *,
    lenient: bool = False,
    places: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Corpus:
    """The documents that the paths name: a file is taken as it is, a folder gives the TEI files in it, however deep.

    Hidden folders and files that are not TEI are passed over; a file is taken once. Where it is `lenient`, a file is TEI if its root
    could be, in whatever namespace. `places` are the project's words for places on the sheet. What the documents include is read from
    below the folder that holds them all; none may exceed the `limits`. Raises `WrongUse` for a path that leads nowhere and for folders
    without a document.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            for file in sorted(_walk(path, lenient=lenient), key=natural):
                found.setdefault(_real(file), file)
        elif path.is_file():
            found.setdefault(_real(path), path)
        else:
            raise WrongUse(
                say("{file} does not exist", file=path) if not path.exists() else say("{file} is no file", file=path)
            )
    if not found:
        raise WrongUse(say("no TEI file is in {paths}", paths=", ".join(map(str, paths)) or say("nothing")))
    folders = [_real(path) if path.is_dir() else _real(path).parent for path in paths]
    folder = Path(os.path.commonpath(folders))
    made = Corpus(list(found.values()), Manner(folder, lenient, places or {}, limits or Limits()))
    made.asked = tuple(paths)
    return made


def candidates(paths: Sequence[Path]) -> Iterator[Path]:
    """The files under paths that `find` would look into, TEI or not."""
    for path in paths:
        yield from (_files(path) if path.is_dir() else [path])


def natural(path: Path) -> list[tuple[int, str]]:
    """The key by which files are sorted: numbers in their names by value, `letter-2` before `letter-10`."""
    parts = re.split(r"(\d+)", str(path).casefold())
    return [(int(part), "") if part.isdigit() and part.isascii() else (-1, part) for part in parts]


def _walk(folder: Path, *, lenient: bool) -> list[Path]:
    return [file for file in _files(folder) if file.is_file() and _is_tei(file, lenient=lenient)]


def _files(folder: Path) -> Iterator[Path]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            if name.endswith(".xml") and not name.startswith("."):
                yield Path(where, name)


def _is_tei(file: Path, *, lenient: bool) -> bool:
    """Whether the root is TEI's, or would be if the file were XML: a broken document must be reported, not passed over."""
    root: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    # the handler cannot stop the parser, so it takes itself away
    parser.StartElementHandler = lambda name, _attributes: root.append(name) if not root else None
    try:
        with file.open("rb") as stream:
            while not root and (chunk := stream.read(8192)):
                parser.Parse(chunk, False)
    except (expat.ExpatError, OSError, LookupError, ValueError):
        # the last two are the word of expat's codecs on an encoding that is none, or that they cannot use
        pass
    if not root:
        return True
    namespace, _, local = root[0].rpartition(" ")
    if lenient:
        return local not in _PARTS and (namespace == names.TEI or local in adaptation.ROOTS)
    # a namespace that is TEI's but for a slip is a mistake to be told, and P4 is no P5
    return (local in _ROOTS and (not namespace or _OF_TEI in namespace)) or (
        not namespace and local in adaptation.OLD_ROOTS
    )


_OF_TEI: Final = "tei-c.org"
