# SPDX-License-Identifier: MIT
"""Views: what a reader sees, letter by letter, of documents of a few lines and of the telegram."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html

from edition import names
from edition.findings import Severity
from edition.render import stylesheets, view
from edition.render import text as plain
from edition.source import document

HANDS = """
  <profileDesc><handNotes>
    <handNote xml:id="h-typist" scope="major" medium="typewriter">Typed.</handNote>
    <handNote xml:id="h-first" scope="minor">First hand.</handNote>
    <handNote xml:id="h-second" scope="minor">Second hand.</handNote>
    <handNote xml:id="h-idle" scope="minor">Wrote nothing.</handNote>
  </handNotes></profileDesc>"""

Render = Callable[..., html.HtmlElement]


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., document.Document]:
    """`made(BODY, lang="en", hands=True)`: a document with this body."""

    def make(
        body: str, *, lang: str = "en", hands: bool = True, header: str = "", places: dict[str, str] | None = None
    ) -> document.Document:
        path = tmp_path / "letter.xml"
        path.write_text(
            f'<TEI xmlns="{names.TEI}" xml:lang="{lang}"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>'
            f"<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>{HANDS if hands else ''}{header}"
            f"</teiHeader><text><body>{body}</body></text></TEI>",
            encoding="utf-8",
        )
        read = document.read(path, document.Manner(places=places or {}))
        assert isinstance(read, document.Document)
        return read

    return make


@pytest.fixture
def page(made: Callable[..., document.Document]) -> Render:
    """`page("diplomatic", BODY)`: the page of a document with this body, as a tree."""

    def render(name: str, body: str, **more: object) -> html.HtmlElement:
        return html.document_fromstring(view.render(made(body, **more), name).html)

    return render


def own_words(element: html.HtmlElement) -> str:
    """The text of an element without what the edition says in it, white space gone."""
    copied = html.fragment_fromstring(html.tostring(element, encoding="unicode", with_tail=False))
    for said in copied.xpath(".//*[@data-by='edition' or @class='vh']"):
        _emptied(said)
    return re.sub(r"\s+", "", copied.text_content())


def _emptied(element: html.HtmlElement) -> None:
    tail, parent = element.tail or "", element.getparent()
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def one(page: html.HtmlElement, path: str) -> html.HtmlElement:
    """The only element of a page that a path finds."""
    (found,) = page.xpath(path)
    return found


DOCUMENTS = ("telegram.ru.xml", "telegram.en.xml")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_lost(root: Path, name: str) -> None:
    """The diplomatic sheet has every character of the document, once, in order."""
    telegram = document.read(root / "tei" / name)
    assert isinstance(telegram, document.Document)
    sheet = html.document_fromstring(view.render(telegram, "diplomatic").html).get_element_by_id("text")

    shown = own_words(sheet)

    assert shown == re.sub(r"\s+|\[…\]|[\[\]]", "", plain.render(telegram, view="diplomatic"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_has_leaked(root: Path, name: str) -> None:
    """The reading text has the characters that stand in the end, and no other."""
    telegram = document.read(root / "tei" / name)
    assert isinstance(telegram, document.Document)
    text = html.document_fromstring(view.render(telegram, "reading").html).get_element_by_id("text")
    for furniture in text.xpath(".//section[contains(@class, 'on-document-list')]"):
        _emptied(furniture)

    shown = own_words(text)

    assert shown == re.sub(r"\s+|\[…\]|[\[\]]", "", plain.render(telegram, view="reading"))


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("shown", names.VIEWS)
def test_every_link_within_a_page_arrives(root: Path, name: str, shown: str) -> None:
    """Each id stands once, and each link to an id finds it."""
    telegram = document.read(root / "tei" / name)
    assert isinstance(telegram, document.Document)
    tree = html.document_fromstring(view.render(telegram, shown).html)
    ids = tree.xpath("//@id")

    wanted = {str(href)[1:] for href in tree.xpath("//a/@href") if str(href).startswith("#")}

    assert len(ids) == len(set(ids))
    assert wanted <= set(ids)


@pytest.mark.parametrize("shown", names.VIEWS)
def test_the_same_document_gives_the_same_page(root: Path, shown: str) -> None:
    """Rendering twice gives the same bytes."""
    telegram = document.read(root / "tei" / DOCUMENTS[0])
    assert isinstance(telegram, document.Document)

    assert view.render(telegram, shown) == view.render(telegram, shown)


def test_what_is_made_together_is_what_is_made_alone(root: Path) -> None:
    """One run gives each page and the card as a run for each does, and a manner of the diplomatic view reaches no other."""
    telegram = document.read(root / "tei" / DOCUMENTS[0])
    assert isinstance(telegram, document.Document)
    wanted = (*names.VIEWS, names.LEDGER, stylesheets.CARD)
    alone = {name: view.render_all(telegram, [name]).texts[name] for name in wanted}

    assert view.render_all(telegram, wanted).texts == alone

    leiden = view.render_all(telegram, wanted, manner=view.Manner("leiden")).texts
    assert {name for name in wanted if leiden[name] != alone[name]} == {"diplomatic"}


def test_what_bears_a_state_is_for_one_page(made: Callable[..., document.Document]) -> None:
    """Of pages made together each has its own links and its own head, and those that are for all."""
    links = tuple(view.Link("language", f"a.{name}.html", language="de", state=name) for name in names.VIEWS)
    heads = tuple(view.Head(name, f"https://example.org/{name}") for name in names.VIEWS)
    frame = view.Frame("Letters", links=(*links, view.Link("language", "here", language="en")), heads=heads)

    pages = view.render_all(made("<p>a</p>"), names.VIEWS, frame).texts
    for name, text in pages.items():
        page = html.document_fromstring(text)
        assert page.xpath("//nav//a[@hreflang]/@href") == ["here", f"a.{name}.html"]
        assert page.xpath("//link[@rel='canonical']/@href") == [f"https://example.org/{name}"]


def test_every_paragraph_and_alteration_can_be_reached(root: Path) -> None:
    """Each `xml:id` of a paragraph or an act is an id of the diplomatic page."""
    telegram = document.read(root / "tei" / DOCUMENTS[0])
    assert isinstance(telegram, document.Document)
    tree = html.document_fromstring(view.render(telegram, "diplomatic").html)

    wanted = telegram.tree.xpath(
        "//tei:text//*[self::tei:p or self::tei:add or self::tei:del or self::tei:subst or self::tei:item]/@xml:id",
        namespaces=names.NAMESPACES,
    )

    assert set(map(str, wanted)) <= set(map(str, tree.xpath("//@id")))


def test_an_addition_is_dressed_in_its_hand(page: Render) -> None:
    """An addition without a place stands in the line between carets, in its hand's dress, with its siglum."""
    tree = page("diplomatic", '<p>We <add xml:id="a1" hand="#h-second">fully</add> agree.</p>')
    act = one(tree, "//ins[@id='a1']")

    assert act.get("class").split() == ["act", "inline", "hand", "hand-2", "by-h-second"]
    assert act.xpath("string(preceding-sibling::*[1])") == "‸"
    assert act.xpath("string(following-sibling::*[2])") == "B"
    assert act.text_content() == "[inserted, hand B: fully — end of insertion]"


