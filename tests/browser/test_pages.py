# SPDX-License-Identifier: MIT
"""The pages in a browser, as readers meet them: small screens, dark rooms, keyboards, screen readers, no scripts."""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from edition import names
from edition.publish import folder, site
from edition.settings import Settings
from edition.source import corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWS = [f"telegram.{language}.{view}.html" for language in ("ru", "en") for view in names.VIEWS]
STAGES = [f"telegram.{language}.stages.{state}.html" for language, state in (("ru", "c-revised"), ("en", "final"))]
PARALLEL, PARALLEL_EN = "telegram.ru.parallel.html", "telegram.en.parallel.html"
LEDGERS = [f"telegram.{language}.ledger.html" for language in ("ru", "en")]
ABOUT_MANY = ["persons.html", "places.ru.html", "timeline.ru.html", "about.html", "404.html"]
PAGES = ["index.html", "index.ru.html", *ABOUT_MANY, *VIEWS, *STAGES, *LEDGERS, PARALLEL, PARALLEL_EN]

Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser, built: Path) -> Iterator[Open]:
    """`opened("index.html", width=320, color_scheme="dark")`: a page of the built edition, from a disk; its script must not fail."""
    contexts = []
    errors: list[str] = []

    def load(name: str, *, width: int = 1400, height: int = 900, folder: Path = built, **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{name}: {error}"))
        page.goto(f"{folder.as_uri()}/{name}")
        page.evaluate("document.fonts.ready")
        return page

    yield load
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="module")
def acts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a document in which everything was done that can be done."""
    source = tmp_path_factory.mktemp("source") / "acts.xml"
    source.write_bytes((Path(__file__).parents[1] / "unit/publish/acts.xml").read_bytes())
    pages = site.pages(corpus.find([source]).documents, Settings(), with_books=False).files
    out = tmp_path_factory.mktemp("acts") / "site"
    folder.write({**pages, **site.assets(Settings(), site.characters(pages))}.items(), out)
    return out


_LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter of {day}</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><creation>
<date when="{day}"/></creation></profileDesc></teiHeader>
<text><body><p>To <persName ref="persons.xml#{who}">him</persName>.</p></body></text></TEI>"""
_PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader/><standOff><listPerson>
<person xml:id="smith"><persName>Smith</persName></person>
<person xml:id="brown"><persName>Brown</persName></person></listPerson></standOff></TEI>"""


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of three letters, and of the two persons whom they name."""
    source = tmp_path_factory.mktemp("letters")
    for day, who in (("1913-07-08", "brown"), ("1911-02-03", "brown"), ("1912-05-06", "smith")):
        (source / f"{day}.xml").write_text(_LETTER.format(day=day, who=who), encoding="utf-8")
    (source / "persons.xml").write_text(_PERSONS, encoding="utf-8")
    pages = site.pages(corpus.find([source]).documents, Settings(), with_books=False).files
    out = tmp_path_factory.mktemp("letters-out") / "site"
    folder.write({**pages, **site.assets(Settings(), site.characters(pages))}.items(), out)
    return out


def violations(page: Page, axe: str) -> list[tuple[str, list[str]]]:
    """The rules of axe that a page breaks, WCAG and best practice, with the elements that break them."""
    page.evaluate(axe)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in result["violations"]]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1400)])
def test_axe_finds_nothing(opened: Open, axe: str, name: str, scheme: str, width: int) -> None:
    """No violation of any rule of axe in light and dark, small and wide."""
    assert violations(opened(name, width=width, color_scheme=scheme, bypass_csp=True), axe) == []


