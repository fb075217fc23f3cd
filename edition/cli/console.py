# SPDX-License-Identifier: MIT
"""How findings and long work look in a terminal and in a pipe.

A finding: its place, its code and name, what is wrong; the source line with the place underlined; what to do.
In a terminal it is wrapped at the terminal's width and coloured, in a pipe each part is one plain line;
no colour says what the words do not. All of it is said in the language of whoever reads it.
"""

from __future__ import annotations

import functools
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from edition import rules, speech
from edition.errors import WrongUse
from edition.findings import Finding, Severity
from edition.report import excerpt
from edition.report.report import counted
from edition.speech import say

if TYPE_CHECKING:
    from rich.console import Console


def _console(**given: Any) -> Console:
    from rich.console import Console  # noqa: PLC0415 - a tenth of the time that a small check takes

    return Console(**given, highlight=False, soft_wrap=True, markup=False, emoji=False)


class _Late:
    """A console that is made where a terminal is there or a table is drawn: lines for a pipe or a file need none."""

    def __init__(self, *, stderr: bool = False) -> None:
        self._stderr = stderr

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)

    @functools.cached_property
    def _made(self) -> Console:
        return _console(stderr=self._stderr)

    @property
    def file(self) -> TextIO:
        return sys.stderr if self._stderr else sys.stdout

    @property
    def is_terminal(self) -> bool:
        may_be = self.file.isatty() or not os.environ.keys().isdisjoint(_TERMINAL)
        return may_be and self._made.is_terminal

    def print(self, *what: Any, **how: Any) -> None:
        if not self.is_terminal and all(isinstance(each, str) for each in what):
            self.file.write(" ".join(what) + "\n")
        else:
            self._made.print(*what, **how)


_TERMINAL = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
"""Variables by which an environment can say that a pipe leads to a terminal."""

if TYPE_CHECKING:
    out: Console
    err: Console
else:
    out, err = _Late(), _Late(stderr=True)

_Styled = str | tuple[str, str]
"""Words, or words with the style that they have in a terminal."""

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_INDENT = "    "
_LANGUAGE = "edition.language"


def speak(language: str, catalogues: Mapping[str, Path] | None = None) -> None:
    """From now on this call speaks a language, by our catalogues and a project's; "" for that of the user's environment.

    Raises `WrongUse` for a language that there is no catalogue of.
    """
    speech.learn(catalogues or {})
    if language and language not in speech.languages():
        known = ", ".join(speech.languages())
        raise WrongUse(say("findings are not told in {value!r}; there are {known}", value=language, known=known))
    click.get_current_context().meta[_LANGUAGE] = language


def language() -> str:
    """The language of whoever reads what is printed."""
    context = click.get_current_context(silent=True)
    return (context.meta.get(_LANGUAGE) if context else "") or speech.of_environment()


def words(message: str) -> str:
    """A message in the language of whoever reads it."""
    return speech.translated(message, language())


@contextmanager
def to(file: Path | None) -> Iterator[Console]:
    """The console, or one that writes plain lines into a file. Raises `WrongUse` where it cannot be written."""
    if file is None:
        yield out
        return
    with writing(file), file.open("w", encoding="utf-8", errors="replace") as stream:
        yield _console(file=stream, width=100)


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Within it, a file or folder is written. Raises `WrongUse` where the system does not let us."""
    try:
        yield
    except OSError as error:
        raise WrongUse(
            say("{file} cannot be written: {why}", file=error.filename or file, why=error.strerror)
        ) from error


def tell(message: str, *, err: bool = False) -> None:
    """Print a message on a line, in the language of whoever reads it; names of files in it steer no terminal."""
    click.echo(excerpt.shown(words(message)), err=err)


def give(text: str | bytes) -> None:
    """Print what a document says, whole: as it is into a pipe or a file, without what steers a terminal into one."""
    if not sys.stdout.isatty():
        click.echo(text, nl=False)
        return
    said = text if isinstance(text, str) else text.decode("utf-8", "replace")
    for line in said.splitlines(keepends=True):
        kept = line.rstrip("\r\n")
        click.echo(excerpt.shown(kept) + line[len(kept) :], nl=False)


def near(path: Path) -> Path:
    """A path as a person in this folder would write it: relative where it lies below."""
    here = Path.cwd().resolve()
    return path.relative_to(here) if path.is_relative_to(here) else path


def print_findings(findings: Sequence[Finding], source_line: Callable[[Finding], str], out: Console = out) -> None:
    """Each finding on its own lines. `source_line` gives the text of the line it stands in, "" for none."""
    for number, finding in enumerate(findings):
        if number and out.is_terminal:
            out.print()
        _print_finding(finding, source_line(finding), out)


def print_grouped(
    findings: Sequence[Finding], by: str, source_line: Callable[[Finding], str], out: Console = out
) -> None:
    """The findings by "file" or by "rule", each group below a line that says which and how many; the same is not said again of each."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        key = str(finding.place.file) if by == "file" else f"{finding.code} {_name(finding.code)}"
        groups.setdefault(key, []).append(finding)
    for number, (key, group) in enumerate(groups.items() if by == "file" else sorted(groups.items())):
        if number:
            _print(out)
        _print(out, (excerpt.shown(key), "bold underline"), f"  {len(group)}", indent="  ")
        for finding in group:
            if out.is_terminal:
                out.print()
            _print_finding(finding, source_line(finding), out, by)


