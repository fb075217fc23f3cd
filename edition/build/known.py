# SPDX-License-Identifier: MIT
"""What is known of a project from its last builds: only documents that have changed are read, and no result is opened without need.

One database for all builds of the same paths, in the user's cache. A file is known by its bytes, or by its stamp where that cannot
deceive (`seen.Source`). Nothing in it is needed: without it, or with one that is spoilt, every document is read.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from edition import findings
from edition.build.store import Made
from edition.engines import cache, crew
from edition.findings import Finding
from edition.publish import cards, facts
from edition.publish.cards import Short
from edition.publish.facts import Facts
from edition.source import seen
from edition.source.corpus import Corpus
from edition.source.document import Document, Manner
from edition.source.seen import Source

KIND: Final = "plans"
_SIZE: Final = 2**28
"""How many bytes of databases are kept; those not written for longest go first."""
_MANY: Final = 400
"""So many documents are worth the second in which other processes start."""
_PORTION: Final = 50
_PATIENCE: Final = 2.0
"""How many seconds another build may take to write down what it knows."""


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a corpus, as they are when a build begins."""

    corpus: Corpus
    facts: list[Facts]
    broken: list[Finding]
    """What is wrong with the files that are no XML."""
    sources: dict[Path, Source]
    """Each file, as what a site rests on."""


class Brief(NamedTuple):
    """What came of a task, in short: what was found, the characters drawn, the cards in short, and the digest of the words."""

    findings: tuple[Finding, ...] = ()
    drawn: str = ""
    words: str = ""
    cards: tuple[Short, ...] = ()


def brief(made: Made) -> Brief:
    """A result in short."""
    told = tuple(map(cards.short, cards.unplain(made.card))) if made.card else ()
    return Brief(made.findings, made.drawn, cache.key(made.words) if made.words else "", told)


class Known:
    """The database of a project. What it refuses only costs time."""

    def __init__(self, corpus: Corpus) -> None:
        manner = corpus.manner
        self._corpus = corpus
        self._way = cache.key(cache.program(), repr(manner.folder), repr(manner.lenient), repr(manner.limits))
        asked = cache.key(*(str(path.resolve()) for path in corpus.asked), repr(manner.lenient))
        self._file = cache.folder(KIND) / f"{asked}.db"
        self._connection: sqlite3.Connection | None = None
        self._waiting: dict[str, Brief] = {}
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # what is no database is thrown away, and then there is none
            self._connection = self._opened() or self._opened()

    def documents(self, began: int, jobs: int = 1) -> Documents:
        """The documents for a build that `began` then (nanoseconds); read are those that have changed since the last one.

        With more than one of `jobs`, so many processes read them, if there are many. Raises `WrongUse` for a file that cannot be opened.
        """
        corpus, rows, inclusions = self._corpus, self._rows(), _Inclusions()
        found: dict[Path, _Row] = {}
        fresh: list[Path] = []
        for path in corpus.paths:
            row = rows.get(path)
            if row is None or not corpus.is_saved(path) or corpus.is_refused(path):
                continue
            if not seen.is_untouched(path, row.source):
                row = row._replace(source=seen.source(path, began, corpus.data(path)))
                fresh.append(path)
            if row.source.digest == row.facts.data and inclusions.state(row.facts) == row.included:
                found[path] = row
        missing = [path for path in corpus.paths if path not in found]
        broken: list[Finding] = []
        sources = {path: row.source for path, row in found.items()}
        for path, told, source in _read(corpus, missing, began, jobs):
            sources[path] = source
            if isinstance(told, Finding):
                broken.append(told)
            else:
                found[path] = _Row(source, told, inclusions.state(told))
        written = {path: found[path] for path in [*fresh, *missing] if path in found and corpus.is_saved(path)}
        self._write(
            "INSERT OR REPLACE INTO documents VALUES (?, ?)",
            [(os.fsencode(path), json.dumps(_plain(row))) for path, row in written.items()],
        )
        return Documents(corpus, [found[path].facts for path in corpus.paths if path in found], broken, sources)

    def result(self, key: str) -> Brief | None:
        """The result of a key in short; None where it is not known."""
        row = self._one("SELECT row FROM results WHERE key = ?", key)
        with contextlib.suppress(ValueError, TypeError, LookupError):
            found, drawn, words, told = json.loads(row)
            return Brief(tuple(map(findings.unplain, found)), drawn, words, tuple(map(cards.short_unplain, told)))
        return None

    def note(self, key: str, told: Brief) -> Brief:
        """Know a result from now on."""
        self._waiting[key] = told
        return told

    def close(self) -> None:
        """Write down what was noted, and let others have the database."""
        if self._connection is not None:
            noted = self._waiting.items()
            rows = [(key, json.dumps([list(map(findings.plain, each.findings)), *each[1:]])) for key, each in noted]
            self._write("INSERT OR REPLACE INTO results VALUES (?, ?)", rows)
            self._connection.close()
            self._connection = None

    def _opened(self) -> sqlite3.Connection | None:
        """The database; nothing where there can be none, or where it was none and is gone now."""
        try:
            connection = sqlite3.connect(self._file, timeout=_PATIENCE)
            for table in (
                "way (way TEXT)",
                "documents (path BLOB PRIMARY KEY, row TEXT)",
                "results (key TEXT PRIMARY KEY, row TEXT)",
            ):
                connection.execute(f"CREATE TABLE IF NOT EXISTS {table}")
            if [way for (way,) in connection.execute("SELECT way FROM way")] != [self._way]:
                with connection:
                    for table in ("way", "documents", "results"):
                        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
                    connection.execute("INSERT INTO way VALUES (?)", (self._way,))
            return connection
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            self._file.unlink(missing_ok=True)
            return None

    def _rows(self) -> dict[Path, _Row]:
        if self._connection is None:
            return {}
        with contextlib.suppress(sqlite3.Error, ValueError, TypeError, LookupError):
            told = self._connection.execute("SELECT path, row FROM documents")
            return {(path := Path(os.fsdecode(name))): _row(path, json.loads(row)) for name, row in told}
        return {}

    def _one(self, query: str, key: str) -> str:
        """What a query gives for a key, "" for nothing."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                row = self._connection.execute(query, (key,)).fetchone()
                return str(row[0]) if row is not None else ""
        return ""

    def _write(self, statement: str, rows: Sequence[tuple[bytes | str, str]]) -> None:
        if self._connection is None or not rows:
            return
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.executemany(statement, rows)
        cache.prune(KIND, _SIZE)


@contextlib.contextmanager
def opened(corpus: Corpus) -> Iterator[Known]:
    """What is known of the project of a corpus."""
    known = Known(corpus)
    try:
        yield known
    finally:
        known.close()


class _Row(NamedTuple):
    """What is known of a document: the file, its facts, and what the files were that it includes."""

    source: Source
    facts: Facts
    included: str


class _Inclusions:
    """What files are that documents include: each is looked at once."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}

    def state(self, told: Facts) -> str:
        """The digest of all that a document includes, or would include."""
        for file in told.asked:
            if file not in self._digests:
                self._digests[file] = seen.digest(Path(file))
        return cache.key(*(part for file in told.asked for part in (file, self._digests[file]))) if told.asked else ""


