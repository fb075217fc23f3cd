# SPDX-License-Identifier: MIT
"""What is known of the documents of a project from its last build: their facts, so that only those are read that have changed.

One database for all builds of the same paths, in the user's cache. A file is known by its bytes, or by its stamp where that cannot
deceive (`seen.Source`). Nothing in it is needed: without it, or with one that is spoilt, every document is read.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from edition.engines import cache, crew
from edition.findings import Finding
from edition.publish import facts
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

    facts: list[Facts]
    broken: list[Finding]
    """What is wrong with the files that are no XML."""
    sources: dict[Path, Source]
    """Each file, as what a site rests on."""


def documents(corpus: Corpus, began: int, jobs: int = 1) -> Documents:
    """The documents of a corpus for a build that `began` then (nanoseconds); read are those that have changed since the last one.

    With more than one of `jobs`, so many processes read them, if there are many. Raises `WrongUse` for a file that cannot be opened.
    """
    is_same = _Inclusions()
    found: dict[Path, _Row] = {}
    with contextlib.ExitStack() as stack:
        kept = _Kept(corpus)
        stack.callback(kept.close)
        rows = kept.rows()
        fresh: list[Path] = []
        for path in corpus.paths:
            row = rows.get(path)
            if row is None or not corpus.is_saved(path) or corpus.is_refused(path):
                continue
            if not seen.is_untouched(path, row.source):
                row = row._replace(source=seen.source(path, began, corpus.data(path)))
                fresh.append(path)
            if row.source.digest == row.facts.data and is_same(row.facts, row.included):
                found[path] = row
        missing = [path for path in corpus.paths if path not in found]
        broken: list[Finding] = []
        sources = {path: row.source for path, row in found.items()}
        for path, told, source in _read(corpus, missing, began, jobs):
            sources[path] = source
            if isinstance(told, Finding):
                broken.append(told)
            else:
                found[path] = _Row(source, told, is_same.state(told))
        kept.keep({path: found[path] for path in [*fresh, *missing] if path in found and corpus.is_saved(path)})
    return Documents([found[path].facts for path in corpus.paths if path in found], broken, sources)


class _Row(NamedTuple):
    """What is known of a document: the file, its facts, and what the files were that it includes."""

    source: Source
    facts: Facts
    included: str


class _Inclusions:
    """What files are that documents include: each is looked at once."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}

    def __call__(self, told: Facts, state: str) -> bool:
        return self.state(told) == state

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


class _Kept:
    """The database of a project. What it refuses only costs time."""

    def __init__(self, corpus: Corpus) -> None:
        manner = corpus.manner
        self._way = cache.key(cache.program(), repr(manner.folder), repr(manner.lenient), repr(manner.limits))
        asked = cache.key(*(str(path.resolve()) for path in corpus.asked), repr(manner.lenient))
        self._connection: sqlite3.Connection | None = None
        folder = cache.folder(KIND)
        self._file = folder / f"{asked}.db"
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._connection = self._opened() or self._opened()

    def _opened(self) -> sqlite3.Connection | None:
        """The database; where the file is none, or of another program, nothing, and it is gone."""
        try:
            connection = sqlite3.connect(self._file, timeout=_PATIENCE)
            connection.execute("CREATE TABLE IF NOT EXISTS way (way TEXT)")
            connection.execute("CREATE TABLE IF NOT EXISTS documents (path BLOB PRIMARY KEY, row TEXT)")
            known = [way for (way,) in connection.execute("SELECT way FROM way")]
            if known == [self._way]:
                return connection
            connection.executescript("DELETE FROM way; DELETE FROM documents;")
            connection.execute("INSERT INTO way VALUES (?)", (self._way,))
            connection.commit()
            return connection
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            self._file.unlink(missing_ok=True)
            return None

    def rows(self) -> dict[Path, _Row]:
        """Everything that is known."""
        if self._connection is None:
            return {}
        try:
            return {
                (path := Path(os.fsdecode(name))): _row(path, json.loads(row))
                for name, row in self._connection.execute("SELECT path, row FROM documents")
            }
        except (sqlite3.Error, ValueError, TypeError, LookupError):
            return {}

    def keep(self, rows: Mapping[Path, _Row]) -> None:
        """Write down what is known now."""
        if self._connection is None or not rows:
            return
        written = ((os.fsencode(path), json.dumps(_plain(row))) for path, row in rows.items())
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?)", written)
        cache.prune(KIND, _SIZE)

    def close(self) -> None:
        """Let others have it."""
        if self._connection is not None:
            self._connection.close()


def _plain(row: _Row) -> list[object]:
    return [*row.source, row.included, facts.plain(row.facts)]


def _row(path: Path, kept: list[Any]) -> _Row:
    digest, stamp, included, told = kept
    return _Row(Source(digest, tuple(stamp) if stamp else None), facts.unplain(path, told), included)
