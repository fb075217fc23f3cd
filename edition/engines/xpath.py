# SPDX-License-Identifier: MIT
"""XPath 3.1 as it is written, not as it is run: whether an expression is one, and what it names.

elementpath reads it, which opens fast. What it cannot parse is put to Saxon, by which rules are run: it has the last word.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from elementpath.xpath31 import XPath31Parser

_OF_XSLT: Final = re.compile(
    r"accumulator-(after|before)|available-system-properties|copy-of|current(-group|-grouping-key|-merge-group|-merge-key|-output-uri)?"
    r"|document|(element|function|type|stream)-available|key|regex-group|snapshot|system-property|unparsed-entity-(public-id|uri)"
)
"""The functions that XSLT adds, which Schematron may call."""
_FAULT: Final = re.compile(r"\[err:(\w+)\] (.*)", re.DOTALL)
_UNKNOWN: Final = re.compile(r"unknown function '([^']*)'")
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_VARIABLE: Final = re.compile(r"\$\s*([\w.:-]*[\w])")
_BOUND: Final = re.compile(r"(?:\b(?:for|let|some|every)\b|,|\()\s*\$\s*([\w.:-]*[\w])\s*(?=\bin\b|:=|\bas\b|,|\))")


def fault(expression: str, namespaces: Mapping[str, str]) -> str:
    """Why something is no XPath 3.1, "" where it is: syntax, prefixes, functions of no prefix. What it finds is not asked."""
    from elementpath.exceptions import ElementPathError  # noqa: PLC0415 - few ODDs have expressions of their own

    try:
        _parser(tuple(sorted(namespaces.items()))).parse(expression)
    except ElementPathError as error:
        code, said = _taken_apart(str(error))
        name = _UNKNOWN.search(said)
        if code == "XPST0017" and (not name or ":" in name[1] or _OF_XSLT.fullmatch(name[1])):
            return ""  # a function of XSLT, or one that the schema declares
        return said if code != _SYNTAX else _by_saxon(expression, namespaces)
    except (RecursionError, ValueError, TypeError, LookupError, AttributeError):  # of the parser, not of what it parses
        return ""
    return ""


def _by_saxon(expression: str, namespaces: Mapping[str, str]) -> str:
    """Why Saxon cannot parse an expression; what it says of names is not asked."""
    from edition.engines import saxon  # noqa: PLC0415 - few expressions are put to it

    declared = "".join(
        f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in namespaces.items() if prefix not in ("xml", "xsl")
    )
    stylesheet = (
        f'<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"{declared}>'
        f'<xsl:template name="asked"><xsl:sequence select={quoteattr(expression)}/></xsl:template></xsl:stylesheet>'
    )
    try:
        saxon.ensure_compiles(stylesheet)
    except saxon.StylesheetFault as error:
        return error.said.removesuffix(f" ({_SYNTAX})") if _SYNTAX in error.said else ""
    return ""


_SYNTAX: Final = "XPST0003"


@functools.lru_cache(maxsize=8)
def _parser(namespaces: tuple[tuple[str, str], ...]) -> XPath31Parser:
    from elementpath.xpath31 import XPath31Parser  # noqa: PLC0415

    return XPath31Parser(namespaces=dict(namespaces), strict=True)


def _taken_apart(error: str) -> tuple[str, str]:
    found = _FAULT.search(error)
    return (found[1], found[2]) if found else ("", error)


def free_variables(expression: str) -> Iterator[str]:
    """The variables that an expression uses and does not bind itself."""
    bare = _QUOTED.sub("''", expression)
    bound = set(_BOUND.findall(bare))
    yield from (name for name in dict.fromkeys(_VARIABLE.findall(bare)) if name not in bound)
