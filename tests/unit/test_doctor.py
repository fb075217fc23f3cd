# SPDX-License-Identifier: MIT
"""The doctor: it misses what is missing, says what it is for, and how to get it on this system."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from edition.engines import fontconfig, machine

TEXT, TYPEWRITER = ("Charis SIL", "Gentium Plus"), ("CMU Typewriter Text", "PT Mono")


@pytest.fixture(autouse=True)
def _fonts_are_read_anew() -> Iterator[None]:
    """What a test pretends about the fonts ends with the test."""
    yield
    fontconfig.installed.cache_clear()


def missing(step: machine.Step = "build") -> dict[str, machine.Need]:
    """What the doctor misses, by name."""
    return {need.name: need for need in machine.needs(step, TEXT, TYPEWRITER) if need.missing}


def test_this_machine_is_fit(run: Callable[..., Any]) -> None:
    """Where these tests run nothing is missing, for the build as for the tests."""
    assert missing("test") == {}
    assert run("doctor", "--for", "test").code == 0


def test_every_line_says_what_it_is_for() -> None:
    """Each need has a reason, and a way to get it; no two have one name."""
    needs = machine.needs("test", TEXT, TYPEWRITER)
    assert len({need.name for need in needs}) == len(needs)
    assert all(need.reason and (need.packages or need.otherwise) for need in needs)


def test_a_machine_without_fonts_is_caught_before_it_crashes(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Any]
) -> None:
    """Without a single font WeasyPrint ends the interpreter: the doctor says so, and asks for both families."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    fontconfig.installed.cache_clear()
    found = missing()
    assert {"fonts at all", "fc-list"} <= set(found)
    assert machine.packages(found.values(), "apt") == ["fontconfig", "fonts-cmu", "fonts-sil-charis"]
    shown = run("doctor")
    assert shown.code == 3
    assert "fonts at all" in shown.out


def test_a_family_counts_only_with_its_four_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text font without its bold italic is no text font."""
    some = [font for font in fontconfig.installed() if "BoldItalic" not in font.path.name]
    monkeypatch.setattr(fontconfig, "installed", lambda: tuple(some))
    assert [name for name in missing() if name.startswith("text font")]


def test_each_library_is_loaded_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library counts when it can be loaded; each that cannot is missed under its own name, with Debian's package."""

    def refuse(name: str, *_rest: object) -> None:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    found = missing()
    assert {"Pango", "PangoFT2", "HarfBuzz", "HarfBuzz-subset", "Fontconfig"} == set(found)
    assert machine.packages(found.values(), "apt") == [
        "libfontconfig1",
        "libharfbuzz-subset0",
        "libharfbuzz0b",
        "libpango-1.0-0",
        "libpangoft2-1.0-0",
    ]


@pytest.mark.parametrize(
    ("manager", "begins"),
    [
        ("apt", "sudo apt-get update && "),
        ("dnf", "sudo dnf install -y "),
        ("brew", "brew install "),
        ("pacman", "winget install "),
    ],
)
def test_the_command_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch, manager: str, begins: str) -> None:
    """One line to type, in the words of the system's own package manager."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    fontconfig.installed.cache_clear()
    lines = machine.commands(missing("test").values(), manager)
    assert lines[0].startswith(begins)
    assert sum("fontconfig" in line for line in lines) == 1


def test_an_unknown_system_is_told_in_words() -> None:
    """Where we know no package manager, each thing is named with what to do."""
    need = machine.Need("Pango", "sets lines", "", packages={"apt": "libpango-1.0-0"}, otherwise="install this library")
    assert machine.commands([need], "") == ["(Pango: install this library)"]


def test_what_is_optional_is_never_missing() -> None:
    """A second opinion that is not there does not stop the tests."""
    assert not machine.Need("vnu", "an opinion", "", optional=True).missing


def test_programs_read_json(run: Callable[..., Any]) -> None:
    """The launcher's question is answered in JSON, and nothing else is printed."""
    answer = json.loads(run("doctor", "--format", "json").out)
    assert answer["sound"] is True
    assert answer["install"] == []
    assert {"name", "reason", "found", "missing", "optional", "step"} == set(answer["needs"][0])
    assert {need["step"] for need in answer["needs"]} == {"build"}


def test_the_exit_code_is_3(tmp_path: Path) -> None:
    """The command itself, on a machine where no program is found, ends with 3."""
    words = [sys.executable, "-c", "from edition.cli import main; main()", "doctor"]
    environment = {**os.environ, "PATH": str(tmp_path), "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(words, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "(fc-list: install fontconfig)" in done.stdout
