# SPDX-License-Identifier: MIT
"""Each pointer must lead somewhere, in the file and between files, and to the kind of element that it asks for.

No address on the net is asked. A file that a pointer leads to is read once, through the corpus.
A span that has lost its end is found here: its end is what `@spanTo` points to.
"""

from __future__ import annotations

import functools
import re
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import libxml
from edition.engines.libxml import Element
from edition.errors import WrongUse
from edition.findings import Finding
from edition.source.corpus import Corpus
from edition.source.document import Document
from edition.speech import say
from edition.validate.vocabulary import asked, nearest, some, words
from edition.validate.vocabulary import element as tag

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
_KINDS: Final[dict[str, frozenset[str]]] = {
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
_ASKED: Final = {
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
"""For how many pointers that lead nowhere a like name is looked for: where there are more, a list is missing, and no name is misspelt."""


def check(document: Document, corpus: Corpus) -> Iterator[Finding]:
    """Every finding `PTR…` of a document."""
    pointers = _Pointers(document, corpus)
    for element in document.elements:
        if not element.attrib or not element.tag.startswith(_TEI):
            continue
        name = element.tag.removeprefix(_TEI)
        for attribute, value in element.attrib.items():
            if is_pointer(name, attribute):
                yield from pointers.check(_Use(element, name, attribute), value)


def leads(document: Document, corpus: Corpus) -> Iterator[tuple[Document, Element]]:
    """Every element that a pointer of a document leads to, with the document that has it, each once."""
    pointers = _Pointers(document, corpus)
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
                target = pointers.resolve(_Use(element, name, attribute), pointer)
                if isinstance(target, tuple) and target[1] not in seen:
                    seen.add(target[1])
                    yield target


def is_pointer(element: str, attribute: str) -> bool:
    """Whether an attribute of a TEI element holds pointers; both names are local."""
    if attribute in POINTERS:
        return element not in _NO_POINTER.get(attribute, ())
    return element in _LOCAL.get(attribute, ())


def fitting(element: str, attribute: str) -> frozenset[str] | None:
    """The names of the elements that an attribute is meant to lead to, None for any; a span ends at an anchor."""
    return frozenset({"anchor"}) if attribute == "spanTo" else _kinds(element, attribute)


class Leading:
    """Where the pointers of a document lead, whether they may lead there or not."""

    def __init__(self, document: Document, corpus: Corpus) -> None:
        self._pointers = _Pointers(document, corpus)

    def target(self, pointer: str, element: Element | None = None) -> tuple[Document, Element] | None:
        """The document and the element that a pointer leads to; None where it leads nowhere, or out of the files.

        A path is meant from the `xml:base` of the element that points, else of the root.
        """
        root = self._pointers.document.root
        found = self._pointers.resolve(_Use(root if element is None else element, "", ""), pointer)
        return None if isinstance(found, _Miss) else found

    def prefixes(self) -> Iterator[tuple[str, str]]:
        """The prefixes that stand for a file, each with the address up to `#`: `person`, `persons.xml`."""
        for ident, definitions in self._pointers.prefixes.items():
            for each in definitions:
                path, _, fragment = each.replacement.partition("#")
                if fragment == r"\1" and "\\" not in path:
                    yield ident, path


@dataclass(frozen=True, slots=True)
class _Use:
    """An attribute that points: on which element (and its name), and how it is called."""

    element: Element
    name: str
    attribute: str


@dataclass(frozen=True, slots=True)
class _Miss:
    """Why a pointer leads nowhere: the code, what to say after the pointer's own words, a hint, and the pointer that was meant."""

    code: str
    message: str
    hint: str = ""
    meant: str = ""


@dataclass(frozen=True, slots=True)
class _Prefix:
    """A `prefixDef`: what stands after `ident:` becomes an address by a pattern."""

    pattern: re.Pattern[str]
    replacement: str


class _Pointers:
    """The pointers of one document: its prefixes are read once."""

    def __init__(self, document: Document, corpus: Corpus) -> None:
        self.document, self.corpus = document, corpus
        self._missed: dict[tuple[Document, str, str, str, str], _Miss] = {}
        self._fit: dict[tuple[Document, frozenset[str]], list[str]] = {}
        self.prefixes: dict[str, list[_Prefix]] = {}
        for definition in document.root.iter(f"{_TEI}prefixDef"):
            try:
                pattern = re.compile(definition.get("matchPattern") or "")
            except re.error:
                continue
            prefix = _Prefix(pattern, re.sub(r"\$(\d)", r"\\\1", definition.get("replacementPattern") or ""))
            self.prefixes.setdefault(definition.get("ident") or "", []).append(prefix)

    def check(self, use: _Use, value: str) -> Iterator[Finding]:
        if not value.strip():
            miss = _Miss("PTR003", say("is empty"), say("point to something, or remove the attribute"))
            yield self._finding(use, miss, value)
        elif value != " ".join(value.split()):
            miss = _Miss(
                "PTR003", say("has needless space"), say("write one space between two pointers, and none around them")
            )
            yield self._finding(use, miss, value)
        for pointer in dict.fromkeys(value.split()):
            target = self.resolve(use, pointer)
            if isinstance(target, _Miss):
                yield self._finding(use, self._as_span(use, target), pointer)
            elif target is not None:
                yield from self._fits(use, pointer, *target)

    def _finding(self, use: _Use, miss: _Miss, pointer: str) -> Finding:
        place = self.document.place(use.element, use.attribute)
        return Finding(
            miss.code,
            place,
            say('@{attribute}="{pointer}" {message}', attribute=use.attribute, pointer=pointer, message=miss.message),
            miss.hint,
            written=pointer,
            meant=miss.meant,
        )

    def _as_span(self, use: _Use, miss: _Miss) -> _Miss:
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

    def resolve(self, use: _Use, pointer: str) -> tuple[Document, Element] | _Miss | None:
        """The element that a pointer leads to; None where there is nothing to be checked; else why not."""
        scheme = _SCHEME.match(pointer)
        if scheme and scheme[1] in self.prefixes:
            return self._prefixed(use, scheme[1], pointer)
        if _NET.match(pointer) or pointer.startswith("/"):
            # an address on the net, or on the server that some page of the project came from
            return None
        if scheme:
            if scheme[1].lower() in _KNOWN_SCHEMES:
                return None
            meant = nearest(scheme[1], self.prefixes)
            return _Miss(
                "PTR004",
                say("uses a prefix that the header does not define: `{scheme}:`", scheme=scheme[1])
                + asked(f"`{meant}:`" if meant else ""),
                say("defined are {known}", known=some([f"`{each}:`" for each in self.prefixes]))
                if self.prefixes
                else say("define it in `<listPrefixDef>` with a `<prefixDef>`"),
                f"{meant}{pointer.removeprefix(scheme[1])}" if meant else "",
            )
        return self._address(use, pointer)

    def _prefixed(self, use: _Use, ident: str, pointer: str) -> tuple[Document, Element] | _Miss | None:
        rest = pointer.partition(":")[2]
        missed: _Miss | None = None
        for prefix in self.prefixes[ident]:
            if not prefix.pattern.fullmatch(rest):
                continue
            try:
                address = prefix.pattern.sub(prefix.replacement, rest, count=1)
            except (re.error, IndexError):
                continue
            if _NET.match(address) or _SCHEME.match(address):
                return None
            target = self._address(use, address)
            if not isinstance(target, _Miss):
                return target
            missed = missed or self._in_prefix(target, ident, prefix)
        forms = some([f"`{each.pattern.pattern}`" for each in self.prefixes[ident]])
        return missed or _Miss(
            "PTR004",
            say("does not have the form that the prefix `{ident}:` asks for", ident=ident),
            say("its form is {forms}", forms=forms),
        )

    def _in_prefix(self, missed: _Miss, ident: str, prefix: _Prefix) -> _Miss:
        """What was meant as it is written with a prefix, if it can be."""
        rest = missed.meant.rpartition("#")[2]
        can_be = (
            prefix.pattern.fullmatch(rest) and prefix.pattern.sub(prefix.replacement, rest, count=1) == missed.meant
        )
        return replace(missed, meant=f"{ident}:{rest}" if rest and can_be else "")

    def _address(self, use: _Use, address: str) -> tuple[Document, Element] | _Miss | None:
        path, sign, fragment = address.partition("#")
        document: Document | None = self.document
        if path:
            found = self._file(use.element, path)
            if isinstance(found, _Miss):
                return found
            document = found
        if document is None or (not sign and path):
            return None
        if not fragment or fragment.startswith("#"):
            return _Miss(
                "PTR003",
                say("is no pointer: after its `#` an identifier must stand"),
                say("write one `#` and the identifier that is meant"),
            )
        if "(" in fragment:
            return None
        target = document.ids.get(fragment)
        if target is None:
            target = document.ids.get(urllib.parse.unquote(fragment))
        return (document, target) if target is not None else self._dangling(use, document, path, fragment)

    def _dangling(self, use: _Use, document: Document, path: str, fragment: str) -> _Miss:
        key = (document, use.attribute, use.name, path, fragment)
        if key not in self._missed:
            guessing = len(self._missed) < _GUESSES
            self._missed[key] = self._unmet(use, document, path, fragment, guessing=guessing)
        return self._missed[key]

    def _unmet(self, use: _Use, document: Document, path: str, fragment: str, *, guessing: bool) -> _Miss:
        where = say("`{path}` has no such identifier", path=path) if path else say("points to nothing")
        fitting = self._fitting(use, document)
        meant = nearest(fragment, fitting, 0.5) if guessing else ""
        if guessing and not meant and use.attribute != "spanTo":
            meant = nearest(fragment, document.ids, 0.75)
        pointer = f"{path}#{meant}" if meant else ""
        said = where + asked(f'"{pointer}"' if pointer else "")
        if fitting and use.attribute != "spanTo":
            near = f"{path}#{fragment}" if guessing else ""
            known = some([f"{path}#{each}" for each in fitting], near)
            return _Miss("PTR001", said, say("there are {known}", known=known), pointer)
        hint = (
            self._has_that_name(document, meant)
            if meant
            else say('no element has xml:id="{fragment}"', fragment=fragment)
        )
        return _Miss("PTR001", said, hint, pointer)

    def _fitting(self, use: _Use, document: Document) -> list[str]:
        """The identifiers of a document that such an attribute could point to; none where any would do."""
        kinds = fitting(use.name, use.attribute)
        if not kinds:
            return []
        if (document, kinds) not in self._fit:
            self._fit[document, kinds] = self._of_kinds(document, kinds)
        return self._fit[document, kinds]

    def _of_kinds(self, document: Document, kinds: frozenset[str]) -> list[str]:
        return [each for each, element in document.ids.items() if libxml.etree.QName(element).localname in kinds]

    def _has_that_name(self, document: Document, identifier: str) -> str:
        element = document.ids[identifier]
        name, line = tag(libxml.etree.QName(element).localname), document.place(element).line
        return say("{element} in line {line} has that name", element=name, line=line)

    def _file(self, element: Element, path: str) -> Document | _Miss | None:
        """The document in a file, None for a file that is no XML or an address on the net."""
        base = next((up.get(_BASE) for up in (element, *element.iterancestors()) if up.get(_BASE)), None)
        if base:
            if _SCHEME.match(base):
                return None
            path = urllib.parse.urljoin(base, path)
        plain = urllib.parse.unquote(path.partition("?")[0])
        if "\0" in plain:
            return _Miss("PTR003", say("is no address of a file"))
        file = _normal(self.document.path.parent / plain)
        try:
            is_file, exists = file.is_file(), file.exists()
        except OSError:
            is_file = exists = False
        if not exists:
            return self._no_file(path, file)
        if not is_file or file.suffix.lower() not in (".xml", ".tei"):
            return None
        try:
            found = self.corpus.read(file)
        except WrongUse as error:
            return _Miss("PTR002", say("leads to a file that cannot be opened: {error}", error=error))
        return found if isinstance(found, Document) else None

    def _no_file(self, path: str, file: Path) -> _Miss:
        if path in self.document.ids:
            return _Miss(
                "PTR002",
                say("names a file that does not exist") + asked(f'"#{path}"'),
                self._has_that_name(self.document, path),
                f"#{path}",
            )
        # letter-45 is not a slip for letter-46
        near = nearest(file.name, _names_in(file.parent).get(_figures(file.name), ()), 0.8)
        meant = path[: len(path) - len(file.name)] + near if near and path.endswith(file.name) else near
        plain = (
            ""
            if re.search(r"[./]", path)
            else say("to point to an element of this file, write `#` before its identifier")
        )
        return _Miss(
            "PTR002",
            say("leads to a file that does not exist: {path}", path=path) + asked(meant),
            plain or say("the path is meant from the folder of {file}", file=self.document.path.name),
            meant,
        )

    # -- does it fit ------------------------------------------------------------------------------------------------

    def _fits(self, use: _Use, pointer: str, document: Document, target: Element) -> Iterator[Finding]:
        kinds = _kinds(use.name, use.attribute)
        kind = libxml.etree.QName(target).localname
        if kinds is not None and kind not in kinds and target.tag.startswith(_TEI):
            where = document.place(target)
            file = say(" of {file}", file=document.path.name) if document is not self.document else ""
            wanted = _ASKED.get(kinds) or some([tag(each) for each in sorted(kinds)], limit=3)
            meant = [each for each, at in document.ids.items() if libxml.etree.QName(at).localname in kinds]
            near = nearest(pointer.rpartition("#")[2], meant)
            yield Finding(
                "PTR005",
                self.document.place(use.element, use.attribute),
                say(
                    '@{attribute}="{pointer}" points to {element} in line {line}{file}, not to {wanted}',
                    attribute=use.attribute,
                    pointer=pointer,
                    element=tag(kind),
                    line=where.line,
                    file=file,
                    wanted=wanted,
                )
                + asked(f'"#{near}"' if near else ""),
                say("there are {known}", known=some([f"#{each}" for each in meant]))
                if meant
                else say("the file has none to point to"),
                related=(where,),
                written=pointer,
                meant=f"{pointer.rpartition('#')[0]}#{near}" if near and "#" in pointer else "",
            )
        if use.attribute == "spanTo":
            yield from self._span(use, pointer, document, target)

    def _span(self, use: _Use, pointer: str, document: Document, target: Element) -> Iterator[Finding]:
        what = _SPANS.get(use.name, _SPAN)
        related = document.place(target)
        if document is not self.document:
            said = say("the {what} ends in another file", what=what)
        elif target is use.element:
            said = say("the {what} ends where it begins: it points to itself", what=what)
        elif document.ordinal(target) < document.ordinal(use.element):
            said = say("the {what} ends in line {line}, before it begins", what=what, line=related.line)
        else:
            return
        yield Finding(
            "PTR006",
            self.document.place(use.element, "spanTo"),
            say('@spanTo="{pointer}": {said}', pointer=pointer, said=said),
            say("its end must stand after it in the same file"),
            related=(related,),
        )


def _kinds(element: str, attribute: str) -> frozenset[str] | None:
    """The elements that an attribute may lead to, None for any."""
    return _NAMED.get(element) if attribute == "ref" else _KINDS.get(attribute)


@functools.lru_cache(maxsize=64)
def _names_in(folder: Path) -> dict[tuple[str, ...], list[str]]:
    """The names in a folder by the figures in them: what a run finds there once is there for the run."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(each.name for each in folder.iterdir()) if folder.is_dir() else ():
        found.setdefault(_figures(name), []).append(name)
    return found


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
