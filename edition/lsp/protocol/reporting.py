# SPDX-License-Identifier: MIT
"""What is found is told: the checks of the texts that are open, when they are due, and their findings as the protocol has them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from edition import names
from edition.errors import EditionError, WrongUse
from edition.findings import Finding, Severity, ordered
from edition.lsp import findings
from edition.lsp.checking import Asked, Checker, Found
from edition.lsp.desk import Text
from edition.speech import translated

if TYPE_CHECKING:
    from edition.lsp.protocol.server import Server

_PAUSE: Final = 0.3
"""How long, in seconds, an editor has not typed when his text is checked."""
SETTINGS: Final = ("edition.toml", "pyproject.toml")

_SEVERITIES: Final = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


class Reporter:
    """Has documents checked, and tells the editor's program what was found in each of their files.

    What is checked is a whole: a file that others include is checked in those.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._checker = Checker(self._told)
        self._timers: dict[Path, asyncio.TimerHandle] = {}
        self._found: dict[Path, tuple[Asked, dict[Path, list[Finding]]]] = {}
        self._complained: dict[Path, str] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def check(self, path: Path, pause: float = _PAUSE) -> None:
        """Have a text checked when its editor has not typed for a while."""
        self._loop = asyncio.get_running_loop()
        self._be_still(path)
        self._timers[path] = self._loop.call_later(pause, self._ask, path)

    def check_all(self) -> None:
        """Have every open text checked: something changed on which they may rest."""
        for path in self._server.desk.texts:
            self.check(path)

    def forget(self, path: Path) -> None:
        """A text is closed: of documents of which no file is open any more nothing is told."""
        self._be_still(path)
        open_wholes = {whole for each in self._server.desk.texts for whole in self._server.desk.wholes(each)}
        for whole in [each for each in self._found if each not in open_wholes]:
            _, found = self._found.pop(whole)
            self._checker.forget(whole)
            for file in {path, *found}:
                self._tell(file)
        for whole in open_wholes & {*self._server.desk.wholes(path), path}:
            self._ask(whole)

    def end(self) -> None:
        """Check no more."""
        self._checker.end()

    def found_in(self, text: Text) -> list[Finding]:
        """What was found in a text as it stands now."""
        found = (
            files[text.path]
            for asked, files in self._found.values()
            if text.path in files and asked.texts.get(text.path) is text
        )
        return ordered(finding for each in found for finding in each)

    def _be_still(self, path: Path) -> None:
        if timer := self._timers.pop(path, None):
            timer.cancel()

    def _ask(self, path: Path) -> None:
        """Ask for a check of the documents that a text is of."""
        self._timers.pop(path, None)
        desk = self._server.desk
        for whole in desk.wholes(path):
            try:
                decided, folder = desk.project(whole)
            except WrongUse as error:
                self._complain(whole, error)
                continue
            self._content(whole)
            self._checker.ask(Asked(whole, desk.parts(whole), decided, folder, dict(desk.texts)))

    def _told(self, asked: Asked, found: Found) -> None:
        """What was found, told from the thread of the checks to that of the protocol."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._keep, asked, found)

    def _keep(self, asked: Asked, found: Found) -> None:
        texts = self._server.desk.texts
        if isinstance(found, EditionError):
            said = translated(found.said, asked.decided.check.language or self._server.language)
            self._server.window_show_message(types.ShowMessageParams(types.MessageType.Error, said))
            return
        if not any(asked.texts.get(file) is texts.get(file) for file in (asked.path, *asked.parts)):
            return
        files: dict[Path, list[Finding]] = {asked.path: [], **{part: [] for part in asked.parts}}
        for finding in found:
            files.setdefault(finding.place.file.resolve(), []).append(finding)
        before = self._found.get(asked.path, (asked, {}))[1]
        self._found[asked.path] = asked, files
        for file in {**before, **files}:
            if file in texts or before.get(file) or files.get(file):
                self._tell(file)

    def _tell(self, file: Path) -> None:
        """Tell what was found in a file, if it is still what was checked."""
        server = self._server
        try:
            text = server.desk.text(file)
        except OSError:
            return
        is_open = file in server.desk.texts
        told: dict[Finding, types.Diagnostic] = {}
        for asked, files in self._found.values():
            if file not in files:
                continue
            if is_open and asked.texts.get(file) is not text:
                return
            language = asked.decided.check.language or server.language
            for finding in files[file]:
                told[finding] = self.diagnostic(text, finding, asked.decided.check.rules_url, language)
        server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(server.uri(file), list(told.values()), server.versions.get(file))
        )

    def diagnostic(self, text: Text, finding: Finding, url: str, language: str) -> types.Diagnostic:
        """A finding as the protocol has it."""
        hint = translated(finding.hint, language)
        return types.Diagnostic(
            self._server.range(text, findings.piece(text, finding)),
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
                there = self._server.desk.text(place.file)
            except OSError:
                continue
            about = findings.around(there, place)
            yield types.DiagnosticRelatedInformation(self._server.location(there, about), about.text)

    def _complain(self, path: Path, error: WrongUse) -> None:
        """What is wrong with the settings, told in their file; a message besides, once."""
        file = next((each for up in path.parents for name in SETTINGS if (each := up / name).is_file()), path)
        said = translated(error.said, self._server.language)
        line = re.search(r"\.toml:(\d+): |\(at line (\d+)", str(error))
        number = max(int(line[1] or line[2]) - 1, 0) if line else 0
        where = types.Range(types.Position(number, 0), types.Position(number + 1, 0))
        told = types.Diagnostic(where, said, types.DiagnosticSeverity.Error, source="edition")
        if self._complained.get(file) != said:
            self._complained[file] = said
            self._server.window_show_message(types.ShowMessageParams(types.MessageType.Error, said))
        self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(self._server.uri(file), [told]))

    def _content(self, path: Path) -> None:
        """The settings of a file are sound again."""
        for file in [each for each in self._complained if path.is_relative_to(each.parent)]:
            del self._complained[file]
            self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(self._server.uri(file), []))


def _page(code: str, url: str) -> str:
    """Where the page of a rule is to be read: where the project says, else in this installation."""
    return url.format(code=code) if url else (names.data_folder("docs/rules") / f"{code}.md").as_uri()
