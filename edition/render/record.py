# SPDX-License-Identifier: MIT
"""What catalogues and citations need of a document: `xslt/record.xsl` tells it, in the document's own language; this file asks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from edition.render import beside, stylesheets
from edition.source.document import Document

Record = Mapping[str, Any]
"""Texts (`title`, `date`, …), lists of persons (`author`, …) as CSL has them, the `names` of registers; what is not known is not there."""


def of(document: Document) -> Record:
    """The record of a document. Raises `saxon.TransformFault` where a stylesheet of ours fails."""
    made, _ = stylesheets.of_document({stylesheets.RECORD: {}}, document.stamped, beside.parameters(document))
    record: Record = json.loads(made[stylesheets.RECORD])
    return record
