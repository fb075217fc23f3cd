# SPDX-License-Identifier: MIT
"""WeasyPrint: print HTML becomes a tagged PDF, with our fonts only, reading nothing that it was not given, and never in silence.

What WeasyPrint would only log, and go on, is returned as a complaint: the caller makes findings of it.

What WeasyPrint 70 does not do, or does wrong, is mended here, by replacing thirteen of its functions when this file is
imported. That is why the version is pinned, and why each has its test:

- structure: `del`, `ins`, `em`, … and footnotes get their own tags, every change of language its /Lang, and what
  was struck out or written in by hand a spoken label (`/Alt`), so that the ear learns what the eye sees;
- whose words they are: what HTML says by `data-by` the tag says by its title (`/T`), for `edition.engines.paper` to read;
- words that glyphs do not tell (a hyphen at a line's end, an accent over a letter, a line from right to left) are told (`/ActualText`);
- a row of a table that goes over a page is one row, so that a cell is read to its end before the next;
- a line under or through words does not run on in a note about them, at the foot of the page, nor through a caret among them;
- a note that runs on behind another is one note, however many lines it goes over;
- two series of notes at the foot of a page: the first series stands before the second, with a short rule between;
- the head and the number of a page are artifacts, which no reader takes for words of the document;
- what stands in a margin stands at the height of its place, beside the column, and pushes its neighbours down;
- a note stays on the page of its call, where WeasyPrint would rather push it on than leave a page a line short;
- a line that is full but for the space behind its last word is kept: WeasyPrint would leave its first word alone on it;
- PDF/A-3a and PDF/UA-1 in one file, the attached sources named as such (`/AFRelationship`).
"""

from __future__ import annotations

import contextlib
import functools
import gc
import inspect
import logging
import math
import os
import re
import tempfile
import warnings
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

__all__ = ["Attachment", "Face", "Rendered", "render"]

_NO_FONTS: Final = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>'


