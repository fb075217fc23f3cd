# SPDX-License-Identifier: MIT
"""Nothing that lies outside of a stranger's project is read for it; each guard is shown to be one: without it, the document bites."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from tests.security.strangers import CANARY, Stranger, register, tei

OPEN_PARSER = """
from edition.engines import libxml
def parse(data, recover):
    return libxml.etree.ElementTree(libxml.etree.fromstring(data, libxml.etree.XMLParser(
        collect_ids=False, resolve_entities=True, load_dtd=True, no_network=False, huge_tree=True)))
libxml._parse = parse
"""
NO_FENCE = "from edition.source import fence\nfence.holds = lambda folder, file: True\nfence.project = lambda folder: fence.Path('/')"
EVERYTHING_IS_BELOW = "import pathlib\npathlib.PurePath.is_relative_to = lambda self, *other: True"
OPEN_REGISTERS = "from edition.engines import saxon\nsaxon._OUTSIDE = ()"
UNSEALED = "from edition.engines import saxon\nsaxon._sealed = saxon._processor"

ONE = ("build", "--lenient", "--format", "html", "tei/a.xml")
BUILD = ("build", "--lenient", "--format", "html", "tei")
NAME = '<p>To <persName ref="{}">A</persName>.</p>'
RULE = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="t:text"><report test="true()">said: <value-of select="{}"/></report></rule></pattern></schema>"""


@dataclass(frozen=True)
class Attack:
    """Files of a project (a name that begins with `@` is a link), the call that reads it, and Python that takes the guard away."""

    name: str
    files: dict[str, str]
    call: tuple[str, ...]
    without: str


ATTACKS = (
    Attack(
        "an external entity in a document",
        {"tei/a.xml": tei("<p>&x;</p>", '<!DOCTYPE TEI [<!ENTITY x SYSTEM "{outside}/secret.txt">]>')},
        ONE,
        OPEN_PARSER,
    ),
    Attack(
        "a DTD outside",
        {"tei/a.xml": tei("<p>&x;</p>", '<!DOCTYPE TEI SYSTEM "{outside}/secret.dtd">')},
        ONE,
        OPEN_PARSER,
    ),
    Attack(
        "a parameter entity outside",
        {"tei/a.xml": tei("<p>&x;</p>", '<!DOCTYPE TEI [<!ENTITY % p SYSTEM "{outside}/secret.dtd"> %p;]>')},
        ONE,
        OPEN_PARSER,
    ),
    Attack(
        "an inclusion from outside",
        {"tei/a.xml": tei('<xi:include href="../../outside/persons.xml" xpointer="a"/>')},
        ONE,
        EVERYTHING_IS_BELOW,
    ),
    Attack(
        "an inclusion of text through a link",
        {"tei/a.xml": tei('<p><xi:include href="link.txt" parse="text"/></p>'), "@tei/link.txt": "secret.txt"},
        ONE,
        EVERYTHING_IS_BELOW,
    ),
    Attack(
        "a register through a link",
        {"tei/a.xml": tei(NAME.format("link.xml#a")), "@tei/link.xml": "persons.xml"},
        ONE,
        EVERYTHING_IS_BELOW,
    ),
    Attack(
        "an external entity in a register",
        {
            "tei/a.xml": tei(NAME.format("r.xml#a")),
            "tei/r.xml": register("N &x;", '<!DOCTYPE TEI [<!ENTITY x SYSTEM "{outside}/secret.txt">]>'),
        },
        ONE,
        OPEN_REGISTERS,
    ),
    Attack("a document through a link", {"tei/a.xml": tei("<p>x</p>"), "@tei/b.xml": "persons.xml"}, BUILD, NO_FENCE),
    Attack(
        "a pointer that asks what is outside",
        {"tei/a.xml": tei(NAME.format("../../outside/ids.xml#CANARI"))},
        ("check", "tei/a.xml"),
        NO_FENCE,
    ),
    Attack(
        "a pointer that asks which files are outside",
        {"tei/a.xml": tei(NAME.format("../../outside/CANARI.xml#a"))},
        ("check", "tei/a.xml"),
        NO_FENCE,
    ),
    Attack(
        "a schema outside",
        {"tei/a.xml": tei("<p>x</p>", '<?xml-model href="../../outside/secret.rng"?>')},
        ("check", "tei/a.xml"),
        NO_FENCE,
    ),
    Attack(
        "a rule that reads a file",
        {
            "tei/a.xml": tei("<p>x</p>", '<?xml-model href="r.sch"?>'),
            "tei/r.sch": RULE.format("unparsed-text('{outside}/secret.txt')"),
        },
        ("check", "tei/a.xml"),
        UNSEALED,
    ),
    Attack(
        "a rule that opens a document",
        {
            "tei/a.xml": tei("<p>x</p>", '<?xml-model href="r.sch"?>'),
            "tei/r.sch": RULE.format("doc('{outside}/persons.xml')//*:persName"),
        },
        ("check", "tei/a.xml"),
        UNSEALED,
    ),
)


