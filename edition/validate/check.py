# SPDX-License-Identifier: MIT
"""Every check on every document in one go, and each mistake said once.

What follows from a mistake is not a second one: a document that RELAX NG refuses is not also judged by the XSD, and an identifier that
is given twice is not also a wrong value. Nothing is checked in a file that is no XML.

Each file is checked by itself first (`alone`), by as many processes as there are cores where there is much to do, and what that came to is
kept for the next run (`kept`); then all of them together (`project`), by their accounts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition.engines import clock
from edition.findings import Finding
from edition.source.corpus import Corpus
from edition.source.document import Document, Manner
from edition.validate import account, alone, kept, project
from edition.validate.account import Account
from edition.validate.alone import Schemas, edition_schemas
from edition.validate.kept import Kept

__all__ = ["Progress", "Schemas", "check", "check_documents", "edition_schemas"]

Progress = Callable[[int, int, Path], None]

_MUCH: Final = 1_000_000
"""So many bytes to be checked are worth the second in which libxml2 opens an XSD."""
_FOR_MANY: Final = 4_000_000
"""So many are worth the seconds in which another process opens its engines."""
_PORTION: Final = 250_000
"""How many bytes of documents, or one document, a process is given at a time."""


def check_documents(
    corpus: Corpus,
    schemas: Schemas | None = None,
    progress: Progress | None = None,
    *,
    jobs: int = 1,
    keep: bool = False,
) -> list[Finding]:
    """Everything that is wrong with the documents of a corpus, what was found on reading them included, by place, each thing once.

    What a document itself says is on purpose (`ignores`) is left out.

    `progress` is told, before documents are done, how many are done, how many there are, and which comes next. So many processes as
    `jobs` (0: as there are cores) check the files, if there are many; they read them from the disk. With `keep`, files that have not
    changed since a run that kept what it found are not read again. Raises `EditionError` where a schema cannot be used.
    """
    return check(corpus, schemas, progress, jobs=jobs, keep=keep).findings


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to, and the files that this rests on besides the documents: included ones, schemas, those pointed to."""

    findings: list[Finding]
    files: frozenset[Path]
    probed: frozenset[Path]
    """The places of which it rests on this alone, whether anything is there, and of folders, what is in them."""
    addresses: frozenset[tuple[str, Path, str]]
    """The addresses of schemas that documents name: from which folder, and the file that each means there, "" for none."""
    is_told: bool = True
    """Whether that is all that it rests on; rules that read other documents do not tell which."""


def check(
    corpus: Corpus,
    schemas: Schemas | None = None,
    progress: Progress | None = None,
    *,
    jobs: int = 1,
    keep: bool = False,
) -> Checked:
    """As `check_documents`."""
    schemas = edition_schemas() if schemas is None else schemas
    own, others = (Kept(schemas, corpus.manner), Kept(Schemas(), corpus.manner)) if keep else (None, None)
    lookup = _Check(corpus, Schemas(), others)
    accounts = _Check(corpus, schemas, own).accounts(progress or _nobody, jobs)
    files = {Path(file) for each in accounts for file in each.files or ()} | {each.path for each in schemas.given}

    def other(path: Path) -> Account:
        files.add(path)
        return lookup.known(path) or lookup.offer(path)

    found = project.found(accounts, other)
    if own is not None and own.missed:
        kept.prune()
    addresses = frozenset(
        (address, each.path.resolve().parent, file) for each in accounts for address, file in each.addresses
    )
    return Checked(
        found.findings,
        frozenset(files),
        found.probed.union(_lacking(addresses, schemas)),
        addresses,
        all(each.files is not None for each in accounts),
    )


def _lacking(addresses: Iterable[tuple[str, Path, str]], schemas: Schemas) -> Iterator[Path]:
    """Where the schemas would lie that documents name and that are not there."""
    if schemas.own is None:
        return
    for address, folder, file in addresses:
        if not file and (place := schemas.own.place(address, folder)):
            yield place


