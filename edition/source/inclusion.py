# SPDX-License-Identifier: MIT
"""`xi:include`: what stands in another file is put in its place, and is still known to be of that file.

Only files below the folder of the corpus are read; nothing is fetched. What cannot be included gives way to its `xi:fallback`,
and without one to nothing, which the finding `XI001` says.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import libxml
from edition.speech import say

XI: Final = "http://www.w3.org/2001/XInclude"
_INCLUDE: Final = f"{{{XI}}}include"
_OF_DRAFTS: Final = tuple(
    f"{{{space}}}include" for space in ("http://www.w3.org/2003/XInclude", "http://www.w3.org/1999/XML/xinclude")
)
"""Inclusions in the namespaces of drafts: old editors wrote them, and no processor carries them out."""
_FALLBACK: Final = f"{{{XI}}}fallback"
_ID: Final = names.clark("xml:id")
_BASE: Final = names.clark("xml:base")
_DEEPEST: Final = 32
_LEAST: Final = 10_000
"""How many bytes the smallest file counts for: to include one is work."""


class NotIncluded(Exception):
    """Why something is not included, and what an editor can do."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.why, self.hint = why, hint


@dataclass(frozen=True, slots=True)
class Part:
    """What was included: its outermost element, the file it is of, and the place of each of its elements in that file."""

    root: libxml.Element
    file: Path
    places: dict[libxml.Element, libxml.Position]


@dataclass(frozen=True, slots=True)
class Missed:
    """An inclusion that failed: the element that asked for it, why, and a hint."""

    include: libxml.Element
    why: str
    hint: str


Read = Callable[[Path], tuple[libxml.Element, dict[libxml.Element, libxml.Position]]]
"""Gives the root of a file and the places of its elements; raises `NotIncluded`."""


def has_any(root: libxml.Element) -> bool:
    """Whether anything asks to be included."""
    return next(root.iter(_INCLUDE, *_OF_DRAFTS), None) is not None


@dataclass(slots=True)
class Within:
    """What an inclusion keeps to: a folder that nothing is read from outside of, and how many bytes it may still read.

    To `asked` is added each file that is looked for in the folder, to `lacking` each element into which nothing was included that
    should have been; `opened` gives what is in a file, and raises `OSError`.
    """

    folder: Path
    left: int
    asked: set[Path] = field(default_factory=set)
    opened: Callable[[Path], bytes] = Path.read_bytes
    lacking: set[libxml.Element] = field(default_factory=set)


def include(root: libxml.Element, file: Path, within: Within, read: Read) -> Iterator[Part | Missed]:
    """Put everything in its place in a tree of one's own, and tell what was included and what was not, in document order."""
    within.folder = within.folder.resolve()
    yield from _Inclusion(within, read).run(root, (file.resolve(),))


