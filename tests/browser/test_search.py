# SPDX-License-Identifier: MIT
"""The search as readers meet it: over the net, from a disk, without a script."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from edition import build as building
from edition.settings import Settings
from edition.source import corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is given
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Where a folder is served on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """Where the built edition is served."""
    with served(built) as where:
        yield where


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Open]:
    """`opened("search.html?q=…")`: the page as it is served; nothing is said on its console, nothing asked of another place."""
    contexts = []
    wrong: list[str] = []

    def load(name: str, *, width: int = 1400, height: int = 900, **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
        page.goto(f"{address}/{name}")
        return page

    yield load
    for context in contexts:
        context.close()
    assert wrong == []


def sought(page: Page, words: str) -> list[str]:
    """Where the places lead that are found when a reader types these words."""
    box = page.get_by_role("searchbox")
    box.fill(words)
    box.press("Enter")
    return found(page)


def found(page: Page) -> list[str]:
    """Where the places that are shown lead."""
    page.locator("#told:not(:empty)").wait_for()
    return [str(way.get_attribute("href")) for way in page.locator("#found .contexts a").all()]


def test_a_word_is_found_in_all_its_forms(opened: Open) -> None:
    """A form of a Russian word that no document has finds its paragraph, which the link leads to; so does an English one."""
    page = opened("search.ru.html")

    assert sought(page, "хозяйственными")[0] == "telegram.ru.reading.html#ru-p02"
    assert page.locator("#found mark").first.inner_text() == "хозяйственным"
    assert page.get_by_role("status").inner_text() == "Найдено: 1"
    assert page.url.endswith(
        "search.ru.html?q=%D1%85%D0%BE%D0%B7%D1%8F%D0%B9%D1%81%D1%82%D0%B2%D0%B5%D0%BD%D0%BD%D1%8B%D0%BC%D0%B8"
    )
    page.locator("#found .contexts a").first.click()
    page.locator("#ru-p02:target").wait_for()

    assert {way.partition("#")[0] for way in sought(opened("search.html"), "fertiliser")} == {
        "telegram.en.reading.html"
    }


def test_struck_words_are_found_only_if_they_are_asked_for(opened: Open) -> None:
    """What a hand struck out leads to the act itself, on the page of the document as it stands."""
    page = opened("search.html")
    assert not [way for way in sought(page, "указание") if "diplomatic" in way]

    page.get_by_label("also among what was struck out").check()
    assert [way for way in found(page) if "diplomatic" in way] == ["telegram.ru.diplomatic.html#ru-a05"]
    assert page.locator("#found del").inner_text() == "указаниями"
    page.locator("#found .contexts a[href*=diplomatic]").click()
    page.locator("#ru-a05:target").wait_for()


def test_a_hand_finds_what_it_wrote(opened: Open) -> None:
    """With a hand chosen only its own words are found; without words, all that it wrote; the address keeps the question."""
    page = opened("search.html")
    assert len(sought(page, "методами")) > 0

    page.get_by_label("Written by").select_option("hand A")
    assert found(page) == ["telegram.ru.diplomatic.html#ru-s03"]
    page.reload()
    assert found(page) == ["telegram.ru.diplomatic.html#ru-s03"]

    page.get_by_label("Written by").select_option(label="Mikoyan, Anastas Ivanovich")
    page.locator("#told", has_text="Nothing").wait_for()
    sought(page, "")
    assert set(found(page)) == {
        f"telegram.{text}.diplomatic.html#{text}-a{act}" for text in ("ru", "en") for act in (18, 19)
    }


def test_persons_years_and_languages_narrow_the_search(opened: Open) -> None:
    """Each choice takes away what it does not fit."""
    page = opened("search.html")
    assert sought(page, "Пономаревым") == ["telegram.ru.reading.html#ru-p01"]

    page.get_by_role("combobox", name="Language").select_option("en")
    page.locator("#told", has_text="Nothing").wait_for()
    page.get_by_role("combobox", name="Language").select_option("")
    page.get_by_label("To the year").fill("1955")
    page.get_by_label("To the year").press("Enter")
    page.locator("#told", has_text="Nothing").wait_for()
    page.get_by_label("To the year").fill("1956")
    page.get_by_label("Persons").select_option("Nam Il")

    assert found(page) == ["telegram.ru.reading.html#ru-p01"]


_LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader><fileDesc><titleStmt><title>{title}</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><creation>
<date {when}/></creation></profileDesc></teiHeader><text><body><p>Lamp of {title}.</p></body></text></TEI>"""


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of letters in two languages, one of them without a day."""
    folder = tmp_path_factory.mktemp("letters")
    (folder / "tei").mkdir()
    for title, language, when in (
        ("b", "en", "1913"),
        ("c", "de", "1912-05"),
        ("a", "en", ""),
        ("d", "en", "1911-02-03"),
    ):
        letter = _LETTER.format(title=title, language=language, when=f'when="{when}"' if when else "")
        (folder / f"tei/{title}.xml").write_text(letter, encoding="utf-8")
    asked = corpus.find([folder / "tei"], lenient=True)
    building.build(asked, Settings(), folder / "build", formats=["html"], jobs=1, lenient=True)
    return folder / "build"


def test_what_is_found_is_put_in_the_order_of_days(tab: Page, letters: Path) -> None:
    """Over all languages at once, what has no day behind the rest; one text alone is searched; Clear asks anew, at once."""
    with served(letters) as address:
        tab.goto(f"{address}/search.html?q=lamp&sort=oldest")
        assert [way[0] for way in found(tab)] == ["d", "c", "b", "a"]
        tab.get_by_label("In order").select_option("newest first")
        assert [way[0] for way in found(tab)] == ["b", "c", "d", "a"]
        tab.get_by_role("combobox", name="Document").select_option("1913 · b")
        assert found(tab) == ["b.reading.html#ed-p-2.1.1"]
        tab.get_by_role("button", name="Clear").click()

        assert tab.get_by_role("searchbox").input_value() == ""
        assert tab.locator("#found > li").count() == 0


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1400)])
@pytest.mark.parametrize("name", ["search.html", "search.ru.html"])
def test_axe_finds_nothing(opened: Open, axe: str, *, name: str, scheme: str, width: int) -> None:
    """No violation of any rule of axe, with results, on small screens and in the dark; nothing runs out at the side."""
    page = opened(name, width=width, color_scheme=scheme, bypass_csp=True)
    page.get_by_role("checkbox").check()
    sought(page, "пленум")
    page.evaluate(axe)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")

    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_is_enough(opened: Open) -> None:
    """From the box of words by Tab to the button, the option and the choices, and on to what was found."""
    page = opened("search.html?q=plenum")
    found(page)
    page.get_by_role("searchbox").focus()
    stops = []
    for _ in range(14):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                "document.activeElement.name || document.activeElement.getAttribute('href') || document.activeElement.type"
            )
        )

    assert stops[:3] == ["submit", "struck", "languages"]
    assert any("#en-p" in stop for stop in stops)


@pytest.mark.parametrize("from_disk", [True, False])
def test_what_a_search_needs_is_said(browser: Browser, built: Path, address: str, *, from_disk: bool) -> None:
    """From a disk, and without a script, the page says in a sentence how to search; nothing fails."""
    context = browser.new_context(java_script_enabled=from_disk)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.goto((built / "search.html").as_uri() if from_disk else f"{address}/search.html")

    assert "python3 -m http.server" in page.locator("#search-needs").inner_text()
    assert page.locator("form").count() == 0
    assert wrong == []
    context.close()
