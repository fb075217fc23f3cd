# SPDX-License-Identifier: MIT
"""What lies in a folder under the name of a document need be no file: pipes, devices, links to themselves, folders, what leads nowhere."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.security.strangers import Stranger, tei

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are none of these")

NAMING = {
    "an inclusion": '<p><xi:include href="{}.xml"/></p>',
    "an inclusion of text": '<p><xi:include href="{}.xml" parse="text"/></p>',
    "a pointer": '<p><persName ref="{}.xml#a">x</persName></p>',
    "an image": '<p><figure><graphic url="{}.png"/></figure></p>',
}
KINDS = ("pipe", "loop", "folder", "device", "nowhere", "round/round/a")
CALLS = (("check", "--no-cache", "tei"), ("build", "--lenient", "--jobs", "1", "--format", "html", "tei"), ("text", "tei/a.xml"), ("fmt", "--check", "tei"))  # fmt: skip


@pytest.fixture
def odd(stranger: Stranger) -> Stranger:
    """A project with a document that names everything that is no file, in each way, and all that beside it."""
    schemas = "".join(f'<?xml-model href="{kind}.rng"?><?xml-model href="{kind}.sch"?>' for kind in KINDS)
    stranger.put("tei/a.xml", tei("".join(way.format(kind) for way in NAMING.values() for kind in KINDS), schemas))
    folder = stranger.sent / "tei"
    for ending in ("xml", "png", "rng", "sch"):
        os.mkfifo(folder / f"pipe.{ending}")
        (folder / f"folder.{ending}").mkdir()
        for kind, target in (("loop", f"loop.{ending}"), ("device", "/dev/zero"), ("nowhere", "gone")):
            (folder / f"{kind}.{ending}").symlink_to(target)
    (folder / "round").symlink_to(".")
    return stranger


def test_what_is_no_file_is_not_waited_for(odd: Stranger) -> None:
    """Each command ends, with findings: nothing is read from a pipe or a device, no link is followed in circles."""
    for call in CALLS:
        said = odd.call(*call)
        assert "Traceback" not in said
        assert said.strip()
    assert {"XI001", "PTR002"} <= set(odd.call("check", "--no-cache", "tei").split())


def test_what_is_no_file_would_be_waited_for(odd: Stranger) -> None:
    """Where nobody looks what kind of file it is, the first pipe is waited for."""
    eager = "import pathlib, stat\npathlib.S_ISREG = stat.S_ISREG = lambda mode: not stat.S_ISDIR(mode)"
    with pytest.raises(subprocess.TimeoutExpired):
        odd.call_without(eager, *CALLS[1], seconds=25)


@pytest.mark.parametrize("name", ["pipe.xml", "loop.xml", "device.xml", "nowhere.xml", "round"])
def test_what_is_no_file_is_no_document(odd: Stranger, name: str) -> None:
    """Named itself it is refused in words."""
    for call in (("check", f"tei/{name}"), ("text", f"tei/{name}")):
        said = odd.call(*call)
        assert "Traceback" not in said
        assert said.strip()
