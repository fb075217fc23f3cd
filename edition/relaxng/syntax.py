# SPDX-License-Identifier: MIT
"""What a schema in XML syntax may be made of (RELAX NG § 3 and 4.16): elements, attributes, where each may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from edition.engines import expressions
from edition.engines.libxml import Element
from edition.relaxng.loader import File, SchemaFault, children, inherited_namespace, kind
from edition.speech import say

_PATTERNS: Final = frozenset(
    (
        *(
            "element",
            "attribute",
            "group",
            "interleave",
            "choice",
            "optional",
            "zeroOrMore",
            "oneOrMore",
            "list",
            "mixed",
        ),
        *("ref", "parentRef", "empty", "text", "value", "data", "notAllowed", "externalRef", "grammar"),
    )
)
_NAMES: Final = frozenset(("name", "anyName", "nsName", "choice"))
_ANY: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class _Form:
    """What an element may have: attributes (required first), children of which kinds and how many, whether text."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    holds: frozenset[str] = frozenset()
    least: int = 0
    most: int = _ANY
    text: bool = False


_SEVERAL: Final = _Form((), (), _PATTERNS, 1)
_LEAF: Final = _Form()
_COMPONENTS: Final = frozenset(("start", "define", "div", "include"))
_FORMS: Final = {
    **dict.fromkeys(("group", "interleave", "optional", "zeroOrMore", "oneOrMore", "list", "mixed"), _SEVERAL),
    "element": _Form((), ("name",), _PATTERNS | _NAMES, 1),
    "attribute": _Form((), ("name",), _PATTERNS | _NAMES),
    **dict.fromkeys(("ref", "parentRef"), _Form(("name",))),
    **dict.fromkeys(("empty", "text", "notAllowed"), _LEAF),
    "value": _Form((), ("type",), text=True),
    "data": _Form(("type",), (), frozenset(("param", "except"))),
    "param": _Form(("name",), (), text=True),
    "externalRef": _Form(("href",)),
    "grammar": _Form((), (), _COMPONENTS),
    "div": _Form((), (), _COMPONENTS),
    "include": _Form(("href",), (), _COMPONENTS - {"include"}),
    "start": _Form((), ("combine",), _PATTERNS, 1, 1),
    "define": _Form(("name",), ("combine",), _PATTERNS, 1),
    "name": _Form(text=True),
    **dict.fromkeys(("anyName", "nsName"), _Form((), (), frozenset(("except",)), 0, 1)),
}
_is_ncname = re.compile(f"[{expressions.NAME_START[1:]}][{expressions.NAME[1:]}]*").fullmatch
_XMLNS: Final = "http://www.w3.org/2000/xmlns"


def check(file: File) -> None:
    """Raises the first `SchemaFault` of a file's syntax."""
    for fault in _faults(file.root, file, in_name=False):
        raise fault


def _faults(node: Element, file: File, *, in_name: bool) -> Iterator[SchemaFault]:
    name = kind(node)
    form = _form(node, in_name=in_name)
    if form is None:
        yield file.fault(node, say("`<{name}>` is no element of RELAX NG", name=name))
        return
    yield from _attributes(node, name, form, file)
    inner = children(node)
    text = (node.text or "") + "".join(child.tail or "" for child in node)
    if not form.text and text.strip():
        yield file.fault(node, say("`<{name}>` holds text: “{text}”", name=name, text=" ".join(text.split())[:40]))
    if form.text and inner:
        yield file.fault(node, say("`<{name}>` holds elements, and may hold text only", name=name))
    for child in inner:
        if kind(child) not in form.holds:
            yield file.fault(child, say("`<{kind}>` may not stand in `<{name}>`", kind=kind(child), name=name))
    if not form.least <= len(inner) <= form.most:
        yield file.fault(
            node, say("`<{name}>` holds too much", name=name) if inner else say("`<{name}>` holds nothing", name=name)
        )
    yield from _special(node, name, inner, file)
    named = node.get("name") is not None
    for number, child in enumerate(inner):
        within = in_name if name in ("choice", "except") else name in ("anyName", "nsName")
        within = within or (name in ("element", "attribute") and not named and number == 0)
        yield from _faults(child, file, in_name=within)


