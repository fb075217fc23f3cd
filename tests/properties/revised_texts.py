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
CERTAINTIES = ("", ' cert="low"', ' cert="medium"', ' cert="high"')
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
        self.aside = 0
        self.leaves: list[Callable[[], str]] = [
            *[self.text] * 9, self.gap, self.line, self.division, self.note, self.shift, self.span, self.span, self.anchor, self.anchor,
            self.undo, self.redo, self.milestone, self.furniture, self.join, self.sign,
        ]  # fmt: skip

    def attributes(self, *, change: bool = True, rare: bool = False) -> str:
        written = ""
        if self.chance.random() < (0.15 if rare else 0.5):
            written += f' hand="{self.hand()}"'
        if change and self.chance.random() < 0.5:
            written += f' change="#{self.chance.choice(CHANGES)}"'
        if change and self.chance.random() < 0.1:
            written += ' instant="true"'
        return written

    def hand(self) -> str:
        """A hand as projects write it: a pointer, a bare word, several pointers, or nothing at all."""
        hand, other = self.chance.sample(HANDS, 2)
        return self.chance.choice([f"#{hand}", f"#{hand}", f"#{hand}", hand, f"#{hand} #{other}", f" #{hand}", ""])

    def content(self, depth: int) -> str:
        return "".join(self.part(depth) for _ in range(self.chance.randint(1, 4))) or self.text()

    def apart(self, depth: int) -> str:
        """Content that an editor's choice may leave out: no passage in it is moved, for nothing could take its place."""
        self.aside += 1
        written = self.content(depth)
        self.aside -= 1
        return written

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
                "damage",
                "unclear",
                "block",
                "ruby",
                "formula",
                "example",
                "note",
                "abbreviation",
            ]
        )
        identifier = self.identifier("a")
        if kind == "subst":
            return (
                f'<subst xml:id="{identifier}"{self.attributes()}><del>{self.content(depth + 1)}</del>'
                f"{self.space()}<add>{self.content(depth + 1)}</add></subst>"
            )
        if kind == "choice":
            return self.choice(depth)
        if kind == "app":
            return self.entry(depth)
        if kind == "block":
            act = self.chance.choice(["add", "del"])
            return f"<{act}{self.attributes()}><p>{self.content(depth + 1)}</p>{self.space()}<p>{self.content(depth + 1)}</p></{act}>"
        if kind == "ruby":
            return f"<ruby><rb>{self.content(depth + 1)}</rb><rt>{self.word()}</rt></ruby>"
        if kind == "formula":
            return f'<formula><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>{self.word()}</mi></math></formula>'
        if kind == "example":
            return (
                f'<egXML xmlns="http://www.tei-c.org/ns/Examples"><p>{self.word()} <del>{self.word()}</del></p></egXML>'
            )
        if kind == "note":
            return f'<note place="margin" hand="#{self.chance.choice(HANDS)}">{self.apart(depth + 1)}</note>'
        if kind == "abbreviation":
            letters = f"<ex{self.attributes(change=False, rare=True)}>{self.word()}</ex>"
            return f"<expan>{self.word()}<am>{self.apart(depth + 1)}</am>{letters}</expan>"
        if kind in ("supplied", "surplus"):
            return f"<{kind}{self.attributes(change=False, rare=True)}>{self.word()}</{kind}>"
        if kind == "seg" and depth < 3 and not self.aside:
            self.passages.append(identifier)
        self.targets.append(identifier)
        bears_change = kind not in ("hi", "seg", "damage", "unclear")
        attributes = self.attributes(change=bears_change, rare=not bears_change)
        return f'<{kind} xml:id="{identifier}"{attributes}>{self.content(depth + 1)}</{kind}>'

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
        said = self.chance.choice(
            ['type="textual" resp="#ed"', 'place="foot" change="#c1"', 'resp="#ed" place="margin"']
        )
        return f"<note {said}>{self.text()}</note>"

    def shift(self) -> str:
        return self.chance.choice(
            [f'<handShift new="#{self.chance.choice(HANDS)}"/>'] * 3
            + ['<handShift rend="typescript"/>', '<handShift scribe="#someone"/>', "<handShift/>"]
        )

    def span(self) -> str:
        kind = self.chance.choice(["addSpan", "delSpan", "addSpan", "delSpan", "damageSpan"])
        if self.chance.random() < 0.1:
            return f"<{kind}{self.attributes()}/>"
        if self.chance.random() < 0.1:
            # to what stands before it, or nowhere
            return f'<{kind} spanTo="#{self.chance.choice([*self.targets, "gone"])}"{self.attributes()}/>'
        end = self.identifier("s")
        self.open_spans.append(end)
        to = self.chance.choice(["spanTo", "spanTo", "spanTo", "anchor"])
        return f'<{kind} xml:id="{self.identifier("x")}" {to}="#{end}"{self.attributes()}/>'

    def choice(self, depth: int) -> str:
        """A choice: a pair, several expansions, several doubtful readings, one in another, or what is left of one."""
        word, content = self.word, self.apart
        first, second = self.chance.choice([("sic", "corr"), ("orig", "reg"), ("abbr", "expan")])
        pair = [f"<{first}>{content(depth + 1)}</{first}>", f"<{second}>{word()}</{second}>"]
        self.chance.shuffle(pair)
        doubtful = "".join(
            f"<unclear{self.chance.choice(CERTAINTIES)}>{word()}</unclear>" for _ in range(self.chance.randint(2, 3))
        )
        form = self.chance.randrange(8)
        if form == 0:
            return f"<choice><abbr>{word()}<am>{word()}</am></abbr><expan>{word()}<ex>{word()}</ex></expan><expan>{word()}</expan></choice>"
        if form == 1:
            return f"<choice>{doubtful}</choice>"
        if form == 2 and depth < DEEPEST:
            return f"<choice>{self.choice(depth + 1)}<reg>{word()}</reg></choice>"
        if form == 3:
            return f"<choice>{self.chance.choice(pair)}</choice>"
        if form == 4:
            return f"<choice><seg>{content(depth + 1)}</seg><seg>{word()}</seg></choice>"
        return f"<choice>{self.space()}{pair[0]}{self.space()}{pair[1]}</choice>"

    def entry(self, depth: int) -> str:
        """An entry of an apparatus: with a lemma or without, in groups or not, with a note, or empty."""
        word = self.word
        return self.chance.choice(
            [
                lambda: f"<app><lem>{self.apart(depth + 1)}</lem><rdg>{word()}</rdg></app>",
                lambda: (
                    f'<app><rdg wit="#a"><lacunaStart/>{self.apart(depth + 1)}</rdg><rdg>{word()}<witEnd/></rdg></app>'
                ),
                lambda: (
                    f"<app><rdgGrp><rdgGrp><rdg>{self.apart(depth + 1)}</rdg></rdgGrp><rdg>{word()}</rdg></rdgGrp>"
                    f"<rdgGrp><lem>{word()}</lem></rdgGrp></app>"
                ),
                lambda: f"<app><rdg>{word()}</rdg><lem>{word()}</lem><note>{word()}</note></app>",
                lambda: f"<listApp><app><lem>{word()}</lem><rdg>{word()}</rdg></app></listApp>",
                lambda: "<app/>",
            ]
        )()

    def milestone(self) -> str:
        return self.chance.choice(
            ['<milestone unit="section"/>', "<cb/>", '<pb n="2"/>', "<gb/>", '<space unit="chars"/>']
        )

    def furniture(self) -> str:
        kind = self.chance.choice(["fw", "metamark", "stamp"])
        return f"<{kind}{self.attributes(change=False, rare=True)}>{self.word()}</{kind}>"

    def join(self) -> str:
        """A `substJoin` that binds two of the acts so far and may say whose they are."""
        if len(self.targets) < 2:
            return self.text()
        first, second = self.chance.sample(self.targets, 2)
        return f'<substJoin target="#{first} #{second}"{self.attributes()}/>'

    def sign(self) -> str:
        return self.chance.choice(
            [
                "<metamark/>",
                '<g ref="#x"/>',
                f'<g ref="#x">{self.word()}</g>',
                '<pc force="weak">-</pc><lb break="no"/>',
                "<path/>",
            ]
        )

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
