# SPDX-License-Identifier: MIT
"""`edition schema compile` and `edition schema source`, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from edition.cli import edition
from tests.unit.schema.odds import document, source


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of sources of one's own."""
    monkeypatch.setenv("EDITION_SOURCES", str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_an_odd_is_compiled_into_a_folder(tmp_path: Path) -> None:
    """RELAX NG, Schematron and pages, named after the schema; what is said in vain goes to standard error, with its line."""
    file = tmp_path / "my.odd"
    file.write_text(document('<moduleRef key="base" include="a p q"/>', start="a"))

    done = CliRunner().invoke(
        edition, ["schema", "compile", str(file), "--source", str(source(tmp_path)), "--out", str(tmp_path / "out")]
    )

    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        f"written: {tmp_path}/out/small.{end}" for end in ("rng", "sch", "doc/index.html")
    ]
    assert done.stderr.startswith(f"{file}:1:187  warning ODD004 odd-in-vain  module base has no q to include\n")
    assert (tmp_path / "out/small.doc/element.p.html").is_file()


def test_what_is_found_is_a_report_for_programs(tmp_path: Path) -> None:
    """`--report` tells it on standard output, and nothing else; whether it is at fault or only in vain."""
    file = tmp_path / "my.odd"
    source(tmp_path)
    call = ["schema", "compile", str(file), "--out", str(tmp_path / "out"), "--format", "rng", "--report", "json"]

    def told(specifications: str) -> tuple[int, list[tuple[str, int, str]], str]:
        file.write_text(document(specifications, start="a", source="source.xml"))
        done = CliRunner().invoke(edition, call)
        found = [(each["code"], each["line"], each["severity"]) for each in json.loads(done.stdout)]
        return done.exit_code, found, done.stderr

    written = f"written: {tmp_path}/out/small.rng\n"
    assert told('<moduleRef key="base"/>') == (0, [], written)
    assert told('<moduleRef key="base" except="q"/>') == (0, [("ODD004", 1, "warning")], written)
    assert told('<moduleRef key="bse"/>') == (1, [("ODD002", 1, "error")], "")


def test_an_odd_is_a_document_that_can_be_checked(tmp_path: Path) -> None:
    """`edition check` compiles it instead of asking a schema that knows no ODD; a group that is missing is missed once."""
    file = tmp_path / "my.odd"
    source(tmp_path)
    file.write_text(document('<moduleRef key="base"/><specGrpRef target="#no"/>', start="a", source="source.xml"))
    done = CliRunner().invoke(
        edition, ["check", str(file), "--format", "json", "--no-cache", "--select", "ODD,PTR,RNG,MDL"]
    )

    assert done.exit_code == 1
    assert [each["code"] for each in json.loads(done.stdout)] == ["ODD002"]

    file.write_text(document('<moduleRef key="base"/>', start="a", source="source.xml"))
    assert (
        CliRunner().invoke(edition, ["check", str(file), "--no-cache", "--select", "ODD,RNG,MDL"]).output
        == "1 document: sound\n"
    )


def test_only_the_formats_asked_for_are_written(tmp_path: Path) -> None:
    """`--format` may be given several times."""
    file = tmp_path / "my.odd"
    file.write_text(document('<moduleRef key="base"/>', start="a", source="source.xml"))
    source(tmp_path)

    CliRunner().invoke(
        edition,
        ["schema", "compile", str(file), "--out", str(tmp_path / "out"), "--format", "xsd"],
        catch_exceptions=False,
    )

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["small.xsd", "xml.xsd"]


def test_a_source_is_kept_and_found(tmp_path: Path) -> None:
    """What `source add` keeps under a name, an ODD with that `@source` finds."""
    file = tmp_path / "my.odd"
    file.write_text(document('<moduleRef key="base"/>', start="a", source="https://example.org/s.xml"))
    kept = ["schema", "source", "add", str(source(tmp_path)), "--as", "https://example.org/s.xml"]

    assert CliRunner().invoke(edition, ["schema", "source", "list"]).output.startswith("nothing is kept in")
    assert CliRunner().invoke(edition, kept).output == 'kept: source="https://example.org/s.xml"\n'
    assert CliRunner().invoke(edition, ["schema", "source", "list"]).output.startswith("https://example.org/s.xml\t")
    assert CliRunner().invoke(edition, ["schema", "compile", str(file), "--out", str(tmp_path / "out")]).exit_code == 0
