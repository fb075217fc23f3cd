# SPDX-License-Identifier: MIT
"""What `build` and `serve` are asked alike: from which documents, into which folder, in which formats, how, by how many processes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from edition import names

Command = TypeVar("Command", bound=Callable[..., Any])

PATHS: Final = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
OUT: Final = click.option(
    "--out", type=click.Path(path_type=Path), help="The folder to build into; else that of the settings, `build`."
)


def formats(told: str) -> Callable[[Command], Command]:
    """`--format`, as often as wanted; `told` is what it says of itself."""
    kinds = click.Choice(["html", "pdf", *names.FILES])
    return click.option("--format", "formats", type=kinds, multiple=True, help=told)


def lenient(told: str) -> Callable[[Command], Command]:
    """`--lenient`."""
    return click.option("--lenient", is_flag=True, help=told)


def jobs(told: str) -> Callable[[Command], Command]:
    """`--jobs`."""
    return click.option("--jobs", type=click.IntRange(min=1), help=told)
