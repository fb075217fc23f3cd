# SPDX-License-Identifier: MIT
"""What can be done about what was found, and with what is selected."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from edition.findings import Finding
from edition.lsp import findings, wrapping
from edition.lsp.desk import Text
from edition.lsp.protocol.server import Server
from edition.speech import translated


def register(server: Server) -> None:
    """Answer what is asked of this."""
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(kinds))
    def act(params: types.CodeActionParams) -> list[types.CodeAction]:
        text = server.text(params.text_document.uri)
        start, end = (server.offset(text, each) for each in (params.range.start, params.range.end))
        actions: list[types.CodeAction] = []
        for finding in server.reporter.found_in(text):
            piece = findings.piece(text, finding)
            if piece.start <= end and start <= piece.end:
                actions += _actions(server, text, finding)
        for change in wrapping.wraps(server.desk, text, start, end):
            edit = server.changed([(text, change.piece, change.text)])
            title = translated(change.title, server.language)
            actions.append(types.CodeAction(title, types.CodeActionKind.RefactorRewrite, edit=edit))
        return actions


def _actions(server: Server, text: Text, finding: Finding) -> Iterator[types.CodeAction]:
    about = [server.reporter.diagnostic(text, finding, "", server.language)]
    changes = list(findings.changes(text, finding, server.desk.read(text.path)))
    for title in dict.fromkeys(change.title for change in changes):
        alike = [change for change in changes if change.title == title]
        yield types.CodeAction(
            translated(title, server.language),
            types.CodeActionKind.QuickFix,
            about,
            is_preferred=alike[0].is_meant or None,
            edit=server.changed([(text, change.piece, change.text) for change in alike]),
        )
