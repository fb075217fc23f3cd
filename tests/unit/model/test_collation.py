# SPDX-License-Identifier: MIT
"""The proof of an encoding against its transcript: each way a token or a mark may be met, and each way it may not."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from edition import rules
from edition.cli import edition
from edition.errors import WrongUse
from edition.findings import Finding, is_sound
from edition.model import alignment, claims, collation, marks
from edition.model.comparison import Proof
from edition.model.witness import Source
from edition.source import document, transcript
from edition.source.document import Document
from edition.source.transcript import Transcript

HEADER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader xml:id="header"><fileDesc><titleStmt>{title}
<respStmt xml:id="ed"><resp>edited</resp><name>E</name></respStmt>
<respStmt xml:id="ocr"><resp>read</resp><name type="machine">M</name></respStmt></titleStmt>
<sourceDesc><bibl type="transcript"><ref target="{target}">T</ref>{scopes}</bibl></sourceDesc></fileDesc>
<profileDesc>{profile}<handNotes><handNote xml:id="pen"/><handNote xml:id="machine" medium="typewriter"/></handNotes></profileDesc>
</teiHeader><text xml:id="text"><body>"""
FOOTER = "</body></text></TEI>"
PEN = 'hand="#pen"'


@dataclasses.dataclass
class Case:
    """A transcript and a document in a folder of their own."""

    folder: Path

    def document(self, body: str, scopes: str, *, name: str = "d.xml", **header: str) -> Document:
        """A document with this body, these claims, and these parts of the header."""
        values = {"title": "", "profile": "", "target": "t.txt"} | header
        path = self.folder / name
        path.write_text(HEADER.format(scopes=scopes, **values) + body + FOOTER, encoding="utf-8")
        found = document.read(path)
        assert isinstance(found, Document), found
        return found

    def transcript(self, text: str) -> Transcript:
        """The transcript with this text."""
        path = self.folder / "t.txt"
        path.write_bytes(text.encode())
        found = transcript.read(path)
        assert isinstance(found, Transcript), found
        return found

    def prove(
        self,
        text: str,
        body: str,
        table: marks.Table | None = None,
        part: str = "text",
        header: dict[str, str] | None = None,
    ) -> Proof:
        """The proof of a document of which a part encodes the whole transcript."""
        read = self.transcript(text)
        scope = f'<biblScope unit="line" from="1" to="{len(read.lines)}" corresp="#{part}"/>'
        found, findings = claims.scopes(self.document(body, scope, **(header or {})))
        assert not findings
        return collation.prove(found, read, table)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """An empty folder to put a case in."""
    return Case(tmp_path)


def codes(proof: Proof) -> list[str]:
    """The codes of what a proof found, each of which has its page."""
    for finding in proof.findings:
        rules.rule(finding.code)
    return [finding.code for finding in proof.findings]


