# SPDX-License-Identifier: MIT
"""What a stranger's files and ids are called becomes names of files: none is longer than a file's may be, none takes another's place."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from edition import names
from tests.security.strangers import Stranger, tei

LONG = "x" * 240


@pytest.fixture(autouse=True)
def _as_before() -> object:
    yield
    names.tell_apart([])


def test_names_of_files_are_no_longer_than_may_be() -> None:
    """Long ones are cut, and told apart by what was cut off, in whatever script; others stay."""
    longest = [Path(f"tei/{LONG}{end}.xml") for end in "ab"] + [Path("tei/" + "й" * 120 + ".xml")]
    made = [names.stage(path, "c" * 300) for path in longest]

    assert len(set(made)) == 3
    assert max(len(name.encode()) for name in made) < 255
    assert names.stage(Path("telegram.ru.xml"), "c-revised") == "telegram.ru.stages.c-revised.html"
    assert names.stage(longest[0], "c" * 300 + "1") != made[0]


@pytest.mark.parametrize("form", ["NFD", "NFKC"])
def test_names_that_some_machines_take_for_one(form: str) -> None:
    """Letters that Unicode writes in two ways, capitals too, are two documents with a page each."""
    paths = [Path("a/Йоé.xml"), Path(f"b/{unicodedata.normalize(form, 'йоé')}.xml")]
    names.tell_apart(paths)
    one, other = (unicodedata.normalize("NFC", names.stem(path)).casefold() for path in paths)

    assert one != other


def test_a_build_of_long_names(stranger: Stranger) -> None:
    """Pages of a document with a long name, of a step with a long id: all are made, and lead to one another."""
    change = (
        f'<profileDesc><creation><listChange><change xml:id="{LONG}">x</change></listChange></creation></profileDesc>'
    )
    text = tei(f'<p>one <del change="#{LONG}">two</del></p>').replace("</teiHeader>", f"{change}</teiHeader>")
    stranger.put(f"tei/{LONG}.xml", text)
    stranger.call("build", "--lenient", "--format", "html", "tei")
    made = {path.name for path in (stranger.folder / "out").glob("*.html")}

    assert any(".reading." in name for name in made), made
    assert any(".stages.x" in name for name in made), made