@pytest.mark.parametrize(
    ("place", "placement"),
    [
        ("above", "above"),
        ("below", "below"),
        ("margin", "margin-right"),
        ("margin-left", "margin-left"),
        ("top", "edge"),
        ("Supralinear", "above"),
        ("encima", "above"),
        ("leftMargin", "margin-left"),
        ("на левом поле", "margin-left"),
        ("Foot", "edge"),
        ("am Spiegel", "inline"),
    ],
)
def test_an_addition_stands_where_it_was_made(page: Render, place: str, placement: str) -> None:
    """The place of an addition is a class that the style sheets know."""
    tree = page("diplomatic", f'<p>We <add xml:id="a1" hand="#h-first" place="{place}">fully</add> agree.</p>')

    assert placement in one(tree, "//ins[@id='a1']").get("class").split()


def test_a_word_of_the_project_for_a_place_reaches_the_page(page: Render) -> None:
    """What the project's settings make of a word decides where an addition and a note stand."""
    body = '<p>We <add xml:id="a1" place="dazu">fully</add> agree.<note xml:id="n1" hand="#h-first" place="Rand li.">Seen.</note></p>'
    tree = page("diplomatic", body, places={"Dazu": "above", "rand li.": "margin-left"})

    assert "above" in one(tree, "//ins[@id='a1']").get("class").split()
    assert tree.xpath("//*[@id='n1'][contains(@class, 'margin-left')]")


