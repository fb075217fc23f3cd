# SPDX-License-Identifier: MIT
"""The laws of drafts, on documents made at random: undone a draft is the base text, accepted the final one, by the second opinion too."""

from __future__ import annotations

from hypothesis import given

from edition.publish import proof
from edition.render import draft
from tests.properties.revised_texts import documents
from tests.properties.test_states import BY_THE_ODD, few, read


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
