# SPDX-License-Identifier: MIT
"""A page in a language of the project that is written from right to left runs that way throughout, and is sound to those who listen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from edition import build as building
from edition import settings
from edition.render import stylesheets
from edition.source import corpus

if TYPE_CHECKING:
    from playwright.sync_api import Page

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="he"><teiHeader><fileDesc><titleStmt><title>מכתב</title></titleStmt>
<publicationStmt><p>דוגמה.</p></publicationStmt><sourceDesc><p>נכתב לשם בדיקה.</p></sourceDesc></fileDesc>
<profileDesc><handNotes><handNote xml:id="h" scope="minor">עיפרון</handNote></handNotes></profileDesc></teiHeader>
<text><body><opener><salute>אדוני,</salute></opener>
<p>השמן ששלחת <add hand="#h" place="above">בינואר</add> יספיק עד סוף החודש.<note type="textual">המילה נכתבה בעיפרון.</note></p>
</body></text></TEI>"""
WORDS = 'msgctxt "nav.skip"\nmsgid "To the text"\nmsgstr "אל הטקסט"\n'


@pytest.fixture(scope="module")
def hebrew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The pages of a Hebrew letter, in a project that has some words of Hebrew."""
    folder = tmp_path_factory.mktemp("hebrew")
    for name, text in (
        ("edition.toml", '[edition]\nlanguages = "languages"\n'),
        ("languages/he.po", WORDS),
        ("tei/letter.xml", LETTER),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    asked = corpus.find([folder / "tei"], lenient=True)
    made = building.build(asked, settings.read(folder), folder / "build", formats=["html"], jobs=1, lenient=True)
    assert made.files, made.findings
    yield folder / "build"
    stylesheets.use(stylesheets.Own())


@pytest.mark.parametrize("view", ["reading", "diplomatic"])
def test_it_runs_from_right_to_left(hebrew: Path, tab: Page, axe: str, view: str) -> None:
    """The facts stand at the right of the text, the notes at its left, nothing on top of another; the words are the project's."""
    tab.set_viewport_size({"width": 1400, "height": 900})
    tab.goto((hebrew / f"letter.{view}.html").as_uri())
    assert tab.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    assert tab.locator("a.skip").inner_text() == "אל הטקסט"
    text, note, about = (
        box
        for name in ("#text, .sheet", ".notes li", ".about, .legend")
        for box in [tab.locator(name).first.bounding_box()]
        if box
    )
    assert about["x"] >= text["x"] + text["width"]
    assert note["x"] + note["width"] <= text["x"]
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.evaluate(axe)
    found = tab.evaluate("axe.run()")["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
