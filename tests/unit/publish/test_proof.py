# SPDX-License-Identifier: MIT
"""The proof of a page bites: one character too few or too many is found, at its element."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from edition import names
from edition.publish import proof
from edition.render import view
from edition.render.view import Manner
from edition.source import document
from edition.source.document import Document

VIEWS = ("reading", "diplomatic")


@pytest.fixture(params=["telegram.ru.xml", "telegram.en.xml"])
def telegram(root: Path, request: pytest.FixtureRequest) -> Document:
    """A document of the edition."""
    read = document.read(root / "tei" / request.param)
    assert isinstance(read, Document)
    return read


@pytest.mark.parametrize("shown", VIEWS)
def test_a_page_as_it_is_made_is_proved(telegram: Document, shown: str) -> None:
    """The pages of the edition lose nothing and leak nothing."""
    assert list(proof.check(telegram, shown, view.render(telegram, shown).html.encode())) == []


@pytest.mark.parametrize("shown", VIEWS)
def test_each_letter_counts(telegram: Document, shown: str) -> None:
    """Any one letter of the document taken out of its page is found lost, and any one put in is found leaked."""
    page = view.render(telegram, shown).html
    start = page.index('id="text"')
    letters = [match.start() for match in re.finditer(r"(?<=>)[^<>&]*?(\w)", page[start:])]
    chance = random.Random(1956)  # noqa: S311 - a sample, not a secret

    tried = set()
    for offset in chance.sample(letters, 60):
        at = start + offset
        less, more = page[:at] + page[at + 1 :], page[:at] + "Щ" + page[at:]
        if proof.text(less.encode(), shown) == proof.text(page.encode(), shown):
            continue  # a word of the edition's own
        (lost,) = proof.check(telegram, shown, less.encode())
        (leaked,) = proof.check(telegram, shown, more.encode())
        assert (lost.code, leaked.code) == ("LAW001", "LAW002")
        tried.add(at)
    assert len(tried) > 10


def test_a_loss_has_its_place(telegram: Document) -> None:
    """The finding stands at the element that holds the first character lost."""
    page = view.render(telegram, "reading").html
    paragraph = telegram.ids["ru-p14" if telegram.language == "ru" else "en-p14"]
    word = "весьма" if telegram.language == "ru" else "statement"

    (finding,) = proof.check(telegram, "reading", page.replace(word, "", 1).encode())

    assert finding.code == "LAW001"
    assert word in finding.message
    assert finding.place.line <= telegram.place(paragraph).line


def test_a_deletion_that_is_printed_is_a_leak(telegram: Document) -> None:
    """The diplomatic text on a page that should be the reading text is found at its first deleted word."""
    page = view.render(telegram, "diplomatic").html

    (finding,) = proof.check(telegram, "reading", page.encode())

    assert finding.code in ("LAW001", "LAW002")


@pytest.mark.parametrize(
    ("ru", "en", "code", "where"),
    [
        ("указаниями<", "instructions<", "LAW001", "in its notes, has lost “"),
        ("указаниями!<", "instructions!<", "LAW002", "in its notes, shows “!"),
        ("На беседе присут", "Present at the conv", "LAW001", "page has lost “"),
    ],
)
def test_what_notes_quote_counts(telegram: Document, ru: str, en: str, code: str, where: str) -> None:
    """Where acts are told in notes, a letter that a quotation or the text has lost or gained is found."""
    page = view.render(telegram, "diplomatic", manner=Manner(names.IN_NOTES)).html
    changed = ru if telegram.language == "ru" else en
    words = changed.replace("!", "")
    assert words in page
    wrong = page.replace(words, changed if "!" in changed else words[1:])

    (found,) = proof.check(telegram, "diplomatic", wrong.encode(), names.IN_NOTES)
    assert found.code == code
    assert where in found.message


def test_no_other_system_may_leave_words_to_its_notes(telegram: Document) -> None:
    """What a page in notes shows is too little for a page that was to show everything in its place."""
    page = view.render(telegram, "diplomatic", manner=Manner(names.IN_NOTES)).html.encode()
    assert [found.code for found in proof.check(telegram, "diplomatic", page)] == ["LAW001"]


def test_the_command_proves_a_build(built: Path, run: Callable[..., object], root: Path, tmp_path: Path) -> None:
    """`edition verify` is content with a build, says what is missing of one, and fails where a page was tampered with."""
    proved = run("verify", "--out", str(built), cwd=root)
    missing = run("verify", "--out", str(tmp_path), cwd=root)
    for page in built.glob("telegram.*.html"):
        (tmp_path / page.name).write_text(
            page.read_text().replace("Мухитдинов", "Мухитдин").replace("Mukhitdinov", "M.")
        )
    tampered = run("verify", "--out", str(tmp_path), cwd=root)

    assert (proved.code, missing.code, tampered.code) == (0, 2, 1)  # type: ignore[attr-defined]
    assert "LAW001" in tampered.out  # type: ignore[attr-defined]
