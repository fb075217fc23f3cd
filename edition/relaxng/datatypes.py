# SPDX-License-Identifier: MIT
"""The values of datatypes: RELAX NG's own two (§ 6.2) and those of XML Schema Part 2, with the parameters that restrict them."""

from __future__ import annotations

import base64
import binascii
import functools
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeAlias, cast

from edition.engines import expressions
from edition.speech import say

XSD: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
Prefixes: TypeAlias = "Mapping[str | None, str] | None"


class DatatypeFault(ValueError):
    """A schema asks for a datatype, a parameter or a value that there is not; `str()` says which."""


@dataclass(frozen=True)
class Datatype:
    """A datatype of a library ("" is RELAX NG's own), with its parameters in the order of the schema."""

    library: str
    name: str
    parameters: tuple[tuple[str, str], ...] = ()
    _space: _Space = field(init=False, repr=False, compare=False)
    _facets: tuple[Callable[[str, object], bool], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        space = _OWN.get(self.name) if not self.library else _XSD.get(self.name) if self.library == XSD else None
        if space is None:
            if not self.library:
                raise DatatypeFault(say("`{name}` is not among RELAX NG's own datatypes", name=self.name))
            of = self.library
            raise DatatypeFault(
                say("`{name}` is not among the datatype library “{library}”", name=self.name, library=of)
            )
        if self.parameters and not self.library:
            raise DatatypeFault(say("`{name}` of RELAX NG's own datatypes takes no parameter", name=self.name))
        object.__setattr__(self, "_space", space)
        object.__setattr__(self, "_facets", tuple(_facet(self, space, *given) for given in self.parameters))

    @property
    def is_identifier(self) -> bool:
        """Whether its values are identifiers, unique in a document (RELAX NG DTD Compatibility § 4)."""
        return self.library == XSD and self.name == "ID"

    @property
    def is_reference(self) -> bool:
        """Whether its values name identifiers of the document."""
        return self.library == XSD and self.name in ("IDREF", "IDREFS")

    def allows(self, text: str, prefixes: Prefixes = None) -> bool:
        """Whether a text is a value. `prefixes` are the namespaces in force, asked by `QName` and `NOTATION` alone."""
        return self._value(text, prefixes) is not _NONE

    def value(self, text: str, prefixes: Prefixes = None) -> object:
        """The value that a text writes, equal for each way to write it. Raises `DatatypeFault`."""
        found = self._value(text, prefixes)
        if found is _NONE:
            raise DatatypeFault(say("`{text}` is no value of `{name}`", text=text, name=self.name))
        return found

    def equal(self, text: str, value: object, prefixes: Prefixes = None) -> bool:
        """Whether a text writes this value."""
        found = self._value(text, prefixes)
        return found is not _NONE and (found == value or (found != found and value != value))  # noqa: PLR0124 - NaN

    def _value(self, text: str, prefixes: Prefixes) -> object:
        space = self._space
        text = space.white(text)
        found = space.read(text, prefixes) if space.is_prefixed else space.read(text)
        if found is not _NONE and self._facets and not all(facet(text, found) for facet in self._facets):
            return _NONE
        return found


_NONE: Final = object()
"""No value; a value may be None or False."""


@dataclass(frozen=True)
class _Space:
    """How a datatype's texts are read: white space, then the value or `_NONE`; how long a value is, and whether values have an order."""

    white: Callable[[str], str]
    read: Callable[..., object]
    length: Callable[[str, object], int] | None = None
    before: Callable[[object, object], bool | None] | None = None
    is_prefixed: bool = False


def _kept(text: str) -> str:
    return text


_BLANKS: Final = str.maketrans("\t\r\n", "   ")


def _replaced(text: str) -> str:
    return text.translate(_BLANKS)


def collapsed(text: str) -> str:
    """The text with its white space folded as XML folds it: other spaces than XML's own stay."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The words of a text between XML's white space."""
    return text.split() if text.isascii() else [word for word in re.split("[ \t\r\n]+", text) if word]


def _string(text: str) -> object:
    return text


def _whole(expression: str) -> Callable[[str], re.Match[str] | None]:
    """What matches a whole text: compiled when it is first asked, for the signs of names are many and few datatypes are met."""
    match: Callable[[str], re.Match[str] | None] | None = None

    def whole(text: str) -> re.Match[str] | None:
        nonlocal match
        match = match or re.compile(expression).fullmatch
        return match(text)

    return whole


def _matching(expression: str) -> Callable[[str], object]:
    match = _whole(expression)
    return lambda text: text if match(text) else _NONE


_NC_START: Final = expressions.NAME_START.removeprefix(":")
_NC: Final = expressions.NAME.removeprefix(":")
_NCNAME: Final = f"[{_NC_START}][{_NC}]*"
_is_ncname: Final = _whole(_NCNAME)


def _qname(text: str, prefixes: Prefixes = None) -> object:
    prefix, colon, name = text.rpartition(":")
    if not _is_ncname(name) or (colon and not _is_ncname(prefix)):
        return _NONE
    known = prefixes or {}
    if prefix == "xml":
        return "http://www.w3.org/XML/1998/namespace", name
    if colon and prefix not in known:
        return _NONE
    return known.get(prefix or None, ""), name


def _many(expression: str) -> Callable[[str], object]:
    match = _whole(expression)

    def read(text: str) -> object:
        found = tuple(text.split(" "))
        return found if text and all(match(word) for word in found) else _NONE

    return read


_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def _address(text: str) -> object:
    # RFC 2396 as XSD reads it: nearly all characters are escaped on the way, so only these can be wrong
    scheme, colon, _ = text.partition(":")
    before = not colon or any(sign in scheme for sign in "/?#") or re.fullmatch(r"[A-Za-z][A-Za-z0-9+.\-]*", scheme)
    return text if before and not _PERCENT.search(text) and text.count("#") <= 1 else _NONE


def _boolean(text: str) -> object:
    return {"true": True, "1": True, "false": False, "0": False}.get(text, _NONE)


_is_decimal: Final = _whole(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_is_integer: Final = _whole(r"[+-]?[0-9]+")
_is_float: Final = _whole(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?")


def _decimal(text: str) -> object:
    return Decimal(text) if _is_decimal(text) else _NONE


def _integer(least: int | None = None, most: int | None = None) -> Callable[[str], object]:
    def read(text: str) -> object:
        # a number of thousands of digits is a number too, but Python refuses to read it as an int
        if not _is_integer(text):
            return _NONE
        number = Decimal(text)
        return number if (least is None or number >= least) and (most is None or number <= most) else _NONE

    return read


def _float(text: str) -> object:
    special = {"INF": math.inf, "-INF": -math.inf, "NaN": math.nan}
    return special[text] if text in special else float(text) if _is_float(text) else _NONE


def _hexadecimal(text: str) -> object:
    try:
        return bytes.fromhex(text) if " " not in text else _NONE
    except ValueError:
        return _NONE


def _base64(text: str) -> object:
    try:
        return base64.b64decode(text.replace(" ", ""), validate=True)
    except (binascii.Error, ValueError):
        return _NONE


# -- times ------------------------------------------------------------------------------------------------------------

_ZONE: Final = r"(?P<zone>Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_YEAR: Final = r"(?P<year>-?(?:[1-9][0-9]{3,8}|0[0-9]{3}))"
_MONTH, _DAY = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12][0-9]|3[01])"
# as jing has it, the validator that TEI's projects trust: a leap second is a time, and midnight has one name
_TIME: Final = r"(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]):(?P<second>(?:[0-5][0-9]|60)(?:\.[0-9]+)?)"
_LENGTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class _Moment:
    """A moment of the calendar (missing parts stand for those of a leap year's beginning), in seconds; with a zone, in UTC."""

    seconds: Decimal
    has_zone: bool


def _moment(expression: str) -> Callable[[str], object]:
    match = _whole(expression + _ZONE)

    def read(text: str) -> object:
        found = match(text)
        if not found:
            return _NONE
        parts = found.groupdict()
        year, month, day = (int(parts.get(name) or usual) for name, usual in (("year", 1972), ("month", 1), ("day", 1)))
        if year == 0 or day > _days(year if parts.get("year") else 1972, month):
            return _NONE
        seconds = Decimal(_days_before(year + (year < 0), month, day)) * 86400
        if parts.get("hour"):
            seconds += int(parts["hour"]) * 3600 + int(parts["minute"]) * 60 + Decimal(parts["second"])
        zone = parts["zone"]
        if zone and zone != "Z":
            shift = int(zone[1:3]) * 3600 + int(zone[4:6]) * 60
            seconds -= shift if zone[0] == "+" else -shift
        return _Moment(seconds, bool(zone))

    return read


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days(year: int, month: int) -> int:
    """How many days a month has; there is no year 0, so the year -1 is the leap year before 4."""
    return 28 if month == 2 and not _is_leap(year + (year < 0)) else _LENGTHS[month - 1]


def _days_before(year: int, month: int, day: int) -> int:
    """The days from the beginning of the calendar, astronomically counted (Hinnant's way with March first)."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year


_HALF_A_WORLD: Final = 14 * 3600


def _earlier(left: object, right: object) -> bool | None:
    """Whether a moment is before another; None where no zone is given and either could be."""
    assert isinstance(left, _Moment)  # noqa: S101 - read gave both
    assert isinstance(right, _Moment)  # noqa: S101
    if left.has_zone == right.has_zone:
        return left.seconds < right.seconds
    apart = right.seconds - left.seconds
    return None if abs(apart) <= _HALF_A_WORLD else apart > 0


_is_duration: Final = _whole(
    r"(?a:(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?)"
)


_Span: TypeAlias = tuple[Decimal, Decimal]
"""A duration: months, and seconds."""


def _duration(text: str) -> object:
    found = _is_duration(text)
    if not found:
        return _NONE
    years, months, days, hours, minutes, seconds = (Decimal(part or 0) for part in found.groups()[1:])
    sign = -1 if found[1] else 1
    return sign * (years * 12 + months), sign * (((days * 24 + hours) * 60 + minutes) * 60 + seconds)


_STARTS: Final = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
"""The four months from which XSD compares durations (§ 3.2.6.2): a month is shortest or longest after one of them."""


def _shorter(left: object, right: object) -> bool | None:
    answers = {_end(start, left) < _end(start, right) for start in _STARTS}
    return answers.pop() if len(answers) == 1 else None


def _end(start: tuple[int, int], span: object) -> Decimal:
    """The second at which a duration is over that begins in a month of a year."""
    months, seconds = cast("_Span", span)
    year, month = divmod(start[0] * 12 + start[1] - 1 + int(months), 12)
    return _days_before(year, month + 1, 1) * 86400 + seconds


def _less(left: object, right: object) -> bool | None:
    return bool(left < right)  # type: ignore[operator]


def _characters(text: str, _value: object) -> int:
    return len(text)


def _members(_text: str, value: object) -> int:
    return len(value)  # type: ignore[arg-type]


_NAME: Final = _matching(f"[{expressions.NAME_START}][{expressions.NAME}]*")
_NMTOKEN: Final = f"[{expressions.NAME}]+"
_INTEGERS: Final = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}
_MOMENTS: Final = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}",
    "time": _TIME,
    "gYearMonth": f"{_YEAR}-{_MONTH}",
    "gYear": _YEAR,
    "gMonthDay": f"--{_MONTH}-{_DAY}",
    "gMonth": f"--{_MONTH}",
    "gDay": f"---{_DAY}",
}
_OWN: Final = {"string": _Space(_kept, _string), "token": _Space(collapsed, _string)}
_XSD: Final[dict[str, _Space]] = {
    "string": _Space(_kept, _string, _characters),
    "normalizedString": _Space(_replaced, _string, _characters),
    "token": _Space(collapsed, _string, _characters),
    "language": _Space(collapsed, _matching("[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*"), _characters),
    "Name": _Space(collapsed, _NAME, _characters),
    **{name: _Space(collapsed, _matching(_NCNAME), _characters) for name in ("NCName", "ID", "IDREF", "ENTITY")},
    "NMTOKEN": _Space(collapsed, _matching(_NMTOKEN), _characters),
    "NMTOKENS": _Space(collapsed, _many(_NMTOKEN), _members),
    "IDREFS": _Space(collapsed, _many(_NCNAME), _members),
    "ENTITIES": _Space(collapsed, _many(_NCNAME), _members),
    "anyURI": _Space(collapsed, _address, _characters),
    "QName": _Space(collapsed, _qname, _characters, is_prefixed=True),
    "NOTATION": _Space(collapsed, _qname, _characters, is_prefixed=True),
    "boolean": _Space(collapsed, _boolean),
    "decimal": _Space(collapsed, _decimal, before=_less),
    **{name: _Space(collapsed, _integer(*bounds), before=_less) for name, bounds in _INTEGERS.items()},
    "float": _Space(collapsed, _float, before=_less),
    "double": _Space(collapsed, _float, before=_less),
    "hexBinary": _Space(collapsed, _hexadecimal, _members),
    "base64Binary": _Space(collapsed, _base64, _members),
    "duration": _Space(collapsed, _duration, before=_shorter),
    **{name: _Space(collapsed, _moment(expression), before=_earlier) for name, expression in _MOMENTS.items()},
}

NAMES: Final = frozenset(_XSD)
"""The datatypes of XML Schema."""
FACETS: Final = (
    "pattern",
    "length",
    "minLength",
    "maxLength",
    "minInclusive",
    "minExclusive",
    "maxInclusive",
    "maxExclusive",
    "totalDigits",
    "fractionDigits",
)
"""What may restrict them."""


# -- parameters -------------------------------------------------------------------------------------------------------


def _facet(datatype: Datatype, space: _Space, name: str, given: str) -> Callable[[str, object], bool]:
    """The test that a parameter of a datatype is (XML Schema Part 2 § 4.3)."""
    about = say("the parameter {name}=“{given}” of `{datatype}`", name=name, given=given, datatype=datatype.name)
    match name:
        case "pattern":
            try:
                has = expressions.expression(given).has
            except expressions.ExpressionFault as error:
                raise DatatypeFault(*error.args) from None
            return lambda text, _value: has(text)
        case "length" | "minLength" | "maxLength" if space.length is not None:
            return _length(name, space.length, _count(about, given))
        case "minInclusive" | "minExclusive" | "maxInclusive" | "maxExclusive" if space.before is not None:
            bound = space.read(space.white(given))
            if bound is _NONE:
                raise DatatypeFault(say("{about} is no value of the datatype", about=about))
            return _bound(name, space.before, bound)
        case "totalDigits" | "fractionDigits" if space.read is _decimal or datatype.name in _INTEGERS:
            return _digits(name, _count(about, given))
    raise DatatypeFault(say("{about} is none that the datatype takes", about=about))


def _count(about: str, given: str) -> int:
    if not given.strip().isdecimal():
        raise DatatypeFault(say("{about} is no count", about=about))
    return int(given)


def _length(name: str, measure: Callable[[str, object], int], count: int) -> Callable[[str, object], bool]:
    if name == "length":
        return lambda text, value: measure(text, value) == count
    if name == "minLength":
        return lambda text, value: measure(text, value) >= count
    return lambda text, value: measure(text, value) <= count


def _bound(name: str, before: Callable[[object, object], bool | None], bound: object) -> Callable[[str, object], bool]:
    match name:
        case "minInclusive":
            return lambda _text, value: value == bound or before(bound, value) is True
        case "minExclusive":
            return lambda _text, value: value != bound and before(bound, value) is True
        case "maxInclusive":
            return lambda _text, value: value == bound or before(value, bound) is True
        case _:
            return lambda _text, value: value != bound and before(value, bound) is True


def _digits(name: str, count: int) -> Callable[[str, object], bool]:
    def has(_text: str, value: object) -> bool:
        assert isinstance(value, Decimal)  # noqa: S101 - so decimals are read
        _sign, digits, exponent = value.normalize().as_tuple()
        fraction = max(-int(exponent), 0)
        if name == "fractionDigits":
            return fraction <= count
        return max(len(digits) + max(int(exponent), 0), fraction) <= count

    return has


@functools.cache
def token() -> Datatype:
    """RELAX NG's `token`, the datatype of a value that names none."""
    return Datatype("", "token")
