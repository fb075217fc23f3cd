# SPDX-License-Identifier: MIT
"""What the checks say, they can say in each language: the catalogues have all of it, and nothing else.

`EDITION_UPDATE_LANGUAGES=1 pytest tests/house/test_languages.py` writes each new sentence into the catalogues, without a translation, and
takes out those that nobody says any more; then a translator goes to work.
"""

from __future__ import annotations

import ast
import functools
import io
import os
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog
from lxml import etree

from edition import names, rules
from edition.speech import ENGLISH, FOLDER, LANGUAGES, Said
from edition.validate import rulebook, schematron

ROOT: Final = Path(__file__).resolve().parents[2]
SPEAKERS: Final = {"say": (0,), "phrase": (0,), "say_of": (1, 2)}
"""Where the templates stand among the arguments of what says them (`edition.speech`)."""
SCHEMA: Final = names.data_folder("schemas") / "edition.sch"
OTHERS: Final = [language for language in LANGUAGES if language != ENGLISH]

Template = str | tuple[str, str]


def modules() -> list[Path]:
    """Every file of the package, and how it is called in a catalogue."""
    return sorted((ROOT / "edition").rglob("*.py"))


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKERS:
            yield node


def _literals(call: ast.Call) -> list[str] | None:
    assert isinstance(call.func, ast.Name)
    given = [call.args[at] for at in SPEAKERS[call.func.id] if at < len(call.args)]
    if len(given) < len(SPEAKERS[call.func.id]):
        return None
    texts = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return texts if len(texts) == len(given) else None


@functools.cache
def templates() -> dict[Template, list[str]]:
    """Each template that has words to be translated, in the order of the code, with the files that say it."""
    found: dict[Template, list[str]] = {}
    for path in modules():
        calls = sorted(_calls(path), key=lambda call: (call.lineno, call.col_offset))
        for literals in filter(None, map(_literals, calls)):
            template: Template = literals[0] if len(literals) == 1 else (literals[0], literals[1])
            if any(map(_has_words, literals)):
                files = found.setdefault(template, [])
                files += [name for name in [path.relative_to(ROOT).as_posix()] if name not in files]
    for file, template in (*_of_schematron(), *_of_stylesheets(), *_of_pages()):
        found.setdefault(template, []).append(file)
    return found


def _of_schematron() -> Iterator[tuple[str, str]]:
    """The words of our own rules."""
    parts = (part for pattern in rulebook.read(SCHEMA).patterns for rule in pattern.rules for part in rule.parts)
    for part in parts:
        if isinstance(part, rulebook.Assertion):
            text = "".join(each if isinstance(each, str) else "…" for each in part.parts)
            for said in schematron.spoken(part.parts, text):
                assert isinstance(said, Said)
                yield "schemas/edition.odd", said.template


def _of_stylesheets() -> Iterator[tuple[str, str]]:
    """What the views find."""
    xsl = {"xsl": "http://www.w3.org/1999/XSL/Transform"}
    for path in sorted((ROOT / "xslt").rglob("*.xsl")):
        for call in etree.parse(path).iterfind(".//xsl:call-template[@name='ed:finding']", xsl):
            for name in ("text", "hint"):
                for given in call.iterfind(f"xsl:with-param[@name='{name}']", xsl):
                    literal = re.fullmatch("'([^']*)'", given.get("select", ""))
                    assert literal, f"{path}:{given.sourceline}: write the words here; {{element}} stands for its name"
                    yield path.relative_to(ROOT).as_posix(), literal[1]


def _of_pages() -> Iterator[tuple[str, str]]:
    """What the page of each rule says that it finds."""
    for code in rules.codes():
        yield f"docs/rules/{code}.md", rules.rule(code).summary.template


def _has_words(template: str) -> bool:
    between = "".join(text for text, *_ in string.Formatter().parse(template))
    return bool(re.search(r"[^\W\d_]|[“”]", between))


def _fields(template: str) -> list[tuple[str, str, str]]:
    """What is put into a template, and how it is written there."""
    parsed = string.Formatter().parse(template)
    return sorted({(name, form or "", conversion or "") for _, name, form, conversion in parsed if name is not None})