@contextlib.contextmanager
def _no_system_fonts() -> Iterator[None]:
    """While this holds, fontconfig knows no font of the machine: a page has the fonts that it was given, or none.

    Else a machine with more fonts would make another file, and a missing glyph would be borrowed unseen.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="edition-fonts-") as folder:
        configuration = Path(folder) / "fonts.conf"
        configuration.write_text(_NO_FONTS, encoding="ascii")
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        try:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message="No fonts configured", category=UserWarning)
                yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


quiet_import = _no_system_fonts

with quiet_import():  # at import WeasyPrint counts the fonts of the machine, which takes time and tells us nothing
    import pydyf
    import weasyprint
    import weasyprint.pdf
    from weasyprint import css, draw
    from weasyprint.css.properties import Dimension
    from weasyprint.document import DocumentMetadata
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import absolute, block, inline
    from weasyprint.pdf import tags
    from weasyprint.pdf.stream import Stream
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    from edition.engines import lines, notes, numbers  # noqa: F401 - numbers of an index become links by being imported


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
            document.metadata = _Metadata(**vars(document.metadata))
            # Names in a PDF's name tree are sorted, and WeasyPrint writes them as they come.
            document.metadata.attachments = [
                _attachment(item, laid.fetcher) for item in sorted(attachments, key=lambda a: a.name)
            ]
            with warnings.catch_warnings():
                # WeasyPrint leaves the file of its colour profile for the garbage collector to close.
                warnings.filterwarnings("ignore", category=ResourceWarning)
                pdf = document.write_pdf(pdf_variant="pdf/a-3a", finisher=_finish)
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
    with _complaints() as complaints, _no_system_fonts(), _rare_collection():
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
    while (more := _settle(document)) - crowded:
        crowded |= more
        laid.complaints[:] = said
        inline = weasyprint.CSS(string=_in_the_line(crowded), **ways)
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
    inline = element.tag in _SPANS or (element.tag in ("a", "span") and "data-series" not in element.attrib)
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


# What stands in the margins

_GAP: Final = 2.5 * 96 / 25.4
_BETWEEN: Final = 2 * 96 / 72


def _settle(document: weasyprint.Document) -> set[str]:
    """The ids of what has no room in the margins; what has is set there, none over another and none off the page.

    What stands in a margin says so (`data-margin`: left, right), and comes to stand at the height of its place, or near it.
    """
    crowded = set()
    for page in document.pages:
        sheet = page._page_box
        top, bottom = sheet.content_box_y(), sheet.content_box_y() + sheet.height
        for side in ("left", "right"):
            notes = sorted(_in_margin(sheet, side), key=lambda box: box.position_y)
            while sum(note.margin_height() + _BETWEEN for note in notes) - _BETWEEN > bottom - top:
                longest = max(notes, key=lambda box: float(box.margin_height()))
                notes.remove(longest)
                crowded.add(str(longest.element.get("id")))
            heights = _stacked(
                [(note.position_y, note.margin_height() + _BETWEEN) for note in notes], top, bottom + _BETWEEN
            )
            for note, y in zip(notes, heights, strict=True):
                edge = sheet.content_box_x()
                x = edge - _GAP - note.margin_width() if side == "left" else edge + sheet.width + _GAP
                note.translate(x - note.position_x, y - note.position_y)
    return crowded


_absolute_of = absolute.absolute_box_layout


def _absolute(context: Any, box: boxes.Box, around: Any, fixed: Any, bottom: float, *rest: Any) -> tuple[Any, ...]:
    """A box out of the flow; what stands in a margin is not divided between pages, since it can be moved."""
    whole = box.element is not None and "data-margin" in box.element.attrib
    laid: tuple[Any, ...] = _absolute_of(context, box, around, fixed, -math.inf if whole else bottom, *rest)
    return laid


def _in_margin(sheet: boxes.Box, side: str) -> list[Any]:
    return [
        box
        for box in sheet.descendants(placeholders=True)
        if box.element is not None
        and box.element.get("data-margin") == side
        and box.style["position"] == "absolute"
        and isinstance(box, boxes.BlockBox)
        and box.element_tag == box.element.tag
    ]


def _stacked(wanted: Sequence[tuple[float, float]], top: float, bottom: float) -> list[float]:
    """Where things of some height come to stand that want to stand at some place, in order and apart, as near to it as can be."""
    places = []
    for place, height in wanted:
        top = max(top, place)
        places.append(top)
        top += height
    for at in range(len(wanted) - 1, -1, -1):
        bottom = places[at] = min(places[at], bottom - wanted[at][1])
    return places


def _in_the_line(ids: set[str]) -> str:
    return "".join(f'[id="{each}"] {{ position: static; width: auto }}' for each in sorted(ids))


# Both standards in one file

_ACCESSIBLE: Final = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>the part of PDF/UA that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


class _Metadata(DocumentMetadata):  # type: ignore[misc]  # WeasyPrint is untyped
    """The metadata of PDF/A, and the claim of PDF/UA, which PDF/A wants explained."""

    def generate_rdf_metadata(self, *arguments: Any) -> bytes:
        rdf: bytes = super().generate_rdf_metadata(*arguments)
        head, end, tail = rdf.rpartition(b"</rdf:RDF>")
        return head + _ACCESSIBLE + end + tail


def metadata(
    title: str, *, authors: Sequence[str], subject: str, keywords: str, language: str
) -> tuple[bytes, dict[str, str]]:
    """What a file says of itself, in both ways in which PDF/A says it: the packet of XMP, and the entries of the information dictionary."""
    about = _Metadata(
        title=title,
        authors=list(authors),
        description=subject or None,
        keywords=[keywords] if keywords else [],
        generator="tei-edition",
        lang=language,
    )
    holder = pydyf.PDF()
    about.include_in_pdf(holder, "a", 3, "A", compress=False)
    packet = b"\n".join(map(pydyf._to_bytes, holder.objects[-1].stream))
    info = {
        "Title": title,
        "Author": ", ".join(authors),
        "Subject": subject,
        "Keywords": keywords,
        "Creator": "tei-edition",
        "Producer": f"WeasyPrint {VERSION}",
    }
    return packet, {key: value for key, value in info.items() if value}


def colour_profile() -> bytes:
    """The profile of the colours that PDF/A wants said which they are: sRGB."""
    return (resources.files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def _finish(_document: object, pdf: pydyf.PDF) -> None:
    """Last touches: each attachment is associated once, and the metadata can be read without unpacking."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            item.compress = False


