"""The ignore file as it is read: what need not be told of, why, and until when.

It lies beside the settings and is for what is known beforehand, such as a licensee who files with
the owner's consent; a decision about one alert is better taken with ``alerts dismiss``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from squatwatch.alerts.deciding import ALERT_ID
from squatwatch.brands.values import brand_id, office_code
from squatwatch.errors import DataError
from squatwatch.filers.keys import filer_key, same_filer
from squatwatch.files import read_bytes
from squatwatch.model import Alert, application_key

IGNORE_FILE = "squatwatch-ignore.toml"

_NAMINGS: tuple[frozenset[str], ...] = (
    frozenset({"alert"}),
    frozenset({"brand", "office", "application_number"}),
    frozenset({"brand", "applicant"}),
    frozenset({"filing"}),
)
_NAMES = ("alert", "brand", "office", "application_number", "applicant", "filing")
_HOW = (
    'alert = "...", or brand with office and application_number, or brand with applicant,'
    ' or filing = "EM 018222474"'
)
_ENTRY = re.compile(r"^[ \t]*\[\[[ \t]*ignore[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the ignore file; it holds up to the end of the day ``expires``.

    It names one alert, a filing (``office`` and ``number``, the plain form of its application
    number) for one brand or for all, or an applicant for one brand. ``entry`` is its place.
    """

    entry: int
    reason: str
    expires: date
    alert: str = ""
    brand: str = ""
    office: str = ""
    number: str = ""
    applicant: str = ""

    @property
    def told(self) -> str:
        """What it names, without the applicant: that may be a person.

        >>> Rule(2, "a licensee", date(2026, 1, 31), brand="gree", applicant="Muster GmbH").told
        'entry 2: brand gree, an applicant'
        """
        named = (
            f"alert {self.alert}" if self.alert else "",
            f"brand {self.brand}" if self.brand else "",
            f"filing {self.office} {self.number}" if self.number else "",
            "an applicant" if self.applicant else "",
        )
        return f"entry {self.entry}: {', '.join(filter(None, named))}"

    def holds_on(self, day: date) -> bool:
        """Whether it has not expired."""
        return day <= self.expires

    def names(self, alert: Alert) -> bool:
        """Whether it names the alert, expired or not.

        An applicant is named when all applicants of the filing are that company: of a filing
        together with somebody else one wants to hear.
        """
        found, filing = alert.assessment, alert.assessment.filing
        if self.alert:
            return self.alert == alert.alert_id
        if self.brand and self.brand != found.brand.brand_id:
            return False
        if self.number:
            key = application_key(filing.application_number)
            return (self.office, self.number) == (filing.office, key)
        applicants = [one.name for one in filing.applicants]
        return bool(applicants) and all(_same_filer(self.applicant, name) for name in applicants)


@lru_cache(maxsize=65_536)
def _same_filer(one: str, other: str) -> bool:
    return same_filer(one, other)


def read_ignore(path: Path) -> tuple[Rule, ...]:
    """The rules of an ignore file; none where there is no file.

    Raises ``DataError`` that names every mistake with its entry and line.
    """
    if not path.exists():
        return ()
    try:
        text = read_bytes(path).decode("utf-8-sig")
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(
            f"this is no TOML file ({error})", where=str(path), do="correct it"
        ) from error
    entries = found.pop("ignore", [])
    mistakes = [f"{name!r} is not known; every entry begins with [[ignore]]" for name in found]
    if not _is_list_of_tables(entries):
        entries, mistakes = [], [*mistakes, "ignore is no list; begin an entry with [[ignore]]"]
    rules = _rules(entries, _places(text, len(entries)), mistakes)
    if mistakes:
        raise _mistaken(path, mistakes)
    return rules


# Reading ----------------------------------------------------------------------------------------


def _is_list_of_tables(entries: object) -> bool:
    return isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)


