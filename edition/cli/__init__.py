# SPDX-License-Identifier: MIT
"""The command `edition`: one file for each of its verbs; only this room prints, and only it knows exit codes.

Exit codes: 0 sound, 1 findings, 2 wrong use, 3 something missing on the machine, 70 a fault of the program, 130 stopped,
137 ended by its clock in an engine that hears nothing.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from typing import Final

import click

from edition.engines import clock
from edition.errors import EditionError

VERBS: Final = (
    "new",
    "check",
    "fmt",
    "collate",
    "text",
    "ledger",
    "serve",
    "build",
    "verify",
    "export",
    "explain",
    "schema",
    "lsp",
    "doctor",
)
"""In the order in which an edition is made: begun, checked, read, shown, given away; then what helps with it."""


FAULT: Final = 70
"""The exit code of a fault of the program, as sysexits.h has it; Python's own would be that of findings."""


class _Verbs(click.Group):
    """Loads a verb's file only when the verb is called: `edition explain` must not wait for a PDF engine."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def invoke(self, ctx: click.Context) -> object:
        """What is wrong around a call is said in the language of that call, which is forgotten when it ends."""
        try:
            return super().invoke(ctx)
        except EditionError as error:
            from edition.cli import console  # noqa: PLC0415 - most calls end well

            raise type(error)(console.words(error.said)) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; of one that there is not, what was meant is told, as click tells it of options."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib  # noqa: PLC0415 - most commands are typed well

            if near := difflib.get_close_matches(args[0], VERBS, n=1):
                raise click.UsageError(f"{error.message} Did you mean '{near[0]}'?", ctx) from error
            raise

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command: click.Command = getattr(importlib.import_module(f"edition.cli.{name}"), name)
        return command


@click.group(
    cls=_Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 sound, 1 findings, 2 wrong use, 3 something missing on the machine, 70 a fault of the program, 130 stopped.",
)
@click.version_option(package_name="tei-edition")
def edition() -> None:
    """Make a sound edition of documents that were written over by hand.

    \b
    Example:
      edition new letters    a project to begin with
      edition check tei/     is everything sound?
      edition build tei/     make the pages and the PDFs
    """


def main() -> None:
    """The entry point of the installed command: set-up errors become one line and their exit code."""
    clock.speak(_words)
    try:
        # outside its standalone mode, click gives the code of an `Exit` back instead of raising it
        code: object = edition.main(prog_name="edition", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except EditionError as error:
        from edition.report.excerpt import shown  # noqa: PLC0415 - most calls end well

        click.echo("edition: " + "\n".join(map(shown, str(error).split("\n"))), err=True)
        sys.exit(error.exit_code)
    except Exception:  # whatever else there is, it is ours, and no server may take it for a finding
        traceback.print_exc()
        click.echo(
            "edition: this is a fault of the program, not of your documents; what stands above says where", err=True
        )
        sys.exit(FAULT)


def _words(said: str) -> str:
    """What is said when the clock ends this process, as it is said in the language of the call."""
    from edition.cli import console  # noqa: PLC0415 - most calls end well
    from edition.report.excerpt import shown  # noqa: PLC0415

    return shown(console.words(said))
