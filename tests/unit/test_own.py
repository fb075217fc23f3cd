# SPDX-License-Identifier: MIT
"""What a project has of its own: a theme, templates, words. The example of docs/how-to/theme.md is a project, and is built."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from edition import build as building
from edition import settings, speech
from edition.build import Built
from edition.errors import WrongUse
from edition.render import stylesheets
from edition.source import corpus
from edition.speech import say, say_of
from tests.conftest import Ran

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader><fileDesc>
<titleStmt><title>{title}</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>
<sourceDesc><p>Written for a test.</p></sourceDesc></fileDesc>
<profileDesc><creation><date when="1851-03-02"/></creation></profileDesc></teiHeader>
<text><body><p>{text}</p></body></text></TEI>"""


@pytest.fixture(autouse=True)
def _only_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is in the cache, and no other test has what these projects have."""
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    yield
    stylesheets.use(stylesheets.Own())
    speech.learn({})


def write(folder: Path, **files: str) -> None:
    """Files of a project, by their paths, written with `__` for a slash."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def letter(folder: Path, text: str, language: str = "en", title: str = "A letter") -> None:
    """A document of a project, with one paragraph."""
    write(folder, **{"tei/letter.xml": LETTER.format(language=language, title=title, text=text)})


def built(folder: Path, *formats: str) -> Built:
    """A build of a project, in this process."""
    decided = settings.read(folder)
    asked = corpus.find([folder / "tei"], lenient=True)
    return building.build(asked, decided, folder / "build", formats=formats or ["html"], jobs=1, lenient=True)


def page(folder: Path, name: str = "letter.reading.html") -> str:
    """A page of the last build."""
    return (folder / "build" / name).read_text(encoding="utf-8")


# -- the example of the docs --------------------------------------------------------------------------------------------


