# SPDX-License-Identifier: MIT
"""`edition fmt`: the sources laid out, and not a letter of them changed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Final

import click

from edition import settings
from edition.cli import console
from edition.cli.sources import difference, lay_down, project_documents, source_line
from edition.engines import clock
from edition.errors import WrongUse
from edition.findings import Finding
from edition.settings import Settings
from edition.source import corpus, document, fence
from edition.source.corpus import Corpus
from edition.source.document import Document, Manner
from edition.source.writing import NotWritten
from edition.speech import say

_STREAM: Final = Path("-")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--check", is_flag=True, help="Write nothing; end with 1 where a file is not laid out.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
def fmt(*, paths: tuple[Path, ...], check: bool, diff: bool) -> None:
    """Lay documents out, without a change of their text.

    Where no text can stand there is indentation; long tags are broken between their attributes.
    PATHS are files, or folders with TEI files in them; without any, the documents of the project; - is a document from the standard
    input, laid out to the output. The text is never touched: white space is moved only in elements that hold no text by the schema of
    the document (or by ours), and each run proves it. The settings are the table [edition.fmt]: indent, width, attribute-order, quotes.

    \b
    Example:
      edition fmt
      edition fmt --diff tei/telegram.ru.xml
      edition fmt --check tei/
      edition fmt - < letter.xml
    """
    project = settings.read()
    if _STREAM in paths and len(paths) > 1:
        raise WrongUse(say("- goes with no other file"))
    streamed = paths == (_STREAM,)
    read: Iterable[tuple[Path, Document | Finding]]
    if streamed:
        asked = Corpus(())
        read = [(_STREAM, document.parsed(_STREAM, sys.stdin.buffer.read(), Manner(limits=project.limits)))]
    else:
        asked = corpus.find(paths or (project_documents(project),), limits=project.limits)
        read = ((path, asked.read(path)) for path in asked.paths)
    changed, failed = 0, False
    for path, found in read:
        if isinstance(found, Finding):
            console.print_findings([found], lambda finding: _line(finding, asked), console.err)
            failed = True
            continue
        with clock.held(project.limits.seconds, path):
            made = _laid_out(found, project)
        if isinstance(made, str):
            console.tell(say("{path} is left as it is: {why}", path=path, why=made), err=True)
            failed = True
            continue
        is_new = made != found.data
        changed += is_new
        if diff:
            console.give(difference(found, made))
        elif check:
            if is_new:
                console.tell(say("not laid out: {path}", path=path))
        elif streamed:
            sys.stdout.buffer.write(made)
        elif is_new:
            lay_down(path.resolve(), made)
            console.tell(say("laid out: {path}", path=path))
    if failed or (changed and check):
        sys.exit(1)


def _laid_out(found: Document, project: Settings) -> bytes | str:
    """A document laid out, or why it is left as it is."""
    from edition import layout  # noqa: PLC0415 - the engines need not start to show the help
    from edition.relaxng import schemas  # noqa: PLC0415
    from edition.relaxng.loader import SchemaFault  # noqa: PLC0415
    from edition.validate import association, catalog  # noqa: PLC0415

    try:
        grammar = association.grammar(found, catalog.sources(project))
        return layout.laid_out(found.data, schemas.machine(grammar, partial(fence.holds, grammar.parent)), project.fmt)
    except (SchemaFault, NotWritten) as fault:
        return say("{why}", why=fault)


def _line(finding: Finding, asked: Corpus) -> str:
    """The line of a finding; what came from a stream is gone."""
    return "" if finding.place.file == _STREAM else source_line(finding, asked)
