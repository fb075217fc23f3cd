# SPDX-License-Identifier: MIT
"""What this machine has of what the work needs: libraries, programs, packages; and how to get the rest.

Nothing here imports an engine: WeasyPrint without its libraries raises, and without a single font it crashes the
interpreter, so the machine is looked at before it is asked to work.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Final, Literal

from edition.engines import fontconfig, pagefind

Step = Literal["build", "test"]

STEPS: Final[tuple[Step, ...]] = ("build", "test")

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""The programs that are Chromium, under the names that systems give them."""

_ELSEWHERE: Final = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Chromium\Application\chrome.exe",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a step needs.

    `found` is its version, its path or "yes", and "" where the machine lacks it; `packages` says for each package
    manager what brings it; `otherwise` says in words how to get it where no package does.
    """

    name: str
    reason: str
    found: str
    step: Step = "build"
    packages: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""
    optional: bool = False

    @property
    def missing(self) -> bool:
        """Whether the step cannot do its work for want of it."""
        return not self.found and not self.optional


@dataclass(frozen=True, slots=True)
class _Library:
    name: str
    reason: str
    files: tuple[str, ...]
    packages: Mapping[str, str]
    version: str = ""


_PANGO: Final = {"dnf": "pango", "brew": "pango", "pacman": "mingw-w64-ucrt-x86_64-pango"}
_HARFBUZZ: Final = {"dnf": "harfbuzz", "brew": "harfbuzz", "pacman": "mingw-w64-ucrt-x86_64-harfbuzz"}
_FONTCONFIG: Final = {
    "apt": "fontconfig",
    "dnf": "fontconfig",
    "brew": "fontconfig",
    "pacman": "mingw-w64-ucrt-x86_64-fontconfig",
}

_LIBRARIES: Final = (
    _Library(
        "Pango",
        "sets the lines of the PDFs",
        ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
        {"apt": "libpango-1.0-0", **_PANGO},
        "pango_version_string",
    ),
    _Library(
        "PangoFT2",
        "gives Pango the fonts",
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
        {"apt": "libpangoft2-1.0-0", **_PANGO},
    ),
    _Library(
        "HarfBuzz",
        "shapes the glyphs of the PDFs",
        ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
        {"apt": "libharfbuzz0b", **_HARFBUZZ},
        "hb_version_string",
    ),
    _Library(
        "HarfBuzz-subset",
        "cuts down the fonts in the PDFs",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
        {"apt": "libharfbuzz-subset0", **_HARFBUZZ},
    ),
    _Library(
        "Fontconfig",
        "finds fonts for Pango",
        ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
        {**_FONTCONFIG, "apt": "libfontconfig1"},
    ),
)

_PACKAGES: Final = {
    "click": "the command line",
    "fonttools": "cuts down the fonts of the site",
    "brotli": "packs the fonts of the site",
    "lxml": "reads XML",
    "markdown-it-py": "sets the pages of the rules in a report",
    "pikepdf": "reads the PDFs back",
    "regex": "XSD's expressions in RELAX NG",
    "rich": "tables and progress",
    "saxonche": "runs the XSLT 3 and the Schematron",
    "weasyprint": "makes the PDFs",
    "xmlschema": "checks the XML Schema",
}


@dataclass(frozen=True, slots=True)
class _Program:
    name: str
    reason: str
    packages: Mapping[str, str]
    optional: bool = False


_POPPLER: Final = {
    "apt": "poppler-utils",
    "dnf": "poppler-utils",
    "brew": "poppler",
    "pacman": "mingw-w64-ucrt-x86_64-poppler",
}

_PROGRAMS: Final = (
    _Program("pdftotext", "reads the text of the PDFs", _POPPLER),
    _Program("pdftoppm", "draws the pages of the PDFs", _POPPLER),
    _Program("pdfinfo", "reads the tags of the PDFs", _POPPLER),
    _Program("pdffonts", "lists the fonts of the PDFs", _POPPLER),
    _Program(
        "qpdf",
        "checks the structure of the PDFs",
        {"apt": "qpdf", "dnf": "qpdf", "brew": "qpdf", "pacman": "mingw-w64-ucrt-x86_64-qpdf"},
    ),
    _Program(
        "jing", "a second opinion on the RELAX NG", {"apt": "jing", "dnf": "jing", "brew": "jing-trang"}, optional=True
    ),
    _Program("vnu", "the Nu checker's opinion on the HTML", {"brew": "vnu"}, optional=True),
)

_LAUNCHER: Final = "python3 build_edition.py sets it up"
_FONTS_BY_HAND: Final = "download it from its makers, and install it for all users"


def needs(step: Step, text_fonts: Iterable[str], typewriter_fonts: Iterable[str]) -> list[Need]:
    """Everything that a step needs, found or not; the tests need what the build needs, and more."""
    found = [_python(), *_distributions("build"), _search(), *map(_library, _LIBRARIES), _font_list(), _any_font()]
    found += [_text_font(tuple(text_fonts)), _typewriter_font(tuple(typewriter_fonts))]
    if step == "test":
        found += [*_distributions("test"), _browser(), *map(_program, _PROGRAMS)]
    return found


def browser() -> str:
    """The path of Chromium on this machine, "" for none."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    return next((path for path in _ELSEWHERE if Path(path).is_file()), "")


