# SPDX-License-Identifier: MIT
"""The processing model of an element as HTML: what becomes of it, where, and under which condition. TEI Guidelines, 23.5.4.

It is shown to whoever encodes, and run by nobody here: a grammar does not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from edition.engines.libxml import Element, etree
from edition.schema.declarations import MODELS, TEI, words
from edition.schema.prose import Word

_T: Final = f"{{{TEI}}}"


def shown(models: Sequence[Element], word: Word) -> str:
    """The models of an element, the first that holds is the one that counts; those of a sequence all do, one after the other."""
    return _list("ul", models, word)


def _list(kind: str, models: Sequence[Element], word: Word) -> str:
    items = "".join(f"<li>{''.join(_model(each, word))}</li>" for each in models)
    return f'<{kind} class="models">{items}</{kind}>'


def _model(item: Element, word: Word) -> Iterator[str]:
    name = etree.QName(item).localname
    parts = []
    if behaviour := item.get("behaviour"):
        parts.append(f"<strong>{escape(behaviour)}</strong>")
    if predicate := item.get("predicate"):
        parts.append(f"{word('if')} <code>{escape(' '.join(predicate.split()))}</code>")
    if output := item.get("output"):
        parts.append(f"{word('output')} {escape(output)}")
    if name == "modelSequence":
        parts.insert(0, word("in turn"))
    yield " · ".join(parts)
    for param in item.iterfind(f"{_T}param"):
        value = " ".join((param.get("value") or "").split())
        yield f'<p class="param"><code>${escape(param.get("name", ""))}</code> = <code>{escape(value)}</code></p>'
    for rendition in item.iterfind(f"{_T}outputRendition"):
        scope = f"{escape(rendition.get('scope', ''))}: " if rendition.get("scope") else ""
        yield f'<p class="param">{scope}<code>{escape(words(rendition))}</code></p>'
    if held := [child for child in item if child.tag in MODELS]:
        yield _list("ol" if name == "modelSequence" else "ul", held, word)
