# SPDX-License-Identifier: MIT
"""The compact syntax of RELAX NG, as trang turns it into XML: the same language, or the same refusal.

trang is asked where it is installed (Debian: `trang`).
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from edition.relaxng import difference, schemas
from edition.relaxng.loader import SchemaFault
from edition.relaxng.patterns import Pool

TRANG = shutil.which("trang")
pytestmark = pytest.mark.skipif(TRANG is None, reason="trang is not installed")

OTHER = "start = element x { attribute y { text }?, z }\nz = element z { empty }"
"""What the schemas below include or refer to as `b.rnc`."""

SOUND = (
    'namespace q = "urn:b"\nstart = element q:* - (q:x | q:y) { attribute * - (q:* | z) { text }*, empty }',
    'default namespace = "urn:b"\nstart = element * - z { attribute z { text }?, empty }',
    'default namespace = "urn:b"\nstart = element x { attribute (a | b) { text }, empty }',
    (
        "start = element element { attribute attribute { text }, \\start, \\list }\n"
        "\\start = element start { empty }\n"
        "\\list = element list { empty }"
    ),
    "start = element x { 'a' ~ \"b\" ~ '''c''' }",
    (
        'datatypes d = "http://www.w3.org/2001/XMLSchema-datatypes"\n'
        'start = element x { d:integer { minInclusive = "3" maxInclusive = "5" } | d:date "2020-01-01" | string "  s " | token " t  u " }'
    ),
    'start = element x { xsd:NCName - ("a" | "b") }',
    'start = element x { list { xsd:int, xsd:int*, ("end" | "fin")? } }',
    "start = element x { grammar { start = parent y | z\nz = element z { empty } } }\ny = element y { empty }",
    (
        "start |= a\n"
        "start |= b\n"
        "a = element a { c }\n"
        "b = element b { c }\n"
        "c &= element d { empty }\n"
        "c &= element e { empty }"
    ),
    (
        'namespace a = "http://relaxng.org/ns/compatibility/annotations/1.0"\n'
        "## doc\n"
        '[ a:x = "y" a:b [ "t" a:c [ ] ] ]\n'
        'start = [ a:q = "1" ] element x { ## inner\n'
        ' attribute y { "1" >> a:documentation [ "one" ] | "2" }, empty } >> a:z [ ]\n'
        'a:foo [ "bar" ]\n'
    ),
    'default namespace = "urn:a"\nnamespace n = ""\nstart = element x { element n:y { empty } }',
    'namespace local = ""\ndefault namespace = "urn:x"\nstart = element x { element local:y { empty } }',
    'namespace a = "urn:a"\nstart = element x { xsd:string { [ a:b = "1" ] pattern = "x" } }',
    'namespace a = "urn:a"\nstart = element ([a:b = "1"] * - [a:c = "2"] x) { empty }',
    'namespace a = "urn:a"\nstart = element (x >> a:b [ ] | y) { empty }',
    'start = element x { "\\x{1F600}" }',
    "st\\x{61}rt = element x { empty }",
    'start = element x { "\\xx{41}" }',
    'start = element x { """a""b""" }',
    'start = element x { xsd:int - xsd:int "3" }',
    'start = element x { token "a" | string "b" | "c" }',
    'datatypes b = ""\nstart = element x { b:token }',
    "start = a.b-c_d\na.b-c_d = element a.b-c_d { empty }",
    'include "b.rnc"',
    'default namespace = "urn:a"\ninclude "b.rnc"',
    'namespace p = "urn:p"\ndefault namespace = "urn:a"\ninclude "b.rnc" inherit = p',
    'namespace p = "urn:p"\ninclude "b.rnc" inherit = p { z = element q { empty } }',
    'default namespace = "urn:a"\ninclude "b.rnc" { z = element q { empty } }',
    'namespace p = "urn:p"\ndefault namespace = "urn:a"\nstart = element r { external "b.rnc" inherit = p }',
    'include "b.rnc" { div { z = element q { empty } } }',
    'start = element r { grammar { include "b.rnc" } }',
)

UNSOUND = (
    "start = element x { element y { empty }, element z { empty } | element w { empty } }",
    "start = element q:x { empty }",
    "start = element x { element }",
    'namespace xml = "urn:x"\nstart = element x { empty }',
    'namespace xmlns = "urn:x"\nstart = element x { empty }',
    'start = element x { "a\\x{22}b" }',
    'start = element x { "a\nb" }',
    'namespace a = "urn:a"\n[ a:b = "1" a:b = "2" ] start = element x { empty }',
    'namespace r = "http://relaxng.org/ns/structure/1.0"\n[ r:b [ ] ] start = element x { empty }',
    'namespace x = "http://www.w3.org/2000/xmlns"\n[ x:b = "1" ] start = element x { empty }',
    "start = element * - a | b { empty }",
    "start = element * - a - b { empty }",
    "start = element x { element y { empty }?* }",
)


def read_by_trang(folder: Path, text: str) -> Path | None:
    """The schema in XML syntax, by trang; None where it refuses it."""
    assert TRANG is not None
    (folder / "a.rnc").write_text(text, encoding="utf-8")
    (folder / "b.rnc").write_text(OTHER, encoding="utf-8")
    # a list of arguments, no shell
    done = subprocess.run([TRANG, "a.rnc", "a.rng"], cwd=folder, capture_output=True, check=False)
    return folder / "a.rng" if done.returncode == 0 else None


@pytest.mark.parametrize("text", SOUND)
def test_the_language_is_the_same(tmp_path: Path, text: str) -> None:
    """Names and namespaces, literals and escapes, annotations, inclusions, combinations."""
    theirs = read_by_trang(tmp_path, text)
    assert theirs is not None
    pool = Pool()

    assert difference.compare(schemas.grammar(tmp_path / "a.rnc", pool), schemas.grammar(theirs, pool)) == []


@pytest.mark.parametrize("text", UNSOUND)
def test_what_one_refuses_the_other_does(tmp_path: Path, text: str) -> None:
    """Whatever breaks the syntax."""
    assert read_by_trang(tmp_path, text) is None
    with pytest.raises(SchemaFault):
        schemas.machine(tmp_path / "a.rnc")
