# SPDX-License-Identifier: MIT
"""`edition text`: the plain text of a document in any of its states."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from edition import names
from edition.cli import console
from edition.cli.check import source_line
from edition.findings import Finding, Severity, is_sound, ordered
from edition.source import corpus
from edition.source.document import Document

_FINAL = "final"
_ENOUGH = 200
"""Warnings that one can read; a corpus whose hands are declared elsewhere has a hundred thousand."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--view",
    type=click.Choice(names.VIEWS),
    default="reading",
    show_default=True,
    help="The text of a state, or all that was written.",
)
@click.option("--state", default=_FINAL, show_default=True, help="base, final, or the id of a change.")
@click.option(
    "--without-hand",
    "without_hands",
    multiple=True,
    metavar="ID",
    help="Leave out a hand and its acts; may be repeated.",
)
@click.option("--lenient", is_flag=True, help="Take an act whose pointer leads nowhere as it stands, and warn.")
def text(file: Path, view: str, state: str, without_hands: tuple[str, ...], lenient: bool) -> None:
    """Print the text of FILE, one block a line.

    FILE must be well-formed XML and its pointers must resolve; no schema is asked for. Where one leads nowhere,
    nothing is printed but the finding.

    \b
    Example:
      edition text tei/telegram.ru.xml                       the text as it was sent
      edition text tei/telegram.ru.xml --state base          the typescript, before any hand
      edition text tei/telegram.ru.xml --state c-revised     after the revision
      edition text tei/telegram.ru.xml --without-hand h-rev  without what one hand did
    """
    from edition.render import text as rendering  # noqa: PLC0415 - the engines need not start to show the help
    from edition.validate import pointers  # noqa: PLC0415

    asked = corpus.find([file], lenient=lenient)
    document = asked.read(file)
    found, more = _found(document, asked, pointers.check, enough=_ENOUGH if lenient else None)
    if lenient and isinstance(document, Document):
        found = [replace(finding, severity=Severity.WARNING) for finding in found]
    # the text alone goes to standard output, so that it can be piped whatever was found
    console.print_findings(found, lambda finding: source_line(finding, asked), console.err)
    if more:
        console.err.print(f"there may be more; after {_ENOUGH} warnings no pointer was looked at")
    if not isinstance(document, Document) or not is_sound(found):
        sys.exit(1)
    click.echo(rendering.render(document, view=view, state=state, without_hands=without_hands), nl=False)


def _found(
    document: Document | Finding,
    asked: corpus.Corpus,
    check: Callable[[Document, corpus.Corpus], Iterator[Finding]],
    enough: int | None,
) -> tuple[list[Finding], bool]:
    """What is wrong with a document, in order, and whether there may be more than was asked for."""
    if not isinstance(document, Document):
        return [document], False
    pointing = check(document, asked)
    some = list(itertools.islice(pointing, enough))
    return ordered([*document.findings, *some]), next(pointing, None) is not None
