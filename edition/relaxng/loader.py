# SPDX-License-Identifier: MIT
"""A schema in RELAX NG's XML syntax becomes patterns: the simplification of chapter 4 of the specification.

Nothing is copied: definitions are found by name in their grammar (what includes it may put its own in their place), and what an
element holds is built when it is first asked for. So a schema of a megabyte opens in the time it takes to read it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from edition.engines import libxml
from edition.engines.libxml import Element
from edition.relaxng import names
from edition.relaxng.datatypes import Datatype, DatatypeFault, token
from edition.relaxng.names import NameClass
from edition.relaxng.patterns import Kind, Pattern, Pool, inside, reached
from edition.speech import say

RNG: Final = "http://relaxng.org/ns/structure/1.0"
_RNG: Final = f"{{{RNG}}}"


class SchemaFault(Exception):
    """A schema is not one: `str()` says what is wrong, `path` and `line` (from 1) where."""

    def __init__(self, message: str, path: Path, line: int = 1) -> None:
        super().__init__(message)
        self.path, self.line = path, line


class Endless(SchemaFault):
    """A definition refers to itself with no element in between: a fault where one comes to it from the start (§ 4.19)."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a schema, as it is asked for: what it inherits from the element that asks (§ 4.6, 4.7)."""

    path: Path
    root: Element
    namespace: str = ""

    def fault(self, node: Element, message: str) -> SchemaFault:
        """The fault that stands at an element of the file."""
        return SchemaFault(message, self.path, node.sourceline or 1)


@dataclass(frozen=True, slots=True)
class Part:
    """An element of a schema with the file and the grammar that it stands in."""

    node: Element
    file: File
    scope: Scope | None

    @property
    def reading(self) -> tuple[object, ...]:
        """What tells this from the same element read for another grammar, or with another inherited namespace."""
        return self.node, self.file.namespace, self.scope


@dataclass(eq=False, slots=True)
class Scope:
    """A grammar: what its names mean, and the grammar around it. The parts of its start stand under ""."""

    around: Scope | None
    parts: dict[str, list[Part]] = field(default_factory=dict)
    built: dict[str, Pattern] = field(default_factory=dict)
    building: set[str] = field(default_factory=set)


Reader = Callable[[Path], Element]
"""Gives the root of a schema file. Raises `SchemaFault`."""


Reach = Callable[[Path], bool]
"""Whether a schema may be made of a file, too: what strangers wrote asks for none outside of the project."""


def read_xml(path: Path) -> Element:
    """The root of a schema in XML syntax: no network, no entity from outside. Raises `SchemaFault`."""
    try:
        return libxml.parse(path.read_bytes()).getroot()
    except OSError as error:
        raise SchemaFault(say("the schema cannot be read: {why}", why=error.strerror), path) from None
    except libxml.SyntaxFault as fault:
        raise SchemaFault(
            say("the schema is not well-formed XML: {why}", why=fault.message), path, fault.line
        ) from None


