# SPDX-License-Identifier: MIT
"""Views become a site: every document in every view, an index in each language, the sources, the style, the fonts.

A site is made in memory and laid down whole: a build that fails, at whatever point, leaves the last good one standing.
The same documents give the same bytes.
"""

from __future__ import annotations

import contextlib
import functools
import html
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from edition import names
from edition.engines import libxml, saxon
from edition.errors import WrongUse
from edition.findings import Finding, ordered
from edition.publish import fonts
from edition.render import ledger, stages, view
from edition.render import parallel as side
from edition.schema import describe, documentation, odd
from edition.settings import Settings
from edition.source.document import Document

MARK: Final = ".tei-edition"
"""The file by which a folder is known as a site of ours, which may be replaced."""

STYLE: Final = "edition.css"
SCRIPT: Final = "edition.js"
ICON: Final = "icon.svg"
SCHEMA: Final = "schema"
"""The folder with the documentation of the schema."""

_LISTS: Final = frozenset(
    map(names.clark, ("tei:listPerson", "tei:listPlace", "tei:listOrg", "tei:listEvent", "tei:listObject"))
)
_BODY: Final = names.clark("tei:body")
_HEAD: Final = names.clark("tei:head")
_FILE: Final = re.compile(r"[\w.-]+\.xml(?=#)")
_IN_SITE: Final = re.compile(r"/site/group(?:\[(\d+)\])?/document(?:\[(\d+)\])?(.*)")


@dataclass(frozen=True, slots=True)
class Pages:
    """The files of a site by their names, and what the views found in the documents."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...]


def texts(documents: Iterable[Document]) -> list[Document]:
    """The documents that have pages: those that are no registers; where there is no other, the registers themselves."""
    found = list(documents)
    return [document for document in found if not _is_register(document)] or found


def _is_register(document: Document) -> bool:
    """Whether a file only lists persons, places, organisations: the views draw on it, and it needs no pages of its own."""
    parts = [document.root.iter(names.clark(f"tei:{name}")) for name in ("text", "sourceDoc", "facsimile")]
    shown = [element for found in parts for element in found]
    listed = shown or list(document.root.iter(names.clark("tei:standOff")))
    return bool(listed) and all(map(_only_lists, shown))


def _only_lists(text: libxml.Element) -> bool:
    parts = list(text.iterchildren("*"))
    blocks = [block for part in parts for block in part.iterchildren("*")]
    return (
        bool(blocks)
        and all(part.tag == _BODY for part in parts)
        and all(block.tag in _LISTS or block.tag == _HEAD for block in blocks)
    )


def groups(documents: Iterable[Document]) -> list[list[Document]]:
    """The documents that are one text in several languages, together: those whose `@corresp` lead from one to the other, in order."""
    members = list(documents)
    by_name = {document.path.resolve(): document for document in members}
    found: list[list[Document]] = []
    for document in members:
        named = {by_name[path] for path in _corresponding(document) if path in by_name} - {document}
        together = [group for group in found if any(other in named for other in group)]
        merged = [member for group in together for member in group] + [document]
        if together:
            at = found.index(together[0])
            found[at] = merged
            for group in together[1:]:
                found.remove(group)
        else:
            found.append(merged)
    # a link may be drawn by the later document alone, or by the earlier: both were asked above only of the later
    return _closed(found, by_name)


def _closed(found: list[list[Document]], by_name: Mapping[Path, Document]) -> list[list[Document]]:
    """The groups, joined where an earlier document points to a later one that does not point back."""
    home = {id(member): number for number, group in enumerate(found) for member in group}
    for number, group in enumerate(found):
        for member in list(group):
            for path in _corresponding(member):
                other = by_name.get(path)
                if other is not None and home[id(other)] != number:
                    moved = found[home[id(other)]]
                    group.extend(moved)
                    for each in moved:
                        home[id(each)] = number
                    moved.clear()
    return [group for group in found if group]


def _corresponding(document: Document) -> Iterator[Path]:
    folder = document.path.resolve().parent
    seen: set[str] = set()
    for value in document.root.xpath("//@corresp", namespaces=names.NAMESPACES):
        seen.update(_FILE.findall(str(value)))
    for name in sorted(seen):
        yield folder / name


def books(group: Sequence[Document]) -> tuple[str, ...]:
    """The views that each document of a group has as books."""
    return (*names.VIEWS, names.PARALLEL) if len(group) > 1 else names.VIEWS


def pages(
    documents: Sequence[Document],
    settings: Settings,
    *,
    with_books: bool = True,
    with_pages: bool = True,
    with_schema: bool = False,
) -> Pages:
    """Every page, index and source of a site. Raises `WrongUse` where two documents would have the same pages.

    `with_books` says that PDFs of all views will lie beside the pages: they are linked to, not made. Without `with_pages`
    there are the index and the sources only. `with_schema` adds the documentation of our schema, for documents that are held to it.
    """
    shown = texts(documents)
    _ensure_distinct(shown)
    together = groups(shown)
    languages = _languages(together)
    manner = view.Manner(settings.signs, settings.lineation)
    files: dict[str, bytes] = {}
    found: list[Finding] = []
    for group in together if with_pages else ():
        for document in group:
            home = index_name(document.language, languages)
            way = functools.partial(_links, document, group, with_books=with_books)
            for name in names.VIEWS:
                rendering = view.render(document, name, view.Frame(settings.title, home, tuple(way(name))), manner)
                files[names.page(document.path, name)] = rendering.html.encode()
                found.extend(rendering.findings)
            staged = stages.render(document, view.Frame(settings.title, home, tuple(way(names.STAGES))))
            files.update((names.stage(document.path, state), page.encode()) for state, page in staged.items())
            if ledger.is_kept(document):
                frame = view.Frame(settings.title, home, tuple(way(names.LEDGER)))
                files[names.page(document.path, names.LEDGER)] = ledger.page(document, frame).encode()
            if len(group) > 1:
                frame = view.Frame(settings.title, home, tuple(way(names.PARALLEL)))
                files[names.page(document.path, names.PARALLEL)] = side.render(group, frame, document.language).encode()
    for language in languages:
        page, noticed = _index(
            together,
            language,
            languages,
            settings.title,
            with_books=with_books,
            with_pages=with_pages,
            with_schema=with_schema,
        )
        files[index_name(language, languages)] = page
        found.extend(noticed)
    files.update(_sources(shown, documents))
    if with_schema:
        files.update(_schema(settings.title))
    return Pages(files, tuple(ordered(found)))


def _ensure_distinct(shown: Iterable[Document]) -> None:
    taken: dict[str, Document] = {}
    for document in shown:
        other = taken.setdefault(names.stem(document.path), document)
        if other is not document:
            raise WrongUse(f"{other.path} and {document.path} would have the same pages; give one of them another name")


def _languages(together: Sequence[Sequence[Document]]) -> list[str]:
    """The languages in which the site speaks: those of its documents, the first document's first."""
    primary = [document.language.partition("-")[0].lower() for group in together for document in group]
    return list(dict.fromkeys(language for language in primary if language)) or ["en"]


