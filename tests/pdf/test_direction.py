# SPDX-License-Identifier: MIT
"""What is written from right to left stands so on paper: its words, its notes, its tables; what is not, does not."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from edition import names

from .conftest import make

LEADING = 7
"""Points: less than from one line to the next, more than anything is raised."""
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Letter</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text xml:lang="he"><body>
<p>אחת<note xml:lang="en">Gentle note.</note> שתיים <hi rend="bold">שלוש</hi> <del>ארבע</del> חמש
<foreign xml:lang="en">six <hi rend="bold">seven</hi> eight</foreign> 1881 תשע <add>עשר</add></p>
<table><row><cell>ימין</cell><cell>אמצע</cell><cell>שמאל</cell></row></table></body></text></TEI>"""


@pytest.mark.parametrize("number", range(len(names.VIEWS)))
def test_words_stand_from_right_to_left(tmp_path: Path, tool: Callable[[str], str], number: int) -> None:
    """Read from the right, a line has its words in order, whatever is in italics, struck, noted; a foreign phrase among them in its own."""
    path = tmp_path / "letter.xml"
    path.write_text(LETTER, encoding="utf-8")
    made = make([path], tmp_path)[number]
    boxes = subprocess.run(
        [tool("pdftotext"), "-bbox", made.path, "-"], capture_output=True, check=True, encoding="utf-8"
    )
    found = [
        (float(x), float(y), words.split())
        for x, y, words in re.findall(
            r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="[^"]+" yMax="[^"]+">([^<]+)', boxes.stdout
        )
    ]
    at = {word: x for x, _, words in reversed(found) for word in words}
    height = next(y for _, y, words in found if "אחת" in words)
    line = ["אחת", "שתיים", "שלוש", "ארבע", "חמש", "eight", "seven", "six", "1881", "תשע", "עשר"]
    shown = [
        word
        for _, y, words in sorted(found, reverse=True)
        for word in words
        if word in line and abs(y - height) < LEADING
    ]
    assert shown == [word for word in line if word != "ארבע" or made.view == "diplomatic"]
    assert at["ימין"] > at["אמצע"] > at["שמאל"]
    assert at["Gentle"] < at["note."] < at["שמאל"]
    assert at["Letter"] < at["שמאל"]
