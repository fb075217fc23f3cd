# SPDX-License-Identifier: MIT
"""The ledger of small texts: one case for each kind of intervention, and laws that hold for texts made at random."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from edition import names
from edition.model.ledger import Entry
from edition.render import ledger
from edition.source import document
from edition.source.document import Document
from tests.properties.revised_texts import documents

ACTS = ("add", "addSpan", "del", "delSpan", "restore", "undo", "redo", "retrace", "mod", "transpose")

many = settings(
    max_examples=int(os.environ.get("EDITION_EXAMPLES", "30")), deadline=None, suppress_health_check=list(HealthCheck)
)


@dataclass(frozen=True)
class Case:
    """A text, and of each entry its kind, what went and what came, and in its sentence the quotation."""

    name: str
    body: str
    entries: tuple[tuple[str, str, str, str], ...]
    header: str = ""


CASES = [
    Case("addition", "<p>one <add>two</add> three</p>", (("addition", "", "two", "*one* **two**"),)),
    Case("deletion", "<p>one <del>two</del> three</p>", (("deletion", "two", "", "*one* ~~two~~"),)),
    Case("inside a word", "<p>for<del>e</del>ward</p>", (("deletion", "e", "", "*for*~~e~~"),)),
    Case("first in its paragraph", "<p>x</p><p><del>No</del> well</p>", (("deletion", "No", "", "~~No~~ *well*"),)),
    Case("alone in its paragraph", "<p>x</p><p><del>No</del></p><p>y</p>", (("deletion", "No", "", "~~No~~"),)),
    Case("substitution", "<p>the <subst><del>old</del> <add>new</add></subst> law</p>", (("substitution", "old", "new", "*the* ~~old~~ → **new**"),)),
    Case("addition first", "<p>the <subst><add>new</add> <del>old</del></subst> law</p>", (("substitution", "old", "new", "*the* ~~old~~ → **new**"),)),
    Case("several parts", "<p><subst><del>a</del> <del>b</del> <add>c</add><add>.</add></subst></p>", (("substitution", "a b", "c.", "~~a b~~ → **c.**"),)),
    Case("a part that was revised", "<p><subst><del>a</del><add>b <del>c</del> d</add></subst></p>", (("substitution", "a", "b d", "~~a~~ → **b d**"), ("deletion", "c", "", "*b* ~~c~~"))),
    Case("mod as subst", '<p>x <mod type="subst"><del>a</del><add>b</add></mod> y</p>', (("substitution", "a", "b", "*x* ~~a~~ → **b**"),)),
    Case("substJoin", '<p><del xml:id="d">a</del> b <add xml:id="e">c</add><substJoin target="#d #e"/></p>', (("substitution", "a", "c", "~~a~~ → **c**"),)),
    Case("deleted span", '<p>a <delSpan spanTo="#e"/>b</p><p>c<anchor xml:id="e"/> d</p>', (("deletion", "b / c", "", "*a* ~~b / c~~"),)),
    Case("added span", '<p>a <addSpan spanTo="#e"/>b c<anchor xml:id="e"/> d</p>', (("addition", "", "b c", "*a* **b c**"),)),
    Case("spans that cross", '<p>a <addSpan spanTo="#x"/>b <delSpan spanTo="#y"/>c<anchor xml:id="x"/> d<anchor xml:id="y"/> e</p>', (("addition", "", "b", "*a* **b**"), ("deletion", "c d", "", "*a b* ~~c d~~"))),
    Case("blocks", "<div><p>a</p><del><p>b</p><p>c</p></del></div>", (("deletion", "b / c", "", "~~b / c~~"),)),
    Case("addition in a deletion", "<p>a <del>b <add>c</add> d</del> e</p>", (("deletion", "b c d", "", "*a* ~~b c d~~"), ("addition", "", "c", "*a b* **c**"))),
    Case("an addition that holds a deletion", "<p>a <add><del>b</del></add> c</p>", (("addition", "", "b", "*a* **b**"), ("deletion", "b", "", "*a* ~~b~~"))),
    Case("restoration", "<p>this <restore><del>my</del></restore> body</p>", (("restoration", "", "my", "*this* **my**"), ("deletion", "my", "", "*this* ~~my~~"))),
    Case("undone deletion", '<p>a <del xml:id="d">b</del> c<undo target="#d"/></p>', (("deletion", "b", "", "*a* ~~b~~"), ("undoing", "", "b", "*a* **b**"))),
    Case("undone addition", '<p>a <add xml:id="d">b</add> c<undo target="#d"/></p>', (("addition", "", "b", "*a* **b**"), ("undoing", "b", "", "*a* ~~b~~"))),
    Case("undone part", '<p><del>just <seg xml:id="s">some</seg></del> here<undo target="#s"/></p>', (("deletion", "just some", "", "~~just some~~ *here*"), ("undoing", "", "some", "**some** *here*"))),
    Case("undoing undone", '<p>a <del xml:id="d">b</del> c<undo xml:id="u" target="#d"/><redo target="#u"/></p>', (("deletion", "b", "", "*a* ~~b~~"), ("undoing", "", "b", "*a* **b**"), ("reinstatement", "b", "", "*a* ~~b~~"))),
    Case("retracing", "<p>a <retrace>b</retrace> c</p>", (("retracing", "b", "b", "*a* **b**"),)),
    Case("modification", "<p>a <mod>b</mod> c</p>", (("modification", "b", "b", "*a* **b**"),)),
    Case("modification of acts", "<p>a <mod><del>b</del> <add>c</add></mod></p>", (("modification", "c", "c", "*a* **c**"), ("deletion", "b", "", "*a* ~~b~~"), ("addition", "", "c", "*a* **c**"))),
    Case("correction at once", '<p>a <del instant="true">b</del> <subst instant="true"><del>c</del><add>d</add></subst></p>', (("correction", "b", "", "*a* ~~b~~"), ("correction", "c", "d", "*a* ~~c~~ → **d**"))),
    Case(
        "transposition", '<p><seg xml:id="one">one</seg> and <seg xml:id="two">two</seg></p>', (("transposition", "one … two", "two … one", "*one … two* → **two … one**"),),
        header='<listTranspose><transpose><ptr target="#two"/><ptr target="#one"/></transpose></listTranspose>',
    ),
    Case("a note in another hand", '<p>a</p><note hand="#ann" type="receipt">seen</note>', (("note", "", "seen", "**seen**"),)),
    Case("a stamp", "<p>a <stamp>URGENT</stamp> b</p>", (("stamp", "", "URGENT", "*a* **URGENT**"),)),
    Case("a signature in another hand", '<p>a</p><closer><signed hand="#ann">Ann</signed></closer>', (("signature", "", "Ann", "**Ann**"),)),
    Case("a signature that is an addition", '<closer><signed hand="#ann"><add hand="#ann">Ann</add></signed></closer>', (("addition", "", "Ann", "**Ann**"),)),
    Case("a passage in another hand", '<p>a <seg hand="#ann">b</seg> <seg hand="#typist">c</seg></p>', (("writing", "", "b", "*a* **b**"),)),
    Case("supplied by the editor", "<p>a <del>b <supplied>c <add>x</add> d</supplied></del></p>", (("deletion", "b [c x d]", "", "*a* ~~b [c x d]~~"), ("addition", "", "[x]", "*a b [c]* **[x]**"))),
    Case("a gap", '<p>a <del><gap reason="illegible"/></del></p>', (("deletion", "[…]", "", "*a* ~~[…]~~"),)),
    Case("what the machine misread", '<p><choice><sic resp="#ocr">lhe</sic><corr>the</corr></choice> <del><choice><sic resp="#ocr">0ld</sic><corr>old</corr></choice></del></p>', (("deletion", "old", "", "*the* ~~old~~"),)),
    Case("as it was written", "<p><choice><sic>teh</sic><corr>the</corr></choice> <del><choice><abbr>Cde.</abbr><expan>Comrade</expan></choice></del></p>", (("deletion", "Cde.", "", "*teh* ~~Cde.~~"),)),
    Case("a word divided", '<p>недостат-<lb break="no"/>ках <del>x</del></p>', (("deletion", "x", "", "*недостатках* ~~x~~"),)),
    Case("an editor's note between", '<p>one<note resp="#ed">n <del>m</del></note> <del>two</del></p>', (("deletion", "two", "", "*one* ~~two~~"),)),
    Case("a long context", "<p>a b c d e f g <del>x</del> h i j k l m n</p>", (("deletion", "x", "", "*…c d e f g* ~~x~~"),)),
    Case("a long context in pieces", "<p>a b <hi>c</hi>d <hi>e</hi>f <hi>g</hi>h <hi>i</hi>j <hi>k</hi>l <del>x</del></p>", (("deletion", "x", "", "*…cd ef gh ij kl* ~~x~~"),)),
    Case("a long passage", f"<p><del>{' '.join(map(str, range(30)))}</del></p>", (("deletion", " ".join(map(str, range(30))), "", "~~0 1 2 3 4 5 6 7 8 9 10 … 26 27 28 29~~"),)),
]  # fmt: skip


def read(body: str, *, header: str = "", language: str = "en", notes: bool = True) -> Document:
    """A document with this body."""
    hands = '<handNotes><handNote xml:id="typist" scope="major" medium="typewriter"/><handNote xml:id="ann"/><handNote xml:id="ben" n="Z"/></handNotes>'
    xml = (
        f'<TEI xmlns="{names.TEI}" xml:lang="{language}"><teiHeader><fileDesc><titleStmt><respStmt xml:id="ocr"><name type="machine">m</name></respStmt>'
        f'</titleStmt></fileDesc><profileDesc><creation><listChange><change xml:id="c1">Revised.</change></listChange></creation>{hands if notes else ""}{header}'
        f"</profileDesc></teiHeader><text><body>{body}</body></text></TEI>"
    )
    parsed = document.parsed(Path("case.xml"), xml.encode())
    assert isinstance(parsed, Document), parsed
    return parsed


def one(body: str, *, language: str = "en") -> Entry:
    """The only entry of a text."""
    (entry,) = ledger.entries(read(body, language=language))
    return entry


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    """Each entry is of the kind, with the words and the quotation, that the case says."""
    found = ledger.entries(read(case.body, header=case.header))

    assert [(e.kind, e.before, e.after, e.sentence.partition(": ")[2]) for e in found] == list(case.entries)
    assert [e.number for e in found] == list(range(1, len(found) + 1))


def test_names_are_told_apart() -> None:
    """No two cases bear the same name."""
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "In ¶3, by hand A, inserted above the line (doubtful): *wishes* **and additions**"),
        ("ru", "В 3-м абзаце рукой А вписано над строкой (под сомнением): *wishes* **and additions**"),
        ("de", "In Absatz 3 von Hand A über der Zeile eingefügt (zweifelhaft): *wishes* **and additions**"),
    ],
)
def test_a_sentence_keeps_the_order_of_its_language(language: str, sentence: str) -> None:
    """Where, by whom, what, where on the leaf: each language says it in its own order and cases."""
    body = '<p>a</p><p>b</p><p>wishes <add hand="#ann" place="supralinear" cert="low">and additions</add> c</p>'

    assert one(body, language=language).sentence == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "In ¶2, by the typist, in the course of writing, replaced: ~~c~~ → **d**"),
        ("ru", "Во 2-м абзаце на машинке по ходу письма заменено: ~~c~~ → **d**"),
        ("de", "In Absatz 2 mit der Maschine während der Niederschrift ersetzt: ~~c~~ → **d**"),
    ],
)
def test_an_immediate_correction_says_so(language: str, sentence: str) -> None:
    """A correction in the course of writing is called that."""
    assert (
        one('<p>a</p><p><subst instant="true"><del>c</del><add>d</add></subst></p>', language=language).sentence
        == sentence
    )


@pytest.mark.parametrize(
    ("rend", "manner", "en", "ru", "de"),
    [
        ("overstrike", "strikethrough", "struck through", "зачёркнуто", "durchgestrichen"),
        ("Erasure", "erased", "erased", "стёрто", "radiert"),
        ("red overtyped", "overtyped", "typed over", "забито на машинке", "übertippt"),
        ("Squiggles", "squiggles", "deleted (“Squiggles”)", "зачёркнуто («Squiggles»)", "gestrichen („Squiggles“)"),
        ("", "", "deleted", "зачёркнуто", "gestrichen"),
    ],
)
def test_how_something_was_deleted_is_told(rend: str, manner: str, en: str, ru: str, de: str) -> None:
    """The verb of a deletion says in what manner, by the table of manners; a word that is not there is quoted."""
    body = f'<p>a <del rend="{rend}">b</del></p>'
    said = {language: one(body, language=language) for language in ("en", "ru", "de")}

    assert [said[language].deed.partition(":")[0] for language in said] == [en, ru, de]
    assert (said["en"].manner, said["en"].manner_as_written) == (manner, rend)


def test_a_substitution_tells_how_the_old_words_went() -> None:
    """What replaced them is told by the verb, the manner in brackets."""
    entry = one('<p>a <subst><del rend="erasure">b</del><add place="over">c</add></subst></p>')

    assert entry.deed == "replaced (erased) over the text: *a* ~~b~~ → **c**"


def test_an_unknown_language_falls_back_to_english() -> None:
    """A document in a language without labels is spoken about in English."""
    assert one("<p>a <add>b</add></p>", language="ko").sentence == "In ¶1, by the typist, inserted: *a* **b**"


def test_pages_and_lines_are_told_where_they_are_recorded() -> None:
    """Pages by their number or counted, lines counted on the page; a number that is given is kept."""
    found = ledger.entries(read('<p><pb n="3r"/><lb/>a <lb/>b <add>c</add> <pb/><lb n="17"/><del>d</del></p>'))

    assert [(e.page, e.line, e.paragraph) for e in found] == [("3r", "2", "1"), ("2", "17", "1")]
    assert found[0].where == "p. 3r, l. 2, ¶1"
    assert found[0].sentence.startswith("On page 3r, line 2, in ¶1, by the typist, inserted: ")


def test_the_surroundings_of_what_is_cancelled_are_cancelled_too() -> None:
    """An act in a passage struck as a whole has the struck words around it; one outside has not."""
    found = ledger.entries(read("<p>one <del>two <add>three</add> four</del> five <add>six</add></p>"))

    assert [(e.context_before, e.context_after) for e in found] == [
        ("one ", " five six"), ("one two ", " four five six"), ("one five ", ""),
    ]  # fmt: skip


def test_what_an_entry_says() -> None:
    """Hand, change, certainty, evidence, responsibility and place come from the intervention, else from its parts."""
    entry = one(
        '<p>a <subst change="#c1" resp="#ed"><del hand="#ben" cert="high" evidence="sense">b</del>'
        '<add hand="#ben" cert="medium" evidence="sense transcript" place="above" corresp="o.xml#x">c</add></subst></p>'
    )

    assert (entry.hand, entry.siglum, entry.hand_label) == ("ben", "Z", "hand Z")
    assert (entry.change, entry.change_label) == ("c1", "Revised.")
    assert (entry.certainty, entry.evidence, entry.responsibility) == ("medium", ("sense", "transcript"), ("ed",))
    assert (entry.place, entry.place_as_written, entry.counterparts) == ("above", "above", ("o.xml#x",))
    assert [(act.element, act.certainty) for act in entry.acts] == [("del", "high"), ("add", "medium")]


def test_ids_are_stable() -> None:
    """An id depends on the act's own words, not on what stands around it; equals are counted."""
    first = ledger.entries(read('<p>a <add>b</add> <del xml:id="mine">c</del> <add>b</add></p>'))
    second = ledger.entries(
        read('<p>new <del>z</del> text <add>b</add> and <del xml:id="mine">ccc</del> <add>b</add></p>')
    )
    plain = first[0].id

    assert [entry.id for entry in first] == [plain, "mine", f"{plain}~2"]
    assert [entry.id for entry in second][1:] == [plain, "mine", f"{plain}~2"]
    assert re.fullmatch(r"addition-[0-9a-f]{8}", plain)


