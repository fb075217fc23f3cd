# SPDX-License-Identifier: MIT
"""The site: which files it has, what leads where, and that it is laid down whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from edition import names
from edition.errors import WrongUse
from edition.publish import folder, frame, grouping, site
from edition.settings import Settings
from edition.source import corpus, document

TEI = f"""<TEI xmlns="{names.TEI}" xml:lang="{{lang}}"><teiHeader><fileDesc><titleStmt><title>{{title}}</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body><p xml:id="p1" {{more}}>One.</p></body></text></TEI>"""


def letter(folder: Path, name: str, lang: str = "en", more: str = "") -> document.Document:
    """A letter in a file of this name."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(TEI.format(lang=lang, title=name, more=more), encoding="utf-8")
    read = document.read(path)
    assert isinstance(read, document.Document)
    return read


@pytest.fixture(scope="module")
def telegram(root: Path) -> site.Pages:
    """The pages of our own documents."""
    return site.pages(corpus.find([root / "tei"]).documents, Settings())


def test_every_view_has_its_page(telegram: site.Pages) -> None:
    """Both languages in each view, the stages state by state, both texts side by side, an index in both languages."""
    about_many = ("index", "persons", "organisations", "places", "timeline", "about")
    assert {name for name in telegram.files if name.endswith(".html")} == {
        *(f"{name}{language}.html" for name in about_many for language in ("", ".ru")),
        "404.html",
        *(f"telegram.{language}.{view}.html" for language in ("ru", "en") for view in names.VIEWS),
        *(
            f"telegram.{language}.stages.{state}.html"
            for language in ("ru", "en")
            for state in ("base", "c-revised", "c-signed", "final")
        ),
        *(f"telegram.{language}.ledger.html" for language in ("ru", "en")),
        *(f"telegram.{language}.parallel.html" for language in ("ru", "en")),
    }
    assert telegram.findings == ()


def test_the_sources_are_as_the_editors_wrote_them(root: Path, telegram: site.Pages) -> None:
    """TEI files and registers are copied byte for byte, where their pointers find each other."""
    for name in ("telegram.ru.xml", "telegram.en.xml", "registers/persons.xml"):
        assert telegram.files[name] == (root / "tei" / name).read_bytes()


def unresolved(made: site.Pages, books: set[str]) -> list[str]:
    """The links of a site that arrive nowhere, these books and what `assets` gives counted in."""
    files = {*made.files, site.STYLE, site.SCRIPT, site.ICON, *books}
    trees = {name: html.document_fromstring(data) for name, data in made.files.items() if name.endswith(".html")}
    ids = {name: {str(given) for given in tree.xpath("//@id")} for name, tree in trees.items()}
    lost = []
    for name, tree in trees.items():
        for reference in map(str, tree.xpath("//@href | //@src")):
            target, _, fragment = reference.partition("#")
            if reference.startswith(("https://", "http://")):
                continue
            if (target or name) not in files or (fragment and fragment not in ids[target or name]):
                lost.append(f"{name}: {reference}")
    return lost


def test_every_link_of_the_site_arrives(telegram: site.Pages) -> None:
    """All of them, of all pages of our own documents."""
    books = {f"telegram.{language}.{view}.pdf" for language in ("ru", "en") for view in (*names.VIEWS, names.PARALLEL)}

    assert unresolved(telegram, books) == []


def test_the_schema_is_explained_where_the_documents_are_held_to_it(root: Path) -> None:
    """Its pages wear the style of the site, lead back to its first page, and are led to from there; every link arrives."""
    made = site.pages(
        corpus.find([root / "tei"]).documents, Settings(title="Letters"), with_books=False, with_schema=True
    )
    element = html.document_fromstring(made.files["schema/element.add.html"])

    assert made.files["about.html"].count(b'href="schema/index.html"') == 1
    assert [link.get("href") for link in element.xpath("//header//a")] == ["../index.html", "index.html"]
    assert [link.get("href") for link in element.xpath("//link[@rel='stylesheet']")] == [
        "../edition.css",
        "documentation.css",
    ]
    assert b"--paper:" not in made.files["schema/documentation.css"]


