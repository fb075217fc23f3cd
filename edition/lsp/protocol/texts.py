# SPDX-License-Identifier: MIT
"""The texts as they are opened, typed in, saved and closed, and the files that others change."""

from __future__ import annotations

import asyncio

from lsprotocol import types
from pygls import uris

from edition.lsp.desk import Text
from edition.lsp.protocol.reporting import SETTINGS
from edition.lsp.protocol.server import Server
from edition.schema import describe


def register(server: Server) -> None:
    """Answer what is asked of this."""

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.locale = params.locale or ""
        folders = [each.uri for each in params.workspace_folders or ()] or [params.root_uri or ""]
        server.desk.folders = [server.path(uri) for uri in folders if uris.to_fs_path(uri)]

    @server.feature(types.INITIALIZED)
    def initialized(_params: types.InitializedParams) -> None:
        _watch(server)
        # the first question needs not wait for the ODD to be read
        asyncio.get_running_loop().run_in_executor(None, describe.schema)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        given = params.text_document
        server.put(given.uri, given.version, given.text)
        server.reporter.check(server.path(given.uri), 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        text = server.text(uri)
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = (server.offset(text, each) for each in (change.range.start, change.range.end))
                text = Text(text.path, text.text[:start] + change.text + text.text[max(start, end) :])
            else:
                text = Text(text.path, change.text)
        server.put(uri, params.text_document.version, text.text)
        server.reporter.check(text.path)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_params: types.DidSaveTextDocumentParams) -> None:
        # pointers lead from one text to another
        server.reporter.check_all()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def touched(_params: types.DidChangeWatchedFilesParams) -> None:
        server.reporter.check_all()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(types.SHUTDOWN)
    def shut(_params: None) -> None:
        server.reporter.end()
        server.sentences.end()


def _watch(server: Server) -> None:
    """Ask to be told when a file of the project is changed by others."""
    able = server.client_capabilities.workspace
    watched = able.did_change_watched_files if able else None
    if not watched or not watched.dynamic_registration:
        return
    watchers = [types.FileSystemWatcher(f"**/{glob}") for glob in ("*.xml", *SETTINGS, "*.{rng,rnc,sch,xsd}")]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    asked = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    server.client_register_capability(types.RegistrationParams([asked]))
