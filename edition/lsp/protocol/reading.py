# SPDX-License-Identifier: MIT
"""What is told of a text to one who reads it: what is under the cursor, and what there is in all."""

from __future__ import annotations

from lsprotocol import types

from edition.lsp import hover, outline
from edition.lsp.desk import Text
from edition.lsp.outline import Entry
from edition.lsp.protocol.server import Server


def register(server: Server) -> None:
    """Answer what is asked of this."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        text = server.text(params.text_document.uri)
        offset = server.offset(text, params.position)
        act = hover.act(server.desk, text, offset)
        sentence = await server.sentences.of(*act, server.language) if act else ""
        found = hover.said(server.desk, text, offset, sentence)
        if found is None:
            return None
        said, piece = found
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, said), server.range(text, piece))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        text = server.text(params.text_document.uri)
        return [_symbol(server, text, entry) for entry in outline.outline(text)]

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def fold(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        text = server.text(params.text_document.uri)
        return [
            types.FoldingRange(first - 1, last - 1, kind=types.FoldingRangeKind.Comment if is_comment else None)
            for first, last, is_comment in outline.folds(text)
        ]


def _symbol(server: Server, text: Text, entry: Entry) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        entry.name.text,
        types.SymbolKind.Struct if entry.inner else types.SymbolKind.Field,
        server.span(text, entry.start, entry.end),
        server.range(text, entry.name),
        detail=entry.known_by or None,
        children=[_symbol(server, text, each) for each in entry.inner] or None,
    )
