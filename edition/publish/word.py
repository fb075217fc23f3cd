# SPDX-License-Identifier: MIT
"""A draft (`edition.render.draft`) becomes a DOCX: what each hand did is a tracked change by that hand, an editor's note is a footnote.

To accept all changes gives the final text, to reject all the base text. What stands in neither is an insertion that was deleted, as Word
itself nests them; a paragraph that one of the texts does not have is one whose end was inserted or deleted too.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import docx
from docx.document import Document as Package
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import nsmap, qn
from docx.shared import Pt, RGBColor

from edition import names
from edition.engines import libxml
from edition.publish import packing
from edition.render.draft import stands

_P, _R, _N, _BR, _TABLE, _ROW, _CELL, _ACT = (
    names.clark(f"ed:{name}") for name in ("p", "r", "n", "br", "table", "row", "cell", "act")
)
_STYLES: Final = {
    "about": "Subtitle",
    "caption": "Caption",
    "code": "Code",
    "definition": "Definition",
    "quote": "Quote",
    "term": "Term",
    "verse": "Verse",
}
"""The style of each kind of paragraph; of a heading and of an item it depends on more."""
_LOOKS: Final[tuple[tuple[str, str, dict[str, str]], ...]] = (
    ("italic", "w:i", {}),
    ("bold", "w:b", {}),
    ("small-caps", "w:smallCaps", {}),
    ("struck", "w:strike", {}),
    ("spaced", "w:spacing", {"w:val": "40"}),
    ("underline", "w:u", {"w:val": "single"}),
    ("double-underline", "w:u", {"w:val": "double"}),
    ("sup", "w:vertAlign", {"w:val": "superscript"}),
    ("sub", "w:vertAlign", {"w:val": "subscript"}),
)
"""What each look is in Word, in the order in which its schema has them."""


def made(draft: libxml.Element, changed: datetime) -> bytes:
    """The DOCX of a draft, as it was last changed: the same bytes for the same draft."""
    package = docx.Document()
    _dress(package, draft, changed)
    notes = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, _separators(), package.part.package)
    package.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    writer = _Writer(package, notes, {str(act.get("id")): act for act in draft.iterchildren(_ACT)})
    body = package.element.body
    for block in draft.iterchildren(_P, _TABLE):
        body.sectPr.addprevious(writer.block(block))
    data = io.BytesIO()
    package.save(data)
    return packing.repacked(data.getvalue())


@dataclass
class _Writer:
    """Writes blocks; counts what it writes."""

    package: Package
    notes: XmlPart
    acts: Mapping[str, libxml.Element]
    changes: int = 0
    called: int = 0
    lists: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By their depth the lists that may go on: the numbering of each, and the number that comes next."""
    part: Part | None = None
    """The part that is written, which knows where links lead."""

    def block(self, block: libxml.Element) -> libxml.Element:
        """A paragraph or a table."""
        return self._table(block) if block.tag == _TABLE else self._paragraph(block)

    def _table(self, table: libxml.Element) -> libxml.Element:
        made = _element("w:tbl")
        about = _element("w:tblPr", parent=made)
        _element("w:tblStyle", {"w:val": "TableGrid"}, about)
        _element("w:tblW", {"w:w": "0", "w:type": "auto"}, about)
        grid = _element("w:tblGrid", parent=made)
        widths = [sum(int(cell.get("columns", "1")) for cell in row) for row in table.iterchildren(_ROW)]
        for _ in range(max(widths, default=1)):
            _element("w:gridCol", parent=grid)
        for row in table.iterchildren(_ROW):
            line = _element("w:tr", parent=made)
            for cell in row.iterchildren(_CELL):
                box = _element("w:tc", parent=line)
                shape = _element("w:tcPr", parent=box)
                _element("w:tcW", {"w:w": "0", "w:type": "auto"}, shape)
                if cell.get("columns"):
                    _element("w:gridSpan", {"w:val": cell.get("columns")}, shape)
                box.extend([self.block(inner) for inner in cell] or [_element("w:p")])
                if box[-1].tag != qn("w:p"):  # a cell ends with a paragraph
                    _element("w:p", parent=box)
        return made

    def _paragraph(self, paragraph: libxml.Element, style: str = "") -> libxml.Element:
        made = _element("w:p")
        about = _element("w:pPr", parent=made)
        _element("w:pStyle", {"w:val": style or self._style(paragraph)}, about)
        if number := paragraph.get("number"):
            numbering = _element("w:numPr", parent=about)
            _element("w:ilvl", {"w:val": "0"}, numbering)
            _element("w:numId", {"w:val": self._list(number, _depth(paragraph))}, numbering)
        if paragraph.get("dir") == "rtl":
            _element("w:bidi", parent=about)
        if align := paragraph.get("align"):
            _element("w:jc", {"w:val": {"right": "end"}.get(align, align)}, about)
        self._end(paragraph, about)
        for part in paragraph:
            made.extend(self._pieces(part, paragraph))
        return made

    def _end(self, paragraph: libxml.Element, about: libxml.Element) -> None:
        """Say that the end of a paragraph came or went with its words."""
        goes = [state for state in ("base", "final") if not stands(paragraph, state) or _goes_on(paragraph, state)]
        if not goes:
            return
        mark = _element("w:rPr", parent=about)
        for state, tag, role in (("base", "w:ins", "put"), ("final", "w:del", "cut")):
            if state in goes:
                following = (run for each in paragraph.itersiblings(_P) for run in each.iterchildren(_R))
                acts = (run.get(role) for run in itertools.chain(reversed(paragraph.findall(_R)), following))
                _element(tag, self._by(next(filter(None, acts), "")), mark)

    def _pieces(self, part: libxml.Element, paragraph: libxml.Element) -> Iterator[libxml.Element]:
        if part.tag == _N:
            yield self._note(part)
        elif part.tag == _BR:
            run = _element("w:r")
            _element("w:br", parent=run)
            yield run
        elif part.tag == _R:
            yield self._changed(self._linked(self._run(part, paragraph), part), part)

    def _changed(self, run: libxml.Element, part: libxml.Element) -> libxml.Element:
        """A run within the change that deleted it, that within the one that inserted it."""
        for state, tag, role in (("final", "w:del", "cut"), ("base", "w:ins", "put")):
            if not stands(part, state):
                around = _element(tag, self._by(part.get(role, "")))
                around.append(run)
                run = around
        return run

    def _by(self, act: str | None) -> dict[str, str]:
        told = self.acts.get(act or "", self.acts[""])
        self.changes += 1
        by = {"w:id": str(self.changes), "w:author": str(told.get("author"))}
        if date := told.get("date"):
            by["w:date"] = f"{date[:10]}T00:00:00Z"
        return by

    def _run(self, part: libxml.Element, paragraph: libxml.Element) -> libxml.Element:
        run = _element("w:r")
        about = _element("w:rPr", parent=run)
        looks = part.get("look", "").split()
        if "code" in looks:
            _element("w:rFonts", {"w:ascii": "Courier New", "w:hAnsi": "Courier New"}, about)
        for look, tag, values in _LOOKS:
            if look in looks:
                _element(tag, values, about)
        if part.get("dir") == "rtl":
            _element("w:rtl", parent=about)
        if language := part.get("lang"):
            _element(
                "w:lang", {"w:val": language, "w:bidi" if part.get("dir") == "rtl" else "w:eastAsia": language}, about
            )
        text = _element("w:t" if stands(part, "final") else "w:delText", parent=run)
        text.text = part.text
        text.set(names.clark("xml:space"), "preserve")
        return run

    def _linked(self, run: libxml.Element, part: libxml.Element) -> libxml.Element:
        """A run that leads to an address on the web."""
        href = part.get("link")
        if not href or part.get("in") is not None:
            return run
        where = self.part or self.package.part
        link = _element("w:hyperlink", {"r:id": where.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)})
        link.append(run)
        return link

    def _note(self, note: libxml.Element) -> libxml.Element:
        """The call of a note; the note itself goes to its part."""
        self.called += 1
        number = str(self.called)
        footnote = _element("w:footnote", {"w:id": number}, self.notes.element)
        self.part = self.notes
        for first, block in enumerate(note.iterchildren(_P, _TABLE)):
            made = self._table(block) if block.tag == _TABLE else self._paragraph(block, "FootnoteText")
            footnote.append(made)
            if not first and block.tag == _P:
                made.insert(1, _reference("w:footnoteRef"))
                made.insert(2, _element("w:r"))
                text = _element("w:t", parent=made[2])
                text.text = " "
                text.set(names.clark("xml:space"), "preserve")
        self.part = None
        return _reference("w:footnoteReference", {"w:id": number})

    def _style(self, paragraph: libxml.Element) -> str:
        kind = paragraph.get("kind")
        if kind == "heading":
            level = int(paragraph.get("level", "6"))
            return "Title" if level == 1 else f"Heading{level - 1}"
        if kind == "item":
            if any(True for _ in paragraph.itersiblings(_P, preceding=True) if _.get("item") == paragraph.get("item")):
                return "ListContinue"
            style = "ListNumber" if paragraph.get("number") else "List" if paragraph.get("labelled") else "ListBullet"
            return style + _depth(paragraph)
        return _STYLES.get(kind, "BodyText")

    def _list(self, number: str, depth: str) -> str:
        """The numbering of a list whose item has this number: the last one of this depth goes on, or a new one begins."""
        used, follows = self.lists.get(depth, ("", ""))
        if follows != number:
            numbering = self.package.part.numbering_part.element
            style = self.package.styles[f"List Number {depth}".strip()].element
            usual = numbering.num_having_numId(style.pPr.numPr.numId.val)
            begun = numbering.add_num(usual.abstractNumId.val)
            begun.add_lvlOverride(ilvl=0).add_startOverride(int(number))
            used = str(begun.numId)
        self.lists[depth] = (used, str(int(number) + 1))
        return used


