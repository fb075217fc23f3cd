# SPDX-License-Identifier: MIT
"""The formats of a report, each with what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from edition.report import github, gitlab, page, plain, sarif, xml
from edition.report.report import Report

WRITERS: Final[Mapping[str, Callable[[Report], str]]] = {
    "json": plain.write,
    "sarif": sarif.write,
    "github": github.write,
    "gitlab": gitlab.write,
    "junit": xml.junit,
    "checkstyle": xml.checkstyle,
    "html": page.write,
}


def write(report: Report, form: str) -> bytes:
    """The report in a format, as the bytes of a file. A file name can hold what is no text: that becomes `?`."""
    return WRITERS[form](report).encode("utf-8", "replace")
