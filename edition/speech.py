# SPDX-License-Identifier: MIT
"""What the checks say, in the language of whoever reads it.

English is written in the code, at the place where something is found: `say("the file is empty")`. The sentence is an English `str` to
all that handle it, and remembers what it was made of. Only where it is shown is it `translated`, by `languages/ru.po` and `de.po`;
fingerprints, baselines and codes are those of the English, whoever reads.

A project's own catalogues (`learn`) add languages, and say some sentences otherwise. In them an entry with a context is a word of the
pages, under its key in `xslt/lib/labels/en.xml`.
"""

from __future__ import annotations

import functools
import gettext
import io
import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from edition.errors import WrongUse

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ENGLISH: Final = "en"
LANGUAGES: Final = (ENGLISH, "ru", "de")
"""The languages that the checks speak: English and those with a catalogue."""

FOLDER: Final = Path(__file__).with_name("languages")
"""Where the catalogues lie, one `CODE.po` for each language but English."""


class Said(str):
    """An English sentence that knows its template (`no element has the id “{name}”`) and what was put into it, which may be said too.

    `many` is the template for more than one, where it counts something: then `arguments["n"]` is the number.
    """

    __slots__ = ("arguments", "many", "template")
    template: str
    arguments: Mapping[str, str | int]
    many: str

    def __new__(cls, template: str, arguments: Mapping[str, object], many: str = "") -> Self:
        """The sentence, from its template (or that for many) and what is put into it; `KeyError` where something is missing."""
        kept = {name: _kept(value) for name, value in arguments.items()}
        self = super().__new__(cls, (many if many and kept["n"] != 1 else template).format(**kept))
        self.template, self.arguments, self.many = template, kept, many
        return self

    def __add__(self, other: str) -> Said:
        return Said("{first}{then}", {"first": self, "then": other})

    def __radd__(self, other: str) -> Said:
        return Said("{first}{then}", {"first": other, "then": self})

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.template, self.arguments, self.many)


def _kept(value: object) -> str | int:
    """What is remembered of an argument: of what was raised, what it said; of a path and the like, how it is written."""
    if isinstance(value, Exception) and value.args and isinstance(value.args[0], Said):
        return value.args[0]
    return value if isinstance(value, str | int) else str(value)


def say(template: str, /, **arguments: object) -> Said:
    """The sentence of a template, its `{names}` filled. The template is a literal: catalogues are made from the code."""
    return Said(template, arguments)


def say_of(n: int, one: str, many: str, /, **arguments: object) -> Said:
    """A sentence about a number of things, `{n}` in its templates: that for one, and that for any other number."""
    return Said(one, {"n": n, **arguments}, many)


def phrase(template: str, /) -> Callable[..., Said]:
    """A sentence to be said later, of something that is then known: a table holds it, and is asked `…(name=name)`."""
    return functools.partial(say, template)


def joined(parts: Iterable[str], between: str = "") -> str:
    """The parts as one sentence that can still be translated, piece by piece, and so can what stands `between` them."""
    kept = {f"part{number}": part for number, part in enumerate(parts)}
    return Said("{between}".join(f"{{{name}}}" for name in kept), {**kept, "between": between})


def plain(message: str) -> Any:
    """A message as JSON can hold it, what it was made of included; `unplain` makes it again."""
    if not isinstance(message, Said):
        return str(message)
    arguments = {name: plain(value) if isinstance(value, str) else value for name, value in message.arguments.items()}
    return [message.template, arguments, message.many]


def unplain(kept: Any) -> str:
    """The message of which `plain` made this. Raises `ValueError`, `TypeError` or `KeyError` for what no message became."""
    if isinstance(kept, str):
        return kept
    template, arguments, many = kept
    return Said(
        template, {name: value if isinstance(value, int) else unplain(value) for name, value in arguments.items()}, many
    )


def translated(message: str, language: str) -> str:
    """A message in a language; in English, or as others wrote it, where nobody has translated it."""
    if language == ENGLISH or not isinstance(message, Said):
        return str(message)
    arguments = {
        name: translated(value, language) if isinstance(value, str) else value
        for name, value in message.arguments.items()
    }
    return _template(language, message).format(**arguments)


def _template(language: str, message: Said) -> str:
    known = _catalogue(language)
    if not message.template:
        return ""  # under which a catalogue keeps its head
    if message.many:
        return known.ngettext(message.template, message.many, int(message.arguments["n"]))
    return known.gettext(message.template)


