# SPDX-License-Identifier: MIT
"""An EPUB is whole: all its files are listed and there, every link leads somewhere, every chapter is XML; and it has every character."""

from __future__ import annotations

import functools
import io
import posixpath
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from edition import settings
from edition.publish import epub, fonts, proof
from edition.render import volume as volumes
from edition.source import document
from edition.source.document import Document

ROOT = Path(__file__).resolve().parents[3]
TELEGRAM = ROOT / "tei" / "telegram.ru.xml"
EVERYTHING = ROOT / "tests" / "pdf" / "everything.xml"
NS = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}
XHTML = "application/xhtml+xml"
TYPES = {"xhtml": XHTML, "css": "text/css", "woff2": "font/woff2", "txt": "text/plain", "svg": "image/svg+xml"}
both = pytest.mark.parametrize("path", [TELEGRAM, EVERYTHING], ids=lambda path: path.stem)


@functools.cache
def read(path: Path) -> Document:
    """A document."""
    found = document.read(path)
    assert isinstance(found, Document), found
    return found


@functools.cache
def made(path: Path) -> epub.Epub:
    """The EPUB of a document."""
    return epub.made(read(path), fonts.faces(settings.Settings()), volume="An edition")


@functools.cache
def files(path: Path) -> dict[str, bytes]:
    """What is in it."""
    with zipfile.ZipFile(io.BytesIO(made(path).data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(path: Path) -> etree._Element:
    """What it says of itself."""
    return etree.fromstring(files(path)["EPUB/package.opf"])


def pages(path: Path) -> dict[str, etree._Element]:
    """Its XHTML, each file well-formed."""
    return {name: etree.fromstring(data) for name, data in files(path).items() if name.endswith(".xhtml")}


@both
def test_it_is_an_epub_before_anything_else(path: Path) -> None:
    """Its type comes first, as it is; the container leads to the package."""
    with zipfile.ZipFile(io.BytesIO(made(path).data)) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert files(path)["mimetype"] == b"application/epub+zip"
    container = etree.fromstring(files(path)["META-INF/container.xml"])
    assert container.xpath("//c:rootfile/@full-path", namespaces=NS) == ["EPUB/package.opf"]


@both
def test_every_file_is_listed_once_with_its_type(path: Path) -> None:
    """The manifest is all that lies in the book but what leads to it, and nothing else."""
    items = package(path).findall("opf:manifest/opf:item", NS)
    listed = {f"EPUB/{item.get('href')}": item.get("media-type") for item in items}
    assert len(listed) == len(items)
    assert set(listed) == set(files(path)) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    assert listed == {name: TYPES[name.rpartition(".")[2]] for name in listed}
    assert len({item.get("id") for item in items}) == len(items)


@both
def test_every_chapter_is_read_in_its_turn(path: Path) -> None:
    """The spine has each page once."""
    root = package(path)
    by_id = {item.get("id"): item.get("href") for item in root.findall("opf:manifest/opf:item", NS)}
    spine = [by_id[item.get("idref")] for item in root.findall("opf:spine/opf:itemref", NS)]
    assert spine[:4] == ["title.xhtml", "nav.xhtml", "reading.xhtml", "diplomatic.xhtml"]
    assert sorted(f"EPUB/{name}" for name in spine) == sorted(pages(path))


@both
def test_ids_are_unique_and_every_link_leads_somewhere(path: Path) -> None:
    """To a file of the book and an id in it, or out on the web."""
    ids = {}
    for name, page in pages(path).items():
        found = page.xpath("//@id")
        assert len(set(found)) == len(found), name
        ids[name] = set(found)
    for name, page in pages(path).items():
        for href in page.xpath("//@href"):
            if href.startswith(("https://", "http://", "mailto:")):
                continue
            target, _, anchor = href.partition("#")
            where = posixpath.join("EPUB", target) if target else name
            assert where in files(path), (name, href)
            assert not anchor or anchor in ids[where], (name, href)
        for labelled in page.xpath("//@aria-labelledby"):
            assert labelled in ids[name]


@both
def test_it_says_what_it_is(path: Path) -> None:
    """What EPUB asks of every package, and what its accessibility profile asks."""
    root = package(path)
    for needed in ("identifier", "title", "language"):
        assert root.findtext(f"opf:metadata/dc:{needed}", namespaces=NS)
    said = {meta.get("property") for meta in root.iterfind("opf:metadata/opf:meta", NS)}
    assert {"dcterms:modified", "schema:accessMode", "schema:accessModeSufficient"} <= said
    assert {"schema:accessibilityFeature", "schema:accessibilityHazard", "schema:accessibilitySummary"} <= said


@both
def test_every_page_says_its_language_in_both_ways(path: Path) -> None:
    """HTML's `lang` and XML's, the same, on every element that has one."""
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for name, page in pages(path).items():
        assert page.get("lang"), name
        assert [each.get("lang") for each in page.iter()] == [each.get(xml_lang) for each in page.iter()]


@both
def test_the_contents_lead_to_every_chapter_and_leaf(path: Path) -> None:
    """Chapters in their order; each edge of a leaf that a chapter marks."""
    nav = pages(path)["EPUB/nav.xhtml"]
    toc = nav.xpath("//h:nav[@epub:type = 'toc']/h:ol/h:li/h:a/@href", namespaces=NS)
    assert toc[:3] == ["title.xhtml", "reading.xhtml", "diplomatic.xhtml"]
    listed = nav.xpath("//h:nav[@epub:type = 'page-list']//h:a/@href", namespaces=NS)
    marked = [
        f"{name.removeprefix('EPUB/')}#{each}"
        for name, page in sorted(pages(path).items(), reverse=True)
        for each in page.xpath("//*[@epub:type = 'pagebreak']/@id", namespaces=NS)
    ]
    assert listed == [each for each in marked if each.split("#")[0] == (marked or ["#"])[0].split("#")[0]]


@both
def test_a_note_is_a_footnote_with_a_way_back(path: Path) -> None:
    """Called by a `noteref`; an aside that a reading system may show where it is called."""
    page = pages(path)["EPUB/reading.xhtml"]
    calls = page.xpath("//h:a[@epub:type = 'noteref'][@role = 'doc-noteref']", namespaces=NS)
    assert calls
    for call in calls:
        (note,) = page.xpath("//h:aside[@epub:type = 'footnote'][@id = $id]", namespaces=NS, id=call.get("href")[1:])
        assert note.xpath("h:a[@role = 'doc-backlink']/@href", namespaces=NS) == [f"#{call.get('id')}"]


@both
def test_what_was_done_is_said_and_not_only_shown(path: Path) -> None:
    """A deletion begins with words for the ear, as on the web."""
    gone = pages(path)["EPUB/diplomatic.xhtml"].xpath("//*[@id = 'text']//h:del", namespaces=NS)
    assert gone
    assert all(each.xpath(".//h:span[@class = 'vh'][normalize-space()]", namespaces=NS) for each in gone)


@both
def test_no_character_is_lost_and_none_leaks(path: Path) -> None:
    """The proof that is made of a page holds for the chapter, and finds what is wrong with one."""
    assert [finding for finding in made(path).findings if finding.code.startswith("LAW")] == []
    for view in ("reading", "diplomatic"):
        chapter = files(path)[f"EPUB/{view}.xhtml"]
        assert list(proof.check(read(path), view, chapter)) == []
    spoilt = files(path)["EPUB/reading.xhtml"].replace("товарищ".encode(), b"", 1)
    if path == TELEGRAM:
        assert [finding.code for finding in proof.check(read(path), "reading", spoilt)] == ["LAW001"]


def test_the_bytes_are_the_same_whenever_it_is_made() -> None:
    """No date, no chance."""
    again = epub.made(read(TELEGRAM), fonts.faces(settings.Settings()), volume="An edition")
    assert again.data == made(TELEGRAM).data


def test_one_view_has_one_chapter() -> None:
    """A link to the other is words."""
    book = epub.made(read(TELEGRAM), fonts.faces(settings.Settings()), ["reading"])
    with zipfile.ZipFile(io.BytesIO(book.data)) as archive:
        named = [name for name in archive.namelist() if name.endswith(".xhtml")]
        assert named == ["EPUB/nav.xhtml", "EPUB/reading.xhtml", "EPUB/title.xhtml"]
        assert b"diplomatic.xhtml" not in archive.read("EPUB/reading.xhtml")


@functools.cache
def volume() -> dict[str, bytes]:
    """What is in the EPUB of a volume of the telegram and its translation."""
    documents = [read(TELEGRAM), read(ROOT / "tei" / "telegram.en.xml")]
    entries = [volumes.Entry(each, each.path.stem, "", 0, translates=n > 0) for n, each in enumerate(documents)]
    told = volumes.Volume(
        "ru", entries, title="Letters of A. B. and others", subtitle="From the North", parts=("half-title", "imprint")
    )
    made = epub.of_volume(epub.Bound(told), fonts.faces(settings.Settings()))
    assert made.findings == ()
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_volume_is_one_book() -> None:
    """Its front, then each document in a folder of its own, all of them in the contents and in the order of reading."""
    root = etree.fromstring(volume()["EPUB/package.opf"])
    hrefs = {item.get("id"): item.get("href") for item in root.findall("opf:manifest/opf:item", NS)}
    texts = ["telegram.ru/reading.xhtml", "telegram.en/reading.xhtml"]
    spine = [hrefs[item.get("idref")] for item in root.findall("opf:spine/opf:itemref", NS)]
    assert spine == ["title.xhtml", "nav.xhtml", "note.xhtml", *texts]
    assert {f"EPUB/{href}" for href in hrefs.values()} == set(volume()) - {
        "mimetype",
        "META-INF/container.xml",
        "EPUB/package.opf",
    }
    assert root.xpath("//dc:language/text()", namespaces=NS) == ["ru", "en"]
    contents = etree.fromstring(volume()["EPUB/nav.xhtml"]).xpath("//h:nav[@id='toc']//@href", namespaces=NS)
    assert contents == ["title.xhtml", "note.xhtml", *texts]


def test_every_link_in_a_volume_leads_somewhere() -> None:
    """To a file of the book, its style too, and to an id that is there once."""
    pages = {name: etree.fromstring(data) for name, data in volume().items() if name.endswith(".xhtml")}
    for name, page in pages.items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        for href in page.xpath("//@href"):
            if not href.startswith(("https://", "http://", "mailto:")):
                target, _, anchor = href.partition("#")
                where = posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) if target else name
                assert where in volume(), (name, href)
                assert not anchor or anchor in pages[where].xpath("//@id"), (name, href)


def test_the_cover_has_the_title_in_lines_that_fit() -> None:
    """An initial does not end one."""
    root = package(TELEGRAM)
    (cover,) = root.xpath("//opf:item[@properties='cover-image']", namespaces=NS)
    assert cover.get("href") == "cover.svg"
    lines = [text.text.replace("\xa0", " ") for text in etree.fromstring(volume()["EPUB/cover.svg"]).iter("{*}text")]
    assert lines == ["Letters", "of A. B. and", "others", "From the North"]


@pytest.mark.skipif(not (shutil.which("epubcheck") and shutil.which("java")), reason="no epubcheck on this machine")
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    """The checker of the makers of EPUB."""
    (tmp_path / "book.epub").write_bytes(made(EVERYTHING).data)
    jar = Path("/usr/share/java/epubcheck.jar")
    command = ["java", "-jar", str(jar)] if jar.is_file() else ["epubcheck"]
    done = subprocess.run([*command, tmp_path / "book.epub"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr
