# SPDX-License-Identifier: MIT
"""What everything costs, side by side with what a user would run instead, as a page: `docs/performance.md`.

    python -m tests.bench.performance [RUNS] [--large]

Whole processes are timed in turn, ours and the other, so that a busy minute is unkind to both; of RUNS (five) the middle is told, and
the ratio. Then how each cost grows with documents and with their size; `--large` goes on to 10,000 documents. The machine and the
versions are told with the figures. It needs `jing`, `xmllint`, Java with Saxon-HE and Chromium for the others, and matplotlib for the
picture (`pip install -e '.[bench]'`); what is not there is left out. No test: a busy machine is no failure.
"""

from __future__ import annotations

import os
import platform
import resource
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Final

from tests.bench import corpus

ROOT: Final = Path(__file__).resolve().parents[2]
EDITION: Final = (sys.executable, "-c", "from edition.cli import main; main()")
SAXON: Final = Path("/usr/share/java/Saxon-HE.jar")
PAGE: Final = ROOT / "docs/performance.md"
PICTURE: Final = ROOT / "docs/pictures/performance.svg"


@dataclass(frozen=True)
class Spent:
    """What a process took: seconds on the clock, seconds of processors (its children's too), and MiB at most."""

    wall: float
    cpu: float
    memory: float


def spent(command: Sequence[str | Path], folder: Path, cache: Path | None = None) -> Spent:
    """Run a command in a folder, with a cache of its own. One that fails ends the measuring: what was not done took no time."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "EDITION_CACHE": str(cache or folder / "cache")}
    start = time.perf_counter()
    with subprocess.Popen(
        list(map(str, command)), cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{shlex.join(map(str, command))} ended with {process.returncode}")
    return Spent(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def middle(runs: Sequence[Spent]) -> Spent:
    """The middle of each figure."""
    return Spent(*(statistics.median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "memory")))


@dataclass(frozen=True)
class Work:
    """One row: what is done, our command, and the other's, with its name.

    A `cold` run finds nothing made and nothing checked; compiled schemas and fonts once cut are there, as on the second day.
    """

    name: str
    ours: tuple[str | Path, ...]
    peer: str = ""
    theirs: tuple[str | Path, ...] = ()
    cold: bool = False


def works(folder: Path, letter: Path) -> list[Work]:
    """What is compared, in a folder with a copy of the telegram and a letter of 25 kB."""
    rng = ROOT / "schemas/edition.rng"
    telegram = folder / "tei/telegram.ru.xml"
    found = [
        Work("check a letter", (*EDITION, "check", "--no-cache", letter), *_with("jing", rng, letter)),
        Work(
            "check a letter by RELAX NG alone",
            (*EDITION, "check", "--no-cache", "--schema", rng, letter),
            *_with("xmllint", "--noout", "--relaxng", rng, letter),
        ),
        Work(
            "check the telegram, every layer",
            (*EDITION, "check", "--no-cache", folder / "tei"),
            *_with("jing", rng, telegram),
        ),
        Work("a state of the telegram as text", (*EDITION, "text", "--state", "base", telegram)),
        Work(
            "pages of a letter",
            (*EDITION, "build", letter, "--format", "html", "--out", folder / "one"),
            *_saxon(letter, folder),
            cold=True,
        ),
        Work("pages and PDFs of a letter", (*EDITION, "build", letter, "--out", folder / "both"), cold=True),
        Work(
            "a letter as PDF, from its page",
            (*EDITION, "build", letter, "--format", "pdf", "--out", folder / "pdf"),
            *_chromium(folder, letter),
            cold=True,
        ),
        Work("the telegram's whole edition", (*EDITION, "build", folder / "tei", "--out", folder / "all"), cold=True),
        Work("the same again, unchanged", (*EDITION, "build", folder / "tei", "--out", folder / "all")),
        Work("proof of all its pages and PDFs", (*EDITION, "verify", folder / "tei", "--out", folder / "all")),
    ]
    return [work for work in found if not work.peer or work.theirs]


def _with(program: str, *words: str | Path) -> tuple[str, tuple[str | Path, ...]]:
    return (program, (program, *words)) if shutil.which(program) else ("", ())


def _saxon(letter: Path, folder: Path) -> tuple[str, tuple[str | Path, ...]]:
    """The reading page alone, by a stylesheet of twenty lines."""
    if not (shutil.which("java") and SAXON.is_file()):
        return "", ()
    style = ROOT / "tests/bench/plain.xsl"
    words = (
        "java",
        "-cp",
        SAXON,
        "net.sf.saxon.Transform",
        f"-s:{letter}",
        f"-xsl:{style}",
        f"-o:{folder / 'plain.html'}",
    )
    return "Saxon-HE, a page of 20 templates", words


def _chromium(folder: Path, letter: Path) -> tuple[str, tuple[str | Path, ...]]:
    if not shutil.which("chromium"):
        return "", ()
    page = folder / "one" / f"{letter.stem}.reading.html"
    words = (
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--print-to-pdf={folder / 'print.pdf'}",
        page.as_uri(),
    )
    return "Chromium, print to PDF", words


def side_by_side(work: Work, folder: Path, runs: int) -> tuple[Spent, Spent | None]:
    """The middle of our runs and of the other's, taken in turn."""
    ours, theirs = [], []
    for number in range(runs + 1):
        cache = folder / "cache"
        for kept in ("results", "checks") if work.cold else ():
            shutil.rmtree(cache / kept, ignore_errors=True)
        for out in ("one", "both", "pdf", "all") if work.cold else ():
            # the page that Chromium prints stays
            if not (out == "one" and work.peer.startswith("Chromium")):
                shutil.rmtree(folder / out, ignore_errors=True)
        made = spent(work.ours, folder, cache)
        other = spent(work.theirs, folder) if work.theirs else None
        if number:  # the first one fills the cache
            ours.append(made)
            theirs += [other] if other else []
    return middle(ours), middle(theirs) if theirs else None


