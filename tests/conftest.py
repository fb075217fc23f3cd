# SPDX-License-Identifier: MIT
"""What every test may ask for: this repository, a project of its own, the command, the built edition, a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from edition import cli
from edition.engines import machine
from edition.errors import EditionError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent

EDITION = (sys.executable, "-c", "from edition.cli import main; main()")
"""The command as a program of its own, installed or not."""


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of this repository. Read only."""
    return ROOT


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The tests neither trust nor touch the cache of the user; a run shares one among its processes."""
    os.environ["EDITION_CACHE"] = str(_of_the_run(tmp_path_factory) / "cache")


@pytest.fixture(autouse=True, scope="session")
def _english() -> None:
    """The tests are told what is found in English, whatever their reader speaks."""
    os.environ["LC_ALL"] = "C.UTF-8"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project to do anything with: a copy of our documents in `tei/`, nothing else."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "tei", folder / "tei")
    return folder


@dataclass(frozen=True)
class Ran:
    """What a call of the command came to."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """`run("check", "tei", cwd=project)`: the command in this process; an exception that is no set-up error goes through."""

    def call(*words: object, cwd: Path = ROOT) -> Ran:
        monkeypatch.chdir(cwd)
        result = CliRunner().invoke(cli.edition, [str(word) for word in words], prog_name="edition")
        if isinstance(result.exception, EditionError):
            return Ran(result.exception.exit_code, result.stdout, f"{result.stderr}edition: {result.exception}\n")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return call


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole edition, built once in a run. Read only."""
    run = _of_the_run(tmp_path_factory)
    out, done, turn = run / "built", run / "built.done", run / "built.turn"
    try:
        turn.mkdir()
    except FileExistsError:
        # another process of this run is building
        deadline = time.monotonic() + 120
        while not done.exists():
            assert time.monotonic() < deadline, (
                "the process that builds the edition for all tests has not come to an end"
            )
            time.sleep(0.05)
    else:
        try:
            made = subprocess.run(
                [*EDITION, "build", "--out", out], cwd=ROOT, capture_output=True, text=True, check=False
            )
            if made.returncode:
                (run / "built.failed").write_text(
                    f"exit code {made.returncode}\n{made.stdout}\n{made.stderr}", encoding="utf-8"
                )
        finally:
            done.touch()
    failed = run / "built.failed"
    if failed.exists():
        pytest.fail(f"the edition cannot be built:\n{failed.read_text(encoding='utf-8')}", pytrace=False)
    return out


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """`tool("qpdf")`: the path of a program, or the test is not run; in CI it fails, for there nothing may be passed over."""

    def find(name: str) -> str:
        return _required(name, machine.browser() if name == "chromium" else shutil.which(name) or "")

    return find


@pytest.fixture(scope="module")
def browser(tool: Callable[[str], str]) -> Iterator[Browser]:
    """Chromium, without a window and without a network; no longer than a file needs it, for while it is open no other loop can run."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 most tests need no browser

    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
        chromium = playwright.chromium.launch(
            executable_path=tool("chromium"), args=[*quiet, "--disable-component-update", "--disable-quic"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """An empty page of the browser."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, to be put into a page."""
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def _required(name: str, path: str) -> str:
    if path:
        return path
    if os.environ.get("CI"):
        pytest.fail(f"{name} is missing: `edition doctor --for test` says how to get it", pytrace=False)
    pytest.skip(f"{name} is not on this machine: `edition doctor --for test` says how to get it")


def _of_the_run(factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of a run share."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
