# SPDX-License-Identifier: MIT
"""The page of a facsimile in a browser: image and words light each other up, by mouse, by keyboard, and without a script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from edition.publish import folder, site
from edition.settings import Settings
from edition.source import corpus
from tests import facsimiles

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a letter with images."""
    project = facsimiles.project(tmp_path_factory.mktemp("facsimile") / "project")
    settings = Settings(root=project)
    pages = site.pages(corpus.find([project / "tei"]).documents, settings, with_books=False).files
    out: Path = project / "site"
    folder.write({**pages, **site.assets(settings, site.characters(pages))}.items(), out)
    return (out / "letter.facsimile.html").as_uri()


def lit(page: Page) -> set[str]:
    """What lights up."""
    return set(page.evaluate("[...document.querySelectorAll('.lit, :target')].map(each => each.id)"))


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1400)])
def test_axe_finds_nothing(browser: Browser, axe: str, address: str, scheme: str, width: int) -> None:
    """No violation of any rule, and nothing runs off the screen."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page.goto(address)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]

    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_image_and_words_light_each_other_up(tab: Page, address: str) -> None:
    """The mouse over a zone, the keyboard on its words, an address that names either."""
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(f"{address}#z3")
    assert lit(tab) == {"z3", "on-z3"}

    tab.hover("#on-z1")
    assert {"z1", "on-z1"} <= lit(tab)
    tab.focus("#z4 .number")
    assert {"z4", "on-z4"} <= lit(tab)
    tab.focus("#on-z2")
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == "#z2"
    assert errors == []


def test_an_image_grows_by_button_and_key(tab: Page, address: str) -> None:
    """Larger, smaller, and back; the page itself keeps its width, the image is scrolled."""
    tab.goto(address)
    image = tab.locator(".image").first
    before = image.evaluate("image => image.scrollWidth")

    tab.click("text=+")
    assert image.evaluate("image => image.scrollWidth") > before
    image.focus()
    tab.keyboard.press("+")
    larger = image.evaluate("image => image.scrollWidth")
    tab.keyboard.press("-")
    assert before < image.evaluate("image => image.scrollWidth") < larger
    tab.keyboard.press("0")
    assert image.evaluate("image => image.scrollWidth") == before
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_is_whole_without_a_script(browser: Browser, address: str) -> None:
    """The image is loaded, its zones lie on it and lead to their words, which lead back."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(address)

    image = page.locator("svg image").first.bounding_box()
    zone = page.locator("#on-z1").bounding_box()
    assert image
    assert zone
    assert zone["x"] > image["x"]
    assert zone["width"] == pytest.approx(image["width"] * 480 / 600, rel=0.02)
    page.click("#on-z1", position={"x": 5, "y": 5})
    assert page.url.endswith("#z1")
    page.click("#z1 .number")
    assert page.url.endswith("#on-z1")
    assert page.locator(".zoom").count() == 0
    assert failed == []
    context.close()
