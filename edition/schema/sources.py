# SPDX-License-Identifier: MIT
"""Where the specifications come from that a customisation takes up: a file beside it, or one kept in the folder of sources.

`source="tei:4.8.0"` and addresses on the net are looked up in that folder; nothing is fetched. `edition schema source add`
fills it. `source="edition:edition.odd"` is ours. TEI Guidelines, 23.8 (att.global.source).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from edition import names
from edition.engines.libxml import Element, SyntaxFault, Tree, etree, parse
from edition.findings import Place
from edition.schema import files, places
from edition.schema.declarations import CONTRADICTION, MISSING, TEI, XML, OddFault, words
from edition.speech import say

_XI: Final = "http://www.w3.org/2001/XInclude"
_VERSION: Final = re.compile(r"\d+\.\d+\.\d+[a-z]*")
_VAULT: Final = re.compile(r"/P5/(current|\d+\.\d+\.\d+[a-z]*)/")


def folder() -> Path:
    """The user's folder of sources; `EDITION_SOURCES` moves it. Not made yet."""
    if given := os.environ.get("EDITION_SOURCES"):
        return Path(given)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "tei-edition" / "sources"


def kept() -> dict[str, Path]:
    """The sources in the folder, by the name under which an ODD finds them: `tei:4.8.0`, or an address."""
    if not folder().is_dir():
        return {}
    return {unquote(file.stem): file for file in sorted(folder().glob("*.xml"))}


def add(file: Path, name: str = "") -> str:
    """Keeps a copy of a source; gives the name under which it is found. Raises `OddFault` where that must be given.

    The specifications of TEI (`p5subset.xml`) say their version themselves.
    """
    root = tree(file).getroot()
    name = name or _version(root)
    if not name:
        raise OddFault(
            say("{file} does not say which version of TEI it is; name it: --as tei:4.8.0, or --as ADDRESS", file=file)
        )
    folder().mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, folder() / f"{quote(name, safe='')}.xml")
    return name


def _version(root: Element) -> str:
    if next(root.iter(f"{{{TEI}}}schemaSpec"), None) is not None and root.find(f".//{{{TEI}}}moduleSpec") is None:
        return ""
    for edition in root.iter(f"{{{TEI}}}edition"):
        if found := _VERSION.search(words(edition)):
            return f"tei:{found[0]}"
    return ""


def resolved(source: str, base: Path) -> Path | None:
    """The file that an `@source` is, relative to the folder `base`; None where there is none of that name."""
    parts = urlsplit(source)
    if parts.scheme == "file":
        return _file(Path(unquote(parts.path)))
    if parts.scheme in ("http", "https"):
        found = kept()
        version = _VAULT.search(parts.path)
        return found.get(source) or (_tei(version[1]) if version else None)
    if parts.scheme == "edition":
        return _file(names.data_folder("schemas") / Path(unquote(parts.path)).name)
    if parts.scheme == "tei":
        return _tei(parts.path)
    return _file(base / unquote(source))


def _file(path: Path) -> Path | None:
    return path if path.is_file() else None


def _tei(version: str) -> Path | None:
    found = kept()
    if version == "current":
        versions = sorted((name for name in found if name.startswith("tei:")), key=_order)
        return found[versions[-1]] if versions else None
    return found.get(f"tei:{version}")


def _order(name: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", name)]


def tree(file: Path, above: tuple[Path, ...] = ()) -> Tree:
    """The tree of an ODD or a source, its inclusions made, its comments gone and its address known. Raises `OddFault`.

    `above` are the files that include this one.
    """
    try:
        found = parse(files.data(file))
    except OSError as error:
        raise OddFault(say("{file} cannot be read: {why}", file=file, why=error.strerror)) from error
    except SyntaxFault as error:
        said = say("the ODD is not well-formed: {why}", why=error.message)
        raise OddFault(said, Place(file, error.line, error.column)) from None
    etree.strip_tags(found, etree.Comment)
    found.docinfo.URL = str(file)
    for item in list(found.getroot().iter(f"{{{_XI}}}include")):
        _include(item, file, (*above, file.resolve()))
    return found


def _include(item: Element, file: Path, above: tuple[Path, ...]) -> None:
    """Puts a file, or the element of it that `@xpointer` names by its id, in the place of an `xi:include`."""
    href, ident = item.get("href", ""), item.get("xpointer")
    path = file.parent / unquote(href)
    fallback = item.find(f"{{{_XI}}}fallback")
    if href and not path.is_file() and fallback is not None:
        _fall_back(item, fallback)
        return
    if not href or not path.is_file():
        said = say("xi:include points to {href}, which is no file beside the ODD", href=href)
        raise OddFault(said, places.of(item), MISSING)
    if path.resolve() in above:
        raise OddFault(say("xi:include puts {href} into itself", href=href), places.of(item), CONTRADICTION)
    found = tree(path, above).getroot()
    if ident:
        found = next((each for each in found.iter("*") if each.get(f"{{{XML}}}id") == ident), None)
    if found is None:
        said = say("xi:include points to {ident}, which is not in {href}", ident=ident, href=href)
        raise OddFault(said, places.of(item), MISSING)
    found.set(f"{{{XML}}}base", str(path))
    found.tail = item.tail
    item.getparent().replace(item, found)


def _fall_back(item: Element, fallback: Element) -> None:
    """Puts what stands in the `xi:fallback` of an inclusion in its place."""
    parent = item.getparent()
    at = parent.index(item)
    parent[at : at + 1] = list(fallback)
