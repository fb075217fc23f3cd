# SPDX-License-Identifier: MIT
"""Which schemas a document is checked by: those that are given, else its own, else those of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.source import document
from edition.source.document import Document
from edition.validate import association
from edition.validate.association import Schema
from edition.validate.catalog import Sources

RNG = "http://relaxng.org/ns/structure/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"


def named(folder: Path, head: str, sources: Sources | None = None) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The schemas that a document with these instructions names (kind, file, phase), and the codes of what was found."""
    (folder / "tei").mkdir(exist_ok=True)
    for name in ("a.rng", "b.rnc", "c.sch", "d.xsd", "tei_all.rng"):
        (folder / name).touch()
    path = folder / "tei" / "letter.xml"
    path.write_text(f'<?xml version="1.0"?>\n{head}\n<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', encoding="utf-8")
    read = document.read(path)
    assert isinstance(read, Document)
    schemas, found = association.named(read, sources or Sources(folder))
    return [(each.kind, each.path.name, each.phase) for each in schemas], [each.code for each in found]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (f'<?xml-model href="../a.rng" schematypens="{RNG}"?>', [("rng", "a.rng", "")]),
        (f"<?xml-model href='../a.rng'\n   type='application/xml' schematypens='{SCH}' phase='p'?>", [("sch", "a.rng", "p")]),
        ('<?xml-model href="../b.rnc" type="application/relax-ng-compact-syntax"?>', [("rng", "b.rnc", "")]),
        ('<?xml-model href="../d.xsd"?><?xml-model href="../c.sch"?>', [("xsd", "d.xsd", ""), ("sch", "c.sch", "")]),
        ('<?oxygen RNGSchema="../a.rng" type="xml"?>', [("rng", "a.rng", "")]),
        (f'<!-- <?xml-model href="../a.rng" schematypens="{RNG}"?> --><?xml-stylesheet href="a.css"?>', []),
    ],
)  # fmt: skip
def test_a_document_names_its_schemas(tmp_path: Path, head: str, expected: list[tuple[str, str, str]]) -> None:
    """Language, file and phase, in the order of the document."""
    assert named(tmp_path, head) == (expected, [])


def test_nothing_is_fetched(tmp_path: Path) -> None:
    """An address on the net is a finding, unless the project says where its copy is."""
    address = "https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
    head = f'<?xml-model href="{address}" schematypens="{RNG}"?>'
    assert named(tmp_path, head) == ([], ["MDL001"])
    here = ([("rng", "tei_all.rng", "")], [])
    assert named(tmp_path, head, Sources(tmp_path, {address: "tei_all.rng"})) == here
    assert named(tmp_path, head, Sources(tmp_path, {address.rpartition("/")[0] + "/": "."})) == here


def test_a_catalog_is_asked(tmp_path: Path) -> None:
    """Entries of both kinds, relative to the catalog or its xml:base, in a catalog that goes on to another."""
    head = f'<?xml-model href="https://example.org/schemas/a.rng" schematypens="{RNG}"?>'
    catalogs = tmp_path / "catalogs"
    catalogs.mkdir()
    space = 'xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"'
    (catalogs / "outer.xml").write_text(f'<catalog {space}><nextCatalog catalog="inner.xml"/></catalog>')
    (catalogs / "inner.xml").write_text(
        f'<catalog {space}><group xml:base="../"><rewriteURI uriStartString="https://example.org/schemas/" rewritePrefix="./"/>'
        "</group></catalog>"
    )
    assert named(tmp_path, head, Sources(tmp_path, catalog=catalogs / "outer.xml")) == ([("rng", "a.rng", "")], [])


@pytest.mark.parametrize(
    ("name", "kind"), [("a.RNG", "rng"), ("a.rnc", "rng"), ("a.isosch", "sch"), ("a.xsd", "xsd"), ("a", None)]
)
def test_an_ending_tells_the_language(name: str, kind: str | None) -> None:
    """As `--schema` needs it."""
    assert association.kind_of(Path(name)) == kind
    assert Schema("rng", Path(name)).phase == ""


def test_what_is_no_address_is_not_here(tmp_path: Path) -> None:
    """A host that opens a bracket and closes none: a finding, at its place."""
    assert named(tmp_path, '<?xml-model href="http://[::1" schematypens="http://relaxng.org/ns/structure/1.0"?>') == (
        [],
        ["MDL001"],
    )
