# SPDX-License-Identifier: MIT
"""RELAX NG's compact syntax (OASIS, 21 November 2002), read into the XML syntax: elements with the lines that they come from.

Annotations are kept, so that Schematron in a compact schema is found; comments with `##` become documentation.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from edition.engines import expressions, libxml
from edition.engines.libxml import Element
from edition.relaxng import names
from edition.relaxng.datatypes import XSD
from edition.relaxng.loader import RNG, SchemaFault
from edition.speech import say

_KEYWORDS: Final = frozenset(
    (
        *("attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar", "include", "inherit"),
        *("list", "mixed", "namespace", "notAllowed", "parent", "start", "string", "text", "token"),
    )
)
_NCNAME: Final = f"[{expressions.NAME_START[1:]}][{expressions.NAME[1:]}]*"
_ESCAPE: Final = re.compile(r"\\x+\{([0-9A-Fa-f]+)\}")
_NO_CHARACTER: Final = re.compile("[^\t\n\r\x20-\ud7ff\ud80a\ud80d\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML has no sign for."""
_STAND_INS: Final = {0xA: "\ud80a", 0xD: "\ud80d"}
"""A line end that is written as an escape ends no line of the schema: until the schema is in pieces something else stands for it."""
_LINE_ENDS: Final = {ord(stand_in): number for number, stand_in in _STAND_INS.items()}
_LAST: Final = 0x10FFFF
_DOCUMENTATION: Final = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_XMLNS: Final = "http://www.w3.org/2000/xmlns"


@functools.cache
def _token() -> re.Pattern[str]:
    """A token of the syntax. Most runs of the program open no compact schema."""
    return re.compile(
        rf"""(?P<space>[ \t\r\n]+|\#(?!\#)[^\r\n]*)
        |(?P<documentation>\#\#[^\r\n]*)
        |(?P<literal>\"\"\"(?:.|\n)*?\"\"\"|'''(?:.|\n)*?'''|"[^"\r\n]*"|'[^'\r\n]*')
        |(?P<nsname>{_NCNAME}:\*)
        |(?P<cname>{_NCNAME}:{_NCNAME})
        |(?P<quoted>\\{_NCNAME})
        |(?P<name>{_NCNAME})
        |(?P<sign>>>|\|=|&=|[=,&|?*+\-(){{}}\[\]~])""",
        re.VERBOSE,
    )


