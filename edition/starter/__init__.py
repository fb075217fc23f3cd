# SPDX-License-Identifier: MIT
"""The files of a new project: settings, an example with its translation and registers, an ODD, and what servers and editors want.

They lie in `files/` under plain names; `edition.toml` and the catalogues of further languages are made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Final

from edition import definitions, names, speech
from edition.engines import libxml
from edition.errors import WrongUse
from edition.speech import say

_FILES: Final = Path(__file__).with_name("files")
_DOTTED: Final = ("gitignore", "editorconfig", "pre-commit-config.yaml", "gitlab-ci.yml", "github", "vscode", "helix")
"""What has a dot before its name in a project, but not here, where it is no file of ours."""
_MINIMAL: Final = {
    "minimal/README.md": "README.md",
    "minimal/document.xml": "tei/document.xml",
    "gitignore": ".gitignore",
}


def files(title: str, languages: Sequence[str] = (), *, minimal: bool = False) -> Iterator[tuple[str, bytes]]:
    """The files of a project by their paths; `languages` are those in which it is to speak, the first that of what is found.

    Raises `WrongUse` for a language that nobody can say how to count in.
    """
    further = [code for code in dict.fromkeys(languages) if code not in speech.LANGUAGES]
    catalogues = {code: speech.untranslated(code, words()) for code in further}
    given = {"edition.title": json.dumps(title, ensure_ascii=False)}
    if languages:
        given["edition.check.language"] = json.dumps(languages[0])
    if further:
        given["edition.languages"] = '"languages"'
    if not minimal:
        given["edition.site.theme"] = '"theme.css"'
    yield "edition.toml", f"{_HEAD}{definitions.toml(given)}\n".encode()
    for source, path in _MINIMAL.items() if minimal else _all():
        text = (_FILES / source).read_text(encoding="utf-8")
        yield path, text.replace("@TITLE@", title).replace("@VERSION@", _version()).encode()
    for code, catalogue in catalogues.items():
        yield f"languages/{code}.po", catalogue.encode()


_HEAD: Final = """# What this project decides for itself: every setting, with what holds without it.
# To change one, take the # before it away. `edition explain settings` says more.

"""


def _version() -> str:
    """Which version pip is to install: this one, or any where nobody has installed this one."""
    try:
        return f"=={metadata.version('tei-edition')}"
    except metadata.PackageNotFoundError:
        return ""


def _all() -> Iterator[tuple[str, str]]:
    for path in sorted(_FILES.rglob("*")):
        source = path.relative_to(_FILES)
        if path.is_file() and source.parts[0] != "minimal":
            yield source.as_posix(), f"{'.' if source.parts[0] in _DOTTED else ''}{source.as_posix()}"


def words() -> dict[str, str]:
    """The words of our pages in English, by their keys."""
    labels = libxml.parse((names.data_folder("xslt") / "lib/labels/en.xml").read_bytes()).getroot()
    return {str(label.get("key")): str(label.text or "") for label in labels.iterchildren(names.clark("ed:label"))}


def write(folder: Path, made: Iterator[tuple[str, bytes]]) -> list[str]:
    """Write the files into a folder that is not there yet, or empty but for `.git`; gives their paths. Raises `WrongUse` for any other."""
    if folder.exists() and (not folder.is_dir() or any(each.name != ".git" for each in folder.iterdir())):
        raise WrongUse(say("{folder} is not empty; a new project needs a folder of its own", folder=folder))
    ready = dict(made)
    for name, data in ready.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    return list(ready)
