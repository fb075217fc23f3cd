# SPDX-License-Identifier: MIT
"""The facsimile of a document for image viewers: a manifest of the IIIF Presentation API 3.0 (https://iiif.io/api/presentation/3.0/).

A canvas has the coordinates of its surface, so that zones are where the TEI puts them. A canvas needs a size and an image; where one has
none of them there is no manifest: one that leaves leaves out would lie about the document. What is written in a zone supplements it.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from edition.publish.citing import Work

CONTEXT: Final = "http://iiif.io/api/presentation/3/context.json"
_RIGHTS: Final = ("creativecommons.org/", "rightsstatements.org/")
"""How the address of the terms begins where the specification lets a manifest name it."""

Surface = Mapping[str, Any]
"""As `xslt/facsimile.xsl` tells it."""


def of(
    work: Work, surfaces: Sequence[Surface], name: str, pages: Mapping[str, str], address: Callable[[str], str]
) -> bytes:
    """The manifest of a document whose surfaces all have an image and a size.

    `name` is that of the file, `pages` has the files of the document by their media types, `address` gives the address of a file.
    """
    record, language = work.record, work.language or "none"
    terms = str(record.get("licence") or "")
    said: dict[str, Any] = {
        "@context": CONTEXT,
        "id": address(name),
        "type": "Manifest",
        "label": {language: [record.get("title") or work.name]},
        "summary": {language: [record["abstract"]]} if record.get("abstract") else None,
        "rights": terms.replace("https://", "http://", 1) if terms.partition("://")[2].startswith(_RIGHTS) else None,
        "requiredStatement": _statement(record.get("archive", ""), record.get("location", ""), language),
        "homepage": [_linked(address(pages["text/html"]), "Text", "text/html", work)],
        "seeAlso": [_linked(address(pages["application/tei+xml"]), "Dataset", "application/tei+xml", work)],
        "items": [_canvas(surface, work, name, address) for surface in surfaces],
    }
    return (
        json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, indent=1) + "\n"
    ).encode()


def _statement(archive: str, location: str, language: str) -> dict[str, Any] | None:
    return {"label": {language: [archive]}, "value": {language: [location or archive]}} if archive else None


def _linked(address: str, kind: str, form: str, work: Work) -> dict[str, Any]:
    label = {work.language or "none": [work.record.get("title") or work.name]}
    language = {"language": [work.language]} if work.language else {}
    return {"id": address, "type": kind, "format": form, "label": label, **language}


def _canvas(surface: Surface, work: Work, name: str, address: Callable[[str], str]) -> dict[str, Any]:
    left, top, width, height = surface["box"]
    canvas = f"{address(name)}/canvas/{quote(surface['id'])}"
    image = surface["image"]
    body = {
        "id": address(image["href"]) if image["shown"] else image["href"],
        "type": "Image",
        "format": image["kind"] or None,
        "width": image["width"] or None,
        "height": image["height"] or None,
    }
    painting = {
        "id": f"{canvas}/image",
        "type": "Annotation",
        "motivation": "painting",
        "body": {key: value for key, value in body.items() if value},
        "target": canvas,
    }
    written = list(_written(surface["zones"], (left, top), work.language, canvas))
    texts = [{"id": f"{canvas}/text", "type": "AnnotationPage", "items": written}]
    return {
        "id": canvas,
        "type": "Canvas",
        "label": {work.language or "none": [surface["label"]]},
        "width": round(width),
        "height": round(height),
        "items": [{"id": f"{canvas}/page", "type": "AnnotationPage", "items": [painting]}],
        **({"annotations": texts} if written else {}),
    }


def _written(
    zones: Iterable[Mapping[str, Any]], corner: tuple[float, float], language: str, canvas: str
) -> Iterator[dict[str, Any]]:
    """What is written in each zone; one that nobody has placed, or that nothing is written in, is not told."""
    for zone in zones:
        if zone["words"] and len(zone["box"]) == 4:
            text = {"type": "TextualBody", "value": zone["words"], "format": "text/plain", "language": language or None}
            yield {
                "id": f"{canvas}/text/{quote(zone['id'])}",
                "type": "Annotation",
                "motivation": "supplementing",
                "body": {key: value for key, value in text.items() if value},
                "target": _target(zone, corner, canvas),
            }


def _target(zone: Mapping[str, Any], corner: tuple[float, float], canvas: str) -> Any:
    """A rectangle by a fragment, a polygon by a drawing; both from the corner of the canvas."""
    left, top, width, height = zone["box"]
    if not zone["points"]:
        return f"{canvas}#xywh={round(left - corner[0])},{round(top - corner[1])},{round(width)},{round(height)}"
    numbers = [float(number) for number in zone["points"].replace(",", " ").split()]
    placed = [f"{x - corner[0]:g},{y - corner[1]:g}" for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg"><polygon points="{html.escape(" ".join(placed))}"/></svg>'
    return {"type": "SpecificResource", "source": canvas, "selector": {"type": "SvgSelector", "value": drawn}}
