# SPDX-License-Identifier: MIT
"""A letter on two leaves, with images of them that we draw ourselves: no image of anyone else's is part of this repository."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw

SIZE = (600, 800)
LINES = ((60, 100, 540, 140), (60, 160, 500, 200), (60, 220, 520, 260))
"""The lines of the first leaf: left, top, right, bottom."""
ADDED = (300, 205, 420, 222)

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>A letter on two leaves</title>
        <respStmt xml:id="ed"><resp>edited by</resp><name>Nobody</name></respStmt></titleStmt>
      <publicationStmt><publisher>Nobody</publisher><availability>
        <licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability></publicationStmt>
      <sourceDesc><msDesc><msIdentifier>
        <settlement>Oslo</settlement><repository>The archive</repository><idno>Ms 1</idno>
      </msIdentifier></msDesc></sourceDesc>
    </fileDesc>
    <profileDesc><langUsage><language ident="en">English</language></langUsage>
      <handNotes><handNote xml:id="h1">The writer, later</handNote></handNotes></profileDesc>
  </teiHeader>
  <facsimile>
    <surface xml:id="leaf1" n="1">
      <graphic url="../images/leaf%201.png"/>
      <zone xml:id="z1" ulx="60" uly="100" lrx="540" lry="140"/>
      <zone xml:id="z2" points="60,160 500,160 500,200 60,200"/>
      <zone xml:id="z3" ulx="60" uly="220" lrx="520" lry="260"/>
      <zone xml:id="z4" ulx="300" uly="205" lrx="420" lry="222"/>
    </surface>
    <surface xml:id="leaf2" ulx="0" uly="0" lrx="300" lry="400">
      <graphic url="{second}"/>
      <zone xml:id="z5" ulx="30" uly="50" lrx="270" lry="70"/>
    </surface>
  </facsimile>
  <text>
    <body>
      <pb n="1" facs="#leaf1"/>
      <p xml:id="p1"><lb facs="#z1"/>Dear friend, the ice has bro<lb break="no" facs="#z2"/>ken at last, and the ships
        <lb facs="#z3"/>can <subst><del xml:id="d1" hand="#h1">leave</del><add
          xml:id="a1" place="above" hand="#h1" facs="#z4">sail</add></subst>
        on <choice><sic>Mnday</sic><corr>Monday</corr></choice>.</p>
      <pb n="2" facs="#leaf2"/>
      <p xml:id="p2" facs="#z5">Write soon.<note type="textual" resp="#ed">He did.</note></p>
    </body>
  </text>
</TEI>
"""


def leaf() -> bytes:
    """The image of a leaf, as PNG: paper, and strokes where its lines are."""
    picture = Image.new("RGB", SIZE, "#f4ecd8")
    draw = ImageDraw.Draw(picture)
    for left, top, right, bottom in (*LINES, ADDED):
        middle = (top + bottom) / 2
        points = [(x, middle + (bottom - top) / 4 * (-1) ** number) for number, x in enumerate(range(left, right, 8))]
        draw.line(points, fill="#2b2f55", width=2)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def project(folder: Path, second: str = "../images/leaf%201.png") -> Path:
    """A project with the letter in `tei/` and its images in `images/`; `second` is the address of the second image."""
    for name in ("tei", "images"):
        (folder / name).mkdir(parents=True)
    (folder / "images/leaf 1.png").write_bytes(leaf())
    (folder / "tei/letter.xml").write_text(TEI.format(second=second), encoding="utf-8")
    return folder