SOUND = {
    "as it stands": ("Вечером 22 сентября", "<p>Вечером <date>22 сентября</date></p>"),
    "line ends and blocks are white space": ("a b\n\nc d", "<p>a\n  b</p><p>c</p><p>d</p>"),
    "inline markup parts no token": ("с\"езда.", "<p>с<choice><orig>\"</orig><reg>ъ</reg></choice><hi>ез</hi>да.</p>"),
    "lb parts, lb of a broken word does not": ("a b недостат-ках", '<p>a<lb/>b недостат-<lb break="no"/>ках</p>'),
    "machine's sic": ("состоя нась Х", '<p><choice><sic resp="#ocr">состоя нась</sic><corr>состоялась</corr></choice> Х</p>'),
    "machine's noise": ("NO TEXT Вечером", '<p><choice><sic resp="#ocr">NO TEXT</sic><corr resp="#ed"/></choice> Вечером</p>'),
    "the document's own sic": ("teh end", "<p><choice><sic>teh</sic><corr>the</corr></choice> end</p>"),
    "nested choice": (
        "ссветн", '<p><choice><sic resp="#ocr">ссветн</sic><corr>с<choice><orig>"</orig><reg>ъ</reg></choice></corr></choice></p>',
    ),
    "indented choice": ("ab.", "<p>a<choice>\n  <abbr>b</abbr>\n  <expan>be</expan>\n</choice>.</p>"),
    "editor's ex": ("тов.", "<p>т<expan>ов<ex>арищ</ex></expan>.</p>"),
    "editor's notes": ("a b", '<p>a<note type="textual" resp="#ed">x <p>y</p></note> b<note resp="#ed">z</note></p>'),
    "note by hand": ("a Bublik 1956", f"<p>a</p><note type='receipt' {PEN} resp='#ed'>Bublik 1956</note>"),
    "author's note": ("a b", "<p>a<note>b</note></p>"),
    "editor's supplied": ("a b.", '<p>a <supplied resp="#ed">x y</supplied> b<supplied>c</supplied>.</p>'),
    "supplied goes with its space": ("a. b", '<p>a <add><supplied resp="#ed">x</supplied></add>. b</p>'),
    "supplied by the machine": ("a b", '<p>a <supplied resp="#ocr">b</supplied></p>'),
    "gap with a description": ("a b", "<p>a <gap><desc>a hole</desc></gap> b</p>"),
    "lem of an app": ("a b", "<p>a <app><lem>b</lem><rdg>c</rdg></app></p>"),
    "first rdg of an app": ("a b", "<p>a <app><rdg>b</rdg><rdg>c</rdg></app></p>"),
    "comments and instructions": ("ab c", "<p>a<!-- x -->b <?y z?>c</p>"),
    "insertion": ("a [inserted by hand: b c] d.", f"<p>a <add {PEN}>b <hi>c</hi></add> d.</p>"),
    "insertion before punctuation": ("a [inserted by hand: b].", f"<p>a <add {PEN}>b</add>.</p>"),
    "insertion in a word": ("пред[inserted by hand: у]убежд", f"<p>пред<add {PEN}>у</add>убежд</p>"),
    "handwriting over blocks": (
        "a\n[handwritten: B\n\nC D]", f"<p>a</p><closer><signed {PEN}>B</signed></closer><note {PEN}>C D</note>",
    ),
    "nested brackets": (
        "[handwritten: Top\n\n[[to]] Moscow [[to the]] CC]",
        f"<p {PEN}>Top</p><p><add><supplied resp='#t'>to</supplied> Moscow <supplied resp='#t'>to the</supplied> CC</add></p>",
    ),
    "translator's supplied": ("[We] pointed", '<p><supplied resp="#t">We</supplied> pointed</p>'),
    "translator's and editor's supplied": (
        "his in [his] stay", '<p>his <supplied resp="#ed">his</supplied> in <supplied resp="#t">his</supplied> stay</p>',
    ),
    "brackets of the document": ("a [sic] b", "<p>a [sic] b</p>"),
    "a mark as text": ("a [handwritten: b] c", "<p>a [handwritten: b] c</p>"),
    "a bracket that is never closed": ("a [b c", "<p>a [b c</p>"),
    "deletion": ("a <del>b c</del> d", "<p>a <del>b c</del> d</p>"),
    "deletion that slipped": ("о у<del>казаниями</del> о", "<p>о <del>указаниями</del> о</p>"),
    "deletion that slipped, of two words": (
        "о<del>рганив и</del> а", '<p><del>о<choice><sic resp="#ocr">рганив</sic><corr>рганиз</corr></choice> и</del> а</p>',
    ),
    "subst": ("they should [inserted by hand: it is] to", f"<p><subst><del>they should</del><add {PEN}>it is</add></subst> to</p>"),
    "subst, indented": ("a b c", "<p>a <subst>\n  <del>b</del>\n  <add>c</add>\n</subst></p>"),
    "subst within a word": ("выaбод", "<p>вы<subst>\n<del>a</del>\n<add>б</add>\n</subst>од</p>"),
    "items": ("- 1. He\n- 2. We", '<list><item><label>1.</label> He</item><item n="2">We</item></list>'),
    "a dash is no bullet": ("investment - the", "<p>investment - the</p>"),
    "boxes and blanks": ("a\n□□□[handwritten: b\n\n\\_\\_\\_\\_23]", f"<p>a</p><p><add {PEN}>b</add></p><dateline {PEN}>23</dateline>"),
    "heading and bold": ("# Title\n\na **b** c", "<head>Title</head><p>a <hi>b</hi> c</p>"),
    "escapes": ("5 \\* 3 a\\_b", "<p>5 * 3 a_b</p>"),
    "the machine reads over a paragraph": (
        "КПСС.7Мы", '<p>КПСС.<choice><sic resp="#ocr">7</sic><corr/></choice></p><p>Мы</p>',
    ),
    "soft gaps among words that repeat": (
        "и и. и и. и", "<p>и <subst>\n<del>и</del>\n<add>.</add>\n</subst> и <subst><del>и</del> <add>.</add></subst> и</p>",
    ),
    "nothing": ("\n\n", "<p/>"),
    "evidence is the transcript": ("a [inserted by hand: b c]", '<p>a <add evidence="transcript">b c</add></p>'),
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
def test_sound(case: Case, name: str) -> None:
    """Each way in which a transcript may be met leaves no finding and every token and mark accounted for."""
    proof = case.prove(*SOUND[name])
    assert codes(proof) == []
    tally = proof.tallies[0]
    assert tally.as_read + tally.by_machine == tally.tokens


BROKEN = {
    "a word is lost": ("a b c", "<p>a c</p>", ["COL001"]),
    "the last word is lost": ("a b c", "<p>a b</p>", ["COL001"]),
    "every word is lost": ("a b c", "<p/>", ["COL001"]),
    "a word too many": ("a c", "<p>a b c</p>", ["COL002"]),
    "a text for nothing": ("\n", "<p>b</p>", ["COL002"]),
    "another word": ("a b c", "<p>a x c</p>", ["COL003"]),
    "words in another order": ("a b c d", "<p>a c b d</p>", ["COL001", "COL002"]),
    "a silent correction": ('с"езда', "<p>съезда</p>", ["COL003"]),
    "a correction read as the witness": ("a b", "<p>a <corr>c</corr></p>", ["COL003"]),
    "another space": ("действительноепроведение", "<p>действительное проведение</p>", ["COL004"]),
    "a lost space": ("a b c", "<p>a<hi>b</hi> c</p>", ["COL004"]),
    "one space among many": ("x и и и и и", "<p>x и ии и и</p>", ["COL004"]),
    "a space and a word": ("a b c x d", "<p>ab c y d</p>", ["COL004", "COL003"]),
    "white space beside the machine's error": ("КПСС.7Мы", '<p>КПСС.<sic resp="#ocr">7</sic> Мы</p>', ["COL004"]),
    "an insertion becomes text": ("a [inserted by hand: b] c", "<p>a b c</p>", ["COL005"]),
    "an insertion begins late": ("a [inserted by hand: b c] d", f"<p>a b <add {PEN}>c</add> d</p>", ["COL005"]),
    "an insertion ends early": ("a [inserted by hand: b c] d", f"<p>a <add {PEN}>b</add> c d</p>", ["COL005"]),
    "an insertion ends late": ("a [inserted by hand: b c] d", f"<p>a <add {PEN}>b c d</add></p>", ["COL005"]),
    "an insertion has a hole": (
        "a [inserted by hand: b c d] e", f"<p>a <add {PEN}>b</add> c <add {PEN}>d</add> e</p>", ["COL005"],
    ),
    "a part of an insertion is said to be it": (
        "a [inserted by hand: b c] d", f"<p>a <add {PEN}>b <seg {PEN}>c</seg> d</add></p>", ["COL005"],
    ),
    "an insertion is empty": ("a [inserted by hand: b] c", f"<p>a <add {PEN}/>b c</p>", ["COL005"]),
    "an insertion is typewritten": ("a [inserted by hand: b]", '<p>a <add hand="#machine">b</add></p>', ["COL005"]),
    "a deletion becomes text": ("a <del>b</del> c", "<p>a b c</p>", ["COL005"]),
    "a deletion is an addition": ("a <del>b</del> c", "<p>a <add>b</add> c</p>", ["COL005"]),
    "a deletion slipped by a word": ("a <del>b c</del> d", "<p>a b <del>c</del> d</p>", ["COL005"]),
    "supplied words become text": ("[We] pointed", "<p>We pointed</p>", ["COL005"]),
    "supplied words differ": ("[We] pointed", '<p><supplied resp="#t">They</supplied> pointed</p>', ["COL001"]),
    "supplied words stand elsewhere": ("a [We] b", '<p>a b <supplied resp="#t">We</supplied></p>', ["COL001"]),
    "a bullet becomes nothing": ("- He", "<p>He</p>", ["COL005"]),
    "an item bears another number": ("- 1. He", '<list><item n="2">He</item></list>', ["COL001"]),
    "an item without number loses a sign": ("- .", "<list><item/></list>", ["COL001"]),
    "a heading becomes a paragraph": ("# Title", "<p>Title</p>", ["COL005"]),
    "a blank within a paragraph": ("a □□□ b", "<p>a b</p>", ["COL005"]),
    "a mark is replaced and kept": (
        "a [inserted by hand: b]", f"<p>a <add {PEN}>[inserted by hand: b]</add></p>", ["COL003"],
    ),
    "evidence that is not there": ("a b c", '<p>a <add evidence="transcript">b</add> c</p>', ["COL011"]),
    "evidence of another kind": ("a <del>b</del>", '<p>a <del><add evidence="transcript">b</add></del></p>', ["COL011"]),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken(case: Case, name: str) -> None:
    """Each way in which a transcript may not be met is found, by its own code, and nothing else is."""
    text, body, expected = BROKEN[name]
    found = codes(case.prove(text, body))
    if expected in (["COL001"], ["COL005"]) and name.startswith("supplied"):
        # the brackets are left without their element, too
        assert set(expected) <= set(found) <= {"COL001", "COL005"}
    else:
        assert sorted(found) == sorted(expected)


def test_both_places_are_exact(case: Case) -> None:
    """A difference names line and column of the word in the transcript and in the document, inside long text nodes too."""
    text = "раз два\nтри [inserted by hand: четыре] пять"
    body = f"\n<p>раз &amp;<!-- , -->\n  <hi>два</hi>\r\nтри <add {PEN}><![CDATA[чет]]>ыре</add> шесть</p>"
    proof = case.prove(text, body)
    by_code = {finding.code: finding for finding in proof.findings}
    extra, other = by_code["COL002"], by_code["COL003"]
    lines = (case.folder / "d.xml").read_text(encoding="utf-8").split("\n")
    for finding, word in ((extra, "&amp;"), (other, "шесть")):
        line = finding.place.line
        assert lines[line - 1][finding.place.column - 1 :].startswith(word)
    assert other.place.path == "/TEI/text/body/p"
    assert (other.related[0].line, other.related[0].column) == (2, 32)
    assert f"{other.related[0]}" in other.message


def test_hint_names_letters_that_look_alike(case: Case) -> None:
    """A Latin letter among Cyrillic ones, and a letter composed otherwise, are named."""
    latin = case.prove("КПСС", "<p>KПСС</p>").findings[0]
    assert "CYRILLIC CAPITAL LETTER KA" in latin.hint and "LATIN CAPITAL LETTER K" in latin.hint
    composed = case.prove("мой", "<p>мои\u0306</p>").findings[0]
    assert "Unicode" in composed.hint


def test_tally_and_remarks(case: Case) -> None:
    """The tally tells tokens as they stand from the machine's, counts marks, and a tolerance is remarked."""
    body = f'<p>a <sic resp="#ocr">b</sic> <add {PEN}>c</add> <del>де</del></p>'
    proof = case.prove("a b [inserted by hand: c] д<del>е</del>", body)
    tally = proof.tallies[0]
    assert (tally.tokens, tally.as_read, tally.by_machine, tally.marks, tally.replaced) == (4, 3, 1, 2, 2)
    assert len(proof.remarks) == 1


def test_marks_of_a_project(case: Case) -> None:
    """A project's marks come before ours, in pairs and alone."""
    table = marks.table({r"\[crossed out: …\]": "del", r"\[illegible\]": "gap", "~": ""})
    text = "a [crossed out: b] c [illegible] d~e"
    assert codes(case.prove(text, "<p>a <del>b</del> c <gap/> de</p>", table)) == []
    assert codes(case.prove(text, "<p>a b c d e</p>", table)).count("COL005") == 2


@pytest.mark.parametrize("pattern", ["(", "x*", "[a…", "a…b*"])
def test_marks_that_cannot_be(pattern: str) -> None:
    """A mark that is no regular expression or fits an empty text is wrong use, told at once."""
    with pytest.raises(WrongUse):
        marks.table({pattern: "del"})


RECORD = (
    "# A Title\n\n### Citation:\n\nA. B., 1956, Kim II Sung.\n\nhttps://x.org/1\n\n## **Summary:**\n\nA long story.\n"
)
HELD = {
    "title": "<title>A Title</title>",
    "profile": '<bibl>A. B., <date>1956</date>, Kim <choice><sic resp="#ocr">II</sic><corr>Il</corr></choice> Sung.'
    ' <ref target="https://x.org/1">here</ref></bibl><abstract><p>A long story.</p></abstract>',
}


def test_record_in_header(case: Case) -> None:
    """Each line of the archive's record stands in the header where its label says; an address may be an attribute."""
    proof = case.prove(RECORD, "", part="header", header=HELD)
    assert codes(proof) == []
    tally = proof.tallies[0]
    assert (tally.tokens, tally.by_machine, tally.replaced) == (12, 1, 3)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda h: h | {"title": "<p>A Title</p>"}, "COL005"),
        (lambda h: h | {"title": ""}, "COL001"),
        (lambda h: h | {"profile": h["profile"].replace("bibl", "ab")}, "COL005"),
        (lambda h: h | {"profile": h["profile"].replace("abstract", "note")}, "COL005"),
        (lambda h: h | {"profile": h["profile"].replace("A long story.", "Once a long story. End")}, "COL001"),
        (lambda h: h | {"profile": h["profile"].replace("long story", "story")}, "COL001"),
        (lambda h: h | {"profile": h["profile"].replace("long story", "longstory")}, "COL001"),
        (lambda h: h | {"profile": h["profile"].replace("x.org/1", "x.org/2")}, "COL001"),
        (
            lambda h: (
                h
                | {"profile": h["profile"].replace("<sic", "<orig").replace("</sic", "</orig").replace(">II<", ">IX<")}
            ),
            "COL001",
        ),
    ],
)
def test_record_not_in_header(case: Case, change: Callable[[dict[str, str]], dict[str, str]], code: str) -> None:
    """A line of the record that is missing, reworded, hidden in other text or in the wrong element is found."""
    assert codes(case.prove(RECORD, "", part="header", header=change(HELD))) == [code]


