# SPDX-License-Identifier: MIT
"""`edition serve`, attacked over its socket: it gives what was built to pages of this machine, and nothing else to anybody."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from edition.cli import serve
from edition.serve import app as serving
from edition.serve.desk import Desk
from tests.security.strangers import CANARY

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'"
PAGE = f'<html><head><meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>A</title></head><body>ours</body></html>'


def never() -> Any:
    """No build is asked for here."""
    raise AssertionError


@contextlib.contextmanager
def served(folder: Path) -> Iterator[int]:
    """The port of a site that is served, as the command serves it; beside it and hidden in it lies what is nobody's business."""
    out = folder / "build"
    (out / "letters").mkdir(parents=True)
    for name in ("index.html", "letters/a.html", "letters/index.html"):
        (out / name).write_text(PAGE, encoding="utf-8")
    (out / "hand.js").write_text("ours", encoding="utf-8")
    for name in ("../secret.txt", "../secret.html", "../build-2.html", ".tei-edition"):
        (out / name).write_text(CANARY, encoding="utf-8")
    if sys.platform != "win32":
        (out / "link.html").symlink_to(folder / "secret.html")
        (out / "up").symlink_to(folder)
        (out / "letters/etc").symlink_to("/etc")
    with serve._socket(0) as listening:
        application = serving.app(Desk(never), out, "en")
        server = uvicorn.Server(uvicorn.Config(application, log_level="critical", access_log=False, lifespan="off"))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = server.force_exit = True
            thread.join()


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """One server for all that only ask."""
    with served(tmp_path_factory.mktemp("served")) as port:
        yield port


def sent(port: int, request: bytes, *, until: bytes = b"") -> str:
    """What comes back for the bytes of a request, whatever they are, to its end or until something has come."""
    got = b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as caller:
        with contextlib.suppress(OSError):
            caller.sendall(request)
        with contextlib.suppress(OSError):
            while (more := caller.recv(65536)) and not (until and until in got):
                got += more
    return got.decode("latin-1")


def asked(port: int, path: str, *headers: str, method: str = "GET", host: str = "127.0.0.1") -> str:
    """What comes back for a request."""
    lines = (f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, "", "")
    return sent(port, "\r\n".join(lines).encode("latin-1"))


def status(answer: str) -> int:
    """The status of an answer; 0 where there was none."""
    found = re.match(r"HTTP/1\.1 (\d+)", answer)
    return int(found[1]) if found else 0


WAYS_OUT = [
    "/../secret.txt", "/%2e%2e/secret.txt", "/%2E%2E%2Fsecret.txt", "/%252e%252e/secret.txt", "/%252e%252e%252fsecret.txt", "/..%2fsecret.txt",
    "/letters/../../secret.txt", "/letters/%2e%2e/%2e%2e/secret.txt", "/..\\secret.txt", "/..%5csecret.txt", "/%5c..%5csecret.txt",
    "/letters/..;/../secret.txt", "//secret.txt", "///etc/passwd", "//etc/passwd", "/%2fetc/passwd", "/file:///etc/passwd", "/C:/secret.txt",
    "/index.html%00.txt", "/%00", "/letters/%00/../../secret.txt", "/..%c0%afsecret.txt", "/%c0%ae%c0%ae/secret.txt", "/%e2%80%ae", "/%ff%fe",
    "/../build-2.html", "/..%2fbuild-2.html", "/.tei-edition", "/%2etei-edition", "/letters/.%2e/.tei-edition", "/link.html", "/up/secret.txt",
    "/up/secret.html", "/letters/etc/passwd", "/.edition/../../secret.txt", "/.edition/app.py", "/.edition/%2e%2e/app.py", "/" + "a/" * 5000,
    "/" + "a" * 40_000, "/~root", "/index.html/", "/index.html/../../secret.txt", "http://127.0.0.1/../secret.txt", "/?x=../secret.txt",
]  # fmt: skip


@pytest.mark.parametrize("path", WAYS_OUT, ids=lambda path: path[:40])
def test_no_path_leads_out(port: int, path: str) -> None:
    """However a path is written, on the wire as it stands here, it leads to a page of the site or to none."""
    answer = asked(port, path)

    assert CANARY not in answer
    assert "root:" not in answer
    assert "Traceback" not in answer
    assert status(answer) in {200, 400, 404, 414, 431, 503}, answer[:200]
    if status(answer) == 200:
        assert "<body>ours" in answer