def author(folder: Path, count: int, size: int, entries: Mapping[str, int] = corpus.ENTRIES) -> Path:
    """So many letters of so many bytes, with the registers that they name."""
    writer = corpus.Author(count + 1, entries)
    tei = folder / f"{count}x{size}"
    (tei / "registers").mkdir(parents=True)
    for kind, many in entries.items():
        (tei / "registers" / f"{kind}.xml").write_text(corpus.register(kind, many), encoding="utf-8")
    for number in range(1, count + 1):
        called = corpus.title(number)
        body = writer.text(("en", "ru", "de")[number % 3], size, "")
        (tei / f"{called}.xml").write_text(
            corpus.document(called, ("en", "ru", "de")[number % 3], body), encoding="utf-8"
        )
    return tei


def by_number(folder: Path, counts: Sequence[int]) -> list[tuple[int, Spent, Spent]]:
    """For so many letters of 4 kB: a build of pages from nothing, and one with nothing to do."""
    rows = []
    for count in counts:
        tei = author(folder, count, 4_000)
        command = (*EDITION, "build", tei, "--lenient", "--format", "html", "--out", folder / f"out{count}")
        cache = folder / f"cache{count}"
        rows.append((count, spent(command, folder, cache), spent(command, folder, cache)))
        shutil.rmtree(cache)
        shutil.rmtree(folder / f"out{count}", ignore_errors=True)
    return rows


def by_size(folder: Path, sizes: Sequence[int]) -> list[tuple[int, Spent, Spent]]:
    """For a letter of so many bytes: a check, and a state as text."""
    rows = []
    for size in sizes:
        tei = author(folder, 1, size)
        letter = next(tei.glob("*.xml"))
        check = spent((*EDITION, "check", "--no-cache", "--exit-zero", letter), folder)
        rows.append((letter.stat().st_size, check, spent((*EDITION, "text", "--state", "base", letter), folder)))
    return rows


_LETTERS: Final = 60


