# SPDX-License-Identifier: MIT
"""How long `edition check` takes on a large project, whole processes: at first, unchanged, and with one file changed.

    python tests/bench/corpus.py FOLDER [files] [megabytes]

The project is made in FOLDER, unless something is there: letters and minutes of very different length, every tenth with a translation,
that point to three registers and to one another. Prints wall and processor seconds and the memory of the largest process.
Nothing is asserted: a busy machine is no failure.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
EDITION: Final = [sys.executable, "-c", "from edition.cli import main; main()"]

_WORDS: Final = {
    "en": "the committee has considered your letter of last week and will answer it when the delegation returns from its journey",
    "ru": "товарищ просит сообщить мнение комитета по вопросу о созыве пленума и о приезде делегации в конце месяца согласно письму",
    "de": "der Ausschuss hat Ihren Brief erhalten und wird die Frage nach der Rückkehr der Delegation noch einmal gründlich prüfen",
}
ENTRIES: Final = {"person": 3000, "place": 600, "org": 300}
"""How many entries each register of a large project has."""
_LISTS: Final = {
    "person": ("listPerson", "persName"),
    "place": ("listPlace", "placeName"),
    "org": ("listOrg", "orgName"),
}


class Author:
    """Writes the documents of a project, the same each time."""

    def __init__(self, files: int, entries: Mapping[str, int] = ENTRIES) -> None:
        self.chance, self.files = random.Random(files), files  # noqa: S311 - nothing is secret here
        self.entries = entries

    def words(self, language: str, count: int) -> str:
        """So many words."""
        return " ".join(self.chance.choices(_WORDS[language].split(), k=count))

    def name(self, language: str) -> str:
        """Somebody, some place or some office, named in a text."""
        kind = self.chance.choice(list(self.entries))
        number = int(self.chance.triangular(0, self.entries[kind], 0))
        return f'<{_LISTS[kind][1]} ref="registers/{kind}.xml#{kind}-{number}">{self.words(language, 2).title()}</{_LISTS[kind][1]}>'

    def piece(self, language: str, acts: list[str], other: str) -> str:
        """Some words of a paragraph, now and then altered or annotated."""
        draw = self.chance.random()
        if draw < 0.25:
            return self.name(language)
        if draw < 0.40:
            act = f"a{len(acts) + 1}"
            acts.append(act)
            link = f' corresp="{other}#{act}"' if other else ""
            return (
                f'<subst xml:id="{act}" hand="#h-rev"{link}><del hand="#h-rev">{self.words(language, 2)}</del> '
                f'<add hand="#h-rev" place="above">{self.words(language, 3)}</add></subst>'
            )
        if draw < 0.46:
            return f"<choice><sic>{self.words(language, 1)}x</sic><corr>{self.words(language, 1)}</corr></choice>"
        if draw < 0.50:
            return f'<ref target="{title(self.chance.randrange(1, self.files))}.xml#p1">{self.words(language, 3)}</ref>'
        if draw < 0.53:
            return f'<note resp="#ed">{self.words(language, 12).capitalize()}.</note>'
        return self.words(language, self.chance.randrange(4, 30))

    def text(self, language: str, size: int, other: str) -> str:
        """The paragraphs of a text of about this many characters; `other` is the file of its translation, "" for none."""
        made, length, acts = [], 0, list[str]()
        while length < size:
            number = len(made) + 1
            pieces = [self.piece(language, acts, other) for _ in range(self.chance.randrange(3, 14))]
            link = f' corresp="{other}#p{number}"' if other else ""
            made.append(f'      <p xml:id="p{number}"{link}>{" ".join(pieces)}</p>\n')
            length += len(made[-1].encode())
        return "".join(made)


def title(number: int) -> str:
    """What a document is called, and its file."""
    return f"{'letter' if number % 7 else 'minutes'}-{number:04}"


def document(called: str, language: str, body: str, registers: str = "registers/") -> str:
    """A whole document; `registers` is the way from it to the registers."""
    spoken = "".join(f'<language ident="{each}">{each}</language>' for each in sorted({"en", language}))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}">
  <teiHeader xml:lang="en">
    <fileDesc>
      <titleStmt>
        <title>{called}</title>
        <author><persName ref="{registers}person.xml#person-1">Somebody</persName></author>
        <respStmt xml:id="ed"><resp>encoding</resp><orgName>an office</orgName></respStmt>
      </titleStmt>
      <publicationStmt>
        <publisher>an office</publisher>
        <date when="2026">2026</date>
        <availability status="free"><licence target="https://creativecommons.org/publicdomain/zero/1.0/">CC0</licence></availability>
      </publicationStmt>
      <sourceDesc>
        <msDesc><msIdentifier><settlement>Nowhere</settlement><repository>an archive</repository><idno>1</idno></msIdentifier></msDesc>
      </sourceDesc>
    </fileDesc>
    <profileDesc>
      <langUsage>{spoken}</langUsage>
      <handNotes>
        <handNote xml:id="h-type" scope="major" medium="typewriter">The typist.</handNote>
        <handNote xml:id="h-rev" scope="minor">The hand of the revision.</handNote>
      </handNotes>
    </profileDesc>
    <revisionDesc><change when="2026-01-02" who="#ed">First made.</change></revisionDesc>
  </teiHeader>
  <text xml:lang="{language}">
    <body>
{body}    </body>
  </text>
</TEI>
"""


