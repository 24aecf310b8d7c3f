"""INPI Brazil: the trade mark section of the weekly gazette (RPI) as XML in a zip, free to all.

An issue appears every Tuesday under the next number. Number 2629 is of 2021-05-25; 2617 of
2021-03-02 and 2888 of 2026-05-12 agree with that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from squatwatch.fetch.addresses import base_address
from squatwatch.fetch.files import has_file, take_files
from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.source import Job, Offer, Offered, Outcome, Wanted
from squatwatch.fetch.wire import Wire

ADDRESS = "https://revistas.inpi.gov.br/txt"
ADDRESS_VARIABLE = "SQUATWATCH_FETCH_INPI_BRAZIL_ADDRESS"

KNOWN_NUMBER, KNOWN_DAY = 2629, date(2021, 5, 25)
WEEK = timedelta(weeks=1)
LATE = timedelta(weeks=2)
"""How long an issue may be missing before that is a failure: holidays move it by days."""


class InpiBrazil:
    """The weekly gazette."""

    name = "inpi-brazil"
    title = "INPI Brazil: weekly gazette of trade marks (RPI, XML)"
    title_zh = "巴西国家工业产权局：商标公报周刊（RPI，XML）"
    needs: tuple[str, ...] = ()
    by_number = False
    has_annual = False
    spacing = 2.0

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Raises ``ConfigError`` for an address that will not do."""
        self._base = base_address(environment, ADDRESS_VARIABLE, ADDRESS)

    @property
    def base(self) -> str:
        """The address under which it asks."""
        return self._base

    def introduce(self, wire: Wire) -> None:
        """There is no key."""

    def offers(self, wanted: Wanted, job: Job) -> Offered:
        """The issues of those days, worked out from the calendar: there is no list of them."""
        days = tuesdays(wanted.first, wanted.last)
        return Offered(tuple(self._offer(issue_number(day), day) for day in days))

    def has(self, offer: Offer, inbox: Inbox, today: date) -> bool:
        """Whether the issue is in the inbox or was fetched."""
        return has_file(self.name, offer, inbox)

    def take(self, offers: Sequence[Offer], job: Job) -> Iterator[Outcome]:
        """Fetch the issues; one of the last two weeks may be missing."""
        yield from take_files(self.name, offers, job, late=may_be_late)

    def _offer(self, number: int, day: date) -> Offer:
        name = f"RM{number}.zip"
        return Offer(name, f"{self._base}/{name}", day)


def issue_number(day: date) -> int:
    """The number of the issue of a Tuesday.

    >>> issue_number(date(2021, 5, 25)), issue_number(date(2026, 5, 12))
    (2629, 2888)
    """
    return KNOWN_NUMBER + (day - KNOWN_DAY) // WEEK


def tuesdays(first: date, last: date) -> list[date]:
    """The Tuesdays from ``first`` to ``last``, both included.

    >>> [str(day) for day in tuesdays(date(2026, 5, 6), date(2026, 5, 19))]
    ['2026-05-12', '2026-05-19']
    """
    day = first + (KNOWN_DAY - first) % WEEK
    count = max(0, (last - day) // WEEK + 1)
    return [day + at * WEEK for at in range(count)]


def may_be_late(offer: Offer, today: date) -> bool:
    """Whether an issue that is missing on a day may still appear."""
    return today - offer.day <= LATE
