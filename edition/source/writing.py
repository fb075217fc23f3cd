# SPDX-License-Identifier: MIT
"""A source file as text that can be changed: how it is written as bytes, and that it comes back as it was."""

from __future__ import annotations

import codecs
import functools
from dataclasses import dataclass
from typing import Final

from edition.errors import EditionError
from edition.source.lines import Lines
from edition.source.markup import Markup
from edition.speech import say

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class NotWritten(EditionError):
    """A source is left as it is: it cannot be written in its encoding, or what would be written is not the same document."""


@dataclass(frozen=True, eq=False)
class Source:
    """The text of a file, and how it is written as bytes: its encoding, and the byte order mark that it begins with."""

    text: str
    encoding: str
    mark: bytes = b""

    @classmethod
    def of(cls, data: bytes, encoding: str) -> Source:
        """The text in these bytes; its byte order mark tells its encoding, else the given name. Raises `NotWritten`."""
        mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", encoding))
        try:
            read = cls(data.removeprefix(mark).decode(encoding), encoding, mark)
        except (LookupError, UnicodeError) as error:
            raise NotWritten(say("it cannot be read as {encoding}", encoding=encoding)) from error
        if read.bytes_of(read.text) != data:
            raise NotWritten(
                say("its encoding, {encoding}, does not give back what is read from it", encoding=encoding)
            )
        return read

    def bytes_of(self, text: str) -> bytes:
        """Another text as this file would have it. Raises `NotWritten`."""
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeError as error:
            raise NotWritten(say("it cannot be written as {encoding}", encoding=self.encoding)) from error

    @functools.cached_property
    def markup(self) -> Markup:
        """Its tokens."""
        return Markup(self.text)

    @functools.cached_property
    def lines(self) -> Lines:
        """Its lines."""
        return Lines(self.text)
