# SPDX-License-Identifier: MIT
"""How findings look in a terminal and in a pipe: place, code, what is wrong, the source line with a caret, one summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.text import Text

from edition import rules
from edition.findings import Finding, Severity

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


def print_findings(findings: Sequence[Finding], source_line: Callable[[Finding], str]) -> None:
    """Each finding on its own lines. `source_line` gives the text of the line it stands in, "" for none."""
    for finding in findings:
        rule = rules.rule(finding.code)
        head = Text.assemble(
            (f"{finding.place}: ", "bold"),
            (finding.severity.value, _STYLE[finding.severity]),
            " ",
            (f"{finding.code} {rule.name}", _STYLE[finding.severity]),
            f"  {finding.message}",
        )
        out.print(head)
        where = finding.place.path + (f" #{finding.place.id}" if finding.place.id else "")
        if where:
            out.print(Text(f"    at {where}", style="dim"))
        line = source_line(finding)
        if line.strip():
            shown, caret = _window(line, finding.place.column)
            out.print(Text(f"    {shown}"))
            out.print(Text(f"    {' ' * caret}^", style=_STYLE[finding.severity]))
        if finding.hint:
            out.print(Text(f"    hint: {finding.hint}", style="dim"))


def _window(line: str, column: int, width: int = 72) -> tuple[str, int]:
    """The part of a long line around a column that fits in `width`, and where the column stands in it (from 0)."""
    line = line.replace("\t", " ")
    at = max(column - 1, 0)
    if len(line) <= width:
        return line, at
    start = max(0, min(at - width // 3, len(line) - width))
    shown = line[start : start + width]
    if start:
        shown = "…" + shown[1:]
    if start + width < len(line):
        shown = shown[:-1] + "…"
    return shown, at - start


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
