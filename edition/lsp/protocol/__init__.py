# SPDX-License-Identifier: MIT
"""The protocol (LSP 3.17): what an editor's program asks is put to the modules that know, and answered in its terms.

Requests are answered at once, in the thread that reads them; checks go on elsewhere, and are told when they are done.
"""

from __future__ import annotations

import logging
from typing import BinaryIO

from edition.lsp.protocol import mending, navigation, reading, texts, writing
from edition.lsp.protocol.server import Refused, Server


def serve(version: str, out: BinaryIO) -> None:
    """Answer an editor's program on standard input and `out` until it goes."""
    for name in ("pygls.protocol.json_rpc", "pygls.server"):
        logging.getLogger(name).addFilter(_is_our_fault)
    server = Server(version)
    for feature in (texts, writing, reading, navigation, mending):
        feature.register(server)
    server.start_io(stdout=out)


def _is_our_fault(record: logging.LogRecord) -> bool:
    """Whether something is to be logged: that a request was refused is told to whoever made it."""
    return not (record.exc_info and isinstance(record.exc_info[1], Refused))
