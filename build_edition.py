#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The way in: sets up all that is missing, and does the work. Needs Python 3.11 or newer, and nothing else.

    python3 build_edition.py              build the edition into build/
    python3 build_edition.py test         run all tests (further words go to pytest)
    python3 build_edition.py check tei/   all other words go to the command `edition`

The set-up is done once: packages of pinned versions go into .venv beside this file; libraries, fonts and programs
come from the system's packages, by apt where that is allowed (root on Debian or Ubuntu). Where it is not,
the command to type is printed, and the exit code is 3.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

# Older Pythons must be able to read this file as far as here, so nothing in it is newer than the syntax of 3.6.
OLDEST = (3, 11)
if sys.version_info < OLDEST:
    sys.stderr.write(
        "build_edition.py needs Python 3.11 or newer, and this is Python {}.{} ({}).\n"
        "Call it with a newer one, for example: python3.11 build_edition.py\n".format(
            *sys.version_info[:2], sys.executable
        )
    )
    sys.exit(3)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "edition-setup.json"
UNFINISHED = VENV / "edition-setup.unfinished"

SYSTEM_WORDS = ("build", "test")
"""The works that need the system's libraries and fonts; the others need Python packages only."""


class Stop(Exception):
    """The set-up cannot go on; the message says what to do."""

    def __init__(self, message: str, code: int = 3) -> None:
        super().__init__(message)
        self.code = code


