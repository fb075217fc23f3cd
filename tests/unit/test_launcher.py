# SPDX-License-Identifier: MIT
"""The launcher in a folder of its own, with stand-ins for Python's, Debian's and our own programs: no network, no change to the machine."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = ROOT / "build_edition.py"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")

SOUND = {"sound": True, "manager": "apt", "install": [], "commands": [], "needs": []}
LACKING = {
    "sound": False,
    "manager": "apt",
    "install": ["fonts-cmu", "libpango-1.0-0"],
    "commands": ["sudo apt-get install fonts-cmu libpango-1.0-0"],
    "needs": [
        {"name": "Pango", "missing": True},
        {"name": "a font", "missing": True},
        {"name": "qpdf", "missing": False},
    ],
}


class House:
    """A checkout with stand-ins in its `.venv`; each program that is called leaves a line in `calls`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder.parent / "calls.txt"
        self.answer = folder.parent / "doctor.json"
        folder.mkdir()
        for name in ("build_edition.py", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, folder / name)
        self.doctor(SOUND)
        self.make_venv()

    def make_venv(self) -> None:
        """What Python's venv does, without the weight."""
        self.program(self.folder / ".venv/bin/python", f'echo "python $*" >> "{self.log}"')
        self.program(
            self.folder / ".venv/bin/edition",
            f'echo "edition $* in $PWD" >> "{self.log}"\n'
            f'if [ "$1" = doctor ]; then cat "{self.answer}"; grep -q \'"sound": true\' "{self.answer}" || exit 3; fi\n'
            f'[ "$1" != check ] || exit 1',
        )

    def program(self, path: Path, script: str) -> None:
        """A shell script that can be called."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def doctor(self, answer: dict[str, object]) -> None:
        """What `edition doctor` will say."""
        self.answer.write_text(json.dumps(answer), encoding="utf-8")

    def calls(self) -> list[str]:
        """What was called since the last time this was asked."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines

    def start(self, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Call the launcher as people do."""
        return subprocess.run(
            [sys.executable, self.folder / "build_edition.py", *words],
            cwd=cwd or self.folder,
            capture_output=True,
            text=True,
            check=False,
        )

    def module(self) -> ModuleType:
        """The launcher as a module, to be called with some of its functions replaced."""
        spec = importlib.util.spec_from_file_location("launcher", self.folder / "build_edition.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A checkout in a folder whose name has a space and a letter that is not ASCII."""
    return House(tmp_path / "my édition")


def test_the_first_call_sets_up_and_builds(house: House, tmp_path: Path) -> None:
    """Packages first, then the system's libraries, then the build, in the launcher's own folder wherever the call came from."""
    done = house.start(cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    tried, tools, editable, doctor, build = house.calls()
    assert "import sys, pip" in tried
    assert "pip install" in tools
    assert "hatchling" in tools
    assert f"--editable {house.folder}" in editable
    assert "--constraint" in editable
    assert "[test]" not in editable
    assert doctor.startswith("edition doctor --for build --format json")
    assert build == f"edition build in {house.folder}"
    assert done.stdout == "", "what the set-up has to say must not mix with what the work prints"


def test_the_second_call_does_nothing_twice(house: House) -> None:
    """Once set up, a call costs less than 0.3 s of the launcher's own, and calls nothing but the work."""
    house.start()
    house.calls()
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        assert house.start().returncode == 0
        took.append(time.perf_counter() - begun)
    assert house.calls() == [f"edition build in {house.folder}"] * 5
    assert min(took) < 0.3


def test_the_tests_need_more_than_the_build(house: House) -> None:
    """`test` installs the tools of the tests and asks for their programs, once; the build afterwards finds all it needs."""
    house.start()
    house.calls()
    assert house.start("test", "-k", "nothing").returncode == 0
    calls = house.calls()
    assert any("[test]" in call for call in calls)
    assert any(call.startswith("edition doctor --for test") for call in calls)
    assert calls[-1] == "python -m pytest -k nothing"
    house.start("test")
    assert house.calls() == ["python -m pytest -n auto --dist loadfile"]
    house.start()
    assert house.calls() == [f"edition build in {house.folder}"]


def test_other_words_go_to_the_command(house: House, tmp_path: Path) -> None:
    """Paths mean what they mean to the caller, the exit code is that of the command, and no fonts are asked for a check."""
    house.start("explain", "XML001")
    house.calls()
    done = house.start("check", "a b.xml", cwd=tmp_path)
    assert done.returncode == 1
    assert house.calls() == [f"edition check a b.xml in {tmp_path}"]


def test_new_versions_are_installed(house: House) -> None:
    """A change of the pinned versions is installed into the same environment, and the machine is asked again."""
    house.start()
    house.calls()
    with (house.folder / "constraints.txt").open("a", encoding="utf-8") as file:
        file.write("# another\n")
    (house.folder / ".venv/witness").touch()
    house.start()
    calls = house.calls()
    assert [call for call in calls if "--editable" in call]
    assert [call for call in calls if call.startswith("edition doctor")]
    assert (house.folder / ".venv/witness").exists()


def test_a_set_up_that_was_broken_off_starts_again(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What fails is shown with the command; the next call trusts nothing of what was half made."""
    launcher = house.module()
    house.program(house.folder / ".venv/bin/python", 'case "$*" in *install*) echo no such version; exit 1;; esac')
    assert launcher.main([]) == 3
    said = capsys.readouterr().err
    assert "no such version" in said
    assert "pip install" in said
    made = []

    def make_venv() -> None:
        made.append(1)
        house.make_venv()

    monkeypatch.setattr(launcher, "make_venv", make_venv)
    (house.folder / ".venv/rest").touch()
    assert launcher.main([]) == 0
    assert made == [1]
    assert not (house.folder / ".venv/rest").exists()
    assert launcher.main([]) == 0
    assert made == [1]


def test_a_spoilt_stamp_is_no_stamp(house: House) -> None:
    """What cannot be read is not believed: the packages are seen to again, in the environment that is there."""
    house.start()
    house.calls()
    (house.folder / ".venv/edition-setup.json").write_text("{", encoding="utf-8")
    assert house.start().returncode == 0
    assert [call for call in house.calls() if "--editable" in call]
    house.start()
    assert house.calls() == [f"edition build in {house.folder}"]


def test_a_folder_that_was_moved_gets_a_new_environment(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs of an environment know their own path, so it does not survive being moved."""
    house.start()
    house.folder = house.folder.rename(house.folder.parent / "elsewhere")
    (house.folder / ".venv/rest").touch()
    launcher = house.module()
    monkeypatch.setattr(launcher, "make_venv", house.make_venv)
    assert launcher.main([]) == 0
    assert not (house.folder / ".venv/rest").exists()


def test_what_it_may_not_install_it_names(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not root: the exact command, exit code 3, no work begun; and the doctor is asked again the next time."""
    house.doctor(LACKING)
    launcher = house.module()
    monkeypatch.setattr(launcher, "may_install", lambda: False)
    assert launcher.main([]) == 3
    said = capsys.readouterr().err
    assert "This machine lacks: Pango, a font." in said
    assert "  sudo apt-get install fonts-cmu libpango-1.0-0\n" in said
    assert not any(call.startswith("edition build") for call in house.calls())
    house.doctor(SOUND)
    assert launcher.main([]) == 0
    assert [call.split(" in ")[0] for call in house.calls()] == [
        "edition doctor --for build --format json",
        "edition build",
    ]


@pytest.mark.parametrize("lists", ["fresh", "old"])
def test_root_installs_with_apt(house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lists: str) -> None:
    """What the doctor misses is installed without a question; the lists are fetched only where the install fails without."""
    house.doctor(LACKING)
    fetched = tmp_path / "fetched"
    house.program(
        tmp_path / "bin/apt-get",
        f'echo "apt-get $* $DEBIAN_FRONTEND" >> "{house.log}"\n'
        f'case "$*" in *update*) touch "{fetched}"; exit 0;; esac\n'
        f'[ {lists} = fresh ] || [ -e "{fetched}" ] || exit 100\n'
        f"echo '{json.dumps(SOUND)}' > \"{house.answer}\"",
    )
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    launcher = house.module()
    monkeypatch.setattr(launcher, "may_install", lambda: True)
    assert launcher.main([]) == 0
    calls = [call for call in house.calls() if call.startswith("apt-get")]
    install = (
        "apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends fonts-cmu libpango-1.0-0 noninteractive"
    )
    update = "apt-get -o DPkg::Lock::Timeout=300 update noninteractive"
    assert calls == ([install] if lists == "fresh" else [install, update, install])


def test_debian_without_venv(house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Debian's Python has no `ensurepip` of its own: the package to install is named, for this version of Python."""
    launcher = house.module()
    shutil.rmtree(house.folder / ".venv")
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name))
    monkeypatch.setattr(launcher, "may_install", lambda: False)
    assert launcher.main([]) == 3
    said = capsys.readouterr().err
    assert f"apt-get install -y python{sys.version_info[0]}.{sys.version_info[1]}-venv" in said


def test_an_old_python_is_told_so() -> None:
    """A Python as old as 3.6 can read the launcher, and says which one it wants."""
    source = LAUNCHER.read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    pretend = "import sys; sys.version_info = (3, 8, 1, 'final', 0); exec(compile(open(sys.argv[1]).read(), sys.argv[1], 'exec'))"
    done = subprocess.run([sys.executable, "-c", pretend, LAUNCHER], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "needs Python 3.11 or newer, and this is Python 3.8" in done.stderr


def test_help_sets_nothing_up(house: House) -> None:
    """`--help` answers at once and leaves the folder as it was."""
    done = house.start("--help")
    assert "build_edition.py test" in done.stdout
    assert house.calls() == []


def test_it_needs_the_standard_library_only() -> None:
    """Nothing that it imports has to be installed first."""
    for node in ast.walk(ast.parse(LAUNCHER.read_text(encoding="utf-8"))):
        names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


def test_every_package_is_pinned() -> None:
    """Each requirement of the edition, its tests and its building stands in the constraints with one version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["test"]]
    wanted += project["build-system"]["requires"]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {_name(line) for line in lines if re.fullmatch(r"[\w.-]+==[\w.]+", line)}
    assert {_name(requirement) for requirement in wanted} <= pinned
    assert len(pinned) == len([line for line in lines if not line.startswith("#")])


def test_ci_is_the_command_that_the_readme_gives() -> None:
    """CI does what a stranger does."""
    assert (ROOT / ".ci/run").read_text(encoding="utf-8").rstrip().endswith("python3 build_edition.py test")


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")
