# SPDX-License-Identifier: MIT
"""One text becomes its part of a site: each of its documents in each view, and a card that says what the other pages tell of it.

A leaf is made of its documents, of the entries that these name, and of where it will stand; of no other text. So it can be made
anywhere, in any order, and kept for as long as these are the same.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote

from edition import names
from edition.engines import libxml
from edition.findings import Finding, ordered
from edition.publish import cards, citing, manifest, pictures
from edition.publish.cards import Card
from edition.publish.citing import Work
from edition.publish.grouping import books
from edition.render import facsimile, ledger, record, stages, stylesheets, view
from edition.render import parallel as side
from edition.source.document import Document


@dataclass(frozen=True, slots=True)
class Site:
    """What a leaf knows of the site that it will be part of."""

    title: str = ""
    languages: tuple[str, ...] = ("en",)
    """The languages in which the site speaks, the first one in `index.html`."""
    with_pages: bool = True
    with_books: bool = True
    """Whether PDFs of all views will lie beside the pages, which link to them."""
    manner: view.Manner = field(default_factory=view.Manner)
    url: str = ""
    """The address of the site on the net, with a slash at its end; "" where it is not known."""
    sections: tuple[str, ...] = ()
    """The pages about many documents that the site has, in the order in which they are offered."""
    kinds: tuple[str, ...] = ()
    """The formats of `names.FILES` in which each document will lie beside the pages."""
    root: Path | None = field(default=None, repr=False)
    """The folder of the project, from which images are taken. What they are is told by their bytes, and not by where they lie."""

    def address(self, name: str) -> str:
        """The address of a file of the site on the net, as a URI; "" where that of the site is not known."""
        return self.url + quote(name, safe="/;=@,+!$&'()*:~") if self.url else ""

    def home(self, language: str) -> str:
        """The first page of the site in a language, or in its first one where it does not speak that."""
        return self.page("index", language)

    def page(self, section: str, language: str) -> str:
        """The name of a page about many documents in a language."""
        return names.in_language(f"{section}.html", language, self.languages)

    def ways(self, language: str) -> Iterator[view.Link]:
        """The ways to the pages about many documents."""
        for section in self.sections:
            yield view.Link("section", self.page(section, language), view=section)


@dataclass(frozen=True, slots=True)
class Leaf:
    """The pages of a text by their names, the cards of its documents, and what the views found in these.

    `words` are what the search alone needs of them: an `ed:group`, with passages and alterations.
    """

    files: dict[str, bytes]
    cards: list[Card]
    findings: tuple[Finding, ...]
    words: str = ""


def make(group: Sequence[Document], site: Site) -> Leaf:
    """The leaf of the documents that are one text. Raises `saxon.TransformFault` where a stylesheet of ours fails."""
    files: dict[str, bytes] = {}
    found: list[Finding] = []
    works = [_work(document, site) for document in group] if site.with_pages else []
    written: list[str] = []
    for document, work in zip(group, works, strict=False):
        frame = functools.partial(_frame, document, group, site, works)
        files.update((citing.file_name(work.name, kind), data) for kind, data in citing.files(work).items())
        shown = [*names.VIEWS, names.LEDGER] if ledger.is_kept(document) else names.VIEWS
        rendered = view.render_all(document, [*shown, stylesheets.CARD], frame(*shown), site.manner)
        files.update((names.page(document.path, name), rendered.texts[name].encode()) for name in shown)
        written.append(rendered.texts[stylesheets.CARD])
        found.extend(rendered.findings)
        staged = stages.render(document, frame(names.STAGES))
        files.update((names.stage(document.path, state), page.encode()) for state, page in staged.items())
        if facsimile.graphics(document):
            made, noticed = _facsimile(document, work, frame(names.FACSIMILE), site)
            files.update(made)
            found.extend(noticed)
        if len(group) > 1:
            page = side.render(group, frame(names.PARALLEL), document.language)
            files[names.page(document.path, names.PARALLEL)] = page.encode()
    if not site.with_pages:
        written = [view.render_all(document, [stylesheets.CARD]).texts[stylesheets.CARD] for document in group]
    told, words = _card(group, site, works, written)
    return Leaf(files, told, tuple(ordered(found)), words)


def page(group: Sequence[Document], site: Site, document: Document, name: str) -> bytes:
    """One view of a document of a group, as `make` makes it. Raises `saxon.TransformFault` where a stylesheet of ours fails."""
    works = [_work(each, site) for each in group]
    return view.render(document, name, _frame(document, group, site, works, name), site.manner).html.encode()


def _facsimile(document: Document, work: Work, frame: view.Frame, site: Site) -> tuple[dict[str, bytes], list[Finding]]:
    """The page of a document's images, the images themselves, and their manifest, where whole addresses are known."""
    images = pictures.of(document.path, pictures.graphics(document), site.root)
    page, name = names.page(document.path, names.FACSIMILE), names.manifest(document.path)
    if site.url:
        frame = dataclasses.replace(frame, links=(*frame.links, view.Link("manifest", name)))
    made = facsimile.render(document, [picture.image for picture in images], frame)
    files = {picture.image.href: picture.data for picture in images if picture.image.shown}
    files[page] = made.html.encode()
    if site.url and made.is_whole:
        pages = {"text/html": page, _TEI: names.tei_copy(document.path)}
        files[name] = manifest.of(work, made.surfaces, name, pages, site.address)
    return files, list(pictures.findings(document, images))


