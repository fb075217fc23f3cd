# SPDX-License-Identifier: MIT
"""How long the ledger of a large document takes: `python -m tests.bench.ledger [ACTS…]`, by default 3750 7500 15000.

No test: a machine that has other work would fail it. What counts is the last column: twice the acts must take twice the time, in many
paragraphs as in one. The time is that of the processor, from the bytes of the file to the entries.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from edition.render import ledger
from edition.source import document

PASSAGE = (
    'some words of a text <add place="above" hand="#h2">and more</add> that were written, '
    '<del rend="overstrike">never</del> sent, and <subst><del>lost</del><add>found</add></subst>. '
)
ACTS = 4
"""The acts of a passage."""
HEADER = (
    '<teiHeader><profileDesc><handNotes><handNote xml:id="h1" scope="major"/>'
    '<handNote xml:id="h2"/></handNotes></profileDesc></teiHeader>'
)


def grown(acts: int, *, whole: bool) -> bytes:
    """A document with so many acts, four in a paragraph, or all in one."""
    paragraphs = [PASSAGE * (acts // ACTS)] if whole else [PASSAGE] * (acts // ACTS)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body>{body}</body></text></TEI>'.encode()


def seconds(data: bytes) -> float:
    """The time for the ledger of these bytes."""
    began = time.process_time()
    read = document.parsed(Path("grown.xml"), data)
    assert isinstance(read, document.Document)
    ledger.render(read)
    return time.process_time() - began


def main(sizes: list[int]) -> None:
    """Time each size in both shapes, and print it."""
    seconds(grown(ACTS, whole=False))
    for whole in (False, True):
        before = 0.0
        for acts in sizes:
            took = seconds(grown(acts, whole=whole))
            times = f"{took / before:5.2f} times" if before else ""
            print(f"{acts:6} acts in {'one paragraph' if whole else 'many paragraphs':15} {took:6.2f} s  {times}")
            before = took


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [3750, 7500, 15000])
