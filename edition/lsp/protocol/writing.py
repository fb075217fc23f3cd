# SPDX-License-Identifier: MIT
"""What may be written at a place, and what is written when it is chosen."""

from __future__ import annotations

from typing import Final

from lsprotocol import types

from edition.lsp import completion
from edition.lsp.desk import Text
from edition.lsp.protocol.server import Server

_KINDS: Final = {
    "element": types.CompletionItemKind.Property,
    "end": types.CompletionItemKind.Keyword,
    "attribute": types.CompletionItemKind.Field,
    "value": types.CompletionItemKind.EnumMember,
    "pointer": types.CompletionItemKind.Reference,
}


def register(server: Server) -> None:
    """Answer what is asked of this."""
    options = types.CompletionOptions(trigger_characters=["<", "/", " ", '"', "'", "#", ":"])

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    def complete(params: types.CompletionParams) -> types.CompletionList:
        text = server.text(params.text_document.uri)
        typed = (params.context.trigger_character if params.context else "") or ""
        offset = server.offset(text, params.position)
        able = server.client_capabilities.text_document
        item = able.completion.completion_item if able and able.completion else None
        snippets = bool(item and item.snippet_support)
        items = [
            _item(server, text, offered, snippets=snippets)
            for offered in completion.offers(server.desk, text, offset, typed)
        ]
        return types.CompletionList(is_incomplete=False, items=items)


def _item(server: Server, text: Text, offered: completion.Offered, *, snippets: bool) -> types.CompletionItem:
    cut = offered.text.partition("$0")
    # without a place for the cursor the end tag would stand before it: it is offered by itself
    plain = cut[0].rstrip(">") if offered.kind == "element" and cut[1] else cut[0] + cut[2]
    return types.CompletionItem(
        offered.label,
        kind=_KINDS[offered.kind],
        detail=offered.detail or None,
        documentation=offered.description or None,
        sort_text=f"{0 if offered.is_first else 1}{offered.label}",
        filter_text=plain if plain.startswith(offered.label) or not plain.startswith("<") else f"<{offered.label}",
        insert_text_format=types.InsertTextFormat.Snippet if snippets and cut[1] else types.InsertTextFormat.PlainText,
        text_edit=types.TextEdit(
            server.span(text, offered.start, offered.end),
            offered.text if snippets and cut[1] else plain,
        ),
    )
