# SPDX-License-Identifier: MIT
"""Characters that look right and are not: look-alikes, other forms of the same letter, what nobody sees, what was lost on the way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from edition.speech import joined, phrase, say, say_of
from edition.validate.lint.index import TEI, Fault, Index, Text
from edition.validate.lint.scripts import CYRILLIC, GREEK, LATIN

_LIKE: Final = {
    (CYRILLIC, LATIN): dict(zip("aceopxyABCEHKMOPTXYicsjIJS", "асеорхуАВСЕНКМОРТХУісѕјІЈЅ", strict=True)),
    (GREEK, LATIN): dict(zip("oAvBEZHIKMNOPTYXuip", "οΑνΒΕΖΗΙΚΜΝΟΡΤΥΧυιρ", strict=True)),
    (LATIN, CYRILLIC): dict(zip("асеорхуАВСЕНКМОРТХУіѕјІЈЅ", "aceopxyABCEHKMOPTXYisjIJS", strict=True)),
    (LATIN, GREEK): dict(zip("οΑνΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oAvBEZHIKMNOPTYX", strict=True)),
    (CYRILLIC, GREEK): dict(zip("οΑρΒΕΗΚΜΟΡΤΧ", "оАрВЕНКМОРТХ", strict=True)),
    (GREEK, CYRILLIC): dict(zip("оАрВЕНКМОРТХ", "οΑρΒΕΗΚΜΟΡΤΧ", strict=True)),
}
"""For a word of one script the letters of another that look like its own, and which those are."""
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_SUSPECT: Final = re.compile(
    r"[a-zA-Z][\u0370-\u052f\u1f00-\u1fff]|[\u0370-\u052f\u1f00-\u1fff][a-zA-Z]|[\u0370-\u03ff][\u0400-\u052f]|[\u0400-\u052f][\u0370-\u03ff]"
)
_OWN: Final = 2
"""How many letters of its own script a word must have besides: of two letters nobody can tell which is the stranger."""


def look_alikes(index: Index) -> Iterator[Fault]:
    """UNI001: a word with letters of another script that look like its own."""
    for text in index.texts:
        if text.is_prose and _SUSPECT.search(text.words):
            for word in _WORD.finditer(text.words):
                yield from _strange(text, word)


def _strange(text: Text, word: re.Match[str]) -> Iterator[Fault]:
    letters = word[0]
    scripts = {script for script in (LATIN, GREEK, CYRILLIC) if script.search(letters)}
    if len(scripts) != 2:
        return
    for own, other in (tuple(scripts), tuple(scripts)[::-1]):
        strange = other.findall(letters)
        own_letters = own.findall(letters)
        like = _LIKE[own, other]
        if len(own_letters) >= _OWN and len(own_letters) > len(strange) and all(each in like for each in strange):
            offset = next(at for at, sign in enumerate(letters) if sign in strange)
            meant = "".join(like.get(sign, sign) if sign in strange else sign for sign in letters)
            said = joined(
                (
                    say("{sign} for {other}", sign=_named(sign), other=_named(like[sign]))
                    for sign in dict.fromkeys(strange)
                ),
                ", ",
            )
            yield Fault.at(
                text,
                word.start() + offset,
                say("in “{letters}” a letter of another script looks like its own: {said}", letters=letters, said=said),
                say("write “{meant}”, if the page has that", meant=meant),
            )
            return


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "").lower()
    code = f"(U+{ord(sign):04X})"
    if not name and not _PRIVATE.match(sign):
        return say("control character {code}", code=code)
    return f"{name} {code}" if name else code


# -- other forms of the same letter ----------------------------------------------------------------------------------


def not_composed(index: Index) -> Iterator[Fault]:
    """UNI002: text that is not in Unicode's composed form (NFC)."""
    met: dict[str, tuple[Text, int, int]] = {}
    for text in index.texts:
        if text.words.isascii() or unicodedata.is_normalized("NFC", text.words):
            continue
        for offset, cluster in _clusters(text.words):
            if not unicodedata.is_normalized("NFC", cluster):
                first = met.get(cluster)
                met[cluster] = (first[0], first[1], first[2] + 1) if first else (text, offset, 1)
    if not met:
        return
    text, offset, _ = next(iter(met.values()))
    cluster = next(iter(met))
    count = sum(each[2] for each in met.values())
    composed = unicodedata.normalize("NFC", cluster)
    kinds = say_of(len(met), ", in {n} letter", ", in {n} different letters") if len(met) > 1 else ""
    yield Fault.at(
        text,
        offset,
        say(
            "“{cluster}” is {written}, and in composed form (NFC) {composed}{times}{kinds}",
            cluster=cluster,
            written=_points(cluster),
            composed=_points(composed),
            times=_times(count),
            kinds=kinds,
        ),
        say("bring the file to NFC; two forms of one letter are two letters to every search"),
    )