def test_one_place_serves_one_line(case: Case) -> None:
    """Two equal lines of the record need two places in the header."""
    once = {"profile": "<abstract><p>Same.</p></abstract>"}
    assert codes(case.prove("Same.\n\nSame.", "", part="header", header=once)) == ["COL001"]
    twice = {"profile": "<abstract><p>Same.</p><p>Same.</p></abstract>"}
    assert codes(case.prove("Same.\n\nSame.", "", part="header", header=twice)) == []


def test_label_without_line(case: Case) -> None:
    """A label that names no line is found: it would otherwise be met by nothing."""
    assert codes(case.prove("Summary:\n", "", part="header")) == ["COL005"]


def scope(first: object, last: object, part: str = "#text") -> str:
    """A claim on a range of lines."""
    return f'<biblScope unit="line" from="{first}" to="{last}" corresp="{part}"/>'


@pytest.mark.parametrize(
    ("scopes", "code"),
    [
        ("", "COL009"),
        (scope(3, 2), "COL009"),
        (scope(0, 2), "COL009"),
        (scope(-1, 2), "COL009"),
        (scope("", 2), "COL009"),
        (scope("two", 3), "COL009"),
        (scope("²", 3), "COL009"),
        (scope(1, "9" * 5000), "COL009"),
        (scope(1, 2, "#nowhere"), "COL010"),
        (scope(1, 2, "other.xml#text"), "COL010"),
    ],
)
def test_claims_that_make_no_sense(case: Case, scopes: str, code: str) -> None:
    """A range without numbers, turned around, or of no part is a finding and no claim."""
    found, findings = claims.scopes(case.document("<p/>", scopes))
    assert not found
    assert [finding.code for finding in findings] == [code]


