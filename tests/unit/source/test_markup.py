# SPDX-License-Identifier: MIT
"""Every character of a source belongs to a token, and a tag tells where its attributes stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.source import markup
from edition.source.markup import Kind

KINDS = {
    "words &amp; &#x41;": [Kind.TEXT],
    '<p n="a>b">': [Kind.START],
    "<lb n='\"'/>": [Kind.EMPTY],
    "</p >": [Kind.END],
    "<!-- <p> -- -->": [Kind.ASIDE],
    "<?target a>b?>": [Kind.ASIDE],
    "<![CDATA[</p>]]>": [Kind.CDATA],
    '<!DOCTYPE TEI [<!ENTITY a "]>"><!-- ]> -->]>': [Kind.DOCTYPE],
    "a<p>b</p>": [Kind.TEXT, Kind.START, Kind.TEXT, Kind.END],
    "<p n=": [Kind.START],
    "<": [Kind.TEXT],
}


@pytest.mark.parametrize("source", KINDS)
def test_each_kind_of_token(source: str) -> None:
    """What looks like markup in a value, a comment, an instruction, a section or an entity is none."""
    assert [token.kind for token in markup.tokens(source)] == KINDS[source]


@given(st.text(alphabet="<>/!?-[]&;=\"' ap\n", max_size=60))
def test_no_character_is_lost(source: str) -> None:
    """The tokens are the text, end to end, however broken it is."""
    assert "".join(source[token.start : token.end] for token in markup.tokens(source)) == source


def test_attributes_stand_where_they_are_written() -> None:
    """Name and value as they are typed, references and line ends in them too."""
    source = "<p  xml:id = 'a'\n n=\"b&quot;\nc\" >"
    (tag,) = markup.tokens(source)
    first, second = markup.attributes(source, tag)
    assert (first.name, first.value, source[first.start]) == ("xml:id", "a", "x")
    assert (second.name, second.value, source[second.value_end]) == ("n", "b&quot;\nc", '"')
