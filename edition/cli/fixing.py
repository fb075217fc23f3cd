# SPDX-License-Identifier: MIT
"""`edition check --fix`: what can be repaired without a question is, and the documents are checked again before any of them is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from edition.cli import console
from edition.cli.sources import difference, lay_down
from edition.findings import Finding
from edition.source.corpus import Corpus
from edition.source.document import Document
from edition.source.writing import NotWritten
from edition.speech import say

ROUNDS: Final = 5
"""How often it is looked for what can be repaired only now: a space goes first, then the pointer behind it gets its sign."""

Check = Callable[[Corpus], list[Finding]]
Choice = Callable[[Iterable[Finding]], Iterable[Finding]]


class Repairs:
    """The repairs of one run: the documents as they would be, what would still be found in them, and how much was repaired.

    Only what is `chosen` of the findings is repaired, but no other may come of it.
    """

    def __init__(self, asked: Corpus, check: Check, chosen: Choice) -> None:
        self.before = {document.path: document for document in asked.documents}
        self.asked, self._chosen = asked, chosen
        self._found = check(asked)
        self.made: Counter[Path] = Counter()
        self.unsaved: dict[Path, bytes] = {}
        self._barred: set[Path] = set()
        for _ in range(ROUNDS):
            if not self._round(check):
                break

    @property
    def findings(self) -> list[Finding]:
        """What is left of the chosen findings."""
        return list(self._chosen(self._found))

    def _round(self, check: Check) -> bool:
        """Repair what can be, and check again; whether anything was tried. A file that would have more findings stays as it was."""
        tried = {path: done for path, document in self._open() if (done := self._repaired(document)) is not None}
        if not tried:
            return False
        unsaved = self.unsaved | {path: data for path, (data, _) in tried.items()}
        asked = Corpus(self.asked.paths, self.asked.manner, unsaved)
        found = check(asked)
        now, then = _counted(found), _counted(self._found)
        if any(now[path] > then[path] for path in self.before):
            self._barred.update([path for path in tried if now[path] > then[path]] or tried)
            return True
        self.asked, self._found, self.unsaved = asked, found, unsaved
        self.made.update({path: number for path, (_, number) in tried.items()})
        return True

    def _open(self) -> list[tuple[Path, Document]]:
        return [(each.path, each) for each in self.asked.documents if each.path not in self._barred]

    def _repaired(self, document: Document) -> tuple[bytes, int] | None:
        from edition.validate import fixes  # noqa: PLC0415 - the engines need not start to show the help

        here = (finding for finding in self.findings if finding.place.file == document.path)
        edits = [edit for finding in here if (edit := fixes.of(finding, document)) is not None]
        try:
            return fixes.repaired(document, edits) if edits else None
        except NotWritten as fault:
            why = say("{path} is left as it is: {why}", path=document.path, why=fault)
            console.err.print(console.words(why))
            self._barred.add(document.path)
            return None

    def write(self) -> None:
        """Write the documents that were repaired, each whole, and say how much was done."""
        for path, data in self.unsaved.items():
            lay_down(path.resolve(), data)
        self._say(say("{fixed} fixed, {left} left", fixed=self.made.total(), left=len(self.findings)))

    def show(self) -> bool:
        """Show what would be written. Whether anything would."""
        for path, data in self.unsaved.items():
            console.give(difference(self.before[path], data))
        self._say(say("{fixed} can be fixed, {left} would be left", fixed=self.made.total(), left=len(self.findings)))
        return bool(self.unsaved)

    def _say(self, message: str) -> None:
        console.err.print(console.words(message))


def _counted(findings: Iterable[Finding]) -> Counter[Path]:
    """How many findings a file has; without those of XSD, which is asked only where nothing else is found."""
    return Counter(finding.place.file for finding in findings if not finding.code.startswith("XSD"))
