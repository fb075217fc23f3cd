# SPDX-License-Identifier: MIT
"""The XML Schema accepts what the RELAX NG accepts, and is deterministic whatever the ODD."""

from __future__ import annotations

from pathlib import Path

import pytest
import xmlschema

from edition.schema import automaton, xsd
from edition.schema.declarations import Schema
from tests.unit.schema.odds import accepts, element, schema

BC = element("b") + element("c")


def opened(small: Schema, folder: Path) -> xmlschema.XMLSchema10:
    """The schema, built by xmlschema, which refuses an ambiguous one."""
    for name, data in xsd.schema_and_imports(small, "made in a test").items():
        (folder / name).write_bytes(data)
    return xmlschema.XMLSchema10(str(folder / "small.xsd"), allow="local")


def tei(document: str) -> str:
    """The document in the namespace of TEI."""
    return document.replace("<a", '<a xmlns="http://www.tei-c.org/ns/1.0"', 1)


AMBIGUOUS = (
    '<sequence><elementRef key="b" minOccurs="0"/><elementRef key="b"/></sequence>',
    '<alternate><sequence><elementRef key="b"/><elementRef key="c"/></sequence><elementRef key="b"/></alternate>',
    '<sequence><alternate minOccurs="0" maxOccurs="unbounded"><elementRef key="b"/><elementRef key="c"/></alternate>'
    '<elementRef key="c"/></sequence>',
)


@pytest.mark.parametrize("content", AMBIGUOUS)
def test_an_ambiguous_model_becomes_a_free_mixture(content: str, tmp_path: Path) -> None:
    """Where the next element can be read in two ways, the XSD allows its elements in any order, and says so."""
    small = schema(BC + element("a", content))

    assert automaton.ambiguous(small, small.elements["a"].content) in ("b", "c")
    assert b"a: wider than the ODD" in xsd.schema_and_imports(small, "made in a test")["small.xsd"]
    assert opened(small, tmp_path).is_valid(tei("<a><b/><b/><b/></a>"))


@pytest.mark.parametrize(
    "content",
    [
        '<sequence><elementRef key="b" minOccurs="0"/><elementRef key="c"/></sequence>',
        '<alternate minOccurs="0" maxOccurs="unbounded"><elementRef key="b"/><elementRef key="c"/></alternate>',
        '<elementRef key="b" minOccurs="2" maxOccurs="unbounded"/>',
    ],
)
def test_a_deterministic_model_stays_as_narrow_as_it_is(content: str, tmp_path: Path) -> None:
    """Nothing is given up where nothing must be."""
    small = schema(BC + element("a", content))

    assert automaton.ambiguous(small, small.elements["a"].content) is None
    assert not opened(small, tmp_path).is_valid(tei("<a><c/><b/><c/><d/></a>"))


def test_an_element_of_two_classes_is_named_once_in_a_choice(tmp_path: Path) -> None:
    """Two classes that share an element do not make a choice between them ambiguous."""
    small = schema(
        '<classSpec ident="model.x" type="model"/><classSpec ident="model.y" type="model"/>'
        + element("b", classes="model.x model.y")
        + element("c", classes="model.y")
        + element(
            "a", '<alternate maxOccurs="unbounded"><classRef key="model.x"/><classRef key="model.y"/></alternate>'
        )
    )
    made = opened(small, tmp_path)

    assert b"wider" not in (tmp_path / "small.xsd").read_bytes()
    assert made.is_valid(tei("<a><b/><c/><b/></a>"))
    assert not made.is_valid(tei("<a/>"))


def test_content_in_any_order_is_a_free_mixture(tmp_path: Path) -> None:
    """XSD 1.0 has no interleave of everything; wider is allowed, narrower is not."""
    small = schema(
        BC + element("a", '<sequence preserveOrder="false"><elementRef key="b"/><elementRef key="c"/></sequence>')
    )

    assert opened(small, tmp_path).is_valid(tei("<a><c/><b/></a>"))


def test_values_and_lists_are_as_narrow_as_in_relax_ng(tmp_path: Path) -> None:
    """Closed lists, lists of values and facets survive."""
    small = schema(
        element(
            "a",
            attributes='<attDef ident="place"><datatype maxOccurs="unbounded"><dataRef key="word"/></datatype>'
            '<valList type="closed"><valItem ident="margin"/><valItem ident="left"/></valList></attDef>'
            '<attDef ident="n" usage="req"><datatype><dataRef key="word"/></datatype></attDef>',
        )
    )
    made = opened(small, tmp_path)

    assert made.is_valid(tei('<a n="1" place="margin left"/>'))
    assert not made.is_valid(tei('<a n="1" place="rigth"/>'))
    assert not made.is_valid(tei('<a n="1" place=""/>'))
    assert not made.is_valid(tei('<a n="1 2"/>'))
    assert not made.is_valid(tei("<a/>"))


def test_text_may_stand_only_where_the_odd_allows_it(tmp_path: Path) -> None:
    """Mixed content is mixed, other content is not."""
    small = schema(element("b", "<textNode/>") + element("a", '<elementRef key="b"/>'))
    made = opened(small, tmp_path)

    assert made.is_valid(tei("<a><b>x</b></a>"))
    assert not made.is_valid(tei("<a>x<b/></a>"))


def test_what_xsd_cannot_tell_apart_it_lets_through(tmp_path: Path) -> None:
    """Two elements of one name, elements and attributes of other namespaces, elements of none: what RELAX NG accepts is accepted."""
    attributes = '<attDef ident="href" ns="urn:link"/><attDef ident="l:show" ns="urn:link" usage="req"/>'
    made = schema(
        element("a", '<alternate maxOccurs="unbounded"><classRef key="model.x"/></alternate>', attributes=attributes)
        + '<classSpec ident="model.x" type="model"/>'
        + element("b", "<textNode/>", "model.x")
        .replace('ident="b"', 'ident="b.one"')
        .replace("><cl", "><altIdent>b</altIdent><cl", 1)
        + element("b", '<elementRef key="c"/>', "model.x")
        + element("c", "<textNode/>", "model.x")
        + element("c.x", "<textNode/>", "model.x")
        .replace('"c.x"', '"c.x" ns="urn:x"')
        .replace("><cl", "><altIdent>c</altIdent><cl", 1)
        + element("d", "<textNode/>", "model.x").replace('"d"', '"d" ns=""')
    )
    document = (
        '<a l:show="1" l:href="2" xmlns:l="urn:link"><b>t</b><b><c/></b><c/><x:c xmlns:x="urn:x"/><d xmlns=""/></a>'
    )
    second = opened(made, tmp_path)

    assert accepts(made, document)
    assert second.is_valid(tei(document))
    assert not accepts(made, document.replace('l:show="1"', ""))
    assert not accepts(made, document.replace('l:show="1"', 'show="1"'))
    assert not second.is_valid(tei(document.replace("<c/><x:c", "<e/><x:c")))
