# SPDX-License-Identifier: MIT
"""The wheel is whole: installed where nothing else of the edition is, it builds the telegram as a checkout does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran

PARTS = ("edition", "xslt", "schemas", "docs/rules", "pyproject.toml", "README.md", "LICENSE")


def call(*words: object, cwd: Path) -> str:
    """What a program prints; it must end well."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built of a copy of the sources."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for part in PARTS:
        (source / part).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / part).is_dir():
            # what Python writes there meanwhile may be gone again before it is copied
            shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, source / part)
    pip = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--quiet")
    call(*pip, "--wheel-dir", folder, source, cwd=folder)
    (made,) = folder.glob("*.whl")
    return made


def test_everything_is_inside(wheel: Path) -> None:
    """Whatever the package reads at work is in the wheel: stylesheets, schemas, pages of rules, words; and no test is."""
    names = set(zipfile.ZipFile(wheel).namelist())
    needed = {path.relative_to(ROOT).as_posix() for path in (ROOT / "edition").rglob("*") if path.is_file()}
    needed = {name for name in needed if "__pycache__" not in name}
    for part in ("xslt", "schemas", "docs/rules"):
        needed |= {
            f"edition/_data/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / part).rglob("*") if path.is_file()
        }

    assert sorted(needed - names) == []
    assert [name for name in names if name.startswith(("tests", "tei/"))] == []


@pytest.mark.timeout(600)  # two whole builds, one of them with nothing kept
@pytest.mark.skipif(sys.platform == "win32", reason="a virtual environment has another form there")
def test_it_builds_the_telegram(wheel: Path, project: Path, run: Callable[..., Ran], tmp_path: Path) -> None:
    """In an environment with the libraries and the wheel alone, the same files come out as of the checkout, to the byte."""
    here = tmp_path / "venv"
    call(sys.executable, "-m", "venv", "--without-pip", here, cwd=tmp_path)
    call(
        sys.executable,
        "-m",
        "pip",
        "--python",
        here,
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        wheel,
        cwd=tmp_path,
    )
    (site,) = here.glob("lib/python*/site-packages")
    # a path in a .pth is added as it is: the libraries are found, and no checkout that is installed beside them
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    where = call(here / "bin/python", "-c", "import edition; print(edition.__file__)", cwd=tmp_path)
    call(here / "bin/edition", "build", "--format", "html", "--out", tmp_path / "out", cwd=project)
    ran = run("build", "--format", "html", "--out", tmp_path / "known", cwd=project)

    assert ran.code == 0
    assert Path(where.strip()).is_relative_to(here)
    made, known = (
        {path.name: path.read_bytes() for path in (tmp_path / name).glob("*.html")} for name in ("out", "known")
    )
    assert len(made) > 10
    assert made == known
