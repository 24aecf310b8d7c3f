"""Taking decisions: each is checked against the life of its alert; all are written, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import polars as pl

from squatwatch.alerts.life import check, in_order, life_of
from squatwatch.errors import DataError
from squatwatch.model import SQUATWATCH, STATES, Decision
from squatwatch.store import Store

ALERT_ID = re.compile(r"[0-9a-f]{16}")
LEAST_LETTERS = 4
"""Letters of an identity that have to be given; as many as tell it from the others are enough."""
_NEXT = timedelta(microseconds=1)
_SHOWN = 5
"""Alerts named of those that a beginning may mean."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of decisions.

    ``taken`` are those that the trail has now, with whole identities, ``added`` how many of them
    it did not have before. ``overtaken`` are alerts of which it has a later state: that one stands.
    """

    taken: tuple[Decision, ...]
    added: int
    overtaken: tuple[str, ...]


def decide(store: Store, decisions: Sequence[Decision], *, second_reader: bool = False) -> Decided:
    """Check decisions and write them into the trail; one that is there already stays as it is.

    The alert of a decision may be named by the beginning of its identity. Each is checked against
    what stood at its moment, those before it in ``decisions`` included. ``second_reader``: a
    notice needs somebody else's agreement first.

    Raises:
        DataError: an alert is not known, or a decision cannot be taken now; nothing is written.
    """
    named = identities(store, [one.alert_id for one in decisions])
    whole = [replace(one, alert_id=named[one.alert_id]) for one in decisions]
    taken, refusals = checked(store, whole, second_reader=second_reader)
    if refusals:
        raise together(list(refusals.values()))
    added = store.put_decisions(taken)
    return Decided(taken, added, _overtaken(store, taken))


def checked(
    store: Store, decisions: Sequence[Decision], *, second_reader: bool = False
) -> tuple[tuple[Decision, ...], dict[int, DataError]]:
    """The decisions as the trail is to have them, and by place those that cannot be taken.

    Identities are whole. Of two decisions of one moment the one given later follows.
    """
    trails = trails_of(store, decisions)
    taken, refusals = [], {}
    for place, decision in enumerate(decisions):
        trail = trails[decision.alert_id]
        one = placed(decision, trail)
        try:
            if one not in trail:
                before = [other for other in trail if other.moment < one.moment]
                check_said(one)
                _check_remark(one, before)
                check(one, life_of(before), second_reader=second_reader)
        except DataError as error:
            refusals[place] = error
        else:
            trail.append(one)
            taken.append(one)
    return tuple(taken), refusals


def check_said(decision: Decision) -> None:
    """Raises ``DataError`` where a decision does not say what it has to, whatever its alert."""
    where = f"alert {decision.alert_id}"
    if not decision.who.strip() or decision.who == SQUATWATCH:
        raise DataError("who decides is not told", where=where, do="add --who")
    if decision.action == "reminded":
        raise DataError("reminders are noted by the sweep", where=where)
    if decision.action == "noted" and not decision.why.strip():
        raise DataError("the note is empty", where=where, do="add --text")
    if decision.until and decision.until < decision.at.date():
        what = f"{decision.until.isoformat()} is before the decision"
        raise DataError(what, where=where, do="give a later --until")


def _check_remark(decision: Decision, before: Sequence[Decision]) -> None:
    """Raises ``DataError`` where there is nothing that a remark can be about."""
    where = f"alert {decision.alert_id}"
    if decision.action == "seconded" and life_of(before).state != "confirmed":
        raise DataError("there is nothing to second", where=where, do="confirm it first")
    if decision.action == "received" and all(one.action != "notified" for one in before):
        raise DataError("no notice was sent of it", where=where, do="see 'alerts show'")


def placed(decision: Decision, trail: Sequence[Decision]) -> Decision:
    """The decision at a moment at which the trail has no other, at once after those it has.

    Trails are in the order of their moments, and people give days and minutes. The same decision
    finds itself again.
    """
    moments = {other.moment for other in trail}
    while decision not in trail and decision.moment in moments:
        decision = replace(decision, at=decision.at + _NEXT)
    return decision


def trails_of(store: Store, decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """The trail of every alert that the decisions name; an empty one where there is none."""
    trails: dict[str, list[Decision]] = {one.alert_id: [] for one in decisions}
    for decision in store.decisions(list(trails)):
        trails[decision.alert_id].append(decision)
    return trails


def identities(store: Store, given: Iterable[str]) -> dict[str, str]:
    """The whole identity of each alert that is named by it or by its beginning.

    Raises ``DataError`` that names every one that is unknown or may mean several, in one line.
    """
    named, unknown = known_identities(store, given)
    if unknown:
        raise DataError(
            "; ".join(unknown.values()),
            where=str(store.path or ""),
            do="see 'squatwatch alerts list'",
        )
    return named


def known_identities(store: Store, given: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The whole identities of those that are known, and what is wrong with each of the others."""
    wanted = list(dict.fromkeys(given))
    whole = all(ALERT_ID.fullmatch(name.lower()) for name in wanted)
    asked = pl.Series([name.lower() for name in wanted], dtype=pl.String) if whole else None
    there = store.alerts(asked)["alert_id"].to_list()
    named, unknown = {}, {}
    for name in wanted:
        meant = [one for one in there if one.startswith(name.lower())]
        if len(name) < LEAST_LETTERS:
            unknown[name] = f"{name!r} is too short for an alert ({LEAST_LETTERS} letters or more)"
        elif not meant:
            unknown[name] = f"no alert {name}"
        elif len(meant) > 1:
            listed = ", ".join(meant[:_SHOWN]) + (" ..." if len(meant) > _SHOWN else "")
            unknown[name] = f"{name} may be {len(meant)} alerts ({listed})"
        else:
            named[name] = meant[0]
    return named, unknown


def _overtaken(store: Store, taken: Sequence[Decision]) -> tuple[str, ...]:
    """The alerts of which the trail has a later state than the one that was given now."""
    given = {one.decision_id: one for one in taken if one.action in STATES}
    trails = trails_of(store, given.values())
    return tuple(
        alert_id
        for alert_id, trail in trails.items()
        if [one for one in in_order(trail) if one.action in STATES][-1].decision_id not in given
    )


def together(errors: Sequence[DataError]) -> DataError:
    """One error that tells of all; of one alone that one itself."""
    if len(errors) == 1:
        return errors[0]
    listed = "".join(f"\n  {error.line()}" for error in errors)
    return DataError(f"{len(errors)} decisions cannot be taken{listed}\n", do="none was taken")
