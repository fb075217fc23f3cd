# SPDX-License-Identifier: MIT
"""The second opinion on each character costs as much as there is text, whatever acts the text is made of."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from edition.model import characters
from edition.source.document import Document, Manner, read
from tests.security.strangers import tei

ACTS: dict[str, Callable[[int], str]] = {
    "spans": lambda n: f'<delSpan spanTo="#e{n}"/>a<anchor xml:id="e{n}"/>b ',
    "deletions undone": lambda n: f'<del xml:id="d{n}">a</del><undo xml:id="u{n}" target="#d{n}"/>b ',
    "deletions undone and done again": lambda n: (
        f'<del xml:id="d{n}">a</del><undo xml:id="u{n}" target="#d{n}"/><redo target="#u{n}"/>b '
    ),
    "what undoes from here to there": lambda n: (
        f'<del>a<undo xml:id="u{n}" spanTo="#z{n}"/>c<anchor xml:id="z{n}"/></del> '
    ),
    "passages in another order": lambda n: (
        f'<seg xml:id="a{n}">a</seg><seg xml:id="b{n}">b</seg>'
        f'<listTranspose><transpose><ptr target="#b{n}"/><ptr target="#a{n}"/></transpose></listTranspose>'
    ),
    "substitutions apart": lambda n: (
        f'<del xml:id="d{n}">a</del>b<add xml:id="a{n}">c</add><substJoin target="#d{n} #a{n}"/>'
    ),
    "hands": lambda n: f'<handShift new="#h{n}"/>a ',
    "witnesses that lack a passage": lambda n: (
        '<app><lem>a</lem><rdg wit="#w1"><lacunaStart/></rdg></app>b'
        '<app><lem>c</lem><rdg wit="#w1"><lacunaEnd/></rdg></app>'
    ),
}
AROUND = {
    "one choice": ("<choice>", "<unclear>a</unclear>", "</choice>"),
    "one entry of an apparatus": ("<app>", '<rdg wit="#w1">a</rdg>', "</app>"),
}


def steps(work: Callable[[], object]) -> int:
    """How many instructions Python carries out in the module for some work."""
    count = 0

    def each(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "opcode"
        return each

    def called(frame: FrameType, _event: str, _argument: Any) -> Any:
        if frame.f_code.co_filename != characters.__file__:
            return None
        frame.f_trace_opcodes = True
        return each

    before = sys.gettrace()
    sys.settrace(called)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def told(folder: Path, text: str) -> int:
    """How many steps it takes to say of all characters of a text where they stand."""
    path = folder / "a.xml"
    path.write_text(tei(f"<p>{text}</p>"), encoding="utf-8")
    document = read(path, Manner())
    assert isinstance(document, Document)

    def work() -> None:
        for state in ("base", "final"):
            characters.standing(document, state)
        characters.standing(document, "final", (), ("w1",))
        characters.gone(document)
        characters.as_written(document)

    return steps(work)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_twice_the_acts_are_twice_the_work(tmp_path: Path, act: Callable[[int], str]) -> None:
    """Not four times: no act is looked for among all others."""
    few, many = (told(tmp_path, "".join(map(act, range(count)))) for count in (16, 32))

    assert many < 2.1 * few


@pytest.mark.parametrize(("begin", "part", "end"), AROUND.values(), ids=AROUND)
def test_twice_as_much_in_one_is_twice_the_work(tmp_path: Path, begin: str, part: str, end: str) -> None:
    """What is asked of an element is not asked anew for each of its characters."""
    few, many = (told(tmp_path, begin + part * count + end) for count in (16, 32))

    assert many < 2.1 * few