def test_range_past_the_end(case: Case) -> None:
    """A range past the last line of the transcript is found and not proved."""
    read = case.transcript("a\nb\n")
    found, _ = claims.scopes(case.document("<p>a b</p>", scope(1, 3)))
    kept, findings = claims.fitting(found, read)
    assert not kept
    assert [finding.code for finding in findings] == ["COL009"]


@pytest.mark.parametrize("target", ["", "https://x.org/t.txt", "//x/t.txt", "#t", "http://[", "a%00b"])
def test_target_that_is_no_file(case: Case, target: str) -> None:
    """A transcript must be a file: no other address is followed."""
    found, findings = claims.scopes(case.document("<p/>", scope(1, 1), target=target))
    assert not found
    assert [finding.code for finding in findings] == ["COL008"]


def test_coverage(case: Case) -> None:
    """Lines that no document claims and lines that two claim are found; blank lines are nobody's."""
    read = case.transcript("a\n\nb\nc\n\nd\n\n")
    one, _ = claims.scopes(case.document("", scope(1, 2) + scope(3, 3)))
    two, _ = claims.scopes(case.document("", scope(2, 4), name="e.xml"))
    assert [(f.code, f.place.line) for f in claims.coverage(one, read)] == [("COL006", 4)]
    assert "“c”" in claims.coverage(one, read)[0].message
    both = claims.coverage([*one, *two], read)
    assert [finding.code for finding in both] == ["COL007", "COL006"]
    assert "line 3 " in both[0].message and "“d”" in both[1].message


