# SPDX-License-Identifier: MIT
"""`edition build`: the pages, the books and the TEI files of an edition, in a folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition import names, settings
from edition.cli import console, site
from edition.cli.sources import project_documents, source_line
from edition.errors import WrongUse
from edition.findings import is_sound
from edition.publish import mark
from edition.source import corpus
from edition.speech import say

if TYPE_CHECKING:
    from edition import build as building


@click.command()
@site.PATHS
@site.OUT
@site.formats("What to make; may be repeated. Without it, pages and books.")
@click.option(
    "--signs",
    type=click.Choice(names.SIGNS),
    help="The signs in which the diplomatic view speaks; else those of the settings, `documentary`.",
)
@click.option(
    "--lineation/--no-lineation",
    default=None,
    help="Number the lines of the document in the diplomatic view, where they are recorded; else as the settings say.",
)
@site.jobs("How many processes work; else as many as the machine has cores.")
@click.option("--scheduler", help="Have the workers of this Dask scheduler do the work: tcp://host:8786.")
@click.option(
    "--results", help="Keep what was made in this folder, or at this address (fsspec); else in the user's cache."
)
@site.lenient("Build whatever is XML: ask no schema, and take what is unsound as it stands, with a warning.")
@click.option(
    "--book", is_flag=True, help="Make one volume of all documents, as `[edition.book]` says, and nothing else."
)
@click.option("--why", metavar="PAGE", help="Build nothing; say what has made this page of the last build stale.")
def build(
    paths: tuple[Path, ...],
    *,
    out: Path | None,
    formats: tuple[str, ...],
    signs: str | None,
    lineation: bool | None,
    jobs: int | None,
    scheduler: str | None,
    results: str | None,
    lenient: bool,
    book: bool,
    why: str | None,
) -> None:
    """Build the edition: pages and PDFs, an index, the TEI files.

    PATHS are files, or folders with TEI files in them; without any, the documents of the project. Every document
    has every view. Everything is checked first: what is unsound is not built, and the last good build stays.

    With --lenient any TEI is built, sound or not: only a file that is no XML has no pages, and the build ends with 1 if there is one.

    \b
    Example:
      edition build                              the project, into build/
      edition build letters/ --out site          a folder of documents
      edition build letters/ --format html       pages only
      edition build --format html --format docx  pages, and each text for Word
      edition build --signs leiden               acts between brackets
      edition build --lenient strange/           whatever it is
      edition build --book                       one volume of all documents
      edition build --why letter.reading.html    what has changed since
    """
    project = settings.read()
    console.speak(project.check.language, project.catalogues)
    project = replace(
        project,
        signs=signs or project.signs,
        lineation=project.lineation if lineation is None else lineation,
    )
    paths = paths or (project_documents(project),)
    folder = out or console.near(project.root / project.out)
    if book and not {"pdf", "epub"}.issuperset(formats):
        raise WrongUse(say("--book makes a volume, as --format pdf or epub, and nothing else"))
    if not book and not why and _nothing_to_do(paths, project, folder, formats or mark.FORMATS, lenient=lenient):
        return
    from edition import build as building  # noqa: PLC0415 - the engines need not start to show the help, or to do nothing

    if why:
        _explain(why, paths, project, folder, formats or mark.FORMATS, lenient=lenient)
        return
    asked = corpus.find(paths, lenient=lenient, places=project.places, limits=project.limits)
    if book:
        with console.progress(say("checking")) as checking, console.progress(say("setting")) as progress:
            built = building.build_book(
                asked,
                project,
                folder,
                checking=checking,
                progress=progress,
                lenient=lenient,
                jobs=jobs,
                formats=formats or ("pdf",),
            )
        _tell(built, asked, folder, *(folder / name for name in built.files))
        return
    with console.progress(say("building")) as progress:
        built = building.build(
            asked,
            project,
            folder,
            formats=formats or mark.FORMATS,
            progress=progress,
            lenient=lenient,
            jobs=jobs,
            scheduler=scheduler or "",
            results=results or "",
        )
    _tell(built, asked, folder, folder / "index.html")
    _tell_of_book(folder / project.book.file, asked)


def _tell_of_book(book: Path, asked: corpus.Corpus) -> None:
    """A volume that an earlier `--book` made stays where it is; that its documents have changed since is said."""
    if book.is_file() and any(path.stat().st_mtime > book.stat().st_mtime for path in asked.paths if path.is_file()):
        said = say("{book} is older than its documents; `edition build --book` makes it again", book=book)
        console.err.print(console.words(said))


def _nothing_to_do(
    paths: tuple[Path, ...], project: settings.Settings, folder: Path, formats: Sequence[str], *, lenient: bool
) -> bool:
    """Whether the folder holds what a build would give; then that is told, with what was found when it was built."""
    last = mark.read(folder)
    if last is None or not last.holds(mark.asked(paths, project, formats, lenient=lenient), paths, folder):
        return False
    console.print_findings(last.found, lambda finding: source_line(finding, corpus.Corpus(())))
    if last.found:
        console.print_summary(last.found, last.documents)
    said = say("{page}: nothing has changed, nothing to do", page=folder / "index.html")
    console.out.print(console.words(said))
    if not is_sound(last.found):
        sys.exit(1)
    return True


def _explain(
    page: str,
    paths: tuple[Path, ...],
    project: settings.Settings,
    folder: Path,
    formats: Sequence[str],
    *,
    lenient: bool,
) -> None:
    """Say what has made a page stale, a line for each part of it."""
    from edition.build import why  # noqa: PLC0415 - most builds explain nothing

    stale = why.stale(page, paths, project, folder, formats, lenient=lenient)
    said = say("{page} is stale", page=page) if stale else say("{page} is fresh", page=page)
    console.out.print(console.words(said))
    for word, parts in ((say("changed"), stale.changed), (say("new"), stale.new), (say("gone"), stale.gone)):
        for part in parts:
            console.out.print(f"  {console.words(word)}: {part}")


def _tell(built: building.Built, asked: corpus.Corpus, folder: Path, *made: Path) -> None:
    """What was found, and what was laid down; ends with 1 where anything is unsound."""
    if built.mended:
        said = say(
            "an earlier build of {folder} was stopped in the middle; what it left is cleared away", folder=folder
        )
        console.err.print(console.words(said))
    console.print_findings(built.findings, lambda finding: source_line(finding, asked))
    if built.findings:
        console.print_summary(built.findings, len(asked.paths))
    if not built.files:
        kept = folder.is_dir() and any(folder.iterdir())
        console.out.print("nothing was built" + (f"; {folder} is as it was" if kept else ""))
        sys.exit(1)
    for file in made:
        told = f"the edition, {len(built.files)} files" if file.name == "index.html" else "the volume"
        console.out.print(f"{file}: {told}")
    if built.is_unsearchable:
        console.out.print(
            say(
                "the site has no search: the program pagefind is missing; install the Python package pagefind[bin], or write"
                " `search = false` in `[edition.site]`"
            )
        )
    if not is_sound(built.findings):
        sys.exit(1)
