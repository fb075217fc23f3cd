# SPDX-License-Identifier: MIT
"""`<?edition-ignore CODE why?>`: what an editor has looked at, and leaves as it is.

It holds for the element that it stands in and all that is in it; before or after the root, for the whole file. The reason is asked
for, because whoever reads the file next must know it, and one that ignores nothing is told, because it would hide a later mistake.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition import rules
from edition.engines import libxml
from edition.findings import Finding, Place
from edition.source.document import Document
from edition.speech import say
from edition.validate.vocabulary import asked

TARGET: Final = "edition-ignore"

_NEVER: Final = ("XML001", "IGN")
"""What cannot be ignored: a file that is no XML, and what is wrong with an instruction to ignore."""

_ELSEWHERE: Final = ("COL", "FNT", "LAW", "PDF", "VIEW", "XSD")
"""Areas of which a check cannot say that nothing is found: they are found when an edition is collated or built, or only after others."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """An instruction: where it stands, the element it holds for ("" for the whole file), its code and its reason."""

    place: Place
    within: str
    code: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether it holds where a finding of its rule stands in its file."""
        path = finding.place.path
        return not self.within or path == self.within or path.startswith(f"{self.within}/")


def heeded(findings: Iterable[Finding], instructions: Sequence[Ignore], *, complete: bool) -> Iterator[Finding]:
    """The findings without those that the documents ignore, and with what is wrong with the instructions to ignore.

    Where the check was not `complete`, because some schema was not asked, none is said to ignore nothing.
    """
    of: dict[tuple[Path, str], list[Ignore]] = {}
    for each in instructions:
        of.setdefault((each.place.file, each.code), []).append(each)
    used: set[Ignore] = set()
    for finding in findings:
        alike = of.get((finding.place.file, finding.code), [])
        covering = [each for each in alike if each.covers(finding)]
        used.update(covering)
        if not covering or finding.code.startswith(_NEVER):
            yield finding
    for instruction in instructions:
        if not can_be_ignored(instruction.code):
            yield _unknown(instruction)
            continue
        if not instruction.reason:
            yield Finding(
                "IGN002",
                instruction.place,
                say("it is not said why {code} is ignored", code=instruction.code),
                say(
                    "write the reason after the code: <?{target} {code} so in the document?>",
                    target=TARGET,
                    code=instruction.code,
                ),
            )
        if complete and instruction not in used and not instruction.code.startswith(_ELSEWHERE):
            where = say("in {path}", path=instruction.within) if instruction.within else say("in the file")
            yield Finding(
                "IGN001",
                instruction.place,
                say("{code} is ignored {where}, and is not found there", code=instruction.code, where=where),
                say("remove the instruction, or put it into the element that it is meant for"),
            )


def can_be_ignored(code: str) -> bool:
    """Whether there is a rule with this code, and it may be set aside."""
    return code in rules.codes() and not code.startswith(_NEVER)


def _unknown(instruction: Ignore) -> Finding:
    code = instruction.code
    if not code:
        said, hint = (
            say("it is not said which rule is ignored"),
            say("write its code: <?{target} PTR001 why?>", target=TARGET),
        )
    elif code in rules.codes():
        said = say("{code} cannot be ignored", code=code)
        hint = say("put it right: nothing else can be relied on while it is found")
    else:
        known = [each for each in rules.codes() if not each.startswith(_NEVER)]
        near = difflib.get_close_matches(code.upper(), known, n=1)
        said = say("“{code}” is no code of a rule", code=code) + asked(near[0] if near else "")
        hint = say("`edition explain` lists them all")
    return Finding("IGN003", instruction.place, said, hint)


def read(document: Document) -> Iterator[Ignore]:
    """The instructions of a document. In one that includes others, each is told at the element that it stands in."""
    nodes = libxml.instructions(document.root, TARGET)
    if not nodes:
        return
    positions = libxml.instruction_positions(document.data, TARGET)
    for number, node in enumerate(nodes):
        code, reason = [*(node.text or "").split(None, 1), "", ""][:2]
        parent = node.getparent()
        place = document.place(document.root if parent is None else parent)
        within = "" if parent is None else place.path
        if len(positions) == len(nodes) and place.file == document.path:
            place = Place(place.file, *positions[number], place.path, place.id)
        yield Ignore(place, within, code, reason.strip())
