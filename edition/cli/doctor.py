# SPDX-License-Identifier: MIT
"""`edition doctor`: whether this machine has what the work needs, and how to get the rest."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from edition import settings
from edition.cli import console
from edition.engines import machine


@click.command()
@click.option(
    "--for", "step", type=click.Choice(machine.STEPS), default="build", show_default=True, help="The work to be done."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or programs.",
)
def doctor(step: machine.Step, form: str) -> None:
    """Say what this machine lacks for the work, and how to get it.

    Exit code 3 when something is missing.

    \b
    Example:
      edition doctor               can I build here?
      edition doctor --for test    can I run the tests here?
    """
    project = settings.read()
    needs = machine.needs(step, project.text_fonts, project.typewriter_fonts)
    missing = [need for need in needs if need.missing]
    manager = machine.manager()
    if form == "json":
        answer = {
            "sound": not missing,
            "step": step,
            "manager": manager,
            "install": machine.packages(missing, manager),
            "commands": machine.commands(missing, manager),
            "needs": [_plain(need) for need in needs],
        }
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        _print(needs, manager)
    if missing:
        sys.exit(3)


def _plain(need: machine.Need) -> dict[str, Any]:
    return {
        "name": need.name,
        "reason": need.reason,
        "step": need.step,
        "found": need.found,
        "optional": need.optional,
        "missing": need.missing,
    }


def _print(needs: list[machine.Need], manager: str) -> None:
    missing = [need for need in needs if need.missing]
    table = Table(box=None, pad_edge=False)
    for title in ("", "what", "what it is for", "found"):
        table.add_column(title)
    for need in needs:
        if need.found:
            mark, answer = Text("✓", style="green"), Text(need.found)
        elif need.optional:
            mark, answer = Text("–", style="dim"), Text("not here, not necessary", style="dim")
        else:
            mark, answer = Text("✗", style="bold red"), Text(f"missing: {_how(need, manager)}", style="bold red")
        table.add_row(mark, need.name, Text(need.reason, style="dim"), answer)
    console.out.print(table)
    if not missing:
        console.out.print(Text("This machine has all that is needed.", style="green"))
        return
    console.out.print(Text(f"\n{len(missing)} missing. To get what is missing:", style="bold"))
    for line in machine.commands(missing, manager):
        console.out.print(Text(f"  {line}"))


def _how(need: machine.Need, manager: str) -> str:
    return f"{manager} package {need.packages[manager]}" if manager in need.packages else need.otherwise
