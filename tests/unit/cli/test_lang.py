# SPDX-License-Identifier: MIT
"""`edition check` in the language of whoever reads it: what it says changes, and nothing that programs go by does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Ran

Run = Callable[..., Ran]

RUSSIAN = """\
broken.xml:39:21  ошибка PTR001 dangling-pointer  @hand="#hrev" ведёт в никуда; может быть, "#h-rev"?
    <p>Words <add hand="#hrev">more</add> and <persName ref="person:nam-ill">N…
                  ^~~~~~~~~~~~
    в /TEI/text/body/p[1]/add
    совет: есть #h-typist, #h-rev
broken.xml:39:59  ошибка PTR001 dangling-pointer  @ref="person:nam-ill" ведёт в `register.xml`, где такого идентификатора нет; \
может быть, "person:nam-il"?
    …hrev">more</add> and <persName ref="person:nam-ill">Nam Il</persName>.</p>
                                    ^~~~~~~~~~~~~~~~~~~~
    в /TEI/text/body/p[1]/persName
    совет: есть person:nam-il
broken.xml:40:19  ошибка PTR001 dangling-pointer  @spanTo="#end" ведёт в никуда; начатое здесь (удаление) не имеет конца
    <p><delSpan spanTo="#end"/>Words.</p>
                ^~~~~~~~~~~~~
    в /TEI/text/body/p[2]/delSpan
    совет: поставьте `<anchor xml:id="…"/>` там, где оно кончается, и укажите на него
1 документ: 3 ошибки
"""

GERMAN = """\
broken.xml  1
  39:13  Fehler RNG002 misplaced-element  `<p>` kann nicht in `<add>` stehen; hier erlaubt: `<note>`, `<metamark>`, `<figure>`, `<quote>`, \
`<said>` und 112 weitere
    <p>The <add><p>war</p></add>.</p>
                ^~
    in /TEI/text/body/p/add/p
    Rat: `<p>`: A paragraph.
1 Dokument: 1 Fehler
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the documents that break a rule."""
    for file in (ROOT / "tests/rules/PTR001").glob("*.xml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_russian(run: Run, place: Path) -> None:
    """Each finding with its place, its advice, and the last line."""
    assert run("check", "--lang", "ru", "broken.xml", cwd=place).out == RUSSIAN


def test_german_in_groups(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the environment asks; what the schema says of an element is in the words of the schema."""
    monkeypatch.setenv("LC_ALL", "de_AT.UTF-8")
    sample = (ROOT / "tests/rules/PTR001/sound.xml").read_text(encoding="utf-8")
    begin, end = sample.index("<body>"), sample.index("</body>")
    lines = sample[:begin].count("\n")
    broken = sample[:begin] + "<body>" + "\n" * (38 - lines) + "<p>The <add><p>war</p></add>.</p>\n" + sample[end:]
    (tmp_path / "broken.xml").write_text(broken, encoding="utf-8")
    ran = run("check", "--group-by", "file", "--select", "RNG", "broken.xml", cwd=tmp_path)
    assert ran.out == GERMAN


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, "3 errors"),
        ({"environment": "ru_RU.UTF-8"}, "3 ошибки"),
        ({"environment": "ru_RU.UTF-8", "settings": "de"}, "3 Fehler"),
        ({"environment": "ru_RU.UTF-8", "settings": "de", "call": "en"}, "3 errors"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else None,
)
def test_who_chooses(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, str], said: str) -> None:
    """The call, else the project, else the user's environment."""
    monkeypatch.setenv("LC_ALL", chosen.get("environment", "C"))
    settings = f'[edition.check]\nlanguage = "{chosen.get("settings", "")}"\n'
    (place / "edition.toml").write_text(settings, encoding="utf-8")
    words = ("--lang", chosen["call"]) if "call" in chosen else ()
    assert run("check", *words, "broken.xml", cwd=place).out.rstrip().endswith(said)


def test_a_language_that_is_not_spoken(run: Run, place: Path) -> None:
    """It is told, with its line, in the language of the call."""
    (place / "edition.toml").write_text('[edition.check]\nlanguage = "fr"\n', encoding="utf-8")
    ran = run("check", "--lang", "de", "broken.xml", cwd=place)
    assert (ran.code, ran.err.partition("edition.toml")[2]) == (
        2,
        ":2: in 'fr' werden Befunde nicht mitgeteilt; es gibt en, ru, de\n",
    )


def test_a_wrong_call(run: Run, place: Path) -> None:
    """What is wrong with the call is said in its language, too."""
    assert run("check", "--lang", "ru", "no.xml", cwd=place).err == "edition: no.xml: такого файла нет\n"
    assert run("check", "no.xml", cwd=place).err == "edition: no.xml does not exist\n"


def _sarif(run: Run, place: Path, lang: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(run("check", "--lang", lang, "--format", "sarif", "broken.xml", cwd=place).out)
    made: dict[str, Any] = whole["runs"][0]
    return made


def test_programs_go_by_the_same(run: Run, place: Path) -> None:
    """Rules, levels, places and fingerprints are those of the English; what is to be read is not."""
    english, russian = (_sarif(run, place, lang) for lang in ("en", "ru"))
    for one, other in zip(english["results"], russian["results"], strict=True):
        assert one["message"] != other.pop("message")
        del one["message"]
        assert one == other
    driver = russian["tool"]["driver"]
    assert driver["language"] == "ru"
    assert driver["rules"][0]["fullDescription"]["text"].startswith("Указатель называет идентификатор")


def test_a_baseline_knows_no_languages(run: Run, place: Path) -> None:
    """What was written down in one language is known in another."""
    run("check", "--lang", "de", "--baseline", "known.json", "--update-baseline", "broken.xml", cwd=place)
    ran = run("check", "--lang", "ru", "--baseline", "known.json", "broken.xml", cwd=place)
    assert (ran.code, ran.out) == (0, "1 документ: всё в порядке; 3 находки уже известны: known.json\n")


def test_a_page_says_its_language(run: Run, place: Path) -> None:
    """To those who listen: of the page, and of the pages of rules on it, which are English."""
    page = run("check", "--lang", "ru", "--format", "html", "broken.xml", cwd=place).out
    assert page.startswith('<!DOCTYPE html>\n<html lang="ru">')
    assert "<title>Находки edition check</title>" in page
    assert page.count('<div lang="en">') == 1
