# SPDX-License-Identifier: MIT
"""What machines are told of an edition: each file is read by a reader that is not ours, and says what the headers say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import etree, html

from edition import names
from edition.findings import Severity
from edition.publish import site
from edition.publish.catalogues import OFFERED, sitemap
from edition.settings import Settings, Web
from edition.source import corpus
from edition.validate import check

URL = "https://example.org/telegrams/"
GATEWAY = "https://gateway.example.net/oai/"
ALL = Web(URL, "editors@example.org", GATEWAY, cmif=True)
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "a": "http://www.w3.org/2005/Atom",
    "r": "http://www.openarchives.org/OAI/2.0/static-repository",
    "o": "http://www.openarchives.org/OAI/2.0/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "t": names.TEI,
}


def built(folder: Path, web: Web) -> dict[str, bytes]:
    """The files of a site, but its books."""
    documents = corpus.find([folder]).documents
    return site.pages(documents, Settings(title="Telegrams", site=web), with_books=False).files


@pytest.fixture(scope="module")
def telegrams(root: Path) -> dict[str, bytes]:
    """The site of our own documents, which says all that it can."""
    return built(root / "tei", ALL)


def xml(data: bytes) -> etree._Element:
    """A file of XML, read."""
    return etree.fromstring(data)


def said(element: etree._Element, path: str) -> list[str]:
    """Texts or attributes, by an XPath."""
    return [str(found) for found in element.xpath(path, namespaces=SPACES)]


def name_of(address: str) -> str:
    """The file of the site that an address leads to."""
    assert address.startswith(URL)
    return address.removeprefix(URL).partition("#")[0]


def test_every_page_is_in_the_sitemap_and_nothing_else(telegrams: dict[str, bytes]) -> None:
    """Each page but that for lost readers, with its versions in other languages; every address leads to a file."""
    whole = xml(telegrams["sitemap.xml"])
    pages = {name_of(address) for address in said(whole, "//s:loc/text()")}
    first_states = {name for name in telegrams if ".stages.base." in name}
    later_states = {name for name in telegrams if ".stages." in name} - first_states

    assert pages == {name for name in telegrams if name.endswith(".html")} - {"404.html"} - later_states
    assert {name_of(address) for address in said(whole, "//x:link/@href")} <= set(telegrams)
    reading = f"//s:url[s:loc = '{URL}telegram.ru.reading.html']"
    assert said(whole, f"{reading}/x:link[@hreflang = 'en']/@href") == [f"{URL}telegram.en.reading.html"]
    assert said(whole, f"{reading}/s:lastmod/text()") == ["2026-11-24"]


def test_a_page_names_its_other_languages_by_whole_addresses(telegrams: dict[str, bytes]) -> None:
    """Of a document, of one of its states, of a page about all of them."""
    for page, other in (
        ("telegram.ru.reading.html", "telegram.en.reading.html"),
        ("telegram.ru.stages.c-signed.html", "telegram.en.stages.c-signed.html"),
        ("persons.html", "persons.ru.html"),
    ):
        links = html.document_fromstring(telegrams[page]).xpath("//link[@hreflang]/@href")
        assert set(links) == {URL + page, URL + other}


def test_a_large_site_has_several_sitemaps(
    root: Path, telegrams: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protocol allows so many addresses in one file; then the sitemap lists files, which together have them all."""
    monkeypatch.setattr(sitemap, "MOST", 10)
    files = built(root / "tei", ALL)
    parts = [name_of(address) for address in said(xml(files["sitemap.xml"]), "/s:sitemapindex/s:sitemap/s:loc/text()")]
    listed = [said(xml(files[part]), "/s:urlset/s:url/s:loc/text()") for part in parts]

    assert max(map(len, listed)) == 10
    assert [address for part in listed for address in part] == said(xml(telegrams["sitemap.xml"]), "//s:loc/text()")


def test_robots_are_told_where_the_site_is_a_whole_host(root: Path, telegrams: dict[str, bytes]) -> None:
    """Nobody looks for `robots.txt` in a folder."""
    assert "robots.txt" not in telegrams
    host = built(root / "tei", Web("https://example.org/"))
    assert b"Sitemap: https://example.org/sitemap.xml" in host["robots.txt"]


