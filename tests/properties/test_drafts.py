# SPDX-License-Identifier: MIT
"""The laws of drafts, on documents made at random: undone a draft is the base text, accepted the final one, by the second opinion too."""

from __future__ import annotations

from hypothesis import given

from edition.publish import proof
from edition.render import draft
from tests.properties.revised_texts import documents
from tests.properties.test_states import BY_THE_ODD, few, read
from tests.unit.publish.test_word import part, resolved, written
from tests.unit.render.test_markdown import assert_both_texts


@few
@given(documents())
def test_a_draft_is_both_texts(xml: str) -> None:
    """Whatever the acts, and however they are nested, crossed, restored and transposed."""
    document = read(xml)
    found = draft.of(document, "diplomatic")
    assert [finding.message for finding in proof.check_draft(document, found.root, "diplomatic")] == []


@few
@given(BY_THE_ODD)
def test_a_draft_is_both_texts_of_whatever_the_odd_allows(xml: str) -> None:
    """The same of documents with any element at all."""
    document = read(xml)
    found = draft.of(document, "diplomatic")
    assert [finding.message for finding in proof.check_draft(document, found.root, "diplomatic")] == []


@few
@given(documents())
def test_markdown_is_both_texts(xml: str) -> None:
    """What is left of the CriticMarkup reads as the two texts; where a block between them went, Markdown cannot join two lines."""
    assert_both_texts(draft.of(read(xml), "diplomatic").root, between="")


@few
@given(documents())
def test_a_docx_is_both_texts(xml: str) -> None:
    """Its changes accepted, or rejected, as Word does it."""
    root = draft.of(read(xml), "diplomatic").root
    for before in root.xpath("ed:p[not(@of)]", namespaces={"ed": "urn:x-edition"}):
        root.remove(before)
    body = part(written(root))
    for accept, state in ((True, "final"), (False, "base")):
        shown = [" ".join(line.split()) for line in resolved(body, accept=accept) if line.strip()]
        assert shown == [" ".join(line.split()) for line in draft.text(root, state, with_edition=True).splitlines()]
