# SPDX-License-Identifier: MIT
"""Numbers of books, people and works that were miscopied: their last digit is reckoned from the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from edition import checkdigits
from edition.speech import Said, say
from edition.validate.lint.index import Fault, Index, content


@dataclass(frozen=True, slots=True)
class _Number:
    """A kind of number: the addresses it is written in, how it looks without hyphens and spaces, and whether its digits agree."""

    name: str
    address: re.Pattern[str]
    form: re.Pattern[str]
    agrees: Callable[[str], bool]


def _address(begins: str) -> re.Pattern[str]:
    return re.compile(rf"https?://(?:www\.)?{begins}([\dXx-]+)/?")


NUMBERS: Final = (
    _Number(
        "ISBN",
        re.compile(r"(?i)(?:urn:)?isbn:\s*+([\dX -]+)"),
        checkdigits.ISBN,
        checkdigits.isbn,
    ),
    _Number("ISSN", re.compile(r"(?i)(?:urn:)?issn:\s*+([\dX-]+)"), re.compile(r"\d{7}[\dXx]"), checkdigits.modulo_11),
    _Number("ORCID", _address(r"orcid\.org/"), re.compile(r"\d{15}[\dXx]"), checkdigits.isni),
    _Number("ISNI", _address(r"isni\.org/(?:isni/)?"), re.compile(r"\d{15}[\dXx]"), checkdigits.isni),
    _Number("GND", _address(r"d-nb\.info/gnd/"), re.compile(r"1[0-9]{7,8}[\dXx]"), checkdigits.modulo_11),
)
_APART: Final = re.compile(r"[\s\u2010\u2011-]")
_POINTING: Final = ("ref", "target", "key", "corresp", "sameAs", "source")
_GND_OF_SUBJECTS: Final = re.compile(r"\d+-[\dXx]")
"""A number of the GND for a subject or a body: its digit is reckoned otherwise, and not here."""


def miscopied(index: Index) -> Iterator[Fault]:
    """NUM001: a number whose check digit does not agree with its other digits."""
    for element in index.elements("idno"):
        kind, words = (element.get("type") or element.get("subtype") or "").upper(), content(element)
        if said := _wrong(words, kind):
            yield Fault(element, said, _HINT)
    for element in index.document.elements:
        for attribute in _POINTING:
            for address in (element.get(attribute) or "").split():
                if ":" in address and (said := _wrong(address)):
                    yield Fault(element, said, _HINT, attribute)


_HINT: Final = say("a digit was miscopied, or two were exchanged: copy the number again from where it is kept")


def _wrong(words: str, kind: str = "") -> Said | None:
    for number in NUMBERS:
        address = number.address.fullmatch(words)
        if address is None and number.name not in re.split(r"[^A-Z]+", kind):
            continue
        written = address[1] if address else words
        if number.name == "GND" and _GND_OF_SUBJECTS.fullmatch(written):
            return None
        digits = _APART.sub("", written)
        if number.form.fullmatch(digits) and not number.agrees(digits):
            return say(
                "{written} is no {kind}: its last digit does not agree with the others",
                written=written,
                kind=number.name,
            )
        return None
    return None
