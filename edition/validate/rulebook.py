# SPDX-License-Identifier: MIT
"""What a Schematron schema says, as values: phases, patterns, rules, assertions and what they say.

Everything is checked on the way: a construct that is not understood is a fault with its place, for a rule that is silently not run is
worse than none. Abstract patterns and rules are worked in where they are used, so that of these nothing is left.
ISO/IEC 19757-3:2020, and of 2025 what is settled: groups, `visit-each`, `severity`, phases that choose themselves, parameters.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from edition.engines.libxml import Element, etree
from edition.findings import Place
from edition.speech import say
from edition.validate import rulefiles
from edition.validate.rulefiles import AT, SPEAKING, XSL, RuleFault, S, X, fault, local, place

OWN_PREFIX: Final = "_own"
"""The prefix of our own names in the stylesheet; a schema cannot declare it."""
_OLD_BINDINGS: Final = ("", "xslt", "xpath")
_BINDINGS: Final = (*_OLD_BINDINGS, "xslt2", "xslt3", "xpath2", "xpath3", "xpath31")


@dataclass(frozen=True, slots=True)
class Asked:
    """An expression whose value is part of a message; or the name of the node that it selects, or the name that it gives as a string."""

    expression: str
    place: Place
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Markup:
    """Elements of XSLT, or of any other namespace, that are part of a message or a value."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Let:
    """A variable: its value is an expression, or what is written in it. A parameter's may be set from outside."""

    name: str
    value: str | Markup
    place: Place
    type: str = ""
    settable: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """A diagnostic or a property, which an assertion has to say besides."""

    kind: str
    id: str
    parts: tuple[str | Asked | Markup, ...]


@dataclass(frozen=True, slots=True)
class Assertion:
    """One `assert` or `report`: it speaks where its test `fails`, or where it does not.

    `weights` are the words that may say how much it weighs, the nearest first; one that begins with `$` is a variable.
    """

    id: str
    test: str
    fails: bool
    parts: tuple[str | Asked | Markup, ...]
    place: Place
    besides: tuple[Spoken, ...] = ()
    weights: tuple[str, ...] = ()
    subject: str = ""
    see: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A context and what is asserted of it, or of each item that `visited` selects from it."""

    context: str
    parts: tuple[Let | Assertion, ...]
    place: Place
    visited: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Rules of which the first that matches fires; of a group, all that match. `documents` selects the addresses of those it is about."""

    id: str
    rules: tuple[Rule, ...]
    place: Place
    is_group: bool = False
    lets: tuple[Let, ...] = ()
    documents: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """Patterns that are run together: when it chooses itself, and from where in the document it begins ("" for the root)."""

    id: str
    active: frozenset[str]
    place: Place
    when: str = ""
    start: str = ""
    lets: tuple[Let, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """A schema, equal only to itself. `version` is that of the XPath conversions, "1.0" for the query bindings of XSLT 1."""

    name: str
    version: str
    namespaces: Mapping[str, str]
    patterns: tuple[Pattern, ...]
    phases: tuple[Phase, ...] = ()
    lets: tuple[Let, ...] = ()
    declarations: tuple[tuple[str, Place], ...] = ()
    default_phase: str = ""
    files: tuple[Path, ...] = ()


def read(path: Path) -> Rulebook:
    """The rules in a file: a Schematron schema, or a grammar or an ODD that holds one. Raises `RuleFault`."""
    tree = rulefiles.read(path)
    _inspect(tree.root)
    return _Reading(tree, path).rulebook()


# -- what is understood ----------------------------------------------------------------------------------------------

_ABOUT: Final = frozenset({"id", "icon", "see", "fpi", "flag", "role", "severity", "subject", "schematronEdition"})
"""Attributes that say something about an element and do not change what it means here."""
_PATTERN: Final = frozenset({"abstract", "is-a", "documents"})
_ASSERTION: Final = frozenset({"test", "diagnostics", "properties"})
_ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    "schema": frozenset({"queryBinding", "defaultPhase", "schemaVersion"}),
    "ns": frozenset({"prefix", "uri"}),
    "let": frozenset({"name", "value", "as"}),
    "phase": frozenset({"when", "from"}),
    "active": frozenset({"pattern", "group"}),
    "pattern": _PATTERN,
    "group": _PATTERN,
    "param": frozenset({"name", "value", "as"}),
    "rules": frozenset(),
    "rule": frozenset({"context", "abstract", "visit-each"}),
    "extends": frozenset({"rule"}),
    "assert": _ASSERTION,
    "report": _ASSERTION,
    "diagnostics": frozenset(),
    "diagnostic": frozenset(),
    "properties": frozenset(),
    "property": frozenset({"scheme"}),
    "value-of": frozenset({"select"}),
    "name": frozenset({"path"}),
    "emph": frozenset({"class"}),
    "dir": frozenset({"value", "class"}),
    "span": frozenset({"class"}),
    "title": frozenset(),
    "p": frozenset({"class"}),
}
_WORDS: Final = frozenset({"emph", "dir", "span"})
_OF_PATTERNS: Final = frozenset({"title", "p", "let", "rule", "param", "diagnostics", "properties"})
_CHILDREN: Final[dict[str, frozenset[str]]] = {
    "schema": frozenset(
        ("title", "p", "ns", "let", "param", "phase", "pattern", "group", "diagnostics", "properties", "rules")
    ),
    "phase": frozenset({"title", "p", "let", "active"}),
    "pattern": _OF_PATTERNS,
    "group": _OF_PATTERNS,
    "rules": frozenset({"title", "p", "rule"}),
    "rule": frozenset({"title", "p", "let", "assert", "report", "extends"}),
    "diagnostics": frozenset({"diagnostic"}),
    "properties": frozenset({"property"}),
    **dict.fromkeys(("active", "title", "p"), _WORDS),
    **dict.fromkeys(
        ("assert", "report", "diagnostic", "property", "emph", "dir", "span"), _WORDS | {"value-of", "name"}
    ),
}
_NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "ns": ("prefix", "uri"),
    "let": ("name",),
    "param": ("name",),
    "phase": ("id",),
    "assert": ("test",),
    "report": ("test",),
    "diagnostic": ("id",),
    "property": ("id",),
    "value-of": ("select",),
    "extends": ("rule",),
}


