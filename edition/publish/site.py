# SPDX-License-Identifier: MIT
"""Leaves become a site: the pages about many documents in each language, the sources, the style, the fonts, around those of every text.

The same documents give the same bytes.
"""

from __future__ import annotations

import copy
import html
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import cache, libxml, saxon
from edition.errors import WrongUse
from edition.findings import Finding, ordered
from edition.publish import catalogues, facts, fonts, grouping, leaves, search
from edition.publish.catalogues import entries, registers
from edition.publish.facts import Facts
from edition.publish.leaves import Site
from edition.render import stylesheets, view
from edition.settings import Settings, Web
from edition.source.document import Document, without_entities
from edition.speech import say

STYLE: Final = "edition.css"
SCRIPT: Final = "edition.js"
SEARCH: Final = "search"
"""The page of the search, its script, and the folder of its indexes, one for each language."""
ICON: Final = "icon.svg"
SCHEMA: Final = "schema"
"""The folder with the documentation of the schema."""

_IN_SITE: Final = re.compile(r"/site/group(?:\[(\d+)\])?/document(?:\[(\d+)\])?(.*)")

_SECTIONS: Final = {
    names.clark(f"tei:{name}"): section
    for name, section in (
        ("person", "persons"),
        ("personGrp", "persons"),
        ("org", "organisations"),
        ("place", "places"),
    )
}
"""The page on which each kind of entry stands."""
_ID: Final = names.clark("xml:id")
_LANG: Final = names.clark("xml:lang")
_ANCHOR: Final = names.clark("ed:anchor")
_MENTION: Final = names.clark("ed:mention")
_MOST: Final = 250
"""How many mentions a page of a register tells of. Of more it tells the number, and each entry has a page of its own."""

Group = Sequence[Document] | Sequence[Facts]