@functools.cache
def catalogue(language: str) -> Catalog:
    """The catalogue of a language, brought up to date first if that is asked for."""
    path = FOLDER / f"{language}.po"
    known = pofile.read_po(io.BytesIO(path.read_bytes()), language)
    if os.environ.get("EDITION_UPDATE_LANGUAGES"):
        path.write_text(written(language, known), encoding="utf-8")
        known = pofile.read_po(io.BytesIO(path.read_bytes()), language)
    return known


def written(language: str, known: Catalog) -> str:
    """The file of a catalogue with each template of the code, in its order, and the translations that are known."""
    fresh = Catalog(language, header_comment=known.header_comment, fuzzy=False)
    for template, files in templates().items():
        entry = known.get(template[0] if isinstance(template, tuple) else template)
        fresh.add(template, entry.string if entry else None, locations=[(file, None) for file in files])
    stream = io.BytesIO()
    pofile.write_po(stream, fresh, width=0)
    # who made it and when is history's to tell
    return re.sub(
        r'^"(?!Language:|Plural-|MIME-|Content-)[A-Z][\w-]+: .*\n', "", stream.getvalue().decode(), flags=re.MULTILINE
    )


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_are_literals(path: Path) -> None:
    """A sentence that is put together before it is said is in no catalogue."""
    if path.name == "speech.py":
        return
    for call in _calls(path):
        literals = _literals(call)
        assert literals is not None, f"{path}:{call.lineno}: write the template here, and give it what is put into it"
        kinds = [[field for field in _fields(each) if field[0] != "n"] for each in literals]
        assert kinds[0] == kinds[-1], (
            f"{path}:{call.lineno}: other languages say both of several numbers: put the same into both"
        )


FOUND: Final = {"Finding": (2, 3), "Fault.at": (2, 3), "WrongUse": (0,), "SomethingMissing": (0,), "EditionError": (0,)}
"""Where words stand among the arguments of what is found, or is wrong with a call."""


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_found_is_said(path: Path) -> None:
    """No finding and no wrong use is put into words that can only be read in English."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (called := ast.unparse(node.func)) in FOUND:
            for at in FOUND[called]:
                for words in ast.walk(node.args[at]) if at < len(node.args) else ():
                    if isinstance(words, ast.Call):
                        break
                    plain = isinstance(words, ast.JoinedStr) or (isinstance(words, ast.Constant) and words.value)
                    assert not plain, f"{path}:{words.lineno}: say({ast.unparse(words)}), so that it can be translated"


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_untranslated(language: str) -> None:
    """Each template has its translation, in each form of number that the language has."""
    known = catalogue(language)
    missing = []
    for template in templates():
        entry = known.get(template[0] if isinstance(template, tuple) else template)
        strings = (entry.string if isinstance(entry.string, tuple) else (entry.string,)) if entry else ()
        if not strings or not all(strings) or (entry and entry.fuzzy) or len(strings) != _forms(known, template):
            missing.append(template)
    assert missing == []


def _forms(known: Catalog, template: Template) -> int:
    return known.num_plurals if isinstance(template, tuple) else 1


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_stale(language: str) -> None:
    """What is said no more is not in the catalogue any more."""
    assert [entry.id for entry in catalogue(language) if entry.id and _key(entry.id) not in templates()] == []


def _key(id_: str | list[str] | tuple[str, ...]) -> Template:
    return id_ if isinstance(id_, str) else (id_[0], id_[1])


def _translations(language: str) -> Iterator[tuple[str, str]]:
    """Each translation that there is, after its template; of one that counts, that for many."""
    for entry in catalogue(language):
        for said in entry.string if isinstance(entry.string, tuple) else (entry.string,):
            if entry.id and said:
                yield (entry.id if isinstance(entry.id, str) else entry.id[1]), said


_CODE: Final = re.compile("`[^`]*`")


@pytest.mark.parametrize("language", OTHERS)
def test_the_same_is_put_into_it(language: str) -> None:
    """A translation has the places of its template, each written in the same way."""
    for template, said in _translations(language):
        assert _fields(said) == _fields(template), f"{language}: {template}"


@pytest.mark.parametrize("language", OTHERS)
def test_code_stays_code(language: str) -> None:
    """What stands between backticks is written in the file, and is the same in every language."""
    for template, said in _translations(language):
        assert sorted(_CODE.findall(said)) == sorted(_CODE.findall(template)), f"{language}: {template}"
