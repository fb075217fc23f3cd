# SPDX-License-Identifier: MIT
"""The rules in a file as one Schematron tree: a schema of its own, or what a RELAX NG grammar (both syntaxes) or an ODD holds.

What stands in other files is included here, and each element keeps its place: nothing is lost of where a rule comes from. Only files
of this machine are read, and only by an address relative to the file that asks. An ODD is read as it stands, without what it inherits;
`edition schema compile` knows the whole of it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from edition import names
from edition.engines import libxml
from edition.engines.libxml import Element, etree
from edition.findings import Place
from edition.relaxng import compact
from edition.relaxng.loader import RNG, SchemaFault
from edition.source import fence
from edition.speech import say

SCHEMATRON: Final = "http://purl.oclc.org/dsdl/schematron"
XSL: Final = "http://www.w3.org/1999/XSL/Transform"
OWN: Final = "urn:x-edition:schematron"
"""The namespace of what we write into schemas and stylesheets."""
TEI: Final = "http://www.tei-c.org/ns/1.0"
_OLD: Final = "http://www.ascc.net/xml/schematron"
S: Final = f"{{{SCHEMATRON}}}"
X: Final = f"{{{XSL}}}"
_R: Final = f"{{{RNG}}}"
_T: Final = f"{{{TEI}}}"
AT: Final = f"{{{OWN}}}at"
"""Where an element stands, wherever it is moved: `7:5 rules.sch`."""

DECLARATIONS: Final = ("key", "function", "variable", "param", "template", "accumulator", "decimal-format")
"""What a schema may have of XSLT beside its patterns; a template only to be called."""
SPEAKING: Final = ("assert", "report", "diagnostic", "property", "let", "emph", "span", "dir")
"""Elements of Schematron whose content may be of other namespaces, and is part of what they say."""


class RuleFault(Exception):
    """A schema is wrong, or uses what is not understood: `str()` says what, with file, line and column before it."""

    def __init__(self, said: str, place: Place) -> None:
        super().__init__(say("{place}: {said}", place=place, said=said))


def place(node: Element) -> Place:
    """Where an element of a schema stands, or what is around it, or in it. Of the file only the name is told."""
    for each in (node, *node.iterancestors(), *node.iterdescendants()):
        if at := each.get(AT):
            position, _, name = at.partition(" ")
            line, _, column = position.partition(":")
            return Place(Path(name), int(line), int(column))
    return Place(Path(), 1, 1)


def local(node: Element) -> str:
    """The name of an element without its namespace, which may have any characters in it."""
    return str(node.tag).rpartition("}")[2]


def fault(said: str, node: Element) -> RuleFault:
    """What is wrong with an element of a schema."""
    return RuleFault(said, place(node))


@dataclass(frozen=True, slots=True)
class Tree:
    """A schema without inclusions; what it declares in XSLT apart, each with its place; the prefixes of XML in scope; its files."""

    root: Element
    declarations: tuple[tuple[str, Place], ...]
    prefixes: dict[str, str]
    files: tuple[Path, ...]


def read(path: Path) -> Tree:
    """The rules in a file. Raises `RuleFault`."""
    reader = _Reader()
    root = reader.schema(path)
    return Tree(root, tuple(reader.declarations), reader.prefixes, tuple(reader.files))


@dataclass(slots=True)
class _Reader:
    files: dict[Path, None] = field(default_factory=dict)
    declarations: list[tuple[str, Place]] = field(default_factory=list)
    prefixes: dict[str, str] = field(default_factory=dict)
    _made: dict[tuple[Element, bool], Element] = field(default_factory=dict)
    """By what rules or assertions stand in, and whether it is assertions: the pattern or the rule that is put around them."""

    def schema(self, path: Path) -> Element:
        root = self._parsed(path)
        if root.tag.startswith(f"{{{_OLD}}}"):
            raise fault(say("Schematron 1.5 is not supported; ISO Schematron is"), root)
        if root.tag.startswith((_R, _T)):
            schema = etree.Element(f"{S}schema", nsmap={"sch": SCHEMATRON}, queryBinding="xslt3")
            schema.set(AT, f"1:1 {path.name}")
            self._gather(root, path, schema)
            return schema
        if root.tag != f"{S}schema":
            raise fault(say("`<{name}>` begins no Schematron schema, and none stands in it", name=local(root)), root)
        self.prefixes.update({prefix: uri for prefix, uri in root.nsmap.items() if prefix})
        self._include(root, path, ((path.resolve(), ""),))
        for node in [each for each in root.iter(f"{X}*") if _stands_in(each, SCHEMATRON, but=SPEAKING)]:
            self._declare(node, path)
        return root

    def _parsed(self, file: Path) -> Element:
        self.files[file.resolve()] = None
        try:
            if file.suffix.lower() == ".rnc":
                root = compact.read(file)
                elements = list(root.iter("*"))
                positions = [(each.sourceline or 1, 1) for each in elements]
            else:
                data = file.read_bytes()
                tree = libxml.parse(data)
                root = tree.getroot()
                elements, positions = list(root.iter("*")), libxml.positions(data, tree.docinfo.encoding or "utf-8")
        except libxml.SyntaxFault as error:
            said = say("the schema is not well-formed XML: {error}", error=error.message)
            raise RuleFault(said, Place(Path(file.name), error.line, error.column)) from None
        except SchemaFault as error:
            raise RuleFault(str(error), Place(Path(error.path.name), error.line, 1)) from None
        except OSError as error:
            raise RuleFault(
                say("the schema cannot be read: {error}", error=error.strerror), Place(Path(file.name))
            ) from None
        for node, (line, column) in zip(elements, positions, strict=True):
            if node is root or node.tag.startswith((S, X)):
                node.set(AT, f"{line}:{column} {file.name}")
        for entity in root.iter(etree.Entity):
            if (around := entity.getparent()) is not None and around.tag.startswith(S):
                raise fault(
                    say("the entity `{entity}` is not read: write the characters themselves", entity=entity.text),
                    around,
                )
        return root

    # -- what stands in other files ------------------------------------------------------------------------------------

    def _target(self, node: Element, file: Path) -> tuple[Path, str]:
        """The file and the fragment that an element leads to."""
        href = (node.get("href") or "").strip()
        name, _, fragment = href.partition("#")
        if not href or ":" in name or name.startswith(("/", "\\")):
            raise fault(say("“{href}” is no file beside the schema; nothing is fetched", href=href), node)
        target = file.parent / unquote(name) if name else file
        if not fence.holds(next(iter(self.files)).parent, target):
            raise fault(say("“{href}” leads out of the project, where nothing is read", href=href), node)
        if not target.is_file():
            raise fault(say("“{href}” does not exist", href=href), node)
        return target, fragment

    def _include(self, root: Element, file: Path, within: tuple[tuple[Path, str], ...]) -> None:
        """Put what `include` and `extends` with an address lead to in their place."""
        for node in list(root.iter(f"{S}include", f"{S}extends")):
            parent = node.getparent()
            if parent is None or (node.tag == f"{S}extends" and node.get("href") is None):
                continue
            loaded = self._loaded(node, file, within)
            if node.tag == f"{S}include":
                loaded.tail = node.tail
                parent.replace(node, loaded)
                continue
            like = (parent.tag, f"{S}library") if parent.tag == f"{S}schema" else (parent.tag,)
            if loaded.tag not in like:
                raise fault(
                    say("extends href=“{href}” leads to no <{parent}>", href=node.get("href"), parent=local(parent)),
                    node,
                )
            index = parent.index(node)
            parent.remove(node)
            parent[index:index] = list(loaded)

    def _loaded(self, node: Element, file: Path, within: tuple[tuple[Path, str], ...]) -> Element:
        target, fragment = self._target(node, file)
        if (target.resolve(), fragment) in within:
            raise fault(say("“{href}” includes itself", href=node.get("href")), node)
        loaded = self._parsed(target)
        if fragment:
            ids = (
                each for each in loaded.iter(f"{S}*") if fragment in (each.get("id"), each.get(names.clark("xml:id")))
            )
            if (found := next(ids, None)) is None:
                raise fault(say("“{href}” has no such part", href=node.get("href")), node)
            loaded = found
        if loaded.tag != f"{S}{local(loaded)}":
            raise fault(say("“{href}” leads to no Schematron", href=node.get("href")), node)
        for prefix, uri in loaded.nsmap.items():
            if prefix:
                self.prefixes.setdefault(prefix, uri)
        # a root of its own, so that what is itself an inclusion has a parent
        around = etree.Element(f"{S}schema")
        around.append(_copied(loaded))
        self._include(around, target, (*within, (target.resolve(), fragment)))
        return around[0]

    def _declare(self, node: Element, file: Path) -> None:
        """Take a declaration of XSLT out of the tree: moved in it, it would lose the prefixes of its expressions."""
        name = local(node)
        if name == "include":
            self._declare_all(node, file)
        elif name not in DECLARATIONS or node.get("match" if name == "template" else "mode") is not None:
            raise fault(say("<xsl:{name}> in a schema is not supported", name=name), node)
        else:
            at = place(node)
            for each in node.iter(f"{X}*"):
                each.attrib.pop(AT, None)
            self.declarations.append((etree.tostring(node, encoding="unicode", with_tail=False), at))
        if (parent := node.getparent()) is not None and parent.tag.startswith(S):
            parent.remove(node)

    def _declare_all(self, node: Element, file: Path) -> None:
        """Take what a stylesheet declares that is included."""
        # the file that asks may itself be included in the schema
        asking = next((each for each in self.files if each.name == place(node).file.name), file)
        target, _ = self._target(node, asking)
        if target.resolve() in self.files:
            raise fault(say("“{href}” is included twice", href=node.get("href")), node)
        stylesheet = self._parsed(target)
        for child in list(stylesheet.iterchildren(f"{X}*")):
            if child.tag == f"{X}output":  # how a result is written is for us to say
                continue
            for attribute in ("version", "xpath-default-namespace", "expand-text", "default-collation"):
                if attribute in stylesheet.attrib and attribute not in child.attrib:
                    child.set(attribute, stylesheet.get(attribute))
            self._declare(child, target)

    # -- what stands in a grammar or an ODD ----------------------------------------------------------------------------

    def _gather(self, root: Element, file: Path, schema: Element) -> None:
        self._include(root, file, ((file.resolve(), ""),))
        if root.tag.startswith(_T):
            self.prefixes.setdefault("tei", TEI)
        for node in list(root.iter(f"{S}*", f"{X}*", f"{_R}include", f"{_R}externalRef")):
            if node.tag.startswith(_R):
                # a grammar that is not here is the grammar's own fault, not that of its rules
                if ":" not in (node.get("href") or ":"):
                    target, _ = self._target(node, file)
                    if target.resolve() not in self.files:
                        self._gather(self._parsed(target), target, schema)
            elif not _stands_in(node, SCHEMATRON, XSL) and not _is_left_out(node):
                self.prefixes = {prefix: uri for prefix, uri in node.nsmap.items() if prefix} | self.prefixes
                self._adopt(node, file, schema)

    def _adopt(self, node: Element, file: Path, schema: Element) -> None:
        if node.tag.startswith(X):
            self._declare(node, file)
            return
        match local(node):
            case "schema":
                for attribute in ("queryBinding", "defaultPhase"):
                    if attribute in node.attrib:
                        schema.set(attribute, node.get(attribute))
                for child in list(node.iterchildren(f"{S}*", f"{X}*")):
                    self._adopt(child, file, schema)
            case "title" | "p":
                pass
            case "ns":
                # each constraint declares what it needs, many of them the same
                same = schema.iterchildren(f"{S}ns")
                if all(dict(each.attrib, **{AT: ""}) != dict(node.attrib, **{AT: ""}) for each in same):
                    schema.append(_copied(node))
            case "rule" | "assert" | "report" | "let":
                self._around(node, schema).append(_copied(node))
            case _:
                for inside in [each for each in node.iter(f"{X}*") if _stands_in(each, SCHEMATRON, but=SPEAKING)]:
                    self._declare(inside, file)
                schema.append(_copied(node))

    def _around(self, node: Element, schema: Element) -> Element:
        """What is put around what stands without a rule or a pattern: side by side rules share a pattern, assertions a rule.

        A variable is for these; where it stands with neither, for the whole schema.
        """
        parent = node.getparent()
        beside = {child.tag for child in parent} if parent is not None else set()
        if not beside & {f"{S}rule", f"{S}assert", f"{S}report"}:
            return schema
        asserts = node.tag in (f"{S}assert", f"{S}report") or (node.tag == f"{S}let" and f"{S}rule" not in beside)
        if (parent, asserts) not in self._made:
            made = etree.SubElement(schema, f"{S}pattern")
            if asserts:
                made = etree.SubElement(made, f"{S}rule", context=_about(node))
                made.set(AT, node.get(AT) or "")
            self._made[parent, asserts] = made
        return self._made[parent, asserts]


def _copied(node: Element) -> Element:
    made = copy.deepcopy(node)
    made.tail = None
    return made


def _stands_in(node: Element, *namespaces: str, but: tuple[str, ...] = ()) -> bool:
    """Whether the parent of a node is of one of the namespaces, and none of these elements."""
    parent = node.getparent()
    if parent is None or not isinstance(parent.tag, str):
        return False
    return parent.tag.startswith(tuple(f"{{{namespace}}}" for namespace in namespaces)) and local(parent) not in but


def _is_left_out(node: Element) -> bool:
    """Whether it stands in an example, in what an ODD deletes, or in a constraint in another language."""
    for each in node.iterancestors():
        if each.tag == "{http://www.tei-c.org/ns/Examples}egXML" or (
            each.tag.startswith(_T) and each.get("mode") == "delete"
        ):
            return True
        if each.tag == f"{_T}constraintSpec" and each.get("scheme", "schematron") not in (
            "schematron",
            "isoschematron",
        ):
            return True
    return False


def _about(node: Element) -> str:
    """The context of an assertion that has no rule: the element, or the attribute, that it is declared with."""
    attribute = ""
    for each in node.iterancestors(f"{_T}attDef", f"{_R}attribute", f"{_T}elementSpec", f"{_R}element"):
        name = each.get("ident") or each.get("name")
        if name is None:
            break
        if each.tag in (f"{_T}attDef", f"{_R}attribute"):
            attribute = f"/@{name}"
            continue
        prefix, _, local = name.rpartition(":")
        namespace = (
            each.nsmap.get(prefix, "") if prefix else next(_namespaces(each), TEI if each.tag[: len(_T)] == _T else "")
        )
        return f"Q{{{namespace}}}{local}{attribute}"
    raise fault(say("an assertion without a rule stands in no element to assert it of"), node)


def _namespaces(node: Element) -> Iterator[str]:
    """The namespaces that `@ns` gives to an element that is declared, the nearest first."""
    yield from (each.get("ns") or "" for each in (node, *node.iterancestors()) if each.get("ns") is not None)
