# SPDX-License-Identifier: MIT
"""The whole way of a document: read, checked, its states, ledger and views, each proved. Watched: nothing outside is opened or called."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from edition import names
from edition.errors import EditionError
from edition.model import record  # noqa: F401 - loaded before anything is watched
from edition.publish import proof
from edition.render import ledger, stages, text, view
from edition.source import document
from edition.source.corpus import Corpus
from edition.source.document import Document, Manner
from edition.validate.check import check_documents
from tests.security.strangers import acting

OUTSIDE: Final = "outside"
"""The folder that no file of which may be opened; it lies beside the one that the document is in."""
CANARY: Final = "CANARY"
LONGEST: Final = 60.0
"""How many seconds one document may take on a busy machine; they are of a page or two."""

_seen: list[str] = []
_watching: list[Path] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    if event == "socket.connect":
        _seen.append(f"{event} {arguments[1:]}")
    elif event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str | bytes):
        path = Path(arguments[0] if isinstance(arguments[0], str) else arguments[0].decode(errors="replace"))
        if path.absolute().is_relative_to(_watching[0]):
            _seen.append(f"{event} {path}")


sys.addaudithook(_hook)


class Acting(AssertionError):
    """A document made something of a page that acts: a script, a handler, a frame, a style, an address that leads elsewhere."""


class Escaped(AssertionError):
    """A document made the program open, call or tell what it may not."""


@contextmanager
def watched(folder: Path) -> Iterator[None]:
    """While this holds, it is noted what is opened in a folder, and whom anybody calls. Raises `Escaped` at its end."""
    _seen.clear()
    _watching[:] = [folder]
    try:
        yield
    finally:
        _watching.clear()
    if _seen:
        raise Escaped(", ".join(_seen))


def prepare(folder: Path) -> Path:
    """A project in a folder, and what lies outside of it; gives the file for the document."""
    (folder / OUTSIDE).mkdir(parents=True, exist_ok=True)
    (folder / "outside.xml").write_text(f"<TEI><p xml:id='a'>{CANARY}</p></TEI>", encoding="utf-8")
    (folder / "sent/tei").mkdir(parents=True, exist_ok=True)
    (folder / "sent/edition.toml").write_text("[edition]\n", encoding="utf-8")
    return folder / "sent/tei/a.xml"


def travel(file: Path, data: bytes) -> None:
    """All that is done with a document. Raises whatever goes wrong that is no `EditionError`; `Acting`, `Escaped`, `TimeoutError`."""
    file.write_bytes(data)
    begun = time.monotonic()
    told: list[str] = []
    with watched(file.parents[2] / OUTSIDE):
        try:
            told += [finding.message + finding.hint for finding in check_documents(Corpus([file]))]
            read = document.parsed(file, data, Manner(lenient=True))
            if isinstance(read, Document):
                told += _shown(read)
        except EditionError as error:
            told.append(str(error))
    for page in (each for each in told if "<html" in each[:200]):
        if found := acting(page):
            raise Acting(found[0])
    if any(CANARY in each for each in told):
        raise Escaped(f"{CANARY} is told")
    if (took := time.monotonic() - begun) > LONGEST:
        raise TimeoutError(f"it took {took:.0f} seconds")


def _shown(read: Document) -> Iterator[str]:
    for state in (text.BASE, text.FINAL, *stages.states(read)):
        yield text.render(read, state=state)
    for name in names.VIEWS:
        page = view.render(read, name).html
        yield page
        yield from (finding.message for finding in proof.check(read, name, page.encode()))
    yield from stages.render(read).values()
    if ledger.is_kept(read):
        yield ledger.page(read)
