# SPDX-License-Identifier: MIT
"""Our stylesheets are documents too: typed, their modes declared, their findings made in one place."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
XSL = {"xsl": "http://www.w3.org/1999/XSL/Transform"}
FILES = sorted((ROOT / "xslt").rglob("*.xsl"))
TYPED = "//xsl:function | //xsl:param | //xsl:variable | //xsl:template | //xsl:accumulator"


def tree(path: Path) -> etree._ElementTree:
    """A stylesheet, read."""
    return etree.parse(str(path))


def where(path: Path, nodes: list[etree._Element]) -> list[str]:
    """Nodes as they are told to a reader."""
    return [
        f"{path.relative_to(ROOT)}:{node.sourceline}: {etree.QName(node).localname} {dict(node.attrib)}"
        for node in nodes
    ]


def modes() -> set[str]:
    """Every mode that is declared somewhere."""
    return {name for path in FILES for name in tree(path).xpath("//xsl:mode/@name", namespaces=XSL)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
class TestStylesheet:
    """Laws of one file."""

    def test_everything_is_typed(self, path: Path) -> None:
        """Each function, template, parameter, variable and accumulator says what it is (`as`)."""
        assert where(path, [node for node in tree(path).xpath(TYPED, namespaces=XSL) if node.get("as") is None]) == []

    def test_modes_are_declared(self, path: Path) -> None:
        """No mode is used that no `xsl:mode` declares: a misspelt one would apply built-in rules in silence."""
        known = modes() | {"#current", "#default", "#unnamed", "#all"}
        used = tree(path).xpath("//xsl:template[@mode] | //xsl:apply-templates[@mode]", namespaces=XSL)
        assert where(path, [node for node in used if not set(node.get("mode").split()) <= known]) == []
        default = tree(path).getroot().get("default-mode", "#unnamed")
        assert default in known

    def test_functions_return_values(self, path: Path) -> None:
        """A function gives its value by `xsl:sequence`: `xsl:value-of` would wrap a string in a text node."""
        assert where(path, tree(path).xpath("//xsl:function/xsl:value-of", namespaces=XSL)) == []

    def test_findings_are_made_in_one_place(self, path: Path) -> None:
        """`xsl:message` stands in `lib/findings.xsl` and nowhere else."""
        if path.name != "findings.xsl":
            assert where(path, tree(path).xpath("//xsl:message", namespaces=XSL)) == []

    def test_it_is_xslt_3(self, path: Path) -> None:
        """Version 3.0; a package declares its modes; only a package that says in its head what it overrides imports anything."""
        root = tree(path).getroot()
        assert root.get("version") == "3.0"
        if etree.QName(root).localname == "package":
            assert root.get("declared-modes", "yes") == "yes"
        if imports := tree(path).xpath("//xsl:import", namespaces=XSL):
            assert etree.QName(root).localname == "package", where(path, imports)
            head = "".join(comment.text for comment in root.xpath("preceding::comment() | comment()"))
            assert "overrid" in head, where(path, imports)


def test_there_are_stylesheets() -> None:
    """The laws above are not kept by having nothing to keep them."""
    assert FILES
