# SPDX-License-Identifier: MIT
"""What the headers of documents claim of transcripts: which lines are encoded by which part, no line left out, none twice.

The claim is a `bibl type="transcript"` in the `sourceDesc`, with a `ref` to the file and a `biblScope unit="line"` for each range.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from edition import names
from edition.engines import libxml
from edition.findings import Finding
from edition.model.comparison import quoted
from edition.source.document import Document
from edition.source.transcript import Transcript
from edition.speech import say, say_of

_TRANSCRIPT: Final = ".//tei:sourceDesc//tei:bibl[@type='transcript']"


@dataclass(frozen=True, slots=True)
class Scope:
    """A range of lines, both ends included, that a part of a document says it encodes."""

    document: Document
    transcript: Path
    first: int
    last: int
    part: libxml.Element
    declared: libxml.Element
    """The `biblScope`, for findings about the claim itself."""


def transcripts(document: Document) -> list[Path]:
    """The transcripts that a document's header names, as paths beside the document. Empty for a register."""
    return [path for _, path in _named(document) if path is not None]


def names_transcript(document: Document) -> bool:
    """Whether a document says that it was made from a transcript, even where it fails to say from which."""
    return next(_named(document), None) is not None


def _named(document: Document) -> Iterator[tuple[libxml.Element, Path | None]]:
    for bibl in document.root.iterfind(_TRANSCRIPT, names.NAMESPACES):
        for ref in bibl.iterfind(".//tei:ref[@target]", names.NAMESPACES):
            yield bibl, _beside(document, (ref.get("target") or "").strip())
            break
        else:
            yield bibl, None


def _beside(document: Document, target: str) -> Path | None:
    """The file that a relative address means, seen from a document; None for any other address."""
    try:
        address = urlsplit(target)
    except ValueError:
        return None
    name = unquote(address.path)
    if address.scheme or address.netloc or not name or "\0" in name:
        return None
    return Path(os.path.normpath(document.path.parent / name))


def scopes(document: Document) -> tuple[list[Scope], list[Finding]]:
    """The ranges of lines that a document claims, and what is wrong with the claims in themselves.

    A range that ends before it begins or names no part is a finding and no scope; whether the transcript has so many
    lines is asked by `fitting`.
    """
    found: list[Scope] = []
    findings: list[Finding] = []
    for bibl, path in _named(document):
        if path is None:
            findings.append(
                Finding(
                    "COL008",
                    document.place(bibl),
                    say("this bibl names no file as the transcript"),
                    say('give it `<ref target="transcripts/….txt">`, a path from this document'),
                )
            )
            continue
        declared = bibl.findall(".//tei:biblScope[@unit='line']", names.NAMESPACES)
        if not declared:
            findings.append(
                Finding(
                    "COL009",
                    document.place(bibl),
                    say("the transcript is named, but not the lines that this document encodes"),
                    say('add `<biblScope unit="line" from="…" to="…" corresp="#…"/>`'),
                )
            )
        for element in declared:
            scope = _scope(document, path, element)
            if isinstance(scope, Finding):
                findings.append(scope)
            else:
                found.append(scope)
    return found, findings


def _scope(document: Document, path: Path, element: libxml.Element) -> Scope | Finding:
    place = document.place(element)
    ends = [element.get(name) or "" for name in ("from", "to")]
    numbers = [int(end) for end in ends if end.isascii() and end.isdigit() and len(end) < 10]
    if len(numbers) < 2 or not 1 <= numbers[0] <= numbers[1]:
        return Finding(
            "COL009",
            place,
            say("the range of lines from “{first}” to “{last}” is none", first=ends[0], last=ends[1]),
            say("`from` and `to` are line numbers of the transcript, counted from 1, `from` not after `to`"),
        )
    pointer = (element.get("corresp") or "").strip()
    part = document.ids.get(pointer[1:]) if pointer.startswith("#") else None
    if not pointer:
        part = document.root.find("tei:text", names.NAMESPACES)
    if part is None:
        return Finding(
            "COL010",
            place,
            say("no part of this document has the id that `corresp` names: “{pointer}”", pointer=pointer)
            if pointer
            else say("this document has no text"),
            say(
                "`corresp` points to the `text`, the `teiHeader` or another part of this document that encodes these lines"
            ),
        )
    return Scope(document, path, numbers[0], numbers[1], part, element)


def fitting(claimed: Iterable[Scope], transcript: Transcript) -> tuple[list[Scope], list[Finding]]:
    """Of the claims on a transcript, those that it has the lines for; for the others, a finding."""
    kept: list[Scope] = []
    findings: list[Finding] = []
    for scope in claimed:
        if scope.last <= len(transcript.lines):
            kept.append(scope)
            continue
        findings.append(
            Finding(
                "COL009",
                scope.document.place(scope.declared),
                say(
                    "lines {first}–{last} are claimed, but {file} has only {count}",
                    first=scope.first,
                    last=scope.last,
                    file=transcript.path,
                    count=len(transcript.lines),
                ),
                say("correct `from` and `to`; an editor that counts a last empty line counts one too many"),
                related=(transcript.place(max(len(transcript.lines), 1)),),
            )
        )
    return kept, findings


def coverage(claimed: Sequence[Scope], transcript: Transcript) -> list[Finding]:
    """Whether the claims of all documents on a transcript leave no line with text out, and take none twice."""
    findings: list[Finding] = []
    taken: dict[int, Scope] = {}
    for scope in claimed:
        twice = [
            n
            for n in range(scope.first, min(scope.last, len(transcript.lines)) + 1)
            if n in taken and n in transcript.inked
        ]
        if twice:
            other = taken[twice[0]]
            there = other.document.place(other.declared)
            findings.append(
                Finding(
                    "COL007",
                    scope.document.place(scope.declared),
                    say_of(
                        len(twice),
                        "{lines} of {file} is claimed twice, here and at {there}",
                        "{lines} of {file} are claimed twice, here and at {there}",
                        lines=_lines(twice),
                        file=transcript.path,
                        there=there,
                    ),
                    say("each line of a transcript is encoded by one part of one document"),
                    related=(there, transcript.place(twice[0])),
                )
            )
        for number in range(scope.first, min(scope.last, len(transcript.lines)) + 1):
            taken.setdefault(number, scope)
    for run in _runs([number for number in sorted(transcript.inked) if number not in taken], transcript):
        text = transcript.line(run[0])
        said = say("no document encodes {text}", text=quoted(text))
        if len(run) > 1:
            said = say_of(
                len(run),
                "{text} is left out, the first of {n} line of which no document says that it encodes it ({lines})",
                "{text} is left out, the first of {n} lines of which no document says that it encodes them ({lines})",
                text=quoted(text),
                lines=_lines(run),
            )
        findings.append(
            Finding(
                "COL006",
                transcript.place(run[0], len(text) - len(text.lstrip()) + 1),
                said,
                say("widen a `biblScope` of the header that should encode this, and encode it"),
            )
        )
    return findings


def _runs(numbers: Sequence[int], transcript: Transcript) -> Iterator[list[int]]:
    """Line numbers in runs; blank lines between them do not part a run."""
    run: list[int] = []
    for number in numbers:
        if run and any(between in transcript.inked for between in range(run[-1] + 1, number)):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _lines(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return say("line {line}", line=numbers[0])
    return say("lines {first}–{last}", first=numbers[0], last=numbers[-1])
