"""The sweep: what is new since the last one, matched, weighed, remembered and told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from squatwatch.alerts.announcing import announced, groups_to_announce
from squatwatch.alerts.ignoring import Rule, held_back, lapsed
from squatwatch.alerts.kept import kept_alerts, lives_of
from squatwatch.alerts.looking import Found, look
from squatwatch.alerts.reminding import reminded, reminders_due
from squatwatch.alerts.renewing import concerned, material_changes, renewed
from squatwatch.alerts.run import RunResult
from squatwatch.alerts.telling import Telling, farewells, what_to_tell
from squatwatch.alerts.told import result_of, told_record
from squatwatch.assess.weights import Weights, default_weights
from squatwatch.forms import rules_version
from squatwatch.ingest import Outcome, ingest
from squatwatch.model import Level
from squatwatch.offices.ahead.reading import FILINGS, Wanted
from squatwatch.scan import counts_of, coverage_of_all, renew_forms
from squatwatch.search import MEMORY, Progress
from squatwatch.search.progress import untold
from squatwatch.store import Store


@dataclass(frozen=True, slots=True)
class SweepOrder:
    """What a sweep is told: the day, what it tells of, by which weights, what it leaves out."""

    as_of: date
    level: Level = "medium"
    settings: Mapping[str, Any] | None = None
    weights: Weights | None = None
    ignore: Sequence[Rule] = ()
    memory: int = MEMORY


def sweep(
    store: Store,
    order: SweepOrder,
    *,
    failures: Sequence[str] = (),
    before_commit: Callable[[RunResult], None] = lambda _: None,
    progress: Progress = untold,
) -> RunResult:
    """Look at what is new in the store, renew the alerts, and say what is to be told.

    All of it is written at once or not at all: pairs, alerts, decisions, what was told, and what
    ``before_commit`` writes when it is given the result (messages that are to go out). A stop at
    any moment leaves everything due, or nothing. ``failures`` are lines of what went wrong before,
    such as files that could not be taken; they are told first.
    """
    renew_forms(store)
    with store.atomically():
        if _weighs_anew(store, order):
            store.everything_due()
        run_id = _identity(store, order, failures)
        found = look(store, weights=order.weights, memory=order.memory, progress=progress)
        telling, ignored = _remember(store, found, order, run_id)
        result = _recorded(store, found, telling, order, run_id, failures, ignored)
        before_commit(result)
    return result


def unreported(store: Store) -> RunResult | None:
    """The result of a sweep that was broken off before its reports were written, if one was."""
    last = store.sweeps(1)
    return result_of(store, last[0]) if last and last[0].state == "found" else None


def take(
    store: Store,
    files: Iterable[Path],
    *,
    today: date,
    jobs: int = 1,
    wanted: Wanted = FILINGS,
    told: Callable[[Outcome], None] = lambda _: None,
) -> list[str]:
    """Take the files of an inbox that are new, each whole or not at all; what failed, in lines."""
    failed = []
    for outcome in ingest(store, files, today=today, jobs=jobs, wanted=wanted):
        told(outcome)
        if outcome.error:
            failed.append(outcome.error.line())
    return failed


def _remember(store: Store, found: Found, order: SweepOrder, run_id: str) -> tuple[Telling, int]:
    """Write the alerts as they are now; what is to be told, and how many a person ignores."""
    _forget_gone(store, found, order.as_of)
    known = store.alerts(concerned(found, store.alert_keys()))
    rows = renewed(found, known, as_of=order.as_of, run_id=run_id)
    store.put_alerts(rows)
    telling = what_to_tell(
        store, material_changes(rows, known), as_of=order.as_of, lowest=order.level
    )
    ignored = set(_ignored(store, telling, order))
    decisions = tuple(one for one in telling.decisions if one.alert_id not in ignored)
    store.put_decisions(decisions)
    told = telling.told.filter(~pl.col("alert_id").is_in(list(ignored)))
    return Telling(told, decisions), len(ignored)


def _forget_gone(store: Store, found: Found, as_of: date) -> None:
    """Take out the alerts whose record or brand is no longer here; their trail says so."""
    gone = store.alerts_without_record(concerned(found, store.alert_keys()))
    lives = lives_of(store, gone["alert_id"].to_list())
    store.put_decisions(farewells(gone, lives, as_of))
    store.remove_alerts(gone["alert_id"])


def _ignored(store: Store, telling: Telling, order: SweepOrder) -> list[str]:
    """The alerts that rules of the ignore file hold back; they wait until a rule expires."""
    if not order.ignore:
        return []
    alerts = kept_alerts(store, telling.told["alert_id"], as_of=order.as_of, advise=False)
    _, ignored = held_back(alerts, order.ignore, order.as_of)
    return [alert.alert_id for alert in ignored]


def _recorded(
    store: Store,
    found: Found,
    telling: Telling,
    order: SweepOrder,
    run_id: str,
    failures: Sequence[str],
    ignored: int,
) -> RunResult:
    """Write what the sweep tells: that it was told, and that nothing is due any more.

    A sweep that had nothing to look at and has nothing to tell leaves no record.
    """
    day, lives = order.as_of, lives_of(store)
    reminders = reminders_due(store, as_of=day)
    store.put_decisions(reminded(reminders, lives, day))
    groups = groups_to_announce(store, as_of=day, told=telling.told["alert_id"])
    last = store.sweeps(1)
    expired = lapsed(order.ignore, day, last[0].as_of if last else None)
    record = told_record(
        run_id,
        day,
        counts=counts_of(found.assessed),
        coverage=coverage_of_all(store, day),
        failures=failures,
        reminders=reminders,
        lapsed=expired,
        ignored=ignored,
        standing=standing(store),
        weights=_weights(order),
    )
    told = (found.due.height, found.brand_ids, telling.told.height, reminders, expired, failures)
    if any(told) or store.untold_sources():
        store.put_sweep(record, telling.told, announced(groups))
        store.tell_sources(run_id)
        store.nothing_due()
    return result_of(store, record)


def standing(store: Store) -> dict[str, int]:
    """How many alerts that are not cleared stand in each state."""
    lives = lives_of(store)
    states = (
        lives[one].state if one in lives else "new" for one in store.alert_levels()["alert_id"]
    )
    return dict(sorted(Counter(states).items()))


def _weights(order: SweepOrder) -> str:
    return (order.weights or default_weights()).identity


def _weighs_anew(store: Store, order: SweepOrder) -> bool:
    """Whether the sweep before weighed the evidence otherwise, so that nothing found holds."""
    last = store.sweeps(1)
    return bool(last) and last[0].told.get("weights") != _weights(order)


def _identity(store: Store, order: SweepOrder, failures: Sequence[str]) -> str:
    """A digest of all that goes in: filings, brands, what is due, told, decided, and settings."""
    settings = {**(order.settings or {}), "level": order.level, "weights": _weights(order)}
    told = json.dumps({**settings, "as_of": order.as_of.isoformat()}, sort_keys=True)
    before = [one.run_id for one in store.sweeps(1)]
    decided = [one.decision_id for one in store.decisions()]
    inputs = [
        store.filings_digest(), store.brands_digest(), rules_version(), store.due_digest(), told,
        *before, *decided, *map(repr, order.ignore), *failures,
    ]  # fmt: skip
    return sha256("\n".join(inputs).encode()).hexdigest()[:16]
