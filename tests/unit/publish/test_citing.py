# SPDX-License-Identifier: MIT
"""A document is cited as the styles have it, from what its header says and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rispy
from lxml import html
from pybtex.database import parse_string

from edition.publish import citing, site
from edition.publish.citing import Work
from edition.render import record
from edition.settings import Settings, Web
from edition.source import corpus, document

ADDRESS = "https://example.org/telegrams/"


@pytest.fixture(scope="module")
def works(root: Path) -> dict[str, Work]:
    """The telegram in both languages."""
    made = {}
    for language in ("ru", "en"):
        source = document.read(root / f"tei/telegram.{language}.xml")
        assert isinstance(source, document.Document)
        name = f"telegram.{language}"
        made[language] = Work(name, record.of(source), language, "Telegrams", f"{ADDRESS}{name}.reading.html")
    return made


def test_it_is_cited_by_chicago(works: dict[str, Work]) -> None:
    """Author, title, translator, edition, date, archive and address, in this order."""
    assert citing.words(works["en"], "chicago") == (
        "Mikoyan, Anastas Ivanovich. “Telegram from A. Mikoyan to the CPSU Central Committee, 23 September 1956”. Translated by Gary "
        "Goldberg. <i>Telegrams</i>. tei-edition, September 23, 1956. Fond 5446, opis 98c, delo 718, fols. 3–6. State Archive of the "
        "Russian Federation (GARF). Moscow. https://example.org/telegrams/telegram.en.reading.html."
    )


def test_it_is_cited_by_gost(works: dict[str, Work]) -> None:
    """A document of an archive stands “in” it, after two strokes; an address makes it an electronic resource."""
    assert citing.words(works["ru"], "gost") == (
        "Микоян А. И. Телеграмма А. И. Микояна в ЦК КПСС, 23 сентября 1956 г. [Электронный ресурс] // "
        "ГАРФ. Ф.\u00a05446. Оп.\u00a098c. Д.\u00a0718. Л.\u00a03–6. 1956. URL: https://example.org/telegrams/telegram.ru.reading.html."
    )


def test_reference_managers_read_the_files(works: dict[str, Work]) -> None:
    """What is written is read again by other programs' readers, and says the same."""
    made = citing.files(works["ru"])
    (csl,) = json.loads(made["csl"])
    (ris,) = rispy.loads(made["ris"].decode())
    bibtex = parse_string(made["bibtex"].decode(), "bibtex").entries["telegram.ru"]

    assert made["ris"].startswith(b"TY  - MANSCPT")
    title = "Телеграмма А. И. Микояна в ЦК КПСС, 23 сентября 1956 г."
    assert (csl["title"], ris["title"], bibtex.fields["title"].strip("{}")) == (title, title, title)
    assert csl["issued"]["date-parts"] == [[1956, 9, 23]]
    assert ris["authors"] == ["Микоян, Анастас Иванович"]
    assert str(bibtex.persons["author"][0]) == "Микоян, Анастас Иванович"
    assert csl["archive_location"] == "Ф. 5446. Оп. 98c. Д. 718. Л. 3–6"


def test_what_is_not_known_is_not_said() -> None:
    """A document of which only the title is known is cited by its title; characters of HTML stay characters."""
    work = Work("a", {"title": "Ham & <eggs>"}, "en")
    for style in citing.STYLES:
        assert citing.words(work, style).strip("“”.").removesuffix("”, n.d") == "Ham &amp; &lt;eggs&gt;"
    (csl,) = json.loads(citing.files(work)["csl"])
    assert csl == {"id": "a", "type": "document", "title": "Ham & <eggs>", "language": "en"}
    assert citing.highwire(work, "", "") == [("citation_title", "Ham & <eggs>"), ("citation_language", "en")]


def test_a_page_says_what_it_is_to_machines(root: Path) -> None:
    """Its address, the words that reference managers look for, and what it is as JSON-LD, its original included."""
    documents = corpus.find([root / "tei"]).documents
    made = site.pages(documents, Settings(title="Telegrams", site=Web(ADDRESS)))
    page = html.document_fromstring(made.files["telegram.en.reading.html"])
    (said,) = page.xpath("//script[@type='application/ld+json']")
    linked = json.loads(said.text)

    assert page.xpath("string(//link[@rel='canonical']/@href)") == f"{ADDRESS}telegram.en.reading.html"
    assert page.xpath("string(//meta[@name='citation_author']/@content)") == "Mikoyan, Anastas Ivanovich"
    assert page.xpath("string(//meta[@name='citation_pdf_url']/@content)") == f"{ADDRESS}telegram.en.reading.pdf"
    assert linked["@type"] == ["ArchiveComponent", "CreativeWork"]
    assert linked["translationOfWork"][0]["@id"] == f"{ADDRESS}telegram.ru.reading.html"
    assert {each["encodingFormat"] for each in linked["encoding"]} == {"application/tei+xml", "application/pdf"}
    assert {"@type": "Person", "name": "Kim Il Sung", "sameAs": ["https://www.wikidata.org/entity/Q41117"]} in linked[
        "mentions"
    ]
    original = html.document_fromstring(made.files["telegram.ru.reading.html"])
    assert "workTranslation" in json.loads(original.xpath("string(//script[@type='application/ld+json'])"))
    cited = [element.text_content() for element in page.xpath("//dl[@class='citations']//dd")]
    assert [words.split(".")[0] for words in cited] == ["Mikoyan, Anastas Ivanovich", "Mikoyan A"]


def test_what_a_title_says_closes_no_script(tmp_path: Path) -> None:
    """Whatever stands in a header stays text: in the head of the page, and in the data for machines."""
    (tmp_path / "a.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>&lt;/script>&lt;b>"bold"</title>'
        "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
        "<text><body><p>One.</p></body></text></TEI>",
        encoding="utf-8",
    )
    files = site.pages(corpus.find([tmp_path]).documents, Settings(), with_books=False).files
    page = html.document_fromstring(files["a.reading.html"])

    assert page.xpath("//b") == []
    assert len(page.xpath("//script")) == 2
    assert json.loads(page.xpath("string(//script[@type='application/ld+json'])"))["name"] == '</script><b>"bold"'
