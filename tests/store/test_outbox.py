"""The outbox: messages added once, due in time, and never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.store import Store
from squatwatch.store.alerts import SweepRecord
from squatwatch.store.outbox import MESSAGE_STATES, Message, moment

NOW = datetime(2026, 1, 15, 2, tzinfo=UTC)


def message(number: int = 1, **given: object) -> Message:
    """A message of a run to a made-up desk."""
    plain = Message(
        message_id=f"<{number}@squatwatch.invalid>",
        run_id="run",
        channel="smtp",
        recipient=f"desk{number}@example.org",
        content={"subject": "一 one", "text": "\x1b \x00 “二”"},
    )
    return replace(plain, **given)  # type: ignore[arg-type]


def test_a_message_comes_out_as_it_went_in() -> None:
    wait = NOW + timedelta(minutes=3, microseconds=7)
    told = [message(1), message(2, attempts=3, not_before=wait, last_error="refused (550)")]
    with Store.in_memory() as store:
        assert store.put_messages(told) == 2
        assert store.messages() == tuple(told)
        assert store.messages("pending") == tuple(told)
        assert store.messages("sent") == ()
        assert store.put_messages([]) == 0


@settings(deadline=None, max_examples=25)  # each opens a store
@given(st.lists(st.integers(0, 5), max_size=8), st.lists(st.integers(0, 5), max_size=8))
def test_a_message_is_there_once_however_often_it_is_put(first: list[int], then: list[int]) -> None:
    with Store.in_memory() as store:
        added = store.put_messages(map(message, first)) + store.put_messages(map(message, then))
        assert added == len({*first, *then})
        assert {found.message_id for found in store.messages()} == {
            message(number).message_id for number in (*first, *then)
        }


def test_what_became_of_a_message_stays_when_it_is_put_again() -> None:
    with Store.in_memory() as store:
        store.put_messages([message(1), message(2), message(3)])
        store.message_sent(message(1).message_id)
        store.message_given_up(message(2).message_id, "refused")
        before = store.messages()
        assert store.put_messages([message(1), message(2), message(3)]) == 0
        assert store.messages() == before
        assert [found.state for found in before] == ["sent", "failed", "pending"]
        assert {found.state for found in before} == set(MESSAGE_STATES)


def test_another_identity_for_the_same_recipient_of_a_run_is_no_second_message() -> None:
    with Store.in_memory() as store:
        store.put_messages([message(1)])
        assert store.put_messages([message(1, message_id="<1@other.example>")]) == 0
        assert store.put_messages([message(1, message_id="<1b@other.example>", run_id="b")]) == 1


def test_a_message_is_due_from_its_moment_on() -> None:
    later = NOW + timedelta(seconds=10)
    with Store.in_memory() as store:
        store.put_messages([message(1)])
        assert [found.attempts for found in store.messages_due(NOW)] == [0]
        store.message_put_off(message(1).message_id, later, "no answer")
        assert store.messages_due(later - timedelta(microseconds=1)) == ()
        [found] = store.messages_due(later)
        assert found == message(1, attempts=1, not_before=later, last_error="no answer")


def test_one_that_was_sent_or_given_up_is_never_due() -> None:
    with Store.in_memory() as store:
        store.put_messages([message(1), message(2)])
        store.message_sent(message(1).message_id)
        store.message_given_up(message(2).message_id, "refused")
        assert store.messages_due(NOW + timedelta(days=10_000)) == ()
        assert store.revive_messages() == 1
        [again] = store.messages_due(NOW)
        assert again == message(2, last_error="refused")


def test_what_is_sent_is_not_kept_but_for_its_subject() -> None:
    with Store.in_memory() as store:
        store.put_messages([message(1)])
        store.message_sent(message(1).message_id)
        assert [found.content for found in store.messages()] == [{"subject": "一 one"}]


def test_the_earliest_sweep_is_told_first() -> None:
    with Store.in_memory() as store:
        for place, run in enumerate(("z", "a")):
            day = date(2026, 1, 15 + place)
            record = SweepRecord(run, day, {}, "found")
            told, groups = store.told_by("none"), store.announced_groups()
            store.put_sweep(record, told, groups.select("filer_group", "brands", "filings"))
        store.put_messages([message(1, run_id="a"), message(2, run_id="z"), message(0, run_id="?")])
        assert [found.run_id for found in store.messages_due(NOW)] == ["z", "a", "?"]


def test_a_message_goes_with_the_transaction_that_tells_of_it(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    with Store.create(path) as store:
        with pytest.raises(RuntimeError), store.atomically():
            store.put_messages([message(1)])
            raise RuntimeError
        assert store.messages() == ()
        store.put_messages([message(2)])
    with Store.open(path) as store:
        assert store.messages() == (message(2),)


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=2))
def test_moments_sort_as_times_do(times: list[datetime]) -> None:
    one, other = times
    assert (moment(one) < moment(other)) == (one < other)
