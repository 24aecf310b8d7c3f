"""Offers that are files, fetched one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from squatwatch.fetch.addresses import shown
from squatwatch.fetch.download import Landed, download
from squatwatch.fetch.errors import (
    ExhaustedError,
    NotThereError,
    StoppedError,
    TooOftenError,
    WrongContentError,
)
from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.ledger import Fetched
from squatwatch.fetch.source import Job, Offer, Outcome

GIVE_UP_AFTER = 3
"""Files in a row for which asking again did not help; then the office is taken to be away."""

Late = Callable[[Offer, date], bool]
"""Whether an offer may be missing because it has not been published yet, on a day."""


def has_file(source: str, offer: Offer, inbox: Inbox) -> bool:
    """Whether a file is in the inbox or was fetched, as large as it is offered.

    A file that the office has issued anew, with another size, is not there.
    """
    sizes = {row.bytes for row in inbox.ledger.of(source) if row.name == offer.name}
    known = bool(sizes) if offer.size is None else offer.size in sizes
    return known or inbox.has(offer.name, offer.size)


def take_files(
    source: str,
    offers: Sequence[Offer],
    job: Job,
    *,
    a_year: int | None = None,
    late: Late = lambda offer, today: False,
) -> Iterator[Outcome]:
    """Fetch the files; ``a_year`` is how often the office gives one file within a year.

    Raises ``StoppedError`` when nothing more can be fetched now.
    """
    away = 0
    for offer in offers:
        try:
            landed = download(offer, job, _counting(source, offer, job, a_year))
        except NotThereError as error:
            if late(offer, job.today):
                yield Outcome(offer, "not-yet")
            else:
                yield Outcome(offer, "failed", error=error)
        except (ExhaustedError, TooOftenError, WrongContentError) as error:
            away = away + 1 if isinstance(error, ExhaustedError) else 0
            yield Outcome(offer, "failed", error=error)
            if away == GIVE_UP_AFTER:
                raise StoppedError(
                    f"{away} files in a row could not be fetched", do="try again later"
                ) from error
        else:
            away = 0
            job.inbox.ledger.add(_row(source, offer, landed, job.today))
            yield Outcome(offer, "fetched", landed.bytes)


def _row(source: str, offer: Offer, landed: Landed, today: date) -> Fetched:
    return Fetched(
        source=source,
        name=offer.name,
        address=shown(offer.address),
        day=offer.day.isoformat(),
        bytes=landed.bytes,
        sha256=landed.sha256,
        fetched=today.isoformat(),
        file=offer.name,
    )


def _counting(source: str, offer: Offer, job: Job, a_year: int | None) -> Callable[[], None]:
    """What is to be done before each request for the file."""

    def asks() -> None:
        if a_year is None:
            return
        ledger = job.inbox.ledger
        if ledger.asked_within_a_year(source, job.today)[offer.name] >= a_year:
            raise TooOftenError(
                f"has been asked for {a_year} times within a year, as often as the office gives it",
                where=offer.name,
                do="put a copy from elsewhere into the inbox",
            )
        ledger.asks(source, offer.name, job.today)

    return asks
