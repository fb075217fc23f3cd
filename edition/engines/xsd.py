# SPDX-License-Identifier: MIT
"""xmlschema: a W3C schema is built once and kept, compiled, in the cache folder of the user who built it.

To build a schema takes seconds, to open the kept one a fifth of a second. What is kept is a pickle, which runs what it
holds when it is opened: so it is opened only if this user wrote it, nobody else may write there, and it is whole.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import pickle
import platform
import re
import stat
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import unquote, urljoin, urlsplit

from edition.engines import cache, expressions
from edition.engines.libxml import Element, SyntaxFault, Tree, etree, parse
from edition.errors import SchemaUnusable
from edition.speech import say

Kind = Literal["attribute", "value", "child", "incomplete", "text", "identifier", "other"]

_MAGIC: Final = b"tei-edition xsd 2\n"
_OLD: Final = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Fault:
    """What xmlschema says of a document.

    `element` and `child` are numbers of elements in document order, `child` of the one that may not stand there (-1: none);
    `attribute` is a name as lxml writes it; `expected` are names of elements.
    """

    element: int
    kind: Kind
    reason: str
    attribute: str = ""
    value: str = ""
    child: int = -1
    expected: tuple[str, ...] = ()


def faults(schema: Path, tree: Tree) -> list[Fault]:
    """What is wrong with a document by a schema, nothing where it is valid. Raises `SchemaUnusable`."""
    import xmlschema  # noqa: PLC0415 - dear to import, and a sound document may be checked elsewhere

    opened = open_schema(schema)
    elements = list(tree.getroot().iter("*"))
    number = {element: position for position, element in enumerate(elements)}
    found: dict[Fault, None] = {}
    try:
        for error in opened.iter_errors(tree.getroot()):
            found[_fault(error, number)] = None
    except (xmlschema.XMLSchemaException, RecursionError, ValueError, TypeError) as error:
        found[
            Fault(0, "other", say("the document could not be checked to its end ({error})", error=type(error).__name__))
        ] = None
    return list(found)


def is_valid(path: Path, tree: Tree) -> bool:
    """Whether libxml2 finds a document valid, in no time once the schema is open, and without a word of what is wrong.

    False also where it does not read the schema: then xmlschema decides alone.
    """
    try:
        return bool(_verdicts(path, path.stat().st_mtime_ns).validate(tree))
    except (etree.XMLSchemaError, etree.XMLSyntaxError):
        return False


@functools.lru_cache(maxsize=4)
def _verdicts(path: Path, _stamp: int) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(path)))


def _fault(error: Any, number: dict[Element, int]) -> Fault:
    element = number.get(error.elem, 0)
    reason = str(error.reason or "")
    if (invalid := getattr(error, "invalid_child", None)) is not None:
        return Fault(element, "child", reason, child=number.get(invalid, -1))
    if getattr(error, "invalid_tag", None):
        children = list(error.elem.iterchildren("*"))
        index = int(error.index)
        child = number.get(children[index], -1) if index < len(children) else -1
        return Fault(element, "child", reason, child=child)
    if reason.endswith("expected.") or "is not complete" in reason:
        return Fault(
            element,
            "incomplete",
            "",
            expected=tuple(dict.fromkeys(re.findall(r"[\w.-]+:([\w.-]+)", reason.split("Tag", 1)[-1]))),
        )
    if refused := re.match(r"'([^']+)' attribute not allowed", reason):
        return Fault(element, "attribute", reason, attribute=refused[1])
    if lacking := re.match(r"missing required attribute '?([^' ]+)'?", reason):
        return Fault(element, "incomplete", reason, attribute=lacking[1])
    if given := re.match(r"attribute ([^=]+)='(.*?)':", reason, re.DOTALL):
        # a union of datatypes complains once for each member; the value and the attribute are all that is true of it
        kind: Kind = "identifier" if "duplicated xs:ID" in reason else "value"
        return Fault(element, kind, "", attribute=given[1], value=given[2])
    if "character data" in reason:
        return Fault(element, "text", "")
    return Fault(element, "other", reason)


# -- the schema, kept ------------------------------------------------------------------------------------------------


def open_schema(path: Path) -> Any:
    """The schema in a file: from this process, else from the cache, else built (and kept if that is possible).

    Raises `SchemaUnusable`.
    """
    import xmlschema  # noqa: PLC0415

    try:
        return _opened(path, fingerprint(path))
    except (xmlschema.XMLSchemaException, OSError, RecursionError) as error:
        reason = str(getattr(error, "message", "") or error).partition("\n")[0].rstrip(":")
        raise SchemaUnusable(say("{name}: {reason}", name=path.name, reason=reason)) from error


@functools.lru_cache(maxsize=4)
def _opened(path: Path, key: str) -> Any:
    import xmlschema  # noqa: PLC0415

    _hold()
    kept = _kept(key)
    if not isinstance(kept, xmlschema.XMLSchema):
        kept = xmlschema.XMLSchema(str(path), allow="local", defuse="always")
        _keep(key, kept)
    return kept


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern of a schema in place of Python's, which a value could keep busy for ever."""

    written: str

    def match(self, text: str) -> bool | None:
        """True where it has the whole of a text, else None: that is all that xmlschema asks."""
        return expressions.expression(self.written).has(text) or None


