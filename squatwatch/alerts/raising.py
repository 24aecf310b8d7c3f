"""Which assessments become alerts, and what an alert holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from squatwatch.alerts.identity import alert_id, record_digest
from squatwatch.assess.assess import Assessed
from squatwatch.assess.levels import raised_by_urgency
from squatwatch.assess.precedents import nearest_cases
from squatwatch.assess.priority import open_priority
from squatwatch.assess.responses import responses_of
from squatwatch.assess.tell import evidence, heaviest_first, prior
from squatwatch.assess.windows import windows_of
from squatwatch.model import (
    LEVELS,
    Alert,
    Assessment,
    Brand,
    Evidence,
    Filing,
    Hit,
    Level,
    Right,
)
from squatwatch.schemas import filing_of

KEPT_FROM: Level = "medium"
"""Alerts are kept from this level up, and cleared ones that would have reached it."""


def alerts_of(
    assessed: Assessed,
    filings: pl.DataFrame,
    brands: Sequence[Brand],
    *,
    rights: Sequence[Right] = (),
    as_of: date,
    run_id: str,
    level: Level = KEPT_FROM,
    of_filing: tuple[str, str] | None = None,
) -> tuple[Alert, ...]:
    """The alerts at ``level`` and above, the most pressing first; cleared ones stand last.

    ``rights`` of the owners say what can be done; ``of_filing`` (office, application key) narrows
    the alerts to one filing.
    """
    at_or_above = LEVELS[: LEVELS.index(level) + 1]
    # Pairs are never urgent by themselves: their windows raise those that are high.
    candidates = LEVELS[: max(LEVELS.index(level), LEVELS.index("high")) + 1]
    shown = assessed.pairs.filter(pl.col("level").is_in(candidates))
    if of_filing is not None:
        office, key = of_filing
        shown = shown.filter((pl.col("office") == office) & (pl.col("application_key") == key))
    facts = _by_pair(assessed, shown)
    records = {
        (row["office"], row["application_key"]): filing_of(row)
        for row in filings.join(shown, on=["office", "application_key"], how="semi").iter_rows(
            named=True
        )
    }
    by_id = {brand.brand_id: brand for brand in brands}
    owned: dict[str, list[Right]] = {brand_id: [] for brand_id in by_id}
    for right in rights:
        owned.setdefault(right.brand_id, []).append(right)
    weighed = [
        assessment_on(
            as_of,
            row,
            by_id[row["brand_id"]],
            records[row["office"], row["application_key"]],
            [prior(assessed.weights), *facts.get(row["pair"], [])],
            owned[row["brand_id"]],
        )
        for row in shown.iter_rows(named=True)
    ]
    # What can be done is worked out for what deserves a look, or was asked about by itself.
    worth_advice = LEVELS if of_filing else LEVELS[: LEVELS.index(KEPT_FROM) + 1]
    alerts = [
        _alert(
            advised(found, owned[found.brand.brand_id], as_of)
            if reached in worth_advice
            else found,
            as_of,
            run_id,
        )
        for found, reached in weighed
        if reached in at_or_above
    ]
    return tuple(sorted(alerts, key=pressing_first))


def pressing_first(alert: Alert) -> tuple[int, float, str, str, str]:
    """The order of alerts: by level, score, then brand, office and number."""
    found = alert.assessment
    rank = len(LEVELS) if found.level == "cleared" else LEVELS.index(found.level)
    filing = found.filing
    return rank, -found.score, found.brand.brand_id, filing.office, filing.application_number


def _by_pair(assessed: Assessed, shown: pl.DataFrame) -> dict[int, list[Evidence]]:
    facts: dict[int, list[Evidence]] = {}
    for pair, code, times, values in assessed.evidence_on(shown).iter_rows():
        facts.setdefault(pair, []).append(evidence(code, times, values, assessed.weights))
    return facts


def assessment_on(
    as_of: date,
    row: Mapping[str, Any],
    brand: Brand,
    filing: Filing,
    facts: Sequence[Evidence],
    rights: Sequence[Right],
) -> tuple[Assessment, Level]:
    """The assessment of a pair on a day, and the level that it reaches; or would, uncleared.

    ``row`` has what the evidence came to (``level, bits, conduct, score, cleared_by,
    filer_group``) and the best hit; the windows of the day may make it urgent.
    """
    windows = windows_of(filing, as_of)
    first = None if row["cleared_by"] else open_priority(rights, filing.office, as_of)
    reached = raised_by_urgency(
        row["level"],
        row["bits"],
        conduct=row["conduct"],
        windows=windows,
        as_of=as_of,
        priority_until=first[1] if first else None,
    )
    assessment = Assessment(
        brand=brand,
        filing=filing,
        hit=_hit(row),
        evidence=heaviest_first([*facts, *_priority(first)]),
        score=round(row["score"], 6),
        level="cleared" if row["cleared_by"] else reached,
        cleared_by=row["cleared_by"],
        windows=windows,
        filer_group=row["filer_group"] or "",
    )
    return assessment, reached


def _priority(open_one: tuple[Right, date] | None) -> list[Evidence]:
    if open_one is None:
        return []
    right, until = open_one
    told = {"number": f"{right.office} {right.number}", "until": until.isoformat()}
    return [evidence("time.priority-open", 1.0, json.dumps(told))]


def advised(found: Assessment, rights: Sequence[Right], as_of: date) -> Assessment:
    """The assessment with the ways to respond and the cases it resembles; none if cleared.

    ``rights``: the owner's.
    """
    if found.cleared_by:
        return found
    brand, filing = found.brand, found.filing
    codes = {item.code for item in found.evidence}
    return replace(
        found,
        responses=responses_of(filing, brand, rights, found.windows, as_of, codes=codes),
        precedents=nearest_cases(filing, found.hit, codes, brand),
    )


def _alert(assessment: Assessment, as_of: date, run_id: str) -> Alert:
    filing = assessment.filing
    return Alert(
        alert_id=alert_id(assessment.brand.brand_id, filing.office, filing.application_number),
        assessment=assessment,
        run_id=run_id,
        first_seen=as_of,
        changed=as_of,
        record_digest=record_digest(filing),
    )


def _hit(row: Mapping[str, Any]) -> Hit:
    return Hit(
        brand_id=row["brand_id"],
        form=row["form"],
        form_kind=row["form_kind"],
        form_weight=row["form_weight"],
        unit=row["unit"],
        unit_source=row["unit_source"],
        relation=row["relation"],
        edits=row["edits"],
        similarity=round(row["similarity"], 4),
    )


def counted(assessed: Assessed) -> Iterator[tuple[str, bool, int]]:
    """How many pairs at each level, by whether the applicant is known.

    ``cleared`` are those that would have reached medium; what is below is low, cleared or not.
    """
    cleared = pl.col("cleared_by").is_not_null() & (pl.col("level") != "low")
    told = pl.when(cleared).then(pl.lit("cleared")).otherwise("level")
    counts = assessed.pairs.group_by(told.alias("level"), "applicant_known").len()
    below = assessed.below.select(pl.lit("low").alias("level"), "applicant_known", "len")
    total = pl.concat([counts, below]).group_by("level", "applicant_known").agg(pl.sum("len"))
    yield from total.sort("level", "applicant_known").iter_rows()
