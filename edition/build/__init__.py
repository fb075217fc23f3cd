# SPDX-License-Identifier: MIT
"""The order of the work: read, check, make the pages and books that are not there yet, lay all down: nothing before all is made.

A lenient build asks a document only to be XML, and to lose no word: whatever else is found is a warning.

The pages of a text and each of its books are tasks (`tasks`), done by several processes and kept by what they are made from
(`inputs`, `store`); a build that finds anything wrong lays nothing down, and the last good one stays.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from edition import names
from edition.build import inputs, store, tasks
from edition.build import plan as planning
from edition.build.plan import Plan
from edition.build.tasks import Task
from edition.engines import cluster, crew
from edition.errors import SomethingMissing, WrongUse
from edition.findings import Finding, Severity, is_sound, ordered
from edition.publish import folder, grouping, mark, pictures, search, site
from edition.publish.facts import Facts
from edition.render import stylesheets
from edition.settings import Settings
from edition.source import seen
from edition.source.corpus import Corpus
from edition.source.document import Document
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
    hands: Callable[[tasks.Shop, int], crew.Crew | cluster.Cluster],
    jobs: int,
    results: str,
) -> Built:
    stylesheets.use(stylesheets.of(settings))
    began = time.time_ns()
    plan = planning.of(corpus, settings, formats, began, jobs)
    whole, texts = plan.site, plan.texts
    last = mark.read(out)
    what = mark.asked(corpus.asked, settings, formats, lenient=lenient)
    what |= {"schemas": "given"} if schemas is not None else {}
    with store.opened(results) as kept:
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
        if moved := _moved(corpus, sources):
            # what was made may be made from either
            kept.forget(task.key for task in missing)
            raise _changed(moved)
        about = [_about(task, kept, shop, last, out) for task in wanted]
        frame, around = _frame(
            plan,
            [each.card for each in about if each.card],
            shop,
            settings,
            with_schema=whole.with_pages and schemas is None and _is_ours(asked, texts),
        )
        about.append(around)
        found = _weighed(ordered([*found, *(finding for each in about for finding in each.findings)]), lenient=lenient)
        if not is_sound(set(found) - broken):
            return Built(tuple(found), made=len(missing))
        assets = site.assets(settings, {character for each in about for character in each.drawn})
        works = [*(mark.Work(task.of, task.key, task.inputs) for task in wanted), frame]
        made_by: dict[str, int] = {}

        def files() -> Iterator[tuple[str, bytes | folder.Before]]:
            for name, path in site.sources(plan.groups, plan.documents.facts):
                made_by[name] = -1
                digest = plan.documents.sources[path].digest
                yield name, (last.same(name, out, digest) if last else None) or _copied(path, digest, corpus)
            for name, data in assets.items():
                made_by[name] = -1
                digest = hashlib.sha256(data).hexdigest()
                yield name, (last.same(name, out, digest) if last else None) or data
            for number, work in enumerate(works):
                laid = last.of(work.key, out) if last else None
                for name, each in kept.files(work.key) if laid is None else laid:
                    made_by[name] = number
                    yield name, each

        def marked(laid: Mapping[str, folder.Laid]) -> bytes:
            by = {name: (each, made_by[name]) for name, each in laid.items()}
            return mark.written(what, sources, works=works, files=by, found=found, documents=len(corpus.paths))

        laid = folder.write(files(), out, marked, beside=(settings.book.file,))
        if missing:
            kept.prune()
    return Built(
        tuple(found),
        tuple(laid),
        is_unsearchable=planning.wants_search(settings, formats) and site.SEARCH not in whole.sections,
        made=len(missing),
    )


def _load_typesetter(workers: crew.Crew | cluster.Cluster) -> None:
    """Let the processes load what sets books while documents are checked."""
    from edition.engines import weasy  # noqa: PLC0415 - dear to import, and pages need none

    workers.start(weasy.ready)


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


def _moved(corpus: Corpus, sources: Mapping[str, seen.Source]) -> Path | None:
    """A document that is no longer what was built."""
    saved = (path for path in corpus.paths if corpus.is_saved(path))
    uncertain = (path for path in saved if not seen.is_untouched(path, sources[str(path)]))
    return next((path for path in uncertain if seen.digest(path) != sources[str(path)].digest), None)


def _frame(
    plan: Plan,
    cards: Sequence[str],
    shop: tasks.Shop,
    settings: Settings,
    *,
    with_schema: bool,
) -> tuple[mark.Work, store.Made]:
    """The pages about many documents and the indexes of the search, without their files: made again only for another card or register."""
    whole, kept = shop.site, shop.store
    made_from = inputs.of_frame(plan.groups, cards, plan.registers, whole, settings.site, with_schema=with_schema)
    work = mark.Work(mark.AROUND, inputs.key(made_from), made_from)
    known = kept.about(work.key)
    if known is not None:
        return work, known

    def read(path: Path) -> Document:
        found = plan.corpus.once(path)
        if not isinstance(found, Document):
            raise _changed(path)
        return found

    registers = [read(document.path) for document in plan.registers]
    pages = site.frame(plan.groups, cards, registers, whole, read, with_schema=with_schema, web=settings.site)
    drawn = "".join(sorted(site.characters(pages.files)))
    files = {**pages.files, **search.indexes(pages.records)}
    made = store.Made(files, pages.findings, drawn=drawn, inputs=made_from)
    kept.put(work.key, made)
    return work, made


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
) -> Built:
    """Make the volume of a corpus (`[edition.book]`) in a folder, whole or not at all; what else lies there stays.

    `checking` is told of the documents that are checked, `progress` of the sheets that are set; the rest is as for `build`.
    Raises `EditionError` as that does, and where the settings leave no document.
    """
    with folder.held(out) as mended:
        made = _build_book(
            corpus, settings, out, schemas=schemas, checking=checking, progress=progress, lenient=lenient, jobs=jobs
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
        with folder.one(out, settings.book.file) as file:
            pages = book.make(file, jobs=jobs or crew.cores(), progress=progress)
            found = _weighed(ordered([*found, *book.findings]), lenient=lenient)
            is_laid = pages > 0 and is_sound(set(found) - broken)
            if not is_laid:
                raise folder.NotLaid
        if book.made:
            kept.prune()
    return Built(tuple(found), (settings.book.file,) if is_laid else (), made=book.made)


def tasks_of(corpus: Corpus, settings: Settings, formats: Sequence[str]) -> Iterator[Task]:
    """All that a build of a corpus would have to do, whether it was done before or not."""
    stylesheets.use(stylesheets.of(settings))
    return planning.of(corpus, settings, formats, time.time_ns()).tasks()


def _about(task: Task, kept: store.Store, shop: tasks.Shop, last: mark.Mark | None, out: Path) -> store.Made:
    """What came of a task, without its files; where what was kept of it is spoilt, it is done again."""
    is_laid = last is not None and last.of(task.key, out) is not None
    about = kept.about(task.key, with_files=not is_laid)
    if about is None:
        tasks.begin(shop)
        tasks.do(task)
        about = kept.about(task.key)
    if about is None:
        raise SomethingMissing(say("{folder} does not keep what is written to it", folder=kept.folder))
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
