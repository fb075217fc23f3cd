# SPDX-License-Identifier: MIT
"""A file that is no TEI document of today is read as one, as far as that is sensible; only a lenient reading asks for this.

TEI in a namespace of the project's own or in none (P4: `TEI.2`, `id`, `lang`) is put into TEI's; a part of a document (`surface`, `div`,
`text`) and a document of another kind get the elements around them that the views look for; entities become the characters they stand for.
Every change keeps the elements themselves, so that their places stay known.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator, Mapping
from typing import Final

from edition import names
from edition.engines import libxml
from edition.speech import joined, say

_TEI: Final = f"{{{names.TEI}}}"
_RENAMED: Final = {"TEI.2": "TEI", "teiCorpus.2": "teiCorpus"}
OLD_ROOTS: Final = frozenset(_RENAMED)
"""Names of the roots of TEI P4 and before, which had no namespace."""
_AROUND: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("TEI", "teiCorpus"), ()),
    **dict.fromkeys(("text", "sourceDoc", "facsimile", "standOff", "teiHeader", "fsdDecl"), ("TEI",)),
    **dict.fromkeys(("surface", "surfaceGrp"), ("TEI", "sourceDoc")),
    **dict.fromkeys(("zone", "line"), ("TEI", "sourceDoc", "surface")),
    **dict.fromkeys(("body", "front", "back", "group"), ("TEI", "text")),
}
"""What must stand around an element that is the root of a file; around any other, a text with a body."""

ROOTS: Final = frozenset([*_AROUND, *_RENAMED, "div", *(f"div{level}" for level in range(8))])
"""Names that tell a root of TEI's in whatever namespace."""
_MOST: Final = 1_000_000
"""The characters that the entities of one document may come to: a bomb is a document, too."""


def adapt(root: libxml.Element) -> tuple[libxml.Element, str]:
    """The root of a document that the views can show, and what was done to get there ("" for nothing)."""
    done = [*_into_namespace(root)]
    name = libxml.etree.QName(root)
    around = _AROUND.get(name.localname) if name.namespace == names.TEI else None
    if around is None:
        around = ("TEI", "text", "body")
    if around:
        done.append(say("its root is `{name}`, not `TEI`", name=name.localname))
    for wrapper in reversed(around):
        outer = libxml.etree.Element(_TEI + wrapper, nsmap={None: names.TEI})
        tail, root.tail = root.tail, None
        outer.append(root)
        outer.tail = tail
        root = outer
    if root.tag in (f"{_TEI}TEI", f"{_TEI}teiCorpus") and root.find(f"{_TEI}teiHeader") is None:
        # the views ask the header for a title
        root.insert(0, libxml.etree.Element(f"{_TEI}teiHeader", nsmap={None: names.TEI}))
    return root, joined(done, "; ")


def _into_namespace(root: libxml.Element) -> Iterator[str]:
    name = libxml.etree.QName(root)
    if name.namespace == names.TEI or name.localname not in ROOTS:
        return
    prefix = f"{{{name.namespace}}}" if name.namespace else ""
    yield (
        say("it is in the namespace “{namespace}”, not in TEI's", namespace=name.namespace)
        if prefix
        else say("it is in no namespace")
    )
    for element in root.iter("*"):
        if prefix:
            if element.tag.startswith(prefix):
                element.tag = _TEI + element.tag.removeprefix(prefix)
        elif not element.tag.startswith("{"):
            element.tag = _TEI + _RENAMED.get(element.tag, element.tag)
            for old, new in (("id", "xml:id"), ("lang", "xml:lang")):
                value = element.get(old)
                if value is not None and element.get(names.clark(new)) is None:
                    element.set(names.clark(new), value)


# -- entities --------------------------------------------------------------------------------------------------------


def resolve_entities(tree: libxml.Tree) -> Iterator[tuple[libxml.Element, str, str]]:
    """Put the content of each entity in its place, and tell of each that the file does not declare: its element, its name, what is shown.

    An entity that the file declares has its content; one with a name that every HTML page knows, that character; any other is U+FFFD.
    """
    root = tree.getroot()
    if next(root.iter(libxml.etree.Entity), None) is None:
        return
    declared = {name: content for name, content in _declared(tree) if name}
    budget = _Budget(declared)
    for entity in list(root.iter(libxml.etree.Entity)):
        parent = entity.getparent()
        if parent is None:
            continue
        name = entity.name or ""
        if name in declared and (content := budget.content(name)) is not None:
            _put(entity, parent, _parsed(content, parent))
            continue
        shown = html.entities.html5.get(f"{name};", "\ufffd")
        _put(entity, parent, shown)
        yield parent, name, shown


def _declared(tree: libxml.Tree) -> Iterator[tuple[str, str]]:
    subset = tree.docinfo.internalDTD
    for entity in subset.iterentities() if subset is not None else ():
        if entity.content is not None:
            yield entity.name, entity.content


class _Budget:
    """The contents of entities, those in them resolved, as long as the document can bear it."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        self.declared, self.left = declared, _MOST

    def content(self, name: str, inside: tuple[str, ...] = ()) -> str | None:
        """The content of an entity, None where it holds itself or would be too much."""
        if name in inside or len(inside) > 16:
            return None
        self.left -= len(self.declared[name])
        if self.left < 0:
            return None
        parts: list[str] = []
        for piece in re.split(r"(&[^\s;&#<>]+;)", self.declared[name]):
            inner = piece[1:-1]
            if piece.startswith("&") and piece.endswith(";") and inner in self.declared:
                resolved = self.content(inner, (*inside, name))
                if resolved is None:
                    return None
                parts.append(resolved)
            else:
                parts.append(piece)
        return "".join(parts)


def _parsed(content: str, parent: libxml.Element) -> str | libxml.Element:
    """What an entity's content is where it is put: plain text, or an element that holds what is to be put there."""
    if "<" not in content and "&" not in content:
        return content
    scope = " ".join(
        f'xmlns{":" + prefix if prefix else ""}="{uri}"' for prefix, uri in parent.nsmap.items() if prefix != "xml"
    )
    try:
        return libxml.parse(f"<entity {scope}>{content}</entity>".encode()).getroot()
    except libxml.SyntaxFault:
        return "\ufffd"


def _put(entity: libxml.Element, parent: libxml.Element, content: str | libxml.Element) -> None:
    at, tail = parent.index(entity), entity.tail or ""
    entity.tail = None
    parent.remove(entity)
    text = content if isinstance(content, str) else content.text or ""
    _append(parent, at, text)
    count = 0
    if not isinstance(content, str):
        for child in list(content):
            after = child.tail
            parent.insert(at + count, child)
            child.tail = after
            count += 1
    _append(parent, at + count, tail)


def _append(parent: libxml.Element, at: int, text: str) -> None:
    """Add text before the child number `at`."""
    if at:
        before = parent[at - 1]
        before.tail = (before.tail or "") + text
    elif text:
        parent.text = (parent.text or "") + text
