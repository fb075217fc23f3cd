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
        "Mikoyan, Anastas Ivanovich. “Telegram from A. Mikoyan to the CPSU Central Committee, 23 September 1956.” Translated by Gary "
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
        assert citing.words(work, style).strip("“”.").removesuffix(",” n.d") == "Ham &amp; &lt;eggs&gt;"
    (csl,) = json.loads(citing.files(work)["csl"])
    assert csl == {"id": "a", "type": "document", "title": "Ham & <eggs>", "language": "en"}
    assert citing.highwire(work, "", "") == [
        ("citation_title", "Ham & <eggs>"),
        ("citation_language", "en"),
        ("z:itemType", "document"),
    ]


def by(*agents: str, **more: str) -> Work:
    """A work by persons (`family, given`) or bodies, of which more is known."""
    author = [
        dict(zip(("family", "given"), agent.split(", "), strict=True)) if ", " in agent else {"literal": agent}
        for agent in agents
    ]
    language = more.pop("language", "en")
    return Work("a", {"title": "A diary", **({"author": author} if author else {}), **more}, language)


@pytest.mark.parametrize(
    ("work", "chicago", "gost"),
    [
        (by("Munch, Edvard"), "Munch, Edvard. “A Diary,” n.d.", "Munch E. A diary."),
        (by("Munch, Edvard", date="1890", until="1891"), "Munch, Edvard. “A Diary,” 1890–1891.", "Munch E. A diary. 1890–1891."),
        (by(date="1890-01-03", until="1890-05-01"), "“A Diary,” 1890.", "A diary. 1890."),
        (by(date="1890-05-03", until="1890-05-09"), "“A Diary,” May 1890.", "A diary. 1890."),
        (by("Ministry of Trade & Peace"), "Ministry of Trade &amp; Peace. “A Diary,” n.d.", "Ministry of Trade &amp; Peace. A diary."),
        (by("جبران, جبران خليل", date="1910"), "جبران, جبران خليل. “A Diary,” 1910.", "جبران جبران خليل. A diary. 1910."),
        (
            by("Zola, Émile", "Proust, Marcel", date="1898-01-13"),
            "Zola, Émile, and Marcel Proust. “A Diary,” January 13, 1898.",
            "Zola É., Proust M. A diary. 1898.",
        ),
        (by(title="Who goes?", date="-0257"), "“Who Goes?,” 257 BC.", "Who goes?. 257 BC."),
    ],
    ids=["undated", "years", "one year", "one month", "a body", "without capitals", "several", "before Christ"],
)  # fmt: skip
def test_whatever_is_known_of_it(work: Work, chicago: str, gost: str) -> None:
    """No date, a span, nobody, a body, a name that has no initials, several, a year before Christ."""
    assert (citing.words(work, "chicago"), citing.words(work, "gost")) == (chicago, gost)


def test_files_say_how_long_something_was_written() -> None:
    """CSL has both ends of a span; BibTeX and RIS what they can say, and no year is taken apart."""
    made = citing.files(by("Munch, Edvard", date="1890-01-03", until="1891-05-01"))
    assert json.loads(made["csl"])[0]["issued"]["date-parts"] == [[1890, 1, 3], [1891, 5, 1]]
    assert parse_string(made["bibtex"].decode(), "bibtex").entries["a"].fields["year"] == "1890/1891"
    ancient = citing.files(by(date="-0257-03"))
    assert parse_string(ancient["bibtex"].decode(), "bibtex").entries["a"].fields["year"] == "-257"
    assert rispy.loads(ancient["ris"].decode())[0]["year"] == "-257"


def test_each_who_received_a_letter_is_told() -> None:
    """In the files, for the words of a citation leave that to the title."""
    record = {"title": "To the brothers", "recipient": [{"family": "Bull", "given": "Ole"}, {"literal": "The Theatre"}]}
    made = citing.files(Work("a", record, "en"))
    assert rispy.loads(made["ris"].decode())[0]["secondary_authors"] == ["Bull, Ole", "The Theatre"]
    assert json.loads(made["csl"])[0]["recipient"] == record["recipient"]


def test_zotero_takes_it_for_what_it_is(works: dict[str, Work]) -> None:
    """Its translator for embedded metadata takes whatever has a title for an article, unless `z:itemType` says otherwise."""
    said = dict(citing.highwire(works["en"], "", ""))
    assert said["z:itemType"] == works["en"].csl()["type"] == "manuscript"
    assert said["z:archive"] == "State Archive of the Russian Federation (GARF)"
    assert said["DC.coverage"] == "fond 5446, opis 98c, delo 718, fols. 3–6"


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
