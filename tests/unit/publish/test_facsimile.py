# SPDX-License-Identifier: MIT
"""A facsimile: images of the project and no others, what is written in each zone, and a manifest that image viewers understand."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from edition.build import inputs
from edition.engines import pictures
from edition.publish import fonts, grouping, site
from edition.settings import Settings, Web
from edition.source import corpus
from tests import facsimiles

URL = "https://example.org/letters/"


def built(project: Path, url: str = URL) -> site.Pages:
    """The site of a project."""
    settings = Settings(root=project, title="Letters", site=Web(url))
    return site.pages(corpus.find([project / "tei"]).documents, settings, with_books=False)


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> site.Pages:
    """The site of a letter with images."""
    return built(facsimiles.project(tmp_path_factory.mktemp("facsimile") / "project"))


def page_of(pages: site.Pages, view: str) -> html.HtmlElement:
    """A page of the letter."""
    return html.document_fromstring(pages.files[f"letter.{view}.html"].decode())


def test_images_are_copied_as_they_are(letter: site.Pages) -> None:
    """Byte for byte, under names of their own; the page finds them in its folder."""
    assert letter.findings == ()
    assert letter.files["letter.1.png"] == letter.files["letter.2.png"] == facsimiles.leaf()
    assert page_of(letter, "facsimile").xpath("//svg/image/@href") == ["letter.1.png", "letter.2.png"]


def test_what_is_written_in_a_zone(letter: site.Pages) -> None:
    """The line from its break to the next, struck words in brackets, errors as they stand, no editor's note."""
    page = page_of(letter, "facsimile")
    assert page.xpath("//ol[@class='zones']/li/span[@class='words']/text()") == [
        "Dear friend, the ice has bro",
        "ken at last, and the ships",
        "can ⟦leave⟧sail on Mnday.",
        "sail",
        "Write soon.",
    ]


def test_every_way_leads_somewhere(letter: site.Pages) -> None:
    """From a zone to its words and back, to the diplomatic view and the ledger; from both of these to the image."""
    page = page_of(letter, "facsimile")
    for address in page.xpath("//main//section//a/@href"):
        file, _, anchor = address.partition("#")
        there = html.document_fromstring(letter.files[file].decode()) if file else page
        assert there.get_element_by_id(anchor) is not None, address
    assert page.xpath("//li[@id='z4']/a[@class='way']/@href") == ["letter.diplomatic.html#a1", "letter.ledger.html#a1"]
    leaves = page_of(letter, "diplomatic").xpath("//span[@class='leaf-label']/a/@href")
    assert leaves == ["letter.facsimile.html#leaf1", "letter.facsimile.html#leaf2"]
    assert "letter.facsimile.html#z4" in page_of(letter, "ledger").xpath("//a[@class='way']/@href")


def test_zones_lie_where_the_tei_puts_them(letter: site.Pages) -> None:
    """In the coordinates of the surface, which the image fills."""
    first, second = page_of(letter, "facsimile").xpath("//svg")

    assert (first.get("viewbox"), second.get("viewbox")) == ("0 0 600 800", "0 0 300 400")
    assert [second.find("image").get(side) for side in ("x", "y", "width", "height")] == ["0", "0", "300", "400"]
    assert [first.find(".//rect").get(side) for side in ("x", "y", "width", "height")] == ["60", "100", "480", "40"]
    assert first.find(".//polygon").get("points") == "60,160 500,160 500,200 60,200"


