# SPDX-License-Identifier: MIT
"""The ledger of a document: every intervention in it, numbered in document order.

`xslt/ledger.xsl` makes it, `xslt/ledger-page.xsl` its web page; this file asks.
"""

from __future__ import annotations

import functools
import json
from typing import Any

from edition import names
from edition.engines import libxml
from edition.errors import WrongUse
from edition.model.ledger import Act, Entry, Ledger
from edition.render import stylesheets, view
from edition.source.document import Document
from edition.speech import say

LANGUAGES = ("ru", "en", "de")

_ENTRY, _ACT, _SENTENCE, _DEED = (names.clark(f"ed:{name}") for name in ("entry", "act", "sentence", "deed"))
_MARKS = {"context": "*", "struck": "~~", "put": "**"}
_SEVERAL = ("evidence", "responsibility", "counterparts")

_ACTS = ("add", "addSpan", "del", "delSpan", "restore", "undo", "redo", "retrace", "mod", "transpose")
_LISTED = (
    f"boolean((//tei:text | //tei:sourceDoc)//*[{' or '.join(f'self::tei:{name}' for name in _ACTS)} or self::tei:stamp"
    " or @hand or self::tei:note[@place and not(@resp or @type = 'commentary' or @type = 'textual' or @type = 'editorial')]"
    "[not(contains(' foot end bottom unspecified ', concat(' ', @place, ' ')))]])"
)


def render(document: Document, language: str = "") -> Ledger:
    """The ledger of a document in a language; without one, in that of the document, else in English.

    The pointers of the document should resolve (`validate.pointers`): a span without its end covers nothing here.
    Raises `WrongUse` for a language that has no labels.
    """
    known = (*LANGUAGES, *json.loads(stylesheets.own().words or "{}"))
    if language and language not in known:
        raise WrongUse(
            say(
                "the ledger does not speak {language!r}; it speaks {known}",
                language=language,
                known=", ".join(dict.fromkeys(known)),
            )
        )
    result = stylesheets.transform("ledger.xsl", document.stamped, {"language": language})
    made = libxml.parse(result.text.encode()).getroot()
    columns = {str(column.get("name")): str(column.text) for column in made.iterchildren(names.clark("ed:column"))}
    return Ledger(str(made.get("language")), columns, tuple(_entry(e) for e in made.iterchildren(_ENTRY)))


def entries(document: Document, language: str = "") -> list[Entry]:
    """The entries of `render`."""
    return list(render(document, language).entries)


@functools.lru_cache(maxsize=32)
def is_kept(document: Document) -> bool:
    """Whether a document has anything that a ledger lists: an act, a note or a stamp on the leaf, a passage in a named hand.

    Cheap, and so more generous than the ledger by a case or two; the page of a ledger without entries says that it has none.
    """
    return bool(document.root.xpath(_LISTED, namespaces=names.NAMESPACES))


def page(document: Document, frame: view.Frame | None = None) -> str:
    """The web page of the ledger, in the language of the document. Raises `saxon.TransformFault` where a stylesheet of ours fails.

    It shows words that the diplomatic view shows too, so what is to be said of the document that view has said.
    """
    return view.render_all(document, [names.LEDGER], frame).texts[names.LEDGER]


def _entry(element: libxml.Element) -> Entry:
    given = _fields(element)
    given["number"] = int(given["number"])
    given["immediate"] = given["immediate"] == "true"
    given["sentence"], given["deed"] = (_said(element.find(name)) for name in (_SENTENCE, _DEED))
    return Entry(**given, acts=tuple(Act(**_fields(act)) for act in element.iterchildren(_ACT)))


def _fields(element: libxml.Element) -> dict[str, Any]:
    """The attributes as the dataclasses name them."""
    named = {name.replace("-", "_"): str(value) for name, value in element.attrib.items()}
    return {name: tuple(value.split()) if name in _SEVERAL else value for name, value in named.items()}


def _said(sentence: libxml.Element) -> str:
    """A sentence as plain text: *context*, ~~what went~~, **what came**."""
    said = [sentence.text or ""]
    for part in sentence:
        mark = _MARKS[libxml.etree.QName(part).localname]
        said += [mark, part.text or "", mark, part.tail or ""]
    return "".join(said)
