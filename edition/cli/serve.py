# SPDX-License-Identifier: MIT
"""`edition serve`: the edition in a browser of this machine, built again whenever a file is saved."""

from __future__ import annotations

import socket
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from edition import settings
from edition.cli import console, site
from edition.cli.sources import project_documents
from edition.errors import WrongUse
from edition.report.report import counted
from edition.speech import say, translated

if TYPE_CHECKING:
    from edition.serve.desk import State

HOST: Final = "127.0.0.1"


@click.command()
@site.PATHS
@site.OUT
@site.formats("What is built at each change; else pages only, which is quickest.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 for any that is free."
)
@click.option("--open", "opened", is_flag=True, help="Show it in the browser.")
@site.lenient("Build whatever is XML, as `edition build --lenient` does.")
@site.jobs("How many processes work at first; else as many as the machine has cores.")
def serve(
    paths: tuple[Path, ...],
    *,
    out: Path | None,
    formats: tuple[str, ...],
    port: int,
    opened: bool,
    lenient: bool,
    jobs: int | None,
) -> None:
    """Show the edition in the browser, built again at each save.

    PATHS are as for `edition build`. A page that was built anew is loaded again. While something is unsound, the last good build is shown,
    and on each page what was found. Nobody else's machine is answered. Ctrl-C ends it.

    \b
    Example:
      edition serve --open                      the project
      edition serve letters/ --port 0           a folder, at any port
      edition serve --format html --format pdf  the PDFs too, which is slower
    """
    from edition.serve import running  # noqa: PLC0415 - the engines need not start to show the help
    from edition.serve.desk import Asked, Desk  # noqa: PLC0415

    console.speak(settings.read().check.language)

    def asked() -> Asked:
        project = settings.read()
        where = paths or (project_documents(project),)
        return Asked(where, project, out or console.near(project.root / project.out), formats or ("html",), lenient)

    with _socket(port) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        console.out.print(console.words(say("{address} shows the edition; Ctrl-C ends it", address=address)))
        sys.stdout.flush()
        if opened:
            webbrowser.open(address)
        language = console.language()

        def tell(state: State) -> None:
            console.out.print(translated(_line(state), language))
            sys.stdout.flush()

        desk = Desk(asked, jobs, tell=tell, progress=lambda: console.progress(say("building")))
        running.run(desk, asked().out, language, listening)


def _line(state: State) -> str:
    """A line that tells of a build."""
    if state.error:
        return say("not built: {why}", why=state.error)
    found = counted(state.findings, state.documents)
    if not state.is_laid:
        return say("not built, what was built before is shown; {found}", found=found)
    return say("built in {seconds} s; {found}", seconds=f"{state.seconds:.1f}", found=found)


def _socket(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        # whoever comes before the engines have started waits
        listening.listen()
    except OSError as error:
        listening.close()
        said = say("port {port} cannot be had: {why}; name another with --port", port=port, why=error.strerror or error)
        raise WrongUse(said) from error
    return listening
