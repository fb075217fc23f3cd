# SPDX-License-Identifier: MIT
"""One document becomes one view as print HTML: `xslt/print-reading.xsl` or `xslt/print-diplomatic.xsl` makes it, this file asks.

Documents that are one text stand side by side: `xslt/print-parallel.xsl` makes that book. What comes out is for the typesetter
alone (`edition.publish.pdf`): nothing in it is hidden, and it has no style of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from edition import names
from edition.render import beside, parallel, stylesheets
from edition.render.view import Manner, Rendering, found
from edition.source.document import Document


@dataclass(frozen=True, slots=True)
class Within:
    """The volume that a document will stand in: the language that it speaks, whether documents have ledgers there, and it registers."""

    language: str
    ledger: bool = True
    registers: bool = False

    def parameters(self) -> dict[str, str | bool]:
        """The parameters that a stylesheet of print takes."""
        return {
            "in-volume": True,
            "language": self.language,
            "with-ledger": self.ledger,
            "with-registers": self.registers,
        }


def render(
    document: Document, view: str, *, volume: str = "", manner: Manner | None = None, within: Within | None = None
) -> Rendering:
    """The print HTML of a view ("reading", "diplomatic") of a document, and what the stylesheets found wrong in it.

    `volume` is the title of the edition, for the heads of the left pages of a book; `within` is for a document that has no book of its
    own. Raises `saxon.TransformFault` where a stylesheet of ours fails.
    """
    if view not in names.VIEWS:
        raise ValueError(f"{view!r} is no view; there are {', '.join(names.VIEWS)}")
    result = stylesheets.transform(
        f"print-{view}.xsl",
        document.stamped,
        {
            **beside.parameters(document),
            "volume": volume,
            **(manner or Manner()).of_book(view),
            **(within.parameters() if within else {}),
        },
    )
    return Rendering(result.text, tuple(found(document, result.messages)))


def side_by_side(documents: Sequence[Document], *, volume: str = "", language: str = "") -> str:
    """The print HTML of documents that are one text in several languages; it speaks `language`, or that of the first given.

    The reading books show the same words, so what is to be said of the documents those have said. Raises `saxon.TransformFault`.
    """
    result = stylesheets.transform(
        "print-parallel.xsl",
        parallel.group(documents),
        {
            **beside.parameters(*documents),
            "volume": volume,
            "language": language or documents[0].language,
        },
    )
    return result.text