def pack(stream: pydyf.Stream) -> None:
    """Compress a stream, unless its last byte would be a carriage return.

    A reader may take that, with the line feed that follows, for the end of a line, and PDF/A counts the bytes. One stream in
    256 is hit, for good (its end is a checksum), and stays as long as it is.
    """
    raw = b"\n".join(pydyf._to_bytes(part) for part in stream.stream)
    packed = zlib.compress(raw, 9)
    stream.compress = False
    if not packed.endswith(b"\r"):
        stream.stream = [packed]
        stream.extra["Filter"] = "/FlateDecode"


_data_of = pydyf.Stream.data.fget


def _data(self: pydyf.Stream) -> bytes:
    """The bytes of a stream in the file, of those too that are made when it is written (object streams, cross-references)."""
    if self.compress:
        pack(self)
    data: bytes = _data_of(self)
    return data


# The structure that is read aloud

_SPANS: Final = frozenset(
    (
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "mark",
        "q",
        "s",
        "small",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    )
)
_BLOCKS: Final = frozenset(("address", "aside", "figure", "footer", "header", "hgroup", "nav"))

_tag_of = tags._get_pdf_tag
_tree_of = tags._build_box_tree


def _tag(html_tag: str | None) -> str:
    """The PDF tag of an HTML tag, of those too that WeasyPrint leaves without a meaning."""
    if html_tag in _SPANS:
        return "Span"
    if html_tag in _BLOCKS:
        return "Div"
    if html_tag is not None and html_tag.endswith("::footnote-call"):
        return "Reference"
    if html_tag is not None and html_tag.endswith("::footnote-marker"):
        return "Lbl"
    tag: str = _tag_of(html_tag)
    return tag


def _tree(box: boxes.Box, parent: pydyf.Dictionary, *rest: Any) -> Iterator[pydyf.Dictionary]:
    """The structure elements of a box, as WeasyPrint builds them, with what the HTML says and WeasyPrint does not pass on."""
    placed = getattr(box, "_box", box)
    if isinstance(placed, boxes.MarginBox):
        return
    element, tag = placed.element, placed.element_tag
    for item in _tree_of(box, parent, *rest):
        if element is not None and tag not in ("html", "body"):
            _describe(item, placed, element, tag, parent)
        if item["S"] == "/Note" and _joined(item, element, rest[0]):
            continue
        if item["S"] in ("/Reference", "/Lbl") and not item["K"]:
            continue  # an entry that nothing calls, or that has its line for a label
        if not (
            item["S"] == "/TR"
            and element is not None
            and parent["S"] != "/THead"
            and _continued(item, element, rest[0])
        ):
            yield item


def _continued(item: pydyf.Dictionary, row: Any, pdf: pydyf.PDF) -> bool:
    """Whether a row goes on that began on an earlier page: then what its cells hold here is put at the end of them there.

    WeasyPrint would have all of its cells read to the end of the page, and then the rest of each; a head that comes again is another.
    """
    begun: pydyf.Dictionary = vars(pdf).setdefault("_rows_begun", {}).setdefault(row, item)
    if begun is item:
        return False
    for earlier, later in zip(_kids(begun, pdf), _kids(item, pdf), strict=True):
        for kid in _kids(later, pdf):
            kid["P"] = earlier.reference
        earlier["K"] += later["K"]
        later["K"] = pydyf.Array([])
    item["K"] = pydyf.Array(
        []
    )  # not freed: pydyf would count it among the objects of a stream, and take all behind it for others
    return True


