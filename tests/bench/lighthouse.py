# SPDX-License-Identifier: MIT
"""What Lighthouse thinks of the pages: `python tests/bench/lighthouse.py build [PAGE…]`, with `lighthouse` on the PATH (npm has it).

Of each page its marks of a hundred for performance, accessibility, best practices and search engines; 1 is the code where accessibility,
practices or search engines have less, with what was found. Performance is only told: it is a matter of the machine too.
Without pages, one of each kind is asked. The folder is served here, compressed as a server of the net would.
No test: nobody has to have it.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

KINDS: Final = ("reading", "diplomatic", "stages.*", "ledger", "parallel", "facsimile")
ABOUT_ALL: Final = ("index", "documents", "persons", "person-*", "timeline", "search", "about")
TYPES: Final = {"html": "text/html; charset=utf-8", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


class _Served(BaseHTTPRequestHandler):
    """The files of a folder, compressed."""

    folder: Path

    def do_GET(self) -> None:
        path = (self.folder / unquote(urlsplit(self.path).path).lstrip("/")).resolve()
        if not (path.is_file() and path.is_relative_to(self.folder)):
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        data = gzip.compress(path.read_bytes())
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", TYPES.get(path.suffix[1:], "application/octet-stream"))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is given
        """Say nothing."""


def one_of_each(folder: Path) -> list[str]:
    """A page of each kind that there is."""
    patterns = [*(f"{name}.html" for name in ABOUT_ALL), *(f"*.{kind}.html" for kind in KINDS)]
    found = [sorted(folder.glob(pattern)) for pattern in patterns]
    return [pages[0].name for pages in found if pages]


def marks(program: str, address: str) -> bool:
    """Print the marks of a page and what lowers them; gives whether all but performance are whole."""
    flags = ["--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"]
    told = json.loads(subprocess.run([program, address, *flags], check=True, capture_output=True).stdout)
    whole = True
    for name, category in told["categories"].items():
        mark = round(100 * (category["score"] or 0))
        print(f"{mark:4}", end="")
        if name != "performance" and mark < 100:
            whole = False
    print(" ", urlsplit(address).path)
    weighed = {
        audit["id"] for category in told["categories"].values() for audit in category["auditRefs"] if audit["weight"]
    }
    for audit in told["audits"].values():
        if audit["id"] in weighed and audit["score"] is not None and audit["score"] < 0.9:
            print(" " * 20, audit["title"], audit.get("displayValue", ""))
    return whole


def main(arguments: Sequence[str]) -> int:
    """Serve the folder, ask of each page."""
    program = shutil.which("lighthouse")
    if program is None or not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    _Served.folder = Path(arguments[0]).resolve()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Served) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print("perf a11y best  seo")
        pages = arguments[1:] or one_of_each(_Served.folder)
        whole = [marks(program, f"http://127.0.0.1:{server.server_port}/{page}") for page in pages]
        server.shutdown()
    return 0 if all(whole) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