def test_ranges_of_one_part_are_one_text(case: Case) -> None:
    """Several ranges that name one part are collated as one text, across their border."""
    read = case.transcript("a\n---\nb [inserted by hand: c\n---\nd] e\n")
    document_ = case.document(f"<p>a b <add {PEN}>c d</add> e</p>", scope(1, 1) + scope(3, 3) + scope(5, 5))
    found, _ = claims.scopes(document_)
    proof = collation.prove(found, read)
    assert codes(proof) == []
    assert proof.tallies[0].lines == ((1, 1), (3, 3), (5, 5))


def test_document_with_entities_has_places(case: Case) -> None:
    """A document whose own DTD declares an entity is proved; places are then those of elements."""
    path = case.folder / "d.xml"
    case.document("<p>a b</p>", scope(1, 1))
    path.write_text(
        '<!DOCTYPE TEI [<!ENTITY e "x">]>\n' + path.read_text(encoding="utf-8").replace("a b", "a &e; b"),
        encoding="utf-8",
    )
    read = document.read(path)
    assert isinstance(read, Document)
    found, _ = claims.scopes(read)
    proof = collation.prove(found, case.transcript("a c b"))
    assert codes(proof) == ["COL001"]
    assert proof.findings[0].place.path == "/TEI/text/body/p"


