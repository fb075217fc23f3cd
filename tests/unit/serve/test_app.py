# SPDX-License-Identifier: MIT
"""A served site gives its own files, to this machine, and nothing else; its pages stay as strict as they were built."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from edition.cli import serve
from edition.errors import WrongUse
from edition.findings import Finding, Place
from edition.serve import app as serving
from edition.serve.desk import Desk, State

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'"
PAGE = (
    f'<html><head><meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>A</title></head><body/></html>'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a page, and beside it what is nobody's business."""
    out = tmp_path / "build"
    (out / "fonts").mkdir(parents=True)
    (out / "index.html").write_text(PAGE, encoding="utf-8")
    (out / "404.html").write_text("<html><head><title>Not here</title></head></html>", encoding="utf-8")
    (out / ".tei-edition").write_text("{}", encoding="utf-8")
    (out / "fonts" / "f.woff2").write_bytes(b"font")
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (tmp_path / "build-other").mkdir()
    (tmp_path / "build-other" / "a.html").write_text("secret", encoding="utf-8")
    (out / "leak.html").symlink_to(tmp_path / "secret.html")
    (out / "leaks").symlink_to(tmp_path)
    (out / "round").symlink_to("round")
    return out


def got(site: Path, path: str, *, host: str = "127.0.0.1:8000", method: str = "GET") -> tuple[int, dict[str, str], str]:
    """Status, headers and content of an answer to a request, its path as it stands on the wire."""

    def never() -> Any:
        raise AssertionError

    served = serving.app(Desk(never), site, "en")
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        # the browser stays until it has all
        await asyncio.sleep(3600)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", host.encode())],
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 1),
    }
    asyncio.run(served(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(each.get("body", b"") for each in sent[1:]).decode()


def test_a_page_is_given_with_our_script_and_its_own_policy(site: Path) -> None:
    """The policy of the page is a header, with leave for our script to ask; the file has neither."""
    status, headers, page = got(site, "/")
    assert status == 200
    assert re.search(
        r'<script src="/.edition/serve.js" data-site="0" data-page="[0-9a-f]{64}" defer></script></head>', page
    )
    assert headers["content-security-policy"] == f"{POLICY}; connect-src 'self'"
    assert "Content-Security-Policy" not in page
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert (site / "index.html").read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "/fonts/../../secret.html", "//etc/passwd"),
        *("/leak.html", "/leaks/secret.html", "/round", "/.tei-edition", "/..%5csecret.html", "/index.html%00.txt"),
        *(
            "/../build-other/a.html",
            "/C:/secret.html",
            "/.edition/app.py",
            "/.edition/../serve/app.py",
            "/" + "a" * 5000,
        ),
    ],
)
def test_nothing_but_the_site_is_given(site: Path, path: str) -> None:
    """No path and no link leads out of the folder, and what is hidden stays so."""
    status, _, page = got(site, path)
    assert status == 404
    assert "secret" not in page
    assert "Not here" in page


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "192.168.0.1"])
def test_other_names_are_not_answered(site: Path, host: str) -> None:
    """A page on the net that has a name of its own lead to this machine gets nothing."""
    status, _, page = got(site, "/", host=host)
    assert status == 400
    assert "<title>A" not in page


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_names_of_this_machine_are_answered(site: Path, host: str) -> None:
    """Whatever the port."""
    assert got(site, "/", host=host)[0] == 200


def test_a_page_of_what_was_just_saved_is_shown_first(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the site is built with it; whoever looks at it is told that it is another one."""
    before, state = State(), State(early={"index.html": b"<html><head></head><body>Saved</body></html>"})
    assert serving.content(site, "index.html", before) == PAGE.encode()
    assert serving.content(site, "index.html", state) != PAGE.encode()
    assert serving.content(site, "none.html", state) == b""
    monkeypatch.setattr(Desk, "state", state, raising=False)
    monkeypatch.setattr(Desk, "__init__", lambda *_: None)
    assert "Saved" in got(site, "/index.html")[2]


def test_nothing_can_be_changed(site: Path) -> None:
    """A page can only be asked for."""
    assert got(site, "/", method="POST")[0] == 405
    assert got(site, "/fonts/f.woff2")[1]["content-type"] == "font/woff2"


def test_what_is_found_is_told_the_heaviest_first(site: Path) -> None:
    """In the language of the reader, and not more than a page can show."""
    found = [Finding("FNT001", Place(Path("a.xml"), number, 1), "<b>is text</b>") for number in range(1, 300)]
    told = serving.message(State(3, 5, busy=False, findings=tuple(found), documents=1, is_laid=False), "de")
    assert told["site"] == 3
    assert not told["sound"]
    assert len(told["findings"]) == 200
    assert told["findings"][0]["message"] == "<b>is text</b>"
    assert told["more"] == "und 99 weitere"
    assert told["label"] == "Befunde"


def test_only_this_machine_can_reach_it() -> None:
    """The socket is bound to the loopback address, and a port that is taken is told."""
    with serve._socket(0) as listening:
        address, port = listening.getsockname()
        assert address == "127.0.0.1"
        with pytest.raises(WrongUse, match="name another with --port"):
            serve._socket(port)
