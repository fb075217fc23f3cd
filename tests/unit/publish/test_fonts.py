# SPDX-License-Identifier: MIT
"""Fonts: the faces are found, nothing is shown that they lack, and the site gets no more of them than it uses."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from edition.engines import cache, fonttools
from edition.errors import SomethingMissing
from edition.publish import fonts
from edition.settings import Settings
from edition.source import document

RUSSIAN = "".join(chr(letter) for letter in range(ord("А"), ord("я") + 1)) + "ЁёѢѣ№«»"
SIGNS = "⟦⟧⟨⟩⌈⌋⸢⸣‸⁁¶→←↑↓†‡§…–—„“”‘’\u00a0\u202f\u2009"
LATIN = "".join(map(chr, range(0x20, 0x7F)))


@pytest.fixture(scope="module")
def faces() -> fonts.Faces:
    """The faces of this machine."""
    return fonts.faces(Settings())


def tei(tmp_path: Path, text: str) -> document.Document:
    """A document that says this."""
    path = tmp_path / "letter.xml"
    path.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n<p>One</p>\n\n<p xml:id="p2">{text}</p>\n</body></text></TEI>',
        encoding="utf-8",
    )
    read = document.read(path)
    assert isinstance(read, document.Document)
    return read


def test_the_text_face_has_all_that_an_edition_writes(faces: fonts.Faces) -> None:
    """Russian, Latin, the brackets and arrows of the editors, in all four faces of the text."""
    for face in faces.of("text"):
        assert fonts.uncovered(face, RUSSIAN + LATIN + SIGNS) == set(), face


def test_the_typewriter_face_has_all_that_was_typed(faces: fonts.Faces) -> None:
    """Russian and Latin in the typewriter; the signs of the editors may come from the text face."""
    for face in faces.of("typewriter"):
        assert fonts.uncovered(face, RUSSIAN + LATIN) == set(), face


def test_what_is_never_drawn_needs_no_glyph(faces: fonts.Faces) -> None:
    """Line ends, soft hyphens and joiners are not missed."""
    assert fonts.uncovered(faces.all()[0], "\n\t\u00ad\u200b\u2060\ufeff\u2028") == set()
    assert fonts.uncovered(faces.all()[0], "\u070f") == {"\u070f"}


def test_a_subset_shows_what_it_was_cut_for(faces: fonts.Faces) -> None:
    """Each face is WOFF2, covers the characters, keeps what shapes them, and is a fraction of the font."""
    for face in faces.all():
        data = fonts.subset(face, RUSSIAN + LATIN)
        cut = TTFont(io.BytesIO(data))
        assert data[:4] == b"wOF2"
        assert set(RUSSIAN + LATIN) - {chr(code) for code in cut.getBestCmap()} == set()
        assert len(data) < 32_000
        features = {record.FeatureTag for record in cut["GSUB"].table.FeatureList.FeatureRecord}
        assert features <= {"ccmp", "liga", "locl", "onum", "smcp"}
        assert "locl" in features


def test_a_subset_does_not_bear_the_reserved_name(faces: fonts.Faces) -> None:
    """Whoever modifies the font may not use its name; whose it is stays in the file."""
    for face in faces.all():
        table = TTFont(io.BytesIO(fonts.subset(face, LATIN)))["name"]
        names = {record.nameID: record.toUnicode() for record in table.names}
        assert names[1] == face.family
        assert names[2] == face.style
        assert not any(word in names[number] for number in (1, 2, 3, 4, 6) for word in ("Charis", "SIL", "CMU"))
        assert len(names[0]) > 20, "the copyright notice"


def test_subsets_are_the_same_in_every_process(faces: fonts.Faces) -> None:
    """Neither the order of the characters, nor the clock, nor the hashing of a process leaves a trace."""
    face = faces.all()[1]
    here = fonttools.subset(face.path.read_bytes(), "абвгд", face.family, face.style)
    program = (
        "import sys, hashlib, pathlib; from edition.engines import fonttools;"
        "print(hashlib.sha256(fonttools.subset(pathlib.Path(sys.argv[1]).read_bytes(), 'дгвба', *sys.argv[2:])).hexdigest())"
    )
    there = subprocess.run(
        [sys.executable, "-c", program, face.path, face.family, face.style],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[3],
    )
    assert there.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_a_subset_is_made_once(faces: fonts.Faces, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The cache gives it the second time; a file there that is no font is made again."""
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path))
    face = faces.all()[0]
    first = fonts.subset(face, "abc")
    (kept,) = cache.folder("fonts").iterdir()
    monkeypatch.setattr(fonttools, "subset", lambda *_: pytest.fail("made again"))
    assert fonts.subset(face, "cba") == first
    kept.write_bytes(b"nonsense")
    monkeypatch.undo()
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path))
    assert fonts.subset(face, "abc") == first


