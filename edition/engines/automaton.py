# SPDX-License-Identifier: MIT
"""Regular expressions as trees, followed by all ways at once: a text takes as many steps as it has signs times what the tree has parts.

That is Thompson's construction with what Pike added for groups (Russ Cox, "Regular Expression Matching: the Virtual Machine Approach").
It is slower than any engine written in C, and no expression or text makes it much slower than it is.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

_STEPS: Final = 5_000_000
"""How many steps one text may take: those are some seconds."""


class TooLarge(Exception):
    """A text and an expression that take more steps than anybody waits for."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One character; `kind` is a character or a class, as the `regex` package writes them."""

    kind: str

    def written(self) -> str:
        """The expression, as the `regex` package writes it."""
        return self.kind


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning of the text (`^`) or its end (`$`)."""

    kind: str

    def written(self) -> str:
        """As of `Sign`."""
        return r"\A" if self.kind == "^" else r"\Z"


@dataclass(frozen=True, slots=True)
class Row:
    """One part after the other."""

    parts: tuple[Node, ...]

    def written(self) -> str:
        """As of `Sign`."""
        return "".join(part.written() for part in self.parts)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several parts, an earlier one rather than a later."""

    parts: tuple[Node, ...]

    def written(self) -> str:
        """As of `Sign`."""
        return f"(?:{'|'.join(part.written() for part in self.parts)})"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part so many times: as often as can be, or where it `is_modest` as seldom."""

    part: Node
    least: int
    most: int | None
    is_modest: bool

    def written(self) -> str:
        """As of `Sign`."""
        most = "" if self.most is None else self.most
        return f"(?:{self.part.written()}){{{self.least},{most}}}{'?' if self.is_modest else ''}"


@dataclass(frozen=True, slots=True)
class Group:
    """A part whose text is kept under a number (from 1), or under none (0)."""

    part: Node
    number: int

    def written(self) -> str:
        """As of `Sign`."""
        return f"({'' if self.number else '?:'}{self.part.written()})"


Node: TypeAlias = "Sign | Edge | Row | Choice | Repeat | Group"


def size(node: Node) -> int:
    """How many parts an expression has when each count is written out."""
    match node:
        case Row(parts) | Choice(parts):
            return 1 + sum(map(size, parts))
        case Repeat(part, least, most):
            return 1 + (size(part) + 1) * (least + 1 if most is None else max(most, 1))
        case Group(part):
            return 2 + size(part)
        case _:
            return 1


_Step: TypeAlias = tuple[Callable[[str], object] | str, int, int]
"""A test of one character, or the name of what is done without one; two numbers: where it leads to, or which place is noted."""


class Program:
    """An expression in steps."""

    def __init__(self, tree: Node) -> None:
        self._steps: list[_Step] = []
        self._groups = self._left = 0
        self._made(tree)
        self._steps.append(("end", 0, 0))
        self._known: dict[tuple[Callable[[str], object], str], bool] = {}

    def fullmatch(self, text: str) -> tuple[str, ...] | None:
        """What the groups have of a text, "" where they have nothing; None where the whole has not the whole text. Raises `TooLarge`."""
        self._left = _STEPS
        threads = self._led([(0, (-1,) * (2 * self._groups))], 0, len(text))
        for at, sign in enumerate(text):
            threads = self._led(
                [(step + 1, noted) for step, noted in threads if self._takes(step, sign)], at + 1, len(text)
            )
            if not threads:
                return None
        ended = next((noted for step, noted in threads if self._steps[step][0] == "end"), None)
        if ended is None:
            return None
        return tuple(text[ended[n] : ended[n + 1]] if ended[n + 1] >= 0 else "" for n in range(0, len(ended), 2))

    def _takes(self, step: int, sign: str) -> bool:
        test = self._steps[step][0]
        if isinstance(test, str):
            return False
        key = test, sign
        if key not in self._known:
            self._known[key] = test(sign) is not None
        return self._known[key]

    def _led(self, begun: list[tuple[int, tuple[int, ...]]], at: int, end: int) -> list[tuple[int, tuple[int, ...]]]:
        """Where each thread waits for a character or is at the end, the preferred first; of two in one place the preferred stays."""
        seen: set[int] = set()
        found = []
        waiting = begun[::-1]
        while waiting:
            step, noted = waiting.pop()
            if step in seen:
                continue
            seen.add(step)
            kind, first, second = self._steps[step]
            match kind:
                case "fork":
                    waiting += [(second, noted), (first, noted)]
                case "note":
                    waiting.append((step + 1, (*noted[:first], at, *noted[first + 1 :])))
                case "^" | "$":
                    if at == (0 if kind == "^" else end):
                        waiting.append((step + 1, noted))
                case _:
                    found.append((step, noted))
        # who has many groups carries much with each step
        self._left -= (len(seen) + 1) * (1 + self._groups // 10)
        if self._left < 0:
            raise TooLarge
        return found

    def _made(self, node: Node) -> None:
        match node:
            case Sign(kind):
                self._steps.append((_test(kind), 0, 0))
            case Edge(kind):
                self._steps.append((kind, 0, 0))
            case Row(parts):
                for part in parts:
                    self._made(part)
            case Choice(parts):
                self._choice(parts)
            case Group(part, number):
                self._groups = max(self._groups, number)
                self._note(number, 0)
                self._made(part)
                self._note(number, 1)
            case Repeat(part, least, most, is_modest):
                for _ in range(least):
                    self._made(part)
                if most is None:
                    self._loop(part, is_modest=is_modest)
                else:
                    self._perhaps(part, most - least, is_modest=is_modest)

    def _note(self, number: int, end: int) -> None:
        if number:
            self._steps.append(("note", 2 * (number - 1) + end, 0))

    def _choice(self, parts: tuple[Node, ...]) -> None:
        ends = []
        for part in parts[:-1]:
            fork = self._fork()
            self._made(part)
            ends.append(self._fork())
            self._lead(fork, fork + 1, len(self._steps))
        self._made(parts[-1])
        for end in ends:
            self._lead(end, len(self._steps), len(self._steps))

    def _loop(self, part: Node, *, is_modest: bool) -> None:
        fork = self._fork()
        self._made(part)
        back = self._fork()
        self._lead(back, fork, fork)
        self._lead(fork, *_ordered(fork + 1, len(self._steps), is_modest=is_modest))

    def _perhaps(self, part: Node, count: int, *, is_modest: bool) -> None:
        forks = []
        for _ in range(count):
            forks.append(self._fork())
            self._made(part)
        for fork in forks:
            self._lead(fork, *_ordered(fork + 1, len(self._steps), is_modest=is_modest))

    def _fork(self) -> int:
        self._steps.append(("fork", 0, 0))
        return len(self._steps) - 1

    def _lead(self, fork: int, first: int, second: int) -> None:
        self._steps[fork] = ("fork", first, second)


def _ordered(inner: int, beyond: int, *, is_modest: bool) -> tuple[int, int]:
    return (beyond, inner) if is_modest else (inner, beyond)


@functools.lru_cache(maxsize=1024)
def _test(kind: str) -> Callable[[str], object]:
    import regex  # noqa: PLC0415 - an expression that need not be followed does not pay for it

    return regex.compile(kind, regex.V1).fullmatch  # type: ignore[no-any-return]