@dataclass(frozen=True, slots=True)
class _Inclusion:
    within: Within
    read: Read

    def run(self, root: libxml.Element, files: tuple[Path, ...]) -> Iterator[Part | Missed]:
        """Carry out the inclusions in an element that was written in the last of `files`."""
        if root.tag == _INCLUDE:
            yield Missed(root, say("an inclusion is the whole document"), say("write the document that it stands for"))
            return
        yield from self._of_drafts(root)
        while (asked := next(root.iter(_INCLUDE), None)) is not None:
            try:
                content = self._content(asked, root, files)
            except NotIncluded as fault:
                fallback = asked.find(_FALLBACK)
                if fallback is None:
                    self.within.lacking.add(asked.getparent())
                    yield Missed(asked, fault.why, fault.hint)
                    _replace(asked, "", [])
                else:
                    _replace(asked, fallback.text or "", list(fallback), keep_tails=True)
                continue
            if isinstance(content, str):
                _replace(asked, content, [])
                continue
            file, elements, places = content
            _replace(asked, "", elements)
            for element in elements:
                yield Part(element, file, places)
                yield from self.run(element, (*files, file))

    def _of_drafts(self, root: libxml.Element) -> Iterator[Missed]:
        """Tell once of all inclusions in the namespace of a draft, and take them out."""
        met = [each for each in root.iter(*_OF_DRAFTS) if each is not root]
        if met:
            space = libxml.etree.QName(met[0]).namespace
            why = say("“{namespace}” is the namespace of a draft, by which nothing is included", namespace=space)
            yield Missed(met[0], why, say('write xmlns:xi="{namespace}"', namespace=XI))
        for asked in met:
            self.within.lacking.add(asked.getparent())
            _replace(asked, "", [])

    def _content(
        self, asked: libxml.Element, root: libxml.Element, files: tuple[Path, ...]
    ) -> str | tuple[Path, list[libxml.Element], dict[libxml.Element, libxml.Position]]:
        address, _, fragment = (asked.get("href") or "").partition("#")
        pointer = asked.get("xpointer") or fragment
        if not address:
            raise NotIncluded(
                say("an inclusion from the same file is not carried out"),
                say("write the text where it stands, or point to it"),
            )
        file = self._file(asked, root, address, files[-1])
        self._spend(file, address)
        if asked.get("parse", "xml") == "text":
            return self._text(file, asked.get("encoding") or "utf-8")
        if file in files:
            raise NotIncluded(say("{address} includes itself", address=address), say("take one of the inclusions out"))
        if len(files) >= _DEEPEST:
            raise NotIncluded(
                say("{address} is included {depth} files deep", address=address, depth=_DEEPEST),
                say("include it from fewer files in a row"),
            )
        included, places = self.read(file)
        elements = [included] if not pointer else self._pointed(included, pointer, address)
        if any(element.tag == _INCLUDE for element in elements):
            raise NotIncluded(
                say("{address} is nothing but an inclusion", address=address), say("include the file that it includes")
            )
        return file, elements, places

    def _file(self, asked: libxml.Element, root: libxml.Element, address: str, by: Path) -> Path:
        """The file that an inclusion written in the file `by`, in an element `root` of it, asks for."""
        base = by.parent
        around = list(asked.iterancestors())
        for element in (*reversed(around[: around.index(root) + 1]), asked):
            if said := element.get(_BASE):
                local = urllib.parse.urlsplit(said)
                if local.scheme not in ("", "file"):
                    raise NotIncluded(
                        say("{address} is on the net, and nothing is fetched", address=said),
                        say("keep a copy beside the document"),
                    )
                path = Path(urllib.parse.unquote(local.path))
                base = (base / path).parent if not said.endswith("/") else base / path
        parts = urllib.parse.urlsplit(address)
        if parts.scheme not in ("", "file") or parts.netloc:
            raise NotIncluded(
                say("{address} is on the net, and nothing is fetched", address=address),
                say("keep a copy beside the document"),
            )
        try:
            file = (base / urllib.parse.unquote(parts.path)).resolve()
            exists = file.is_file()
        except (OSError, ValueError, RuntimeError):
            # the last is a link that leads to itself
            raise NotIncluded(say("{address} is no name of a file", address=address), say("correct `@href`")) from None
        if not file.is_relative_to(self.within.folder):
            raise NotIncluded(
                say("{address} lies outside the folder of the documents", address=address),
                say("name the folder that holds both, or keep a copy beside the document"),
            )
        self.within.asked.add(file)
        if not exists:
            raise NotIncluded(
                say("{address} does not exist", address=address),
                say("the path is meant from the folder of {file}", file=by.name),
            )
        return file

    def _spend(self, file: Path, address: str) -> None:
        """Take a file off what may be read: files that include one another twice would make a bomb."""
        self.within.left -= max(file.stat().st_size, _LEAST)
        if self.within.left < 0:
            raise NotIncluded(
                say("{address} is more than a document may include", address=address),
                say("if it is meant to be so, raise `{key}` in `[edition.limits]` of the settings", key="size"),
            )

    def _text(self, file: Path, encoding: str) -> str:
        try:
            written = self.within.opened(file).decode(encoding).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError, OSError) as error:
            raise NotIncluded(
                say("{file} cannot be read as {encoding} text", file=file.name, encoding=encoding),
                say("correct `@encoding`"),
            ) from error
        # what XML cannot hold is shown as missing, and not dropped
        return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", written)

    def _pointed(self, root: libxml.Element, pointer: str, address: str) -> list[libxml.Element]:
        """What a pointer names: `id`, `element(id/1/2)`, `xpointer(an XPath)`."""
        scheme = re.fullmatch(r"\s*(?:(element|xpointer)\((.*)\)|([^\s()]+))\s*", pointer, re.DOTALL)
        found: list[libxml.Element] = []
        if scheme is not None and scheme[3]:
            found = _with_id(root, scheme[3])[:1]
        elif scheme is not None and scheme[1] == "element":
            found = _child_sequence(root, scheme[2])
        elif scheme is not None:
            found = _on_path(root, re.sub(r"\bid\((['\"])([^'\"]*)\1\)", r"//*[@xml:id=\1\2\1]", scheme[2]))
        if not found:
            raise NotIncluded(
                say("nothing in {address} is named by `{pointer}`", address=address, pointer=pointer),
                say("correct `@xpointer`: it takes an identifier, or a path of names"),
            )
        return found


