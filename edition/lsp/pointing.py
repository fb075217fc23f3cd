# SPDX-License-Identifier: MIT
"""Pointers and what they lead to, across the files of a project: where it is, who points to it, and what is written when it is renamed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition.errors import WrongUse
from edition.lsp.desk import Desk, Text
from edition.source.markup import Piece, Tag
from edition.speech import say
from edition.validate import pointers
from edition.validate.pointers import Leading

_NAME: Final = re.compile(r"[^\W\d][\w.-]*")


@dataclass(frozen=True, slots=True)
class Target:
    """What pointers lead to: an identifier in a file."""

    path: Path
    identifier: str


@dataclass(frozen=True, slots=True)
class Use:
    """Where an identifier is written: the file, and the piece of it that is the pointer, or the value of the `xml:id` itself."""

    text: Text
    piece: Piece
    is_definition: bool = False


def target(desk: Desk, text: Text, offset: int) -> Target | None:
    """What the pointer at an offset leads to; None where no pointer stands there, or it leads nowhere."""
    tag = text.markup.tag_at(offset)
    for each, pointer in _pointers(tag) if tag is not None else ():
        if pointer.has(offset):
            found = desk.target(text, each, pointer.text, desk.leading(text.path))
            return Target(*found) if found else None
    return None


def meant(desk: Desk, text: Text, offset: int) -> tuple[Target, Piece] | None:
    """What is meant at an offset, by a pointer or by an `xml:id`, and the piece that says it."""
    tag = text.markup.tag_at(offset)
    if tag is None:
        return None
    identifier = tag.attribute("xml:id")
    if identifier is not None and (identifier.value.has(offset) or identifier.name.has(offset)):
        return Target(text.path, identifier.value.text), identifier.value
    found = target(desk, text, offset)
    pointer = next((piece for _, piece in _pointers(tag) if piece.has(offset)), None)
    return (found, pointer) if found and pointer else None


def definition(desk: Desk, led: Target) -> Use | None:
    """Where an identifier is given."""
    there = desk.text(led.path)
    tag = there.markup.ids.get(led.identifier)
    attribute = tag.attribute("xml:id") if tag else None
    return Use(there, attribute.value, is_definition=True) if attribute else None


def uses(desk: Desk, led: Target, asking: Text) -> Iterator[Use]:
    """Where an identifier is given, and every pointer to it in the files of its project and that of the text that asks."""
    given = definition(desk, led)
    if given is not None:
        yield given
    for path in desk.files(led.path, asking.path):
        try:
            text = desk.text(path)
        except OSError:
            continue
        leading = desk.leading(path)
        for tag, pointer in _candidates(text, led.identifier, leading):
            if desk.target(text, tag, pointer.text, leading) == (led.path, led.identifier):
                yield Use(text, pointer)


def renamed(desk: Desk, led: Target, name: str, asking: Text) -> Iterator[tuple[Use, str]]:
    """Each use of an identifier, and what is to be written there instead.

    Raises `WrongUse` for a name that cannot be, or is given, or cannot be written by the prefix of some pointer.
    """
    if not _NAME.fullmatch(name):
        raise WrongUse(say("“{name}” cannot be an identifier: a letter or `_` first, no spaces", name=name))
    if name in desk.text(led.path).markup.ids and name != led.identifier:
        raise WrongUse(say("“{name}” is given already", name=name))
    for use in uses(desk, led, asking):
        written = use.piece.text
        begun = "" if use.is_definition else _begun(use, led)
        if not use.is_definition and not begun:
            raise WrongUse(
                say("{pointer} points to it by a pattern, so it cannot be renamed from here", pointer=written)
            )
        yield use, f"{begun}{name}"


def _begun(use: Use, led: Target) -> str:
    """A pointer without the identifier that it ends in."""
    begun, sign, rest = re.fullmatch(r"(.*?)([#:]?)([^#:]*)", use.piece.text, re.DOTALL).groups()  # type: ignore[union-attr] # anything matches
    return f"{begun}{sign}" if sign and (sign == "#" or rest == led.identifier) else ""


def _pointers(tag: Tag) -> Iterator[tuple[Tag, Piece]]:
    for attribute in tag.attributes():
        if pointers.is_pointer(tag.local, attribute.name.text):
            for word in attribute.value.words():
                yield tag, word


def _candidates(text: Text, identifier: str, leading: Leading | None) -> Iterator[tuple[Tag, Piece]]:
    """The pointers that could lead to an identifier: it is written in them, or a prefix that may make it of something else, or escaped."""
    plain = {ident for ident, _ in leading.prefixes()} if leading else set()
    begun = [f"{ident}:" for ident in leading.idents if ident not in plain] if leading else []
    seen: set[int] = set()
    for sought in (identifier, "%", *begun):
        for tag in text.markup.with_text(sought):
            if tag.start not in seen:
                seen.add(tag.start)
                yield from _pointers(tag)
