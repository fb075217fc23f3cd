# SPDX-License-Identifier: MIT
"""Whether the statements of an ODD are made of what an ODD is made of: names, words, rules of Schematron and their XPath.

What is misspelt means nothing, and nobody would know: an element or attribute that TEI does not have there is told of. A name that XML
cannot have, a word that is none of those there are, an expression that cannot be read are faults. TEI Guidelines, chapter 23.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from edition.engines import expressions, xpath
from edition.engines.libxml import Element, etree
from edition.findings import Finding, Severity
from edition.schema import legacy, places
from edition.schema.declarations import (
    CONTRADICTION,
    IN_VAIN,
    MISSING,
    SCHEMATRON,
    TEI,
    UNREADABLE,
    meant,
)
from edition.speech import joined, say

_T: Final = f"{{{TEI}}}"
_S: Final = f"{{{SCHEMATRON}}}"
_R: Final = f"{{{legacy.RNG}}}"


def _set(names: str) -> frozenset[str]:
    """Names, written with spaces between them."""
    return frozenset(names.split())


_SAID: Final = _set("gloss equiv altIdent desc remarks exemplum listRef valDesc")
_SPEC: Final = _SAID | {"constraintSpec"}
_PARTICLES: Final = _set(
    "empty textNode anyElement elementRef classRef macroRef dataRef valList sequence alternate interleave"
)
_HOLDS: Final[Mapping[str, frozenset[str]]] = {
    "elementSpec": _SPEC | _set("classes content valList attList model modelGrp modelSequence"),
    "classSpec": _SPEC | {"classes", "attList"},
    "macroSpec": _SPEC | {"content", "valList", "dataRef"},
    "dataSpec": _SPEC | {"content", "valList", "dataRef"},
    "constraintSpec": _SAID | {"constraint"},
    "classes": frozenset({"memberOf"}),
    "attList": _SAID | {"attList", "attDef", "attRef"},
    "attDef": _SPEC | {"datatype", "defaultVal", "valList"},
    "datatype": _PARTICLES,
    "valList": _SAID | {"valItem", "paramList"},
    "valItem": _SAID | {"paramList"},
    "content": _PARTICLES,
    "sequence": _PARTICLES,
    "alternate": _PARTICLES,
    "interleave": _PARTICLES,
}
"""What may stand in what, of TEI; the content of `content` is told by whoever compiles it."""
_COMPILED: Final = frozenset({"content", "sequence", "alternate", "interleave", "datatype"})
STATEMENTS: Final = _set(
    "moduleRef elementRef classRef macroRef dataRef specGrp specGrpRef elementSpec classSpec macroSpec dataSpec moduleSpec "
    "constraintSpec constraintDecl attRef"
)
"""What stands in a `schemaSpec` or a `specGrp`, prose apart."""
_DEFINED: Final = _set("ident module mode validUntil predeclare")
_BEARS: Final[Mapping[str, frozenset[str]]] = {
    "moduleRef": _set("key url prefix include except"),
    "elementRef": _set("key minOccurs maxOccurs"),
    "classRef": _set("key expand include except minOccurs maxOccurs"),
    "macroRef": _set("key minOccurs maxOccurs"),
    "dataRef": _set("key name ref restriction minOccurs maxOccurs"),
    "elementSpec": _DEFINED | {"ns", "prefix"},
    "classSpec": _DEFINED | {"type", "subtype", "generate"},
    "macroSpec": _DEFINED | {"type"},
    "dataSpec": _DEFINED,
    "constraintSpec": _DEFINED | {"scheme", "type", "subtype"},
    "memberOf": _set("key mode min max"),
    "classes": frozenset({"mode"}),
    "attList": frozenset({"org"}),
    "attDef": _DEFINED | {"usage", "ns"},
    "attRef": _set("class name"),
    "valList": _set("type mode validUntil"),
    "valItem": _DEFINED,
    "dataFacet": _set("name value"),
}
"""The attributes of what, but for those that everything in TEI may have."""
_WORDS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("attDef", "usage"): ("opt", "rec", "req"),
    ("attList", "org"): ("group", "choice"),
    ("classes", "mode"): ("change", "replace"),
    ("memberOf", "mode"): ("add", "delete"),
}
_NAMED: Final = _set("elementSpec classSpec macroSpec dataSpec attDef")
_NCNAME: Final = re.compile(f"[{expressions.NAME_START}][{expressions.NAME}]*".replace(":", "", 1))
_DAY: Final = re.compile(r"-?\d{4,}-\d\d-\d\d")
_ASSERTED: Final = _set("pattern rule assert report let ns key diagnostics diagnostic")
_EXPRESSIONS: Final = ("context", "test", "value", "select", "use", "match")
KNOWN_PREFIXES: Final[Mapping[str, str]] = {
    "tei": TEI,
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xs": "http://www.w3.org/2001/XMLSchema",
    "xsl": "http://www.w3.org/1999/XSL/Transform",
    "fn": "http://www.w3.org/2005/xpath-functions",
    "math": "http://www.w3.org/2005/xpath-functions/math",
    "map": "http://www.w3.org/2005/xpath-functions/map",
    "array": "http://www.w3.org/2005/xpath-functions/array",
}
"""The prefixes that the rules of an ODD may use without declaring them."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the rules of an ODD may name that is declared anywhere in it."""

    prefixes: Mapping[str, str]
    variables: frozenset[str]

    @classmethod
    def of(cls, root: Element) -> Around:
        """What the whole of an ODD declares."""
        pairs = ((each.get("prefix") or "", each.get("uri") or "") for each in root.iter(f"{_S}ns"))
        declared = {prefix: uri for prefix, uri in pairs if uri and _NCNAME.fullmatch(prefix)}
        bound = {each.get("name", "") for each in root.iter(f"{_S}let", f"{_XSL}variable", f"{_XSL}param")}
        return cls({**KNOWN_PREFIXES, **declared}, frozenset(bound))


