# SPDX-License-Identifier: MIT
"""The desk: the texts that are open in an editor, and the files of the project around them, each as it stands now."""

from __future__ import annotations

import functools
import os
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from edition import names, settings
from edition.engines.libxml import Element
from edition.errors import WrongUse
from edition.findings import Finding
from edition.relaxng import completion, schemas
from edition.relaxng.completion import Completion, Trail
from edition.relaxng.loader import SchemaFault
from edition.relaxng.machine import Machine
from edition.schema import describe
from edition.settings import Settings
from edition.source import document, fence, inclusion
from edition.source.corpus import Corpus
from edition.source.document import Document, Manner
from edition.source.lines import Lines
from edition.source.markup import Markup, Tag
from edition.speech import say
from edition.validate import catalog, check
from edition.validate.pointers import Leading

_MOMENT: Final = 2.0
_ID: Final = names.clark("xml:id")
_HALF: Final = re.compile("[\ud800-\udfff]")
_DECLARED: Final = re.compile(r"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")


class Text:
    """One version of a text. What is asked of it is worked out once."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, _HALF.sub("\ufffd", text)

    @functools.cached_property
    def lines(self) -> Lines:
        """Its lines."""
        return Lines(self.text)

    @functools.cached_property
    def markup(self) -> Markup:
        """Its tags."""
        return Markup(self.text)

    @functools.cached_property
    def data(self) -> bytes:
        """What would be in the file if it were saved in the encoding that it says it has."""
        declared = _DECLARED.match(self.text)
        try:
            return self.text.encode(declared[1] if declared else "utf-8", "xmlcharrefreplace")
        except LookupError:
            return self.text.encode()


class _Read:
    """What was read of a file: from which text, and how the files stood that it includes."""

    def __init__(self, text: Text, found: Document | Finding, state: Callable[[Path], object]) -> None:
        self.text, self.found, self._state = text, found, state
        self._parts = {part: state(part) for part in found.asked} if isinstance(found, Document) else {}

    def holds(self, text: Text) -> bool:
        """Whether it would be read so again."""
        return self.text is text and all(self._state(part) == then for part, then in self._parts.items())

    @functools.cached_property
    def elements(self) -> dict[tuple[Path, int, int], Element]:
        """Its elements by their places."""
        if not isinstance(self.found, Document):
            return {}
        places = ((self.found.position(element), element) for element in self.found.elements)
        return {(_normal(file), line, column): element for (file, line, column), element in places}


class Desk(Corpus):
    """The files of one run that never ends: a file is read again when it was changed, and an open text comes before its file.

    Of a text that is at this moment no XML, the last version that was is the document.
    """

    def __init__(self) -> None:
        super().__init__(())
        self.texts: dict[Path, Text] = {}
        self.folders: list[Path] = []
        self._saved: dict[Path, tuple[tuple[int, int], Text]] = {}
        self._parsed: dict[Path, _Read] = {}
        self._including: dict[Path, tuple[object, bool]] = {}
        self._looked: dict[Path, tuple[float, list[Path]]] = {}
        self._trails: dict[Path, Trail] = {}
        self._machines: dict[Path, tuple[int, Machine]] = {}

    def text(self, path: Path) -> Text:
        """A file as it stands now. Raises `OSError`."""
        path = _normal(path)
        if path in self.texts:
            return self.texts[path]
        stat = path.stat()
        stamp = (stat.st_mtime_ns, stat.st_size)
        if path not in self._saved or self._saved[path][0] != stamp:
            data = path.read_bytes()
            declared = re.match(rb"""[^>]*?encoding\s*=\s*["']([\w.-]+)""", data)
            encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else declared[1].decode() if declared else ""
            self._saved[path] = stamp, Text(path, document.text(data, encoding or "utf-8"))
        return self._saved[path][1]

    def read(self, path: Path) -> Document | Finding:
        """The document in a file as it stands now, else as it last was one, else why it is none. Raises `WrongUse`."""
        path = _normal(path)
        try:
            text = self.text(path)
        except OSError as error:
            raise WrongUse(say("{file} cannot be read: {why}", file=path, why=error.strerror or error)) from error
        if path not in self._parsed or not self._parsed[path].holds(text):
            found = document.parsed(path, text.data, self.manner_of(path), self._opened)
            if not isinstance(found, Document):
                kept = self._parsed[path].found if path in self._parsed else self._as_saved(path)
                found = kept if isinstance(kept, Document) else found
            self._parsed[path] = _Read(text, found, self._state)
        return self._parsed[path].found

    def _as_saved(self, path: Path) -> Document | Finding | None:
        """The document in the file of an open text."""
        is_there = path in self.texts and path.is_file()
        return document.read(path, self.manner_of(path), self._opened) if is_there else None

    def _opened(self, path: Path) -> bytes:
        return self.texts[path].data if (path := _normal(path)) in self.texts else path.read_bytes()

    def _state(self, path: Path) -> object:
        """What is another when a file was changed."""
        if path in self.texts:
            return self.texts[path]
        try:
            stat = path.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size

    def wholes(self, path: Path) -> list[Path]:
        """The documents that a file is included in and that are in no other; itself where it is in none."""
        including = {*self._saved_including(path), *filter(self._includes, self.texts)}
        asked = {each: self.parts(each) for each in sorted(including)}
        found = [each for each, parts in asked.items() if path in parts and each != path]
        inner = {part for each in found for part in asked[each]}
        return [each for each in found if each not in inner] or [path]

    def parts(self, path: Path) -> tuple[Path, ...]:
        """The files that a document includes, whether they are there or not, and those that they include."""
        try:
            found = self.read(path)
        except WrongUse:
            return ()
        return tuple(map(_normal, found.asked)) if isinstance(found, Document) else ()

    def _saved_including(self, path: Path) -> list[Path]:
        """The files of a project that include others, as they were a moment ago: to look for them may take longer than an answer."""
        folder, now = self._folder(path), time.monotonic()
        if folder not in self._looked or self._looked[folder][0] < now - _MOMENT:
            found = [each for each in map(_normal, _xml(folder)) if self._includes(each)]
            self._looked[folder] = time.monotonic(), found
        return self._looked[folder][1]

    def _includes(self, path: Path) -> bool:
        state = self._state(path)
        if path not in self._including or self._including[path][0] != state:
            try:
                self._including[path] = state, inclusion.XI.encode() in self._opened(path)
            except OSError:
                return False
        return self._including[path][1]

    def leading(self, path: Path) -> Leading | None:
        """Where the pointers of a file lead, as a part of its whole; None for one that never was XML."""
        try:
            found = self.read(self.wholes(path)[0])
        except WrongUse:
            return None
        return Leading(found, self) if isinstance(found, Document) else None

    def target(self, text: Text, tag: Tag, pointer: str, leading: Leading | None) -> tuple[Path, str] | None:
        """The file and the identifier that a pointer in a tag leads to, whether or not they are there in this moment's text."""
        if leading is not None:
            _, element = self.element(text, tag) or (None, None)
            if found := leading.target(pointer, element):
                file, _, _ = found[0].position(found[1])
                return _normal(file), found[1].get(_ID)
        own = pointer.removeprefix("#")
        return (text.path, own) if pointer != own and own in text.markup.ids else None

    def element(self, text: Text, tag: Tag) -> tuple[Document, Element] | None:
        """The element of a start tag, and the document in which it is, as that last was one."""
        read = self._parsed.get(self.wholes(text.path)[0])
        element = read.elements.get((text.path, *text.lines.at(tag.start))) if read else None
        found = read.found if read else None
        return (found, element) if isinstance(found, Document) and element is not None else None

    def project(self, path: Path) -> tuple[Settings, Path]:
        """The settings that hold for a file, and the folder of the documents that it is one of. Raises `WrongUse`.

        Where there are no settings, the folder that the editor's program has open is the project, if the file is in it.
        """
        decided = settings.read(path.parent)
        root = next((each for each in self.folders if path.is_relative_to(each)), None)
        if decided == Settings(root=path.parent) and root is not None:
            decided = Settings(root=root)
        documents = (decided.root / decided.documents).resolve()
        return decided, next((each for each in (documents, root) if each and path.is_relative_to(each)), path.parent)

    def manner_of(self, path: Path) -> Manner:
        """How a file of a project is read."""
        try:
            decided, folder = self.project(path)
        except WrongUse:
            return Manner(path.parent)
        return Manner(folder, places=decided.places, limits=decided.limits)

    def files(self, *paths: Path) -> list[Path]:
        """The XML files of the projects that some files belong to, those and open ones among them."""
        found = set(paths)
        for folder in map(self._folder, paths):
            found.update(_xml(folder), (each for each in self.texts if each.is_relative_to(folder)))
        return sorted(found)

    def _folder(self, path: Path) -> Path:
        """The folder of the documents that a file is one of; where the settings mean nothing, its own."""
        try:
            return self.project(path)[1]
        except WrongUse:
            return path.parent

    def completion(self, text: Text, offset: int) -> Completion:
        """What may stand at an offset of a text, by the schema that it names or by ours; nothing where that cannot be used."""
        machine = self.machine(text)
        trail = self._trails.setdefault(text.path, Trail())
        return completion.complete(machine, text.text[:offset], trail) if machine else Completion("")

    def machine(self, text: Text) -> Machine | None:
        """The RELAX NG schema of a text; None where that cannot be used.

        It is opened for this desk alone: a check in another thread has one of its own.
        """
        path = self._schema(text)
        try:
            stamp = path.stat().st_mtime_ns
            if path not in self._machines or self._machines[path][0] != stamp:
                self._machines[path] = (
                    stamp,
                    Machine(schemas.grammar(path, reach=functools.partial(fence.holds, path.parent))),
                )
        except (OSError, SchemaFault):
            return None
        return self._machines[path][1]

    def _schema(self, text: Text) -> Path:
        first = next(text.markup.tags(), None)
        prolog = (
            document.parsed(text.path, Text(text.path, text.text[: first.start] + "<TEI/>").data) if first else None
        )
        try:
            known = check.edition_schemas(describe, catalog.sources(self.project(text.path)[0]))
        except WrongUse:
            known = check.edition_schemas(describe)
        named = known.of(prolog)[0] if isinstance(prolog, Document) else known.given
        return next(each.path for each in (*named, *known.given) if each.kind == "rng")


@functools.lru_cache(maxsize=100_000)
def _normal(path: Path) -> Path:
    return path.resolve()


def _xml(folder: Path) -> Iterable[Path]:
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(where, name) for name in files if name.endswith(".xml") and not name.startswith("."))
