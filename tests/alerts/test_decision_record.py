"""A decision as a record, and back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.alerts.decision_record import decision_of, decision_record
from squatwatch.model import REMARKS, STATES, Decision

ONE = Decision("a", datetime(2026, 1, 15, 8, tzinfo=UTC), "desk", "snoozed", until=date(2026, 2, 1))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(
    st.builds(
        Decision,
        alert_id=TEXTS.filter(bool),
        at=st.datetimes(timezones=st.just(UTC)),
        who=TEXTS.filter(str.strip),
        action=st.sampled_from([*STATES, *REMARKS]),
        why=TEXTS,
        until=st.none() | st.dates(),
        value=TEXTS,
    )
)
def test_a_decision_comes_back_from_its_record(decision: Decision) -> None:
    assert decision_of(json.loads(json.dumps(decision_record(decision)))) == decision


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"schema": "squatwatch.decision/9"}, "schema is not"),
        ({"more": 1}, "not known: more"),
        ({"who": None}, "who: not a text"),
        ({"who": " "}, "is empty"),
        ({"alert_id": ""}, "is empty"),
        ({"action": "decided"}, "no state and no remark"),
        ({"action": ["noted"]}, "no state and no remark"),
        ({"at": "yesterday"}, "no moment"),
        ({"at": "2026-01-15T08:00:00"}, "time zone"),
        ({"at": 5}, "no moment"),
        ({"until": "soon"}, "until is no date"),
        ({"until": 5}, "until is no date"),
        ({"why": "another"}, "changed by hand"),
    ],
)
def test_a_record_that_is_none_is_refused(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        decision_of(decision_record(ONE) | change)


@pytest.mark.parametrize("key", sorted(decision_record(ONE)))
def test_every_key_is_needed(key: str) -> None:
    record = decision_record(ONE)
    del record[key]
    with pytest.raises(ValueError, match=f"{key} missing"):
        decision_of(record)
