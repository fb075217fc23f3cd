# SPDX-License-Identifier: MIT
"""What has changed since a page was built: the parts that it is made from, by the names that a person has for them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition import build as building
from edition import names
from edition.build.plan import Plan
from edition.errors import WrongUse
from edition.publish import mark
from edition.publish.naming import Entries
from edition.settings import Settings
from edition.source import corpus
from edition.source.document import Document
from edition.speech import say


@dataclass(frozen=True, slots=True)
class Stale:
    """What makes a page stale; nothing of it where the page is fresh."""

    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether the page would be made otherwise."""
        return bool(self.changed or self.new or self.gone)


def stale(
    page: str, paths: Sequence[Path], settings: Settings, out: Path, formats: Sequence[str], *, lenient: bool = False
) -> Stale:
    """What of a page of a site has changed since it was built; of a page about many documents, which files have.

    Raises `WrongUse` where the folder has no such page, or does not tell what it was built from.
    """
    last = mark.read(out)
    if last is None:
        raise WrongUse(say("{folder} does not tell what it was built from; build it once", folder=out))
    name = page.removeprefix(f"{out}/")
    if name not in last.files:
        raise WrongUse(_no_page(name, out, last))
    number = last.files[name][1]
    found = corpus.find(paths, lenient=lenient, places=settings.places, limits=settings.limits)
    then = last.works[number] if number >= 0 else None
    if then is None or then.of == mark.AROUND or then.of.startswith(mark.ABOUT):
        whole = _of_many(last, mark.asked(paths, settings, formats, lenient=lenient), paths)
        return (
            whole
            if then is None or then.of == mark.AROUND
            else _of_page(whole, then, building.plan_of(found, settings, formats))
        )
    now = next((task for task in building.plan_of(found, settings, formats).tasks() if task.of == then.of), None)
    return _between(then.inputs, now.inputs if now is not None else {})


def _between(then: Mapping[str, str], now: Mapping[str, str]) -> Stale:
    return Stale(
        tuple(part for part in then if part in now and now[part] != then[part]),
        tuple(part for part in now if part not in then),
        tuple(part for part in then if part not in now),
    )


_ASKED: Final = ("program", "settings", "fonts", "files of the project", "paths")
"""What is asked of a build (`mark.asked`), of which every page is made."""


def _of_many(last: mark.Mark, asked: Mapping[str, str], paths: Sequence[Path]) -> Stale:
    parts = [part for part, digest in asked.items() if last.asked.get(part) != digest]
    files = list(last.changed(paths))
    return Stale(
        (*parts, *(file for file in files if file in last.sources and Path(file).exists())),
        tuple(file for file in files if file not in last.sources),
        tuple(file for file in files if not Path(file).exists()),
    )


def _of_page(whole: Stale, then: mark.Work, plan: Plan) -> Stale:
    """What of the changes may be seen on a page about many documents: the texts and entries that it shows, and who is named there now.

    What a changed text says of others is known when it is built.
    """
    registers = [read for each in plan.registers if isinstance(read := plan.corpus.once(each.path), Document)]
    entries = {f"entry {entry.file}": entry.digest for entry in Entries(registers).all.values()}
    about = [part for part in then.inputs if part.startswith("entry ")]
    shown = "".join(f" {part.removeprefix('text ')} " for part in then.inputs if part.startswith("text "))
    leads = {str(each.path): {f"entry {Path(file).name}#{name}" for file, name in each.leads} for each in plan.texts}

    def is_seen(file: str) -> bool:
        if file in leads and not leads[file].isdisjoint(about):
            return True
        return f" {names.stem(Path(file))} " in shown or f"register {Path(file).name}" in then.inputs

    def is_named(part: str) -> bool:
        return part in entries and entries[part] != then.inputs[part]

    return Stale(
        (*filter(is_named, about), *(part for part in whole.changed if is_seen(part) or part in _ASKED)),
        tuple(file for file in whole.new if is_seen(file) or (file in leads and not about)),
        (*(part for part in about if part not in entries), *filter(is_seen, whole.gone)),
    )


def _no_page(name: str, out: Path, last: mark.Mark) -> str:
    near = difflib.get_close_matches(name, last.files, n=1)
    said = say("{folder} has no {page}", folder=out, page=name)
    return say("{said}; did you mean {meant}?", said=said, meant=near[0]) if near else said
