# SPDX-License-Identifier: MIT
"""The page that shows how markup reads is made by the views: `EDITION_UPDATE_REFERENCE=1 pytest tests/house/test_markup.py`."""

from __future__ import annotations

import os
import re
from pathlib import Path

from lxml import html

from edition import names
from edition.render import text, view
from edition.render.view import Manner
from edition.source import document
from edition.source.document import Document
from tests.conftest import ROOT

PAGE = ROOT / "docs/reference/markup.md"
HEAD = """# How markup reads

Each row is computed by the views: the text before any hand but the first (`edition text --state base`), the text as sent, and
the page of the diplomatic view, here in the signs of Leiden, since type can show them; [other signs](../how-to/signs.md) are one
setting away. What is dress (underlining, the colour of a hand, dots under a doubtful letter) is not in this table. `h` is a second
hand; every act has it from the `add`, `del`, … itself, from what is around it, or from a `handShift`. What each act does to the
text, to the letter, is in [text states](../explanation/text-states.md).
"""
TAIL = """What no view knows is shown as plain text and told (`VIEW001`); nothing is dropped for want of a rule. Bibliographies, verse,
drama, tables, figures, dictionaries, speech and descriptions of manuscripts have forms of their own, one file for each in
`xslt/lib/elements/`.
"""
TABLES = {
    "What was done to the text": """
<add hand="#h" place="above">now</add> and then
<del hand="#h">now and</del> then
<subst hand="#h"><del>now</del><add>then</add></subst>
<del instant="true">nw</del> now
<restore hand="#h"><del>now</del></restore> and then
<del hand="#h" xml:id="a">now</del><undo hand="#h" target="#a"/> and then
<delSpan hand="#h" spanTo="#b"/>now<anchor xml:id="b"/> and then
<addSpan hand="#h" spanTo="#c"/>now<anchor xml:id="c"/> and then
<w xml:id="d">now</w> and <w xml:id="e">then</w><listTranspose><transpose><ptr target="#e"/><ptr target="#d"/></transpose></listTranspose>
<retrace hand="#h">now</retrace> and then
""",
    "What can hardly be read": """
<unclear reason="faded">now</unclear> and then
now <gap reason="illegible" quantity="2" unit="word"/> then
now <supplied reason="lost">and</supplied> then
<damage agent="water">now</damage> and then
now <space quantity="3" unit="chars"/> then
""",
    "What the editor makes of it": """
<choice><sic>nwo</sic><corr>now</corr></choice> and then
<choice><orig>nowe</orig><reg>now</reg></choice> and then
<choice><abbr>Dr</abbr><expan>Doctor</expan></choice> Now
D<ex>octo</ex>r Now
now and <surplus>and</surplus> then
<app><lem wit="#A">now</lem><rdg wit="#B">soon</rdg></app> and then
""",
    "What is on the leaf": """
now and <lb/>then
under-<lb break="no"/>stood
<hi rend="underline">now</hi> and then
now<note>What an editor says.</note> and then
<fw type="catch">then</fw> now and
""",
}


def rows() -> list[str]:
    """Every fragment of every table."""
    return [row for table in TABLES.values() for row in table.strip().splitlines()]


def whole(folder: Path) -> Document:
    """One document with each row as a paragraph."""
    path = folder / "rows.xml"
    paragraphs = "\n".join(f'<p xml:id="p{number}">{row}</p>' for number, row in enumerate(rows()))
    path.write_text(
        f"""<TEI xmlns="{names.TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Rows</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><listWit><witness xml:id="A"/><witness xml:id="B"/></listWit></sourceDesc></fileDesc>
<profileDesc><handNotes><handNote xml:id="m" scope="major">Ink.</handNote><handNote xml:id="h" scope="minor">Pencil.</handNote></handNotes>
</profileDesc></teiHeader><text><body>
{paragraphs}
</body></text></TEI>""",
        encoding="utf-8",
    )
    found = document.read(path)
    assert isinstance(found, Document)
    return found


def seen(paragraph: html.HtmlElement) -> str:
    """What the eye sees of a paragraph of the page, without the letters that lead to the ledger and the notes."""
    for spoken in [*paragraph.find_class("vh"), *paragraph.iter("sup", "a")]:
        spoken.drop_tree()
    return " ".join(paragraph.text_content().split())


def page(folder: Path) -> str:
    """The page as it must be."""
    rowed = whole(folder)
    base, final = (text.render(rowed, state=state).splitlines() for state in ("base", "final"))
    leaf = html.document_fromstring(view.render(rowed, "diplomatic", manner=Manner("leiden")).html)
    assert len(base) == len(final) == len(rows())
    parts, number = [HEAD], 0
    for title, table in TABLES.items():
        lines = [f"## {title}", "", "| markup | before | as sent | as it stands |", "|---|---|---|---|"]
        for row in table.strip().splitlines():
            cells = (base[number], final[number], seen(leaf.get_element_by_id(f"p{number}")))
            written = (re.sub(r"([\\|*_`<>\[\]])", r"\\\1", cell) for cell in cells)
            lines.append(f"| `{row}` | {' | '.join(written)} |")
            number += 1
        parts.append("\n".join(lines) + "\n")
    parts.append(TAIL)
    return "\n".join(parts)


def test_the_reference_of_the_markup_is_fresh(tmp_path: Path) -> None:
    """What the page says is what the views do."""
    made = page(tmp_path)
    if os.environ.get("EDITION_UPDATE_REFERENCE"):
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made