def register(kind: str, count: int = 0) -> str:
    """A register, as a file of its own; of a large project, where it is not told how many entries it has."""
    around, name = _LISTS[kind]
    entries = "".join(
        f'      <{kind} xml:id="{kind}-{number}"><{name}>Name {number}</{name}></{kind}>\n'
        for number in range((count or ENTRIES[kind]) + 1)
    )
    return document(f"Register: {kind}", "en", f"      <{around}>\n{entries}      </{around}>\n", "")


def project(files: int, size: int) -> Iterator[tuple[str, str]]:
    """The files of a project with this many documents of about so many bytes in all: names and contents."""
    for kind in ENTRIES:
        yield f"registers/{kind}.xml", register(kind)
    author = Author(files)
    weights = [author.chance.lognormvariate(0, 1.3) for _ in range(files)]
    scale = size / sum(weights)
    for number, weight in enumerate(weights, 1):
        name = title(number)
        language = author.chance.choice(list(_WORDS))
        length = max(400, int(weight * scale) - 1700)
        if number % 10:
            yield f"{name}.xml", document(name, language, author.text(language, length, ""))
            continue
        start = author.chance.getstate()
        for own, other, spoken in (
            ("", ".translation", language),
            (".translation", "", "en" if language != "en" else "de"),
        ):
            author.chance.setstate(start)
            body = author.text(spoken, length // 2, f"{name}{other}.xml")
            yield f"{name}{own}.xml", document(name, spoken, body)


def run(folder: Path, what: str, *arguments: str, cache: Path) -> None:
    """One check, as a process of its own."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "EDITION_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
    command = [*EDITION, "check", "--exit-zero", "--statistics", *arguments, "."]
    done = subprocess.run(command, cwd=folder, env=environment, check=False, stdout=subprocess.PIPE, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    last = (done.stdout.strip().splitlines() or [""])[-1]
    print(
        f"{what:24} {wall:7.1f} s wall {spent:7.1f} s processor {after.ru_maxrss // 1024:5} MiB at most so far   {last}",
        flush=True,
    )


def main(folder: Path, files: int = 4000, megabytes: int = 134) -> None:
    """Make the project, if it is not there, and time the checks."""
    if not folder.exists():
        for name, text in project(files, megabytes * 1_000_000):
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    sizes = [file.stat().st_size for file in folder.rglob("*.xml")]
    print(f"{len(sizes)} files, {sum(sizes) / 1e6:.0f} MB, the largest {max(sizes) / 1e6:.1f} MB", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        cache = Path(scratch)
        run(folder, "one job, nothing kept", "--no-cache", "--jobs", "1", cache=cache)
        run(folder, "two jobs", "--jobs", "2", cache=cache)
        run(folder, "unchanged", cache=cache)
        changed = folder / "letter-0001.xml"
        text = changed.read_text(encoding="utf-8")
        changed.write_text(text.replace("</p>", " and more</p>", 1), encoding="utf-8")
        run(folder, "one file changed", cache=cache)
        changed.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
