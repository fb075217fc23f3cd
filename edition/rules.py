# SPDX-License-Identifier: MIT
"""The register of rules: one page of `docs/rules` is one rule, so that no code can exist unexplained.

A page opens with `# PTR001 dangling-pointer` and a line `Severity: error · Status: stable`; its first
paragraph says what the rule finds. A code is never given to another rule, not even after it is retired.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from edition import names
from edition.findings import Severity

_HEAD: Final = re.compile(
    r"\A# (?P<code>[A-Z]{2,4}\d{3}) (?P<name>[a-z0-9-]+)\n\n"
    r"Severity: (?P<severity>error|warning) · Status: (?P<status>stable|preview|retired)\n\n"
    r"(?P<summary>.+?)\n\n",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, its name (read it after "allow"), how much it weighs, and its page in Markdown."""

    code: str
    name: str
    severity: Severity
    status: str
    summary: str
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
    return Rule(code, head["name"], Severity(head["severity"]), head["status"], " ".join(head["summary"].split()), text)


def codes() -> list[str]:
    """Every code of the register, sorted."""
    return sorted(path.stem for path in names.data_folder("docs/rules").glob("[A-Z]*[0-9].md"))