def _joined(item: pydyf.Dictionary, note: Any, pdf: pydyf.PDF) -> bool:
    """Whether this is a further line of a note that runs on behind another: then it is put at the end of what there is of it."""
    begun: pydyf.Dictionary = vars(pdf).setdefault("_notes_begun", {}).setdefault(note, item)
    if begun is item:
        return False
    for kid in _kids(item, pdf):
        kid["P"] = begun.reference
    begun["K"] += item["K"]
    item["K"] = pydyf.Array([])
    return True


def _kids(item: pydyf.Dictionary, pdf: pydyf.PDF) -> list[pydyf.Dictionary]:
    return [pdf.objects[int(reference.split()[0])] for reference in item["K"]]


def _describe(item: pydyf.Dictionary, box: boxes.Box, element: Any, tag: str, parent: pydyf.Dictionary) -> None:
    # A list item comes wrapped; its language belongs to the wrapper as well, so nothing more is asked here.
    if "lang" in element.attrib and "Lang" not in item:
        item["Lang"] = pydyf.String(element.get("lang"))
    if said_by := element.get("data-by") if tag == element.tag else "edition":
        item["T"] = pydyf.String(said_by)
    if tag != element.tag:
        return  # a pseudo-element: the rest is said once, by the element itself
    if (
        "data-series" in element.attrib
        and parent.get("S") != "/Note"
        and isinstance(box, boxes.BlockBox | boxes.InlineBox)
    ):
        item["S"] = "/Note"
        item["ID"] = pydyf.String(f"note-{item.number}")
    if box.link_annotation:
        # What is read in place of a link is what it says, not the address that it leads to. An element inside a link has
        # an annotation of its own, which must stand in a Link too.
        box.link_annotation["Contents"] = pydyf.String(_words(box))
        item["S"] = "/Link"
    if label := element.get("data-alt"):
        # A line may end inside: each part speaks its own words, so that none is heard twice.
        item["Alt"] = pydyf.String(f"{label}: {_words(box)}")
    if element.get("class") == "where":
        item["S"] = "/Lbl"
    if tag == "del":
        item["A"] = pydyf.Dictionary({"O": "/Layout", "TextDecorationType": "/LineThrough"})


def _words(box: boxes.Box) -> str:
    return re.sub(r"\s+", " ", "".join(_texts(box))).strip()


def _texts(box: boxes.Box) -> Iterator[str]:
    if isinstance(box, boxes.TextBox):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _texts(getattr(child, "_box", child))


# Words that glyphs do not tell

_SHOWN: Final = re.compile(rb"/(\S+) \S+ Tf|<([0-9a-f]+)>")

_marked_by = Stream.marked
_split_of = inline.split_text_box


def _split(context: Any, box: boxes.TextBox, width: Any, skip: int, **more: Any) -> tuple[Any, ...]:
    """The part of a text that is a line, as WeasyPrint splits it, and whether that ends in a hyphen which the text has not."""
    part, *rest = _split_of(context, box, width, skip, **more)
    if part is not None and part.text.endswith(box.style["hyphenate_character"]):
        part.is_divided = not box.text.encode()[skip:].startswith(part.text.encode())
    return part, *rest


@contextlib.contextmanager
def _marked(self: Stream, box: boxes.Box, tag: str) -> Iterator[None]:
    """The marks around a text, with its words where they cannot be read from the glyphs as another program would read them.

    A hyphen that divides a word at a line's end is said to be a soft one (ISO 32000-1, 14.8.2.2.3).
    """
    start = len(self.stream)
    with _marked_by(self, box, tag):
        yield
    if isinstance(box, boxes.TextBox) and self._tags is not None:
        words = box.text.replace("\u2060", "")
        if getattr(box, "is_divided", False):
            words = words.removesuffix(box.style["hyphenate_character"]) + "\u00ad"
        if words.split() != _told(self, start).split():
            self.stream[start + 1]["ActualText"] = pydyf.String(words)
        if box.element is not None and (place := box.element.get("data-page")):
            _leave_open(self, start, place, box)


