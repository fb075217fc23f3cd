# SPDX-License-Identifier: MIT
"""What the ledger says of an alteration, for whoever points at it: `Above the line, by Anna K.: …`.

A ledger is made of a whole document, which takes longer than an editor waits. So a process of its own makes it, and who asks is answered
as soon as it is there: what is asked before that gets no sentence.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition.engines.crew import Hand, Patience
from edition.engines.libxml import Element
from edition.errors import EditionError
from edition.lsp.desk import Desk
from edition.render import ledger
from edition.source.corpus import Corpus
from edition.source.document import Document, Manner

_LOG = logging.getLogger(__name__)
_WAIT: Final = 0.12
"""So many seconds an editor waits for a sentence; what comes later he has when he asks again."""


class Sentences:
    """The sentences of the documents of a desk, as the texts stand."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._hand = Hand()
        self._turn = threading.Lock()
        self._is_over = False
        self._made: dict[Path, tuple[Document, str, asyncio.Future[Mapping[str, str]]]] = {}

    async def of(self, document: Document, element: Element, language: str) -> str:
        """What the ledger says of an element of a document, in a language; "" where it says nothing, or not yet."""
        made = self._made.get(document.path)
        if made is None or made[0] is not document or made[1] != language:
            made = self._made[document.path] = document, language, self._begun(document, language)
        try:
            known = await asyncio.wait_for(asyncio.shield(made[2]), _WAIT)
        except TimeoutError:
            return ""
        inner = element.iter("*")
        return next((known[at] for each in inner if (at := _at(document, each)) in known), "")

    def end(self) -> None:
        """Make no more."""
        self._is_over = True
        with self._turn:
            self._hand.dismiss()

    def _begun(self, document: Document, language: str) -> asyncio.Future[Mapping[str, str]]:
        try:
            decided, folder = self._desk.project(document.path)
        except EditionError:
            decided, folder = None, document.path.parent
        manner = Manner(folder) if decided is None else Manner(folder, places=decided.places, limits=decided.limits)
        unsaved = {path: text.data for path, text in self._desk.texts.items()}
        task = _Task(document.path, manner, unsaved, language)
        return asyncio.get_running_loop().run_in_executor(None, self._make, task)

    def _make(self, task: _Task) -> Mapping[str, str]:
        limits = task.manner.limits
        with self._turn:
            try:
                made = self._hand.do(
                    _sentences, task, Patience(limits.seconds, limits.memory), lambda: not self._is_over
                )
            except EditionError:
                return {}
        return made or {}


def _at(document: Document, element: Element) -> str:
    path, line, column = document.position(element)
    return f"{line}:{column}" if path == document.path else ""


@dataclass(frozen=True, slots=True)
class _Task:
    """What the process needs to know."""

    path: Path
    manner: Manner
    unsaved: Mapping[Path, bytes]
    language: str

    def __str__(self) -> str:
        return str(self.path)


def _sentences(task: _Task) -> dict[str, str]:
    """What the ledger of a document says of each act, by the act's line and column."""
    try:
        read = Corpus([task.path], task.manner, task.unsaved).read(task.path)
        entries = ledger.entries(read, task.language) if isinstance(read, Document) else []
    except Exception:
        # the editor goes on typing; whoever mends it finds it in the log
        _LOG.exception("%s has no ledger", task.path)
        return {}
    return {act.at: entry.sentence for entry in entries for act in entry.acts}
