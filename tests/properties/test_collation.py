# SPDX-License-Identifier: MIT
"""Two laws of the proof: what was encoded by lawful steps is proved, and whatever is then changed in it is found."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from edition.findings import Finding
from edition.model import claims, collation
from edition.source import document, transcript
from edition.source.document import Document
from edition.source.transcript import Transcript

# Few different words, so that most stand in the text many times: the hard case for laying two texts side by side.
WORDS = st.one_of(
    st.sampled_from(["и", "в", "и", "на", "ЦК", "1956", "т.д.", 'с"езд', "a&b", "<", "—"]),
    st.text("абвгAB,.", min_size=1, max_size=6),
)
EDITORS = st.sampled_from(["и", "в", "редактор", "ЦК"])


@dataclasses.dataclass
class Word:
    """A word of the witness in the encoding; a mutation changes its `text` in place."""

    text: str


@dataclasses.dataclass(eq=False)
class Tag:
    """A tag of an element that replaces a mark of the transcript."""

    text: str


Piece = str | Word | Tag


@dataclasses.dataclass
class Made:
    """A piece of text twice: as the transcript has it, and as the encoding."""

    transcript: str
    encoding: list[Piece]
    marked: list[tuple[Tag, Tag]] = dataclasses.field(default_factory=list)


def element(start: str, body: list[Piece], end: str) -> tuple[list[Piece], list[tuple[Tag, Tag]]]:
    """A body between the tags of an element that replaces a mark."""
    pair = Tag(start), Tag(end)
    return [pair[0], *body, pair[1]], [pair]


def spaced(words: list[str]) -> list[Piece]:
    """Words with spaces between."""
    pieces: list[Piece] = []
    for word in words:
        pieces += [" ", Word(word)] if pieces else [Word(word)]
    return pieces


STEPS = (
    *("plain", "plain", "name", "machine", "noise", "orig", "note"),
    *("add", "add-mark", "del", "del-mark", "supplied", "subst"),
)


@st.composite
def stretches(draw: st.DrawFn) -> Made:
    """Some words that one lawful step has encoded."""
    words = draw(st.lists(WORDS, min_size=1, max_size=4))
    text, body = " ".join(words), spaced(words)
    # signs that no word has: two neighbours exchanged are never the same text
    end = draw(st.sampled_from(["", "", "!", ";"]))
    marked: list[tuple[Tag, Tag]] = []
    tail: list[Piece] = [Word(end)] if end else []
    match draw(st.sampled_from(STEPS)):
        case "name":
            body = ["<persName>", *body, "</persName>"]
        case "machine":
            body = ['<choice><sic resp="#ocr">', *body, f"</sic><corr>{draw(EDITORS)}</corr></choice>"]
        case "noise":
            body = ['<choice><sic resp="#ocr">', *body, "</sic><corr/></choice>"]
        case "orig":
            body = ["<choice>\n<orig>", *body, f"</orig>\n<reg>{draw(EDITORS)}</reg>\n</choice>"]
        case "note":
            body = [*body, f'<note type="textual" resp="#ed">{draw(EDITORS)}</note>']
        case "add":
            body = ['<add hand="#pen">', *body, "</add>"]
        case "add-mark":
            text = f"[{draw(st.sampled_from(['inserted by hand', 'handwritten']))}: {text}]"
            body, marked = element('<add hand="#pen">', body, "</add>")
        case "del":
            body = ["<del>", *body, "</del>"]
        case "del-mark":
            slip = draw(st.integers(0, len(words[0]) - 1))
            text = f"{text[:slip]}<del>{text[slip:]}</del>"
            body, marked = element("<del>", body, "</del>")
        case "supplied":
            text = f"[{text}]"
            body, marked = element('<supplied resp="#translator">', body, "</supplied>")
        case "subst":
            more = draw(st.lists(WORDS, min_size=1, max_size=2))
            text += " " + " ".join(more)
            body = ["<subst>\n<del>", *body, "</del>\n<add>", *spaced(more), "</add>\n</subst>"]
        case _:
            pass
    return Made(text + end, [*body, *tail], marked)


@st.composite
def paragraphs(draw: st.DrawFn) -> Made:
    """A paragraph, a heading or an item, of several stretches."""
    made = draw(st.lists(stretches(), min_size=1, max_size=6))
    text, body = "", list[Piece]()
    for number, stretch in enumerate(made):
        if number:
            text += draw(st.sampled_from([" ", "  ", "\n"]))
            body.append(draw(st.sampled_from([" ", "\n   ", "<lb/>", " <!-- x --> "])))
            if draw(st.booleans()) and draw(st.booleans()):
                body.append(f'<supplied resp="#ed">{draw(EDITORS)}</supplied> ')
        text += stretch.transcript
        body += stretch.encoding
    marked = [pair for stretch in made for pair in stretch.marked]
    name, mark = draw(st.sampled_from([("p", ""), ("p", ""), ("item", "- "), ("head", "## ")]))
    if not mark:
        return Made(f"\n{text}\n", ["<p>", *body, "</p>"], marked)
    body, own = element(f"<{name}>", body, f"</{name}>")
    return Made(f"\n{mark}{text}\n", body, marked + own)


@st.composite
def texts(draw: st.DrawFn) -> Made:
    """A text of several paragraphs."""
    made = draw(st.lists(paragraphs(), min_size=1, max_size=5))
    return Made(
        "\n".join(one.transcript for one in made),
        [piece for one in made for piece in one.encoding],
        [pair for one in made for pair in one.marked],
    )


def prove(made: Made) -> list[Finding]:
    """The findings of the proof."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "t.txt").write_bytes(made.transcript.encode())
        read = transcript.read(folder / "t.txt")
        assert isinstance(read, Transcript)
        body = "".join(
            piece if isinstance(piece, str) else piece.text if isinstance(piece, Tag) else escape(piece.text)
            for piece in made.encoding
        )
        (folder / "d.xml").write_text(
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
            '<respStmt xml:id="ocr"><name type="machine"/></respStmt></titleStmt><sourceDesc><bibl type="transcript">'
            f'<ref target="t.txt"/><biblScope unit="line" from="1" to="{len(read.lines)}"/></bibl></sourceDesc></fileDesc>'
            f"</teiHeader><text><body>{body}</body></text></TEI>",
            encoding="utf-8",
        )
        found = document.read(folder / "d.xml")
        assert isinstance(found, Document)
        scopes, findings = claims.scopes(found)
        assert not findings
        proof = collation.prove(scopes, read)
        if not proof.findings:
            tally = proof.tallies[0]
            assert tally.as_read + tally.by_machine == tally.tokens
            assert tally.marks == tally.replaced
        return proof.findings