def test_a_manifest_has_what_the_specification_wants(letter: site.Pages) -> None:
    """IIIF Presentation 3.0: types, identifiers, sizes; each canvas painted with its image and supplemented with its text."""
    manifest = json.loads(letter.files["letter.manifest.json"])

    assert manifest["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert (manifest["type"], manifest["id"]) == ("Manifest", f"{URL}letter.manifest.json")
    assert manifest["label"] == {"en": ["A letter on two leaves"]}
    assert manifest["rights"] == "http://creativecommons.org/licenses/by/4.0/"
    assert page_of(letter, "facsimile").xpath("//p[@class='manifest']/a/@href") == ["letter.manifest.json"]
    identifiers = []
    for canvas, size in zip(manifest["items"], ((600, 800), (300, 400)), strict=True):
        assert (canvas["type"], canvas["width"], canvas["height"]) == ("Canvas", *size)
        (page,) = canvas["items"]
        (painting,) = page["items"]
        assert (page["type"], painting["motivation"], painting["target"]) == (
            "AnnotationPage",
            "painting",
            canvas["id"],
        )
        assert painting["body"]["id"].removeprefix(URL) in letter.files
        assert (painting["body"]["width"], painting["body"]["height"]) == facsimiles.SIZE
        (texts,) = canvas["annotations"]
        assert {text["motivation"] for text in texts["items"]} == {"supplementing"}
        identifiers += [each["id"] for each in (canvas, page, painting, texts, *texts["items"])]
    assert len(set(identifiers)) == len(identifiers)
    assert all(identifier.startswith(URL) and "#" not in identifier for identifier in identifiers)
    first = manifest["items"][0]["annotations"][0]["items"]
    assert first[0]["target"] == f"{manifest['items'][0]['id']}#xywh=60,100,480,40"
    assert first[1]["target"]["selector"]["type"] == "SvgSelector"
    assert first[2]["body"]["value"] == "can ⟦leave⟧sail on Mnday."


def test_without_an_address_there_is_no_manifest(tmp_path: Path) -> None:
    """Everything in a manifest has an address on the net."""
    pages = built(facsimiles.project(tmp_path / "project"), url="")
    files = pages.files
    assert "letter.manifest.json" not in files
    assert page_of(pages, "facsimile").xpath("//p[@class='manifest']") == []
    assert "letter.facsimile.html" in files


def test_what_lies_elsewhere_is_linked_and_not_loaded(tmp_path: Path) -> None:
    """An image on the net is not asked for by any page; a manifest may name it, for the surface has a size."""
    there = "https://images.example.net/2/full/max/0/default.jpg"
    pages = built(facsimiles.project(tmp_path / "project", second=there))

    assert pages.findings == ()
    page = page_of(pages, "facsimile")
    assert page.xpath("//svg/image/@href") == ["letter.1.png"]
    assert page.xpath("//section[@id='leaf2']/p[@class='elsewhere']/a/@href") == [there]
    body = json.loads(pages.files["letter.manifest.json"])["items"][1]["items"][0]["items"][0]["body"]
    assert body == {"id": there, "type": "Image"}


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("../images/nothing.png", "the image ../images/nothing.png is not there"),
        ("../../secret.png", "the image ../../secret.png is no file of the project"),
        ("file:///etc/hostname", "the image file:///etc/hostname is no file of the project"),
        ("letter.xml", "letter.xml is no image that a browser shows"),
        ("data:image/png;base64,AAAA", "the image data:image/png;base64,AAAA is no file of the project"),
    ],
)
def test_an_image_that_cannot_be_shown_is_told(tmp_path: Path, url: str, said: str) -> None:
    """With its place; the page says that there is none, nothing from outside the project is published, and there is no manifest."""
    (tmp_path / "secret.png").write_bytes(facsimiles.leaf())
    pages = built(facsimiles.project(tmp_path / "project", second=url))

    (finding,) = pages.findings
    assert (finding.code, finding.message, finding.place.line) == ("VIEW002", said, 25)
    assert {name for name in pages.files if name.endswith(".png")} == {"letter.1.png"}
    assert "There is no image" in page_of(pages, "facsimile").get_element_by_id("leaf2").text_content()
    assert "letter.manifest.json" not in pages.files


def test_an_image_is_part_of_what_pages_are_made_from(tmp_path: Path) -> None:
    """Another picture under the same name makes the pages stale; the same one in another folder does not."""

    def key(project: Path) -> str:
        documents = corpus.find([project / "tei"])
        settings = Settings(root=project)
        groups = grouping.groups(documents.documents)
        whole = site.known(documents.documents, groups, settings)
        return inputs.key(inputs.of_leaf(groups[0], documents, whole, fonts.faces(settings)))

    one, other = facsimiles.project(tmp_path / "one"), facsimiles.project(tmp_path / "other")
    before = key(one)
    assert key(other) == before
    with Image.new("RGB", (10, 10), "white") as picture:
        picture.save(one / "images/leaf 1.png")
    assert key(one) != before


def _saved(form: str, **more: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(written, form, **more)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (lambda: _saved("PNG"), ("image/png", 30, 20)),
        (lambda: _saved("JPEG"), ("image/jpeg", 30, 20)),
        (lambda: _saved("GIF"), ("image/gif", 30, 20)),
        (lambda: _saved("WEBP"), ("image/webp", 30, 20)),
        (lambda: _saved("TIFF"), None),
        (lambda: b"\x89PNG\r\n\x1a\nnothing", None),
        (lambda: b"", None),
    ],
    ids=["png", "jpeg", "gif", "webp", "tiff", "broken", "empty"],
)
def test_the_head_of_an_image_says_its_size(data: Callable[[], bytes], found: tuple[str, int, int] | None) -> None:
    """Of the kinds that browsers show; of others nothing is said."""
    assert pictures.measured(data()) == found


def test_a_photograph_on_its_side_is_measured_as_it_is_shown() -> None:
    """A camera writes how it was held, and browsers turn the picture."""
    exif = Image.Exif()
    exif[0x0112] = 6
    assert pictures.measured(_saved("JPEG", exif=exif)) == ("image/jpeg", 20, 30)
