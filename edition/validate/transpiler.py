# SPDX-License-Identifier: MIT
"""ISO Schematron becomes XSLT 3: one walk over the document, every rule a template, a failed assertion an element.

Three passes: include what stands in other files, expand what is abstract, write the templates.
A construct that is not understood is an error: a rule that is silently not run is worse than none.

The result of the stylesheet is `<findings>` with one `<finding id role number attribute>` for each failed assertion or
successful report: `number` is the element's number in document order (from 0), `<text>` what is said of it, and each
`<diagnostic>` what else is to be said. In a pattern the first rule that matches a node fires, and no other; patterns
do not know of each other. All rules share one mode and pass a node on with `xsl:next-match`, so that a hundred patterns
cost one walk, not a hundred.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from edition.engines import libxml
from edition.engines.libxml import Element, etree
from edition.speech import say

SCHEMATRON: Final = "http://purl.oclc.org/dsdl/schematron"
_XSL: Final = "http://www.w3.org/1999/XSL/Transform"
_XS: Final = "http://www.w3.org/2001/XMLSchema"
_OWN: Final = "urn:x-edition:schematron"
_S: Final = f"{{{SCHEMATRON}}}"
_X: Final = f"{{{_XSL}}}"

_OUTSIDE: Final = ("key", "function", "variable", "param", "template")
"""What a schema may have of XSLT beside its patterns; a template only to be called."""

_BINDINGS: Final = ("", "xslt2", "xslt3", "xpath2", "xpath3", "xpath31")
_ABOUT: Final = frozenset({"id", "icon", "see", "fpi", "flag", "role", "severity", "subject"})
"""Attributes that say something about an element and do not change what it means here."""

_KNOWN: Final[dict[str, frozenset[str]]] = {
    "schema": frozenset({"queryBinding", "defaultPhase", "schemaVersion", "schematronEdition"}),
    "ns": frozenset({"prefix", "uri"}),
    "let": frozenset({"name", "value", "as"}),
    "phase": frozenset(),
    "active": frozenset({"pattern"}),
    "pattern": frozenset({"abstract", "is-a"}),
    "param": frozenset({"name", "value"}),
    "rule": frozenset({"context", "abstract"}),
    "extends": frozenset({"rule", "href"}),
    "assert": frozenset({"test", "diagnostics"}),
    "report": frozenset({"test", "diagnostics"}),
    "diagnostics": frozenset(),
    "diagnostic": frozenset(),
    "include": frozenset({"href"}),
    "value-of": frozenset({"select"}),
    "name": frozenset({"path"}),
    "emph": frozenset(),
    "dir": frozenset({"value"}),
    "span": frozenset({"class"}),
    "title": frozenset(),
    "p": frozenset({"class"}),
}
_CHILDREN: Final[dict[str, frozenset[str]]] = {
    "schema": frozenset({"title", "p", "ns", "let", "phase", "pattern", "diagnostics", "include"}),
    "phase": frozenset({"p", "let", "active", "include"}),
    "active": frozenset({"emph", "dir", "span"}),
    "pattern": frozenset({"title", "p", "let", "rule", "param", "include"}),
    "rule": frozenset({"p", "let", "assert", "report", "extends", "include"}),
    "assert": frozenset({"value-of", "name", "emph", "dir", "span"}),
    "report": frozenset({"value-of", "name", "emph", "dir", "span"}),
    "diagnostics": frozenset({"diagnostic", "include"}),
    "diagnostic": frozenset({"value-of", "name", "emph", "dir", "span"}),
    "emph": frozenset({"value-of", "name", "emph", "dir", "span"}),
    "dir": frozenset({"value-of", "name", "emph", "dir", "span"}),
    "span": frozenset({"value-of", "name", "emph", "dir", "span"}),
}


class Unsupported(Exception):
    """The schema uses what this transpiler does not understand; the message says what and where."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule that fires: the number of its pattern, its context, its lets and assertions, and the pattern's other names."""

    pattern: int
    alone: bool
    node: Element
    parts: tuple[Element, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)


