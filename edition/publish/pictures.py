# SPDX-License-Identifier: MIT
"""The images of a facsimile: which files of the project they are, how large, and why one is not shown.

An image is taken from the project and from nowhere else: no page loads anything from another place, and no build fetches anything.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from edition import names
from edition.engines import libxml, pictures
from edition.findings import Finding, Severity
from edition.render import facsimile
from edition.render.facsimile import Image
from edition.source.document import Document
from edition.speech import Said, say

MOST: Final = 64 * 2**20
"""How many bytes an image may have that readers are to load."""

_BASE: Final = names.clark("xml:base")
_ENDINGS: Final = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
}


class Graphic(NamedTuple):
    """A `graphic` of a facsimile: its `@url` as written and as a whole address, and what else it says of the image."""

    url: str
    address: str
    kind: str = ""
    width: str = ""
    height: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, with its bytes where it is part of the site; else with what is wrong with it, if anything is."""

    image: Image
    data: bytes = b""
    said: Said | None = None


def of(document: Path, graphics: Iterable[Graphic], root: Path | None) -> list[Picture]:
    """The images of a document, one for each of its `graphics`; `root` is the folder of the project."""
    return [_picture(graphic, number, document, root) for number, graphic in enumerate(graphics, 1)]


def graphics(document: Document) -> Iterator[Graphic]:
    """Each `graphic` of the facsimile of a document."""
    for element in facsimile.graphics(document):
        url = (element.get("url") or "").strip()
        said = (element.get(name) or "" for name in ("mimeType", "width", "height"))
        yield Graphic(url, _resolved(url, element, document), *said)


def files(graphics: Iterable[Graphic], document: Path, root: Path | None) -> Iterator[Path]:
    """The files of the project that the images of a document are, or would be if they were there."""
    for graphic in graphics:
        file = _file(graphic, document, root)
        if file is not None:
            yield file


def findings(document: Document, found: list[Picture]) -> Iterator[Finding]:
    """`VIEW002 image-not-shown` for each that is wrong."""
    for graphic, picture in zip(facsimile.graphics(document), found, strict=True):
        if picture.said is not None:
            place = document.place(graphic, "url")
            hint = say("name an image of the project, as PNG, JPEG, GIF, WebP or AVIF")
            yield Finding("VIEW002", place, picture.said, hint, Severity.WARNING)


def _picture(graphic: Graphic, number: int, document: Path, root: Path | None) -> Picture:
    url = graphic.url
    if urllib.parse.urlsplit(graphic.address).scheme in ("http", "https"):
        return Picture(Image(graphic.address, graphic.kind, _pixels(graphic.width), _pixels(graphic.height)))
    path = _file(graphic, document, root)
    if path is None:
        return Picture(Image(), said=say("the image {url} is no file of the project", url=url))
    if not path.is_file():
        return Picture(Image(), said=say("the image {url} is not there", url=url))
    if path.stat().st_size > MOST:
        size = path.stat().st_size // 2**20
        return Picture(Image(), said=say("the image {url} is too large for a page: {size} MB", url=url, size=size))
    data = path.read_bytes()
    measured = pictures.measured(data)
    if measured is None:
        return Picture(Image(), said=say("{url} is no image that a browser shows", url=url))
    kind, width, height = measured
    name = names.image(document, number, _ENDINGS[kind])
    return Picture(Image(name, kind, width, height, shown=True), data)


def _file(graphic: Graphic, document: Path, root: Path | None) -> Path | None:
    """The file that an image should be, None for one that is not of the project."""
    parts = urllib.parse.urlsplit(graphic.address)
    if parts.scheme != "file" or parts.netloc or not graphic.url:
        return None
    folder = document.resolve().parent
    from urllib.request import url2pathname  # noqa: PLC0415 - all of HTTP is loaded with it

    path = Path(url2pathname(parts.path)).resolve()
    inside = any(path.is_relative_to(around) for around in (folder, *([root.resolve()] if root else [])))
    return path if inside else None


def _resolved(url: str, graphic: libxml.Element, document: Document) -> str:
    """The whole address of an image, as each `xml:base` around it has it."""
    base = document.path.resolve().as_uri()
    for element in reversed([graphic, *graphic.iterancestors()]):
        base = urllib.parse.urljoin(base, element.get(_BASE) or "")
    return urllib.parse.urljoin(base, url)


def _pixels(measure: str) -> int:
    """`1200px` as a number; 0 for a measure of paper, or none."""
    number = measure.strip().removesuffix("px")
    return int(number) if number.isdecimal() else 0
