# SPDX-License-Identifier: MIT
"""A document that is more than any text is refused before it costs anything, and the refusal says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.errors import WrongUse
from edition.findings import Finding
from edition.settings import Limits
from edition.settings import read as settings
from edition.source.document import Document, Manner, read
from tests.security.strangers import Stranger, tei

SMALL = Limits(size=1, elements=100, depth=20, attributes=5)


def found(folder: Path, text: str, limits: Limits = SMALL) -> Document | Finding:
    """What a file with this text is within limits."""
    path = folder / "a.xml"
    path.write_text(text, encoding="utf-8")
    return read(path, Manner(limits=limits))


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        (tei("<p>" + "x" * 1_100_000 + "</p>"), "the file has 1 million bytes, and may have 1", (0, 0)),
        ("<a>\n" + "<b/>" * 100 + "</a>", "more than 100 elements", (2, 397)),
        ("<a>\n" + "<b>" * 20 + "</b>" * 20 + "</a>", "more than 20 elements stand in one another", (2, 58)),
        ('<a>\n <b a="" b="" c="" d="" e="" f=""/></a>', "more than 5 attributes", (2, 2)),
    ],
    ids=["size", "elements", "depth", "attributes"],
)
def test_more_than_it_may_be(tmp_path: Path, text: str, words: str, place: tuple[int, int]) -> None:
    """XML003 says of what there is too much, where it becomes so, and which limit to raise; a higher limit lets it in."""
    refused = found(tmp_path, text)

    assert isinstance(refused, Finding)
    assert (refused.code, refused.place.line, refused.place.column) == ("XML003", *place)
    assert words in refused.message
    assert isinstance(found(tmp_path, text, Limits()), Document)


def test_honest_documents_are_far_from_the_limits(tmp_path: Path) -> None:
    """Twenty megabytes of prose with half a million elements are a document like any other."""
    text = tei("<p>word <hi>word</hi> and a few words more, as they stand on a page</p>\n" * 250_000)

    assert len(text) > 15_000_000
    assert isinstance(found(tmp_path, text, Limits()), Document)


def test_inclusions_that_multiply(tmp_path: Path) -> None:
    """Files that include one another twice, thirty deep, would be a thousand million: they are stopped, and it is said where."""
    for number in range(30):
        twice = f'<xi:include href="{number + 1}.xml"/>' * 2
        (tmp_path / f"{number}.xml").write_text(tei(f"<p>{twice if number < 29 else 'x'}</p>"), encoding="utf-8")
    whole = read(tmp_path / "0.xml", Manner(limits=Limits(size=1)))

    assert isinstance(whole, Document)
    assert {finding.code for finding in whole.findings} == {"XI001"}
    assert any("more than a document may include" in finding.message for finding in whole.findings)
    assert len(whole.elements) < 5000


def test_a_project_sets_its_limits(stranger: Stranger) -> None:
    """What the settings say holds for every command; a limit that nothing meets is none."""
    stranger.put("edition.toml", "[edition.limits]\ndepth = 10\n")
    stranger.put("tei/a.xml", tei("<p><hi><hi><hi><hi><hi><hi>x</hi></hi></hi></hi></hi></hi></p>"))

    for call in (("check", "tei"), ("build", "--lenient", "tei"), ("text", "tei/a.xml"), ("fmt", "--check", "tei")):
        assert "XML003" in stranger.call(*call), call

    stranger.put("edition.toml", "[edition.limits]\ndepth = 0\n")
    with pytest.raises(WrongUse, match=r"edition\.toml:2: `depth` of `\[edition\.limits\]` is too small"):
        settings(stranger.sent)


def test_a_link_out_of_the_project(stranger: Stranger) -> None:
    """XI003: it is not read, checked or built; a link to another file of the project is a file."""
    stranger.put("a.txt", tei("<p>x</p>"))
    (stranger.sent / "tei").mkdir()
    (stranger.sent / "tei/in.xml").symlink_to(stranger.sent / "a.txt")
    (stranger.sent / "tei/out.xml").symlink_to(stranger.folder / "outside/persons.xml")
    refused, taken = (read(stranger.sent / "tei" / name) for name in ("out.xml", "in.xml"))

    assert isinstance(refused, Finding)
    assert refused.code == "XI003"
    assert isinstance(taken, Document)
    assert "XI003" in stranger.call("check", "tei")


def span(number: int, act: str = "delSpan") -> str:
    """A span that begins here and ends at its own anchor."""
    return f'<{act} spanTo="#e{number}"/>'


OVERLAID = {
    "spans": "".join(map(span, range(6))) + "x" + "".join(f'<anchor xml:id="e{n}"/>' for n in range(6)),
    "deletions in one another": "<del>" * 3 + "<add>" * 3 + "x" + "</add>" * 3 + "</del>" * 3,
    "spans in one another": "".join(f"<seg>{span(0)}" for n in range(6)) + "x" + "</seg>" * 6 + '<anchor xml:id="e0"/>',
    "what undoes the same": '<del xml:id="d">x</del>' + '<undo target="#d"/>' * 5,
    "what undoes all around": "".join(f'<seg xml:id="s{n}">' for n in range(6))
    + "x"
    + "</seg>" * 6
    + '<undo target="#s0 #s1 #s2 #s3 #s4 #s5"/>',
    "what binds the same": '<add xml:id="d">x</add>' + '<substJoin target="#d"/>' * 5,
    "what moves all around": "".join(f'<seg xml:id="s{n}">' for n in range(6))
    + "x"
    + "</seg>" * 6
    + "<listTranspose>"
    + "".join(f'<transpose><ptr target="#s{n}"/></transpose>' for n in range(6))
    + "</listTranspose>",
}


@pytest.mark.parametrize("text", OVERLAID.values(), ids=OVERLAID)
def test_acts_over_one_another(tmp_path: Path, text: str) -> None:
    """XML003: each word is told all that it has been through, which is without end where a document has thousands of acts over it."""
    refused = found(tmp_path, tei(f"<p>{text}</p>"), Limits(acts=5))

    assert isinstance(refused, Finding)
    assert refused.code == "XML003"
    assert "more than 5 acts lie over the same words here" in refused.message
    assert "raise `acts`" in refused.hint
    assert refused.place.line
    assert isinstance(found(tmp_path, tei(f"<p>{text}</p>"), Limits(acts=6)), Document)


def test_acts_beside_one_another(tmp_path: Path) -> None:
    """However many there are: what has ended lies over nothing, nor does a span whose end stands before it, or nowhere."""
    beside = "".join(
        f'<anchor xml:id="b{n}"/>{span(n)}<del><add>x</add></del><anchor xml:id="e{n}"/>'
        f'<delSpan spanTo="#b{n}"/><addSpan spanTo="#nowhere"/>'
        for n in range(50)
    )

    assert isinstance(found(tmp_path, tei(f"<p>{beside}</p>"), Limits(acts=3)), Document)