def index_name(language: str, languages: Sequence[str]) -> str:
    """The file of the index in a language; the first language has `index.html`."""
    primary = language.partition("-")[0].lower()
    return f"index.{primary}.html" if primary in languages[1:] else "index.html"


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
    if len(group) > 1:
        parallel = names.page(document.path, names.PARALLEL)
        yield view.Link("view", parallel, view=names.PARALLEL, current=name == names.PARALLEL)


def _links(document: Document, group: Sequence[Document], name: str, *, with_books: bool) -> Iterator[view.Link]:
    yield from _views(document, group, name)
    for sibling in group:
        shown = name in (*names.VIEWS, names.PARALLEL) or (name == names.LEDGER and ledger.is_kept(sibling))
        if sibling.language and shown:
            yield view.Link(
                "language", names.page(sibling.path, name), language=sibling.language, current=sibling is document
            )
        elif sibling.language and name == names.STAGES and (reached := stages.states(sibling)):
            # the same state in the other language, where it has that one
            for state in stages.states(document):
                href = names.stage(sibling.path, state if state in reached else reached[0])
                yield view.Link("language", href, language=sibling.language, state=state, current=sibling is document)
    for other in books(group) if with_books else ():
        yield view.Link("pdf", names.book(document.path, other), view=other, current=other == name)
    yield view.Link("tei", names.tei_copy(document.path))


