# SPDX-License-Identifier: MIT
"""What we look for in a text is looked for in one walk: no text of a megabyte, well-formed or not, takes minutes where another takes none.

`@xpointer` of an inclusion, which is a program in XPath, is held to paths.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from edition.cli import edition  # noqa: F401 - what is loaded here takes no time below
from edition.engines import libxml
from edition.relaxng import completion
from edition.source import document, inclusion, markup
from edition.source.document import Document, read
from edition.validate import association, schematron, transpiler
from edition.validate.lint import numbers, scripts, spacing
from tests.security.strangers import Stranger, tei

MANY = 200_000


class Walk(NamedTuple):
    """Something that is looked for in a text, how it once was looked for (an expression, and how that was called), and the text."""

    look: Callable[[str], object]
    once: str
    text: str


WALKS = {
    "a document type": Walk(
        lambda text: sum(1 for _ in markup._TOKEN.finditer(text)),
        r"""sum(1 for _ in re.finditer(r"<!DOCTYPE(?:[^\[<>\"']|\"[^\"]*\"|'[^']*')*+(?:\[(?:[^\]\"'<]|<)*+\]\s*)?>?|<|[^<]+", text))""",
        "<!DOCTYPE [",
    ),
    "a comment in a document type": Walk(
        lambda text: sum(1 for _ in markup._TOKEN.finditer(text)),
        r"""re.match(r"<!DOCTYPE \[(?:[^\]<]|<!--.*?-->|<)*+\]", "<!DOCTYPE [" + text, re.S)""",
        "<!--",
    ),
    "attributes": Walk(
        markup._ATTRIBUTE.findall,
        r"""re.findall(r"([^\s=<>'/]+)\s*=\s*(?:'([^'<]*)')", text)""",
        "a",
    ),
    "an attribute that a DTD has given": Walk(
        lambda text: document._attribute("rend").match(text),
        r"""re.match(r"(?:(?!rend\s*=)[^\s=>]+\s*(?:=\s*(?:'[^']*'))?\s*)*?(rend)\s*=", text[:100])""",
        "a",
    ),
    "an instruction": Walk(
        association._PSEUDO.findall, r"""re.findall(r"([\w.:-]+)\s*=\s*(?:'([^']*)')", text)""", "a"
    ),
    "markup that is being written": Walk(
        lambda text: sum(1 for _ in completion._MARKUP.finditer(f"<{text}<")),
        r"""re.match(r"<([^\s/<>!?][^\s/<>]*)((?:[^<>])*?)(/?)>", "<" + text + "<")""",
        "a",
    ),
    "words of another script": Walk(
        lambda text: list(scripts.runs(text, "Latn")),
        r"""re.search(r"[Ѐ-џ][Ѐ-џ]+(?:[\s,]+[Ѐ-џ][Ѐ-џ]+){2,}", text)""",
        "ы",
    ),
    "a word at the end": Walk(
        lambda text: spacing._LAST_WORD.search(text + "1"), r"""re.search(r"[^\W\d_]{2,}\Z", text + "1")""", "a"
    ),
    "a number": Walk(
        lambda text: [number.address.fullmatch(f"isbn:{text}!") for number in numbers.NUMBERS],
        r"""re.fullmatch(r"isbn:\s*([\d -]+)", "isbn:" + text + "!")""",
        " ",
    ),
    "a comment in a rule": Walk(
        lambda text: list(transpiler._TOKEN.finditer(text)), r"""re.findall(r"\(:.*?:\)", text, re.S)""", "(:"
    ),
    "conditions in a rule": Walk(
        lambda text: transpiler._without_conditions(f"{text}{']' * MANY}"),
        "text += ']' * len(text)\n" r"while (shorter := re.sub(r'\[[^\[\]]*\]', '', text)) != text: text = shorter",
        "[",
    ),
    "what a rule has put into its words": Walk(
        lambda text: schematron._between(["a"] * 50 + ["b"], text),
        r"""re.fullmatch("(.*?)".join(["a"] * 50 + ["b"]), text[:1000], re.S)""",
        "a",
    ),
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="its signals end no process by its own time")
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
def test_one_walk(walk: Walk) -> None:
    """Two hundred thousand signs take no second; as it was looked for once, the system has to end it."""
    text = walk.text * (MANY // len(walk.text))
    begun = time.process_time()
    walk.look(text)
    assert time.process_time() - begun < 1

    once = f"import re, signal; signal.setitimer(signal.ITIMER_PROF, 1.5)\ntext = {walk.text!r} * {MANY // len(walk.text)}\n{walk.once}"
    ended = subprocess.run([sys.executable, "-c", once], check=False, timeout=120, stderr=subprocess.PIPE)
    assert ended.returncode == -signal.SIGPROF, ended.stderr.decode()


LONG = {
    "a word": tei(f"<p>{'a' * MANY} <persName>{'b' * MANY}</persName>{'c' * MANY}</p>"),
    "letters of another script": tei(f"<p>{'ы' * MANY}</p>"),
    "spaces": tei(f"<p>{' ' * MANY}x<hi>{' ' * MANY}</hi>, y</p>"),
    "an attribute": tei(f'<p rend="{"a " * (MANY // 2)}" n="{"(" * MANY}" xml:lang="{"a-" * (MANY // 2)}">x</p>'),
    "a pointer": tei(
        f'<p><ref target="{"#a" * (MANY // 2)}">x</ref><persName ref="{"p:" * (MANY // 2)}">y</persName></p>'
    ),
    "an instruction": tei("<p>x</p>", f"<?xml-model {'a' * MANY}?><?edition-ignore {'a' * MANY}?>"),
    "document types": "<!DOCTYPE [" * (MANY // 11),
    "comments": tei("<p>x</p>", "<!DOCTYPE a [" + "<!--" * (MANY // 4)),
    "tags without end": "<TEI>" + "<p " * (MANY // 3),
    "entities without end": "<TEI>" + "&a" * (MANY // 2),
    "a name": f"<{'a' * MANY}<",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_text_takes_no_longer(stranger: Stranger, text: str) -> None:
    """A text of hundreds of thousands of one sign is checked, and laid out, in seconds."""
    path = stranger.put("tei/a.xml", text)
    begun = time.process_time()
    for call in (("check", "--no-cache", "tei"), ("fmt", "--check", "tei")):
        assert stranger.call(*call), path
    assert time.process_time() - begun < 20


PATHS = {
    "//p": ["1", "2", "3"],
    "//div[@n='2']//p": ["2", "3"],
    "//div//p": ["1", "2", "3"],
    "/TEI/text/body/div[1]": ["d1"],
    "//p[. = 'two' or @n='3']": ["2", "3"],
    "//*[//*]": [],
    "//p/..": [],
    "//p | //div": [],
    "//p[count(preceding::p) = 1]": [],
    "//p[.//*]": [],
    "//p[": [],
}


@pytest.mark.parametrize(("path", "met"), PATHS.items(), ids=PATHS)
def test_an_inclusion_is_of_a_path(path: str, met: list[str]) -> None:
    """What is on a path of names and conditions is included; what is more than a path is not computed."""
    root = libxml.parse(
        b"<TEI><text><body><div n='d1'><p n='1'/></div><div n='2'><div n='x'><p n='2'>two</p></div><p n='3'/></div></body></text></TEI>"
    ).getroot()

    assert [each.get("n") for each in inclusion._on_path(root, path)] == met


def test_a_path_is_one_walk(tmp_path: Path) -> None:
    """Ancestors without end, each of which has what is looked for: `//*//*//*` of a hundred thousand elements."""
    (tmp_path / "b.xml").write_text(f"<a>{('<b>' * 200 + '</b>' * 200) * 500}</a>", encoding="utf-8")
    include = '<xi:include href="b.xml" xpointer="xpointer(//*//*//*)"/>'
    path = tmp_path / "a.xml"
    path.write_text(tei(f"<p>{include}</p>"), encoding="utf-8")
    begun = time.process_time()

    assert isinstance(read(path), Document)
    assert time.process_time() - begun < 20