def test_the_feed_tells_of_changes_that_headers_date(telegrams: dict[str, bytes]) -> None:
    """What RFC 4287 wants of a feed and of an entry is there; the days are those of the headers."""
    feed = xml(telegrams["feed.xml"])
    for path in ("a:id", "a:title", "a:updated", "a:author/a:name", "a:link[@rel = 'self']"):
        assert len(feed.xpath(path, namespaces=SPACES)) == 1
    for entry in feed.xpath("a:entry", namespaces=SPACES):
        for path in ("a:id", "a:title", "a:updated", "a:link[@rel = 'alternate']"):
            assert len(entry.xpath(path, namespaces=SPACES)) == 1
    assert set(said(feed, "//a:updated/text()")) == {"2026-11-24T00:00:00Z"}
    assert {name_of(address) for address in said(feed, "a:entry/a:id/text()")} == {
        f"telegram.{language}.reading.html" for language in ("en", "ru")
    }


def test_harvesters_find_a_repository(telegrams: dict[str, bytes]) -> None:
    """The rules for static repositories: what `Identify` must hold, one list of records, no sets, no tokens, unique identifiers."""
    repository = xml(telegrams["oai.xml"])
    identify = repository.xpath("r:Identify", namespaces=SPACES)[0]
    told = {etree.QName(child).localname: child.text for child in identify}

    assert [etree.QName(child).localname for child in repository] == ["Identify", "ListMetadataFormats", "ListRecords"]
    assert told == {
        "repositoryName": "Telegrams",
        "baseURL": f"{GATEWAY}example.org/telegrams/oai.xml",
        "protocolVersion": "2.0",
        "adminEmail": "editors@example.org",
        "earliestDatestamp": "2026-11-24",
        "deletedRecord": "no",
        "granularity": "YYYY-MM-DD",
    }
    identifiers = said(repository, "//o:header/o:identifier/text()")
    assert identifiers == ["oai:example.org:telegram.en", "oai:example.org:telegram.ru"]
    assert not repository.xpath("//o:setSpec | //o:resumptionToken", namespaces=SPACES)
    record = repository.xpath("//o:record[2]/o:metadata/oai_dc:dc", namespaces=SPACES)[0]
    assert said(record, "dc:creator/text()") == ["Микоян, Анастас Иванович"]
    assert said(record, "dc:identifier/text()") == [f"{URL}telegram.ru.reading.html"]
    assert said(record, "dc:source/text()") == ["ГАРФ. Ф.\u00a05446. Оп.\u00a098c. Д.\u00a0718. Л.\u00a03–6"]


def test_letters_are_told_to_correspsearch(tmp_path: Path, telegrams: dict[str, bytes]) -> None:
    """A letter once, in its own language, by valid TEI, with the addresses that registers are sure of and no other."""
    letters = xml(telegrams["correspondence.xml"])
    (tmp_path / "correspondence.xml").write_bytes(telegrams["correspondence.xml"])
    found = check.check_documents(corpus.find([tmp_path]), check.edition_schemas())
    errors = [finding for finding in found if finding.severity is Severity.ERROR]

    assert errors == []
    assert said(letters, "//t:correspDesc/@ref") == [f"{URL}telegram.ru.reading.html"]
    assert said(letters, "//t:correspAction/@type") == ["sent", "received"]
    sent = "//t:correspAction[@type = 'sent']"
    assert said(letters, f"{sent}/t:persName/text()") == ["Микоян Анастас Иванович"]
    assert said(letters, f"{sent}/t:persName/@ref") == []
    assert said(letters, f"{sent}/t:placeName/@ref") == ["https://www.wikidata.org/entity/Q18808"]
    assert said(letters, f"{sent}/t:date/@when") == ["1956-09-23"]
    assert said(letters, "//t:licence/@target") == ["https://creativecommons.org/licenses/by/4.0/"]
    (source,) = said(letters, "//t:bibl/@xml:id")
    assert said(letters, "//t:correspDesc/@source") == [f"#{source}"]
    assert re.fullmatch(r"[a-f][0-9a-f]{7}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", source)


def test_programs_find_the_texts(telegrams: dict[str, bytes]) -> None:
    """From the entry point a client of DTS comes to each document and its paragraphs, by addresses that it makes of the templates."""

    def ask(template: str, path: str) -> dict[str, object]:
        return dict(json.loads(telegrams[name_of(re.sub(r"\{[^}]*\}", path, template))]))

    entry = json.loads(telegrams["dts/entry.json"])
    whole = ask(entry["collection"], "")
    members = whole["member"]
    assert isinstance(members, list)
    assert [member["@id"] for member in members] == ["telegram.en", "telegram.ru"]
    assert whole["totalChildren"] == 2
    assert ask(entry["collection"], f"/{whole['@id']}")["member"] == members
    for member in members:
        assert ask(entry["collection"], f"/{member['@id']}")["title"] == member["title"]
        assert ask(member["collection"], "/parents")["member"][0]["@id"] == whole["@id"]  # type: ignore[index]
        units = ask(member["navigation"], ";down=1")["member"]
        assert isinstance(units, list)
        page = html.document_fromstring(telegrams[name_of(units[0]["@id"])].decode())
        ids = {unit["identifier"] for unit in units}
        source = xml(telegrams[name_of(member["document"])])
        assert ids <= set(said(source, "//@xml:id"))
        assert len(ids) == len(units) > 20
        assert ids & set(page.xpath("//@id"))