def test_ids_differ_where_acts_differ() -> None:
    """Another hand, another change, another word make another id."""
    found = ledger.entries(
        read('<p><add>b</add> <add hand="#ann">b</add> <add change="#c1">b</add> <add>c</add> <del>b</del></p>')
    )

    assert len({entry.id.split("~")[0] for entry in found}) == 5


def test_sourcedoc_has_a_ledger() -> None:
    """A transcription by surface and line has pages and lines."""
    xml = f'<TEI xmlns="{names.TEI}"><teiHeader/><sourceDoc><surface n="7"><zone><line>a</line><line>b <add>c</add></line></zone></surface></sourceDoc></TEI>'
    parsed = document.parsed(Path("case.xml"), xml.encode())
    assert isinstance(parsed, Document)

    assert [(e.page, e.line, e.context_before, e.after) for e in ledger.entries(parsed)] == [("7", "2", "b ", "c")]


def acts(revised: Document) -> list[str]:
    """Each act of a text, by its place in the source."""
    found = []
    for element in revised.root.iter(*(f"{{{names.TEI}}}{name}" for name in ACTS)):
        if not any(
            etree.QName(ancestor).localname == "note" and ancestor.get("hand") is None
            for ancestor in element.iterancestors()
        ):
            place = revised.place(element)
            found.append(f"{place.line}:{place.column}")
    return found


