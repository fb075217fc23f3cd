# SPDX-License-Identifier: MIT
"""A project that a stranger sent, what lies outside of it, and what the command makes known of that."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT, Ran

CANARY = "CANARY"
"""What stands only outside of the project: where it is printed, or built into a page, something was read that may not be."""

HEADER = """<teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
<publicationStmt><publisher>P</publisher></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>"""

NAMESPACES = (
    'xmlns="http://www.tei-c.org/ns/1.0" xmlns:m="http://www.w3.org/1998/Math/MathML" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:svg="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xi="http://www.w3.org/2001/XInclude"'
)


def tei(text: str, before: str = "") -> str:
    """A document with this text, and what stands before its root."""
    body = f"<text><body><div><head>h</head>{text}</div></body></text>"
    return f'{before}\n<TEI {NAMESPACES} xml:lang="en">{HEADER}{body}</TEI>'


def register(name: str, before: str = "") -> str:
    """A register with one person, `a`."""
    people = f'<standOff><listPerson><person xml:id="a"><persName>{name}</persName><note>{name}</note></person></listPerson></standOff>'
    return f"{before}\n<TEI {NAMESPACES}>{HEADER}{people}</TEI>"


@dataclass(frozen=True)
class Stranger:
    """A folder with a project, `sent`, and files beside it that are nobody's business."""

    folder: Path
    run: Callable[..., Ran]

    @property
    def sent(self) -> Path:
        """The project."""
        return self.folder / "sent"

    def put(self, name: str, content: str) -> Path:
        """A file of the project, or one outside (`../name`)."""
        path = self.sent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    def call(self, *words: str) -> str:
        """All that a call of the command prints and builds; it never ends in a traceback."""
        ran = self.run(*self._whole(words), cwd=self.sent)
        return "\n".join([ran.out, ran.err, *self._built()])

    def call_without(self, guard: str, *words: str, seconds: int = 120) -> str:
        """The same with a guard taken out by a piece of Python, in a process of its own that knows nothing of what was done before.

        Raises `subprocess.TimeoutExpired` where it takes longer than so many seconds.
        """
        shutil.rmtree(self.folder / "out", ignore_errors=True)  # else nothing has changed, and nothing is built
        program = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{guard}\nfrom edition.cli import main\nmain()"
        done = subprocess.run(
            [sys.executable, "-c", program, *self._whole(words)],
            cwd=self.sent,
            env={**os.environ, "EDITION_CACHE": str(self.folder / "cache")},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=seconds,
        )
        return "\n".join([done.stdout, done.stderr, *self._built()])

    def _whole(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return (*words, "--out", str(self.folder / "out")) if words[0] == "build" else words

    def _built(self) -> list[str]:
        text = (".html", ".xml", ".json", ".bib", ".ris")
        files = [path for path in sorted((self.folder / "out").rglob("*")) if path.suffix in text]
        return [path.read_text(encoding="utf-8", errors="replace") for path in files]


def acting(page: str) -> list[str]:
    """What in a page of ours could act or lead to a file: scripts that are not ours, handlers, frames, styles, odd addresses."""
    ours = re.sub(
        r'<script src="(?:edition|search)\.js" defer=""></script>|<script type="application/ld\+json">[^<]*</script>|<form class="filters"',
        "",
        page,
    )
    tags = re.findall(r"<[a-zA-Z][^\s/>]*(?:\s+[^\s=>]+(?:=\"[^\"]*\")?)*\s*/?>", ours)
    found = [
        tag
        for tag in tags
        if re.match(r"<(script|iframe|object|embed|form|style|base|svg|img|video|audio|frame)\b", tag, re.I)
    ]
    for tag in tags:
        for name, value in re.findall(r'\s([^\s=>"]+)="([^"]*)"', tag):
            address = name.lower() in ("href", "src", "srcdoc", "data", "action", "xlink:href", "poster", "formaction")
            known = re.match(r"(#|[\w.%-]+(#|$)|https?://|mailto:|urn:)", value)
            if name.lower().startswith("on") or name.lower() == "style" or (address and not known):
                found.append(tag)
    return found
