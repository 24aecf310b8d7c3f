"""When sweeps finished by the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from squatwatch.model import Decision
from squatwatch.store import Store
from tests.store.samples import DAY

NIGHT = datetime(2026, 1, 15, 2, 30, tzinfo=UTC)


def test_a_store_in_which_no_sweep_finished_says_so() -> None:
    with Store.in_memory() as store:
        assert store.last_sweep_finished() is None
        assert store.newest_day() is None


def test_the_last_finish_counts_whatever_the_order_and_the_zone() -> None:
    with Store.in_memory() as store:
        store.sweep_finished("b", NIGHT + timedelta(days=1))
        store.sweep_finished("a", NIGHT.astimezone(timezone(timedelta(hours=8))))
        assert store.last_sweep_finished() == NIGHT + timedelta(days=1)


def test_a_run_that_repeats_with_nothing_new_is_a_heartbeat_too() -> None:
    with Store.in_memory() as store:
        store.sweep_finished("a", NIGHT)
        store.sweep_finished("a", NIGHT + timedelta(hours=5))
        assert store.last_sweep_finished() == NIGHT + timedelta(hours=5)


def test_the_newest_day_is_of_files_and_sweeps_by_the_clock() -> None:
    with Store.in_memory() as store:
        store.begin_source(DAY)
        assert store.newest_day() == date(2026, 1, 15)
        store.sweep_finished("a", NIGHT + timedelta(days=2))
        assert store.newest_day() == date(2026, 1, 17)
        # A decision of the program bears the day that a run was given, not the clock's.
        store.put_decisions([Decision("x", NIGHT + timedelta(days=4), "squatwatch", "reminded")])
        assert store.newest_day() == date(2026, 1, 17)
