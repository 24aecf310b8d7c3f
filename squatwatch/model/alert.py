"""An assessment that outlives the run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from squatwatch.model.assessment import Assessment
from squatwatch.model.decision import State

Change = Literal["new", "returned", "risen", "reported"]
"""Why a sweep tells of an alert: it was not there before; its filing changed after it was settled,
or its snooze has ended; its level rose; an owner handed it in."""


@dataclass(frozen=True, slots=True)
class Alert:
    """An assessment worth a person's look, with an identity that outlives the run.

    ``change`` says why the run tells of it, ``what_changed`` which fields of the filing did;
    None for an alert that is only listed. ``assignee`` is who looks after it.
    """

    alert_id: str
    assessment: Assessment
    run_id: str
    first_seen: date
    changed: date
    state: State = "new"
    record_digest: str = ""
    assignee: str = ""
    change: Change | None = None
    what_changed: tuple[str, ...] = ()
