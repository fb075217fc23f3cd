# SPDX-License-Identifier: MIT
"""What has one cause is one finding in a file, however often it is met."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.report.fingerprints import fingerprint
from edition.source import corpus
from edition.validate import check
from edition.validate.association import Schema

_ANYTHING = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start><define name="any"><element><anyName/>
<zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define></grammar>"""


def found(folder: Path, *lines: str, name: str = "a.xml") -> list[str]:
    """The pointers' findings in lines of text, as line:column, code and message."""
    return [f"{each.place.line}:{each.place.column} {each.code} {each.message}" for each in _found(folder, lines, name)]


def _found(folder: Path, lines: tuple[str, ...], name: str = "a.xml") -> list[check.Finding]:
    (folder / "any.rng").write_text(_ANYTHING, encoding="utf-8")
    document = folder / name
    document.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><p>\n' + "\n".join(lines) + "</p></TEI>", "utf-8")
    schemas = check.Schemas((Schema("rng", folder / "any.rng"),))
    return [each for each in check.check_documents(corpus.find([document]), schemas) if each.code.startswith("PTR")]


def test_a_prefix_that_nothing_defines(tmp_path: Path) -> None:
    """It is to be defined once: where it is met first, with how often, in whichever attributes."""
    assert found(tmp_path, '<w ana="ud:a"/>', '<w ana="ud:b ud:c"/>', '<w corresp="ud:d"/>') == [
        '2:4 PTR004 @ana="ud:a" uses a prefix that the header does not define: `ud:`; so 4 times in the file'
    ]


def test_an_identifier_and_a_file_that_are_not_there(tmp_path: Path) -> None:
    """Each that is missing is one finding: two identifiers are two, and two entries of one file one."""
    lines = ('<u who="#mp1"/><u who="#mp2"/>', '<u who="#mp1"/>', '<p ref="mps.xml#a"/><p ref="mps.xml#b"/>')

    assert [each.partition(" hint")[0] for each in found(tmp_path, *lines)] == [
        '2:4 PTR001 @who="#mp1" points to nothing; so 2 times in the file',
        '2:19 PTR001 @who="#mp2" points to nothing',
        '4:4 PTR002 @ref="mps.xml#a" leads to a file that does not exist: mps.xml; so 2 times in the file',
    ]


@pytest.mark.parametrize(("scans", "count"), [(5, 5), (6, 1)])
def test_scans_that_lie_elsewhere(scans: int, count: int, tmp_path: Path) -> None:
    """A few bare names may be slips; many are the way of the project."""
    told = found(tmp_path, *(f'<pb facs="{number:04}"/>' for number in range(scans)))

    assert len(told) == count
    assert told[0].endswith("0000" if count > 1 else "0000; so 6 times in the file")


def test_a_place_is_told_where_it_is_known_what_was_meant(tmp_path: Path) -> None:
    """A slip is mended where it stands, so each has its finding and its repair."""
    slip = '<u who="#speeker"/>'

    assert len(found(tmp_path, '<person xml:id="speaker"/>', slip, slip)) == 2


def test_a_space_after_the_sign(tmp_path: Path) -> None:
    """It is one mistake, at the attribute."""
    (told,) = found(tmp_path, '<person xml:id="mp1"/><u who="# mp1"/>')

    assert told.startswith('2:26 PTR003 @who="#" is no pointer')


def test_figures_are_no_slips(tmp_path: Path) -> None:
    """Where words are numbered, the next number is not what was meant."""
    assert found(tmp_path, '<w xml:id="s1.w3"/><link target="#s1.w9"/>') == [
        '2:26 PTR001 @target="#s1.w9" points to nothing'
    ]


def test_how_often_does_not_count_in_a_baseline(tmp_path: Path) -> None:
    """One more place is not a new finding."""
    twice, thrice = (_found(tmp_path, ('<u who="#mp1"/>',) * times) for times in (2, 3))

    assert list(map(fingerprint, twice)) == list(map(fingerprint, thrice))


def test_what_is_ignored_is_not_counted(tmp_path: Path) -> None:
    """An instruction to ignore holds for its place; the next is then the first."""
    ignored = '<ab><?edition-ignore PTR001 in the other volume?><u who="#mp1"/></ab>'

    assert found(tmp_path, ignored, '<u who="#mp1"/>') == ['3:4 PTR001 @who="#mp1" points to nothing']
