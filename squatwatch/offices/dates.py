"""Dates as offices write them.

``compact``, ``iso`` and ``day_first`` give None for an empty text and for zeros, which stand for
"no date", and raise ``ValueError`` for a text that is no date. ``needed`` and ``lenient`` say what
becomes of a record with such a text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from squatwatch.offices.batch import UnreadableRecordError

Read = Callable[[str], date | None]


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
    if not text.strip("0- "):
        return None
    return date.fromisoformat(text[:10])


def day_first(text: str) -> date | None:
    """A date such as ``1/4/1996``, the first of April.

    >>> day_first("27/12/1999")
    datetime.date(1999, 12, 27)
    """
    if not text.strip("0/ "):
        return None
    parts = text.split("/")
    if len(parts) != 3:
        raise ValueError(text)
    day, month, year = (int(part) for part in parts)
    return date(year, month, day)
