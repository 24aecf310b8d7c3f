"""The life of an alert: which state follows which, and what a trail of decisions comes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from squatwatch.errors import DataError
from squatwatch.model import REMARKS, SQUATWATCH, STATES, Decision, State

RESPONSES: tuple[State, ...] = (
    "opposed", "observations", "invalidity", "non_use", "negotiation", "own_filing", "no_action",
)  # fmt: skip
"""What an owner who was notified may do."""

FOLLOWS: dict[State, tuple[State, ...]] = {
    "new": ("in_review", "dismissed", "snoozed", "monitor", "confirmed"),
    "in_review": ("dismissed", "snoozed", "monitor", "confirmed"),
    "monitor": ("dismissed", "snoozed", "confirmed", "closed"),
    "confirmed": ("notified", "dismissed"),
    "notified": RESPONSES,
    **dict.fromkeys(RESPONSES, (*RESPONSES, "closed")),
    "dismissed": (),
    "snoozed": ("dismissed", "monitor", "confirmed"),
    "closed": (),
}
"""Which states a person may give next; ``in_review`` is open from every one."""

REASON_NEEDED: frozenset[State] = frozenset({"dismissed", "no_action"})


@dataclass(frozen=True, slots=True)
class Life:
    """Where an alert stands, and who looks after it.

    ``since``, ``who`` and ``why`` are of the decision that gave the state; None and empty while it
    is new. ``until`` is the last day of a snooze, ``outcome`` that of a closed alert. ``seconded``
    names who agreed since the alert was confirmed, ``receipt`` what confirms a notice.
    ``reminded`` are the limits, in days before a window closes, of which a reminder was sent.
    """

    state: State = "new"
    since: datetime | None = None
    who: str = ""
    why: str = ""
    until: date | None = None
    outcome: str = ""
    assignee: str = ""
    seconded: tuple[str, ...] = ()
    receipt: str = ""
    reminded: tuple[str, ...] = ()

    @property
    def is_ready_for_notice(self) -> bool:
        """Whether a second reader agreed to what the first confirmed."""
        return self.state == "confirmed" and any(name != self.who for name in self.seconded)


def life_of(trail: Iterable[Decision]) -> Life:
    """What a trail comes to: the decisions apply in the order of their times, whoever took them.

    Any two trails of one alert merge into the same life, in whichever order they arrive; of two
    decisions the later one wins, and of the same moment the larger identity.

    >>> from datetime import UTC
    >>> at = datetime(2026, 1, 15, 8, tzinfo=UTC)
    >>> life_of([Decision("a", at, "desk", "dismissed", why="a common word")]).state
    'dismissed'
    """
    life = Life()
    for decision in in_order(trail):
        life = _after(life, decision)
    return life


def in_order(trail: Iterable[Decision]) -> list[Decision]:
    """The decisions by time, each once."""
    once = {decision.decision_id: decision for decision in trail}
    return sorted(once.values(), key=lambda one: (one.moment, one.decision_id))


def check(decision: Decision, life: Life, *, second_reader: bool = False) -> None:
    """Raises ``DataError`` where a person may not decide so now, and says what is open.

    ``second_reader``: a notice needs somebody else's agreement first.
    """
    if decision.action in REMARKS:
        if decision.action == "seconded" and decision.who == life.who:
            raise _refused(decision, "the second reader is somebody else than the first")
        return
    if decision.action != "in_review" and decision.action not in FOLLOWS[life.state]:
        open_now = ", ".join(dict.fromkeys(("in_review", *FOLLOWS[life.state])))
        raise _refused(decision, f"{decision.action} does not follow {life.state}", open_now)
    if decision.action in REASON_NEEDED and not decision.why.strip():
        raise _refused(decision, f"{decision.action} needs a reason", "add --why")
    if decision.action == "snoozed" and decision.until is None:
        raise _refused(decision, "a snooze needs its last day", "add --until 2026-01-31")
    if decision.action == "closed" and not decision.value.strip():
        raise _refused(decision, "a closed alert needs its outcome", "add --outcome")
    if decision.action == "notified" and second_reader and not life.is_ready_for_notice:
        raise _refused(decision, "a second reader has to agree before a notice", "second it")


def _refused(decision: Decision, what: str, do: str = "") -> DataError:
    return DataError(what, where=f"alert {decision.alert_id}", do=do or "see 'alerts show'")


def _after(life: Life, decision: Decision) -> Life:
    match decision.action:
        case "assigned":
            return replace(life, assignee=decision.value)
        case "seconded":
            return replace(life, seconded=(*life.seconded, decision.who))
        case "received":
            return replace(life, receipt=decision.value or decision.who)
        case "reminded":
            return replace(life, reminded=(*life.reminded, decision.value))
        case "noted":
            return life
    # A state given anew begins without agreement; who looks after the alert and what the owner
    # confirmed stay.
    kept = life if decision.action != "confirmed" else replace(life, seconded=())
    return replace(
        kept,
        state=decision.action,
        since=decision.at,
        who=decision.who,
        why=decision.why,
        until=decision.until,
        outcome=decision.value if decision.action == "closed" else "",
        reminded=()
        if decision.who == SQUATWATCH and decision.action == "in_review"
        else kept.reminded,
    )


assert set(FOLLOWS) == set(STATES)  # noqa: S101 - a state without a row would have no way on
