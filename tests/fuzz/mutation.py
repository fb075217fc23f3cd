# SPDX-License-Identifier: MIT
"""TEI that nobody wrote: real documents with a few things changed, byte by byte or element by element."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import libxml

ROOT: Final = Path(__file__).resolve().parents[2]

Change = Callable[[bytes, random.Random], bytes]

SEEDS: Final = (
    *sorted((ROOT / "tei").glob("*.xml")),
    ROOT / "tests/pdf/everything.xml",
    *sorted((ROOT / "tests/rules").glob("T*/broken.xml")),
    *sorted((ROOT / "tests/rules").glob("[AP]*/broken.xml")),
)
"""The documents that everything begins with."""

_TAGS: Final = """add addSpan anchor app back bibl body cb cell choice corr damage damageSpan date del delSpan div expan abbr ex figure
    foreign formula front fw gap graphic group handShift head hi item l label lb lem lg line list listChange listWit metamark milestone mod
    name note opener closer orig reg sic p pb persName ptr q quote rdg redo ref restore retrace row seg sourceDoc space subst substJoin
    supplied surface surplus table text transpose listTranspose unclear undo zone witness handNote change prefixDef TEI teiHeader""".split()
_ATTRIBUTES: Final = """xml:id xml:lang xml:base xml:space n rend style type subtype place hand change seq spanTo target corresp ref
    resp cert instant cause reason unit quantity extent wit next prev copyOf sameAs facs start end url cols rows role when notBefore ident
    matchPattern replacementPattern parts points ulx uly lrx lry columns""".split()
_VALUES: Final = (
    *(
        "",
        " ",
        "#",
        "#a",
        "#h-rev",
        "#nowhere",
        "a b",
        "0",
        "-1",
        "1e9",
        "99999999999999999999",
        "NaN",
        "true",
        "٣",
        "é",
        "\u202e",
        "'",
        '"',
    ),
    *(
        "<",
        "&",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
        '" onmouseover="alert(1)',
        "<script>alert(1)</script>",
        "x;background:url(http://127.0.0.1:9/)",
        "http://127.0.0.1:9/x#y",
        "../../outside.xml#a",
        "/dev/zero#a",
        "file:///etc/passwd",
        "x.xml#a",
    ),
    *(
        "((",
        "(a+)+$",
        "$9",
        "\\",
        "{",
        "{x}",
        "%00",
        "%zz",
        "//",
        "ru",
        "en-GB",
        "x-" * 40,
        "above",
        "overwritten",
        "1900-02-30",
        "--02-30",
    ),
)
_BYTES: Final = (
    *(
        b"<",
        b">",
        b"&",
        b'"',
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<?",
        b"?>",
        b"<!DOCTYPE a [",
        b"<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    ),
    *(
        b"&x;",
        b"&#0;",
        b"&#x10FFFF;",
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"</p>",
        b"<p>",
        b"<add>",
        b"xmlns=''",
        b"encoding='utf-7'",
    ),
    *(
        "\u2028".encode(),
        b"\r",
        b"\x1b[2J",
        b"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='../../outside.xml'/>",
    ),
)


def bytes_changed(data: bytes, chance: random.Random) -> bytes:
    """A document with a few bytes cut, doubled, moved or put in."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(data))
        to = min(len(data), at + chance.choice((1, 1, 3, 20, 200)))
        inside = data[at:to]
        put = chance.choice(
            (b"", inside * chance.choice((2, 50)), chance.choice(_BYTES) + inside, bytes([chance.randrange(256)]))
        )
        data = data[:at] + put + data[to:]
    return data


def tree_changed(data: bytes, chance: random.Random) -> bytes:
    """A document with a few elements moved, cut, doubled, wrapped or renamed, and attributes given and taken; it stays XML."""
    root = libxml.parse(data).getroot()
    for _ in range(chance.randint(1, 6)):
        elements = [each for each in root.iter("*") if each is not root]
        if not elements:
            break
        chance.choice(_CHANGES)(chance.choice(elements), chance.choice(elements), chance)
    return bytes(libxml.etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=chance.random() < 0.5))


def _renamed(element: libxml.Element, _other: libxml.Element, chance: random.Random) -> None:
    element.tag = names.clark(f"tei:{chance.choice(_TAGS)}")


def _given(element: libxml.Element, _other: libxml.Element, chance: random.Random) -> None:
    name = chance.choice(_ATTRIBUTES)
    value = "".join(sign for sign in chance.choice(_VALUES) if sign >= " ")
    element.set(names.clark(name) if ":" in name else name, value)


def _taken(element: libxml.Element, _other: libxml.Element, chance: random.Random) -> None:
    if element.attrib:
        del element.attrib[chance.choice(list(element.attrib))]


def _cut(element: libxml.Element, _other: libxml.Element, _chance: random.Random) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _copied(element: libxml.Element, other: libxml.Element, chance: random.Random) -> None:
    if len(list(element.iter())) < 200:
        other.insert(chance.randint(0, len(other)), copy.deepcopy(element))


def _moved(element: libxml.Element, other: libxml.Element, chance: random.Random) -> None:
    if element is not other and element not in other.iterancestors():
        other.insert(chance.randint(0, len(other)), element)


def _wrapped(element: libxml.Element, _other: libxml.Element, chance: random.Random) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at, tail = parent.index(element), element.tail
    element.tail = None
    for _ in range(chance.choice((1, 1, 1, 60))):
        wrapper = libxml.etree.Element(names.clark(f"tei:{chance.choice(_TAGS)}"))
        wrapper.append(element)
        element = wrapper
    element.tail = tail
    parent.insert(at, element)


def _unwrapped(element: libxml.Element, _other: libxml.Element, _chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        for number, child in enumerate(list(element)):
            parent.insert(at + number, child)
        parent.remove(element)


def _said(element: libxml.Element, _other: libxml.Element, chance: random.Random) -> None:
    element.text = "".join(sign for sign in chance.choice(_VALUES) if sign >= " ") * chance.choice((1, 1, 500))


_CHANGES: Final = (_renamed, _given, _given, _taken, _cut, _copied, _moved, _wrapped, _unwrapped, _said)
