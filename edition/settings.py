# SPDX-License-Identifier: MIT
"""What a project may decide for itself, from the table `[edition]` of its `edition.toml` (or `[tool.edition]` of `pyproject.toml`).

Without such a file the defaults hold: documents in `tei/`, schemas of this program, result in `build/`.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from edition import checkdigits, names, rules
from edition.errors import WrongUse
from edition.findings import Severity
from edition.speech import LANGUAGES, say

OFF: Final = "off"
"""The weight of a rule that a project does not want to hear of."""

ORDERS: Final = ("keep", "canonical")
"""In which order the attributes of a tag stand: as they are written, or `xml:id`, `n`, `xml:lang`, `type`, `subtype` first."""
QUOTES: Final = ("keep", "double", "single")
"""Which quotation marks are around a value; a value that holds them keeps its own."""


@dataclass(frozen=True, slots=True)
class Check:
    """What `edition check` tells of a project: the table `[edition.check]`. A code may be given by its beginning, or as `ALL`."""

    select: tuple[str, ...] = ()
    """The rules that are told; none given: all of them."""
    ignore: tuple[str, ...] = ()
    """The rules that are not."""
    severity: Mapping[str, str] = field(default_factory=dict)
    """Codes, each with `error`, `warning`, `info` or `off`, where the project weighs a rule otherwise than its page."""
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Pattern of file names, from the folder of the settings (`letters/18*.xml`), each with the codes that are not told of these files."""
    rules_url: str = ""
    """Where the pages of the rules can be read on the net, `{code}` standing for the code: reports link to it."""
    language: str = ""
    """The language of what is found, one of `LANGUAGES` or of the project's; "" for that of the user's environment."""


@dataclass(frozen=True, slots=True)
class Fmt:
    """How `edition fmt` lays a source out: the table `[edition.fmt]`."""

    indent: int = 2
    """How many spaces an element stands deeper than the one around it."""
    width: int = 140
    """How many characters a line has at most, where tags can be broken."""
    attribute_order: str = ORDERS[0]
    """In which order attributes stand, one of `ORDERS`."""
    quotes: str = QUOTES[0]
    """The quotation marks around values, one of `QUOTES`."""


PARTS: Final = ("half-title", "imprint", "contents", "note", "ledger", "registers", "bibliography", "colophon")
"""The parts of a volume that can be left out of it; the ledger is that of each document."""

TRANSLATIONS: Final = ("following", "facing", "none")
"""Where a translation stands in a volume: behind its original, beside it, or nowhere."""

TRIMS: Final = {"A4": (210.0, 297.0), "A5": (148.0, 210.0), "B5": (176.0, 250.0)}

_FILE: Final = "book.pdf"
_TRIM: Final = "170x240mm"


@dataclass(frozen=True, slots=True)
class Book:
    """The volume that `edition build --book` makes: the table `[edition.book]`. What it does not say the headers of the documents do."""

    file: str = _FILE
    """What the PDF is called."""
    title: str = ""
    """Its title; else that of the edition, else that of its only text."""
    subtitle: str = ""
    """What stands below the title."""
    editors: tuple[str, ...] = ()
    """Who edited it; none given: whom the headers name."""
    imprint: tuple[str, ...] = ()
    """Publisher, place, year, each on a line; none given: what the headers say of publication."""
    isbn: str = ""
    """Its number; "" for none."""
    trim: str = _TRIM
    """The size of its pages: a name of `TRIMS`, or width and height in millimetres."""
    languages: tuple[str, ...] = ()
    """The languages of its documents; none given: all of them. The volume itself speaks the first."""
    order: tuple[str, ...] = ()
    """Patterns of file names, in the order in which they come, and only those; or `date`; none given: as the files are found."""
    translation: str = TRANSLATIONS[0]
    """Where a translation stands, one of `TRANSLATIONS`: behind its original, beside it, or nowhere."""
    view: str = names.VIEWS[0]
    """The view in which the documents are set, one of `names.VIEWS`."""
    leave_out: tuple[str, ...] = ()
    """Of `PARTS`, those that it does not have."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page in millimetres."""
        found = size(self.trim)
        assert found is not None  # noqa: S101 - asked when the settings were read
        return found


