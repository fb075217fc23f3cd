# SPDX-License-Identifier: MIT
"""How long a site of many letters takes to build: at first, again, with a letter changed, with a person changed.

    python -m tests.bench.again [LETTERS] [FOLDER]

The letters are short and in three languages; they name persons of a register of 240 and places of one of 12. Every twentieth has its
translation. Each build is a process of its own. Printed are its wall time, the time of the processor with all processes that it
started, and the most memory that it held. What lies in FOLDER is built again, not made again. No test: a busy machine is no failure.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.bench import volume

_NAMED: Final = volume.PERSONS - 1
"""The person whose entry is changed: few letters name the last ones."""


def write(folder: Path, count: int) -> None:
    """So many letters, and their registers."""
    volume.registers(folder)
    for number in range(1, count + 1):
        language = list(volume.WORDS)[number % 3]
        other = list(volume.WORDS)[(number + 1) % 3] if number % 20 == 5 else ""
        for own, answered in ((language, other), (other, language)) if other else ((language, ""),):
            key = f"{answered}{number}" if answered else ""
            text = volume.document(number, own, key, paragraphs=2)
            (folder / volume.file(f"{own}{number}")).write_text(text, encoding="utf-8")


def changed(file: Path, old: str, new: str) -> None:
    """Write something else into a file, once."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new, 1) if old in text else text.replace(new, old, 1), encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Write them, and build them again and again."""
    count = int(arguments[0]) if arguments else 1000
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(arguments[1]) if len(arguments) > 1 else Path(aside)
        tei, cache = folder / "tei", str(folder / "cache")
        if not tei.exists():
            write(tei, count)
        letters = sorted(tei.glob("letter-*.xml"))
        command = [
            sys.executable,
            "-m",
            "edition",
            "build",
            str(tei),
            "--format",
            "html",
            "--out",
            str(folder / "build"),
        ]

        def nothing() -> None: ...

        def letter() -> None:
            changed(letters[count // 2], "</p>", " and more</p>")

        def person() -> None:
            changed(
                tei / "registers/persons.xml",
                f"guild {_NAMED % 3 + 1}.</note></person>\n</list",
                "guild 9.</note></person>\n</list",
            )

        steps: list[tuple[str, Callable[[], None]]] = [
            ("at first", nothing),
            ("nothing changed", nothing),
            ("a letter changed", letter),
            ("a person changed", person),
        ]
        for what, change in steps:
            change()
            print(f"{what:18}", volume.measured(command, EDITION_CACHE=cache), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
