# SPDX-License-Identifier: MIT
"""Each pointer must lead somewhere, in the file and between files, and to the kind of element that it asks for.

No address on the net is asked. What leads out of a file is kept (`Out`) until it is known what the other files offer (`Offer`): both are
small, so that of a large corpus no two trees are needed at once.
A span that has lost its end is found here: its end is what `@spanTo` points to.
"""

from __future__ import annotations

import functools
import re
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from edition import names
from edition.engines import expressions
from edition.engines.libxml import Element
from edition.errors import WrongUse
from edition.findings import Finding, Place
from edition.source import fence
from edition.source.corpus import Corpus
from edition.source.document import Document
from edition.speech import say
from edition.validate.places import Collector, Places
from edition.validate.tei import ELEMENTS
from edition.validate.vocabulary import asked as meant_perhaps
from edition.validate.vocabulary import element as tag
from edition.validate.vocabulary import nearest, short, some, words

_TEI: Final = f"{{{names.TEI}}}"
_BASE: Final = names.clark("xml:base")


POINTERS: Final = words("""ana change copyOf corresp datcat decls edRef exclude facs hand inst mergedIn nymRef parent parts passive active
    mutual next origin perf period prev ref rendition resp sameAs scribeRef scriptRef since source spanTo start end
    synch target targetEnd toWhom valueDatcat who wit lemmaRef generatedBy""")
"""Attributes that hold pointers wherever they stand."""

_LOCAL: Final = {
    "new": ("handShift",),
    "scheme": ("catRef", "classCode", "keywords"),
    "url": ("graphic", "media"),
    "from": ("app",),
    "to": ("app",),
    "domains": ("join", "link", "linkGrp", "joinGrp"),
}
"""Attributes that hold pointers on these elements alone."""

_NO_POINTER: Final = {"source": ("moduleRef", "schemaSpec"), "start": ("schemaSpec",), "ref": ("elementSpec",)}

_AGENTS: Final = words("""respStmt resp person personGrp persona persName name org orgName author editor principal funder sponsor meeting
    listPerson listOrg application role castItem actor handNote""")
_DECLARED: Final = words("""availability bibl biblFull biblStruct broadcast correction correspDesc editorialDecl equipment geoDecl
    hyphenation interpretation langUsage listApp listBibl listEvent listNym listObject listOrg listPerson listPlace metDecl
    normalization particDesc projectDesc punctuation quotation recording refsDecl samplingDecl scriptStmt segmentation seriesStmt
    settingDesc sourceDesc stdVals styleDefDecl textClass textDesc xenoData""")
"""What a text can choose with `@decls` (`att.declarable`)."""
_INTERPRETATIONS: Final = words("interp interpGrp span spanGrp category taxonomy fs f fLib fvLib")
_NO_INTERPRETATION: Final = words("""TEI teiCorpus text front body back group pb lb cb gb milestone anchor l lg s w pc c m phr cl u app lem
    rdg witness listWit handNote handNotes handShift surface surfaceGrp zone line graphic facsimile sourceDoc add del subst mod restore
    gap unclear supplied damage choice sic corr orig reg abbr expan respStmt""")