def _inspect(root: Element) -> None:
    """Refuses each element, attribute and place of an element that would otherwise be passed over in silence.

    Elements of other namespaces are free to stand anywhere (ISO 19757-3, 5.2); only in a message do they say something.
    """
    binding = root.get("queryBinding") or ""
    if binding.lower() not in _BINDINGS:
        raise fault(
            say("the query binding “{binding}” is not supported; xslt, xslt2 and xslt3 are", binding=binding), root
        )
    for node in root.iter(f"{S}*"):
        name, parent = local(node), node.getparent()
        if name not in _ATTRIBUTES:
            raise fault(say("<{name}> is not supported", name=name), node)
        if parent is not None and parent.tag.startswith(S) and name not in _CHILDREN.get(local(parent), ()):
            raise fault(say("<{name}> in <{parent}> is not supported", name=name, parent=local(parent)), node)
        for attribute in node.attrib:
            if not attribute.startswith("{") and attribute not in _ATTRIBUTES[name] | _ABOUT:
                raise fault(say("@{attribute} of <{name}> is not supported", attribute=attribute, name=name), node)
        for attribute in _NEEDED.get(name, ()):
            if not (node.get(attribute) or "").strip():
                raise fault(say("<{name}> has no {attribute}", name=name, attribute=attribute), node)
        if name not in (*SPEAKING, "title", "p", "active"):
            text = " ".join([node.text or "", *(child.tail or "" for child in node)]).split()
            if text:
                raise fault(
                    say(
                        "“{words}” stands in <{name}>, where no text has a meaning",
                        words=" ".join(text)[:40],
                        name=name,
                    ),
                    node,
                )


# -- what it means -----------------------------------------------------------------------------------------------------

_EXPRESSIONS: Final = (
    *("test", "context", "value", "select", "path", "subject", "documents", "visit-each"),
    *("role", "flag", "severity", "as"),
)


def _values(pattern: Element, abstract: Element) -> dict[str, str]:
    """The parameters of a pattern that is made from another, by name; what it does not give has that one's value."""
    found: dict[str, str] = {}
    for node in (*abstract.iterchildren(f"{S}param"), *pattern.iterchildren(f"{S}param")):
        value = node.get("value")
        if value is not None:
            found[node.get("name") or ""] = value
        elif node.getparent() is pattern:
            raise fault(say("the parameter “{name}” has no value", name=node.get("name")), node)
    for node in abstract.iterchildren(f"{S}param"):
        if node.get("name") not in found:
            raise fault(
                say("the parameter “{name}” has no value in the pattern that is made from it", name=node.get("name")),
                pattern,
            )
    return found


def _filled(node: Element, values: Mapping[str, str]) -> Element:
    """A copy with the parameters filled in: a parameter is a macro, it stands for its text, also inside a string."""
    made = copy.deepcopy(node)
    if values:
        names = sorted(values, key=len, reverse=True)
        macro = re.compile(r"\$(" + "|".join(map(re.escape, names)) + r")(?![\w\-])")
        for each in made.iter(f"{S}*", f"{X}*"):
            for attribute in _EXPRESSIONS:
                if attribute in each.attrib:
                    each.set(attribute, macro.sub(lambda found: values[found[1]], each.get(attribute) or ""))
    return made