def test_alignment_is_small() -> None:
    """A change among many equal tokens is one small hunk; equal sequences meet everywhere."""
    a = ["и", "в"] * 500 + ["x"] + ["и", "в"] * 500
    b = ["и", "в"] * 500 + ["y"] + ["и", "в"] * 500
    met = alignment.pairs(a, b)
    assert list(alignment.hunks(met, len(a), len(b))) == [alignment.Hunk(1000, 1001, 1000, 1001)]
    assert len(alignment.pairs(a, a)) == len(a)


def write(folder: Path, text: str, body: str, scopes: str, name: str = "d.xml") -> Path:
    """A document and its transcript in a folder; the document's path."""
    made = Case(folder)
    made.transcript(text)
    return made.document(body, scopes, name=name).path


def run(*arguments: object) -> tuple[int, str]:
    """Exit code and output of `edition collate`."""
    result = CliRunner().invoke(edition, ["collate", *(str(argument) for argument in arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The command is silent but for its tallies where all is met (0), and says both places where not (1)."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "tei"
    folder.mkdir()
    write(folder, "a b\n", "<p>a b</p>", scope(1, 1))
    assert run()[0] == 0
    write(folder, "a b\n", "<p>a c</p>", scope(1, 1))
    assert run()[0] == 1
    del capsys


def test_command_counts_the_other_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One document alone is sound when the lines it leaves out are another document's."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "tei"
    folder.mkdir()
    one = write(folder, "a\nb\n", "<p>a</p>", scope(1, 1))
    assert run(one)[0] == 1
    write(folder, "a\nb\n", "<p>wrong</p>", scope(2, 2), name="e.xml")
    assert run(one)[0] == 0
    assert run()[0] == 1


def test_command_skips_what_names_no_transcript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A register is skipped; a project in which nothing names a transcript has nothing to prove, and that is wrong use."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tei").mkdir()
    register = tmp_path / "tei" / "persons.xml"
    register.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></TEI>', encoding="utf-8")
    assert run(register)[0] == 0
    with pytest.raises(WrongUse):
        run()


def test_command_without_transcript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A transcript that is missing, and a document that is no XML, are findings: exit code 1."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tei").mkdir()
    made = write(tmp_path / "tei", "a\n", "<p>a</p>", scope(1, 1))
    (tmp_path / "tei" / "t.txt").unlink()
    assert run()[0] == 1
    made.write_text("<TEI>", encoding="utf-8")
    assert run()[0] == 1


def test_findings_are_errors(case: Case) -> None:
    """What the proof finds makes a document unsound."""
    found: list[Finding] = case.prove("a", "<p>b</p>").findings
    assert not is_sound(found)


ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", ["telegram.ru.xml", "telegram.en.xml"])
def test_telegram(name: str, tmp_path: Path) -> None:
    """The telegram accounts for every token and mark; one letter changed in any of some words is one exact finding."""
    found = document.read(ROOT / "tei" / name)
    assert isinstance(found, Document)
    read = transcript.read(claims.transcripts(found)[0])
    assert isinstance(read, Transcript)
    scopes, _ = claims.scopes(found)
    proof = collation.prove(scopes, read)
    assert not proof.findings
    assert all(t.as_read + t.by_machine == t.tokens and t.marks == t.replaced for t in proof.tallies)
    running = next(claimed for claimed in scopes if claimed.part.tag.endswith("}text"))
    text = Source(found).witness(running.part)
    lines = found.data.decode().split("\n")
    for token in range(7, len(text.side.begins), 97):
        place = text.place(text.side.begins[token])
        line = lines[place.line - 1]
        assert line[place.column - 1] == text.side.words(token, token + 1)[0][0]
        changed = [*lines]
        changed[place.line - 1] = f"{line[: place.column - 1]}Ѣ{line[place.column :]}"
        copy = tmp_path / name
        copy.write_text("\n".join(changed), encoding="utf-8")
        other = document.read(copy)
        assert isinstance(other, Document)
        again = [claimed for claimed in claims.scopes(other)[0] if claimed.part.tag.endswith("}text")]
        findings = collation.prove(again, read).findings
        assert [(f.code, f.place.line, f.place.column) for f in findings] == [("COL003", place.line, place.column)]
