# SPDX-License-Identifier: MIT
"""The lock of a release and the versions that everybody installs are the same, and each file has its digest."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

LINE = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)[^\n]*(?P<hashes>(?:\\\n +--hash=sha256:[0-9a-f]{64} *)+)", re.M
)


def test_the_lock_is_that_of_the_constraints() -> None:
    """Every pinned package that the edition needs is locked at that version, with the digests of all its files, and no other is."""
    lock = {
        canonicalize_name(m["name"]): m
        for m in LINE.finditer((ROOT / "docs/release/requirements.lock").read_text("utf-8"))
    }
    written = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = dict(line.split("==") for line in written if "==" in line)
    pinned = {canonicalize_name(name): version for name, version in pinned.items()}
    # of another Python than the one that constraints.txt is made on
    elsewhere = {"brotlicffi", "colorama", "pywin32"}

    assert {name: m["version"] for name, m in lock.items() if name not in elsewhere} == {
        name: version for name, version in pinned.items() if name in lock
    }
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {canonicalize_name(Requirement(each).name) for each in needed} <= set(lock)
    assert all("--hash=sha256:" in m["hashes"] for m in lock.values())
