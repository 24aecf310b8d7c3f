"""Whether a filing came soon after something that made the brand known."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from squatwatch.assess.evidence.timing import AFTER_DAYS, SOON_DAYS, after_event, with_events
from squatwatch.model import Event
from tests.assess.samples import answers, day, rests_on

FILED = day("2024-03-01")


def pairs_of(*filed: date | None, brand: str = "brand") -> pl.DataFrame:
    return pl.DataFrame(
        {"pair": range(len(filed)), "brand_id": [brand] * len(filed), "filed": filed},
        schema={"pair": pl.UInt32, "brand_id": pl.String, "filed": pl.Date},
    )


def event(days_before: int, kind: str = "launch", brand: str = "brand") -> Event:
    return Event(brand, FILED - timedelta(days_before), kind)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (-1, None),
        (0, "time.soon-after-event"),
        (30, "time.soon-after-event"),
        (31, "time.after-event"),
        (180, "time.after-event"),
        (181, None),
        (5000, None),
    ],
)
def test_days_after_an_event(days: int, code: str | None) -> None:
    pairs = with_events(pairs_of(FILED), [event(days, "fair")])
    assert answers(after_event(), pairs) == ({0: code} if code else {})
    if code:
        assert rests_on(after_event(), pairs) == [
            {"days": days, "event": "fair", "event_date": event(days).date.isoformat()}
        ]
    assert (SOON_DAYS, AFTER_DAYS) == (30, 180)


def test_the_last_event_before_the_filing_counts() -> None:
    events = [event(100, "launch"), event(20, "listing"), event(-5, "fair"), event(300, "funding")]
    for order in (events, events[::-1]):
        [values] = rests_on(after_event(), with_events(pairs_of(FILED), order))
        assert (values["days"], values["event"]) == (20, "listing")


def test_two_events_of_a_day_have_an_order() -> None:
    events = [event(20, "launch"), event(20, "fair")]
    for order in (events, events[::-1]):
        assert rests_on(after_event(), with_events(pairs_of(FILED), order))[0]["event"] == "launch"


def test_the_events_of_other_brands_say_nothing() -> None:
    pairs = with_events(pairs_of(FILED), [event(20, brand="other")])
    assert answers(after_event(), pairs) == {}
    assert pairs.height == 1


def test_no_day_no_event_nothing_told() -> None:
    assert answers(after_event(), with_events(pairs_of(None), [event(20)])) == {}
    assert answers(after_event(), with_events(pairs_of(FILED), [])) == {}
    assert with_events(pairs_of(), [event(20)]).is_empty()


def test_every_filing_is_asked_by_its_own_day() -> None:
    pairs = with_events(pairs_of(FILED, None, FILED + timedelta(60)), [event(20)])
    assert pairs["pair"].to_list() == [0, 1, 2]
    assert answers(after_event(), pairs) == {0: "time.soon-after-event", 2: "time.after-event"}
