# SPDX-License-Identifier: MIT
"""An ODD that cannot be compiled says why, in a sentence that names the component."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.schema import odd, schematron
from edition.schema.declarations import OddFault
from tests.unit.schema.odds import element, schema


@pytest.mark.parametrize(
    ("specifications", "said"),
    [
        (element("b"), "starts with a, which it does not declare"),
        (element("a", '<elementRef key="nope"/>'), "a names nope"),
        (element("a", '<alternate><macroRef key="nope"/></alternate>'), "a names nope"),
        (element("a", classes="att.nope"), "a is a member of att.nope"),
        (
            element("a", attributes='<attDef ident="x"><datatype><dataRef key="nope"/></datatype></attDef>'),
            "a/@x names nope",
        ),
        (element("a", attributes='<attDef ident="x" mode="change"/>'), "attribute x, which it does not inherit"),
        (element("a") + element("a"), "a is declared twice"),
        (element("a") + '<moduleRef key="core"/>', "names no source"),
        (element("a", '<elementRef key="a" minOccurs="x"/>'), "which are no numbers"),
        (element("a", '<elementRef key="a" minOccurs="3" maxOccurs="2"/>'), "at most 2 but at least 3"),
        (element("a", "<sequence/>"), "an empty sequence"),
        (element("a", "<div/>"), "has div in its content"),
        (element("a", attributes='<attDef ident="x"><valList type="shut"/></attDef>'), "a value list of type shut"),
    ],
)
def test_a_fault_is_named(specifications: str, said: str) -> None:
    """What is not declared, declared twice or not understood is never passed over: that would widen the schema."""
    with pytest.raises(OddFault) as fault:
        schema(specifications)

    assert said in str(fault.value)


@pytest.mark.parametrize(("data", "said"), [(b"<TEI>", "not well-formed"), (b"<TEI/>", "no schemaSpec")])
def test_what_is_no_odd_is_said_to_be_none(data: bytes, said: str) -> None:
    """Broken XML and a document without a schema get a sentence, not a traceback."""
    with pytest.raises(OddFault, match=said):
        odd.parse(data)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The path is in the message."""
    with pytest.raises(OddFault, match=r"gone\.odd"):
        odd.read(tmp_path / "gone.odd")


def _rule(ident: str, assertion: str) -> str:
    return (
        f'<constraintSpec ident="{ident}" scheme="schematron"><desc>Claim.</desc><constraint>'
        f'<sch:assert id="{assertion}" role="warning" test="@x">No x. Hint: add <sch:name/>.</sch:assert>'
        "</constraint></constraintSpec>"
    )


def test_an_assertion_without_a_rule_is_about_its_element() -> None:
    """The context is the element that the constraint stands in; id, role and text are kept."""
    spec = element("a").replace("<attList>", _rule("needs-x", "AAA001") + "<attList>")

    made = schematron.rules(schema(spec), "made in a test").decode()

    assert '<sch:rule context="tei:a">' in made
    assert '<sch:assert id="AAA001" role="warning" test="@x">No x. Hint: add <sch:name/>.</sch:assert>' in made
    assert 'queryBinding="xslt3"' in made


def test_one_id_for_two_assertions_is_a_fault() -> None:
    """A code stands for one rule."""
    spec = element("a").replace("<attList>", _rule("one", "AAA001") + _rule("two", "AAA001") + "<attList>")

    with pytest.raises(OddFault, match="AAA001"):
        schematron.rules(schema(spec), "made in a test")
