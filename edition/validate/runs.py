# SPDX-License-Identifier: MIT
"""What a whole run of checks found, kept: where nothing has changed that it looked at, it is told again, and no document is opened.

A run rests on its documents and on those files that are none (yet), on what they include, point to and are checked by, on places where
something was looked for, on what the addresses of schemas mean and on where projects end. One that cannot tell all that is not kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edition import findings
from edition.engines import cache
from edition.findings import Finding
from edition.settings import Limits
from edition.source import corpus as corpora
from edition.source import fence, seen
from edition.source.corpus import Corpus
from edition.source.document import Manner
from edition.validate import kept
from edition.validate.alone import Schemas
from edition.validate.check import Checked


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a run: the files and folders, as they are called here, within which limits, and by which schemas."""

    paths: Sequence[Path]
    limits: Limits
    schemas: Schemas

    @property
    def _name(self) -> str:
        here = [str(Path.cwd()), *(part for path in self.paths for part in (str(path), os.path.realpath(path)))]
        return "run-" + cache.key(kept.way(self.schemas, Manner(limits=self.limits)), repr(self.schemas.own), *here)

    def known(self) -> tuple[Corpus, list[Finding]] | None:
        """The documents of a run that is kept and still holds, none of them opened, and what it found."""
        data = cache.read(kept.KIND, self._name)
        if data is None:
            return None
        digest, _, body = data.partition(b"\n")
        try:
            if digest.decode("ascii") != cache.key(body):
                return None
            face, *found = body.splitlines()
            made = json.loads(face)
            sources = seen.unplain(made["sources"])
            if not self._holds(made, sources):
                return None
            told = [findings.unplain(json.loads(line)) for line in found]
            corpus = Corpus([Path(path) for path in made["documents"]], Manner(limits=self.limits))
        except (ValueError, LookupError, TypeError):
            return None
        corpus.asked = tuple(self.paths)
        return corpus, told

    def _holds(self, made: Mapping[str, Any], sources: Mapping[str, seen.Source]) -> bool:
        own = self.schemas.own
        return (
            all(str(fence.project(Path(folder))) == project for folder, project in made["projects"])
            and all(
                own is not None and str(own.file(address, Path(folder)) or "") == file
                for address, folder, file in made["addresses"]
            )
            and next(seen.changed(sources), None) is None
            and all(str(path) in sources for path in corpora.candidates(self.paths))
        )

    def keep(self, corpus: Corpus, checked: Checked, began: int) -> None:
        """Keep what a run has found that `began` then (nanoseconds), if all is known that it rests on."""
        paths = corpus.paths
        if not checked.is_told or any(path.is_symlink() for path in paths):
            return
        files: dict[str, Path] = {str(path): path for path in (*paths, *checked.files, *corpus.candidates())}
        sources = {name: seen.source(path, began) for name, path in files.items()}
        sources = {str(path): seen.probe(path) for path in checked.probed} | sources
        if any(not each.digest for each in sources.values()):
            # it was written a moment ago: nobody knows whether before or after it was read
            return
        face = {
            "documents": [str(path) for path in paths],
            "projects": [[str(folder), str(fence.project(folder))] for folder in {path.parent for path in paths}],
            "addresses": sorted([address, str(folder), file] for address, folder, file in checked.addresses),
            "sources": seen.plain(sources),
        }
        lines = [json.dumps(each, separators=(",", ":")) for each in (face, *map(findings.plain, checked.findings))]
        body = "\n".join(lines).encode("ascii")
        cache.write(kept.KIND, self._name, cache.key(body).encode("ascii") + b"\n" + body)
