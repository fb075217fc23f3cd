# SPDX-License-Identifier: MIT
"""A volume of letters and minutes that nobody wrote, and how long its book takes: `python -m tests.bench.volume [DOCUMENTS] [FOLDER]`.

The documents are of one to forty pages, in three languages, with notes, tables, and alterations in three hands; every tenth letter has
its translation. The book is set cold, then again after one letter of one document has changed, then after the first has become a page
longer, so that every number changes. Printed are the wall time, the time of the processor with all processes that were started, and the
most memory that this process, any other, and all of them held (what they share is counted once).
No test: a machine that has other work would fail it.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]

WORDS: Final = {
    "en": "the council has received your letter of last week and will consider what was said about repair of bridge before "
    "winter; we remain obliged to merchants who wrote again concerning grain prices duties paid at harbour and delay of ships",
    "ru": "совет получил ваше письмо от прошлой недели и рассмотрит сказанное о починке моста до наступления зимы; мы остаёмся "
    "признательны купцам, которые снова писали относительно цен на зерно, пошлин, уплаченных в гавани, и задержки судов",
    "de": "der Rat hat Ihren Brief der vergangenen Woche erhalten und wird erwägen was über die Ausbesserung der Brücke vor dem "
    "Winter gesagt wurde; wir bleiben den Kaufleuten verbunden die abermals wegen der Getreidepreise geschrieben haben",
}
LANGUAGES: Final = {"en": "English", "ru": "русский", "de": "Deutsch"}
TITLES: Final = {
    "en": ("Letter of {}", "Minutes of the council", "{} {} {}"),
    "ru": ("Письмо: {}", "Протокол заседания совета", "{} {} {} г."),
    "de": ("Brief von {}", "Protokoll des Rates", "{}. {} {}"),
}
MONTHS: Final = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
}
FORENAMES: Final = [
    "Anna",
    "Boris",
    "Clara",
    "Dmitri",
    "Elsa",
    "Fyodor",
    "Greta",
    "Hans",
    "Irina",
    "Jakob",
    "Karl",
    "Lydia",
]
SURNAMES: Final = [
    "Adler",
    "Belov",
    "Carpenter",
    "Dorn",
    "Ehlers",
    "Frolov",
    "Gray",
    "Hahn",
    "Ivanov",
    "Jansen",
    "Koch",
    "Lebedev",
    "Moss",
    "Novak",
    "Orlov",
    "Petersen",
    "Reed",
    "Stein",
    "Weber",
    "Zotov",
]
PLACES: Final = [
    "Riga",
    "Reval",
    "Lübeck",
    "Narva",
    "Pernau",
    "Dorpat",
    "Danzig",
    "Stettin",
    "Wismar",
    "Rostock",
    "Memel",
    "Libau",
]
BODIES: Final = ["Council", "Guild", "Exchange", "Consistory", "Magistrate", "Customs"]
PERSONS: Final = len(FORENAMES) * len(SURNAMES)

HEADER: Final = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{key}" xml:lang="{language}"><teiHeader xml:lang="{language}"><fileDesc>
<titleStmt><title type="main">{title}</title>{editor}</titleStmt>
<publicationStmt><publisher>Nobody</publisher><date when="2026">2026</date><availability><p>Made up.</p></availability></publicationStmt>
<sourceDesc>{source}</sourceDesc></fileDesc>{more}</teiHeader>
<text xml:lang="{language}"><body>
{body}</body></text></TEI>
"""


def registers(folder: Path) -> None:
    """The registers of persons, places and organisations beside the documents."""
    (folder / "registers").mkdir(parents=True, exist_ok=True)
    persons = "".join(
        f'<person xml:id="p{n}"><persName><surname>{SURNAMES[n % 20]}</surname>, <forename>{FORENAMES[n // 20]}</forename></persName>'
        f'<birth when="{1800 + n % 60}"/><death when="{1870 + n % 50}"/><note>Merchant, guild {n % 3 + 1}.</note></person>\n'
        for n in range(PERSONS)
    )
    places = "".join(f'<place xml:id="l{n}"><placeName>{name}</placeName></place>\n' for n, name in enumerate(PLACES))
    bodies = "".join(f'<org xml:id="o{n}"><orgName>{name}</orgName></org>\n' for n, name in enumerate(BODIES))
    for name, entries in (
        ("persons", f"<listPerson>{persons}</listPerson>"),
        ("places", f"<listPlace>{places}</listPlace>"),
        ("organisations", f"<listOrg>{bodies}</listOrg>"),
    ):
        about = '<profileDesc><langUsage><language ident="en">English</language></langUsage></profileDesc>'
        editor, source = "<editor>Nobody</editor>", "<p>Made up.</p>"
        (folder / "registers" / f"{name}.xml").write_text(
            HEADER.format(
                key=name,
                language="en",
                title=f"Register of {name}",
                editor=editor,
                source=source,
                more=about,
                body=entries,
            ),
            encoding="utf-8",
        )


