# SPDX-License-Identifier: MIT
"""What the ODD tells whoever writes messages."""

from __future__ import annotations

from edition.schema import describe


def test_the_elements_allowed_in_an_element_are_named() -> None:
    """A message can say what may stand here instead."""
    assert describe.allowed_children("subst")[:3] == ("add", "surplus", "del")
    assert describe.allowed_children("lb") == ()
    assert "handNotes" in describe.allowed_parents("handNote")


def test_values_come_with_their_meaning() -> None:
    """A message can offer the values of a closed list, those that an element has changed among them."""
    assert describe.values("add", "place")["above"] == "Above the line."
    assert "typed-over" in describe.values("del", "rend")
    assert describe.is_closed("del", "rend")
    assert not describe.is_closed("p", "rend")
    assert describe.values("add", "nope") == {}


def test_an_unknown_element_has_no_description() -> None:
    """To ask is no error: the element may be a typo of the document."""
    assert describe.description("delz") == ""
    assert describe.allowed_children("delz") == ()
    assert describe.attributes("delz") == {}


def test_where_text_may_stand() -> None:
    """A message can tell text in the wrong place from an element in the wrong place."""
    assert describe.may_hold_text("p")
    assert not describe.may_hold_text("listPerson")