def main(words: list[str]) -> int:
    """Set up, then do what the words say; the exit code is that of the work, or 3 where the set-up lacks something."""
    if words[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    work = words[0] if words else "build"
    try:
        set_up("test" if work == "test" else "build", system=work in SYSTEM_WORDS)
        if work == "test":
            return run_tests(words[1:])
        return run_edition(words)
    except Stop as stop:
        say(str(stop))
        return stop.code
    except KeyboardInterrupt:
        return 130


def run_edition(words: list[str]) -> int:
    """Call `edition`. Without words the edition of this folder is built, from wherever the call came."""
    if not words:
        return subprocess.call([program("edition"), "build"], cwd=ROOT)
    return subprocess.call([program("edition"), *words])


def run_tests(words: list[str]) -> int:
    """Call pytest: on all tests with all cores, or as the words say."""
    spread = [] if words else ["-n", "auto", "--dist", "loadfile"]
    return subprocess.call([program("python"), "-m", "pytest", *spread, *words], cwd=ROOT)


def set_up(step: str, system: bool) -> None:
    """See to it that this machine can do a step. What was done is noted in .venv, and not done again until its reasons change."""
    done = read_stamp()
    made_from = key()
    steps = {"build", step}
    if done.get("key") != made_from or not steps <= set(done["packages"]) or UNFINISHED.exists():
        packages = sorted({*steps, *done.get("packages", [])})
        install_packages(packages, usable=done.get("home") in (None, home()) and not UNFINISHED.exists())
        done = {"key": made_from, "home": home(), "packages": packages, "system": []}
        write_stamp(done)
    if system and step not in done["system"]:
        install_system(step)
        done["system"] = sorted({*steps, *done["system"]})
        write_stamp(done)


def key() -> str:
    """A digest of all that the content of .venv depends on."""
    digest = hashlib.sha256(home().encode())
    for name in ("pyproject.toml", "constraints.txt", "build_edition.py"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def home() -> str:
    """The Python and the folder that .venv belongs to: it survives neither being moved nor a change of Python."""
    return f"{sys.version} {sys.base_prefix} {ROOT}"


def read_stamp() -> dict[str, Any]:
    """What the set-up has done so far; nothing where that cannot be known."""
    try:
        done = json.loads(STAMP.read_text(encoding="utf-8"))
        return done if {"key", "home", "packages", "system"} <= set(done) else {}
    except (OSError, ValueError, TypeError):
        return {}


def write_stamp(done: dict[str, Any]) -> None:
    """Note what is done, whole or not at all, and that nothing is half done."""
    new = STAMP.with_suffix(".new")
    new.write_text(json.dumps(done), encoding="utf-8")
    new.replace(STAMP)
    if UNFINISHED.exists():
        UNFINISHED.unlink()


def install_packages(steps: list[str], usable: bool) -> None:
    """Make .venv where there is none that works, and install the edition into it, editable, with all versions pinned."""
    import tomllib  # noqa: PLC0415 not before it is known that this Python has it

    if VENV.exists() and not (usable and works()):
        say("the folder .venv is of no use (half made, moved, or of another Python): making it again")
        shutil.rmtree(VENV)
    fresh = not VENV.exists()
    VENV.mkdir(exist_ok=True)
    UNFINISHED.touch()
    if fresh:
        make_venv()
    say("installing the Python packages (about half a minute the first time)")
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    # The tool that builds our package is pinned like everything else, so it must not be fetched behind our back.
    pip(*tools, "editables")
    pip("--no-build-isolation", "--editable", f"{ROOT}[test]" if "test" in steps else str(ROOT))


def works() -> bool:
    """Whether .venv has a Python of our version that has pip."""
    ask = f"import sys, pip; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    try:
        return subprocess.run([program("python"), "-c", ask], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """Make .venv; Debian's Python needs a package more for that."""
    if importlib.util.find_spec("ensurepip") is None:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        if not (may_install() and shutil.which("apt-get")):
            raise Stop(
                f"This Python cannot make virtual environments. On Debian or Ubuntu type:\n  sudo apt-get install -y {package}"
            )
        apt([package])
    say("making .venv with Python {}.{}.{}".format(*sys.version_info[:3]))
    quietly([sys.executable, "-m", "venv", str(VENV)], "Python cannot make the virtual environment .venv")


def pip(*what: str) -> None:
    """Install into .venv, within the pinned versions."""
    command = [program("python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--constraint", str(ROOT / "constraints.txt"), *what]
    quietly(command, "pip could not install the Python packages (is the package index within reach?)", PIP_USER="0")


def install_system(step: str) -> None:
    """Ask `edition doctor` what the system lacks; install that where we may, or say how, and stop."""
    answer = ask_doctor(step)
    if answer["sound"]:
        return
    if answer["manager"] == "apt" and answer["install"] and may_install():
        apt(answer["install"])
        answer = ask_doctor(step)
    if not answer["sound"]:
        missing = ", ".join(need["name"] for need in answer["needs"] if need["missing"])
        lines = "\n".join(f"  {line}" for line in answer["commands"])
        raise Stop(f"This machine lacks: {missing}.\nType this, then call me again:\n{lines}")


def ask_doctor(step: str) -> dict[str, Any]:
    """The doctor's answer for a step."""
    asked = subprocess.run(
        [program("edition"), "doctor", "--for", step, "--format", "json"], cwd=ROOT, capture_output=True, check=False
    )
    if asked.returncode not in (0, 3):
        raise Stop("edition doctor failed:\n" + asked.stderr.decode(errors="replace"), 1)
    answer: dict[str, Any] = json.loads(asked.stdout)
    return answer


def may_install() -> bool:
    """Whether we may change the system: we are root, so there is nobody else to ask."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt(packages: list[str]) -> None:
    """Install Debian packages; the lists of packages are fetched only where the old ones do not do."""
    say("installing with apt: " + " ".join(packages))
    command = ["apt-get", "-o", "DPkg::Lock::Timeout=300"]
    install = [*command, "install", "-y", "--no-install-recommends", *packages]
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    if subprocess.run(install, env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False).returncode:
        quietly([*command, "update"], "apt-get update failed", DEBIAN_FRONTEND="noninteractive")
        quietly(install, "apt-get could not install what is missing", DEBIAN_FRONTEND="noninteractive")


def quietly(command: list[str], trouble: str, **environment: str) -> None:
    """Run a program and keep its output to ourselves, unless it fails."""
    done = subprocess.run(
        command,
        env=dict(os.environ, **environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        said = "\n".join(done.stdout.decode(errors="replace").splitlines()[-25:])
        raise Stop(f"{said}\n\n{trouble}. The command was:\n  {' '.join(command)}")


def program(name: str) -> str:
    """The path of a program in .venv."""
    if os.name == "nt":
        return str(VENV / "Scripts" / f"{name}.exe")
    return str(VENV / "bin" / name)


def say(line: str) -> None:
    """Tell what is being done, apart from what the work itself prints."""
    print(f"build_edition: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
