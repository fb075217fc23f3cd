# SPDX-License-Identifier: MIT
"""A document, or a volume of many, becomes an EPUB 3.3: web pages are its chapters (`xslt/epub.xsl` makes them so), with their fonts."""

from __future__ import annotations

import html
import json
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from edition import names
from edition.engines import libxml
from edition.findings import Finding, ordered
from edition.publish import fonts, packing, pdf, proof
from edition.render import ledger, stylesheets, view
from edition.render import volume as volumes
from edition.source.document import Document

_STYLE: Final = "edition.css"
_TYPES: Final = {"css": "text/css", "woff2": "font/woff2", "txt": "text/plain"}
_TAKEN: Final = frozenset({"fonts"})
_CONTAINER: Final = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


@dataclass(frozen=True, slots=True)
class Epub:
    """An EPUB, and what was found when it was made."""

    data: bytes
    findings: tuple[Finding, ...]


def made(
    document: Document,
    faces: fonts.Faces,
    views: Sequence[str] = names.VIEWS,
    volume: str = "",
    manner: view.Manner | None = None,
) -> Epub:
    """The EPUB of a document: these views and, with the diplomatic one, its ledger; `volume` is the title of the edition.

    Each view is proved as its web page is. The bytes are the same for the same document. Raises `saxon.TransformFault`.
    """
    manner = manner or view.Manner()
    parts = [name for name in names.VIEWS if name in views]
    if "diplomatic" in parts and ledger.is_kept(document):
        parts.append(names.LEDGER)
    pages, found = _pages(document, parts, volume, manner)
    told = _told(document, pages, volume)
    _list_files(told, faces)
    texts = _texts(told, {"language": document.language})
    found += _proved(document, parts, texts, faces, manner)
    return Epub(_packed({**_encoded(texts), **_files(texts, faces)}), tuple(ordered(dict.fromkeys(found))))


@dataclass(frozen=True, slots=True)
class Bound:
    """What a volume is besides its documents: what its parts are made from, its view, whether it has ledgers, its parts, its manner."""

    told: volumes.Volume
    shown: str = names.VIEWS[0]
    ledger: bool = True
    front: tuple[str, ...] = ("title", "note")
    back: tuple[str, ...] = ()
    manner: view.Manner = field(default_factory=view.Manner)


def of_volume(bound: Bound, faces: fonts.Faces) -> Epub:
    """One EPUB of all documents of a volume, in its order and view, between what the printed book has before them and after.

    The chapters of a document are made and proved one document at a time, and lie in a folder of its own, so that a link in it leads
    where it does in the document's own EPUB. Raises `saxon.TransformFault`.
    """
    documents = [entry.document for entry in bound.told.entries]
    parts = {document: _parts_in_volume(document, bound) for document in documents}
    folders = dict(zip(documents, _folders(documents), strict=True))
    matters = {**dict.fromkeys(bound.front, "front"), **dict.fromkeys(bound.back, "back")}
    leaves = {name: libxml.etree.HTML(volumes.part(bound.told, name)) for name in matters}
    title = " ".join((leaves["title"].findtext("head/title") or "").split())
    others = " ".join(f"{folder}/{name}" for document, folder in folders.items() for name in parts[document])
    about = {
        "title": title,
        "subtitle": bound.told.subtitle,
        "line": bound.told.subtitle or ", ".join(bound.told.editors),
        "language": bound.told.language,
        "identifier": f"urn:isbn:{bound.told.isbn}"
        if bound.told.isbn
        else f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'tei-edition {title}')}",
        "modified": max(map(pdf.last_change, documents)).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    told = libxml.etree.Element(names.clark("ed:epub-volume"), about, nsmap={"ed": names.ED})
    for name, page in leaves.items():
        sections = page.xpath(
            "body/section[@class = 'title-page' or not(@class = 'half-title') and .//p[not(@class = 'attached')]]"
        )
        if sections:
            libxml.etree.SubElement(told, names.clark("ed:part"), name=name, matter=matters[name]).extend(sections)
    for editor in bound.told.editors:
        libxml.etree.SubElement(told, names.clark("ed:editor")).text = editor
    texts: dict[str, str] = {}
    found: list[Finding] = []
    called = {entry.document: entry.name for entry in bound.told.entries}
    for document, folder in folders.items():
        pages, faults = _pages(document, parts[document], title, bound.manner)
        own = _told(document, pages, title)
        made = _texts(own, {"language": document.language, "up": "../", "others": others})
        found += [*faults, *_proved(document, parts[document], made, faces, bound.manner)]
        texts |= {f"{folder}/{name}": text for name, text in made.items()}
        about = {"name": called[document], "title": str(own.get("title")), "language": document.language or "und"}
        item = libxml.etree.SubElement(told, names.clark("ed:document"), about)
        for name in parts[document]:
            math = {"mathml": "1"} if "<math" in made[f"{name}.xhtml"] else {}
            libxml.etree.SubElement(
                item, names.clark("ed:chapter"), {"name": name, "href": f"{folder}/{name}.xhtml"} | math
            )
    _list_files(told, faces)
    texts |= _texts(told, {"language": bound.told.language})
    return Epub(_packed({**_encoded(texts), **_files(texts, faces)}), tuple(ordered(dict.fromkeys(found))))