@settings(max_examples=100, deadline=None)
@given(texts())
def test_lawful_encoding_is_proved(made: Made) -> None:
    """A transcript encoded by lawful steps leaves no finding."""
    assert prove(made) == []


@settings(max_examples=100, deadline=None)
@given(texts(), st.data())
def test_any_change_is_found(made: Made, data: st.DataObject) -> None:
    """One word deleted, added, changed, split or exchanged in the encoding leaves at least one finding."""
    body = made.encoding
    at = data.draw(st.sampled_from([n for n, piece in enumerate(body) if isinstance(piece, Word)]))
    word = body[at]
    assert isinstance(word, Word)
    others = [piece for piece in body if isinstance(piece, Word) and piece.text != word.text]
    ways = ["delete", "add", "change"] + ["split"] * (len(word.text) > 1) + ["exchange"] * bool(others)
    match data.draw(st.sampled_from(ways)):
        case "delete":
            body[at] = ""
        case "add":
            body.insert(at, Word(data.draw(WORDS) + " "))
        case "change":
            body[at] = Word(data.draw(WORDS.filter(lambda other: other != word.text)))
        case "split":
            body[at] = Word(word.text[:1] + " " + word.text[1:])
        case "exchange":
            other = data.draw(st.sampled_from(others))
            word.text, other.text = other.text, word.text
        case _:
            raise AssertionError
    assert prove(made)


@settings(max_examples=100, deadline=None)
@given(texts().filter(lambda made: bool(made.marked)), st.data())
def test_lost_markup_is_found(made: Made, data: st.DataObject) -> None:
    """An element that replaces a mark cannot become another element, or leave out its first or last word, unseen."""
    body = made.encoding
    start, end = data.draw(st.sampled_from(made.marked))
    match data.draw(
        st.sampled_from(["rename", "late", "early"] if start.text not in ("<item>", "<head>") else ["rename"])
    ):
        case "rename":
            start.text, end.text = ("<p>", "</p>") if start.text in ("<item>", "<head>") else ("<seg>", "</seg>")
        case "late":
            first = next(n for n in range(body.index(start), len(body)) if isinstance(body[n], Word))
            body.insert(first + 1, Tag(start.text))
            body.remove(start)
        case "early":
            last = next(n for n in range(body.index(end), 0, -1) if isinstance(body[n], Word))
            body.insert(last, Tag(end.text))
            body.remove(end)
        case _:
            raise AssertionError
    assert prove(made)
