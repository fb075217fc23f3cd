# SPDX-License-Identifier: MIT
"""`edition verify`: the proof that what was built, pages and books, shows every character of the documents, and none that was deleted."""

from __future__ import annotations

from pathlib import Path

import click

from edition import names, settings
from edition.cli import console
from edition.cli.sources import project_documents, source_line
from edition.engines import clock
from edition.errors import WrongUse
from edition.findings import is_sound, ordered
from edition.source import corpus
from edition.speech import say


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), help="The folder of the build; else that of the settings, `build`."
)
@click.option(
    "--signs",
    type=click.Choice(names.SIGNS),
    help="The signs that the diplomatic view was built in; else those of the settings, `documentary`.",
)
def verify(paths: tuple[Path, ...], *, out: Path | None, signs: str | None) -> None:
    """Prove that a build loses no character and leaks no deleted one.

    PATHS are the documents; without any, those of the project. The proof is a second computation of the states, character by
    character, which shares no code with the stylesheets; a PDF is read from its glyphs. `edition build` makes the proof too;
    this asks again, of what lies in the folder, and of pages only or PDFs only where no others were built; one that is missing
    among others is a loss too. The volume of `edition build --book` is asked as it was bound.

    \b
    Example:
      edition verify
      edition verify letters/ --out site
    """
    from edition.publish import grouping, proof, volume  # noqa: PLC0415 - the engines need not start to show the help
    from edition.render.view import Manner  # noqa: PLC0415

    project = settings.read()
    console.speak(project.check.language, project.catalogues)
    folder = out or console.near(project.root / project.out)
    manner = Manner(signs or project.signs, project.lineation, project.print)
    asked = corpus.find(paths or (project_documents(project),), places=project.places, limits=project.limits)
    names.tell_apart(document.path for document in asked.documents)
    found = list(asked.broken)
    proved = {".html": 0, ".pdf": 0}
    made = [
        (group, document, view, folder / name(document.path, view))
        for group in grouping.groups(grouping.texts(asked.documents))
        for document in group
        for view in grouping.books(group)
        for name in (names.page, names.book)
    ]
    built = {file.suffix for *_, file in made if file.is_file()}
    book = folder / project.book.file
    if made and not built and not book.is_file():
        raise WrongUse(say("{file} does not exist: `edition build` makes it", file=made[0][-1]))
    for group, document, view, file in made:
        if not file.is_file():
            found += proof.missing(document, file) if file.suffix in built else ()
            continue
        with clock.held(project.limits.seconds, document.path):
            if view in names.VIEWS:
                if file.suffix == ".html":
                    found += proof.check(document, view, file.read_bytes(), manner.signs)
                else:
                    in_notes = manner.tells_in_notes(view)
                    found += proof.check_book(document, view, file.read_bytes(), in_notes=in_notes)
            elif file.suffix == ".html":
                found += proof.check_parallel(group, file.read_bytes())
            else:
                found += proof.check_parallel_book(group, file.name, file.read_bytes())
        proved[file.suffix] += 1
    if book.is_file():
        entries = volume.texts(grouping.groups(grouping.texts(asked.documents)), project)
        documents = [document for entry in entries for document in entry.documents]
        view = project.book.view
        in_notes = manner.tells_in_notes(view)
        found += proof.check_volume(documents, view, book.name, book.read_bytes(), in_notes=in_notes)
        proved[".pdf"] += 1
    found = ordered(found)
    console.print_findings(found, lambda finding: source_line(finding, asked))
    if not is_sound(found):
        console.print_summary(found, len(asked.paths))
        raise click.exceptions.Exit(1)
    counted = [_counted(proved[".html"], "page"), _counted(proved[".pdf"], "PDF")]
    told = " and ".join(each for each in counted if each)
    console.out.print(f"{told}: nothing is lost, nothing has leaked", style="green")


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}" if number else ""