OPEN: Final = b"\4"
"""What encloses, in the content of a page, the number of a page that only the volume knows: whose, its size, and the room it has."""


def _leave_open(stream: Stream, start: int, place: str, box: boxes.TextBox) -> None:
    """Put in place of the figures that a stream shows from one of its operators on what they stand for."""
    shown = (
        at for at, each in enumerate(stream.stream[start:], start) if isinstance(each, bytes) and each.endswith(b" TJ")
    )
    at = next(shown)
    size = box.style["font_size"]
    stream.stream[at] = b"\4%s\4%.3f\4%.3f\4" % (place.encode(), size, box.width / size * 1000)


def _told(stream: Stream, start: int) -> str:
    """The letters of the glyphs that a stream shows from one of its operators on."""
    fonts = {font.hash: font for font in stream._fonts.values()}
    letters: dict[int, str] = {}
    found = []
    for operator in stream.stream[start + 3 :]:
        if isinstance(operator, bytes) and operator.endswith((b" Tf", b" TJ")):
            for font, codes in _SHOWN.findall(operator):
                if font:
                    letters = fonts[font.decode()].to_unicode
                found += [letters.get(int(codes[at : at + 4], 16), "") for at in range(0, len(codes), 4)]
    return "".join(found)


# The head and the number of a page

_draw_of = draw.draw_stacking_context


def _draw(stream: Stream, context: Any) -> None:
    """A part of a page, as WeasyPrint draws it; a margin box as an artifact of which it is kept where in the stream it is."""
    if not isinstance(context.box, boxes.MarginBox):
        _draw_of(stream, context)
        return
    start = len(stream.stream)
    tags, stream._tags = stream._tags, None
    stream._current_color = stream._current_alpha = stream._current_font = None
    stream.begin_marked_content("Artifact")
    _draw_of(stream, context)
    stream.end_marked_content()
    stream._tags = tags
    if context.box.at_keyword:  # the number of a line has none: it stays where its line is
        vars(stream).setdefault("margin_boxes", {})[context.box.at_keyword] = (start, len(stream.stream))


# Two series at the foot

_SERIES: Final = ("textual", "commentary")
_PX: Final = {"pt": 96 / 72, "mm": 96 / 25.4}
_RULE_WIDTH: Final = 16 * _PX["mm"]
_RULE_THICKNESS: Final = 0.4 * _PX["pt"]
_RULE_SPACE: Final = {"above the first": 0.0, "above the next": 5 * _PX["pt"], "below": 3.5 * _PX["pt"]}

_copy_of_area = boxes.FootnoteAreaBox.deepcopy


def _area(self: boxes.FootnoteAreaBox) -> boxes.FootnoteAreaBox:
    """The footnote area, its notes by series and then as they were called, a short rule before each series.

    WeasyPrint knows one area and copies it each time it is laid out, so the copy is the place to put it in order:
    the list that it keeps itself, and shortens from the end when a note must wait for the next page, stays as it is.
    """
    area = _copy_of_area(self)
    ordered = sorted(area.children, key=_series)
    area.children = []
    before: int | None = None
    for note in ordered:
        if (series := _series(note)) != before:
            area.children.append(_short_rule(note, first=before is None))
            before = series
        area.children.append(note)
    return area


def _series(note: boxes.Box) -> int:
    name = note.element.get("data-series", "") if note.element is not None else ""
    return _SERIES.index(name) if name in _SERIES else len(_SERIES)