def _depth(paragraph: libxml.Element) -> str:
    """How deep an item lies, as the names of Word's styles say it: nothing, 2 or 3."""
    depth = int(paragraph.get("depth", "1"))
    return str(min(depth, 3)) if depth > 1 else ""


def _goes_on(paragraph: libxml.Element, state: str) -> bool:
    """Whether what comes after a paragraph goes on it in a state, for what stands between them has gone."""
    for following in paragraph.itersiblings(_P):
        if stands(following, state):
            return state in following.get("joined", "").split()
    return False


def _element(tag: str, values: Mapping[str, str] | None = None, parent: libxml.Element | None = None) -> libxml.Element:
    about = {qn(name): value for name, value in (values or {}).items()}
    if parent is None:
        return libxml.etree.Element(qn(tag), about, nsmap={"w": nsmap["w"], "r": nsmap["r"]})
    return libxml.etree.SubElement(parent, qn(tag), about)


def _reference(tag: str, values: Mapping[str, str] | None = None) -> libxml.Element:
    run = _element("w:r")
    _element("w:rStyle", {"w:val": "FootnoteReference"}, _element("w:rPr", parent=run))
    _element(tag, values, run)
    return run


def _separators() -> libxml.Element:
    """The notes that Word wants before all others: the lines that part notes from the text."""
    notes = _element("w:footnotes")
    for number, kind in (("-1", "separator"), ("0", "continuationSeparator")):
        footnote = _element("w:footnote", {"w:type": kind, "w:id": number}, notes)
        _element(f"w:{kind}", parent=_element("w:r", parent=_element("w:p", parent=footnote)))
    return notes


