# SPDX-License-Identifier: MIT
"""Errors of the set-up, which are neither the text's fault nor ours.

What is wrong with a text is a `Finding` (a value, collected and printed);
what is wrong with our code is an ordinary exception with its traceback.
Only what is wrong around them, a missing font or a mistyped path, is raised
from here, and its `str()` is fit to print.
"""

from __future__ import annotations


class EditionError(Exception):
    """Something around the work is wrong; `str(error)` says what, and what to do."""

    exit_code = 2

    @property
    def said(self) -> str:
        """What `str(error)` says, as it was said: it may be translated (`edition.speech`)."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class WrongUse(EditionError):
    """The call itself makes no sense: no such file, no such state."""

    exit_code = 2


class SomethingMissing(EditionError):
    """The machine lacks a library, a font or a program that the work needs."""

    exit_code = 3


class SchemaUnusable(EditionError):
    """A schema is wrong, cannot be read, or uses what is not understood; the message says in which file, and where."""
