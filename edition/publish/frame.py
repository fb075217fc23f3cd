# SPDX-License-Identifier: MIT
"""What stands around the leaves of a site: its pages about many documents, and its catalogues, each a piece of work of its own.

A piece is told by what its pages show: of each text the parts of its card that they show, by their digests. So it is made again only
where one of these has changed, and of very many cards none is held that no page of the moment needs. What would be longer than a
reader's patience is divided: each part is a piece of its own.
"""

from __future__ import annotations

import functools
import json
import operator
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any, Final, NamedTuple

from edition import names
from edition.engines import cache, libxml, saxon
from edition.findings import Finding, ordered
from edition.publish import cards, catalogues
from edition.publish.cards import Card, Short
from edition.publish.catalogues import entries as told_entries
from edition.publish.catalogues import registers
from edition.publish.leaves import Site
from edition.publish.naming import Entries, Entry, Named
from edition.publish.search import language_of
from edition.render import stylesheets, view
from edition.settings import Web
from edition.source.document import Document

SEARCH: Final = "search"
"""The page of the search, its script, and the folder of its indexes, one for each language."""
SCHEMA: Final = "schema"
"""The folder with the documentation of the schema."""

MOST: Final = 250
"""How many mentions, rows, dates or entries a page has: some 100 kB. A register with more mentions has a page for each who is named."""
_FEW: Final = 12
"""How many texts the first page shows one by one."""
_LISTED: Final = 400
"""How many texts are listed to choose one to search."""
_ALIKE: Final = 4
"""How many texts tell what they all say of the edition: one more than are named one by one."""
_AT_ONCE: Final = 50_000
"""How many parts of cards are held while pages are made of them."""
_END: Final = "~"
"""What comes after every day."""

_IN_SITE: Final = re.compile(r"/site(/first)?/group(?:\[(\d+)\])?/document(?:\[(\d+)\])?(.*)")
_YEAR: Final = re.compile(r"^(-?\d{4,}).*$")


