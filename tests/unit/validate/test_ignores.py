# SPDX-License-Identifier: MIT
"""What an editor has looked at and leaves: where an instruction to ignore holds, and where it does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edition.engines import libxml
from edition.source.corpus import Corpus
from edition.validate.association import Schema
from edition.validate.check import Schemas, check_documents

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">'
WHY = "<?edition-ignore PTR001 lost?>"
LOST = '<ref target="#gone">x</ref>'


def codes(folder: Path, text: str) -> list[tuple[str, int, int]]:
    """Code and place of what is found of pointers and instructions, in a check that asks no schema of ours but a full one."""
    path = folder / "x.xml"
    path.write_text(text, encoding="utf-8")
    (folder / "any.rng").write_text(ANY, encoding="utf-8")
    (folder / "none.sch").write_text('<schema xmlns="http://purl.oclc.org/dsdl/schematron"/>', encoding="utf-8")
    found = check_documents(
        Corpus([path]), Schemas((Schema("rng", folder / "any.rng"), Schema("sch", folder / "none.sch")))
    )
    return [(each.code, each.place.line, each.place.column) for each in found]


ANY = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start><define name="any"><element><anyName/>
  <zeroOrMore><choice><text/><ref name="any"/><attribute><anyName/></attribute></choice></zeroOrMore></element></define></grammar>"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TEI}<p>{LOST}</p></TEI>", ["PTR001"]),
        (f"{TEI}<p>{WHY}{LOST}</p></TEI>", []),
        (f"{TEI}<p>{LOST}{WHY}</p></TEI>", []),
        (f"{TEI}<p>{WHY}<q><q>{LOST}</q></q></p></TEI>", []),
        (f"{WHY}\n{TEI}<p>{LOST}</p><p>{LOST}</p></TEI>", []),
        (f"{TEI}<p>{LOST}</p></TEI>\n{WHY}", []),
        (f"{TEI}<p>{WHY}{LOST}</p><p>{LOST}</p></TEI>", ["PTR001"]),
        (f"{TEI}<p>{WHY}</p><p>{LOST}</p></TEI>", ["IGN001", "PTR001"]),
        (f"{TEI}<p><q>{WHY}</q>{LOST}</p></TEI>", ["IGN001", "PTR001"]),
        (f"{TEI}<p>{WHY}{WHY}{LOST}</p></TEI>", []),
        (f"{TEI}<p><!-- {WHY} -->{LOST}</p></TEI>", ["PTR001"]),
        (f"{TEI}<p><?edition-ignore ID001 lost?>{LOST}</p></TEI>", ["IGN001", "PTR001"]),
        (f"{TEI}<p><?edition-ignored PTR001 lost?>{LOST}</p></TEI>", ["PTR001"]),
        (f"{TEI}<p><?edition-ignore\n\tPTR001\n lost?>{LOST}</p></TEI>", []),
        (f"{TEI}<p><?edition-ignore VIEW001 it is meant?></p></TEI>", []),
        (f"{TEI}<p n='1'>{WHY}{LOST * 10}</p>{LOST}</TEI>", ["PTR001"]),
    ],
)
def test_where_it_holds(tmp_path: Path, text: str, expected: list[str]) -> None:
    """In the element that it stands in, however deep; beside the root in the whole file; for its own rule alone."""
    assert sorted(code for code, _, _ in codes(tmp_path, text)) == expected


def test_the_place_of_an_instruction(tmp_path: Path) -> None:
    """A finding on an instruction stands where that begins, before the root too."""
    text = f"<?edition-ignore ID001 a?>\n{TEI}\n<p>ы <?edition-ignore ID002 b?></p></TEI>"

    assert codes(tmp_path, text) == [("IGN001", 1, 1), ("IGN001", 3, 6)]
    assert libxml.instruction_positions(("\ufeff" + text).encode(), "edition-ignore") == [(1, 1), (3, 6)]


def test_what_is_included(tmp_path: Path) -> None:
    """An instruction in an included file holds in that file; what the including file ignores around it is its own."""
    (tmp_path / "part.xml").write_text(f'<div xmlns="http://www.tei-c.org/ns/1.0">{LOST}</div>', encoding="utf-8")
    include = '<xi:include href="part.xml"/>'
    assert codes(tmp_path, f"{TEI}{include}</TEI>") == [("PTR001", 1, 47)]

    (tmp_path / "part.xml").write_text(f'<div xmlns="http://www.tei-c.org/ns/1.0">{WHY}{LOST}</div>', encoding="utf-8")
    assert codes(tmp_path, f"{TEI}{include}</TEI>") == []
    assert [code for code, _, _ in codes(tmp_path, f"{TEI}{include}{LOST}</TEI>")] == ["PTR001"]


def test_a_check_that_asked_not_all_says_nothing_of_needless_ones(tmp_path: Path) -> None:
    """Without a schema nobody knows what it would have found."""
    path = tmp_path / "x.xml"
    path.write_text(f"{TEI}<p><?edition-ignore NOT002 as it is?></p></TEI>", encoding="utf-8")

    assert check_documents(Corpus([path]), Schemas()) == []


def test_a_build_heeds_it_and_shows_nothing_of_it(run: Callable[..., Any], project: Path) -> None:
    """A document that ignores an error is built, and no word of the instruction is on its pages."""
    path = project / "tei" / "telegram.ru.xml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("<body>", "<body><?edition-ignore PTR002 the file is lost?>", 1).replace(
            ' xml:id="ru-p02"', ' xml:id="ru-p02" source="lost.xml#a"', 1
        ),
        encoding="utf-8",
    )
    assert "lost.xml" in path.read_text(encoding="utf-8")
    ran = run("build", "tei/telegram.ru.xml", "--format", "html", cwd=project)

    assert ran.code == 0, ran.out
    assert "PTR" not in ran.out
    pages = [page.read_text(encoding="utf-8") for page in (project / "build").glob("*.html")]
    assert pages
    assert not any("edition-ignore" in page or "the file is lost" in page for page in pages)
