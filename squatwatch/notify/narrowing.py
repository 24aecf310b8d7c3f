"""A run as one recipient may see it: the own brands, and nothing that tells of others.

What a stranger took of *other* brands is evidence as well: the sentence stays, with how many, but
the other brands are not named.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from squatwatch.alerts.group_warning import GroupWarning
from squatwatch.alerts.run import Coverage, RunResult
from squatwatch.assess.tell import weighed_evidence
from squatwatch.model import LEVELS, Alert, Brand, Evidence

NOT_NAMED = "…"
"""Stands for the brands of others in a list of brands."""


def narrowed(result: RunResult, own: Mapping[str, Brand], forms: int) -> RunResult:
    """The run as far as it is about one's ``own`` brands (by id), which have so many forms.

    What says something of other brands or of the whole is left out: counts, the ignore file,
    files that were taken, how many alerts are not here, and the lines of failures.
    """
    alerts = tuple(_of(result.alerts, own))
    told = Counter(one.assessment.level for one in alerts)
    announced = (replace(one, alerts=tuple(_of(one.alerts, own))) for one in result.groups)
    return RunResult(
        run_id=result.run_id,
        as_of=result.as_of,
        alerts=alerts,
        counts=(),
        coverage=_coverage(result.coverage, own, forms),
        command=result.command,
        announced=tuple(filter(_holds_something, announced)),
        reminders=tuple(
            replace(one, alert=alert) for one in result.reminders for alert in _of([one.alert], own)
        ),
        told=tuple((level, told[level]) for level in LEVELS if told[level]),
    )


def _of(alerts: Iterable[Alert], own: Mapping[str, Brand]) -> Iterator[Alert]:
    for alert in alerts:
        found = alert.assessment
        if found.brand.brand_id in own:
            evidence = tuple(_without_others(item, own) for item in found.evidence)
            yield replace(alert, assessment=replace(found, evidence=evidence))


def _without_others(item: Evidence, own: Mapping[str, Brand]) -> Evidence:
    """The evidence with the brands of others not named; its weight and their number stay."""
    named = item.values.get("brands")
    if not isinstance(named, list | tuple) or all(one in own for one in named):
        return item
    shown = [one for one in named if one in own]
    values = json.dumps({**item.values, "brands": [*shown, NOT_NAMED]})
    return weighed_evidence(item.code, item.weight, values)


def _coverage(found: Coverage, own: Mapping[str, Brand], forms: int) -> Coverage:
    markets = {office for brand in own.values() for office in brand.markets}
    missing = tuple(office for office in found.markets_without_data if office in markets)
    return replace(found, brands=len(own), forms=forms, markets_without_data=missing)


def _holds_something(group: GroupWarning) -> bool:
    return bool(group.alerts)