def _is_abstract(node: Element) -> bool:
    return bool(node.get("abstract") == "true")


@dataclass(slots=True)
class _Reading:
    """Makes the values of a tree that has been inspected."""

    tree: rulefiles.Tree
    path: Path
    _values: dict[str, str] = field(default_factory=dict)
    """The parameters of the pattern that is being read."""

    def rulebook(self) -> Rulebook:
        root = self.tree.root
        patterns = tuple(self._patterns())
        lets = tuple(_let(node) for node in (*root.iterchildren(f"{S}let", f"{S}param"), *self._lets_of_none()))
        phases = tuple(self._phase(node, patterns) for node in root.iterchildren(f"{S}phase"))
        _ensure_once(lets)
        binding = (root.get("queryBinding") or "").lower()
        return Rulebook(
            self.path.name,
            "1.0" if binding in _OLD_BINDINGS else "3.0",
            self._namespaces(),
            patterns,
            phases,
            lets,
            self.tree.declarations,
            root.get("defaultPhase") or "",
            self.tree.files,
        )

    def _namespaces(self) -> dict[str, str]:
        declared: dict[str, str] = {}
        for node in self.tree.root.iterchildren(f"{S}ns"):
            prefix, uri = node.get("prefix") or "", node.get("uri") or ""
            if declared.setdefault(prefix, uri) != uri:
                raise fault(say("the prefix “{prefix}” stands for two namespaces", prefix=prefix), node)
            if not re.fullmatch(r"[^\W\d][\w.\-]*", prefix) or prefix in ("xml", "xmlns", OWN_PREFIX):
                raise fault(say("the prefix “{prefix}” cannot be declared", prefix=prefix), node)
            if prefix == "xsl" and uri != XSL:
                raise fault(say("the prefix “{prefix}” is that of XSLT", prefix=prefix), node)
        return self.tree.prefixes | declared

    def _phase(self, node: Element, patterns: tuple[Pattern, ...]) -> Phase:
        known = {each.id for each in patterns}
        active = set()
        for each in node.iterchildren(f"{S}active"):
            name = each.get("pattern") or each.get("group") or ""
            if name not in known:
                raise fault(say("the phase names the pattern “{name}”, which does not exist", name=name), each)
            active.add(name)
        lets = tuple(_let(each) for each in node.iterchildren(f"{S}let"))
        _ensure_once(lets)
        return Phase(
            node.get("id") or "", frozenset(active), place(node), node.get("when") or "", node.get("from") or "", lets
        )

    def _patterns(self) -> Iterator[Pattern]:
        every = list(self.tree.root.iterchildren(f"{S}pattern", f"{S}group"))
        abstract = {node.get("id") or "": node for node in every if _is_abstract(node)}
        for node in every:
            model = node.get("is-a")
            self._values = {}
            if _is_abstract(node):
                if model is not None or not node.get("id"):
                    raise fault(say("an abstract pattern has an id, and is made from no other"), node)
            elif model is None:
                if (given := node.find(f"{S}param")) is not None:
                    raise fault(say("<param> in a pattern that is made from no other is not supported"), given)
                yield self._pattern(node, node)
            elif model not in abstract:
                raise fault(say("the pattern is made from “{model}”, which does not exist", model=model), node)
            elif abstract[model].tag != node.tag or next(node.iterchildren(f"{S}rule", f"{S}let"), None) is not None:
                raise fault(say("the pattern is made from “{model}”, and not from that alone", model=model), node)
            else:
                self._values = _values(node, abstract[model])
                yield self._pattern(_filled(abstract[model], self._values), node)

    def _pattern(self, node: Element, named: Element) -> Pattern:
        """A pattern as it is meant: what stands in `node`, under the id of `named`."""
        rules = tuple(self._rule(each, node) for each in node.iterchildren(f"{S}rule") if not _is_abstract(each))
        lets = tuple(_let(each) for each in node.iterchildren(f"{S}let") if rules)
        _ensure_once(lets)
        documents = named.get("documents") or node.get("documents") or ""
        return Pattern(named.get("id") or "", rules, place(named), node.tag == f"{S}group", lets, documents)

    def _lets_of_none(self) -> Iterator[Element]:
        """The variables of patterns without a rule: so ODDs declare what is meant for all."""
        for pattern in self.tree.root.iterchildren(f"{S}pattern", f"{S}group"):
            if pattern.get("is-a") is None and pattern.find(f"{S}rule") is None:
                yield from pattern.iterchildren(f"{S}let")

    def _rule(self, node: Element, pattern: Element) -> Rule:
        if not node.get("context"):
            raise fault(say("a rule has no context"), node)
        parts = tuple(
            _let(each) if each.tag == f"{S}let" else self._assertion(each, node, pattern)
            for each in self._extended(node, pattern)
            if each.tag in (f"{S}let", f"{S}assert", f"{S}report")
        )
        return Rule(node.get("context") or "", parts, place(node), node.get("visit-each") or "")

    def _extended(self, rule: Element, pattern: Element, within: tuple[str, ...] = ()) -> Iterator[Element]:
        """What stands in a rule, with that of the rules that it extends in their place: of its own pattern before others."""
        for node in rule.iterchildren(f"{S}*"):
            if node.tag != f"{S}extends":
                yield node
                continue
            name = node.get("rule") or ""
            own, other = pattern.iter(f"{S}rule"), self.tree.root.iter(f"{S}rule")
            found = next((each for each in (*own, *other) if _is_abstract(each) and each.get("id") == name), None)
            if found is None:
                raise fault(say("a rule extends “{name}”, which does not exist", name=name), node)
            if name in within:
                raise fault(say("the rule “{name}” extends itself", name=name), node)
            yield from self._extended(found, pattern, (*within, name))

    def _assertion(self, node: Element, rule: Element, pattern: Element) -> Assertion:
        asked = [(each, name) for each in (node, rule) for name in ("severity", "role")]
        weights = [each.get(name) or "" for each, name in (*asked, (node, "flag"), (rule, "flag"))]
        return Assertion(
            node.get("id") or rule.get("id") or "",
            node.get("test") or "",
            node.tag == f"{S}assert",
            tuple(_parts(node)),
            place(node),
            tuple(self._besides(node, pattern)),
            tuple(weight.strip() for weight in weights if weight.strip()),
            node.get("subject") or rule.get("subject") or "",
            node.get("see") or rule.get("see") or "",
        )

    def _besides(self, node: Element, pattern: Element) -> Iterator[Spoken]:
        for kind, attribute in (("diagnostic", "diagnostics"), ("property", "properties")):
            for name in (node.get(attribute) or "").split():
                known = (*pattern.iter(f"{S}{kind}"), *self.tree.root.iter(f"{S}{kind}"))
                spoken = next((each for each in known if each.get("id") == name), None)
                if spoken is None:
                    raise fault(
                        say("an assertion names the {kind} “{name}”, which does not exist", kind=kind, name=name), node
                    )
                yield Spoken(kind, name, tuple(_parts(_filled(spoken, self._values))))


