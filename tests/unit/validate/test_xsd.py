# SPDX-License-Identifier: MIT
"""The compiled schema is kept for its user alone, opened fast, and never believed when anything about it is odd."""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import xmlschema

from edition.engines import libxml, xsd
from edition.findings import Finding
from edition.source import document
from edition.source.document import Document
from edition.validate import alone
from edition.validate import xsd as judged
from edition.validate.association import Schema

SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
  <xs:element name="a">
    <xs:complexType>
      <xs:sequence><xs:element name="b" type="xs:string"/><xs:element name="c" type="xs:int" minOccurs="0"/></xs:sequence>
      <xs:attribute name="n" type="xs:int" use="required"/>
    </xs:complexType>
  </xs:element>
</xs:schema>
"""


@pytest.fixture
def schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A schema that nobody has opened, and an empty cache."""
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "schema.xsd"
    path.write_text(SCHEMA, encoding="utf-8")
    xsd._opened.cache_clear()
    yield path
    xsd._opened.cache_clear()


def kept(schema: Path) -> Path:
    """Where the schema is kept."""
    path = xsd.kept_file(xsd.fingerprint(schema))
    assert path is not None
    return path


def built(monkeypatch: pytest.MonkeyPatch, schema: Path) -> bool:
    """Whether opening the schema builds it."""
    calls: list[object] = []
    real = xmlschema.XMLSchema.__init__

    def build(self: object, *given: object, **named: object) -> None:
        calls.append(given)
        real(self, *given, **named)

    xsd._opened.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(xmlschema.XMLSchema, "__init__", build)
        xsd.open_schema(schema)
    return bool(calls)


def test_built_once(schema: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second opening builds nothing."""
    assert built(monkeypatch, schema)
    assert not built(monkeypatch, schema)


def test_kept_for_its_user_alone(schema: Path) -> None:
    """The folder can be entered, and the file read, by their owner only; nothing half written is left beside it."""
    xsd.open_schema(schema)
    file = kept(schema)

    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_another_schema_is_another_file(schema: Path) -> None:
    """What is kept is known by every byte of the schema and of what it imports."""
    first = kept(schema)
    schema.write_text(SCHEMA.replace("xs:int", "xs:long"), encoding="utf-8")
    assert kept(schema) != first

    other = schema.with_name("other.xsd")
    other.write_text(SCHEMA, encoding="utf-8")
    schema.write_text(
        SCHEMA.replace('<xs:element name="a"', '<xs:include schemaLocation="other.xsd"/><xs:element name="z"', 1),
        "utf-8",
    )
    second = kept(schema)
    other.write_text(SCHEMA + "\n", encoding="utf-8")
    assert kept(schema) != second


class _Trap:
    """A pickle that leaves a trace when it is opened."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return (open, (self.path, "w"))


@pytest.mark.parametrize(
    "spoiled",
    [b"", b"junk", pickle.dumps("a schema"), xsd._MAGIC + b"\0" * 32 + pickle.dumps("a schema")],
)
def test_what_is_not_whole_is_built_anew(schema: Path, spoiled: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty, cut, foreign or altered file is not believed, and is replaced."""
    xsd.open_schema(schema)
    kept(schema).write_bytes(spoiled)

    assert built(monkeypatch, schema)
    assert not built(monkeypatch, schema)


def test_a_whole_pickle_of_something_else(schema: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole file that holds no schema is not used."""
    xsd.open_schema(schema)
    body = pickle.dumps("no schema")
    kept(schema).write_bytes(xsd._MAGIC + hashlib.sha256(body).digest() + body)

    assert built(monkeypatch, schema)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777])
def test_a_folder_that_others_may_write_is_not_trusted(schema: Path, mode: int, tmp_path: Path) -> None:
    """Nothing is opened from a folder, or a file, that another user could have written."""
    xsd.open_schema(schema)
    file, trace = kept(schema), tmp_path / "trace"
    body = pickle.dumps(_Trap(str(trace)))
    file.write_bytes(xsd._MAGIC + hashlib.sha256(body).digest() + body)
    file.parent.chmod(mode)
    xsd._opened.cache_clear()
    xsd.open_schema(schema)
    assert not trace.exists()

    file.write_bytes(xsd._MAGIC + hashlib.sha256(body).digest() + body)
    file.chmod(mode)
    xsd._opened.cache_clear()
    xsd.open_schema(schema)
    assert not trace.exists()


