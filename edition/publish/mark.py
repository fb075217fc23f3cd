# SPDX-License-Identifier: MIT
"""What the mark of a site says of its build: what was asked, each file that it rests on, each file laid down, and what was found.

Where all that is as it was, there is nothing to build (`source.seen`).
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from edition import findings
from edition.engines import cache
from edition.findings import Finding
from edition.publish import folder, fonts
from edition.publish.folder import Before, Laid
from edition.settings import Settings
from edition.source import corpus, seen

FORMATS: Final = ("html", "pdf")
"""What is built unless other formats are asked for; the rest are `names.FILES`."""

_BY: Final = "made by tei-edition; every build replaces this folder"
AROUND: Final = ""
"""What the work is about that makes indexes and the documentation of the schema."""
ABOUT: Final = "about "
"""With what begins what the work is about that makes a page about many documents: then comes its name."""


class Work(NamedTuple):
    """A piece of the work: what it is about, and what it was made from (`edition.build.inputs`), with the digest of it all."""

    of: str
    key: str
    inputs: Mapping[str, str]


def asked(paths: Sequence[Path], settings: Settings, formats: Iterable[str], *, lenient: bool) -> dict[str, str]:
    """What is asked of a build, each part by its digest. Raises `SomethingMissing` where the machine has no fonts for it."""
    return {
        "program": cache.program(),
        "settings": cache.key(repr(settings), repr(sorted(formats)), repr(lenient)),
        "fonts": fonts.digest(fonts.faces(settings)),
        "files of the project": cache.key(
            *(part for path in _own(settings) for part in (str(path), seen.digest(path)))
        ),
        "paths": cache.key(str(Path.cwd()), *map(str, paths)),
    }


def _own(settings: Settings) -> list[Path]:
    """The files of a project that pages are made with: stylesheets, words, styles."""
    words: list[Path | str] = [*settings.catalogues.values()]
    single = [*words, settings.print.style, settings.site.theme]
    laid_over = sorted((settings.root / settings.xslt).rglob("*")) if settings.xslt else []
    return [*(settings.root / path for path in single if path), *(path for path in laid_over if path.is_file())]


@dataclass(frozen=True)
class Mark:
    """What the mark of a site says."""

    asked: Mapping[str, str]
    documents: int
    """How many documents the site is made of."""
    lines: tuple[str, ...]

    @functools.cached_property
    def sources(self) -> dict[str, seen.Source]:
        """Each file that the build rests on."""
        return seen.unplain(json.loads(self.lines[0]))

    @functools.cached_property
    def files(self) -> dict[str, tuple[Laid, int]]:
        """Each file of the site, with the number of the work that made it, -1 for none."""
        return {name: (Laid(*laid), number) for name, number, *laid in json.loads(self.lines[1])}

    @functools.cached_property
    def works(self) -> list[Work]:
        """The pieces of work, in order."""
        return [Work(*each) for each in json.loads(self.lines[2])]

    @functools.cached_property
    def found(self) -> tuple[Finding, ...]:
        """What was found."""
        return tuple(findings.unplain(each) for each in json.loads(self.lines[3]))

    def changed(self, paths: Sequence[Path]) -> Iterator[str]:
        """The files that were changed since, that are gone or new."""
        yield from seen.changed(self.sources)
        yield from (str(path) for path in corpus.candidates(paths) if str(path) not in self.sources)

    def holds(self, what: Mapping[str, str], paths: Sequence[Path], out: Path) -> bool:
        """Whether a build would give what is there: the same is asked, of the same files, and every file of the site is as it was."""
        return (
            self.asked == what
            and next(self.changed(paths), None) is None
            and all(_is_there(f"{out}/{name}", laid) for name, (laid, _) in self.files.items())
        )

    @functools.cached_property
    def _by_key(self) -> dict[str, list[str]]:
        made: dict[str, list[str]] = {work.key: [] for work in self.works}
        for name, (_, number) in self.files.items():
            if number >= 0:
                made[self.works[number].key].append(name)
        return made

    def of(self, key: str, out: Path) -> list[tuple[str, Before]] | None:
        """The files that a work has made, as they lie in the folder; None where it was not done, or one of them is not as it was."""
        kept = [(name, self.same(name, out)) for name in self._by_key.get(key, ())]
        whole = [(name, before) for name, before in kept if before is not None]
        return whole if key in self._by_key and len(whole) == len(kept) else None

    def same(self, name: str, out: Path, digest: str = "") -> Before | None:
        """A file of the site, as it was laid down and, where a `digest` is given, with that; None for one that is not."""
        laid, _ = self.files.get(name, (None, -1))
        if laid is None or not _is_there(f"{out}/{name}", laid):
            return None
        if digest and digest != laid.digest:
            return None
        return Before(f"{out}/{name}", laid)


def read(out: Path) -> Mark | None:
    """What the mark of a folder says; None where there is none, or one that tells nothing."""
    try:
        first, *lines = (out / folder.MARK).read_text(encoding="utf-8").splitlines()
        face = json.loads(first)
        return Mark(face["asked"], face["documents"], tuple(lines)) if len(lines) == 4 else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def written(
    what: Mapping[str, str],
    sources: Mapping[str, seen.Source],
    *,
    works: Sequence[Work],
    files: Mapping[str, tuple[Laid, int]],
    found: Iterable[Finding],
    documents: int,
) -> bytes:
    """A mark as it stands in its file: five lines of JSON, of which few builds read all."""
    parts: list[Any] = [
        {"by": _BY, "asked": what, "documents": documents},
        seen.plain(sources),
        [[name, number, *laid] for name, (laid, number) in files.items()],
        works,
        [findings.plain(each) for each in found],
    ]
    return "\n".join(json.dumps(part, ensure_ascii=True, separators=(",", ":")) for part in parts).encode()


def _is_there(path: str, laid: Laid) -> bool:
    try:
        state = os.lstat(path)
    except OSError:
        return False
    return (state.st_size, state.st_mtime_ns) == (laid.size, laid.time)