"""What interprets nothing, whoever points to it with `@ana`; a note, a term or a paragraph may."""
_KINDS: Final[dict[str, frozenset[str]]] = {
    "ana": ELEMENTS - _NO_INTERPRETATION,
    "hand": frozenset({"handNote"}),
    "new": frozenset({"handNote"}),
    "scriptRef": frozenset({"scriptNote"}),
    "scribeRef": _AGENTS,
    "change": frozenset({"change", "listChange"}),
    "wit": frozenset({"witness", "listWit", "msDesc", "msPart", "msFrag", "bibl", "biblStruct", "biblFull"}),
    "resp": _AGENTS,
    "who": _AGENTS,
    "facs": frozenset({"surface", "surfaceGrp", "zone", "graphic", "media", "binaryObject", "facsimile", "sourceDoc"}),
    "rendition": frozenset({"rendition"}),
    "decls": _DECLARED,
    "edRef": frozenset({"bibl", "biblStruct", "biblFull", "edition", "witness", "msDesc", "listBibl"}),
    "period": frozenset({"category", "event", "listEvent", "taxonomy", "date", "interp", "period"}),
}
_NAMED: Final[dict[str, frozenset[str]]] = {
    "persName": frozenset({"person", "personGrp", "persona", "persName", "org", "role", "castItem"}),
    "placeName": frozenset({"place", "placeName", "listPlace", "org", "settlement", "country", "region", "geogName"}),
    "orgName": frozenset({"org", "orgName", "listOrg", "personGrp"}),
}
_MEANT: Final = {"ana": _INTERPRETATIONS, "spanTo": frozenset({"anchor"})}
"""What an attribute is meant to lead to, where it may lead to more."""
_ASKED: Final = {
    _KINDS["ana"]: say("an interpretation"),
    _AGENTS: say("someone"),
    _DECLARED: say("a declaration of the header"),
    _NAMED["persName"]: tag("person"),
    _NAMED["placeName"]: tag("place"),
    _NAMED["orgName"]: tag("org"),
}

_SPAN: Final = say("span")
_SPANS: Final = {"delSpan": say("deletion"), "addSpan": say("addition"), "damageSpan": say("damage")}

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_KNOWN_SCHEMES: Final = words(
    "http https ftp sftp mailto urn info tag tel data geo doi ark hdl file about cid xri iiif"
)
_NET: Final = re.compile(r"//|(?:https?|ftp):", re.IGNORECASE)


_GUESSES: Final = 50
"""For how many pointers that lead nowhere, in their file and out of it, a like name is looked for: of more a list is missing."""


class Address(NamedTuple):
    """Where a pointer leads: the path as it is written, the name after `#` (None without one), and the path from the file's folder.

    `at` is "" for the file itself; without either there is nothing to be checked.
    """

    path: str
    fragment: str | None
    at: str
    prefix: int = -1
    """The number of the prefix that was written for it."""


_FREE: Final = Address("", None, "")


class Prefix(NamedTuple):
    """A `prefixDef`: what stands after `ident:` becomes an address by a pattern of XSD, in which XPath's `$1` stands for a group."""

    ident: str
    pattern: str
    replacement: str

    def address(self, rest: str) -> str | None:
        """The address that is meant, None where what stands there has not the form."""
        pattern = _pattern(self.pattern)
        parts = None if pattern is None else pattern.parts(rest)
        if parts is None or len(self.replacement) * (len(rest) + 1) > _LONGEST:
            return None
        groups = (rest, *parts)
        try:
            return _GROUP.sub(lambda found: groups[int(found[1])] if found[1] else found[2], self.replacement)
        except IndexError:
            return None


_LONGEST: Final = 1_000_000
"""What a pointer and what is put in its place may multiply to; no address has a thousandth of it."""

_GROUP: Final = re.compile(r"\$(\d)|\\([\\$])")


def _pattern(written: str) -> expressions.Expression | None:
    """A pattern that a document gives, None for what is none."""
    try:
        return expressions.expression(written, extended=True)
    except expressions.ExpressionFault:
        return None


class Use(NamedTuple):
    """A pointer as it stands on an element of some name, and the addresses that it may mean, the first that is there."""

    name: str
    attribute: str
    pointer: str
    addresses: tuple[Address, ...]


class Out(NamedTuple):
    """A pointer that leads out of its file, and the numbers of the places where it stands."""

    use: Use
    places: list[int]


@dataclass(frozen=True, eq=False)
class Offer:
    """What a file offers to pointers: each id with the local name of its element, and before that, in braces, any namespace but TEI's."""

    path: Path
    kinds: Mapping[str, str]
    place: Callable[[str], Place]

    def of_kinds(self, kinds: frozenset[str] | None) -> frozenset[str]:
        """The ids of elements of these kinds, or that are not TEI's; with None all."""
        if kinds not in self._of_kinds:
            names = (
                self.kinds
                if kinds is None
                else (i for i, kind in self.kinds.items() if kind in kinds or kind[0] == "{")
            )
            self._of_kinds[kinds] = frozenset(names)
        return self._of_kinds[kinds]

    @functools.cached_property
    def _of_kinds(self) -> dict[frozenset[str] | None, frozenset[str]]:
        return {}

    @functools.cached_property
    def file(self) -> Path:
        """The file, whatever links lead to it."""
        return self.path.resolve()