_learnt: dict[str, Path] = {}


def learn(catalogues: Mapping[str, Path]) -> None:
    """From now on, what is said is said with these catalogues over ours, by their languages. Raises `WrongUse` for one that is none."""
    if catalogues != _learnt:
        _learnt.clear()
        _catalogue.cache_clear()
        _learnt.update(catalogues)
    for language in catalogues:
        _catalogue(language)


def languages() -> tuple[str, ...]:
    """The languages that the checks speak: ours, and those that were learnt."""
    return tuple(dict.fromkeys((*LANGUAGES, *_learnt)))


@functools.cache
def _catalogue(language: str) -> gettext.NullTranslations:
    known = gettext.NullTranslations()
    for path in (FOLDER / f"{language}.po", *filter(None, [_learnt.get(language)])):
        if path.is_file():
            over = _compiled(path, language)
            over.add_fallback(known)
            known = over
    return known


def _compiled(path: Path, language: str) -> gettext.GNUTranslations:
    from babel.messages import mofile  # noqa: PLC0415 - who reads English waits for no catalogue

    compiled = io.BytesIO()
    mofile.write_mo(compiled, _read(path, language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def labels(path: Path, language: str) -> dict[str, str]:
    """The words of pages in a catalogue, by their keys; those that are translated. Raises `WrongUse` for one that is none."""
    return {
        entry.context: entry.string
        for entry in _read(path, language)
        if entry.context and entry.string and isinstance(entry.string, str) and not entry.fuzzy
    }


_FIELD: Final = re.compile(r"\{(\w*)[^{}]*\}")


def _read(path: Path, language: str) -> Catalog:
    """A catalogue, each translation of which has place for what is put into it, and for nothing else."""
    from babel.core import UnknownLocaleError  # noqa: PLC0415
    from babel.messages import pofile  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            known = pofile.read_po(file, language, abort_invalid=True)
    except (pofile.PoFileError, UnicodeDecodeError, UnknownLocaleError, ValueError, OSError) as error:
        raise WrongUse(say("{file} is no catalogue of translations: {error}", file=path, error=error)) from error
    for entry in known:
        template = entry.id if isinstance(entry.id, str) else "".join(entry.id)
        for said in (entry.string,) if isinstance(entry.string, str) else entry.string or ():
            if template and (further := set(_FIELD.findall(said)) - set(_FIELD.findall(template))):
                told = ", ".join(f"{{{name}}}" for name in sorted(further))
                raise WrongUse(
                    say("{file}:{line}: nothing is put into {told} here", file=path, line=entry.lineno or 0, told=told)
                )
    return known


def untranslated(language: str, words: Mapping[str, str]) -> str:
    """A catalogue with nothing translated yet: the `words` of pages by their keys, and every sentence of the checks.

    Raises `WrongUse` for a language of which nobody has said how it counts (CLDR).
    """
    from babel.core import UnknownLocaleError  # noqa: PLC0415
    from babel.messages import pofile  # noqa: PLC0415
    from babel.messages.catalog import Catalog  # noqa: PLC0415

    try:
        fresh = Catalog(language, header_comment="", fuzzy=False)
    except (UnknownLocaleError, ValueError) as error:
        raise WrongUse(
            say("{language!r} is the code of no language that we know how to count in", language=language)
        ) from error
    for key, text in words.items():
        fresh.add(text, context=key)
    for entry in _read(FOLDER / "ru.po", "ru"):
        if entry.id:
            fresh.add(entry.id)
    stream = io.BytesIO()
    pofile.write_po(stream, fresh, width=0)
    return _NEEDLESS.sub("", stream.getvalue().decode())


_NEEDLESS: Final = re.compile(r'^"(?!Language:|Plural-|MIME-|Content-)[A-Z][\w-]+: .*\n|^#\s*\n', re.MULTILINE)
"""What gettext writes at the head of a catalogue, and history tells better."""


def of_environment(value_of: Callable[[str], str | None] = os.environ.get) -> str:
    """The language that the user's environment asks for (POSIX: `LC_ALL`, `LC_MESSAGES`, `LANG`), English for one that we do not speak."""
    asked = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := value_of(name))), "")
    code = asked.partition(".")[0].partition("_")[0].lower()
    return code if code in languages() else ENGLISH