def transpile(schema: Element, base: Path, phase: str = "#DEFAULT") -> str:
    """The stylesheet of a schema (in a file of the folder of `base`), for one of its phases or `#ALL`. Raises `Unsupported`."""
    root = copy.deepcopy(schema)
    if root.tag != f"{_S}schema":
        raise Unsupported(say("`{tag}` is no Schematron schema", tag=root.tag))
    _include(root, base)
    _inspect(root)
    if root.get("queryBinding", "").lower() not in _BINDINGS:
        raise Unsupported(
            say("the query binding “{binding}” is not supported; xslt2 and xslt3 are", binding=root.get("queryBinding"))
        )
    return _Writer(root, phase).stylesheet()


# -- 1. include ------------------------------------------------------------------------------------------------------


def _include(root: Element, base: Path, depth: int = 0) -> None:
    for node in list(root.iter(f"{_S}include")):
        parent = node.getparent()
        if parent is not None:
            parent.replace(node, _loaded(node, base, depth))
    for node in list(root.iter(f"{_S}extends")):
        if node.get("href") is not None:
            loaded, parent = _loaded(node, base, depth), node.getparent()
            if loaded.tag != f"{_S}rule" or parent is None:
                raise Unsupported(
                    say(
                        "extends href=“{href}” (line {line}) leads to no rule",
                        href=node.get("href"),
                        line=node.sourceline,
                    )
                )
            index = parent.index(node)
            parent.remove(node)
            for child in reversed(list(loaded)):
                parent.insert(index, child)


def _loaded(node: Element, base: Path, depth: int) -> Element:
    href = node.get("href", "")
    name, _, fragment = href.partition("#")
    if ":" in name or not name:
        raise Unsupported(
            say("“{href}” (line {line}) is not a file beside the schema", href=href, line=node.sourceline)
        )
    if depth > 20:
        raise Unsupported(say("“{href}” includes itself", href=href))
    file = base.parent / name
    if not file.is_file():
        raise Unsupported(say("“{href}” (line {line}) does not exist", href=href, line=node.sourceline))
    loaded = libxml.parse_trusted(file).getroot()
    if fragment:
        marked = [each for each in loaded.iter("*") if fragment in (each.get("id"), each.get(f"{{{_XML}}}id"))]
        if not marked:
            raise Unsupported(say("“{href}” (line {line}) has no such part", href=href, line=node.sourceline))
        loaded = marked[0]
    loaded = copy.deepcopy(loaded)
    loaded.tail = None
    if loaded.tag in (f"{_S}include",):
        return _loaded(loaded, file, depth + 1)
    _include(loaded, file, depth + 1)
    return loaded


_XML: Final = "http://www.w3.org/XML/1998/namespace"


def _inspect(root: Element) -> None:
    """Refuses each element, attribute and place of an element that would otherwise be passed over in silence."""
    for node in root.iter(f"{_S}*"):
        name = node.tag.removeprefix(_S)
        parent = node.getparent()
        where = f"(line {node.sourceline})" if node.sourceline else ""
        if name not in _KNOWN:
            raise Unsupported(say("<{name}> {where} is not supported", name=name, where=where))
        inside = parent.tag.removeprefix(_S) if parent is not None and isinstance(parent.tag, str) else ""
        if parent is not None and parent.tag.startswith(_S) and name not in _CHILDREN.get(inside, frozenset()):
            raise Unsupported(
                say("<{name}> in <{inside}> {where} is not supported", name=name, inside=inside, where=where)
            )
        for attribute in node.attrib:
            if not attribute.startswith("{") and attribute not in _KNOWN[name] | _ABOUT:
                raise Unsupported(
                    say(
                        "@{attribute} of <{name}> {where} is not supported", attribute=attribute, name=name, where=where
                    )
                )
    for node in root.iter(f"{_X}*"):
        parent = node.getparent()
        known = node.tag.removeprefix(_X) in _OUTSIDE and node.get("match") is None
        if parent is not None and parent.tag.startswith(_S) and not (known or node.tag == f"{_X}key"):
            raise Unsupported(say("<xsl:{name}> in a schema is not supported", name=node.tag.removeprefix(_X)))


