# SPDX-License-Identifier: MIT
"""How long the engine takes for the text of large documents: `python -m tests.bench.states [MEGABYTES…]`, by default 2 4 8.

No test: a machine that has other work would fail it. What counts is the last column: twice the document must take twice the time.
The time is that of the processor, from the bytes of the file to the text of a state, the checks of `edition text` included.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from edition.engines import libxml
from edition.render import text
from edition.source import document
from edition.source.corpus import Corpus
from edition.validate import pointers

WORDS = (
    "state",
    "people",
    "members",
    "wrote",
    "crossed",
    "out",
    "again",
    "слово",
    "дело",
    "народ",
    "of",
    "the",
    "a",
    "is",
)
HEADER = (
    "<teiHeader><profileDesc><creation><listChange>"
    '<change xml:id="c1"/><change xml:id="c2"/><change xml:id="c3"/></listChange></creation><handNotes>'
    '<handNote xml:id="h1" scope="major"/><handNote xml:id="h2"/><handNote xml:id="h3"/></handNotes></profileDesc></teiHeader>'
)


def grown(size: int, *, spans: bool = True) -> bytes:
    """A document of so many bytes: an act for every 260 bytes (15,000 in 4 MB), a sixth of them a span."""
    chance = random.Random(size)  # noqa: S311 - a text, not a secret
    parts: list[str] = []
    written = number = 0
    while written < size:
        number += 1
        paragraph = f'<p xml:id="p{number}">{"".join(_passage(chance, number, k, spans=spans) for k in range(6))}</p>\n'
        parts.append(paragraph)
        written += len(paragraph.encode())
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body>{"".join(parts)}</body></text></TEI>'.encode()


def _passage(chance: random.Random, number: int, k: int, *, spans: bool) -> str:
    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    by = f' hand="#h{chance.randint(1, 3)}" change="#c{chance.randint(1, 3)}"'
    end = f"s{number}-{k}"
    span = f'<delSpan{by} spanTo="#{end}"/>{words(5)}<lb/>{words(2)}<anchor xml:id="{end}"/>'
    act = chance.choice(
        [
            f'<add{by} place="above">{words(3)}</add>',
            f"<del{by}>{words(3)}</del>",
            f"<subst{by}><del>{words(2)}</del><add>{words(2)}</add></subst>",
            span if spans else f"<del{by}>{words(5)}<lb/>{words(2)}</del>",
            f'<choice><sic>{words(1)}</sic><corr>{words(1)}</corr></choice>, <hi rend="underline">{words(2)}</hi>',
            f"<add{by}>{words(2)} <del{by}>{words(1)}</del> <restore{by}><del>{words(1)}</del></restore></add>",
        ]
    )
    return f"{words(20)} {act} {words(18)}"


def seconds(data: bytes, state: str) -> tuple[float, int]:
    """The time that a state takes, and the number of acts."""
    began = time.process_time()
    read = document.parsed(Path("grown.xml"), data)
    assert isinstance(read, document.Document)
    assert not list(pointers.check(read, Corpus([])))
    text.render(read, state=state)
    acts = sum(
        libxml.etree.QName(element).localname in ("add", "del", "delSpan", "restore") for element in read.elements
    )
    return time.process_time() - began, acts


def main() -> None:
    """Print a table: the size, the acts, the state, the time, and how it compares to the line before."""
    sizes = [float(word) for word in sys.argv[1:]] or [2.0, 4.0, 8.0]
    seconds(grown(20_000), "final")
    for spans in (True, False):
        for state in ("final", "c2"):
            before: tuple[float, float] | None = None
            for size in sizes:
                taken, acts = seconds(grown(int(size * 1_000_000), spans=spans), state)
                ratio = f"{taken / before[1]:.2f} for {size / before[0]:.2f} of it" if before else ""
                kind = "with spans" if spans else "without"
                print(f"{size:5.1f} MB {acts:6} acts {kind:10} {state:6} {taken:6.2f} s  {ratio}")
                before = size, taken


if __name__ == "__main__":
    main()
