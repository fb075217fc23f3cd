# SPDX-License-Identifier: MIT
"""How `edition check` tells what it found: in which format, where to, beside which baseline, and whether the run ends well."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from edition.cli import console
from edition.cli.sources import lay_down, source_line
from edition.errors import WrongUse
from edition.findings import Finding, Severity
from edition.report import baseline as baselines
from edition.report import excerpt
from edition.report.baseline import Known
from edition.report.selection import Selection
from edition.source.corpus import Corpus
from edition.speech import say, say_of

FORMATS: Final = ("text", "grouped", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "html")
"""How findings can be told: to people (text, grouped, html) or to programs."""
ENOUGH: Final = 20
"""How many findings that are gone are named: whoever mended two hundred knows which."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a call wants to see, and what it wants to fail of (None: of nothing)."""

    form: str
    output: Path | None
    group_by: str
    shown: Severity
    fail_on: Severity | None
    statistics: bool
    baseline: Path | None
    update: bool


def ensure_sensible(wishes: Wishes, *, narrowed: bool, watch: bool) -> None:
    """Raises `WrongUse` for wishes that cannot be had together. `narrowed`: the call chooses rules itself."""
    for_people = wishes.form in ("text", "grouped")
    if wishes.update and wishes.baseline is None:
        raise WrongUse(say("--update-baseline writes the file that --baseline names: give that too"))
    if wishes.update and narrowed:
        raise WrongUse(
            say("--update-baseline takes all rules that the settings choose: leave --select and --ignore out")
        )
    if watch and (wishes.update or wishes.output or not for_people):
        raise WrongUse(say("--watch shows findings in the terminal: it goes with no other format, file or update"))
    if wishes.statistics and not for_people and wishes.form != "json":
        raise WrongUse(say("--statistics are a text or JSON"))
    if wishes.group_by and not for_people:
        raise WrongUse(say("--group-by is for texts: the other formats have an order of their own"))


def tell(findings: list[Finding], asked: Corpus, chosen: Selection, wishes: Wishes) -> bool:
    """Report the findings as they are wished for. Whether the run may end well."""
    files = asked.paths
    known = 0
    notes: list[str] = []
    if wishes.baseline is not None and wishes.update:
        old = baselines.read(wishes.baseline) if wishes.baseline.exists() else baselines.empty(wishes.baseline)
        fresh = old.updated(findings, files)
        lay_down(wishes.baseline, fresh.write().encode("utf-8", "surrogateescape"))
        now = say_of(
            fresh.count,
            "{file}: {n} finding, from now on known",
            "{file}: {n} findings, from now on known",
            file=wishes.baseline,
        )
        console.err.print(console.words(now))
        findings = fresh.compare(findings, files).new
    elif wishes.baseline is not None:
        compared = baselines.read(wishes.baseline).compare(findings, files)
        findings, known = compared.new, compared.known
        notes = [
            _gone(file, each)
            for file, gone in compared.gone.items()
            for each in gone
            if chosen.tells(each.code, wishes.baseline.absolute().parent / file)
        ]
    shown = [finding for finding in findings if finding.severity.reaches(wishes.shown)]
    _report(shown, asked, chosen, wishes)
    for note in notes[:ENOUGH]:
        console.err.print(excerpt.shown(console.words(note)))
    if len(notes) > ENOUGH:
        more = say_of(len(notes) - ENOUGH, "and {n} more is gone", "and {n} more are gone")
        console.err.print(console.words(more))
    if notes:
        console.err.print(console.words(say("what is gone need not be known: `--update-baseline` forgets it")))
    _summarise(findings, shown, known, asked, wishes)
    return wishes.fail_on is None or not any(finding.severity.reaches(wishes.fail_on) for finding in findings)


def _report(shown: list[Finding], asked: Corpus, chosen: Selection, wishes: Wishes) -> None:
    def line(finding: Finding) -> str:
        return source_line(finding, asked)

    if wishes.form in ("text", "grouped"):
        with console.to(wishes.output) as out:
            if wishes.statistics:
                console.print_statistics(shown, out)
            elif wishes.form == "grouped":
                console.print_grouped(shown, wishes.group_by or "file", line, out)
            else:
                console.print_findings(shown, line, out)
        return
    data = _as_statistics(shown).encode() if wishes.statistics else _made(shown, asked, chosen, wishes, line)
    if wishes.output is None:
        click.echo(data, nl=False)
    else:
        lay_down(wishes.output, data)


def _made(
    shown: list[Finding], asked: Corpus, chosen: Selection, wishes: Wishes, line: Callable[[Finding], str]
) -> bytes:
    from importlib.metadata import version  # noqa: PLC0415 - most calls print texts

    from edition.report import formats, github, report  # noqa: PLC0415

    frame = report.Frame(
        version("tei-edition"),
        _base(wishes.form),
        wishes.fail_on or Severity.ERROR,
        chosen.check.rules_url,
        console.language(),
    )
    made = report.report(shown, asked.paths, frame, line)
    if wishes.form == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        text = github.summary(made, console.summary(shown, len(asked.paths)))
        try:
            with Path(summary).open("a", encoding="utf-8", errors="replace") as file:
                file.write(text)
        except OSError as error:
            raise WrongUse(
                say("$GITHUB_STEP_SUMMARY, {file}, cannot be written: {why}", file=summary, why=error.strerror)
            ) from error
    return formats.write(made, wishes.form)


def _base(form: str) -> Path:
    """The folder that file names of a report count from: where a service looks for them, else here."""
    here = Path.cwd()
    for variable, forms in (("GITHUB_WORKSPACE", ("github", "sarif")), ("CI_PROJECT_DIR", ("gitlab", "sarif"))):
        root = os.environ.get(variable)
        if root and form in forms and here.is_relative_to(root):
            return Path(root)
    return here


def _summarise(findings: list[Finding], shown: list[Finding], known: int, asked: Corpus, wishes: Wishes) -> None:
    """The last line; beside a report for programs only where that goes to a file."""
    if wishes.form not in ("text", "grouped") and wishes.output is None:
        return
    if shown and console.out.is_terminal and wishes.output is None:
        console.out.print()
    more = []
    if hidden := len(findings) - len(shown):
        more.append(say("{n} of them not shown", n=hidden))
    if known:
        more.append(say_of(known, "{n} finding known to {file}", "{n} findings known to {file}", file=wishes.baseline))
    if wishes.output is not None:
        more.append(say("{file} tells", file=wishes.output))
    console.print_summary(findings, len(asked.paths), *map(console.words, more))


def _as_statistics(findings: list[Finding]) -> str:
    counted = Counter(finding.code for finding in findings).most_common()
    rows = [{"code": code, "count": count} for code, count in sorted(counted, key=lambda each: (-each[1], each[0]))]
    return json.dumps(rows, indent=2) + "\n"


def _gone(file: str, known: Known) -> str:
    times = say_of(known.count, " ({n} time)", " ({n} times)") if known.count > 1 else ""
    return say(
        "{file}: {code} is gone{times}: {message}", file=file, code=known.code, times=times, message=known.message
    )