@pytest.mark.skipif(not hasattr(os, "symlink") or sys.platform == "win32", reason="no links")
def test_a_link_is_not_followed(schema: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link in the place of the file is not followed."""
    xsd.open_schema(schema)
    elsewhere = tmp_path / "elsewhere"
    kept(schema).rename(elsewhere)
    kept(schema).symlink_to(elsewhere)

    assert built(monkeypatch, schema)


def test_a_cache_that_cannot_be_written(schema: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a cache the work is done all the same."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "file"))
    xsd._opened.cache_clear()

    assert xsd.faults(schema, libxml.etree.ElementTree(libxml.etree.fromstring("<a n='1'><b/></a>"))) == []


def test_the_schema_of_the_edition_opens_fast(root: Path) -> None:
    """The kept schema of the edition opens in a fifth of a second (ten times that on a busy machine), and builds in five."""
    path = root / "schemas" / "edition.xsd"
    xsd._opened.cache_clear()
    xsd.open_schema(path)
    xsd._opened.cache_clear()
    start = time.process_time()
    xsd.open_schema(path)

    assert time.process_time() - start < 0.5


def test_faults_in_numbers(schema: Path) -> None:
    """A fault names the element by its number, the attribute, and the child that may not stand there."""
    tree = libxml.parse(b"<a m='1' n='x'><b/><d/><c>y</c></a>")
    found = {(fault.kind, fault.element, fault.attribute, fault.child) for fault in xsd.faults(schema, tree)}

    assert {("attribute", 0, "m", -1), ("value", 0, "n", -1), ("child", 0, "", 2)} <= found


def test_the_xsd_is_silent_where_relax_ng_spoke(tmp_path: Path) -> None:
    """A mistake that has a finding at its element, its parent or its child is not said again."""
    path = tmp_path / "x.xml"
    path.write_text("<a><b/><c/></a>", encoding="utf-8")
    read = document.read(path)
    assert isinstance(read, Document)
    fault = xsd.Fault(1, "text", "")

    def says(path: str) -> list[Finding]:
        at = next(element for element in read.elements if document.path(element) == path)
        return list(judged.findings(read, [fault], [Finding("RNG002", read.place(at), "x")]))

    assert says("/a/b") == []
    assert says("/a") == []
    assert [finding.message for finding in says("/a/c")] == ["text cannot stand directly in `<b>`"]


def test_where_there_is_much_to_check_libxml2_is_asked_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a large corpus xmlschema is asked only for words, of what libxml2 refuses; in a small one it is the judge."""
    schema = tmp_path / "list.xsd"
    schema.write_text(SCHEMA.replace('name="b" type="xs:string"', 'name="b" maxOccurs="unbounded" type="xs:int"'))
    for name, more in (("sound", ""), ("wrong", "<b>x</b>")):
        (tmp_path / f"{name}.xml").write_text(f"<a n='1'><b>1</b>{more}</a>", encoding="utf-8")
    read = [Document(path, b"", libxml.parse(path.read_bytes()), [(1, 1)] * 9) for path in tmp_path.glob("*.xml")]
    asked: list[str] = []
    real = xsd.faults

    def listed(schema: Path, tree: libxml.Tree) -> list[xsd.Fault]:
        asked.append("wrong" if len(tree.getroot()) == 2 else "sound")
        return real(schema, tree)

    monkeypatch.setattr(xsd, "faults", listed)
    asks = [Schema("xsd", schema)]

    def found(*, much: bool) -> list[str]:
        return [finding.code for each in read for finding in alone._by_xsd(each, asks, [], alone.Schemas(), much=much)]

    alike = [found(much=False)]
    assert sorted(asked) == ["sound", "wrong"]

    asked.clear()
    alike += [found(much=True)]
    assert asked == ["wrong"]
    assert alike == [["XSD001"], ["XSD001"]]