_XSL: Final = "{http://www.w3.org/1999/XSL/Transform}"


def findings(item: Element, around: Around) -> Iterator[Finding]:
    """What is wrong with the form of a statement of an ODD, and of what stands in it."""
    yield from _bears(item)
    name = _local(item)
    if name not in _HOLDS and item.tag != f"{_T}constraint":
        if name not in STATEMENTS and (hint := meant(name, STATEMENTS)):
            yield _warning(item, say("{element} means nothing here", element=name), hint)
        return
    if name == "constraint":
        yield from _rules(item, around)
        return
    if name in ("attList", "valList"):
        yield from _each_once(item)
    if (
        name == "valList"
        and item.get("type") == "closed"
        and item.get("mode") != "change"
        and not item.findall(f"{_T}valItem")
    ):
        yield _warning(item, say("the list of values is closed, and has none: whatever its datatype allows is one"), "")
    for child in item:
        if not isinstance(child.tag, str):
            continue
        if child.tag.startswith(_R):
            yield from _pattern(child)
        elif not child.tag.startswith(_T):
            continue
        elif _local(child) in _HOLDS[name] or name in _COMPILED:
            if _local(child) not in _SAID:
                yield from findings(child, around)
            elif _local(child) == "altIdent":
                yield from _other_name(child)
        else:
            said = say("{element} means nothing in {parent}", element=_local(child), parent=name)
            yield _warning(child, said, meant(_local(child), _HOLDS[name]))


def name_of_schema(spec: Element) -> Iterator[Finding]:
    """What is wrong with the name of a schema, by which files are called, and with the prefix of its patterns."""
    for attribute in ("ident", "prefix"):
        value = spec.get(attribute)
        if value and not _NCNAME.fullmatch(value):
            yield _fault(spec, _no_name("schemaSpec", attribute, value))


def _bears(item: Element) -> Iterator[Finding]:
    """What is wrong with the attributes of an element."""
    name = _local(item)
    if name in _NAMED and (ident := item.get("ident")):
        prefix, colon, local = ident.rpartition(":")
        is_known = not colon or (name == "attDef" and (prefix == "xml" or prefix in item.nsmap or item.get("ns")))
        if not is_known and name == "attDef" and _NCNAME.fullmatch(prefix):
            said = say("the prefix of the attribute {name} stands for no namespace", name=ident)
            yield _fault(item, said, say("declare it in the ODD by xmlns:{prefix}", prefix=prefix))
        elif not is_known or not _NCNAME.fullmatch(local if is_known else ident):
            yield _fault(item, _no_name(name, "ident", ident))
    if name == "valItem" and item.get("ident") is None:
        yield _fault(item, say("{element} without {attribute}", element=name, attribute="ident"))
    if (day := item.get("validUntil")) and not _DAY.fullmatch(day):
        said = say("{element} is valid until {day}, which is no day", element=name, day=day)
        yield _fault(item, said, say("write it as 2031-01-31"))
    for (element, attribute), known in _WORDS.items():
        value = item.get(attribute) if element == name else None
        if value is not None and value not in known:
            said = say(
                "{element} has {attribute} {value}; there are {known}",
                element=name,
                attribute=attribute,
                value=value,
                known=joined(known, ", "),
            )
            yield _fault(item, said, meant(value, known))
    if name not in _BEARS:
        return
    for attribute in item.attrib:
        if attribute not in _BEARS[name] and "{" not in attribute and (hint := meant(attribute, _BEARS[name])):
            said = say("{element} has an attribute {attribute}, which means nothing", element=name, attribute=attribute)
            yield _warning(item, said, hint)


