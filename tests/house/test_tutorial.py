# SPDX-License-Identifier: MIT
"""The tutorial is typed as it stands: each file is written, each command is run, each answer is the one that the page shows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT, Ran

PAGE = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(sh|xml|text)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ELSEWHERE = ("python3 ", "source ", "pip ", "edition doctor", "edition serve ")
"""What sets a machine up, and what does not end."""


def test_the_tutorial(tmp_path: Path, run: Callable[..., Ran]) -> None:
    """From an empty folder to pages that can be opened."""
    here, said, compared = tmp_path, "", 0
    for kind, name, body in BLOCK.findall(PAGE):
        match kind:
            case "xml":
                (here / name).write_text(body, encoding="utf-8")
            case "text":
                if body == "2 documents: sound\n":
                    letter = here / "tei/boat.xml"
                    mended = letter.read_text(encoding="utf-8").replace("#fathr", "#father").replace('"torn"', '"lost"')
                    letter.write_text(mended, encoding="utf-8")
                    said = printed(run("check", cwd=here))
                assert said == body
                compared += 1
            case _:
                for line in body.splitlines():
                    if line.startswith("cd "):
                        here = here / line.removeprefix("cd ")
                    elif not line.startswith(ELSEWHERE):
                        said = printed(run(*shlex.split(line)[1:], cwd=here))
    assert compared == 5
    pages = {path.name for path in (here / "build").glob("boat.*.html")}
    assert {"boat.reading.html", "boat.diplomatic.html", "boat.stages.read.html", "boat.ledger.html"} <= pages


def printed(ran: Ran) -> str:
    """What stands in the terminal after a command: what it found or gave, then its summary."""
    return ran.out + ran.err
