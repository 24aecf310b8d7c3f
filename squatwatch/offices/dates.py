"""Dates as offices write them.

The functions named by a form of dates give None for an empty text and for zeros, which stand for
"no date", and raise ``ValueError`` for a text that is no date, such as one whose day is 00.
``needed`` and ``lenient`` say what becomes of a record with such a text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from squatwatch.offices.batch import UnreadableRecordError

Read = Callable[[str], date | None]

_BEFORE_MINGUO = 1911


def needed(value: str, name: str, read: Read) -> date | None:
    """A date on which judgement rests: the record is set aside when it is impossible."""
    try:
        return read(value)
    except ValueError as error:
        raise UnreadableRecordError(f"its {name} {value[:40]!r} is no date") from error


def lenient(value: str, read: Read) -> date | None:
    """A date that only informs: None when it is impossible."""
    try:
        return read(value)
    except ValueError:
        return None


def compact(text: str) -> date | None:
    """A date such as ``20240925``.

    >>> compact("20240925"), compact("00000000")
    (datetime.date(2024, 9, 25), None)
    """
    if not text.strip("0 "):
        return None
    if len(text) != 8 or not text.isdecimal():
        raise ValueError(text)
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def iso(text: str) -> date | None:
    """A date such as ``2020-09-10``; a time or zone behind it is left out.

    >>> iso("2000-05-09-04:00")
    datetime.date(2000, 5, 9)
    """
    day = text[:10]
    return date.fromisoformat(day) if day.strip("0- ") else None


def day_first(text: str) -> date | None:
    """A date such as ``1/4/1996``, the first of April.

    >>> day_first("27/12/1999")
    datetime.date(1999, 12, 27)
    """
    if not text.strip("0/ "):
        return None
    day, month, year = _three(text, "/")
    return date(year, month, day)


def slashed(text: str) -> date | None:
    """A date such as ``2011/01/03``.

    >>> slashed("2011/01/03")
    datetime.date(2011, 1, 3)
    """
    if not text.strip("0/ "):
        return None
    year, month, day = _three(text, "/")
    return date(year, month, day)


def minguo(text: str) -> date | None:
    """A date of the calendar used in Taiwan, whose year 1 is 1912: ``109.12.15``.

    >>> minguo("109.12.15")
    datetime.date(2020, 12, 15)
    """
    if not text.strip("0. "):
        return None
    year, month, day = _three(text, ".")
    return date(year + _BEFORE_MINGUO, month, day)


def _three(text: str, separator: str) -> tuple[int, int, int]:
    parts = text.split(separator)
    if len(parts) != 3:
        raise ValueError(text)
    one, two, three = (int(part) for part in parts)
    return one, two, three