def _no_name(element: str, attribute: str, value: str) -> str:
    return say(
        "{element} has {attribute} “{value}”, which XML has for no name",
        element=element,
        attribute=attribute,
        value=value,
    )


def _other_name(item: Element) -> Iterator[Finding]:
    value = "".join(item.itertext()).strip()
    parent = item.getparent()
    if _local(parent) in ("elementSpec", "attDef") and not all(map(_NCNAME.fullmatch, value.split(":", 1))):
        yield _fault(item, say("altIdent is “{value}”, which XML has for no name", value=value))


def _each_once(item: Element) -> Iterator[Finding]:
    """What a list declares twice: an attribute in one list is a contradiction, a value in another is said in vain."""
    seen: set[str] = set()
    child = "attDef" if _local(item) == "attList" else "valItem"
    for each in item.iterfind(f"{_T}{child}"):
        ident = each.get("ident") or ""
        if ident in seen and each.get("mode", "add") == "add":
            if child == "attDef":
                yield _fault(each, say("{ident} is declared twice", ident=f"@{ident}"), code=CONTRADICTION)
            else:
                yield _warning(each, say("the value {ident} is listed twice", ident=ident), "")
        seen.add(ident)


# -- what is not ODD --------------------------------------------------------------------------------------------------


def _pattern(item: Element) -> Iterator[Finding]:
    """What in RELAX NG is no RELAX NG."""
    for each in item.iter(f"{_R}*"):
        if _local(each) not in _PATTERNS:
            said = say("{element} is no element of RELAX NG", element=_local(each))
            yield _fault(each, said, meant(_local(each), _PATTERNS))


_PATTERNS: Final = _set(
    "element attribute group interleave choice optional zeroOrMore oneOrMore list mixed ref parentRef empty text value data param "
    "except notAllowed externalRef grammar start define div include name anyName nsName"
)


def _rules(item: Element, around: Around) -> Iterator[Finding]:
    """What is wrong with the Schematron of a constraint."""
    for each in item.iterdescendants(f"{_S}*", f"{_XSL}*"):
        name = _local(each)
        if each.tag.startswith(_S):
            if each.getparent().tag in (item.tag, f"{_S}pattern", f"{_S}rule") and name not in _IN_RULES:
                yield _fault(each, say("{element} is no element of Schematron", element=name), meant(name, _ASSERTED))
                continue
            needed = _NEEDED.get(name, ()) if each.get("abstract") != "true" else ()
            for attribute in needed:
                if not (each.get(attribute) or "").strip():
                    yield _fault(each, say("{element} without {attribute}", element=name, attribute=attribute))
        namespaces = {**{prefix: uri for prefix, uri in each.nsmap.items() if prefix}, **around.prefixes}
        for attribute in _EXPRESSIONS:
            written = each.get(attribute) or ""
            if not written.strip() or (attribute == "value" and name not in ("let", "variable", "param")):
                continue
            if why := xpath.fault(written, namespaces):
                yield _fault(each, say("“{expression}” is no XPath: {why}", expression=_short(written), why=why))
                continue
            for variable in xpath.free_variables(written):
                if variable not in around.variables:
                    said = say(
                        "“{expression}” uses ${variable}, which no let declares",
                        expression=_short(written),
                        variable=variable,
                    )
                    yield _fault(each, said, meant(variable, around.variables), MISSING, Severity.WARNING)


_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "assert": ("test",),
    "report": ("test",),
    "rule": ("context",),
    "let": ("name",),
    "ns": ("prefix", "uri"),
}
_IN_RULES: Final = _ASSERTED | _set("title p include extends param value-of name emph dir span rich")


def _short(expression: str) -> str:
    flat = " ".join(expression.split())
    return flat if len(flat) <= _READ else flat[: _READ - 1] + "…"


_READ: Final = 60
"""So many characters of an expression are read in a message; where it stands is shown below it."""


def _local(item: Element) -> str:
    return str(etree.QName(item).localname)


def _warning(item: Element, message: str, hint: str) -> Finding:
    return _fault(item, message, hint, IN_VAIN, Severity.WARNING)


def _fault(
    item: Element, message: str, hint: str = "", code: str = UNREADABLE, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(code, places.of(item), message, hint, severity)