# -- 2. expand -------------------------------------------------------------------------------------------------------

_EXPRESSIONS: Final = ("test", "context", "value", "select", "path", "subject")
_TOKEN: Final = re.compile(r"\"[^\"]*\"|'[^']*'|\(:.*?:\)|\$(?P<name>[\w.\-]+(?::[\w.\-]+)?)", re.DOTALL)


def _replaced(expression: str, names: Mapping[str, str]) -> str:
    """An XPath with its variables replaced where they are variables, and not words in a string."""

    def one(found: re.Match[str]) -> str:
        name = found["name"]
        return names.get(name, found[0]) if name else found[0]

    return _TOKEN.sub(one, expression) if names else expression


def _instance(pattern: Element, abstract: Element) -> Element:
    """An abstract pattern with the parameters of one that is made from it."""
    values = {
        node.get("name", ""): node.get("value")
        for node in (*abstract.findall(f"{_S}param"), *pattern.findall(f"{_S}param"))
    }
    made = copy.deepcopy(abstract)
    for node in made.findall(f"{_S}param"):
        made.remove(node)
    for name, value in values.items():
        if value is None:
            raise Unsupported(
                say(
                    "the parameter “{name}” of the pattern “{pattern}” has no value",
                    name=name,
                    pattern=pattern.get("id", ""),
                )
            )
    # a parameter is a macro: it stands for its text, also inside a string
    names = sorted(values, key=len, reverse=True)
    macro = re.compile(r"\$(" + "|".join(map(re.escape, names)) + r")(?![\w\-])") if names else None
    for node in made.iter(f"{_S}*"):
        for attribute in _EXPRESSIONS:
            if macro is not None and attribute in node.attrib:
                node.set(attribute, macro.sub(lambda found: values[found[1]] or "", node.get(attribute, "")))
    for attribute in ("abstract", "is-a"):
        made.attrib.pop(attribute, None)
    made.set("id", pattern.get("id", ""))
    return made


