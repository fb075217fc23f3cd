# SPDX-License-Identifier: MIT
"""WeasyPrint: print HTML becomes a tagged PDF, with our fonts only, reading nothing that it was not given, and never in silence.

What WeasyPrint would only log, and go on, is returned as a complaint: the caller makes findings of it.

What WeasyPrint 70 does not do, or does wrong, is mended beside this file, by replacing thirteen of its functions when it is imported: what
is read aloud in `tagging`, the margins in `margins`, the foot of a page in `foot`, both standards in `standards`, the numbers of lines in
`lines` and those of an index in `numbers`. That is why the version is pinned, and why each has its test.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from edition.engines import fontconfig, foot, lines, margins, notes, numbers, standards, tagging  # noqa: F401 - what some mend is mended by their being imported

__all__ = ["Attachment", "Face", "Rendered", "render"]

with fontconfig.none():
    import weasyprint
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

VERSION: Final = str(weasyprint.__version__)

_REVISIONS: Final = 4
"""How often a page is written into what its layout tells, before that is given up; once is the rule."""


@dataclass(frozen=True, slots=True)
class Face:
    """One file that is one face of a family, complete: WeasyPrint paints wrong glyphs when two files share a face."""

    family: str
    path: Path
    italic: bool = False
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF. Its date is given, not taken from the clock: two builds make the same bytes."""

    name: str
    data: bytes
    description: str
    date: datetime
    relationship: str = "Source"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came of it: the file, its pages, and each complaint once, in order.

    There is no file where a fetch outside stopped the work, or the layout failed.

    `lost` has the words of the page's body that are on no page of the file, or only beyond its edge.
    """

    pdf: bytes | None
    pages: int
    complaints: tuple[str, ...]
    lost: tuple[str, ...] = ()


def ready() -> None:
    """Nothing, done by a process that has loaded the typesetter to do it: sent ahead of the work, it saves the wait."""


def render(
    html: str,
    *,
    faces: Sequence[Face],
    styles: Sequence[Path] = (),
    folder: Path | None = None,
    attachments: Sequence[Attachment] = (),
) -> Rendered:
    """The PDF of a page: PDF/A-3a and PDF/UA-1, the same bytes for the same input.

    `styles` are read besides what the page itself has. Pictures it may read from `folder`, by names relative to it;
    it reads nothing else of the file system, and nothing of the network.
    """
    pdf: bytes | None = None
    with laid_out(html, faces=faces, styles=styles, folder=folder) as laid:
        if (document := laid.document) is not None:
            document.metadata = standards.Metadata(**vars(document.metadata))
            # Names in a PDF's name tree are sorted, and WeasyPrint writes them as they come.
            document.metadata.attachments = [
                _attachment(item, laid.fetcher) for item in sorted(attachments, key=lambda a: a.name)
            ]
            with warnings.catch_warnings():
                # WeasyPrint leaves the file of its colour profile for the garbage collector to close.
                warnings.filterwarnings("ignore", category=ResourceWarning)
                pdf = document.write_pdf(pdf_variant="pdf/a-3a", finisher=standards.finish)
    return Rendered(pdf, laid.pages, tuple(dict.fromkeys(laid.complaints)), laid.lost)


@dataclass(slots=True)
class Laid:
    """A page that was laid out: the document of WeasyPrint (None where the layout failed), its complaints, the words that it lost."""

    fetcher: URLFetcher
    complaints: list[str]
    document: weasyprint.Document | None = None
    pages: int = 0
    lost: tuple[str, ...] = ()


@contextlib.contextmanager
def laid_out(html: str, *, faces: Sequence[Face], styles: Sequence[Path | str], folder: Path | None) -> Iterator[Laid]:
    """While this holds, the page is laid out and can be drawn, and what is complained of is heard; a refused fetch ends it quietly.

    A style is a file, or a text.
    """
    with _complaints() as complaints, fontconfig.none(), _rare_collection():
        if twice := _face_given_twice(faces):
            complaints.append(f"the face {twice} comes from two files")
        laid = Laid(_Sandbox([folder] if folder else [], [face.path for face in faces]), complaints)
        page = weasyprint.HTML(string=html, url_fetcher=laid.fetcher, base_url=_base(folder))
        try:
            laid.document = document = _layout(page, faces, styles, laid)
            laid.pages = len(document.pages)
            yield laid
            laid.lost = _lost(page, document)
        except FatalURLFetchingError as refused:
            complaints.append(str(refused))
            if laid.document is None:
                yield laid
        except (
            AssertionError
        ) as failed:  # WeasyPrint found itself where it never meant to be, and no page can be had of it
            complaints.append(f"the layout fails: {failed}")
            laid.lost = tuple(re.findall(r"\w+", "".join(_written(page.etree_element.find("body")))))
            if laid.document is None:
                yield laid


def _layout(
    page: weasyprint.HTML, faces: Sequence[Face], styles: Sequence[Path | str], laid: Laid
) -> weasyprint.Document:
    configuration = FontConfiguration()
    ways: dict[str, Any] = {"font_config": configuration, "url_fetcher": laid.fetcher}
    sheets = [_style(style, ways, laid.complaints) for style in (_font_rules(faces), *styles)]
    lay_out = functools.partial(_settled, page, sheets, ways, laid, tuple(laid.complaints))
    document = lay_out()
    while notes.move_tall(document, page.etree_element):
        document = lay_out()
    for _ in range(_REVISIONS):
        if not lines.revise(document, page.etree_element):
            return document
        document = lay_out()
    lines.call_by_letters(page.etree_element)
    document = lay_out()
    laid.complaints.append(
        f"the lines do not come to rest in {_REVISIONS} layouts: notes are called by letters instead"
    )
    return document


_BOUND: Final = re.compile(rb"@(font-face|import|counter-style|color-profile)|url\(", re.IGNORECASE)
"""What makes a style belong to one layout: it brings something to it, or reads something for it."""


def _style(style: Path | str, ways: Mapping[str, Any], complaints: list[str]) -> weasyprint.CSS:
    """A style, read: once in a process, for that is as much work as a short page; what is complained of it is said each time."""
    if isinstance(style, Path) and not _BOUND.search(data := style.read_bytes()):
        sheet, said = _free_style(data)
        complaints += said
        return sheet
    return weasyprint.CSS(**{"string" if isinstance(style, str) else "filename": style}, **ways)


@functools.lru_cache(maxsize=16)
def _free_style(data: bytes) -> tuple[weasyprint.CSS, tuple[str, ...]]:
    with _complaints() as heard:
        return weasyprint.CSS(file_obj=BytesIO(data)), tuple(heard)


def _settled(
    page: weasyprint.HTML, sheets: Sequence[weasyprint.CSS], ways: Mapping[str, Any], laid: Laid, said: Sequence[str]
) -> weasyprint.Document:
    """The pages, with what stands in their margins moved to where it has room; what has none stands in its line."""
    laid.complaints[:] = said  # what an earlier layout said will be said again
    document = page.render(stylesheets=sheets, font_config=ways["font_config"])
    crowded: set[str] = set()
    while (more := margins.settle(document)) - crowded:
        crowded |= more
        laid.complaints[:] = said
        inline = weasyprint.CSS(string=margins.in_the_line(crowded), **ways)
        document = page.render(stylesheets=[*sheets, inline], font_config=ways["font_config"])
    return document


@contextlib.contextmanager
def _rare_collection() -> Iterator[None]:
    """While this holds, the garbage collector looks less often: a layout is a million small things that all live to its end."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)


