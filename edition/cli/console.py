# SPDX-License-Identifier: MIT
"""How findings and long work look in a terminal and in a pipe.

A finding: its place, its code and name, what is wrong; the source line with the place underlined; what to do.
In a terminal it is wrapped at the terminal's width and coloured, in a pipe each part is one plain line;
no colour says what the words do not.
"""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from edition import rules
from edition.findings import Finding, Severity

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}
_INDENT = "    "


def near(path: Path) -> Path:
    """A path as a person in this folder would write it: relative where it lies below."""
    here = Path.cwd().resolve()
    return path.relative_to(here) if path.is_relative_to(here) else path


def print_findings(findings: Sequence[Finding], source_line: Callable[[Finding], str], out: Console = out) -> None:
    """Each finding on its own lines. `source_line` gives the text of the line it stands in, "" for none."""
    for number, finding in enumerate(findings):
        if number and out.is_terminal:
            out.print()
        style = _STYLE[finding.severity]
        head = Text.assemble(
            (_shown(str(finding.place)), "bold"),
            "  ",
            (finding.severity.value, style),
            " ",
            (f"{finding.code} {_name(finding.code)}", style),
            f"  {_shown(finding.message)}",
        )
        _print(out, head, "  ")
        line = _shown(source_line(finding))
        if line.strip():
            shown, start, length = _window(line, finding.place.column, max(40, min(out.width, 100) - len(_INDENT) - 1))
            _print(out, Text(_INDENT + shown), None)
            if finding.place.column:
                lead = _INDENT + " " * cell_len(shown[:start])
                _print(out, Text(lead).append("^" + "~" * (cell_len(shown[start : start + length]) - 1), style), None)
        where = finding.place.path + (f" #{finding.place.id}" if finding.place.id else "")
        if where:
            _print(out, Text(f"{_INDENT}in {_shown(where)}", style="dim"), _INDENT + "   ")
        for place in finding.related:
            _print(out, Text(f"{_INDENT}see {_shown(str(place))}", style="dim"), _INDENT + "    ")
        if finding.hint:
            _print(out, Text.assemble(_INDENT, ("hint: ", "bold"), _shown(finding.hint)), _INDENT + "      ")


def _name(code: str) -> str:
    try:
        return rules.rule(code).name
    except KeyError:
        return "unregistered-rule"


def _print(out: Console, text: Text, indent: str | None) -> None:
    """A text, in a terminal broken at words, its further lines indented; without an indent, one line whatever its length."""
    if not out.is_terminal:
        # rich takes a millisecond to print nothing but the words, and a corpus can have ten thousand findings
        out.file.write(f"{text.plain}\n")
        return
    if indent is None or cell_len(text.plain) <= out.width:
        out.print(text, no_wrap=indent is None or None, crop=indent is not None)
        return
    head, *rest = text.wrap(out, out.width)
    out.print(head)
    remaining = Text(" ").join(rest) if rest else None
    if remaining is not None:
        for line in remaining.wrap(out, max(20, out.width - len(indent))):
            out.print(Text(indent) + line)


def _shown(text: str) -> str:
    """The text without what would move the cursor or turn the line around: a document can hold anything."""
    if text.isprintable():
        return text
    return "".join(" " if sign == "\t" else "\ufffd" if _is_control(sign) else sign for sign in text)


def _is_control(sign: str) -> bool:
    return (
        unicodedata.category(sign) in ("Cc", "Cs")
        or sign in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


_TOUCHED = re.compile(r"</?[^\s<>/=\"']+|[^\s<>/=\"']+\s*=\s*(?:\"[^\"]*\"|'[^']*')|&[^;\s]*;|\w+|.")


def _window(line: str, column: int, width: int) -> tuple[str, int, int]:
    """The part of a long line around a column that fits in `width`; where the place stands in it (from 0), and its length."""
    stripped = len(line) - len(line.lstrip())
    at = max(column - 1, 0)
    lead = min(stripped, at)
    line, at = line[lead:], at - lead
    touched = _TOUCHED.match(line, at)
    length = len(touched[0]) if touched else 1
    if len(line) > width:
        start = max(0, min(at - width // 3, len(line) - width))
        shown = line[start : start + width]
        if start:
            shown = "…" + shown[1:]
        if start + width < len(line):
            shown = shown[:-1] + "…"
        line, at = shown, at - start
    return line.rstrip(), at, max(1, min(length, len(line.rstrip()) - at))


def summary(findings: Iterable[Finding], documents: int) -> Text:
    """One line: how many documents, how many errors and warnings."""
    findings = list(findings)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    counted = f"{documents} document{'' if documents == 1 else 's'}"
    if not findings:
        return Text(f"{counted}: sound", style="green")
    parts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return Text(f"{counted}: {', '.join(parts)}", style="bold red" if errors else "yellow")


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
        left = f", {_span((total - done) / rate)} left" if rate else ""
        line = f"{doing}: {done} of {total}, {rate:.1f} a second{left}"
        if err.is_terminal:
            drawn = True
            room = max(0, err.width - len(line) - 3)
            sys.stderr.write(f"\r\x1b[2K{line}  {_shown(path.name)[:room]}")
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
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