def _parts_in_volume(document: Document, bound: Bound) -> list[str]:
    has_ledger = bound.shown == "diplomatic" and bound.ledger and ledger.is_kept(document)
    return [bound.shown, *([names.LEDGER] if has_ledger else [])]


def _folders(documents: Sequence[Document]) -> Iterator[str]:
    """The folders of documents: their names, where an address can have them as they are."""
    for number, document in enumerate(documents, 1):
        name = names.stem(document.path)
        yield name if re.fullmatch(r"[\w.-]+", name) and name not in _TAKEN else f"document-{number}"


def _list_files(told: libxml.Element, faces: fonts.Faces) -> None:
    """Say what lies beside the chapters."""
    for name in (_STYLE, *(f"fonts/{face.file_name}" for face in faces.all()), f"fonts/{fonts.LICENCE_FILE}"):
        about = {"name": name, "type": _TYPES[name.rpartition(".")[2]]}
        libxml.etree.SubElement(told, names.clark("ed:file"), about)


def _texts(told: libxml.Element, parameters: Mapping[str, str]) -> dict[str, str]:
    result = stylesheets.transform("epub.xsl", libxml.etree.tostring(told, encoding="unicode"), parameters)
    texts: dict[str, str] = json.loads(result.text)
    return texts


def _proved(
    document: Document, parts: Sequence[str], texts: Mapping[str, str], faces: fonts.Faces, manner: view.Manner
) -> Iterator[Finding]:
    """What is wrong with the chapters of a document."""
    for name in parts:
        if name in names.VIEWS:
            chapter = texts[f"{name}.xhtml"]
            yield from proof.check(document, name, chapter.encode(), manner.signs)
            shown = set(html.unescape(chapter)) - {"\n"}
            yield from fonts.check(faces, document, shown, "typewriter" if name == "diplomatic" else "text")


def _files(texts: Mapping[str, str], faces: fonts.Faces) -> dict[str, bytes]:
    """What lies beside the chapters: the style, and the fonts with what they draw."""
    drawn = set().union(*(set(html.unescape(text)) for text in texts.values())) | set("0123456789")
    files = {f"fonts/{face.file_name}": fonts.subset(face, drawn - {"\n", "\t"}) for face in faces.all()}
    files[f"fonts/{fonts.LICENCE_FILE}"] = fonts.licences(faces).encode()
    files[_STYLE] = _style(faces)
    return files


def _encoded(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in sorted(texts.items())}


def _pages(
    document: Document, parts: Sequence[str], volume: str, manner: view.Manner
) -> tuple[dict[str, str], list[Finding]]:
    """The web pages that become chapters; their ways to each other are those of the book."""
    pages: dict[str, str] = {}
    found: list[Finding] = []
    for name in parts:
        links = [view.Link("view", f"{other}.xhtml", view=other, current=other == name) for other in parts]
        frame = view.Frame(volume, links=tuple(links))
        if name == names.LEDGER:
            pages[name] = ledger.page(document, frame)
        else:
            rendering = view.render(document, name, frame, manner)
            pages[name] = rendering.html
            found += rendering.findings
    return pages, found


def _told(document: Document, pages: Mapping[str, str], volume: str) -> libxml.Element:
    """What the stylesheet makes the book of: the header, and the pages as HTML without a namespace."""
    heading = libxml.etree.HTML(next(iter(pages.values()))).findtext(".//h1") or ""
    title = " ".join(heading.split())
    about = {
        "title": title,
        "volume": volume,
        "identifier": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'tei-edition {volume} {names.stem(document.path)}')}",
        "modified": pdf.last_change(document).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    told = libxml.etree.Element(names.clark("ed:epub"), about, nsmap={"ed": names.ED})
    header = document.root.find("tei:teiHeader", names.NAMESPACES)
    if header is not None:
        told.append(libxml.etree.fromstring(libxml.etree.tostring(header, with_tail=False)))
    for name, page in pages.items():
        parser = libxml.etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
        parsed = libxml.etree.fromstring(page.encode(), parser)
        for element in parsed.iter():  # to HTML a namespace is an attribute like any other
            element.attrib.pop("xmlns", None)
        libxml.etree.SubElement(told, names.clark("ed:page"), name=name).append(parsed)
    return told


def _style(faces: fonts.Faces) -> bytes:
    rules = fonts.css(faces, lambda face: f"fonts/{face.file_name}")
    return rules.encode() + b"".join(
        (names.data_folder("xslt") / style).read_bytes() for style in (names.GENRES, "epub/epub.css")
    )


def _packed(files: Mapping[str, bytes]) -> bytes:
    def contents() -> Iterator[tuple[str, bytes]]:
        yield "mimetype", b"application/epub+zip"
        yield "META-INF/container.xml", _CONTAINER
        for name in sorted(files):
            yield f"EPUB/{name}", files[name]

    return packing.packed(contents(), stored=frozenset({"mimetype"}))