@pytest.mark.parametrize(
    "words",
    [
        '<hi hand="#h-first">x</hi>',
        '<orig hand="#h-first">x</orig>',
        '<persName hand="#h-first">x</persName>',
        '<seg hand="#h-first">x</seg>',
    ],
)
def test_whatever_a_hand_wrote_is_dressed_in_it(page: Render, words: str) -> None:
    """An element that is no act shows who wrote it, whether or not HTML has an element for it."""
    found = page("diplomatic", f"<p>a {words} b</p>")

    assert [element.text_content() for element in found.xpath("//*[@id='text']//*[contains(@class, 'written')]")] == [
        "x"
    ]


def test_a_stamp_is_listed_after_the_reading_text(page: Render) -> None:
    """What was stamped on the leaf stands with what else stands there, as far as it stands, and not among the words."""
    shown = page("reading", '<p>A <stamp type="receipt">RECEIVED <del>1</del></stamp> word.</p>')

    assert one(shown, "//*[@class='on-document-list']//q").text_content() == "RECEIVED"
    assert "A word." in one(shown, "//p[starts-with(@class, 'p')]").text_content()


def test_a_deletion_stays_legible(page: Render) -> None:
    """What was struck is there, in the diplomatic view alone."""
    body = '<p>We agree <del xml:id="d1" hand="#h-first">with the conclusions</del> in full.</p>'
    struck = one(page("diplomatic", body), "//del[@id='d1']")

    assert own_words(struck) == "withtheconclusions"
    assert struck.text_content().startswith("[deleted, hand A: ")
    assert "conclusions" not in page("reading", body).get_element_by_id("text").text_content()


def test_a_substitution_by_one_hand_is_signed_once(page: Render) -> None:
    """In a substitution the siglum stands behind the addition, not behind the deletion too; both are spoken of as one act."""
    tree = page("diplomatic", '<p>the <subst hand="#h-first"><del>conclusions</del> <add>methods</add></subst>.</p>')

    said = " ".join(each.text_content() for each in one(tree, "//*[@class='subst']").iter("del", "ins"))
    assert said == "[replaced, hand A: conclusions  — by: methods — end of replacement]"
    assert len(tree.xpath("//main//*[@id='text']//sup[contains(@class, 'siglum')]")) == 1


def test_a_doubted_act_is_marked(page: Render) -> None:
    """An act of low certainty has a question mark behind its siglum, and says so."""
    tree = page("diplomatic", '<p>We <add xml:id="a1" hand="#h-first" cert="low">fully</add> agree.</p>')

    assert "doubtful" in one(tree, "//ins[@id='a1']").text_content()
    assert one(tree, "//*[@id='text']//sup[contains(@class, 'siglum')]").text_content() == "A?"


