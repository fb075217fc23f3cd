# SPDX-License-Identifier: MIT
"""The pages of the telegram are those that were looked at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition import names
from edition.render import ledger, parallel, stages, view
from edition.source import document

HERE = Path(__file__).resolve().parent / "telegram"

_BLOCK = re.compile(
    r"\s*(?=<(?:article|aside|body|dd|div|dl|dt|figure|h[1-6]|head|header|li|link|main|meta|nav|ol|p|script|section|table|td|th|title|tr|ul)\b)"
)


def lines(page: str) -> str:
    """A page with each block on a line of its own, so that a difference can be read."""
    return _BLOCK.sub("\n", page).strip() + "\n"


@pytest.mark.parametrize("shown", names.VIEWS)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_is_as_it_was(root: Path, language: str, shown: str, updating: bool) -> None:
    """Nothing on a page changes but on purpose: look at the difference, then run with `--update-golden`."""
    telegram = read(root, language)

    compare(names.page(telegram.path, shown), view.render(telegram, shown).html, updating=updating)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_stages_are_as_they_were(root: Path, language: str, updating: bool) -> None:
    """The same of the page of each state."""
    telegram = read(root, language)

    for state, page in stages.render(telegram).items():
        compare(names.stage(telegram.path, state), page, updating=updating)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_ledger_is_as_it_was(root: Path, language: str, updating: bool) -> None:
    """The same of the page of the ledger."""
    telegram = read(root, language)

    compare(names.page(telegram.path, names.LEDGER), ledger.page(telegram), updating=updating)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_original_and_translation_are_as_they_were(root: Path, language: str, updating: bool) -> None:
    """The same of the pages on which both texts stand."""
    both = [read(root, each) for each in ("en", "ru")]

    compare(f"telegram.{language}.parallel.html", parallel.render(both, None, language), updating=updating)


def read(root: Path, language: str) -> document.Document:
    """The telegram in a language."""
    telegram = document.read(root / "tei" / f"telegram.{language}.xml")
    assert isinstance(telegram, document.Document)
    return telegram


def compare(name: str, page: str, *, updating: bool) -> None:
    """A page with the golden file of its name, which is written anew where that is asked for."""
    made = lines(page)
    if updating:
        (HERE / name).write_text(made, encoding="utf-8")

    assert made == (HERE / name).read_text(encoding="utf-8")
