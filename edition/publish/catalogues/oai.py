# SPDX-License-Identifier: MIT
"""The records of the documents for harvesters: an OAI-PMH static repository (guidelines of 2004) in unqualified Dublin Core.

Such a file is harvested through a gateway, whose address is part of the repository's own, and names somebody to write to. Where the
settings say neither there is none. A record needs the day of its last change; a document whose header tells of none has no record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote, urlsplit

from edition.publish.catalogues import writing
from edition.publish.catalogues.entries import Entry, Texts, called
from edition.publish.leaves import Site
from edition.settings import Web

NAME: Final = "oai.xml"
_OAI: Final = "http://www.openarchives.org/OAI/2.0/"
_OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_NAMESPACES: Final[dict[str | None, str]] = {None: f"{_OAI}static-repository", "oai": _OAI}
_OF_RECORD: Final[dict[str | None, str]] = {"oai_dc": _OAI_DC, "dc": "http://purl.org/dc/elements/1.1/"}


def files(texts: Texts, site: Site, web: Web) -> Iterator[tuple[str, bytes]]:
    """The repository, where there is a gateway, somebody to write to, and a record."""
    dated = [(entry, text) for text in texts for entry in text if entry.record.get("changed")]
    if not (web.gateway and web.email and dated):
        return
    repository = writing.root("Repository", _NAMESPACES)
    identify = writing.child(repository, "Identify")
    writing.child(identify, "oai:repositoryName", called(site))
    writing.child(identify, "oai:baseURL", f"{web.gateway}{site.url.partition('://')[2]}{NAME}")
    writing.child(identify, "oai:protocolVersion", "2.0")
    writing.child(identify, "oai:adminEmail", web.email)
    writing.child(identify, "oai:earliestDatestamp", min(str(entry.record["changed"]) for entry, _ in dated))
    writing.child(identify, "oai:deletedRecord", "no")
    writing.child(identify, "oai:granularity", "YYYY-MM-DD")
    form = writing.child(writing.child(repository, "ListMetadataFormats"), "oai:metadataFormat")
    writing.child(form, "oai:metadataPrefix", "oai_dc")
    writing.child(form, "oai:schema", f"{_OAI}oai_dc.xsd")
    writing.child(form, "oai:metadataNamespace", _OAI_DC)
    records = writing.child(repository, "ListRecords", metadataPrefix="oai_dc")
    for entry, text in dated:
        record = writing.child(records, "oai:record")
        header = writing.child(record, "oai:header")
        writing.child(header, "oai:identifier", f"oai:{urlsplit(site.url).hostname}:{quote(entry.name, safe='')}")
        writing.child(header, "oai:datestamp", entry.record["changed"])
        dc = writing.root("oai_dc:dc", _OF_RECORD)
        writing.child(record, "oai:metadata").append(dc)
        for name, value in _fields(entry, [other for other in text if other is not entry], site):
            if value:
                writing.child(dc, f"dc:{name}", value)
    yield NAME, writing.as_xml(repository)


def _fields(entry: Entry, others: list[Entry], site: Site) -> Iterator[tuple[str, str]]:
    """The fields of a record, in the order of the Dublin Core."""
    record = entry.record
    yield "title", entry.title
    yield from (("creator", _name(agent)) for agent in record.get("author", ()))
    yield from (("subject", word) for word in record.get("keywords", ()))
    yield "description", record.get("abstract", "")
    yield "publisher", record.get("publisher", "")
    yield from (("contributor", _name(agent)) for role in ("translator", "editor") for agent in record.get(role, ()))
    yield "date", record.get("date", "")
    yield "type", "Text"
    yield "type", record.get("form", "")
    yield "format", "text/html"
    yield "identifier", site.address(entry.page)
    yield "source", record.get("reference", "")
    yield "language", entry.language
    yield from (("relation", site.address(other.page)) for other in others)
    yield "coverage", record.get("sent", "")
    yield "rights", record.get("licence", "")


def _name(agent: dict[str, Any]) -> str:
    return str(agent.get("literal") or ", ".join(part for part in (agent["family"], agent.get("given")) if part))
