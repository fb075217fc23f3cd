# SPDX-License-Identifier: MIT
"""Texts of other kinds than letters: what the edition adds to their words so that they can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from edition import names
from edition.publish import proof
from edition.render import view
from edition.source import document

_PARTICIPANTS = """<profileDesc><particDesc><listPerson><person xml:id="p1"><persName>Anna</persName></person>
  <person xml:id="p2"/></listPerson></particDesc></profileDesc>"""

Shown = Callable[..., str]


@pytest.fixture(params=names.VIEWS)
def shown(request: pytest.FixtureRequest, tmp_path: Path) -> Shown:
    """`shown(BODY)`: the words of a page of a text with this body, in either view; nothing in it is unknown, nothing is lost."""

    def show(body: str, lang: str = "en") -> str:
        path = tmp_path / "text.xml"
        path.write_text(
            f'<TEI xmlns="{names.TEI}" xml:lang="{lang}"><teiHeader><fileDesc><titleStmt><title>A text</title></titleStmt>'
            f"<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>{_PARTICIPANTS}"
            f"</teiHeader><text><body>{body}</body></text></TEI>",
            encoding="utf-8",
        )
        read = document.read(path)
        assert isinstance(read, document.Document)
        page = view.render(read, request.param)
        assert not page.findings
        assert not list(proof.check(read, request.param, page.html.encode(), "documentary"))
        return " ".join(html.document_fromstring(page.html).get_element_by_id("text").text_content().split())

    return show


def test_a_speaker_is_named_once_before_what_he_says(shown: Shown) -> None:
    """TEI 8.3: the name in the list of participants, else that in the pointer; not again while the same one goes on."""
    said = shown(
        '<u who="#p1">Yes.</u><u who="#p1">Indeed.</u><u who="#p2">No<pause/><vocal><desc>laughs</desc></vocal></u>'
    )
    assert said == "Anna: Yes. Indeed. p2: No(pause)(laughs)"


def test_a_post_says_who_posted_it(shown: Shown) -> None:
    """TEI 9: a post has an author as an utterance has a speaker."""
    assert shown('<post who="#p1" when="2015-03-01"><p>Hello.</p></post>') == "Anna: 1Hello."


def test_the_parts_of_a_citation_without_stops_are_set_off(shown: Shown) -> None:
    """TEI 3.12: a biblStruct holds no punctuation, and lines of its source are no spaces before the edition's."""
    cited = shown(
        """<listBibl><biblStruct><analytic><author>
             <forename>Ida</forename> <surname>Roe</surname>
           </author><author>Max Poe</author><title level="a">What was it?</title></analytic>
           <monogr><title level="j">Letters</title><imprint><pubPlace>Riga</pubPlace><publisher>Sun</publisher><date>1956</date></imprint>
           <biblScope unit="page">7</biblScope></monogr></biblStruct></listBibl>"""
    )
    assert cited == "Ida Roe; Max Poe. What was it? In Letters. Riga: Sun, 1956, 7."


def test_a_citation_with_its_own_stops_gets_none(shown: Shown) -> None:
    """TEI 3.12: a `bibl` is printed as it was written."""
    assert (
        shown("<listBibl><bibl><author>Ida Roe</author>, <title>Letters</title></bibl></listBibl>")
        == "Ida Roe, Letters"
    )


def test_senses_have_the_numbers_that_the_dictionary_counts(shown: Shown) -> None:
    """TEI 10.3.2: @n where the words do not begin with it; a reference to the headword that has no words is a swung dash."""
    read = shown(
        """<entry><form><orth>hand</orth></form><sense n="1"><def>of a body</def></sense><sense n="2"><def>2. a writer’s</def>
           <cit><quote>a good<oRef/></quote></cit></sense></entry>"""
    )
    assert read.replace(" ", "") == "hand1ofabody2.awriter’sagood~"


def test_a_description_of_a_manuscript_names_its_parts(shown: Shown) -> None:
    """TEI 11: each part by its name, measures as catalogues have them."""
    said = shown(
        """<msDesc><msIdentifier><settlement>Riga</settlement></msIdentifier>
           <msContents><msItem><incipit>In principio</incipit></msItem></msContents>
           <physDesc><objectDesc><supportDesc><extent>9 ff.
           <dimensions unit="mm"><height>310</height><width>220</width></dimensions></extent>
           </supportDesc></objectDesc></physDesc></msDesc>"""
    )
    assert said == "Riga Contents Inc. In principio Physical description Support 9 ff. 310 ×220 mm"


def test_who_has_no_words_takes_no_room(shown: Shown) -> None:
    """An entry of a list that only other elements point to is a place to lead to, and no empty block."""
    assert (
        shown("<p>A</p><listPerson><person xml:id='q'/><person><persName>B</persName></person></listPerson>") == "1A B"
    )


def test_what_was_left_out_is_described_and_not_read(shown: Shown) -> None:
    """TEI 3.5: that something is left out is said; what the editor says about it is no word of the text."""
    said = shown(
        "<lg><l>One,</l><ellipsis><metamark>***</metamark><desc>four lines are left out</desc></ellipsis><l>two.</l></lg>"
    )
    assert "⟨…⟩[left out in the source]" in said
    assert "four lines" not in said


def test_what_an_odd_declares_is_shown_as_it_is_written(shown: Shown) -> None:
    """TEI 23: the specifications that stand in the prose of an ODD."""
    said = shown(
        '<p>Thus:</p><schemaSpec ident="mine"><elementSpec ident="p" mode="change"><gloss>para</gloss></elementSpec></schemaSpec>'
    )
    assert '<elementSpec ident="p" mode="change"><gloss>para</gloss></elementSpec>' in said