@functools.cache
def _hold() -> None:
    """Let xmlschema read the patterns of schemas as `_Pattern`s."""
    from xmlschema.validators import facets  # noqa: PLC0415

    def parse(facet: Any, element: Any) -> _Pattern:
        written = element.attrib.get("value", "")
        try:
            expressions.expression(written)
        except expressions.ExpressionFault as fault:
            facet.parse_error(str(fault), element)
        return _Pattern(written)

    kind: Any = facets.XsdPatternFacets
    kind._parse_value = parse


def fingerprint(path: Path) -> str:
    """What a kept schema is known by: the bytes of the schema and all that it imports, and who would have compiled it."""
    from importlib.metadata import version  # noqa: PLC0415

    digest = hashlib.sha256()
    for part in ("xmlschema", "elementpath"):
        digest.update(f"{part} {version(part)}\n".encode())
    digest.update(f"{platform.python_implementation()} {sys.version}\n".encode())
    for file, data in files(path).items():
        digest.update(f"{file} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def files(path: Path, reach: Callable[[Path], bool] | None = None) -> dict[Path, bytes]:
    """A schema and all that it includes and imports, with what is in them. Raises `SchemaUnusable` for what is out of `reach`."""
    waiting, found = [path.resolve()], dict[Path, bytes]()
    while waiting:
        file = waiting.pop()
        if file in found or not file.is_file():
            continue
        found[file] = data = file.read_bytes()
        for node, location in _locations(data):
            parts = urlsplit(location)
            if parts.scheme not in ("", "file") or parts.netloc not in ("", "localhost"):
                if node.tag != f"{_XS}import":
                    said = say("“{href}” is not fetched: put the file beside the schema", href=location)
                    raise SchemaUnusable(
                        say("{name}:{line}: {fault}", name=file.name, line=node.sourceline, fault=said)
                    )
                continue
            base = urljoin(file.as_uri(), node.base or "")
            target = Path(unquote(urlsplit(urljoin(base, location)).path)).resolve()
            if reach is not None and not reach(target):
                said = say("“{href}” leads out of the project, where nothing is read", href=location)
                raise SchemaUnusable(say("{name}:{line}: {fault}", name=file.name, line=node.sourceline, fault=said))
            waiting.append(target)
    return found


_XS: Final = "{http://www.w3.org/2001/XMLSchema}"


def _locations(data: bytes) -> Iterator[tuple[Element, str]]:
    """The elements of a schema that ask for others, each with the address; none in what is no XML, which whoever opens it will say."""
    with contextlib.suppress(SyntaxFault):
        for node in (
            parse(data).getroot().iter(*(f"{_XS}{name}" for name in ("include", "import", "redefine", "override")))
        ):
            if location := (node.get("schemaLocation") or "").strip():
                yield node, location


def kept_file(key: str) -> Path | None:
    """Where a schema of this fingerprint is kept; None where the machine knows no such place."""
    try:
        folder = cache.folder("schemas")
    except RuntimeError:
        return None
    return folder / f"xsd-{key[:32]}.pickle" if folder.is_absolute() else None


def _is_ours(state: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True
    return state.st_uid == os.getuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _kept(key: str) -> object | None:
    file = kept_file(key)
    if file is None:
        return None
    try:
        folder = file.parent.lstat()
        if not _is_ours(folder) or not stat.S_ISDIR(folder.st_mode):
            return None
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            state = os.fstat(stream.fileno())
            if not _is_ours(state) or not stat.S_ISREG(state.st_mode):
                return None
            data = stream.read()
    except OSError:
        return None
    head = len(_MAGIC) + hashlib.sha256().digest_size
    body = data[head:]
    if data[: len(_MAGIC)] != _MAGIC or data[len(_MAGIC) : head] != hashlib.sha256(body).digest():
        return None
    try:
        return pickle.loads(body)  # type: ignore[no-any-return]  # noqa: S301 - ours, whole, and nobody else may write it
    except Exception:
        return None


def _keep(key: str, schema: object) -> None:
    """Keeps a built schema, whole or not at all. A cache that cannot be written is no fault."""
    file = kept_file(key)
    if file is None:
        return
    try:
        body = pickle.dumps(schema, protocol=pickle.HIGHEST_PROTOCOL)
        if file.parent.exists() and not file.parent.is_symlink():
            # a folder of ours that others could write to is closed; one of another user stays as it is, and is not read
            file.parent.chmod(0o700)
    except (OSError, pickle.PicklingError, RecursionError, TypeError, AttributeError):
        return
    cache.write("schemas", file.name, _MAGIC + hashlib.sha256(body).digest() + body)
    for other in file.parent.glob("xsd-*.pickle"):
        with contextlib.suppress(OSError):
            if other != file and time.time() - other.stat().st_mtime > _OLD:
                other.unlink()
