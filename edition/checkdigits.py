# SPDX-License-Identifier: MIT
"""Numbers whose last digit is reckoned from the others. Each is given as its digits alone, without hyphens and spaces."""

from __future__ import annotations

import re
from typing import Final

ISBN: Final = re.compile(r"\d{9}[\dXx]|97[89]\d{10}")
"""What looks like an ISBN, whether its digits agree or not."""


def isbn(digits: str) -> bool:
    """ISO 2108: ten digits, weighed 10 to 1, modulo 11; or the thirteen of an EAN."""
    if len(digits) == 13:
        return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
    return modulo_11(digits)


def modulo_11(digits: str) -> bool:
    """Each digit weighed by its place from the right: ISBN of ten digits, ISSN (ISO 3297), numbers of persons in the GND."""
    return sum(_value(digit) * weight for weight, digit in enumerate(reversed(digits), start=1)) % 11 == 0


def isni(digits: str) -> bool:
    """ISO 7064, MOD 11-2: ISNI (ISO 27729), and ORCID, which is taken from it."""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2 % 11
    return (12 - total) % 11 == _value(digits[-1])


def _value(digit: str) -> int:
    return 10 if digit in "Xx" else int(digit)