@dataclass(frozen=True, slots=True)
class Pages:
    """The files of a site by their names, and what the views found in the documents."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...]
    records: tuple[search.Record, ...] = ()
    """What a search finds, where the site has one: its indexes are still to be made."""


def known(
    documents: Sequence[Document] | Sequence[Facts],
    groups: Sequence[Group],
    settings: Settings,
    *,
    with_books: bool = True,
    with_pages: bool = True,
    with_search: bool = False,
    kinds: Sequence[str] = (),
) -> Site:
    """What every leaf of the site is to know of it: `groups` are those of the `documents` that have pages."""
    manner = view.Manner(settings.signs, settings.lineation, settings.print)
    sections = tuple(_sections(documents, groups, with_search=with_search)) if with_pages else ()
    return Site(
        settings.title,
        tuple(_languages(groups)),
        with_pages,
        with_books,
        manner,
        settings.site.url,
        sections,
        tuple(kinds),
        settings.root,
    )


def _sections(
    documents: Sequence[Document] | Sequence[Facts], groups: Sequence[Group], *, with_search: bool
) -> Iterator[str]:
    """The pages about many documents that there is something for."""
    if len(groups) > 1:
        yield "documents"
    listed = {tag for document in documents for tag in facts.of(document).listed}
    yield from dict.fromkeys(section for tag, section in _SECTIONS.items() if tag in listed)
    if any(facts.of(document).is_dated for group in groups for document in group):
        yield "timeline"
    if with_search and groups:
        yield SEARCH
    yield "about"


def pages(
    documents: Sequence[Document],
    settings: Settings,
    *,
    with_books: bool = True,
    with_pages: bool = True,
    with_schema: bool = False,
    with_search: bool = False,
) -> Pages:
    """Every page, index and source of a site, made here and now. Raises `WrongUse` where two documents would have the same pages.

    `with_books` says that PDFs of all views will lie beside the pages: they are linked to, not made. Without `with_pages`
    there are the index and the sources only. `with_schema` adds the documentation of our schema, for documents that are held to it;
    `with_search` the page of the search, whose indexes are made of the `records`.
    """
    together = grouping.groups(grouping.texts(documents))
    ensure_distinct(together)
    whole = known(documents, together, settings, with_books=with_books, with_pages=with_pages, with_search=with_search)
    made = [leaves.make(group, whole) for group in together]
    cards, words = [leaf.card for leaf in made], [leaf.words for leaf in made]
    read = {document.path: document for document in documents}
    around = frame(together, cards, documents, whole, read.__getitem__, with_schema=with_schema, web=settings.site)
    files = {name: data for leaf in made for name, data in leaf.files.items()}
    found = [finding for leaf in made for finding in leaf.findings]
    files.update((name, read[path].data) for name, path in sources(together, documents))
    if with_schema:
        files.update(schema(whole.title))
    found_by_search = records(together, zip(cards, words, strict=True), documents) if SEARCH in whole.sections else ()
    return Pages({**files, **around.files}, tuple(ordered([*found, *around.findings])), tuple(found_by_search))


def frame(
    groups: Sequence[Group],
    cards: Iterable[str],
    registers: Sequence[Document],
    site: Site,
    read: Callable[[Path], Document],
    *,
    with_schema: bool = False,
    web: Web | None = None,
) -> Pages:
    """What stands around the leaves of a site: its pages about many documents, its catalogues, and the documentation of the schema.

    `registers` are the documents with entries, in order; `read` gives a document of the `groups` in which something is found.
    """
    found: list[Finding] = []
    site_told = _told(groups, cards, registers, with_schema=with_schema)
    apart = _apart(site_told)
    files = _catalogues(site_told, site, web or Web(), apart)
    told = str(libxml.etree.tostring(site_told, encoding="unicode"))
    for language in site.languages:
        pages, noticed = _pages(groups, told, language, site, apart=apart, read=read)
        files.update(pages)
        found.extend(noticed)
    if SEARCH in site.sections:
        script = f"{SEARCH}.js"
        files[script] = (names.data_folder("xslt") / "web" / script).read_bytes()
    return Pages(files, tuple(ordered(found)))


def records(
    groups: Sequence[Group], leaves: Iterable[tuple[str, str]], registers: Sequence[Document]
) -> Iterator[search.Record]:
    """What a search finds, text by text: of each group its card and its words."""
    anchors = _Anchors()
    for document in registers:
        _register(document, anchors)
    for group, (card, words) in zip(groups, leaves, strict=True):
        told = _card(group, card, anchors)
        for document, searched in zip(told, libxml.parse(words.encode()).getroot(), strict=True):
            document.extend(list(searched))
        yield from search.records(told)


def _card(group: Group, card: str, anchors: _Anchors) -> libxml.Element:
    """The card of a text; each mention in it names the entry that it leads to."""
    told = libxml.parse(card.encode()).getroot()
    for document, entry in zip((each.path for each in group), told, strict=True):
        for mention in entry.iterchildren(_MENTION):
            file, _, identifier = str(mention.get("entry")).rpartition("#")
            path = document.parent / file if file else document
            mention.set("to", anchors.of(path, identifier))
    return told


def ensure_distinct(groups: Iterable[Group]) -> None:
    """Raises `WrongUse` where two documents would have the same pages."""
    taken: dict[str, Path] = {}
    for path in (document.path for group in groups for document in group):
        other = taken.setdefault(names.stem(path), path)
        if other is not path:
            raise WrongUse(
                say(
                    "{file} and {other} would have the same pages; give one of them another name",
                    file=other,
                    other=path,
                )
            )


def _languages(together: Sequence[Group]) -> list[str]:
    """The languages in which the site speaks: those of its documents, the first document's first."""
    primary = [document.language.partition("-")[0].lower() for group in together for document in group]
    return list(dict.fromkeys(language for language in primary if language)) or ["en"]


def _told(
    groups: Sequence[Group], cards: Iterable[str], documents: Sequence[Document], *, with_schema: bool
) -> libxml.Element:
    """What the pages about many documents are made from: the cards of them all, and the registers that they name."""
    site = libxml.etree.Element(names.clark("ed:site"), nsmap={"ed": names.ED})
    if with_schema:
        site.set("schema", f"{SCHEMA}/index.html")
    anchors = _Anchors()
    registers = [_register(document, anchors) for document in documents]
    site.extend(_card(group, card, anchors) for group, card in zip(groups, cards, strict=True))
    site.extend([register for register in registers if len(register)])
    return site


