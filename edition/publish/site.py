# SPDX-License-Identifier: MIT
"""Leaves become a site: an index in each language, the sources, the style, the fonts, around the pages of every text.

The same documents give the same bytes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from edition import names
from edition.engines import saxon
from edition.errors import WrongUse
from edition.findings import Finding, ordered
from edition.publish import fonts, grouping, leaves
from edition.publish.leaves import Site
from edition.render import view
from edition.schema import describe, documentation, odd
from edition.settings import Settings
from edition.source.document import Document
from edition.speech import say

STYLE: Final = "edition.css"
SCRIPT: Final = "edition.js"
ICON: Final = "icon.svg"
SCHEMA: Final = "schema"
"""The folder with the documentation of the schema."""

_IN_SITE: Final = re.compile(r"/site/group(?:\[(\d+)\])?/document(?:\[(\d+)\])?(.*)")

Group = Sequence[Document]


@dataclass(frozen=True, slots=True)
class Pages:
    """The files of a site by their names, and what the views found in the documents."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...]


def known(groups: Sequence[Group], settings: Settings, *, with_books: bool = True, with_pages: bool = True) -> Site:
    """What every leaf of the site is to know of it."""
    manner = view.Manner(settings.signs, settings.lineation)
    return Site(settings.title, tuple(_languages(groups)), with_pages, with_books, manner)


def pages(
    documents: Sequence[Document],
    settings: Settings,
    *,
    with_books: bool = True,
    with_pages: bool = True,
    with_schema: bool = False,
) -> Pages:
    """Every page, index and source of a site, made here and now. Raises `WrongUse` where two documents would have the same pages.

    `with_books` says that PDFs of all views will lie beside the pages: they are linked to, not made. Without `with_pages`
    there are the index and the sources only. `with_schema` adds the documentation of our schema, for documents that are held to it.
    """
    together = grouping.groups(grouping.texts(documents))
    ensure_distinct(together)
    whole = known(together, settings, with_books=with_books, with_pages=with_pages)
    made = [leaves.make(group, whole) for group in together]
    around = frame(together, [leaf.card for leaf in made], documents, whole, with_schema=with_schema)
    files = {name: data for leaf in made for name, data in leaf.files.items()}
    found = [finding for leaf in made for finding in leaf.findings]
    return Pages({**files, **around.files}, tuple(ordered([*found, *around.findings])))


def frame(
    groups: Sequence[Group],
    cards: Sequence[str],
    documents: Sequence[Document],
    site: Site,
    *,
    with_schema: bool = False,
) -> Pages:
    """What stands around the leaves of a site: its pages about many documents, and the sources."""
    files: dict[str, bytes] = {}
    found: list[Finding] = []
    told = _cards(cards, with_schema=with_schema)
    for language in site.languages:
        page, noticed = _index(groups, told, language, site)
        files[site.home(language)] = page
        found.extend(noticed)
    files.update(_sources([document for group in groups for document in group], documents))
    if with_schema:
        files.update(_schema(site.title))
    return Pages(files, tuple(ordered(found)))


def ensure_distinct(groups: Iterable[Group]) -> None:
    """Raises `WrongUse` where two documents would have the same pages."""
    taken: dict[str, Document] = {}
    for document in (document for group in groups for document in group):
        other = taken.setdefault(names.stem(document.path), document)
        if other is not document:
            raise WrongUse(
                say(
                    "{file} and {other} would have the same pages; give one of them another name",
                    file=other.path,
                    other=document.path,
                )
            )


def _languages(together: Sequence[Sequence[Document]]) -> list[str]:
    """The languages in which the site speaks: those of its documents, the first document's first."""
    primary = [document.language.partition("-")[0].lower() for group in together for document in group]
    return list(dict.fromkeys(language for language in primary if language)) or ["en"]


def _cards(cards: Iterable[str], *, with_schema: bool) -> str:
    """What the pages about many documents are made from: the cards of them all."""
    schema = f' schema="{SCHEMA}/index.html"' if with_schema else ""
    return f'<ed:site xmlns:ed="{names.ED}"{schema}>{"".join(cards)}</ed:site>'


def _index(groups: Sequence[Group], told: str, language: str, site: Site) -> tuple[bytes, list[Finding]]:
    links = tuple(
        view.Link("language", site.home(other), language=other, current=other == language) for other in site.languages
    )
    result = saxon.transform(
        names.data_folder("xslt") / "web/index.xsl",
        told,
        {"language": language, "frame": view.Frame(site.title, "", links).as_json()},
    )
    found: list[Finding] = []
    for message in result.messages:
        where = _IN_SITE.fullmatch(message.path)
        document = groups[int(where[1] or 1) - 1][int(where[2] or 1) - 1] if where else groups[0][0]
        path = f"/TEI{where[3]}" if where else ""
        found += view.found(
            document, [saxon.Message(message.code, message.at, path, message.id, message.text, message.hint)]
        )
    return result.text.encode(), found


def _schema(title: str) -> Iterator[tuple[str, bytes]]:
    """The documentation of our schema, in a folder of its own."""
    schema = describe.schema()
    frame = documentation.Site(title or "Edition", "../index.html", f"../{STYLE}")
    for name, data in documentation.pages(schema, f"{odd.SOURCE}, sha256 {schema.digest}", site=frame).items():
        yield f"{SCHEMA}/{name}", data


def _sources(shown: Sequence[Document], documents: Iterable[Document]) -> Iterator[tuple[str, bytes]]:
    """The TEI of the documents, and of the registers that lie beside or below them, as they are in the source."""
    for document in shown:
        yield names.tei_copy(document.path), document.data
    folders = sorted({document.path.resolve().parent for document in shown}, key=lambda folder: len(folder.parts))
    for document in documents:
        if document in shown:
            continue
        path = document.path.resolve()
        below = next((folder for folder in folders if path.is_relative_to(folder)), None)
        yield (path.relative_to(below).as_posix() if below else path.name), document.data


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
    web = names.data_folder("xslt") / "web"
    faces = fonts.faces(settings)
    drawn = set(drawn)
    made = {f"fonts/{face.file_name}": fonts.subset(face, drawn) for face in faces.all()}
    made[f"fonts/{fonts.LICENCE_FILE}"] = fonts.licences(faces).encode()
    rules = fonts.css(faces, lambda face: f"fonts/{face.file_name}")
    made[STYLE] = rules.encode() + (web / "edition.css").read_bytes()
    for name in (SCRIPT, ICON):
        made[name] = (web / name).read_bytes()
    return made
