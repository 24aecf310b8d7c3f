"""What every source of files or records has in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from squatwatch.errors import ConfigError, SquatwatchError
from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.telling import Telling
from squatwatch.fetch.waiting import Patience
from squatwatch.fetch.wire import Wire

DAYS_BACK = timedelta(days=30)
"""How far back to look when nobody says: what failed in the last runs is asked for again."""

State = Literal["fetched", "not-yet", "failed"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for.

    ``newest`` is the newest day of which something was fetched before. ``numbers`` are those of
    single records, ``annual`` asks for the whole register beside the daily files.
    """

    today: date
    since: date | None = None
    until: date | None = None
    newest: date | None = None
    numbers: tuple[str, ...] = ()
    annual: bool = False

    @property
    def first(self) -> date:
        """The first day: the one given, else 30 days back, or further if the last fetch was.

        >>> Wanted(date(2026, 3, 31), newest=date(2025, 12, 1)).first
        datetime.date(2025, 12, 1)
        """
        back = self.today - DAYS_BACK
        return self.since or min(back, self.newest or back)

    @property
    def last(self) -> date:
        """The last day."""
        return self.until or self.today


@dataclass(frozen=True, slots=True)
class Offer:
    """One file or record that an office offers: its name there, its address, the day it is of.

    ``size`` is what the office says, in bytes; None when it does not.
    """

    name: str
    address: str
    day: date
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """What an office offers, the oldest first, and what the person should know about it."""

    offers: tuple[Offer, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an offer; ``bytes`` that came when it was fetched, else the error."""

    offer: Offer
    state: State
    bytes: int = 0
    error: SquatwatchError | None = None


@dataclass(frozen=True)
class Job:
    """What a source works with."""

    inbox: Inbox
    wire: Wire
    patience: Patience
    telling: Telling
    today: date


class Source(Protocol):
    """An office that offers files or records to machines."""

    name: str
    """As it is named on the command line."""
    title: str
    """What it offers, in English."""
    title_zh: str
    """What it offers, in Chinese."""
    needs: tuple[str, ...]
    """Variables of the environment that it cannot do without."""
    by_number: bool
    """Whether it is asked for records by number, not for files by day."""
    has_annual: bool
    """Whether it offers the whole register as well."""
    spacing: float
    """Least time between two requests, in seconds."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Raises ``ConfigError`` for a key that is missing or an address that will not do."""

    @property
    def base(self) -> str:
        """The address under which it asks."""
        ...

    def introduce(self, wire: Wire) -> None:
        """Tell the wire the keys."""

    def offers(self, wanted: Wanted, job: Job) -> Offered:
        """What the office offers of what is wanted.

        Raises ``SquatwatchError`` when it cannot be asked.
        """
        ...

    def has(self, offer: Offer, inbox: Inbox, today: date) -> bool:
        """Whether it is there already."""
        ...

    def take(self, offers: Sequence[Offer], job: Job) -> Iterator[Outcome]:
        """Fetch them into the inbox, one after the other; a failure of one is its outcome.

        Raises ``StoppedError`` when it makes no sense to go on.
        """
        ...


def key(environment: Mapping[str, str], variable: str, where_from: str) -> str:
    """A key from the environment.

    Raises ``ConfigError``, which never shows it, when it is missing or cannot be sent.
    """
    value = environment.get(variable, "").strip()
    if not value:
        raise ConfigError(f"{variable} is not set", do=f"set it to your key; {where_from}")
    if not (value.isascii() and value.isprintable() and " " not in value):
        raise ConfigError(
            f"{variable} holds blanks or characters that no key has", do="copy the key again"
        )
    return value