def test_a_range_is_dressed_word_by_word(page: Render) -> None:
    """What stands between `delSpan` and its anchor is struck, across paragraphs, and spoken of at its two ends."""
    tree = page(
        "diplomatic",
        '<p>One <delSpan xml:id="d1" hand="#h-first" spanTo="#end"/>two</p><p>three<anchor xml:id="end"/> four</p>',
    )
    struck = tree.xpath("//*[@id='text']//del")

    assert [own_words(element) for element in struck] == ["two", "three"]
    assert [len(element.xpath("span[@class='vh']")) for element in struck] == [1, 1]


def test_a_hand_keeps_its_siglum_in_every_view(page: Render) -> None:
    """A note by the second hand is signed B in the reading view, where no act of the first is left."""
    body = (
        '<p>We <add hand="#h-first">fully</add> agree.</p>'
        '<note type="receipt" hand="#h-second" place="bottom">Received.</note>'
    )
    furniture = one(page("reading", body), "//ul[@class='furniture']/li")

    assert furniture.text_content() == "Receipt: Received. (hand B)"


def test_the_legend_is_made_from_what_is_used(page: Render) -> None:
    """A hand that wrote nothing and a sign that is not used are not explained."""
    legend = one(
        page("diplomatic", '<p>We <add hand="#h-first">fully</add> agree.</p>'),
        "//section[starts-with(@class, 'legend')]",
    )

    hands = [" ".join(row.text_content().split()) for row in legend.xpath("details/dl[@class='hands']/div")]
    signs = [row.text_content() for row in legend.xpath("details/dl[@class='signs']//dd")]

    assert hands == ["abcTyped.", "abcAFirst hand."]
    assert signs == ["inserted; the transcript does not say where about the line"]


def test_a_sheet_without_leaves_says_so(page: Render) -> None:
    """Where no leaf is recorded the diplomatic page is one sheet, and says it; where one is, it names it."""
    plain_sheet = page("diplomatic", "<p>One.</p>")
    leaves = page("diplomatic", '<pb n="3"/><p>One.<pb n="4"/> Two.</p>')

    assert "does not record" in one(plain_sheet, "//p[@class='shape']").text_content()
    assert [label.text_content() for label in leaves.xpath("//span[@class='leaf-label']")] == ["leaf 3", "leaf 4"]


def test_a_hyphen_that_betrays_a_line_is_kept(page: Render) -> None:
    """Without lines recorded a known line end is a sign; in the reading view the word is whole."""
    body = '<p>the govern-<lb break="no"/>ment.</p>'

    assert "govern-|" in page("diplomatic", body).get_element_by_id("text").text_content()
    assert "government" in page("reading", body).get_element_by_id("text").text_content()


def test_what_the_editor_supplied_is_in_brackets(page: Render) -> None:
    """Conjectures wear brackets, doubt and loss their own look, never a hand's."""
    tree = page(
        "reading",
        '<p><supplied reason="lost">We</supplied> <unclear>agree</unclear> '
        '<gap reason="illegible" quantity="2" unit="word"/>.</p>',
    )
    text = tree.get_element_by_id("text")

    assert one(text, ".//span[@class='supplied']").text_content() == "[We]"
    assert one(text, ".//span[@class='unclear']").text_content() == "[uncertain reading: agree]"
    assert one(text, ".//span[@class='gap']/span[@class='vh']").text_content() == "[gap, illegible, words: 2]"


def test_notes_go_in_two_series(page: Render) -> None:
    """Letters for the text, numbers for the matter; each call leads to its note, each note back."""
    tree = page(
        "reading",
        '<p>One<note type="textual" resp="#ed" xml:id="t1">T1</note> two<note type="commentary" resp="#ed" xml:id="n1">N1</note>'
        ' three<note type="textual" resp="#ed" xml:id="t2">T2</note>.</p>',
    )

    calls = [(call.get("href"), call.xpath("string(text())")) for call in tree.xpath("//a[@role='doc-noteref']")]
    backs = [back.get("href") for back in tree.xpath("//a[@role='doc-backlink']")]

    assert calls == [("#t1", "a"), ("#n1", "1"), ("#t2", "b")]
    assert backs == ["#t1-mark", "#t2-mark", "#n1-mark"]