def _let(node: Element) -> Let:
    name, value = node.get("name") or "", node.get("value")
    has_content = len(node) or (node.text or "").strip()
    if value is not None and has_content:
        raise fault(say("the variable “{name}” has two values", name=name), node)
    if value is None and not has_content:
        raise fault(say("the variable “{name}” has no value", name=name), node)
    meant = value if value is not None else _markup(node, inside=True)
    return Let(name, meant, place(node), node.get("as") or "", node.tag == f"{S}param")


def _ensure_once(lets: tuple[Let, ...]) -> None:
    seen: set[str] = set()
    for each in lets:
        if each.name in seen:
            raise RuleFault(say("the variable “{name}” is declared twice", name=each.name), each.place)
        seen.add(each.name)


def _parts(node: Element) -> Iterator[str | Asked | Markup]:
    """The mixed content of a message: words, expressions, and what is written in XSLT."""
    if node.text:
        yield node.text
    for child in node:
        if child.tag == f"{S}value-of":
            yield Asked(child.get("select") or "", place(child))
        elif child.tag == f"{S}name":
            yield Asked(child.get("path") or ".", place(child), is_name=True)
        elif isinstance(child.tag, str) and child.tag.startswith(X):
            yield Markup(_markup(child).text, place(child))
        elif isinstance(child.tag, str):
            # an element of another namespace, or of emphasis: its text is what it has to say
            yield from _parts(child)
        if child.tail:
            yield child.tail


def _markup(node: Element, *, inside: bool = False) -> Markup:
    """An element, or what is in it, as text that stands by itself."""
    at, made = place(node), copy.deepcopy(node)
    made.tail = None
    for each in made.iter("*"):
        each.attrib.pop(AT, None)
    if not inside:
        return Markup(etree.tostring(made, encoding="unicode"), at)
    inner = "".join(etree.tostring(child, encoding="unicode") for child in made)
    return Markup(_escaped(made.text or "") + inner, at)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
