# SPDX-License-Identifier: MIT
"""What a page or a book is made from, each part by its digest: where these are the same, it is the same, and need not be made again.

The parts are named as a person would ask for them (`document telegram.ru.xml`, `entry persons.xml#mikoyan`), so that a build can say
what made a page stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from edition import names
from edition.engines import cache, libxml
from edition.publish import facts, fonts, naming, pictures
from edition.publish.facts import Facts
from edition.publish.fonts import Faces
from edition.publish.frame import Text
from edition.publish.leaves import Site
from edition.render import beside, stylesheets
from edition.source.corpus import Corpus
from edition.source.document import Document
from edition.validate import pointers

if TYPE_CHECKING:
    from edition.publish.volume import Plan

Group = Sequence[Document] | Sequence[Facts]
Inputs = Mapping[str, str]
"""Each part by its name, with its digest."""


def key(inputs: Inputs) -> str:
    """The digest of them all."""
    return cache.key(*(part for item in sorted(inputs.items()) for part in item))


class Entries:
    """The entries of registers that documents point to, each by its digest; each register is looked at once."""

    def __init__(self) -> None:
        self._registers: dict[tuple[Path, str], Mapping[str, libxml.Element]] = {}
        self._digests: dict[tuple[Path, str, str], str] = {}
        self._folders: dict[Path, Path] = {}

    def folder(self, document: Path) -> Path:
        """The folder that a document really is in."""
        if document.is_symlink():
            return document.resolve().parent
        if document.parent not in self._folders:
            self._folders[document.parent] = document.parent.resolve()
        return self._folders[document.parent]

    def digest(self, folder: Path, path: str, identifier: str) -> str:
        """That of the entry of a register at a path from a folder; "" where there is none."""
        key = (folder, path, identifier)
        if key not in self._digests:
            if (folder, path) not in self._registers:
                self._registers[folder, path] = beside.register(folder, path)
            entry = self._registers[folder, path].get(identifier)
            self._digests[key] = "" if entry is None else cache.key(path, libxml.etree.tostring(entry))
        return self._digests[key]


def of_leaf(group: Group, corpus: Corpus, known: Site, faces: Faces, *, entries: Entries | None = None) -> Inputs:
    """What the pages of a text are made from."""
    return {
        **_common(faces, of_print=False),
        **_documents(group, corpus, entries or Entries()),
        **_images(group, known),
        "settings": cache.key(repr(known)),
        "names": cache.key(*(names.stem(document.path) for document in group)),
    }


def of_book(
    group: Group, corpus: Corpus, known: Site, faces: Faces, name: str, *, entries: Entries | None = None
) -> Inputs:
    """What a PDF of a text is made from."""
    settings = cache.key(known.title, repr(known.manner))
    return {
        **_common(faces),
        **_documents(group, corpus, entries or Entries()),
        "settings": settings,
        "names": cache.key(name),
    }


def of_file(
    document: Facts, corpus: Corpus, known: Site, faces: Faces, name: str, *, entries: Entries | None = None
) -> Inputs:
    """What a file of a document is made from."""
    return of_book([document], corpus, known, faces, name, entries=entries)


def of_index(texts: Iterable[Text], words: Iterable[str], entries: naming.Entries, language: str) -> Inputs:
    """What the index of the search in a language is made from: what tells of texts, which entries they name, and their words."""
    told: list[str] = []
    for text, said in zip(texts, words, strict=True):
        for path, card in zip(text.paths, text.cards, strict=True):
            told += (card.record, *(f"{pointed} {entries.anchor(path, pointed)}" for pointed in card.mentions))
        told.append(said)
    return {"program": cache.program(), "language": cache.key(language), "words": cache.key(*told)}


def of_schema(known: Site) -> Inputs:
    """What the documentation of our schema is made from."""
    return {"program": cache.program(), "schema": cache.key(known.title)}


def of_sheet(group: Sequence[Document], corpus: Corpus, plan: Plan, faces: Faces, view: str) -> Inputs:
    """What a sheet of a volume is made from: where it will stand is not among it, only which others it leads to."""
    from edition.publish.volume import register_of  # noqa: PLC0415 - it loads the typesetter, which is dear, and pages need none

    others = {names.stem(other.path) for document in group for other, _ in pointers.leads(document, corpus)}
    links = sorted(plan.known & others)
    files = {(document, path) for document in group for path, _ in beside.entries(document)}
    registers = sorted(path for document, path in files if register_of(document, path) in plan.registers)
    return {
        **_common(faces),
        **_documents(group, corpus, Entries()),
        "settings": cache.key(repr(replace(plan, known=frozenset(), registers=frozenset())), view),
        "links": cache.key(repr(links), repr(bool(plan.registers)), repr(registers)),
        "names": cache.key(*(names.stem(document.path) for document in group)),
    }


def of_part(html: str, plan: Plan, faces: Faces) -> Inputs:
    """What a part of a volume that is no document is made from."""
    return {**_common(faces), "page": cache.key(html), "settings": cache.key(repr(plan.size))}


def _common(faces: Faces, *, of_print: bool = True) -> Inputs:
    return {
        "program": cache.program(),
        "fonts": fonts.digest(faces),
        **stylesheets.own().inputs(of_print=of_print),
    }


def _images(group: Group, site: Site) -> Inputs:
    """The images of the facsimiles, as they are now."""
    return {
        f"image {document.path.name} {number}": cache.key(repr(picture.image), repr(picture.said), picture.data)
        for document in group
        for number, picture in enumerate(pictures.of(document.path, facts.of(document).graphics, site.root), 1)
    }


def _documents(group: Group, corpus: Corpus, entries: Entries) -> Inputs:
    parts = {}
    for document in group:
        name = document.path.name
        parts[f"document {name}"] = cache.key(
            document.digest, repr(corpus.manner.lenient), repr(sorted(corpus.manner.places.items()))
        )
        parts.update(_named(document, entries))
    return parts


def _named(document: Document | Facts, entries: Entries) -> Inputs:
    """The entries of registers that a document points to, each as it is there; what else it points to, it only links to."""
    folder = entries.folder(document.path)
    found = {lead: entries.digest(folder, *lead) for lead in facts.of(document).leads}
    return {f"entry {path.rpartition('/')[2]}#{name}": digest for (path, name), digest in found.items() if digest}