GUARDS = list(dict.fromkeys((attack.without, attack.call[0]) for attack in ATTACKS))


def laid(stranger: Stranger, attacks: list[Attack]) -> None:
    """Put the files of attacks in their places, each in a folder of its own, with its own canary outside."""
    for number, attack in enumerate(attacks):
        outside = stranger.folder / "outside" / str(number)
        for name, content in OUTSIDE.items():
            stranger.put(f"../outside/{number}/{name}", content.replace(CANARY, canary(number)))
        for name, content in attack.files.items():
            if name.startswith("@"):
                link = stranger.sent / f"tei/{number}" / name[1:]
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(outside / content)
            else:
                written = content.replace("{outside}", outside.as_uri()).replace("{up}", f"../../../outside/{number}")
                stranger.put(f"tei/{number}/{name}", written.replace("CANARI", canary(number)[:-1] + "I"))


def canary(number: int) -> str:
    """What stands only outside of the project, for one attack."""
    return CANARY + "ABCDEFGHIJ"[number] + "Y"


@pytest.mark.skipif(sys.platform == "win32", reason="links are for those who may make them")
@pytest.mark.parametrize(("guard", "verb"), GUARDS, ids=range(len(GUARDS)))
def test_nothing_outside_is_read(stranger: Stranger, guard: str, verb: str) -> None:
    """What the command prints and builds knows nothing of what is outside; without the guard it does, for each attack."""
    attacks = [attack for attack in ATTACKS if (attack.without, attack.call[0]) == (guard, verb)]
    laid(stranger, attacks)
    (call,) = {attack.call for attack in attacks}
    names = {attack.name: canary(number) for number, attack in enumerate(attacks)}

    said = stranger.call(*call)
    assert [name for name, word in names.items() if word in said] == []
    said = stranger.call_without(guard, *call)
    assert [name for name, word in names.items() if word not in said] == []


@contextmanager
def listening() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine, and who called there."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    connection, who = server.accept()
                except TimeoutError:
                    continue
                calls.append(who)
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield server.getsockname()[1], calls
        finally:
            stop.set()
            thread.join()


NET = tei(
    """<p style="background:url({net}/style)" rendition="{net}/r" facs="{net}/f">x <ref target="{net}/ref#a">y</ref>
<graphic url="{net}/g.png"/><figure><graphic url="{net}/h.svg"/></figure><media mimeType="audio/ogg" url="{net}/m"/>
<svg:svg><svg:image xlink:href="{net}/s.png"/></svg:svg><h:img src="{net}/i.png"/><m:math><m:mglyph src="{net}/mg.png"/></m:math>
<persName ref="{net}/persons.xml#a">A</persName><xi:include href="{net}/inc.xml"/></p>""",
    '<?xml-model href="{net}/s.rng"?><?xml-model href="{net}/s.sch"?><?xml-stylesheet href="{net}/s.css"?>'
    '<!DOCTYPE TEI SYSTEM "{net}/d.dtd" [<!ENTITY x SYSTEM "{net}/e">]>',
)


@pytest.mark.parametrize("call", [("check", "tei"), ("build", "--lenient", "tei")], ids=["check", "build"])
def test_nobody_is_called(stranger: Stranger, call: tuple[str, ...]) -> None:
    """Whatever a document names on the net, no address is asked; and a DTD there is no reason not to read it."""
    with listening() as (port, calls):
        stranger.put("tei/a.xml", NET.replace("{net}", f"http://127.0.0.1:{port}"))
        said = stranger.call(*call)

    assert calls == []
    assert "XML001" not in said


def test_a_call_would_be_heard(stranger: Stranger) -> None:
    """The same project calls the net as soon as something in it may."""
    with listening() as (port, calls):
        stranger.put("tei/a.xml", tei("<p>x</p>"))
        stranger.call_without(f"import socket\nsocket.create_connection(('127.0.0.1', {port})).close()", "check", "tei")

    assert calls


def test_a_document_may_name_what_its_project_has(stranger: Stranger) -> None:
    """The fence is around the project, not around the folder of a document."""
    stranger.put("registers/r.xml", register("Somebody"))
    stranger.put("tei/a.xml", tei(NAME.format("../registers/r.xml#a")))

    assert "PTR" not in stranger.call("check", "tei/a.xml")
