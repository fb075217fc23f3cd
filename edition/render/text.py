# SPDX-License-Identifier: MIT
"""Plain text of any state of a document: one block a line, white space folded."""

from __future__ import annotations

from collections.abc import Sequence

from edition import names
from edition.errors import WrongUse
from edition.render import stylesheets
from edition.source.document import Document
from edition.speech import say

BASE, FINAL = "base", "final"


def states(document: Document) -> list[str]:
    """The states that a document declares, in their order: `base`, the id of each change of its `listChange`s, `final`."""
    changes = document.tree.xpath("//tei:listChange//tei:change/@xml:id", namespaces=names.NAMESPACES)
    return [BASE, *map(str, changes), FINAL]


def witnesses(document: Document) -> dict[str, tuple[str, ...]]:
    """The witnesses of a document by their sigla (the id, @n, `abbr[@type='siglum']`): the id of each and those of its groups.

    Where no `witness` is declared, those that an apparatus names.
    """
    found: dict[str, tuple[str, ...]] = {}
    for witness in document.tree.iter(names.clark("tei:witness")):
        around = [each.get(names.clark("xml:id")) for each in (witness, *witness.iterancestors())]
        ids = tuple(filter(None, around))
        sigla = witness.xpath("@n | tei:abbr[@type = 'siglum']", namespaces=names.NAMESPACES)
        for siglum in (
            witness.get(names.clark("xml:id")),
            *(each if isinstance(each, str) else each.text for each in sigla),
        ):
            if siglum and ids:
                found.setdefault(" ".join(siglum.split()), ids)
    if not found:
        for token in " ".join(document.tree.xpath("//@wit")).split():
            named = token.rpartition("#")[2]
            found[named] = (named,)
    return found


def render(
    document: Document,
    *,
    view: str = "reading",
    state: str = FINAL,
    without_hands: Sequence[str] = (),
    witness: str | None = None,
) -> str:
    """The text of a document, each block ended by a newline.

    `view` "reading" gives the text of the state; "diplomatic" gives every character of the document, acts not weighed.
    The pointers of the document must resolve (`validate.pointers`): a span without its end opens no span here.
    With a `witness`, the text is as that one has it, so far as the apparatus tells: `[…]` where it does not, or where a leaf is lost.
    Raises `WrongUse` for a state, hand, witness or view that the document does not have.
    """
    if view not in names.VIEWS:
        raise WrongUse(say("there is no view {view!r}; there are {known}", view=view, known=", ".join(names.VIEWS)))
    if state not in (known := states(document)):
        raise WrongUse(
            say(
                "{file}: there is no state {state!r}; there are {known}",
                file=document.path,
                state=state,
                known=", ".join(known),
            )
        )
    for hand in without_hands:
        if document.ids.get(hand) is None:
            hands = document.tree.xpath("//tei:handNote/@xml:id", namespaces=names.NAMESPACES)
            raise WrongUse(
                say(
                    "{file}: there is no hand {hand!r}; there are {known}",
                    file=document.path,
                    hand=hand,
                    known=", ".join(map(str, hands)) or say("none"),
                )
            )
    sigla = witnesses(document)
    if witness is not None and witness not in sigla:
        raise WrongUse(
            say(
                "{file}: there is no witness {witness!r}; there are {known}",
                file=document.path,
                witness=witness,
                known=", ".join(sigla) or say("none"),
            )
        )
    result = stylesheets.transform(
        "text.xsl",
        document.stamped,
        {
            "view": view,
            "state": state,
            "without-hands": " ".join(without_hands),
            "witness": " ".join(sigla[witness]) if witness else "",
        },
    )
    return result.text
