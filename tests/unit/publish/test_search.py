# SPDX-License-Identifier: MIT
"""What a search finds of a site: its records, before any index is made of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from edition import build as building
from edition.engines import pagefind
from edition.publish import search, site
from edition.settings import Settings, Web
from edition.source import corpus


@pytest.fixture(scope="module")
def telegram(root: Path) -> list[search.Record]:
    """The records of our own documents, with books beside the pages."""
    return list(site.pages(corpus.find([root / "tei"]).documents, Settings(), with_search=True).records)


def told(record: search.Record, name: str) -> list[str]:
    """The values of a filter of a record."""
    return [
        str(value)
        for value in html.document_fromstring(record.html).xpath(
            f"//meta[@data-pagefind-filter='{name}[content]']/@content"
        )
    ]


def places(record: search.Record) -> dict[str, str]:
    """The words of a record by the ids of their places."""
    return {str(place.get("id")): str(place.text) for place in html.document_fromstring(record.html).iter("p")}


def of(records: list[search.Record], state: str, language: str = "ru") -> list[search.Record]:
    """The records of a state in a language."""
    return [record for record in records if record.language == language and told(record, "state") == [state]]


def test_the_text_is_one_record_and_the_notes_another(telegram: list[search.Record]) -> None:
    """Each passage of the text as sent stands under its id on the reading page; so do the notes of the editors, apart from it."""
    (text,), (notes,) = of(telegram, search.TEXT), of(telegram, search.NOTE)

    assert text.name.endswith("/telegram.ru.reading.html")
    assert places(text)["ru-p02"].startswith("Вначале корейские товарищи")
    assert "указаниями" not in text.html
    assert "ru-n01" in places(notes)
    assert not set(places(notes)) & set(places(text))


def test_each_hand_has_its_own_words(telegram: list[search.Record]) -> None:
    """What a hand struck out and what it wrote lead to the act on the diplomatic page, and are found by the hand or by its writer."""
    struck = {told(record, "hand")[0]: record for record in of(telegram, search.STRUCK)}
    added = {told(record, "hand")[0]: record for record in of(telegram, search.ADDED)}

    assert places(struck["telegram.en/h-rev"])["ru-a05"] == "указаниями"
    assert places(struck["telegram.en/h-rev"])["ru-s03"] == "выводов"
    assert places(added["telegram.en/h-rev"])["ru-s03"] == "[методов]"
    assert told(added["telegram.en/h-rev"], "hand")[1:] == [search.UNNAMED]
    assert told(added["person-mikoyan"], "hand") == ["person-mikoyan"]
    assert all(record.name.endswith("/telegram.ru.diplomatic.html") for record in (*struck.values(), *added.values()))


def test_every_record_can_be_narrowed(telegram: list[search.Record]) -> None:
    """By year, by text in whatever language, and by whom the document names, whatever the state of its words; and sorted by its day."""
    for record in telegram:
        assert told(record, "document") == ["telegram.en"]
        assert record.html.count('content="1956-09-23"') == len(search.ORDERS)
        assert told(record, "year") == ["1956"]
        assert "person-nam-il" in told(record, "entry")


def test_every_place_can_be_reached(telegram: list[search.Record], root: Path) -> None:
    """Each id of a record is one of the page that it leads to."""
    pages = site.pages(corpus.find([root / "tei"]).documents, Settings()).files
    for record in telegram:
        ids = set(html.document_fromstring(pages[record.name.partition("/")[2]]).xpath("//@id"))
        assert set(places(record)) <= ids, record.name


def test_a_site_has_a_search_only_if_it_is_wanted(root: Path) -> None:
    """Without one there is no page, no script and no way to it."""
    made = site.pages(corpus.find([root / "tei"]).documents, Settings())

    assert made.records == ()
    assert not {name for name in made.files if name.startswith("search")}
    assert b"search.html" not in made.files["index.html"]


_LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>One.</p></body></text></TEI>"""


@pytest.mark.parametrize(("is_there", "is_wanted"), [(True, True), (False, True), (True, False)])
def test_a_site_is_built_with_or_without_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_there: bool, is_wanted: bool
) -> None:
    """Where it is missing the site has no search, and the build says so; in a language that nobody names a word is found too."""
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei/letter.xml").write_text(_LETTER, encoding="utf-8")
    if not is_there:
        monkeypatch.setattr(pagefind, "program", lambda: None)
    settings = Settings(site=Web(search=is_wanted))
    asked = corpus.find([tmp_path / "tei"], lenient=True)
    made = building.build(asked, settings, tmp_path / "out", formats=["html"], lenient=True, jobs=1)

    has_search = is_there and is_wanted
    assert ("search.html" in made.files) == ("search/und/pagefind.js" in made.files) == has_search
    assert made.is_unsearchable == (not is_there)
