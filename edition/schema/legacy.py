# SPDX-License-Identifier: MIT
"""RELAX NG inside an ODD, as older customisations write content models: turned into the content of today's ODD.

What ODD has no words for (an element or attribute written out, a list) is kept as it stands. RELAX NG Specification, chapter 3.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from edition.engines.libxml import Element, etree
from edition.schema.declarations import (
    Alternate,
    Content,
    Data,
    Empty,
    Nothing,
    Occurs,
    OddFault,
    Pattern,
    PatternRef,
    Sequence,
    Text,
    Value,
    Values,
)
from edition.speech import say

RNG: Final = "http://relaxng.org/ns/structure/1.0"
_R: Final = f"{{{RNG}}}"


def content(item: Element) -> Content:
    """What a pattern of RELAX NG comes to."""
    reader = _READERS.get(etree.QName(item).localname)
    return reader(item) if reader else Pattern(serialised(item))


def serialised(item: Element) -> bytes:
    """A pattern by itself, without the namespaces of the ODD around it.

    lxml, when it puts an element into a tree, may forget that the element's own default namespace is another.
    """
    alone = etree.fromstring(etree.tostring(item, with_tail=False))
    used = {each.get("name", "").partition(":")[0] for each in alone.iter() if ":" in each.get("name", "")}
    etree.cleanup_namespaces(alone, keep_ns_prefixes=list(used))
    return bytes(etree.tostring(alone))


def _parts(item: Element) -> tuple[Content, ...]:
    return tuple(content(child) for child in item if isinstance(child.tag, str) and child.tag.startswith(_R))


def _data(item: Element) -> Content:
    if item.find(_R + "except") is not None:
        return Pattern(serialised(item))
    facets = tuple((param.get("name"), param.text or "") for param in item.iterfind(_R + "param"))
    return Data(xsd=item.get("type"), facets=facets)


_READERS: Final[Mapping[str, Callable[[Element], Content]]] = {
    "ref": lambda item: PatternRef(item.get("name")),
    "text": lambda item: Text(),
    "empty": lambda item: Empty(),
    "notAllowed": lambda item: Nothing(),
    "group": lambda item: Sequence(_parts(item)),
    "choice": lambda item: Alternate(_parts(item)),
    "interleave": lambda item: Sequence(_parts(item), ordered=False),
    "mixed": lambda item: Sequence((Text(), Sequence(_parts(item))), ordered=False),
    "optional": lambda item: Sequence(_parts(item), Occurs(0, 1)),
    "zeroOrMore": lambda item: Sequence(_parts(item), Occurs(0, None)),
    "oneOrMore": lambda item: Sequence(_parts(item), Occurs(1, None)),
    "data": _data,
    "value": lambda item: Values("closed", (Value(item.text or ""),)),
}


def external(path: Path, prefix: str) -> dict[str, tuple[bytes, ...]]:
    """The defines of a grammar outside the ODD (`moduleRef/@url`), by name, serialised; names get the prefix.

    What the root says of namespace and datatypes is said by each define, for they are to stand in another grammar.
    Raises `OddFault` where the file is no grammar or includes others.
    """
    try:
        root = etree.fromstring(path.read_bytes(), etree.XMLParser(no_network=True, resolve_entities=False))
    except OSError as error:
        raise OddFault(
            say("the external module {file} cannot be read: {why}", file=path, why=error.strerror)
        ) from error
    except etree.XMLSyntaxError as error:
        raise OddFault(say("the external module {file} is not well-formed: {why}", file=path, why=error.msg)) from None
    if root.tag != _R + "grammar" or next(root.iter(_R + "include", _R + "externalRef"), None) is not None:
        raise OddFault(say("the external module {file} is no RELAX NG grammar that stands alone", file=path))
    found: dict[str, tuple[bytes, ...]] = {}
    for define in root.iter(_R + "define"):
        for inherited in ("ns", "datatypeLibrary"):
            if root.get(inherited) and not define.get(inherited):
                define.set(inherited, root.get(inherited))
        for named in define.iter(_R + "define", _R + "ref"):
            named.set("name", prefix + named.get("name"))
        name = define.get("name")
        found[name] = (*found.get(name, ()), serialised(define))
    return found