# What may be read


def _base(folder: Path | None) -> str:
    return folder.resolve().as_uri() + "/" if folder else "about:blank"


class _Sandbox(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    """Reads files in the folders given, the files given, and `data:`; anything else stops the work."""

    def __init__(self, folders: Sequence[Path], files: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False, fail_on_errors=True)
        self._folders = [folder.resolve() for folder in folders]
        self._files = {file.resolve() for file in files}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme == "file" and parts.netloc in ("", "localhost"):
            # A link that leaves the folder is followed first: what counts is where it leads.
            path = Path(url2pathname(parts.path)).resolve()
            if path in self._files or any(path.is_relative_to(folder) for folder in self._folders):
                return super().fetch(url, headers)
        elif parts.scheme == "data":
            return super().fetch(url, headers)
        raise FatalURLFetchingError(f"the page wants to read {url[:200]}, which is outside of what it may read")


# What is heard


class _Listener(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(record.getMessage())


@contextlib.contextmanager
def _complaints() -> Iterator[list[str]]:
    """The list that fills with what WeasyPrint logs as a warning or worse, in the order in which it is said."""
    heard: list[str] = []
    logger, listener = logging.getLogger("weasyprint"), _Listener(heard)
    level, spreads = logger.level, logger.propagate
    logger.addHandler(listener)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield heard
    finally:
        logger.removeHandler(listener)
        logger.setLevel(level)
        logger.propagate = spreads


# Fonts and attachments


def _font_rules(faces: Sequence[Face]) -> str:
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-style: {"italic" if face.italic else "normal"};'
        f' font-weight: {face.weight}; src: url("{face.path.resolve().as_uri()}") }}'
        for face in faces
    )


def _face_given_twice(faces: Sequence[Face]) -> str:
    seen: set[tuple[str, int, bool]] = set()
    for face in faces:
        key = (face.family, face.weight, face.italic)
        if key in seen:
            return f"{face.family} {face.weight}{' italic' if face.italic else ''}"
        seen.add(key)
    return ""


def _attachment(item: Attachment, fetcher: URLFetcher) -> weasyprint.Attachment:
    return weasyprint.Attachment(
        string=item.data,
        name=item.name,
        description=item.description,
        created=item.date,
        modified=item.date,
        relationship=item.relationship,
        url_fetcher=fetcher,
    )


# What is on the pages


def _lost(page: weasyprint.HTML, document: weasyprint.Document) -> tuple[str, ...]:
    """The words of the body that the pages do not show: a note longer than its page runs off the edge without a warning.

    Whether any are lost is decided by counting letters, which no hyphen disturbs; only then the words are named.
    """
    body = page.etree_element.find("body")
    wanted = "".join(_written(body)).casefold() if body is not None else ""
    shown = "".join(_shown(document)).casefold()
    missing = Counter(filter(str.isalnum, wanted)) - Counter(filter(str.isalnum, shown))
    if not missing:
        return ()
    words = Counter(re.findall(r"\w+", shown))
    lost = []
    for word in re.findall(r"\w+", wanted):
        words[word] -= 1
        if words[word] < 0:
            lost.append(word)
    return tuple(lost) or tuple(sorted(missing))


def _written(element: Any) -> Iterator[str]:
    """The text of an element, blocks apart from each other."""
    if element.tag in ("script", "style"):
        return
    inline = element.tag in tagging.SPANS or (element.tag in ("a", "span") and "data-series" not in element.attrib)
    apart = "" if inline else " "
    yield apart + (element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _written(child)
        yield child.tail or ""
    yield apart


def _shown(document: weasyprint.Document) -> Iterator[str]:
    """The text of all pages, line by line, with the words that hyphens divide made whole."""
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):
            if (
                isinstance(box, boxes.TextBox)
                and 0 <= box.position_y < page.height
                and 0 <= box.position_x < page.width
            ):
                yield re.sub("[\u2010\u00ad]$", "", box.text)
            elif isinstance(box, boxes.LineBox):
                yield " "
