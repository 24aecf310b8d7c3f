"""How often and how long, without waiting."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.fetch.errors import ExhaustedError, PassingError
from squatwatch.fetch.telling import Silence
from squatwatch.fetch.waiting import Patience, asked_wait, patiently
from tests.fetch.conftest import Time


def failing(times: int, wait: float | None = None) -> tuple[list[int], object]:
    calls: list[int] = []

    def attempt() -> str:
        calls.append(len(calls))
        if len(calls) <= times:
            raise PassingError("it is busy", wait)
        return "done"

    return calls, attempt


def run(patience: Patience, attempt: object) -> str:
    assert callable(attempt)
    return str(patiently(patience, Silence(), attempt, "a.zip"))


def test_waits_double_and_some_chance_is_taken_off(patience: Patience, time: Time) -> None:
    _, attempt = failing(5)
    assert run(patience, attempt) == "done"
    for slept, most in zip(time.slept, (1, 2, 4, 8, 16), strict=True):
        assert most / 2 <= slept <= most


def test_the_same_random_numbers_give_the_same_waits() -> None:
    def waits(seed: int) -> list[float]:
        time = Time()
        patience = Patience(sleep=time.sleep, clock=time.clock, random=Random(seed))  # noqa: S311
        run(patience, failing(5)[1])
        return time.slept

    assert waits(3) == waits(3) != waits(4)


def test_after_six_vain_tries_it_gives_up(patience: Patience, time: Time) -> None:
    calls, attempt = failing(100)
    with pytest.raises(ExhaustedError, match=r"a\.zip: it is busy, 6 times; try again later"):
        run(patience, attempt)
    assert len(calls) == 6
    assert len(time.slept) == 5


def test_an_office_is_obeyed_in_what_it_asks_for(patience: Patience, time: Time) -> None:
    assert run(patience, failing(1, wait=42)[1]) == "done"
    assert time.slept == [42]


def test_but_not_for_hours(patience: Patience, time: Time) -> None:
    calls, attempt = failing(1, wait=604_800)
    with pytest.raises(ExhaustedError, match="asks to wait 604,800 seconds"):
        run(patience, attempt)
    assert len(calls) == 1
    assert not time.slept


def test_progress_begins_the_count_anew_up_to_a_limit(patience: Patience) -> None:
    calls: list[int] = []

    def attempt() -> None:
        calls.append(1)
        raise PassingError("it broke")

    with pytest.raises(ExhaustedError, match="15 times"):
        patiently(patience, Silence(), attempt, "a.zip", reached=lambda: len(calls))
    assert len(calls) == patience.most


@given(st.integers(1, 200), st.integers())
def test_no_wait_of_our_own_is_longer_than_the_longest(tried: int, seed: int) -> None:
    patience = Patience(random=Random(seed))  # noqa: S311
    assert 0 < patience.wait_before(tried, None) <= patience.longest


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "²"}, None),
        (
            {
                "date": "Sun, 22 Nov 2026 20:00:00 GMT",
                "retry-after": "Sun, 22 Nov 2026 20:00:30 GMT",
            },
            30,
        ),
        (
            {
                "date": "Sun, 22 Nov 2026 20:00:00 GMT",
                "retry-after": "Sun, 22 Nov 2026 19:00:00 GMT",
            },
            0,
        ),
        ({"retry-after": "Sun, 22 Nov 2026 20:00:30 GMT"}, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(headers: dict[str, str], wait: float | None) -> None:
    assert asked_wait(headers) == wait


@given(st.text(), st.text())
def test_no_header_breaks_it(value: str, date: str) -> None:
    found = asked_wait({"retry-after": value, "date": date})
    assert found is None or found >= 0
