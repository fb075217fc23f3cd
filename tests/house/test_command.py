# SPDX-License-Identifier: MIT
"""The installed command ends with the exit codes that the README promises, not only the functions behind it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import EDITION, ROOT


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("explain", "FNT001"), 0),
        (("check", "broken.xml"), 1),
        (("check", "no-such-file.xml"), 2),
        (("text", "broken.xml"), 1),
        (("ledger", "broken.xml"), 1),
        (("build", "broken.xml"), 1),
        (("verify", "broken.xml"), 1),
        (("collate", "broken.xml"), 1),
        (("--help",), 0),
        (("no-such-verb",), 2),
        (("explain", "FNT001", "--no-such-option"), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_exit_codes(words: tuple[str, ...], code: int, tmp_path: Path) -> None:
    """0 sound, 1 findings, 2 wrong use, without a traceback."""
    (tmp_path / "broken.xml").write_text("<TEI>", encoding="utf-8")
    program = (*EDITION[:2], f"import sys; sys.path.insert(0, {str(ROOT)!r}); {EDITION[2]}")
    done = subprocess.run([*program, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_it_is_a_module_too() -> None:
    """`python -m edition` is the command."""
    done = subprocess.run(
        [EDITION[0], "-m", "edition", "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("Usage: edition"), done.stderr