class _Writer:
    """Writes the stylesheet of one phase of a schema that has no includes left."""

    def __init__(self, root: Element, phase: str) -> None:
        self.root = root
        self.phase = self._phase(phase)
        self.diagnostics = {node.get("id", ""): node for node in root.iter(f"{_S}diagnostic")}
        self.abstract_rules = {
            node.get("id", ""): node for node in root.iter(f"{_S}rule") if node.get("abstract") == "true"
        }

    def _phase(self, name: str) -> Element | None:
        if name == "#DEFAULT":
            name = self.root.get("defaultPhase", "#ALL")
        if name == "#ALL":
            return None
        for node in self.root.findall(f"{_S}phase"):
            if node.get("id") == name:
                return node
        raise Unsupported(say("the schema has no phase “{name}”", name=name))

    def _patterns(self) -> Iterator[Element]:
        abstract = {
            node.get("id", ""): node for node in self.root.findall(f"{_S}pattern") if node.get("abstract") == "true"
        }
        active = None if self.phase is None else {node.get("pattern") for node in self.phase.findall(f"{_S}active")}
        known = {node.get("id") for node in self.root.findall(f"{_S}pattern")}
        if active is not None and not active <= known:
            raise Unsupported(
                say(
                    "a phase names patterns that do not exist: {patterns}",
                    patterns=", ".join(sorted(map(str, active - known))),
                )
            )
        for node in self.root.findall(f"{_S}pattern"):
            if node.get("abstract") == "true" or (active is not None and node.get("id") not in active):
                continue
            model = node.get("is-a")
            if model is None:
                if node.find(f"{_S}param") is not None:
                    raise Unsupported(
                        say(
                            "<param> in the pattern “{pattern}”, which is made from no other, is not supported",
                            pattern=node.get("id", ""),
                        )
                    )
                yield node
            elif model in abstract:
                yield _instance(node, abstract[model])
            else:
                raise Unsupported(
                    say(
                        "the pattern “{pattern}” is made from “{model}”, which does not exist",
                        pattern=node.get("id", ""),
                        model=model,
                    )
                )

    def _extended(self, rule: Element, within: tuple[str, ...] = ()) -> Iterator[Element]:
        """The lets and assertions of a rule, those of the rules that it extends in their place."""
        for node in rule:
            if node.tag != f"{_S}extends":
                yield node
                continue
            name = node.get("rule", "")
            if name not in self.abstract_rules:
                raise Unsupported(
                    say(
                        "a rule (line {line}) extends “{name}”, which does not exist",
                        line=node.sourceline,
                        name=name,
                    )
                )
            if name in within:
                raise Unsupported(say("the rule “{name}” extends itself", name=name))
            yield from self._extended(self.abstract_rules[name], (*within, name))

    # -- 3. write ---------------------------------------------------------------------------------------------------

    def stylesheet(self) -> str:
        declared = {node.get("prefix", ""): node.get("uri", "") for node in self.root.findall(f"{_S}ns")}
        prefixes = {prefix: uri for prefix, uri in self.root.nsmap.items() if prefix}
        nsmap: dict[str | None, str] = {"xs": _XS, **prefixes, **declared, "xsl": _XSL, "own": _OWN}
        sheet = etree.Element(f"{_X}stylesheet", {"version": "3.0", "exclude-result-prefixes": "#all"}, nsmap=nsmap)
        _add(sheet, "output", method="xml", encoding="UTF-8", omit_xml_declaration="yes")
        _add(sheet, "mode", use_accumulators="own:number", on_no_match="fail")
        _add(sheet, "mode", name="own:rules", on_no_match="fail")
        counter = _add(sheet, "accumulator", name="own:number", as_="xs:integer", initial_value="-1")
        _add(counter, "accumulator-rule", match="*", select="$value + 1")
        for node in self.root.iterchildren(*(f"{_X}{name}" for name in _OUTSIDE)):
            sheet.append(copy.deepcopy(node))
        for node in (
            *self.root.findall(f"{_S}let"),
            *(self.phase.findall(f"{_S}let") if self.phase is not None else ()),
        ):
            _variable(sheet, node, {})
        rules = list(self._rules(sheet))
        start = _add(sheet, "template", match="/", as_="element(findings)")
        findings = etree.SubElement(start, "findings")
        _add(findings, "apply-templates", select=".", mode="own:rules")
        for number, rule in enumerate(rules):
            self._template(sheet, rule, len(rules) - number)
        further = "@*, node()" if any(_meets_attributes(rule.node.get("context", "")) for rule in rules) else "node()"
        rest = _add(sheet, "template", match="/ | node() | @*", mode="own:rules", priority="0", as_="element(finding)*")
        _add(rest, "apply-templates", select=further, mode="own:rules")
        written: str = etree.tostring(sheet, encoding="unicode")
        return written

    def _rules(self, sheet: Element) -> Iterator[_Rule]:
        """The rules that fire, in order; the lets of a pattern are written on the way, under names that no other has."""
        for number, pattern in enumerate(self._patterns()):
            lets = pattern.findall(f"{_S}let")
            renamed = {node.get("name", ""): f"${node.get('name', '')}.pattern{number}" for node in lets}
            for node in lets:
                _variable(sheet, node, renamed)
            rules = [node for node in pattern.findall(f"{_S}rule") if node.get("abstract") != "true"]
            for node in rules:
                if not node.get("context"):
                    raise Unsupported(say("a rule (line {line}) has no context", line=node.sourceline))
                yield _Rule(number, len(rules) == 1, node, tuple(self._extended(node)), renamed)

    def _template(self, sheet: Element, rule: _Rule, priority: int) -> None:
        context = _replaced(rule.node.get("context", ""), rule.renamed)
        template = _add(
            sheet, "template", match=context, mode="own:rules", priority=str(priority), as_="element(finding)*"
        )
        _add(template, "param", name="own:fired", select="()", as_="xs:integer*")
        body = template if rule.alone else _add(template, "if", test=f"not($own:fired = {rule.pattern})")
        for node in rule.parts:
            match node.tag:
                case name if name == f"{_S}let":
                    _variable(body, node, rule.renamed)
                case name if name in (f"{_S}assert", f"{_S}report"):
                    self._assertion(body, rule, node)
                case _:
                    continue
        following = _add(template, "next-match")
        select = "$own:fired" if rule.alone else f"$own:fired, {rule.pattern}"
        _add(following, "with-param", name="own:fired", select=select)

    def _assertion(self, body: Element, rule: _Rule, node: Element) -> None:
        test = node.get("test")
        if not test:
            raise Unsupported(say("an assertion (line {line}) has no test", line=node.sourceline))
        test = _replaced(test, rule.renamed)
        failed = _add(body, "if", test=f"not({test})" if node.tag == f"{_S}assert" else test)
        finding = etree.SubElement(failed, "finding")
        finding.set("id", _literal(node.get("id") or rule.node.get("id") or ""))
        role = node.get("severity") or node.get("role") or rule.node.get("severity") or rule.node.get("role") or ""
        finding.set("role", _literal(role))
        subject = node.get("subject") or rule.node.get("subject") or "."
        about = _add(finding, "for-each", select=f"({_replaced(subject, rule.renamed)})[1]")
        number = "(ancestor-or-self::*, self::document-node()/*)[last()]/accumulator-before('own:number')"
        _add(about, "attribute", name="number", select=number)
        _add(about, "attribute", name="attribute", select="if (. instance of attribute()) then name() else ''")
        self._text(etree.SubElement(finding, "text"), node, rule.renamed)
        for name in (node.get("diagnostics") or "").split():
            if name not in self.diagnostics:
                raise Unsupported(
                    say(
                        "an assertion (line {line}) names the diagnostic “{name}”, which does not exist",
                        line=node.sourceline,
                        name=name,
                    )
                )
            said = etree.SubElement(finding, "diagnostic")
            self._text(said, self.diagnostics[name], rule.renamed)

    def _text(self, target: Element, node: Element, renamed: Mapping[str, str]) -> None:
        """The mixed content of a message, written as instructions."""
        if node.text:
            _add(target, "text").text = node.text
        for child in node:
            match child.tag:
                case name if name == f"{_S}value-of":
                    _add(target, "value-of", select=_replaced(child.get("select", "''"), renamed))
                case name if name == f"{_S}name":
                    _add(target, "value-of", select=f"name({_replaced(child.get('path', '.'), renamed)})")
                case name if name in (f"{_S}emph", f"{_S}dir", f"{_S}span"):
                    self._text(target, child, renamed)
                case name if isinstance(name, str):
                    # an element of another namespace in a message: its text is what it has to say
                    _add(target, "text").text = "".join(child.itertext())
                case _:
                    pass
            if child.tail:
                _add(target, "text").text = child.tail


