# SPDX-License-Identifier: MIT
"""`edition schema`: an ODD becomes schemas, our own ODD and anyone's customisation of TEI."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from edition import names, settings
from edition.cli import console, languages, telling
from edition.engines import clock
from edition.findings import Finding, Severity
from edition.report.selection import Selection
from edition.schema import build as building
from edition.schema import odd, settle, sources
from edition.schema.declarations import OddFault
from edition.source.corpus import Corpus

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def schema() -> None:
    """Make schemas from an ODD, compare them, ask them.

    \b
    Example:
      edition schema compile my.odd --source p5subset.xml --out schemas/
      edition schema complete tei/a.xml:40:12    what may stand there?
      edition schema diff old.rng new.rng        what only one of them allows
      edition schema build                       edition.odd was changed
    """


@schema.command()
@click.option("--check", is_flag=True, help="Write nothing; say which files are not what the ODD compiles to.")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with edition.odd; by default the schemas of this program.",
)
def build(*, check: bool, folder: Path | None) -> None:
    """Compile edition.odd, the schema of this program.

    RELAX NG, XML Schema and Schematron are written beside it.

    \b
    Example:
      edition schema build            write them anew
      edition schema build --check    are they fresh? exit code 1 if not
    """
    place = folder or names.data_folder("schemas")
    changed = list(building.stale(place)) if check else building.write(place)
    for name in changed:
        click.echo(f"{'stale' if check else 'written'}: {place / name}")
    if not changed:
        click.echo(f"fresh: the schemas in {place} are what {names.ODD} compiles to")
    if check and changed:
        click.echo("run `edition schema build` to make them anew")
        sys.exit(1)


@schema.command(name="compile")
@click.argument("file", type=_FILE)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write into."
)
@click.option(
    "--source",
    type=_FILE,
    help="What the ODD customises: the specifications of TEI (p5subset.xml), or another ODD. By default what its @source names.",
)
@click.option(
    "--language", default="en", show_default=True, help="The language of descriptions, where there are several."
)
@click.option("--schema", "ident", default="", help="Which schemaSpec, where the ODD has several: its ident.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(list(building.FORMATS)),
    multiple=True,
    default=("rng", "sch", "html"),
    show_default=True,
    help="What to write; may be given several times.",
)
@click.option(
    "--report",
    type=click.Choice(telling.FORMATS),
    help="Tell what is found on standard output, as `edition check --format` does, and what is written on standard error.",
)
def compile_(
    *,
    file: Path,
    out: Path,
    source: Path | None,
    language: str,
    ident: str,
    formats: tuple[str, ...],
    report: str | None,
) -> None:
    """Compile an ODD to schemas and pages that explain them.

    Nothing is downloaded: `edition schema source` keeps what an ODD customises.

    \b
    Example:
      edition schema compile my.odd --source p5subset.xml --out schemas/
      edition schema compile my.odd --out schemas/ --format rng --format sch
      edition schema compile my.odd --out schemas/ --report sarif > found.sarif
    """
    click.get_current_context().with_resource(clock.held(settings.read().limits.seconds, file))
    try:
        compiled = odd.compiled(file, source, language, ident)
        made = settle.trimmed(compiled.schema)
        note = f"Made from {file.name} (sha256 {made.digest}) by `edition schema compile`; change that file, not this."
        written = building.written(made, note, dict.fromkeys(formats), language)
    except OddFault as fault:
        _tell(fault.findings, file, report)
        sys.exit(1)
    _tell(compiled.warnings, file, report)
    for name, data in written.items():
        with console.writing(out / name):
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(data)
        if "/" not in name or name.endswith("/index.html"):
            click.echo(f"written: {out / name}", err=report is not None)


def _tell(findings: Sequence[Finding], file: Path, report: str | None) -> None:
    """What was found wrong with an ODD: to people on standard error, or as a report."""
    if report is None:
        console.print_findings(findings, _line, console.err)
        return
    project = settings.read()
    chosen = Selection(project.check, project.root)
    wishes = telling.Wishes(report, None, "", Severity.INFO, None, statistics=False, baseline=None, update=False)
    telling.tell(list(findings), Corpus([file]), chosen, wishes)


def _line(finding: Finding) -> str:
    """The line of an ODD that a finding is about."""
    lines = finding.place.file.read_bytes().splitlines() if finding.place.file.is_file() else []
    return lines[finding.place.line - 1].decode("utf-8", "replace") if 0 < finding.place.line <= len(lines) else ""


@schema.group()
def source() -> None:
    """Keep what ODDs name as their source: nothing is fetched.

    \b
    Example:
      edition schema source add p5subset.xml    then source="tei:4.8.0" finds it
      edition schema source list
    """


@source.command()
@click.argument("file", type=_FILE)
@click.option("--as", "name", default="", help="The name by which an ODD calls it: tei:4.8.0, or an address.")
def add(*, file: Path, name: str) -> None:
    """Keep a copy of FILE under its version of TEI, or a name.

    \b
    Example:
      edition schema source add p5subset.xml    then source="tei:4.8.0" finds it
      edition schema source add eltec.odd --as https://example.org/eltec.odd
    """
    click.echo(f'kept: source="{sources.add(file, name)}"')


@source.command(name="list")
def list_() -> None:
    """Say which sources are kept, and where.

    \b
    Example:
      edition schema source list
    """
    for name, file in sources.kept().items():
        click.echo(f"{name}\t{file}")
    if not sources.kept():
        click.echo(f"nothing is kept in {sources.folder()}")


schema.add_command(languages.diff)
schema.add_command(languages.complete)
