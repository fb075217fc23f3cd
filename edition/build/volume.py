# SPDX-License-Identifier: MIT
"""The volume of a corpus: its documents are set as sheets, the pages that they come to are told to contents and registers, all is bound.

Sheets are tasks like those of a site, kept by what they are made from: a document that has not changed is not set again, wherever it
comes to stand. What is before and after the documents is set last, when the number of every page is known. Memory holds one sheet at a
time, and of the others what must be known of them.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import Final

from edition import names
from edition.build import inputs, tasks
from edition.build.store import Made, Store
from edition.build.tasks import Shop
from edition.engines import binding, cache, crew, libxml, sheets, weasy
from edition.errors import SomethingMissing
from edition.findings import Finding, is_sound
from edition.publish import epub, fonts
from edition.publish import volume as sheet
from edition.publish.epub import Bound
from edition.publish.pdf import last_change
from edition.publish.volume import Plan, Text
from edition.render import beside, stylesheets, volume
from edition.settings import Settings
from edition.source.corpus import Corpus
from edition.source.document import Document
from edition.speech import say

Progress = Callable[[int, int, Path], None]

_LETTERS: Final = re.compile(r"[^\W\d]+")

_BEFORE: Final = ("title", "contents", "note")
_AFTER: Final = ("registers", "bibliography", "colophon")


@dataclass(frozen=True, slots=True)
class Task:
    """A sheet to be set: documents in a view, or the print HTML of a part (`name`) of the volume that is no document."""

    key: str
    inputs: Mapping[str, str]
    view: str = ""
    paths: tuple[Path, ...] = ()
    digests: tuple[str, ...] = ()
    name: str = ""
    html: str = ""

    def __str__(self) -> str:
        """What it works on, for a message."""
        return self.name or str(self.paths[0])


def do(task: Task) -> str:
    """Set a sheet and keep it; gives its key. Raises `WrongUse` where a document has changed since it was checked."""
    shop: Shop[Plan] = tasks.begun()
    if task.paths:
        made = sheet.of_text(tasks.documents(task, shop.manner), task.view, shop.whole, shop.faces)
    else:
        made = sheet.of_part(task.html, task.name, shop.whole, shop.faces)
    files = {f"{number}.sheet": packed for number, packed in enumerate(made.packed)}
    card = json.dumps({"signs": made.signs, "spreads": made.spreads})
    shop.store.put(task.key, Made(files, made.findings, card, inputs=task.inputs))
    return task.key


class Volume:
    """A volume of some texts of a corpus, in the making."""

    def __init__(
        self, entries: Sequence[Text], registers: Sequence[Document], corpus: Corpus, settings: Settings, kept: Store
    ) -> None:
        self._entries, self._registers, self._corpus, self._settings = entries, registers, corpus, settings
        self._faces = fonts.faces(settings)
        self._plan = sheet.plan(entries, settings, registers)
        self._kept = kept
        self._patience = crew.Patience(settings.limits.seconds, settings.limits.memory)
        self._shop = Shop(
            self._plan,
            self._faces,
            corpus.manner,
            kept,
            tuple(document.path for document in corpus.documents),
            stylesheets.own(),
        )
        self._tasks = [self._task(entry) for entry in entries]
        self._signs: dict[str, str] = {}
        self._numbers = {register.path.resolve(): number for number, register in enumerate(registers)}
        self.findings: list[Finding] = []
        self.made = 0
        """How many sheets and EPUBs were made now; the others were made before."""

    def pdf(self, *, jobs: int, progress: Progress | None) -> bytes:
        """The volume as a PDF, nothing where something is wrong with it (`findings`); what is not there is set.

        `jobs` processes set the documents. They are gone when the rest is set: it is little, and they hold much.
        """
        return self._whole("pdf", lambda: self._set_and_bind(jobs, progress))

    def epub(self) -> bytes:
        """The same volume as one EPUB, nothing where something is wrong with it (`findings`). Raises `saxon.TransformFault`."""
        return self._whole("epub", self._put_together)

    def _whole(self, kind: str, make: Callable[[], bytes]) -> bytes:
        """The volume, made where it was not before: of the same sheets, registers and settings."""
        settings = (
            kind,
            self._settings.title,
            self._settings.book,
            [(each.group, each.translates) for each in self._entries],
        )
        made_from = {
            "sheets": cache.key(*(task.key for task in self._tasks)),
            "registers": cache.key(*(f"{each.path.name} {each.digest}" for each in self._registers)),
            "settings": cache.key(repr(settings)),
        }
        key = inputs.key(made_from)
        if (about := self._kept.about(key)) is not None:
            self.findings += about.findings
            return self._packed(key, kind)
        before = len(self.findings)
        if data := make():
            self._kept.put(key, Made({kind: data}, tuple(self.findings[before:]), inputs=made_from))
        return data

    def _set_and_bind(self, jobs: int, progress: Progress | None) -> bytes:
        missing = sum(task.key not in self._kept for task in self._tasks)
        with crew.Crew(min(jobs, missing), tasks.begin, (self._shop,), self._patience) as hands:
            body = [
                replace(leaf, name=names.stem(document.path), leads=self._leads(document, leaf))
                for entry, leaves in zip(self._entries, self._leaves(hands, self._tasks, progress), strict=True)
                for document, leaf in zip(entry.documents, leaves, strict=False)
            ]
        if len(body) < sum(len(entry.documents) for entry in self._entries):
            return b""
        parts = self._parts(crew.Crew(1, tasks.begin, (self._shop,)), self._told(body), body)
        if not is_sound(self.findings):
            return b""
        front = [parts[name] for name in _BEFORE if name in parts]
        back = [parts[name] for name in _AFTER if name in parts]
        title = parts["title"].contents
        paper, _ = sheet.paper(self._plan.size)
        cover = self._cover(title.title, title.language)
        out = BytesIO()
        binding.bind([*front, *body, *back], paper, cover, out, attachments=self._attachments())
        return out.getvalue()

    def _put_together(self) -> bytes:
        made = epub.of_volume(self._bound(), self._faces)
        self.findings += made.findings
        self.made += 1
        return made.data if is_sound(made.findings) else b""

    def _bound(self) -> Bound:
        entries = [
            volume.Entry(document, names.stem(document.path), "", entry.group, translates)
            for entry, document, translates in self._documents()
        ]
        told = replace(self._named(entries), registers=self._registers, naming=self._naming())
        wanted = self._settings.book
        empty = {"registers": not told.naming, "bibliography": not volume.has_works(told)}
        front, back = (
            tuple(part for part in parts if part not in wanted.leave_out and not empty.get(part))
            for parts in (("title", "note"), ("registers", "bibliography"))
        )
        return Bound(told, wanted.view, "ledger" not in wanted.leave_out, front, back, self._plan.manner)

    def _naming(self) -> dict[str, list[str]]:
        """By entry of a register the documents that name it."""
        found: dict[str, list[str]] = {}
        for _, document, _ in self._documents():
            for path, entry in beside.entries(document):
                if (number := self._numbers.get(sheet.register_of(document, path))) is not None:
                    key = volume.entry_key(number, str(entry.get(names.clark("xml:id"))))
                    found.setdefault(key, []).append(names.stem(document.path))
        return found

    # Sheets

    def _task(self, entry: Text) -> Task:
        group = entry.documents
        of_sheet = inputs.of_sheet(group, self._corpus, self._plan, self._faces, entry.view)
        paths, digests = tuple(each.path for each in group), tuple(each.digest for each in group)
        return Task(inputs.key(of_sheet), of_sheet, entry.view, paths, digests)

    def _leaves(
        self, hands: crew.Crew, wanted: Sequence[Task], progress: Progress | None = None
    ) -> Iterator[list[binding.Leaf]]:
        """The leaves of each task, none where one could not be set; those that are not there are set first."""
        missing = [task for task in wanted if task.key not in self._kept]
        done = hands.run(do, missing)
        for number, task in enumerate(missing):
            if progress is not None:
                progress(number, len(missing), task.paths[0] if task.paths else Path(task.name))
            next(done)
        self.made += len(missing)
        for task in wanted:
            about = self._about(task)
            self.findings += about.findings
            card = json.loads(about.card)
            for signs in card["signs"]:
                if signs:
                    self._note_signs(signs)
            leaves = [
                binding.Leaf(name, sheets.contents(packed), functools.partial(self._packed, task.key, name))
                for name, packed in self._kept.files(task.key)
            ]
            for number, spreads in enumerate(card["spreads"]):
                leaves[number] = replace(leaves[number], spreads=tuple(spreads), beside=number > 0)
            yield leaves

    def _about(self, task: Task) -> Made:
        about = self._kept.about(task.key)
        if about is None:  # what was kept of it is spoilt
            tasks.begin(self._shop)
            do(task)
            about = self._kept.about(task.key)
        if about is None:
            raise SomethingMissing(say("{folder} does not keep what is written to it", folder=self._kept.folder))
        return about

    def _packed(self, key: str, name: str) -> bytes:
        return dict(self._kept.files(key))[name]

    def _note_signs(self, escaped: str) -> None:
        """The rows of a legend, those that are new; one is known by its signs, whatever the words that it shows them at."""
        legend = libxml.etree.HTML(f'<p title="{escaped}"></p>').find(".//p").get("title")
        for row in libxml.etree.fromstring(legend).iterchildren("*"):
            shape = [(each.tag, each.get("class"), _LETTERS.sub("", each.text or "")) for each in row[0].iter()]
            inner = "".join(libxml.etree.tostring(each, encoding="unicode", with_tail=False) for each in row)
            self._signs.setdefault(str(shape), inner)

    def _documents(self) -> Iterator[tuple[Text, Document, bool]]:
        """Each document with its text, and whether it is there as a translation."""
        for entry in self._entries:
            for number, document in enumerate(entry.documents):
                yield entry, document, entry.translates or number > 0

    # What stands before the documents and after them

    def _told(self, body: Sequence[binding.Leaf]) -> volume.Volume:
        where = binding.placed(body)
        placed = zip(self._documents(), body, where, strict=True)
        entries = [
            volume.Entry(document, leaf.name, place.label(0), entry.group, translates)
            for (entry, document, translates), leaf, place in placed
        ]
        return replace(
            self._named(entries),
            signs=list(self._signs.values()),
            registers=self._registers,
            pages=_pages(body, where),
            sources=[(name, hashlib.sha256(each.data).hexdigest()) for name, each in self._sources()],
            made_by=f"{_program()}, WeasyPrint {weasy.VERSION}",
            faces=", ".join(fonts.named(self._faces)),
        )

    def _named(self, entries: Sequence[volume.Entry]) -> volume.Volume:
        """What a volume is called, of what time it is, and whose."""
        wanted, settings = self._settings.book, self._settings
        dates = sorted(filter(None, (sheet.date(each) for entry in self._entries for each in entry.documents)))
        return volume.Volume(
            self._plan.language,
            entries,
            title=wanted.title or settings.title,
            subtitle=wanted.subtitle,
            isbn=wanted.isbn,
            period=(dates[0], dates[-1]) if dates else (),
            editors=wanted.editors,
            imprint=wanted.imprint,
            parts=tuple(part for part in ("half-title", "imprint") if part not in wanted.leave_out),
        )

    def _leads(self, document: Document, leaf: binding.Leaf) -> dict[str, str]:
        """By the address of each entry that a document names: where the volume has it."""
        found = {}
        number_of = functools.cache(lambda file: self._numbers.get(sheet.register_of(document, file)))
        for address in leaf.contents.mentions:
            file, _, identifier = address.partition("#")
            if (number := number_of(file)) is not None:
                found[sheet.ENTRY + address] = f"@registers#{volume.entry_key(number, identifier)}"
        return found

    def _parts(self, hands: crew.Crew, told: volume.Volume, body: Sequence[binding.Leaf]) -> dict[str, binding.Leaf]:
        """The parts by their names. The contents come last: they tell the page of the note, which stands after them."""
        empty = {"registers": not told.pages, "bibliography": not volume.has_works(told)}
        wanted = [
            part for part in (*_BEFORE, *_AFTER) if part not in self._settings.book.leave_out and not empty.get(part)
        ]
        parts = self._set(hands, told, [part for part in wanted if part != "contents"])
        after = [parts[part] for part in _AFTER if part in parts]
        placed = binding.placed([*body, *after])[len(body) :]
        pages = {leaf.name[1:]: place.label(0) for leaf, place in zip(after, placed, strict=True)}
        guess = ""
        while "contents" in wanted:
            pages = ({"note": guess} if "note" in parts else {}) | pages
            parts |= self._set(hands, replace(told, placed=pages), ["contents"])
            before = [parts[part] for part in _BEFORE if part in parts]
            found = binding.placed(before)[-1].label(0) if "note" in parts else ""
            if found == guess:
                break
            guess = found
            pages["note"] = guess
        return parts

    def _set(self, hands: crew.Crew, told: volume.Volume, wanted: Sequence[str]) -> dict[str, binding.Leaf]:
        pages = [(name, volume.part(told, name)) for name in wanted]
        orders = [self._order(name, html) for name, html in pages]
        return {
            name: replace(leaf, name=f"@{name}", recto=True, numbering="roman" if name in _BEFORE else "arabic")
            for name, leaves in zip(wanted, self._leaves(hands, orders), strict=True)
            for leaf in leaves
        }

    def _order(self, name: str, html: str) -> Task:
        of_part = inputs.of_part(html, self._plan, self._faces)
        return Task(inputs.key(of_part), of_part, name=f"{self._settings.book.file}, {name}", html=html)

    # The file

    def _sources(self) -> Iterator[tuple[str, Document]]:
        """The files that the volume is made from, by the names under which they travel in it."""
        taken: set[str] = set()
        for each in [*(each for entry in self._entries for each in entry.documents), *self._registers]:
            name = names.tei_copy(each.path)
            while name in taken:
                name = f"register-{name}"
            taken.add(name)
            yield name, each

    def _attachments(self) -> Iterator[weasy.Attachment]:
        for name, each in self._sources():
            yield weasy.Attachment(name, each.data, "TEI", last_change(each))

    def _cover(self, title: str, language: str) -> binding.Cover:
        authors = [
            " ".join("".join(element.itertext()).split())
            for entry in self._entries
            for element in entry.documents[0].root.iterfind(
                "tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:author", names.NAMESPACES
            )
        ]
        faces = {hashlib.sha256(face.path.read_bytes()).hexdigest(): face.path for face in self._faces.all()}
        return binding.Cover(
            title,
            language,
            tuple(dict.fromkeys(self._settings.book.editors or filter(None, authors))),
            faces=faces,
            figures=self._faces.text,
        )


def _pages(body: Sequence[binding.Leaf], where: Sequence[binding.Numbers]) -> dict[str, list[tuple[str, str]]]:
    """By entry of a register the runs of pages that name it."""
    found: dict[str, list[int]] = {}
    for leaf, place in zip(body, where, strict=True):
        for address, pages in leaf.contents.mentions.items():
            if lead := leaf.leads.get(sheet.ENTRY + address):
                found.setdefault(lead.partition("#")[2], []).extend(map(place.number, pages))
    return {entry: [(str(first), str(last)) for first, last in volume.runs(pages)] for entry, pages in found.items()}


def _program() -> str:
    """The name of this program with its version, which a checkout that nobody has installed does not have."""
    try:
        return f"tei-edition {metadata.version('tei-edition')}"
    except metadata.PackageNotFoundError:
        return "tei-edition"
