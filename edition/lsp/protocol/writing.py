# SPDX-License-Identifier: MIT
"""What may be written at a place, and what is written when it is chosen; a whole text laid out."""

from __future__ import annotations

from typing import Final

from lsprotocol import types

from edition import layout
from edition.engines.libxml import SyntaxFault
from edition.errors import WrongUse
from edition.lsp import completion
from edition.lsp.desk import Text
from edition.lsp.protocol.server import Refused, Server
from edition.source import document, wellformed
from edition.source.writing import NotWritten
from edition.speech import translated

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

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def lay_out(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        text = server.text(params.text_document.uri)
        machine = server.desk.machine(text)
        if machine is None:
            return []
        try:
            data = layout.laid_out(text.data, machine, server.desk.project(text.path)[0].fmt)
        except SyntaxFault as fault:
            raise Refused(str(fault)) from fault
        except (NotWritten, WrongUse) as fault:
            raise Refused(translated(fault.said, server.language)) from fault
        made = document.text(data, wellformed.encoding_of(data))
        # what is the same at both ends stays, and with it, in many programs, the cursor
        begun = _alike(text.text, made)
        ended = _alike(text.text[begun:][::-1], made[begun:][::-1])
        edit = types.TextEdit(server.span(text, begun, len(text.text) - ended), made[begun : len(made) - ended])
        return [edit] if made != text.text else []


def _alike(one: str, other: str) -> int:
    """How many signs two texts have in common at their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (first, second) in pairs if first != second), min(len(one), len(other)))


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