class _Span(NamedTuple):
    """A part of the timeline: its first and last day, and whether what has none is there."""

    first: str
    last: str
    undated: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A text: the files of its documents, and their cards in short."""

    paths: tuple[Path, ...]
    cards: Sequence[Short]

    @property
    def name(self) -> str:
        """What it is called."""
        return " ".join(card.face.name for card in self.cards)

    @property
    def day(self) -> str:
        """By what it is put in order: the same in all languages."""
        return self.cards[0].face.day

    @property
    def year(self) -> str:
        """The year of that day; "" for none."""
        return _YEAR.sub(r"\1", self.day)


Cut = Callable[[Sequence[Card]], str]
"""What is shown of a text, as XML."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Files by their names, and what was found in the documents that they show."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the work: what it is called, what it is made from, part by part, and how."""

    name: str
    inputs: Mapping[str, str]
    shown: tuple[tuple[int, Cut], ...]
    """What it shows of which texts, by their numbers."""
    make: Callable[[Sequence[str]], Pages]
    """Its files, from what was cut."""


class Frame:
    """The frame of a site.

    `registers` are the documents with entries, in order; `read` gives a document of a text, in which something was found.
    """

    def __init__(
        self,
        texts: Sequence[Text],
        registers: Iterable[Document],
        site: Site,
        read: Callable[[Path], Document],
        *,
        web: Web | None = None,
        with_schema: bool = False,
    ) -> None:
        self._texts, self._site, self._read, self._web = texts, site, read, web or Web()
        self._with_schema = with_schema
        entries = Entries(registers)
        told = [(text.paths, text.cards) for text in texts]
        self._entries, self._sections, self._anchor = entries.all, entries.sections(), entries.anchor
        self._named = entries.named(told)
        self._writers = list(entries.writers(told))
        self._hands = [list(entries.unnamed(*each)) for each in told]
        self._apart = [
            entry
            for listed in self._sections.values()
            if sum(named.times for entry in listed for named in self._of(entry)) > MOST
            for entry in listed
            if self._of(entry)
        ]
        self._offered: tuple[str, ...] = ()
        apart = {entry.anchor for entry in self._apart}
        writing = {anchor for anchors in self._writers for anchor in anchors}
        for anchor, entry in self._entries.items():
            entry.tell(texts=len(self._of(entry)), apart=anchor in apart, writes=anchor in writing)

    # -- the pieces ----------------------------------------------------------------------------------------------------

    def catalogues(self) -> Iterator[Piece]:
        """The files for machines. Which of them there are is to be said (`offer`) before the pages are asked for."""
        if not self._site.with_pages:
            return
        if self._entries:
            named = (part for each in self._named.items() for part in (each[0], *_pages_of(each[1])))
            inputs = {**self._common, "registers": _digest(self._entries.values()), "names": cache.key(*named)}
            yield Piece(registers.NAME, inputs, (), lambda _: Pages(dict(registers.files(self._graph()))))
        if self._site.url:
            web, pages = cache.key(repr(self._web)), cache.key(*self._names())
            inputs = {**self._common, "web": web, "pages": pages, **self._parts(self._all, _only("record"))}
            yield Piece("catalogues", inputs, self._cut(self._all, _group_of("record")), self._catalogues)

    def offer(self, files: Iterable[str]) -> None:
        """Say which catalogues there are: their files."""
        there = set(files)
        self._offered = tuple(name for name in (registers.NAME, *catalogues.OFFERED) if name in there)

    def pages(self) -> Iterator[Piece]:
        """The pages about many documents."""
        yield self._index()
        for section in self._site.sections:
            match section:
                case "documents":
                    yield from self._documents()
                case "timeline":
                    yield from self._timeline()
                case "search":
                    yield self._search()
                case "about":
                    yield self._about()
                case _:
                    yield self._section(section)
        for entry in self._apart:
            yield from self._entry(entry)
        if self._site.with_pages:
            yield self._piece(["404"], {}, languages=self._site.languages[:1])

    def _index(self) -> Piece:
        if len(self._texts) <= _FEW:
            shown = self._cut(self._all, _group_of("head"))
            parts = self._parts(self._all, _only("head"))
            return self._piece(["index"], parts, shown, says=self._years(), begins="head")
        years = Counter(self._texts[number].year for number in self._by_day)
        pages: dict[str, str] = {}
        for place, part in enumerate(self._rows, 1):
            for number in part:
                pages.setdefault(self._texts[number].year, _part("documents", place))
        told = "".join(_tag("ed:year", name=year, texts=count, page=pages[year]) for year, count in years.items())
        return self._piece(["index"], {}, told=told, says=self._years(), begins="head")

    def _years(self) -> dict[str, str]:
        return {"years": " ".join(sorted({text.year for text in self._texts if text.year}))}

    def _documents(self) -> Iterator[Piece]:
        rows = self._rows
        parts = [(self._texts[part[0]].day[:7], self._texts[part[-1]].day[:7]) for part in rows]
        named: list[set[str]] = [set() for _ in self._texts]
        for anchor, those in self._named.items():
            for each in those:
                named[each.text].add(anchor)

        def numbers(anchors: Iterable[str]) -> str:
            return " ".join(map(str, sorted(self._entries[anchor].number for anchor in anchors)))

        is_whole = len(rows) == 1
        listed = [entry for entry in self._entries.values() if self._of(entry)] if is_whole else []
        for place, part in enumerate(rows):
            attributes = {
                number: {
                    "day": self._texts[number].day,
                    "entries": numbers(named[number]) if is_whole else "",
                    "hands": numbers(self._writers[number]) if is_whole else "",
                }
                for number in part
            }
            inputs = self._parts(part, _only("head"))
            for number in part:
                inputs[f"whom {self._texts[number].name} names"] = cache.key(*attributes[number].values())
            yield self._piece(
                [_part("documents", place + 1)],
                {**inputs, **self._registers_of(listed)},
                tuple((number, _group_of("head", attributes[number])) for number in part),
                told=self._register(listed) + _parted("documents", parts),
            )

    def _timeline(self) -> Iterator[Piece]:
        for place, bounds in enumerate(spans := self._spans):
            within = [number for number in self._all if self._is_within(number, bounds)]

            def parts(card: Short, bounds: _Span = bounds) -> Iterator[str]:
                yield card.called
                yield from (digest for when, digest in card.dated.items() if bounds.first <= when <= bounds.last)

            yield self._piece(
                [_part("timeline", place + 1)],
                self._parts(within, parts),
                self._cut(within, functools.partial(_group_of_dates, bounds.first, bounds.last)),
                says={"from": bounds.first, "to": bounds.last, **({"undated": "true"} if bounds.undated else {})},
                told=_parted("timeline", [("", "") if each.first == _END else each[:2] for each in spans]),
            )

    def _is_within(self, number: int, span: _Span) -> bool:
        for card in self._texts[number].cards:
            if span.undated and not card.face.day:
                return True
            if any(span.first <= when <= span.last for when in (card.face.day, *card.dated) if when):
                return True
        return False

    def _section(self, section: str) -> Piece:
        listed = self._sections.get(section, [])
        pages = [_part(section, place + 1) for place in range(self._length(section))]
        is_apart = any(entry.section == section for entry in self._apart)
        inputs = self._registers_of(listed)
        told = self._register(listed) + _parted(section, [("", "")] * len(pages))
        if is_apart:
            return self._piece(pages, inputs, told=told, says={"length": str(MOST)})
        if len(pages) == 1 and listed:
            told += _linked(registers.linked([self._described(entry, self._of(entry)) for entry in listed]))
        naming: dict[int, dict[str, list[str]]] = {}
        for entry in listed:
            for named in self._of(entry):
                naming.setdefault(named.text, {})[entry.anchor] = [named.digest]
        numbers = sorted(naming)
        for number in numbers:
            shown = (digest for digests in naming[number].values() for digest in digests)
            called = (card.called for card in self._texts[number].cards)
            inputs[f"text {self._texts[number].name}"] = cache.key(*called, *shown)
        return self._piece(pages, inputs, self._mentions(numbers, naming), told=told, says={"length": str(MOST)})

    def _entry(self, entry: Entry) -> Iterator[Piece]:
        parts = self._places(entry)
        bounds = [(self._texts[part[0].text].day[:7], self._texts[part[-1].text].day[:7]) for part in parts]
        is_divided = {"is-divided": "true"} if self._length(entry.section) > 1 else {}
        for place, part in enumerate(parts):
            inputs = {f"entry {entry.file}": entry.digest}
            for named in part:
                text = self._texts[named.text]
                inputs[f"text {text.name}"] = cache.key(*(card.called for card in text.cards), named.digest)
            told = self._register([entry]) + _parted(entry.anchor, bounds)
            yield self._piece(
                [_part(entry.anchor, place + 1)],
                inputs,
                self._mentions([named.text for named in part], {named.text: [entry.anchor] for named in part}),
                told=told + _linked(registers.linked([self._described(entry, part)])),
                says=is_divided,
            )

    def _search(self) -> Piece:
        faces = [card.face for text in self._texts for card in text.cards]
        languages = dict.fromkeys(language_of(face.language) for face in faces if face.is_searched)
        says = {
            "languages": " ".join(languages),
            "years": " ".join(sorted({face.day[:4] for face in faces if face.day})),
        }
        listed = [entry for entry in self._entries.values() if self._of(entry)]
        told = self._register(listed)
        inputs = self._registers_of(listed)
        shown: list[tuple[int, Cut]] = []
        is_few = len(self._texts) <= _FEW
        if len(self._texts) <= _LISTED:
            inputs |= self._parts(self._all, _only("head"))
            shown += (
                (number, functools.partial(_group_of_hands, self._hands[number] * is_few)) for number in self._all
            )
        if not is_few and any(any(hands) for hands in self._hands):
            says["unnamed"] = "true"
        piece = self._piece([SEARCH], inputs, shown, told=told, says=says)
        return replace(piece, make=lambda cut: _with_script(piece.make(cut)))

    def _about(self) -> Piece:
        alike: Counter[tuple[str, ...]] = Counter()
        shown = []
        for number, text in enumerate(self._texts):
            said = tuple(card.about for card in text.cards)
            alike[said] += 1
            if alike[said] <= _ALIKE:
                shown.append(number)
        says = {"schema": f"{SCHEMA}/index.html"} if self._with_schema else {}
        return self._piece(
            ["about"], self._parts(shown, _only("about")), self._cut(shown, _group_of("about")), says=says
        )

    def _catalogues(self, cut: Sequence[str]) -> Pages:
        told = [list(told_entries.of(libxml.parse(_SITE.format("", group).encode()).getroot()[0])) for group in cut]
        return Pages(dict(catalogues.files(told, self._site, self._web, self._names())))

    # -- how long lists are divided ------------------------------------------------------------------------------------

    @functools.cached_property
    def _by_day(self) -> list[int]:
        return sorted(self._all, key=lambda number: self._texts[number].day)

    @functools.cached_property
    def _rows(self) -> list[list[int]]:
        """The texts of each part of the list of documents."""
        return [self._by_day[at : at + MOST] for at in range(0, len(self._by_day), MOST)]

    @functools.cached_property
    def _spans(self) -> list[_Span]:
        """The parts of the timeline: whole days, as many as there is room for, then what has no day."""
        days: Counter[str] = Counter()
        undated = 0
        for card in (card for text in self._texts for card in text.cards):
            days.update(when for when in (card.face.day, *card.dated) if when)
            undated += not card.face.day
        spans: list[list[str]] = [[]]
        room = MOST
        for day in sorted(days):
            if spans[-1] and days[day] > room:
                spans.append([])
                room = MOST
            spans[-1].append(day)
            room -= days[day]
        found = [_Span(days[0], days[-1], undated=False) for days in spans if days]
        if undated > room or not found:
            return [*found, _Span(_END, "", undated=True)]
        return [*found[:-1], found[-1]._replace(undated=bool(undated))]

    def _places(self, entry: Entry) -> list[list[Named]]:
        """The texts that name an entry, page by page."""
        parts: list[list[Named]] = [[]]
        room = MOST
        for named in sorted(self._of(entry), key=lambda named: self._texts[named.text].day):
            if parts[-1] and named.times > room:
                parts.append([])
                room = MOST
            parts[-1].append(named)
            room -= named.times
        return parts

    def _length(self, section: str) -> int:
        """How many pages a section has."""
        return max(1, -(-len(self._sections.get(section, ())) // MOST))

    def _names(self) -> Iterator[str]:
        """The names of all pages but the first one."""
        for section in self._site.sections:
            divided = {"documents": len(self._rows), "timeline": len(self._spans)}
            parts = divided[section] if section in divided else self._length(section)
            yield from (_part(section, place + 1) for place in range(parts))
        for entry in self._apart:
            yield from (_part(entry.anchor, place + 1) for place in range(len(self._places(entry))))

    # -- what they are made from ---------------------------------------------------------------------------------------

    @property
    def _all(self) -> range:
        return range(len(self._texts))

    def _of(self, entry: Entry) -> Sequence[Named]:
        return self._named.get(entry.anchor, ())

    @functools.cached_property
    def _common(self) -> dict[str, str]:
        own = stylesheets.own().inputs(of_print=False)
        return {"program": cache.program(), **own, "settings": cache.key(repr(self._site))}

    def _parts(self, numbers: Iterable[int], parts: Callable[[Short], Iterable[str]]) -> dict[str, str]:
        """What is shown of some texts, by their names."""
        texts = (self._texts[number] for number in numbers)
        return {
            f"text {text.name}": cache.key(*(part for card in text.cards for part in parts(card))) for text in texts
        }

    def _registers_of(self, listed: Iterable[Entry]) -> dict[str, str]:
        """Entries, with how many texts name each, by their registers."""
        files: dict[str, list[str]] = {}
        for entry in listed:
            files.setdefault(entry.file.rpartition("#")[0], []).append(entry.told)
        return {f"register {file}": cache.key(*told) for file, told in files.items()}

    def _cut(self, numbers: Iterable[int], cut: Cut) -> tuple[tuple[int, Cut], ...]:
        return tuple((number, cut) for number in numbers)

    def _mentions(self, numbers: Iterable[int], naming: Mapping[int, Iterable[str]]) -> tuple[tuple[int, Cut], ...]:
        """Of some texts, where they name which entries."""
        return tuple(
            (number, functools.partial(self._group_of_mentions, number, frozenset(naming[number])))
            for number in numbers
        )

    def _group_of_mentions(self, number: int, anchors: frozenset[str], told: Sequence[Card]) -> str:
        def documents() -> Iterator[str]:
            for path, card in zip(self._texts[number].paths, told, strict=True):
                led = ((self._anchor(path, pointed), many) for pointed, many in card.mentions.items())
                shown = [cards.leading(each, anchor) for anchor, many in led if anchor in anchors for each in many]
                yield cards.document(card.called, *shown)

        return _grouped(documents())

    # -- how they are made ---------------------------------------------------------------------------------------------

    def _piece(
        self,
        pages: Sequence[str],
        inputs: Mapping[str, str],
        shown: Sequence[tuple[int, Cut]] = (),
        *,
        told: str = "",
        says: Mapping[str, str] | None = None,
        begins: str = "",
        languages: Sequence[str] = (),
    ) -> Piece:
        """A piece of pages that are made together: what they are `told` beside what is `shown` of texts, what their `ed:site` says.

        `begins` is the part of the first text's cards that they need, if any: after that text a site without a title is called.
        Those in some `languages` only are in no other.
        """
        attributes = {"texts": len(self._texts), **(says or {})}
        made_from = {
            **self._common,
            **inputs,
            "said": cache.key(repr(attributes), *self._offered),
            "told": cache.key(told),
        }
        begins = begins or ("" if self._site.title else "called")
        wanted = list(shown)
        if begins and self._texts:
            made_from["first text"] = cache.key(*(getattr(card, begins) for card in self._texts[0].cards))
            wanted.append((0, _group_of(begins)))

        def make(cut: Sequence[str]) -> Pages:
            own, first = cut[: len(shown)], cut[len(shown) :]
            catalogued = "".join(_tag("ed:catalogue", name=name) for name in self._offered)
            said = "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items())
            begun = (f"<ed:first>{each}</ed:first>" for each in first)
            whole = _SITE.format(said, "".join((*own, *begun, told, catalogued)))
            return self._made(pages, whole, [number for number, _ in shown], languages)

        return Piece(pages[0], made_from, tuple(wanted), make)

    def _made(self, pages: Sequence[str], told: str, shown: Sequence[int], languages: Sequence[str]) -> Pages:
        files: dict[str, bytes] = {}
        found: list[Finding] = []
        site = self._site
        for language in languages or site.languages:
            links = [
                view.Link("language", site.page(page, other), language=other, state=page, current=other == language)
                for page in pages
                for other in (() if languages else site.languages)
            ]
            frame = view.Frame(site.title, site.home(language), (*links, *site.ways(language)), url=site.url)
            parameters = {"language": language, "frame": frame.as_json(), "pages": " ".join(pages)}
            result = stylesheets.transform(stylesheets.SITE, told, parameters)
            made: dict[str, str] = json.loads(result.text)
            files.update((site.page(page, language), text.encode()) for page, text in made.items())
            for message in result.messages:
                found += self._found(message, shown)
        return Pages(files, tuple(ordered(found)))

    def _found(self, message: saxon.Message, shown: Sequence[int]) -> Iterator[Finding]:
        """What was found in a header that a page shows."""
        where = _IN_SITE.fullmatch(message.path)
        number = shown[int(where[2] or 1) - 1] if where and not where[1] else 0
        document = self._texts[number].paths[int(where[3] or 1) - 1 if where else 0]
        path = f"/TEI{where[4]}" if where else ""
        said = saxon.Message(message.code, message.at, path, message.id, message.text, message.hint)
        yield from view.found(self._read(document), [said])

    def _register(self, listed: Iterable[Entry]) -> str:
        return f"<ed:register>{''.join(entry.told for entry in listed)}</ed:register>"

    def _graph(self) -> dict[str, list[dict[str, Any]]]:
        return {
            section: [self._described(entry, self._of(entry)) for entry in listed]
            for section, listed in self._sections.items()
        }

    def _described(self, entry: Entry, named: Iterable[Named]) -> dict[str, Any]:
        return registers.entry(entry.element, self._site, entry.section, _pages_of(named))


def made(pieces: Iterable[Piece], load: Callable[[int], Sequence[Card]]) -> Iterator[tuple[Piece, Pages]]:
    """The files of pieces; `load` gives the cards of a text. Of very many pieces some are made at a time, as there is room for."""
    waiting: list[Piece] = []
    for piece in pieces:
        waiting.append(piece)
        if sum(len(each.shown) for each in waiting) >= _AT_ONCE:
            yield from _made(waiting, load)
            waiting = []
    yield from _made(waiting, load)


def _made(pieces: Sequence[Piece], load: Callable[[int], Sequence[Card]]) -> Iterator[tuple[Piece, Pages]]:
    cut = [[""] * len(piece.shown) for piece in pieces]
    wanted: dict[int, list[tuple[int, int]]] = {}
    for place, piece in enumerate(pieces):
        for at, (number, _) in enumerate(piece.shown):
            wanted.setdefault(number, []).append((place, at))
    for number in sorted(wanted):
        told = load(number)
        for place, at in wanted[number]:
            cut[place][at] = pieces[place].shown[at][1](told)
    for place, piece in enumerate(pieces):
        yield piece, piece.make(cut[place])
        cut[place] = []


# -- what is told, as XML ----------------------------------------------------------------------------------------------

_SITE: Final = f'<ed:site xmlns:ed="{names.ED}"{{}}>{{}}</ed:site>'


def _tag(name: str, /, **attributes: object) -> str:
    said = "".join(f' {attribute}="{escape(str(value))}"' for attribute, value in attributes.items())
    return f"<{name}{said}/>"


def _grouped(documents: Iterable[str], attributes: Mapping[str, str] | None = None) -> str:
    said = "".join(f' {name}="{escape(value)}"' for name, value in (attributes or {}).items())
    return f"<ed:group{said}>{''.join(documents)}</ed:group>"


def _group_of(part: str, attributes: Mapping[str, str] | None = None) -> Cut:
    """A part of the cards of a text."""
    return functools.partial(_group_of_parts, operator.attrgetter(part), attributes or {})


def _group_of_parts(part: Callable[[Card], str], attributes: Mapping[str, str], told: Sequence[Card]) -> str:
    return _grouped(map(part, told), attributes)


def _group_of_dates(first: str, last: str, told: Sequence[Card]) -> str:
    """What cards tell of the days between two."""
    return _grouped(
        cards.document(card.called, *(each for when, each in card.dated if first <= when <= last)) for card in told
    )


def _group_of_hands(hands: Sequence[Sequence[tuple[str, str]]], told: Sequence[Card]) -> str:
    """What the headers of a text say, with the hands of each document whose writers nobody knows."""
    return _grouped(
        cards.document(card.head, *(_tag("ed:hand", id=identifier, siglum=siglum) for identifier, siglum in those))
        for card, those in zip(told, hands or [()] * len(told), strict=True)
    )


def _part(name: str, number: int) -> str:
    """The name of a part of a page; no id has a tilde in it."""
    return f"{name}~{number}" if number > 1 else name


def _parted(name: str, bounds: Sequence[tuple[str, str]]) -> str:
    """The parts of a page, if there are several."""
    parts = enumerate(bounds if len(bounds) > 1 else (), 1)
    return "".join(
        _tag("ed:part", **{"name": _part(name, number), "from": first, "to": last}) for number, (first, last) in parts
    )


def _with_script(pages: Pages) -> Pages:
    name = f"{SEARCH}.js"
    return replace(pages, files={**pages.files, name: (names.data_folder("xslt") / "web" / name).read_bytes()})


def _linked(graph: Mapping[str, Any]) -> str:
    return f"<ed:linked>{escape(json.dumps(graph, ensure_ascii=False))}</ed:linked>"


def _digest(listed: Iterable[Entry]) -> str:
    return cache.key(*(part for entry in listed for part in (entry.anchor, entry.digest)))


def _pages_of(named: Iterable[Named]) -> list[str]:
    return [page for each in named for page in each.pages]


def _only(part: str) -> Callable[[Short], Iterable[str]]:
    """The digest of one part of a card."""
    return lambda card: (getattr(card, part),)
