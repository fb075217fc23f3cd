# SPDX-License-Identifier: MIT
"""Whether `xml:lang` says what it should, and says it where the script changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from edition.speech import phrase, say
from edition.validate.lint import scripts
from edition.validate.lint.index import LANG, TEI, Fault, Index, local

_FORM: Final = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*"
    r"(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+|i-[a-z]+|art-lojban|zh-min-nan|no-bok|no-nyn|sgn-(?:be-fr|be-nl|ch-de)",
    re.IGNORECASE,
)
"""The form of a tag in RFC 5646, 2.1, with the old tags that it keeps."""
_XSD: Final = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
"""The form that every TEI schema asks for: what has not even that is RELAX NG's to tell."""

_PAIRS: Final = """eng:en ger:de deu:de fre:fr fra:fr lat:la ita:it spa:es por:pt dut:nl nld:nl dan:da swe:sv nor:no nob:nb nno:nn
    ice:is isl:is fin:fi est:et lav:lv lit:lt pol:pl cze:cs ces:cs slo:sk slk:sk hun:hu rum:ro ron:ro slv:sl hrv:hr srp:sr bos:bs
    mac:mk mkd:mk bul:bg rus:ru ukr:uk bel:be gre:el ell:el alb:sq sqi:sq tur:tr arm:hy hye:hy geo:ka kat:ka heb:he yid:yi ara:ar
    per:fa fas:fa urd:ur hin:hi san:sa ben:bn tam:ta tel:te mar:mr pli:pi tib:bo bod:bo chi:zh zho:zh jpn:ja kor:ko vie:vi tha:th
    bur:my mya:my khm:km mon:mn cat:ca glg:gl baq:eu eus:eu gle:ga gla:gd wel:cy cym:cy bre:br cor:kw ltz:lb afr:af chu:cu kaz:kk
    oci:oc epo:eo ind:id may:ms msa:ms swa:sw amh:am som:so"""
_SHORT: Final = dict(pair.split(":") for pair in _PAIRS.split())
"""Codes of three letters whose language has one of two, which is then the tag (RFC 5646, 2.2.1)."""
_COUNTRIES: Final = {"jp": "ja", "cz": "cs", "dk": "da", "gr": "el", "cn": "zh", "ua": "uk", "sp": "es"}
"""Codes of countries, and the like, that are taken for those of languages, which they are not."""
_OLD: Final = {"iw": "he", "in": "id", "ji": "yi", "mo": "ro"}


def tags(index: Index) -> Iterator[Fault]:
    """LNG001: a language tag that is none, or is not the one that programs look for."""
    met: set[str] = set()
    for element in index.document.elements:
        tag = element.get(LANG)
        if tag and tag not in met and element.tag.startswith(TEI):
            met.add(tag)
            if wrong := _wrong(tag):
                yield Fault(element, say('xml:lang="{tag}" {wrong}', tag=tag, wrong=wrong[0]), wrong[1], "xml:lang")
    for element in index.elements("language"):
        tag = element.get("ident")
        if tag and tag not in met and (wrong := _wrong(tag)):
            yield Fault(element, say('@ident="{tag}" {wrong}', tag=tag, wrong=wrong[0]), wrong[1], "ident")


def replaced(tag: str) -> str:
    """The tag that programs know for a code of three letters or a withdrawn one; "" where the tag is another matter."""
    primary, _, rest = tag.partition("-")
    meant = _SHORT.get(primary.lower()) or _OLD.get(primary.lower(), "")
    tag = f"{meant}-{rest}" if rest else meant
    return tag if meant and _FORM.fullmatch(tag) else ""


def _wrong(tag: str) -> tuple[str, str] | None:
    if not _XSD.fullmatch(tag):
        return None
    primary, _, rest = tag.partition("-")
    for known, said in (
        (_SHORT, phrase("has the code of three letters: the tag of the language is “{meant}”")),
        (_COUNTRIES, phrase("begins with no language: “{meant}” is meant")),
        (_OLD, phrase("begins with a code that was withdrawn for “{meant}”")),
    ):
        if meant := known.get(primary.lower()):
            return said(meant=meant), say('write "{tag}"', tag=f"{meant}-{rest}" if rest else meant)
    if _FORM.fullmatch(tag):
        return None
    return (
        say("is no language tag (BCP 47)"),
        say(
            "write the language, then the script, the country, the variant: “ru”, “ru-Latn”, “de-AT-1901”; "
            "what is the project's own stands after “-x-”"
        ),
    )


def scripts_without_language(index: Index) -> Iterator[Fault]:
    """LNG002: words in a script that the language said there is not written in."""
    met = set()
    for text in index.texts:
        script = scripts.usual(text.language) if text.language and text.is_prose and not text.in_header else ""
        if not script or text.element in met or (script == "Latn" and text.words.isascii()):
            continue
        for other, found in scripts.runs(text.words, script):
            met.add(text.element)
            words = found[0] if len(found[0]) <= 40 else f"{found[0][:40].rsplit(None, 1)[0]} …"
            yield Fault.at(
                text,
                found.start(),
                say(
                    "“{words}” is in {script} letters, and the language there is “{language}”",
                    words=words,
                    script=scripts.NAMES[other],
                    language=text.language,
                ),
                say(
                    'say the language of the words: `<foreign xml:lang="…">`, or @xml:lang on `<{name}>`',
                    name=local(text.element),
                ),
            )
            break
