# SPDX-License-Identifier: MIT
"""Saxon (saxonche): one processor for the process, stylesheets compiled once, nothing readable from inside a transform.

Two processors alive in two threads abort the interpreter, and recompiling leaks: so there is one, and it keeps what it compiled.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

import saxonche

from edition import names
from edition.engines import libxml
from edition.speech import Said


@dataclass(frozen=True, slots=True)
class Tree:
    """A document, given as its text, for a parameter that takes one."""

    text: str


Value = str | bool | int | Tree


class TransformFault(Exception):
    """A stylesheet of ours failed on a document: always a bug of ours, or a `xsl:message terminate="yes"` of a step."""


class StylesheetFault(TransformFault):
    """A stylesheet from memory does not compile, or asks for what is sealed: `said` is why, `line` where in the text (from 1)."""

    def __init__(self, said: str, line: int) -> None:
        super().__init__(f"a generated stylesheet does not compile: {said}")
        self.said, self.line = said, line


def _first(complaint: str) -> StylesheetFault:
    """The first thing that Saxon complains of, its code last."""
    found = re.search(r" on line (\d+).*?:\n\s+(?:([A-Z]{4}\d{4})\s+)?(.*?)(?=\n\S|\Z)", complaint, re.DOTALL)
    if found is None:
        return StylesheetFault(" ".join(complaint.split()), 0)
    return StylesheetFault(" ".join(found[3].split()) + (f" ({found[2]})" if found[2] else ""), int(found[1]))


@dataclass(frozen=True, slots=True)
class Message:
    """A finding that a stylesheet raised: its code, the `ed:at` of the element (`Document.stamped_place` reads it; or ""), texts."""

    code: str
    at: str
    path: str
    id: str
    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a transform gave: the serialised result and the findings it raised, in order."""

    text: str
    messages: tuple[Message, ...]


_OUTSIDE: Final = (
    "http://xml.org/sax/features/external-general-entities",
    "http://xml.org/sax/features/external-parameter-entities",
)


@functools.cache
def _processor() -> saxonche.PySaxonProcessor:
    processor = saxonche.PySaxonProcessor(license=False)
    processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "file")
    processor.set_configuration_property("http://saxon.sf.net/feature/allow-external-functions", "false")
    # no stylesheet of ours opens a document of strangers; if one did, neither a DTD nor an entity would be read
    for part in (*_OUTSIDE, "http://apache.org/xml/features/nonvalidating/load-external-dtd"):
        processor.set_configuration_property(f"http://saxon.sf.net/feature/parserFeature?uri={part}", "false")
    # what we hand over has been parsed by libxml2, within its own limits; Java's parser would stop at a depth of 100
    processor.set_configuration_property("http://saxon.sf.net/feature/parserProperty?uri=jdk.xml.maxElementDepth", "0")
    return processor


@functools.cache
def _compiled(stylesheet: Path, over: Path | None = None, version: str = "") -> saxonche.PyXsltExecutable:
    """A stylesheet, and one that a project lays over it in some version, compiled."""
    compiler = _processor().new_xslt30_processor()
    try:
        if over is None:
            return compiler.compile_stylesheet(stylesheet_file=str(stylesheet))
        with tempfile.TemporaryDirectory() as folder:
            module, package = _laid_over(stylesheet, over, version, Path(folder) / stylesheet.name)
            (Path(folder) / stylesheet.name).write_bytes(module)
            return compiler.compile_stylesheet(stylesheet_text=package)
    except saxonche.PySaxonApiError as error:
        raise TransformFault(f"{(over or stylesheet).name} does not compile: {error}") from error


_XSL: Final = "http://www.w3.org/1999/XSL/Transform"


