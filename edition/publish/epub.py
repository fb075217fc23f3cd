# SPDX-License-Identifier: MIT
"""A document becomes an EPUB 3.3: its web pages are the chapters (`xslt/epub.xsl` makes them so), with the fonts that they draw with."""

from __future__ import annotations

import html
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from edition import names
from edition.engines import libxml
from edition.findings import Finding, ordered
from edition.publish import fonts, packing, pdf, proof
from edition.render import ledger, stylesheets, view
from edition.source.document import Document

_STYLE: Final = "edition.css"
_TYPES: Final = {"css": "text/css", "woff2": "font/woff2", "txt": "text/plain"}
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
    files = {f"fonts/{face.file_name}": b"" for face in faces.all()}
    for name in (_STYLE, *files, f"fonts/{fonts.LICENCE_FILE}"):
        about = {"name": name, "type": _TYPES[name.rpartition(".")[2]]}
        libxml.etree.SubElement(told, names.clark("ed:file"), about)
    result = stylesheets.transform(
        "epub.xsl", libxml.etree.tostring(told, encoding="unicode"), {"language": document.language}
    )
    texts: dict[str, str] = json.loads(result.text)
    chapters = {name: text.encode() for name, text in sorted(texts.items())}
    drawn = {character for text in texts.values() for character in html.unescape(text)} | set("0123456789")
    for name in parts:
        if name in names.VIEWS:
            found += proof.check(document, name, chapters[f"{name}.xhtml"], manner.signs)
            shown = set(html.unescape(texts[f"{name}.xhtml"])) - {"\n"}
            found += fonts.check(faces, document, shown, "typewriter" if name == "diplomatic" else "text")
    files |= {f"fonts/{face.file_name}": fonts.subset(face, drawn - {"\n", "\t"}) for face in faces.all()}
    files[f"fonts/{fonts.LICENCE_FILE}"] = fonts.licences(faces).encode()
    files[_STYLE] = _style(faces)
    return Epub(_packed({**chapters, **files}), tuple(ordered(dict.fromkeys(found))))


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
