# SPDX-License-Identifier: MIT
"""`edition check`: is everything sound, and if not, what is wrong, where, and what is to be done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from edition import rules, settings
from edition.cli import console, telling
from edition.cli.sources import project_documents
from edition.errors import WrongUse
from edition.findings import Finding, Severity
from edition.report.selection import Selection
from edition.settings import Settings
from edition.source import corpus
from edition.source.corpus import Corpus
from edition.speech import LANGUAGES, say

if TYPE_CHECKING:
    from edition.validate.check import Checked, Schemas

WEIGHTS: Final = tuple(each.value for each in Severity)


class _Codes(click.ParamType[Sequence[str]]):
    """Codes of rules, or how they begin, with commas between them."""

    name = "codes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Sequence[str]:
        words = [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value
        if wrong := rules.meaningless(words):
            self.fail(wrong[1], param, ctx)
        return tuple(words)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(telling.FORMATS),
    default="text",
    show_default=True,
    help="For people (text, grouped, html) or programs.",
)
@click.option(
    "--schema",
    "schemas",
    type=click.Path(exists=True, path_type=Path, dir_okay=False),
    multiple=True,
    help="Check by this schema (.rng, .rnc, .sch, .xsd, .odd), and not by those that documents name; may be repeated.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file.")
@click.option("--group-by", type=click.Choice(["file", "rule"]), help="Group the findings of a text.")
@click.option("--select", type=_Codes(), multiple=True, help="Tell only of these rules: PTR001, or PTR, or PTR,ID.")
@click.option("--ignore", type=_Codes(), multiple=True, help="Do not tell of these rules.")
@click.option(
    "--severity",
    type=click.Choice(WEIGHTS),
    default="info",
    show_default=True,
    help="Show what weighs as much, or more.",
)
@click.option(
    "--fail-on",
    type=click.Choice(WEIGHTS),
    default="error",
    show_default=True,
    help="End with 1 where something weighs as much, or more.",
)
@click.option("--exit-zero", is_flag=True, help="End with 0 whatever is found.")
@click.option("--statistics", is_flag=True, help="Only say how often each rule was found.")
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), help="Do not tell what this file knows.")
@click.option("--update-baseline", is_flag=True, help="Write all that is found into the baseline.")
@click.option("--fix", is_flag=True, help="Repair what can be repaired without a question; no text is touched.")
@click.option("--diff", is_flag=True, help="Only show what --fix would write.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=None,
    help="How many processes check the files, where there are many.  [default: as many as the machine has cores]",
)
@click.option("--no-cache", is_flag=True, help="Check every file, and keep nothing for the next run.")
@click.option("--watch", is_flag=True, help="Check again what is saved, until Ctrl-C.")
@click.option(
    "--lang",
    metavar=f"[{'|'.join(LANGUAGES)}|…]",
    help="The language of what is found, one of ours or of the project's; else that of the settings, else of your environment.",
)
def check(
    *,
    paths: tuple[Path, ...],
    form: str,
    schemas: tuple[Path, ...],
    output: Path | None,
    group_by: str | None,
    select: tuple[Sequence[str], ...],
    ignore: tuple[Sequence[str], ...],
    severity: str,
    fail_on: str,
    exit_zero: bool,
    statistics: bool,
    baseline: Path | None,
    update_baseline: bool,
    fix: bool,
    diff: bool,
    jobs: int | None,
    no_cache: bool,
    watch: bool,
    lang: str | None,
) -> None:
    """Check documents: XML, schemas, rules, pointers, in one go.

    PATHS are files, or folders with TEI files in them; without any, the documents of the project. A document is checked by the
    schemas that it names (<?xml-model?>), by those of this program where it names none. What the project's settings say of rules
    ([edition.check]) holds, and so does <?edition-ignore CODE why?> in a document. A file that is no XML is always told of.

    \b
    Example:
      edition check
      edition check tei/telegram.ru.xml
      edition check --schema tei_all.rng --schema rules.sch letters/
      edition check --select PTR,ID --group-by rule
      edition check --format sarif --output findings.sarif tei/
      edition check --baseline known.json --update-baseline
      edition check --watch
      edition check --lang de
    """
    console.speak(lang if lang in LANGUAGES else "")
    project = settings.read()
    console.speak(lang or project.check.language, project.catalogues)
    chosen = Selection(project.check, project.root, _joined(select), _joined(ignore))
    weight = None if exit_zero else Severity(fail_on)
    form = "grouped" if group_by and form == "text" else form
    wishes = telling.Wishes(
        form, output, group_by or "", Severity(severity), weight, statistics, baseline, update_baseline
    )
    telling.ensure_sensible(wishes, narrowed=bool(select or ignore), watch=watch)
    if watch and (fix or diff):
        raise WrongUse(say("--watch changes no file: leave --fix and --diff out"))

    def find() -> Corpus:
        return corpus.find(paths or (project_documents(project),), places=project.places, limits=project.limits)

    if watch:
        from edition.cli import watching  # noqa: PLC0415 - a single check watches nothing

        def tell(findings: Sequence[Finding], files: Corpus) -> None:
            telling.tell(list(chosen.chosen(findings)), files, chosen, wishes)

        watching.watch(find, lambda files: _checked(files, project, schemas, jobs=jobs or 0, keep=not no_cache), tell)
        return
    if fix or diff:
        from edition.cli.fixing import Repairs  # noqa: PLC0415

        repairs = Repairs(
            find(), lambda files: checked(files, project, schemas, jobs=jobs or 0, keep=not no_cache), chosen.chosen
        )
        if diff:
            sys.exit(1 if repairs.show() else 0)
        repairs.write()
        asked, findings = repairs.asked, repairs.findings
    else:
        asked, found = _run(
            find, paths or (project_documents(project),), project, schemas, jobs=jobs or 0, keep=not no_cache
        )
        findings = list(chosen.chosen(found))
    if not telling.tell(findings, asked, chosen, wishes):
        sys.exit(1)


def checked(
    asked: Corpus, project: Settings, given: Sequence[Path] = (), *, jobs: int = 1, keep: bool = False
) -> list[Finding]:
    """All that is wrong with the documents, by the schemas that are given, else by their own. Raises `WrongUse`."""
    return _checked(asked, project, given, jobs=jobs, keep=keep)[0]


def _run(
    find: Callable[[], Corpus],
    paths: Sequence[Path],
    project: Settings,
    given: Sequence[Path],
    *,
    jobs: int,
    keep: bool,
) -> tuple[Corpus, list[Finding]]:
    """The documents, and what is wrong with them: told again where nothing has changed since a run that was kept."""
    from edition.validate import runs  # noqa: PLC0415 - the engines need not start to show the help

    schemas = _schemas(project, given)
    run = runs.Asked(paths, project.limits, schemas)
    if keep and (known := run.known()):
        return known
    began, asked = time.time_ns(), find()
    done = _done(asked, schemas, jobs=jobs, keep=keep)
    if keep:
        run.keep(asked, done, began)
    return asked, done.findings


def _checked(
    asked: Corpus, project: Settings, given: Sequence[Path], *, jobs: int, keep: bool
) -> tuple[list[Finding], Iterable[Path]]:
    """What is found, and the files besides the documents that this rests on."""
    done = _done(asked, _schemas(project, given), jobs=jobs, keep=keep)
    return done.findings, done.files


def _done(asked: Corpus, schemas: Schemas, *, jobs: int, keep: bool) -> Checked:
    from edition.validate import check as checks  # noqa: PLC0415

    with console.progress(say("checking")) as progress:
        return checks.check(asked, schemas, progress, jobs=jobs, keep=keep)


def _schemas(project: Settings, given: Sequence[Path]) -> Schemas:
    """The schemas of a call: those given, else those of the documents and of this program."""
    from edition.validate import alone, catalog  # noqa: PLC0415

    if given:
        from edition.cli import given as named  # noqa: PLC0415

        return alone.Schemas(tuple(schema for path in given for schema in named.schemas(path)), Words(), linted=True)
    return alone.edition_schemas(Words(), catalog.sources(project))


def _joined(words: tuple[Sequence[str], ...]) -> tuple[str, ...]:
    return tuple(word for each in words for word in each)


class Words:
    """What is known of ODDs: it is read when the first hint, or the first ODD among the documents, asks for it."""

    def description(self, element: str) -> str:
        """One sentence about an element, "" for one it does not know."""
        from edition.schema import describe  # noqa: PLC0415 - a sound document needs no hints

        return describe.description(element)

    def customisation(self, path: Path, data: bytes) -> list[Finding]:
        """What is wrong with another ODD, which is in a file or is to be."""
        from edition.schema import describe  # noqa: PLC0415

        return describe.customisation(path, data)
