# SPDX-License-Identifier: MIT
"""`edition schema`: the schemas are made from their one source, the ODD."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from edition import names
from edition.cli import languages
from edition.schema import build as building
from edition.schema import odd


@click.group(
    epilog="""
\b
Example:
  edition schema build                       after a change of schemas/edition.odd
  edition schema diff old.rng new.rng        what does the new schema allow that the old did not?
  edition schema complete tei/a.xml:40:12    what may stand there?
"""
)
def schema() -> None:
    """Make schemas from an ODD, compare them, ask them."""


@schema.command(
    epilog="""
\b
Examples:
  edition schema build            write edition.rng, edition.xsd and edition.sch anew
  edition schema build --check    only say whether they are fresh (exit code 1 if not)
"""
)
@click.option("--check", is_flag=True, help="Write nothing; say which files are not what the ODD compiles to.")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with edition.odd; by default the schemas of this program.",
)
def build(*, check: bool, folder: Path | None) -> None:
    """Compile edition.odd to RELAX NG, XML Schema and Schematron, beside it."""
    place = folder or names.data_folder("schemas")
    changed = list(building.stale(place)) if check else building.write(place)
    for name in changed:
        click.echo(f"{'stale' if check else 'written'}: {place / name}")
    if not changed:
        click.echo(f"fresh: the schemas in {place} are what {odd.SOURCE} compiles to")
    if check and changed:
        click.echo("run `edition schema build` to make them anew")
        sys.exit(1)


schema.add_command(languages.diff)
schema.add_command(languages.complete)
