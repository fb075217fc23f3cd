# SPDX-License-Identifier: MIT
"""The server itself: answers until it is told to end, and ends the work behind it."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from edition.serve.app import app
from edition.serve.desk import Desk


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self._desk = desk

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # pages wait for news: they are told that there will be none, or they would be waited for
        self._desk.stop()
        super().handle_exit(sig, frame)


def run(desk: Desk, out: Path, language: str, listening: socket.socket) -> None:
    """Serve the site in a folder, at a socket that is bound, until Ctrl-C. Raises what the work behind it has failed with."""
    served = app(desk, out, language)

    @contextlib.asynccontextmanager
    async def working(_: Starlette) -> AsyncIterator[None]:
        desk.start(ended=lambda: setattr(server, "should_exit", True))
        yield
        desk.stop()

    served.router.lifespan_context = working
    config = uvicorn.Config(
        served, log_level="error", access_log=False, server_header=False, lifespan="on", timeout_graceful_shutdown=2
    )
    server = _Server(config, desk)
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
    if desk.failure is not None:
        raise desk.failure
