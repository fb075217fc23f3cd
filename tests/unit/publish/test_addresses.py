# SPDX-License-Identifier: MIT
"""Addresses last: what they are made of stands in the source (`docs/explanation/addresses.md`)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree, html

from edition.publish import site
from edition.settings import Settings
from edition.source import corpus

ADDRESS = re.compile(r"`([\w.-]+\.html)#([\w-]+)`")


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, bytes]:
    """The pages of our own documents."""
    return site.pages(corpus.find([root / "tei"]).documents, Settings(root=root), with_books=False).files


def ids(data: bytes) -> set[str]:
    """The ids of a page."""
    return set(html.document_fromstring(data.decode()).xpath("//@id"))


def names_of(root: Path, language: str, *elements: str) -> set[str]:
    """The `xml:id`s of elements in the text of a telegram."""
    tree = etree.parse(root / f"tei/telegram.{language}.xml")
    wanted = " | ".join(f"//t:text//t:{element}/@xml:id" for element in elements)
    return set(tree.xpath(wanted, namespaces={"t": "http://www.tei-c.org/ns/1.0"}))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_paragraphs_and_alterations_have_the_names_of_the_source(
    root: Path, files: dict[str, bytes], language: str
) -> None:
    """Every paragraph in both views; every addition and deletion in the diplomatic view, and each in the ledger."""
    paragraphs = names_of(root, language, "p")
    acts = names_of(root, language, "add", "del")

    diplomatic = ids(files[f"telegram.{language}.diplomatic.html"])
    assert len(paragraphs) > 20
    assert len(acts) > 10
    assert paragraphs <= diplomatic
    assert acts <= diplomatic
    assert acts <= ids(files[f"telegram.{language}.ledger.html"])
    reading = ids(files[f"telegram.{language}.reading.html"])
    assert len(paragraphs - reading) <= len(paragraphs) // 10, "those that were struck out as a whole"


def test_states_have_the_names_of_their_changes(root: Path, files: dict[str, bytes]) -> None:
    """Each page of a state is called as the source calls it."""
    tree = etree.parse(root / "tei/telegram.ru.xml")
    changes = set(tree.xpath("//t:listChange/t:change/@xml:id", namespaces={"t": "http://www.tei-c.org/ns/1.0"}))
    shown = {name.split(".")[3] for name in files if name.startswith("telegram.ru.stages.")}
    assert shown - {"base", "final"} <= changes


def test_a_paragraph_put_before_others_changes_no_address(root: Path, tmp_path: Path, files: dict[str, bytes]) -> None:
    """What has an id keeps its address; the new paragraph, which has none, has one that says so by its first letters."""
    source = (root / "tei/telegram.ru.xml").read_text(encoding="utf-8")
    (tmp_path / "telegram.ru.xml").write_text(
        re.sub(r"(<p xml:id)", r"<p>Новый абзац.</p>\1", source, count=1), encoding="utf-8"
    )
    made = site.pages(corpus.find([tmp_path]).documents, Settings(root=tmp_path), with_books=False).files

    name = "telegram.ru.reading.html"
    before = {each for each in ids(files[name]) if each in names_of(root, "ru", "p", "note", "add")}
    after = ids(made[name])
    assert before <= after
    assert [each for each in after if each.startswith("ed-p-")] != []


def test_the_examples_of_the_page_are_addresses(root: Path, files: dict[str, bytes]) -> None:
    """Each address of our own documents that the page about addresses names is there."""
    named = ADDRESS.findall((root / "docs/explanation/addresses.md").read_text(encoding="utf-8"))
    ours = [(page, anchor) for page, anchor in named if page in files]
    assert len(ours) >= 4
    assert [(page, anchor) for page, anchor in ours if anchor not in ids(files[page])] == []
