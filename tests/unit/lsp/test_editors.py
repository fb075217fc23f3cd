# SPDX-License-Identifier: MIT
"""Editors' programs, set up as docs/how-to/editors.md says, word for word: findings come, and what may be written is offered.

A program that is not there is not tried; nothing of its own settings is read.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.lsp.client import ROOT

PAGE = (ROOT / "docs" / "how-to" / "editors.md").read_text(encoding="utf-8")
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><profileDesc><handNotes>
<handNote xml:id="h1">Anna</handNote></handNotes></profileDesc></teiHeader><text><body><p>
<add hand="#h2">one</add>
</p></body></text></TEI>
"""
TOLD = ["found PTR001 at line 3", "offered #h1"]


def snippets(section: str) -> list[str]:
    """The blocks of code in a section of the page."""
    text = re.split(r"^## ", PAGE.partition(f"\n## {section}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a letter in which a pointer leads nowhere."""
    (tmp_path / "edition.toml").write_text(
        '[edition]\ndocuments = "."\ncheck = {ignore = ["ALL"], select = ["PTR"]}\n', encoding="utf-8"
    )
    (tmp_path / "letter.xml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "edition"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m edition "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


def told(project: Path, *words: str) -> list[str]:
    """What a program tells of the letter, `edition` being on its `PATH` and its home new."""
    path = f"{project / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "HOME": str(project), "XDG_CONFIG_HOME": str(project)}
    ran = subprocess.run(words, capture_output=True, text=True, cwd=project, env=env, timeout=120, check=False)
    lines = [line for line in (ran.stdout + ran.stderr).splitlines() if line.startswith(("found ", "offered "))]
    assert lines, ran.stdout + ran.stderr
    return lines


NEOVIM = """
vim.cmd.edit("letter.xml")
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, each in ipairs(vim.diagnostic.get(0)) do
  io.write("found " .. each.code .. " at line " .. each.lnum + 1 .. "\\n")
end
local at = { line = 2, character = #'<add hand="#' }
local asked = { textDocument = vim.lsp.util.make_text_document_params(), position = at }
for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/completion", asked, 60000) or {}) do
  for _, item in ipairs(answer.result.items) do io.write("offered " .. item.label .. "\\n") end
end
vim.cmd.quitall({ bang = true })
"""


@pytest.mark.parametrize(("number", "since"), [(0, (0, 11)), (1, (0, 8))])
def test_neovim(project: Path, number: int, since: tuple[int, int]) -> None:
    """As of today, and as it was before 0.11."""
    program = shutil.which("nvim")
    if program is None:
        pytest.skip("Neovim is not installed")
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"v(\d+)\.(\d+)", said)
    assert version
    if (int(version[1]), int(version[2])) < since:
        pytest.skip(f"Neovim {version[0]} is older than this way to set it up")
    (project / "init.lua").write_text(snippets("Neovim")[number], encoding="utf-8")
    (project / "told.lua").write_text(NEOVIM, encoding="utf-8")
    assert told(project, program, "--clean", "--headless", "-u", "init.lua", "-c", "luafile told.lua") == TOLD


EMACS = r"""
(find-file "letter.xml")
(call-interactively #'eglot)
(let ((end (+ (float-time) 60)))
  (while (and (null (flymake-diagnostics)) (< (float-time) end))
    (accept-process-output nil 0.1)))
(dolist (each (flymake-diagnostics))
  (string-match "PTR[0-9]+" (flymake-diagnostic-text each))
  (message "found %s at line %d" (match-string 0 (flymake-diagnostic-text each))
           (line-number-at-pos (flymake-diagnostic-beg each))))
(search-forward "hand=\"#")
(dolist (each (all-completions "" (nth 2 (eglot-completion-at-point))))
  (message "offered %s" (substring-no-properties each)))
(eglot-shutdown (eglot-current-server))
"""


def test_emacs(project: Path) -> None:
    """With eglot, its own or of a package."""
    program = shutil.which("emacs")
    if program is None:
        pytest.skip("Emacs is not installed")
    is_there = [program, "--batch", "--eval", "(require 'eglot)"]
    if subprocess.run(is_there, capture_output=True, check=False).returncode:
        pytest.skip("this Emacs has no eglot")
    (setting,) = snippets("Emacs")
    (project / "init.el").write_text(setting, encoding="utf-8")
    (project / "told.el").write_text(f"(require 'eglot)\n{EMACS}", encoding="utf-8")
    assert told(project, program, "--batch", "-l", "init.el", "-l", "told.el") == TOLD
