"""How long to wait before asking again, and how often to ask.

The clock, the sleep and the random numbers are inputs, so that a test waits for nothing and a
run can be repeated.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from random import Random
from typing import TypeVar

from squatwatch.fetch.errors import ExhaustedError, PassingError
from squatwatch.fetch.telling import Telling

T = TypeVar("T")


@dataclass(frozen=True)
class Patience:
    """How often and how patiently to ask again. Times are in seconds."""

    tries: int = 6
    """Tries in a row that brought nothing."""
    most: int = 15
    """Tries of one file in one run, whatever they brought; the USPTO gives one 20 times a year."""
    first: float = 1.0
    """Wait before the second try; it doubles from try to try."""
    longest: float = 120.0
    """Longest wait of our own choosing."""
    obeyed: float = 900.0
    """Longest wait that an office may ask for; asked for more, the run gives up."""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    random: Random = field(default_factory=Random)

    def wait_before(self, tried: int, asked: float | None) -> float:
        """Seconds to wait after ``tried`` vain tries: what was asked for, or a doubling time.

        Up to half of our own choosing is taken off by chance, so that many who were turned away
        at once do not come back at once.

        >>> Patience(random=Random(1)).wait_before(3, None) <= 4
        True
        >>> Patience().wait_before(1, 30)
        30
        """
        if asked is not None:
            return asked
        chosen = min(self.first * 2.0 ** max(0, tried - 1), self.longest)
        return chosen * self.random.uniform(0.5, 1.0)


def patiently(
    patience: Patience,
    telling: Telling,
    attempt: Callable[[], T],
    what: str,
    *,
    reached: Callable[[], int] = lambda: 0,
) -> T:
    """What an attempt gives, tried again after every ``PassingError``.

    ``reached`` tells how far an attempt has come; one that came further than any before it starts
    the count of vain tries anew. Raises ``ExhaustedError`` when it is time to give up.
    """
    vain, furthest = 0, reached()
    for tried in range(1, patience.most + 1):
        try:
            return attempt()
        except PassingError as error:
            vain = vain + 1 if reached() <= furthest else 1
            furthest = max(furthest, reached())
            if vain >= patience.tries or tried == patience.most:
                raise _given_up(f"{error.reason}, {tried} times", what) from None
            if error.wait is not None and error.wait > patience.obeyed:
                reason = f"{error.reason} and asks to wait {error.wait:,.0f} seconds"
                raise _given_up(reason, what) from None
            wait = patience.wait_before(vain, error.wait)
            telling.waits(error.reason, wait)
            patience.sleep(wait)
    raise AssertionError("a last try ends above")


def _given_up(reason: str, what: str) -> ExhaustedError:
    return ExhaustedError(
        reason,
        where=what,
        do="try again later; it goes on from what has come so far",
    )


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """The seconds that ``Retry-After`` asks for; None without one that can be read.

    A date in it counts from the ``Date`` of the same answer, so that our clock plays no part.

    >>> asked_wait({"retry-after": "30"})
    30.0
    """
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value[:12])
    try:
        then, now = parsedate_to_datetime(value), parsedate_to_datetime(headers.get("date", ""))
        return max(0.0, (then - now).total_seconds())
    except (TypeError, ValueError):
        return None
