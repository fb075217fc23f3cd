# SPDX-License-Identifier: MIT
"""The facsimile of a document: its images with their zones, and what is written in each. `xslt/facsimile.xsl` makes it; this file asks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from edition import names
from edition.engines import libxml
from edition.render import beside, stylesheets, view
from edition.source.document import Document


@dataclass(frozen=True, slots=True)
class Image:
    """What is known of a `graphic`: where a page finds it, its media type and size in pixels ("" and 0 where nobody knows)."""

    href: str = ""
    kind: str = ""
    width: int = 0
    height: int = 0
    shown: bool = False
    """Whether it is part of the site: what lies elsewhere is linked to, and never loaded."""

    def told(self) -> dict[str, Any]:
        """The image as the stylesheet reads it."""
        return {name: getattr(self, name) for name in ("href", "kind", "width", "height", "shown")}


@dataclass(frozen=True, slots=True)
class Facsimile:
    """The page, and its surfaces as `xslt/facsimile.xsl` tells them."""

    html: str
    surfaces: tuple[dict[str, Any], ...]
    is_whole: bool
    """Whether each surface has an image and a size."""


def graphics(document: Document) -> list[libxml.Element]:
    """The images of a document's facsimile, in their order."""
    return list(document.root.iterfind(".//tei:facsimile//tei:graphic", names.NAMESPACES))


def render(document: Document, images: Sequence[Image], frame: view.Frame | None = None) -> Facsimile:
    """The facsimile of a document; `images` are those of its `graphics`. Raises `saxon.TransformFault` where a stylesheet of ours fails."""
    result = stylesheets.transform(
        "facsimile.xsl",
        document.stamped,
        {
            **beside.parameters(document),
            "frame": (frame or view.Frame()).as_json(),
            "images": json.dumps([image.told() for image in images]),
        },
    )
    made = json.loads(result.text)
    return Facsimile(str(made["page"]), tuple(made["surfaces"]), bool(made["whole"]))