def test_russian_letters_for_a_russian_text(page: Render) -> None:
    """The series of letters and the words of the edition follow the language of the text."""
    notes = "".join(f'слово<note type="textual" resp="#ed">Т{number}</note> ' for number in range(11))
    tree = page("reading", f"<p>{notes}</p>", lang="ru")

    assert tree.xpath("//a[@role='doc-noteref']/text()") == list("абвгдежзикл")
    assert one(tree, "//section[@role='doc-endnotes']/h2").text_content() == "Примечания"


def test_the_call_of_a_note_belongs_to_the_word_before_it(page: Render) -> None:
    """A note on a cancelled word is called from the word before, not from the gap."""
    text = page(
        "reading",
        '<p>We agree <del hand="#h-first">fully</del><note type="textual" resp="#ed">fully <hi>deleted</hi></note> with you.</p>',
    ).get_element_by_id("text")
    call = one(text, ".//a[@role='doc-noteref']")

    assert str(call.xpath("preceding-sibling::text()[1]")[0]).endswith("agree")
    assert call.tail == " with you."


def test_a_change_of_language_is_marked(page: Render) -> None:
    """Each `xml:lang` becomes a `lang`, in the spelling of the web."""
    tree = page("reading", '<p>He said <foreign xml:lang="rus">да</foreign>.</p>')

    assert one(tree, "//i[@class='foreign']").get("lang") == "ru"
    assert tree.get("lang") == "en"


def test_an_unknown_element_is_shown_and_reported(made: Callable[..., document.Document]) -> None:
    """No word is dropped for want of a rule, and a finding names the element at its place."""
    letter = made("<p>We <dell>fully</dell> agree.</p>")
    rendering = view.render(letter, "reading")
    (finding,) = rendering.findings

    assert "fully" in rendering.html
    assert (finding.code, finding.severity) == ("VIEW001", Severity.WARNING)
    assert "dell" in finding.message
    assert finding.place.path == "/TEI/text/body/p/dell"
    assert letter.line(finding.place.line)[finding.place.column - 1 :].startswith("<dell>")


def test_the_page_asks_nothing_of_others(page: Render) -> None:
    """A policy forbids what is not of the page's own folder, and nothing inline is needed."""
    tree = page("reading", "<p>One.</p>")
    policy = one(tree, "//meta[@http-equiv='Content-Security-Policy']").get("content")

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not tree.xpath("//@style | //style | //script[not(@src)]")


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("<lg><l>One</l><l>Two</l></lg>", "//div[@class='lg']/div[@class='l'][2]"),
        ("<sp><speaker>A</speaker><p>Word</p></sp>", "//div[@class='sp']/p[@class='speaker']"),
        ('<list rend="numbered"><item>One</item></list>', "//ol/li"),
        ("<list><item>One</item></list>", "//ul/li"),
        ('<list type="gloss"><label>A</label><item>One</item></list>', "//dl/dt"),
        (
            "<table><head>T</head><row role='label'><cell>A</cell></row><row><cell cols='2'>B</cell></row></table>",
            "//th",
        ),
        ("<figure><head>H</head><figDesc>A face.</figDesc></figure>", "//figure/figcaption"),
        ("<p>One <hi rend='bold'>two</hi></p>", "//b[contains(@class, 'bold')]"),
        ("<p>One <hi style='font-style: italic'>two</hi></p>", "//i[contains(@class, 'italic')]"),
        ("<p>See <ref target='https://example.org/'>this</ref></p>", "//a[@href='https://example.org/']"),
        ("<p>A list:<list><item>One</item></list></p>", "//div[contains(@class, 'p')]/ul"),
        (
            "<div><head>One</head><div><head>Two</head><p>x</p></div></div>",
            "//section/h2/following-sibling::section/h3",
        ),
        ("<p><choice><sic>teh</sic><corr>the</corr></choice></p>", "//p[contains(., 'the')]"),
        ("<p>x<gap/></p>", "//span[@class='gap']"),
    ],
)
def test_what_strangers_write(page: Render, body: str, path: str) -> None:
    """The common vocabulary of the TEI becomes the HTML that means the same."""
    assert page("reading", body).xpath(path)