class Grammar:
    """A schema, opened: `start` is the pattern of its documents, `pool` makes and asks patterns, `files` are all that it is made of."""

    def __init__(
        self, path: Path, read: Reader = read_xml, pool: Pool | None = None, reach: Reach | None = None
    ) -> None:
        """Open the schema in a file. Raises `SchemaFault`, here or where what is wrong is first asked for."""
        self.pool = pool or Pool()
        self._reach = reach
        self.files: dict[Path, Element] = {}
        self._read = read
        self._scopes: dict[tuple[object, ...], Scope] = {}
        self._external: dict[tuple[Path, str, Scope | None], Pattern] = {}
        self._opening: list[Path] = []
        root = self._open(path)
        self.root = Part(root, File(path, root), None)
        self.start: Final = self._build(self.root)

    def _open(self, path: Path) -> Element:
        if path not in self.files:
            root = self._read(path)
            if not str(root.tag).startswith(_RNG):
                raise SchemaFault(
                    say("`<{name}>` begins no schema of RELAX NG", name=names.local(str(root.tag))),
                    path,
                    root.sourceline or 1,
                )
            self.files[path] = root
        return self.files[path]

    # -- files ------------------------------------------------------------------------------------------------------

    def open_all(self) -> None:
        """Open every file of the schema, those too that only a part refers to that is not yet built. Raises `SchemaFault`."""
        asked: dict[Path, set[Path]] = {}
        waiting = [File(path, root) for path, root in self.files.items()]
        while waiting:
            file = waiting.pop()
            targets = asked.setdefault(file.path.resolve(), set())
            for node in file.root.iter(f"{_RNG}include", f"{_RNG}externalRef"):
                path = self._target(Part(node, file, None))
                if path not in self.files:
                    waiting.append(File(path, self._open(path)))
                targets.add(path)
                if file.path.resolve() in reached([path], lambda each: asked.get(each, ())):
                    raise file.fault(node, say("{file} asks for itself", file=file.path.name))

    def _target(self, part: Part) -> Path:
        """The file that an `include` or `externalRef` asks for; nothing is fetched from a network."""
        href = (part.node.get("href") or "").strip()
        address = urlsplit(href)
        if address.scheme not in ("", "file") or address.netloc not in ("", "localhost"):
            raise part.file.fault(part.node, say("“{href}” is not fetched: put the file beside the schema", href=href))
        if not href or address.fragment:
            raise part.file.fault(part.node, say("“{href}” names no file", href=href))
        path = (part.file.path.parent / _base(part.node) / unquote(address.path)).resolve()
        if self._reach is not None and not self._reach(path):
            raise part.file.fault(part.node, say("“{href}” leads out of the project, where nothing is read", href=href))
        return path

    # -- grammars ---------------------------------------------------------------------------------------------------

    def scope(self, part: Part) -> Scope:
        """The grammar that an element `grammar` is."""
        found = self._scopes.get(part.reading)
        if found is None:
            found = self._scopes[part.reading] = Scope(part.scope)
            for name, piece in self._components(part.node, part.file, found):
                found.parts.setdefault(name, []).append(piece)
        return found

    def _components(self, node: Element, file: File, scope: Scope) -> Iterator[tuple[str, Part]]:
        """Every `start` (under "") and `define` of a grammar, those it includes among them."""
        for child in children(node):
            match kind(child):
                case "start":
                    yield "", Part(child, file, scope)
                case "define":
                    yield (child.get("name") or "").strip(), Part(child, file, scope)
                case "div":
                    yield from self._components(child, file, scope)
                case "include":
                    yield from self._included(Part(child, file, scope), scope)
                case other:
                    raise file.fault(child, say("`<{other}>` may not stand in a grammar", other=other))

    def _included(self, part: Part, scope: Scope) -> Iterator[tuple[str, Part]]:
        path = self._target(part)
        root = self._open(path)
        if kind(root) != "grammar":
            raise part.file.fault(
                part.node, say("{file} holds no grammar, and only a grammar can be included", file=path.name)
            )
        if path in self._opening or path == part.file.path:
            raise part.file.fault(part.node, say("{file} includes itself", file=path.name))
        self._opening.append(path)
        inherited = File(path, root, inherited_namespace(part.node, part.file))
        own = list(self._components(part.node, part.file, scope))
        replaced = {name for name, _ in own}
        met = set()
        for name, piece in self._components(root, inherited, scope):
            met.add(name)
            if name not in replaced:
                yield name, piece
        self._opening.pop()
        if lacking := sorted(replaced - met):
            what = say("“{name}”", name=lacking[0]) if lacking[0] else say("the start")
            raise part.file.fault(
                part.node, say("{what} is given in place of one that {file} does not have", what=what, file=path.name)
            )
        yield from own

    def reference(self, name: str, scope: Scope | None, part: Part) -> Pattern:
        """What a name ("" for the start) means in a grammar."""
        if scope is None:
            raise part.file.fault(part.node, say("a name is referred to outside of any grammar"))
        if name in scope.built:
            return scope.built[name]
        pieces = scope.parts.get(name)
        if not pieces:
            said = f"“{name}” is referred to and not defined" if name else "the grammar has no `<start>`"
            raise part.file.fault(part.node, said)
        if name in scope.building:
            said = say("“{name}” refers to itself with no element in between", name=name)
            raise Endless(said, part.file.path, part.node.sourceline or 1)
        scope.building.add(name)
        try:
            built = [self._row(piece, children(piece.node)) for piece in pieces]
            scope.built[name] = self._combined(pieces, built, name)
        finally:
            scope.building.discard(name)
        return scope.built[name]

    def _combined(self, pieces: list[Part], built: list[Pattern], name: str) -> Pattern:
        """Several definitions of one name as one (§ 4.17)."""
        if len(pieces) == 1:
            return built[0]
        ways = {piece.node.get("combine", "").strip() for piece in pieces}
        bare = [piece for piece in pieces if not piece.node.get("combine")]
        what = say("“{name}”", name=name) if name else say("the start")
        if len(bare) > 1:
            raise bare[1].file.fault(
                bare[1].node, say("{what} is defined twice, and nothing says how the two combine", what=what)
            )
        ways.discard("")
        if len(ways) > 1:
            raise pieces[-1].file.fault(
                pieces[-1].node, say("{what} combines as a choice and as an interleave", what=what)
            )
        return self.pool.interleave(built) if ways == {"interleave"} else self.pool.choice(built)

    def build_all(self) -> None:
        """Build every definition, those too that nothing refers to, and what every element holds. Raises `SchemaFault`."""
        _build_inside(self.start)
        done: set[tuple[Scope, str]] = set()
        while fresh := [
            (scope, name) for scope in self._scopes.values() for name in scope.parts if (scope, name) not in done
        ]:
            done.update(fresh)
            for scope, name in fresh:
                # where nobody comes, names must be defined (§ 4.18), but may go round in circles (§ 4.19)
                with contextlib.suppress(Endless):
                    _build_inside(self.reference(name, scope, scope.parts[name][0]))

    # -- patterns ---------------------------------------------------------------------------------------------------

    def _row(self, part: Part, nodes: Iterable[Element]) -> Pattern:
        """Several patterns as a group."""
        return self.pool.group(self._build(Part(node, part.file, part.scope)) for node in nodes)

    def _parts(self, part: Part) -> Iterator[Pattern]:
        return (self._build(Part(node, part.file, part.scope)) for node in children(part.node))

    def _build(self, part: Part) -> Pattern:
        node, pool = part.node, self.pool
        match kind(node):
            case "element":
                names_, inner = self._named(part)
                return pool.element(names_, lambda: self._row(part, inner), node, part.reading)
            case "attribute":
                names_, inner = self._named(part)
                value = self._row(part, inner) if inner else pool.text
                return pool.attribute(names_, value, node)
            case "ref":
                return self.reference((node.get("name") or "").strip(), part.scope, part)
            case "parentRef":
                return self.reference((node.get("name") or "").strip(), part.scope and part.scope.around, part)
            case "empty":
                return pool.empty
            case "text":
                return pool.text
            case "notAllowed":
                return pool.not_allowed
            case "group":
                return self._row(part, children(node))
            case "choice":
                return pool.choice(self._parts(part))
            case "interleave":
                return pool.interleave(self._parts(part))
            case "mixed":
                return pool.interleave((pool.text, self._row(part, children(node))))
            case "optional":
                return pool.optional(self._row(part, children(node)))
            case "oneOrMore":
                return pool.repeat(self._row(part, children(node)))
            case "zeroOrMore":
                return pool.optional(pool.repeat(self._row(part, children(node))))
            case "list":
                return pool.list(self._row(part, children(node)))
            case "value":
                return self._value(part)
            case "data":
                return self._data(part)
            case "grammar":
                return self.reference("", self.scope(part), part)
            case "externalRef":
                return self._elsewhere(part)
            case other:
                raise part.file.fault(node, say("`<{other}>` is no pattern of RELAX NG", other=other))

    def _elsewhere(self, part: Part) -> Pattern:
        path = self._target(part)
        inherited = inherited_namespace(part.node, part.file)
        # what its names mean, the grammar around the reference says (§ 4.6 comes before § 4.18)
        key = path, inherited, part.scope
        if key not in self._external:
            if path in self._opening or path == part.file.path:
                raise part.file.fault(part.node, say("{file} refers to itself", file=path.name))
            self._opening.append(path)
            root = self._open(path)
            self._external[key] = self._build(Part(root, File(path, root, inherited), part.scope))
            self._opening.pop()
        return self._external[key]

    def _value(self, part: Part) -> Pattern:
        node = part.node
        kind_ = node.get("type")
        try:
            datatype = token() if kind_ is None else Datatype(_library(node), kind_.strip())
            literal = datatype.value(_text(node), {**node.nsmap, None: inherited_namespace(node, part.file)})
        except DatatypeFault as fault:
            raise part.file.fault(node, fault.args[0]) from None
        made = self.pool.value(datatype, literal)
        if made.source is None:
            made.source = " ".join(_text(node).split())
        return made

    def _data(self, part: Part) -> Pattern:
        node = part.node
        parameters = tuple(
            ((child.get("name") or "").strip(), _text(child)) for child in children(node) if kind(child) == "param"
        )
        try:
            datatype = Datatype(_library(node), (node.get("type") or "").strip(), parameters)
        except DatatypeFault as fault:
            raise part.file.fault(node, fault.args[0]) from None
        exceptions = [child for child in children(node) if kind(child) == "except"]
        inner = [
            self._build(Part(child, part.file, part.scope)) for exception in exceptions for child in children(exception)
        ]
        return self.pool.data(datatype, self.pool.choice(inner) if inner else None)

    # -- name classes -----------------------------------------------------------------------------------------------

    def _named(self, part: Part) -> tuple[NameClass, list[Element]]:
        """The names of an element or attribute, and what it holds."""
        node, inner = part.node, children(part.node)
        name = node.get("name")
        if name is not None:
            # an attribute's bare name is in no namespace, whatever is inherited (§ 4.8)
            own = kind(node) == "attribute" and node.get("ns") is None
            uri = "" if own else inherited_namespace(node, part.file)
            return names.Name(_expanded(name.strip(), node, uri, part.file)), inner
        if not inner:
            raise part.file.fault(node, say("`<{kind}>` has no name", kind=kind(node)))
        return name_class(inner[0], part.file), inner[1:]


