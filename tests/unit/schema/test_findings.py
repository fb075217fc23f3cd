# SPDX-License-Identifier: MIT
"""What is wrong with an ODD: each thing once, at the tag that says it, with what was probably meant, and all in one run."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from edition.cli import edition
from edition.findings import Finding
from edition.schema import odd
from edition.schema.declarations import OddFault
from tests.unit.schema.odds import source

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n'


def found(folder: Path, specifications: str, start: str = "a", more: str = "") -> list[Finding]:
    """What is found wrong with a customisation of the small source: its schemaSpec opens in line 2, and has a line for each line."""
    source(folder)
    path = folder / "my.odd"
    path.write_text(
        f'{HEAD}<schemaSpec ident="my" start="{start}" source="source.xml">\n{specifications}\n</schemaSpec>{more}</TEI>'
    )
    with pytest.raises(OddFault) as fault:
        odd.compiled(path)
    return list(fault.value.findings)


def told(findings: list[Finding]) -> list[str]:
    """Each finding in a line."""
    return [
        f"{each.place.line}:{each.place.column} {each.code} {each.message}" + (f" ({each.hint})" if each.hint else "")
        for each in findings
    ]


def test_whatever_is_wrong_is_told_in_one_run(tmp_path: Path) -> None:
    """In the order of the file; what the ODD says in vain is told among it, and a component that is at fault is not missed again."""
    wrong = """<moduleRef key="bse"/>
<moduleRef key="base" include="a p hi head"/>
<elementRef key="lbb"/>
<elementSpec ident="p" mode="chage"/>
<elementSpec ident="more"><content><sequence><elementRef key="p"/>
 <elementRef key="headd"/></sequence></content>
 <attList><attDef ident="x"><datatype><dataRef key="wort"/></datatype></attDef></attList></elementSpec>
<elementSpec ident="more"/>
<elementSpec ident="odd"><content><div/></content></elementSpec>
<elementSpec><content/></elementSpec>
<elementSpec ident="pp" mode="change"/>"""

    assert told(found(tmp_path, wrong)) == [
        "3:1 ODD002 moduleRef takes up bse, and its source has no such module (did you mean `base`?)",
        "4:1 ODD004 module base has no head to include (module more has it)",
        "5:1 ODD002 elementRef takes up lbb, which its source does not declare (did you mean `lb`?)",
        "6:1 ODD001 elementSpec p has mode chage; there are add, change, delete and replace",
        "8:2 ODD002 more names headd, which is not declared",
        "9:39 ODD002 more/@x names wort, which is not declared (did you mean `word`?)",
        "10:1 ODD003 more is declared twice",
        "11:35 ODD001 odd has div in its content, which is not compiled",
        "12:1 ODD001 elementSpec without ident",
        "13:1 ODD004 elementSpec pp is to be changed, and is not there (did you mean `p`?)",
    ]


@pytest.mark.parametrize(
    ("specifications", "start", "expected"),
    [
        (
            '<moduleRef key="base"/>',
            "aa",
            ["2:1 ODD002 the schema starts with aa, which it does not declare (did you mean `a`?)"],
        ),
        (
            '<elementSpec ident="p" mode="change"/>',
            "a",
            [
                "2:1 ODD002 the schema starts with a, which it does not declare (the schemaSpec takes nothing up from its "
                "source: name the modules that it needs by moduleRef)",
                "3:1 ODD004 elementSpec p is to be changed, and is not there",
            ],
        ),
        (
            '<moduleRef key="base"/><specGrpRef target="#gone"/>\n<specGrpRef target="gone.odd"/>',
            "a",
            [
                "3:24 ODD002 specGrpRef points to #gone, and there is no such specGrp",
                "4:1 ODD002 specGrpRef points to gone.odd, which is no file beside the ODD",
            ],
        ),
        (
            '<classSpec ident="m.a" type="model"><classes><memberOf key="m.b"/></classes></classSpec>\n'
            '<classSpec ident="m.b" type="model"><classes><memberOf key="m.a"/></classes></classSpec>\n'
            '<elementSpec ident="a"><content/></elementSpec>',
            "a",
            ["3:1 ODD003 class m.a is a member of itself, by m.b"],
        ),
        (
            '<moduleRef key="base" source="other.xml"/>',
            "a",
            ["3:1 ODD002 the source other.xml is no file beside the ODD (a source may be given with --source, too)"],
        ),
    ],
)
def test_what_is_missing_or_turns_in_a_circle(
    specifications: str, start: str, expected: list[str], tmp_path: Path
) -> None:
    """Where a source, a group or every component is missing, what is missing in consequence is not told as well."""
    assert told(found(tmp_path, specifications, start)) == expected


def test_a_fault_in_an_included_file_is_in_that_file(tmp_path: Path) -> None:
    """Its line and column are those of the file that holds it."""
    (tmp_path / "part.xml").write_text(
        f'{HEAD}<specGrp xml:id="part">\n  <elementSpec ident="x"><content><div/></content></elementSpec>\n</specGrp></TEI>'
    )
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml" xpointer="part"/>'
    (finding,) = found(tmp_path, f'<moduleRef key="base"/>{include}')

    assert (finding.place.file.name, finding.place.line, finding.place.column) == ("part.xml", 3, 35)


def test_a_broken_odd_is_told_where_it_breaks(tmp_path: Path) -> None:
    """What is no XML has a line and a column, too."""
    path = tmp_path / "my.odd"
    path.write_text(f"{HEAD}<schemaSpec>\n</TEI>")
    with pytest.raises(OddFault) as fault:
        odd.compiled(path)
    (finding,) = fault.value.findings

    assert (finding.code, finding.place.line) == ("ODD001", 3)
    assert finding.place.column > 0


def test_the_command_tells_findings_and_writes_nothing(tmp_path: Path) -> None:
    """As `edition check` tells them, with the line of the ODD; the exit code is that of findings."""
    found(tmp_path, '<moduleRef key="base"/>\n<elementRef key="lbb"/>')
    done = CliRunner().invoke(edition, ["schema", "compile", str(tmp_path / "my.odd"), "--out", str(tmp_path / "out")])

    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"{tmp_path}/my.odd:4:1  error ODD002 odd-names-nothing  elementRef takes up lbb, which its source does not declare",
        '    <elementRef key="lbb"/>',
        "    ^~~~~~~~~~~",
        "    hint: did you mean `lb`?",
    ]
    assert not (tmp_path / "out").exists()
