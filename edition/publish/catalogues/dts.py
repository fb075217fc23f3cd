# SPDX-License-Identifier: MIT
"""The texts for programs that read them: a collection of Distributed Text Services 1.0 (https://dtsapi.org/versions/v1.0), as files.

Each address that a client can make of our templates is a file. Documents are handed out whole, as TEI; their paragraphs are listed, each
with the address of its place on the page. So a client may ask for all paragraphs, but not for the text of one alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from edition.publish.catalogues import writing
from edition.publish.catalogues.entries import Entry, Texts, called
from edition.publish.leaves import Site

NAME: Final = "dts/entry.json"
_HEAD: Final = {"@context": "https://dtsapi.org/context/v1.0.json", "dtsVersion": "1.0"}


def files(texts: Texts, site: Site) -> Iterator[tuple[str, bytes]]:
    """The entry point, the collection and each of its members, and what each is divided into."""
    base = f"{site.url}dts/"
    documents = [entry for text in texts for entry in text]
    templates = _templates(base, "{id}", "{resource}")
    all_of_them = "all"
    while all_of_them in {entry.name for entry in documents}:
        all_of_them += "-texts"
    whole = {"@id": all_of_them, "@type": "Collection", "title": called(site), "totalParents": 0}
    whole |= {"totalChildren": len(documents), "collection": templates["collection"]}
    members = [_resource(entry, site) for entry in documents]
    entry_point = {**_HEAD, "@id": site.url + NAME, "@type": "EntryPoint", **templates}
    yield NAME, writing.as_json(entry_point)
    for name in ("collection", f"collection/{all_of_them}", f"collection/{all_of_them}/children"):
        yield f"dts/{name}.json", writing.as_json({**_HEAD, **whole, "member": members})
    yield f"dts/collection/{all_of_them}/parents.json", writing.as_json({**_HEAD, **whole, "member": []})
    for entry, resource in zip(documents, members, strict=True):
        yield f"dts/collection/{entry.name}.json", writing.as_json({**_HEAD, **resource})
        for nav, near in (("children", []), ("parents", [whole])):
            found = {**_HEAD, **resource, "member": near}
            yield f"dts/collection/{entry.name}/{nav}.json", writing.as_json(found)
        yield from _navigation(entry, resource, site)


def _templates(base: str, member: str, resource: str) -> dict[str, str]:
    """Where things are, as URI templates (RFC 6570)."""
    collection = "collection{/id,nav}.json" if member == "{id}" else f"collection/{member}{{/nav}}.json"
    return {
        "collection": base + collection,
        "navigation": f"{base}navigation/{resource}{{;down}}.json",
        "document": f"{base.removesuffix('dts/')}{resource}.xml",
    }


def _resource(entry: Entry, site: Site) -> dict[str, Any]:
    record = entry.record
    core: dict[str, Any] = {
        "title": [{"lang": entry.language, "value": entry.title}],
        "language": [entry.language],
        "date": record.get("date"),
        "license": record.get("licence"),
        "source": [{"lang": entry.language, "value": record["reference"]}] if record.get("reference") else None,
    }
    units = [{"@type": "CiteStructure", "citeType": "paragraph"}]
    return {
        "@id": quote(entry.name),
        "@type": "Resource",
        "title": entry.title,
        **({"description": record["abstract"]} if record.get("abstract") else {}),
        "totalParents": 1,
        "totalChildren": 0,
        "dublinCore": {name: value for name, value in core.items() if value},
        **_templates(f"{site.url}dts/", quote(entry.name), quote(entry.name)),
        "download": site.address(entry.tei),
        "citationTrees": [{"@type": "CitationTree", "citeStructure": units}] if record.get("paragraphs") else [],
    }


def _navigation(entry: Entry, resource: dict[str, Any], site: Site) -> Iterator[tuple[str, bytes]]:
    units = [
        {
            "identifier": paragraph["id"],
            "@type": "CitableUnit",
            "level": 1,
            "parent": None,
            "citeType": "paragraph",
            "@id": f"{site.address(entry.page)}#{paragraph['id']}",
            "dublinCore": {"title": [{"lang": entry.language, "value": paragraph["n"]}]},
        }
        for paragraph in entry.record.get("paragraphs", ())
    ]
    for down in ("1", "-1"):
        name = f"navigation/{entry.name};down={down}.json"
        found = {
            **_HEAD,
            "@id": site.address(f"dts/{name}"),
            "@type": "Navigation",
            "resource": resource,
            "member": units,
        }
        yield f"dts/{name}", writing.as_json(found)