@pytest.mark.parametrize("name", ["index.html", *(name for name in PAGES if name.startswith("telegram.en."))])
def test_axe_finds_nothing_where_it_is_hardest(opened: Open, axe: str, name: str) -> None:
    """Nor on the smallest screen with forced colours in the dark."""
    page = opened(name, width=320, height=640, color_scheme="dark", forced_colors="active", bypass_csp=True)

    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    "name", ["acts.diplomatic.html", "acts.ledger.html", "acts.stages.c2.html", "acts.reading.html"]
)
def test_whatever_was_done_can_be_used(opened: Open, acts: Path, axe: str, name: str) -> None:
    """No violation either where everything was done that can be done to a text; nothing runs off the smallest screen."""
    page = opened(name, folder=acts, width=320, bypass_csp=True)

    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_list_of_documents_is_narrowed_and_sorted(opened: Open, letters: Path, axe: str) -> None:
    """By dates, persons and languages at once; how many are shown is said; a head sorts; without a script all are there."""
    page = opened("documents.html", folder=letters, width=390, bypass_csp=True)
    days = "[...document.querySelectorAll('tbody tr:not([hidden])')].map(row => row.cells[0].dataset.key)"
    assert page.evaluate(days) == ["1911-02-03", "1912-05-06", "1913-07-08"]
    page.get_by_label("From").fill("1912")
    assert page.evaluate(days) == ["1912-05-06", "1913-07-08"]
    assert page.get_by_role("status").inner_text() == "2 of 3"
    page.get_by_label("Persons").select_option("Brown")
    assert page.evaluate(days) == ["1913-07-08"]
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function(f"{days}.length === 3")
    page.get_by_role("button", name="Date").click()
    assert page.evaluate(days) == ["1913-07-08", "1912-05-06", "1911-02-03"]
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    plain = opened("documents.html", folder=letters, java_script_enabled=False)
    assert plain.locator("tbody tr").count() == 3
    assert not plain.locator("form").is_visible()


@pytest.mark.parametrize(
    ("name", "part"), [("documents.html", "tbody"), ("acts.diplomatic.html", "#text"), ("acts.ledger.html", "tbody")]
)
def test_nothing_moves_when_the_script_comes(opened: Open, letters: Path, acts: Path, name: str, part: str) -> None:
    """What a script serves has its place before it has come: the list, the document and the ledger stay where they are."""
    folder = letters if name == "documents.html" else acts
    page = opened(name, folder=folder)
    served = page.locator(part).bounding_box()

    page.route("**/edition.js", lambda route: route.abort())
    page.reload()

    assert page.evaluate("document.querySelectorAll('th button').length") == 0
    assert page.locator(part).bounding_box() == served


@pytest.mark.parametrize("name", PAGES)
def test_every_page_begins_at_its_corner(opened: Open, name: str) -> None:
    """The line at the head stands at the top and over the whole width, whatever the page is called."""
    head = opened(name).locator("header.site").bounding_box()

    assert head
    assert (head["x"], head["y"], head["width"]) == (0, 0, 1400)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(opened: Open, name: str) -> None:
    """From the smallest screen to the widest, all fits (WCAG 1.4.10)."""
    page = opened(name)

    widths = {}
    for width in (320, 390, 768, 1100, 1400, 2200):
        page.set_viewport_size({"width": width, "height": 900})
        widths[width] = page.evaluate("document.documentElement.scrollWidth")

    assert all(scrolled <= width for width, scrolled in widths.items()), widths


@pytest.mark.parametrize("name", [*VIEWS, *STAGES, PARALLEL])
def test_text_may_be_spaced_wider(opened: Open, name: str) -> None:
    """With the text spacing that a reader may force (WCAG 1.4.12) nothing is cut off and nothing runs out of the page."""
    page = opened(name, width=390, bypass_csp=True)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
        "p { margin-bottom: 2em !important }"
    )

    cut = page.evaluate(
        "[...document.querySelectorAll('#text *')].filter(e => !e.closest('.vh') && getComputedStyle(e).overflow !== 'visible'"
        " && e.scrollHeight > e.clientHeight + 1).map(e => e.className)"
    )

    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", VIEWS)
def test_all_is_there_without_a_script(opened: Open, name: str) -> None:
    """Without JavaScript the text, every note, every name and every fact is on the page and can be seen; what would do nothing is not."""
    page = opened(name, java_script_enabled=False)
    assert page.locator("button").filter(visible=True).count() == 0

    for part in ("#text", "[role=doc-endnotes]", ".about", "nav.switcher"):
        assert page.locator(part).is_visible(), part
    for note in page.locator("ol.notes > li").all():
        assert note.is_visible()
    assert page.locator("ol.notes > li").count() == page.locator("a[role=doc-noteref]").count() > 0