def _laid_over(stylesheet: Path, over: Path, version: str, at: Path) -> tuple[bytes, str]:
    """Our package as a module that can be imported, to be written to `at`; and a package that imports it, then the project's."""
    root = libxml.parse(stylesheet.read_bytes()).getroot()
    root.tag = f"{{{_XSL}}}stylesheet"
    mode = root.get("default-mode", "")
    for name in ("name", "package-version", "declared-modes"):
        root.attrib.pop(name, None)
    root.set(names.clark("xml:base"), stylesheet.as_uri())
    default = f' default-mode="{mode}"' if mode else ""
    package = (
        f'<xsl:package version="3.0" name="urn:x-edition:own:{version}" package-version="0.1" declared-modes="yes"'
        f' xmlns:xsl="{_XSL}" xmlns:ed="{names.ED}"{default}>'
        f'<xsl:import href="{at.as_uri()}"/><xsl:import href="{over.resolve().as_uri()}"/></xsl:package>'
    )
    return libxml.etree.tostring(root), package


@functools.cache
def _sealed() -> saxonche.PySaxonProcessor:
    # what was once forbidden to a processor stays so: rules that others wrote have one of their own
    processor = saxonche.PySaxonProcessor(license=False)
    for feature, value in (
        ("allowedProtocols", ""),
        ("allow-external-functions", "false"),
        ("disableXslEvaluate", "true"),
        # parse-xml() would read entities from files
        ("parserFeature?uri=http://apache.org/xml/features/disallow-doctype-decl", "true"),
    ):
        processor.set_configuration_property(f"http://saxon.sf.net/feature/{feature}", value)
    processor.set_configuration_property("http://saxon.sf.net/feature/parserProperty?uri=jdk.xml.maxElementDepth", "0")
    return processor


_FUNCTIONS: Final = "http://www.w3.org/2005/xpath-functions"
_UNSEALED: Final = re.compile(r"(?<![\w.\-$])(?:([\w.\-]+):|Q\{([^{}]*)\})?(transform|function-lookup)\s*[(#]")


def _ensure_sealed(stylesheet: str) -> None:
    """Refuses `fn:transform`, which reads a `source-location` whatever is forbidden, and what could call it by another name.

    So could an attribute that is made of others when the stylesheet is compiled (`_select`).
    """
    for node in libxml.parse(stylesheet.encode()).getroot().iter("*"):
        if shadow := next((attribute for attribute in node.attrib if attribute.startswith("_")), ""):
            raise StylesheetFault(f"@{shadow} is not for rules", node.sourceline or 0)
        around = (node, *node.iterancestors())
        expanded = any(attribute.endswith("expand-text") for each in around for attribute in each.attrib)
        texts = (node.text or "", *(child.tail or "" for child in node)) if expanded else ()
        for prefix, uri, name in _UNSEALED.findall(" \n ".join((*node.attrib.values(), *texts))):
            if (node.nsmap.get(prefix) if prefix else uri.strip() or _FUNCTIONS) == _FUNCTIONS:
                raise StylesheetFault(f"{name}() is not for rules", node.sourceline or 0)


@functools.lru_cache(maxsize=64)
def _foreign(stylesheet: str) -> saxonche.PyXsltExecutable:
    _ensure_sealed(stylesheet)
    with _overheard():
        try:
            return _sealed().new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet)
        except saxonche.PySaxonApiError as error:
            raise _first(str(error)) from error


def ensure_compiles(stylesheet: str) -> None:
    """Raises `StylesheetFault` where a stylesheet from memory, with what others wrote in it, does not compile."""
    _foreign(stylesheet)


Named = tuple[str, str]
"""A document for sealed rules: the name of its file, which is all that they may know of where it is, and its text."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a sealed stylesheet gave, and the patterns that could not be computed for some node: their lines, with Saxon's words."""

    text: str
    unmatched: tuple[tuple[int, str], ...]