def test_without_its_fence_a_path_leads_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same ways, where a path is only joined to the folder: they reach what is beside it, what a link leads to, and what is hidden."""
    monkeypatch.setattr(serving, "file", lambda out, path: found if (found := out / path).is_file() else None)
    with served(tmp_path) as open_port:
        let_out = [path for path in WAYS_OUT if CANARY in asked(open_port, path)]

    assert {"/../secret.txt", "/..%2fsecret.txt", "/.tei-edition", "/link.html", "/up/secret.txt"} <= set(let_out)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:8000", "0.0.0.0", "[::]", "", "127.1", "a@b"]  # noqa: S104 - it is asked for, not bound
)  # fmt: skip
def test_another_name_is_not_answered(port: int, host: str) -> None:
    """A page on the net that has its name resolve to this machine (DNS rebinding) hears neither page nor news."""
    for path in ("/", "/.edition/events", "/.edition/serve.js"):
        answer = asked(port, path, host=host)
        assert status(answer) == 400, host
        assert "ours" not in answer


def test_without_its_list_any_name_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no names are asked for, a name on the net is as good as ours."""
    monkeypatch.setattr(serving, "HOSTS", ("*",))
    with served(tmp_path) as open_port:
        assert "ours" in asked(open_port, "/", host="evil.example")


def test_two_names_or_none_are_not_answered(port: int) -> None:
    """A request without `Host`, or with one of ours and another, is refused."""
    assert status(sent(port, b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")) == 400
    assert status(sent(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n")) == 400
    assert (
        status(sent(port, b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        == 400
    )


def test_another_site_reads_nothing(port: int) -> None:
    """A page of another origin may ask, as pages may; it is given no leave to read, show in a frame or embed what comes."""
    for path in ("/", "/hand.js", "/.edition/serve.js"):
        answer = asked(port, path, "Origin: https://evil.example").lower()
        assert "access-control-allow" not in answer
        assert "cross-origin-resource-policy: same-origin" in answer
        assert "x-frame-options: deny" in answer
    news = sent(
        port,
        b"GET /.edition/events HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://evil.example\r\n\r\n",
        until=b"\r\n\r\n",
    )
    assert status(news) == 200
    assert "access-control-allow" not in news.lower()
    before = asked(port, "/", "Origin: https://evil.example", "Access-Control-Request-Method: POST", method="OPTIONS")
    assert status(before) == 405
    assert "access-control-allow" not in before.lower()


def test_there_is_no_web_socket(port: int) -> None:
    """None is opened, for whatever origin."""
    key = (
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    )
    assert status(asked(port, "/.edition/events", *key)) != 101
    assert status(asked(port, "/", *key)) != 101


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "GETS"]
)
def test_nothing_is_changed_by_a_method(port: int, method: str) -> None:
    """Pages are read, and that is all."""
    assert status(asked(port, "/index.html", method=method)) in {400, 405}


def test_a_head_has_no_body(port: int) -> None:
    """`HEAD` tells what `GET` would."""
    answer = asked(port, "/index.html", method="HEAD")
    assert status(answer) == 200
    assert "ours" not in answer


def test_too_much_is_refused(port: int) -> None:
    """Headers without end, a thousand ranges of a file, a body that nobody reads: the server lives on."""
    begun = time.monotonic()
    endless = sent(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X: " + b"a" * 1_000_000)
    assert status(endless) in {0, 400, 431}
    many = sent(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X: a\r\n" * 100_000)
    assert status(many) in {0, 400, 431}
    ranges = asked(port, "/hand.js", "Range: bytes=" + "0-0," * 5000 + "0-0")
    assert status(ranges) in {200, 206, 400, 416}
    assert len(ranges) < 100_000
    assert status(asked(port, "/", "Content-Length: 99999999999", method="POST")) in {400, 405}
    split = asked(port, "/a%0d%0aSet-Cookie:%20x=1")
    assert "set-cookie" not in split.lower().partition("\r\n\r\n")[0]
    assert time.monotonic() - begun < 60
    assert status(asked(port, "/")) == 200


def test_our_script_is_all_that_is_let_in(port: int) -> None:
    """What is put into a page is a file of ours; its policy stays as strict as it was built, with leave to ask us for news."""
    head, _, page = asked(port, "/letters/a.html").partition("\r\n\r\n")

    (script,) = re.findall(r"<script[^>]*>", page)
    assert re.fullmatch(r'<script src="/\.edition/serve\.js"(?: data-[a-z]+="[0-9a-f]*")* defer>', script)
    (policy,) = re.findall(r"(?im)^content-security-policy: (.*?)\r?$", head)
    assert policy == f"{POLICY}; connect-src 'self'"
    assert "unsafe" not in policy


def test_it_listens_to_this_machine_alone() -> None:
    """The socket is bound to loopback: from another machine there is nothing to reach."""
    with serve._socket(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"
        assert listening.family == socket.AF_INET
