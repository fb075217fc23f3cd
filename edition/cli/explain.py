# SPDX-License-Identifier: MIT
"""`edition explain`: the page of a rule, or the list of all rules."""

from __future__ import annotations

import difflib

import click
from rich.text import Text

from edition import definitions, rules
from edition.cli import console
from edition.errors import WrongUse
from edition.findings import Severity
from edition.speech import joined, say


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain a rule, or the settings.

    The page of a rule says what it finds, why an editor cares, what is broken and what is sound. CODE is the code of a
    finding, or the name of its rule, or `settings`; without it, all rules are listed.

    \b
    Example:
      edition explain PTR001
      edition explain dangling-pointer
      edition explain settings
    """
    if code is None:
        _list()
        return
    page = definitions.page() if code.lower() == definitions.INDEX else _found(code).page
    if not console.out.is_terminal:
        click.echo(page, nl=not page.endswith("\n"))
        return
    from rich.console import Console  # noqa: PLC0415 - Markdown is slow to import, and a pipe needs none
    from rich.markdown import Markdown  # noqa: PLC0415
    from rich.padding import Padding  # noqa: PLC0415
    from rich.theme import Theme  # noqa: PLC0415

    title, _, body = page.removeprefix("# ").partition("\n")
    plain = Theme(
        {"markdown.h2": "bold", "markdown.code": "bold cyan", "markdown.link_url": "blue", "markdown.link": "default"}
    )
    terminal = Console(theme=plain, highlight=False, width=min(console.out.width, 92))
    terminal.print(Text(f"\n  {title}", style="bold"))
    terminal.print(Padding(Markdown(body, code_theme="ansi_dark", hyperlinks=False), (1, 2)))


def _found(asked: str) -> rules.Rule:
    known = {code: rules.rule(code) for code in rules.codes()}
    if asked.upper() in known:
        return known[asked.upper()]
    for rule in known.values():
        if rule.name == asked.lower():
            return rule
    words = [*known, *(rule.name for rule in known.values())]
    wanted = asked.lower() if "-" in asked else asked.upper()
    near = difflib.get_close_matches(wanted, words, n=3, cutoff=0.5)
    meant = say("`edition explain` lists them all")
    if near:
        meant = say("did you mean {meant}?", meant=joined(near, say(" or ")))
    raise WrongUse(say("there is no rule {asked}; {meant}", asked=asked, meant=meant))


def _list() -> None:
    """Each rule on one line; a terminal cuts the line where it ends."""
    known = [rules.rule(code) for code in rules.codes()]
    longest = max((len(rule.name) for rule in known), default=0)
    area = ""
    for rule in known:
        if console.out.is_terminal and rule.code[:-3] != area:
            if area:
                console.out.print()
            area = rule.code[:-3]
        style = "bold red" if rule.severity is Severity.ERROR else "yellow"
        line = Text.assemble(
            (rule.code.ljust(7), style),
            f" {rule.name:{longest}}  {rule.severity.value:7}  ",
            (console.words(rule.summary), "dim"),
        )
        if console.out.is_terminal:
            line.truncate(console.out.width, overflow="ellipsis")
        console.out.print(line)