def manager() -> str:
    """The package manager of this system: `apt`, `dnf`, `brew`, `pacman` (of MSYS2, on Windows), or "" for one we do not know."""
    if sys.platform == "win32":
        return "pacman"
    if sys.platform == "darwin":
        return "brew"
    return next((name for name, program in (("apt", "apt-get"), ("dnf", "dnf")) if shutil.which(program)), "")


def packages(missing: Iterable[Need], manager: str) -> list[str]:
    """What to install for the things that are missing, each once, sorted."""
    return sorted({need.packages[manager] for need in missing if manager in need.packages})


def commands(missing: Iterable[Need], manager: str) -> list[str]:
    """The lines to type for the things that are missing, and in words what no package brings."""
    missing = list(missing)
    wanted = " ".join(packages(missing, manager))
    lines = []
    if wanted:
        lines += {
            "apt": [f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {wanted}"],
            "dnf": [f"sudo dnf install -y {wanted}"],
            "brew": [f"brew install {wanted}"],
            "pacman": ["winget install MSYS2.MSYS2", rf"C:\msys64\usr\bin\pacman -S --noconfirm {wanted}"],
        }[manager]
    if manager == "pacman" and wanted:
        lines.append(r"(then put C:\msys64\ucrt64\bin on the PATH)")
    lines += [f"({need.name}: {need.otherwise})" for need in missing if manager not in need.packages]
    return lines


def _python() -> Need:
    version = platform.python_version()
    return Need(
        "Python",
        "runs all of it",
        version if sys.version_info >= (3, 11) else "",
        otherwise="install Python 3.11 or newer",
    )


def _distributions(step: Step) -> list[Need]:
    if step == "build":
        wanted = dict(_PACKAGES)
    else:
        try:
            requirements = metadata.requires("tei-edition") or []
        except metadata.PackageNotFoundError:
            return [Need("tei-edition (Python)", "the edition itself", "", step, otherwise=_LAUNCHER)]
        test = [line for line in requirements if re.search(r"extra\s*==\s*['\"]test['\"]", line)]
        wanted = {re.split(r"[^\w.-]", line, maxsplit=1)[0]: "a tool of the tests" for line in test}
    return [
        Need(f"{name} (Python)", reason, _version_of(name), step, otherwise=_LAUNCHER)
        for name, reason in wanted.items()
    ]


def _search() -> Need:
    found = str(pagefind.program() or "")
    return Need("pagefind (Python)", "makes the index of the search", found, otherwise=_LAUNCHER, optional=True)


def _version_of(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def _library(library: _Library) -> Need:
    return Need(
        library.name, library.reason, _loaded(library), packages=library.packages, otherwise="install this library"
    )


def _loaded(library: _Library) -> str:
    if sys.platform == "win32":
        folders = os.environ.get("WEASYPRINT_DLL_DIRECTORIES", r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin")
        for folder in folders.split(";"):
            with contextlib.suppress(OSError):
                os.add_dll_directory(folder)
    for name in library.files:
        with contextlib.suppress(OSError):
            loaded = ctypes.CDLL(name)
            if not library.version:
                return "yes"
            ask: Callable[[], bytes] = getattr(loaded, library.version)
            ask.restype = ctypes.c_char_p  # type: ignore[attr-defined] # a function of ctypes
            return ask().decode()
    return ""


def _font_list() -> Need:
    return Need(
        "fc-list",
        "lists the fonts of this machine",
        shutil.which("fc-list") or "",
        packages=_FONTCONFIG,
        otherwise="install fontconfig",
    )


def _any_font() -> Need:
    count = len(fontconfig.installed())
    return Need(
        "fonts at all",
        "without one the PDF engine crashes",
        f"{count} faces" if count else "",
        packages={"apt": "fonts-sil-charis", "dnf": "sil-charis-fonts", "brew": "font-charis-sil"},
        otherwise="install the fonts below",
    )


def _text_font(families: tuple[str, ...]) -> Need:
    complete = [
        family
        for family in families
        if all(fontconfig.face(family, bold=bold, italic=italic) for bold in (False, True) for italic in (False, True))
    ]
    return Need(
        f"text font: {' or '.join(families)}",
        "sets the text, in four faces",
        complete[0] if complete else "",
        packages={"apt": "fonts-sil-charis", "dnf": "sil-charis-fonts", "brew": "font-charis-sil"},
        otherwise=_FONTS_BY_HAND,
    )


def _typewriter_font(families: tuple[str, ...]) -> Need:
    return Need(
        f"typewriter font: {' or '.join(families)}",
        "sets what was typed",
        next((family for family in families if fontconfig.face(family)), ""),
        packages={"apt": "fonts-cmu", "brew": "font-computer-modern"},
        otherwise=_FONTS_BY_HAND,
    )


def _browser() -> Need:
    # Ubuntu's own name for it; elsewhere Debian's.
    apt = "chromium-browser" if "ubuntu" in _system() else "chromium"
    return Need(
        "Chromium",
        "shows the pages to the tests",
        browser(),
        "test",
        {"apt": apt, "dnf": "chromium", "brew": "chromium"},
        "winget install Hibbiki.Chromium",
    )


def _system() -> str:
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


def _program(program: _Program) -> Need:
    return Need(
        program.name,
        program.reason,
        shutil.which(program.name) or "",
        "test",
        program.packages,
        "install this program and put it on the PATH",
        program.optional,
    )
