# SPDX-License-Identifier: MIT
"""Takes the pictures of the README from a finished build: `python docs/pictures/make.py build`, after a change that a reader sees.

A page is taken by Chromium, a leaf of a PDF by pdftoppm; `edition doctor --for test` says how to get them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from edition.engines import machine

HERE = Path(__file__).resolve().parent
DOCUMENT = "telegram.ru"
VIEWS = ("diplomatic", "reading")
WIDTH, HEIGHT = 1280, 900
LEAF = {"diplomatic": 3, "reading": 2}


def main(build: Path) -> None:
    """Write a picture of each view into this folder."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=machine.browser(), args=["--no-sandbox"])
        for view in VIEWS:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto((build / f"{DOCUMENT}.{view}.html").resolve().as_uri())
            page.screenshot(path=HERE / f"{DOCUMENT}.{view}.png")
        browser.close()
    pdftoppm = shutil.which("pdftoppm") or "pdftoppm"
    for view in VIEWS:
        leaf, pdf = str(LEAF[view]), build / f"{DOCUMENT}.{view}.pdf"
        subprocess.run(  # noqa: S603 - our own program on our own file
            [pdftoppm, "-r", "90", "-png", "-singlefile", "-f", leaf, "-l", leaf, pdf, HERE / f"{DOCUMENT}.{view}.pdf"],
            check=True,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build"))
