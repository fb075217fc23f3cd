# SPDX-License-Identifier: MIT
"""The order of the work: read, check, make the pages and books that are not there yet, lay all down: nothing before all is made.

A lenient build asks a document only to be XML, and to lose no word: whatever else is found is a warning.

The pages of a text and each of its books are tasks (`tasks`), done by several processes and kept by what they are made from
(`inputs`, `store`); a build that finds anything wrong lays nothing down, and the last good one stays.
"""

from __future__ import annotations

import functools
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from edition import names
from edition.build import known, store, tasks
from edition.build import plan as planning
from edition.build.around import Around, Leaf
from edition.build.known import Brief, Known
from edition.build.plan import Plan
from edition.build.tasks import Task
from edition.engines import cluster, crew
from edition.errors import SomethingMissing, WrongUse
from edition.findings import Finding, Severity, is_sound, ordered
from edition.publish import folder, frame, grouping, mark, pictures, site
from edition.publish.facts import Facts
from edition.publish.leaves import Site
from edition.render import stylesheets
from edition.settings import Settings
from edition.source import seen
from edition.source.corpus import Corpus
from edition.speech import say
from edition.validate import catalog, check

Progress = Callable[[int, int, Path], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: what was found, and the files that were laid down (none, where something was unsound)."""

    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()
    is_unsearchable: bool = False
    """Whether the site has no search because this machine lacks the program that makes its index."""
    made: int = 0
    """How many of its tasks were done now; the others were done before."""
    mended: bool = False
    """Whether an earlier build was stopped in the middle, and what it left was put right."""


def build(
    corpus: Corpus,
    settings: Settings,
    out: Path,
    *,
    formats: Sequence[str] = mark.FORMATS,
    schemas: check.Schemas | None = None,
    progress: Progress | None = None,
    lenient: bool = False,
    jobs: int | None = None,
    scheduler: str = "",
    results: str = "",
) -> Built:
    """Make the edition of a corpus in a folder, whole or not at all.

    `formats` are "html" (the views as pages, and how they are encoded), "pdf" (the views as books) and `names.FILES`; the index and the
    TEI files are always made. `jobs` is the number of processes, without it that of the cores; the bytes are the same whatever it is.
    With the address of a `scheduler` the tasks are done by the workers of that (`engines.cluster`), which must see the sources under the
    same paths, and the same `results`: a folder, or an address that fsspec knows, where what was made is kept.
    A `lenient` build asks no schema, and builds without the files that are no XML, if any other is.
    Raises `EditionError` where the machine lacks something, another build is at work, or the folder holds something that is not ours.
    """
    corpus.require_names()
    patience = crew.Patience(settings.limits.seconds, settings.limits.memory)
    with folder.held(out) as mended:
        made = _build(
            corpus,
            settings,
            out,
            formats=formats,
            schemas=schemas,
            progress=progress,
            lenient=lenient,
            hands=lambda shop, missing: (
                cluster.Cluster(scheduler, tasks.begin, (shop,))
                if scheduler and missing
                else crew.Crew(min(jobs or crew.cores(), missing), tasks.begin, (shop,), patience)
            ),
            jobs=jobs or crew.cores(),
            results=results,
        )
        return replace(made, mended=mended)


def _build(
    corpus: Corpus,
    settings: Settings,
    out: Path,
    *,
    formats: Sequence[str],
    schemas: check.Schemas | None,
    progress: Progress | None,
    lenient: bool,
    hands: Callable[[tasks.Shop[Site], int], crew.Crew | cluster.Cluster],
    jobs: int,
    results: str,
) -> Built:
    stylesheets.use(stylesheets.of(settings))
    began = time.time_ns()
    last = mark.read(out)
    what = mark.asked(corpus.asked, settings, formats, lenient=lenient)
    what |= {"schemas": "given"} if schemas is not None else {}
    with store.opened(results) as kept, known.opened(corpus) as before:
        plan = planning.of(before.documents(began, jobs), settings, formats)
        whole, texts = plan.site, plan.texts
        wanted = list(plan.tasks())
        missing = [task for task in wanted if task.key not in kept]
        paths = tuple(document.path for document in plan.documents.facts)
        shop = tasks.Shop(whole, plan.faces, corpus.manner, kept, paths, stylesheets.own())
        with hands(shop, len(missing)) as workers:
            if whole.with_books:
                _load_typesetter(workers)
            asked = check.Schemas() if lenient else schemas or check.edition_schemas(own=catalog.sources(settings))
            checked = check.check(corpus, asked, progress, jobs=jobs, keep=True)
            found, broken = checked.findings, set(plan.documents.broken) if lenient and texts else set()
            if not is_sound(_weighed(set(found) - broken, lenient=lenient)):
                return Built(tuple(_weighed(found, lenient=lenient)))
            done = workers.run(tasks.do, missing)
            for number, task in enumerate(missing):
                if progress is not None:
                    progress(number, len(missing), task.paths[task.number])
                next(done)
        sources = _sources(plan, settings, checked, began)
        if moved := _moved(plan):
            # what was made may be made from either
            kept.forget(task.key for task in missing)
            raise _changed(moved)
        came_of = _Results(kept, before, last, out)
        about = [came_of.task(task, shop) for task in wanted]
        around = Around(
            plan,
            settings,
            [
                Leaf(told, functools.partial(came_of.cards, task, shop), functools.partial(came_of.whole, task, shop))
                for task, told in zip(wanted, about, strict=True)
                if task.is_of_pages
            ],
            with_schema=whole.with_pages and schemas is None and _is_ours(asked, texts),
            results=came_of,
        )
        rest = list(around.works())
        about += [told for _, told in rest]
        found = _weighed(ordered([*found, *(finding for each in about for finding in each.findings)]), lenient=lenient)
        if not is_sound(set(found) - broken):
            return Built(tuple(found), made=len(missing))
        assets = site.assets(settings, {character for drawn in {each.drawn for each in about} for character in drawn})
        works = [*(mark.Work(task.of, task.key, task.inputs) for task in wanted), *(work for work, _ in rest)]
        lying = _Lying(plan, assets, works, kept, last, out)

        def marked(laid: Mapping[str, folder.Laid]) -> bytes:
            by = {name: (each, lying.made_by[name]) for name, each in laid.items()}
            return mark.written(what, sources, works=works, files=by, found=found, documents=len(corpus.paths))

        laid = folder.write(lying.files(), out, marked, beside=(settings.book.file,))
        if missing:
            kept.prune()
    return Built(
        tuple(found),
        tuple(laid),
        is_unsearchable=planning.wants_search(settings, formats) and frame.SEARCH not in whole.sections,
        made=len(missing),
    )


def _load_typesetter(workers: crew.Crew | cluster.Cluster) -> None:
    """Let the processes load what sets books while documents are checked."""
    from edition.engines import weasy  # noqa: PLC0415 - dear to import, and pages need none

    workers.start(weasy.ready)


@dataclass(frozen=True, slots=True)
class _Lying:
    """The files of a site: the sources, what its pages need beside them, and what each of its works has made."""

    plan: Plan
    assets: Mapping[str, bytes]
    works: Sequence[mark.Work]
    kept: store.Store
    last: mark.Mark | None
    out: Path
    made_by: dict[str, int] = field(default_factory=dict)
    """Of each file that was given, which of the works has made it; -1 for none."""

    def files(self) -> Iterator[tuple[str, bytes | folder.Before]]:
        """Each file, as it lies there from the last build, or with what is in it."""
        for name, path in site.sources(self.plan.groups, self.plan.documents.facts):
            self.made_by[name] = -1
            digest = self.plan.documents.sources[path].digest
            yield name, self._same(name, digest) or _copied(path, digest, self.plan.corpus)
        for name, data in self.assets.items():
            self.made_by[name] = -1
            yield name, self._same(name, hashlib.sha256(data).hexdigest()) or data
        for number, work in enumerate(self.works):
            laid = self.last.of(work.key, self.out) if self.last else None
            for name, each in self.kept.files(work.key) if laid is None else laid:
                self.made_by[name] = number
                yield name, each

    def _same(self, name: str, digest: str) -> folder.Before | None:
        return self.last.same(name, self.out, digest) if self.last else None


def _copied(path: Path, digest: str, corpus: Corpus) -> bytes:
    """A source as it is laid down beside the pages. Raises `WrongUse` where it is no longer what was built."""
    data = corpus.data(path)
    if hashlib.sha256(data).hexdigest() != digest:
        raise _changed(path)
    return data


def _changed(path: Path) -> WrongUse:
    return WrongUse(say("{task} was changed while it was built; build again", task=path))


def _sources(plan: Plan, settings: Settings, checked: check.Checked, began: int) -> dict[str, seen.Source]:
    """Every file that a build rests on: documents, what they include, point to and are checked by, and files that are no documents yet."""
    found = {str(path): source for path, source in plan.documents.sources.items()}
    others = [
        *checked.files,
        *plan.corpus.candidates(),
        *([settings.root / settings.catalog] if settings.catalog else []),
    ]
    for document in plan.documents.facts:
        others += pictures.files(document.graphics, document.path, settings.root)
    for path in others:
        if str(path) not in found:
            found[str(path)] = seen.source(path, began)
    for path in checked.probed:
        if str(path) not in found:
            found[str(path)] = seen.probe(path)
    return found


def _moved(plan: Plan) -> Path | None:
    """A document that is no longer what was built."""
    sources = plan.documents.sources
    uncertain = (path for path in sources if plan.corpus.is_saved(path) and not seen.is_untouched(path, sources[path]))
    return next((path for path in uncertain if seen.digest(path) != sources[path].digest), None)


def build_book(
    corpus: Corpus,
    settings: Settings,
    out: Path,
    *,
    schemas: check.Schemas | None = None,
    checking: Progress | None = None,
    progress: Progress | None = None,
    lenient: bool = False,
    jobs: int | None = None,
    formats: Sequence[str] = ("pdf",),
) -> Built:
    """Make the volume of a corpus (`[edition.book]`) in a folder, as `pdf`, `epub` or both, each whole or not; what else is there stays.

    `checking` is told of the documents that are checked, `progress` of the sheets that are set; the rest is as for `build`.
    Raises `EditionError` as that does, and where the settings leave no document.
    """
    corpus.require_names()
    with folder.held(out) as mended:
        made = _build_book(
            corpus,
            settings,
            out,
            schemas=schemas,
            checking=checking,
            progress=progress,
            lenient=lenient,
            jobs=jobs,
            formats=formats,
        )
        return replace(made, mended=mended)


def _build_book(
    corpus: Corpus,
    settings: Settings,
    out: Path,
    *,
    schemas: check.Schemas | None,
    checking: Progress | None,
    progress: Progress | None,
    lenient: bool,
    jobs: int | None,
    formats: Sequence[str],
) -> Built:
    from edition.build import volume  # noqa: PLC0415 - as above
    from edition.publish.volume import texts as texts_of_volume  # noqa: PLC0415

    stylesheets.use(stylesheets.of(settings))
    names.tell_apart(document.path for document in corpus.documents)
    texts = grouping.texts(corpus.documents)
    entries = texts_of_volume(grouping.groups(texts), settings)
    if not entries and not corpus.broken:
        raise WrongUse(say("no document is left for the book; see `languages` and `order` in `[edition.book]`"))
    asked = check.Schemas() if lenient else schemas or check.edition_schemas(own=catalog.sources(settings))
    found = check.check_documents(corpus, asked, checking)
    broken = set(corpus.broken) if lenient and texts else set()
    if not is_sound(_weighed(set(found) - broken, lenient=lenient)):
        return Built(tuple(_weighed(found, lenient=lenient)))
    registers = [document for document in corpus.documents if document not in texts]
    with store.opened() as kept:
        book = volume.Volume(entries, registers, corpus, settings, kept)
        laid = []
        for kind in formats:
            name = settings.book.file if kind == "pdf" else f"{Path(settings.book.file).stem}.{kind}"
            with folder.one(out, name) as file:
                data = book.epub() if kind == "epub" else book.pdf(jobs=jobs or crew.cores(), progress=progress)
                found = _weighed(ordered([*found, *book.findings]), lenient=lenient)
                if not data or not is_sound(set(found) - broken):
                    raise folder.NotLaid
                file.write(data)
                laid.append(name)
        if book.made:
            kept.prune()
    return Built(tuple(found), tuple(laid), made=book.made)


def plan_of(corpus: Corpus, settings: Settings, formats: Sequence[str]) -> Plan:
    """The plan of a build of a corpus: all that it would have to do, whether it was done before or not."""
    stylesheets.use(stylesheets.of(settings))
    with known.opened(corpus) as before:
        return planning.of(before.documents(time.time_ns()), settings, formats)


class _Results:
    """What came of work; where what was kept of some is spoilt, it is done again."""

    def __init__(self, kept: store.Store, before: Known, last: mark.Mark | None, out: Path) -> None:
        self._kept, self._before, self._last, self._out = kept, before, last, out

    def task(self, task: Task, shop: tasks.Shop[Site]) -> Brief:
        """What came of a task, in short."""

        def do() -> None:
            tasks.begin(shop)
            tasks.do(task)

        return self._brief(task.key, do)

    def keep(self, work: mark.Work, made: store.Made) -> Brief:
        """Keep what came of other work; gives it in short."""
        self._kept.put(work.key, replace(made, inputs=work.inputs))
        return self._before.note(work.key, known.brief(self._about(work.key)))

    def names(self, key: str) -> list[str]:
        """The names of the files of work that was done."""
        laid = self._last.of(key, self._out) if self._last is not None else None
        return self._kept.names(key) if laid is None else [name for name, _ in laid]

    def cards(self, task: Task, shop: tasks.Shop[Site]) -> str:
        """The cards of the text of a task."""
        told = self._kept.card(task.key)
        return self.whole(task, shop).card if told is None else told

    def whole(self, task: Task, shop: tasks.Shop[Site]) -> store.Made:
        """What came of a task, without its files."""
        about = self._kept.about(task.key, with_files=False)
        if about is None:
            tasks.begin(shop)
            tasks.do(task)
            about = self._about(task.key)
        return about

    def _brief(self, key: str, do: Callable[[], None]) -> Brief:
        told = self.known(key)
        if told is None:
            do()
            told = self._before.note(key, known.brief(self._about(key)))
        return told

    def known(self, key: str) -> Brief | None:
        """What came of work that was done, in short. Of what lies in the folder as it was made, nothing is opened."""
        is_laid = self._last is not None and self._last.of(key, self._out) is not None
        if is_laid and (told := self._before.result(key)) is not None:
            return told
        about = self._kept.about(key, with_files=not is_laid)
        return self._before.note(key, known.brief(about)) if about is not None else None

    def _about(self, key: str) -> store.Made:
        about = self._kept.about(key)
        if about is None:
            raise SomethingMissing(say("{folder} does not keep what is written to it", folder=self._kept))
        return about


def _is_ours(asked: check.Schemas, texts: Sequence[Facts]) -> bool:
    """Whether documents are held to the schema of this program: one that names its own is not."""
    return bool(asked.given) and any(asked.own is None or not document.names_schema for document in texts)


_ALWAYS: Final = ("XML001", "XML003", "XI003", "PDF002", "LAW")
"""What is an error however lenient the build: no XML, what is not read at all, and words that a view has lost or leaked."""


def _weighed(findings: Iterable[Finding], *, lenient: bool) -> list[Finding]:
    """The findings as they weigh in this build."""
    return [
        replace(finding, severity=Severity.WARNING)
        if lenient and finding.severity is Severity.ERROR and not finding.code.startswith(_ALWAYS)
        else finding
        for finding in findings
    ]
