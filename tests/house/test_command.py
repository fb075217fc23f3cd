# SPDX-License-Identifier: MIT
"""The installed command ends with the exit codes that the README promises, not only the functions behind it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import EDITION, ROOT, Ran


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


@pytest.mark.parametrize(
    "words", ["export --to text tei/letter.en.xml --out file/a.txt", "schema compile schemas/my.odd --out file/a"]
)
def test_what_cannot_be_written_is_wrong_use(words: str, tmp_path: Path, run: Callable[..., Ran]) -> None:
    """It is told with the file and what the system says."""
    for folder in ("tei", "schemas"):
        shutil.copytree(ROOT / "edition/starter/files" / folder, tmp_path / folder)
    (tmp_path / "file").touch()
    ran = run(*words.split(), cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"edition: file/a\S* cannot be written: Not a directory\n", ran.err)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("chekc", "No such command 'chekc'. Did you mean 'check'?\n"), ("zzz", "No such command 'zzz'.\n")],
)
def test_a_mistyped_verb_is_told_with_what_was_meant(typed: str, said: str, run: Callable[..., Ran]) -> None:
    """Or alone, where nothing is like it."""
    ran = run(typed)
    assert ran.code == 2
    assert ran.err.endswith(said)


def test_a_fault_of_the_program_is_no_finding() -> None:
    """What nobody foresaw ends with 70, as sysexits.h has it, with its traceback and whose fault it is."""
    broken = "from edition import cli, rules; rules.codes = lambda: 1 / 0; cli.main()"
    done = subprocess.run([EDITION[0], "-c", broken, "explain"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 70
    assert "ZeroDivisionError" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("edition: this is a fault of the program, not of your documents")


def test_it_is_a_module_too() -> None:
    """`python -m edition` is the command."""
    done = subprocess.run(
        [EDITION[0], "-m", "edition", "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("Usage: edition"), done.stderr