def _short_rule(note: boxes.Box, *, first: bool) -> boxes.BlockBox:
    """A box without content whose upper border is the rule: where it stands it is drawn as an artifact, and not read."""
    rule = boxes.BlockBox(None, note.style.anonymous_style, None, [])
    rule.style = style = rule.style.copy()
    style["width"] = Dimension(_RULE_WIDTH, "px")
    style["border_top_style"] = "solid"
    style["border_top_width"] = _RULE_THICKNESS
    style["margin_top"] = Dimension(_RULE_SPACE["above the first" if first else "above the next"], "px")
    style["margin_bottom"] = Dimension(_RULE_SPACE["below"], "px")
    return rule


# A note and the words around it


class _Style(css.ComputedStyle):  # type: ignore[misc]  # WeasyPrint is untyped
    """A style as WeasyPrint computes it; but into a note no line comes from the words that it is about (CSS Text Decoration 3, 2).

    Nor is there a line through what asks for one of no thickness, like the caret in struck words.
    """

    def __init__(self, parent: Any, cascaded: Mapping[str, Any], *rest: Any) -> None:
        super().__init__(parent, cascaded, *rest)
        is_note = "float" in cascaded and cascaded["float"][0] == "footnote"
        thickness = cascaded["text_decoration_thickness"][0] if "text_decoration_thickness" in cascaded else None
        if is_note or (isinstance(thickness, Dimension) and thickness.value == 0):
            self["text_decoration_line"] = "none"


# A note on the page of its call


def _keep_notes() -> None:
    """Take out of WeasyPrint's layout of lines the one line by which a note already set is sent to the next page.

    It does so, against `footnote-policy: line`, for a paragraph that could begin on a page but must not leave a single line there;
    without it the paragraph begins on the next page. The line stands in the midst of a long function, which is all that is changed.
    """
    source = inspect.getsource(block._linebox_layout)
    line = "            report = not context.in_column and can_break_now and not could_break_before\n"
    if source.count(line) != 1:
        raise RuntimeError("this WeasyPrint lays out lines in another way; look at it before you trust it with notes")
    exec(compile(source.replace(line, "            report = False\n"), block.__file__, "exec"), vars(block))  # noqa: S102 WeasyPrint's own words


# Fonts that are left out

FONTS_APART: Final = "fonts_apart"
"""The option of a PDF whose fonts are not put into it: whoever asks for it does that."""

_fonts_of = weasyprint.pdf.build_fonts_dictionary


def _fonts(pdf: pydyf.PDF, fonts: Any, compress: Any, subset: Any, options: Mapping[str, Any]) -> pydyf.Dictionary:
    return pydyf.Dictionary() if options.get(FONTS_APART) else _fonts_of(pdf, fonts, compress, subset, options)


# A line that is full

_first_line_of = inline.split_first_line


def _first_line(text: str, style: Any, context: Any, max_width: Any, *rest: Any, **more: Any) -> tuple[Any, ...]:
    """The first line of a text, as WeasyPrint breaks it, but where only the space at the text's end does not fit.

    What follows (a note, a name) begins the next line then, and the space goes with the break.
    """
    line: tuple[Any, ...] = _first_line_of(text, style, context, max_width, *rest, **more)
    bare = text.rstrip(" ")
    if line[2] is None or bare in ("", text) or style["white_space"] not in ("normal", "pre-line"):
        return line
    layout, length, resume, width, height, baseline = _first_line_of(bare, style, context, max_width, *rest, **more)
    if resume is None and width <= max_width:
        return layout, length, len(text.encode()), width, height, baseline
    return line


_keep_notes()
css.ComputedStyle = _Style
inline.split_first_line = _first_line
inline.split_text_box = _split
tags._get_pdf_tag = _tag
tags._build_box_tree = _tree
boxes.FootnoteAreaBox.deepcopy = _area
pydyf.Stream.data = property(_data)
absolute.absolute_box_layout = _absolute
draw.draw_stacking_context = _draw
weasyprint.pdf.build_fonts_dictionary = _fonts
Stream.marked = _marked
