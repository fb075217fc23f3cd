# SPDX-License-Identifier: MIT
"""What was done to a document: each intervention as one entry of its ledger.

The fields are the keys of `edition ledger --format json`; docs/explanation/ledger.md says what each means.
What is not recorded is "".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the markup that an entry covers: its element, its own `xml:id`, and what it says for itself."""

    element: str
    id: str
    anchor: str
    """The id under which the views show it."""
    at: str
    """Line and column in the source, `88:14`."""
    hand: str
    change: str
    certainty: str
    evidence: tuple[str, ...]
    responsibility: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One intervention: where, what, by whom, in which words."""

    number: int
    id: str
    """Stable when the text around changes."""
    kind: str
    type: str
    """Of a note or stamp, what its encoding calls it."""
    immediate: bool
    where: str
    page: str
    line: str
    paragraph: str
    section: str
    hand: str
    siglum: str
    hand_label: str
    change: str
    change_label: str
    context_before: str
    before: str
    after: str
    context_after: str
    certainty: str
    certainty_label: str
    evidence: tuple[str, ...]
    responsibility: tuple[str, ...]
    place: str
    place_as_written: str
    manner: str
    """How something was deleted: erased, typed over."""
    manner_as_written: str
    sentence: str
    deed: str
    """The sentence without where and by whom."""
    counterparts: tuple[str, ...]
    anchor: str
    at: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries of a document, the language that they speak, and the heads of their columns in it."""

    language: str
    columns: dict[str, str]
    entries: tuple[Entry, ...]