def read(path: Path) -> Element:
    """The root of the schema in a file, in XML syntax. Raises `SchemaFault`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SchemaFault(say("the schema cannot be read: {error}", error=error), path) from None
    return _Parser(path, text).whole()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


@dataclass(slots=True)
class _Annotations:
    attributes: dict[str, str] = field(default_factory=dict)
    elements: list[Element] = field(default_factory=list)


class _Parser:
    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.tokens = list(self._tokens(text))
        self.at = 0
        self.prefixes: dict[str, str | None] = {"xml": _XML}
        self.libraries = {"xsd": XSD}
        self.default: str | None = None
        """The namespace of bare names; None: that which the file is given by what asks for it. So with the prefixes."""

    # -- tokens -----------------------------------------------------------------------------------------------------

    def _tokens(self, text: str) -> Iterator[_Token]:
        at, line, token = 0, 1, _token()
        text = _ESCAPE.sub(self._escaped, text)
        if no_character := _NO_CHARACTER.search(text):
            escape = f"\\x{{{ord(no_character[0]):x}}}"
            raise SchemaFault(
                say("“{escape}” is no character", escape=escape),
                self.path,
                text.count("\n", 0, no_character.start()) + 1,
            )
        while at < len(text):
            found = token.match(text, at)
            if found is None:
                raise SchemaFault(
                    say(
                        "“{text}” is not read in the compact syntax",
                        text=text[at : at + 20].splitlines()[0],
                    ),
                    self.path,
                    line,
                )
            if found.lastgroup != "space":
                yield _Token(found.lastgroup or "", found[0].translate(_LINE_ENDS), line)
            line += found[0].count("\n")
            at = found.end()
        yield _Token("end", "", line)

    def _escaped(self, escape: re.Match[str]) -> str:
        number = int(escape[1], 16)
        if number > _LAST or 0xD800 <= number < 0xE000:
            line = escape.string.count("\n", 0, escape.start()) + 1
            raise SchemaFault(say("“{escape}” is no character", escape=escape[0]), self.path, line)
        return _STAND_INS.get(number) or chr(number)

    @property
    def token(self) -> _Token:
        return self.tokens[self.at]

    def _fault(self, wanted: str) -> SchemaFault:
        met = say("“{name}”", name=self.token.text) if self.token.text else say("the end of the file")
        return SchemaFault(say("{wanted} is missing before {met}", wanted=wanted, met=met), self.path, self.token.line)

    def _is(self, *texts: str) -> bool:
        return self.token.kind in ("sign", "name") and self.token.text in texts

    def _skip(self, text: str) -> bool:
        if self._is(text):
            self.at += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._skip(text):
            raise self._fault(f"`{text}`")

    def _take(self, kind: str, wanted: str) -> str:
        if self.token.kind != kind:
            raise self._fault(wanted)
        self.at += 1
        return self.tokens[self.at - 1].text

    def _identifier(self) -> str:
        if self.token.kind == "quoted":
            self.at += 1
            return self.tokens[self.at - 1].text[1:]
        return self._take("name", say("a name"))

    def _literal(self) -> str:
        parts = [_unquoted(self._take("literal", say("a text in quotation marks")))]
        while self._skip("~"):
            parts.append(_unquoted(self._take("literal", say("a text in quotation marks"))))
        return "".join(parts)

    def _make(self, kind: str, line: int, **attributes: str | None) -> Element:
        given = {name: value for name, value in attributes.items() if value is not None}
        made = libxml.etree.Element(f"{{{RNG}}}{kind}", given, nsmap={None: RNG})
        made.sourceline = line
        return made

    # -- the whole --------------------------------------------------------------------------------------------------

    def whole(self) -> Element:
        self._declarations()
        line = self.token.line
        if self._begins_component():
            root = self._make("grammar", line)
            self._components(root, "end")
        else:
            root = self._pattern()
        if self.token.kind != "end":
            raise self._fault(say("the end of the schema"))
        return root

    def _declarations(self) -> None:
        declared: set[tuple[str, str]] = set()
        while True:
            self._documentation()
            if self._skip("namespace"):
                name = self._declared("prefix", declared)
                self._expect("=")
                self.prefixes[name] = self._address(name)
            elif self._skip("default"):
                self._expect("namespace")
                self._once("default", "", declared)
                name = "" if self._is("=") else self._declared("prefix", declared)
                self._expect("=")
                self.default = self._address(name)
                if name:
                    self.prefixes[name] = self.default
            elif self._is("datatypes") and self.tokens[self.at + 2].text == "=":
                self.at += 1
                name = self._declared("library", declared)
                self._expect("=")
                self.libraries[name] = self._literal()
            else:
                return

    def _declared(self, kind: str, declared: set[tuple[str, str]]) -> str:
        """The prefix that is being declared, for the first time."""
        name = self._identifier()
        self._once(kind, name, declared)
        return name

    def _once(self, kind: str, name: str, declared: set[tuple[str, str]]) -> None:
        if (kind, name) in declared:
            what = say("the prefix “{prefix}”", prefix=name) if name else say("the default namespace")
            raise SchemaFault(say("{what} is declared twice", what=what), self.path, self.token.line)
        declared.add((kind, name))

    def _address(self, prefix: str) -> str | None:
        uri = None if self._skip("inherit") else self._literal()
        if prefix == "xmlns" or (prefix == "xml") is not (uri == _XML):
            raise SchemaFault(
                say("the prefix “{prefix}” cannot be declared so", prefix=prefix), self.path, self.token.line
            )
        return uri

    def _documentation(self) -> list[str]:
        found = []
        while self.token.kind == "documentation":
            found.append(self.token.text.lstrip("#").strip())
            self.at += 1
        return found

    # -- annotations ------------------------------------------------------------------------------------------------

    def _annotations(self) -> _Annotations:
        """What stands before a thing: comments with `##`, and attributes and elements in brackets."""
        made = _Annotations()
        said = self._documentation()
        if said:
            element = libxml.etree.Element(_DOCUMENTATION)
            element.text = "\n".join(said)
            made.elements.append(element)
        if self._skip("["):
            self._foreign(made.attributes, made.elements.append)
        return made

    def _foreign(self, attributes: dict[str, str], add: Callable[[Element], object]) -> None:
        """What stands in the brackets of an annotation, the closing one included."""
        while not self._skip("]"):
            self._documentation()
            name = self._foreign_name()
            if name in attributes and self._is("="):
                raise SchemaFault(say("`@{name}` is given twice", name=names.local(name)), self.path, self.token.line)
            if self._skip("="):
                attributes[name] = self._literal()
            else:
                add(self._foreign_element(name))

    def _foreign_name(self) -> str:
        if self.token.kind == "cname":
            prefix, _, local = self._take("cname", say("a name")).partition(":")
            uri = self._namespace(prefix) or ""
            if uri == _XMLNS:
                raise SchemaFault(
                    say("the prefix “{prefix}” cannot be used so", prefix=prefix), self.path, self.token.line
                )
            return names.clark(uri, local)
        return self._identifier()

    def _foreign_element(self, name: str) -> Element:
        element = libxml.etree.Element(name)
        element.sourceline = self.token.line
        self._expect("[")
        while not self._skip("]"):
            self._documentation()
            if self.token.kind == "literal":
                text = self._literal()
                if len(element):
                    element[-1].tail = (element[-1].tail or "") + text
                else:
                    element.text = (element.text or "") + text
                continue
            inner = self._foreign_name()
            if self._skip("="):
                element.set(inner, self._literal())
            else:
                element.append(self._foreign_element(inner))
        return element

    def _namespace(self, prefix: str) -> str | None:
        if prefix not in self.prefixes:
            raise SchemaFault(say("the prefix “{prefix}” is not declared", prefix=prefix), self.path, self.token.line)
        return self.prefixes[prefix]

    def _annotate(self, element: Element, annotations: _Annotations) -> Element:
        for name, value in annotations.attributes.items():
            element.set(name, value)
        for number, each in enumerate(annotations.elements):
            element.insert(number, each)
        return element

    def _follow(self, element: Element) -> Element:
        """What stands after a thing, `>> a:name [ … ]`."""
        while self._skip(">>"):
            element.append(self._foreign_element(self._foreign_name()))
        return element

    # -- grammars ---------------------------------------------------------------------------------------------------

    def _begins_component(self) -> bool:
        at = self.at
        while self.tokens[at].kind == "documentation":
            at += 1
        if self.tokens[at].text == "[":
            depth = 0
            while self.tokens[at].kind != "end":
                depth += (self.tokens[at].text == "[") - (self.tokens[at].text == "]")
                at += 1
                if not depth:
                    break
        token, following = self.tokens[at], self.tokens[min(at + 1, len(self.tokens) - 1)]
        if token.kind == "end":
            return True
        if token.kind == "name" and token.text in ("include", "div") and following.text != "=":
            return True
        named = token.kind in ("name", "quoted", "cname")
        return named and following.kind == "sign" and following.text in ("=", "|=", "&=", "[")

    def _components(self, parent: Element, until: str) -> None:
        while not (self.token.kind == "end" if until == "end" else self._skip(until)):
            annotations = self._annotations()
            line = self.token.line
            is_foreign = self.token.kind in ("cname", "name") and self.tokens[self.at + 1].text == "["
            if is_foreign:
                parent.append(self._foreign_element(self._foreign_name()))
            elif self._is("div") and self.tokens[self.at + 1].text == "{":
                self.at += 2
                div = self._annotate(self._make("div", line), annotations)
                parent.append(div)
                self._components(div, "}")
            elif self._is("include") and self.tokens[self.at + 1].kind == "literal":
                self.at += 1
                included = self._annotate(
                    self._make("include", line, href=self._literal(), ns=self._inherited()), annotations
                )
                parent.append(included)
                if self._skip("{"):
                    self._components(included, "}")
            else:
                parent.append(self._follow(self._definition(line, annotations)))

    def _inherited(self) -> str | None:
        if self._skip("inherit"):
            self._expect("=")
            return self._namespace(self._identifier())
        return self.default

    def _definition(self, line: int, annotations: _Annotations) -> Element:
        if self._is("start"):
            self.at += 1
            made = self._make("start", line)
        else:
            if self.token.kind == "name" and self.token.text in _KEYWORDS:
                raise self._fault(
                    say("a definition (`{text}` is a word of the syntax; write `\\{text}`)", text=self.token.text)
                )
            made = self._make("define", line, name=self._identifier())
        way = self.token.text if self._is("=", "|=", "&=") else ""
        if not way:
            raise self._fault("`=`")
        self.at += 1
        if way != "=":
            made.set("combine", "choice" if way == "|=" else "interleave")
        self._annotate(made, annotations)
        made.append(self._pattern())
        return made

    # -- patterns ---------------------------------------------------------------------------------------------------

    def _pattern(self) -> Element:
        first = self._counted()
        kinds = {",": "group", "&": "interleave", "|": "choice"}
        if not self._is(*kinds):
            return first
        sign = self.token.text
        made = self._make(kinds[sign], self.token.line)
        made.append(first)
        while self._skip(sign):
            made.append(self._counted())
        if self._is(*kinds):
            raise SchemaFault(
                say("`{sign}` and `{text}` stand side by side: use parentheses", sign=sign, text=self.token.text),
                self.path,
                self.token.line,
            )
        return made

    def _counted(self) -> Element:
        annotations = self._annotations()
        made = self._primary()
        kinds = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
        if self._is(*kinds):
            line = self.token.line
            outer = self._make(kinds[self.token.text], line)
            self.at += 1
            outer.append(made)
            made = outer
        return self._follow(self._annotate(made, annotations))

    def _primary(self) -> Element:
        token = self.token
        line = token.line
        if self._skip("("):
            made = self._pattern()
            self._expect(")")
            return made
        if token.kind == "literal":
            return self._value(None, line)
        if token.kind == "cname":
            self.at += 1
            prefix, _, local = token.text.partition(":")
            if prefix not in self.libraries:
                raise SchemaFault(
                    say("the prefix “{prefix}” names no library of datatypes", prefix=prefix), self.path, line
                )
            return self._datatype(local, self.libraries[prefix], line)
        if token.kind == "quoted":
            return self._make("ref", line, name=self._identifier())
        word = self._take("name", say("a pattern"))
        match word:
            case "element" | "attribute":
                made = self._make(word, line)
                made.append(self._name_class(is_attribute=word == "attribute"))
                self._expect("{")
                made.append(self._pattern())
                self._expect("}")
                return made
            case "list" | "mixed":
                self._expect("{")
                made = self._make(word, line)
                made.append(self._pattern())
                self._expect("}")
                return made
            case "empty" | "text" | "notAllowed":
                return self._make(word, line)
            case "string" | "token":
                return self._datatype(word, "", line)
            case "parent":
                return self._make("parentRef", line, name=self._identifier())
            case "external":
                return self._make("externalRef", line, href=self._literal(), ns=self._inherited())
            case "grammar":
                self._expect("{")
                made = self._make("grammar", line)
                self._components(made, "}")
                return made
            case _ if word in _KEYWORDS:
                raise SchemaFault(
                    say("`{word}` is a word of the syntax; write `\\{word}` for the name", word=word), self.path, line
                )
            case _:
                return self._make("ref", line, name=word)

    def _value(self, datatype: tuple[str, str] | None, line: int) -> Element:
        made = self._make("value", line, ns=self.default)
        if datatype is not None:
            made.set("type", datatype[0])
            made.set("datatypeLibrary", datatype[1])
        made.text = self._literal()
        return made

    def _datatype(self, name: str, library: str, line: int) -> Element:
        if self.token.kind == "literal":
            return self._value((name, library), line)
        made = self._make("data", line, type=name, datatypeLibrary=library)
        if self._skip("{"):
            while not self._skip("}"):
                self._annotations()
                parameter = self._make("param", self.token.line, name=self._identifier())
                self._expect("=")
                parameter.text = self._literal()
                made.append(parameter)
        if self._skip("-"):
            exception = self._make("except", line)
            exception.append(self._primary())
            made.append(exception)
        return made

    # -- name classes -----------------------------------------------------------------------------------------------

    def _name_class(self, *, is_attribute: bool) -> Element:
        parts: list[Element] = []
        is_bare = False
        while not parts or self._skip("|"):
            is_bracketed = self._is("(")
            parts.append(self._follow(self._one_name(is_attribute=is_attribute)))
            is_bare = is_bare or (not is_bracketed and parts[-1].find(f"{{{RNG}}}except") is not None)
            if is_bare and (len(parts) > 1 or self._is("|")):
                raise self._fault(say("a bracket around the exception"))
        if len(parts) == 1:
            return parts[0]
        made = self._make("choice", self.token.line)
        made.extend(parts)
        return made

    def _one_name(self, *, is_attribute: bool) -> Element:
        self._annotations()
        line = self.token.line
        if self._skip("("):
            made = self._name_class(is_attribute=is_attribute)
            self._expect(")")
            return made
        if self._skip("*"):
            return self._excepted(self._make("anyName", line), is_attribute=is_attribute)
        if self.token.kind == "nsname":
            prefix = self._take("nsname", say("a name")).removesuffix(":*")
            return self._excepted(self._make("nsName", line, ns=self._namespace(prefix)), is_attribute=is_attribute)
        if self.token.kind == "cname":
            prefix, _, local = self._take("cname", say("a name")).partition(":")
            made = self._make("name", line, ns=self._namespace(prefix))
        else:
            local = self._identifier()
            made = self._make("name", line, ns="" if is_attribute else self.default)
        made.text = local
        return made

    def _excepted(self, made: Element, *, is_attribute: bool) -> Element:
        if self._skip("-"):
            exception = self._make("except", self.token.line)
            exception.append(self._one_name(is_attribute=is_attribute))
            made.append(exception)
        return made


def _unquoted(text: str) -> str:
    mark = 3 if text.startswith(('"""', "'''")) else 1
    return text[mark:-mark]