def _work(document: Document, site: Site) -> Work:
    cited = site.address(names.page(document.path, names.VIEWS[0]))
    return Work(names.stem(document.path), record.of(document), document.language, site.title, cited)


def _frame(document: Document, group: Sequence[Document], site: Site, works: Sequence[Work], *shown: str) -> view.Frame:
    """The frame of pages of a document that are made together: which link is for which page is told by its state."""
    work = works[group.index(document)]
    links = [
        dataclasses.replace(link, state=name) if len(shown) > 1 else link
        for name in shown
        for link in _links(document, group, site, name)
    ]
    links += [view.Link("file", names.file(document.path, kind), view=kind) for kind in site.kinds]
    links += [view.Link("tei", names.tei_copy(document.path)), *site.ways(document.language)]
    links += [view.Link("citation", citing.file_name(work.name, kind), view=kind) for kind in citing.FILES]
    citations = tuple(view.Citation(style, citing.words(work, style)) for style in citing.STYLES)
    return view.Frame(
        site.title,
        site.home(document.language),
        tuple(links),
        citations,
        tuple(_head(document, group, site, work, name) for name in shown if name in names.VIEWS),
        site.url,
    )


def _head(document: Document, group: Sequence[Document], site: Site, work: Work, name: str) -> view.Head:
    """What the page of a view tells machines of its document."""
    here = site.address(names.page(document.path, name))
    pdf = site.address(names.book(document.path, name)) if site.with_books else ""
    files = [(_TEI, names.tei_copy(document.path))]
    files += [(_PDF, names.book(document.path, each)) for each in books(group) if site.with_books]
    encodings = [(form, site.address(file) or file) for form, file in files]
    others = [
        (other.language, site.address(page := names.page(other.path, names.VIEWS[0])) or page)
        for other in sorted(group, key=lambda each: not _is_original(each, group))
        if other is not document
    ]
    linked = citing.linked(work, others, encodings, translated=not _is_original(document, group))
    meta = tuple(citing.highwire(work, pdf, here))
    return view.Head(name, here, meta, json.dumps(linked, ensure_ascii=False))


_TEI: Final = "application/tei+xml"
_PDF: Final = "application/pdf"


def _is_original(document: Document, group: Sequence[Document]) -> bool:
    """Whether a document is in the language in which its text was written (`textLang`); where none says so, the first is."""

    def says_so(each: Document) -> bool:
        main = each.root.find("tei:teiHeader//tei:textLang", names.NAMESPACES)
        written = (main.get("mainLang") or "") if main is not None else ""
        return bool(written) and written.partition("-")[0] == each.language.partition("-")[0]

    return says_so(document) if any(map(says_so, group)) else document is group[0]