def run_sealed(stylesheet: str, document: Named, others: Mapping[str, Sequence[Named]] | None = None) -> Answer:
    """Apply a stylesheet from memory, made of rules that others wrote, to a document: no file and no address can be read from inside.

    Other documents that it may see are handed over in arrays, as parameters by their names in Clark's notation. It is compiled once
    for each text. Raises `StylesheetFault` where it does not compile, else `TransformFault`.
    """
    executable = _foreign(stylesheet)
    executable.clear_parameters()
    executable.set_save_xsl_message(True)  # else what rules print would be among what we print
    with _overheard() as heard:
        try:
            for name, handed in (others or {}).items():
                array = _sealed().make_array([_parsed(each) for each in handed])
                executable.set_parameter(name, array)
            text = executable.transform_to_string(xdm_node=_parsed(document)) or ""
        except saxonche.PySaxonApiError as error:
            raise TransformFault(str(error)) from error
    return Answer(text, tuple((int(line), " ".join(said.split())) for line, said in _UNMATCHED.findall("".join(heard))))


_UNMATCHED: Final = re.compile(
    r"^Warning[^\n]* on line (\d+)[^\n]*\n\s+(?:[A-Z]{4}\d{4}\s+)?An error\s+occurred\s+matching\s+pattern\s+\{.*?\}:\s+(.*?)(?=\n\S|\Z)",
    re.DOTALL | re.MULTILINE,
)


@contextlib.contextmanager
def _overheard() -> Iterator[list[str]]:
    """What Saxon prints meanwhile: it tells in no other way that a pattern could not be computed, and goes on as if it did not match."""
    heard: list[str] = []
    try:
        kept = os.dup(2)
    except OSError:  # nobody listens to this process
        yield heard
        return
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 2)
        try:
            yield heard
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            file.seek(0)
            heard.append(file.read().decode("utf-8", errors="replace"))


def _parsed(document: Named) -> saxonche.PyXdmNode:
    name, text = document
    builder = _sealed().new_document_builder()
    address = quote(name, errors="surrogateescape")
    builder.set_base_uri(f"file:///{address}")
    return builder.parse_xml(xml_text=text)


def transform(
    stylesheet: Path,
    xml: str,
    parameters: Mapping[str, Value] | None = None,
    *,
    over: Path | None = None,
    version: str = "",
) -> Result:
    """Apply a stylesheet of ours to a document given as text; with what a project lays `over` it, in some version.

    Parameters are named in the `ed:` namespace by their local names, each typed by its Python type. Raises `TransformFault`.
    """
    executable = _compiled(stylesheet, over, version if over else "")
    processor = _processor()
    executable.clear_parameters()
    for name, value in (parameters or {}).items():
        executable.set_parameter(f"{{{names.ED}}}{name}", _handed(processor, value))
    executable.set_save_xsl_message(True)
    try:
        node = _tree(xml)
        with _overheard() if over else contextlib.nullcontext():
            text = executable.transform_to_string(xdm_node=node)
    except saxonche.PySaxonApiError as error:
        raise TransformFault(str(error)) from error
    return Result(text or "", tuple(_messages(executable)))


@functools.lru_cache(maxsize=2)
def _tree(xml: str) -> saxonche.PyXdmNode:
    """A text as a tree. The last ones are kept: one view of a document after the other asks for it, and for the entries beside it."""
    return _processor().parse_xml(xml_text=xml)


def _handed(processor: saxonche.PySaxonProcessor, value: Value) -> saxonche.PyXdmItem:
    if isinstance(value, Tree):
        return _tree(value.text)
    if isinstance(value, bool):
        return processor.make_boolean_value(value)
    if isinstance(value, int):
        return processor.make_integer_value(value)
    return processor.make_string_value(value)


def _messages(executable: saxonche.PyXsltExecutable) -> list[Message]:
    """The `ed:finding`s among the messages; any other message is printed nowhere and is a bug that a test catches."""
    value = executable.get_xsl_messages()
    found: list[Message] = []
    for item in value or ():
        node = item if isinstance(item, saxonche.PyXdmNode) else item.get_node_value()
        finding = next((child for child in node.children if child.local_name == "finding"), None)
        if finding is None:
            continue
        code, at, path, identifier, element, hint = (
            str(finding.get_attribute_value(name) or "") for name in ("code", "at", "path", "id", "element", "hint")
        )
        said = Said(str(finding.string_value), {"element": element})
        found.append(Message(code, at, path, identifier, said, Said(hint, {})))
    return found
