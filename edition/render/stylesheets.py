# SPDX-License-Identifier: MIT
"""Our stylesheets, and what a project lays over them: stylesheets of the same names, words and styles of its own.

A project's `reading.xsl` is imported after ours: what it says holds, and `xsl:next-match` is ours. It is code of the project, as its
makefile is: it is run when that project is built, may read files of the machine, and reaches no network.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from edition import names, speech
from edition.engines import cache, saxon
from edition.engines.saxon import Message, Result, Value
from edition.errors import WrongUse
from edition.settings import Settings
from edition.speech import say


@dataclass(frozen=True, slots=True)
class Own:
    """What a project has of its own."""

    over: Mapping[str, Path] = field(default_factory=dict)
    """Its stylesheets, by the names of ours over which they are laid."""
    words: str = ""
    """The words of pages, JSON: by language and key."""
    digest: str = ""
    """That of the stylesheets and words, "" where there are none."""
    styles: tuple[Path, ...] = ()
    """What is read after our style sheets where PDFs are set."""

    def inputs(self, *, of_print: bool) -> dict[str, str]:
        """What pages and books are made from of it, each part by its digest."""
        parts = {"stylesheets of the project": self.digest} if self.digest else {}
        for path in self.styles if of_print else ():
            parts[f"style {path.name}"] = cache.key(path.read_bytes())
        return parts


CARD: Final = "card"
RECORD: Final = "record"
_MODULES: Final = {
    **{view: f"{view}.xsl" for view in names.VIEWS},
    names.LEDGER: "ledger-page.xsl",
    CARD: "card.xsl",
    RECORD: "record.xsl",
}
"""What `document.xsl` makes, by its name: the module that makes it."""
SITE: Final = "site.xsl"
"""The module that makes the pages about many documents."""
_PACKAGE: Final = "document.xsl"

_own: list[Own] = [Own()]


def of(settings: Settings) -> Own:
    """What the project of these settings has. Raises `WrongUse` for a file of words that cannot be read."""
    words = {language: speech.labels(path, language) for language, path in settings.catalogues.items()}
    told = json.dumps({code: each for code, each in words.items() if each}, ensure_ascii=False, sort_keys=True)
    folder = settings.root / settings.xslt
    over: dict[str, Path] = {}
    written: list[str | bytes] = []
    if settings.xslt:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        written = [part for path in files for part in (path.relative_to(folder).as_posix(), path.read_bytes())]
        ours = {path.name for path in names.data_folder("xslt").glob("*.xsl")} - {"pipeline.xsl", "document.xsl"}
        over = {path.name: path for path in files if path.parent == folder and path.name in ours}
        if not over:
            known = ", ".join(sorted(ours))
            said = say("{folder} has no stylesheet that is called as one of ours: {known}", folder=folder, known=known)
            raise WrongUse(said)
    has_any = over or told != "{}"
    return Own(
        over,
        told if told != "{}" else "",
        cache.key(told, *written) if has_any else "",
        (settings.root / settings.print.style,) if settings.print.style else (),
    )


def use(own: Own) -> None:
    """From now on, until it is told otherwise, this process makes pages with what a project has of its own."""
    _own[:] = [own]


def own() -> Own:
    """What is in use."""
    return _own[0]


def transform(name: str, xml: str, parameters: Mapping[str, Value] | None = None) -> Result:
    """Apply the stylesheet of this name, the project's over ours, to a document given as text.

    Raises `saxon.TransformFault` where one of ours fails, `WrongUse` where the project's does.
    """
    return _transform(_PACKAGE if name == SITE else name, xml, parameters or {}, own().over.get(name))


def of_document(
    wanted: Mapping[str, Mapping[str, Value]], xml: str, parameters: Mapping[str, Value]
) -> tuple[dict[str, str], tuple[Message, ...]]:
    """What `document.xsl` makes of a document, by the names of what is wanted (`_MODULES`), and the findings that it raised.

    All is made in one run, but what has parameters of its own, or what a project lays something over: these hold there alone.
    Raises as `transform` does.
    """
    runs: dict[tuple[Path | None, frozenset[tuple[str, Value]]], list[str]] = {}
    for name, further in wanted.items():
        runs.setdefault((own().over.get(_MODULES[name]), frozenset(further.items())), []).append(name)
    made: dict[str, str] = {}
    found: list[Message] = []
    for (over, own_parameters), together in runs.items():
        result = _transform(_PACKAGE, xml, {**parameters, **dict(own_parameters), "wanted": " ".join(together)}, over)
        lengths, _, told = result.text.partition("\n")
        ends = itertools.accumulate(map(int, lengths.split()))
        made |= zip(together, (told[begin:end] for begin, end in itertools.pairwise((0, *ends))), strict=True)
        found += result.messages
    return {name: made[name] for name in wanted}, tuple(found)


def _transform(name: str, xml: str, parameters: Mapping[str, Value], over: Path | None) -> Result:
    given = {**parameters, **({"words": own().words} if own().words else {})}
    try:
        return saxon.transform(names.data_folder("xslt") / name, xml, given, over=over, version=own().digest)
    except saxon.TransformFault as fault:
        if over is None:
            raise
        raise WrongUse(
            say("with {file} no page can be made: {fault}", file=over, fault=" ".join(str(fault).split()))
        ) from fault
