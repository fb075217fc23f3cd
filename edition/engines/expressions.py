# SPDX-License-Identifier: MIT
"""XSD's regular expressions (XML Schema Part 2, Appendix F), run by the `regex` package, which knows Unicode's categories.

They differ from Python's: no anchors, `.` is all but line ends, `\\i` and `\\c` are the characters of names, classes are subtracted.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Final

from edition.speech import say

# XML 1.0 (fifth edition), productions 4 and 4a
NAME_START: Final = (
    r":A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF"
    r"\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
NAME: Final = NAME_START + r"\-.0-9\xB7\u0300-\u036F\u203F-\u2040"

_SPACE: Final = r" \t\n\r"
_CLASSES: Final = {
    "s": f"[{_SPACE}]",
    "S": f"[^{_SPACE}]",
    "i": f"[{NAME_START}]",
    "I": f"[^{NAME_START}]",
    "c": f"[{NAME}]",
    "C": f"[^{NAME}]",
    "d": r"\p{Nd}",
    "D": r"\P{Nd}",
    "w": r"[^\p{P}\p{Z}\p{C}]",
    "W": r"[\p{P}\p{Z}\p{C}]",
}
_ESCAPED: Final = {"n": r"\n", "r": r"\r", "t": r"\t"} | {sign: re.escape(sign) for sign in r"\|.?*+(){}-[]^"}
_PATIENCE: Final = 2.0
"""Seconds for one match: an expression that a value makes explode has failed."""


class ExpressionFault(ValueError):
    """What is no regular expression of XSD; `str()` says why."""


@functools.lru_cache(maxsize=1024)
def matcher(expression: str) -> Callable[[str], bool]:
    """A function that says whether an expression has the whole of a text. Raises `ExpressionFault`."""
    import regex  # noqa: PLC0415 - a schema without expressions does not pay for it

    translated = _Translation(expression).whole()
    try:
        compiled = regex.compile(translated, regex.V1)
    except (regex.error, OverflowError) as error:
        raise ExpressionFault(
            say("`{expression}` is no regular expression of XSD: {error}", expression=expression, error=error)
        ) from None
    match = compiled.fullmatch

    def has(text: str) -> bool:
        try:
            return match(text, timeout=_PATIENCE if len(text) > 32 else None) is not None
        except TimeoutError:
            return False

    return has


class _Translation:
    """One walk through an expression, by the productions of Appendix F."""

    def __init__(self, expression: str) -> None:
        self.text, self.at = expression, 0

    def whole(self) -> str:
        made = self._branches()
        if self.at < len(self.text):
            raise self._fault(say("a `)` closes nothing"))
        return made

    def _fault(self, why: str) -> ExpressionFault:
        return ExpressionFault(
            say(
                "`{text}` is no regular expression of XSD: {why}, at character {at}",
                text=self.text,
                why=why,
                at=self.at + 1,
            )
        )

    def _peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def _take(self) -> str:
        sign = self._peek()
        if not sign:
            raise self._fault(say("it ends too soon"))
        self.at += 1
        return sign

    def _branches(self) -> str:
        made = [self._branch()]
        while self._peek() == "|":
            self.at += 1
            made.append(self._branch())
        return "|".join(made)

    def _branch(self) -> str:
        made = []
        while self._peek() not in ("", "|", ")"):
            made.append(self._atom() + self._quantifier())
        return "".join(made)

    def _quantifier(self) -> str:
        sign = self._peek()
        if sign and sign in "?*+":
            self.at += 1
            return sign
        if sign == "{":
            counted = re.compile(r"\{(\d+)(,(\d*))?\}").match(self.text, self.at)
            if not counted or (counted[3] and int(counted[1]) > int(counted[3])):
                raise self._fault(say("`{{` begins no count"))
            self.at = counted.end()
            return counted[0]
        return ""

    def _atom(self) -> str:
        sign = self._take()
        match sign:
            case "(":
                inner = self._branches()
                if self._take() != ")":
                    raise self._fault(say("a `(` is not closed"))
                return f"(?:{inner})"
            case "[":
                return self._class()
            case ".":
                return r"[^\n\r]"
            case "\\":
                return self._escape()
            case "?" | "*" | "+" | "{" | "}" | "]":
                raise self._fault(say("`{sign}` must be escaped", sign=sign))
            case _:
                return re.escape(sign)

    def _escape(self) -> str:
        sign = self._take()
        if sign in _CLASSES:
            return _CLASSES[sign]
        if sign in "pP":
            named = re.compile(r"\{(Is)?([A-Za-z0-9-]+)\}").match(self.text, self.at)
            if not named:
                raise self._fault(say("`\\{sign}` names no category", sign=sign))
            self.at = named.end()
            return f"\\{sign}{{{'In' if named[1] else ''}{named[2]}}}"
        if sign in _ESCAPED:
            return _ESCAPED[sign]
        raise self._fault(say("`\\{sign}` is no escape", sign=sign))

    def _class(self) -> str:
        negative = self._peek() == "^"
        if negative:
            self.at += 1
        members: list[str] = []
        subtracted = ""
        while self._peek() != "]" or not members:
            if self.text.startswith("-[", self.at) and members:
                self.at += 2
                subtracted = self._class()
                if self._peek() != "]":
                    raise self._fault(say("something follows what a class subtracts"))
                break
            members.append(self._member())
        self.at += 1
        made = f"[{'^' if negative else ''}{''.join(members)}]"
        return f"[{made}--{subtracted}]" if subtracted else made

    def _member(self) -> str:
        first = self._single()
        if len(first) > 1 and first[0] in "[\\" and (first[0] == "[" or first[1] in "pP"):
            return first
        if self._peek() == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", "[", ""):
            self.at += 1
            return f"{first}-{self._single()}"
        return first

    def _single(self) -> str:
        sign = self._take()
        if sign == "\\":
            return self._escape()
        if sign == "[":
            raise self._fault(say("`[` must be escaped in a class"))
        return re.escape(sign) if sign.isascii() and not sign.isalnum() else sign
