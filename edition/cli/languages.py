# SPDX-License-Identifier: MIT
"""`edition schema diff` and `edition schema complete`: schemas asked as languages."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition import names
from edition.cli import console
from edition.errors import WrongUse
from edition.speech import Said, joined, say, say_of

if TYPE_CHECKING:
    from edition.relaxng.completion import Completion, Offer
    from edition.relaxng.difference import Difference

_PLACE = re.compile(r"(.+):(\d+):(\d+)")
_SHOWN = 12
"""How many elements are named where many differ alike."""


@click.command()
@click.argument("left", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("right", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--examples",
    is_flag=True,
    help="With a document for each kind of difference that one schema has and the other has not.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
def diff(*, left: Path, right: Path, examples: bool, form: str) -> None:
    """Compare two RELAX NG schemas: what only one of them allows.

    Elements, attributes and values. Exit code 0: they are equal, 1: they differ, 3: that was not decided.

    \b
    Example:
      edition schema diff tei_all-4.8.rng tei_all-4.9.rng
      edition schema diff --examples old.rng new.rng     a document for each
      edition schema diff --format json old.rng new.rng  for programs
    """
    from edition.relaxng import difference, schemas  # noqa: PLC0415 - the engine need not start to show the help
    from edition.relaxng.equivalence import Undecided  # noqa: PLC0415
    from edition.relaxng.loader import SchemaFault  # noqa: PLC0415
    from edition.relaxng.patterns import Pool  # noqa: PLC0415

    pool = Pool()
    try:
        found = difference.compare(schemas.grammar(left, pool), schemas.grammar(right, pool))
    except SchemaFault as fault:
        raise WrongUse(say("{file}:{line}: {why}", file=fault.path, line=fault.line, why=fault)) from fault
    except Undecided as fault:
        said = say("not decided: {left} and {right} are written otherwise", left=left, right=right)
        click.echo("\n  ".join(map(console.words, (said, *fault.suspected))), err=True)
        sys.exit(3)
    if form == "json":
        click.echo(json.dumps([_as_data(each) for each in found], ensure_ascii=False, indent=2))
    else:
        _print(found, left, right, examples=examples)
    if found:
        sys.exit(1)


def _as_data(found: Difference) -> dict[str, str]:
    return {
        "element": found.element,
        "what": found.what.value,
        "subject": found.subject,
        "only": found.allows,
        "message": found.message,
        "example": found.example,
    }


def _print(found: Sequence[Difference], left: Path, right: Path, *, examples: bool) -> None:
    if not found:
        _line(say("equal: {left} and {right} have the same documents", left=left, right=right))
        return
    _line(say("left is {left}, right is {right}", left=left, right=right))
    alike: dict[tuple[str, str], list[Difference]] = {}
    for each in found:
        alike.setdefault((each.allows, console.words(_of_any(each))), []).append(each)
    for (_, message), group in sorted(alike.items(), key=lambda item: (-len(item[1]), item[0])):
        _line(say("{elements}: {message}", elements=_elements(each.element for each in group), message=message))
        shown = next((each.example for each in group if each.example), "") if examples else ""
        if shown:
            console.out.print("\n".join(f"    {line}" for line in shown.splitlines()))
    concerned = len({each.element for each in found})
    differences = say_of(len(found), "{n} difference", "{n} differences")
    of = say_of(concerned, "{n} element", "{n} elements")
    _line(say("{differences}, of {elements}", differences=differences, elements=of))


def _line(said: str) -> None:
    console.out.print(console.words(said))


def _of_any(found: Difference) -> str:
    """What is said of a difference, of whatever element it is said."""
    said = found.message
    if isinstance(said, Said) and said.arguments.get("element") == f"`<{found.element}>`":
        return Said(said.template, {**said.arguments, "element": say("the element")})
    return said


def _elements(elements: Iterable[str]) -> str:
    shown = [f"<{element}>" if element else say("the root") for element in dict.fromkeys(elements)]
    more = len(shown) - _SHOWN
    some = joined(shown[:_SHOWN], ", ")
    return say("{some}, and {more} more", some=some, more=more) if more > 0 else some


@click.command()
@click.argument("place", metavar="FILE:LINE:COLUMN")
@click.option(
    "--schema",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A RELAX NG schema; by default that of this program.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
def complete(*, place: str, schema: Path | None, form: str) -> None:
    """Say what may stand at a place of a document.

    Elements, attributes or values, each with what the ODD says of it. The document need not be well-formed: what stands before
    the place is read as far as it goes.

    \b
    Example:
      edition schema complete tei/telegram.ru.xml:40:12
      edition schema complete --schema tei_all.rng letter.xml:12:7
    """
    from edition.relaxng import completion, schemas  # noqa: PLC0415 - the engine need not start to show the help
    from edition.relaxng.loader import SchemaFault  # noqa: PLC0415

    before = _before(place)
    try:
        found = completion.complete(schemas.machine(schema or names.data_folder("schemas") / "edition.rng"), before)
    except SchemaFault as fault:
        raise WrongUse(say("{file}:{line}: {why}", file=fault.path, line=fault.line, why=fault)) from fault
    if form == "json":
        click.echo(json.dumps(_offered(found), ensure_ascii=False, indent=2))
        return
    click.echo(console.words(_situation(found)))
    needed = console.words(say("needed"))
    for offer in found.offers:
        click.echo(f"  {offer.name}{f'  ({needed})' if offer.is_needed else ''}{_about(found, offer)}")


def _before(place: str) -> str:
    """The text of a file up to a place."""
    found = _PLACE.fullmatch(place)
    if not found:
        raise WrongUse(say("“{place}” is no place; write FILE:LINE:COLUMN", place=place))
    path = Path(found[1])
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(say("{file} cannot be read: {why}", file=path, why=error)) from error
    line, column = int(found[2]), int(found[3])
    if not 1 <= line <= len(lines) + 1 or column < 1:
        raise WrongUse(
            say_of(
                len(lines),
                "{file} has {n} line; there is no {line}:{column}",
                "{file} has {n} lines; there is no {line}:{column}",
                file=path,
                line=line,
                column=column,
            )
        )
    return "".join(lines[: line - 1]) + (lines[line - 1][: column - 1] if line <= len(lines) else "")


def _situation(found: Completion) -> str:
    around = say("in <{element}>", element=found.element) if found.element else say("at the root")
    match found.kind:
        case "element":
            more = [word for word, holds in ((say("text"), found.has_text), (say("its end"), found.may_end)) if holds]
            may = say("{around} these elements may stand here", around=around)
            return say("{may}, and {more}", may=may, more=joined(more, say(" and "))) if more else may
        case "attribute":
            return say("{around} these attributes may stand", around=around)
        case "value" if found.attribute:
            return say("{around} these values of @{attribute} are spelt out", around=around, attribute=found.attribute)
        case "value":
            return say("{around} these values are spelt out", around=around)
        case _:
            return say("nothing can be said of this place")


def _about(found: Completion, offer: Offer) -> str:
    from edition.schema import describe  # noqa: PLC0415 - only elements are described

    said = describe.description(offer.name) if found.kind == "element" else ""
    return f"  {said}" if said else ""


def _offered(found: Completion) -> dict[str, object]:
    return {
        "kind": found.kind,
        "element": found.element,
        "attribute": found.attribute,
        "begun": found.begun,
        "text": found.has_text,
        "end": found.may_end,
        "offers": [
            {"name": offer.name, "needed": offer.is_needed, "description": _about(found, offer).strip()}
            for offer in found.offers
        ],
    }
