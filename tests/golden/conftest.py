# SPDX-License-Identifier: MIT
"""Golden files: what the views made of the telegram when someone last looked at it and found it good."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/golden --update-golden` writes them anew, to be looked at before they are committed."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written."""
    # a run of all the tests loads this file too late to know the option
    return bool(request.config.getoption("update_golden", default=False))
