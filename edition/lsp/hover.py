# SPDX-License-Identifier: MIT
"""What is said of the thing under the cursor: an element, an attribute, a value, a pointer, a rule that is set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from edition import rules
from edition.engines.libxml import Element
from edition.lsp import pointing
from edition.lsp.completion import words_of
from edition.lsp.desk import Desk, Text
from edition.model import characters
from edition.schema import describe
from edition.source.document import Document
from edition.source.markup import Attribute, Piece, Tag
from edition.validate import ignores

_ACTS: Final = ("add", "addSpan", "del", "delSpan", "restore", "undo", "redo", "retrace", "mod", "subst", "transpose")
_IGNORE: Final = re.compile(rf"<\?{ignores.TARGET}\s+(\w+)")


def act(desk: Desk, text: Text, offset: int) -> tuple[Document, Element] | None:
    """The alteration whose name stands at an offset, as it is in the document of the text; None for anything else."""
    tag = text.markup.tag_at(offset)
    if (
        tag is None
        or tag.is_end
        or tag.local not in _ACTS
        or not tag.name.has(offset)
        or desk.leading(text.path) is None
    ):
        return None
    return desk.element(text, tag)


def said(desk: Desk, text: Text, offset: int, sentence: str = "") -> tuple[str, Piece] | None:
    """What is known of the thing at an offset, in Markdown, and the piece of the text that is meant.

    Of an alteration, the `sentence` of the ledger is part of that, if there is one; else by whom it is, as the markup has it.
    """
    tag = text.markup.tag_at(offset)
    if tag is None:
        return _rule(text, offset)
    if tag.name.has(offset):
        description = describe.description(tag.local)
        acts = f"\n\n{sentence}" if sentence else "".join(_of_act(desk, text, tag))
        return (f"**`<{tag.named}>`** {description}{acts}", tag.name) if description else None
    attribute = next((each for each in tag.attributes() if each.name.has(offset) or each.value.has(offset)), None)
    if attribute is None:
        return None
    return _attribute(tag, attribute) if attribute.name.has(offset) else _value(desk, text, tag, attribute, offset)


def _of_act(desk: Desk, text: Text, tag: Tag) -> Iterator[str]:
    """Of an alteration, its hand and its change, whether it says them itself or not."""
    leading = desk.leading(text.path) if tag.local in _ACTS and not tag.is_end else None
    found = desk.element(text, tag) if leading else None
    if leading is None or found is None or not found[1].tag.endswith(f"}}{tag.local}"):
        return
    for attribute, identifier in zip(("hand", "change"), characters.responsible(*found), strict=True):
        target = desk.target(text, tag, f"#{identifier}", leading) if identifier else None
        there = desk.text(target[0]) if target else None
        led = there.markup.ids.get(identifier) if there else None
        if there and led:
            yield f"\n\n`@{attribute}` {words_of(there, led, 300)} (`#{identifier}`)"


def _attribute(tag: Tag, attribute: Attribute) -> tuple[str, Piece] | None:
    known = describe.attributes(tag.local).get(attribute.name.text)
    if known is None:
        return None
    return f"**`@{attribute.name.text}`** of `<{tag.named}>` {known.description}", attribute.name


def _value(desk: Desk, text: Text, tag: Tag, attribute: Attribute, offset: int) -> tuple[str, Piece] | None:
    word = next((each for each in attribute.value.words() if each.has(offset)), None)
    if word is None:
        return None
    target = pointing.target(desk, text, offset)
    if target is not None:
        there = desk.text(target.path)
        led = there.markup.ids.get(target.identifier)
        if led is None:
            return None
        line = there.lines.at(led.start)[0]
        return f"**`<{led.named}>`** {words_of(there, led, 300)}\n\n{target.path.name}, line {line}", word
    meaning = describe.values(tag.local, attribute.name.text).get(word.text)
    return (f"**`{word.text}`** {meaning}", word) if meaning else None


def _rule(text: Text, offset: int) -> tuple[str, Piece] | None:
    """Of an instruction to set a rule aside, what the rule finds."""
    start = text.text.rfind("<?", 0, offset)
    found = _IGNORE.match(text.text, start) if start >= 0 else None
    if found is None or not found.start(1) <= offset <= found.end(1) or found[1] not in rules.codes():
        return None
    rule = rules.rule(found[1])
    return f"**{rule.code}** {rule.name}\n\n{rule.summary}", Piece(found[1], found.start(1))