def _print_finding(finding: Finding, line: str, out: Console, under: str = "") -> None:
    """A finding; below the head of its group (`under` "file" or "rule") without what the head has said."""
    style, place = _STYLE[finding.severity], finding.place
    where = str(place) if under != "file" else f"{place.line}:{place.column}" if place.line else words(say("the file"))
    _print(
        out,
        "  " if under else "",
        (excerpt.shown(where), "bold"),
        "  ",
        (words(finding.severity.word), style),
        ("" if under == "rule" else f" {finding.code} {_name(finding.code)}", style),
        f"  {excerpt.shown(words(finding.message))}",
        indent="  ",
    )
    line = excerpt.shown(line)
    if line.strip():
        shown, start, length = excerpt.window(line, place.column, max(40, min(out.width, 100) - len(_INDENT) - 1))
        _print(out, _INDENT + shown)
        if place.column:
            from rich.cells import cell_len  # noqa: PLC0415 - what is sound has no place

            lead = _INDENT + " " * cell_len(shown[:start])
            _print(out, lead, ("^" + "~" * (cell_len(shown[start : start + length]) - 1), style))
    within = place.path + (f" #{place.id}" if place.id else "")
    if within:
        said = words(say("in {path}", path=excerpt.shown(within)))
        _print(out, (f"{_INDENT}{said}", "dim"), indent=_INDENT + "   ")
    for related in finding.related:
        said = words(say("see {place}", place=excerpt.shown(str(related))))
        _print(out, (f"{_INDENT}{said}", "dim"), indent=_INDENT + "    ")
    if finding.hint:
        hint = words(say("hint"))
        _print(out, _INDENT, (f"{hint}: ", "bold"), excerpt.shown(words(finding.hint)), indent=_INDENT + "      ")


def print_statistics(findings: Iterable[Finding], out: Console = out) -> None:
    """How often each rule was found, the most frequent first."""
    times = Counter(finding.code for finding in findings)
    width = len(str(max(times.values(), default=0)))
    for code, count in sorted(times.items(), key=lambda each: (-each[1], each[0])):
        _print(out, (f"{count:{width}}", "bold"), f"  {code} {_name(code)}", indent="  ")


def _name(code: str) -> str:
    try:
        return rules.rule(code).name
    except KeyError:
        return "unregistered-rule"


def _print(out: Console, *parts: _Styled, indent: str | None = None) -> None:
    """A text, in a terminal broken at words, its further lines indented; without an indent, one line whatever its length."""
    if not out.is_terminal:
        # rich takes a millisecond to print nothing but the words, and a corpus can have ten thousand findings
        out.file.write("".join(part if isinstance(part, str) else part[0] for part in parts) + "\n")
        return
    from rich.cells import cell_len  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    text = Text.assemble(*parts)
    if indent is None or cell_len(text.plain) <= out.width:
        out.print(text, no_wrap=indent is None or None, crop=indent is not None)
        return
    head, *rest = text.wrap(out, out.width)
    out.print(head)
    remaining = Text(" ").join(rest) if rest else None
    if remaining is not None:
        for line in remaining.wrap(out, max(20, out.width - len(indent))):
            out.print(Text(indent) + line)


def summary(findings: Iterable[Finding], documents: int) -> str:
    """One line: how many documents, how many findings of each weight."""
    return words(counted(findings, documents))


def print_summary(findings: Iterable[Finding], documents: int, *more: str) -> None:
    """The summary in its colour, and more that is to be said on its line."""
    findings = list(findings)
    heaviest = next((weight for weight in Severity if any(each.severity is weight for each in findings)), None)
    out.print("; ".join((summary(findings, documents), *more)), style=_STYLE[heaviest] if heaviest else "green")


@contextmanager
def progress(doing: str) -> Iterator[Callable[[int, int, Path], None]]:
    """Shows long work on standard error: what is done, how many of how many, how fast, and the time left.

    Gives what is to be told before each piece of work: how many are done, how many there are, and which is next.
    Short work shows nothing; in a pipe a plain line is written now and then.
    """
    began = said = time.monotonic()
    wait = 0.4 if err.is_terminal else 10.0
    drawn = False

    def tell(done: int, total: int, path: Path) -> None:
        nonlocal said, drawn
        now = time.monotonic()
        if now - said < (0.1 if drawn else wait):
            return
        said = now
        rate = done / (now - began) if now > began else 0.0
        line: str = say("{doing}: {done} of {total}", doing=doing, done=done, total=total)
        if rate:
            left = _span((total - done) / rate)
            line = say("{line}, {rate} a second, {left} left", line=line, rate=f"{rate:.1f}", left=left)
        line = words(line)
        if err.is_terminal:
            drawn = True
            room = max(0, err.width - len(line) - 3)
            sys.stderr.write(f"\r\x1b[2K{line}  {excerpt.shown(path.name)[:room]}")
            sys.stderr.flush()
        else:
            err.print(line)

    try:
        yield tell
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return say("{minutes} min {rest} s", minutes=minutes, rest=rest) if minutes else say("{rest} s", rest=rest)
