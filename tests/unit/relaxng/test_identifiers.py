# SPDX-License-Identifier: MIT
"""What gives or names an identifier must do so wherever it may stand (RELAX NG DTD Compatibility § 5): the errors are jing's."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.relaxng import schemas
from edition.relaxng.loader import SchemaFault

TWO = """<start><element name="a"><choice><ref name="x"/><ref name="y"/></choice></element></start>
<define name="x"><element name="b"><attribute name="id"><data type="ID"/></attribute></element></define>
<define name="y">{}</define>"""


def opened(folder: Path, body: str) -> None:
    """Open a schema."""
    path = folder / "s.rng"
    path.write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" '
        f'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">\n{body}</grammar>',
        encoding="utf-8",
    )
    schemas.machine(path)


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        (
            TWO.format('<element name="b"><attribute name="id"><data type="NCName"/></attribute></element>'),
            4,
            "`@id` of `<b>` is no identifier here, and ID elsewhere: it must be the same wherever it may stand",
        ),
        (
            TWO.format('<element name="b"><attribute name="id"><data type="IDREF"/></attribute></element>'),
            3,
            "`@id` of `<b>` is ID here, and IDREF elsewhere: it must be the same wherever it may stand",
        ),
        (
            TWO.format("<element><anyName/><zeroOrMore><attribute><anyName/></attribute></zeroOrMore></element>"),
            4,
            "`@id` of `<b>` is no identifier here, and ID elsewhere: it must be the same wherever it may stand",
        ),
        (
            TWO.format(
                '<element name="c"><attribute name="k"><choice><data type="ID"/><value>x</value></choice></attribute></element>'
            ),
            4,
            "an ID may be nothing but the value of an attribute",
        ),
        (
            TWO.format('<element name="c"><data type="IDREFS"/></element>'),
            4,
            "an IDREFS may be nothing but the value of an attribute",
        ),
        (
            TWO.format('<element><nsName ns="x"/><attribute name="k"><data type="ID"/></attribute></element>'),
            4,
            "an attribute that is an ID must be named, and so must its element",
        ),
    ],
)
def test_what_cannot_be_told(body: str, line: int, said: str, tmp_path: Path) -> None:
    """Such a schema is none, and it is told where."""
    with pytest.raises(SchemaFault) as fault:
        opened(tmp_path, body)

    assert (str(fault.value), fault.value.line) == (said, line)


@pytest.mark.parametrize(
    "other",
    [
        '<element name="b"><attribute name="id"><data type="ID"/></attribute><empty/></element>',
        '<element name="b"><attribute name="k"/></element>',
        '<element name="c"><attribute name="id"/></element>',
        "<element><anyName><except><name>b</name></except></anyName><zeroOrMore><attribute><anyName/></attribute></zeroOrMore></element>",
        "<element><anyName/><zeroOrMore><attribute><anyName><except><name>id</name></except></anyName></attribute></zeroOrMore></element>",
    ],
)
def test_what_can(other: str, tmp_path: Path) -> None:
    """Another element, another attribute, or the same type again are no conflict."""
    opened(tmp_path, TWO.format(other))
