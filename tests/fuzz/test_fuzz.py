# SPDX-License-Identifier: MIT
"""No document, however it came to be, ends in a traceback, hangs, or reads outside of its project.

`EDITION_FUZZ_SECONDS=120` gives it the two minutes of CI; `python -m tests.fuzz` runs for an hour, or as long as it is told.
"""

from __future__ import annotations

import os
import random
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.source.document import Document
from tests.fuzz import journey, mutation

SECONDS = int(os.environ.get("EDITION_FUZZ_SECONDS", "15"))
FOUND = sorted((Path(__file__).parent / "found").glob("*.xml"))
"""What once went wrong."""


@pytest.mark.timeout(SECONDS + 180)
def test_changed_documents_come_through(tmp_path: Path) -> None:
    """Real documents with a few things changed: Hypothesis chooses the changes, and makes what goes wrong as small as it can."""
    file = journey.prepare(tmp_path)
    end = time.monotonic() + SECONDS
    tried = 0

    @settings(max_examples=100_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(mutation.SEEDS),
        st.sampled_from((mutation.tree_changed, mutation.bytes_changed)),
        st.integers(0, 2**32),
    )
    def run(seed: Path, change: mutation.Change, number: int) -> None:
        nonlocal tried
        # the number alone is drawn: what is drawn may not depend on the time
        if time.monotonic() < end:
            journey.travel(file, change(seed.read_bytes(), random.Random(number)))
            tried += 1

    run()
    assert tried


def test_what_acts_in_a_page_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that a document brought a script into does not come through."""
    render = journey.view.render

    def spoilt(document: Document, name: str) -> journey.view.Rendering:
        made = render(document, name)
        return replace(made, html=made.html.replace("</p>", "<script>x</script></p>", 1))

    monkeypatch.setattr(journey.view, "render", spoilt)
    with pytest.raises(journey.Acting, match="<script>"):
        journey.travel(journey.prepare(tmp_path), mutation.SEEDS[0].read_bytes())


@pytest.mark.parametrize("found", FOUND, ids=lambda path: path.stem)
def test_what_once_went_wrong(tmp_path: Path, found: Path) -> None:
    """Each document that a run ended with stays here."""
    journey.travel(journey.prepare(tmp_path), found.read_bytes())


def test_an_escape_is_seen(tmp_path: Path) -> None:
    """Whoever opens a file outside, or calls somebody, is caught."""
    import socket  # noqa: PLC0415

    journey.prepare(tmp_path)
    secret = tmp_path / journey.OUTSIDE / "secret.txt"
    secret.write_text("x", encoding="utf-8")
    with pytest.raises(journey.Escaped, match=r"secret\.txt"), journey.watched(secret.parent):
        secret.read_text(encoding="utf-8")
    with pytest.raises(journey.Escaped, match="connect"), journey.watched(secret.parent), socket.socket() as caller:
        caller.connect_ex(("127.0.0.1", 9))