@pytest.fixture
def example(root: Path, tmp_path: Path) -> Path:
    """The files that the page about themes shows, and a letter."""
    shown = re.findall(
        r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```", (root / "docs/how-to/theme.md").read_text(), re.DOTALL | re.MULTILINE
    )
    folder = tmp_path / "example"
    write(folder, **dict(shown))
    assert {path.name for path in folder.rglob("*.*")} == {
        "edition.toml",
        "theme.css",
        "print.css",
        "reading.xsl",
        "print-reading.xsl",
        "people.xsl",
    }
    letter(folder, "To <persName>Ada Byron</persName>.")
    return folder


def test_the_example_of_the_docs_is_built(example: Path) -> None:
    """Theme, templates and style of print hold, on the page and in the PDF, and no word is lost."""
    made = built(example, "html", "pdf")
    assert made.files, made.findings
    reading, diplomatic = page(example), page(example, "letter.diplomatic.html")
    assert re.search(r'<span class="person">(<[^>]*>)*Ada\sByron', reading)
    assert 'class="person"' not in diplomatic  # only the reading view is laid over
    css = page(example, "edition.css")
    assert css.index("--accent: #7a1f1f") > css.index("--accent: #1f4e5f")
    found = (example / "build/letter.reading.pdf").read_bytes()
    assert found.startswith(b"%PDF")


def test_only_what_is_laid_over_is_different(example: Path) -> None:
    """Paragraphs without numbers there and with them here: a named template is overridden like a rule."""
    built(example)
    assert 'class="paragraph-link"' not in page(example)
    assert 'class="paragraph-link"' in page(example, "letter.diplomatic.html")


def test_what_has_changed_is_made_again(example: Path) -> None:
    """A stylesheet is part of what pages are made from, and so is a file that it includes; a theme is not."""
    assert (built(example).made, built(example).made) == (1, 0)
    write(example, **{"theme.css": ":root { --accent: #004400 }"})
    assert built(example).made == 0
    assert "--accent: #004400" in page(example, "edition.css")
    people = example / "xslt/people.xsl"
    people.write_text(people.read_text().replace('class="person"', 'class="someone"'))
    assert built(example).made == 1
    assert 'class="someone"' in page(example)


def test_each_property_of_the_docs_is_used(root: Path) -> None:
    """The properties that a theme may set are those of our style sheet, each of them used, and none is left out."""
    told = (root / "docs/how-to/theme.md").read_text().partition("| property |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`(--[\w-]+)`", told))
    named |= {f"--hand-{number}" for number in range(1, 9)}
    css = (root / "xslt/web/edition.css").read_text()
    assert named == set(re.findall(r"(--[\w-]+):", css.partition("@media")[0]))
    hands = {f"--hand-{number}" for number in range(1, 9)}
    assert {each for each in named - hands if f"var({each})" not in css} == set()


# -- templates ----------------------------------------------------------------------------------------------------------

OVER = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ed="urn:x-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0">{}</xsl:stylesheet>"""


def test_a_template_that_loses_a_word_is_found(tmp_path: Path) -> None:
    """The proof asks the page, whoever wrote the stylesheet."""
    write(
        tmp_path,
        **{
            "edition.toml": '[edition]\nxslt = "xslt"\n',
            "xslt/reading.xsl": OVER.format('<xsl:template match="persName" mode="ed:reading"/>'),
        },
    )
    letter(tmp_path, "To <persName>Ada Byron</persName>.")
    made = built(tmp_path)
    assert not made.files
    assert {finding.code for finding in made.findings if finding.code.startswith("LAW")} == {"LAW001"}


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('<xsl:template match="persName" mode="ed:reeding"/>', "ed:reeding"),
        ('<xsl:template match="persName" mode="ed:reading"><xsl:value-of select="1 div 0"/></xsl:template>', "zero"),
        ("<xsl:template>", "XML parser"),
    ],
)
def test_a_template_that_is_wrong_is_named(tmp_path: Path, template: str, said: str) -> None:
    """What a project's stylesheet does wrong is wrong use, with its name and Saxon's words, and no traceback."""
    write(
        tmp_path,
        **{"edition.toml": '[edition]\nxslt = "xslt"\n', "xslt/reading.xsl": OVER.format(template)},
    )
    letter(tmp_path, "To <persName>Ada Byron</persName>.")
    with pytest.raises(WrongUse, match=rf"with .*xslt/reading\.xsl no page can be made: .*{said}"):
        built(tmp_path)


def test_the_pages_about_many_documents_are_laid_over_alone(tmp_path: Path) -> None:
    """What a project says of them holds there, though one package makes them and the pages of a document."""
    sections = '<xsl:template name="ed:sections" as="element()?"><p>Sections of the project.</p></xsl:template>'
    write(
        tmp_path,
        **{
            "edition.toml": '[edition]\nxslt = "xslt"\n',
            "xslt/site.xsl": OVER.format(sections),
        },
    )
    letter(tmp_path, "Nothing.")
    built(tmp_path)
    assert "Sections of the project." in page(tmp_path, "404.html")
    assert "Sections of the project." not in page(tmp_path)


def test_a_folder_without_a_stylesheet_of_ours_is_wrong_use(tmp_path: Path) -> None:
    """A name that none of ours has would be laid over nothing."""
    write(tmp_path, **{"edition.toml": '[edition]\nxslt = "xslt"\n', "xslt/redaing.xsl": OVER.format("")})
    letter(tmp_path, "Nothing.")
    with pytest.raises(WrongUse, match=r"no stylesheet that is called as one of ours: .*reading\.xsl"):
        built(tmp_path)


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ('[edition]\nxslt = "nowhere"', 2),
        ('[edition]\ntitle = "A"\nlanguages = "../elsewhere"', 3),
        ('[edition]\n[edition.site]\ntheme = "theme.css"', 3),
        ('[edition]\n[edition.print]\nstyle = ".."', 3),
    ],
)
def test_what_a_project_has_of_its_own_lies_in_it(tmp_path: Path, table: str, line: int) -> None:
    """A path that leads to nothing, or out of the project, is told with its line."""
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path, **{"project/edition.toml": table})
    with pytest.raises(WrongUse, match=rf"edition\.toml:{line}: there is no (file|folder)"):
        settings.read(tmp_path / "project")


# -- words --------------------------------------------------------------------------------------------------------------

FRENCH = r"""
msgid ""
msgstr ""
"Language: fr\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

msgctxt "nav.skip"
msgid "To the text"
msgstr "Aller au texte"

msgctxt "month.of.03"
msgid "March"
msgstr "mars"

msgctxt "date.day"
msgid "{1} {2} {3}"
msgstr "le {1} {2} {3}"

msgctxt "view.reading"
msgid "Reading text"
msgstr ""

msgid "the file is empty"
msgstr "le fichier est vide"

msgid "{n} file"
msgid_plural "{n} files"
msgstr[0] "{n} fichier"
msgstr[1] "{n} fichiers"
"""


@pytest.fixture
def french(tmp_path: Path) -> Path:
    """A project with a French letter and some French words."""
    write(
        tmp_path,
        **{
            "edition.toml": '[edition]\nlanguages = "languages"\n\n[edition.check]\nlanguage = "fr"\n',
            "languages/fr.po": FRENCH.lstrip(),
        },
    )
    letter(tmp_path, "Chère Ada.", "fr", "Une lettre")
    return tmp_path


def test_a_page_speaks_the_language_of_the_project(french: Path) -> None:
    """A French page says in French what the project says in French, dates too, and the rest in English."""
    built(french)
    shown = page(french)
    assert re.search('<html [^>]*lang="fr">', shown)
    assert "Aller au texte" in shown
    assert "le 2 mars 1851" in shown
    assert "Reading text" in shown  # not translated yet


def test_the_checks_speak_it_too(french: Path, run: Callable[..., Ran]) -> None:
    """What is found is told in French, a number in its form; what nobody translated stays English."""
    (french / "tei/letter.xml").write_text("")
    shown = run("check", cwd=french)
    assert "le fichier est vide" in shown.out
    assert "le fichier est vide" not in run("check", "--lang", "en", cwd=french).out
    assert [speech.translated(say_of(n, "{n} file", "{n} files"), "fr") for n in (0, 1, 2)] == [
        "0 fichier",
        "1 fichier",
        "2 fichiers",
    ]
    assert speech.translated(say("no such sentence"), "fr") == "no such sentence"


def test_our_words_are_said_otherwise(tmp_path: Path) -> None:
    """A project overrides a word of a language that we have, and keeps the others."""
    write(
        tmp_path,
        **{
            "edition.toml": '[edition]\nlanguages = "languages"\n',
            "languages/en.po": 'msgctxt "nav.skip"\nmsgid "To the text"\nmsgstr "Skip the frills"\n',
            "languages/de.po": 'msgid "the file is empty"\nmsgstr "da steht nichts"\n',
        },
    )
    letter(tmp_path, "Dear Ada.")
    built(tmp_path)
    assert "Skip the frills" in page(tmp_path)
    assert "2 March 1851" in page(tmp_path)
    speech.learn(settings.read(tmp_path).catalogues)
    assert speech.translated(say("the file is empty"), "de") == "da steht nichts"
    assert speech.translated(say(" or "), "de") == " oder "


def test_words_are_part_of_what_pages_are_made_from(french: Path) -> None:
    """A further translation makes the pages anew."""
    assert (built(french).made, built(french).made) == (1, 0)
    catalogue = french / "languages/fr.po"
    catalogue.write_text(catalogue.read_text().replace("Aller au texte", "Au texte"))
    assert built(french).made == 1


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            'msgid "the file is empty"\nmsgstr "le {fichier} est vide"',
            r"fr\.po:1: nothing is put into \{fichier\} here",
        ),
        ("msgid no quotes", "is no catalogue of translations"),
    ],
)
def test_a_catalogue_that_is_none_is_told(tmp_path: Path, run: Callable[..., Ran], entry: str, said: str) -> None:
    """Before anything is said with it: a wrong place in a translation would end in a traceback."""
    write(tmp_path, **{"edition.toml": '[edition]\nlanguages = "."\n', "fr.po": entry})
    letter(tmp_path, "Nothing.")
    shown = run("check", cwd=tmp_path)
    assert shown.code == 2
    assert re.search(said, shown.err), shown.err


def test_a_language_that_nobody_speaks_is_told_with_its_line(tmp_path: Path) -> None:
    """The languages are ours and the project's."""
    write(tmp_path, **{"edition.toml": '[edition]\n\n[edition.check]\nlanguage = "fr"\n'})
    with pytest.raises(WrongUse, match=r"edition\.toml:4: findings are not told in 'fr'; there are en, ru, de$"):
        settings.read(tmp_path)