def test_an_apparatus_entry_is_a_textual_note(page: Render) -> None:
    """The text has the lemma, its note the readings with the sigla of their witnesses."""
    tree = page("diplomatic", "<p>Say <app><lem wit='#A'>one</lem><rdg wit='#B'>two</rdg></app>.</p>")

    assert own_words(tree.get_element_by_id("text")) == "Sayone."
    assert one(tree, "//ol[@class='notes textual']/li/span").text_content() == "one A] two B"


@pytest.mark.parametrize("language", ["en", "ru", "de"])
def test_every_language_has_every_label(root: Path, language: str) -> None:
    """The files of labels have the same keys, each once, each with words."""
    ours, english = (
        {
            str(label.get("key")): str(label.text or "")
            for label in etree.parse(root / f"xslt/lib/labels/{name}.xml").getroot().iterchildren("*")
        }
        for name in (language, "en")
    )

    assert set(ours) == set(english)
    assert all(words.strip() or key == "idno.separator" for key, words in ours.items())


def test_every_label_that_is_asked_for_is_there(root: Path) -> None:
    """A key that a stylesheet names stands in the files of labels."""
    keys = {str(label.get("key")) for label in etree.parse(root / "xslt/lib/labels/en.xml").getroot().iterchildren("*")}
    asked = {
        key
        for path in (root / "xslt").rglob("*.xsl")
        for key in re.findall(r"ed:say\('([\w.-]+)'\s*[,)]", path.read_text(encoding="utf-8"))
    }

    assert asked <= keys


WITNESSES = (
    '<standOff><listWit><witness xml:id="A">Codex A</witness><witness xml:id="B" n="β">B</witness>'
    '<witness xml:id="C"><abbr type="siglum">C¹</abbr> a copy</witness></listWit></standOff>'
)


def entries(tree: html.HtmlElement) -> list[str]:
    """The notes on the text below it, each behind the letter by which it is called."""
    return [" ".join(item.text_content().split()) for item in tree.xpath("//ol[contains(@class, 'textual')]/li")]


@pytest.mark.parametrize("name", names.VIEWS)
@pytest.mark.parametrize(
    ("entry", "note"),
    [
        ('<lem wit="#A #B">b</lem><rdg wit="#C">c</rdg>', "b A β] c C¹"),
        ('<lem>b</lem><rdg wit="#C"/><rdg wit="#A" cert="low">d</rdg>', "b] omitted C¹; d A?"),
        ('<lem>b</lem><rdgGrp><rdg wit="#A">c</rdg><rdg wit="#B">k</rdg></rdgGrp><rdg wit="#C">d</rdg>', "b] c A, k β; d C¹"),
        ('<rdg wit="#A">b</rdg><rdg wit="#B">c</rdg><note>A conjecture.</note>', "b A; c β A conjecture."),
        ('<lem>b</lem><rdg wit="#C">d <app><lem>e</lem><rdg wit="#A">f</rdg></app></rdg>', "b] d e (e] f A) C¹"),
        ('<lem>b</lem><rdg wit="#C"><lacunaStart/></rdg>', "b] gap begins C¹"),
        ('<lem resp="#Porson">b</lem><rdg wit="#C">c</rdg>', "b Porson] c C¹"),
        ('<lem>b</lem><rdg wit="#unknown">c</rdg>', "b] c unknown"),
    ],
)  # fmt: skip
def test_an_entry_of_an_apparatus_is_a_note(page: Render, name: str, entry: str, note: str) -> None:
    """The text has the lemma, else the first reading; the note has the lemma, the readings and the sigla of their witnesses."""
    tree = page(name, f"<p>a <app>{entry}</app> z</p></body></text>{WITNESSES}<text><body><p/>")

    assert own_words(tree.xpath("//*[@id='text']")[0]) == "abz"
    assert entries(tree) == [f"a {note}"]


