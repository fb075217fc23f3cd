# SPDX-License-Identifier: MIT
"""From a pointer to what it leads to, from there to all who point to it, and a new name for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lsprotocol import types

from edition.errors import WrongUse
from edition.lsp import pointing
from edition.lsp.desk import Text
from edition.lsp.pointing import Use
from edition.lsp.protocol.server import Refused, Server
from edition.source.markup import Piece
from edition.speech import translated


def register(server: Server) -> None:
    """Answer what is asked of this."""

    def asked(params: Any) -> tuple[Text, tuple[pointing.Target, Piece] | None]:
        text = server.text(params.text_document.uri)
        return text, pointing.meant(server.desk, text, server.offset(text, params.position))

    def located(uses: Iterator[Use]) -> list[types.Location]:
        return [server.location(use.text, use.piece) for use in uses]

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def define(params: types.DefinitionParams) -> types.Location | None:
        _, found = asked(params)
        use = pointing.definition(server.desk, found[0]) if found else None
        return server.location(use.text, use.piece) if use else None

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def refer(params: types.ReferenceParams) -> list[types.Location]:
        text, found = asked(params)
        uses = pointing.uses(server.desk, found[0], text) if found else iter(())
        return located(use for use in uses if params.context.include_declaration or not use.is_definition)

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        text, found = asked(params)
        if found is None:
            return None
        target, piece = found
        own = (
            Piece(target.identifier, piece.end - len(target.identifier))
            if piece.text.endswith(target.identifier)
            else piece
        )
        return types.PrepareRenamePlaceholder(server.range(text, own), target.identifier)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        text, found = asked(params)
        if found is None:
            return None
        try:
            edits = [
                (use.text, use.piece, written)
                for use, written in pointing.renamed(server.desk, found[0], params.new_name, text)
            ]
        except WrongUse as error:
            raise Refused(translated(error.said, server.language)) from error
        return server.changed(edits)
