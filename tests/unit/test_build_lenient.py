# SPDX-License-Identifier: MIT
"""A lenient build shows whatever is XML; only a file that is none has no pages, and where nothing can be built the last build stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from edition import names
from edition.publish import proof

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'


@pytest.fixture
def lenient(run: Callable[..., object], tmp_path: Path) -> Callable[..., tuple[int, str, Path]]:
    """`lenient({"a.xml": "<TEI …"})`: the files built leniently as pages; the exit code, what was printed, the folder."""

    def build(files: dict[str, str], *words: str) -> tuple[int, str, Path]:
        folder = tmp_path / "documents"
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        out = tmp_path / "site"
        ran = run("build", "--lenient", *words, "--format", "html", "--out", out, folder, cwd=tmp_path)
        return ran.code, ran.out, out  # type: ignore[attr-defined] # what `run` gives

    return build


Build = Callable[..., tuple[int, str, Path]]


def shown(out: Path, name: str, view: str = "reading") -> str:
    """The page of a view."""
    return (out / f"{name}.{view}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [
        f"<surface {TEI}><zone><line>Dear Kate</line></zone></surface>",
        f"<div {TEI}><p>Dear Kate</p></div>",
        f"<text {TEI}><body><p>Dear Kate</p></body></text>",
        f"<TEI {TEI}><text><body><p>Dear Kate</p></body></text></TEI>",
        "<TEI.2><text><body><p>Dear Kate</p></body></text></TEI.2>",
        '<TEI xmlns="urn:own"><text><body><p>Dear Kate</p></body></text></TEI>',
        f'<TEI {TEI}><text><body><p>Dear <add hand="#nobody" change="#never">Kate</add></p></body></text></TEI>',
        f'<TEI {TEI}><text><body><p xml:id="a">Dear</p> <p xml:id="a">Kate</p></body></text></TEI>',
        f'<TEI {TEI}><text><body><p>Dear <delSpan spanTo="#gone"/>Kate</p></body></text></TEI>',
        f'<?xml-model href="https://example.org/gone.rng"?><TEI {TEI}><text><body><p>Dear Kate</p></body></text></TEI>',
        f'<!DOCTYPE TEI SYSTEM "gone.dtd"><TEI {TEI}><text><body><p>Dear Kate</p></body></text></TEI>',
        f"<TEI {TEI}><text><body><p>Dear Kate ☐ 字</p></body></text></TEI>",
        f"<TEI {TEI}><text><body>{'<div>' * 250}<p>Dear Kate</p>{'</div>' * 250}</body></text></TEI>",
    ],
)
def test_whatever_is_xml_is_built(lenient: Build, content: str) -> None:
    """Roots, namespaces, pointers, identifiers, schemas, glyphs: each file has its pages, with warnings at most."""
    code, printed, out = lenient({"letter.xml": content})

    assert code == 0, printed
    assert " error " not in printed
    for view in ("reading", "diplomatic"):
        page = shown(out, "letter", view)
        assert "Dear" in page
        assert "Kate" in page


@pytest.mark.parametrize(
    ("content", "view", "words"),
    [
        ("<p>so <span>say</span> we</p>", "reading", "so say we"),
        ("<p>so<index><term>never</term></index> say<interp>never</interp> we</p>", "reading", "so say we"),
        (
            '<p>so <choice><unclear cert="low">day</unclear><unclear cert="high">say</unclear></choice> we</p>',
            "diplomatic",
            "so say we",
        ),
        (
            "<p>so <app><rdgGrp><rdgGrp><rdg>say</rdg></rdgGrp><rdg>pray</rdg></rdgGrp></app> we</p>",
            "reading",
            "so say we",
        ),
        ("<p>so <gap>say</gap><lb>we</lb></p>", "diplomatic", "so say we"),
        ("<list>so <item>say</item><headItem>we</headItem></list>", "reading", "so say we"),
        (
            "<table>so <row>say <cell>we</cell></row><fw>all</fw><row><cell>now</cell></row></table>",
            "diplomatic",
            "so say we all now",
        ),
        ("<figure><head>so</head><p>say</p><figDesc>never</figDesc></figure><p>we</p>", "reading", "so say we"),
        ("<p>so say</p><listApp><app><lem>never</lem></app></listApp><p>we</p>", "diplomatic", "so say we"),
        ("<p>so <corr>never</corr> say <ex>never</ex> we</p>", "diplomatic", "so say we"),
        (
            '<p>so</p><egXML xmlns="http://www.tei-c.org/ns/Examples"><p n="1">say</p> we</egXML>',
            "reading",
            "so say we",
        ),
        (
            '<p>so <formula><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></formula> we</p>',
            "diplomatic",
            "so x we",
        ),
        ('<p>so <a xmlns="urn:x"><b>say</b></a> we</p>', "reading", "so say we"),
        ("<p>so <choice>say<orig> we</orig><reg>never</reg></choice></p>", "diplomatic", "so say we"),
    ],
)
def test_no_word_is_lost_or_added(lenient: Build, content: str, view: str, words: str) -> None:
    """What the page says, without what the edition says, are the words of the text in their order."""
    code, printed, out = lenient({"letter.xml": f"<TEI {TEI}><text><body>{content}</body></text></TEI>"})

    assert code == 0, printed
    assert proof.text(shown(out, "letter", view).encode(), view) == words.replace(" ", "")


def test_every_text_of_a_file_is_shown(lenient: Build) -> None:
    """The documents of a corpus, a transcription beside a text, the texts of a group: all, in order."""
    body = "<text><body><p>{}</p></body></text>"
    code, printed, out = lenient(
        {
            "corpus.xml": f"<teiCorpus {TEI}><TEI>{body.format('one')}</TEI><TEI>{body.format('two')}</TEI></teiCorpus>",
            "both.xml": f"<TEI {TEI}><sourceDoc><surface><line>one</line></surface></sourceDoc>{body.format('two')}</TEI>",
            "group.xml": f"<TEI {TEI}><text><group>{body.format('one')}{body.format('two')}</group></text></TEI>",
        }
    )

    assert code == 0, printed
    for name in ("corpus", "both", "group"):
        for view in ("reading", "diplomatic"):
            assert proof.text(shown(out, name, view).encode(), view) == "onetwo"


def test_a_citation_says_only_what_the_header_says(lenient: Build) -> None:
    """Without a title of the edition, a publisher, an archive it is the title, and that there is no date."""
    header = "<teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt></fileDesc></teiHeader>"
    _, _, out = lenient({"letter.xml": f"<TEI {TEI}>{header}<text><body><p>Dear Kate</p></body></text></TEI>"})

    assert '<dd class="citation">“A Letter,” n.d.</dd>' in shown(out, "letter")


def test_a_file_that_is_no_xml_is_refused_alone(lenient: Build) -> None:
    """The others are built; the broken file is told with its line and column, and the exit code says so."""
    code, printed, out = lenient(
        {"good.xml": f"<TEI {TEI}><text><body><p>a</p></body></text></TEI>", "bad.xml": "<TEI>\n<p></TEI>"}
    )

    assert code == 1
    assert "bad.xml:2:" in printed
    assert "XML001" in printed
    assert (out / "good.reading.html").is_file()
    assert not (out / "bad.reading.html").exists()


def test_nothing_but_broken_files_builds_nothing(lenient: Build) -> None:
    """Where no file is XML there is no edition."""
    code, printed, out = lenient({"bad.xml": "<TEI>"})

    assert code == 1
    assert "nothing was built" in printed
    assert not out.exists()


def test_namesakes_have_pages_apart(lenient: Build) -> None:
    """Files of one name in different folders are named by their folders."""
    text = f"<TEI {TEI}><text><body><p>letter of {{}}</p></body></text></TEI>"
    code, printed, out = lenient(
        {"1881/letter.xml": text.format(1881), "1882/Letter.xml": text.format(1882), "note.xml": text.format("note")}
    )

    assert code == 0, printed
    assert "letter of 1881" in shown(out, "1881-letter")
    assert "letter of 1882" in shown(out, "1882-Letter")
    assert "letter of note" in shown(out, "note")
    assert (out / "1881-letter.xml").is_file()


def test_names_stay_apart_whatever_they_are() -> None:
    """A name that is made does not meet one that is there already."""
    paths = [Path("a/b.xml"), Path("c/b.xml"), Path("a-b.xml")]
    try:
        names.tell_apart(paths)
        made = [names.stem(path) for path in paths]
    finally:
        names.tell_apart([])

    assert made == ["a-b-2", "c-b", "a-b"]
    assert names.stem(paths[0]) == "b"


def test_what_is_no_text_does_not_fail_the_build(lenient: Build) -> None:
    """A register and a file with a header alone may lie among the documents."""
    code, printed, out = lenient(
        {
            "letter.xml": f"<TEI {TEI}><text><body><p>a</p></body></text></TEI>",
            "persons.xml": f"<TEI {TEI}><standOff><listPerson><person><persName>K</persName></person></listPerson></standOff></TEI>",
            "header.xml": f"<TEI {TEI}><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader></TEI>",
        }
    )

    assert code == 0, printed
    assert (out / "letter.reading.html").is_file()


def test_what_is_included_is_shown(lenient: Build) -> None:
    """Pages that a document includes stand in it."""
    code, printed, out = lenient(
        {
            "book.xml": f'<TEI {TEI} xmlns:xi="http://www.w3.org/2001/XInclude"><sourceDoc><xi:include href="pages/one.xml"/>'
            '<xi:include href="pages/gone.xml"/></sourceDoc></TEI>',
            "pages/one.xml": f"<surface {TEI}><line>the first page</line></surface>",
        }
    )

    assert code == 0, printed
    assert "XI001" in printed
    assert "the first page" in shown(out, "book")


def test_the_text_of_a_corpus_whose_hands_are_elsewhere(run: Callable[..., object], tmp_path: Path) -> None:
    """`text --lenient` prints the text whatever the pointers; after two hundred warnings it looks at no more of them."""
    acts = "".join(f'<add hand="#h{number}">{number}</add> ' for number in range(300))
    (tmp_path / "a.xml").write_text(f"<TEI {TEI}><text><body><p>{acts}</p></body></text></TEI>", encoding="utf-8")
    ran = run("text", "--lenient", "a.xml", cwd=tmp_path)

    assert ran.code == 0  # type: ignore[attr-defined] # what `run` gives
    assert ran.out.split() == [str(number) for number in range(300)]  # type: ignore[attr-defined] # what `run` gives
    assert ran.err.count("PTR001") == 200  # type: ignore[attr-defined] # what `run` gives
    assert "there may be more" in ran.err  # type: ignore[attr-defined] # what `run` gives
    assert run("text", "a.xml", cwd=tmp_path).code == 1  # type: ignore[attr-defined] # what `run` gives


def test_without_lenient_nothing_is_lenient(run: Callable[..., object], tmp_path: Path) -> None:
    """The same strange file is refused by a build that nobody asked to be lenient."""
    (tmp_path / "page.xml").write_text(f"<surface {TEI}><line>a</line></surface>", encoding="utf-8")
    ran = run("build", "--format", "html", "--out", tmp_path / "site", tmp_path / "page.xml", cwd=tmp_path)

    assert ran.code == 1  # type: ignore[attr-defined] # what `run` gives
    assert not (tmp_path / "site").exists()
