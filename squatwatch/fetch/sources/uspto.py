"""USPTO Open Data Portal: daily and annual XML of trademark applications.

The products are ``TRTDXFAP``, a file a day of the current year, and ``TRTYRAP``, the whole
register up to the end of a year in some 65 parts or more. A product answers with a list of its
files and their sizes, without checksums. The portal allows one request at a time, five files
in ten seconds and each file 20 times a year for a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from squatwatch.fetch.addresses import base_address, shown
from squatwatch.fetch.errors import WrongContentError
from squatwatch.fetch.files import has_file, take_files
from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.source import Job, Offer, Offered, Outcome, Wanted, key
from squatwatch.fetch.waiting import patiently
from squatwatch.fetch.wire import Wire

ADDRESS = "https://api.uspto.gov/api/v1/datasets/products"
ADDRESS_VARIABLE = "SQUATWATCH_FETCH_USPTO_ADDRESS"
KEY_VARIABLE = "SQUATWATCH_USPTO_KEY"

DAILY, ANNUAL = "TRTDXFAP", "TRTYRAP"
A_YEAR = 20
"""How often the portal gives one file for one key within a year."""

_DAILY_NAME = re.compile(r"apc(\d{2})(\d{2})(\d{2})\.zip")
_ANNUAL_NAME = re.compile(r"apc\d{8}-(\d{4})(\d{2})(\d{2})-\d{2,3}\.zip")


class Uspto:
    """The files of applications."""

    name = "uspto"
    title = "USPTO Open Data Portal: Trademark Daily XML (with --annual also the whole register)"
    title_zh = "美国专利商标局开放数据门户：商标每日 XML（加 --annual 为全部注册簿）"
    needs: tuple[str, ...] = (KEY_VARIABLE,)
    by_number = False
    has_annual = True
    spacing = 2.0

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Raises ``ConfigError`` for a missing key and an address that will not do."""
        self._base = base_address(environment, ADDRESS_VARIABLE, ADDRESS)
        self._key = key(environment, KEY_VARIABLE, "the Open Data Portal gives one free of charge")

    @property
    def base(self) -> str:
        """The address under which it asks."""
        return self._base

    def introduce(self, wire: Wire) -> None:
        """Tell the wire the key."""
        wire.tell_key(self._base, {"x-api-key": self._key}, KEY_VARIABLE)

    def offers(self, wanted: Wanted, job: Job) -> Offered:
        """The daily files of those days; before them, when asked for, the annual ones.

        With annual files and no first day, the daily ones begin behind them.
        """
        annual = latest_edition(self._listed(ANNUAL, job)) if wanted.annual else ()
        first = wanted.first
        if annual and wanted.since is None:
            first = annual[0].day + timedelta(days=1)
        listed = self._listed(DAILY, job)
        daily = tuple(offer for offer in listed if first <= offer.day <= wanted.last)
        return Offered((*annual, *daily), tuple(_gap(first, listed)))

    def has(self, offer: Offer, inbox: Inbox, today: date) -> bool:
        """Whether the file is in the inbox or was fetched, as it is offered now."""
        return has_file(self.name, offer, inbox)

    def take(self, offers: Sequence[Offer], job: Job) -> Iterator[Outcome]:
        """Fetch the files."""
        yield from take_files(self.name, offers, job, a_year=A_YEAR)

    def _listed(self, product: str, job: Job) -> list[Offer]:
        """The files of a product that are data, the oldest first.

        Raises ``WrongContentError`` when the list has none: then the portal has changed.
        """
        address = f"{self._base}/{product}"
        answer = patiently(
            job.patience, job.telling, lambda: job.wire.json(address), f"the list of {product}"
        )
        found = [self._offer(product, entry) for entry in _entries(answer)]
        offers = sorted((one for one in found if one), key=lambda one: (one.day, one.name))
        if not offers:
            raise WrongContentError(
                "the list names no file of a known kind: the portal has changed",
                where=shown(address),
                do="look for a newer squatwatch, or put files into the inbox by hand",
            )
        return offers

    def _offer(self, product: str, entry: Mapping[str, Any]) -> Offer | None:
        """A file of a list; None for documents and whatever else stands there.

        The address is made from the name: what the list says of it is not asked.
        """
        name, size = entry["fileName"], entry.get("fileSize")
        day = day_of(product, name) if isinstance(name, str) else None
        if day is None:
            return None
        known = size if isinstance(size, int) and size > 0 else None
        return Offer(name, f"{self._base}/files/{product}/{name}", day, known)


def day_of(product: str, name: str) -> date | None:
    """The day that a file goes up to, from its name; None for a file that is not of the product.

    >>> str(day_of(DAILY, "apc240925.zip")), str(day_of(ANNUAL, "apc18840407-20241231-07.zip"))
    ('2024-09-25', '2024-12-31')
    """
    daily = product == DAILY
    found = (_DAILY_NAME if daily else _ANNUAL_NAME).fullmatch(name)
    if not found or not name.isascii():
        return None
    year, month, day = map(int, found.groups())
    try:
        return date(2000 + year if daily else year, month, day)
    except ValueError:
        return None


def latest_edition(offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """The parts that go up to the latest day: each edition holds the whole register."""
    latest = max(offer.day for offer in offers)
    return tuple(offer for offer in offers if offer.day == latest)


def _entries(found: Any) -> Iterator[Mapping[str, Any]]:
    """Every object in the answer that names a file, however deep: that has changed before."""
    if isinstance(found, dict):
        if "fileName" in found:
            yield found
        for value in found.values():
            yield from _entries(value)
    elif isinstance(found, list):
        for value in found:
            yield from _entries(value)


def _gap(first: date, daily: Sequence[Offer]) -> Iterator[str]:
    """The days of which there is no daily file any more, told once."""
    begins = daily[0].day
    if begins > first:
        yield (
            f"the daily files begin on {begins}; what came from {first} on before that is in the"
            " annual ones (--annual)"
        )