def _index(
    together: Sequence[Sequence[Document]],
    language: str,
    languages: Sequence[str],
    title: str,
    *,
    with_books: bool,
    with_pages: bool,
    with_schema: bool,
) -> tuple[bytes, list[Finding]]:
    links = tuple(
        view.Link("language", index_name(other, languages), language=other, current=other == language)
        for other in languages
    )
    result = saxon.transform(
        names.data_folder("xslt") / "web" / "index.xsl",
        _site(together, with_books=with_books, with_pages=with_pages, with_schema=with_schema),
        {"language": language, "frame": view.Frame(title, "", links).as_json()},
    )
    found: list[Finding] = []
    for message in result.messages:
        where = _IN_SITE.fullmatch(message.path)
        document = together[int(where[1] or 1) - 1][int(where[2] or 1) - 1] if where else together[0][0]
        path = f"/TEI{where[3]}" if where else ""
        found += view.found(
            document, [saxon.Message(message.code, message.at, path, message.id, message.text, message.hint)]
        )
    return result.text.encode(), found


def _site(together: Sequence[Sequence[Document]], *, with_books: bool, with_pages: bool, with_schema: bool) -> str:
    """What the index is made from: the headers of all documents, and the links to their versions."""
    site = libxml.etree.Element(names.clark("ed:site"), nsmap={"ed": names.ED})
    if with_schema:
        site.set("schema", f"{SCHEMA}/index.html")
    for group in together:
        element = libxml.etree.SubElement(site, names.clark("ed:group"))
        for document in group:
            entry = libxml.etree.SubElement(element, names.clark("ed:document"))
            entry.set("name", names.stem(document.path))
            entry.set("language", document.language)
            if with_pages:
                _link(entry, "page", ((link.view, link.href) for link in _views(document, group, "")))
            if with_books:
                _link(entry, "pdf", ((name, names.book(document.path, name)) for name in books(group)))
            _link(entry, "tei", [("", names.tei_copy(document.path))])
            stamped = libxml.parse(document.stamped.encode())
            header = stamped.getroot().find("tei:teiHeader", names.NAMESPACES)
            if header is not None:
                header.tail = None
                entry.append(header)
    return str(libxml.etree.tostring(site, encoding="unicode"))


def _link(entry: libxml.Element, role: str, targets: Iterable[tuple[str, str]]) -> None:
    for name, href in targets:
        link = libxml.etree.SubElement(entry, names.clark("ed:link"))
        link.set("role", role)
        link.set("view", name)
        link.set("href", href)


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


def assets(settings: Settings, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What the pages of a site need beside them: style, script, icon, and the fonts with just the characters they draw."""
    web = names.data_folder("xslt") / "web"
    faces = fonts.faces(settings)
    drawn = characters(files)
    made = {f"fonts/{face.file_name}": fonts.subset(face, drawn) for face in faces.all()}
    made[f"fonts/{fonts.LICENCE_FILE}"] = fonts.licences(faces).encode()
    rules = fonts.css(faces, lambda face: f"fonts/{face.file_name}")
    made[STYLE] = rules.encode() + (web / "edition.css").read_bytes()
    for name in (SCRIPT, ICON):
        made[name] = (web / name).read_bytes()
    return made


def write(files: Mapping[str, bytes], out: Path) -> None:
    """Lay a site down in a folder, all of it or nothing: it is written beside the folder, then takes its place.

    Raises `WrongUse` if the folder holds something that is no site of ours, which nobody asked us to throw away.
    """
    ensure_replaceable(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    mark = secrets.token_hex(4)
    staging = out.with_name(f".{out.name}.{mark}.new")
    try:
        staging.mkdir()
        (staging / MARK).write_bytes(b"made by tei-edition; every build replaces this folder\n")
        for name, data in sorted(files.items()):
            path = staging / _inside(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        _swap(staging, out, out.with_name(f".{out.name}.{mark}.old"))
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def ensure_replaceable(out: Path) -> None:
    """Raises `WrongUse` where a site must not be laid: on a file, or on a folder with anything but a site of ours in it."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise WrongUse(f"{out} is no folder; name another with --out")
    if out.is_dir() and not (out / MARK).is_file() and any(out.iterdir()):
        raise WrongUse(f"{out} holds something that this program did not make; name an empty folder with --out")


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{name!r} leads out of the site")
    return path


def _swap(new: Path, out: Path, old: Path) -> None:
    """Put a folder where another was; if that fails halfway, the other comes back."""
    had = out.exists()
    if had:
        out.replace(old)
    try:
        new.replace(out)
    except OSError:
        if had:
            with contextlib.suppress(OSError):
                old.replace(out)
        raise
    if had:
        shutil.rmtree(old, ignore_errors=True)
