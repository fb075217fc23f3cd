# SPDX-License-Identifier: MIT
"""A built site over HTTP, to this machine alone, with a script in its pages that reloads them and shows what was found.

Only names of this machine are answered (a page on the net could else reach us under a name of its own), only files of the site are given:
no hidden ones, none that a path or a link leads to outside. Nothing can be changed from here. What the pages may load stays as strict as
they say; only our own script may ask us.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from edition import rules
from edition.findings import Finding, Severity
from edition.report.report import counted
from edition.serve.desk import Desk, State, weighed
from edition.speech import say, say_of, translated

HOSTS: Final = ("127.0.0.1", "localhost", "::1", "[::1]")
"""The names by which we are asked."""

_OURS: Final = "/.edition"
"""Below this are what we add; no file of a site is hidden."""
_HERE: Final = Path(__file__).parent
_MOST: Final = 200
"""How many findings a page shows."""
_HEARTBEAT: Final = 15.0

_POLICY_TAG: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)"\s*/?>')
_STRICT: Final = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; base-uri 'none'"
)
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".epub": "application/epub+zip",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".wasm": "application/wasm",
}
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def app(desk: Desk, out: Path, language: str) -> Starlette:
    """The site in a folder as an application; what was found is told in `language`."""

    async def events(request: Request) -> Response:
        told = _told(desk, out, request.query_params.get("page", ""), language)
        return StreamingResponse(told, media_type="text/event-stream", headers=_HEADERS)

    async def page(request: Request) -> Response:
        return await run_in_threadpool(_answer, out, request.path_params["path"], desk.state, language)

    routes = [
        Route(f"{_OURS}/events", events),
        *(Route(f"{_OURS}/{name}", _given(name)) for name in ("serve.js", "serve.css")),
        Route("/{path:path}", page),
    ]
    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False)]
    return Starlette(routes=routes, middleware=middleware)


def _given(name: str) -> Callable[[Request], Response]:
    """Gives a file of ours."""
    return lambda _: FileResponse(_HERE / name, media_type=_TYPES[Path(name).suffix], headers=_HEADERS)


def file(out: Path, path: str) -> Path | None:
    """The file of a site at a path; None for one that is none, is hidden or lies elsewhere."""
    parts = path.split("/")
    if any(part.startswith(".") or "\\" in part or "\0" in part or ":" in part for part in parts):
        return None
    found = out.joinpath(*parts)
    try:
        found = (found / "index.html" if found.is_dir() else found).resolve(strict=True)
        return found if found.is_file() and found.is_relative_to(out.resolve()) else None
    except (OSError, RuntimeError):
        return None


def content(out: Path, path: str, state: State) -> bytes:
    """What a page of a site holds now: as it was just saved, or as it was built; nothing where there is none."""
    if path in state.early:
        return state.early[path]
    found = file(out, path)
    try:
        return found.read_bytes() if found is not None else b""
    except OSError:
        # laid down anew between two lines of ours
        return b""


def _answer(out: Path, path: str, state: State, language: str) -> Response:
    if path in state.early:
        return _page(state.early[path], state, 200)
    found = file(out, path)
    status = 200 if found is not None else 404
    found = found or file(out, "404.html")
    if found is None:
        return _page(_nothing(state, language), state, 503 if not state.number else 404)
    if found.suffix != ".html":
        return FileResponse(found, media_type=_TYPES.get(found.suffix, "application/octet-stream"), headers=_HEADERS)
    try:
        return _page(found.read_bytes(), state, status)
    except OSError:
        # laid down anew between two lines of ours
        return _page(_nothing(state, language), state, 503)


def _page(data: bytes, state: State, status: int) -> Response:
    """A page with our script in it, and the policy that it names as a header, our script allowed."""
    held = _digest(data)
    named = _POLICY_TAG.search(data)
    policy = named[1].decode() if named else _STRICT
    data = data.replace(named[0], b"", 1) if named else data
    if "connect-src" not in policy:
        policy += "; connect-src 'self'"
    script = (
        f'<script src="{_OURS}/serve.js" data-site="{state.number}" data-page="{held}" defer></script></head>'.encode()
    )
    data = data.replace(b"</head>", script, 1)
    headers = {**_HEADERS, "Content-Security-Policy": policy}
    return Response(data, status, headers, media_type=_TYPES[".html"])


def _nothing(state: State, language: str) -> bytes:
    """The page that is shown where there is none."""
    said = say("Nothing is built yet.") if not state.number else say("There is no such page.")
    words = translated(said, language)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{words}</title></head>'
        f"<body><p>{words}</p></body></html>\n"
    ).encode()


async def _told(desk: Desk, out: Path, page: str, language: str) -> AsyncIterator[str]:
    """What the page at a path is told, as long as it is looked at."""
    path = page.removeprefix("/")

    async def event() -> str:
        held = await run_in_threadpool(content, out, path, state)
        told = {**message(state, language), "page": _digest(held) if held else ""}
        return f"data: {json.dumps(told, ensure_ascii=False)}\n\n"

    with desk.looking(path):
        state = desk.state
        yield await event()
        while not desk.is_stopped:
            told = state.told
            state = await desk.after(told, _HEARTBEAT)
            yield ": still here\n\n" if state.told == told else await event()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def message(state: State, language: str) -> dict[str, Any]:
    """What a page is told, in a language."""

    def words(said: str) -> str:
        return translated(said, language)

    findings = weighed(state.findings)
    heading = counted(findings, state.documents) if not state.error else state.error
    return {
        "site": state.number,
        "busy": state.busy,
        "sound": state.is_laid and not state.error,
        "heading": words(heading),
        "note": "" if state.is_laid else words(say("This is the last good build; what was saved since is not in it.")),
        "silent": state.is_laid and all(finding.severity is Severity.INFO for finding in findings),
        "findings": [_finding(finding, words) for finding in findings[:_MOST]],
        "more": words(say_of(len(findings) - _MOST, "and {n} more", "and {n} more")) if len(findings) > _MOST else "",
        "label": words(say("findings")),
        "building": words(say("building")),
        "close": words(say("close")),
        "language": language,
    }


def _finding(finding: Finding, words: Callable[[str], str]) -> dict[str, str]:
    try:
        name = rules.rule(finding.code).name
    except KeyError:
        name = ""
    return {
        "place": str(finding.place),
        "severity": finding.severity.value,
        "weight": words(finding.severity.word),
        "rule": f"{finding.code} {name}".strip(),
        "message": words(finding.message),
        "hint": words(finding.hint),
    }