def _form(node: Element, *, in_name: bool) -> _Form | None:
    name = kind(node)
    if name in ("choice", "except"):
        return _Form((), (), _NAMES if in_name else _PATTERNS, 1)
    return _FORMS.get(name)


def _attributes(node: Element, name: str, form: _Form, file: File) -> Iterator[SchemaFault]:
    for attribute in node.attrib:
        known = (*form.required, *form.optional, "ns", "datatypeLibrary")
        if not str(attribute).startswith("{") and attribute not in known:
            yield file.fault(node, say("`@{attribute}` is no attribute of `<{name}>`", attribute=attribute, name=name))
    for attribute in form.required:
        if node.get(attribute) is None:
            yield file.fault(node, say("`<{name}>` lacks `@{attribute}`", name=name, attribute=attribute))
    combine = node.get("combine")
    if combine is not None and combine.strip() not in ("choice", "interleave"):
        yield file.fault(node, say("things combine as choice or interleave, not as “{combine}”", combine=combine))
    library = node.get("datatypeLibrary")
    if library and (not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:.", library) or "#" in library):
        yield file.fault(node, say("“{library}” is no address of a datatype library", library=library))
    for attribute in ("name", "type"):
        given = node.get(attribute)
        if given is None or name == "param":
            continue
        parts = given.strip().split(":") if name in ("element", "attribute") else [given.strip()]
        if len(parts) > 2 or not all(map(_is_ncname, parts)):
            yield file.fault(node, say("“{given}” is no name", given=given))


def _special(node: Element, name: str, inner: list[Element], file: File) -> Iterator[SchemaFault]:
    """What the table does not say."""
    if name in ("element", "attribute"):
        patterns = inner if node.get("name") is not None else inner[1:]
        if node.get("name") is None and (not inner or kind(inner[0]) not in _NAMES):
            yield file.fault(node, say("`<{name}>` has no name", name=name))
        elif any(kind(child) not in _PATTERNS for child in patterns):
            yield file.fault(node, say("`<{name}>` has two names", name=name))
        elif name == "element" and not patterns:
            yield file.fault(node, say("`<element>` says not what it holds: write `<empty/>` where it is nothing"))
        elif name == "attribute" and len(patterns) > 1:
            yield file.fault(node, say("`<attribute>` holds more than one pattern"))
        if name == "attribute":
            yield from _declarations(node, inner, file)
    if name == "data" and any(kind(child) == "except" for child in inner[:-1]):
        yield file.fault(node, say("`<except>` comes once, and last"))
    if name in ("anyName", "nsName"):
        forbidden = ("anyName",) if name == "anyName" else ("anyName", "nsName")
        for each in node.iterdescendants():
            if isinstance(each.tag, str) and kind(each) in forbidden:
                yield file.fault(
                    each, say("`<{kind}>` may not be excepted from `<{name}>`", kind=kind(each), name=name)
                )


def _declarations(node: Element, inner: list[Element], file: File) -> Iterator[SchemaFault]:
    """Declarations of namespaces are no attributes (§ 4.16), whichever way they are named."""
    if node.get("name") is not None:
        named = [(node, node.get("ns") or "", node.get("name") or "")]
    else:
        named = [
            (each, inherited_namespace(each, file), each.text or "")
            for first in inner[:1]
            for each in first.iter()
            if isinstance(each.tag, str) and kind(each) in ("name", "nsName")
        ]
    for each, uri, name in named:
        if uri.rstrip("/#") == _XMLNS:
            yield file.fault(each, say("declarations of namespaces are no attributes"))
        elif not uri and name.strip() == "xmlns":
            yield file.fault(each, say("`xmlns` is no attribute"))
