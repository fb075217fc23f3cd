# SPDX-License-Identifier: MIT
"""What an ODD says in TEI, as HTML: its prose, its examples, its content models in a notation that can be read aloud."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Final

from edition.engines.libxml import Element, etree
from edition.schema.declarations import (
    ONCE,
    Alternate,
    AnyElement,
    ClassRef,
    Content,
    Data,
    ElementRef,
    Empty,
    MacroRef,
    Nothing,
    Occurs,
    Pattern,
    PatternRef,
    Sequence,
    Text,
    Values,
)

Link = Callable[[str, str], str]
"""Gives the HTML of a link to a component, by its ident, around HTML; without such a component, that HTML."""

Word = Callable[[str], str]
"""Gives a word of ours as HTML, by its key (`edition.schema.labels`)."""

EXAMPLES: Final = "http://www.tei-c.org/ns/Examples"
_AS: Final = {"emph": "em", "term": "em", "mentioned": "em", "foreign": "em", "title": "em", "hi": "em", "code": "code"}
_QUOTED: Final = frozenset({"q", "quote", "soCalled", "gloss"})


def text(item: Element, link: Link) -> str:
    """The prose of an element, without the element itself."""
    return "".join(_inside(item, link))


def _inside(item: Element, link: Link) -> Iterator[str]:
    yield escape(item.text or "", quote=False)
    for child in item:
        if isinstance(child.tag, str):
            yield _element(child, link)
        yield escape(child.tail or "", quote=False)


def _element(item: Element, link: Link) -> str:
    name = etree.QName(item)
    if name.namespace == EXAMPLES:
        return example(item)
    inner = text(item, link)
    match name.localname:
        case "gi":
            return link(_words(item), f"<code>&lt;{inner}&gt;</code>")
        case "ident":
            return link(_words(item), f"<code>{inner}</code>")
        case "att":
            return f"<code>@{inner}</code>"
        case "val":
            return f"“{inner}”"
        case "tag":
            return f"<code>&lt;{inner}&gt;</code>"
        case "p" | "ab":
            return f"<p>{inner}</p>"
        case "list":
            return f"<ul>{inner}</ul>"
        case "item":
            return f"<li>{inner}</li>"
        case "ref" | "ptr":
            return _reference(item, inner)
        case "eg":
            return f"<pre>{inner}</pre>"
        case local if local in _QUOTED:
            return f"“{inner}”"
        case local if local in _AS:
            return f"<{_AS[local]}>{inner}</{_AS[local]}>"
        case _:
            return inner


def _reference(item: Element, inner: str) -> str:
    """A link, where the target is an address on the net; what points into the TEI's own book has no target here."""
    target = item.get("target", "")
    if not re.match(r"https?://|mailto:", target):
        return inner
    return f'<a href="{escape(target)}">{inner or escape(target)}</a>'


def _words(item: Element) -> str:
    return "".join(item.itertext()).strip()


def example(item: Element) -> str:
    """An `egXML` as its source reads, without the indentation that it has in the ODD."""
    lines = "".join(_source(item, outer=True)).expandtabs(2).strip("\n").rstrip().split("\n")
    first = len(lines[0]) - len(lines[0].lstrip())
    indent = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=first)
    shown = [lines[0][min(first, indent) if first else 0 :], *(line[indent:] for line in lines[1:])]
    marked = "\n".join(map(_marked, shown))
    return f'<pre class="eg"><code>{marked}</code></pre>'


def _source(item: Element, *, outer: bool = False) -> Iterator[str]:
    if not isinstance(item.tag, str):
        if item.tag is etree.Comment:
            yield f"<!--{item.text}-->"
        return
    name = etree.QName(item).localname
    inner = list(_held(item))
    if outer:
        yield from inner
        return
    attributes = "".join(f' {_name(key)}="{escape(value)}"' for key, value in item.attrib.items())
    yield f"<{name}{attributes}/>" if not inner else f"<{name}{attributes}>"
    if inner:
        yield from inner
        yield f"</{name}>"


def _held(item: Element) -> Iterator[str]:
    if item.text:
        yield escape(item.text, quote=False)
    for child in item:
        yield from _source(child)
        if child.tail:
            yield escape(child.tail, quote=False)


def _name(key: str) -> str:
    name = etree.QName(key)
    return (
        f"xml:{name.localname}" if name.namespace and name.namespace.endswith("/XML/1998/namespace") else name.localname
    )


_TAG: Final = re.compile(r"(&lt;/?)([\w.:-]+)")


def _marked(line: str) -> str:
    """A line of source as HTML, the names of its elements told apart from the words."""
    return _TAG.sub(r"\1<b>\2</b>", escape(line, quote=False))


# -- content models ---------------------------------------------------------------------------------------------------


def model(content: Content, link: Link, word: Word, *, inside: bool = False) -> str:
    """A content model: `,` is “then”, `|` is “or”, `&` is “in any order”; `?`, `*` and `+` say how often."""
    match content:
        case Text():
            return word("text")
        case Empty():
            return word("nothing")
        case Nothing():
            return word("impossible")
        case ElementRef():
            return link(content.ident, f"<code>{escape(content.ident)}</code>") + _often(content.occurs)
        case ClassRef():
            how = "" if content.expand == "alternate" else f" ({content.expand})"
            return link(content.ident, f"<code>{escape(content.ident)}</code>") + how + _often(content.occurs)
        case MacroRef() | PatternRef():
            return link(content.ident, f"<code>{escape(content.ident)}</code>") + _often(content.occurs)
        case Data():
            named = link(content.ident, f"<code>{escape(content.ident or content.xsd)}</code>")
            facets = ", ".join(f"{escape(name)} <code>{escape(value)}</code>" for name, value in content.facets)
            return named + (f" ({facets})" if facets else "") + _often(content.occurs)
        case Values():
            return " | ".join(f"“{escape(ident)}”" for ident in content.idents)
        case AnyElement():
            among = f" ({', '.join(map(escape, content.require))})" if content.require else ""
            return word("any element") + among + _often(content.occurs)
        case Pattern():
            return word("a pattern")
        case Sequence() | Alternate():
            sign = " | " if isinstance(content, Alternate) else ", " if content.ordered else " &amp; "
            inner = sign.join(model(part, link, word, inside=True) for part in content.parts)
            if content.occurs == ONCE and (not inside or len(content.parts) == 1):
                return inner
            return f"({inner})" + _often(content.occurs)


def _often(occurs: Occurs) -> str:
    match occurs:
        case Occurs(1, 1):
            return ""
        case Occurs(0, 1):
            return "?"
        case Occurs(0, None):
            return "*"
        case Occurs(1, None):
            return "+"
        case Occurs(least, None):
            return f"{{{least}…}}"
        case Occurs(least, most):
            return f"{{{least}}}" if least == most else f"{{{least}–{most}}}"
