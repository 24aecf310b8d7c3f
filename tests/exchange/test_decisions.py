"""Trails between installations: whoever merges first and however often, one trail comes of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from squatwatch.alerts.life import life_of
from squatwatch.errors import DataError
from squatwatch.exchange import decision_records
from squatwatch.exchange.decisions import decision_of
from squatwatch.model import Decision
from squatwatch.store import Store
from tests.exchange.samples import AT, holding, line, trails

some = settings(max_examples=8, deadline=None)


def merge(target: Store, source: Store) -> None:
    """Send what one store knows to the other."""
    target.put_decisions([decision_of(line(record)) for record in decision_records(source)])


def merged(*trails_given: Sequence[Decision]) -> list[dict[str, object]]:
    """What a store has after trails came to it one after the other."""
    with Store.in_memory() as store:
        for trail in trails_given:
            with holding(*trail) as other:
                merge(store, other)
        return list(decision_records(store))


@some
@given(one=trails, other=trails)
def test_it_does_not_matter_who_sends_first(one: list[Decision], other: list[Decision]) -> None:
    assert merged(one, other) == merged(other, one)


@some
@given(one=trails, other=trails, third=trails)
def test_it_does_not_matter_which_two_merge_first(
    one: list[Decision], other: list[Decision], third: list[Decision]
) -> None:
    with holding(*other) as left, holding(*third) as right, holding(*one) as store:
        merge(left, right)
        merge(store, left)
        assert list(decision_records(store)) == merged(one, other, third)


@some
@given(one=trails, other=trails)
def test_merging_again_changes_nothing(one: list[Decision], other: list[Decision]) -> None:
    assert merged(one, other) == merged(one, other, other, one)


@some
@given(one=trails, other=trails)
def test_nothing_is_lost_and_the_later_decision_wins(
    one: list[Decision], other: list[Decision]
) -> None:
    with holding(*one) as store, holding(*other) as branch:
        merge(store, branch)
        assert {each.decision_id for each in store.decisions()} == {
            each.decision_id for each in (*one, *other)
        }
        for alert_id in ("a" * 16, "b" * 16):
            mine = [each for each in (*other, *one) if each.alert_id == alert_id]
            assert life_of(store.decisions([alert_id])) == life_of(mine)


def test_of_two_the_later_wins_and_both_stay() -> None:
    first = Decision("a" * 16, AT, "desk", "dismissed", why="a common word")
    second = Decision("a" * 16, AT.replace(hour=9), "branch", "in_review", why="new facts")
    with holding(second) as store, holding(first) as branch:
        merge(store, branch)
        trail = store.decisions()
    assert trail == (first, second)
    assert life_of(trail).state == "in_review"


def test_a_moment_is_since_when() -> None:
    first = Decision("a" * 16, AT, "desk", "noted")
    second = Decision("a" * 16, AT.replace(hour=9), "desk", "noted")
    with holding(first, second) as store:
        assert [one["at"] for one in decision_records(store, since=second.at)] == [second.moment]


def test_a_decision_that_was_changed_by_hand_is_refused() -> None:
    with holding(Decision("a" * 16, AT, "desk", "noted", why="x")) as store:
        (record,) = decision_records(store)
    with pytest.raises(DataError, match=r"x\.jsonl, line 1: it is no decision: decision_id is not"):
        decision_of(line({**record, "why": "y"}))
