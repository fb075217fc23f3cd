# SPDX-License-Identifier: MIT
"""The pages of the telegram are those that were looked at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition import names
from edition.render import view
from edition.source import document

HERE = Path(__file__).resolve().parent / "telegram"

_BLOCK = re.compile(
    r"\s*(?=<(?:article|aside|body|dd|div|dl|dt|figure|h[1-6]|head|header|li|link|main|meta|nav|ol|p|script|section|title|ul)\b)"
)


def lines(page: str) -> str:
    """A page with each block on a line of its own, so that a difference can be read."""
    return _BLOCK.sub("\n", page).strip() + "\n"


@pytest.mark.parametrize("shown", names.VIEWS)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_is_as_it_was(root: Path, language: str, shown: str, updating: bool) -> None:
    """Nothing on a page changes but on purpose: look at the difference, then run with `--update-golden`."""
    telegram = document.read(root / "tei" / f"telegram.{language}.xml")
    assert isinstance(telegram, document.Document)
    golden = HERE / f"{names.stem(telegram.path)}.{shown}.html"

    made = lines(view.render(telegram, shown).html)
    if updating:
        golden.write_text(made, encoding="utf-8")

    assert made == golden.read_text(encoding="utf-8")
