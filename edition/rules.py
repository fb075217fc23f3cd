# SPDX-License-Identifier: MIT
"""The register of rules: one page of `docs/rules` is one rule, so that no code can exist unexplained.

A page opens with `# PTR001 dangling-pointer` and a line `Severity: error · Status: stable`; its first
paragraph says what the rule finds. A code is never given to another rule, not even after it is retired.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from edition import names
from edition.findings import Severity
from edition.speech import Said, say

_HEAD: Final = re.compile(
    r"\A# (?P<code>[A-Z]{2,4}\d{3}) (?P<name>[a-z0-9-]+)\n\n"
    r"Severity: (?P<severity>error|warning|info) · Status: (?P<status>stable|preview|retired)\n\n"
    r"(?P<summary>.+?)\n\n",
    re.DOTALL,
)

ALL: Final = "ALL"
"""The word that means every rule, where codes are chosen."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, its name (read it after "allow"), how much it weighs, what it finds, and its page in Markdown."""

    code: str
    name: str
    severity: Severity
    status: str
    summary: Said
    page: str


@functools.cache
def rule(code: str) -> Rule:
    """The rule with this code. Raises `KeyError` where the register has none."""
    path = names.data_folder("docs/rules") / f"{code}.md"
    if not path.is_file():
        raise KeyError(code)
    text = path.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None or head["code"] != code:
        raise ValueError(f"{path.name} does not open as the page of a rule does")
    summary = Said(" ".join(head["summary"].split()).replace("{", "{{").replace("}", "}}"), {})
    return Rule(code, head["name"], Severity(head["severity"]), head["status"], summary, text)


def codes() -> list[str]:
    """Every code of the register, sorted."""
    return sorted(path.stem for path in names.data_folder("docs/rules").glob("[A-Z]*[0-9].md"))


def is_under(code: str, word: str) -> bool:
    """Whether a word means a rule among others: its code (`PTR001`), how codes like it begin (`PTR`), or `ALL`."""
    return word == ALL or code.startswith(word)


def meaningless(words: Iterable[str]) -> tuple[str, str] | None:
    """The first of the words that means no rule, and what to say of it; None where each means one or more."""
    known = codes()
    for word in words:
        if not word or not any(is_under(code, word) for code in known):
            areas = list(dict.fromkeys(code[:-3] for code in known))
            near = difflib.get_close_matches(word.upper(), [*known, *areas, ALL], n=1)
            meant = say("did you mean `{code}`?", code=near[0]) if near else say("`edition explain` lists them all")
            return word, say("`{word}` is no code of a rule, and none begins so; {meant}", word=word, meant=meant)
    return None
