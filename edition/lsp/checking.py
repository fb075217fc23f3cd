# SPDX-License-Identifier: MIT
"""The checks, in a thread of their own: of each text the newest version, while the editor types on.

Saxon may be called from one thread only; this is it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from edition.errors import EditionError
from edition.findings import Finding
from edition.lsp.desk import Text
from edition.report.selection import Selection
from edition.schema import describe
from edition.settings import Settings
from edition.source.corpus import Corpus
from edition.source.document import Manner
from edition.speech import say
from edition.validate import catalog, check

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A text to be checked, with the settings that hold for it, the folder of its project, and all texts that are not saved."""

    text: Text
    decided: Settings
    folder: Path
    unsaved: Mapping[Path, bytes]


Found: TypeAlias = "list[Finding] | EditionError"
Tell: TypeAlias = Callable[[Asked, Found], None]


def found(asked: Asked) -> list[Finding]:
    """All that the project wants to hear of a text. Raises `EditionError` where a schema cannot be used."""
    manner = Manner(asked.folder, places=asked.decided.places, limits=asked.decided.limits)
    corpus = Corpus([asked.text.path], manner, asked.unsaved)
    schemas = check.edition_schemas(describe, catalog.sources(asked.decided))
    return list(Selection(asked.decided.check, asked.decided.root).chosen(check.check_documents(corpus, schemas)))


class Checker:
    """A thread that checks what it is asked to; `tell` is called in it with what was found."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._waiting: dict[Path, Asked] = {}
        self._changed = threading.Condition()
        self._is_over = False
        self._thread = threading.Thread(target=self._work, name="checks", daemon=True)
        self._thread.start()

    def ask(self, asked: Asked) -> None:
        """Check a text, instead of any older version of it that still waits."""
        with self._changed:
            self._waiting.pop(asked.text.path, None)
            self._waiting[asked.text.path] = asked
            self._changed.notify()

    def forget(self, path: Path) -> None:
        """Do not check what still waits of a file."""
        with self._changed:
            self._waiting.pop(path, None)

    def end(self) -> None:
        """Check no more."""
        with self._changed:
            self._is_over = True
            self._waiting.clear()
            self._changed.notify()

    def _work(self) -> None:
        while (asked := self._next()) is not None:
            self._tell(asked, _answer(asked))

    def _next(self) -> Asked | None:
        with self._changed:
            while not self._waiting and not self._is_over:
                self._changed.wait()
            return None if self._is_over else self._waiting.pop(next(iter(self._waiting)))


def _answer(asked: Asked) -> Found:
    try:
        return found(asked)
    except EditionError as error:
        return error
    except Exception as error:
        # a fault of ours: the editor goes on typing, and whoever mends it finds it in the log
        _LOG.exception("%s could not be checked", asked.text.path)
        return EditionError(say("{file} could not be checked: {error}", file=asked.text.path.name, error=error))
