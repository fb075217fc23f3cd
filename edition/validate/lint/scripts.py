# SPDX-License-Identifier: MIT
"""The scripts that words are written in, and those that languages are usually written in."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

from edition.speech import say

LATIN: Final = re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\ua720-\ua7ff]")
GREEK: Final = re.compile("[\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u03e1\u03f0-\u03ff\u1f00-\u1fff]")
CYRILLIC: Final = re.compile("[\u0400-\u0481\u048a-\u052f\u1c80-\u1c8a\ua640-\ua66e\ua680-\ua69d]")

NAMES: Final = {
    "Latn": say("Latin"),
    "Grek": say("Greek"),
    "Cyrl": say("Cyrillic"),
    "Hebr": say("Hebrew"),
    "Arab": say("Arabic"),
}
"""The scripts whose words are told apart, by their codes in ISO 15924."""
_RANGES: Final = {
    "Latn": LATIN.pattern[1:-1],
    "Grek": GREEK.pattern[1:-1],
    "Cyrl": CYRILLIC.pattern[1:-1],
    "Hebr": "\u05d0-\u05f2",
    "Arab": "\u0620-\u064a\u0671-\u06d3",
}
_BETWEEN: Final = r"[\s,;:\-]++"
_MARKS: Final = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u0670\u2019'\u2de0-\u2dff\ua66f"
_LETTERS: Final = {code: re.compile(f"[{letters}]") for code, letters in _RANGES.items()}


# few texts have letters of a second script, and these expressions take longest to compile of all
@functools.cache
def _run(code: str) -> re.Pattern[str]:
    word = f"[{_RANGES[code]}][{_RANGES[code]}{_MARKS}]++"
    return re.compile(rf"{word}(?:{_BETWEEN}{word}(?P<third>{_BETWEEN}{word})*+)?+")


_OF: Final = {
    "Latn": "en de fr la it es pt nl da sv no nb nn is fi et lv lt pl cs sk hu ro sl hr sq tr ca gl eu ga cy af",
    "Cyrl": "ru uk be bg mk",
    "Grek": "el grc",
    "Hebr": "he yi",
    "Arab": "ar fa ur ota",
}
USUAL: Final = {language: script for script, languages in _OF.items() for language in languages.split()}
"""The script of a language, for those that have one alone today."""


def runs(words: str, besides: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Of each script but one that has three words or more, one after the other: its code, and the first of such words."""
    for code, letters in _LETTERS.items():
        if code == besides or not letters.search(words):
            continue
        if found := next((each for each in _run(code).finditer(words) if each["third"]), None):
            yield code, found


def usual(tag: str) -> str:
    """The script in which a text with this language tag is written, "" where that cannot be told."""
    primary, *others = tag.lower().split("-")
    if others and (len(others[0]) == 4 or "x" in others or "t" in others):
        script = others[0].capitalize()
        return script if script in NAMES else ""
    return USUAL.get(primary, "")
