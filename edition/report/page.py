# SPDX-License-Identifier: MIT
"""Findings as one page to put on the net: a summary, the findings of each file with their lines, the page of each rule.

It needs no other file and no script, and looks as the pages of an edition do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from edition import names
from edition.report import excerpt
from edition.report.report import Entry, Report, counted, rule
from edition.speech import say

_STYLE: Final = Path(__file__).with_name("page.css")
_WIDTH: Final = 160
"""How many signs of a source line are shown: whole paragraphs can stand on one."""


def write(report: Report) -> str:
    """The page, whole."""
    style = (names.data_folder("xslt") / "web/edition.css").read_text(encoding="utf-8") + _STYLE.read_text(
        encoding="utf-8"
    )
    numbered = list(enumerate(report.entries, 1))
    summary = report.words(counted([entry.finding for entry in report.entries], len(report.files)))
    title = _prose(report.words(say("Findings of `edition check`")))
    return (
        f'<!DOCTYPE html>\n<html lang="{report.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<link rel="icon" href="data:,">\n'
        f"<title>{re.sub('<[^>]*>', '', title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#files">{report.words(say("To the findings"))}</a>\n'
        '<main class="report">\n'
        f'<h1>{title}</h1>\n<p class="summary">{summary}</p>\n'
        f"{''.join(_overview(report))}{''.join(_files(report, numbered))}{''.join(_rules(report, numbered))}"
        f'</main>\n<footer class="report">tei-edition {_text(report.version)}</footer>\n</body>\n</html>\n'
    )


def _overview(report: Report) -> Iterator[str]:
    if not report.entries:
        return
    by, found, name = (report.words(word) for word in (say("By rule"), say("Found"), say("Rule")))
    yield f'<section aria-labelledby="counts">\n<h2 id="counts">{by}</h2>\n<table>\n'
    yield f'<thead><tr><th scope="col" class="number">{found}</th><th scope="col">{name}</th></tr></thead>\n<tbody>\n'
    of_code = {code: [entry for entry in report.entries if entry.finding.code == code] for code in report.codes}
    for code, of in sorted(of_code.items(), key=lambda each: -len(each[1])):
        known = rule(code)
        yield f'<tr><td class="number">{len(of)}</td><td><a href="#{_text(code)}">{_text(code)}</a> {of[0].name}'
        yield f'<p class="says">{_prose(report.words(known.summary))}</p></td></tr>\n' if known else "</td></tr>\n"
    yield "</tbody>\n</table>\n</section>\n"


def _files(report: Report, numbered: list[tuple[int, Entry]]) -> Iterator[str]:
    number_of = {id(entry): number for number, entry in numbered}
    yield f'<section aria-labelledby="files">\n<h2 id="files">{report.words(say("By file"))}</h2>\n'
    sound = []
    for file, entries in report.by_file().items():
        if not entries:
            sound.append(file)
            continue
        yield f"<h3>{_text(file.as_posix())}</h3>\n<ol class='findings'>\n"
        for entry in entries:
            yield from _finding(entry, number_of[id(entry)], report)
        yield "</ol>\n"
    if sound:
        yield f"<h3>{report.words(say('Sound'))}</h3>\n<ul class='sound'>\n"
        yield from (f"<li>{_text(file.as_posix())}</li>\n" for file in sound)
        yield "</ul>\n"
    yield "</section>\n"


def _finding(entry: Entry, number: int, report: Report) -> Iterator[str]:
    finding, place = entry.finding, entry.finding.place
    where = f"{place.line}:{place.column}" if place.column else str(place.line or report.words(say("the file")))
    yield f'<li id="f{number}" class="{finding.severity.value}">\n<p class="head"><a class="place" href="#f{number}">{where}</a> '
    yield f'<span class="weight">{report.words(finding.severity.word)}</span> '
    yield f'<a href="#{_text(finding.code)}">{_text(finding.code)}</a> <span class="rule">{entry.name}</span></p>\n'
    yield f'<p class="message">{_prose(finding.message)}</p>\n'
    if entry.line.strip():
        yield f'<p class="line"><code>{_line(entry)}</code></p>\n'
    if finding.hint:
        yield f'<p class="hint">{_prose(finding.hint)}</p>\n'
    if place.path:
        within = f"`{place.path}{f' #{place.id}' if place.id else ''}`"
        yield f'<p class="path">{_prose(report.words(say("in {path}", path=within)))}</p>\n'
    for related in finding.related:
        yield f'<p class="path">{_text(report.words(say("see {place}", place=related)))}</p>\n'
    yield "</li>\n"


def _line(entry: Entry) -> str:
    shown, start, length = excerpt.window(entry.line, entry.finding.place.column, _WIDTH)
    if not entry.length:
        return _text(shown)
    end = start + length
    return f"{_text(shown[:start])}<mark>{_text(shown[start:end])}</mark>{_text(shown[end:])}"


def _rules(report: Report, numbered: list[tuple[int, Entry]]) -> Iterator[str]:
    """The page of each rule that was broken, and after it the places where it was."""
    if not report.entries:
        return
    from markdown_it import MarkdownIt  # noqa: PLC0415 - no other format needs it, and it is slow to import

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    yield f'<section class="rules" aria-labelledby="rules">\n<h2 id="rules">{report.words(say("The rules"))}</h2>\n'
    for code in report.codes:
        known = rule(code)
        name = known.name if known else report.words(say("a rule of the project’s own schema"))
        yield f'<article aria-labelledby="{_text(code)}">\n<h3 id="{_text(code)}">{_text(code)} {name}</h3>\n'
        if known:
            body = known.page.partition("\n")[2].replace("\n## ", "\n#### ")
            yield f'<div lang="en">\n{markdown.render(body)}</div>\n'
        places = [(number, entry.finding.place) for number, entry in numbered if entry.finding.code == code]
        links = ", ".join(f'<a href="#f{number}">{_text(str(place))}</a>' for number, place in places)
        yield f'<p class="places">{report.words(say("Found at {places}.", places=links))}</p>\n</article>\n'
    yield "</section>\n"


def _prose(text: str) -> str:
    """A sentence as HTML, with its `names` set as names are."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", _text(text))


def _text(text: str) -> str:
    """The text as HTML: nothing of it is markup, moves the cursor, or turns the line around."""
    return escape(excerpt.shown(text))
