# SPDX-License-Identifier: MIT
"""Original and translation side by side: `xslt/parallel.xsl` makes the page, this file gives it the documents.

The page shows words that the reading views show too, so what is to be said of the documents those have said.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from edition import names
from edition.render import beside, stylesheets, view
from edition.source.document import Document


def render(documents: Sequence[Document], frame: view.Frame | None = None, language: str = "") -> str:
    """The page of documents that are one text in several languages, the original first; it speaks `language`, or that of the first given.

    Raises `saxon.TransformFault`.
    """
    result = stylesheets.transform(
        "parallel.xsl",
        group(documents),
        {
            **beside.parameters(*documents),
            "frame": (frame or view.Frame()).as_json(),
            "language": language or documents[0].language,
        },
    )
    return result.text


def group(documents: Sequence[Document]) -> str:
    """Documents that are one text in several languages, as the stylesheets take them in."""
    held = "".join(
        f"<ed:document name={quoteattr(document.path.name)} language={quoteattr(document.language)}"
        f" page={quoteattr(names.page(document.path, 'reading'))}>{document.stamped}</ed:document>"
        for document in documents
    )
    return f"<ed:group xmlns:ed={quoteattr(names.ED)}>{held}</ed:group>"