def test_the_legend_is_closed_where_it_would_hide_the_text(opened: Open) -> None:
    """On a phone it is a line that a click or a way into it opens; beside the text and on paper it stands open, script or none."""
    page = opened("telegram.ru.diplomatic.html", width=360)
    row = page.locator("#hand-h-rev")
    assert not row.is_visible()
    page.locator(".legend summary").click()
    assert row.is_visible()
    assert opened("telegram.ru.diplomatic.html#hand-h-rev", width=360).locator("#hand-h-rev").is_visible()
    assert opened("telegram.ru.diplomatic.html").locator("#hand-h-rev").is_visible()

    plain = opened("telegram.ru.diplomatic.html", java_script_enabled=False)
    assert plain.locator("#hand-h-rev").is_visible()
    plain.set_viewport_size({"width": 360, "height": 700})
    assert not plain.locator("#hand-h-rev").is_visible()
    plain.emulate_media(media="print")
    assert plain.locator("#hand-h-rev").is_visible()


def test_notes_stand_beside_their_lines(opened: Open) -> None:
    """Where there is room each note stands in the gutter, at or below its call, and none over another."""
    page = opened("telegram.ru.reading.html", width=1400)
    page.wait_for_function("document.querySelector('.page.beside')")

    boxes = page.evaluate(
        """[...document.querySelectorAll('#text a.mark')].map(call => {
            const note = document.getElementById(call.hash.slice(1)).getBoundingClientRect();
            return [call.getBoundingClientRect().top, note.top, note.bottom, note.left, note.right]; })"""
    )
    text_right = page.evaluate("document.querySelector('#text').getBoundingClientRect().right")

    assert all(top >= call - 12 for call, top, *_ in boxes)
    assert all(left > text_right for *_, left, _ in boxes)
    assert all(right <= 1400 for *_, right in boxes)
    assert all(above[2] <= below[1] for above, below in itertools.pairwise(boxes))


def test_notes_stand_below_on_a_small_screen(opened: Open) -> None:
    """On a small screen the notes are footnotes; the way there and back returns to the line."""
    page = opened("telegram.ru.reading.html", width=390)
    call = page.locator("#text a.mark").nth(4)
    target = call.get_attribute("href")

    call.click()
    note = page.locator(f"li{target}")
    note.wait_for()
    page.wait_for_url(f"**{target}")
    note.locator("a.back").click()

    page.wait_for_url(f"**{target}-mark")
    page.wait_for_function(
        "id => { const box = document.getElementById(id).getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }",
        arg=f"{str(target)[1:]}-mark",
    )


@pytest.mark.parametrize("name", VIEWS)
def test_what_can_be_hit_is_large_enough(opened: Open, name: str) -> None:
    """Each call of a note can be hit on 24 px by 24 (WCAG 2.5.8), by what is drawn over it."""
    page = opened(name, width=390)

    sizes = page.evaluate(
        """[...document.querySelectorAll('a.mark')].map(call => {
            const drawn = getComputedStyle(call, '::after');
            return [parseFloat(drawn.width), parseFloat(drawn.height)]; })"""
    )

    assert sizes
    assert all(width >= 24 and height >= 24 for width, height in sizes)


def test_the_keyboard_reaches_everything(opened: Open) -> None:
    """Tab goes first to the way to the text, then in order; each stop is seen; paragraph links are among the stops."""
    page = opened("telegram.en.reading.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").evaluate("e => e.getBoundingClientRect().top") >= 0

    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e);"
                " return [e.className, s.outlineStyle, parseFloat(s.opacity)] })()"
            )
        )

    assert any("paragraph-link" in name for name, *_ in stops)
    assert any("mark" in name for name, *_ in stops)
    assert all(outline != "none" for _, outline, _ in stops)
    assert all(opacity == 1 for *_, opacity in stops)


def test_keys_lead_through_the_alterations(opened: Open) -> None:
    """The keys n and p lead to the next alteration and to the one before."""
    page = opened("telegram.en.diplomatic.html")
    at = "document.activeElement.id"
    acts = page.evaluate("[...document.querySelectorAll('#text :is(ins, del).act[id]')].map(e => e.id)")

    page.keyboard.press("n")
    first = page.evaluate(at)
    page.keyboard.press("n")
    second = page.evaluate(at)
    page.keyboard.press("p")

    assert [first, second] == acts[:2]
    assert page.evaluate(at) == acts[0]


