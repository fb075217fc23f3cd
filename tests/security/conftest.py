# SPDX-License-Identifier: MIT
"""A stranger's project, for every test here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.security.strangers import CANARY, Stranger, register

GRAMMAR = f"""<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="{CANARY}"><empty/></element></start></grammar>"""


@pytest.fixture
def stranger(tmp_path: Path, run: Callable[..., Ran]) -> Stranger:
    """A project, and what lies outside of it."""
    one = Stranger(tmp_path, run)
    one.put("edition.toml", "[edition]\n")
    one.put("../outside/secret.txt", CANARY)
    one.put("../outside/secret.dtd", f'<!ENTITY x "{CANARY}">')
    one.put("../outside/secret.rng", GRAMMAR)
    one.put("../outside/persons.xml", register(CANARY))
    one.put("../outside/ids.xml", register("x").replace('xml:id="a"', f'xml:id="{CANARY}"'))
    one.put(f"../outside/{CANARY}.xml", register("x"))
    return one
