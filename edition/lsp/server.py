# SPDX-License-Identifier: MIT
"""The protocol (LSP 3.17): what an editor's program asks is put to the modules that know, and answered in its terms.

Requests are answered at once, in the thread that reads them; checks go on in a thread of their own, and are told when they are done.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

from edition import names, speech
from edition.errors import EditionError, WrongUse
from edition.findings import Finding, Severity
from edition.lsp import completion, findings, hover, outline, pointing
from edition.lsp.checking import Asked, Checker, Found
from edition.lsp.desk import Desk, Text
from edition.lsp.outline import Entry
from edition.lsp.pointing import Use
from edition.source.markup import Piece
from edition.speech import translated

_PAUSE: Final = 0.3
"""How long, in seconds, an editor has not typed when his text is checked."""
_SETTINGS: Final = ("edition.toml", "pyproject.toml")
_FAILED: Final = -32803
"""`RequestFailed`: the request makes sense, and cannot be granted."""

_SEVERITIES: Final = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_KINDS: Final = {
    "element": types.CompletionItemKind.Property,
    "end": types.CompletionItemKind.Keyword,
    "attribute": types.CompletionItemKind.Field,
    "value": types.CompletionItemKind.EnumMember,
    "pointer": types.CompletionItemKind.Reference,
}


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
    """The texts of one editor, and what was found in each."""

    def __init__(self, version: str) -> None:
        super().__init__("edition", version, protocol_cls=Protocol)
        self.desk = Desk()
        self.checker = Checker(self._told)
        self.found: dict[Path, tuple[Text, list[Finding]]] = {}
        self._uris: dict[Path, str] = {}
        self._versions: dict[Path, int] = {}
        self._timers: dict[Path, asyncio.TimerHandle] = {}
        self._complained: dict[Path, str] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self.locale = ""

    # -- texts ------------------------------------------------------------------------------------------------------

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
        self._uris[path], self._versions[path] = uri, version
        self.desk.texts[path] = Text(path, text)

    def close(self, uri: str) -> None:
        """Keep a text no longer: what is saved of it holds."""
        path = self.path(uri)
        self.desk.texts.pop(path, None)
        self.found.pop(path, None)
        self.checker.forget(path)
        if timer := self._timers.pop(path, None):
            timer.cancel()
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        self._uris.pop(path, None)

    # -- checks -----------------------------------------------------------------------------------------------------

    def check(self, path: Path, pause: float = _PAUSE) -> None:
        """Have a text checked when its editor has not typed for a while."""
        self._loop = asyncio.get_running_loop()
        if timer := self._timers.pop(path, None):
            timer.cancel()
        self._timers[path] = self._loop.call_later(pause, self._ask, path)

    def _ask(self, path: Path) -> None:
        text = self.desk.texts.get(path)
        if text is None:
            return
        try:
            decided, folder = self.desk.project(path)
        except WrongUse as error:
            self._complain(path, error)
            return
        self._content(path)
        unsaved = {each: open_text.data for each, open_text in self.desk.texts.items()}
        self.checker.ask(Asked(text, decided, folder, unsaved))

    def _told(self, asked: Asked, found: Found) -> None:
        """What was found, told from the thread of the checks to that of the protocol."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._publish, asked, found)

    def _publish(self, asked: Asked, found: Found) -> None:
        path, text = asked.text.path, asked.text
        if self.desk.texts.get(path) is not text:
            return
        language = asked.decided.check.language or self.language
        if isinstance(found, EditionError):
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, translated(found.said, language)))
            return
        here = [finding for finding in found if finding.place.file.resolve() == path]
        self.found[path] = text, here
        told = [self.diagnostic(text, finding, asked.decided.check.rules_url, language) for finding in here]
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(self.uri(path), told, self._versions.get(path))
        )

    def diagnostic(self, text: Text, finding: Finding, url: str, language: str) -> types.Diagnostic:
        """A finding as the protocol has it."""
        hint = translated(finding.hint, language)
        return types.Diagnostic(
            self.range(text, findings.piece(text, finding)),
            translated(finding.message, language) + (f"\n{hint}" if hint else ""),
            _SEVERITIES[finding.severity],
            finding.code,
            types.CodeDescription(_page(finding.code, url)),
            "edition",
            related_information=list(self._related(finding)) or None,
            data={"meant": finding.meant} if finding.meant else None,
        )

    def _related(self, finding: Finding) -> Iterator[types.DiagnosticRelatedInformation]:
        for place in finding.related:
            try:
                there = self.desk.text(place.file)
            except OSError:
                continue
            about = findings.around(there, place)
            yield types.DiagnosticRelatedInformation(self.location(there, about), about.text)

    @property
    def language(self) -> str:
        """The language of the editor, where we speak it."""
        locale = self.locale.partition("-")[0].lower()
        return locale if locale in speech.LANGUAGES else speech.of_environment()

    def _complain(self, path: Path, error: WrongUse) -> None:
        """What is wrong with the settings, told in their file; a message besides, once."""
        file = next((each for up in path.parents for name in _SETTINGS if (each := up / name).is_file()), path)
        said = translated(error.said, self.language)
        line = re.search(r"\.toml:(\d+): |\(at line (\d+)", str(error))
        number = max(int(line[1] or line[2]) - 1, 0) if line else 0
        where = types.Range(types.Position(number, 0), types.Position(number + 1, 0))
        told = types.Diagnostic(where, said, types.DiagnosticSeverity.Error, source="edition")
        if self._complained.get(file) != said:
            self._complained[file] = said
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, said))
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(self.uri(file), [told]))

    def _content(self, path: Path) -> None:
        """The settings of a file are sound again."""
        for file in [each for each in self._complained if path.is_relative_to(each.parent)]:
            del self._complained[file]
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(self.uri(file), []))

    # -- places -----------------------------------------------------------------------------------------------------

    @property
    def encoding(self) -> str:
        """How columns are counted, as it was agreed on."""
        return types.PositionEncodingKind(self.workspace.position_encoding or "utf-16").value

    def offset(self, text: Text, position: types.Position) -> int:
        """The offset of a place in a text."""
        return text.lines.offset_of(position, self.encoding)

    def range(self, text: Text, piece: Piece) -> types.Range:
        """The place of a piece of a text."""
        return text.lines.range_of(piece.start, piece.end, self.encoding)

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