def _read(
    corpus: Corpus, paths: Sequence[Path], began: int, jobs: int
) -> Iterator[tuple[Path, Facts | Finding, Source]]:
    """The facts of documents that are not known, and of what is none, why."""
    saved = [path for path in paths if corpus.is_saved(path)] if jobs > 1 and len(paths) > _MANY else []
    if saved:
        limits = corpus.manner.limits
        portions = [tuple(saved[at : at + _PORTION]) for at in range(0, len(saved), _PORTION)]
        with crew.Crew(jobs, _begin, (corpus.manner, began), crew.Patience(limits.seconds, limits.memory)) as hands:
            for path, told, source in (each for done in hands.run(_portion, portions) for each in done):
                yield path, told if told is not None else _one(corpus, path, began)[1], source
    for path in set(paths).difference(saved) if saved else paths:
        yield _one(corpus, path, began)


def _one(corpus: Corpus, path: Path, began: int) -> tuple[Path, Facts | Finding, Source]:
    read = corpus.once(path)
    if isinstance(read, Document):
        return path, facts.of(read), seen.source(path, began, read.data)
    return path, read, seen.source(path, began, corpus.data(path))


_reader: list[tuple[Corpus, int]] = []


def _begin(manner: Manner, began: int) -> None:
    """Make a process ready to read."""
    _reader[:] = [(Corpus((), manner), began)]


def _portion(paths: tuple[Path, ...]) -> list[tuple[Path, Facts | None, Source]]:
    read = (_one(_reader[0][0], path, _reader[0][1]) for path in paths)
    return [(path, told if isinstance(told, Facts) else None, source) for path, told, source in read]


def _plain(row: _Row) -> list[object]:
    return [*row.source, row.included, facts.plain(row.facts)]


def _row(path: Path, kept: list[Any]) -> _Row:
    digest, stamp, included, told = kept
    return _Row(Source(digest, tuple(stamp) if stamp else None), facts.unplain(path, told), included)
