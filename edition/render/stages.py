# SPDX-License-Identifier: MIT
"""The stages of a text: a page for each state it went through. `xslt/stages.xsl` makes them, all at once; this file asks.

The pages show words that the reading view shows too, so what is to be said of the document that view has said.
"""

from __future__ import annotations

import functools
import json
from dataclasses import asdict
from typing import Final

from edition import names
from edition.engines import libxml
from edition.render import beside, stylesheets, view
from edition.source.document import Document

BASE: Final = "base"
FINAL: Final = "final"

_ID: Final = names.clark("xml:id")
_BINDING: Final = "ancestor-or-self::*[normalize-space(@change)][1]/@change"
_ACTS: Final = tuple(
    names.clark(f"tei:{name}")
    for name in ("add", "addSpan", "del", "delSpan", "restore", "undo", "redo", "retrace", "mod", "transpose")
)


@functools.lru_cache(maxsize=32)
def states(document: Document) -> tuple[str, ...]:
    """The states of a text that have a page: `base`, the changes in which something was done, in their order, `final`.

    None for a document whose `listChange` tells no change of its acts: it has no stages that anyone recorded. An immediate act
    belongs to the writing itself, and makes no stage.
    """
    changes = [
        str(change.get(_ID))
        for change in document.root.iterfind(".//tei:listChange//tei:change[@xml:id]", names.NAMESPACES)
    ]
    if not changes:
        return ()
    acting = {_change(act) for act in document.root.iter(*_ACTS) if act.get("instant") not in ("true", "1")}
    found = [change for change in dict.fromkeys(changes) if change in acting and change not in (BASE, FINAL)]
    return (BASE, *found, FINAL) if found else ()


def _change(act: libxml.Element) -> str:
    bound = act.xpath(_BINDING)
    return str(bound[0]).split()[0].rpartition("#")[2] if bound else ""


def render(document: Document, frame: view.Frame | None = None) -> dict[str, str]:
    """The pages of the stages of a document by their states; none where it has none. Raises `saxon.TransformFault`.

    The links of the frame that have a `state` are for the page of that state only.
    """
    shown = states(document)
    if not shown:
        return {}
    frame = frame or view.Frame()
    steps = [view.Link("stage", names.stage(document.path, state), state=state) for state in shown]
    told = {**asdict(frame), "links": [asdict(link) for link in (*frame.links, *steps)]}
    result = stylesheets.transform(
        "stages.xsl",
        document.stamped,
        {
            **beside.parameters(document),
            "frame": json.dumps(told, ensure_ascii=False, sort_keys=True),
            "states": " ".join(shown),
        },
    )
    made: dict[str, str] = json.loads(result.text)
    return {state: made[state] for state in shown}