def _page(code: str, url: str) -> str:
    """Where the page of a rule is to be read: where the project says, else in this installation."""
    return url.format(code=code) if url else (names.data_folder("docs/rules") / f"{code}.md").as_uri()


def serve(version: str, out: BinaryIO) -> None:
    """Answer an editor's program on standard input and `out` until it goes."""
    for name in ("pygls.protocol.json_rpc", "pygls.server"):
        logging.getLogger(name).addFilter(_is_our_fault)
    made(version).start_io(stdout=out)


def _is_our_fault(record: logging.LogRecord) -> bool:
    """Whether something is to be logged: that a request was refused is told to whoever made it."""
    return not (record.exc_info and isinstance(record.exc_info[1], Refused))


def made(version: str) -> Server:
    """A server that knows what to answer."""
    server = Server(version)
    for register in (_texts, _writing, _reading, _navigation, _mending):
        register(server)
    return server


def _texts(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.locale = params.locale or ""
        folders = [each.uri for each in params.workspace_folders or ()] or [params.root_uri or ""]
        server.desk.folders = [server.path(uri) for uri in folders if uris.to_fs_path(uri)]

    @server.feature(types.INITIALIZED)
    def initialized(_params: types.InitializedParams) -> None:
        _watch(server)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        given = params.text_document
        server.put(given.uri, given.version, given.text)
        server.check(server.path(given.uri), 0)

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
        server.check(text.path)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_params: types.DidSaveTextDocumentParams) -> None:
        # pointers lead from one text to another
        for path in server.desk.texts:
            server.check(path)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def touched(_params: types.DidChangeWatchedFilesParams) -> None:
        for path in server.desk.texts:
            server.check(path)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(types.SHUTDOWN)
    def shut(_params: None) -> None:
        server.checker.end()


def _watch(server: Server) -> None:
    """Ask to be told when a file of the project is changed by others."""
    able = server.client_capabilities.workspace
    watched = able.did_change_watched_files if able else None
    if not watched or not watched.dynamic_registration:
        return
    watchers = [types.FileSystemWatcher(f"**/{glob}") for glob in ("*.xml", *_SETTINGS, "*.{rng,rnc,sch,xsd}")]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    asked = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    server.client_register_capability(types.RegistrationParams([asked]))


def _writing(server: Server) -> None:
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
            text.lines.range_of(offered.start, offered.end, server.encoding),
            offered.text if snippets and cut[1] else plain,
        ),
    )


def _reading(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        text = server.text(params.text_document.uri)
        found = hover.said(server.desk, text, server.offset(text, params.position))
        if found is None:
            return None
        said, piece = found
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, said), server.range(text, piece))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        text = server.text(params.text_document.uri)
        return [_symbol(server, text, entry) for entry in outline.outline(text)]


def _symbol(server: Server, text: Text, entry: Entry) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        entry.name,
        types.SymbolKind.Struct if entry.inner else types.SymbolKind.Field,
        text.lines.range_of(entry.tag.start, entry.end, server.encoding),
        server.range(text, entry.tag.name),
        detail=entry.known_by or None,
        children=[_symbol(server, text, each) for each in entry.inner] or None,
    )


def _navigation(server: Server) -> None:
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


def _mending(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix]))
    def act(params: types.CodeActionParams) -> list[types.CodeAction]:
        text = server.text(params.text_document.uri)
        checked, found = server.found.get(text.path, (text, []))
        if checked is not text:
            return []
        start, end = (server.offset(text, each) for each in (params.range.start, params.range.end))
        actions: list[types.CodeAction] = []
        for finding in found:
            piece = findings.piece(text, finding)
            if piece.start <= end and start <= piece.end:
                actions += _actions(server, text, finding)
        return actions


def _actions(server: Server, text: Text, finding: Finding) -> Iterator[types.CodeAction]:
    about = [server.diagnostic(text, finding, "", server.language)]
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
