# SPDX-License-Identifier: MIT
"""Revised texts made at random: every act of chapter 11 in any depth and order, spans that cross elements, choices, breaks and notes.

A text is grown from a seed and a size, not drawn bit by bit: Hypothesis would keep it too small to hold acts in acts in acts.
The size shrinks, and a small text that fails is as good as a shrunk one.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from hypothesis import strategies as st

HANDS = ("h1", "h2", "h3")
CHANGES = ("c1", "c2", "c3")
DEEPEST = 5


def documents() -> st.SearchStrategy[str]:
    """TEI documents of one to five paragraphs, well-formed, their pointers sound."""
    return st.builds(document, st.integers(0, 2**32), st.integers(1, 5))


def document(seed: int, size: int) -> str:
    """The document that grows from a seed: always the same one."""
    grower = _Grower(random.Random(seed))  # noqa: S311 - a text, not a secret
    paragraphs = "".join(
        f'<p xml:id="p{n}"{grower.attributes(change=False, rare=True)}>{grower.content(0)}</p>' for n in range(size)
    )
    closing = "".join(f'<p>z<anchor xml:id="{span}"/></p>' for span in grower.open_spans)
    hands = "".join(
        f'<handNote xml:id="{hand}" scope="{scope}"/>'
        for hand, scope in zip(HANDS, ("major", "minor", "minor"), strict=True)
    )
    changes = "".join(f'<change xml:id="{change}"/>' for change in CHANGES)
    transpositions = "".join(
        f'<transpose><ptr target="#{first}"/><ptr target="#{second}"/></transpose>'
        for first, second in zip(grower.passages[1::2], grower.passages[::2], strict=False)
    )
    listed = f"<listTranspose>{transpositions}</listTranspose>" if transpositions else ""
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc>'
        f"<creation><listChange>{changes}</listChange></creation><handNotes>{hands}</handNotes>{listed}"
        f"</profileDesc></teiHeader><text><body>{paragraphs}{closing}</body></text></TEI>"
    )


class _Grower:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.number = 0
        self.targets: list[str] = []
        self.undos: list[str] = []
        self.open_spans: list[str] = []
        self.passages: list[str] = []
        self.leaves: list[Callable[[], str]] = [
            *[self.text] * 6, self.gap, self.line, self.division, self.note, self.shift, self.span, self.span, self.anchor, self.anchor,
            self.undo, self.redo,
        ]  # fmt: skip

    def attributes(self, *, change: bool = True, rare: bool = False) -> str:
        written = ""
        if self.chance.random() < (0.15 if rare else 0.5):
            written += f' hand="#{self.chance.choice(HANDS)}"'
        if change and self.chance.random() < 0.5:
            written += f' change="#{self.chance.choice(CHANGES)}"'
        if change and self.chance.random() < 0.1:
            written += ' instant="true"'
        return written

    def content(self, depth: int) -> str:
        return "".join(self.part(depth) for _ in range(self.chance.randint(1, 4))) or self.text()

    def part(self, depth: int) -> str:
        if depth >= DEEPEST or self.chance.random() < 0.4:
            return self.chance.choice(self.leaves)()
        kind = self.chance.choice(
            [
                "add",
                "add",
                "del",
                "del",
                "del",
                "restore",
                "restore",
                "mod",
                "retrace",
                "hi",
                "seg",
                "subst",
                "choice",
                "app",
                "supplied",
                "surplus",
            ]
        )
        identifier = self.identifier("a")
        if kind == "subst":
            return (
                f'<subst xml:id="{identifier}"{self.attributes()}><del>{self.content(depth + 1)}</del>'
                f"{self.space()}<add>{self.content(depth + 1)}</add></subst>"
            )
        if kind == "choice":
            first, second = self.chance.choice([("sic", "corr"), ("orig", "reg"), ("abbr", "expan")])
            return f"<choice><{first}>{self.content(depth + 1)}</{first}><{second}>{self.word()}</{second}></choice>"
        if kind == "app":
            return f"<app><lem>{self.content(depth + 1)}</lem><rdg>{self.word()}</rdg></app>"
        if kind in ("supplied", "surplus"):
            return f"<{kind}>{self.word()}</{kind}>"
        if kind == "seg" and depth == 0:
            self.passages.append(identifier)
        self.targets.append(identifier)
        bears_change = kind not in ("hi", "seg")
        return f'<{kind} xml:id="{identifier}"{self.attributes(change=bears_change, rare=not bears_change)}>{self.content(depth + 1)}</{kind}>'

    def identifier(self, letter: str) -> str:
        self.number += 1
        return f"{letter}{self.number}"

    def word(self) -> str:
        return "".join(self.chance.choices("абвгдежзиклмн", k=self.chance.randint(1, 4)))

    def space(self) -> str:
        return self.chance.choice(["", " ", " ", "  ", "\n  "])

    def text(self) -> str:
        return self.space() + self.word() + self.chance.choice(["", "", ",", "."]) + self.space()

    def gap(self) -> str:
        return '<gap reason="illegible"/>'

    def line(self) -> str:
        return "<lb/>"

    def division(self) -> str:
        return self.word() + self.chance.choice(["", "-"]) + '<lb break="no"/>' + self.word()

    def note(self) -> str:
        return f'<note type="textual" resp="#ed">{self.text()}</note>'

    def shift(self) -> str:
        return f'<handShift new="#{self.chance.choice(HANDS)}"/>'

    def span(self) -> str:
        end = self.identifier("s")
        self.open_spans.append(end)
        return f'<{self.chance.choice(["addSpan", "delSpan"])} xml:id="{self.identifier("x")}" spanTo="#{end}"{self.attributes()}/>'

    def anchor(self) -> str:
        if not self.open_spans:
            return self.text()
        return f'<anchor xml:id="{self.open_spans.pop(self.chance.randrange(len(self.open_spans)))}"/>'

    def undo(self) -> str:
        identifier = self.identifier("u")
        if self.chance.random() < 0.3:
            end = self.identifier("s")
            self.open_spans.append(end)
            return f'<undo xml:id="{identifier}" spanTo="#{end}"{self.attributes()}/>'
        if not self.targets:
            return self.text()
        self.undos.append(identifier)
        return f'<undo xml:id="{identifier}" target="#{self.chance.choice(self.targets)}"{self.attributes()}/>'

    def redo(self) -> str:
        if not self.undos:
            return self.text()
        return f'<redo target="#{self.chance.choice(self.undos)}"/>'
