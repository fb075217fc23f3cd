# SPDX-License-Identifier: MIT
"""`edition verify`: the proof that what was built shows every character of the documents, and none that was deleted."""

from __future__ import annotations

from pathlib import Path

import click

from edition import names, settings
from edition.cli import console
from edition.cli.check import project_documents, source_line
from edition.errors import WrongUse
from edition.findings import is_sound, ordered
from edition.source import corpus


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), help="The folder of the build; else that of the settings, `build`."
)
def verify(paths: tuple[Path, ...], out: Path | None) -> None:
    """Prove that the pages of a build lose no character of their documents and leak no deleted one.

    PATHS are the documents; without any, those of the project. The proof is a second computation of the states, character by
    character, which shares no code with the stylesheets. `edition build` makes it too; this asks again, of what lies in the folder.

    \b
    Example:
      edition verify
      edition verify letters/ --out site
    """
    from edition.publish import proof, site  # noqa: PLC0415 - the engines need not start to show the help

    project = settings.read()
    folder = out or console.near(project.root / project.out)
    asked = corpus.find(paths or (project_documents(project),), places=project.places)
    found = list(asked.broken)
    pages = 0
    for document in site.texts(asked.documents):
        for view in names.VIEWS:
            page = folder / names.page(document.path, view)
            if not page.is_file():
                raise WrongUse(f"{page} does not exist: `edition build` makes it")
            found += proof.check(document, view, page.read_bytes())
            pages += 1
    found = ordered(found)
    console.print_findings(found, lambda finding: source_line(finding, asked))
    if not is_sound(found):
        console.out.print(console.summary(found, len(asked.paths)))
        raise click.exceptions.Exit(1)
    console.out.print(f"{pages} page{'' if pages == 1 else 's'}: nothing is lost, nothing has leaked", style="green")
