"""The values that a cell can hold: a text in, the value out, or a ``ValueError`` that says why not.

The message of the error is written for the person who filled in the file.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from squatwatch.brands.suggestions import did_you_mean, shown
from squatwatch.model import NICE_CLASSES, STATUSES, Status
from squatwatch.reference import table

_BRAND_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_YEAR = re.compile(r"[0-9]{1,4}")
_YEARS = range(1, 2100)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_VIENNA = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{1,2})")
_VIENNA_CATEGORIES = range(1, 30)
_OTHER_OFFICE_NAMES = {
    "EU": "EM", "EUIPO": "EM", "European Union": "EM", "欧盟": "EM", "UK": "GB", "USA": "US",
    "WIPO": "WO", "Madrid": "WO", "BOIP": "BX", "Benelux": "BX", "OAPI": "OA", "ARIPO": "AP",
}  # fmt: skip
"""Names that people give to offices beside those of the table."""


def brand_id(text: str) -> str:
    """A name that is safe in a file name, a web address and a shell."""
    if not _BRAND_ID.fullmatch(text):
        raise ValueError(
            f"{shown(text)} may hold only the letters A to Z, digits, - _ and . "
            "and must begin with a letter or digit"
        )
    return text


def nice_class(text: str) -> int:
    """A Nice class, 1 to 45."""
    if not (text.isdecimal() and len(text) < 4 and int(text) in NICE_CLASSES):
        raise ValueError(f"{shown(text)} is no Nice class (1 to 45; several with ; between them)")
    return int(text)


def office_code(text: str) -> str:
    """The code of an office, in capitals."""
    codes = _office_codes()
    code = text.upper()
    if code in codes:
        return code
    meant = {name.casefold(): code for name, code in _office_names().items()}.get(text.casefold())
    hint = f"; did you mean {meant} ({codes[meant]})?" if meant else _OFFICE_CODES_ARE
    raise ValueError(f"{shown(text)} is no office code{hint}")


def year_or_date(text: str) -> str:
    """A year or an ISO date, as given."""
    year = int(text) if _YEAR.fullmatch(text) else _year_of_date(text)
    if year not in _YEARS:
        raise ValueError(f"{shown(text)} is neither a year nor an ISO date (1987 or 1987-09-15)")
    return text


def iso_date(text: str) -> date:
    """A date written as 2024-05-31."""
    if not _DATE.fullmatch(text):
        raise ValueError(f"{shown(text)} is no ISO date (2024-05-31)")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{shown(text)} is no day of the calendar") from None


def vienna_code(text: str) -> str:
    """A code of the Vienna classification with two digits a level.

    >>> vienna_code("5.9.1")
    '05.09.01'
    """
    parts = _VIENNA.fullmatch(text)
    if not parts or int(parts[1]) not in _VIENNA_CATEGORIES or not int(parts[2]) * int(parts[3]):
        raise ValueError(f"{shown(text)} is no Vienna code (05.09.01 or 5.9.1)")
    return ".".join(f"{int(part):02}" for part in parts.groups())


def status(text: str) -> Status:
    """Where a filing stands."""
    for known in STATUSES:
        if text.lower() == known:
            return known
    hint = did_you_mean(text, STATUSES) or f" ({', '.join(STATUSES)})"
    raise ValueError(f"{shown(text)} is no status{hint}")


_OFFICE_CODES_ARE = " (two letters of ISO 3166-1, or EM, WO, BX, OA, AP)"


@cache
def _office_codes() -> dict[str, str]:
    rows = table("office_codes")
    return dict(zip(rows["code"], rows["name_en"], strict=True))


@cache
def _office_names() -> dict[str, str]:
    rows = table("office_codes")
    english = zip(rows["name_en"], rows["code"], strict=True)
    chinese = zip(rows["name_zh"], rows["code"], strict=True)
    return {**dict(english), **dict(chinese), **_OTHER_OFFICE_NAMES}


def _year_of_date(text: str) -> int:
    try:
        return iso_date(text).year
    except ValueError:
        return 0