def by_second(folder: Path) -> float:
    """Letters of 25 kB a second of one processor, warm, with what each needs for its own pages (`make_letters`).

    Their registers have an entry for every other letter. The pages about many documents are not among it: `by_number` has them.
    """
    tei = author(folder, _LETTERS, 25_000, {"person": _LETTERS // 3, "place": _LETTERS // 10, "org": _LETTERS // 15})
    program = f"from tests.bench.performance import make_letters; print(make_letters({str(tei)!r}))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True)
    return _LETTERS / float(done.stdout)


def make_letters(tei: str) -> float:
    """The seconds of a processor in which the letters of a folder are read, checked, made into all their views, and proved.

    Each is read anew, checked by every layer, made into its pages, card and citations, and its two views are proved. Of three rounds
    the best is told; before them all is done once, so that schemas and stylesheets are there.
    """
    from edition import names  # noqa: PLC0415 - in the process that is timed
    from edition.findings import is_sound  # noqa: PLC0415
    from edition.publish import grouping, leaves, proof  # noqa: PLC0415
    from edition.source import corpus as sources  # noqa: PLC0415
    from edition.validate import check  # noqa: PLC0415

    schemas, site, times = check.edition_schemas(), leaves.Site("Letters", ("en", "ru", "de")), []
    for _ in range(4):
        start = time.process_time()
        found = sources.find([Path(tei)])
        if not is_sound(check.check_documents(found, schemas)):
            raise SystemExit("the letters are not sound")
        for group in grouping.groups(grouping.texts(found.documents)):
            made = leaves.make(group, site)
            for document in group:
                for view in names.VIEWS:
                    if list(proof.check(document, view, made.files[names.page(document.path, view)])):
                        raise SystemExit(f"the {view} page of {document.path} is not proved")
        times.append(time.process_time() - start)
    return min(times[1:])


def machine() -> str:
    """The machine, and the versions of what runs on it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    engines = ", ".join(f"{name} {metadata.version(name)}" for name in ("saxonche", "lxml", "weasyprint", "xmlschema"))
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}, {engines}"


def picture(numbers: list[tuple[int, Spent, Spent]], sizes: list[tuple[int, Spent, Spent]]) -> bool:
    """Both growths as lines on logarithmic scales; whether matplotlib is there to draw them."""
    try:
        import matplotlib as mpl  # noqa: PLC0415

        mpl.use("svg")
        import matplotlib.pyplot as plt  # noqa: PLC0415
    except ImportError:
        return False
    plt.rcParams.update({"svg.hashsalt": "edition", "font.size": 9})
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    for axes, rows, names, label in (
        (left, numbers, ("pages from nothing", "nothing to do"), "letters of 4 kB"),
        (right, sizes, ("check, every layer", "a state as text"), "bytes of one document"),
    ):
        for place, (name, mark) in enumerate(zip(names, ("o-", "s--"), strict=True), 1):
            axes.loglog([row[0] for row in rows], [row[place].cpu for row in rows], mark, label=name)
        axes.set(xlabel=label, ylabel="seconds of processor")
        axes.grid(visible=True, which="major", alpha=0.3)
        axes.legend(frameon=False)
    figure.savefig(PICTURE, metadata={"Date": None})
    return True


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main(arguments: Sequence[str]) -> None:
    """Measure, and write the page."""
    runs = next((int(word) for word in arguments if word.isdigit()), 5)
    counts = [10, 100, 1000, *([10_000] if "--large" in arguments else [])]
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside)
        shutil.copytree(ROOT / "tei", folder / "tei")
        # under its own name, by which it points to itself
        letter = Path(shutil.copy(next(author(folder, 1, 25_000).glob("*.xml")), folder))
        shutil.copytree(folder / "1x25000/registers", folder / "registers")
        compared = []
        for work in works(folder, letter):
            ours, theirs = side_by_side(work, folder, runs)
            print(f"{work.name}: {ours}" + (f"; {work.peer}: {theirs}" if theirs else ""), flush=True)
            other = [work.peer, f"{theirs.wall:.2f}", f"{ours.wall / theirs.wall:.2f}"] if theirs else ["", "", ""]
            compared.append([work.name, f"{ours.wall:.2f}", f"{ours.cpu:.2f}", f"{ours.memory:.0f}", *other])
        warm = by_second(folder)
        print(f"warm: {warm:.1f} letters a second of processor", flush=True)
        numbers = by_number(folder, counts)
        sizes = by_size(folder, [10_000, 100_000, 1_000_000, 10_000_000])
    drawn = picture(numbers, sizes)
    text = _TEXT.format(
        day=date.today().isoformat(),
        machine=machine(),
        runs=runs,
        compared=table(["", "s", "CPU s", "MiB", "instead", "s", "ours / theirs"], compared),
        warm=f"{warm:.0f}",
        numbers=_growth(numbers, "letters", ("pages from nothing", "nothing to do")),
        sizes=_growth(sizes, "bytes", ("check, every layer", "a state as text")),
        picture="![Seconds of processor by number of documents and by size of one](pictures/performance.svg)\n"
        if drawn
        else "",
    )
    before = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    _, mark, kept = before.partition(_KEPT)
    PAGE.write_text(text + mark + kept, encoding="utf-8")


def _growth(rows: list[tuple[int, Spent, Spent]], what: str, names: tuple[str, str]) -> str:
    head = [what, *(part for name in names for part in (f"{name}, s", "CPU s", "MiB"))]
    return table(
        head,
        [
            [
                f"{row[0]:,}",
                *(word for each in row[1:] for word in (f"{each.wall:.2f}", f"{each.cpu:.2f}", f"{each.memory:.0f}")),
            ]
            for row in rows
        ],
    )


_KEPT: Final = "## Where the time goes"
"""From here on the page is written by hand, and kept."""

_TEXT: Final = """# What it costs

Measured by `python -m tests.bench.performance` on {day}: {machine}.
Whole processes from a cold start, the middle of {runs} runs, ours and the other in turn; MiB are those of the largest
process. Nobody promises these figures for another machine; the ratios
travel better.

{compared}

Warm, with everything that its pages need (read, checked by every layer, states, views, card, citations, proof), one processor makes {warm}
letters of 25 kB a second; the pages about all of them are not among it.

## How it grows

{numbers}

{sizes}

{picture}
"""

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(sys.argv[1:])
