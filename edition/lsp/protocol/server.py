# SPDX-License-Identifier: MIT
"""The server: the texts of one editor, what was found in them, and how places in them are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

from edition import speech
from edition.lsp.desk import Desk, Text
from edition.lsp.protocol import positions
from edition.lsp.protocol.reporting import Reporter
from edition.lsp.sentences import Sentences
from edition.source.markup import Piece

_FAILED: Final = -32803
"""`RequestFailed`: the request makes sense, and cannot be granted."""


class Refused(JsonRpcException):
    """What was asked for cannot be done, for a reason that the editor is told."""

    CODE = _FAILED


class Protocol(LanguageServerProtocol):
    """The protocol as pygls speaks it, but for the texts, which the desk keeps: pygls takes other signs than XML for ends of lines."""

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Iterator[Any]:
        """A text was opened."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Iterator[Any]:
        """A text was changed."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Iterator[Any]:
        """A text was closed."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Server(LanguageServer):
    """The texts of one editor, and who tells what is found in each."""

    def __init__(self, version: str) -> None:
        super().__init__("edition", version, protocol_cls=Protocol)
        self.desk = Desk()
        self.reporter = Reporter(self)
        self.sentences = Sentences(self.desk)
        self.versions: dict[Path, int] = {}
        self._uris: dict[Path, str] = {}
        self.locale = ""

    def path(self, uri: str) -> Path:
        """The file of an address; a text that has no file yet is taken for one in this folder."""
        found = uris.to_fs_path(uri)
        return (Path(found) if found else Path(uri.rpartition(":")[2] or "untitled.xml")).resolve()

    def text(self, uri: str) -> Text:
        """The text of an address as it stands now. Raises `Refused`."""
        try:
            return self.desk.text(self.path(uri))
        except OSError as error:
            raise Refused(f"{uri}: {error.strerror or error}") from error

    def uri(self, path: Path) -> str:
        """The address of a file, as the editor's program writes it where it has opened it."""
        return self._uris.get(path) or path.as_uri()

    def put(self, uri: str, version: int, text: str) -> None:
        """Keep a version of a text."""
        path = self.path(uri)
        self._uris[path], self.versions[path] = uri, version
        self.desk.texts[path] = Text(path, text)

    def close(self, uri: str) -> None:
        """Keep a text no longer: what is saved of it holds."""
        path = self.path(uri)
        self.desk.texts.pop(path, None)
        self.reporter.forget(path)
        self._uris.pop(path, None)
        self.versions.pop(path, None)

    @property
    def language(self) -> str:
        """The language of the editor, where we speak it."""
        locale = self.locale.partition("-")[0].lower()
        return locale if locale in speech.LANGUAGES else speech.of_environment()

    # -- places -----------------------------------------------------------------------------------------------------

    @property
    def encoding(self) -> str:
        """How columns are counted, as it was agreed on."""
        return types.PositionEncodingKind(self.workspace.position_encoding or "utf-16").value

    def offset(self, text: Text, position: types.Position) -> int:
        """The offset of a place in a text."""
        return positions.offset_of(text, position, self.encoding)

    def range(self, text: Text, piece: Piece) -> types.Range:
        """The place of a piece of a text."""
        return self.span(text, piece.start, piece.end)

    def span(self, text: Text, start: int, end: int) -> types.Range:
        """The place of what stands from one offset to another."""
        return types.Range(*(positions.position_of(text, each, self.encoding) for each in (start, end)))

    def location(self, text: Text, piece: Piece) -> types.Location:
        """The place of a piece, and its file."""
        return types.Location(self.uri(text.path), self.range(text, piece))

    def changed(self, edits: list[tuple[Text, Piece, str]]) -> types.WorkspaceEdit:
        """An edit of pieces of texts."""
        changes: dict[str, list[types.TextEdit]] = {}
        for text, piece, written in edits:
            edit = types.TextEdit(self.range(text, piece), written)
            changes.setdefault(self.uri(text.path), []).append(edit)
        return types.WorkspaceEdit(changes=changes)
