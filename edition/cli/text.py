# SPDX-License-Identifier: MIT
"""`edition text`: the plain text of a document in any of its states."""

from __future__ import annotations

from pathlib import Path

import click

from edition import names
from edition.cli import console, pointed

_FINAL = "final"


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
@click.option("--witness", metavar="SIGLUM", help="The text as one witness of the apparatus has it.")
@click.option("--lenient", is_flag=True, help="Take an act whose pointer leads nowhere as it stands, and warn.")
def text(
    file: Path, view: str, state: str, without_hands: tuple[str, ...], witness: str | None, *, lenient: bool
) -> None:
    """Print the text of FILE in any of its states.

    Each block is a line. FILE must be well-formed XML and its pointers must resolve; no schema is asked for. Where one leads
    nowhere, nothing is printed but the finding.

    \b
    Example:
      edition text tei/telegram.ru.xml                    the text as it was sent
      edition text tei/telegram.ru.xml --state base       before any hand
      edition text tei/telegram.ru.xml --state c-revised  after the revision
      edition text letter.xml --without-hand h-clerk      without one hand
      edition text homily.xml --witness Mr                as one witness has it
    """
    from edition.render import text as rendering  # noqa: PLC0415 - the engines need not start to show the help

    document = pointed.read(file, lenient=lenient)
    console.give(rendering.render(document, view=view, state=state, without_hands=without_hands, witness=witness))
