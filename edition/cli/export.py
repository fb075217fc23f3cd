# SPDX-License-Identifier: MIT
"""`edition export`: one document as one file for another program: Word, a Markdown editor, a reader of e-books."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from edition import names, settings
from edition.cli import console, pointed
from edition.cli.sources import source_line
from edition.findings import is_sound
from edition.source import corpus


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "kind", type=click.Choice(list(names.FILES)), required=True, help="The format.")
@click.option(
    "--view",
    "views",
    type=click.Choice(names.VIEWS),
    multiple=True,
    help="The final text alone (reading), or with what was done to it (diplomatic); else as the format has them best.",
)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; else FILE's name, in this folder.")
@click.option("--lenient", is_flag=True, help="Take an act whose pointer leads nowhere as it stands, and warn.")
def export(file: Path, kind: str, views: tuple[str, ...], out: Path | None, *, lenient: bool) -> None:
    """Write FILE for another program: Word, Markdown, e-books.

    epub has both views as chapters, with the ledger, the hands and the signs. docx and markdown have every alteration, as a tracked
    change by its hand and as CriticMarkup: to accept all gives the text as it was sent, to reject all the text before any hand.
    FILE must be well-formed and its pointers must resolve.

    \b
    Example:
      edition export letter.xml --to epub                 for a reader of e-books
      edition export letter.xml --to docx                 for who works in Word
      edition export letter.xml --to docx --view reading  nothing tracked
      edition export letter.xml --to markdown             CriticMarkup
    """
    from edition.publish import files, fonts  # noqa: PLC0415 - the engines need not start to show the help
    from edition.render import view  # noqa: PLC0415

    document = pointed.read(file, lenient=lenient)
    project = settings.read()
    made = files.make(
        document,
        kind,
        fonts.faces(project),
        views=views or names.VIEWS,
        volume=project.title,
        manner=view.Manner(project.signs, project.lineation),
    )
    console.print_findings(made.findings, lambda finding: source_line(finding, corpus.find([file], lenient=lenient)))
    if not is_sound(made.findings):
        sys.exit(1)
    target = out or Path(made.name)
    with console.writing(target):
        target.write_bytes(made.data)
    console.out.print(str(target))
