# SPDX-License-Identifier: MIT
"""Nothing that lies outside of a stranger's project is read for it; each guard is shown to be one: without it, the document bites."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

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
ALL_IS_BELOW = "import pathlib\npathlib.PurePath.is_relative_to = lambda self, *other: True"
UNSEALED = "from edition.engines import saxon\nsaxon._sealed = saxon._processor"

BUILD = ("build", "--lenient", "--jobs", "1", "--format", "html")
CHECK = ("check",)
NAME = '<p>To <persName ref="{}">A</persName>.</p>'
RULE = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="t:text"><report test="true()">said: <value-of select="{}"/></report></rule></pattern></schema>"""
GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="CANARY"><empty/></element></start></grammar>"""

SCH, XS, RNG = (
    "http://purl.oclc.org/dsdl/schematron",
    "http://www.w3.org/2001/XMLSchema",
    "http://relaxng.org/ns/structure/1.0",
)

OUTSIDE = {
    "secret.txt": CANARY,
    "secret.dtd": f'<!ENTITY x "{CANARY}">',
    "secret.rng": GRAMMAR,
    "secret.sch": f'<pattern xmlns="{SCH}"><rule context="*:text"><report test="true()">{CANARY}</report></rule></pattern>',
    "secret.xsd": f'''<xs:schema xmlns:xs="{XS}" targetNamespace="http://www.tei-c.org/ns/1.0"><xs:element name="TEI"><xs:complexType>
        <xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xs:sequence>
        <xs:attribute name="{CANARY}" use="required"/></xs:complexType></xs:element></xs:schema>''',
    "persons.xml": register(CANARY),
    "ids.xml": register("x").replace('xml:id="a"', f'xml:id="{CANARY}"'),
    f"{CANARY}.xml": register("x"),
}


@dataclass(frozen=True)
class Attack:
    """A document, other files of its folder (a name with `@` is a link to one outside), the call that reads it, and its guard taken away.

    `{out}` stands for the address of what is outside, `{up}` for the path to it.
    """

    name: str
    call: tuple[str, ...]
    without: str
    document: str
    others: Mapping[str, str] = field(default_factory=dict)


ATTACKS = (
    Attack(
        "an external entity",
        BUILD,
        OPEN_PARSER,
        tei("<p>&x;</p>", '<!DOCTYPE TEI [<!ENTITY x SYSTEM "{out}/secret.txt">]>'),
    ),
    Attack("a DTD", BUILD, OPEN_PARSER, tei("<p>&x;</p>", '<!DOCTYPE TEI SYSTEM "{out}/secret.dtd">')),
    Attack(
        "a parameter entity",
        BUILD,
        OPEN_PARSER,
        tei("<p>&x;</p>", '<!DOCTYPE TEI [<!ENTITY % p SYSTEM "{out}/secret.dtd"> %p;]>'),
    ),
    Attack("an inclusion", BUILD, ALL_IS_BELOW, tei('<p><xi:include href="{up}/secret.txt" parse="text"/></p>')),
    Attack(
        "an inclusion through a link",
        BUILD,
        ALL_IS_BELOW,
        tei('<p><xi:include href="link.txt" parse="text"/></p>'),
        {"@link.txt": "secret.txt"},
    ),
    Attack(
        "a register through a link", BUILD, ALL_IS_BELOW, tei(NAME.format("link.xml#a")), {"@link.xml": "persons.xml"}
    ),
    Attack(
        "an external entity in a register",
        BUILD,
        OPEN_PARSER,
        tei(NAME.format("r.xml#a")),
        {"r.xml": register("N &x;", '<!DOCTYPE TEI [<!ENTITY x SYSTEM "{out}/secret.txt">]>')},
    ),
    Attack("a document that is a link", BUILD, NO_FENCE, "", {"@a.xml": "persons.xml"}),
    Attack("a pointer that asks what is in a file", CHECK, NO_FENCE, tei(NAME.format("{up}/ids.xml#CANARI"))),
    Attack("a pointer that asks which files there are", CHECK, NO_FENCE, tei(NAME.format("{up}/CANARI.xml#a"))),
    Attack("a schema", CHECK, NO_FENCE, tei("<p>x</p>", '<?xml-model href="{up}/secret.rng"?>')),
    Attack(
        "a schema that includes another",
        CHECK,
        NO_FENCE,
        tei("<p>x</p>", '<?xml-model href="g.rng"?>'),
        {"g.rng": f'<grammar xmlns="{RNG}"><include href="{{up}}/secret.rng"/></grammar>'},
    ),
    Attack(
        "a schema that refers to another, by its whole address",
        CHECK,
        NO_FENCE,
        tei("<p>x</p>", '<?xml-model href="g.rng"?>'),
        {"g.rng": f'<externalRef xmlns="{RNG}" href="{{out}}/secret.rng"/>'},
    ),
    Attack(
        "a compact schema that refers to another",
        CHECK,
        NO_FENCE,
        tei("<p>x</p>", '<?xml-model href="g.rnc"?>'),
        {"g.rnc": 'external "{up}/secret.rng"'},
    ),
    Attack(
        "rules that include others",
        CHECK,
        NO_FENCE,
        tei("<p>x</p>", '<?xml-model href="r.sch"?>'),
        {"r.sch": f'<schema xmlns="{SCH}"><include href="{{up}}/secret.sch"/></schema>'},
    ),
    Attack(
        "an XSD that includes another",
        CHECK,
        NO_FENCE,
        tei("<p>x</p>", '<?xml-model href="s.xsd"?>'),
        {
            "s.xsd": f'<xs:schema xmlns:xs="{XS}" targetNamespace="http://www.tei-c.org/ns/1.0">'
            '<xs:include schemaLocation="{up}/secret.xsd"/></xs:schema>'
        },
    ),
    Attack(
        "a rule that reads a file",
        CHECK,
        UNSEALED,
        tei("<p>x</p>", '<?xml-model href="r.sch"?>'),
        {"r.sch": RULE.format("unparsed-text('{out}/secret.txt')")},
    ),
    Attack(
        "a rule that opens a document",
        CHECK,
        UNSEALED,
        tei("<p>x</p>", '<?xml-model href="r.sch"?>'),
        {"r.sch": RULE.format("doc('{out}/persons.xml')//*:persName")},
    ),
)
GUARDS = list(dict.fromkeys((attack.without, attack.call) for attack in ATTACKS))


def canary(number: int) -> str:
    """What stands only outside of the project, for one attack."""
    return CANARY.replace("Y", f"{'ABCDEFGH'[number]}Y")


def laid(stranger: Stranger, number: int, attack: Attack) -> str:
    """Put the files of an attack into a folder of its own, and its canary outside; gives the path of the document."""
    here, outside = f"tei/{number}", stranger.folder / "outside" / str(number)
    for name, content in OUTSIDE.items():
        stranger.put(
            f"../outside/{number}/{name.replace(CANARY, canary(number))}", content.replace(CANARY, canary(number))
        )
    for name, content in {**({"a.xml": attack.document} if attack.document else {}), **attack.others}.items():
        if name.startswith("@"):
            (stranger.sent / here).mkdir(parents=True, exist_ok=True)
            (stranger.sent / here / name[1:]).symlink_to(outside / content)
        else:
            written = content.replace("{out}", outside.as_uri()).replace("{up}", f"../../../outside/{number}")
            # the word of the canary with one letter wrong: who knows it will offer it
            stranger.put(f"{here}/{name}", written.replace("CANARI", canary(number).replace("Y", "I")))
    return f"{here}/a.xml"


@pytest.mark.skipif(sys.platform == "win32", reason="links are for those who may make them")
@pytest.mark.parametrize(("guard", "call"), GUARDS, ids=range(len(GUARDS)))
def test_nothing_outside_is_read(stranger: Stranger, guard: str, call: tuple[str, ...]) -> None:
    """What the command prints and builds knows nothing of what is outside; without the guard it does, for each attack."""
    attacks = [attack for attack in ATTACKS if (attack.without, attack.call) == (guard, call)]
    files = [laid(stranger, number, attack) for number, attack in enumerate(attacks)]
    words = {attack.name: canary(number) for number, attack in enumerate(attacks)}

    said = stranger.call(*call, *files)
    assert [name for name, word in words.items() if word in said] == []
    said = stranger.call_without(guard, *call, *files)
    assert [name for name, word in words.items() if word not in said] == []


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
