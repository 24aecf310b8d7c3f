"""The life of an alert: what a trail comes to, and what may be decided next."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.alerts.life import (
    FOLLOWS,
    REASON_NEEDED,
    RESPONSES,
    Life,
    check,
    in_order,
    life_of,
)
from squatwatch.errors import DataError
from squatwatch.model import REMARKS, SETTLED, SQUATWATCH, STATES, Decision, Remark, State

DOCS = Path(__file__).resolve().parents[2] / "docs"
BEGIN = datetime(2026, 1, 15, 8, tzinfo=UTC)
ALERT = "0123456789abcdef"


def decided(action: State | Remark, who: str = "desk-a", **more: Any) -> Decision:
    """A decision with all that any action needs."""
    needed: dict[str, Any] = {"at": BEGIN, "why": "a reason", "until": date(2026, 2, 1)}
    needed["value"] = "a value"
    return Decision(ALERT, who=who, action=action, **(needed | more))


def trail_of(*actions: State | Remark) -> list[Decision]:
    """These actions, an hour apart."""
    return [
        decided(action, at=BEGIN + timedelta(hours=hour)) for hour, action in enumerate(actions)
    ]


MOMENTS = st.integers(0, 4).map(lambda hour: BEGIN + timedelta(hours=hour))
TEXTS = st.sampled_from(["", "a", "b"])
DECISIONS = st.builds(
    Decision,
    alert_id=st.just(ALERT),
    at=MOMENTS,
    who=st.sampled_from(["desk-a", "desk-b", SQUATWATCH]),
    action=st.sampled_from([*STATES, *REMARKS]),
    why=TEXTS,
    until=st.sampled_from([None, date(2026, 2, 1)]),
    value=TEXTS,
)
TRAILS = st.lists(DECISIONS, max_size=8)


# Merging --------------------------------------------------------------------------------------


@given(TRAILS, TRAILS)
def test_merging_does_not_mind_who_comes_first(one: list[Decision], other: list[Decision]) -> None:
    assert life_of([*one, *other]) == life_of([*other, *one])


@given(TRAILS, TRAILS, TRAILS)
def test_merging_does_not_mind_what_is_merged_first(
    a: list[Decision], b: list[Decision], c: list[Decision]
) -> None:
    assert in_order([*in_order([*a, *b]), *c]) == in_order([*a, *in_order([*b, *c])])
    assert life_of([*in_order([*a, *b]), *c]) == life_of([*a, *in_order([*b, *c])])


@given(TRAILS)
def test_merging_twice_changes_nothing(trail: list[Decision]) -> None:
    assert in_order([*trail, *trail]) == in_order(trail)
    assert life_of([*trail, *trail]) == life_of(trail)


@given(TRAILS)
def test_merging_loses_nothing_and_doubles_nothing(trail: list[Decision]) -> None:
    kept = [one.decision_id for one in in_order(trail)]
    assert len(kept) == len(set(kept))
    assert set(kept) == {one.decision_id for one in trail}


def test_any_order_of_a_day_is_the_same_life() -> None:
    trail = trail_of("in_review", "assigned", "confirmed", "seconded", "notified")
    assert {life_of(order) for order in permutations(trail)} == {life_of(trail)}


@given(TRAILS)
def test_the_last_state_stands(trail: list[Decision]) -> None:
    states = [one for one in in_order(trail) if one.action in STATES]
    life = life_of(trail)
    if not states:
        assert life.state == "new"
        assert life.since is None
        return
    last = states[-1]
    assert (life.state, life.since, life.who) == (last.action, last.at, last.who)
    assert (life.why, life.until) == (last.why, last.until)


# What may follow ----------------------------------------------------------------------------


def test_every_state_of_the_list_is_reached_by_allowed_decisions() -> None:
    reached: dict[str, Life] = {"new": Life()}
    waiting = ["new"]
    while waiting:
        life = reached[waiting.pop()]
        for action in STATES:
            try:
                check(decided(action, "desk-b"), life)
            except DataError:
                continue
            if action not in reached:
                reached[action] = replace(life, state=action)
                waiting.append(action)
    assert set(reached) == set(STATES)


@pytest.mark.parametrize("state", STATES)
def test_every_state_can_be_reviewed_again(state: State) -> None:
    check(decided("in_review", why="", until=None, value=""), Life(state=state))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", STATES)
def test_what_does_not_follow_is_refused_and_what_is_open_is_named(
    state: State, action: State
) -> None:
    life = Life(state=state)
    if action == "in_review" or action in FOLLOWS[state]:
        check(decided(action), life)
        return
    with pytest.raises(DataError) as refused:
        check(decided(action), life)
    line = refused.value.line()
    assert ALERT in line
    assert f"{action} does not follow {state}" in line
    assert all(name in line for name in ("in_review", *FOLLOWS[state]))
    assert "\n" not in line


def test_nobody_makes_an_alert_new_again() -> None:
    assert not any("new" in following for following in FOLLOWS.values())


def test_a_notice_comes_only_after_confirmation_and_a_response_after_the_notice() -> None:
    assert [state for state in STATES if "notified" in FOLLOWS[state]] == ["confirmed"]
    for response in RESPONSES:
        before = {state for state in STATES if response in FOLLOWS[state]}
        assert before == {"notified", *RESPONSES}


def test_what_is_settled_is_in_the_list() -> None:
    assert set(STATES) > SETTLED


@pytest.mark.parametrize("action", sorted(REASON_NEEDED))
@pytest.mark.parametrize("why", ["", "  "])
def test_a_reason_is_asked_for(action: State, why: str) -> None:
    before = next(state for state in STATES if action in FOLLOWS[state])
    with pytest.raises(DataError, match="needs a reason; add --why"):
        check(decided(action, why=why), Life(state=before))


def test_a_snooze_needs_its_last_day_and_an_end_its_outcome() -> None:
    with pytest.raises(DataError, match="--until"):
        check(decided("snoozed", until=None), Life())
    with pytest.raises(DataError, match="--outcome"):
        check(decided("closed", value=" "), Life(state="opposed"))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("remark", REMARKS)
def test_remarks_are_open_in_every_state_and_change_none(state: State, remark: Remark) -> None:
    check(decided(remark, "desk-b"), Life(state=state, who="desk-a"))
    trail = [*trail_of("confirmed"), decided(remark, "desk-b", at=BEGIN + timedelta(hours=9))]
    assert life_of(trail).state == "confirmed"


# The second reader ----------------------------------------------------------------------------


def test_who_confirmed_does_not_second() -> None:
    life = life_of(trail_of("confirmed"))
    with pytest.raises(DataError, match="somebody else than the first"):
        check(decided("seconded", "desk-a"), life)
    check(decided("seconded", "desk-b"), life)


def test_a_notice_waits_for_the_second_reader_where_one_is_asked_for() -> None:
    confirmed = trail_of("confirmed")
    check(decided("notified"), life_of(confirmed))
    with pytest.raises(DataError, match="second reader"):
        check(decided("notified"), life_of(confirmed), second_reader=True)
    seconded = [*confirmed, decided("seconded", "desk-b", at=BEGIN + timedelta(hours=1))]
    assert life_of(seconded).is_ready_for_notice
    check(decided("notified"), life_of(seconded), second_reader=True)


def test_an_agreement_by_the_first_reader_counts_for_nothing() -> None:
    assert not life_of(trail_of("confirmed", "seconded")).is_ready_for_notice


def test_what_is_confirmed_anew_is_seconded_anew() -> None:
    trail = [
        *trail_of("confirmed"),
        decided("seconded", "desk-b", at=BEGIN + timedelta(hours=1)),
        decided("in_review", at=BEGIN + timedelta(hours=2)),
        decided("confirmed", at=BEGIN + timedelta(hours=3)),
    ]
    assert not life_of(trail).is_ready_for_notice


# What stays ------------------------------------------------------------------------------------


def test_who_looks_after_it_stays_through_states() -> None:
    assert life_of(trail_of("assigned", "confirmed", "notified", "opposed")).assignee == "a value"


def test_the_outcome_and_the_receipt_are_kept() -> None:
    life = life_of(trail_of("confirmed", "notified", "received", "opposed", "closed"))
    assert (life.state, life.outcome, life.receipt) == ("closed", "a value", "a value")


def test_an_alert_that_returns_is_reminded_of_again() -> None:
    reminded = trail_of("confirmed", "reminded")
    assert life_of(reminded).reminded == ("a value",)
    by_hand = decided("in_review", at=BEGIN + timedelta(hours=5))
    assert life_of([*reminded, by_hand]).reminded == ("a value",)
    returned = decided("in_review", SQUATWATCH, at=BEGIN + timedelta(hours=5))
    assert life_of([*reminded, returned]).reminded == ()


def test_the_same_decision_has_the_same_identity_in_every_time_zone() -> None:
    elsewhere = BEGIN.astimezone(tz=None)
    assert decided("confirmed").decision_id == decided("confirmed", at=elsewhere).decision_id
    assert decided("confirmed").decision_id != decided("confirmed", why="another").decision_id


# The page ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["alerts.md", "alerts.zh-CN.md"])
def test_the_page_tells_every_state_and_what_may_follow(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|.*\|(.*)\|$", text, re.MULTILINE)
    told = {state: re.findall(r"`(\w+)`", follows) for state, follows in rows if state in STATES}
    assert tuple(told) == STATES
    for state, follows in told.items():
        expected = [one for one in FOLLOWS[state] if state not in RESPONSES or one == "closed"]
        assert follows == ([] if state == "notified" else expected)
