# SPDX-License-Identifier: MIT
"""Pagefind: pages of words become an index that a browser searches, a piece at a time, with the stems of its language.

Its program is run, not its Python API: that waits a tenth of a second for each record.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from edition.errors import SomethingMissing
from edition.speech import say


def program() -> Path | None:
    """Where the program is on this machine; None where it is not."""
    try:
        from pagefind import service  # noqa: PLC0415 - a machine may have no wheel of it
    except ImportError:
        return None
    found = service.get_executable()
    return found if found is not None and found.is_file() else None


def index(pages: Iterable[tuple[str, str]], language: str) -> dict[str, bytes]:
    """The index of pages of one language (each by its name, as HTML), and what searches it: files by their names.

    Two indexes of the same pages answer alike, but their bytes differ. Raises `SomethingMissing` where the program is not there,
    or fails.
    """
    found = program()
    if found is None:
        raise SomethingMissing(say("the program pagefind is missing"))
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        source, out = Path(folder, "pages"), Path(folder, "index")
        for name, html in pages:
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, encoding="utf-8")
        command = [
            str(found),
            "--silent",
            "--site",
            str(source),
            "--output-path",
            str(out),
            "--force-language",
            language,
        ]
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - the program of the package
        if done.returncode or not (out / "pagefind.js").is_file():
            raise SomethingMissing(
                say("pagefind made no index: {why}", why=(done.stderr or done.stdout).decode(errors="replace").strip())
            )
        files = sorted(path for path in out.rglob("*") if path.is_file())
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in files if not _is_surplus(path.name)}


def _is_surplus(name: str) -> bool:
    """Whether a file belongs to the interfaces that Pagefind offers: we have our own."""
    return name.endswith(".css") or (name.endswith(".js") and name not in ("pagefind.js", "pagefind-worker.js"))
