# SPDX-License-Identifier: MIT
"""A sentence is English to all that handle it, and can be said in another language all the same."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition import findings, speech
from edition.findings import Finding, Place, Severity
from edition.speech import Said, joined, phrase, say, say_of, translated

CATALOGUE = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

msgid "`{name}` is not {what}"
msgstr "{what}: этого нет в `{name}`"

msgid "a tag"
msgstr "тег"

msgid " or "
msgstr " или "

msgid "{n} tag"
msgid_plural "{n} tags"
msgstr[0] "{n} тег"
msgstr[1] "{n} тега"
msgstr[2] "{n} тегов"
"""


@pytest.fixture(autouse=True)
def _catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ru.po").write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(speech, "FOLDER", tmp_path)
    speech._catalogue.cache_clear()


@pytest.fixture(autouse=True, scope="module")
def _forgotten() -> object:
    yield
    speech._catalogue.cache_clear()


def test_what_is_put_into_a_sentence_is_translated_too() -> None:
    """A sentence, and a sentence in it, whose places may come in another order."""
    said = say("`{name}` is not {what}", name="p", what=say("a tag"))
    assert said == "`p` is not a tag"
    assert translated(said, "ru") == "тег: этого нет в `p`"


def test_numbers_have_the_forms_that_the_language_has() -> None:
    """Russian has three forms where English has two."""
    assert [say_of(n, "{n} tag", "{n} tags") for n in (1, 2)] == ["1 tag", "2 tags"]
    many = [translated(say_of(n, "{n} tag", "{n} tags"), "ru") for n in (1, 2, 5, 11, 21)]
    assert many == ["1 тег", "2 тега", "5 тегов", "11 тегов", "21 тег"]


def test_sentences_are_put_together_without_forgetting() -> None:
    """A sum, a list, and what stands between its parts."""
    assert translated(say("a tag") + "; " + say("a tag"), "ru") == "тег; тег"
    assert translated("(" + say("a tag"), "ru") == "(тег"
    assert translated(joined(["x", say("a tag")], say(" or ")), "ru") == "x или тег"
    assert joined([], ", ") == translated(joined([], ", "), "ru") == ""


def test_a_table_holds_what_is_said_later() -> None:
    """A phrase is the sentence but for what it is about."""
    assert translated(phrase("`{name}` is not {what}")(name="q", what="x"), "ru") == "x: этого нет в `q`"


def test_what_an_error_said_is_remembered() -> None:
    """An exception within a sentence is translated; any other value is what it is written as."""
    fault = ValueError(say("a tag"))
    assert translated(say("{file}: {fault}", file=Path("a.xml"), fault=fault), "ru") == "a.xml: тег"


def test_what_nobody_translated_is_english() -> None:
    """A sentence without an entry, the words of others, a language without a catalogue."""
    assert translated(say("nothing of {it}", it=say("a tag")), "ru") == "nothing of тег"
    assert translated("a tag", "ru") == "a tag"
    assert translated(say("a tag"), "de") == "a tag"


@given(st.text(), st.text() | st.integers())
def test_it_is_a_str_and_can_be_sent(word: str, value: str | int) -> None:
    """Equal and alike to its English in sets, whatever is put into it; through a pickle and a copy it keeps its memory."""
    said = say("{word}: {what}", word=word, what=say("`{value}`", value=value))
    assert said == f"{word}: `{value}`"
    assert {said} == {f"{word}: `{value}`"}
    for again in (pickle.loads(pickle.dumps(said)), copy.deepcopy(said)):  # noqa: S301 - our own
        assert isinstance(again, Said)
        assert (again, again.template, again.arguments) == (said, said.template, said.arguments)
        assert isinstance(again.arguments["what"], Said)


def test_a_finding_comes_back_from_json_as_it_was() -> None:
    """What was said, and in what places, with what can be translated of it."""
    said = say("`{name}` is not {what}", name="p", what=say_of(2, "{n} tag", "{n} tags"))
    place = Place(Path("a.xml"), 3, 4, "/TEI/text", "t")
    finding = Finding("PTR001", place, said, "look", Severity.WARNING, (place,))
    again = findings.unplain(json.loads(json.dumps(findings.plain(finding))))
    assert again == finding
    assert translated(again.message, "ru") == "2 тега: этого нет в `p`"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "de_AT"}, "de"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "de"}, "de"),
    ],
)
def test_the_environment_asks_for_a_language(environment: dict[str, str], language: str) -> None:
    """As POSIX has it; English where it asks for one that we do not speak."""
    assert speech.of_environment(environment.get) == language


_ASKED = """
import sys
from edition.cli import edition
try:
    edition({words}, standalone_mode=False)
except SystemExit:
    pass
assert "babel" not in sys.modules
"""


@pytest.mark.parametrize("words", [("--help",), ("check", "--help"), ("check", "--lang", "en", "broken.xml")])
def test_english_waits_for_no_catalogue(words: tuple[str, ...], tmp_path: Path) -> None:
    """Whoever reads English does not load the library that reads catalogues."""
    (tmp_path / "broken.xml").write_text("<TEI>", encoding="utf-8")
    program = [sys.executable, "-c", _ASKED.format(words=list(words))]
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(program, cwd=tmp_path, env={"PYTHONPATH": root}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
