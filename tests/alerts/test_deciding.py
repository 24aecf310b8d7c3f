"""Taking decisions: all of them or none, each against what stood at its moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from squatwatch.alerts.deciding import decide, identities, placed
from squatwatch.alerts.kept import lives_of
from squatwatch.alerts.life import life_of
from squatwatch.errors import DataError
from squatwatch.model import SQUATWATCH, Decision, Remark, State
from squatwatch.store import Store
from tests.kept_samples import alert_of

AT = datetime(2026, 1, 15, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def by_desk(alert: str, action: State | Remark, who: str = "desk-a", **more: Any) -> Decision:
    return Decision(alert, who=who, action=action, **({"at": AT} | more))


def test_a_decision_is_written_with_who_when_and_why(store: Store) -> None:
    alert = alert_of(store, "EM")
    done = decide(store, [by_desk(alert, "dismissed", why="a licensee")])
    [kept] = store.decisions()
    assert done.taken == (kept,)
    assert (kept.alert_id, kept.who, kept.at, kept.why) == (alert, "desk-a", AT, "a licensee")
    assert lives_of(store)[alert].state == "dismissed"


def test_several_steps_of_one_alert_are_taken_in_their_order(store: Store) -> None:
    alert = alert_of(store, "EM")
    steps = [
        by_desk(alert, "confirmed"), by_desk(alert, "seconded", "desk-b"),
        by_desk(alert, "notified"), by_desk(alert, "received", value="letter 7"),
        by_desk(alert, "opposed"), by_desk(alert, "closed", value="won"),
    ]  # fmt: skip
    done = decide(store, steps, second_reader=True)
    life = lives_of(store)[alert]
    assert done.added == len(steps)
    assert (life.state, life.outcome, life.receipt) == ("closed", "won", "letter 7")
    assert [one.action for one in store.decisions()] == [one.action for one in steps]


def test_decisions_of_one_moment_keep_the_order_in_which_they_are_taken(store: Store) -> None:
    alert = alert_of(store, "EM")
    for action in ("confirmed", "notified", "opposed"):
        decide(store, [by_desk(alert, action)])
    assert lives_of(store)[alert].state == "opposed"


def test_the_same_decision_again_changes_nothing(store: Store) -> None:
    alert = alert_of(store, "EM")
    steps = [by_desk(alert, "confirmed"), by_desk(alert, "noted", why="x")]
    assert decide(store, steps).added == 2
    assert decide(store, steps).added == 0
    assert len(store.decisions()) == 2


def test_one_that_cannot_be_taken_stops_all(store: Store) -> None:
    one, other = alert_of(store, "EM"), alert_of(store, "DE")
    with pytest.raises(DataError, match="opposed does not follow new"):
        decide(store, [by_desk(one, "confirmed"), by_desk(other, "opposed")])
    assert store.decisions() == ()


def test_all_that_cannot_be_taken_are_named(store: Store) -> None:
    one, other = alert_of(store, "EM"), alert_of(store, "DE")
    with pytest.raises(DataError) as refused:
        decide(store, [by_desk(one, "opposed"), by_desk(other, "dismissed")])
    line = refused.value.line()
    assert "2 decisions cannot be taken" in line
    assert one in line
    assert f"{other}: dismissed needs a reason; add --why" in line


def test_a_decision_is_held_against_what_stood_at_its_moment(store: Store) -> None:
    alert = alert_of(store, "EM")
    decide(store, [by_desk(alert, "dismissed", why="x", at=AT + DAY)])
    done = decide(store, [by_desk(alert, "confirmed")])
    assert done.overtaken == (alert,)
    assert lives_of(store)[alert].state == "dismissed"
    assert [one.action for one in store.decisions()] == ["confirmed", "dismissed"]


def test_a_later_remark_overtakes_nothing(store: Store) -> None:
    alert = alert_of(store, "EM")
    decide(store, [by_desk(alert, "noted", why="x", at=AT + DAY)])
    assert decide(store, [by_desk(alert, "confirmed")]).overtaken == ()
    assert decide(store, [by_desk(alert, "noted", why="y")]).overtaken == ()


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        ({"action": "noted"}, "the note is empty"),
        ({"action": "noted", "why": "x", "who": " "}, "who decides is not told"),
        ({"action": "noted", "why": "x", "who": SQUATWATCH}, "who decides is not told"),
        ({"action": "reminded"}, "by the sweep"),
        ({"action": "seconded"}, "nothing to second"),
        ({"action": "received"}, "no notice was sent"),
        ({"action": "new"}, "new does not follow new"),
        ({"action": "snoozed"}, "add --until"),
        ({"action": "snoozed", "until": date(2026, 1, 14)}, "is before the decision"),
    ],
)
def test_what_says_too_little_is_refused(store: Store, decision: dict[str, Any], told: str) -> None:
    with pytest.raises(DataError, match=told):
        decide(store, [by_desk(alert_of(store, "EM"), **decision)])
    assert store.decisions() == ()


def test_the_second_reader_is_somebody_else(store: Store) -> None:
    alert = alert_of(store, "EM")
    decide(store, [by_desk(alert, "confirmed")])
    with pytest.raises(DataError, match="somebody else"):
        decide(store, [by_desk(alert, "seconded")])
    with pytest.raises(DataError, match="a second reader has to agree"):
        decide(store, [by_desk(alert, "notified")], second_reader=True)
    decide(store, [by_desk(alert, "seconded", "desk-b")], second_reader=True)
    assert decide(store, [by_desk(alert, "notified")], second_reader=True).added == 1


def test_a_snooze_keeps_its_last_day(store: Store) -> None:
    alert = alert_of(store, "EM")
    decide(store, [by_desk(alert, "snoozed", until=date(2026, 2, 1))])
    assert lives_of(store)[alert].until == date(2026, 2, 1)


# Naming alerts ---------------------------------------------------------------------------------


def test_the_beginning_of_an_identity_is_enough(store: Store) -> None:
    alert = alert_of(store, "EM")
    assert identities(store, [alert[:4], alert, alert[:6].upper()]) == {
        alert[:4]: alert,
        alert: alert,
        alert[:6].upper(): alert,
    }


def test_a_beginning_of_several_is_refused_and_they_are_named(store: Store) -> None:
    first = store.alerts().head(1)
    alert = first["alert_id"][0]
    twin = alert[:8] + "00000000"
    store.put_alerts(first.with_columns(alert_id=pl.lit(twin)))
    with pytest.raises(DataError) as refused:
        identities(store, [alert[:8]])
    assert f"{alert[:8]} may be 2 alerts" in refused.value.line()
    assert alert in refused.value.line()
    assert twin in refused.value.line()
    assert identities(store, [alert]) == {alert: alert}


def test_all_that_are_unknown_are_told_in_one_line(store: Store) -> None:
    known = alert_of(store, "EM")
    with pytest.raises(DataError) as refused:
        identities(store, ["zzzz", known, "12", "0" * 16])
    line = refused.value.line()
    assert "no alert zzzz" in line
    assert "'12' is too short" in line
    assert f"no alert {'0' * 16}" in line
    assert known not in line
    assert "\n" not in line


def test_an_unknown_alert_stops_all(store: Store) -> None:
    with pytest.raises(DataError, match="no alert zzzz"):
        decide(store, [by_desk(alert_of(store, "EM"), "confirmed"), by_desk("zzzz", "confirmed")])
    assert store.decisions() == ()


# Moments ---------------------------------------------------------------------------------------


def test_a_decision_finds_its_place_and_finds_it_again() -> None:
    first, second = by_desk("a", "confirmed"), by_desk("a", "notified")
    moved = placed(second, [first])
    assert moved.at == AT + timedelta(microseconds=1)
    assert placed(second, [first, moved]) == moved
    assert placed(first, [first, moved]) == first
    assert life_of([moved, first]).state == "notified"