@pytest.mark.parametrize("name", names.VIEWS)
def test_entries_are_lettered_in_the_order_of_their_calls(page: Render, name: str) -> None:
    """An entry within a lemma is called before the one around it, and the letters go on behind z."""
    nested = "<app><lem>a <app><lem>b</lem><rdg>c</rdg></app></lem><rdg>d</rdg></app>"
    tree = page(name, f"<p>{nested}{'<app><lem>e</lem><rdg>f</rdg></app> ' * 26}</p>")
    calls = tree.xpath("//*[@id='text']//a[contains(@class, 'textual')]")
    letters = [call.xpath("string(text())") for call in calls]

    assert letters[:2] + letters[-3:] == ["a", "b", "z", "aa", "ab"]
    assert entries(tree)[:3] == ["a b] c", "b a b] d", "c e] f"]
    assert [call.get("href") for call in calls] == [
        f"#{each}" for each in tree.xpath("//ol[contains(@class, 'textual')]/li/@id")
    ]
    assert len(set(tree.xpath("//@id"))) == len(tree.xpath("//@id"))


def test_an_entry_that_refers_to_its_text_gives_none(page: Render) -> None:
    """An entry with the ends of its passage stands beside a text that is there already (Guidelines 12.2.2)."""
    tree = page("reading", '<p>a <anchor xml:id="s"/>b<app from="#s"><lem>b</lem><rdg>c</rdg></app></p>')

    assert own_words(tree.xpath("//*[@id='text']")[0]) == "ab"
    assert entries(tree) == ["a b] c"]


def test_a_deletion_that_an_empty_undo_lifts_has_the_sign_of_what_stands_again(page: Render) -> None:
    """TEI 11.3.4.4: `undo` may stand anywhere; undone in its turn, it leaves the deletion what it was."""
    shown = page(
        "diplomatic",
        '<p>One<del xml:id="d1" hand="#h-first">, two</del><undo xml:id="u1" hand="#h-second" target="#d1"/>'
        '<del xml:id="d2" hand="#h-first">, three</del><undo xml:id="u2" hand="#h-second" target="#d2"/>'
        '<redo hand="#h-second" target="#u2"/>.</p>',
    )
    (stands,) = (each for each in shown.find_class("restore") if each.find_class("siglum"))
    assert "two" in stands.text_content()
    assert "three" not in stands.text_content()
    (siglum,) = (each for each in stands.find_class("siglum") if not each.xpath("ancestor::del"))
    assert siglum.text_content().strip().endswith("B")


def test_a_page_is_described_by_what_its_header_knows(page: Render) -> None:
    """By its summary; else by title, day, correspondents and place; else by its first words as sent, which are said to be that."""
    text = f'<p><del>Never</del> Come <note>Soon.</note>home <delSpan spanTo="#e"/>now <anchor xml:id="e"/>by {"sea " * 30}</p>'
    sent = (
        '<correspAction type="sent"><persName>Smith</persName><placeName>Rome</placeName>'
        '<date when="1911-02-03"/></correspAction>'
        '<correspAction type="received"><persName>Brown</persName></correspAction>'
    )

    def described(profile: str) -> str:
        made = page("diplomatic", text, header=f"<profileDesc>{profile}</profileDesc>", hands=False)
        return str(one(made, "//meta[@name='description']").get("content"))

    assert described("<textClass/>") == f"A letter. Begins: “Come home by {'sea ' * 17}…”"
    assert described(f"<correspDesc>{sent}</correspDesc>") == "A letter. 3 February 1911. Smith, Rome → Brown."
    assert described("<abstract><p>All is well.</p></abstract>") == "All is well."