def _build_inside(pattern: Pattern) -> None:
    """Build what the elements hold that one comes to from a pattern."""
    for _ in reached(inside(pattern, Kind.ELEMENT), lambda element: inside(element.content, Kind.ELEMENT)):
        pass


def _text(node: Element) -> str:
    """The text of a value, name or parameter: comments, instructions and annotations between its pieces are none of it."""
    return (node.text or "") + "".join(child.tail or "" for child in node)


def kind(node: Element) -> str:
    """The local name of an element of RELAX NG."""
    return str(node.tag)[len(_RNG) :]


def children(node: Element) -> list[Element]:
    """The children of an element that are RELAX NG's; others are annotations (§ 4.1)."""
    return [child for child in node if isinstance(child.tag, str) and child.tag.startswith(_RNG)]


def name_class(node: Element, file: File) -> NameClass:
    """The name class that an element writes. Raises `SchemaFault`."""
    inner = [(child, kind(child)) for child in children(node)]
    exceptions = [name_class(each, file) for child, is_ in inner if is_ == "except" for each in children(child)]
    excluded = None if not exceptions else exceptions[0] if len(exceptions) == 1 else names.Either(tuple(exceptions))
    match kind(node):
        case "name":
            text = " ".join(_text(node).split())
            return names.Name(_expanded(text, node, inherited_namespace(node, file), file))
        case "nsName":
            return names.Namespace(inherited_namespace(node, file), excluded)
        case "anyName":
            return names.Any(excluded)
        case "choice" if inner:
            classes = tuple(name_class(child, file) for child, _ in inner)
            return classes[0] if len(classes) == 1 else names.Either(classes)
        case other:
            raise file.fault(node, say("`<{other}>` is no name class", other=other))


