# SPDX-License-Identifier: MIT
"""Dates that contradict each other, or the words that they date."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from edition.engines.libxml import Element
from edition.speech import say
from edition.validate.lint.index import TEI, Fault, Index, content

_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=T|\Z)")
_YEAR: Final = re.compile(r"(?<![\d/.,-])(1\d{3}|20\d\d)(?![\d/])(?![.,:]\d)")
_WHOLE: Final = re.compile(
    r"(?:(\d\d?)(?:st|nd|rd|th|\.)?(?: of)? [^\W\d_]{3,}+\.?|[^\W\d_]{3,}+\.? (\d\d?)(?:st|nd|rd|th)?),? \d{4}(?: ?г\.| года)?\.?"
)
"""A day, a month in letters and a year, in this order or as in `May 12, 1881`, and nothing else."""
_OTHER_ERAS: Final = range(500, 640)
"""By how many years the eras of Islam and of Buddhism have differed from ours in the time of our documents."""
_RANGE: Final = ("from", "to", "notBefore", "notAfter", "calendar", "datingMethod", "dur", "when-custom", "dur-iso")


def contradicted(index: Index) -> Iterator[Fault]:
    """DAT002: a date whose words name one year or day, and `@when` another."""
    for element in index.elements("date", "docDate", "origDate"):
        when = _DAY.match(element.get("when") or "")
        if when is None or any(element.get(each) for each in _RANGE):
            continue
        words = content(element)
        if found := _otherwise(words, when):
            said, dated = found
            yield Fault(
                element,
                say("the words say {year}, and @when says {when}: “{words}”", year=said, when=dated, words=words[:60]),
                say("correct the one that is wrong; for another calendar add @calendar"),
                "when",
            )


def _otherwise(words: str, when: re.Match[str]) -> tuple[str, str] | None:
    """What the words say of the year, or of the day where they name nothing but day, month and year, and what `@when` says instead."""
    years = set(_YEAR.findall(words))
    if len(years) != 1:
        return None
    if (year := years.pop()) != when[1]:
        return None if _shifted(int(year), when) else (year, when[1])
    if when[3] is None or (named := _WHOLE.fullmatch(words)) is None:
        return None
    day = named[1] or named[2]
    return None if int(day) == int(when[3]) or _old_style(int(day), int(when[3])) else (day, when[0])


def _old_style(day: int, other: int) -> bool:
    """Whether a day may be the other of the Julian calendar: ten to thirteen days behind, maybe in the month before."""
    return any((other - day) % length in range(10, 14) for length in (28, 29, 30, 31))


def _shifted(year: int, when: re.Match[str]) -> bool:
    """Whether the year may be of another era, or have begun on another day: in March, or at a turn of the year that was days ahead."""
    apart = abs(year - int(when[1]))
    return apart in _OTHER_ERAS or (apart == 1 and when[2] in ("01", "02", "03", "12", None))


def changes_out_of_order(index: Index) -> Iterator[Fault]:
    """DAT003: changes to the file whose dates go neither up nor down."""
    for around in index.elements("revisionDesc", "listChange"):
        if not any(up.tag == f"{TEI}revisionDesc" for up in (around, *around.iterancestors())):
            continue
        dated = [(each, each.get("when") or "") for each in around.iterchildren(f"{TEI}change")]
        dated = [(each, when[:10]) for each, when in dated if _DAY.match(when)]
        rising = _breaks(dated)
        falling = _breaks(dated[::-1])
        if rising and falling:
            breaks = rising if len(rising) <= len(falling) else falling
            element, when, before = breaks[0]
            yield Fault(
                element,
                say(
                    "the change of {when} stands beside that of {before}, out of the order of the list",
                    when=when,
                    before=before,
                ),
                say("put the changes in order, the newest first or last, or correct the date"),
                "when",
            )


def _breaks(dated: list[tuple[Element, str]]) -> list[tuple[Element, str, str]]:
    """Where a date is earlier than the one before it, as far as the shorter of the two says."""
    found = []
    for (_, before), (element, when) in itertools.pairwise(dated):
        length = min(len(before), len(when))
        if when[:length] < before[:length]:
            found.append((element, when, before))
    return found


def lives_reversed(index: Index) -> Iterator[Fault]:
    """DAT004: somebody who died before being born."""
    for person in index.elements("person"):
        birth, death = (person.find(f"{TEI}{name}") for name in ("birth", "death"))
        if birth is None or death is None:
            continue
        born = _earliest(birth)
        died = _latest(death)
        length = min(len(born), len(died))
        if length and died[:length] < born[:length]:
            yield Fault(
                death,
                say("the death ({died}) is before the birth ({born})", died=died, born=born),
                say("correct one of the two; a year before Christ has a minus sign"),
                related=(birth,),
            )


def _earliest(element: Element) -> str:
    return _first(element, "when", "notBefore", "from")


def _latest(element: Element) -> str:
    return _first(element, "when", "notAfter", "to")


def _first(element: Element, *attributes: str) -> str:
    return next((found[0] for name in attributes if (found := _DAY.match(element.get(name) or ""))), "")
