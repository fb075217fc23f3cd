# SPDX-License-Identifier: MIT
"""What words that are selected can be marked as, where the schema allows it: deleted, added, replaced, corrected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.lsp.desk import Desk, Text
from edition.lsp.findings import Change
from edition.source.markup import Piece, Tag
from edition.speech import Said, say

_ACTS: Final = ("add", "addSpan", "del", "delSpan", "subst", "restore", "mod", "retrace")
_WAYS: Final[tuple[tuple[str, Said, str], ...]] = (
    ("del", say("Mark as deleted"), "<del{by}>{words}</del>"),
    ("add", say("Mark as added"), "<add{by}>{words}</add>"),
    ("subst", say("Mark as replaced"), "<subst{by}><del>{words}</del><add></add></subst>"),
    ("choice", say("Mark as to be corrected"), "<choice><sic>{words}</sic><corr></corr></choice>"),
)


def wraps(desk: Desk, text: Text, start: int, end: int) -> Iterator[Change]:
    """What may be made of the words from one offset to another; nothing where they are not whole elements and text."""
    chosen = text.text[start:end]
    words = chosen.strip()
    start += len(chosen) - len(chosen.lstrip())
    if not words or not _is_whole(text, start, start + len(words)):
        return
    allowed = {offer.name.rpartition(":")[2]: offer.name for offer in desk.completion(text, start).offers}
    by = _as_before(text, start)
    for name, title, written in _WAYS:
        if allowed.get(name) == name:
            yield Change(title, Piece(words, start), written.format(by=by, words=words))


def _is_whole(text: Text, start: int, end: int) -> bool:
    """Whether every tag between two offsets has its partner there."""
    if not (text.markup.is_text(start) and text.markup.is_text(end)):
        return False
    opened: list[str] = []
    for token in text.markup.between(start, end):
        if not isinstance(token, Tag) or token.is_empty:
            continue
        if not token.is_end:
            opened.append(token.named)
        elif not opened or opened.pop() != token.named:
            return False
    return not opened


def _as_before(text: Text, offset: int) -> str:
    """The hand and the change of the last alteration before an offset: the next is probably of the same."""
    for tag in text.markup.before(offset):
        if tag.local in _ACTS and not tag.is_end and (hand := tag.attribute("hand")):
            given = [each for each in (hand, tag.attribute("change")) if each]
            return "".join(f' {each.name.text}="{each.value.text}"' for each in given)
    return ""
