# SPDX-License-Identifier: MIT
"""`edition check`: is everything sound, and if not, what is wrong, where, and what is to be done."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from edition import rules, settings
from edition.cli import console
from edition.findings import Finding, Place, is_sound
from edition.source import corpus, wellformed
from edition.source.corpus import Corpus
from edition.source.document import Document, text


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
def check(paths: tuple[Path, ...], form: str) -> None:
    """Check documents: well-formedness, schemas, rules, identifiers and pointers, all in one go.

    PATHS are files, or folders with TEI files in them; without any, the documents of the project.

    \b
    Example:
      edition check
      edition check tei/telegram.ru.xml
      edition check --format json tei/ > findings.json
    """
    from edition.validate import check as checks  # noqa: PLC0415 - the engines need not start to show the help

    project = settings.read()
    asked = corpus.find(paths or (project_documents(project),), places=project.places)
    with console.progress("checking") as progress:
        findings = checks.check_documents(asked, checks.edition_schemas(Words()), progress)
    if form == "json":
        click.echo(json.dumps([as_data(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        console.print_findings(findings, lambda finding: source_line(finding, asked))
        if findings and console.out.is_terminal:
            console.out.print()
        console.out.print(console.summary(findings, len(asked.paths)))
    if not is_sound(findings):
        sys.exit(1)


def project_documents(decided: settings.Settings) -> Path:
    """The folder of the project's documents, as one would type it here."""
    return console.near(decided.root / decided.documents)


class Words:
    """What the ODD says of its elements; it is read when the first hint asks for it."""

    def description(self, element: str) -> str:
        """One sentence about an element, "" for one it does not know."""
        from edition.schema import describe  # noqa: PLC0415 - a sound document needs no hints

        return describe.description(element)


def source_line(finding: Finding, asked: Corpus) -> str:
    """The line of the source that a finding stands in, "" for one about a whole file."""
    place = finding.place
    if not place.line:
        return ""
    found = asked.read(place.file)
    if isinstance(found, Document):
        return found.line(place.line)
    lines = wellformed.lines(text(place.file.read_bytes()))
    return lines[place.line - 1] if place.line <= len(lines) else ""


def as_data(finding: Finding) -> dict[str, object]:
    """A finding for a program; the keys are stable."""
    return {
        "code": finding.code,
        "name": rules.rule(finding.code).name,
        "severity": finding.severity.value,
        **_place(finding.place),
        "message": finding.message,
        "hint": finding.hint,
        "related": [_place(place) for place in finding.related],
    }


def _place(place: Place) -> dict[str, object]:
    return {
        "file": place.file.as_posix(),
        "line": place.line,
        "column": place.column,
        "path": place.path,
        "id": place.id,
    }
