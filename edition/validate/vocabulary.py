# SPDX-License-Identifier: MIT
"""What the checks would like to know of the schema's words, and how they name things to an editor.

The words themselves are the ODD's; `build` and `cli` hand them in, for `schema` is a neighbour that `validate` does not see.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Protocol

from edition.findings import Finding
from edition.speech import joined, phrase, say, say_of


class Vocabulary(Protocol):
    """What the ODD says of its elements."""

    def description(self, element: str) -> str:
        """One sentence about an element, "" for one it does not know."""

    def customisation(self, path: Path, data: bytes) -> list[Finding]:
        """What is wrong with another ODD, which is in a file or is to be."""


def element(name: str) -> str:
    """An element as an editor writes it."""
    return f"`<{name}>`"


def words(text: str) -> frozenset[str]:
    """Names, written with spaces between them."""
    return frozenset(text.split())


def short(text: str, most: int = 80) -> str:
    """A value as a message quotes it: whole, unless it is longer than anyone reads."""
    return text if len(text) <= most else text[: most - 1] + "…"


def nearest(wrong: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known word that was probably meant, "" where none is near (1: the same word, 0: not a letter in common)."""
    return _nearest(wrong, tuple(dict.fromkeys(known)), likeness)


# a slip comes a hundred times in a document, and to find what was meant is dear
@functools.lru_cache(maxsize=4096)
def _nearest(wrong: str, known: tuple[str, ...], likeness: float) -> str:
    folded = {word.casefold(): word for word in reversed(known)}
    if wrong.casefold() in folded:
        return folded[wrong.casefold()]
    close = difflib.get_close_matches(wrong.casefold(), folded, n=1, cutoff=likeness)
    return folded[close[0]] if close else ""


def asked(meant: str) -> str:
    """What is added to a message where this was probably meant; "" for nothing. A fingerprint does not count it."""
    return say("; did you mean {meant}?", meant=meant) if meant else ""


def repeated(said: str, times: int) -> str:
    """What is said of the first of several alike; a fingerprint does not count how many."""
    return said + _TIMES(n=times) if times > 1 else said


_TIMES: Final = phrase("; so {n} times in the file")


def some(words: Sequence[str], near: str = "", limit: int = 5) -> str:
    """The words as a list for an editor: the first few, those before all that are like what he wrote, and how many more there are."""
    known = tuple(dict.fromkeys(words))
    more = len(known) - limit
    listed = joined((by_likeness(known, near) if near and more > 0 else known)[:limit], ", ")
    return listed + say_of(more, ", and {n} more", ", and {n} more") if more > 0 else listed


@functools.lru_cache(maxsize=4096)
def by_likeness(words: tuple[str, ...], near: str) -> tuple[str, ...]:
    """The words, those first that are like what was written, the likest before all."""
    likeness = {word: difflib.SequenceMatcher(None, near, word.strip("`<>@")).ratio() for word in words}
    return tuple(sorted(words, key=lambda word: -likeness[word] if likeness[word] >= _LIKE else 0))


_LIKE: Final = 0.5
