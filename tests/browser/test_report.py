# SPDX-License-Identifier: MIT
"""The page of findings in a browser: as accessible as the pages of an edition, and as wide as the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from edition.report import formats
from tests.unit.report.samples import made

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1400)])
def test_the_page_of_findings(browser: Browser, axe: str, tmp_path: Path, *, scheme: str, width: int) -> None:
    """Axe finds nothing, nothing runs out at the side, no script and no other file is asked for, and a link leads to its rule."""
    (tmp_path / "report.html").write_bytes(formats.write(made(), "html"))
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type] # one of its words
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "report.html").as_uri())
    page.evaluate(axe)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    page.click("#f1 .head a[href='#PTR001']")

    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if url.startswith(("http", "file"))] == [(tmp_path / "report.html").as_uri()]
    assert page.evaluate("document.querySelector(':target').textContent") == "PTR001 dangling-pointer"
    context.close()