class _Writer:
    """The words of one document."""

    def __init__(self, number: int, language: str) -> None:
        self._chance = random.Random(number)  # noqa: S311 - a text, not a secret
        self._words = WORDS[language].split()
        self.key = f"{language}{number}"
        self._acts = self._notes = self._paragraphs = 0

    def words(self, least: int, most: int) -> str:
        """Some words."""
        return " ".join(self._chance.choices(self._words, k=self._chance.randint(least, most)))

    def _name(self) -> str:
        kind = self._chance.random()
        if kind < 0.5:
            n = int(PERSONS * self._chance.random() ** 2)
            return f'<persName ref="person:p{n}">{FORENAMES[n // 20]} {SURNAMES[n % 20]}</persName>'
        names, element, letter = (PLACES, "placeName", "l") if kind < 0.8 else (BODIES, "orgName", "o")
        n = self._chance.randrange(len(names))
        prefix = "place" if letter == "l" else "org"
        return f'<{element} ref="{prefix}:{letter}{n}">{names[n]}</{element}>'

    def _act(self) -> str:
        self._acts += 1
        hand = f'hand="#{self.key}-h{self._acts % 3 + 2}" cert="high" evidence="internal" resp="#{self.key}-ed"'
        gone = f'<del xml:id="{self.key}-d{self._acts}" {hand}>{self.words(1, 3)}</del>'
        come = f'<add xml:id="{self.key}-a{self._acts}" place="above" {hand}>{self.words(1, 3)}</add>'
        return self._chance.choice((gone, come, f"<subst>{gone} {come}</subst>"))

    def _note(self) -> str:
        self._notes += 1
        kind = self._chance.choice(("textual", "commentary"))
        words = self.words(8, 40).capitalize()
        return f'<note xml:id="{self.key}-n{self._notes}" type="{kind}" resp="#{self.key}-ed">{words}.</note>'

    def paragraph(self, answered: str) -> str:
        """A paragraph; the key of a document in another language that has one answering it, or ""."""
        self._paragraphs += 1
        sentences = []
        for _ in range(self._chance.randint(3, 7)):
            parts = [self.words(6, 16).capitalize()]
            parts += [f" {self._name()}"] if self._chance.random() < 0.5 else []
            parts += [f" {self._act()}"] if self._chance.random() < 0.35 else []
            parts += [self._note()] if self._chance.random() < 0.15 else []
            sentences.append("".join(parts))
        n = self._paragraphs
        answer = f' corresp="{file(answered)}#{answered}-p{n}"' if answered else ""
        return f'<p xml:id="{self.key}-p{n}"{answer}>{". ".join(sentences)}.</p>\n'

    def table(self) -> str:
        """A table of three columns."""
        cells = "".join(f"<row>{''.join(f'<cell>{self.words(1, 4)}</cell>' for _ in range(3))}</row>" for _ in range(8))
        return f"<table>{cells}</table>\n"


def file(key: str) -> str:
    """The file of the document with this key: `ru12` is in `letter-012.ru.xml`."""
    return f"letter-{int(key[2:]):03}.{key[:2]}.xml"


def document(number: int, language: str, answered: str = "", paragraphs: int = 0) -> str:
    """A letter, or the minutes of a meeting, `answered` by the document in another language with that key, if any.

    0 `paragraphs` are as many as fit it.
    """
    writer = _Writer(number, language)
    key, chance = writer.key, random.Random(-number)  # noqa: S311
    minutes = number % 6 == 0
    least, most = (40, 90) if number % 18 == 0 else (6, 20) if minutes else (2, 6)
    paragraphs = paragraphs or chance.randint(least, most)
    body = "".join(
        writer.table() if minutes and n % 15 == 14 else writer.paragraph(answered) for n in range(paragraphs)
    )
    year, month, day = 1840 + number % 50, number % 12 + 1, number % 28 + 1
    letter, protocol, form = TITLES[language]
    who = f"{FORENAMES[number % 12]} {SURNAMES[number % 20]}"
    when, dated = f"{year}-{month:02}-{day:02}", form.format(day, MONTHS[language][month - 1], year)
    place = f'<placeName ref="place:l{number % 12}">{PLACES[number % 12]}</placeName>'
    sender = f'<persName ref="person:p{number % PERSONS}">{who}</persName>'
    sent = f'<correspAction type="sent">{sender}{place}<date when="{when}">{dated}</date></correspAction>'
    hands = "".join(
        f'<handNote xml:id="{key}-h{n}" scope="minor">{writer.words(3, 6).capitalize()}.</handNote>'
        for n in (2, 3, 4)
        if f'hand="#{key}-h{n}"' in body
    )
    prefixes = "".join(
        f'<prefixDef ident="{ident}" matchPattern="([a-z0-9-]+)" replacementPattern="registers/{name}.xml#$1"/>'
        for ident, name in (("person", "persons"), ("place", "places"), ("org", "organisations"))
    )
    return HEADER.format(
        key=key,
        language=language,
        title=f"{protocol if minutes else letter.format(who)}, {dated}",
        editor=f'<respStmt xml:id="{key}-ed"><resp>made it up</resp><orgName>Nobody</orgName></respStmt>',
        source='<msDesc><msIdentifier><settlement>Riga</settlement><repository>Archive</repository><idno type="fond">'
        f"{number}</idno></msIdentifier><physDesc><objectDesc><supportDesc><support><p>{writer.words(3, 6).capitalize()}.</p></support>"
        "</supportDesc></objectDesc></physDesc></msDesc>",
        more=f"<encodingDesc><projectDesc><p>Made up, to measure.</p></projectDesc><listPrefixDef>{prefixes}</listPrefixDef></encodingDesc>"
        f'<profileDesc><creation><date when="{when}">{dated}</date></creation><langUsage><language ident="{language}">'
        f"{LANGUAGES[language]}</language></langUsage>{'' if minutes else f'<correspDesc>{sent}</correspDesc>'}"
        f'<handNotes><handNote xml:id="{key}-h1" scope="major">{writer.words(2, 3).capitalize()}.</handNote>'
        f"{hands}</handNotes></profileDesc>",
        body=body,
    )


