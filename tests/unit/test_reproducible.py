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

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader xml:lang="en"><fileDesc><titleStmt>
<title>A letter of {day}</title></titleStmt>
<publicationStmt><publisher>Nobody</publisher><availability><p>Free.</p></availability></publicationStmt>
<sourceDesc><p>Written for a test.</p></sourceDesc></fileDesc><profileDesc><creation><date when="{day}"/></creation><langUsage>
<language ident="en">English</language><language ident="ru">русский</language></langUsage><handNotes>
<handNote xml:id="h2" scope="minor">A pencil.</handNote></handNotes></profileDesc></teiHeader>
<text xml:lang="{language}"><body><p>To <persName ref="registers/persons.xml#{who}">him</persName>:
the ships <add place="above" hand="#h2">soon</add> sail.</p></body></text></TEI>
"""


def _built(project: Path, cache: Path, *words: str, **environment: str) -> dict[str, bytes]:
    """The files of a site, built by a process of its own."""
    called = subprocess.run(
        [*EDITION, "build", "tei", "--lenient", "--out", "site", "--format", "html", "--format", "pdf", *words],
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
    letters = [
        ("a", "en", "1911-02-03", "bublik"),
        ("b", "ru", "1912-03-04", "mikoyan"),
        ("c", "en", "1913-04-05", "bublik"),
    ]
    for project, order in ((one, letters), (other, letters[::-1])):
        shutil.copytree(root / "tei/registers", project / "tei/registers")
        for name, language, day, who in order:
            text = LETTER.format(language=language, day=day, who=who)
            (project / f"tei/{name}.xml").write_text(text, encoding="utf-8")
    first = _built(one, tmp_path / "cache", "--jobs", "1", TZ="Pacific/Auckland", LC_ALL="C", PYTHONHASHSEED="1")
    second = _built(
        other, tmp_path / "cache2", "--jobs", "2", TZ="America/St_Johns", LC_ALL="ru_RU.UTF-8", PYTHONHASHSEED="2"
    )
    assert {name for name in first if first[name] != second.get(name)} == set()
    assert set(second) == set(first)
    assert any(name.endswith(".pdf") for name in first)
