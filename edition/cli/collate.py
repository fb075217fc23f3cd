# SPDX-License-Identifier: MIT
"""`edition collate`: the proof that encodings account for their transcripts, token by token."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from edition import settings
from edition.cli import console
from edition.engines import clock
from edition.errors import WrongUse
from edition.findings import Finding, Place, is_sound, ordered
from edition.model import claims, collation, marks
from edition.model.claims import Scope
from edition.model.comparison import Tally
from edition.source import corpus, transcript
from edition.source.document import Document
from edition.source.transcript import Transcript
from edition.speech import say


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("-v", "--verbose", is_flag=True, help="Say where a mark was met with a tolerance.")
def collate(files: tuple[Path, ...], verbose: bool) -> None:
    """Prove that documents account for every word of transcripts.

    FILES are documents or folders; without them, all documents of the project. A document's header names its transcript and
    the lines that it encodes. Each token must be met as it stands, as the machine's `sic`, or as an apparatus mark that the
    encoding replaces; no line may be left out by all documents, or be encoded twice.

    \b
    Example:
      edition collate                       every document of the project
      edition collate tei/telegram.ru.xml   one document
    """
    project = settings.read()
    console.speak(project.check.language, project.catalogues)
    table = marks.table(project.marks)
    asked = corpus.find(files or [_shown(project.root / project.documents)], limits=project.limits)
    findings: list[Finding] = list(asked.broken)
    bearing = {_real(document.path): document for document in asked.documents if claims.names_transcript(document)}
    if not bearing and not findings and not files:
        raise WrongUse(say("no document names a transcript: there is nothing to collate"))
    for document in asked.documents:
        if _real(document.path) not in bearing and any(
            document.path.samefile(file) for file in files if file.is_file()
        ):
            console.tell(f"{document.path}: skipped, its header names no transcript")
    claimed = {path: claims.scopes(document) for path, document in bearing.items()}
    findings += [finding for _, wrong in claimed.values() for finding in wrong]
    named = _named(list(bearing.values()))
    others = _claims_of_others(named, bearing, project)
    shelf: dict[Path, Transcript] = {}
    for key, path in named.items():
        read = transcript.read(path)
        if isinstance(read, Finding):
            findings.append(read)
            continue
        shelf[key] = read
        mine = [scope for scopes, _ in claimed.values() for scope in scopes if _real(scope.transcript) == key]
        theirs = [scope for scope in others if _real(scope.transcript) == key]
        fitting, unfit = claims.fitting(mine, read)
        findings += unfit
        findings += claims.coverage([*fitting, *claims.fitting(theirs, read)[0]], read)
        for document in bearing.values():
            its = [scope for scope in fitting if scope.document is document]
            if its:
                with clock.held(project.limits.seconds, document.path):
                    proof = collation.prove(its, read, table)
                findings += proof.findings
                _print_tallies(document, proof.tallies)
                if verbose:
                    _print_remarks(proof.remarks)
    found = ordered(findings)
    console.print_findings(found, lambda finding: _line(finding, [*asked.documents], shelf.values()))
    if bearing or found:
        console.print_summary(found, len(bearing))
    if not is_sound(found):
        sys.exit(1)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # Path.resolve raises for a ring of links


def _shown(path: Path) -> Path:
    """A path as a person in this folder would write it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def _named(documents: list[Document]) -> dict[Path, Path]:
    """The transcripts that documents name: where they really are, and how the first document writes it."""
    found: dict[Path, Path] = {}
    for document in documents:
        for path in claims.transcripts(document):
            found.setdefault(_real(path), path)
    return found


def _claims_of_others(
    named: dict[Path, Path], bearing: dict[Path, Document], project: settings.Settings
) -> list[Scope]:
    """What documents of the project that were not asked for claim of the same transcripts: lines that are not left out."""
    folder = project.root / project.documents
    try:
        documents = corpus.find([_shown(folder)]).documents
    except WrongUse:
        return []
    return [
        scope
        for document in documents
        if _real(document.path) not in bearing and any(_real(path) in named for path in claims.transcripts(document))
        for scope in claims.scopes(document)[0]
    ]


def _print_tallies(document: Document, tallies: Iterable[Tally]) -> None:
    for tally in tallies:
        lines = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in tally.lines)
        parts = [f"{tally.as_read} as they stand"]
        if tally.by_machine:
            parts.append(f"{tally.by_machine} as the machine read them")
        if missed := tally.tokens - tally.as_read - tally.by_machine:
            parts.append(f"{missed} not met")
        if tally.marks:
            every = "" if tally.replaced == tally.marks else f" of {tally.marks}"
            parts.append(f"{tally.replaced}{every} mark{'' if tally.marks == 1 else 's'} replaced")
        console.out.print(f"{document.path.name}: {tally.tokens} tokens of lines {lines}: {', '.join(parts)}")


def _print_remarks(remarks: Iterable[tuple[Place, str]]) -> None:
    for place, text in remarks:
        console.out.print(f"  {place}: {text}", style="dim")


def _line(finding: Finding, documents: list[Document], transcripts: Iterable[Transcript]) -> str:
    """The line that a finding stands in, of a document or of a transcript."""
    for document in documents:
        if document.path == finding.place.file:
            return document.line(finding.place.line)
    return next((read.line(finding.place.line) for read in transcripts if read.path == finding.place.file), "")