def write(folder: Path, count: int) -> None:
    """So many documents, every tenth letter with its translation, and their registers."""
    registers(folder)
    for number in range(1, count + 1):
        language = list(WORDS)[number % 3]
        other = list(WORDS)[(number + 1) % 3] if number % 10 == 5 else ""
        for own, answered in ((language, other), (other, language)) if other else ((language, ""),):
            text = document(number, own, f"{answered}{number}" if answered else "")
            (folder / file(f"{own}{number}")).write_text(text, encoding="utf-8")


def _memory(root: int) -> dict[int, int]:
    """By process, of one and all that it started: the memory that it holds, in bytes (Linux)."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
    own = {root}
    while more := {pid for pid, parent in parents.items() if parent in own} - own:
        own |= more
    return {pid: held for pid in own if (held := _share(pid))}


def _share(pid: int) -> int:
    """The memory of a process, what it shares with others in equal parts."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def measured(command: Sequence[str], **environment: str) -> str:
    """A command, run: what it said last, and how long it took and how much it held."""
    began, before = time.perf_counter(), os.times()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)
    parent = worker = whole = 0

    def watch() -> None:
        nonlocal parent, worker, whole
        while process.poll() is None:
            now = _memory(process.pid)
            parent = max(parent, now.get(process.pid, 0))
            worker = max([worker, *(held for pid, held in now.items() if pid != process.pid)])
            whole = max(whole, sum(now.values()))
            time.sleep(0.25)

    watcher = threading.Thread(target=watch)
    watcher.start()
    said = (process.communicate()[0].strip().splitlines() or [""])[-1]
    watcher.join()
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    memory = f"{parent >> 20} MiB here, {worker >> 20} in the largest other process, {whole >> 20} in all"
    return f"{time.perf_counter() - began:6.1f} s, {used:6.1f} s of the processor; {memory}; {said}"


def main(arguments: Sequence[str]) -> None:
    """Write them, set them, change one letter, set them again."""
    count = int(arguments[0]) if arguments else 300
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(arguments[1]) if len(arguments) > 1 else Path(aside) / "volume"
        tei, cache = folder / "tei", str(folder / "cache")
        write(tei, count)
        command = [sys.executable, "-m", "edition", "build", str(tei), "--book", "--out", str(folder / "build")]
        print("cold:           ", measured(command, EDITION_CACHE=cache))
        changed = sorted(tei.glob("letter-*.xml"))[count // 2]
        head, body, rest = changed.read_text(encoding="utf-8").partition("<body>")
        changed.write_text(head + body + re.sub(r"(?<=\w)\w\. ", "q. ", rest, count=1), encoding="utf-8")
        print("one letter:     ", measured(command, EDITION_CACHE=cache))
        first = sorted(tei.glob("letter-*.xml"))[0]
        longer = "<p>" + "And so on, and so on, and so on. " * 100 + "</p></body>"
        first.write_text(first.read_text(encoding="utf-8").replace("</body>", longer), encoding="utf-8")
        print("a page more:    ", measured(command, EDITION_CACHE=cache))
        print("nothing:        ", measured(command, EDITION_CACHE=cache))
        told = subprocess.run(
            ["pdfinfo", str(folder / "build" / "book.pdf")], capture_output=True, text=True, check=False
        )
        print(*(line for line in told.stdout.splitlines() if line.startswith(("Pages", "File size"))), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
