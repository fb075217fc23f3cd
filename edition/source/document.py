# SPDX-License-Identifier: MIT
"""One TEI file: its bytes, its tree, and the exact place of every element, of those too that it includes from other files."""

from __future__ import annotations

import contextlib
import copy
import functools
import hashlib
import json
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeAlias

from edition import names
from edition.engines import libxml
from edition.findings import Finding, Place, Severity
from edition.settings import Limits
from edition.source import adaptation, fence, inclusion, limits, lines, wellformed
from edition.speech import say, say_of

_ID = names.clark("xml:id")
_LANG = names.clark("xml:lang")
_ACTS = frozenset(
    names.clark(f"tei:{name}")
    for name in (
        *("add", "addSpan", "del", "delSpan", "restore", "undo", "redo", "retrace", "mod", "transpose"),
        *("subst", "substJoin"),
    )
)


Character: TypeAlias = tuple[libxml.Element, int, int]
"""A character of the text: its element, before which child element of that it stands (from 0), and its offset in the text there."""


@dataclass(frozen=True, eq=False)
class Document:
    """A TEI file that is well-formed. Equal only to itself; nobody changes its tree."""

    path: Path
    data: bytes
    tree: libxml.Tree
    _positions: list[libxml.Position] = field(repr=False)
    findings: tuple[Finding, ...] = ()
    """What was found when it was read: inclusions that failed, entities that nobody declared."""
    places: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The project's own words for places on the sheet (`[edition.places]` of the settings)."""
    _parts: Mapping[libxml.Element, Document] = field(default_factory=dict, repr=False)
    """What was included from other files: its outermost elements, and the file of each."""
    _made: frozenset[libxml.Element] = field(default=frozenset(), repr=False)
    """Elements around the root of the file that a lenient reading put there."""
    _encoding: str = field(default="", repr=False)
    asked: tuple[Path, ...] = ()
    """Every file that it would include, whether that is there or not."""
    lacking: frozenset[libxml.Element] = field(default=frozenset(), repr=False)
    """The elements into which something was to be included that was not."""

    @property
    def root(self) -> libxml.Element:
        """The root element."""
        return self.tree.getroot()

    @functools.cached_property
    def digest(self) -> str:
        """The digest of the file, and of those that it includes (SHA-256, hexadecimal)."""
        parts = [hashlib.sha256(part.data).hexdigest() for part in (self, *self._parts.values())]
        return hashlib.sha256(" ".join(parts).encode()).hexdigest()

    @functools.cached_property
    def elements(self) -> list[libxml.Element]:
        """Every element in document order."""
        return list(self.root.iter("*"))

    @functools.cached_property
    def _ordinals(self) -> dict[libxml.Element, int]:
        return {element: number for number, element in enumerate(self.elements)}

    def ordinal(self, element: libxml.Element) -> int:
        """The number of an element in document order, from 0."""
        return self._ordinals[element]

    @functools.cached_property
    def ids(self) -> dict[str, libxml.Element]:
        """Each `xml:id` with the first element that bears it."""
        found: dict[str, libxml.Element] = {}
        for element in self.elements:
            identifier = element.get(_ID)
            if identifier is not None:
                found.setdefault(identifier, element)
        return found

    @property
    def language(self) -> str:
        """The language of the text (BCP 47), "" where the file does not say."""
        text = self.root.find("tei:text", names.NAMESPACES)
        declared = text.get(_LANG) if text is not None else None
        return declared or self.root.get(_LANG) or ""

    def place(self, element: libxml.Element, attribute: str = "") -> Place:
        """Where an element starts: line and column of its start tag, its path, its id.

        With the name of an attribute as it is written (`xml:id`), the line and column where that stands in the tag.
        """
        file, line, column = self.position(element, attribute)
        return Place(file, line, column, self._path(element), element.get(_ID) or "")

    def position(self, element: libxml.Element, attribute: str = "") -> tuple[Path, int, int]:
        """The file, the line and the column of a place."""
        line, column = self._positions[self._ordinals[element]]
        part = self._part(element)
        if attribute:
            line, column = (part or self)._attribute(line, column, attribute)
        return (part or self).path, line, column

    def step(self, element: libxml.Element) -> str:
        """The last step of an element's path, "" for one that is not of the file."""
        if element in self._made:
            return ""
        name = str(element.tag.rpartition("}")[2])
        parent = element.getparent()
        if parent is None:
            return name
        number, of = self._numbers(parent)[element]
        return f"{name}[{number}]" if of > 1 else name

    @property
    def included(self) -> list[Path]:
        """The files that it includes, those among them that included files include."""
        return sorted({part.path for part in self._parts.values()})

    @property
    def files(self) -> list[Document]:
        """The files that it is made of: itself, and those that it includes."""
        return [self, *dict.fromkeys(self._parts.values())]

    @functools.cached_property
    def text(self) -> str:
        """The text of the file as it is written."""
        return text(self.data, self._encoding or "utf-8")

    def positions(self) -> dict[libxml.Element, libxml.Position]:
        """Each element with the line and column of its start tag, in its own file."""
        return dict(zip(self.elements, self._positions, strict=True))

    def _part(self, element: libxml.Element) -> Document | None:
        """The other file that an element is in."""
        if not self._parts:
            return None
        around = (element, *element.iterancestors())
        return next((self._parts[each] for each in around if each in self._parts), None)

    def _path(self, element: libxml.Element) -> str:
        steps: list[str] = []
        node: libxml.Element | None = element
        while node is not None and (step := self.step(node)):
            steps.append(step)
            node = node.getparent()
        return "/" + "/".join(reversed(steps))

    def _numbers(self, parent: libxml.Element) -> dict[libxml.Element, tuple[int, int]]:
        """For each child of an element, which of its like siblings it is, and how many there are: counted once."""
        if parent not in self._counted:
            like: dict[str, list[libxml.Element]] = {}
            for child in parent.iterchildren("*"):
                like.setdefault(child.tag, []).append(child)
            self._counted[parent] = {
                child: (number, len(same)) for same in like.values() for number, child in enumerate(same, 1)
            }
        return self._counted[parent]

    @functools.cached_property
    def _counted(self) -> dict[libxml.Element, dict[libxml.Element, tuple[int, int]]]:
        return {}

    def _attribute(self, line: int, column: int, name: str) -> libxml.Position:
        tag = self.line(line)[column - 1 : column + 2000]
        found = _within(tag, name)
        if found is None:
            tag = "\n".join([self.line(line)[column - 1 :], *(self.line(line + n) for n in range(1, 30))])
            found = _within(tag, name)
        if found is None:
            return line, column
        before = tag[:found].split("\n")
        return (line, column + len(before[0])) if len(before) == 1 else (line + len(before) - 1, len(before[-1]) + 1)

    def stamped_place(self, at: str, path: str = "", identifier: str = "") -> Place:
        """The place that an `ed:at` names, of an element with this path and id; the whole file where it is ""."""
        *file, line, column = at.rsplit(":", 2) if at else ("0", "0")
        return Place(self.path.parent / file[0] if file else self.path, int(line), int(column), path, identifier)

    def text_place(self, element: libxml.Element, before: int) -> Place:
        """Where the text starts that stands in an element before its child element number `before` (from 0)."""
        if self._parts or self._made:
            return self.place(element)
        found = libxml.text_position(self.data, self.ordinal(element), before)
        line, column = found or self._positions[self._ordinals[element]]
        return Place(self.path, line, column, self._path(element), element.get(_ID) or "")

    def character_places(self, wanted: Collection[Character]) -> dict[Character, Place]:
        """Where characters of the text stand, all of them found in one pass.

        In a document that includes others, each stands where its element does.
        """
        runs: dict[tuple[int, int], set[int]] = {}
        if wanted and not (self._parts or self._made):
            for element, before, offset in wanted:
                runs.setdefault((self.ordinal(element), before), set()).add(offset)
        found = libxml.character_positions(self.data, runs) if runs else {}
        places = {}
        for character in wanted:
            element, before, offset = character
            place = self.place(element)
            position = found.get((self.ordinal(element), before, offset))
            places[character] = replace(place, line=position[0], column=position[1]) if position else place
        return places

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its end; "" past the end."""
        lines = self._lines
        return lines[number - 1] if 0 < number <= len(lines) else ""

    @functools.cached_property
    def _lines(self) -> list[str]:
        return lines.split(self.text)

    @functools.cached_property
    def plain(self) -> str:
        """The document as text for an engine that may read nothing else: no document type, and an unread entity is U+FFFD."""
        written: str = libxml.etree.tostring(without_entities(self.root), encoding="unicode", with_tail=False)
        return written

    @functools.cached_property
    def stamped(self) -> str:
        """The document as text for the steps, each element with `ed:at="line:column"`, comments kept as they are.

        A copy: what our stylesheets find they can say where it stands, however the steps have moved it (`stamped_place`). What was
        included has its file before the line. Each `xml:id` is a name and given once: the first keeps it, for to the first each pointer
        leads. Acts have ids, by their number where they have none of their own. The root has the project's words for places.
        """
        root = copy.deepcopy(self.root)
        at = names.clark("ed:at")
        taken, given, acts = set[str](), set(self.ids), 0
        for element, original, own in zip(root.iter("*"), self.elements, self._positions, strict=True):
            part = self._part(original)
            file = f"{os.path.relpath(part.path, self.path.parent)}:" if part else ""
            element.set(at, f"{file}{own[0]}:{own[1]}")
            identifier = element.get(_ID)
            if element.tag in _ACTS:
                acts += 1
                if identifier is None:
                    element.set(_ID, _unique(f"act-{acts}", given))
                    continue
            if identifier is not None:
                unique = _unique(identifier, taken)
                taken.add(unique)
                if unique != identifier:
                    element.set(_ID, unique)
        if self.places:
            root.set(names.clark("ed:places"), json.dumps(dict(self.places), ensure_ascii=False, sort_keys=True))
        written: str = libxml.etree.tostring(without_entities(root), encoding="unicode", with_tail=False)
        return written


def _within(tag: str, attribute: str) -> int | None:
    """Where an attribute begins in the text of a start tag."""
    opening = _OPENING.match(tag)
    found = _attribute(attribute).match(tag, opening.end()) if opening else None
    return found.start(1) if found else None


_OPENING: Final = re.compile(r"<[^\s/>]+\s+")


@functools.lru_cache(maxsize=256)
def _attribute(name: str) -> re.Pattern[str]:
    # the values before it are skipped whole, so that a name inside a value is not taken for the attribute
    return re.compile(
        rf"""(?:(?!{re.escape(name)}\s*=)[^\s=>]++\s*+(?:=\s*+(?:"[^"]*"|'[^']*'))?+\s*+)*?({re.escape(name)})\s*="""
    )


def _unique(identifier: str, taken: set[str]) -> str:
    """An identifier without white space that nobody has yet."""
    plain = "_".join(identifier.split()) or "_"
    if plain not in taken:
        return plain
    number = 2
    while f"{plain}-{number}" in taken:
        number += 1
    return f"{plain}-{number}"


def without_entities(root: libxml.Element) -> libxml.Element:
    """The tree with U+FFFD for each entity that was not read, and values as they are read; itself where there is no entity."""
    subset = root.getroottree().docinfo.internalDTD
    has_own = subset is not None and any(True for _ in subset.iterentities())
    if not has_own and next(root.iter(libxml.etree.Entity), None) is None:
        return root
    root = copy.deepcopy(root)
    for element in root.iter("*") if has_own else ():
        for name, value in element.attrib.items():
            # a value is written with the entities in it, though it is read without them
            element.set(name, value)
    for entity in list(root.iter(libxml.etree.Entity)):
        parent, before = entity.getparent(), entity.getprevious()
        filler = "\ufffd" + (entity.tail or "")
        if before is not None:
            before.tail = (before.tail or "") + filler
        elif parent is not None:
            parent.text = (parent.text or "") + filler
        if parent is not None:
            entity.tail = None
            parent.remove(entity)
    return root


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is read.

    What it includes is read from below `folder`, else from beside it and below. A `lenient` reading takes what is no TEI document of
    today as one (`adaptation`), and what it finds are warnings. `places` are the project's words for places on the sheet.
    """

    folder: Path | None = None
    lenient: bool = False
    places: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


Opened: TypeAlias = Callable[[Path], bytes]
"""Gives what is in a file; raises `OSError`."""


def read(path: Path, manner: Manner | None = None, opened: Opened = Path.read_bytes) -> Document | Finding:
    """The document in a file, or the finding `XML001` at the place where it stops being XML, or `refused`. Raises `OSError`.

    What it includes is `opened` as it is told.
    """
    return refused(path, manner) or parsed(path, path.read_bytes(), manner, opened)


def refused(path: Path, manner: Manner | None = None) -> Finding | None:
    """Why a file is not opened: it is too large (`XML003`), or a link that leads out of the project (`XI003`). Raises `OSError`."""
    if path.is_symlink() and path.exists() and not fence.holds(path.parent, path):
        said = say("the file is a link that leads out of the project, and is not read")
        return Finding("XI003", Place(path), said, say("keep a copy in the project, or name the file itself"))
    return limits.too_large(path, (manner or Manner()).limits)


def parsed(
    path: Path, data: bytes, manner: Manner | None = None, opened: Opened = Path.read_bytes
) -> Document | Finding:
    """The document in these bytes, as `read` gives it."""
    manner = manner or Manner()
    own = _own(path, data, manner.limits)
    if isinstance(own, Finding):
        return own
    if manner.lenient or inclusion.has_any(own.root):
        own = _complete(own, replace(manner, folder=manner.folder or path.resolve().parent), opened)
    if (act := limits.act_too_many(own.root, lambda: own.ids, manner.limits)) is not None:
        return limits.too_many_acts(own.place(act), manner.limits)
    return replace(own, places=manner.places) if manner.places else own


def _own(path: Path, data: bytes, within: Limits) -> Document | Finding:
    """A file as it is, without what it includes."""
    try:
        # counted before a tree is made of it
        counted = _counted(data, within)
        tree = libxml.parse(data)
        encoding = tree.docinfo.encoding or "utf-8"
        found = counted or libxml.positions(data, encoding, limits.most(within))
    except libxml.TooMuch as fault:
        return limits.too_much(path, fault, within)
    except libxml.SyntaxFault as fault:
        return wellformed.diagnose(path, data, fault)
    document = Document(path, data, tree, found, _encoding=encoding)
    if len(found) != len(document.elements):
        # expat and libxml2 read the file differently; libxml2's lines are coarse, but they belong to these elements
        found = [(element.sourceline or 1, 1) for element in document.elements]
        document = Document(path, data, tree, found, _encoding=encoding)
    return document


def _counted(data: bytes, within: Limits) -> list[libxml.Position] | None:
    """The places of the elements, if expat can read the file without being told its encoding. Raises `TooMuch`."""
    with contextlib.suppress(libxml.SyntaxFault, LookupError, UnicodeError):
        return libxml.positions(data, wellformed.encoding_of(data), limits.most(within))
    return None


def _complete(own: Document, manner: Manner, opened: Opened) -> Document:
    """A document with what it includes and, if that is asked for, in the form of a TEI document of today."""
    lenient = manner.lenient
    severity = Severity.WARNING if lenient else Severity.ERROR
    positions = own.positions()
    found = list(_without_unread_entities(own, severity)) if lenient else []
    parts: dict[libxml.Element, Document] = {}
    within = inclusion.Within(
        manner.folder or own.path.parent, limits.size(manner.limits) - len(own.data), opened=opened
    )
    for said in _included(own, manner, positions, parts, within):
        found.append(replace(said, severity=severity))
    root, made = own.root, frozenset[libxml.Element]()
    if lenient:
        inner = root
        root, done = adaptation.adapt(root)
        made = frozenset(inner.iterancestors())
        if done:
            hint = say("put it into TEI's namespace, with `TEI` as its root, if it is to be checked")
            place = Place(own.path, *positions[inner])
            found.append(Finding("XI002", place, say("the file is read as TEI: {done}", done=done), hint, severity))
    start = own._positions[0]
    return Document(
        own.path,
        own.data,
        root.getroottree(),
        [positions.get(element, start) for element in root.iter("*")],
        tuple(found),
        _parts=parts,
        _made=made,
        _encoding=own._encoding,
        asked=tuple(sorted(within.asked)),
        lacking=frozenset(within.lacking),
    )


def _included(
    own: Document,
    manner: Manner,
    positions: dict[libxml.Element, libxml.Position],
    parts: dict[libxml.Element, Document],
    within: inclusion.Within,
) -> Iterator[Finding]:
    """Put what a document includes in its place, fill in `positions` and `parts`, and tell what was not included."""
    sources: dict[Path, Document] = {}
    entities: list[Finding] = []

    def read_part(file: Path) -> tuple[libxml.Element, dict[libxml.Element, libxml.Position]]:
        try:
            part = _own(_as_named(own.path, file), within.opened(file), manner.limits)
        except OSError as error:
            raise inclusion.NotIncluded(
                say("{file} cannot be read: {why}", file=file.name, why=error.strerror), say("see its rights")
            ) from error
        if isinstance(part, Finding):
            raise inclusion.NotIncluded(
                say("{place} is not well-formed XML: {message}", place=part.place, message=part.message), part.hint
            )
        places = part.positions()
        if manner.lenient:
            entities.extend(_without_unread_entities(part, Severity.WARNING))
        sources[file] = part
        return part.root, places

    for each in inclusion.include(own.root, own.path, within, read_part):
        if isinstance(each, inclusion.Missed):
            around = next((parts[element] for element in each.include.iterancestors() if element in parts), own)
            place = Place(around.path, *positions[each.include])
            yield Finding("XI001", place, say("nothing was included: {why}", why=each.why), each.hint)
            continue
        positions.update(each.places)
        parts[each.root] = sources[each.file]
    yield from entities


def _as_named(document: Path, file: Path) -> Path:
    """A file's path from where the document's path was meant."""
    return document.parent / os.path.relpath(file, document.resolve().parent)


def _without_unread_entities(document: Document, severity: Severity) -> Iterator[Finding]:
    """Put characters in the place of entities, and tell of each that the file does not declare, once."""
    counted: dict[str, tuple[Place, str, int]] = {}
    places = document.positions()
    for element, name, shown in adaptation.resolve_entities(document.tree):
        place, _, count = counted.get(name, (Place(document.path, *places.get(element, (1, 1))), shown, 0))
        counted[name] = (place, shown, count + 1)
    for name, (place, shown, count) in counted.items():
        said = say("the entity `&{name};` is not declared in the file; {shown} is shown for it", name=name, shown=shown)
        times = say_of(count, ", {n} time", ", {n} times") if count > 1 else ""
        yield Finding(
            "XML002", place, said + times, say("write the characters themselves; entities are not used"), severity
        )


def text(data: bytes, encoding: str = "utf-8") -> str:
    """The text of a file whose encoding may be wrong or unheard of: for showing, never for reading."""
    try:
        return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    except LookupError:
        return data.decode("utf-8", errors="replace").removeprefix("\ufeff")


def path(element: libxml.Element) -> str:
    """The path of an element from the root, a position only where it has like siblings: `/TEI/text/body/p[2]/add`."""
    steps: list[str] = []
    node: libxml.Element | None = element
    while node is not None:
        parent = node.getparent()
        like = [node] if parent is None else list(parent.iterchildren(node.tag))
        steps.append(libxml.etree.QName(node).localname + (f"[{like.index(node) + 1}]" if len(like) > 1 else ""))
        node = parent
    return "/" + "/".join(reversed(steps))
