# SPDX-License-Identifier: MIT
"""A citation is copied as it stands, or with the address of the passage that the reader is at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from edition.publish import folder, site
from edition.settings import Settings, Web
from edition.source import corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser

URL = "https://example.org/telegrams/"


@pytest.fixture(scope="module")
def address(root: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The telegram in English, on a site that knows its address."""
    settings = Settings(site=Web(URL))
    pages = site.pages(corpus.find([root / "tei/telegram.en.xml"]).documents, settings, with_books=False).files
    out = tmp_path_factory.mktemp("citing") / "site"
    folder.write({**pages, **site.assets(settings, site.characters(pages))}.items(), out)
    return (out / "telegram.en.reading.html").as_uri()


@pytest.mark.parametrize(("anchor", "cited"), [("", ""), ("#en-p05", "#en-p05"), ("#about-heading", "")])
def test_a_citation_is_copied(browser: Browser, address: str, anchor: str, cited: str) -> None:
    """With the passage, where the address names one; what is shown stays as it was."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + anchor)
    shown = page.locator("dd.citation").first
    words = shown.evaluate("cited => cited.firstChild.textContent")

    shown.locator("button").click()
    page.locator("button.copy", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(words.partition(URL)[0])
    assert copied.endswith(f"{URL}telegram.en.reading.html{cited}.")
    context.close()


def test_without_a_script_there_is_no_button(browser: Browser, address: str) -> None:
    """Nothing is shown that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("dd.citation").count() == 2
    assert page.locator("button.copy").count() == 0
    context.close()
