# SPDX-License-Identifier: MIT
"""What to say of a file that is no XML: which tag was never closed and where it was opened, in an editor's words.

A parser stops at the first fault and tells what it expected; this room reads the tags once more, by eye as it were,
up to that fault, and tells what the editor forgot. It reports one fault: what follows a broken tag is guesswork.
"""

from __future__ import annotations

import difflib
import html.entities
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition.engines import libxml
from edition.findings import Finding, Place
from edition.source import lines
from edition.source.lines import Lines
from edition.source.markup import Tag, tokens
from edition.speech import phrase, say


@dataclass(frozen=True, slots=True)
class _Open:
    name: str
    at: libxml.Position


def diagnose(file: Path, data: bytes, fault: libxml.SyntaxFault) -> Finding:
    """The finding `XML001` for bytes that a parser refused: where it noticed, what was wrong, and where that began."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        return Finding("XML001", Place(file, 1, 1), say("the file is empty"), say("a document begins with `<TEI>`"))
    if (no_text := _no_text(file, data)) is not None:
        return no_text
    text, undecodable = _decoded(data)
    if undecodable is not None:
        return undecodable(file)
    declared = re.match(r"""\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""", text)
    if declared and encoding_of(data).startswith("utf-16") and not declared[1].lower().startswith("utf-16"):
        said = say("the file is in UTF-16, and says that it is in {name}", name=declared[1])
        return Finding("XML001", Place(file, 1, declared.start(1) + 1), said, say("save the file as UTF-8"))
    return _tags(file, text, fault) or _other(file, text, fault)


def encoding_of(data: bytes) -> str:
    """The encoding that a file has by its first bytes (XML, Appendix F), else that it says it has, "utf-8" where it says none."""
    for encoding, signs in _SIGNS.items():
        if data.startswith(signs):
            return encoding
    declared = re.match(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""", data.removeprefix(b"\xef\xbb\xbf"))
    return declared[1].decode("ascii") if declared else "utf-8"


