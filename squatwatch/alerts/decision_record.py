"""A decision as a record of plain values, as journals and exchange files have it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from squatwatch.model import REMARKS, STATES, Decision

DECISION_SCHEMA_NAME = "squatwatch.decision/1"
"""Keys are only added within a version of the schema."""

_TEXTS = ("alert_id", "who", "why", "value")
_KEYS = ("schema", "decision_id", "alert_id", "at", "who", "action", "why", "until", "value")


def decision_record(decision: Decision) -> dict[str, Any]:
    """The decision as a dictionary of JSON values.

    >>> from datetime import UTC
    >>> told = decision_record(Decision("a", datetime(2026, 1, 15, 8, tzinfo=UTC), "desk", "noted"))
    >>> told["at"], told["until"]
    ('2026-01-15T08:00:00.000000+00:00', None)
    """
    return {
        "schema": DECISION_SCHEMA_NAME,
        "decision_id": decision.decision_id,
        "alert_id": decision.alert_id,
        "at": decision.moment,
        "who": decision.who,
        "action": decision.action,
        "why": decision.why,
        "until": decision.until.isoformat() if decision.until else None,
        "value": decision.value,
    }


def decision_of(record: Mapping[str, Any]) -> Decision:
    """The decision that a record tells.

    Raises ``ValueError`` that says what is wrong: a key is missing or not known, a value is none
    that a decision has, or the record is not as it was written (its ``decision_id`` is another's).
    """
    if strange := sorted(record.keys() - set(_KEYS)):
        raise ValueError(f"not known: {', '.join(strange)}")
    if missing := [key for key in _KEYS if key not in record]:
        raise ValueError(f"{', '.join(missing)} missing")
    if record["schema"] != DECISION_SCHEMA_NAME:
        raise ValueError(f"schema is not {DECISION_SCHEMA_NAME}")
    if wrong := [key for key in _TEXTS if not isinstance(record[key], str)]:
        raise ValueError(f"{', '.join(wrong)}: not a text")
    if record["action"] not in (*STATES, *REMARKS):
        raise ValueError("action is no state and no remark")
    if not record["alert_id"] or not record["who"].strip():
        raise ValueError("alert_id or who is empty")
    found = Decision(
        alert_id=record["alert_id"],
        at=_moment(record["at"]),
        who=record["who"],
        action=record["action"],
        why=record["why"],
        until=_day(record["until"]),
        value=record["value"],
    )
    if found.decision_id != record["decision_id"]:
        raise ValueError("decision_id is not that of the record: it was changed by hand")
    return found


def _moment(value: object) -> datetime:
    try:
        at = datetime.fromisoformat(value)  # type: ignore[arg-type]
        in_utc = at.utcoffset() is not None
    except (TypeError, ValueError):
        in_utc = False
    if not in_utc:
        raise ValueError("at is no moment with a time zone")
    return at


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ValueError("until is no date") from None