def test_the_ledger_is_sorted_by_its_heads(opened: Open) -> None:
    """By hand and back to the order of the document; the head says how; without a script there is nothing to press."""
    page = opened("telegram.en.ledger.html")
    numbers = "[...document.querySelectorAll('tbody tr')].map(row => Number(row.cells[0].textContent))"
    hands = "[...document.querySelectorAll('tbody tr')].map(row => row.cells[2].textContent)"
    in_order = page.evaluate(numbers)

    page.locator("thead th.hand button").click()
    assert page.evaluate(hands) == sorted(page.evaluate(hands))
    assert page.locator("thead th.hand").get_attribute("aria-sort") == "ascending"
    page.locator("thead th.hand button").click()
    assert page.evaluate(hands) == sorted(page.evaluate(hands), reverse=True)
    page.locator("thead th.number button").click()

    assert page.evaluate(numbers) == in_order == sorted(in_order)
    assert opened("telegram.en.ledger.html", java_script_enabled=False).locator("thead button").count() == 0


def test_buttons_lead_through_the_alterations(opened: Open) -> None:
    """The buttons do what the keys do, the act is announced; the keys can be turned off, and stay so."""
    page = opened("telegram.en.diplomatic.html")
    acts = page.evaluate("[...document.querySelectorAll('#text :is(ins, del).act[id]')].map(e => e.id)")

    page.locator(".tools [data-step='1']").click()
    assert page.evaluate("document.activeElement.id") == acts[0]
    assert "inserted" in str(page.locator("[role=status]").text_content())
    page.locator(".tools summary").click()
    page.locator(".tools [data-option=keys]").uncheck()
    page.reload()
    page.keyboard.press("n")

    assert page.evaluate("document.activeElement.id") == ""


@pytest.mark.parametrize("name", ["telegram.en.stages.c-revised.html", PARALLEL_EN])
def test_buttons_lead_wherever_alterations_stand(opened: Open, name: str) -> None:
    """A stage and the parallel page have the buttons too, and what was altered is said; where nothing was, there are none."""
    page = opened(name)
    places = page.evaluate("[...document.querySelectorAll('#text :is(ins.act, del.act, .place)[id]')].map(e => e.id)")

    page.locator(".tools [data-step='1']").click()
    page.locator(".tools [data-step='1']").click()

    assert page.evaluate("document.activeElement.id") == places[1]
    assert page.locator(".tools .at").text_content() == f"2 of {len(places)}"
    assert opened("telegram.en.stages.base.html").locator(".tools").count() == 0


def test_a_hand_is_hidden_and_singled_out(opened: Open, axe: str) -> None:
    """Hidden, what a hand added is gone and what it struck stands; singled out, the rest steps back and can still be read."""
    page = opened("telegram.en.diplomatic.html", bypass_csp=True)
    row = page.locator("#hand-h-rev")
    hide, alone = (row.locator(f"[data-does={does}]") for does in ("hide", "alone"))
    line = "e => getComputedStyle(e).textDecorationLine"

    hide.click()
    assert not page.locator("#en-a03").is_visible()
    assert page.locator("#en-a05 .struck").evaluate(line) == "none"
    page.reload()
    assert hide.get_attribute("aria-pressed") == "true"
    hide.click()
    assert page.locator("#en-a05 .struck").evaluate(line) == "line-through"

    alone.click()
    page.evaluate(axe)
    assert page.evaluate("axe.run(document, {runOnly: ['color-contrast']}).then(found => found.violations.length)") == 0


def test_the_words_of_others_outlive_a_hidden_hand(opened: Open, acts: Path) -> None:
    """Where one hand wrote around the words of another, hiding it hides its own words and leaves the other's, and comes back whole."""
    page = opened("acts.diplomatic.html", folder=acts)
    passage = page.locator("p.written", has_text="A passage of")
    note = page.locator(".on-document", has_text="With").first
    hide = page.locator("#hand-pen [data-does=hide]")
    before = passage.inner_text()

    hide.click()
    assert passage.inner_text().split() == ["another", "and", "of", "the", "typist"]
    assert note.inner_text().strip().startswith("inner")
    hide.click()

    assert passage.inner_text() == before


