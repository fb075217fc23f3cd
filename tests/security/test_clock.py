# SPDX-License-Identifier: MIT
"""What is done in the process of the command itself has a clock, too: whatever a stranger sent, it ends, and says which limit ended it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.security.strangers import Stranger, tei

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarm")

ENDLESS = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="t:TEI"><assert test="sum(for $n in 1 to 1000000000, $m in 1 to 1000000000 return $n mod 7) = 1">x</assert></rule></pattern>
</schema>"""


def called(folder: Path, *words: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    """A call of the command, in a process of its own."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "EDITION_CACHE": str(folder / "cache"),
            "LANG": language,
            "LC_ALL": language,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.parametrize(("language", "words"), [("en", "took longer than 1 seconds"), ("de", "1 Sekunden")])
def test_a_rule_without_end_ends(stranger: Stranger, language: str, words: str) -> None:
    """A single document, checked by rules that it names itself: Saxon hears nothing, and is ended."""
    stranger.put("edition.toml", "[edition.limits]\nseconds = 1\n")
    stranger.put("tei/rules.sch", ENDLESS)
    model = '<?xml-model href="rules.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>'
    stranger.put("tei/a.xml", tei("<p>x</p>", model))
    ran = called(stranger.sent, "-m", "edition", "check", "--no-cache", "tei/a.xml", language=language)

    assert ran.returncode == -9
    assert f"tei{os.sep}a.xml" in ran.stderr
    assert words in ran.stderr
    assert "`seconds`" in ran.stderr


def test_what_python_does_without_end_ends_in_order(tmp_path: Path) -> None:
    """It is an error like any other there, and what is to be put away is put away."""
    program = """
import itertools
from edition.engines.clock import held
try:
    with held(1, "a.xml"):
        for _ in itertools.count(): pass
except Exception as error:
    print(type(error).__name__, error)
with held(1, "b.xml"):
    print("done")
"""
    ran = called(tmp_path, "-c", program)

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("WrongUse work on a.xml took longer than 1 seconds and was stopped")
    assert ran.stdout.endswith("done\n")
    assert ran.stderr == ""


def test_the_outer_clock_counts(tmp_path: Path) -> None:
    """What is within has no time of its own; afterwards no clock is left."""
    program = """
import signal
from edition.engines.clock import held
with held(600, "a.xml"):
    with held(1, "what is within"):
        print(signal.getitimer(signal.ITIMER_REAL)[0] > 500)
    print(signal.getitimer(signal.ITIMER_REAL)[0] > 500)
print(signal.getitimer(signal.ITIMER_REAL)[0], signal.getsignal(signal.SIGALRM) == signal.SIG_DFL)
with held(0, "b.xml"):
    print(signal.getitimer(signal.ITIMER_REAL)[0])
"""
    ran = called(tmp_path, "-c", program)

    assert (ran.returncode, ran.stdout.split(), ran.stderr) == (0, ["True", "True", "0.0", "True", "0.0"], "")


def test_the_one_who_watches_holds_nothing(tmp_path: Path) -> None:
    """What this process closes is closed, though the watching began while it was open; and it goes when this process is killed."""
    program = """
import os, signal, subprocess, sys
from edition.engines.clock import held
reader = subprocess.Popen([sys.executable, "-c", "import sys; print(sys.stdin.read())"], stdin=subprocess.PIPE)
with held(600, "a.xml"):
    reader.stdin.write(b"read to its end")
    reader.stdin.close()
    reader.wait()
    os.kill(os.getpid(), signal.SIGKILL)
"""
    ran = called(tmp_path, "-c", program)  # it gives back when nobody has its output open

    assert (ran.returncode, ran.stdout, ran.stderr) == (-9, "read to its end\n", "")
