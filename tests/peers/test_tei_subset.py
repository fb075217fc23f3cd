# SPDX-License-Identifier: MIT
"""Our schema against the unrestricted TEI, by proof: the content model of each element is included in TEI's.

`TEI_ALL_RNG` names the RELAX NG of the unrestricted TEI; without it there is nothing to compare with.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from edition import names
from tests.peers import rng_inclusion
from tests.peers.rng_inclusion import RNG

OURS = names.data_folder("schemas") / "edition.rng"


@pytest.mark.skipif(
    not os.environ.get("TEI_ALL_RNG"), reason="TEI_ALL_RNG does not name the schema of unrestricted TEI"
)
def test_the_schema_allows_nothing_that_tei_forbids() -> None:
    """No content, attribute, value or missing attribute is allowed by ours that TEI does not allow."""
    theirs = rng_inclusion.Grammar(Path(os.environ["TEI_ALL_RNG"]))

    assert list(rng_inclusion.differences(rng_inclusion.Grammar(OURS), theirs)) == []


def test_a_grammar_allows_what_it_allows_itself() -> None:
    """The comparison finds nothing where there is nothing to find."""
    grammar = rng_inclusion.Grammar(OURS)

    assert list(rng_inclusion.differences(grammar, grammar)) == []


def _holds_lb(root: Any) -> None:
    anchor = root.find(f".//{RNG}element[@name='anchor']")
    etree.SubElement(etree.SubElement(anchor, f"{RNG}optional"), f"{RNG}ref").set("name", "lb")


def _misspells_a_value(root: Any) -> None:
    next(value for value in root.iter(f"{RNG}value") if value.text == "overleaf").text = "overlaef"


def _renames_an_attribute(root: Any) -> None:
    root.find(f".//{RNG}attribute[@name='spanTo']").set("name", "spanFrom")


def _needs_no_hand(root: Any) -> None:
    root.find(f".//{RNG}element[@name='handNotes']/{RNG}oneOrMore").tag = f"{RNG}zeroOrMore"


@pytest.mark.parametrize(
    ("widen", "said"),
    [
        (_holds_lb, "<anchor> may hold lb"),
        (_misspells_a_value, "<add>/@place may be"),
        (_renames_an_attribute, "<addSpan> has @spanFrom"),
        (_needs_no_hand, "<handNotes> may hold nothing"),
    ],
)
def test_the_comparison_names_a_seeded_difference(tmp_path: Path, widen: Callable[[Any], None], said: str) -> None:
    """A grammar that was made wider in one place is caught there, and the sentence says where."""
    tree = etree.parse(str(OURS))
    widen(tree.getroot())
    tree.write(str(tmp_path / "wider.rng"))
    wider = rng_inclusion.Grammar(tmp_path / "wider.rng")

    found = list(rng_inclusion.differences(wider, rng_inclusion.Grammar(OURS)))

    assert any(sentence.startswith(said) for sentence in found), found