def test_announcements_can_be_turned_off(opened: Open) -> None:
    """With the switch off the tree for screen readers has the words of an act without its labels."""
    page = opened("telegram.en.diplomatic.html")
    act = page.locator("#en-a03")
    assert "end of insertion" in act.aria_snapshot()

    page.locator(".tools summary").click()
    page.locator(".tools [data-option=speech]").uncheck()

    assert "end of insertion" not in act.aria_snapshot()
    assert "Kim Il Sung" in act.aria_snapshot()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_leaves_the_folder(browser: Browser, built: Path, name: str) -> None:
    """A page loads its own style, script and fonts, and nothing else; its policy blocks nothing of it."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto((built / name).as_uri())
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(face => face.status === 'loaded').map(face => face.family)")
    context.close()

    assert said == []
    assert [url for url in asked if not url.startswith(built.as_uri())] == []
    assert any(url.endswith(".woff2") for url in asked)
    assert "Edition Text" in {family.strip('"') for family in loaded}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_typescript_is_typewritten_and_hands_are_not(opened: Open, language: str) -> None:
    """Typed words in the typewriter face, handwriting in the italic of the text face, told by line style and siglum."""
    page = opened(f"telegram.{language}.diplomatic.html")
    dress = (
        "e => { const s = getComputedStyle(e); return [s.fontFamily.split(',')[0], s.fontStyle, s.textDecorationLine] }"
    )

    typed = page.locator("#text p.p").first.evaluate(dress)
    written = page.locator("#text p.p ins").first.evaluate(dress)
    struck = page.locator("#text p.p del .struck").first.evaluate(dress)

    assert typed == ['"Edition Typewriter"', "normal", "none"]
    assert written == ['"Edition Text"', "italic", "underline"]
    assert struck[2] == "line-through"
    styles = page.locator("dl.hands .sample.hand").evaluate_all(
        "all => all.map(e => getComputedStyle(e).textDecorationStyle + parseFloat(getComputedStyle(e).textDecorationThickness))"
    )
    assert len(set(styles)) == len(styles) > 2


@pytest.mark.parametrize("name", VIEWS)
def test_print_has_the_text_and_nothing_to_click(opened: Open, name: str) -> None:
    """On paper: text, notes and sheet, no switcher, no paragraph links."""
    page = opened(name)
    page.emulate_media(media="print")

    assert page.locator("#text").is_visible()
    assert page.locator("[role=doc-endnotes]").is_visible()
    assert not page.locator("nav.switcher").is_visible()
    assert not page.locator(".paragraph-link").first.is_visible()


@pytest.mark.parametrize("name", VIEWS)
def test_forced_colours_keep_the_lines(opened: Open, name: str) -> None:
    """Where the system takes the colours away, lines and sigla still tell what a hand did."""
    page = opened(name, forced_colors="active")

    lines = page.locator("#text :is(ins, del .struck)").evaluate_all(
        "all => all.map(e => getComputedStyle(e).textDecorationLine)"
    )

    assert "none" not in lines
    assert page.locator("#text").is_visible()


def test_an_alteration_is_spoken(opened: Open) -> None:
    """The accessibility tree has the act, its hand, and its end, in the language of the page."""
    page = opened("telegram.ru.diplomatic.html")

    heard = page.locator("#ru-a03").aria_snapshot()

    assert "вписано, рука" in heard
    assert "конец вставки" in heard


@pytest.mark.parametrize("script", [True, False])
def test_a_reader_walks_through_the_stages(opened: Open, script: bool) -> None:
    """From step to step by links, without a script too: what was struck is gone in the next, what was added is plain text."""
    page = opened("telegram.en.stages.base.html", java_script_enabled=script)
    steps = page.locator("nav.steps li")
    assert steps.count() == 4
    assert page.locator("#text :is(ins, del)").count() == 0

    steps.nth(1).locator("a").click()
    page.wait_for_url("**/telegram.en.stages.c-revised.html")
    assert page.locator("nav.steps [aria-current=step]").text_content() == steps.nth(1).text_content()
    struck, added = page.locator("#text del .struck").first, page.locator("#text ins").first
    assert struck.evaluate("e => getComputedStyle(e).textDecorationLine") == "line-through"
    assert added.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    assert "instructions" in page.locator("#en-p03").inner_text()

    steps.nth(2).locator("a").click()
    page.wait_for_url("**/telegram.en.stages.c-signed.html")
    assert "instructions" not in page.locator("#en-p03").inner_text()
    assert "and additions" in page.locator("#en-p03").inner_text()


def test_a_step_keeps_the_place(opened: Open) -> None:
    """Another step, or another view, opens at the paragraph that was being read."""
    page = opened("telegram.ru.stages.base.html", height=500)
    page.locator("#ru-p16").evaluate("e => e.scrollIntoView({behavior: 'instant'})")

    page.locator("nav.steps a").first.focus()
    page.locator("nav.steps a").first.evaluate("e => e.click()")

    page.wait_for_url("**/telegram.ru.stages.c-revised.html#*")
    page.locator(page.url[page.url.index("#") :]).wait_for()


def test_the_ledger_keeps_the_place_too(opened: Open) -> None:
    """From an entry the views open at its alteration, and from the text the ledger at the next one, though the focus goes to the head."""
    to_the_top = "e => new Promise(done => { addEventListener('scrollend', done, {once: true}); e.scrollIntoView(); })"
    page = opened("telegram.en.ledger.html", height=500, reduced_motion="reduce")
    page.locator("tr", has=page.locator("[href$='#en-a16']")).evaluate(to_the_top)
    page.locator(".switcher a[href*=diplomatic]").focus()
    assert page.locator(".switcher a[href*=diplomatic]").evaluate("e => e.hash") == "#en-a16"

    page.goto(page.url.replace("ledger", "diplomatic"))
    page.wait_for_function("document.querySelector('.page.beside')")
    page.locator("#en-a16").evaluate(to_the_top)
    page.locator(".switcher a[href*=ledger]").focus()
    assert page.locator(".switcher a[href*=ledger]").evaluate("e => e.hash") == "#en-a16"


def test_alterations_light_up_across(opened: Open) -> None:
    """The pointer or the focus on an alteration lights what answers it in the other text, and nothing else."""
    page = opened(PARALLEL)
    lit = "[...document.querySelectorAll('.place.lit')].map(e => e.id)"

    page.hover("#ru-a04")
    assert page.evaluate(lit) == ["ru-a04", "en-a04"]
    page.locator("#en-a16 a").focus()
    page.mouse.move(1, 1)
    page.locator("#en-a03 a").focus()

    assert page.evaluate(lit) == ["ru-a03", "en-a03"]


@pytest.mark.parametrize(("width", "beside"), [(1400, True), (390, False)])
def test_texts_stand_side_by_side_where_there_is_room(opened: Open, width: int, beside: bool) -> None:
    """Each paragraph begins on the height of its counterpart, or stands above it on a small screen."""
    page = opened(PARALLEL, width=width)

    boxes = page.evaluate(
        "[...document.querySelectorAll('.row:not(.heads)')].map(row =>"
        " [...row.querySelectorAll('.cell')].map(cell => [cell.getBoundingClientRect().left, cell.getBoundingClientRect().top]))"
    )

    assert len(boxes) > 30
    assert all((left[0] < right[0] and left[1] == right[1]) == beside for left, right in boxes)
    assert all(left[1] < right[1] or beside for left, right in boxes)


def test_the_pages_are_valid(built: Path, tool: Callable[[str], str], root: Path) -> None:
    """The Nu checker finds no error in any page (where it is installed: `npm install vnu-jar` in the project's folder)."""
    jar = root / "node_modules/vnu-jar/build/dist/vnu.jar"
    if not jar.is_file():
        pytest.skip("the Nu checker is not installed here (npm package vnu-jar)")
    done = subprocess.run(
        [
            tool("java"),
            "-jar",
            jar,
            "--format",
            "json",
            "--stdout",
            "--exit-zero-always",
            *(built / name for name in PAGES),
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    found = [
        message
        for message in json.loads(done.stdout)["messages"]
        if message["type"] == "error" or "Content Security Policy" not in message["message"]
    ]
    assert found == []
