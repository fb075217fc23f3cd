# SPDX-License-Identifier: MIT
"""The tools that read code find nothing to say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "tool",
    [
        ("ruff", "check", "--no-cache", "."),
        ("ruff", "format", "--no-cache", "--check", "."),
        ("mypy", "edition", "build_edition.py", "tests/conftest.py"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_tool_is_content(tool: tuple[str, ...]) -> None:
    """Lint, layout and types."""
    done = subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
