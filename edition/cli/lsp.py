# SPDX-License-Identifier: MIT
"""`edition lsp`: the language server, for editors' programs that speak its protocol."""

from __future__ import annotations

import importlib.metadata
import os
import sys

import click


@click.command()
@click.option("--stdio", is_flag=True, help="Speak on standard input and output; it always does.")
def lsp(*, stdio: bool) -> None:  # noqa: ARG001 - programs give it, as to servers that know other ways
    """Speak with the program in which you write (LSP).

    It has findings as one types, completion, hover, definitions, references, renaming, quick fixes. It is the program that starts
    it, not you.

    \b
    Example:
      edition lsp    what a program is told to start for XML files
    """
    from edition.lsp import protocol  # noqa: PLC0415 - no other verb waits for the protocol

    # standard output is the protocol's alone: whatever else writes to it writes to standard error
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    protocol.serve(importlib.metadata.version("tei-edition"), out)
