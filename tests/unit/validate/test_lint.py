# SPDX-License-Identifier: MIT
"""What the linter hears, and above all what it leaves alone: sound TEI of strangers is not drowned."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from edition import rules
from edition.findings import Finding
from edition.source.corpus import Corpus
from edition.validate import lint


def _linted(folder: Path, *bodies: str, language: str = "en") -> list[Finding]:
    paths = []
    for number, body in enumerate(bodies):
        path = folder / f"{number}.xml"
        path.write_text(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><text><body>\n{body}\n</body></text></TEI>',
            encoding="utf-8",
        )
        paths.append(path)
    return list(lint.check(Corpus(paths)))


def _codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("before", "column"),
    [
        ("<p>", 5),
        ("<p>&amp;&#x41; ", 17),
        ("<p>é 𝔘 ", 9),
        ("<p>one <!-- a comment --> two ", 32),
        ("<p><![CDATA[<]]> ", 19),
        ("<p>one <hi>two</hi> three ", 28),
        ("<p>one <?pi?>", 15),
    ],
)
def test_a_letter_is_found_at_its_column(before: str, column: int, tmp_path: Path) -> None:
    """A finding in a text stands at the very letter, whatever stands before it on the line."""
    (finding,) = _linted(tmp_path, f"{before}Mоscow</p>")

    assert (finding.code, finding.place.line, finding.place.column) == ("UNI001", 2, column)


def test_a_letter_is_found_in_its_line(tmp_path: Path) -> None:
    """A text of several lines has its findings each in its line."""
    found = _linted(tmp_path, "<p>Words,\n and Lоndon\nand Mоscow</p>")

    assert [(finding.place.line, finding.place.column) for finding in found] == [(3, 7), (4, 6)]


@pytest.mark.parametrize(
    "words",
    [
        "ТУ-104",
        "H₂О",
        "αβ-test",
        "the Aх",
        "Σx",
        "пи-мезон",
        "км/h",
        "X-лучи",
        "<formula>aβс</formula>",
        "<sic>Mоscow</sic>",
    ],
)
def test_mixtures_that_are_no_slips_are_left_alone(words: str, tmp_path: Path) -> None:
    """Abbreviations, formulas, single letters, and what is marked as wrong, have letters of two scripts by right."""
    assert "UNI001" not in _codes(_linted(tmp_path, f"<p>{words}</p>"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru-Latn", "Skazhi mne, dyadya, ved ne darom"),
        ("sr", "Београд и Beograd su jedan grad"),
        ("ru", "Он сказал Bon voyage и ушёл"),
        ("und", "Он сказал: bon voyage mon ami"),
        ("grc-x-greek", "non possumus hoc facere"),
    ],
)
def test_a_script_that_the_language_may_have_is_left_alone(language: str, words: str, tmp_path: Path) -> None:
    """A tag that names its script, a language of several, and a word or two in passing."""
    assert _linted(tmp_path, f"<p>{words}</p>", language=language) == []


@pytest.mark.parametrize(
    "tag",
    [
        "en",
        "de-AT-1901",
        "zh-Hant-HK",
        "ru-x-dialect",
        "x-none",
        "grc-Latn",
        "es-419",
        "sl-rozaj-biske",
        "i-klingon",
        "ota",
    ],
)
def test_language_tags_of_every_kind(tag: str, tmp_path: Path) -> None:
    """Whatever BCP 47 allows is sound."""
    assert "LNG001" not in _codes(_linted(tmp_path, "<p>1</p>", language=tag))


@pytest.mark.parametrize(
    "date",
    [
        '<date when="1731-01-20">20 January 1730</date>',
        '<date when="1726-07-28">28 Cemaziyülevvel 1138</date>',
        '<date when="1956-09-23">23 September</date>',
        '<date when="1956">in 1956 or 1957</date>',
        '<date when="1956" notAfter="1960">1955</date>',
        '<date when="1956-09-23">No. 1955/56 of 23 September 1956</date>',
        '<date when="1699-12-27">7 January 1700</date>',
        '<date when="1500-01-01">2043</date>',
        '<date when="1880">No. 12,1881</date>',
        '<date when="1881-05-12">May 12th, 1881</date>',
        '<date when="1881-05-12">30 апреля 1881 г.</date>',
        '<date when="1900-03-01">17 February 1900</date>',
        '<date when="1881-05-12">the letter of 3 people, 1881</date>',
        '<date when="1881-05">3 May 1881</date>',
    ],
)
def test_dates_that_only_seem_to_contradict_their_words(date: str, tmp_path: Path) -> None:
    """A year that began in March or at Christmas, another era, several years, no year, the Julian calendar, words that name no day."""
    assert "DAT002" not in _codes(_linted(tmp_path, f"<p>{date}</p>"))


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ('<date when="1881-05-21">12 May 1881</date>', "the words say 12, and @when says 1881-05-21"),
        ('<date when="1459-08-05">15 sierpnia 1459</date>', "the words say 15, and @when says 1459-08-05"),
        ('<date when="1881-05-21">May 12, 1881</date>', "the words say 12, and @when says 1881-05-21"),
        ('<date when="1698-01-11">31 December 1695</date>', "the words say 1695, and @when says 1698"),
        ('<date when="1882-05-12">12 May 1881</date>', "the words say 1881, and @when says 1882"),
    ],
)
def test_dates_that_contradict_their_words(date: str, said: str, tmp_path: Path) -> None:
    """A digit that was mistyped, or two that changed places, in the year or in the day."""
    (finding,) = _linted(tmp_path, f"<p>{date}</p>")
    assert finding.code == "DAT002"
    assert finding.message.startswith(said)


@pytest.mark.parametrize(
    ("death", "codes"), [('when="1890"', []), ('notBefore="1870" notAfter="1890"', []), ('notAfter="1870"', ["DAT004"])]
)
def test_a_death_is_as_late_as_it_may_be(death: str, codes: list[str], tmp_path: Path) -> None:
    """Only a death that cannot be after the birth is one before it."""
    person = f'<listPerson><person xml:id="a"><persName>A</persName><birth when="1880"/><death {death}/></person></listPerson>'
    assert [code for code in _codes(_linted(tmp_path, person)) if code == "DAT004"] == codes


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("978-0-306-40615-7", []),
        ("978-0-306-40615-8", ["NUM001"]),
        ("978-0-306-40651-7", ["NUM001"]),
        ("0-306-40615-2", []),
        ("0-8044-2957-X", []),
        ("0-306-40615-3", ["NUM001"]),
    ],
)
def test_the_number_of_a_book_agrees_with_its_last_digit(number: str, codes: list[str], tmp_path: Path) -> None:
    """In both forms that there have been."""
    idno = f'<listBibl><bibl><idno type="ISBN">{number}</idno></bibl></listBibl>'
    assert [code for code in _codes(_linted(tmp_path, idno)) if code == "NUM001"] == codes


def test_an_entry_is_unmentioned_only_beside_texts(tmp_path: Path) -> None:
    """A register that is checked alone has no texts that could mention its entries; one entry that names another does not yet."""
    register = (
        '<listPerson><person xml:id="a"><persName>A</persName></person>'
        '<person xml:id="b"><persName>B</persName><note><ref target="#a">A</ref></note></person></listPerson>'
    )

    assert _linted(tmp_path, register) == []
    (finding,) = _linted(tmp_path, register, '<p><persName ref="0.xml#a">A</persName></p>')
    assert (finding.code, finding.place.file.name, finding.place.id) == ("REG003", "0.xml", "b")


def test_each_rule_weighs_what_its_page_says(tmp_path: Path) -> None:
    """The page of a rule is the one place where its weight is written."""
    found = _linted(tmp_path, "<p>Mоscow \ufffd <hi/></p>")

    assert {finding.code for finding in found} == {"UNI001", "UNI004", "MRK002"}
    assert all(finding.severity is rules.rule(finding.code).severity for finding in found)


@pytest.mark.parametrize(
    "name", ["persName", "lb", "hi", "app", "person", "titleStmt", "change", "witness", "p", "date", "add", "egXML"]
)
@pytest.mark.parametrize("namespace", ["http://www.tei-c.org/ns/1.0", "urn:x"])
def test_any_root_can_be_linted(name: str, namespace: str, tmp_path: Path) -> None:
    """A file that is one element of any kind is read without a crash, and one of another vocabulary is not judged."""
    path = tmp_path / "root.xml"
    path.write_text(f'<{name} xmlns="{namespace}">Аx<!-- c --> <?pi?></{name}>', encoding="utf-8")

    assert list(lint.check(Corpus([path]))) == []


def test_a_big_file_is_linted_in_a_second(tmp_path: Path) -> None:
    """Time grows with the file and not with its square: 3 MB with names, and a finding in its last line."""
    path = tmp_path / "big.xml"
    line = '<p>Words of <persName ref="#a">Smith</persName>, von <hi rend="bold">Größe</hi> and ἀρχή, more words.</p>\n'
    body = line * 28_000
    path.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><text><body>\n{body}<p>Mоscow</p></body></text></TEI>',
        encoding="utf-8",
    )
    corpus = Corpus([path])
    assert len(corpus.documents[0].elements) > 80_000
    started = time.process_time()

    (finding,) = lint.check(corpus)

    assert (finding.code, finding.place.line) == ("UNI001", 28_002)
    assert time.process_time() - started < 5