_STEP: Final = r"""(?:[^\W\d][\w.-]*+:)?(?:[^\W\d][\w.-]*+|\*)(?:\[(?:[^\[\]/:"']|:(?!:)|"[^"]*"|'[^']*')*+\])*+"""
_PART: Final = rf"{_STEP}(?:/{_STEP})*+"
_PATH: Final = re.compile(rf"//?{_PART}(?://{_PART})*+")


def _on_path(root: libxml.Element, path: str) -> list[libxml.Element]:
    """The outermost elements on a path of names and conditions, in the order of the document; none where the path is more than that.

    XPath is a language of programs, and some of them never end. In a path there is one trap: with `//a//b` libxml2 meets each `b` from
    every `a` around it, and compares it with all that it has met. So a part begins at the outermost that the part before has led to.
    """
    if not _PATH.fullmatch(path):
        return []
    found: list[libxml.Element] = [root]
    for number, part in enumerate(re.finditer(rf"(//?)({_PART})", path)):
        lead = part[0] if number == 0 else f".//{part[2]}"
        try:
            met = [each for begin in found for each in begin.xpath(lead, namespaces=names.NAMESPACES)]
        except libxml.etree.XPathError:
            return []
        found = _outermost([each for each in met if isinstance(each, libxml.etree._Element)])
    return found


def _outermost(elements: list[libxml.Element]) -> list[libxml.Element]:
    known = set(elements)
    return [each for each in elements if not any(holder in known for holder in each.iterancestors())]


def _with_id(root: libxml.Element, identifier: str) -> list[libxml.Element]:
    return [element for element in root.iter("*") if element.get(_ID) == identifier]


def _child_sequence(root: libxml.Element, steps: str) -> list[libxml.Element]:
    first, *numbers = steps.split("/")
    here: libxml.Element | None = next(iter(_with_id(root, first)), None) if first else None
    if not first and numbers and numbers.pop(0) == "1":
        here = root
    for number in numbers:
        children = [] if here is None else list(here.iterchildren("*"))
        here = children[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(children) else None
    return [] if here is None else [here]


def _replace(asked: libxml.Element, text: str, elements: list[libxml.Element], *, keep_tails: bool = False) -> None:
    """Put text and elements where an element stands; the text after it stays.

    What stood after an included element in its own file does not come with it, unless tails are kept.
    """
    parent = asked.getparent()
    if parent is None:
        return
    tail, at = asked.tail or "", parent.index(asked)
    asked.tail = None
    parent.remove(asked)
    _append(parent, at, text)
    for number, element in enumerate(elements):
        after = element.tail if keep_tails else None
        parent.insert(at + number, element)
        element.tail = after
    _append(parent, at + len(elements), tail)


def _append(parent: libxml.Element, at: int, text: str) -> None:
    """Add text before the child number `at`."""
    if not text:
        return
    if at:
        before = parent[at - 1]
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
