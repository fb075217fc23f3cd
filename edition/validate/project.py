# SPDX-License-Identifier: MIT
"""What can be said of files only together: pointers between them, texts and their translations, registers and those who mention them.

Nothing here reads a document: each is known by its account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.errors import WrongUse
from edition.findings import Finding, ordered
from edition.source import fence
from edition.validate import alone, causes, counterparts, ignores, lint, pointers
from edition.validate.account import Account
from edition.validate.counterparts import Text
from edition.validate.pointers import Files, Offer


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong with the files of a run, by place, each thing once; and what pointers looked for (`pointers.Files.probed`)."""

    findings: list[Finding]
    probed: frozenset[Path]


def found(accounts: Sequence[Account], read: Callable[[Path], Account]) -> Found:
    """Everything that is wrong with the files of a run.

    `read` gives the account of a file that is not among them and that one of them leads to; it raises `WrongUse`.
    """
    known = {account.path.resolve(): account for account in accounts}
    folders = {fence.project(folder) for folder in {file.parent for file in known}}

    def of(file: Path) -> Account:
        key = file.resolve()
        if key not in known:
            known[key] = read(file)
        return known[key]

    def text(file: Path) -> Text | None:
        real = file.resolve()
        if file.suffix.lower() != ".xml" or not any(map(real.is_relative_to, folders)) or not file.is_file():
            return None
        try:
            account = of(file)
        except WrongUse:
            return None
        return account.text(read) if account.is_xml else None

    files = Files(lambda file: of(file).offer)
    documents = [account for account in accounts if account.is_xml]
    said: list[Finding] = [finding for account in accounts for finding in _of_one(account, files)]
    said += counterparts.check([document.text(read) for document in documents], text)
    said += lint.settled([document.linted for document in documents])
    instructions = [each for document in documents for each in document.ignores]
    complete = all(document.asked for document in documents)
    left = causes.gathered(ignores.heeded(said, instructions, complete=complete))
    return Found(ordered(left), frozenset(files.probed))


def _of_one(account: Account, files: Files) -> list[Finding]:
    found = [*account.found, *_outside(account, files)]
    return alone.with_xsd(alone.combined(found, account.layers), account)


def _outside(account: Account, files: Files) -> Iterator[Finding]:
    """What is wrong with the pointers out of a file."""
    if account.offer is None or (account.plain_pointers and _all_met(account, files)):
        return
    yield from pointers.outside(account.offer, account.rest.out, account.rest.prefixes, account.rest.places, files)


def _all_met(account: Account, files: Files) -> bool:
    """Whether every name that a file wants is there and of the kind that is wanted: most files need no closer look."""
    folder = account.path.parent
    for element, attribute, at, wanted in account.wanted:
        offer = files.at(folder, at)
        if offer is None:
            continue
        if not isinstance(offer, Offer) or not wanted <= offer.of_kinds(pointers.may_end_at(element, attribute)):
            return False
    return True
