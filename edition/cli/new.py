# SPDX-License-Identifier: MIT
"""`edition new`: a project that can be built as it is."""

from __future__ import annotations

from pathlib import Path

import click

from edition.cli import console


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The title of the edition; else made of the name of the folder.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="[en|ru|de|…]",
    help="A language in which the edition speaks, the first that of what is found; one that we do not speak has a catalogue to translate.",
)
@click.option("--minimal", is_flag=True, help="Only settings and one short document.")
def new(folder: Path, *, title: str, languages: tuple[str, ...], minimal: bool) -> None:
    """Make a project in FOLDER, ready to be built.

    It has settings, an example with its translation and registers, an ODD, and what servers and editors want. It is sound as
    it is. FOLDER is made, or is empty; nothing is ever overwritten.

    \b
    Example:
      edition new letters
      edition new letters --title "The Letters of Ada Byron"
      edition new lettres --language fr    with a French catalogue to translate
      edition new letters --minimal
    """
    from edition import starter  # noqa: PLC0415 - the help needs no parser

    name = folder.resolve().name
    title = " ".join((title or name.replace("-", " ").replace("_", " ").capitalize()).split())
    with console.writing(folder):
        made = starter.write(folder, starter.files(title, languages, minimal=minimal))
    console.out.print(f"{folder}: a project, {len(made)} files")
    console.out.print(f"next: cd {folder} && edition build")
