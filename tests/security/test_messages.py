# SPDX-License-Identifier: MIT
"""What a stranger writes, in a document or as the name of a file, is shown in a message and does nothing there.

It steers no terminal, turns no line around, commands no runner, breaks no report, is no script.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from edition.engines import libxml
from edition.report import excerpt
from tests.conftest import ROOT
from tests.security.strangers import Stranger, acting, tei

HOSTILE = (
    '<p n="\u009b31m" rend="x&#10;::error file=evil.py,line=1::owned" xml:lang="e\u202en&#13;&#10;::warning::w">'
    '<ref target="#\u202egnp.exe">a</ref><ref target="#x%0A::error::owned">b</ref><ref target="x.xml#&#10;::error::o">c</ref>\n'
    "::error file=evil.py::owned <foo\u0301 />\n  ::stop-commands::x <foo/> ##[add-mask]x\n"
    '<ref target="&lt;script&gt;alert(1)&lt;/script&gt;">d</ref><ref target="#`|]]&gt;--&gt;&lt;![CDATA[">e</ref><ref target="#\u2066\u2067">f</ref>'
    '<date when="&#10;##[error]x">g</date><ref target="javascript:alert(1)">h</ref><ref target="[x](javascript:alert(1))">i</ref></p>'
)
NAMES = (
    "new\nline.xml",
    "\n::error::owned.xml",
    "quo\"te's.xml",
    "<b>.xml",
    "-rf.xml",
    "--help.xml",
    "%0A::error::x.xml",
    "esc\x1b]0;owned\x07.xml",
    "rtl\u202elmx.xml",
    "col:on:3:4.xml",
    "$(id)`id`.xml",
    "[bold]x[.xml",
    "a[link=http:x]b.xml",
    "[x](y).xml",
    "ключ.xml",
    "]]>.xml",
)
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
COMMANDS = re.compile(r"^\s*::(?!(?:error|warning|notice) file=)|##\[", re.MULTILINE)
FORMATS = ("text", "json", "sarif", "junit", "checkstyle", "github", "gitlab", "html")


@pytest.fixture
def strange(stranger: Stranger) -> Stranger:
    """A project of files with such names, each with such a document."""
    if sys.platform == "win32":
        pytest.skip("such names cannot be had here")
    for name in NAMES:
        stranger.put(f"tei/{name}", tei(HOSTILE))
    return stranger


def called(folder: Path, *words: str) -> tuple[int, str, str]:
    """What a call ends with and prints, byte for byte as it comes out of the process."""
    done = subprocess.run(
        [sys.executable, "-m", "edition", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "EDITION_CACHE": str(folder.parent / "cache")},
        capture_output=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_is_broken_or_obeyed(strange: Stranger, form: str) -> None:
    """Each form of the report is what it says it is; a line of it is no command to a runner, no sign of it steers a terminal."""
    code, out, err = called(strange.sent, "check", "--no-cache", "--format", form, "tei")

    assert code == 1
    assert "Traceback" not in err
    assert "PTR001" in out
    assert COMMANDS.findall(out + err) == []
    if form in ("json", "sarif", "gitlab"):
        assert "owned" in json.dumps(json.loads(out))
    else:
        assert STEERS.findall(out + err) == []
    if form in ("junit", "checkstyle"):
        assert libxml.parse(out.encode()).getroot().tag in ("testsuites", "checkstyle")
    if form == "github":
        files = {found[1] for found in re.finditer(r"(?m)^::\w+ file=([^,]*),", out)}
        assert len(files) == len(NAMES)
        assert len(out.splitlines()) == len(re.findall(r"(?m)^::(?:error|warning|notice) file=", out))
    if form == "html":
        assert set(acting(out)) <= {"<style>", '<link rel="icon" href="data:,">'}
        assert "<script>alert" not in out


def test_a_report_would_be_obeyed(strange: Stranger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what makes words harmless the same call commands the runner and steers the terminal."""
    bare = "from edition.report import excerpt\nexcerpt.shown = lambda text: text"
    said = strange.call_without(bare, "check", "--no-cache", "--format", "junit", "tei")

    assert COMMANDS.search(said)
    assert STEERS.search(said)


@pytest.mark.parametrize(
    "words",
    [
        ("fmt", "--check", "tei"),
        ("text", "tei/esc\x1b]0;owned\x07.xml"),
        ("ledger", "tei/rtl\u202elmx.xml"),
        ("text", "no\x1b[31m\u202e.xml"),
        ("check", "--fix", "--diff", "a[/link]b.xml"),
        ("collate", "tei"),
        ("verify", "tei"),
    ],
    ids=lambda words: words[0],
)
def test_no_command_repeats_them(strange: Stranger, words: tuple[str, ...]) -> None:
    """Whatever a command says of a file, it says no sign that steers."""
    strange.put("a[/link]b.xml", tei("<p>x</p>"))
    _, out, err = called(strange.sent, *words)

    assert "Traceback" not in err
    assert STEERS.findall(out + err) == []
    assert COMMANDS.findall(out + err) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no such names")
def test_a_name_that_is_no_text(stranger: Stranger) -> None:
    """A name of bytes that are no UTF-8 can stand in a report, with a sign for what cannot be read, but in no page: nothing is built."""
    stranger.put("tei/a.xml", tei("<p>x</p>"))
    (stranger.sent / "tei/a.xml").rename(os.fsdecode(os.fsencode(stranger.sent / "tei") + b"/\xff\xfe.xml"))
    code, out, err = called(stranger.sent, "build", "--lenient", "tei")

    assert code == 2
    assert "tei/\\udcff\\udcfe.xml is no text that others could read" in out + err
    for words in (("check", "tei"), ("fmt", "--check", "tei")):
        code, out, err = called(stranger.sent, *words)
        assert code < 2
        assert "Traceback" not in err


def test_what_is_shown_keeps_its_place() -> None:
    """Each sign stays one sign, so that what is underlined is what is meant."""
    for text in ("::error::x", "  ::x", "a ##[b] c", "\x1b[31m\u202e\ta", "a::b", "é"):
        assert len(excerpt.shown(text)) == len(text)
    assert excerpt.shown("a::b # [c] mods::d") == "a::b # [c] mods::d"


def test_one_line_of_many_findings_is_looked_through_once() -> None:
    """A document that is all on one line is said of each of its findings, and is not read again for it."""
    looked = 0

    class Line(str):
        __slots__ = ()

        def isprintable(self) -> bool:
            nonlocal looked
            looked += 1
            return True

    line = Line("<p>one line of a document, on which everything stands</p>")
    for number in range(100):
        excerpt.shown(f"what is wrong there, {number}")
        assert excerpt.shown(line) == line

    assert looked == 1
