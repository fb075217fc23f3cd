# SPDX-License-Identifier: MIT
"""Markdown with CriticMarkup: all changes accepted it reads as the final text, all rejected as the base text, whatever its signs are."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from edition.engines import libxml
from edition.render import draft
from tests.unit.render.test_draft import SHOWN_OTHERWISE, made
from tests.xslt.test_states import CASES, Case
from tests.xslt.test_states import read as read_case


def resolved(markdown: str, *, accept: bool) -> str:
    """What a CriticMarkup processor makes of it: plain substitutions, before anything is read as Markdown."""
    flags = re.DOTALL
    markdown = re.sub(r"\{>>.*?<<\}", "", markdown, flags=flags)
    markdown = re.sub(r"\{~~(.*?)~>(.*?)~~\}", r"\2" if accept else r"\1", markdown, flags=flags)
    markdown = re.sub(r"\{\+\+(.*?)\+\+\}", r"\1" if accept else "", markdown, flags=flags)
    return re.sub(r"\{--(.*?)--\}", "" if accept else r"\1", markdown, flags=flags)


def words(markdown: str) -> str:
    """What is left for a reader of the Markdown, without notes: letters and signs, white space folded."""
    markdown = re.sub(r"^\[\^\d+\]: .*\Z", "", markdown, flags=re.DOTALL | re.MULTILINE)
    rendered = MarkdownIt("commonmark").enable("table").render(re.sub(r"\[\^\d+\]", "", markdown))
    return " ".join(re.sub(r"\[\^\d+\]", "", libxml.etree.HTML(f"<div>{rendered}</div>").xpath("string(.)")).split())


def text_alone(root: libxml.Element) -> libxml.Element:
    """The draft without what stands before and after its text."""
    for paragraph in root.xpath("ed:p[not(@of)]", namespaces={"ed": "urn:x-edition"}):
        root.remove(paragraph)
    return root


def assert_both_texts(root: libxml.Element, between: str = " ") -> None:
    """Accepted and rejected it reads as the two texts of the draft, this between words; where paragraphs went, empty ones may stay."""
    markdown = draft.markdown(text_alone(root))
    for accept, state in ((True, "final"), (False, "base")):
        shown = words(resolved(markdown, accept=accept)).split()
        assert between.join(shown) == between.join(draft.text(root, state, with_edition=True).split())


@pytest.mark.parametrize(
    "case",
    [case for case in CASES[:60] if case.name not in (*SHOWN_OTHERWISE, "a block in a deletion in a line")],
    ids=lambda case: case.name,
)
def test_accepted_it_is_the_final_text_and_rejected_the_base_text(case: Case) -> None:
    """For each thing that chapter 11 describes."""
    assert_both_texts(draft.of(read_case(case), "diplomatic").root)


signs = st.text(alphabet="ab1 .-+~>{}*_[]()<>&#=|`\\!:$^@\"'", min_size=1, max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(["p", "del", "add", "hi", "br"]), signs), min_size=1, max_size=6))
def test_no_character_of_the_text_is_markup(parts: list[tuple[str, str]]) -> None:
    """Whatever signs a text is made of, and wherever hands altered it."""
    tags = {
        "p": "{}",
        "del": "<del>{}</del>",
        "add": "<add>{}</add>",
        "hi": "<hi rend='italic'>{}</hi>",
        "br": "</p><p>{}",
    }
    assert_both_texts(made("<p>" + "".join(tags[tag].format(escape(text)) for tag, text in parts) + "</p>"))


def test_a_change_tells_whose_it_is() -> None:
    """A comment behind it; a substitution by one hand is one change with one comment."""
    body = '<p>a <subst hand="#h-a"><del>b</del><add>c</add></subst> d<add hand="#h-b"> e</add></p>'
    assert draft.markdown(text_alone(made(body))) == "a {~~b~>c~~}{>>hand A<<} d{++ e++}{>>hand B<<}\n"


def test_what_was_put_and_cut_is_told_in_a_comment() -> None:
    """CriticMarkup does not nest, and the words are in neither text."""
    body = '<p>a<add hand="#h-a"> b <del hand="#h-b">c</del></add></p>'
    assert draft.markdown(text_alone(made(body))) == (
        "a{++ b++}{>>hand A<<}{>>“c”: written by hand A, struck by hand B<<}\n"
    )


def test_blocks_are_those_of_markdown() -> None:
    """Headings, lists, verses, quotations, tables, notes."""
    body = (
        "<div><head>H</head><list rend='numbered'><item>i<note>N.</note></item><item>j<list><item>k</item></list></item></list>"
        "<lg><l>v</l><l>w</l></lg><quote><p>q</p></quote>"
        "<table><row role='label'><cell>a</cell><cell>b</cell></row><row><cell>c|d</cell></row></table></div>"
    )
    assert draft.markdown(text_alone(made(body))) == (
        "## H\n\n1. i[^1]\n\n2. j\n\n    - k\n\nv  \nw\n\n> q\n\n| a | b |\n| - | - |\n| c\\|d |  |\n\n[^1]: N.\n"
    )