def _variable(parent: Element, node: Element, renamed: Mapping[str, str]) -> None:
    name = node.get("name", "")
    variable = _add(parent, "variable", name=renamed.get(name, name).removeprefix("$"))
    if kind := node.get("as"):
        variable.set("as", kind)
    value = node.get("value")
    if value is not None:
        variable.set("select", _replaced(value, renamed))
    elif len(node) or (node.text or "").strip():
        variable.text = node.text
        for child in node:
            variable.append(copy.deepcopy(child))
    else:
        raise Unsupported(say("the variable “{name}” (line {line}) has no value", name=name, line=node.sourceline))


def _meets_attributes(context: str) -> bool:
    """Whether a context may match an attribute: it names one outside of its conditions."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", context)
    while (shorter := re.sub(r"\[[^\[\]]*\]", "", bare)) != bare:
        bare = shorter
    return "@" in bare or "attribute" in bare


def _literal(text: str) -> str:
    """A text as an attribute of a literal result element, where braces are expressions."""
    return text.replace("{", "{{").replace("}", "}}")


def _add(parent: Element, instruction: str, /, **attributes: str) -> Element:
    """An instruction of XSLT; `as_` is its attribute `as`, `on_no_match` its `on-no-match`."""
    written = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
    return etree.SubElement(parent, f"{_X}{instruction}", written)