def test_a_cache_that_cannot_be_written_only_costs_time(
    faces: fonts.Faces, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The cache is a file: the subset is made all the same."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "file"))
    assert fonts.subset(faces.all()[0], "abc").startswith(b"wOF2")


def test_a_character_without_a_glyph_is_named_with_its_place(faces: fonts.Faces, tmp_path: Path) -> None:
    """The finding says which character, by number and name, and stands at the very column."""
    letter = tei(tmp_path, "Two\nand ☐ three")
    (finding,) = fonts.check(faces, letter, "Two and ☐ three")
    assert finding.code == "FNT001"
    assert "U+2610 BALLOT BOX" in finding.message
    assert (finding.place.line, finding.place.column, finding.place.id) == (5, 5, "p2")


def test_a_character_that_only_the_view_shows_is_named_too(faces: fonts.Faces, tmp_path: Path) -> None:
    """A sign that a stylesheet brings in is no less a box on the page."""
    (finding,) = fonts.check(faces, tei(tmp_path, "Two"), "Two ☐")
    assert finding.place.line == 0
    assert "which the view adds" in finding.message


def test_a_character_written_as_a_reference_has_its_element(faces: fonts.Faces, tmp_path: Path) -> None:
    """Where the source has no such character to point at, the element is the place."""
    (finding,) = fonts.check(faces, tei(tmp_path, "&#x2610;"), "☐")
    assert (finding.place.line, finding.place.column, finding.place.id) == (4, 1, "p2")


def test_the_text_face_lends_the_typewriter_its_signs(faces: fonts.Faces, tmp_path: Path) -> None:
    """No typewriter has the brackets of the editors; the view sets them in the text face."""
    letter = tei(tmp_path, SIGNS)
    assert fonts.uncovered(faces.of("typewriter")[0], SIGNS) != set()
    assert list(fonts.check(faces, letter, SIGNS, "typewriter")) == []


def test_no_two_rules_name_the_same_face(faces: fonts.Faces) -> None:
    """A PDF engine that is given two files for one face paints the glyphs of the wrong one."""
    rules = fonts.css(faces, lambda face: face.file_name).splitlines()
    assert len({rule.partition("font-display")[0] for rule in rules}) == len(rules) == len(faces.all())
    assert len({face.file_name for face in faces.all()}) == len(rules)


def test_one_typewriter_face_is_enough() -> None:
    """A family without italic and bold is used upright for all, and named once."""
    path = Path("mono.ttf")
    some = fonts.Faces(
        *(Path(f"{n}.ttf") for n in range(4)), typewriter=path, typewriter_italic=path, typewriter_bold=path
    )
    assert [face.style for face in some.of("typewriter")] == ["Regular"]


def test_the_licence_goes_with_the_fonts(faces: fonts.Faces) -> None:
    """The text beside the fonts names the holders and the licence of both."""
    text = fonts.licences(faces)
    assert "SIL International" in text
    assert "Panov" in text
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


@pytest.mark.parametrize(
    "settings", [Settings(text_fonts=("No Such Font",)), Settings(typewriter_fonts=("No Such Font",))]
)
def test_a_machine_without_the_fonts_is_told(settings: Settings) -> None:
    """Exit code 3 and the way to the doctor, not a page in some other font."""
    with pytest.raises(SomethingMissing, match="No Such Font; `edition doctor` says how to get it") as error:
        fonts.faces(settings)
    assert error.value.exit_code == 3
