"""What people decided about an alert, each decision with who, when and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Literal, get_args

State = Literal[
    "new", "in_review", "dismissed", "snoozed", "monitor", "confirmed", "notified", "opposed",
    "observations", "invalidity", "non_use", "negotiation", "own_filing", "no_action", "closed",
]  # fmt: skip
"""Where an alert stands; a closed list (docs/alerts.md)."""

Remark = Literal["assigned", "noted", "seconded", "received", "reminded"]
"""What is noted of an alert without changing its state. ``seconded``: a second reader agrees;
``received``: the owner confirmed the receipt of a notice."""

STATES: tuple[State, ...] = get_args(State)
REMARKS: tuple[Remark, ...] = get_args(Remark)

SETTLED: frozenset[State] = frozenset({"dismissed", "snoozed", "no_action", "closed"})
"""States in which nobody waits for anything; every other alert is open."""

SQUATWATCH = "squatwatch"
"""Who decides where the program does: an alert that returns, a reminder."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry in the trail of an alert: a state that it was given, or a remark.

    ``at`` has a time zone. ``until`` ends a snooze. ``value``: to whom it is assigned, the
    reference of a receipt, the outcome of a closed alert, the days of a reminder.
    """

    alert_id: str
    at: datetime
    who: str
    action: State | Remark
    why: str = ""
    until: date | None = None
    value: str = ""

    @property
    def decision_id(self) -> str:
        """The same for the same decision, wherever it is read: trails merge without doubling."""
        told = [
            self.alert_id, self.moment, self.who, self.action, self.why,
            self.until.isoformat() if self.until else "", self.value,
        ]  # fmt: skip
        return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]

    @property
    def moment(self) -> str:
        """When it was taken, to the microsecond in UTC, so that texts sort as times do.

        >>> Decision("a", datetime(2026, 1, 15, 8, tzinfo=UTC), "desk", "confirmed").moment
        '2026-01-15T08:00:00.000000+00:00'
        """
        return self.at.astimezone(UTC).isoformat(timespec="microseconds")
