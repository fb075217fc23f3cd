# SPDX-License-Identifier: MIT
"""An editor's program as the tests play it: it starts `edition lsp` and speaks with it on its standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).resolve().parents[3]


class Editor(LanguageClient):
    """One who types, and what he is told. A place in a text is given by words that stand there once, with `|` for the cursor."""

    def __init__(self) -> None:
        super().__init__("tests", "1")
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.shown: dict[str, list[types.Diagnostic]] = {}
        self.messages: list[str] = []
        self.encoding = "utf-16"

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def told(params: types.PublishDiagnosticsParams) -> None:
            self.shown[params.uri] = list(params.diagnostics)
            self.told.put_nowait(params)

        @self.feature(types.WINDOW_SHOW_MESSAGE)
        def said(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

    @property
    def server_process(self) -> asyncio.subprocess.Process:
        """The server."""
        assert self._server is not None
        return self._server

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a file, or a text that would be in it; its address."""
        uri = path.as_uri()
        self.texts[uri], self.versions[uri] = path.read_text(encoding="utf-8") if text is None else text, 1
        item = types.TextDocumentItem(uri, "xml", 1, self.texts[uri])
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def type(self, uri: str, old: str, new: str) -> None:
        """Put a text in place of another that stands there once."""
        text = self.texts[uri]
        assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
        where = types.Range(self.position(uri, text.index(old)), self.position(uri, text.index(old) + len(old)))
        self.versions[uri] += 1
        self.texts[uri] = text.replace(old, new)
        version = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        change = types.TextDocumentContentChangePartial(where, new)
        self.text_document_did_change(types.DidChangeTextDocumentParams(version, [change]))

    def position(self, uri: str, offset: int) -> types.Position:
        """The place of an offset, counted as it was agreed on."""
        lines = self.texts[uri][:offset].split("\n")
        size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[self.encoding]
        codec = self.encoding if size == 1 else f"{self.encoding}-le"
        return types.Position(len(lines) - 1, len(lines[-1].encode(codec)) // size)

    def at(self, uri: str, words: str) -> dict[str, Any]:
        """The address and the place that a request asks about."""
        before, _, after = words.partition("|")
        text = self.texts[uri]
        assert text.count(before + after) == 1, f"{before + after!r} stands there {text.count(before + after)} times"
        offset = text.index(before + after) + len(before)
        return {"text_document": types.TextDocumentIdentifier(uri), "position": self.position(uri, offset)}

    def words(self, uri: str, where: types.Range) -> str:
        """What stands at a place of an open text, or of a file."""
        text = self.texts.get(uri) or Path(types_path(uri)).read_text(encoding="utf-8")
        lines = text.split("\n")
        size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[self.encoding]
        codec = self.encoding if size == 1 else f"{self.encoding}-le"
        assert where.start.line == where.end.line
        line = lines[where.start.line].encode(codec)
        return line[where.start.character * size : where.end.character * size].decode(codec)

    async def findings(self, uri: str, seconds: float = 60) -> list[types.Diagnostic]:
        """What is told of the text as it now stands."""
        while True:
            told = await asyncio.wait_for(self.told.get(), seconds)
            if told.uri == uri and told.version in (None, self.versions.get(uri)):
                return list(told.diagnostics)


def types_path(uri: str) -> str:
    """The path in an address of a file."""
    return uri.removeprefix("file://")


@asynccontextmanager
async def editor(folder: Path, encodings: list[types.PositionEncodingKind] | None = None) -> AsyncIterator[Editor]:
    """An editor's program with a folder open; at the end it lets the server go, and that goes without a complaint."""
    client = Editor()
    await client.start_io(sys.executable, "-m", "edition", "lsp", cwd=ROOT)
    try:
        item = types.ClientCompletionItemOptions(snippet_support=True)
        able = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(position_encodings=encodings),
            text_document=types.TextDocumentClientCapabilities(
                completion=types.CompletionClientCapabilities(completion_item=item)
            ),
        )
        asked = types.InitializeParams(able, root_uri=folder.as_uri())
        result = await asyncio.wait_for(client.initialize_async(asked), 60)
        client.encoding = str(types.PositionEncodingKind(result.capabilities.position_encoding or "utf-16").value)
        client.initialized(types.InitializedParams())
        yield client
        await asyncio.wait_for(client.shutdown_async(None), 60)
        client.exit(None)
        assert await asyncio.wait_for(client.server_process.wait(), 60) == 0
        assert client.server_process.stderr is not None
        assert (await client.server_process.stderr.read()).decode() == ""
    finally:
        if client._server is not None and client._server.returncode is None:
            client._server.kill()
        await client.stop()


def played(story: Callable[[], Awaitable[None]]) -> None:
    """Play a story to its end."""
    asyncio.run(asyncio.wait_for(story(), 150))  # type: ignore[arg-type]