def _dress(package: Package, draft: libxml.Element, changed: datetime) -> None:
    """What a draft says of itself, and its styles."""
    about, language = package.core_properties, str(draft.get("lang"))
    about.title, about.language, about.author, about.comments = str(draft.get("title")), language, "", ""
    about.created = about.modified = changed
    styles = package.styles
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        for fonts in styles.element.iter(qn("w:rFonts")):
            fonts.attrib.pop(qn(name), None)
    for fonts in styles.element.iter(qn("w:rFonts")):
        for script in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(script), "Times New Roman")
    for default in styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), language)
    for style in styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name.startswith(("Title", "Subtitle", "Heading", "Caption")):
            style.font.color.rgb = RGBColor(0, 0, 0)
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Subtitle"].font.size = Pt(11)
    styles["Quote"].paragraph_format.left_indent = Pt(24)
    styles["Quote"].font.italic = False
    for name, indent in (("Verse", 24), ("Term", 0), ("Definition", 24), ("Code", 0), ("Footnote Text", 0)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.paragraph_format.left_indent = Pt(indent)
        style.paragraph_format.space_after = Pt(0 if name in ("Verse", "Term", "Footnote Text") else 6)
    styles["Term"].font.italic = True
    styles["Code"].font.name = "Courier New"
    styles["Footnote Text"].font.size = Pt(9)
    styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True
    settings = package.settings.element
    for number in ("-1", "0"):
        notes = settings.find(qn("w:footnotePr"))
        if notes is None:
            notes = _element("w:footnotePr")
            settings.find(qn("w:compat")).addprevious(notes)
        _element("w:footnote", {"w:id": number}, notes)