@many
@given(documents())
def test_every_act_is_in_one_entry(xml: str) -> None:
    """Of whatever acts a text is made, each belongs to exactly one entry, and no two entries have one id."""
    revised = document.parsed(Path("random.xml"), xml.encode())
    assert isinstance(revised, Document)
    found = ledger.entries(revised)

    assert sorted(act.at for entry in found for act in entry.acts) == sorted(acts(revised))
    assert len({entry.id for entry in found}) == len(found)


@many
@given(documents())
def test_words_are_folded_and_sentences_whole(xml: str) -> None:
    """No word of an entry has stray spaces, and every sentence says something in each language."""
    revised = document.parsed(Path("random.xml"), xml.encode())
    assert isinstance(revised, Document)

    for language in ledger.LANGUAGES:
        for entry in ledger.entries(revised, language):
            for words in (entry.before, entry.after, entry.sentence):
                assert words == " ".join(words.split())
            assert entry.sentence[0].isupper()
            assert "{" not in entry.sentence


@many
@given(documents())
def test_new_text_around_changes_no_id(xml: str) -> None:
    """A paragraph put before all others, with words of its own, leaves every id as it was."""
    before = document.parsed(Path("random.xml"), xml.encode())
    after = document.parsed(Path("random.xml"), xml.replace("<body>", "<body><p>ФФФ ЯЯЯ</p>", 1).encode())
    assert isinstance(before, Document)
    assert isinstance(after, Document)

    assert [entry.id for entry in ledger.entries(after)] == [entry.id for entry in ledger.entries(before)]


def test_four_times_the_acts_take_four_times_as_long() -> None:
    """No act looks through the whole document: a text four times as long takes no more than seven times the time."""
    once = (
        '<p>words before <add hand="#ann">some words</add> between <subst><del>old</del><add>new</add></subst> and '
        '<delSpan spanTo="#e{0}"/>a span<anchor xml:id="e{0}"/> after</p>'
    )

    def took(paragraphs: int) -> float:
        revised = read("".join(once.format(n) for n in range(paragraphs)))
        assert revised.stamped
        began = time.process_time()
        assert len(ledger.entries(revised)) == 3 * paragraphs
        return time.process_time() - began

    took(10)
    assert took(800) < 7 * took(200)