def test_what_explains_the_schema_is_kept_and_made_again_where_it_is_spoilt(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pages are the same whether they are made, were made before, or what was kept of them cannot be read."""
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path))
    found = corpus.find([root / "tei"]).documents
    made = site.pages(found, Settings(title="Letters"), with_books=False, with_schema=True).files
    (kept,) = tmp_path.glob("schemas/*.pages")
    for spoilt in (False, True):
        if spoilt:
            kept.write_bytes(kept.read_bytes()[:100])
        again = site.pages(found, Settings(title="Letters"), with_books=False, with_schema=True).files
        assert {name for name in again if again[name] != made[name]} == set()


def test_every_link_arrives_whatever_was_done(tmp_path: Path) -> None:
    """So too where every act there is was done, and every kind of element written by another hand, most of them without an id."""
    (tmp_path / "acts.xml").write_bytes((Path(__file__).parent / "acts.xml").read_bytes())
    made = site.pages(corpus.find([tmp_path]).documents, Settings(), with_books=False)

    assert unresolved(made, set()) == []
    ledger = html.document_fromstring(made.files["acts.ledger.html"])
    unled = [row.xpath("string(td[@class='what'])") for row in ledger.xpath("//tbody/tr[not(.//a[@class='way'])]")]
    assert len(ledger.xpath("//tbody/tr")) > 45
    # what stands in a reading of another witness is on no page but the ledger's
    assert [words.split()[-1] for words in unled] == ["e"]
    for name, page in made.files.items():
        ids = html.document_fromstring(page).xpath("//@id") if name.endswith(".html") else []
        assert len(ids) == len(set(ids)), name


def test_stages_lead_to_the_same_state(telegram: site.Pages) -> None:
    """The page of a state leads to the same state in the other language, and to the other views."""
    tree = html.document_fromstring(telegram.files["telegram.ru.stages.c-signed.html"])

    assert tree.xpath("//ul[@class='language']//a/@href") == ["telegram.en.stages.c-signed.html"]
    assert not tree.xpath("//link[@hreflang]")  # which wants the whole address, and nobody knows it
    assert tree.xpath("//ul[@class='view']//a/@href") == [
        "telegram.ru.reading.html",
        "telegram.ru.diplomatic.html",
        "telegram.ru.ledger.html",
        "telegram.ru.parallel.html",
    ]
    assert tree.xpath("string(//ul[@class='view']//*[@aria-current])") == "Стадии"


def test_a_text_alone_has_neither_stages_nor_a_counterpart(tmp_path: Path) -> None:
    """Without changes and without another language there are the two views, and no way to what is not there."""
    pages = site.pages([letter(tmp_path, "a.xml")], Settings(), with_books=False)

    assert sorted(pages.files) == [
        "404.html",
        "a.bib",
        "a.csl.json",
        "a.diplomatic.html",
        "a.reading.html",
        "a.ris",
        "a.xml",
        "about.html",
        "index.html",
    ]
    tree = html.document_fromstring(pages.files["a.reading.html"])
    assert len(tree.xpath("//ul[@class='view']/li")) == len(names.VIEWS)


def test_texts_stand_side_by_side_in_each_language(tmp_path: Path) -> None:
    """Each text of a group has the page that speaks its language; they lead to each other, and a text alone has none."""
    texts = [
        letter(tmp_path, "a.en.xml", more='corresp="a.ru.xml#p1"'),
        letter(tmp_path, "a.ru.xml", "ru"),
        letter(tmp_path, "b.xml"),
    ]

    files = site.pages(texts, Settings(), with_books=False).files

    pages = sorted(name for name in files if "parallel" in name)
    trees = [html.document_fromstring(files[name]) for name in pages]
    assert pages == ["a.en.parallel.html", "a.ru.parallel.html"]
    assert [tree.get("lang") for tree in trees] == ["en", "ru"]
    assert [tree.xpath("//ul[@class='language']//a/@href") for tree in trees] == [[pages[1]], [pages[0]]]


def test_languages_lead_to_each_other(telegram: site.Pages) -> None:
    """A page leads to the same view in the other language, and says which it is."""
    tree = html.document_fromstring(telegram.files["telegram.ru.reading.html"])

    links = [(link.get("hreflang"), link.get("href")) for link in tree.xpath("//ul[@class='language']//a")]

    assert links == [("en", "telegram.en.reading.html")]
    assert tree.xpath("string(//ul[@class='language']//*[@aria-current])") == "Русский"


def test_a_person_has_all_mentions(telegram: site.Pages) -> None:
    """On the page of people each has an entry: what is known, what the person did, and each naming with the words around it."""
    page = html.document_fromstring(telegram.files["persons.ru.html"])
    (mikoyan,) = page.xpath("//article[@id='person-mikoyan']")

    assert mikoyan.xpath("string(h2)") == "Микоян Анастас Иванович"
    assert [role.text for role in mikoyan.xpath(".//*[@class='role']")] == ["отправитель", "писал от руки"]
    named = mikoyan.xpath(".//ol[@class='contexts']//a")
    assert {link.xpath("string(b)") for link in named} >= {"Микоян", "А. Микоян"}
    assert all(link.get("href").startswith("telegram.ru.reading.html#") for link in named)
    text = html.document_fromstring(telegram.files["telegram.ru.reading.html"])
    for link in named:
        (reached,) = text.xpath("//*[@id=$id]", id=link.get("href").partition("#")[2])
        assert link.xpath("string(b)").split()[-1] in reached.text_content()


def test_two_registers_may_use_one_id(tmp_path: Path) -> None:
    """Each entry has its own place on the page, and its own mentions."""
    for name, person in (("a", "Smith, bishop"), ("b", "Smith, brewer")):
        register = f'<listPerson><person xml:id="smith"><persName>{person}</persName></person></listPerson>'
        tei(tmp_path, f"{name}.xml", f"<text><body>{register}</body></text>")
    named = '<p>The <persName ref="b.xml#smith">brewer</persName>.</p>'
    tei(tmp_path, "letter.xml", f"<text><body>{named}</body></text>")

    page = html.document_fromstring(
        site.pages(corpus.find([tmp_path]).documents, Settings(), with_books=False).files["persons.html"]
    )
    found = {article.xpath("string(h2)"): article.xpath("string(.//b)") for article in page.xpath("//article")}

    assert found == {"Smith, bishop": "", "Smith, brewer": "brewer"}


def test_a_long_register_has_a_page_for_each_who_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the page of people tells of each how many texts name him and leads to his own page, which has the places; to programs too."""
    monkeypatch.setattr(frame, "MOST", 2)
    persons = "".join(
        f'<person xml:id="{name.lower()}"><persName>{name}</persName></person>' for name in ("Ash", "Elm", "Oak")
    )
    tei(tmp_path, "persons.xml", f"<text><body><listPerson>{persons}</listPerson></body></text>")
    for number, named in enumerate(("ash", "ash", "elm")):
        words = f'<p>A letter of <persName ref="persons.xml#{named}">the same</persName>.</p>'
        tei(tmp_path, f"letter{number}.xml", f"<text><body>{words}</body></text>")

    made = site.pages(corpus.find([tmp_path]).documents, Settings(), with_books=False)
    common = html.document_fromstring(made.files["persons.html"])
    own = html.document_fromstring(made.files["person-ash.html"])

    assert [name for name in made.files if name.startswith("person-")] == ["person-ash.html", "person-elm.html"]
    assert [article.xpath("string(.//p)") for article in common.xpath("//article")] == ["Texts: 2", "Texts: 1"]
    assert not common.xpath("//ol[@class='contexts']") and not common.xpath("//script[@type]")
    assert own.xpath("string(//h1)") == "Ash" and own.xpath("//nav//a/@href")[0] == "documents.html"
    assert own.xpath("//ol[@class='contexts']//a/@href") == [
        f"letter{number}.reading.html#ed-p-2.1.1" for number in (0, 1)
    ]
    (entry,) = json.loads(own.xpath("string(//script[@type='application/ld+json'])"))["@graph"]
    assert entry["@id"] == "persons.html#person-ash" and len(entry["subjectOf"]) == 2
    assert unresolved(made, set()) == []


def test_the_index_has_everything(telegram: site.Pages) -> None:
    """Title, summary, citation, every version, principles."""
    tree = html.document_fromstring(telegram.files["index.html"])
    words = tree.text_content()

    assert tree.xpath("string(//h1)").replace("\u00a0", " ").startswith("Telegram from A. Mikoyan")
    assert "Mikoyan once again assures" in words
    assert "GARF" in tree.xpath("string(//p[@class='citation'])")
    assert len(tree.xpath("//dl[@class='versions']//a")) == 18
    about = html.document_fromstring(telegram.files["about.html"])
    assert about.xpath("//section[@class='principles']//h3")


def test_a_document_is_grouped_by_what_it_points_to(tmp_path: Path) -> None:
    """Documents whose `@corresp` lead from one to the other are one text, whichever of them points."""
    first = letter(tmp_path, "a.xml", more='corresp="c.xml#p1"')
    second = letter(tmp_path, "b.xml")
    third = letter(tmp_path, "c.xml", "ru")

    assert grouping.groups([first, second, third]) == [[first, third], [second]]
    assert grouping.groups([third, second, first]) == [[third, first], [second]]


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    """Two files that would have the same pages are named, and nothing is overwritten."""
    both = [letter(tmp_path / "one", "a.xml"), letter(tmp_path / "two", "a.xml")]

    with pytest.raises(WrongUse, match="same pages"):
        site.pages(both, Settings())


def test_the_fonts_have_what_the_pages_draw(telegram: site.Pages) -> None:
    """Every character of the pages is in the set that the fonts are cut down to, those written as references too."""
    drawn = site.characters({"a.html": "<p>&amp;&#8258;é</p>".encode()})

    assert {"&", "⁂", "é"} <= drawn
    assert "\n" not in site.characters(telegram.files)


def test_a_site_replaces_a_site(tmp_path: Path) -> None:
    """The new site has only its own files; nothing is left beside it."""
    out = tmp_path / "build"
    folder.write({"a.html": b"1", "fonts/f": b"2"}.items(), out)
    folder.write({"b.html": b"3"}.items(), out)

    assert {path.name for path in out.iterdir()} == {"b.html", folder.MARK}
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_what_is_no_site_is_left_alone(tmp_path: Path) -> None:
    """A folder with other people's files is refused before anything happens to it."""
    (tmp_path / "thesis.odt").write_text("ten years", encoding="utf-8")

    with pytest.raises(WrongUse, match="did not make"):
        folder.write({"a.html": b"1"}.items(), tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_failed_build_leaves_the_last_good_one(tmp_path: Path) -> None:
    """An error in the middle of writing changes nothing, and nothing half-made stays."""
    out = tmp_path / "build"
    folder.write({"a.html": b"good"}.items(), out)

    with pytest.raises(ValueError, match="leads out"):
        folder.write({"a.html": b"bad", "../b.html": b"bad"}.items(), out)

    assert (out / "a.html").read_bytes() == b"good"
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_the_same_documents_give_the_same_site(root: Path, telegram: site.Pages) -> None:
    """Two builds of the same documents have the same bytes, assets included."""
    again = site.pages(corpus.find([root / "tei"]).documents, Settings())

    assert again == telegram
    assert site.assets(Settings(), site.characters(again.files)) == site.assets(
        Settings(), site.characters(telegram.files)
    )


HEADER = f"""<TEI xmlns="{names.TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Persons</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>{{}}</TEI>"""
PERSONS = '<listPerson><person xml:id="a"><persName>Ada Byron</persName></person></listPerson>'


def tei(folder: Path, name: str, parts: str) -> document.Document:
    """A file with these parts after its header."""
    path = folder / name
    path.write_text(HEADER.format(parts), encoding="utf-8")
    read = document.read(path)
    assert isinstance(read, document.Document)
    return read


@pytest.mark.parametrize(
    ("parts", "is_register"),
    [
        (f"<standOff>{PERSONS}</standOff>", True),
        (f"<text><body><head>Who</head>{PERSONS}</body></text>", True),
        (f"<standOff>{PERSONS}</standOff><text><body>{PERSONS}</body></text>", True),
        (f"<standOff>{PERSONS}</standOff><text><group><text><body><p>One.</p></body></text></group></text>", False),
        (f"<standOff>{PERSONS}</standOff><sourceDoc><surface/></sourceDoc>", False),
        (f"<standOff>{PERSONS}</standOff><TEI><teiHeader/><text><body><p>One.</p></body></text></TEI>", False),
        (f"<text><front><p>Why</p></front><body>{PERSONS}</body></text>", False),
        ("<text><body/></text>", False),
        ("", False),
    ],
)
def test_a_register_has_no_pages_beside_a_text(tmp_path: Path, parts: str, is_register: bool) -> None:
    """A register is what lists names and has no text of its own, at whatever depth a text may lie."""
    other, asked = letter(tmp_path, "letter.xml"), tei(tmp_path, "asked.xml", parts)

    assert grouping.texts([other, asked]) == [other, *([] if is_register else [asked])]


def test_registers_alone_are_an_edition_of_registers(tmp_path: Path) -> None:
    """Where there is no text, a register has its pages, with all that it lists and no sheet."""
    made = site.pages([tei(tmp_path, "persons.xml", f"<standOff>{PERSONS}</standOff>")], Settings())

    page = html.fromstring(made.files["persons.reading.html"])
    assert [entry.text_content() for entry in page.xpath("//section[@id='ed-names']//dt")] == ["Ada Byron"]
    assert not html.fromstring(made.files["persons.diplomatic.html"]).xpath("//*[@id='text']")


def test_a_header_alone_has_a_page(tmp_path: Path) -> None:
    """What the header says of a document can be read though nobody transcribed it."""
    made = site.pages([tei(tmp_path, "later.xml", "")], Settings())

    assert [h.text_content() for h in html.fromstring(made.files["later.reading.html"]).xpath("//h1")] == ["Persons"]