def offered(document: Document) -> Offer:
    """What a document offers."""
    kinds = {identifier: element.tag.removeprefix(_TEI) for identifier, element in document.ids.items()}
    return Offer(document.path, kinds, lambda identifier: document.place(document.ids[identifier]))


def check(document: Document, corpus: Corpus) -> Iterator[Finding]:
    """Every finding `PTR…` of a document."""
    places = Collector(document)
    inside = Inside(document, places)
    yield from inside.findings()

    def read(file: Path) -> Offer | None:
        found = corpus.read(file)
        return offered(found) if isinstance(found, Document) else None

    yield from outside(offered(document), inside.out, inside.prefixes, places, Files(read))


def leads(document: Document, corpus: Corpus) -> Iterator[tuple[Document, Element]]:
    """Every element that a pointer of a document leads to, with the document that has it, each once."""
    leading = Leading(document, corpus)
    seen: set[Element] = set()
    asked: set[str] = set()
    for element in document.elements:
        if not element.attrib or not element.tag.startswith(_TEI):
            continue
        name = element.tag.removeprefix(_TEI)
        for attribute, value in element.attrib.items():
            if value in asked or not is_pointer(name, attribute):
                continue
            asked.add(value)
            for pointer in value.split():
                target = leading.target(pointer, element)
                if target is not None and target[1] not in seen:
                    seen.add(target[1])
                    yield target


def abroad(document: Document) -> Iterator[tuple[str, str]]:
    """The pointers of a document to elements of other files: path, as it is written or as a prefix makes it, and identifier, each once."""
    meanings = _Meanings(document)
    seen: set[object] = set()
    for element in document.elements:
        name = element.tag.removeprefix(_TEI)
        for attribute, value in element.attrib.items():
            if value in seen or (value.startswith("#") and " " not in value) or not is_pointer(name, attribute):
                continue
            seen.add(value)
            for pointer in value.split():
                meant = meanings.of(pointer, "")
                for address in () if isinstance(meant, _Miss) else meant:
                    if address.path and address.fragment and (lead := (address.path, address.fragment)) not in seen:
                        seen.add(lead)
                        yield lead


def shortened(document: Document) -> Iterator[tuple[str, str]]:
    """The pointers of a document that begin with a prefix of its header, each once, with the address that is meant."""
    if next(document.root.iter(f"{_TEI}prefixDef"), None) is None:
        return
    meanings = _Meanings(document)
    seen: set[str] = set()
    for element in document.elements:
        name = element.tag.removeprefix(_TEI)
        for attribute, value in element.attrib.items():
            if value in seen or ":" not in value or not is_pointer(name, attribute):
                continue
            seen.add(value)
            for pointer in value.split():
                if (address := meanings.address(pointer)) is not None:
                    yield pointer, address


