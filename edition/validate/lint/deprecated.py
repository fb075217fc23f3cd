# SPDX-License-Identifier: MIT
"""What TEI keeps for the sake of old documents alone, and will take away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.speech import say
from edition.validate.lint.index import TEI, Fault, Index
from edition.validate.vocabulary import repeated, words

ELEMENTS: Final = {
    "re": ("2026-03-10", say("write `<entry>` in the `<entry>`: entries hold one another")),
    "superEntry": ("2027-03-07", say("write an `<entry>` around the entries: entries hold one another")),
}
"""Elements, each with the day until which TEI 4.8.0 promises to keep it (`@validUntil`), and what stands in its place."""

UNCALENDARED: Final = words("""acquisition affiliation age altIdentifier application author binding birth bloc change climate conversion
    country creation custEvent death district editor education event faith floruit funder gender geogFeat geogName idno langKnowledge
    langKnown licence location meeting name nationality objectName occupation offset orgName origPlace origin persName persPronouns
    placeName population precision principal provenance region relation residence resp seal settlement sex socecStatus sponsor stamp
    state terrain title trait unitDecl unitDef""")
"""Elements on which TEI 4.8.0 kept `@calendar` until 2024-11-11: their content is no date, so it has no calendar."""

_UNCALENDARED: Final = frozenset(f"{TEI}{name}" for name in UNCALENDARED)

PUT_A_DATE: Final = say(
    "put a `<date>` with @calendar around the words that are the date; @when and the like need none"
)


def deprecated(index: Index) -> Iterator[Fault]:
    """DEP001: an element or an attribute that TEI deprecates; each is told once in a file."""
    for name, (until, instead) in ELEMENTS.items():
        if met := list(index.elements(name)):
            said = say("TEI deprecates `{name}`, and keeps it until {until}", name=name, until=until)
            yield Fault(met[0], repeated(said, len(met)), instead)
    if met := [each for each in index.document.elements if each.get("calendar") and each.tag in _UNCALENDARED]:
        said = say("TEI deprecates @calendar on what is no date")
        yield Fault(
            met[0],
            repeated(said, len(met)),
            PUT_A_DATE,
            "calendar",
        )
