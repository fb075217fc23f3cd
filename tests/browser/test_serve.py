# SPDX-License-Identifier: MIT
"""`edition serve` in a browser: what is saved is shown, what is wrong with it is said, and the last good build stays."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import EDITION, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader xml:lang="en"><fileDesc><titleStmt>
<title>A letter</title></titleStmt>
<publicationStmt><publisher>Nobody</publisher><availability><p>Free.</p></availability></publicationStmt>
<sourceDesc><p>Written for a test.</p></sourceDesc></fileDesc><profileDesc><langUsage><language ident="en">English</language></langUsage>
</profileDesc></teiHeader><text xml:lang="en"><body><p>The ships sail.</p></body></text></TEI>
"""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A project with one letter."""
    file = tmp_path / "tei" / "letter.xml"
    file.parent.mkdir()
    file.write_text(LETTER, encoding="utf-8")
    return file


@pytest.fixture
def address(letter: Path) -> Iterator[str]:
    """Where the project is served."""
    process = subprocess.Popen(
        [*EDITION, "serve", "--port", "0"],
        cwd=letter.parents[1],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
    assert found
    yield found[0]
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=20)
    assert process.returncode == 0, said
    assert "built in" in said


def test_what_is_saved_is_shown(tab: Page, letter: Path, address: str, axe: str) -> None:
    """The page reloads with each change; a mistake is told above the last good build, and gone when it is put right."""
    tab.goto(address)
    page = f"{address}letter.reading.html"
    tab.locator("html[data-site]:not([data-site='0'])").wait_for(timeout=60_000)
    tab.goto(page)
    assert "The ships sail." in tab.inner_text("main")

    site = tab.get_attribute("html", "data-site")
    letter.write_text(LETTER.replace("sail", "sink"), encoding="utf-8")
    tab.locator("main", has_text="The ships sink.").wait_for(timeout=30_000)
    # shown as it was saved; what is built after that is the last good build
    tab.locator(f"html[data-site]:not([data-site='{site}'])").wait_for(timeout=60_000)

    letter.write_text(LETTER.replace("<p>The", "<q><p>The"), encoding="utf-8")
    panel = tab.locator("#edition-findings section")
    tab.locator("#edition-findings section.unsound").wait_for(timeout=30_000)
    assert "XML001" in panel.inner_text()
    assert "letter.xml" in panel.inner_text()
    assert "last good build" in panel.inner_text()
    assert "The ships sink." in tab.inner_text("main")
    tab.evaluate(axe)
    wrong = tab.evaluate("axe.run('#edition-findings').then((found) => found.violations.map((each) => each.id))")
    assert wrong == []

    panel.get_by_role("button").click()
    assert panel.is_hidden()
    letter.write_text(LETTER.replace("sail", "return"), encoding="utf-8")
    tab.locator("main", has_text="The ships return.").wait_for(timeout=30_000)
    assert panel.is_hidden()
    assert "serve.js" not in (letter.parents[1] / "build" / "letter.reading.html").read_text(encoding="utf-8")


def test_a_new_file_is_seen_and_a_page_that_is_not_there_is_told(tab: Page, letter: Path, address: str) -> None:
    """A letter in a new folder has its page as soon as it is saved."""
    tab.goto(address)
    tab.locator("html[data-site]:not([data-site='0'])").wait_for(timeout=60_000)
    answer = tab.goto(f"{address}other.reading.html")
    assert answer is not None
    assert answer.status == 404
    (letter.parent / "more").mkdir()
    (letter.parent / "more" / "other.xml").write_text(LETTER.replace("ships", "boats"), encoding="utf-8")
    tab.locator("main", has_text="The boats sail.").wait_for(timeout=30_000)