def size(trim: str) -> tuple[float, float] | None:
    """The millimetres of a trim, by its name or as `170x240mm`; nothing, where it is none, or one that no text fits on."""
    if named := TRIMS.get(trim.upper()):
        return named
    given = re.fullmatch(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*mm", trim)
    if given is None or not (110 <= float(given[1]) <= 420 and 160 <= float(given[2]) <= 600):
        return None
    return float(given[1]), float(given[2])


COUNTS: Final = ("per-document", "per-page")
"""Where what is numbered in print begins anew."""
APPARATUS: Final = ("notes", "lines")
"""How what is noted on a text is found from it: called by letters, or by the numbers of its lines."""
LAYOUTS: Final = ("stacked", "run-in")
"""How the entries of an apparatus stand: each for itself, or as one paragraph."""

_EVERY: Final = 5
_MANY: Final = 100


@dataclass(frozen=True, slots=True)
class Print:
    """What is numbered on the pages of PDFs, how, and how they look: the table `[edition.print]`."""

    line_numbers: int = 0
    """Every how many lines there is a number in the margin; 0 for none, or where the apparatus needs them, for 5."""
    lines: str = COUNTS[0]
    """Where lines are counted anew, one of `COUNTS`."""
    notes: str = COUNTS[0]
    """Where called notes are counted anew, one of `COUNTS`."""
    apparatus: str = APPARATUS[0]
    """How what is noted on a text is found from it, one of `APPARATUS`: called by letters, or by the numbers of its lines."""
    apparatus_layout: str = LAYOUTS[0]
    """How the entries of an apparatus stand, one of `LAYOUTS`: each for itself, or as one paragraph."""
    style: str = ""
    """A style sheet of the project that is read after ours; "" for none."""

    @property
    def every(self) -> int:
        """Every how many lines there is a number in the margin."""
        return self.line_numbers or (_EVERY if self.by_lines else 0)

    @property
    def by_lines(self) -> bool:
        """Whether there is an apparatus by lines, which tells also what was done to the text."""
        return self.apparatus == "lines"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may be at most, and what work on one may take: the table `[edition.limits]`. No honest document comes near."""

    size: int = 256
    """Millions of bytes of a file, what it includes counted with it."""
    elements: int = 20_000_000
    """How many elements a document has."""
    depth: int = 256
    """How many elements stand in one another."""
    attributes: int = 500
    """How many an element has."""
    acts: int = 100
    """How many acts lie over the same words: deletions, additions, spans, what is undone of them."""
    seconds: int = 1800
    """How long a process may work on a text, or on a portion of files that are checked; 0: as long as it takes."""
    memory: int = 0
    """Millions of bytes that such a process may take; 0: what the machine has."""


@dataclass(frozen=True, slots=True)
class Web:
    """What the site needs to know of the net, and how it looks: the table `[edition.site]`."""

    url: str = ""
    """The address under which the site will be read; without it, what must name whole addresses is not made."""
    email: str = ""
    """To whom those write who harvest the catalogues."""
    gateway: str = ""
    """The address of a gateway of OAI static repositories; with it and `email` the site has a repository."""
    cmif: bool = False
    """Whether the letters are told to correspSearch, which puts what is told under CC BY 4.0."""
    theme: str = ""
    """A style sheet of the project that is read after ours: its colours, type and margins, and whatever else; "" for none."""
    search: bool = True
    """Whether the site has a search."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the whole edition. Paths begin at `root`, the folder that the settings were found in."""

    root: Path = field(default_factory=Path.cwd)
    title: str = ""
    """The title of the edition, at the head of its pages."""
    documents: str = "tei"
    """The folder of the documents and registers."""
    out: str = "build"
    """The folder that is built into; whatever lies in it is replaced."""
    text_fonts: tuple[str, ...] = ("Charis SIL", "Charis", "Gentium Plus", "Gentium")
    """The families for the text, the first that this machine has."""
    typewriter_fonts: tuple[str, ...] = ("CMU Typewriter Text", "PT Mono")
    """The families for what was typed, the first that this machine has."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """Further apparatus marks of the project's transcripts for `edition collate`: regular expressions, each with names of elements."""
    signs: str = names.SIGNS[0]
    """The system of signs of the diplomatic view, one of `names.SIGNS`."""
    lineation: bool = False
    """Whether the lines of the document are numbered in the diplomatic view, where they are recorded."""
    places: Mapping[str, str] = field(default_factory=dict)
    """The project's own words for where something was written (`@place`), each with the word of `xslt/steps/places.xml` that it means."""
    schemas: Mapping[str, str] = field(default_factory=dict)
    """Where the schemas are that documents name by public addresses: addresses (or how they begin, with `/`), each with a path."""
    catalog: str = ""
    """An XML catalog that says it too; "" for none."""
    languages: str = ""
    """The folder of the project's own words: `fr.po` in it adds a language, `ru.po` says some of ours otherwise; "" for none."""
    xslt: str = ""
    """The folder of the project's own stylesheets: `reading.xsl` in it is laid over ours; "" for none."""
    check: Check = field(default_factory=Check)
    """What `edition check` tells."""
    fmt: Fmt = field(default_factory=Fmt)
    """How `edition fmt` writes."""
    site: Web = field(default_factory=Web)
    """Where the site is read."""
    book: Book = field(default_factory=Book)
    """The volume of all documents."""
    print: Print = field(default_factory=Print)
    """What is numbered on paper."""
    limits: Limits = field(default_factory=Limits)
    """What a document may be at most."""

    @property
    def catalogues(self) -> dict[str, Path]:
        """The files of the project's own words by their languages."""
        files = sorted((self.root / self.languages).glob("*.po")) if self.languages else []
        return {path.stem: path for path in files}


TABLES: Final[Mapping[str, type]] = {
    "check": Check,
    "fmt": Fmt,
    "site": Web,
    "book": Book,
    "print": Print,
    "limits": Limits,
}
"""The tables within `[edition]`."""


def read(folder: Path | None = None) -> Settings:
    """The settings that hold in a folder: of the nearest `edition.toml` or `pyproject.toml` with a table for us, upward.

    Raises `WrongUse` for a file that is no TOML, or for a key, a value or a code that means nothing, with its line and what was meant.
    """
    start = (folder or Path.cwd()).resolve()
    for root in (start, *start.parents):
        for name, keys in (("edition.toml", ("edition",)), ("pyproject.toml", ("tool", "edition"))):
            path = root / name
            if path.is_file() and (source := _read(path, keys)) is not None:
                return _settings(root, source)
    return Settings(root=start)


@dataclass(frozen=True, slots=True)
class _Source:
    """A file of settings, the keys that lead to our table in it, and the table."""

    path: Path
    text: str
    keys: tuple[str, ...]
    table: dict[str, Any]

    def wrong(self, said: str, *keys: str, value: str = "") -> WrongUse:
        """What is wrong with the value of a key of our table (or with one of its values), with its line."""
        line = _line(self.text, (*self.keys, *keys), value)
        return WrongUse(say("{place}: {said}", place=f"{self.path}{f':{line}' if line else ''}", said=said))


def _read(path: Path, keys: tuple[str, ...]) -> _Source | None:
    try:
        text = path.read_text(encoding="utf-8")
        table: Any = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUse(say("{file} is not readable as TOML: {error}", file=path, error=error)) from error
    if len(keys) == 1 and (others := table.keys() - set(keys)):  # a file that is ours alone
        said = say("`{key}` stands outside of `[edition]`, where all settings are", key=min(others))
        raise _Source(path, text, (), table).wrong(said, min(others))
    for key in keys:
        table = table.get(key)
        if not isinstance(table, dict):
            return None
    return _Source(path, text, keys, dict(table))


def _settings(root: Path, source: _Source) -> Settings:
    given = _given(source, source.table, Settings, (), besides=tuple(TABLES))
    if given.get("signs", names.SIGNS[0]) not in names.SIGNS:
        said = say(
            "{value!r} is no system of signs; there are {known}", value=given["signs"], known=", ".join(names.SIGNS)
        )
        raise source.wrong(said, "signs")
    for word, place in given.get("places", {}).items():
        if place not in (known := _places()):
            said = say("{value!r} is no place; there are {known}", value=place, known=", ".join(known))
            raise source.wrong(said, "places", word)
    for key in ("languages", "xslt"):
        _ensure_there(source, root, given.get(key, ""), key, is_folder=True)
    speaking = Settings(root=root, languages=given.get("languages", "")).catalogues
    tables: dict[str, Any] = {
        "check": _check(source, (*LANGUAGES, *speaking)),
        "fmt": _fmt(source),
        "site": _site(source, root),
        "book": _book(source),
        "print": _print(source, root),
        "limits": _limits(source),
    }
    return Settings(root=root, **given, **tables)


def _places() -> list[str]:
    """The names of the places on a sheet."""
    table = names.data_folder("xslt") / "steps/places.xml"
    return re.findall(r'<place name="([\w-]+)"', table.read_text(encoding="utf-8"))


def _limits(source: _Source) -> Limits:
    given = _given(source, _table(source, "limits"), Limits, ("limits",))
    for key, value in given.items():
        if value < (0 if key in ("seconds", "memory") else 1):
            raise source.wrong(say("`{key}` of `[edition.limits]` is too small", key=key), "limits", key)
    return Limits(**given)


def _fmt(source: _Source) -> Fmt:
    given = _given(source, _table(source, "fmt"), Fmt, ("fmt",))
    for key, least, most in (("indent", 0, 16), ("width", 20, 10_000)):
        if not least <= given.get(key, least) <= most:
            raise source.wrong(
                say("`{key}` is a number from {least} to {most}", key=key, least=least, most=most), "fmt", key
            )
    _ensure_among(source, given, "fmt", attribute_order=ORDERS, quotes=QUOTES)
    return Fmt(**given)


def _ensure_among(source: _Source, given: Mapping[str, Any], table: str, **known: tuple[str, ...]) -> None:
    """Raise `WrongUse` for a value of a table that is none of the words known for its key."""
    for name, words in known.items():
        if given.get(name, words[0]) not in words:
            key = name.replace("_", "-")
            said = say(
                "{value!r} is no value of `{key}`; there are {known}",
                value=given[name],
                key=key,
                known=", ".join(words),
            )
            raise source.wrong(said, table, key)


def _ensure_there(source: _Source, root: Path, path: str, *keys: str, is_folder: bool = False) -> None:
    """That what a project has of its own lies in it: nothing else is read, and no way leads out of it."""
    place = (root / path).resolve()
    if not path or (place.is_relative_to(root.resolve()) and (place.is_dir() if is_folder else place.is_file())):
        return
    raise source.wrong(
        say("there is no folder {value!r} in this project", value=path)
        if is_folder
        else say("there is no file {value!r} in this project", value=path),
        *keys,
    )


def _site(source: _Source, root: Path) -> Web:
    given = _given(source, _table(source, "site"), Web, ("site",))
    for key in ("url", "gateway"):
        if given.get(key):
            if not _ADDRESS.match(given[key]):
                raise source.wrong(say("{value!r} is no address on the net", value=given[key]), "site", key)
            given[key] = f"{given[key].rstrip('/')}/"
    if (email := given.get("email", "")) and not re.fullmatch(r"[^\s@]+@[^\s@]+", email):
        raise source.wrong(say("{value!r} is no address of mail", value=email), "site", "email")
    _ensure_there(source, root, given.get("theme", ""), "site", "theme")
    return Web(**given)


_ADDRESS: Final = re.compile(r"https?://\S+\Z")


def _book(source: _Source) -> Book:
    given = _given(source, _table(source, "book"), Book, ("book",))
    if size(given.get("trim", _TRIM)) is None:
        said = say(
            "{value!r} is no size of a page; write `170x240mm`, or {known}", value=given["trim"], known=", ".join(TRIMS)
        )
        raise source.wrong(said, "book", "trim")
    if not re.fullmatch(r"[^/\\\0]+\.pdf", given.get("file", _FILE)):
        raise source.wrong(say("{value!r} is no name of a PDF", value=given["file"]), "book", "file")
    number = re.sub(r"[ -]", "", given.get("isbn", ""))
    if number and not (checkdigits.ISBN.fullmatch(number) and checkdigits.isbn(number)):
        raise source.wrong(say("{value!r} is no ISBN", value=given["isbn"]), "book", "isbn")
    _ensure_among(source, given, "book", translation=TRANSLATIONS, view=names.VIEWS)
    for part in given.get("leave_out", ()):
        if part not in PARTS:
            said = say(
                "{value!r} is no part of a book to leave out; there are {known}", value=part, known=", ".join(PARTS)
            )
            raise source.wrong(said, "book", "leave-out", value=part)
    return Book(**given)


def _print(source: _Source, root: Path) -> Print:
    given = _given(source, _table(source, "print"), Print, ("print",))
    if not 0 <= given.get("line_numbers", 0) <= _MANY:
        said = say("`{key}` is a number from {least} to {most}", key="line-numbers", least=0, most=_MANY)
        raise source.wrong(said, "print", "line-numbers")
    _ensure_among(source, given, "print", lines=COUNTS, notes=COUNTS, apparatus=APPARATUS, apparatus_layout=LAYOUTS)
    _ensure_there(source, root, given.get("style", ""), "print", "style")
    return Print(**given)


def _table(source: _Source, name: str) -> dict[str, Any]:
    table = source.table.get(name, {})
    if not isinstance(table, dict):
        raise source.wrong(say("`{name}` is a table, `[edition.{name}]`", name=name), name)
    return table


def _check(source: _Source, languages: Sequence[str]) -> Check:
    given = _given(source, _table(source, "check"), Check, ("check",))
    for key in ("select", "ignore"):
        _ensure_codes(source, given.get(key, ()), "check", key)
    weights = [*(each.value for each in Severity), OFF]
    for code, weight in given.get("severity", {}).items():
        _ensure_codes(source, [code], "check", "severity")
        if weight not in weights:
            said = say("{value!r} is no weight of a rule; there are {known}", value=weight, known=", ".join(weights))
            raise source.wrong(said, "check", "severity", code)
    for pattern, codes in given.get("per_file", {}).items():
        _ensure_codes(source, codes, "check", "per-file", pattern)
    url = given.get("rules_url", "")
    if url and not _ADDRESS.match(url):
        raise source.wrong(say("{value!r} is no address on the net", value=url), "check", "rules-url")
    language = given.get("language", "")
    if language and language not in languages:
        said = say("findings are not told in {value!r}; there are {known}", value=language, known=", ".join(languages))
        raise source.wrong(said, "check", "language")
    return Check(**given)


def _ensure_codes(source: _Source, codes: Iterable[str], *keys: str) -> None:
    if wrong := rules.meaningless(codes):
        word, said = wrong
        raise source.wrong(said, *keys, value=word)


KINDS: Final = {
    "str": say("a text between quotation marks"),
    "bool": say("true or false"),
    "int": say("a whole number"),
    "tuple[str, ...]": say('a list of texts, `["…", "…"]`'),
    "Mapping[str, str]": say('a table of texts, `"…" = "…"`'),
    "Mapping[str, tuple[str, ...]]": say('a table of lists, `"…" = ["…"]`'),
}
"""What a value is, by the type of its field."""


def _given(
    source: _Source, table: dict[str, Any], what: type, above: tuple[str, ...], besides: tuple[str, ...] = ()
) -> dict[str, Any]:
    """What a table gives for the fields of a class, each of the kind that the field is."""
    known = {item.name: item for item in fields(what) if item.name != "root"}
    given: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            of = say(" of `[{table}]`", table=".".join((*source.keys, *above))) if above else ""
            ways = (
                say("did you mean `{meant}`?", meant=near[0].replace("_", "-"))
                if near
                else say("there are {known}", known=", ".join(sorted(known)).replace("_", "-"))
            )
            raise source.wrong(say("`{key}` is no setting{of}; {ways}", key=key, of=of, ways=ways), *above, key)
        if name in besides:
            continue
        kind = str(known[name].type)
        if not _is_of(value, kind):
            raise source.wrong(say("`{key}` must be {kind}", key=key, kind=KINDS[kind]), *above, key)
        given[name] = _frozen(value)
    return given


def _is_of(value: object, kind: str) -> bool:
    match kind:
        case "bool":
            return isinstance(value, bool)
        case "int":
            return isinstance(value, int) and not isinstance(value, bool)
        case "tuple[str, ...]":
            return isinstance(value, list) and all(isinstance(each, str) for each in value)
        case "Mapping[str, str]":
            return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
        case "Mapping[str, tuple[str, ...]]":
            return isinstance(value, dict) and all(_is_of(each, "tuple[str, ...]") for each in value.values())
        case _:
            return isinstance(value, str)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(value) if isinstance(value, list) else value


_KEY: Final = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)"""
_DOTTED: Final = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEAD: Final = re.compile(rf"\s*\[\s*({_DOTTED})\s*\]")
_ENTRY: Final = re.compile(rf"\s*({_DOTTED})\s*=")


def _line(text: str, keys: tuple[str, ...], value: str) -> int:
    """The line (from 1) where TOML gives these keys, or where the value stands that one of its values is; 0 where none is found.

    tomllib tells no lines. A key of an inline table is sought from the line where the table begins.
    """
    lines = text.splitlines()
    best = number = 0
    for depth, at in _entries(lines, keys):
        if depth > best:
            best, number = depth, at
    sought = [f'"{value}"', f"'{value}'", value] if value else list(keys[best:])
    for word in sought:
        for at in range(max(number, 1), len(lines) + 1):
            if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", lines[at - 1]):
                return at
    return number


def _entries(lines: list[str], keys: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Each line that opens a table or a value on the way to the keys: how many of the keys it has reached, and its number."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        if head := _HEAD.match(line):
            path = table = _parts(head[1])
        elif entry := _ENTRY.match(line):
            path = (*table, *_parts(entry[1]))
        else:
            continue
        shared = min(len(path), len(keys))
        if path[:shared] == keys[:shared]:
            yield shared, number


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_KEY, dotted))
