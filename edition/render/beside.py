# SPDX-License-Identifier: MIT
"""What lies beside a document that its views show: the entries of registers that it points to, and nothing else.

They are handed to the stylesheets, which open no file themselves, and what pointers with a prefix mean, since no stylesheet runs a
pattern that a document brings. A register is read once for as long as it does not change.
"""

from __future__ import annotations

import copy
import functools
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from edition import names
from edition.engines import libxml, saxon
from edition.source.document import Document, without_entities
from edition.validate import pointers

_ID: Final = names.clark("xml:id")
_LANG: Final = names.clark("xml:lang")
ENTRIES: Final = tuple(
    names.clark(f"tei:{name}") for name in ("person", "personGrp", "place", "org", "object", "event")
)
"""What a name can lead to (`ed:entry` of the stylesheets)."""


@functools.lru_cache(maxsize=8)
def parameters(*documents: Document) -> Mapping[str, saxon.Value]:
    """What tells a stylesheet of the entries that documents in one folder point to (`lib/registers.xsl`)."""
    files: dict[str, libxml.Element] = {}
    given = libxml.etree.Element(names.clark("ed:registers"), nsmap={"ed": names.ED})
    told: set[tuple[str, str]] = set()
    for document in documents:
        for pointer, address in pointers.shortened(document):
            libxml.etree.SubElement(given, names.clark("ed:lead"), pointer=pointer, address=address)
        for path, entry in entries(document):
            lead = (path, str(entry.get(_ID)))
            if lead not in told:
                told.add(lead)
                if path not in files:
                    files[path] = libxml.etree.SubElement(given, names.clark("ed:register"), name=path)
                files[path].append(copy.deepcopy(without_entities(entry)))
    return {"registers": saxon.Tree(libxml.etree.tostring(given, encoding="unicode"))}


@functools.lru_cache(maxsize=32)
def entries(document: Document) -> tuple[tuple[str, libxml.Element], ...]:
    """The entries below its folder that a document points to, each with the path of its register as that is written.

    An entry bears the language that holds where it stands. None is read through a link that leads out of the folder.
    """
    folder = document.path.resolve().parent
    at = functools.cache(functools.partial(register, folder))
    found = ((path, at(path).get(identifier)) for path, identifier in pointers.abroad(document))
    return tuple((path, entry) for path, entry in found if entry is not None)


def register(folder: Path, path: str) -> dict[str, libxml.Element]:
    """The entries by their ids of the register at a path from a folder; none where there is no such file below the folder, or no XML."""
    try:
        real = (folder / path).resolve()
        about = real.stat()
    except (OSError, ValueError, RuntimeError):
        return {}
    is_file = stat.S_ISREG(about.st_mode) and real.is_relative_to(folder)
    return _register(real, about.st_mtime_ns, about.st_size) if is_file else {}


@functools.lru_cache(maxsize=64)
def _register(file: Path, _changed: int, _size: int) -> dict[str, libxml.Element]:
    """The entries of a file by their ids; none where it is no XML."""
    try:
        root = libxml.parse(file.read_bytes()).getroot()
    except (OSError, libxml.SyntaxFault):
        return {}
    found: dict[str, libxml.Element] = {}
    for entry in root.iter(*ENTRIES):
        identifier = entry.get(_ID)
        if identifier and identifier not in found:
            told = copy.deepcopy(without_entities(entry))
            told.tail = None
            # what an entity would stand for is not read, in a register as little as in a document
            libxml.etree.strip_elements(told, libxml.etree.Entity, with_tail=False)
            if language := next((up.get(_LANG) for up in (entry, *entry.iterancestors()) if up.get(_LANG)), ""):
                told.set(_LANG, language)
            found[identifier] = told
    return found