def _expanded(name: str, node: Element, uri: str, file: File) -> str:
    """A qualified name with its namespace (§ 4.10)."""
    prefix, colon, local = name.rpartition(":")
    if colon:
        found = "http://www.w3.org/XML/1998/namespace" if prefix == "xml" else node.nsmap.get(prefix)
        if found is None:
            raise file.fault(node, say("the prefix of “{name}” is not declared", name=name))
        uri = found
    return names.clark(uri, local)


def inherited_namespace(node: Element, file: File) -> str:
    """The namespace that bare names have at an element: the nearest `@ns` (§ 4.8).

    In the compact syntax an `include` says what the file has that it asks for, and nothing of what stands in its own braces.
    """
    uri = _nearest(node, "ns", but="include" if file.path.suffix.lower() == ".rnc" else "")
    return file.namespace if uri is None else uri


def _library(node: Element) -> str:
    """The datatype library in force at an element (§ 4.3, 4.4)."""
    return _nearest(node, "datatypeLibrary") or ""


def _nearest(node: Element, attribute: str, but: str = "") -> str | None:
    """The value of an attribute at an element, or at the nearest around it in the file that has one, but for one of a kind."""
    found: Element | None = node
    while found is not None:
        value = found.get(attribute) if found is node or kind(found) != but else None
        if value is not None:
            return str(value)
        found = found.getparent()
    return None


def _base(node: Element) -> str:
    """What `xml:base` says of an element."""
    steps = [each.get("{http://www.w3.org/XML/1998/namespace}base") for each in (node, *node.iterancestors())]
    return "/".join(reversed([step.rpartition("/")[0] for step in steps if step]))
