# SPDX-License-Identifier: MIT
"""The ledger of a document: every intervention in it, numbered in document order. `xslt/ledger.xsl` makes it, this file asks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from edition import names
from edition.engines import saxon
from edition.errors import WrongUse
from edition.model.ledger import Act, Entry, Ledger
from edition.source.document import Document

LANGUAGES = ("ru", "en", "de")


def render(document: Document, language: str = "") -> Ledger:
    """The ledger of a document in a language; without one, in that of the document, else in English.

    The pointers of the document should resolve (`validate.pointers`): a span without its end covers nothing here.
    Raises `WrongUse` for a language that has no labels.
    """
    if language and language not in LANGUAGES:
        raise WrongUse(f"the ledger does not speak {language!r}; it speaks {', '.join(LANGUAGES)}")
    result = saxon.transform(names.data_folder("xslt") / "ledger.xsl", document.stamped, {"language": language})
    made: Any = json.loads(result.text)
    return Ledger(made["language"], made["columns"], tuple(_entry(entry) for entry in made["entries"]))


def entries(document: Document, language: str = "") -> list[Entry]:
    """The entries of `render`."""
    return list(render(document, language).entries)


def _entry(given: Mapping[str, Any]) -> Entry:
    return Entry(**{**_frozen(given), "acts": tuple(Act(**_frozen(act)) for act in given["acts"])})


def _frozen(given: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