@dataclass(frozen=True, slots=True)
class _Check:
    """The checks of files by themselves, in this process."""

    corpus: Corpus
    schemas: Schemas
    kept: Kept | None

    def accounts(self, progress: Progress, jobs: int) -> list[Account]:
        """The accounts of the documents, in order: those that are kept, and those that are made now."""
        paths = self.corpus.paths
        found = {path: known for path in paths if (known := self.known(path)) is not None}
        missing = {path: _size(path) for path in paths if path not in found}
        size = sum(missing.values())
        if jobs != 1 and size > _FOR_MANY:
            saved = {path: length for path, length in missing.items() if self.corpus.is_saved(path)}
            for made in self._by_many(saved, jobs):
                progress(len(found), len(paths), made.path)
                found[made.path] = made
        for path in paths:
            if path not in found:
                progress(len(found), len(paths), path)
                with clock.held(self.corpus.manner.limits.seconds, path):
                    made, written = self.made(path, much=size > _MUCH)
                # of many files what is behind their faces is held as it is written: that is a tenth of it
                found[path] = account.read(path, written or account.written(made)) if size > _MUCH else made
        return [found[path] for path in paths]

    def _by_many(self, missing: Mapping[Path, int], jobs: int) -> Iterator[Account]:
        from edition.engines import crew  # noqa: PLC0415 - a single file waits for no other process

        begin = (self.corpus.manner, self.schemas, self.kept is not None)
        limits = self.corpus.manner.limits
        with crew.Crew(jobs or crew.cores(), _begin, begin, crew.Patience(limits.seconds, limits.memory)) as hands:
            for done in hands.run(_portion, _portions(missing)):
                for path, data in done:
                    yield account.read(path, data)

    def known(self, path: Path) -> Account | None:
        """The account of a file that is kept and still holds."""
        if self.kept is None or self.corpus.is_refused(path):
            return None
        return self.kept.get(path, self.corpus.data(path))

    def made(self, path: Path, *, much: bool) -> tuple[Account, bytes]:
        """The account of a file, made now, and as it is written where it is kept. Raises `EditionError`."""
        read = self.corpus.once(path)
        return self._keep(read, alone.account(path, read, self.schemas, much=much))

    def offer(self, path: Path) -> Account:
        """The account of a file that is not checked: what others need of it. Raises `WrongUse`."""
        read = self.corpus.once(path)
        return self._keep(read, alone.offer(path, read))[0]

    def _keep(self, read: Document | Finding, made: Account) -> tuple[Account, bytes]:
        if self.kept is None or self.corpus.is_refused(made.path):
            return made, b""
        data, written = self.corpus.data(made.path), account.written(made)
        if not isinstance(read, Document) or read.data == data:
            self.kept.put(data, written, made)
        return made, written


def _portions(missing: Mapping[Path, int]) -> Iterator[tuple[Path, ...]]:
    """Files in portions, the largest first, so that at the end no process has long to work when the others are done."""
    portion: list[Path] = []
    size = 0
    for path in sorted(missing, key=lambda path: -missing[path]):
        portion.append(path)
        size += missing[path]
        if size >= _PORTION:
            yield tuple(portion)
            portion, size = [], 0
    if portion:
        yield tuple(portion)


_checks: list[_Check] = []


def _begin(manner: Manner, schemas: Schemas, keep: bool) -> None:
    """Make a process ready."""
    _checks[:] = [_Check(Corpus((), manner), schemas, Kept(schemas, manner) if keep else None)]


def _portion(paths: tuple[Path, ...]) -> list[tuple[Path, bytes]]:
    """The accounts of some files, as they are written."""
    made = (_checks[0].made(path, much=True) for path in paths)
    return [(found.path, written or account.written(found)) for found, written in made]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _nobody(_done: int, _count: int, _next: Path) -> None:
    """Hears of no progress."""
