# SPDX-License-Identifier: MIT
"""A document whose pointers resolve, for the verbs that compute states: what does not is printed, and ends the command."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from edition import settings
from edition.cli import console
from edition.cli.sources import source_line
from edition.engines import clock
from edition.findings import Severity, is_sound, ordered
from edition.render import stylesheets
from edition.source import corpus
from edition.source.document import Document

ENOUGH: Final = 200
"""Warnings that one can read; a corpus whose hands are declared elsewhere has a hundred thousand."""


def read(file: Path, *, lenient: bool) -> Document:
    """The document in a file. Where something is wrong with it or its pointers, that is printed and the command ends with 1.

    `lenient` makes warnings of it: an act whose pointer leads nowhere is taken as it stands. What is found goes to standard
    error, so that what the verb prints can be piped whatever was found. What the verb then does with the document has its clock.
    """
    from edition.validate import pointers  # noqa: PLC0415 - the engines need not start to show the help

    project = settings.read()
    console.speak(project.check.language, project.catalogues)
    stylesheets.use(stylesheets.of(project))
    click.get_current_context().with_resource(clock.held(project.limits.seconds, file))
    asked = corpus.find([file], lenient=lenient, places=project.places, limits=project.limits)
    document = asked.read(file)
    more = False
    if isinstance(document, Document):
        pointing = pointers.check(document, asked)
        found = ordered([*document.findings, *itertools.islice(pointing, ENOUGH if lenient else None)])
        more = next(pointing, None) is not None
        if lenient:
            found = [replace(finding, severity=Severity.WARNING) for finding in found]
    else:
        found = [document]
    console.print_findings(found, lambda finding: source_line(finding, asked), console.err)
    if more:
        console.err.print(f"there may be more; after {ENOUGH} warnings no pointer was looked at")
    if not isinstance(document, Document) or not is_sound(found):
        raise click.exceptions.Exit(1)
    return document