class Inside:
    """The pointers of a document that stay in it; those that lead out of it are put aside in `out`."""

    def __init__(self, document: Document, places: Collector) -> None:
        self.document = document
        self.places = places
        self._meanings = _Meanings(document)
        self._following = _Following(offered(document), self._meanings.prefixes)
        self._out: dict[Use, list[int]] = {}
        self._known: dict[tuple[str, str, str, str], tuple[Use, list[_Fault]]] = {}

    @property
    def prefixes(self) -> list[Prefix]:
        """The prefixes that the document defines."""
        return self._meanings.prefixes

    @property
    def out(self) -> list[Out]:
        """The pointers that lead out of the file; none before `findings` were asked for."""
        return [Out(use, places) for use, places in self._out.items()]

    def findings(self) -> Iterator[Finding]:
        """What is wrong with the pointers that stay in the file."""
        for element in self.document.elements:
            if not element.attrib or not element.tag.startswith(_TEI):
                continue
            name = element.tag.removeprefix(_TEI)
            for attribute, value in element.attrib.items():
                if is_pointer(name, attribute):
                    yield from self._check(element, name, attribute, value)

    def _check(self, element: Element, name: str, attribute: str, value: str) -> Iterator[Finding]:
        if not value.strip():
            miss = _Miss("PTR003", say("is empty"), say("point to something, or remove the attribute"))
            yield self._finding(element, attribute, miss.of(attribute, value))
        elif value != " ".join(value.split()):
            miss = _Miss(
                "PTR003", say("has needless space"), say("write one space between two pointers, and none around them")
            )
            yield self._finding(element, attribute, miss.of(attribute, value))
        base = self._meanings.base(element)
        pointers = dict.fromkeys(value.split())
        if "#" in pointers:
            # the space that parts it from its identifier is one mistake
            pointers = dict.fromkeys(each for each in pointers if "#" in each or ":" in each)
        for pointer in pointers:
            key = (name, attribute, pointer, base)
            if key not in self._known:
                self._known[key] = self._followed(*key)
            use, faults = self._known[key]
            if any(address.at for address in use.addresses):
                self._out.setdefault(use, []).append(self.places.add(element, attribute))
                continue
            for fault in faults:
                yield self._finding(element, attribute, fault)
            if attribute == "spanTo" and not faults and use.addresses:
                yield from self._span(element, name, use)

    def _followed(self, name: str, attribute: str, pointer: str, base: str) -> tuple[Use, list[_Fault]]:
        meant = self._meanings.of(pointer, base)
        if isinstance(meant, _Miss):
            return Use(name, attribute, pointer, ()), [meant.of(attribute, pointer)]
        use = Use(name, attribute, pointer, meant)
        return use, [] if any(address.at for address in meant) else list(self._following.faults(use))

    def _span(self, element: Element, name: str, use: Use) -> Iterator[Finding]:
        found = self._following.lead(use)
        if found is None or isinstance(found, _Miss):
            return
        target = self.document.ids[found[1]]
        what = _SPANS.get(name, _SPAN)
        related = self.document.place(target)
        if target is element:
            said = say("the {what} ends where it begins: it points to itself", what=what)
        elif self.document.ordinal(target) < self.document.ordinal(element):
            said = say("the {what} ends in line {line}, before it begins", what=what, line=related.line)
        else:
            return
        yield self._finding(element, "spanTo", _backward(use.pointer, said, related))

    def _finding(self, element: Element, attribute: str, fault: _Fault) -> Finding:
        return fault.at(self.document.place(element, attribute))


def outside(
    own: Offer, out: Iterable[Out], prefixes: Sequence[Prefix], places: Places, files: Files
) -> Iterator[Finding]:
    """What is wrong with the pointers that lead out of a file."""
    following = _Following(own, prefixes, files)
    for use, at in out:
        for fault in following.faults(use):
            for number in at:
                yield fault.at(places[number])


class Files:
    """The files that pointers lead to: each is looked for once in a run. `read` gives what one offers, None for what is no XML."""

    def __init__(self, read: Callable[[Path], Offer | None]) -> None:
        self.probed: set[Path] = set()
        """What was looked for and not read: only whether it is there matters; and the folders that were searched for a like name."""
        self._read = read
        self._known: dict[tuple[Path, str], Offer | Path | _Miss | None] = {}
        self._names: dict[Path, dict[tuple[str, ...], list[str]]] = {}

    def at(self, folder: Path, path: str) -> Offer | Path | _Miss | None:
        """What is offered at a path from a folder; None for a file that is no XML, the file that should be there where there is none."""
        key = (folder, path)
        if key not in self._known:
            self._known[key] = self._found(folder, path)
        return self._known[key]

    def _found(self, folder: Path, path: str) -> Offer | Path | _Miss | None:
        plain = urllib.parse.unquote(path.partition("?")[0])
        if "\0" in plain:
            return _Miss("PTR003", say("is no address of a file"))
        file = _normal(folder / plain)
        if not fence.holds(folder, file):
            return _Miss(
                "PTR002",
                say("leads out of the project, where nothing is read"),
                say("keep a copy in the project"),
            )
        try:
            is_file, exists = file.is_file(), file.exists()
        except OSError:
            is_file = exists = False
        if not exists:
            self.probed.add(file)
            return file
        if not is_file or file.suffix.lower() not in (".xml", ".tei"):
            self.probed.add(file)
            return None
        try:
            return self._read(file)
        except WrongUse as error:
            return _Miss("PTR002", say("leads to a file that cannot be opened: {error}", error=error))

    def names(self, folder: Path) -> dict[tuple[str, ...], list[str]]:
        """The names in a folder by the figures in them."""
        if folder not in self._names:
            self.probed.add(folder)
            found: dict[tuple[str, ...], list[str]] = {}
            for name in sorted(each.name for each in folder.iterdir() if not each.is_dir()) if folder.is_dir() else ():
                found.setdefault(_figures(name), []).append(name)
            self._names[folder] = found
        return self._names[folder]