def _apart(told: libxml.Element) -> dict[str, str]:
    """The entries that have pages of their own, each with its section; each is marked, for the page of the section to lead there."""
    named = Counter(str(mention.get("to")) for mention in told.iter(_MENTION))
    sections: dict[str, list[libxml.Element]] = {}
    for entry in told.iterfind(f"{names.clark('ed:register')}/*"):
        sections.setdefault(_SECTIONS[entry.tag], []).append(entry)
    found: dict[str, str] = {}
    for section, entries_of_it in sections.items():
        mentioned = [entry for entry in entries_of_it if str(entry.get(_ANCHOR)) in named]
        if sum(named[str(entry.get(_ANCHOR))] for entry in mentioned) > _MOST:
            for entry in mentioned:
                entry.set(names.clark("ed:apart"), "true")
                found[str(entry.get(_ANCHOR))] = section
    return found


def _catalogues(told: libxml.Element, site: Site, web: Web, apart: Mapping[str, str]) -> dict[str, bytes]:
    """The catalogues of a site; what its pages are told of them is added to what they are made from.

    What is told `apart` is told on its own page to programs, too.
    """
    if not site.with_pages:
        return {}
    graphs = registers.graphs(told, site, _SECTIONS)
    files = {
        **dict(registers.files(graphs)),
        **dict(catalogues.files(entries.of(told), site, web, (*site.sections, *apart))),
    }
    for page, graph in registers.by_page(graphs, apart):
        linked = libxml.etree.SubElement(told, names.clark("ed:linked"), page=page)
        linked.text = json.dumps(registers.linked(graph), ensure_ascii=False)
    for name in (registers.NAME, *catalogues.OFFERED):
        if name in files:
            libxml.etree.SubElement(told, names.clark("ed:catalogue"), name=name)
    return files


class _Anchors:
    """What each entry of a register is called on the site: by its kind and its id, and a number where two registers have the same."""

    def __init__(self) -> None:
        self._of: dict[tuple[Path, str], str] = {}
        self._taken: set[str] = set()
        self._real: dict[Path, Path] = {}

    def give(self, path: Path, identifier: str, kind: str) -> str:
        """A name for an entry of a file."""
        name = plain = f"{kind}-{identifier}"
        number = 2
        while name in self._taken:
            name, number = f"{plain}-{number}", number + 1
        self._taken.add(name)
        self._of[path, identifier] = name
        return name

    def of(self, path: Path, identifier: str) -> str:
        """The name of an entry; "" for one of a register that is not part of the edition."""
        if path not in self._real:
            self._real[path] = path.resolve()
        return self._of.get((self._real[path], identifier), "")


def _register(document: Document, anchors: _Anchors) -> libxml.Element:
    """The entries of a document, in their order, with what they are called."""
    register = libxml.etree.Element(names.clark("ed:register"), nsmap={"ed": names.ED})
    path = document.path.resolve()
    for entry in document.root.iter(*_SECTIONS):
        identifier = entry.get(_ID)
        if identifier:
            told = copy.deepcopy(without_entities(entry))
            told.tail = None
            told.set(_ANCHOR, anchors.give(path, identifier, libxml.etree.QName(entry).localname))
            if language := next((up.get(_LANG) for up in (entry, *entry.iterancestors()) if up.get(_LANG)), ""):
                told.set(_LANG, language)
            register.append(told)
    return register