def _places(text: str, count: int) -> list[str]:
    """What each entry is called in a message; with its line where that can be told."""
    lines = [text.count("\n", 0, found.start()) + 1 for found in _ENTRY.finditer(text)]
    if len(lines) != count:
        return [f"entry {number}" for number in range(1, count + 1)]
    return [f"entry {number} (line {line})" for number, line in enumerate(lines, 1)]


def _rules(
    entries: Sequence[Mapping[str, Any]], places: Sequence[str], mistakes: list[str]
) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    first_of: dict[object, str] = {}
    for number, (entry, place) in enumerate(zip(entries, places, strict=True), 1):
        wrong: list[str] = []
        rule = _rule(number, entry, wrong)
        named = (rule.alert, rule.brand, rule.office, rule.number, filer_key(rule.applicant))
        first = place if wrong else first_of.setdefault(named, place)
        if first != place:
            wrong.append(f"names what {first} names")
        mistakes += [f"{place}: {mistake}" for mistake in wrong]
        rules.append(rule)
    return tuple(rules)


def _rule(number: int, entry: Mapping[str, Any], wrong: list[str]) -> Rule:
    """The rule of an entry; whatever is wrong with it is noted."""
    known = (*_NAMES, "reason", "expires")
    wrong += [f"{name!r} is not known" for name in entry if name not in known]
    given = {name for name in _NAMES if name in entry}
    if given not in _NAMINGS:
        wrong.append(
            f"names {'nothing' if not given else ' and '.join(sorted(given))}; give {_HOW}"
        )
    text = _Texts(entry, wrong)
    office, number_of = text.filing()
    return Rule(
        entry=number,
        reason=text.of("reason", needed=True),
        expires=_day(entry, wrong),
        alert=text.of("alert", _alert_id),
        brand=text.of("brand", brand_id),
        office=office or text.of("office", office_code),
        number=number_of or text.of("application_number", _number),
        applicant=text.of("applicant", _company),
    )


class _Texts:
    """The texts of an entry, with a note of every mistake in them."""

    def __init__(self, entry: Mapping[str, Any], wrong: list[str]) -> None:
        self._entry = entry
        self._wrong = wrong

    def of(self, name: str, parse: Callable[[str], str] = str, *, needed: bool = False) -> str:
        """The text of a key, parsed; empty where there is none or it is wrong."""
        value = self._entry.get(name)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or not value.strip():
            self._wrong.append(f"{name}: {'missing' if value is None else 'no text'}")
            return ""
        try:
            return parse(value.strip())
        except ValueError as error:
            self._wrong.append(f"{name}: {error}")
            return ""

    def filing(self) -> tuple[str, str]:
        """Office and number of ``filing = "EM 018222474"``; empty ones where there is none."""
        office, _, number = self.of("filing", _filing).partition(" ")
        return office, number


def _day(entry: Mapping[str, Any], wrong: list[str]) -> date:
    value = entry.get("expires")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    missing = "missing; without a day it would be forgotten"
    told = missing if value is None else "no date; write expires = 2026-12-31, without quotes"
    wrong.append(f"expires: {told}")
    return date.min


def _alert_id(text: str) -> str:
    if not ALERT_ID.fullmatch(text.lower()):
        raise ValueError(f"{text!r} is no whole identity of an alert (16 letters)")
    return text.lower()


def _number(text: str) -> str:
    if not (key := application_key(text)):
        raise ValueError(f"{text!r} is no application number")
    return key


def _filing(text: str) -> str:
    office, _, number = text.partition(" ")
    return f"{office_code(office)} {_number(number)}"


def _company(text: str) -> str:
    if not filer_key(text):
        raise ValueError(f"{text!r} names nobody")
    return text


def _mistaken(path: Path, mistakes: Sequence[str]) -> DataError:
    if len(mistakes) == 1:
        return DataError(mistakes[0], where=str(path), do="correct the file and try again")
    listed = "".join(f"\n  {mistake}" for mistake in mistakes)
    what = f"{len(mistakes)} mistakes{listed}\n"
    return DataError(what, where=str(path), do="correct the file and try again")
