# SPDX-License-Identifier: MIT
"""Leaves become a site: the pages about many documents in each language, the sources, the style, the fonts, around those of every text.

The same documents give the same bytes.
"""

from __future__ import annotations

import html
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import cache, libxml
from edition.errors import WrongUse
from edition.findings import Finding, ordered
from edition.publish import cards, facts, fonts, frame, grouping, leaves, search
from edition.publish.cards import Card
from edition.publish.facts import Facts
from edition.publish.frame import SCHEMA, SEARCH, Frame, Text
from edition.publish.leaves import Site
from edition.publish.naming import SECTIONS, Entries
from edition.render import view
from edition.settings import Settings
from edition.source.document import Document
from edition.speech import say

STYLE: Final = "edition.css"
SCRIPT: Final = "edition.js"
ICON: Final = "icon.svg"

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
    yield from dict.fromkeys(section for tag, section in SECTIONS.items() if tag in listed)
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
    read = {document.path: document for document in documents}
    files = {name: data for leaf in made for name, data in leaf.files.items()}
    found = [finding for leaf in made for finding in leaf.findings]
    files.update((name, read[path].data) for name, path in sources(together, documents))
    if with_schema:
        files.update(schema(whole.title))
    texts = [
        Text(tuple(document.path for document in group), [cards.short(card) for card in leaf.cards])
        for group, leaf in zip(together, made, strict=True)
    ]
    around = Frame(texts, documents, whole, read.__getitem__, web=settings.site, with_schema=with_schema)
    for pieces in (around.catalogues(), around.pages()):
        for _, each in frame.made(pieces, lambda number: made[number].cards):
            files.update(each.files)
            found += each.findings
        around.offer(files)
    told: Iterable[search.Record] = ()
    if SEARCH in whole.sections:
        told = records(texts, ((leaf.cards, leaf.words) for leaf in made), Entries(documents))
    return Pages(files, tuple(ordered(found)), tuple(told))


def records(
    texts: Iterable[Text], leaves: Iterable[tuple[Sequence[Card], str]], entries: Entries
) -> Iterator[search.Record]:
    """What a search finds, text by text: of each the cards and the words."""
    for text, (told, words) in zip(texts, leaves, strict=True):
        group = libxml.etree.Element(names.clark("ed:group"), nsmap={"ed": names.ED})
        searched = libxml.parse(words.encode()).getroot()
        for path, card, those in zip(text.paths, told, searched, strict=True):
            led = ((entries.anchor(path, pointed), many) for pointed, many in card.mentions.items())
            mentions = (cards.leading(each, anchor) for anchor, many in led for each in many)
            document = libxml.parse(cards.document(card.record, *mentions).encode()).getroot()
            document.extend(list(those))
            group.append(document)
        yield from search.records(group)


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
