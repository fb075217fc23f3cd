# SPDX-License-Identifier: MIT
"""How long `edition lsp` takes to answer in a document of a megabyte, before and while it is checked.

    python tests/bench/lsp.py [megabytes]

The document is the Russian telegram with its body repeated, and a project of its own around it. Each request is made after a change, so
that nothing of it is known, and once more. Prints seconds by the clock, and those that the thread which answers was at work (of Linux
only): a busy machine makes the clock slow. Nothing is asserted.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path

from lsprotocol import types

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.unit.lsp.client import Editor, editor  # noqa: E402 - run as a script, it finds the tests beside it


def large(megabytes: float) -> str:
    """The telegram with so many bodies that it has this size, each with identifiers of its own."""
    text = (ROOT / "tei" / "telegram.ru.xml").read_text(encoding="utf-8")
    head, body, tail = re.split(r"(?<=<body>)|(?=</body>)", text)
    count = int(megabytes * 1e6 / len(body.encode())) + 1
    bodies = (re.sub(r'(xml:id="|#)(ru-[a-z])', rf"\1x{number}-\2", body) for number in range(count))
    return head + "".join(bodies) + "<p>HERE</p>" + tail


def worked(client: Editor) -> float:
    """How many seconds the first thread of the server was at work; 0 where nobody counts."""
    file = Path(f"/proc/{client.server_process.pid}/schedstat")
    return int(file.read_text(encoding="ascii").split()[0]) / 1e9 if file.is_file() else 0.0


async def timed(client: Editor, name: str, answer: Awaitable[object]) -> None:
    """Wait for an answer, and print how long that took."""
    start, before = time.perf_counter(), worked(client)
    await answer
    print(f"{name:24} {time.perf_counter() - start:6.3f} {worked(client) - before:6.3f}")


async def asked(client: Editor, uri: str, when: str) -> None:
    """Each request, after a change and again."""
    text = client.texts[uri]
    ref = text.rindex('"person:') + 4
    tag = text.rindex("<p>HERE") + 2

    def at(offset: int) -> dict[str, object]:
        return {"text_document": types.TextDocumentIdentifier(uri), "position": client.position(uri, offset)}

    for known in ("changed", "again"):
        print(f"-- {when}, {known}")
        if known == "changed":
            client.type(uri, "HERE", "HERE ")
            client.type(uri, "HERE ", "HERE")
        await timed(
            client, "completion, element", client.text_document_completion_async(types.CompletionParams(**at(tag)))
        )
        await timed(
            client, "completion, pointer", client.text_document_completion_async(types.CompletionParams(**at(ref)))
        )
        await timed(client, "hover", client.text_document_hover_async(types.HoverParams(**at(ref))))
        await timed(client, "definition", client.text_document_definition_async(types.DefinitionParams(**at(ref))))
        found = types.ReferenceContext(include_declaration=True)
        await timed(
            client, "references", client.text_document_references_async(types.ReferenceParams(found, **at(ref)))
        )
        identifier = types.TextDocumentIdentifier(uri)
        await timed(
            client, "outline", client.text_document_document_symbol_async(types.DocumentSymbolParams(identifier))
        )


async def measured(folder: Path, megabytes: float) -> None:
    """Open the document, and ask while it is checked and afterwards."""
    path = folder / "tei" / "large.xml"
    path.write_text(large(megabytes), encoding="utf-8")
    async with editor(folder) as client:
        start = time.perf_counter()
        uri = client.open(path)
        await asyncio.sleep(1)
        await asked(client, uri, "while it is checked")
        found = await client.findings(uri, 600)
        print(f"-- {len(found)} findings after {time.perf_counter() - start:.1f}")
        await asked(client, uri, "when nothing is checked")


def main(megabytes: float) -> None:
    """Measure it in a project that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(ROOT / "tei", project / "tei")
        asyncio.run(measured(project, megabytes))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1)