def is_pointer(element: str, attribute: str) -> bool:
    """Whether an attribute of a TEI element holds pointers; both names are local."""
    if attribute in POINTERS:
        return element not in _NO_POINTER.get(attribute, ())
    return element in _LOCAL.get(attribute, ())


def fitting(element: str, attribute: str) -> frozenset[str] | None:
    """The names of the elements that an attribute is meant to lead to, None for any; a span ends at an anchor."""
    return _MEANT.get(attribute) or may_end_at(element, attribute)


class Leading:
    """Where the pointers of a document lead, whether they may lead there or not."""

    def __init__(self, document: Document, corpus: Corpus) -> None:
        self._root = document.root
        own = offered(document)
        self._documents = {own: document}

        def read(file: Path) -> Offer | None:
            found = corpus.read(file)
            if not isinstance(found, Document):
                return None
            offer = own if found is document else offered(found)
            self._documents[offer] = found
            return offer

        self._meanings = _Meanings(document)
        self._following = _Following(own, self._meanings.prefixes, Files(read))

    def target(self, pointer: str, element: Element | None = None) -> tuple[Document, Element] | None:
        """The document and the element that a pointer leads to; None where it leads nowhere, or out of the files.

        A path is meant from the `xml:base` of the element that points, else of the root.
        """
        meant = self._meanings.of(pointer, self._meanings.base(self._root if element is None else element))
        found = None if isinstance(meant, _Miss) else self._following.lead(Use("", "", pointer, meant))
        if found is None or isinstance(found, _Miss):
            return None
        document = self._documents[found[0]]
        return document, document.ids[found[1]]

    @property
    def idents(self) -> tuple[str, ...]:
        """The prefixes that the header defines."""
        return tuple(each.ident for each in self._meanings.prefixes)

    def prefixes(self) -> Iterator[tuple[str, str]]:
        """The prefixes that stand for a file, each with the address up to `#`: `person`, `persons.xml`."""
        for each in self._meanings.prefixes:
            path, _, fragment = each.replacement.partition("#")
            if fragment == "$1" and "$" not in path:
                yield each.ident, path


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with a pointer, wherever it stands; the pointer, and what was meant by it."""

    code: str
    message: str
    hint: str
    related: tuple[Place, ...] = ()
    written: str = ""
    meant: str = ""

    def at(self, place: Place) -> Finding:
        """The finding at one place."""
        return Finding(
            self.code,
            place,
            self.message,
            self.hint,
            related=self.related,
            written=self.written,
            meant=self.meant,
        )


@dataclass(frozen=True, slots=True)
class _Miss:
    """Why a pointer leads nowhere: the code, what to say after the pointer's own words, a hint, and the pointer that was meant."""

    code: str
    message: str
    hint: str = ""
    meant: str = ""

    def of(self, attribute: str, pointer: str) -> _Fault:
        """What is wrong with a pointer."""
        said = say(
            '@{attribute}="{pointer}" {message}', attribute=attribute, pointer=short(pointer), message=self.message
        )
        return _Fault(self.code, said, self.hint, written=pointer, meant=self.meant)


