# SPDX-License-Identifier: MIT
"""A stranger's project, for every test here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.security.strangers import CANARY, Stranger, register


@pytest.fixture
def stranger(tmp_path: Path, run: Callable[..., Ran]) -> Stranger:
    """A project, and a file outside of it."""
    one = Stranger(tmp_path, run)
    one.put("edition.toml", "[edition]\n")
    one.put("../outside/persons.xml", register(CANARY))
    return one
