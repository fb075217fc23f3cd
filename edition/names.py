# SPDX-License-Identifier: MIT
"""Names that more than one room must write the same way: namespaces, folders, file names of what is built.

The only place where the address of a page or of a data folder is put together.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

TEI: Final = "http://www.tei-c.org/ns/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XHTML: Final = "http://www.w3.org/1999/xhtml"
ED: Final = "urn:x-edition"
"""The namespace of what our steps write into a TEI tree and of the findings of our stylesheets."""

NAMESPACES: Final = {"tei": TEI, "xml": XML, "html": XHTML, "ed": ED}

ODD: Final = "edition.odd"
"""The name of our ODD in the folder of schemas."""

VIEWS: Final = ("reading", "diplomatic")
"""The views that every document has, as a page and as a book."""

SIGNS: Final = ("documentary", "leiden", "caret", "russian-archival")
"""The systems of signs in which the diplomatic view can speak; the first is the usual one."""
IN_NOTES: Final = "russian-archival"
"""The one that gives the final text, and tells in notes what was done."""

LEDGER: Final = "ledger"
STAGES: Final = "stages"
"""Views that are pages only, of the documents that have alterations, stages."""

FACSIMILE: Final = "facsimile"
"""The view of the documents that have images, as a page only."""

PARALLEL: Final = "parallel"
"""The view of the documents that have a counterpart, as a page and as a book."""

FILES: Final = {"epub": "epub", "docx": "docx", "markdown": "md", "text": "txt"}
"""The formats in which a document has one file of its own, each with the ending of its name."""

GENRES: Final = "lib/genres.css"
"""What pages, PDFs and EPUBs have in common of their looks: dictionaries, bibliographies, speech, descriptions of manuscripts."""

_HERE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder `xslt`, `schemas` or `docs/rules` of this installation: beside the package in a checkout, inside it when installed."""
    inside = _HERE / "_data" / name
    return inside if inside.is_dir() else _HERE.parent / name


def clark(prefixed: str) -> str:
    """`tei:p` as lxml writes it, `{http://www.tei-c.org/ns/1.0}p`."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def stem(document: Path) -> str:
    """The name a document has in everything built from it: `telegram.ru` for `tei/telegram.ru.xml`."""
    return _told_apart.get(document) or _shortened(document.name.removesuffix(".xml"), 150)


_told_apart: dict[Path, str] = {}


def _shortened(name: str, most: int) -> str:
    """A name of at most so many bytes: no file's has more than 255, and what is built of a file has a longer name than that."""
    written = name.encode(errors="surrogateescape")
    if len(written) <= most:
        return name
    return f"{written[: most - 9].decode(errors='ignore')}-{hashlib.sha256(written).hexdigest()[:8]}"


def tell_apart(documents: Iterable[Path]) -> None:
    """Give documents of the same name in different folders names of their own, made of their paths: `1881-letter` and `1882-letter`.

    Known to `stem` until other documents are told apart. Names that differ only in capitals, or in how Unicode writes a letter, are one on
    some machines.
    """
    _told_apart.clear()
    paths = list(dict.fromkeys(documents))
    alike: dict[str, list[Path]] = {}
    for path in paths:
        alike.setdefault(_folded(stem(path)), []).append(path)
    taken = {name for name, same in alike.items() if len(same) == 1}
    for same in (group for group in alike.values() if len(group) > 1):
        above = Path(os.path.commonpath([path.resolve().parent for path in same]))
        for path in same:
            name = plain = _shortened("-".join((*path.resolve().parent.relative_to(above).parts, stem(path))), 150)
            number = 2
            while _folded(name) in taken:
                name, number = f"{plain}-{number}", number + 1
            taken.add(_folded(name))
            _told_apart[path] = name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def page(document: Path, view: str) -> str:
    """The file name of a view as a web page."""
    return f"{stem(document)}.{view}.html"


def in_language(page: str, language: str, languages: Sequence[str]) -> str:
    """The name of a page of the site in a language: the first of `languages` has `index.html`, the others `index.ru.html`.

    Where the site does not speak the language, the page in its first.
    """
    primary = language.partition("-")[0].lower()
    return f"{page.removesuffix('.html')}.{primary}.html" if primary in languages[1:] else page


def stage(document: Path, state: str) -> str:
    """The file name of the page of a state: `telegram.ru.stages.base.html`."""
    # an id is a name, but a file that is read leniently may have illegal ones
    safe = _shortened(re.sub(r"[^\w.-]", "_", state), 50)
    return page(document, f"{STAGES}.{safe}")


def image(document: Path, number: int, ending: str) -> str:
    """The file name of an image of a document's facsimile: `telegram.ru.1.png`."""
    return f"{stem(document)}.{number}.{ending}"


def manifest(document: Path) -> str:
    """The file name of the manifest of a document's facsimile."""
    return f"{stem(document)}.manifest.json"


def book(document: Path, view: str) -> str:
    """The file name of a view as a PDF."""
    return f"{stem(document)}.{view}.pdf"


def file(document: Path, kind: str) -> str:
    """The file name of a document in one of `FILES`."""
    return f"{stem(document)}.{FILES[kind]}"


def tei_copy(document: Path) -> str:
    """The file name of the TEI source beside the pages."""
    return f"{stem(document)}.xml"