class _Meanings:
    """What pointers mean in a document, by its prefixes and its bases."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.prefixes: list[Prefix] = []
        for definition in document.root.iter(f"{_TEI}prefixDef"):
            pattern = definition.get("matchPattern") or ""
            if _pattern(pattern) is None:
                continue
            self.prefixes.append(
                Prefix(definition.get("ident") or "", pattern, definition.get("replacementPattern") or "")
            )
        self._idents = list(dict.fromkeys(each.ident for each in self.prefixes))
        self._has_base = any(element.get(_BASE) for element in document.elements)

    def base(self, element: Element) -> str:
        """The `@xml:base` that holds at an element, "" for none."""
        if not self._has_base:
            return ""
        return next((up.get(_BASE) or "" for up in (element, *element.iterancestors()) if up.get(_BASE)), "")

    def of(self, pointer: str, base: str) -> tuple[Address, ...] | _Miss:
        """The addresses that a pointer may mean, none where there is nothing to be checked; or why it means nothing."""
        scheme = _SCHEME.match(pointer)
        if scheme and scheme[1] in self._idents:
            return self._prefixed(scheme[1], pointer, base)
        if _NET.match(pointer) or pointer.startswith("/"):
            # an address on the net, or on the server that some page of the project came from
            return ()
        if scheme:
            if scheme[1].lower() in _KNOWN_SCHEMES:
                return ()
            meant = nearest(scheme[1], self._idents)
            return _Miss(
                "PTR004",
                say("uses a prefix that the header does not define: `{scheme}:`", scheme=scheme[1])
                + meant_perhaps(f"`{meant}:`" if meant else ""),
                say("defined are {known}", known=some([f"`{each}:`" for each in self._idents]))
                if self._idents
                else say("define it in `<listPrefixDef>` with a `<prefixDef>`"),
                f"{meant}{pointer.removeprefix(scheme[1])}" if meant else "",
            )
        return (self._address(pointer, base),)

    def address(self, pointer: str) -> str | None:
        """What a pointer means by the first definition of its prefix that it has the form of; None where it has no such prefix."""
        ident, _, rest = pointer.partition(":")
        found = (prefix.address(rest) for prefix in self.prefixes if prefix.ident == ident)
        return next((address for address in found if address is not None), None)

    def _prefixed(self, ident: str, pointer: str, base: str) -> tuple[Address, ...] | _Miss:
        rest = pointer.partition(":")[2]
        found = []
        for number, prefix in enumerate(self.prefixes):
            address = prefix.address(rest) if prefix.ident == ident else None
            if address is None:
                continue
            if _NET.match(address) or _SCHEME.match(address):
                found.append(_FREE)
                break
            found.append(self._address(address, base, number))
        if found:
            return tuple(found)
        forms = some([f"`{each.pattern}`" for each in self.prefixes if each.ident == ident])
        return _Miss(
            "PTR004",
            say("does not have the form that the prefix `{ident}:` asks for", ident=ident),
            say("its form is {forms}", forms=forms),
        )

    def _address(self, address: str, base: str, prefix: int = -1) -> Address:
        path, sign, fragment = address.partition("#")
        at = path
        if path and base:
            if _SCHEME.match(base):
                return _FREE
            at = urllib.parse.urljoin(base, path)
        name = self.document.path.name
        if at.endswith(name) and _normal(self.document.path.parent / at) == _normal(self.document.path):
            at = ""
        return Address(path, fragment if sign else None, at, prefix)


class _Following:
    """Follows the pointers of one file, in it and, where `files` are given, out of it."""

    def __init__(self, own: Offer, prefixes: Sequence[Prefix], files: Files | None = None) -> None:
        self.own, self.prefixes, self.files = own, prefixes, files
        self._missed: dict[tuple[Offer, str, str, str, str, int], _Miss] = {}
        self._fit: dict[tuple[Offer, frozenset[str]], list[str]] = {}
        self._known: dict[tuple[Offer, str, str, str, int], list[str]] = {}

    def faults(self, use: Use) -> Iterator[_Fault]:
        """What is wrong with a pointer."""
        target = self.lead(use)
        if isinstance(target, _Miss):
            yield self._as_span(use, target).of(use.attribute, use.pointer)
        elif target is not None:
            yield from self._fits(use, *target)

    def _as_span(self, use: Use, miss: _Miss) -> _Miss:
        """A span whose end is not there is said to be one: the editor looks for an anchor, not for a pointer."""
        if use.attribute != "spanTo" or miss.code != "PTR001":
            return miss
        what = _SPANS.get(use.name, _SPAN)
        return _Miss(
            miss.code,
            say("{message}; the {what} that begins here has no end", message=miss.message, what=what)
            if miss.message.endswith("nothing")
            else say("{message} The {what} that begins here has no end", message=miss.message, what=what),
            say('set `<anchor xml:id="…"/>` where it ends, and point to that'),
            miss.meant,
        )

    # -- where a pointer leads --------------------------------------------------------------------------------------

    def lead(self, use: Use) -> tuple[Offer, str] | _Miss | None:
        """The file and the id that a pointer leads to; None where there is nothing to be checked; else why not."""
        missed: _Miss | None = None
        for address in use.addresses:
            target = self._to(use, address)
            if not isinstance(target, _Miss):
                return target
            missed = missed or target
        return missed

    def _written(self, meant: str, address: Address) -> str:
        """An address in that file as it is written where the pointer stands: with its prefix, "" if it cannot be."""
        if address.prefix < 0:
            return meant
        prefix, rest = self.prefixes[address.prefix], meant.rpartition("#")[2]
        return f"{prefix.ident}:{rest}" if rest and prefix.address(rest) == meant else ""

    def _to(self, use: Use, address: Address) -> tuple[Offer, str] | _Miss | None:
        fragment = address.fragment
        offer: Offer | Path | _Miss | None = self.own
        if address.at:
            offer = self.files.at(self.own.path.parent, address.at) if self.files else None
        if isinstance(offer, Path):
            missed = self._no_file(address.at, offer)
            return missed if address.prefix < 0 else replace(missed, meant="")
        if isinstance(offer, _Miss):
            return offer
        if offer is None or fragment is None:
            return None
        if not fragment or fragment.startswith("#"):
            return _Miss(
                "PTR003",
                say("is no pointer: after its `#` an identifier must stand"),
                say("write one `#` and the identifier that is meant"),
            )
        if "(" in fragment:
            return None
        for name in (fragment, urllib.parse.unquote(fragment)):
            if name in offer.kinds:
                return offer, name
        return self._dangling(use, offer, address, fragment)

    def _dangling(self, use: Use, offer: Offer, address: Address, fragment: str) -> _Miss:
        key = (offer, use.attribute, use.name, address.path, fragment, address.prefix)
        if key not in self._missed:
            guessing = len(self._missed) < _GUESSES
            self._missed[key] = self._unmet(use, offer, address, fragment, guessing=guessing)
        return self._missed[key]

    def _unmet(self, use: Use, offer: Offer, address: Address, fragment: str, *, guessing: bool) -> _Miss:
        def written(identifier: str) -> str:
            return self._written(f"{path}#{identifier}", address)

        path = address.path
        where = (
            say("leads to `{path}`, which has no such identifier", path=short(path))
            if path
            else say("points to nothing")
        )
        fitting = self._fitting(use, offer)
        # word-9 is not a slip for word-3
        figures = _figures(fragment)
        meant = nearest(fragment, (each for each in fitting if _figures(each) == figures), 0.5) if guessing else ""
        if guessing and not meant and use.attribute != "spanTo":
            meant = nearest(fragment, (each for each in offer.kinds if _figures(each) == figures), 0.75)
        pointer = written(meant) if meant else ""
        said = where + meant_perhaps(f'"{pointer}"' if pointer else "")
        if fitting and use.attribute != "spanTo":
            near = (written(fragment) or fragment) if guessing else ""
            key = (offer, use.name, use.attribute, path, address.prefix)
            if key not in self._known:
                self._known[key] = [written(each) or f"{path}#{each}" for each in fitting]
            known = some(self._known[key], near)
            return _Miss("PTR001", said, say("there are {known}", known=known), pointer)
        hint = (
            self._has_that_name(offer, meant)
            if meant
            else say('no element has xml:id="{fragment}"', fragment=short(fragment))
        )
        return _Miss("PTR001", said, hint, pointer)

    def _fitting(self, use: Use, offer: Offer) -> list[str]:
        """The identifiers of a file that such an attribute could point to; none where any would do."""
        wanted = fitting(use.name, use.attribute)
        if not wanted:
            return []
        if (offer, wanted) not in self._fit:
            self._fit[offer, wanted] = [each for each, kind in offer.kinds.items() if _local(kind) in wanted]
        return self._fit[offer, wanted]

    def _has_that_name(self, offer: Offer, identifier: str) -> str:
        name, line = tag(_local(offer.kinds[identifier])), offer.place(identifier).line
        return say("{element} in line {line} has that name", element=name, line=line)

    def _no_file(self, path: str, file: Path) -> _Miss:
        if path in self.own.kinds:
            return _Miss(
                "PTR002",
                say("names a file that does not exist") + meant_perhaps(f'"#{path}"'),
                self._has_that_name(self.own, path),
                f"#{path}",
            )
        # letter-45 is not a slip for letter-46
        beside = self.files.names(file.parent).get(_figures(file.name), ()) if self.files else ()
        near = nearest(file.name, beside, 0.8)
        meant = path[: len(path) - len(file.name)] + near if near and path.endswith(file.name) else near
        plain = (
            ""
            if re.search(r"[./]", path)
            else say("to point to an element of this file, write `#` before its identifier")
        )
        return _Miss(
            "PTR002",
            say("leads to a file that does not exist: {path}", path=short(path)) + meant_perhaps(meant),
            plain or say("the path is meant from the folder of {file}", file=self.own.path.name),
            meant,
        )

    # -- does it fit ------------------------------------------------------------------------------------------------

    def _fits(self, use: Use, offer: Offer, identifier: str) -> Iterator[_Fault]:
        kinds = may_end_at(use.name, use.attribute)
        kind = offer.kinds[identifier]
        elsewhere = offer is not self.own and offer.file != self.own.file
        if kinds is not None and kind not in kinds and not kind.startswith("{"):
            where = offer.place(identifier)
            file = say(" of {file}", file=offer.path.name) if elsewhere else ""
            wanted = _ASKED.get(kinds) or some([tag(each) for each in sorted(kinds)], limit=3)
            meant = self._fitting(use, offer)
            near = nearest(use.pointer.rpartition("#")[2], meant)
            yield _Fault(
                "PTR005",
                say(
                    '@{attribute}="{pointer}" points to {element} in line {line}{file}, not to {wanted}',
                    attribute=use.attribute,
                    pointer=short(use.pointer),
                    element=tag(kind),
                    line=where.line,
                    file=file,
                    wanted=wanted,
                )
                + meant_perhaps(f'"#{near}"' if near else ""),
                say("there are {known}", known=some([f"#{each}" for each in meant]))
                if meant
                else say("the file has none to point to"),
                (where,),
                use.pointer,
                f"{use.pointer.rpartition('#')[0]}#{near}" if near and "#" in use.pointer else "",
            )
        if use.attribute == "spanTo" and elsewhere:
            what = _SPANS.get(use.name, _SPAN)
            yield _backward(use.pointer, say("the {what} ends in another file", what=what), offer.place(identifier))


def _backward(pointer: str, said: str, related: Place) -> _Fault:
    told = say('@spanTo="{pointer}": {said}', pointer=short(pointer), said=said)
    return _Fault("PTR006", told, say("its end must stand after it in the same file"), (related,))


def may_end_at(element: str, attribute: str) -> frozenset[str] | None:
    """The elements that an attribute may lead to, None for any."""
    return _NAMED.get(element) if attribute == "ref" else _KINDS.get(attribute)


def _local(kind: str) -> str:
    return kind.rpartition("}")[2]


def _figures(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", name))


def _normal(path: Path) -> Path:
    """The path without `..` where that can be told from its words alone, so that messages and reading agree."""
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts and parts[-1] not in ("..", "/"):
            parts.pop()
        else:
            parts.append(part)
    return Path(*parts)