def _views(document: Document, group: Sequence[Document], name: str) -> Iterator[view.Link]:
    """The ways to all views of a document from one of them."""
    for other in names.VIEWS:
        yield view.Link("view", names.page(document.path, other), view=other, current=other == name)
    if states := stages.states(document):
        first = names.stage(document.path, states[0])
        yield view.Link("view", first, view=names.STAGES, current=name == names.STAGES)
    if ledger.is_kept(document):
        yield view.Link(
            "view", names.page(document.path, names.LEDGER), view=names.LEDGER, current=name == names.LEDGER
        )
    if facsimile.graphics(document):
        page = names.page(document.path, names.FACSIMILE)
        yield view.Link("view", page, view=names.FACSIMILE, current=name == names.FACSIMILE)
    if len(group) > 1:
        parallel = names.page(document.path, names.PARALLEL)
        yield view.Link("view", parallel, view=names.PARALLEL, current=name == names.PARALLEL)


def _links(document: Document, group: Sequence[Document], site: Site, name: str) -> Iterator[view.Link]:
    """The links that differ from page to page of a document."""
    yield from _views(document, group, name)
    for sibling in group:
        shown = name in (*names.VIEWS, names.PARALLEL) or (name == names.LEDGER and ledger.is_kept(sibling))
        shown = shown or (name == names.FACSIMILE and bool(facsimile.graphics(sibling)))
        if sibling.language and shown:
            yield view.Link(
                "language", names.page(sibling.path, name), language=sibling.language, current=sibling is document
            )
        elif sibling.language and name == names.STAGES and (reached := stages.states(sibling)):
            # the same state in the other language, where it has that one
            for state in stages.states(document):
                href = names.stage(sibling.path, state if state in reached else reached[0])
                yield view.Link("language", href, language=sibling.language, state=state, current=sibling is document)
    for other in books(group) if site.with_books else ():
        yield view.Link("pdf", names.book(document.path, other), view=other, current=other == name)


_SEARCHED: Final = (names.clark("ed:passage"), names.clark("ed:altered"))


def _card(
    group: Sequence[Document], site: Site, works: Sequence[Work], written: Sequence[str]
) -> tuple[list[Card], str]:
    """What the pages of the site are made from: of each document its card, with its links and its record; and its words."""
    found: list[Card] = []
    words = libxml.etree.Element(names.clark("ed:group"), nsmap={"ed": names.ED})
    for number, (document, told) in enumerate(zip(group, written, strict=True)):
        entry = libxml.parse(told.encode()).getroot()
        entry.set("name", names.stem(document.path))
        entry.set("language", document.language)
        entry.set("original", "true" if _is_original(document, group) else "false")
        for place, link in enumerate(_linked(document, group, site)):
            entry.insert(place, link)
        if works:
            recorded = libxml.etree.SubElement(entry, names.clark("ed:record"))
            recorded.text = json.dumps(works[number].record, ensure_ascii=False, sort_keys=True)
        searched = list(entry.iterchildren(*_SEARCHED))
        if searched:
            entry.set("searched", "true")
        found.append(cards.of(entry))
        libxml.etree.SubElement(words, entry.tag).extend(searched)
    return found, str(libxml.etree.tostring(words, encoding="unicode"))


def _linked(document: Document, group: Sequence[Document], site: Site) -> Iterator[libxml.Element]:
    if site.with_pages:
        yield from _link("page", ((link.view, link.href) for link in _views(document, group, "")))
    if site.with_books:
        yield from _link("pdf", ((name, names.book(document.path, name)) for name in books(group)))
    yield from _link("file", ((kind, names.file(document.path, kind)) for kind in site.kinds))
    yield from _link("tei", [("", names.tei_copy(document.path))])


def _link(role: str, targets: Iterable[tuple[str, str]]) -> Iterator[libxml.Element]:
    for name, href in targets:
        yield libxml.etree.Element(names.clark("ed:link"), role=role, view=name, href=href)
