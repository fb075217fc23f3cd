# SPDX-License-Identifier: MIT
"""XSD's regular expressions (XML Schema Part 2, Appendix F), and with `extended` those of XPath as far as documents write them.

They differ from Python's: no anchors, `.` is all but line ends, `\\i` and `\\c` are the characters of names, classes are subtracted.

They come from strangers. What meets a value is the `regex` package, which knows Unicode's categories and tries one way after the other:
with `(a+)+` and a value of thirty letters that takes years. Where it has found none in a moment, the same expression is followed by
`automaton`, all ways at once. So what is said of a value does not depend on how fast a machine is.
"""

from __future__ import annotations

import functools
import re
import time
from typing import Final

from edition.engines.automaton import Choice, Edge, Group, Node, Program, Repeat, Row, Sign, TooLarge, size
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
_PATIENCE: Final = 0.2
"""Seconds for a match that tries one way after the other, before all are followed at once; a long value has more."""
_SIGNS_A_SECOND: Final = 200_000
_LOST: Final = 3.0
"""Seconds that all expressions together may lose by that in a process; then no more is lost."""
_DEEPEST: Final = 100
_LARGEST: Final = 20_000


class ExpressionFault(ValueError):
    """What is no regular expression of XSD, or more than one is; `str()` says why."""


class Expression:
    """A regular expression, ready to be held against texts."""

    _lost = 0.0

    def __init__(self, written: str, *, extended: bool = False) -> None:
        """Raises `ExpressionFault`.

        In an `extended` one `^` and `$` are edges, `?` makes a count modest, `(?:` opens a group without a number.
        """
        import regex  # noqa: PLC0415 - a schema without expressions does not pay for it

        try:
            self._tree = _Reading(written, extended=extended).whole()
            if size(self._tree) > _LARGEST:
                raise ExpressionFault(say("`{expression}` counts to more than can be followed", expression=written))
            self._match = regex.compile(self._tree.written(), regex.V1).fullmatch
        except (regex.error, OverflowError) as error:
            raise ExpressionFault(
                say("`{expression}` is no regular expression of XSD: {error}", expression=written, error=error)
            ) from None
        self._is_slow = False

    def has(self, text: str) -> bool:
        """Whether it has the whole of a text."""
        return self.parts(text) is not None

    def parts(self, text: str) -> tuple[str, ...] | None:
        """What its groups have of a text, None where it has not the whole of that, or where to find out takes too long."""
        if not self._is_slow and Expression._lost < _LOST:
            begun = time.monotonic()
            try:
                found = self._match(text, timeout=_PATIENCE + len(text) / _SIGNS_A_SECOND)
            except TimeoutError:
                self._is_slow = True
                Expression._lost += time.monotonic() - begun
            else:
                return None if found is None else tuple(part or "" for part in found.groups())
        try:
            return self._program.fullmatch(text)
        except TooLarge:
            return None

    @functools.cached_property
    def _program(self) -> Program:
        return Program(self._tree)


@functools.lru_cache(maxsize=1024)
def expression(written: str, *, extended: bool = False) -> Expression:
    """An expression as it is written, read once. Raises `ExpressionFault`."""
    return Expression(written, extended=extended)


class _Reading:
    """One walk through an expression, by the productions of Appendix F."""

    def __init__(self, expression: str, *, extended: bool) -> None:
        self.text, self.at, self.extended = expression, 0, extended
        self.depth = self.groups = 0

    def whole(self) -> Node:
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

    def _branches(self) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._fault(say("it is nested too deeply"))
        made = [self._branch()]
        while self._peek() == "|":
            self.at += 1
            made.append(self._branch())
        self.depth -= 1
        return made[0] if len(made) == 1 else Choice(tuple(made))

    def _branch(self) -> Node:
        made: list[Node] = []
        while self._peek() not in ("", "|", ")"):
            made.append(self._counted(self._atom()))
        return Row(tuple(made))

    def _counted(self, atom: Node) -> Node:
        sign = self._peek()
        if sign and sign in "?*+":
            self.at += 1
            least, most = int(sign == "+"), 1 if sign == "?" else None
        elif sign == "{":
            counted = re.compile(r"\{(\d{1,9})(,(\d{1,9})?)?\}").match(self.text, self.at)
            if not counted or (counted[3] and int(counted[1]) > int(counted[3])):
                raise self._fault(say("`{{` begins no count"))
            self.at = counted.end()
            least = int(counted[1])
            most = least if not counted[2] else int(counted[3]) if counted[3] else None
        else:
            return atom
        is_modest = self.extended and self._peek() == "?"
        self.at += is_modest
        return Repeat(atom, least, most, is_modest)

    def _atom(self) -> Node:
        sign = self._take()
        match sign:
            case "(":
                return self._group()
            case "[":
                return Sign(self._class())
            case ".":
                return Sign(r"[^\n\r]")
            case "\\":
                return Sign(self._escape())
            case "^" | "$" if self.extended:
                return Edge(sign)
            case "?" | "*" | "+" | "{" | "}" | "]":
                raise self._fault(say("`{sign}` must be escaped", sign=sign))
            case _:
                return Sign(re.escape(sign))

    def _group(self) -> Node:
        number = 0
        if self.extended and self.text.startswith("?:", self.at):
            self.at += 2
        else:
            self.groups += 1
            number = self.groups
        inner = self._branches()
        if self._take() != ")":
            raise self._fault(say("a `(` is not closed"))
        return Group(inner, number)

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
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._fault(say("it is nested too deeply"))
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
        self.depth -= 1
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