def test_registers_are_linked_data(telegrams: dict[str, bytes]) -> None:
    """An entry in all its languages, with its authorities; its address is that of its place on a page, which says the same."""
    graph = json.loads(telegrams["registers.jsonld"])["@graph"]
    (kim,) = [entry for entry in graph if entry["@id"].endswith("#person-kim-il-sung")]

    assert kim["@type"] == "Person"
    assert {name["@language"]: name["@value"] for name in kim["name"]} == {"ru": "Ким Ир Сен", "en": "Kim Il Sung"}
    assert kim["sameAs"] == ["https://www.wikidata.org/entity/Q41117"]
    assert (kim["birthDate"], kim["deathDate"]) == ("1912-04-15", "1994-07-08")
    assert {"@id": f"{URL}telegram.ru.reading.html"} in kim["subjectOf"]
    for entry in graph:
        address = entry["@id"]
        page = html.document_fromstring(telegrams[name_of(address)].decode())
        assert page.get_element_by_id(address.partition("#")[2]) is not None
    (embedded,) = html.document_fromstring(telegrams["persons.ru.html"].decode()).xpath(
        "//script[@type='application/ld+json']"
    )
    assert kim in json.loads(embedded.text)["@graph"]


@pytest.mark.parametrize(("page", "heading"), [("about.html", "Data"), ("about.ru.html", "Данные")])
def test_readers_are_told_of_all_this(telegrams: dict[str, bytes], page: str, heading: str) -> None:
    """The page about the edition names each file; the feed is in the head of the pages about many documents."""
    about = html.document_fromstring(telegrams[page].decode())
    (section,) = about.xpath("//section[@aria-labelledby='data-heading']")

    assert section.findtext("h2") == heading
    assert section.xpath(".//a/@href") == ["registers.jsonld", *OFFERED]
    assert set(section.xpath(".//a/@href")) <= set(telegrams)
    assert about.xpath("//link[@type='application/atom+xml']/@href") == ["feed.xml"]


def test_what_nobody_said_is_not_made_up(tmp_path: Path, root: Path) -> None:
    """Without an address there are no files that need it; without somebody to write to no repository; without consent no CMIF."""
    assert {"registers.jsonld"} == {
        name for name in built(root / "tei", Web()) if name in {"registers.jsonld", *OFFERED}
    }
    plain = built(root / "tei", Web(URL))
    assert "oai.xml" not in plain
    assert "correspondence.xml" not in plain
    (tmp_path / "a.xml").write_text(
        f'<TEI xmlns="{names.TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt><p/>'
        "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>One.</p></body></text></TEI>",
        encoding="utf-8",
    )
    undated = built(tmp_path, ALL)
    assert {"feed.xml", "oai.xml", "correspondence.xml"}.isdisjoint(undated)
    assert "lastmod" not in undated["sitemap.xml"].decode()


def test_addresses_are_uris(tmp_path: Path, root: Path) -> None:
    """A file may be called anything; in an address, what is no character of one is written as such."""
    (tmp_path / "Письмо 1.xml").write_bytes((root / "tei/telegram.ru.xml").read_bytes())
    files = built(tmp_path, ALL)

    for name in ("sitemap.xml", "feed.xml", "oai.xml", "correspondence.xml", "dts/collection.json"):
        for address in re.findall(rf"{re.escape(URL)}[^\"<{{]*", files[name].decode()):
            assert re.fullmatch(r"[!#$%&'()*+,\-./:;=?@\w~]+", address, re.ASCII), address
    assert f"{URL}%D0%9F%D0%B8%D1%81%D1%8C%D0%BC%D0%BE%201.reading.html" in said(
        xml(files["sitemap.xml"]), "//s:loc/text()"
    )


def test_the_same_documents_give_the_same_bytes(root: Path, telegrams: dict[str, bytes]) -> None:
    """No clock, no chance."""
    assert built(root / "tei", ALL) == telegrams
