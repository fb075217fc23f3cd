# SPDX-License-Identifier: MIT
"""The checks, in a process of their own: of each document the newest version, while the editor types on.

A thread waits for it. A check that has become pointless is left off, and what runs away there is nobody's loss.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from edition import findings
from edition.engines.crew import Hand, Patience
from edition.errors import EditionError
from edition.findings import Finding
from edition.lsp.desk import Text
from edition.report.selection import Selection
from edition.schema import describe
from edition.settings import Settings
from edition.source import document
from edition.source.corpus import Corpus
from edition.source.document import Document, Manner
from edition.speech import say
from edition.validate import catalog, check

_LOG = logging.getLogger(__name__)
_SHORT: Final = 4.0
"""So many seconds a check may go on though a newer version waits: to begin anew would cost as much."""
_TURN: Final = 10.0
"""So many seconds it may take while another document waits; each time that it was put back, twice as many."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """A document with the files that it includes: the settings that hold for it, the folder of its project."""

    path: Path
    parts: tuple[Path, ...]
    decided: Settings
    folder: Path


@dataclass(frozen=True, slots=True)
class Asked(_Whole):
    """A document to be checked as it stands in the texts that are open: the same versions of them are the same objects."""

    texts: Mapping[Path, Text]


Found: TypeAlias = "list[Finding] | EditionError"
Tell: TypeAlias = Callable[[Asked, Found], None]


class Checker:
    """Has checked what it is asked to; `tell` is called, in a thread of its own, with what was found."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._waiting: dict[Path, Asked] = {}
        self._dropped: set[Path] = set()
        self._turns: dict[Path, float] = {}
        self._changed = threading.Condition()
        self._is_over = False
        self._hand = Hand()
        self._thread = threading.Thread(target=self._work, name="checks", daemon=True)
        self._thread.start()

    def ask(self, asked: Asked) -> None:
        """Check a document, instead of any older version of it."""
        with self._changed:
            self._waiting.pop(asked.path, None)
            self._waiting[asked.path] = asked
            self._changed.notify()

    def forget(self, path: Path) -> None:
        """Do not check a document any more."""
        with self._changed:
            self._waiting.pop(path, None)
            self._dropped.add(path)

    def end(self) -> None:
        """Check no more."""
        with self._changed:
            self._is_over = True
            self._waiting.clear()
            self._changed.notify()
        self._thread.join()

    def _work(self) -> None:
        while (asked := self._next()) is not None:
            found = self._found(asked)
            if found is not None:
                self._turns.pop(asked.path, None)
                self._tell(asked, found)
        self._hand.dismiss()

    def _next(self) -> Asked | None:
        with self._changed:
            while not self._waiting and not self._is_over:
                self._changed.wait()
            self._dropped.clear()
            return None if self._is_over else self._waiting.pop(next(iter(self._waiting)))

    def _found(self, asked: Asked) -> Found | None:
        """What was found in a document; None where the check was left off."""
        begun, limits = time.monotonic(), asked.decided.limits
        turn = self._turns.get(asked.path, _TURN)

        def is_wanted() -> bool:
            passed = time.monotonic() - begun
            with self._changed:
                if self._is_over or asked.path in self._dropped:
                    return False
                if asked.path in self._waiting:
                    return passed < _SHORT
                if self._waiting and passed > turn:
                    self._turns[asked.path] = 2 * turn
                    self._waiting[asked.path] = asked
                    return False
                return True

        unsaved = {path: text.data for path, text in asked.texts.items()}
        task = _Task(asked.path, asked.parts, asked.decided, asked.folder, unsaved)
        try:
            found = self._hand.do(_checked, task, Patience(limits.seconds, limits.memory), is_wanted)
        except EditionError as error:
            return error
        return found if found is None or isinstance(found, EditionError) else list(map(findings.unplain, found))


@dataclass(frozen=True, slots=True)
class _Task(_Whole):
    """What the process needs to know of what is asked."""

    unsaved: Mapping[Path, bytes]

    def __str__(self) -> str:
        return str(self.path)


def _checked(task: _Task) -> list[dict[str, Any]] | EditionError:
    """What the project wants to hear of a document, or why there is nothing to hear."""
    try:
        chosen = Selection(task.decided.check, task.decided.root).chosen(_all(task))
        return [findings.plain(each) for each in chosen]
    except EditionError as error:
        return error
    except Exception as error:
        # a fault of ours: the editor goes on typing, and whoever mends it finds it in the log
        _LOG.exception("%s could not be checked", task.path)
        return EditionError(say("{file} could not be checked: {error}", file=task.path.name, error=error))


def _all(task: _Task) -> list[Finding]:
    """All that is wrong with a document, and why a part of it could not be included. Raises `EditionError` for a schema of no use."""
    manner = Manner(task.folder, places=task.decided.places, limits=task.decided.limits)
    corpus = Corpus([task.path], manner, task.unsaved)
    schemas = check.edition_schemas(describe, catalog.sources(task.decided))
    found = check.check_documents(corpus, schemas)
    whole = corpus.read(task.path)
    missed = set(task.parts) - set(whole.included if isinstance(whole, Document) else ())
    for part in missed & task.unsaved.keys():
        if isinstance(why := document.parsed(part, task.unsaved[part], manner), Finding):
            found.append(why)
    return found
