# SPDX-License-Identifier: MIT
"""`edition ledger`: every intervention in a document, as a table, as CSV, as JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, fields
from pathlib import Path

import click
from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from edition.cli import console, pointed
from edition.model.ledger import Entry, Ledger
from edition.source.document import Document

_FORMATS = ("table", "csv", "json")
_COLUMNS = ("number", "where", "hand", "what", "certainty")
_TURNERS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
"""What would turn the line around in a terminal: a document can hold anything."""
_MARKS = (("**", "bold"), ("~~", "strike"), ("*", "italic"))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True, help="How to print it."
)
@click.option(
    "--language",
    metavar="[ru|en|de|…]",
    help="The language of the sentences, one of ours or of the project's; without it that of the document, else English.",
)
@click.option("--lenient", is_flag=True, help="Take an act whose pointer leads nowhere as it stands, and warn.")
def ledger(file: Path, form: str, language: str | None, lenient: bool) -> None:
    """List every intervention in FILE: where, by whom, what.

    With what went and what came, and how sure it is. FILE must be well-formed XML and its pointers must resolve;
    no schema is asked for. Where one leads nowhere, nothing is printed but the finding.

    \b
    Example:
      edition ledger tei/telegram.en.xml                 a table for the eye
      edition ledger tei/telegram.ru.xml --language en   in another language
      edition ledger tei/telegram.ru.xml --format csv    for a spreadsheet
    """
    from edition.render import ledger as rendering  # noqa: PLC0415 - the engines need not start to show the help

    document = pointed.read(file, lenient=lenient)
    made = rendering.render(document, language or "")
    match form:
        case "csv":
            # as bytes, so that the ends of its lines stay those of the RFC on every system
            click.echo(as_csv(made).encode(), nl=False)
        case "json":
            click.echo(as_json(made, document))
        case _:
            _print_table(made)


def as_json(made: Ledger, document: Document) -> str:
    """The ledger as one JSON object."""
    whole = {"document": document.path.name, "language": made.language, "entries": [asdict(e) for e in made.entries]}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def as_csv(made: Ledger) -> str:
    """The ledger as RFC 4180 has it: a line of names, then a line an entry; several values of a field are parted by spaces."""
    written = io.StringIO()
    names = [field.name for field in fields(Entry)]
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(names)
    for entry in made.entries:
        writer.writerow(_cell(entry, name) for name in names)
    return written.getvalue()


def _cell(entry: Entry, name: str) -> str:
    if name == "acts":
        return " ".join(f"{act.element}#{act.id}" if act.id else act.element for act in entry.acts)
    value = getattr(entry, name)
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _row(entry: Entry) -> tuple[str, ...]:
    return str(entry.number), entry.where, entry.siglum or "–", entry.deed, entry.certainty_label


def _print_table(made: Ledger) -> None:
    """In a terminal a table that folds into its width; in a pipe a line an entry, its columns two spaces apart."""
    heads = [made.columns[name] for name in _COLUMNS]
    rows = [_row(entry) for entry in made.entries]
    if not console.out.is_terminal:
        widths = [max(cell_len(row[n]) for row in [heads, *rows]) for n in range(len(heads))]
        # the widest column goes last, so that the others stay where the eye expects them
        order = [0, 1, 2, 4, 3]
        for row in [heads, *rows]:
            cells = [row[n] + " " * (widths[n] - cell_len(row[n])) for n in order[:-1]]
            click.echo("  ".join([*cells, row[order[-1]]]).rstrip())
        return
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1))
    for name, head in zip(_COLUMNS, heads, strict=True):
        table.add_column(
            head,
            justify="right" if name == "number" else "left",
            overflow="fold",
            ratio=1 if name == "what" else None,
            no_wrap=name == "number",
        )
    for number, where, siglum, deed, certainty in rows:
        table.add_row(number, _shown(where), _shown(siglum), _styled(deed), _shown(certainty), end_section=False)
    console.out.print(table, soft_wrap=False)


def _shown(text: str) -> Text:
    return Text(text.translate(_TURNERS))


def _styled(deed: str) -> Text:
    """The marks of a sentence stay, for eyes and screens without styles; between them it is dressed."""
    text = Text(deed.translate(_TURNERS))
    for mark, style in _MARKS:
        text.highlight_regex(_between(mark), style)
    return text


def _between(mark: str) -> str:
    escaped = "".join(rf"\{sign}" for sign in mark)
    return rf"(?<!\*){escaped}(?!\*).+?(?<!\*){escaped}(?!\*)" if mark == "*" else rf"{escaped}.+?{escaped}"
