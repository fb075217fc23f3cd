# SPDX-License-Identifier: MIT
"""The list of documents, as readers narrow it and put it in order, on screens of any width."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from edition import names
from edition.publish import site
from edition.settings import Settings
from edition.source import corpus

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEI = f"""<TEI xmlns="{names.TEI}" xml:lang="{{lang}}"><teiHeader><fileDesc><titleStmt><title>{{title}}</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc>
<creation><date when="{{day}}">{{day}}</date></creation>
<handNotes><handNote xml:id="h" scope="minor" scribeRef="{{writer}}">Pencil.</handNote></handNotes></profileDesc></teiHeader>
<text><body>{{body}}</body></text></TEI>"""


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the list of three letters is; two name Ash, one of these is German, and Elm wrote in the third."""
    folder = tmp_path_factory.mktemp("letters")
    persons = "".join(
        f'<person xml:id="{name}"><persName>{name.title()}</persName></person>' for name in ("ash", "elm")
    )
    ash, elm = (f'<p>From <persName ref="persons.xml#{name}">him</persName>.</p>' for name in ("ash", "elm"))
    for name, lang, day, writer, body in (
        ("persons", "en", "1900", "", f"<listPerson>{persons}</listPerson>"),
        (
            "zinc",
            "en",
            "1841-05-02",
            "persons.xml#ash",
            ash + '<p><add hand="#h">One</add> <del hand="#h">two</del>.</p>',
        ),
        ("amber", "de", "1841-11-20", "", ash),
        ("lead", "en", "1842-01-09", "persons.xml#elm", elm + '<p><add hand="#h">One.</add></p>'),
    ):
        text = TEI.format(lang=lang, title=name, day=day, writer=writer, body=body)
        (folder / f"{name}.xml").write_text(text.replace(' scribeRef=""', ""), encoding="utf-8")
    made = site.pages(corpus.find([folder]).documents, Settings(), with_books=False)
    web = Path(names.data_folder("xslt")) / "web"
    for name, data in made.files.items():
        (folder / name).write_bytes(data)
    for name in (site.STYLE, site.SCRIPT):
        (folder / name).write_bytes((web / name).read_bytes())
    return (folder / "documents.en.html").as_uri()


def rows(page: Page) -> list[str]:
    """The titles that are shown."""
    return page.locator("tbody tr:visible td:nth-child(2) a").all_inner_texts()


def test_the_list_is_narrowed_by_day_person_hand_and_language(listed: str, tab: Page) -> None:
    """Each choice leaves out what is not of it, all together hold; how many are left is said; all come back at once."""
    tab.goto(listed)
    assert rows(tab) == ["zinc", "amber", "lead"]
    tab.get_by_label("Persons").select_option("Ash")
    assert rows(tab) == ["zinc", "amber"]
    assert tab.get_by_role("status").inner_text() == "2 of 3"
    tab.get_by_role("combobox", name="Language").select_option("Deutsch")
    assert rows(tab) == ["amber"]
    tab.get_by_role("button", name="Show all").click()
    assert rows(tab) == ["zinc", "amber", "lead"]
    tab.get_by_label("To", exact=True).fill("1841-06")
    assert rows(tab) == ["zinc"]
    tab.get_by_label("To", exact=True).fill("")
    tab.get_by_label("From", exact=True).fill("1841-06")
    assert rows(tab) == ["amber", "lead"]
    tab.get_by_label("From", exact=True).fill("")
    tab.get_by_label("Hands").select_option("Elm")
    assert rows(tab) == ["lead"]
    # the choice is in the address
    tab.goto(f"{listed}?entries=person-elm")
    assert rows(tab) == ["lead"]


def test_the_list_is_sorted_by_its_heads(listed: str, tab: Page) -> None:
    """By title, by the number of alterations, up and down, and back to the days."""
    tab.goto(listed)
    for head, order in (
        ("Document", ["amber", "lead", "zinc"]),
        ("Alterations", ["amber", "lead", "zinc"]),
        ("Alterations", ["zinc", "lead", "amber"]),
        ("Date", ["zinc", "amber", "lead"]),
        ("Date", ["lead", "amber", "zinc"]),
    ):
        tab.get_by_role("button", name=head).click()
        assert rows(tab) == order


def test_on_a_narrow_screen_a_row_is_a_block(listed: str, tab: Page) -> None:
    """A title has the whole width, above its date; nothing is cut off at the side, and the heads still sort."""
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(listed)
    title, day = (tab.locator(f"tbody tr:first-child td:nth-child({n})").bounding_box() for n in (2, 1))
    assert title and day and title["width"] > 300 and title["y"] + title["height"] <= day["y"] + 1
    assert tab.evaluate("document.documentElement.scrollWidth") == 360
    tab.get_by_role("button", name="Document").click()
    assert rows(tab) == ["amber", "lead", "zinc"]