_SIGNS: Final = {
    "utf-32": (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\0\0\0<", b"<\0\0\0"),
    "utf-16": (b"\xff\xfe", b"\xfe\xff"),
    "utf-16-le": (b"<\0",),
    "utf-16-be": (b"\0<",),
}
_NO_TEXTS: Final = {
    b"PK\x03\x04": say("a ZIP archive, such as .docx and .odt are"),
    b"\x1f\x8b": say("a file compressed with gzip"),
    b"%PDF": say("a PDF"),
    b"\xd0\xcf\x11\xe0": say("a file of an old word processor, such as .doc"),
}


def _no_text(file: Path, data: bytes) -> Finding | None:
    """What to say of a file that is no text, or in an encoding that no parser of XML need know."""
    what = next((said for signs, said in _NO_TEXTS.items() if data.startswith(signs)), "")
    encoding = encoding_of(data)
    if encoding == "utf-32":
        said, hint = say("the file is in UTF-32, which is not read"), say("save the file as UTF-8")
    elif what:
        said, hint = (
            say("the file is no XML: it is {what}", what=what),
            say("give the XML that is in it, or was made of it"),
        )
    elif b"\0" in data and not encoding.startswith("utf-16"):
        said, hint = say("the file is no text: there are zero bytes in it"), say("give the XML that was meant")
    else:
        return None
    return Finding("XML001", Place(file, 1, 1), said, hint)


def _decoded(data: bytes) -> tuple[str, Callable[[Path], Finding] | None]:
    encoding = encoding_of(data)
    if encoding.startswith("utf-16"):
        return data.decode(encoding, errors="replace").removeprefix("\ufeff"), None
    try:
        return data.decode(encoding).removeprefix("\ufeff"), None
    except LookupError:
        name = encoding
        return "", lambda file: Finding(
            "XML001",
            Place(file, 1, 1),
            say("the file says that its encoding is “{name}”, which is none", name=name),
            say("save the file as UTF-8"),
        )
    except UnicodeDecodeError as error:
        before = lines.split(data[: error.start].decode(encoding, errors="replace"))
        byte = data[error.start]
        place = len(before), len(before[-1]) + 1
        return "", lambda file: Finding(
            "XML001",
            Place(file, *place),
            say(
                "the byte 0x{byte:02X} is no {encoding}: the file was saved in another encoding than it says",
                byte=byte,
                encoding=encoding.upper(),
            ),
            say("save the file as UTF-8, and declare no other encoding"),
        )


def _tags(file: Path, text: str, fault: libxml.SyntaxFault) -> Finding | None:
    """The fault in the nesting of tags, if it is one and stands no later than where the parser stopped."""
    stack: list[_Open] = []
    places = Lines(text)
    for token in tokens(text):
        if not isinstance(token, Tag) or not token.is_finished or not token.named:
            continue
        tag = _Open(token.named, places.at(token.start))
        if tag.at > (fault.line, fault.column) and fault.kind not in _NESTING:
            return None
        if not token.is_end:
            if not token.is_empty:
                stack.append(tag)
            continue
        if stack and stack[-1].name == tag.name:
            stack.pop()
            continue
        return _mismatch(file, stack, tag) if fault.kind in _NESTING else None
    if stack and fault.kind in _NESTING:
        last = lines.split(text.rstrip())
        return _unclosed(file, stack[-1], (len(last), len(last[-1]) + 1), say("the file ends before it is closed"))
    return None


_NESTING: Final = {
    "ERR_TAG_NAME_MISMATCH", "ERR_TAG_NOT_FINISHED", "ERR_DOCUMENT_END", "ERR_LTSLASH_REQUIRED", "ERR_GT_REQUIRED", "ERR_NAME_REQUIRED",
}  # fmt: skip


def _mismatch(file: Path, stack: list[_Open], closing: _Open) -> Finding | None:
    if not stack:
        return None
    inner = stack[-1]
    if any(tag.name == closing.name for tag in stack):
        return _unclosed(file, inner, closing.at, say("`</{name}>` comes before its end", name=closing.name))
    if difflib.SequenceMatcher(None, inner.name, closing.name).ratio() > 0.6:
        return Finding(
            "XML001",
            Place(file, *closing.at),
            say(
                "`</{name}>` does not close `<{opened}>`, opened at {at}",
                name=closing.name,
                opened=inner.name,
                at=_at(inner),
            ),
            say("write `</{name}>`", name=inner.name),
            related=(Place(file, *inner.at),),
        )
    return Finding(
        "XML001",
        Place(file, *closing.at),
        say(
            "`</{name}>` closes nothing: the tag open here is `<{opened}>`, opened at {at}",
            name=closing.name,
            opened=inner.name,
            at=_at(inner),
        ),
        say("remove `</{name}>`, or open `<{name}>` before it", name=closing.name),
        related=(Place(file, *inner.at),),
    )


def _unclosed(file: Path, tag: _Open, noticed: libxml.Position, because: str) -> Finding:
    return Finding(
        "XML001",
        Place(file, *noticed),
        say("`<{name}>`, opened at {at}, is never closed: {because}", name=tag.name, at=_at(tag), because=because),
        say("write `</{name}>` where it should end", name=tag.name),
        related=(Place(file, *tag.at),),
    )


def _at(tag: _Open) -> str:
    return say("line {line}, column {column}", line=tag.at[0], column=tag.at[1])


def _other(file: Path, text: str, fault: libxml.SyntaxFault) -> Finding:
    source = lines.split(text)
    line = source[fault.line - 1] if fault.line <= len(source) else ""
    named = re.search(r"(?:Attribute|prefix) (\S+)", fault.message)
    name = named[1] if named else "?"
    place = Place(file, *_begins(text, fault, name))
    if fault.kind in ("ERR_UNDECLARED_ENTITY", "WAR_UNDECLARED_ENTITY") and (
        entity := re.search(r"'([^']+)'", fault.message)
    ):
        at = line.find(f"&{entity[1]};")
        return Finding(
            "XML001",
            Place(file, fault.line, at + 1) if at >= 0 else place,
            say("`&{entity};` means nothing in XML", entity=entity[1]),
            say("write `{shown}`; XML itself knows only &amp; &lt; &gt; &quot; &apos;", shown=shown)
            if (shown := character_of(entity[1]))
            else say("write the character itself; XML itself knows only &amp; &lt; &gt; &quot; &apos;"),
        )
    if fault.kind in ("ERR_ENTITYREF_SEMICOL_MISSING", "ERR_NAME_REQUIRED", "ERR_ENTITYREF_NO_NAME") and "&" in line:
        bare = list(re.finditer(r"&(?!#\d+;|#x[0-9A-Fa-f]+;|[\w.-]+;)", line))
        if bare:
            return Finding(
                "XML001",
                Place(file, fault.line, bare[0].start() + 1),
                say("an `&` stands alone"),
                say("write `&amp;` for the sign itself"),
            )
    if (fault.kind in _REFERENCES or fault.message.startswith("xmlParseCharRef")) and (
        met := [each for each in re.finditer(r"&#[^;\s<&]*;?", line) if each.start() < fault.column]
    ):
        return Finding(
            "XML001",
            Place(file, fault.line, met[-1].start() + 1),
            say("`{text}` is the number of no character that XML has", text=met[-1][0]),
            say("write the character itself, or nothing"),
        )
    if fault.kind == "ERR_ATTRIBUTE_NOT_STARTED" and line[fault.column - 1 : fault.column] in _TYPOGRAPHIC:
        return Finding(
            "XML001",
            place,
            say("a typographic quotation mark stands at the value of an attribute"),
            say('write `"` on either side of it: a word processor has changed them'),
        )
    sign = line[fault.column - 1 : fault.column]
    if "attribute name" in fault.message and sign == "=":
        said = say("no name of an attribute stands before the `=`")
        return Finding("XML001", place, said, say('write name="value"'))
    if "attribute name" in fault.message and sign not in ("", "<"):
        return Finding(
            "XML001",
            place,
            say("the name of an attribute cannot begin with “{sign}”", sign=sign),
            say("begin it with a letter; if the tag is to end here, write `>`"),
        )
    if _is_in_doctype(text, fault):
        return Finding(
            "XML001",
            place,
            say("the document type (`<!DOCTYPE …>`) is not well-formed"),
            say("mend it there, or remove it: nothing that it declares is used"),
        )
    if (
        fault.kind == "ERR_INVALID_CHAR"
        and (odd := next((n for n, sign in enumerate(line) if _forbidden(sign)), None)) is not None
    ):
        return Finding(
            "XML001",
            Place(file, fault.line, odd + 1),
            say("the character U+{sign:04X} may not stand in XML", sign=ord(line[odd])),
            say("remove it; it came from a word processor or a broken file"),
        )
    if fault.kind == "ERR_RESERVED_XML_NAME" and "<?xml" in line:
        place = Place(file, fault.line, line.index("<?xml") + 1)
    kind = "ERR_GT_REQUIRED" if "attribute name" in fault.message else fault.kind
    message, hint = _WORDS.get(kind, (phrase("the file is not well-formed XML here"), _ANY_HINT))
    return Finding("XML001", place, message(name=name), hint)


_REFERENCES: Final = ("ERR_INVALID_CHARREF", "ERR_INVALID_DEC_CHARREF", "ERR_INVALID_HEX_CHARREF")
_TYPOGRAPHIC: Final = tuple("“”„‟«»‘’‚′″")
_SPANNING: Final = {
    "ERR_COMMENT_NOT_FINISHED": ("<!--", "-->"),
    "ERR_CDATA_NOT_FINISHED": ("<![CDATA[", "]]>"),
    "ERR_PI_NOT_FINISHED": ("<?", "?>"),
}


def _begins(text: str, fault: libxml.SyntaxFault, name: str) -> libxml.Position:
    """Where an editor looks for a fault: a parser has read on by then, to the end of the tag or of the file."""
    places = Lines(text)
    noticed = places.offset(fault.line, fault.column)
    at = -1
    if fault.kind in _SPANNING:
        begin, end = _SPANNING[fault.kind]
        ended = text.rfind(end, 0, noticed)
        at = text.find(begin, ended + len(end) if ended >= 0 else 0)
    elif fault.kind == "ERR_ATTRIBUTE_REDEFINED":
        given = [*re.finditer(rf"(?<=\s){re.escape(name)}(?=\s*=)", text[max(noticed - _FAR, 0) : noticed])]
        at = given[-1].start() + max(noticed - _FAR, 0) if given else -1
    elif fault.kind == "NS_ERR_UNDEFINED_NAMESPACE":
        at = text.rfind(f"{name}:" if " for " in fault.message else f"<{name}:", 0, noticed)
    elif fault.kind == "ERR_NAME_REQUIRED" and text[noticed - 1 : noticed] == "<":
        at = noticed - 1
    return places.at(at) if at >= 0 else (fault.line, fault.column)


_FAR: Final = 100_000
"""So many signs before a fault at most the beginning of its tag is looked for."""


def _is_in_doctype(text: str, fault: libxml.SyntaxFault) -> bool:
    """Whether a fault stands in the document type, or right after one that is never closed."""
    begun = re.match(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<!DOCTYPE", text, re.DOTALL)
    if begun is None:
        return False
    if fault.kind in ("ERR_DOCTYPE_NOT_FINISHED", "ERR_ENTITY_NOT_FINISHED"):
        return True
    first = re.compile(r"<[\w]").search(text, begun.end())
    return Lines(text).offset(fault.line, fault.column) < (first.start() if first else len(text))


_ANY_HINT: Final = say("close each tag in the order it was opened, and write & as &amp; and < as &lt; in text")

_WORDS: Final = {
    "ERR_DOCUMENT_EMPTY": (
        phrase("the file does not begin with a tag"),
        say("a document begins with `<TEI>`; this may be no XML file at all"),
    ),
    "ERR_DOCUMENT_END": (
        phrase("something stands after the end of the document"),
        say("one element, `<TEI>`, holds everything"),
    ),
    "ERR_ATTRIBUTE_REDEFINED": (phrase("an attribute is given twice in one tag: `@{name}`"), say("keep one of them")),
    "ERR_ATTRIBUTE_NOT_STARTED": (
        phrase("the value of an attribute has no quotation marks"),
        say('write name="value"'),
    ),
    "ERR_ATTRIBUTE_NOT_FINISHED": (
        phrase("the value of an attribute lacks its closing quotation mark"),
        say('write name="value"'),
    ),
    "ERR_ATTRIBUTE_WITHOUT_VALUE": (phrase("an attribute has no value"), say('write name="value"')),
    "ERR_LT_IN_ATTRIBUTE": (
        phrase("a `<` stands inside the value of an attribute"),
        say("close the quotation mark before it, or write `&lt;` for the sign itself"),
    ),
    "ERR_SPACE_REQUIRED": (
        phrase("a space is missing between two attributes"),
        say("put one space before each attribute"),
    ),
    "ERR_NAME_REQUIRED": (phrase("a `<` stands alone"), say("write `&lt;` for the sign itself")),
    "ERR_GT_REQUIRED": (phrase("a tag is not finished: its `>` is missing"), say("write `>` at its end")),
    "ERR_COMMENT_NOT_FINISHED": (phrase("a comment is never closed"), say("write `-->` at its end")),
    "ERR_HYPHEN_IN_COMMENT": (
        phrase("`--` stands inside a comment"),
        say("a comment may hold no two hyphens in a row"),
    ),
    "ERR_CDATA_NOT_FINISHED": (phrase("a CDATA section is never closed"), say("write `]]>` at its end")),
    "ERR_PI_NOT_FINISHED": (phrase("a processing instruction is never closed"), say("write `?>` at its end")),
    "ERR_RESERVED_XML_NAME": (
        phrase("`<?xml …?>` stands inside the file"),
        say("it may stand at the very beginning only, with nothing before it"),
    ),
    "ERR_MISPLACED_CDATA_END": (phrase("`]]>` stands in the text"), say("write `]]&gt;` for the signs themselves")),
    "NS_ERR_QNAME": (phrase("a name has more than one colon"), say("write one prefix, or none")),
    "ERR_VERSION_MISSING": (phrase("the XML declaration says no version"), say('begin it with `<?xml version="1.0"`')),
    "ERR_ENTITY_LOOP": (phrase("an entity is made of itself"), say("write the text itself; entities are not used")),
    "ERR_RESOURCE_LIMIT": (
        phrase("entities in the file blow up beyond measure, or its tags are nested too deeply"),
        say("write the text itself; entities are not used"),
    ),
    "NS_ERR_UNDEFINED_NAMESPACE": (
        phrase("the prefix `{name}:` is not declared"),
        say("remove the prefix, or declare it with xmlns:…"),
    ),
}


def character_of(entity: str) -> str:
    """The character that an entity stands for in HTML, as one would write it; "" where HTML knows none of this name."""
    return as_written(html.entities.html5.get(f"{entity};", ""))


def as_written(text: str) -> str:
    """A short text as one would write it in XML: by references, where nobody could see it."""
    seen = text.isprintable() and not text.isspace()
    return text if seen else "".join(f"&#x{ord(sign):X};" for sign in text)


def _forbidden(sign: str) -> bool:
    return sign in "\ufffe\uffff" or (
        unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\n\r" and not "\x7f" <= sign <= "\x9f"
    )
