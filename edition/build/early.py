# SPDX-License-Identifier: MIT
"""Single pages of documents that were just saved, for whoever looks at them, before the site is built with them.

They are not proved, and are no part of a site: what is laid down is built, all of it, after them.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from pathlib import Path

from edition import names
from edition.build import known
from edition.build import plan as planning
from edition.findings import is_sound
from edition.publish import leaves
from edition.render import stylesheets
from edition.settings import Settings
from edition.source.corpus import Corpus
from edition.validate import catalog, check


def pages(
    corpus: Corpus,
    settings: Settings,
    formats: Sequence[str],
    *,
    wanted: Collection[str],
    saved: Collection[Path],
    lenient: bool = False,
) -> dict[str, bytes]:
    """Those of the pages `wanted` that are views of texts with a document `saved`; none of a text that is unsound.

    Raises `EditionError` as a build does.
    """
    stylesheets.use(stylesheets.of(settings))
    with known.opened(corpus) as before:
        plan = planning.of(before.documents(time.time_ns()), settings, formats)
    real = {path.resolve() for path in saved}
    asked = check.Schemas() if lenient else check.edition_schemas(own=catalog.sources(settings))
    found: dict[str, bytes] = {}
    for group in plan.groups if plan.site.with_pages else ():
        paths = tuple(document.path for document in group)
        views = {names.page(path, view): (number, view) for number, path in enumerate(paths) for view in names.VIEWS}
        shown = [name for name in wanted if name in views]
        if not shown or real.isdisjoint(path.resolve() for path in paths):
            continue
        if not lenient and not is_sound(check.check_documents(Corpus(paths, corpus.manner), asked, keep=True)):
            continue
        documents = Corpus(paths, corpus.manner).documents
        for name in shown:
            number, view = views[name]
            found[name] = leaves.page(documents, plan.site, documents[number], view)
    return found
