# SPDX-License-Identifier: MIT
"""Every character of a source belongs to a token, and a tag tells where its attributes stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.source import markup
from edition.source.markup import Kind, Tag

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
    assert isinstance(tag, Tag)
    first, second = tag.attributes()
    assert [(each.name.text, each.value.text) for each in (first, second)] == [("xml:id", "a"), ("n", "b&quot;\nc")]
    assert [source[each.name.start] for each in (first, second)] == ["x", "n"]
    assert source[second.value.end] == '"'


def test_a_place_has_its_tag() -> None:
    """Found from within, from its beginning, from what is in its element; a tag that is not finished is none."""
    source = "<p><hi>a</hi><p n='1'><lb/>b</p>c<p"
    found = markup.Markup(source)
    assert [tag.text for tag in found.tags()] == ["<p>", "<hi>", "</hi>", "<p n='1'>", "<lb/>", "</p>"]
    inner = found.around(source.index("b"))
    assert inner
    assert inner.text == "<p n='1'>"
    assert found.tag_at(source.index("n=")) == found.tag_from(inner.start) == inner
    assert found.attribute_from(source.index("n=")) == next(inner.attributes())
    end = found.end_of(inner)
    assert end
    assert (end.start, found.number(inner)) == (source.index("</p>"), 2)
    outer = found.around(source.index("c"))
    assert outer
    assert (outer.start, found.end_of(outer)) == (0, None)
    assert found.tag_at(len(source)) is None