def _pages(
    groups: Sequence[Group],
    told: str,
    language: str,
    site: Site,
    *,
    apart: Iterable[str],
    read: Callable[[Path], Document],
) -> tuple[dict[str, bytes], list[Finding]]:
    """The pages about many documents in one language, and what was found in the headers that they show."""
    wanted = ["index", *site.sections, *apart, *(["404"] if language == site.languages[0] and site.with_pages else [])]
    links = [
        view.Link("language", site.page(section, other), language=other, state=section, current=other == language)
        for section in wanted
        for other in (site.languages if section != "404" else ())
    ]
    frame = view.Frame(site.title, site.home(language), (*links, *site.ways(language)), url=site.url)
    result = stylesheets.transform(
        "site.xsl",
        told,
        {"language": language, "frame": frame.as_json(), "pages": " ".join(wanted)},
    )
    made: dict[str, str] = json.loads(result.text)
    found: list[Finding] = []
    for message in result.messages:
        where = _IN_SITE.fullmatch(message.path)
        document = groups[int(where[1] or 1) - 1][int(where[2] or 1) - 1] if where else groups[0][0]
        path = f"/TEI{where[3]}" if where else ""
        found += view.found(
            read(document.path), [saxon.Message(message.code, message.at, path, message.id, message.text, message.hint)]
        )
    return {site.page(section, language): page.encode() for section, page in made.items()}, found


def schema(title: str) -> Iterator[tuple[str, bytes]]:
    """The documentation of our schema, in a folder of its own. It is kept: it changes with the program and the title alone."""
    source = (names.data_folder("schemas") / names.ODD).read_bytes()
    kept = cache.key(cache.program(), source, title) + ".pages"
    try:
        pages: dict[str, str] = json.loads(zlib.decompress(cache.read("schemas", kept) or b""))
    except (zlib.error, ValueError):  # not there, or spoilt
        from edition.schema import describe, documentation  # noqa: PLC0415 - dear to import, and pages once made are kept

        described = describe.schema()
        frame = documentation.Site(title or "Edition", "../index.html", f"../{STYLE}")
        made = documentation.pages(described, f"{names.ODD}, sha256 {described.digest}", site=frame)
        pages = {name: data.decode() for name, data in made.items()}
        cache.write("schemas", kept, zlib.compress(json.dumps(pages).encode(), 1))
    for name, page in pages.items():
        yield f"{SCHEMA}/{name}", page.encode()


def sources(groups: Sequence[Group], documents: Iterable[Document] | Iterable[Facts]) -> Iterator[tuple[str, Path]]:
    """The names of the TEI files of a site, and the files: the documents, and the registers that lie beside or below them."""
    shown = dict.fromkeys(document.path for group in groups for document in group)
    for path in shown:
        yield names.tei_copy(path), path
    folders = sorted({path.resolve().parent for path in shown}, key=lambda folder: len(folder.parts))
    for document in documents:
        if document.path in shown:
            continue
        path = document.path.resolve()
        below = next((folder for folder in folders if path.is_relative_to(folder)), None)
        yield (path.relative_to(below).as_posix() if below else path.name), document.path


def characters(files: Mapping[str, bytes]) -> set[str]:
    """Every character that the pages may have to draw."""
    drawn: set[str] = set("0123456789")
    for name, data in files.items():
        if name.endswith(".html"):
            drawn |= set(html.unescape(data.decode()))
        elif name.endswith(".css"):
            drawn |= set(data.decode())
    return drawn - {"\n", "\r", "\t"}


def assets(settings: Settings, drawn: Iterable[str]) -> dict[str, bytes]:
    """What the pages of a site need beside them: style, script, icon, and the fonts with just the characters that they draw."""
    xslt = names.data_folder("xslt")
    web = xslt / "web"
    faces = fonts.faces(settings)
    drawn = set(drawn)
    made = {f"fonts/{face.file_name}": fonts.subset(face, drawn) for face in faces.all()}
    made[f"fonts/{fonts.LICENCE_FILE}"] = fonts.licences(faces).encode()
    rules = fonts.css(faces, lambda face: f"fonts/{face.file_name}")
    made[STYLE] = rules.encode() + (xslt / names.GENRES).read_bytes() + (web / "edition.css").read_bytes()
    if settings.site.theme:
        made[STYLE] += b"\n" + (settings.root / settings.site.theme).read_bytes()
    for name in (SCRIPT, ICON):
        made[name] = (web / name).read_bytes()
    return made
