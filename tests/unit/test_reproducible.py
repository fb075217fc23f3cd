# SPDX-License-Identifier: MIT
"""The same sources give the same bytes, wherever, whenever and by whomever they are built.

Two things differ: the mark of a folder (`.tei-edition`), which tells when its files were written and where their sources lie, and the
index of the search (`search/`), which is another program's work (decision 30).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from edition.publish import folder
from tests.conftest import EDITION, ROOT


def _built(project: Path, cache: Path, *words: str, **environment: str) -> dict[str, bytes]:
    """The files of a site, built by a process of its own."""
    called = subprocess.run(
        [*EDITION, "build", "tei", "--out", "site", "--format", "html", "--format", "pdf", *words],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "EDITION_CACHE": str(cache), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert called.returncode == 0, called.stdout + called.stderr
    out = project / "site"
    files = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in files.items()
        if name != folder.MARK and not name.startswith("search/")
    }


def test_the_same_sources_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """Another folder, time zone, language, order of files, seed of hashes and number of processes; nothing kept from before."""
    one, other = tmp_path / "one", tmp_path / "quite another folder, with a longer name"
    files = sorted(path.relative_to(root) for path in (root / "tei").rglob("*") if path.is_file())
    for project, order in ((one, files), (other, files[::-1])):
        for file in order:
            (project / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / file, project / file)
    first = _built(one, tmp_path / "cache", "--jobs", "1", TZ="Pacific/Auckland", LC_ALL="C", PYTHONHASHSEED="1")
    second = _built(
        other, tmp_path / "cache2", "--jobs", "2", TZ="America/St_Johns", LC_ALL="ru_RU.UTF-8", PYTHONHASHSEED="2"
    )
    assert {name for name in first if first[name] != second.get(name)} == set()
    assert set(second) == set(first)
    assert sum(name.endswith(".pdf") for name in first) == 6