def _clusters(words: str) -> Iterator[tuple[int, str]]:
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or not unicodedata.combining(words[at]):
            if not words[start:at].isascii():
                yield start, words[start:at]
            start = at


def _points(letters: str) -> str:
    return " ".join(f"U+{ord(sign):04X}" for sign in letters)


def _times(count: int) -> str:
    return say_of(count, "; {n} time in the file", "; {n} times in the file") if count > 1 else ""


# -- what says nothing, or nothing to others -------------------------------------------------------------------------

_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_UNSEEN: Final = re.compile(
    "[\u0080-\u0084\u0086-\u009f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_DIRECTIONS: Final = "\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_SPOILT: Final = re.compile("[ÂÃ][\u0080-\u00bf]|â€[\u0090-\u00bf\u2018-\u2122œžŸšŒ™˜¦]|Ð[\u0080-\u00bf]|ï¿½")
_SPOILT_RUN: Final = re.compile(r"[^\s<>]*(?:[ÂÃ][\u0080-\u00bf]|â€.|Ð[\u0080-\u00bf]|ï¿½)[^\s<>]*")


def private(index: Index) -> Iterator[Fault]:
    """UNI003: characters of the private use area that the file does not describe."""
    described = "".join("".join(element.itertext("*")) for element in index.elements("char", "glyph"))
    texts = (text for text in index.texts if text.element.tag not in (f"{TEI}g", f"{TEI}mapping"))
    yield from _each_once(
        texts,
        _PRIVATE,
        phrase("the private character {sign} means nothing outside this project"),
        say(
            'describe it with `char` in `charDecl` and write `<g ref="#…"/>`, or take the character that Unicode has for it'
        ),
        besides=described,
    )


def lost(index: Index) -> Iterator[Fault]:
    """UNI004: the sign that stands for a character that was lost."""
    yield from _each_once(
        index.texts,
        re.compile("\ufffd"),
        phrase("a character was lost when the text was converted: a {sign} stands for it"),
        say("look at the source and write the character; write `<gap/>` where the page cannot be read"),
    )


def unseen(index: Index) -> Iterator[Fault]:
    """UNI005: control characters, and characters without width that steer programs."""
    yield from _each_once(
        index.texts,
        _UNSEEN,
        phrase("nobody sees the {sign}, and programs heed it"),
        say("remove it, or say in markup what it is for"),
        besides=_DIRECTIONS if index.right_to_left else "",
    )


def soft_hyphens(index: Index) -> Iterator[Fault]:
    """UNI006: soft hyphens in the text."""
    yield from _each_once(
        index.texts,
        re.compile("\u00ad"),
        phrase("a {sign} divides a word for searches, and is not seen"),
        say('remove it; where the line ends on the page, write `<lb break="no"/>`'),
    )


def spoilt(index: Index) -> Iterator[Fault]:
    """UNI007: text that was read in the wrong encoding."""
    for text in index.texts:
        if text.words.isascii():
            continue
        for met in _SPOILT.finditer(text.words):
            run = _SPOILT_RUN.search(text.words, max(0, met.start() - 30))
            word = (run[0] if run else met[0])[:40]
            meant = _read_again(word)
            if meant:
                yield Fault.at(
                    text,
                    met.start(),
                    say("“{word}” is “{meant}” read in the wrong encoding", word=word, meant=meant),
                    say(
                        "write “{meant}”, and look for more of the kind: the whole file may have been read so",
                        meant=meant,
                    ),
                )
                break


def _read_again(word: str) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return word.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""


def _each_once(
    texts: Iterable[Text], sought: re.Pattern[str], message: Callable[..., str], hint: str, besides: str = ""
) -> Iterator[Fault]:
    """A fault for each character sought, where it first stands, with how often it does."""
    met: dict[str, list[tuple[Text, int]]] = {}
    for text in texts:
        if not text.words.isascii():
            for found in sought.finditer(text.words):
                if found[0] not in besides:
                    met.setdefault(found[0], []).append((text, found.start()))
    for sign, places in met.items():
        text, offset = places[0]
        yield Fault.at(text, offset, message(sign=_named(sign)) + _times(len(places)), hint)
